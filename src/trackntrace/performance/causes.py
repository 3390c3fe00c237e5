"""The causes of misses: which delivery service, on which days, by which row of the table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import final

from attrs import frozen

from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.standard import Verdict


@final
@frozen(kw_only=True)
class Cause:
    """
    So many items missed a standard in the same way: by one row of its table, with one delivery service.

    ``first_day`` and ``last_day`` are the promised days among them, None where no day was promised; ``service`` is None
    where it was not told.
    """

    code: str
    service: DeliveryService | None
    items: int
    first_day: date | None
    last_day: date | None


def causes(explained: Iterable[Explanation]) -> tuple[Cause, ...]:
    """The misses among explanations by row and delivery service, the largest cause first."""
    alike: dict[tuple[str, str], list[Explanation]] = {}
    for each in explained:
        if each.row.verdict is Verdict.MISS:
            service = each.item.service.code if each.item.service else ""
            alike.setdefault((each.row.code, service), []).append(each)
    found = (_cause(code, missed) for (code, _), missed in sorted(alike.items()))
    return tuple(sorted(found, key=lambda cause: -cause.items))


def _cause(code: str, missed: list[Explanation]) -> Cause:
    days = [each.item.promise.day for each in missed if each.item.promise]
    return Cause(
        code=code,
        service=missed[0].item.service,
        items=sum(each.item.quantity for each in missed),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )
