"""The files that a user names, read into evidence in one pass."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import Final, final

from attrs import Factory, define, field

from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.indicator_files import indicators_in
from trackntrace.cli.language import spoken
from trackntrace.cli.merging import merged, tell
from trackntrace.cli.usage import UsageError
from trackntrace.documents.dossier_reader import DossierReader
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document, documents, documents_in
from trackntrace.documents.question_reader import Counts, counts_in, questions_in
from trackntrace.errors import ConflictError
from trackntrace.moment import Moment, moment_of
from trackntrace.performance.dossier import Dossier
from trackntrace.performance.evidence import Evidence, Stage
from trackntrace.performance.indicator import Indicator
from trackntrace.performance.questions import Question
from trackntrace.retailer_api.pages import orders, shipments
from trackntrace.shipping.conflict import Conflict
from trackntrace.shipping.order import Order
from trackntrace.shipping.shipment import Shipment
from trackntrace.wording import Language, fault_text, say


def as_of(options: Namespace) -> Moment:
    """The moment that was given, or now: the command line is the one place that asks the time."""
    return options.as_of or moment_of(datetime.now(UTC))


def _documents(names: Iterable[str], faults: Faults) -> Iterator[Document]:
    for name in names:
        try:
            if name == "-":
                yield from documents(sys.stdin.buffer, source=name, faults=faults)
            else:
                yield from documents_in([name], faults)
        except OSError as error:
            raise UsageError.of(error, name) from None


KINDS: Final = (
    *("orders", "journeys", "reports", "excuses", "details"),
    *("cancellations", "returns", "questions", "counts", "indicators"),
)
"""The files beside the shipments, by the options that name them."""


_GOES_WITH: Final = {"cancellations": "orders", "returns": "shipments"}
"""What says nothing without something else."""


def _named(kind: str, language: Language) -> str:
    return say("usage.shipments", language) if kind == "shipments" else f"--{kind}"


def given(options: Namespace, kind: str) -> list[str]:
    """The files of a kind that were given."""
    return list(getattr(options, kind, ()))


@final
@define
class Inputs:
    """Everything that a command was given to read, the moment as of which it is judged, and what was wrong in it."""

    options: Namespace
    faults: Faults = Factory(Faults)
    moment: Moment = field(init=False)
    _reading: Document = Document(None, "shipments")
    _conflicts: tuple[Conflict, ...] = ()
    _questions: tuple[Question, ...] | None = None
    _counts: Counts | None = None
    _indicators: tuple[Indicator, ...] | None = None
    _unseen: int = 0

    def __attrs_post_init__(self) -> None:
        self.moment = as_of(self.options)
        names = [name for kind in ("shipments", *KINDS) for name in given(self.options, kind)]
        if not names:
            raise UsageError("usage.nothing-given", names=f"--{', --'.join(KINDS)}")
        self._check_together()
        if names.count("-") > 1:
            raise UsageError("usage.standard-input-once")
        for name in names:
            if "\x00" in name:
                raise UsageError("usage.no-name", about=name)

    def _check_together(self) -> None:
        for kind, needed in _GOES_WITH.items():
            held = given(self.options, needed) or (self._merging and given(self.options, "shipments"))
            if given(self.options, kind) and not held:
                raise UsageError("usage.goes-with", kind=kind, needed=partial(_named, needed))

    @property
    def _merging(self) -> bool:
        return bool(getattr(self.options, "merge", False))

    def evidence(self) -> Iterator[Evidence]:
        """The evidence, in one pass over the shipments; what cannot be read is added to the faults."""
        reader = DossierReader(self.faults)
        bought, sent = self._put_together() if self._merging else self._as_they_come()
        reader.take_orders(bought)
        reader.take_stories(self._given("journeys"))
        reader.take_reports(self._given("reports"))
        reader.take_excuses(self._given("excuses"))
        reader.take_details(self._given("details"))
        reader.take_cancellations(self._given("cancellations"))
        reader.take_returns(self._given("returns"))
        dossier = reader.dossier
        yield from self._watched(dossier.evidence(sent, on_conflict=self._conflict), dossier)

    def _watched(self, evidence: Iterator[Evidence], dossier: Dossier) -> Iterator[Evidence]:
        """Notes how many items were shipped by what the orders tell and are in no shipment that was given."""
        seen: Counter[tuple[str, str]] = Counter()
        for item in evidence:
            if item.order_id in dossier.orders and item.stage is Stage.SHIPPED:
                seen[item.order_id, item.order_item_id] += item.quantity
            yield item
        told = ((order.order_id, item) for order in dossier.orders.values() for item in order.items)
        self._unseen = sum(max(item.shipped - seen[order_id, item.order_item_id], 0) for order_id, item in told)

    def _as_they_come(self) -> tuple[Iterable[Order], Iterable[Shipment]]:
        """Orders and shipments one by one; a second version of one is added to the faults."""
        sent = shipments(self._noting(self._given("shipments")), self.faults)
        return orders(self._given("orders"), self.faults), sent

    def _put_together(self) -> tuple[Iterable[Order], Iterable[Shipment]]:
        """Orders and shipments, the versions of each put together; what was told in two ways is noted."""
        picture = merged(chain(self._given("orders"), self._given("shipments")), self.faults)
        self._conflicts = picture.conflicts
        return picture.orders.values(), picture.shipments

    def questions(self) -> tuple[Question, ...]:
        """Customers' questions, read once; what cannot be read is added to the faults, here and below."""
        if self._questions is None:
            self._questions = questions_in(self._given("questions"), self.faults)
        return self._questions

    def counts(self) -> Counts:
        """What counted standards amount to, read once."""
        if self._counts is None:
            self._counts = counts_in(self._given("counts"), self.faults)
        return self._counts

    def indicators(self) -> tuple[Indicator, ...]:
        """What the marketplace itself tells, read once."""
        if self._indicators is None:
            self._indicators = indicators_in(self._given("indicators"), self.faults)
        return self._indicators

    def _given(self, kind: str) -> Iterator[Document]:
        return _documents(given(self.options, kind), self.faults)

    def _noting(self, documents: Iterator[Document]) -> Iterator[Document]:
        """Remembers which document is being read, so that a conflict can be said to stand there."""
        for self._reading in documents:
            yield self._reading

    def _conflict(self, error: ConflictError) -> None:
        if error.field in {"cancellations", "returns"}:
            self.faults.add(Fault.of(error, source=" ".join(given(self.options, error.field))))
            return
        self.faults.add(Fault.of(error, source=self._reading.source, line=self._reading.line))

    def finish(self) -> int:
        """
        The exit status after everything was read: faults refuse everything unless the user wants to keep going.

        What was told in two ways refuses nothing: one of the two stands, and both are named.

        Raises:
            UnreadableError: something was wrong, and nothing may be used.
        """
        if not self.options.keep_going:
            self.faults.refuse()
        if self._unseen:
            self._note("note.unseen", self._unseen)
        for fault in self.faults.listed:
            print(fault_text(fault, spoken(self.options)), file=sys.stderr)
        if self.faults.total:
            self._note("note.refused", self.faults.total)
        tell(self._conflicts, spoken(self.options))
        return ExitStatus.REFUSED if self.faults.total else ExitStatus.DONE

    def _note(self, key: str, count: int) -> None:
        print(f"trackntrace: {say(key, spoken(self.options), count=str(count))}", file=sys.stderr)
