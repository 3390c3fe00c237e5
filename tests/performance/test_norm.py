"""Norms, exact; and the editions in which they were published."""

from __future__ import annotations

import decimal
import pickle
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.builders import HOSTILE_TEXTS, NO_TEXTS, Hostile, assert_well_told
from trackntrace.errors import ConflictError, InvalidValueError, NoEditionError
from trackntrace.moment import Week
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.items_on_time import ON_TIME_EDITIONS
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.order_traceability import TRACEABILITY_EDITIONS


def edition(target: str = "93%", since: date | None = date(2019, 3, 4), **parts: object) -> Edition:
    defaults = {
        "levels": ((Level.TARGET, Norm.parse(target)),),
        "since": since,
        "certainty": Certainty.SEEN if since else Certainty.NOT_PUBLIC,
        "source": "an example",
    }
    return Edition(**{**defaults, **parts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("93%", Fraction(93, 100)),
        ("0.93", Fraction(93, 100)),
        ("93/100", Fraction(93, 100)),
        ("98.0%", Fraction(49, 50)),
        ("49/50", Fraction(49, 50)),
        ("0", Fraction(0)),
        ("0/5", Fraction(0)),
        ("100%", Fraction(1)),
        ("0.000000001", Fraction(1, 10**9)),
        ("99.999999999%", Fraction(99999999999, 10**11)),
    ],
)
def test_a_norm_is_read_exactly(text: str, value: Fraction) -> None:
    assert Norm.parse(text).value == value
    assert Norm.parse(text, Direction.AT_MOST) == Norm(value, Direction.AT_MOST)


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE_TEXTS,
        "NaN",
        "Infinity",
        "93,0",
        "1/0",
        "0/0",
        "\u0669\u0663",
        "-1",
        "+1",
        "-0",
        "1e3",
        ".93",
        "93.",
        "93 %",
        "93%%",
        "1/2%",
        "1/2/3",
        "1_000",
        "0x1",
        "93\n",
        "0.9999999999",
        "9999999999",
        "1" * 25,
    ],
    ids=lambda _: "",
)
def test_a_norm_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm.parse(text)

    assert caught.value.field == "norm"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("8", Scale.AVERAGE, Fraction(8)),
        ("-10", Scale.AVERAGE, Fraction(-10)),
        ("-0.5", Scale.AVERAGE, Fraction(-1, 2)),
        ("150%", Scale.RATIO, Fraction(3, 2)),
        ("999999999.999999999%", Scale.RATIO, Fraction(999999999999999999, 10**11)),
    ],
)
def test_a_ratio_may_exceed_the_whole_and_an_average_may_be_anything(text: str, scale: Scale, value: Fraction) -> None:
    assert Norm.parse(text, scale=scale).value == value


@pytest.mark.parametrize(
    ("text", "scale"),
    [("93", Scale.SHARE), ("101%", Scale.SHARE), ("-1", Scale.SHARE), ("-0", Scale.SHARE), ("-1", Scale.RATIO)],
)
def test_a_norm_is_nothing_that_its_scale_cannot_be(text: str, scale: Scale) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm.parse(text, scale=scale)

    assert caught.value.field == "norm"
    assert caught.value.shown == repr(text) or text.rstrip("%") in caught.value.shown


@pytest.mark.parametrize("value", NO_TEXTS, ids=lambda _: "")
def test_a_norm_is_read_from_text_only(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm.parse(value)

    assert_well_told(caught.value)


class Half(Fraction):
    """A fraction that may behave otherwise."""


@pytest.mark.parametrize(
    "value",
    [0.93, Decimal("0.93"), 1, True, "93%", None, Half(1, 2), Fraction(-1, 100), Fraction(-(10**5000)), Hostile()],
    ids=lambda _: "",
)
def test_a_norm_is_a_fraction_of_zero_or_more(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm(value)

    assert caught.value.field == "norm"
    assert_well_told(caught.value)


@pytest.mark.parametrize("value", [Fraction(10**5000), Fraction(1, 10**5000)], ids=["huge", "tiny"])
def test_a_norm_that_nobody_can_print_is_refused(value: Fraction) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm(value)

    assert_well_told(caught.value)


def test_a_norm_has_a_direction() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Norm(Fraction(1), ">=")  # type: ignore[arg-type]

    assert caught.value.field == "direction"


def test_exactly_the_norm_meets_it_in_both_directions() -> None:
    assert Norm.parse("93%").met_by(93, 100)
    assert not Norm.parse("93%").met_by(13, 14)
    assert not Norm.parse("93%").met_by(92, 100)
    assert Norm.parse("2%", Direction.AT_MOST).met_by(2, 100)
    assert not Norm.parse("2%", Direction.AT_MOST).met_by(3, 149)


def test_a_share_a_hair_below_the_norm_does_not_meet_it() -> None:
    assert not Norm.parse("93%").met_by(1396115884484939, 1501199875790257)


def test_the_callers_decimal_context_has_no_effect() -> None:
    with decimal.localcontext() as context:
        context.prec = 2
        context.rounding = decimal.ROUND_UP

        assert Norm.parse("0.123456789").value == Fraction(123456789, 10**9)
        assert not Norm.parse("93%").met_by(92999, 100000)


def test_a_norm_prints_its_direction_and_its_value() -> None:
    assert str(Norm.parse("98%")) == ">= 49/50"
    assert str(Norm.parse("2%", Direction.AT_MOST)) == "<= 1/50"
    assert pickle.loads(pickle.dumps(Norm.parse("98%"))) == Norm.parse("98%")


def test_the_newest_edition_that_had_begun_is_in_force() -> None:
    editions = Editions("sample", [edition("93%"), edition("95%", date(2024, 1, 1))])

    assert editions.on(date(2019, 3, 4)).target == Norm.parse("93%")
    assert editions.on(date(2023, 12, 31)).target == Norm.parse("93%")
    assert editions.on(date(2024, 1, 1)).target == Norm.parse("95%")
    assert editions.on(date(2199, 12, 31)).target == Norm.parse("95%")


def test_an_edition_of_unknown_beginning_reaches_back_to_the_day_after_the_one_before_was_last_seen() -> None:
    editions = Editions("sample", [edition("93%", last_seen=date(2023, 12, 31)), edition("95%", None)])

    assert editions.on(date(2023, 12, 31)).target == Norm.parse("93%")
    assert editions.on(date(2024, 1, 1)).target == Norm.parse("95%")
    assert editions.beginnings == (date(2019, 3, 4), date(2024, 1, 1))


def test_without_a_last_day_it_reaches_back_to_the_day_after_the_one_before_began() -> None:
    editions = Editions("sample", [edition("93%"), edition("95%", None)])

    assert editions.beginnings == (date(2019, 3, 4), date(2019, 3, 5))


def test_of_two_editions_of_unknown_beginning_the_newer_one_is_in_force() -> None:
    editions = Editions(
        "sample", [edition("93%", last_seen=date(2023, 12, 31)), edition("94%", None), edition("95%", None)]
    )

    assert editions.on(date(2024, 1, 1)).target == Norm.parse("95%")


def test_an_edition_of_unknown_beginning_that_was_last_seen_leaves_its_days_to_itself() -> None:
    editions = Editions(
        "sample",
        [
            edition("93%", last_seen=date(2021, 12, 31)),
            edition("94%", None, last_seen=date(2023, 12, 31)),
            edition("95%", None),
        ],
    )

    assert editions.on(date(2023, 12, 31)).target == Norm.parse("94%")
    assert editions.on(date(2024, 1, 1)).target == Norm.parse("95%")


def test_before_every_edition_there_is_none() -> None:
    editions = Editions("sample", [edition()])

    with pytest.raises(NoEditionError) as caught:
        editions.on(date(2019, 3, 3))

    assert caught.value.field == "sample"
    assert caught.value.reason == "expected a day from 2019-03-04 on"
    assert_well_told(caught.value)


@pytest.mark.parametrize("week", [Week(2019, 9), Week(2000, 1), Week.of(date(2000, 1, 1))], ids=str)
def test_a_week_before_every_edition_has_none(week: Week) -> None:
    with pytest.raises(NoEditionError) as caught:
        Editions("sample", [edition()]).of(week)

    assert_well_told(caught.value)


def test_the_edition_of_a_week_is_the_one_in_force_on_its_monday() -> None:
    tuesday = date(2026, 10, 6)
    editions = Editions("sample", [edition("93%"), edition("95%", tuesday)])

    assert editions.of(Week(2026, 41)).target == Norm.parse("93%")
    assert editions.of(Week(2026, 42)).target == Norm.parse("95%")
    assert Editions("sample", [edition("93%"), edition("95%", date(2026, 10, 5))]).of(
        Week(2026, 41)
    ).target == Norm.parse("95%")


@pytest.mark.parametrize("day", ["2026-10-07", None, Hostile()], ids=lambda _: "")
def test_an_edition_is_asked_for_by_a_day(day: object) -> None:
    with pytest.raises(InvalidValueError):
        ON_TIME_EDITIONS.on(day)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "editions",
    [[], [edition(since=None)], [edition("95%", date(2024, 1, 1)), edition("93%", date(2023, 1, 1))]],
    ids=["none", "first undated", "not in order"],
)
def test_editions_are_dated_and_in_order(editions: list[Edition]) -> None:
    with pytest.raises(ConflictError) as caught:
        Editions("sample", editions)

    assert caught.value.field == "editions"
    assert_well_told(caught.value)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"levels": ()}, "levels"),
        ({"levels": ((Level.MINIMUM, Norm.parse("90%")),)}, "levels"),
        ({"levels": [(Level.TARGET, Norm.parse("90%"))]}, "levels"),
        ({"levels": (("target", Norm.parse("90%")),)}, "levels"),
        ({"levels": ((Level.TARGET, "90%"),)}, "levels"),
        ({"levels": (5,)}, "levels"),
        ({"levels": ((Level.TARGET,),)}, "levels"),
        ({"since": None, "certainty": Certainty.SEEN}, "since"),
        ({"certainty": Certainty.NOT_PUBLIC}, "since"),
        ({"since": "2019-03-04"}, "since"),
        ({"last_seen": "2019-03-04"}, "since"),
        ({"last_seen": date(2019, 3, 3)}, "last_seen"),
    ],
    ids=lambda _: "",
)
def test_an_edition_of_other_parts_is_refused(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        edition(**parts)  # type: ignore[arg-type]

    assert caught.value.field in {field, "last_seen"}
    assert_well_told(caught.value)


@pytest.mark.parametrize("editions", [None, 5, [5], [None], [Hostile()]], ids=lambda _: "")
def test_editions_are_made_of_editions(editions: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Editions("sample", editions)  # type: ignore[arg-type]

    assert caught.value.field == "editions"


def test_all_parcels_were_asked_for_until_2021_and_98_percent_since() -> None:
    assert TRACEABILITY_EDITIONS.on(date(2021, 12, 31)).target == Norm.parse("100%")
    assert TRACEABILITY_EDITIONS.on(date(2022, 1, 1)).target == Norm.parse("98%")
    assert dict(TRACEABILITY_EDITIONS.on(date(2026, 1, 1)).levels) == {
        Level.MINIMUM: Norm.parse("90%"),
        Level.TARGET: Norm.parse("98%"),
    }


def test_93_percent_on_time_is_asked_for_all_along_and_90_at_least_of_late() -> None:
    days = [date(2019, 3, 4) + timedelta(days=30 * n) for n in range(100)]

    assert {ON_TIME_EDITIONS.on(day).target for day in days} == {Norm.parse("93%")}
    assert Level.MINIMUM not in dict(ON_TIME_EDITIONS.on(date(2023, 12, 31)).levels)
    assert dict(ON_TIME_EDITIONS.on(date(2024, 1, 1)).levels)[Level.MINIMUM] == Norm.parse("90%")


@pytest.mark.parametrize("editions", [TRACEABILITY_EDITIONS, ON_TIME_EDITIONS], ids=lambda e: str(e.standard))
def test_every_edition_names_its_source_and_how_sure_its_beginning_is(editions: Editions) -> None:
    for each, begins in editions.dated:
        assert each.source
        assert (each.since is None) is (each.certainty is Certainty.NOT_PUBLIC)
        assert begins >= date(2019, 3, 4)
