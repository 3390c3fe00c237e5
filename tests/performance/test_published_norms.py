"""What was published, figure by figure: every edition of every standard, as its source has it."""

from __future__ import annotations

import pytest

from trackntrace.cli.measures import MEASURES
from trackntrace.performance.editions import AnyEdition, Edition

PUBLISHED = {
    "order-traceability": [
        "2019-03-04 2021-12-31 seen in force then: target >= 1",
        "- - not public: target >= 49/50",
        "- - not public: minimum >= 9/10, target >= 49/50; strikes from 3",
    ],
    "items-on-time": [
        "2019-03-04 2023-12-31 seen in force then: target >= 93/100; strikes from 3",
        "- - not public: target >= 93/100, advice >= 19/20; strikes from 3",
        "- - not public: minimum >= 9/10, target >= 93/100; strikes from 3",
    ],
    "handed-over-on-time": ["2026-07-01 - announced: target >= 19/20; strikes from 3"],
    "delivered-on-time": ["2026-07-01 - announced: target >= 93/100; strikes from 3"],
    "cancellations": ["2019-03-04 - seen in force then: target <= 1/50; strikes from 3"],
    "returns": ["2019-03-04 2021-12-31 seen in force then: target <= 1/20", "- - not public: personal"],
    "response-time": ["2019-03-04 - inferred: target >= 9/10; strikes from 10"],
    "phone-availability": ["2019-03-04 - seen in force then: target >= 9/10"],
    "customer-questions": ["2019-03-04 2021-12-31 seen in force then: target <= 1/20", "- - not public: personal"],
    "rating": ["2019-03-04 - seen in force then: target >= 8"],
    "nps-after-contact": ["2023-07-03 - inferred: target >= 10"],
}


def told(edition: AnyEdition) -> str:
    seen = edition.last_seen if isinstance(edition, Edition) else None
    head = f"{edition.since or '-'} {seen or '-'} {edition.certainty.value}: "
    if not isinstance(edition, Edition):
        return f"{head}personal"
    levels = ", ".join(f"{level.value} {norm.direction.value} {norm.value}" for level, norm in edition.levels)
    return f"{head}{levels}" + (f"; strikes from {edition.strikes_from}" if edition.strikes_from is not None else "")


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_norm_is_the_one_that_was_published(name: str) -> None:
    ours = [told(edition) for edition in MEASURES[name].editions.editions]

    assert ours == PUBLISHED[name], "write what the source says into PUBLISHED, off the source"


def test_no_standard_is_without_its_published_norms() -> None:
    assert set(PUBLISHED) == set(MEASURES)
