"""The editions in which norms were published, and the norms that are told for single weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import Hostile, assert_well_told, refused
from trackntrace.errors import ConflictError, InvalidValueError, NoEditionError
from trackntrace.moment import Week
from trackntrace.notebook import table_html
from trackntrace.performance.editions import Certainty, Edition, Editions, Level, PersonalEdition
from trackntrace.performance.items_on_time import ON_TIME_EDITIONS
from trackntrace.performance.norm import Norm
from trackntrace.performance.order_traceability import TRACEABILITY_EDITIONS


def edition(target: str = "93%", since: date | None = date(2019, 3, 4), **parts: object) -> Edition:
    defaults = {
        "levels": ((Level.TARGET, Norm.parse(target)),),
        "since": since,
        "certainty": Certainty.SEEN if since else Certainty.NOT_PUBLIC,
        "source": "an example",
    }
    return Edition(**{**defaults, **parts})  # type: ignore[arg-type]


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
    assert "beginnings" not in repr(editions)


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


def personal(since: date | None = None, **parts: object) -> PersonalEdition:
    defaults = {"since": since, "certainty": Certainty.SEEN if since else Certainty.NOT_PUBLIC, "source": "an example"}
    return PersonalEdition(**{**defaults, **parts})  # type: ignore[arg-type]


def test_a_norm_that_was_told_for_a_week_takes_precedence_there_and_nowhere_else() -> None:
    editions = Editions("sample", [edition("93%", strikes_from=3)])
    told = editions.tell(Week(2026, 41), Norm.parse("95%"), source="the indicator")

    assert told.of(Week(2026, 41)).target == Norm.parse("95%")
    assert told.of(Week(2026, 41)).certainty is Certainty.TOLD
    assert told.of(Week(2026, 41)).source == "the indicator"
    assert told.of(Week(2026, 40)) == told.of(Week(2026, 42)) == editions.of(Week(2026, 41))
    assert told.on(date(2026, 10, 7)).target == Norm.parse("93%")


def test_how_many_misses_make_a_bad_week_is_not_told_and_stays() -> None:
    editions = Editions("sample", [edition("93%", strikes_from=3)])

    assert editions.tell(Week(2026, 41), Norm.parse("95%"), source="x").of(Week(2026, 41)).strikes_from == 3
    assert editions.tell(Week(2018, 1), Norm.parse("95%"), source="x").of(Week(2018, 1)).strikes_from is None


def test_what_was_told_last_for_a_week_counts_and_the_order_of_telling_weeks_does_not() -> None:
    editions = Editions("sample", [edition("93%")])
    one = editions.tell(Week(2026, 40), Norm.parse("94%"), source="x").tell(
        Week(2026, 41), Norm.parse("95%"), source="x"
    )
    other = editions.tell(Week(2026, 41), Norm.parse("95%"), source="x").tell(
        Week(2026, 40), Norm.parse("94%"), source="x"
    )

    assert one == other
    assert one.tell(Week(2026, 40), Norm.parse("90%"), source="x").of(Week(2026, 40)).target == Norm.parse("90%")


def test_one_week_is_told_one_norm() -> None:
    pair = (Week(2026, 40), edition())

    with pytest.raises(ConflictError, match="one norm for each week"):
        Editions("sample", [edition()], told=[pair, pair])


@pytest.mark.parametrize("told", [[("2026-W40", None)], [(Week(2026, 40), "93%")], [(None, None)]])
def test_what_is_told_are_editions_of_weeks(told: object) -> None:
    with pytest.raises(InvalidValueError):
        Editions("sample", [edition()], told=told)  # type: ignore[arg-type]


def test_a_personal_norm_is_known_only_where_it_was_told() -> None:
    editions = Editions("sample", [edition("5%", last_seen=date(2021, 12, 31)), personal()])

    assert editions.of(Week(2021, 50)).target == Norm.parse("5%")
    with pytest.raises(NoEditionError) as caught:
        editions.of(Week(2026, 41))
    assert "from 2022-01-01 on each seller has one of their own" in str(caught.value)
    assert editions.tell(Week(2026, 41), Norm.parse("4%"), source="x").of(Week(2026, 41)).target == Norm.parse("4%")


def test_after_a_personal_norm_there_may_be_one_for_all_again() -> None:
    editions = Editions("sample", [personal(date(2020, 1, 1)), edition("6%", date(2024, 1, 1))])

    assert editions.on(date(2024, 1, 1)).target == Norm.parse("6%")
    with pytest.raises(NoEditionError):
        editions.on(date(2023, 12, 31))


@pytest.mark.parametrize(("strikes_from"), [0, -1, True, 1.0, "3"])
def test_a_bad_week_needs_one_miss_or_more(strikes_from: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        edition(strikes_from=strikes_from)

    assert caught.value.field == "strikes_from"


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"since": "2020"}, "since"),
        ({"certainty": "seen"}, "certainty"),
        ({"since": None, "certainty": Certainty.SEEN}, "since"),
    ],
)
def test_a_personal_edition_is_dated_as_others_are(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        personal(**parts)  # type: ignore[arg-type]

    assert caught.value.field == field


def test_what_editions_refuse_is_said_of_each_part_by_its_name() -> None:
    """Each here differs from one that is taken in one part."""
    day, target, seen = date(2019, 3, 4), Norm.parse("90%"), Certainty.SEEN
    told: Any = [("2026-W40", edition())]
    twice = [(Week(2026, 40), edition("94%")), (Week(2026, 40), edition("93%"))]

    assert [
        refused(edition, levels=([Level.TARGET, target],)),
        refused(edition, levels=(("target", target),)),
        refused(edition, since=None, certainty=seen),
        refused(edition, certainty=Certainty.NOT_PUBLIC),
        refused(edition, last_seen=date(2019, 3, 3)),
        refused(personal, day, last_seen=date(2019, 3, 3)),
        refused(edition, strikes_from=0),
        refused(Editions, "sample", 5),
        refused(Editions, "sample", [5]),
        refused(Editions, "sample", [edition()], told=told),
        refused(Editions, "sample", [edition()], told=[(Week(2026, 40), "93%")]),
        refused(Editions, "sample", [edition()], told=twice),
    ] == [
        "Cannot use a value of type list as levels: expected pairs of level and norm",
        "Cannot use a value of type tuple as levels: expected pairs of level and norm",
        "Cannot use None as since: expected a day, or certainty NOT_PUBLIC",
        "Cannot use datetime.date(2019, 3, 4) as since: expected a day, or certainty NOT_PUBLIC",
        "Cannot use datetime.date(2019, 3, 3) as last_seen: expected a day not before 2019-03-04",
        "Cannot use datetime.date(2019, 3, 3) as last_seen: expected a day not before 2019-03-04",
        "Cannot use 0 as strikes_from: expected a whole number from 1 to 1000000000",
        "Cannot use 5 as editions: expected any number of Edition",
        "Cannot use 5 as editions: expected an Edition",
        "Cannot use '2026-W40' as week: expected a Week",
        "Cannot use '93%' as told: expected an Edition",
        "Cannot reconcile told 'sample': expected one norm for each week",
    ]
    assert edition(last_seen=day).last_seen == personal(day, last_seen=day).last_seen == day
    assert edition(strikes_from=1).strikes_from == 1


def test_an_edition_of_which_nothing_is_dated_begins_with_the_one_before() -> None:
    told = [edition("93%"), edition("94%", None), edition("95%", date(2020, 1, 1)), edition("96%", None)]
    editions = Editions("sample", [*told, edition("97%", None)])

    assert [day.isoformat() for day in editions.beginnings] == [
        *("2019-03-04", "2019-03-05", "2020-01-01", "2020-01-02", "2020-01-02")
    ]


def test_editions_are_shown_with_their_norms_and_where_they_stand() -> None:
    levels = ((Level.MINIMUM, Norm.parse("90%")), (Level.TARGET, Norm.parse("93%")))
    editions = Editions("sample", [edition(levels=levels, last_seen=date(2021, 12, 31)), personal()])

    assert editions._repr_html_() == table_html(
        "norms of sample",
        ("taken to be in force from", "which is", "norm", "source"),
        [
            ("2019-03-04", "seen in force then", "minimum >= 90 %, target >= 93 %", "an example"),
            ("2022-01-01", "not public", "one for each seller", "an example"),
        ],
    )
