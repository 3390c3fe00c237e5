"""Plain text for terminals: the rules, a standard's decision table and norms with their sources."""

from __future__ import annotations

from datetime import date

from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.editions import AnyEdition, Editions, PersonalEdition
from trackntrace.performance.standard import AnyStandard, Row, ServiceStandard
from trackntrace.report.text import norm_text, table


def _condition(row: Row) -> str:
    asked = (f"{name}: {' or '.join(str(value.value) for value in admitted)}" for name, admitted in row.when)
    return "; ".join(asked) or "anything else"


def _edition_lines(edition: AnyEdition, begins: date) -> list[str]:
    if isinstance(edition, PersonalEdition):
        return [f"  a norm for each seller, from {begins}: the indicator tells it", f"    source: {edition.source}"]
    levels = ", ".join(f"{level.value} {norm_text(norm)}" for level, norm in edition.levels)
    strikes = f"; a strike from {edition.strikes_from} misses on" if edition.strikes_from else ""
    since = edition.certainty.value if edition.since else "its beginning is not public: it reaches back that far"
    return [f"  {levels}, from {begins} ({since}){strikes}", f"    source: {edition.source}"]


def _norms(editions: Editions) -> list[str]:
    return ["norms:", *(line for each in editions.dated for line in _edition_lines(*each))]


def _readings(standard: AnyStandard) -> list[str]:
    readings = [f"  {reading.name}: {reading.value}" for reading in standard.readings]
    return ["readings taken where the public material leaves a question open:", *readings, ""] if readings else []


def rules_text(standard: AnyStandard | CountedStandard) -> str:
    """A standard's decision table and the editions of its norm, with their sources."""
    if not isinstance(standard, ServiceStandard):
        return "\n".join([f"{standard.name}: only its counts are known", "", *_norms(standard.editions)])
    rows = ((row.code, row.verdict.value, _condition(row), row.because) for row in standard.rows)
    return "\n".join(
        [
            f"{standard.name}: the first row that matches decides",
            "",
            table(("code", "verdict", "when", "because"), rows),
            "",
            *_readings(standard),
            *_norms(standard.editions),
        ]
    )
