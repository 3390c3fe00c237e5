"""The measures of the scoreboard notice what they look for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Any

import pytest

from tests.hostile.case import LINES
from tests.hostile.door import Door
from tests.hostile.doors import DOORS
from tests.hostile.inputs import Texts
from tests.hostile.trial import Trial, tried
from tools.scoreboard import arithmetic, calendars, catalogue, hostile, sameness, timing
from tools.scoreboard.figure import Holds, Volume
from tools.scoreboard.patterns import Compiled, compiled_patterns, hard_texts
from trackntrace.grammar import Grammar
from trackntrace.moment import Week
from trackntrace.performance.norm import Norm
from trackntrace.performance.score import Score, Standing

NORM = Norm.parse("93%")


def test_a_standing_that_fractions_contradict_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not arithmetic.wrong_standing((Score(93, 100), NORM))

    monkeypatch.setattr(Score, "standing", lambda *_: Standing.FALLS_SHORT)

    assert arithmetic.wrong_standing((Score(93, 100), NORM))
    assert not arithmetic.wrong_standing((Score(92, 100), NORM))


@pytest.mark.parametrize("text", ["93.0 %", "92.1 %", "100.0 %"])
def test_a_text_that_flatters_or_contradicts_the_standing_is_noticed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not arithmetic.wrong_text((Score(9_299, 10_000), NORM))

    monkeypatch.setattr(Score, "shown", lambda *_: text)

    assert arithmetic.wrong_text((Score(9_299, 10_000), NORM)) is (text != "92.1 %")


def test_every_pair_is_every_score_against_every_published_norm_of_a_share() -> None:
    cases = list(arithmetic.pairs([1, 2]))

    assert {amount for amount, _ in cases} == {Score(h, n) for n in (1, 2) for h in range(n + 1)}
    assert len(cases) == 5 * len({norm for _, norm in cases})


def test_amounts_at_random_are_the_same_each_time_and_often_close_to_their_norm() -> None:
    cases = list(arithmetic.at_random(400))
    near = [
        abs(arithmetic.exact(amount) - norm.value) * amount.counted <= 2
        for amount, norm in cases
        if isinstance(amount, Score)
    ]

    assert cases == list(arithmetic.at_random(400))
    assert sum(near) > len(near) // 3


def test_what_is_shown_is_read_back_as_a_number() -> None:
    assert arithmetic.said("92.85 %") == Fraction(9285, 10_000)
    assert arithmetic.said("-3.5") == Fraction(-7, 2)
    assert arithmetic.said("1/3") == Fraction(1, 3)


@pytest.mark.parametrize("on", [date(2026, 12, 31), date(2027, 1, 1), date(2021, 1, 3), date(2024, 12, 30)])
def test_a_week_by_its_thursday_is_the_calendars(on: date) -> None:
    assert calendars.iso_week(on) == tuple(on.isocalendar())[:2]
    assert not calendars.wrong_week(on)


def test_a_day_in_a_wrong_week_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Week, "of", lambda _: Week(2026, 1))

    assert calendars.wrong_week(date(2026, 10, 7))


def test_the_clock_changes_on_the_last_sundays_of_march_and_october() -> None:
    changes = [change for change, _, _ in islice(calendars.clock_changes(), 48, 54)]

    assert changes[:2] == [datetime(2024, 3, 31, 1, tzinfo=UTC), datetime(2024, 10, 27, 1, tzinfo=UTC)]
    assert calendars.wrong_changes() == (0, 200)


@pytest.mark.parametrize("broken", ["local_day", "day_begins", "local_moment"])
def test_a_clock_that_is_off_is_noticed(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = getattr(calendars, broken)
    shifted = {
        "local_day": lambda moment: date(2026, 1, 1),
        "day_begins": lambda day: real(day) + timedelta(minutes=1),
        "local_moment": lambda wall: real(wall.replace(year=2000, month=1)),
    }
    monkeypatch.setattr(calendars, broken, shifted[broken])

    wrong, tried_ = calendars.wrong_changes()

    assert wrong == tried_ == 200


@pytest.mark.slow
def test_the_patterns_of_the_library_are_found_by_watching_it() -> None:
    found = {each.pattern.pattern for each in compiled_patterns()}

    assert len(found) > 80
    assert Grammar("week", "[0-9]{4}-W[0-9]{2}", longest=8, expected="a week").pattern.pattern in found


def test_the_texts_that_are_hard_for_a_pattern_are_of_its_own_characters() -> None:
    texts = hard_texts(re.compile("(?:3S|[0-9A-Z]{2,4})x?"), 40)

    assert {"3", "S", "0", "9", "A", "Z", "x"} <= set(texts)
    assert "AZ" in texts


def test_a_pattern_whose_time_grows_with_the_square_is_noticed() -> None:
    quadratic = Compiled(re.compile("a+b"), "made up")
    linear = Compiled(re.compile("[ab]"), "made up")

    assert timing._ratio(partial(timing._on_pattern, quadratic, "a"), 2_048) > timing.STEEPEST
    assert timing._ratio(partial(timing._on_pattern, linear, "c"), 20_000) < timing.STEEPEST


def test_a_door_that_works_on_a_megabyte_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "_REPEATED", ("ab",))
    monkeypatch.setattr(timing, "_RUNS", 1)
    busy = Door(name="busy", open=lambda text: sorted(text * 2), inputs=Texts(("good",)))

    assert timing._longest_at(busy)[0] > timing.LONGEST
    assert all(len(each) >= timing.MEGABYTE - 8 for each in timing.megabytes(busy))


def _told(monkeypatch: pytest.MonkeyPatch, **parts: Any) -> None:
    door = DOORS[0]
    good = {"door": door.name, "inputs": 100, "accepted": 40, "undeclared": 0, "ill_told": 0, "longest": 200}
    told = Trial(**{**good, "examples": (), **parts})
    monkeypatch.setattr(hostile, "trials", lambda _: (told,))


@pytest.mark.parametrize(
    ("parts", "holds"),
    [
        ({}, Holds.YES),
        ({"undeclared": 1, "examples": ("ValueError for 'x'",)}, Holds.NO),
        ({"ill_told": 1}, Holds.NO),
        ({"accepted": 0}, Holds.NO),
        ({"accepted": 99}, Holds.NO),
    ],
)
def test_one_foreign_error_ill_told_refusal_or_one_sided_door_is_enough(
    parts: dict[str, Any], holds: Holds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _told(monkeypatch, **parts)

    outcome = hostile.measure_errors(Volume.BOUNDED)

    assert outcome.holds is holds
    assert all(example in outcome.note for example in parts.get("examples", ()))


@pytest.mark.parametrize(("longest", "holds"), [(300, Holds.YES), (301, Holds.NO)])
def test_a_message_may_have_three_hundred_characters(
    longest: int, holds: Holds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _told(monkeypatch, longest=longest)

    assert hostile.measure_messages(Volume.BOUNDED).holds is holds


@pytest.mark.slow
def test_every_line_of_the_catalogue_is_tried() -> None:
    assert catalogue.covered() == set(range(1, LINES + 1))


def test_hosts_differ_in_datetime_seed_zone_locale_and_precision() -> None:
    every, few = sameness.hosts(Volume.FULL), sameness.hosts(Volume.BOUNDED)

    assert set(few) < set(every)
    for hosts in (every, few):
        assert {len({getattr(host, part) for host in hosts}) > 1 for part in ("script", "seed", "zone")} == {True}
    assert {host.precision for host in every} == {"28", "2"}
    assert str(every[-1]).startswith("pure datetime, seed 4242")


@pytest.mark.parametrize(("digests", "holds"), [(["a"] * 24, Holds.YES), (["a"] * 23 + ["b"], Holds.NO)])
def test_one_host_with_another_result_is_named(
    digests: list[str], holds: Holds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sameness, "save_sample", lambda _: [])
    monkeypatch.setattr(sameness, "spread", lambda _, hosts: digests)

    outcome = sameness.measure(Volume.FULL)

    assert outcome.holds is holds
    assert (str(sameness.hosts(Volume.FULL)[-1]) in outcome.note) is (holds is Holds.NO)


def test_a_host_on_which_the_work_breaks_is_named() -> None:
    broken = sameness.Host("raise SystemExit('no such work')", "0", "UTC", "C", "28")

    with pytest.raises(RuntimeError, match="C datetime, seed 0, UTC, C, 28 digits: no such work"):
        sameness.digest_on(broken, "nowhere")


def test_a_trial_is_what_the_measure_takes() -> None:
    assert tried(DOORS[0], 300).is_balanced(DOORS[0])
