"""Standings held against exact fractions, and what is shown held against the standing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import partial
from random import Random
from typing import Final, TypeAlias

from tools.scoreboard.figure import Figure, Outcome, Volume, reached
from tools.scoreboard.spreading import spread
from trackntrace.cli.measures import MEASURES
from trackntrace.performance.editions import Edition
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Average, Score, Standing

Case: TypeAlias = tuple[Score | Average, Norm]
Wrong: TypeAlias = Callable[[Case], bool]

_MADE_UP: Final = (
    *(Norm.parse(text, direction) for direction in Direction for text in ("0", "92.9999%", "1/3", "100%")),
    *(Norm.parse(text, scale=Scale.AVERAGE) for text in ("-3.5", "1/7", "7.95")),
)


def published() -> tuple[Norm, ...]:
    """Every norm that the library knows to have been published."""
    editions = [each for measure in MEASURES.values() for each in measure.editions.editions if type(each) is Edition]
    return tuple(sorted({norm for each in editions for _, norm in each.levels}, key=repr))


def pairs(counts: Iterable[int]) -> Iterator[Case]:
    """Every score of so many items, against every norm of a share that was published."""
    shares = [norm for norm in published() if norm.scale is Scale.SHARE]
    for counted in counts:
        for hits in range(counted + 1):
            score = Score(hits, counted)
            for norm in shares:
                yield score, norm


def at_random(count: int, most: int = 10**9) -> Iterator[Case]:
    """So many amounts up to a billion, half of them as close to their norm as whole numbers come."""
    chance, known = Random(count), (*published(), *_MADE_UP)
    for _ in range(count):
        norm, counted = chance.choice(known), chance.randint(1, most)
        near = int(norm.value * counted) + chance.randint(-1, 1)
        hits = near if chance.randrange(2) else chance.randint(0, counted)
        if norm.scale is Scale.SHARE:
            yield Score(min(max(hits, 0), counted), counted), norm
        else:
            yield Average(Fraction(hits, chance.choice((1, 1, 10, 3))), counted), norm


def meets(value: Fraction, norm: Norm) -> bool:
    """What the standing must be, by fractions."""
    return value >= norm.value if norm.direction is Direction.AT_LEAST else value <= norm.value


def exact(amount: Score | Average) -> Fraction:
    """The value of an amount, computed here."""
    if isinstance(amount, Score):
        return Fraction(amount.hits, amount.counted)
    return amount.total / amount.counted


def said(text: str) -> Fraction:
    """The number that a shown text says."""
    return Fraction(text.removesuffix(" %")) / (100 if text.endswith(" %") else 1)


def wrong_standing(case: Case) -> bool:
    """Whether the standing is another than by fractions."""
    amount, norm = case
    return amount.standing(norm) is not (Standing.MEETS if meets(exact(amount), norm) else Standing.FALLS_SHORT)


def wrong_text(case: Case) -> bool:
    """Whether a reader of the shown text would come to another standing, or to a better value than the true one."""
    amount, norm = case
    shown, value = said(amount.shown(norm)), exact(amount)
    flattered = shown > value if norm.direction is Direction.AT_LEAST else shown < value
    return flattered or meets(shown, norm) is not (amount.standing(norm) is Standing.MEETS)


def _wrong_among_pairs(wrong: Wrong, counts: Iterable[int]) -> int:
    return sum(map(wrong, pairs(counts)))


def _measure(wrong: Wrong, volume: Volume) -> Outcome:
    most, random = (1_000, 1_000_000) if volume is Volume.FULL else (200, 100_000)
    parts = [range(1 + start, most + 1, 20) for start in range(20)]
    found = sum(spread(partial(_wrong_among_pairs, wrong), parts)) + sum(map(wrong, at_random(random)))
    known = len(published())
    note = (
        f"every pair up to {most:,} against {known} published norms, {random:,} random against these and made-up ones"
    )
    return reached(f"{found} contradictions", failures=found, note=note)


FIGURES: Final = (
    Figure(
        name="standing",
        says="standing against exact fractions (every pair up to 1,000, a million random up to a billion)",
        bar="0 contradictions",
        elsewhere="199 wrong below 20,000",
        measure=partial(_measure, wrong_standing),
    ),
    Figure(
        name="shown-text",
        says="shown text against standing (the same pairs)",
        bar="0 contradictions",
        elsewhere="199 wrong below 20,000",
        measure=partial(_measure, wrong_text),
    ),
)
