"""Plain text for terminals: the rules, a standard's decision table and norms with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Final

from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.editions import AnyEdition, Edition, Editions, PersonalEdition
from trackntrace.performance.standard import AnyStandard, Row, ServiceStandard
from trackntrace.report.text import colon_text, norm_text, standard_text, table
from trackntrace.wording import Language, fact_text, has_words_for, row_text, say

_COLUMNS: Final = ("code", "verdict", "when", "because")


def rules_text(standard: AnyStandard | CountedStandard, language: Language = Language.ENGLISH) -> str:
    """
    A standard's decision table and the editions of its norm, with their sources.

    Sources and the names of readings are told in English in every language.
    """
    name = standard_text(standard.name, language)
    if not isinstance(standard, ServiceStandard):
        only_counts = say("rules.only-counts", language, standard=name)
        return "\n".join([only_counts, "", *_norms(standard.editions, language)])
    header = tuple(say(f"column.{column}", language) for column in _COLUMNS)
    rows = (_row(standard.name, row, language) for row in standard.rows)
    return "\n".join(
        [
            say("rules.heading", language, standard=name),
            "",
            table(header, rows),
            "",
            *_readings(standard, language),
            *_norms(standard.editions, language),
        ]
    )


def _row(standard: str, row: Row, language: Language) -> tuple[str, ...]:
    verdict = say(f"verdict-word.{row.verdict.value}", language)
    return row.code, verdict, _condition(row, language), row_text(standard, row, language)


def _condition(row: Row, language: Language) -> str:
    asked = (_asked(name, admitted, language) for name, admitted in row.when)
    return "; ".join(asked) or say("rules.anything-else", language)


def _asked(name: str, admitted: tuple[Enum, ...], language: Language) -> str:
    """A fact and the values that the row admits, by the words of the code in English, in words in other languages."""
    between = f" {say('rules.or', language)} "
    if language is Language.ENGLISH:
        return f"{name}: {between.join(str(value.value) for value in admitted)}"
    key = f"fact-name.{name}"
    said = say(key, language) if has_words_for(key, language) else name
    return colon_text(said, between.join(fact_text(name, value, language) for value in admitted), language)


def _readings(standard: AnyStandard, language: Language) -> list[str]:
    readings = [f"  {reading.name}: {reading.value}" for reading in standard.readings]
    return [say("rules.readings", language), *readings, ""] if readings else []


def _norms(editions: Editions, language: Language) -> list[str]:
    return [say("rules.norms", language), *(line for each in editions.dated for line in _lines(*each, language))]


def _lines(edition: AnyEdition, begins: date, language: Language) -> Iterator[str]:
    if isinstance(edition, PersonalEdition):
        yield f"  {say('rules.personal', language, day=str(begins))}"
    else:
        yield f"  {_edition(edition, begins, language)}"
    yield f"    {say('rules.source', language, source=edition.source)}"


def _edition(edition: Edition, begins: date, language: Language) -> str:
    levels = (f"{say(f'level.{level.value}', language)} {norm_text(norm)}" for level, norm in edition.levels)
    begun = f"certainty.{edition.certainty.value}" if edition.since else "rules.reaches-back"
    strikes = edition.strikes_from
    return say(
        "rules.edition",
        language,
        levels=", ".join(levels),
        day=str(begins),
        certainty=say(begun, language),
        strikes=say("rules.strikes", language, count=str(strikes)) if strikes else "",
    )
