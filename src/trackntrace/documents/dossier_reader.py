"""Gathering the inputs beside the shipments into a dossier, document by document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TypeVar, final

from attrs import Factory, define

from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.members import Members, placed, places_in
from trackntrace.documents.side_inputs import (
    cancellation_of,
    detail_of,
    excuse_of,
    report_of,
    return_of,
    story_of,
)
from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import ConflictError, TrackntraceError
from trackntrace.performance.dossier import Cancellation, Dossier, ParcelStory, Return, ServiceExcuse
from trackntrace.performance.evidence import CancelledBy, ExcuseReason, SentAs
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.shipping.order import Order
from trackntrace.shipping.promise import HandoverWindow

_T = TypeVar("_T")
_K = TypeVar("_K")


def objects_of(document: Document) -> Iterator[tuple[str, JsonValue]]:
    """What a document holds, each with its place: itself, or what stands in the array that it is."""
    return places_in(document.value, "") if isinstance(document.value, list) else iter((("", document.value),))


def take(
    documents: Iterable[Document], faults: Faults, read: Callable[[Members], _T], keep: Callable[[_T], None]
) -> None:
    """Reads the objects of documents and keeps each; what cannot be read or kept becomes a fault, with its place."""
    for document in documents:
        try:
            for place, value in objects_of(document):
                _take_one(document, place, faults, lambda members: keep(read(members)), value)
        except TrackntraceError as error:
            faults.add(Fault.of(error, source=document.source, line=document.line))


def _take_one(document: Document, place: str, faults: Faults, use: Callable[[Members], None], value: JsonValue) -> None:
    try:
        use(Members.of(value, place))
    except TrackntraceError as error:
        within = placed(error.field, place)
        faults.add(Fault.of(error, source=document.source, line=document.line, place=within))


@final
@define
class DossierReader:
    """
    Gathers what is known beside the shipments.

    Each ``take_…`` reads the documents of one kind. What cannot be read becomes a fault, and so does what contradicts
    something that was read before; the rest is kept.
    """

    faults: Faults
    _orders: dict[str, Order] = Factory(dict)
    _events: dict[str, list[TransportEvent]] = Factory(dict)
    _windows: dict[str, HandoverWindow] = Factory(dict)
    _reports: dict[str, date] = Factory(dict)
    _excuses: dict[str, ExcuseReason] = Factory(dict)
    _service_excuses: list[ServiceExcuse] = Factory(list)
    _details: dict[str, SentAs] = Factory(dict)
    _cancellations: dict[str, dict[tuple[CancelledBy, date | None], Cancellation]] = Factory(dict)
    _returns: dict[str, dict[date, Return]] = Factory(dict)

    @property
    def dossier(self) -> Dossier:
        """What was gathered so far."""
        return Dossier(
            orders=self._orders,
            stories={
                number: ParcelStory(Journey(events), self._windows.get(number))
                for number, events in self._events.items()
            },
            reports=self._reports,
            excuses=self._excuses,
            service_excuses=tuple(self._service_excuses),
            details=self._details,
            cancellations={each: tuple(told.values()) for each, told in self._cancellations.items()},
            returns={each: tuple(told.values()) for each, told in self._returns.items()},
        )

    def take_orders(self, orders: Iterable[Order]) -> None:
        """Orders, each once, as the marketplace's pages are read."""
        self._orders.update((order.order_id, order) for order in orders)

    def take_stories(self, documents: Iterable[Document]) -> None:
        """Journeys; those of one number are put together."""
        self._take(documents, story_of, self._keep_story)

    def take_reports(self, documents: Iterable[Document]) -> None:
        """What customers reported missing."""
        self._take(documents, report_of, partial(_keep, self._reports, "orderItemId"))

    def take_details(self, documents: Iterable[Document]) -> None:
        """How items were really sent."""
        self._take(documents, detail_of, partial(_keep, self._details, "orderItemId"))

    def take_excuses(self, documents: Iterable[Document]) -> None:
        """What the marketplace takes into account."""
        self._take(documents, excuse_of, self._keep_excuse)

    def take_cancellations(self, documents: Iterable[Document]) -> None:
        """Who cancelled what, and when; of one item, by one party and on one day, one quantity."""
        self._take(documents, cancellation_of, self._keep_cancellation)

    def take_returns(self, documents: Iterable[Document]) -> None:
        """What came back, and when; of one item on one day one quantity."""
        self._take(documents, return_of, self._keep_return)

    def _take(self, documents: Iterable[Document], read: Callable[[Members], _T], keep: Callable[[_T], None]) -> None:
        take(documents, self.faults, read, keep)

    def _keep_cancellation(self, told: tuple[str, Cancellation]) -> None:
        item, cancellation = told
        _keep_part(self._cancellations.setdefault(item, {}), (cancellation.by, cancellation.on), item, cancellation)

    def _keep_return(self, told: tuple[str, Return]) -> None:
        item, came_back = told
        _keep_part(self._returns.setdefault(item, {}), came_back.on, item, came_back)

    def _keep_story(self, told: tuple[str, ParcelStory]) -> None:
        number, story = told
        if story.window and self._windows.setdefault(number, story.window) != story.window:
            raise ConflictError.about(number, "handover", "expected one handover window for a number")
        self._events.setdefault(number, []).extend(story.journey.events)

    def _keep_excuse(self, excuse: tuple[str, ExcuseReason] | ServiceExcuse) -> None:
        if isinstance(excuse, ServiceExcuse):
            self._service_excuses.append(excuse)
        else:
            _keep(self._excuses, "orderItemId", excuse)


def _keep(kept: dict[str, _T], name: str, told: tuple[str, _T]) -> None:
    """Keeps a value by its id; the same again is harmless, another one is a conflict."""
    identifier, value = told
    if kept.setdefault(identifier, value) != value:
        raise ConflictError.about(identifier, name, "expected what was said of it before: this differs")


def _keep_part(kept: dict[_K, _T], key: _K, item: str, part: _T) -> None:
    """Keeps what is told of a part of an item; the same again is harmless, another quantity is a conflict."""
    if kept.setdefault(key, part) != part:
        raise ConflictError.about(item, "orderItemId", "expected what was said of it before: this differs")
