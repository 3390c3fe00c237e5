"""What a table is worked out with, where no engine is needed: constants, days, words, and what is said of faults."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")

import narwhals as nw

from trackntrace.errors import InvalidValueError
from trackntrace.frames import days, number_fact
from trackntrace.frames.number_signs import code_is_malformed, number_digit
from trackntrace.frames.refusals import EVERY_ROW, MissingExtraError, RefusedTableError, TableFault
from trackntrace.frames.service_kinds import service_kinds
from trackntrace.frames.terms import added, among, both, chosen, either, expression, least, number, place_of
from trackntrace.moment import day_begins, day_ends, parse_moment
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, DeliveryService, MailKind
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.performance.facts import NumberFact
from trackntrace.shipping.entry import Number
from trackntrace.shipping.promise import Punctuality


def test_what_is_the_same_for_all_rows_is_worked_out_beforehand() -> None:
    flags = [(one, other) for one in (True, False) for other in (True, False)]

    assert [both(*each) for each in flags] == [True, False, False, False]
    assert [either(*each) for each in flags] == [True, True, True, False]
    assert (number(True), number(False)) == (1, 0)
    assert (among("a", ["a", "b"]), among("c", ["a", "b"]), among("a", [])) == (True, False, False)
    assert (chosen(True, 3, 5), chosen(False, 3, 5)) == (3, 5)
    assert (least(3, 5), least(5, 3)) == (3, 3)
    assert [place_of(word, ["a", "b", "a"], otherwise=9) for word in "abc"] == [0, 1, 9]
    assert (added([]), added([1, 2, 4])) == (0, 7)


def in_polars(**terms: Any) -> dict[str, list[Any]]:
    """What terms over these columns come to."""
    polars = pytest.importorskip("polars")
    table = polars.DataFrame({"yes": [True, True, False, False], "no": [True, False, True, False]})
    table = table.with_columns(word=polars.Series(["a", "b", "c", ""]), whole=polars.Series([1, 3, 5, 7]))
    made: dict[str, list[Any]] = nw.from_native(table, eager_only=True).select(**terms).to_dict(as_series=False)
    return made


def test_what_differs_from_row_to_row_is_worked_out_by_the_engine() -> None:
    one, other, word, whole = (nw.col(name) for name in ("yes", "no", "word", "whole"))

    assert in_polars(
        both=both(one, other),
        either=either(one, other),
        number=number(one),
        among=among(word, ["a", "c"]),
        chosen=chosen(one, whole, 9),
        constants=chosen(one, 3, 5),
        least=least(whole, 4),
        most=least(4, whole),
        place=place_of(word, ["a", "b", "a"], otherwise=9),
        added=added([1, whole, 2, whole]),
        text=expression("x"),
        count=expression(3),
    ) == {
        "both": [True, False, False, False],
        "either": [True, True, True, False],
        "number": [1, 1, 0, 0],
        "among": [True, False, True, False],
        "chosen": [1, 3, 9, 9],
        "constants": [3, 3, 5, 5],
        "least": [1, 3, 4, 4],
        "most": [1, 3, 4, 4],
        "place": [0, 1, 9, 9],
        "added": [5, 9, 13, 17],
        "text": ["x"] * 4,
        "count": [3] * 4,
    }


def test_no_engine_is_asked_where_a_constant_decides() -> None:
    column = nw.col("yes")

    assert (both(False, column), both(column, False)) == (False, False)
    assert (either(True, column), either(column, True)) == (True, True)
    assert both(True, column) is both(column, True) is either(False, column) is either(column, False) is column
    assert among(column, []) is False
    assert chosen(True, column, 3) is chosen(False, 3, column) is column
    assert added([column]) is added([0, column]) is added([2, column, -2]) is expression(column) is column


@pytest.mark.parametrize(("value", "kind"), [(3, "Int64"), (True, "Int64"), ("x", "String"), (2**40, "Int64")])
def test_a_constant_is_of_one_type_in_every_row(value: int | str, kind: str) -> None:
    polars = pytest.importorskip("polars")
    made = nw.from_native(polars.DataFrame({"row": [1]}), eager_only=True).select(made=expression(value))

    assert str(made.schema["made"]) == kind


def test_instants_and_days_are_whole_numbers_since_1970() -> None:
    told = parse_moment("2026-10-07T14:00:00.000001+02:00")

    assert days.microseconds(told) == 1_791_374_400_000_001
    assert days.moment_at(1_791_374_400_000_001) == told
    assert (days.date_at(0), days.date_at(-1), days.date_at(20_733)) == (
        date(1970, 1, 1),
        date(1969, 12, 31),
        date(2026, 10, 7),
    )
    assert days.moment_at(days.OPENING) == datetime(2000, 1, 1, tzinfo=UTC)
    assert (days.date_at(days.FIRST), days.date_at(days.LAST)) == (date(2000, 1, 1), date(2199, 12, 31))
    assert days.date_at(days.FIRST + days.DAYS - 1) == date(2199, 12, 31)
    assert days.OFFSETS == (3_600_000_000, 7_200_000_000)
    assert days.THRESHOLDS == (-7_200_000_000, -3_600_000_000, 79_200_000_000, 82_800_000_000)


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25), date(2026, 1, 1)])
def test_the_local_day_of_an_instant_is_told_by_its_code_to_the_microsecond(day: date) -> None:
    begins, ends = days.microseconds(day_begins(day)), days.microseconds(day_ends(day))
    told = [days.day_told(days.day_code(each)) for each in (begins - 1, begins, ends - 1, ends)]

    assert told == [days.date_at(day.toordinal() - 719163 + each) for each in (-1, 0, 0, 1)]


def test_an_instant_out_of_our_years_has_no_day() -> None:
    codes = [days.day_code(each) for each in (days.OPENING - 1, days.OPENING, days.CLOSING - 1, days.CLOSING)]

    assert [days.day_told(code) for code in codes] == [None, date(2000, 1, 1), date(2199, 12, 31), None]
    assert codes[0] == codes[3] == 0
    assert codes[2] < days.DAY_CODES


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1), date(2026, 1, 1)])
def test_the_thresholds_that_an_instant_has_reached_tell_how_it_lies_to_a_day(day: date) -> None:
    place = day.toordinal() - 719163
    begins, ends = days.microseconds(day_begins(day)), days.microseconds(day_ends(day))

    lies = [days.punctuality(place, days.crossed(each, place)) for each in (begins - 1, begins, ends - 1, ends)]

    assert lies == [Punctuality.EARLY, Punctuality.ON_TIME, Punctuality.ON_TIME, Punctuality.LATE]
    assert days.crossed(begins - 1, place, passed=1) == max(days.crossed(begins - 1, place), 1)
    assert [days.crossed(place * 86_400_000_000 + each, place) for each in (-(10**11), 0, 10**11)] == [0, 2, 4]


@pytest.mark.parametrize(
    ("text", "digit"),
    [("", 0), ("3SABCD1234567", 1), ("3s abcd 1234567", 1), ("n v t", 2), ("0000000000", 2), ("n.v.t.", 3), ("-", 3)],
)
def test_a_number_that_is_the_same_for_all_rows_is_judged_once(text: str, digit: int) -> None:
    assert number_digit(text) == digit


@pytest.mark.parametrize(
    ("code", "malformed"),
    [("TNT", False), ("A" * 32, False), ("A" * 33, True), ("DPD-NL", False), ("-A", True), ("A_", True), ("tnt", True)],
)
def test_a_code_is_malformed_where_no_service_can_have_it(code: str, malformed: bool) -> None:
    assert code_is_malformed(code) is malformed


def test_what_a_judge_says_of_a_number_is_a_word() -> None:
    heard: list[tuple[Number, DeliveryService | None]] = []

    def judge(number: Number, service: DeliveryService | None) -> NumberFact:
        heard.append((number, service))
        return NumberFact.CONTRADICTED

    assert [number_fact(text) for text in (None, "", "3sabcd1234567", "NVT", "\u202e")] == [
        "missing",
        "missing",
        "given",
        "placeholder",
        "unreadable",
    ]
    assert number_fact("\u202e", "TNT", judge=judge) == number_fact("?", judge=judge) == "contradicted"
    assert number_fact(None, "TNT", judge=judge) == "missing"
    assert heard == [(UnreadableNumber("\u202e"), DeliveryService.parse("TNT")), (UnreadableNumber("?"), None)]
    with pytest.raises(InvalidValueError):
        number_fact("3SABCD1234567", "tnt")


def test_kinds_of_services_are_told_apart_by_their_mail_and_whether_they_are_followed() -> None:
    followed = frozenset({"TNT", "NEWCOMER", "- no code", "UNLISTED-0"})
    kinds = service_kinds(followed)
    codes = [code for kind in kinds for code in kind.codes]

    assert {*codes} == {each.code for each in DELIVERY_SERVICES if each.mail is not MailKind.UNKNOWN} | {
        "NEWCOMER",
        "UNLISTED-0",
    }
    assert len({*codes}) == len(codes)
    assert kinds[-1].codes == ()
    assert (kinds[-1].stands_for.code, kinds[-1].stands_for.listed) == ("UNLISTED-1", False)
    assert service_kinds(frozenset())[-1].stands_for.code == "UNLISTED-0"
    for kind in kinds[:-1]:
        services = [DeliveryService.parse(code) for code in kind.codes]
        assert kind.stands_for == services[0]
        assert len({(each.mail, each.code in followed) for each in services}) == 1
    assert (MailKind.UNKNOWN, True) in {(each.stands_for.mail, each.stands_for.code in followed) for each in kinds[:-1]}


def test_a_fault_says_its_column_what_was_expected_and_how_many_rows() -> None:
    faults = [TableFault("stage", "expected a word", 1), TableFault("a\nb", "expected days", 2)]
    every = TableFault("quantity", "expected whole numbers", EVERY_ROW)

    assert [str(fault) for fault in (*faults, every)] == [
        "stage: expected a word (1 row)",
        r"a\nb: expected days (2 rows)",
        "quantity: expected whole numbers (every row)",
    ]
    assert EVERY_ROW.value == "every row"


def test_a_refused_table_tells_its_first_fault_and_how_many_more() -> None:
    one, other = TableFault("stage", "expected a word", 3), TableFault("quantity", "expected counts", EVERY_ROW)
    single, several = RefusedTableError(iter([other])), RefusedTableError([one, other])

    assert str(single) == "Cannot use the table: quantity: expected counts (every row)"
    assert str(several) == "Cannot use the table: stage: expected a word (3 rows) (and 1 more)"
    assert (single.field, single.shown, single.reason) == ("quantity", "all", "expected counts")
    assert (several.field, several.shown, several.reason) == ("stage", "3", "expected a word")
    assert several.faults == (one, other)
    assert several.args == ((one, other),)


def test_a_package_that_is_missing_is_told_with_what_brings_it() -> None:
    error = MissingExtraError("import", "narwhals", "expected the extra frames")

    assert str(error) == "Cannot import narwhals: expected the extra frames"
