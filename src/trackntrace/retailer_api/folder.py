"""The files of one folder, each named for what is in it, read into evidence at once: where an analysis begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from trackntrace.documents.dossier_reader import DossierReader
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document, documents_in
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.performance.evidence import Evidence
from trackntrace.retailer_api.pages import orders, shipments

_Take: TypeAlias = Callable[[DossierReader, Iterable[Document]], None]

_BESIDE: Final[Mapping[str, _Take]] = {
    "journeys": DossierReader.take_stories,
    "reports": DossierReader.take_reports,
    "excuses": DossierReader.take_excuses,
    "details": DossierReader.take_details,
    "cancellations": DossierReader.take_cancellations,
    "returns": DossierReader.take_returns,
}

FILES: Final = ("shipments.jsonl", "orders.jsonl", *(f"{kind}.jsonl" for kind in _BESIDE))
"""The files that are read; any may be missing, but not both of the first two."""


def evidence_in(folder: str | Path) -> tuple[Evidence, ...]:
    """
    The evidence of a folder such as ``trackntrace demo --save`` writes: shipments, orders, and the inputs beside them.

    Raises:
        InvalidValueError: neither ``shipments.jsonl`` nor ``orders.jsonl`` is there.
        UnreadableError: something in the files is wrong; the faults are named, and nothing is returned.
    """
    place, faults = Path(folder), Faults()
    if not any((place / name).is_file() for name in FILES[:2]):
        raise InvalidValueError.about(str(folder), "folder", f"expected {FILES[0]} or {FILES[1]} in it")

    def contradicted(error: ConflictError) -> None:
        faults.add(Fault.of(error, source=str(place)))

    reader = DossierReader(faults)
    reader.take_orders(orders(_documents(place, "orders", faults), faults))
    for kind, take in _BESIDE.items():
        take(reader, _documents(place, kind, faults))
    sent = shipments(_documents(place, "shipments", faults), faults)
    found = tuple(reader.dossier.evidence(sent, on_conflict=contradicted))
    faults.refuse()
    return found


def _documents(folder: Path, kind: str, faults: Faults) -> Iterator[Document]:
    path = folder / f"{kind}.jsonl"
    return documents_in([path], faults) if path.is_file() else iter(())
