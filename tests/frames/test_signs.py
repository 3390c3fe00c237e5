"""What an engine tells of a row, sign by sign: the same of a column as of a constant, on both sides of every boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import polars as pl

from tests.builders import at, on
from tests.frames.cases import AS_OF
from tests.frames.made_up import polars_table
from trackntrace.frames import ITEM_TABLE, row_signs
from trackntrace.frames.days import DAYS, microseconds
from trackntrace.frames.engines import collected, days_since_1970, normalised, opened
from trackntrace.frames.item_table import COLUMNS
from trackntrace.frames.signs import SIGNS
from trackntrace.frames.source import Source
from trackntrace.frames.terms import expression
from trackntrace.frames.view import Sign, View
from trackntrace.moment import local_day
from trackntrace.performance.facts import Readings
from trackntrace.performance.tally import WeekBy

AN_INSTANT = timedelta(microseconds=1)
A_DAY = "expected a date from 2000 to 2199"
NO_PROMISE = 99_989_044
FOLLOWED = Readings(followed=frozenset({"TNT"}))


def view(table: Any, constants: dict[str, Any] | None = None) -> View:
    source = Source(opened(table), {}, constants or {})
    today = days_since_1970(local_day(AS_OF))
    return View(source=source, as_of=microseconds(AS_OF), today=today, readings=FOLLOWED)


def shown(table: Any, make: Callable[[View], Sign]) -> list[int]:
    """What the rows of a table show."""
    seen = view(table)
    term = expression(make(seen).term)
    return collected(normalised(opened(table), seen.source.wanted).select(sign=term))["sign"]


def of_constants(row: dict[str, Any], make: Callable[[View], Sign]) -> Any:
    """What a table shows in which everything is the same for all rows."""
    told = {name: value for name, value in row.items() if value not in {None, ""}}
    return make(view(pl.DataFrame({"row": [1]}), told)).term


def expected(name: str) -> str:
    return f"expected one of {', '.join(COLUMNS[name].words)}"


def words(name: str, size: int) -> Sign:
    return Sign(name, size, 0, ((range(size - 1, size), name, expected(name)),))


WINDOW = (
    (range(6, 7), "handover_latest", "expected both ends of a handover window, or none"),
    (range(7, 8), "handover_latest", "expected a moment not before handover_earliest"),
)


def test_every_sign_says_how_many_values_it_has_and_which_of_them_are_faults() -> None:
    seen = view(polars_table([{"order_id": "order-1"}]))

    assert [SIGNS[name](seen) for name in SIGNS] == [
        Sign(
            "promised", 99_989_045, 0, ((range(1), "promised", A_DAY), (range(73_050, NO_PROMISE), "promised", A_DAY))
        ),
        words("stage", 5),
        words("fulfilled_by", 4),
        words("time_frame", 7),
        words("sent_as", 6),
        Sign("service", 8, 0, ((range(7, 8), "service", "expected codes such as TNT"),)),
        Sign("label", 2, 0),
        Sign("number", 6, 0),
        words("excuse", 3),
        words("promise_kind", 3),
        Sign("attempt", 10, 0),
        Sign("handover", 8, 0, WINDOW),
        Sign("report", 3, 0, ((range(2, 3), "not_received", A_DAY),)),
        Sign("cancelled", 4, 0, ((range(3, 4), "cancelled_on", A_DAY),)),
        words("cancelled_by", 5),
        words("asked_to_cancel", 4),
        Sign("expiry", 4, 0, ((range(3, 4), "expires", A_DAY),)),
        Sign("returned", 3, 0, ((range(2, 3), "returned", A_DAY),)),
    ]


def test_a_number_that_was_judged_already_can_be_a_fault() -> None:
    seen = view(polars_table([{"number_fact": "given"}]))

    assert SIGNS["number"](seen) == Sign("number", 6, 0, ((range(5, 6), "number_fact", expected("number_fact")),))


def test_a_missing_column_is_what_a_null_stands_for() -> None:
    missing = {name: SIGNS[name](view(polars_table([{"order_id": "order-1"}]))).term for name in SIGNS}
    nulls = polars_table([dict.fromkeys(column.name for column in ITEM_TABLE)])

    assert missing == dict.fromkeys(SIGNS, 0) | {"promised": NO_PROMISE, "attempt": missing["attempt"]}
    assert {name: shown(nulls, SIGNS[name])[0] for name in SIGNS if name != "attempt"} == {
        name: sign for name, sign in missing.items() if name != "attempt"
    }
    assert missing["attempt"] >= 5 <= shown(nulls, SIGNS["attempt"])[0]


LATER = AS_OF + AN_INSTANT
BESIDE_OUR_YEARS = (date(1999, 12, 31), date(2000, 1, 1), date(2199, 12, 31), date(2200, 1, 1))


def told(name: str, *values: Any, **others: Any) -> list[dict[str, Any]]:
    return [{name: value, **others} for value in values]


SHOWN: dict[str, tuple[str, list[dict[str, Any]], list[int]]] = {
    "shipped by the moment, or later": ("stage", told("shipped", None, at(6), AS_OF, LATER), [0, 1, 1, 3]),
    "cancelled by that day, or later": ("stage", told("cancelled_on", None, on(11), on(12), on(13)), [0, 2, 2, 0]),
    "cancelled, whenever it was shipped": (
        "stage",
        [{"cancelled_on": day, "shipped": when} for day in (on(12), on(13)) for when in (at(6), LATER)],
        [2, 2, 0, 0],
    ),
    "a stage that is told": ("stage", told("stage", "open", "shipped", "cancelled", "lost"), [0, 1, 2, 4]),
    "a stage that is told beside moments": (
        "stage",
        [
            {"stage": stage, "shipped": when, "cancelled_on": day}
            for stage in ("open", "shipped", "cancelled", "lost")
            for when, day in ((at(6), on(12)), (LATER, on(13)))
        ],
        [0, 0, 1, 3, 2, 0, 4, 4],
    ),
    "who brings it": (
        "fulfilled_by",
        told("fulfilled_by", None, "", "seller", "shipping-via-bol", "logistics-via-bol", "nobody"),
        [0, 0, 0, 1, 2, 3],
    ),
    "the option that was chosen": (
        "time_frame",
        told("time_frame", None, "not-told", "regular", "evening", "appointment", "same-day", "sunday", "noon"),
        [0, 0, 1, 2, 3, 4, 5, 6],
    ),
    "the kind of mail": (
        "sent_as",
        told("sent_as", "unknown", "parcel", "mailbox-parcel", "letter-mail", "delivery-appointment", "balloon"),
        [0, 1, 2, 3, 4, 5],
    ),
    "a label from when it is known": (
        "label",
        [
            {"label_id": label, "labelled": when}
            for label in ("label-1", "", None)
            for when in (None, at(6), AS_OF, LATER)
        ],
        [1, 1, 1, *[0] * 9],
    ),
    "a number from when it is known": (
        "number",
        [
            {"number": number, "entered": when}
            for number in ("3SABCD1234567", "n v t", "?", "", None)
            for when in (None, AS_OF, LATER)
        ],
        [1, 1, 0, 2, 2, 0, 3, 3, 0, *[0] * 6],
    ),
    "what was said of a number": (
        "number",
        [
            {"number_fact": fact, "number": "?", "entered": when}
            for fact in ("missing", "given", "placeholder", "unreadable", "contradicted", "lost")
            for when in (None, AS_OF, LATER)
        ],
        [0, 0, 0, 1, 1, 0, 2, 2, 0, 3, 3, 0, 4, 4, 0, 5, 5, 5],
    ),
    "nothing said of a number": ("number", told("number_fact", None, ""), [0, 0]),
    "an excuse": (
        "excuse",
        told("excuse", None, "", *COLUMNS["excuse"].words, "rain"),
        [0, 0, 1, 1, 1, 1, 1, 2],
    ),
    "a day or that very day": ("promise_kind", told("promise_kind", None, "by", "on", "about"), [0, 0, 1, 2]),
    "both ends of a window": (
        "handover",
        [
            {"handover_earliest": earliest, "handover_latest": latest}
            for earliest, latest in ((None, None), (at(6), None), (None, at(6)), (at(6), at(5)), (at(6), at(6)))
        ],
        [0, 6, 6, 7, 2],
    ),
    "a window that is over, or not": (
        "handover",
        told("handover_latest", AS_OF - AN_INSTANT, AS_OF, LATER, handover_earliest=at(6)),
        [2, 1, 1],
    ),
    "a scan beside its window": (
        "handover",
        told(
            "handed_over",
            *(at(6, 8) - AN_INSTANT, at(6, 8), at(6, 17), at(6, 17) + AN_INSTANT, AS_OF, LATER),
            handover_earliest=at(6, 8),
            handover_latest=at(6, 17),
        ),
        [3, 4, 4, 5, 5, 2],
    ),
    "a scan of what was shipped later": (
        "handover",
        told("shipped", at(6), LATER, handed_over=at(6, 9), handover_earliest=at(6, 8), handover_latest=at(6, 17)),
        [4, 2],
    ),
    "a scan of what was cancelled and would have been shipped later": (
        "handover",
        told(
            "cancelled_on",
            *(None, on(12), on(13)),
            shipped=LATER,
            handed_over=at(6, 9),
            handover_earliest=at(6, 8),
            handover_latest=at(6, 17),
        ),
        [2, 4, 4],
    ),
    "the first of what was seen": (
        "handover",
        [
            {"handed_over": scan, "first_attempt": attempt, "delivered": came}
            | {"handover_earliest": at(6, 8), "handover_latest": at(6, 17)}
            for scan, attempt, came in (
                (at(6, 7), at(6, 9), at(7)),
                (at(7), at(6, 9), at(7)),
                (at(7), at(7), at(6, 9)),
                (None, None, at(6, 9)),
                (None, None, None),
            )
        ],
        [3, 4, 4, 4, 2],
    ),
    "a scan at the very moment": (
        "handover",
        told(
            "handed_over",
            *(AS_OF, LATER),
            handed_over_learned=AS_OF,
            handover_earliest=at(6, 8),
            handover_latest=AS_OF,
        ),
        [4, 1],
    ),
    "a scan that was learned later": (
        "handover",
        told(
            "handed_over_learned",
            *(None, AS_OF, LATER),
            handed_over=at(6, 9),
            handover_earliest=at(6, 8),
            handover_latest=at(6, 17),
        ),
        [4, 4, 2],
    ),
    "a report of that day or a later one": (
        "report",
        told("not_received", None, on(6), on(7), on(12), on(13), date(2200, 1, 1), promised=on(7)),
        [0, 0, 1, 1, 0, 2],
    ),
    "a return by that day": (
        "returned",
        told("returned", None, on(11), on(12), on(13), *BESIDE_OUR_YEARS),
        [0, 1, 1, 0, 2, 1, 0, 2],
    ),
    "a cancellation by the promise, or after": (
        "cancelled",
        told("cancelled_on", None, on(6), on(7), on(8), date(1999, 12, 31), date(2200, 1, 1), promised=on(7)),
        [0, 1, 1, 2, 3, 3],
    ),
    "who cancelled": (
        "cancelled_by",
        told("cancelled_by", None, "", "seller", "customer", "marketplace", "nobody"),
        [0, 0, 1, 2, 3, 4],
    ),
    "whether it was asked for": (
        "asked_to_cancel",
        told("asked_to_cancel", None, "not-told", "no", "yes", "perhaps"),
        [0, 0, 1, 2, 3],
    ),
    "an expiry that is over, or not": (
        "expiry",
        told("expires", None, on(11), on(12), on(13), *BESIDE_OUR_YEARS),
        [0, 2, 1, 1, 3, 2, 1, 3],
    ),
}


@pytest.mark.parametrize("name", list(SHOWN))
def test_a_row_shows_a_sign(name: str) -> None:
    sign, rows, signs = SHOWN[name]

    assert shown(polars_table(rows), SIGNS[sign]) == signs


@pytest.mark.parametrize("name", list(SHOWN))
def test_what_is_the_same_for_all_rows_shows_the_sign_that_a_row_shows(name: str) -> None:
    sign, rows, signs = SHOWN[name]
    possible = [(row, told) for row, told in zip(rows, signs, strict=True) if not faulty(row, sign, told)]

    assert [of_constants(row, SIGNS[sign]) for row, _ in possible] == [told for _, told in possible]


def faulty(row: dict[str, Any], sign: str, told: int) -> bool:
    """Whether no constant can be so: a value of its column that is none is refused before."""
    faults = SIGNS[sign](view(polars_table([row]))).faults
    return sign != "handover" and any(told in fault[0] for fault in faults)


def test_services_show_their_kind_and_codes_that_are_none_a_fault() -> None:
    kinds = view(polars_table([{"service": "TNT"}])).kinds
    codes = ("", *(kind.codes[-1] for kind in kinds[:-1]), "NEWCOMER", "tnt", "-", "A" * 33)
    places = [0, *range(1, len(kinds) + 1), *[len(kinds) + 1] * 3]

    assert shown(polars_table(told("service", *codes)), SIGNS["service"]) == places
    assert [of_constants({"service": code}, SIGNS["service"]) for code in codes] == places


def test_a_promised_day_is_counted_from_the_first_of_our_years_on() -> None:
    days = [date(1990, 1, 1), date(1999, 12, 31), date(2000, 1, 1), date(2026, 10, 7)]
    days += [date(2199, 12, 31), date(2200, 1, 1)]
    places = [0, 0, 1, 9_777, DAYS, DAYS + 1]

    assert shown(polars_table(told("promised", *days, None)), SIGNS["promised"]) == [*places, NO_PROMISE]
    assert [of_constants({"promised": day}, SIGNS["promised"]) for day in days[2:5]] == places[2:5]


def test_however_far_a_promised_day_lies_its_sign_is_one_of_those_that_there_are() -> None:
    far = pl.DataFrame({"promised": pl.Series([-(10**9), 10**9], dtype=pl.Int32).cast(pl.Date)})

    assert all(0 <= sign <= NO_PROMISE for sign in shown(far, SIGNS["promised"]))


MIDNIGHT = at(7, 0)
NEXT = at(8, 0)


@pytest.mark.parametrize("column", ["first_attempt", "delivered"])
def test_an_attempt_shows_how_many_thresholds_of_its_day_it_has_reached(column: str) -> None:
    summer = [MIDNIGHT - AN_INSTANT, MIDNIGHT, MIDNIGHT + timedelta(hours=1), NEXT - AN_INSTANT, NEXT]
    moments = [*summer, NEXT + timedelta(hours=1), AS_OF, LATER, None]
    on_the_day = told(column, *moments, promised=on(7), promise_kind="on")
    by_the_day = [{**row, "promise_kind": None} for row in on_the_day]

    for rows in (on_the_day, by_the_day):
        reached = shown(polars_table(rows), SIGNS["attempt"])
        assert reached[:7] == [0, 1, 2, 2, 3, 4, 4]
        assert [sign >= 5 for sign in reached] == [False] * 7 + [True] * 2
        assert max(reached) < 10
    assert [of_constants(row, SIGNS["attempt"]) for row in on_the_day[:7]] == [0, 1, 2, 2, 3, 4, 4]
    assert [of_constants(row, SIGNS["attempt"]) for row in by_the_day[:7]] == [2, 2, 2, 2, 3, 4, 4]


@pytest.mark.parametrize("column", ["first_attempt", "delivered"])
def test_an_attempt_that_was_learned_later_is_not_seen(column: str) -> None:
    rows = told(f"{column}_learned", None, AS_OF, LATER, promised=on(7), **{column: at(7)})

    assert [sign >= 5 for sign in shown(polars_table(rows), SIGNS["attempt"])] == [False, False, True]


def test_the_first_of_an_attempt_and_a_delivery_counts_as_far_as_it_is_known() -> None:
    both = [{"first_attempt": at(9), "delivered": at(7)}, {"first_attempt": at(7), "delivered": at(9)}]
    rows = [*both, {**both[1], "first_attempt_learned": LATER}, {"first_attempt": LATER, "delivered": LATER}]

    seen = shown(
        polars_table([{"promised": on(7), "first_attempt_learned": None, **row} for row in rows]), SIGNS["attempt"]
    )

    assert seen[:3] == [2, 2, 4]
    assert seen[3] >= 5


def test_the_week_of_a_row_is_told_by_the_day_that_was_asked_for() -> None:
    table = polars_table([{"promised": on(7), "shipped": at(6), "ordered": at(5)}, {"promised": None}])
    codes = {by: shown(table, partial(row_signs.week_sign, by=by)) for by in WeekBy}

    assert {by: sign for by, (sign, _) in codes.items()} == {
        WeekBy.PROMISED: 9_777,
        WeekBy.SHIPPED: 19_552,
        WeekBy.ORDERED: 19_550,
    }
    assert {by: sign for by, (_, sign) in codes.items()} == {
        WeekBy.PROMISED: NO_PROMISE,
        WeekBy.SHIPPED: 0,
        WeekBy.ORDERED: 0,
    }
    assert row_signs.week_sign(view(table), WeekBy.PROMISED) == SIGNS["promised"](view(table))
    assert row_signs.week_sign(view(table), WeekBy.SHIPPED) == Sign("day", 146_102, 0)


def test_a_quantity_that_is_none_is_a_fault_and_adds_nothing() -> None:
    table = polars_table(told("quantity", -1, 0, 1, 10**9, 10**9 + 1, None))
    seen = view(table)
    sign = row_signs.quantity_sign(seen)
    items = expression(row_signs.counted_items(seen))
    constant = view(pl.DataFrame({"row": [1]}), {"quantity": 3})

    assert sign == Sign("quantity", 2, 0, ((range(1, 2), "quantity", "expected whole numbers from 1 to 1000000000"),))
    assert shown(table, row_signs.quantity_sign) == [1, 1, 0, 0, 1, 1]
    assert collected(normalised(opened(table), seen.source.wanted).select(items=items))["items"] == [
        0,
        0,
        1,
        10**9,
        0,
        0,
    ]
    assert (row_signs.counted_items(constant), row_signs.quantity_sign(constant).term) == (3, 0)
    assert row_signs.counted_items(view(pl.DataFrame({"row": [1]}))) == 1


def test_an_order_that_is_not_named_is_a_fault() -> None:
    table = polars_table(told("order_id", "order-1", "", None))

    assert shown(table, row_signs.order_sign) == [0, 1, 1]
    assert row_signs.order_sign(view(table)) == Sign(
        "order_id", 2, 0, ((range(1, 2), "order_id", "expected the id of an order"),)
    )


def test_moments_out_of_our_years_are_faults_of_the_columns_that_are_read() -> None:
    opening, closing = datetime(2000, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, 23, tzinfo=UTC)
    moments = [opening - AN_INSTANT, opening, closing - AN_INSTANT, closing, None]
    table = polars_table([{"shipped": each, "ordered": each, "delivered": each} for each in moments])
    seen = view(table)
    seen.once("shipped")
    seen.since("ordered")
    signs = [*row_signs.moment_signs(seen)]
    terms = {sign.name: expression(sign.term) for sign in signs}

    assert signs == [
        Sign(name, 2, 0, ((range(1, 2), name, "expected a year from 2000 to 2199"),)) for name in ("shipped", "ordered")
    ]
    shown_by_column = collected(normalised(opened(table), seen.source.wanted).select(**terms))
    assert shown_by_column == {"shipped": [1, 0, 0, 1, 0], "ordered": [1, 0, 0, 1, 0]}


def test_what_was_ordered_by_the_moment_is_counted_and_what_can_be_no_moment_too() -> None:
    moments = [
        None,
        at(5),
        AS_OF,
        LATER,
        datetime(2199, 12, 31, 22, tzinfo=UTC),
        datetime(2199, 12, 31, 23, tzinfo=UTC),
    ]
    table = polars_table(told("ordered", *moments))
    seen = view(table)
    known = expression(row_signs.was_ordered(seen))

    assert collected(normalised(opened(table), seen.source.wanted).select(known=known))["known"] == [
        *(True, True, True, False, False, True)
    ]
    assert row_signs.was_ordered(view(pl.DataFrame({"row": [1]}))) is True
