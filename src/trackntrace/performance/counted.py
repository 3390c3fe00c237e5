"""
The standards of which no item-by-item rule is public or no evidence at hand: telephone, questions, reviews, NPS.

They take counts, from whoever has them, or what the marketplace's indicator tells; the norms are dated and sourced as
for every other standard.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final, final

from attrs import evolve, frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import exactly, one
from trackntrace.moment import Week
from trackntrace.performance.editions import Certainty, Edition, Editions, Level, PersonalEdition
from trackntrace.performance.norm import Direction, Norm, Scale
from trackntrace.performance.score import Amount, Average, Score
from trackntrace.performance.scorecard import WeekFigure, edition_of


@final
@frozen(kw_only=True)
class CountedStandard:
    """
    A question of which only the counts are known, with its norms.

    ``scale`` says whether it amounts to a share (`Score`), or to a ratio or an average (`Average`). ``least`` and
    ``most`` are what an average can be at all, where that is known.

    Raises:
        ConflictError: a norm lies in another direction, or is of another scale.
    """

    name: str
    scale: Scale
    direction: Direction
    editions: Editions
    least: int | None = None
    most: int | None = None

    def __attrs_post_init__(self) -> None:
        for edition in (*self.editions.editions, *(edition for _, edition in self.editions.told)):
            if isinstance(edition, Edition):
                self._check(edition.target)

    def _check(self, norm: Norm) -> None:
        if (norm.direction, norm.scale) != (self.direction, self.scale):
            expected = f"expected norms {self.direction.value} of the scale {self.scale.value}"
            raise ConflictError.about(f"{norm.direction.value} {norm.scale.value}", self.name, expected)

    def figure(self, week: Week, amount: Amount) -> WeekFigure:
        """
        What it amounts to in one week, beside the norm of that week.

        Raises:
            InvalidValueError: it is no week, no amount of this scale, or more or less than it can be.
        """
        kind = Score if self.scale is Scale.SHARE else Average
        if type(amount) is not kind:
            raise InvalidValueError.about(amount, self.name, f"expected {one(kind.__name__)}")
        self.check_range(amount)
        edition = edition_of(self.editions, exactly(week, Week, "week"))
        return WeekFigure(standard=self.name, week=week, amount=amount, edition=edition)

    def check_range(self, amount: Amount) -> None:
        """
        Refuses what the standard can never amount to.

        Raises:
            InvalidValueError: it is less than ``least``, or more than ``most``.
        """
        value = amount.value
        too_low = value is not None and self.least is not None and value < self.least
        too_high = value is not None and self.most is not None and value > self.most
        if too_low or too_high:
            upper = "" if self.most is None else f", at most {self.most}"
            reason = f"expected a quotient of at least {self.least}{upper}"
            raise InvalidValueError.about(str(value), self.name, reason)

    def with_editions(self, editions: Editions) -> CountedStandard:
        """The same question under other norms."""
        return evolve(self, editions=editions)


_DEMO_WEEK: Final = date(2019, 3, 4)
_DEMO: Final = "Retailer API v4 demo indicator for week 10 of 2019"


def _target(value: Fraction, direction: Direction, scale: Scale) -> tuple[tuple[Level, Norm], ...]:
    return ((Level.TARGET, Norm(value, direction, scale=scale)),)


PHONE_AVAILABILITY: Final = CountedStandard(
    name="phone-availability",
    scale=Scale.SHARE,
    direction=Direction.AT_LEAST,
    editions=Editions(
        "phone-availability",
        (
            Edition(
                levels=_target(Fraction(90, 100), Direction.AT_LEAST, Scale.SHARE),
                since=_DEMO_WEEK,
                certainty=Certainty.SEEN,
                source=f"{_DEMO} (norm >= 0.9); partnerplatform.bol.com, accessibility by phone, undated: 90 % of the "
                "call attempts, Monday to Friday from 9 to 17 h",
            ),
        ),
    ),
)
"""The share of call attempts that were answered, Monday to Friday from 9 to 17 h. It gives no strikes."""

CUSTOMER_QUESTIONS: Final = CountedStandard(
    name="customer-questions",
    scale=Scale.RATIO,
    direction=Direction.AT_MOST,
    least=0,
    editions=Editions(
        "customer-questions",
        (
            Edition(
                levels=_target(Fraction(5, 100), Direction.AT_MOST, Scale.RATIO),
                since=_DEMO_WEEK,
                last_seen=date(2021, 12, 31),
                certainty=Certainty.SEEN,
                source=f"{_DEMO} (norm <= 0.05); bol.com, service standards, undated, about until 2021: 5 %",
            ),
            PersonalEdition(
                since=None,
                certainty=Certainty.NOT_PUBLIC,
                source="partnerplatform.bol.com, customer questions, undated: a personal norm that follows the offer",
            ),
        ),
    ),
)
"""Questions per order; the interface counts cases per ordered item. It gives no strikes."""

RATING: Final = CountedStandard(
    name="rating",
    scale=Scale.AVERAGE,
    direction=Direction.AT_LEAST,
    least=1,
    most=10,
    editions=Editions(
        "rating",
        (
            Edition(
                levels=_target(Fraction(8), Direction.AT_LEAST, Scale.AVERAGE),
                since=_DEMO_WEEK,
                certainty=Certainty.SEEN,
                source=f"{_DEMO} (norm >= 8.0, an average); partnerplatform.bol.com, customer reviews, undated: 8.0",
            ),
        ),
    ),
)
"""The average grade of the overall question of reviews, from 1 to 10. It gives no strikes."""

NPS_AFTER_CONTACT: Final = CountedStandard(
    name="nps-after-contact",
    scale=Scale.AVERAGE,
    direction=Direction.AT_LEAST,
    least=-100,
    most=100,
    editions=Editions(
        "nps-after-contact",
        (
            Edition(
                levels=_target(Fraction(10), Direction.AT_LEAST, Scale.AVERAGE),
                since=date(2023, 7, 3),
                certainty=Certainty.INFERRED,
                source="partnerplatform.bol.com, NPS after customer contact, undated: 10 on a scale from -100 to 100; "
                "the pages beside it were updated on 3 July 2023",
            ),
        ),
    ),
)
"""Promoters less detractors per hundred answers, from -100 to 100. It gives no strikes."""

COUNTED_STANDARDS: Final = (PHONE_AVAILABILITY, CUSTOMER_QUESTIONS, RATING, NPS_AFTER_CONTACT)
