"""A scorecard on a terminal: weeks by standards, and colour only where it is wanted."""

from __future__ import annotations

import re
from io import StringIO

import pytest

from tests.builders import at, delivered, evidence
from tests.report.reports import AS_OF, figures, report_on
from trackntrace.performance.scorecard import Scorecard
from trackntrace.report.model import Report
from trackntrace.report.terminal import Ink, grid_text, in_colour, ink_for
from trackntrace.report.text import scorecard_text
from trackntrace.wording import Language


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_weeks_stand_by_standards_with_their_trend() -> None:
    late = evidence(journey=delivered(at(9)))

    lines = grid_text(report_on([late], figures=figures()).card).splitlines()

    assert lines == [
        f"As of {AS_OF.isoformat()}",
        "",
        "week      order-traceability  items-on-time  rating  phone-availability",
        "2026-W40                .              .     7.9  !                .",
        "2026-W41          100.0 %          0.0 %  !  8.1 +            89.0 %  !",
        "",
        "! falls short of the norm, + better than the week before, - worse than the week before, = as the week before",
    ]


@pytest.mark.parametrize("language", Language)
def test_there_is_a_line_for_each_week(shop: Report, language: Language) -> None:
    _, table, legend = grid_text(shop.card, language).split("\n\n")

    assert [line.split()[0] for line in table.splitlines()[1:]] == [str(week) for week in shop.card.weeks]
    assert legend.startswith("! ")


def test_where_nothing_was_counted_a_sentence_says_so() -> None:
    assert grid_text(Scorecard(AS_OF, ()), Language.DUTCH) == f"Niets te beoordelen op {AS_OF.isoformat()}."


@pytest.mark.parametrize(
    ("stream", "environment", "ink"),
    [
        (Terminal(), {}, Ink.COLOUR),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": ""}, Ink.COLOUR),
        (Terminal(), {"TERM": "dumb", "NO_COLOR": "1"}, Ink.PLAIN),
        (Terminal(), {"NO_COLOR": ""}, Ink.COLOUR),
        (Terminal(), {"NO_COLOR": "1"}, Ink.PLAIN),
        (Terminal(), {"TERM": "dumb"}, Ink.PLAIN),
        (StringIO(), {}, Ink.PLAIN),
    ],
)
def test_colour_is_for_terminals_whose_user_did_not_refuse_it(
    stream: StringIO, environment: dict[str, str], ink: Ink
) -> None:
    assert ink_for(stream, environment) is ink


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", [scorecard_text, grid_text])
def test_colour_changes_nothing_else(shop: Report, text: object, language: Language) -> None:
    assert callable(text)
    plain = text(shop.card, language)

    coloured = in_colour(plain, Ink.COLOUR, language)

    assert in_colour(plain, Ink.PLAIN, language) == plain
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
    assert coloured.count("\x1b[1;31m") >= 8


def test_a_standing_is_coloured_and_a_word_in_a_sentence_is_not() -> None:
    text = scorecard_text(report_on([evidence(journey=delivered(at(9)))]).card)

    coloured = in_colour(text, Ink.COLOUR)

    assert "\x1b[1;31mfalls-short\x1b[0m" in coloured
    assert "\x1b[32mmeets\x1b[0m" in coloured
    assert coloured.count("\x1b[") == 4
