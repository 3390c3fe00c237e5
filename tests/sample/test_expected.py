"""The sample scores as an independent count says it should, week by week."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sample import other_standards
from tests.sample.bundled import KINDS, Sample

AS_OF = "2026-11-13T12:00:00+01:00"
EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text("utf-8"))
Scores = dict[str, dict[str, Any]]
"""The scores of one week by standard."""


def by_standard(scores: list[dict[str, Any]]) -> Scores:
    return {score["standard"]: score for score in scores}


def by_week(scorecard: dict[str, Any]) -> dict[str, Scores]:
    return {each["week"]: by_standard(each["scores"]) for each in scorecard["weeks"]}


@pytest.fixture(scope="module")
def scored(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sample")
    for kind in KINDS:
        (folder / f"{kind}.jsonl").write_text(sample.texts[kind], "utf-8")
    beside = [argument for kind in KINDS[1:] for argument in (f"--{kind}", folder / f"{kind}.jsonl")]
    command = [sys.executable, "-m", "trackntrace", "score", folder / "shipments.jsonl", *beside]
    done = subprocess.run(
        [*command, "--format", "json", "--as-of", AS_OF], check=True, capture_output=True, encoding="utf-8"
    )
    scorecard: dict[str, Any] = json.loads(done.stdout)
    return scorecard


def asked(score: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: score[name] for name in wanted}


@pytest.mark.parametrize("week", by_week(EXPECTED))
def test_a_week_scores_as_counted_by_hand(scored: dict[str, Any], week: str) -> None:
    for standard, wanted in by_week(EXPECTED)[week].items():
        assert asked(by_week(scored)[week][standard], wanted) == wanted


def test_items_without_a_promise_belong_to_no_week(scored: dict[str, Any]) -> None:
    for standard, wanted in by_standard(EXPECTED["undated"]).items():
        assert asked(by_standard(scored["undated"])[standard], wanted) == wanted


def test_a_figure_is_the_one_that_was_given(scored: dict[str, Any]) -> None:
    shown = {each["week"]: by_standard(each["figures"]) for each in scored["weeks"]}

    for each in EXPECTED["weeks"]:
        wanted = by_standard(each["figures"])
        assert shown[each["week"]].keys() == wanted.keys()
        for standard, figure in wanted.items():
            assert asked(shown[each["week"]][standard], figure) == figure


def test_the_count_by_hand_is_what_is_expected(sample: Sample) -> None:
    for standard, counts in other_standards.counted(sample).items():
        for week, scores in by_week(EXPECTED).items():
            assert scores[standard] == other_standards.score(standard, counts[week])


def test_no_other_week_is_scored(scored: dict[str, Any]) -> None:
    assert list(by_week(scored)) == [f"2026-W{number}" for number in range(17, 47)]


def share(week: str, standard: str) -> float:
    score = by_week(EXPECTED)[week][standard]
    return 100 * int(score["hits"]) / int(score["counted"])


def test_one_week_is_clearly_bad_and_the_others_are_not() -> None:
    bad = [week for week in by_week(EXPECTED) if share(week, "items-on-time") < 90]

    assert bad == ["2026-W40"]


def test_some_weeks_are_just_below_the_norm_of_items_on_time() -> None:
    below = [week for week in by_week(EXPECTED) if 90 <= share(week, "items-on-time") < 93]

    assert len(below) == 3


def test_the_week_without_numbers_is_the_least_traceable() -> None:
    assert min(by_week(EXPECTED), key=lambda week: share(week, "order-traceability")) == "2026-W34"
    assert share("2026-W34", "order-traceability") < 93


def test_some_weeks_are_just_below_the_norm_of_order_traceability() -> None:
    below = [week for week in by_week(EXPECTED) if 96 <= share(week, "order-traceability") < 98]

    assert len(below) == 3


def test_in_one_week_too_much_was_cancelled() -> None:
    cancelled = {week: scores["cancellations"] for week, scores in by_week(EXPECTED).items()}
    bad = [week for week, each in cancelled.items() if each["misses"] >= 3 and each["misses"] > each["counted"] / 50]

    assert bad == ["2026-W24"]


def test_in_one_week_ten_questions_or_more_were_not_answered_in_time() -> None:
    late = {week: scores["response-time"]["misses"] for week, scores in by_week(EXPECTED).items()}

    assert [week for week, misses in late.items() if misses >= 10] == ["2026-W33"]


def test_the_last_weeks_are_not_yet_decided() -> None:
    pending = [week for week, scores in by_week(EXPECTED).items() if scores["items-on-time"]["pending"]]

    assert pending == ["2026-W45", "2026-W46"]
