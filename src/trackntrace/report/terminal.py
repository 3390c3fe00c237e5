"""A scorecard on a terminal: weeks by standards with their trend, and colour where the terminal shows any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TextIO

from trackntrace.grammar import Word
from trackntrace.moment import Week
from trackntrace.performance.score import Standing
from trackntrace.performance.scorecard import Scorecard
from trackntrace.report.model import Line, Report, Trend
from trackntrace.report.text import standard_text, standing_text, table
from trackntrace.wording import Language, say

_TRENDS: Final = {Trend.BETTER: "+", Trend.WORSE: "-", Trend.EQUAL: "=", Trend.UNKNOWN: " "}
_SHORT: Final = "!"
_COLOURS: Final = {Standing.MEETS: "32", Standing.FALLS_SHORT: "1;31", Standing.NOT_ASSESSED: "2"}
_MARKED: Final = re.compile(rf"(?<=  )[^ \n](?:[^ \n]| (?! ))*(?:  )?{_SHORT}")


class Ink(Word):
    """Whether a text is coloured. Colour is never the only sign of anything."""

    COLOUR = "colour"
    PLAIN = "plain"


def ink_for(stream: TextIO, environment: Mapping[str, str]) -> Ink:
    """
    Colour on a terminal only, and not where the environment asks for none.

    Source of ``NO_COLOR``: no-color.org, where it is set and not empty.
    """
    wanted = not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return Ink.COLOUR if wanted and stream.isatty() else Ink.PLAIN


def grid_text(card: Scorecard, language: Language = Language.ENGLISH) -> str:
    """
    Weeks by standards, the newest week last, each score with its trend: ``+``, ``-`` or ``=`` to the week before.

    A score that falls short of its norm is marked by ``!``. Says so in a sentence where nothing was counted.
    """
    lines = [line for line in Report(card=card).lines if line.entries]
    moment = card.as_of.isoformat()
    if not lines:
        return say("text.nothing-to-score", language, moment=moment)
    header = say("text.week", language), *(standard_text(line.standard, language) for line in lines)
    rows = [(str(week), *(_cell(line, week) for line in lines)) for week in card.weeks]
    right = frozenset(range(1, len(header)))
    parts = [say("text.as-of", language, moment=moment), table(header, rows, right=right), _legend(language)]
    return "\n\n".join(parts)


def _cell(line: Line, week: Week) -> str:
    entry = line.by_week.get(week)
    if entry is None:
        return ".   "
    mark = _SHORT if entry.standing is Standing.FALLS_SHORT else " "
    return f"{entry.shown} {_TRENDS[line.trend(entry)]}{mark}"


def _legend(language: Language) -> str:
    trends = [f"{_TRENDS[each]} {say(f'report.trend.{each.value}', language)}" for each in list(Trend)[:3]]
    return ", ".join([f"{_SHORT} {say(f'standing.{Standing.FALLS_SHORT.value}', language)}", *trends])


def in_colour(text: str, ink: Ink, language: Language = Language.ENGLISH) -> str:
    """A table of scores, or a grid of them, with its standings in colour; the same text where none is wanted."""
    if ink is Ink.PLAIN:
        return text
    words = {standing_text(standing, language): _COLOURS[standing] for standing in Standing}
    named = re.compile(rf"(?<=  )(?:{'|'.join(map(re.escape, words))})(?=  )")
    painted = named.sub(lambda found: _painted(found[0], words[found[0]]), text)
    return _MARKED.sub(lambda found: _painted(found[0], _COLOURS[Standing.FALLS_SHORT]), painted)


def _painted(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"
