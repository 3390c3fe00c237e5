"""``trackntrace exemption``: the evidence list for a request for an exemption."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from typing import Any, Final, TypeVar

from trackntrace.cli.inputs import Inputs, UsageError, spoken
from trackntrace.cli.measures import OF_ITEMS, STANDARDS
from trackntrace.cli.scoring import standards_of
from trackntrace.documents.csv_writer import csv_text
from trackntrace.documents.score_json import explanation_object
from trackntrace.errors import TrackntraceError
from trackntrace.moment import Moment, Week, parse_day
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.exemption import AffectedItem, Disruption, EvidenceList, Kept, evidence_list
from trackntrace.report.text import table
from trackntrace.wording import finding_text, remedy_text, say

_T = TypeVar("_T")
_KEPT: Final = {kept.value: kept for kept in Kept}
COLUMNS: Final = (
    *("week", "order", "item", "shipment", "quantity", "service", "number", "promised", "shipped", "handed over"),
    *("first attempt", "seen", "standard", "verdict", "code"),
)


def add_options(command: ArgumentParser) -> None:
    """What was disrupted, and what to list."""
    command.add_argument(
        "--service", type=_read(DeliveryService.parse), metavar="CODE", help="the delivery service; TNT is PostNL"
    )
    command.add_argument("--place", default="", metavar="TEXT", help="a place in its network, such as a depot")
    for name, about in (("--from", "first"), ("--until", "last")):
        command.add_argument(
            name,
            type=_read(parse_day),
            required=True,
            dest=f"{about}_day",
            metavar="DAY",
            help=f"the {about} day of the disruption, such as 2026-10-02",
        )
    command.add_argument("--list", choices=_KEPT, default=Kept.ALL.value, help="(default: all)")


def _read(reader: Callable[[str], _T]) -> Callable[[str], _T]:
    def read(text: str) -> _T:
        try:
            return reader(text)
        except TrackntraceError as error:
            raise ArgumentTypeError(str(error)) from None

    return read


def exemption(options: Namespace) -> int:
    """Prints the items that a disruption affected, and what to know before asking."""
    inputs = Inputs(options)
    disruption = _disruption(options)
    of_items = {standard.name for standard in OF_ITEMS}
    standards = [each for each in standards_of(options, inputs.indicators()) if each.name in of_items]
    found = evidence_list(
        (item for item in inputs.evidence()),
        standards,
        disruption,
        as_of=inputs.moment,
        by=options.by,
        kept=_KEPT[options.list],
    )
    status = inputs.finish()
    if options.week:
        found = _only(found, options.week)
    print(_RENDER[options.format](found, options), end="")
    return status


def _disruption(options: Namespace) -> Disruption:
    try:
        return Disruption(
            first_day=options.first_day, last_day=options.last_day, service=options.service, place=options.place
        )
    except TrackntraceError as error:
        raise UsageError(f"exemption: {error}") from None


def _only(found: EvidenceList, week: Week) -> EvidenceList:
    items = tuple(each for each in found.items if each.explanation.week == week)
    return EvidenceList(disruption=found.disruption, as_of=found.as_of, items=items)


def _at(at: Moment | None) -> str:
    return at.isoformat() if at else ""


def _row(each: AffectedItem) -> tuple[str, ...]:
    why, item = each.explanation, each.explanation.item
    seen = "; ".join(f"{_at(e.at)} {e.status.value} {e.place}".rstrip() for e in each.seen)
    return (
        *(str(why.week) if isinstance(why.week, Week) else "", item.order_id, item.order_item_id, item.shipment_id),
        *(str(item.quantity), item.service.code if item.service else "", str(item.number) if item.number else ""),
        *(item.promise.day.isoformat() if item.promise else "", _at(item.shipped), _at(item.journey.handover)),
        *(_at(item.journey.first_attempt), seen, why.standard, why.row.verdict.value, why.row.code),
    )


def _csv(found: EvidenceList, options: Namespace) -> str:
    return csv_text(COLUMNS, map(_row, found.items))


def _text(found: EvidenceList, options: Namespace) -> str:
    language = spoken(options)
    counts = {"items": str(len(found.items)), "missed": str(found.missed)}
    heading = say("difference.affected", language, moment=found.as_of.isoformat(), **counts)
    rows = [tuple(ascii(cell)[1:-1] for cell in _row(each)) for each in found.items]
    notes = [f"{finding_text(note, language)} {remedy_text(note, language)}".rstrip() for note in found.notes]
    parts = (heading, table(COLUMNS, rows) if rows else "", "\n".join(notes))
    return "\n\n".join(part for part in parts if part) + "\n"


def _json(found: EvidenceList, options: Namespace) -> str:
    document: dict[str, Any] = {
        "as_of": found.as_of.isoformat(),
        "missed": found.missed,
        "items": [_object(each) for each in found.items],
        "notes": [{"code": note.code, "text": note.text} for note in found.notes],
    }
    return json.dumps(document) + "\n"


def _object(each: AffectedItem) -> dict[str, Any]:
    seen = [{"status": e.status.value, "at": _at(e.at), "place": e.place or None} for e in each.seen]
    return explanation_object(each.explanation) | {"seen": seen}


_RENDER: Final[dict[str, Callable[[EvidenceList, Namespace], str]]] = {"text": _text, "csv": _csv, "json": _json}
FORMATS: Final = tuple(_RENDER)
NAMES: Final = tuple(name for name in STANDARDS if name in {standard.name for standard in OF_ITEMS})
