"""The integration: from what the marketplace answers to evidence and scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trackntrace import (
    Dossier,
    Evidence,
    Moment,
    Readings,
    ServiceStandard,
    Tally,
    Unit,
    WeekBy,
    WeekScore,
    tallies,
    week_scores,
)
from trackntrace.retailer_api.orders import read_order
from trackntrace.retailer_api.shipments import read_shipment


def evidence_of(
    orders: Iterable[bytes], shipments: Iterable[bytes], **beside: Mapping[str, Any]
) -> tuple[Evidence, ...]:
    """What is known, of the marketplace's answers and of what is known beside them."""
    read = [read_order(body).value for body in orders]
    dossier = Dossier(orders={order.order_id: order for order in read}, **beside)  # type: ignore[arg-type]
    return tuple(dossier.evidence(read_shipment(body).value for body in shipments))


def scores(evidence: Iterable[Evidence], standard: ServiceStandard[Any], *, as_of: Moment) -> tuple[WeekScore, ...]:
    """The scores of every week."""
    (tally,) = tallies(evidence, [standard], as_of=as_of)
    return week_scores(tally, standard)


def count_by_order(
    evidence: Sequence[Evidence],
    standards: Sequence[ServiceStandard[Any]],
    *,
    as_of: Moment,
    by: WeekBy,
    per: Unit,
    readings: Readings,
) -> tuple[Tally, ...]:
    """Counts one order after the other, as on several machines, and adds."""
    total = tallies([], standards, as_of=as_of, by=by, per=per, readings=readings)
    for order_id in sorted({item.order_id for item in evidence}):
        items = [item for item in evidence if item.order_id == order_id]
        counted = tallies(items, standards, as_of=as_of, by=by, per=per, readings=readings)
        total = tuple(one + other for one, other in zip(total, counted, strict=True))
    return total
