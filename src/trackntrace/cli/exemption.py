"""``trackntrace exemption``: the evidence list for a request for an exemption."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from typing import Any, Final

from trackntrace.cli.inputs import Inputs
from trackntrace.cli.language import spoken
from trackntrace.cli.measures import OF_ITEMS, STANDARDS
from trackntrace.cli.parser import CommandParser
from trackntrace.cli.scoring import standards_of
from trackntrace.cli.usage import UsageError
from trackntrace.documents.csv_writer import csv_text
from trackntrace.documents.score_json import explanation_object
from trackntrace.errors import TrackntraceError
from trackntrace.moment import Moment, Week, parse_day
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.exemption import AffectedItem, Disruption, EvidenceList, Kept, evidence_list
from trackntrace.report.text import standard_text, table
from trackntrace.wording import Language, finding_text, remedy_text, say

_KEPT: Final = {kept.value: kept for kept in Kept}
COLUMNS: Final = (
    *("week", "order", "item", "shipment", "quantity", "service", "number", "promised", "shipped", "handed over"),
    *("first attempt", "seen", "standard", "verdict", "code"),
)


def add_options(command: CommandParser) -> None:
    """What was disrupted, and what to list."""
    command.option("--service", type=command.read_by(DeliveryService.parse), metavar="CODE")
    command.option("--place", default="", metavar="TEXT")
    for name, which in (("--from", "first"), ("--until", "last")):
        command.option(name, type=command.read_by(parse_day), required=True, dest=f"{which}_day", metavar="DAY")
    command.option("--list", choices=_KEPT, default=Kept.ALL.value, shown=Kept.ALL.value)


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
        raise UsageError.by(error, "exemption") from None


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


def _worded(each: AffectedItem, language: Language) -> tuple[str, ...]:
    """A row for people: standard and verdict as they are said in their language."""
    *cells, standard, verdict, code = (ascii(cell)[1:-1] for cell in _row(each))
    said = verdict if language is Language.ENGLISH else say(f"verdict-word.{verdict}", language)
    return *cells, standard_text(standard, language), said, code


def _csv(found: EvidenceList, options: Namespace) -> str:
    return csv_text(COLUMNS, map(_row, found.items))


def _text(found: EvidenceList, options: Namespace) -> str:
    language = spoken(options)
    counts = {"items": str(len(found.items)), "missed": str(found.missed)}
    heading = say("difference.affected", language, moment=found.as_of.isoformat(), **counts)
    rows = [_worded(each, language) for each in found.items]
    notes = [f"{finding_text(note, language)} {remedy_text(note, language)}".rstrip() for note in found.notes]
    header = tuple(say(f"column.{name.replace(' ', '-')}", language) for name in COLUMNS)
    parts = (heading, table(header, rows) if rows else "", "\n".join(notes))
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
