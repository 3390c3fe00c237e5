"""
Golden weeks: small shops whose scores were worked out by hand, for whoever writes an integration or an engine.

Each teaches one thing at which implementations go wrong: the week 53, the night in which the clock goes back, a share
of just 93 %, an appointment. What is expected stands here as text and numbers, apart from the code that must find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.moment import Moment
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.dossier import Dossier
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.scorecard import WeekScore, week_name
from trackntrace.performance.standard import AnyStandard
from trackntrace.shipping.order import Order
from trackntrace.shipping.shipment import Shipment
from trackntrace.testing.marketplace_objects import Members, order_object, shipment_object

STANDARDS: Final[tuple[AnyStandard, ...]] = (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS)
"""The standards for which each golden week says what is expected."""


@final
@frozen
class ExpectedItem:
    """
    What one item counts as: its facts in their order, as text; the verdict; and the code of the row that it meets.
    """

    order_item_id: str
    facts: str
    verdict: str
    code: str


@final
@frozen(kw_only=True)
class ExpectedScore:
    """
    What one standard makes of one week: hits of counted as the marketplace tells them, the standing, the share as text.

    ``items`` are all items of the week, those that are not counted too.
    """

    standard: str
    week: str
    hits: int
    counted: int
    standing: str
    shown: str
    items: tuple[ExpectedItem, ...]


@final
@frozen(kw_only=True)
class GoldenWeek:
    """
    A small shop, and what must come out of it as of a moment.

    ``teaches`` says what goes wrong here where it does. ``expected`` is in the order of `STANDARDS`, then by week.
    """

    name: str
    teaches: str
    as_of: Moment
    orders: tuple[Order, ...]
    shipments: tuple[Shipment, ...]
    dossier: Dossier = field()
    expected: tuple[ExpectedScore, ...]

    @dossier.default
    def _of_its_orders(self) -> Dossier:
        return Dossier(orders={order.order_id: order for order in self.orders})

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all its items."""
        return tuple(self.dossier.evidence(self.shipments))

    @property
    def order_objects(self) -> tuple[Members, ...]:
        """Its orders as the marketplace would send them."""
        return tuple(map(order_object, self.orders))

    @property
    def shipment_objects(self) -> tuple[Members, ...]:
        """Its shipments as the marketplace would send them."""
        return tuple(map(shipment_object, self.shipments))

    def of(self, standard: str) -> tuple[ExpectedScore, ...]:
        """What is expected of one standard."""
        return tuple(score for score in self.expected if score.standard == standard)

    def differences(self, standard: str, scores: Iterable[WeekScore]) -> tuple[str, ...]:
        """
        How the scores of one standard differ from what is expected, a sentence each; none where they agree.

        Weeks are held against one another in order.

        Raises:
            InvalidValueError: no golden week says what is expected of such a standard.
        """
        names = [each.name for each in STANDARDS]
        if standard not in names:
            raise InvalidValueError.about(standard, "standard", f"expected one of {', '.join(names)}")
        found = sorted(scores, key=lambda score: str(score.week))
        return tuple(_told_apart(self.name, self.of(standard), found))


def _told_apart(name: str, expected: Iterable[ExpectedScore], found: Iterable[WeekScore]) -> Iterator[str]:
    for wanted, score in zip_longest(expected, found):
        if wanted is None or score is None:
            known = score.standard if wanted is None else wanted.standard
            yield f"{name}: {known} has {'one week too many' if wanted is None else 'a week too few'}"
            continue
        told = (week_name(score.week), score.score.hits, score.score.counted, score.standing.value, score.shown)
        right = (wanted.week, wanted.hits, wanted.counted, wanted.standing, wanted.shown)
        if told != right:
            yield f"{name}: {wanted.standard} is {_said(told)}, expected {_said(right)}"
        yield from _rows_told_apart(name, wanted, score)


def _said(told: tuple[str, int, int, str, str]) -> str:
    week, hits, counted, standing, shown = told
    return f"{hits} of {counted} in {week}, {shown}, {standing}"


def _rows_told_apart(name: str, wanted: ExpectedScore, score: WeekScore) -> Iterator[str]:
    codes = {item.code for item in wanted.items}
    met = {row.code for row, _ in score.counts}
    if codes != met:
        yield f"{name}: {wanted.standard} met {', '.join(sorted(met))}, expected {', '.join(sorted(codes))}"


def golden_weeks() -> tuple[GoldenWeek, ...]:
    """
    Every golden week.

    >>> [week.name for week in golden_weeks()][:3]
    ['an-ordinary-week', 'just-at-the-norm', 'just-below-the-norm']
    """
    from trackntrace.testing.golden_examples import GOLDEN_WEEKS  # noqa: PLC0415  (they are made of this module)

    return GOLDEN_WEEKS
