"""The files that a user names, read into evidence in one pass."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import final

from attrs import Factory, define

from trackntrace.documents.dossier_reader import DossierReader
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document, documents, documents_in
from trackntrace.errors import ConflictError
from trackntrace.moment import Moment, moment_of
from trackntrace.performance.evidence import Evidence
from trackntrace.retailer_api.pages import orders, shipments
from trackntrace.wording import Language


class UsageError(Exception):
    """The command cannot run as it was given: a file is not there, say."""


def as_of(options: Namespace) -> Moment:
    """The moment that was given, or now: the command line is the one place that asks the time."""
    return options.as_of or moment_of(datetime.now(UTC))


def spoken(options: Namespace) -> Language:
    """The language that was asked for, or English."""
    asked: Language | None = getattr(options, "lang", None)
    return asked or Language.ENGLISH


def _documents(names: Iterable[str], faults: Faults) -> Iterator[Document]:
    for name in names:
        try:
            if name == "-":
                yield from documents(sys.stdin.buffer, source=name, faults=faults)
            else:
                yield from documents_in([name], faults)
        except OSError as error:
            raise UsageError(f"{ascii(name)[1:-1]}: {error.strerror}") from None


def _files(options: Namespace) -> list[str]:
    kinds = (options.shipments, options.orders, options.journeys, options.reports, options.excuses, options.details)
    return [name for names in kinds for name in names]


@final
@define
class Inputs:
    """Everything that a command was given to read, and what was wrong in it."""

    options: Namespace
    faults: Faults = Factory(Faults)
    _reading: Document = Document(None, "shipments")

    def __attrs_post_init__(self) -> None:
        names = _files(self.options)
        if names.count("-") > 1:
            raise UsageError("standard input can be read once only")
        for name in names:
            if "\x00" in name:
                raise UsageError(f"{ascii(name)[1:-1]}: no name of a file")

    def evidence(self) -> Iterator[Evidence]:
        """The evidence, in one pass over the shipments; what cannot be read is added to the faults."""
        reader = DossierReader(self.faults)
        given = self.options
        reader.take_orders(orders(_documents(given.orders, self.faults), self.faults))
        reader.take_stories(_documents(given.journeys, self.faults))
        reader.take_reports(_documents(given.reports, self.faults))
        reader.take_excuses(_documents(given.excuses, self.faults))
        reader.take_details(_documents(given.details, self.faults))
        read = shipments(self._noting(_documents(given.shipments, self.faults)), self.faults)
        yield from reader.dossier.evidence(read, on_conflict=self._conflict)

    def _noting(self, documents: Iterator[Document]) -> Iterator[Document]:
        """Remembers which document is being read, so that a conflict can be said to stand there."""
        for self._reading in documents:
            yield self._reading

    def _conflict(self, error: ConflictError) -> None:
        self.faults.add(Fault.of(error, source=self._reading.source, line=self._reading.line))

    def finish(self) -> int:
        """
        The exit status after everything was read: faults refuse everything unless the user wants to keep going.

        Raises:
            UnreadableError: something was wrong, and nothing may be used.
        """
        if not self.options.keep_going:
            self.faults.refuse()
        for fault in self.faults.listed:
            print(fault, file=sys.stderr)
        if self.faults.total:
            print(f"trackntrace: {self.faults.total} refused, the others were used", file=sys.stderr)
        return 1 if self.faults.total else 0
