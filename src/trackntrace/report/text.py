"""Plain text for terminals: scorecards and explanations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trackntrace.moment import Week
from trackntrace.performance.contradictions import contradictions
from trackntrace.performance.editions import Edition
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.norm import Direction, Norm
from trackntrace.performance.score import Beyond, Score, Standing
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import WeekOrUndated
from trackntrace.wording import Language, fact_text, finding_text, has_words_for, row_text, say

_COLUMNS: Final = (
    "week",
    "standard",
    "score",
    "norm",
    "standing",
    "hits",
    "counted",
    "pending",
    "excluded",
    "headroom",
)
_NUMBERS: Final = frozenset({"score", "hits", "counted", "pending", "excluded", "headroom"})
_RIGHT: Final = frozenset(place for place, name in enumerate(_COLUMNS) if name in _NUMBERS)


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, right: frozenset[int] = frozenset()) -> str:
    """Columns in line: those that are numbers to the ``right``, words to the left."""
    all_rows = [header, *rows]
    widths = [max(len(cell) for cell in column) for column in zip(*all_rows, strict=True)]
    cells = (f"{{:{'>' if place in right else '<'}{width}}}" for place, width in enumerate(widths))
    line = "  ".join(cells)
    return "\n".join(line.format(*row).rstrip() for row in all_rows)


def norm_text(norm: Norm) -> str:
    """A norm as people say it: ``>= 98 %``, or ``>= 8`` for an average."""
    return norm.shown


def standard_text(name: str, language: Language) -> str:
    """A standard by the word that commands take, in English; in other languages by the marketplace's own term."""
    known = language is not Language.ENGLISH and has_words_for(f"standard.{name}", language)
    return say(f"standard.{name}", language) if known else name


def standing_text(standing: Standing, language: Language) -> str:
    """Where a score stands, by its word in English and as it is said in other languages."""
    return standing.value if language is Language.ENGLISH else say(f"standing.{standing.value}", language)


def _target(edition: Edition | None) -> str:
    return norm_text(edition.target) if edition else "-"


def _number(value: int | Beyond, language: Language) -> str:
    if isinstance(value, int):
        return str(value)
    return value.value if language is Language.ENGLISH else say(f"beyond.{value.value}", language)


def _week(week: WeekOrUndated, language: Language) -> str:
    return str(week) if isinstance(week, Week) else say("text.undated", language)


def _score_row(score: WeekScore, language: Language) -> tuple[str, ...]:
    return (
        _week(score.week, language),
        standard_text(score.standard, language),
        score.shown,
        _target(score.edition),
        standing_text(score.standing, language),
        str(score.items(Verdict.HIT)),
        str(score.score.counted),
        str(score.items(Verdict.PENDING)),
        str(score.items(Verdict.EXCLUDED)),
        _number(score.headroom, language) if score.edition else "-",
    )


def _hits(figure: WeekFigure) -> str:
    """The good ones of a share; an average has none, and without a norm nobody knows which ones are good."""
    amount = figure.amount
    if not isinstance(amount, Score) or figure.edition is None:
        return "-"
    of_misses = figure.edition.target.direction is Direction.AT_MOST
    return str(amount.counted - amount.hits if of_misses else amount.hits)


def _figure_row(figure: WeekFigure, language: Language) -> tuple[str, ...]:
    return (
        str(figure.week),
        standard_text(figure.standard, language),
        figure.shown,
        _target(figure.edition),
        standing_text(figure.standing, language),
        _hits(figure),
        str(figure.amount.counted),
        *("-",) * 3,
    )


def scores_table(scores: Iterable[WeekScore | WeekFigure], language: Language = Language.ENGLISH) -> str:
    """Scores and figures as a table, one a line."""
    header = tuple(say(f"text.{name}", language) for name in _COLUMNS)
    rows = (
        _score_row(each, language) if isinstance(each, WeekScore) else _figure_row(each, language) for each in scores
    )
    return table(header, rows, right=_RIGHT)


def scorecard_text(card: Scorecard, language: Language = Language.ENGLISH) -> str:
    """
    A scorecard as a table, and under it why a score fell short and what brings it back.

    Says so in a sentence where nothing was counted.
    """
    moment = card.as_of.isoformat()
    scores: list[WeekScore | WeekFigure] = []
    for week in card.weeks:
        scores += [*card.week(week), *card.figures_of(week)]
    scores += card.undated
    if not scores:
        return say("text.nothing-to-score", language, moment=moment)
    short = [
        shortfall(each, language)
        for each in scores
        if isinstance(each, WeekScore) and each.standing is Standing.FALLS_SHORT
    ]
    parts = [say("text.as-of", language, moment=moment), scores_table(scores, language), "\n".join(short)]
    return "\n\n".join(part for part in parts if part)


def shortfall(score: WeekScore, language: Language = Language.ENGLISH) -> str:
    """Why a score falls short, and what brings it back."""
    recovery = score.recovery
    known = isinstance(recovery, int)
    needed = say("text.recovery", language, count=str(recovery)) if known else say("text.recovery-never", language)
    return say(
        "text.falls-short",
        language,
        week=_week(score.week, language),
        standard=standard_text(score.standard, language),
        misses=misses(score),
        needed=needed,
    )


def misses(score: WeekScore) -> str:
    """What its misses are by their codes, the most frequent first."""
    missed = [(count, row.code) for row, count in score.counts if row.verdict is Verdict.MISS]
    return ", ".join(f"{count} {code}" for count, code in sorted(missed, key=lambda each: (-each[0], each[1])))


def explanation_text(each: Explanation, language: Language = Language.ENGLISH) -> str:
    """One item in one line: verdict, why, the facts, the norm."""
    item = each.item
    place = [
        _week(each.week, language),
        standard_text(each.standard, language),
        say("text.order", language, order=item.order_id, item=item.order_item_id),
        *([say("text.shipment", language, shipment=item.shipment_id)] if item.shipment_id else []),
        say("text.quantity", language, count=str(item.quantity)),
    ]
    verdict = f"{say(f'verdict-word.{each.row.verdict.value}', language)} {each.row.code}"
    why = colon_text(verdict, row_text(each.facts_of, each.row, language), language)
    return (
        f"{colon_text(' '.join(place), why, language)} [{_facts(each, language)}] "
        f"{say('text.norm', language)} {_target(each.edition)}{_noted(each, language)}"
    )


def _facts(each: Explanation, language: Language) -> str:
    if language is Language.ENGLISH:
        return " ".join(f"{name}={value}" for name, value in each.named_facts.items())
    named = zip(each.named_facts, each.facts, strict=True)
    return ", ".join(
        colon_text(
            say(f"fact-name.{name}", language) if has_words_for(f"fact-name.{name}", language) else name,
            fact_text(name, fact, language),
            language,
        )
        for name, fact in named
    )


def colon_text(name: str, value: str, language: Language) -> str:
    """What is said, a colon, and what is said of it, with the space before it that French has."""
    return say("text.colon", language, name=name, value=value)


def _noted(each: Explanation, language: Language) -> str:
    found = (finding_text(finding, language) for finding in contradictions(each.item))
    return "".join(f" ({say('text.note', language, text=text)})" for text in found)
