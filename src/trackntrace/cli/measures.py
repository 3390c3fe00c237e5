"""Every standard that a command can show, by its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.counted import COUNTED_STANDARDS, CountedStandard
from trackntrace.performance.indicator import Indicator, under_told_norms
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.on_time_halves import DELIVERED_ON_TIME, HANDED_OVER_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.response_time import RESPONSE_TIME
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.told_figures import AnyMeasure

OF_ITEMS: Final = (
    ORDER_TRACEABILITY,
    ITEMS_ON_TIME,
    HANDED_OVER_ON_TIME,
    DELIVERED_ON_TIME,
    CANCELLATIONS,
    RETURNS,
)
"""The standards that are judged item by item, of orders and shipments."""

STANDARDS: Final[dict[str, AnyStandard]] = {standard.name: standard for standard in (*OF_ITEMS, RESPONSE_TIME)}
MEASURES: Final[dict[str, AnyMeasure]] = {**STANDARDS, **{standard.name: standard for standard in COUNTED_STANDARDS}}
"""Every standard by its name, those of which only counts are known last."""


def under_norms(measure: AnyMeasure, told: Iterable[Indicator]) -> AnyMeasure:
    """
    A standard of either kind under the norms that indicators tell.

    Raises:
        ConflictError: two indicators tell different norms for one week, or one of another direction or scale.
    """
    if isinstance(measure, CountedStandard):
        return under_told_norms(measure, told)
    return under_told_norms(measure, told)
