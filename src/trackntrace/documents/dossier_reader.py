"""Gathering the inputs beside the shipments into a dossier, document by document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TypeVar, final

from attrs import Factory, define

from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.members import Members, objects_in
from trackntrace.documents.side_inputs import detail_of, excuse_of, report_of, story_of
from trackntrace.errors import ConflictError, TrackntraceError
from trackntrace.performance.dossier import Dossier, ParcelStory, ServiceExcuse
from trackntrace.performance.evidence import ExcuseReason, SentAs
from trackntrace.shipping.order import Order

_T = TypeVar("_T")


def objects_of(document: Document) -> Iterator[Members]:
    """The object that a document is, or the objects of the array that it is."""
    if isinstance(document.value, list):
        return objects_in(document.value, "")
    return iter((Members.of(document.value),))


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
    _stories: dict[str, ParcelStory] = Factory(dict)
    _reports: dict[str, date] = Factory(dict)
    _excuses: dict[str, ExcuseReason] = Factory(dict)
    _service_excuses: list[ServiceExcuse] = Factory(list)
    _details: dict[str, SentAs] = Factory(dict)

    @property
    def dossier(self) -> Dossier:
        """What was gathered so far."""
        return Dossier(
            orders=self._orders,
            stories=self._stories,
            reports=self._reports,
            excuses=self._excuses,
            service_excuses=tuple(self._service_excuses),
            details=self._details,
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

    def _take(self, documents: Iterable[Document], read: Callable[[Members], _T], keep: Callable[[_T], None]) -> None:
        for document in documents:
            try:
                for members in objects_of(document):
                    self._take_one(document, members, read, keep)
            except TrackntraceError as error:
                self.faults.add(Fault.of(error, source=document.source, line=document.line))

    def _take_one(
        self, document: Document, members: Members, read: Callable[[Members], _T], keep: Callable[[_T], None]
    ) -> None:
        try:
            keep(read(members))
        except TrackntraceError as error:
            place = error.field if error.field.startswith(members.place) else f"{members.place}.{error.field}"
            self.faults.add(Fault.of(error, source=document.source, line=document.line, place=place))

    def _keep_story(self, told: tuple[str, ParcelStory]) -> None:
        number, story = told
        before = self._stories.get(number, ParcelStory(story.journey))
        if before.window and story.window and before.window != story.window:
            raise ConflictError.about(number, "handover", "expected one handover window for a number")
        journey = before.journey.and_then(story.journey.events)
        self._stories[number] = ParcelStory(journey, before.window or story.window)

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
