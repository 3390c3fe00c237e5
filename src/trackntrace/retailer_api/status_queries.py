"""
Questions for process statuses: one, many, or those of one order item or transport.

Source of every path, parameter and bound: the Retailer API v10 specification, its shared part: the paths begin with
``/shared``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final, final

from attrs import field, frozen

from trackntrace.documents.strict_json import dump
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Grammar
from trackntrace.retailer_api.requests import Query, Request, id_in_path, page_of
from trackntrace.shipping.entry import IDENTIFIER

MOST_STATUSES: Final = 1_000
"""Source: ``processStatusQueries`` of ``BulkProcessStatusRequest``, 1 to 1,000."""

EVENT_TYPE: Final = Grammar(
    "event type",
    "[0-9A-Za-z][0-9A-Za-z_-]{0,63}",
    longest=64,
    expected="a word such as CREATE_SHIPMENT: 1 to 64 letters and digits, with _ - inside",
)


def _status_id(value: object) -> str:
    return id_in_path(value, "process_status_id")


def _entity_id(value: str) -> str:
    return IDENTIFIER.read(value, "entity_id")


def _event_type(value: str) -> str:
    return EVENT_TYPE.read(value, "event_type")


@final
@frozen
class ProcessStatusQuery(Request):
    """One process status: ``GET /shared/process-status/{process-status-id}``."""

    process_status_id: str = field(converter=_status_id)

    @property
    def path(self) -> str:
        """The process status; they are shared between interfaces."""
        return f"/shared/process-status/{self.process_status_id}"


@final
@frozen
class EntityStatusesQuery(Request):
    """
    The process statuses of one thing, newest first: ``GET /shared/process-status?entity-id=…&event-type=…``.

    This finds a process whose id never arrived.
    """

    entity_id: str = field(converter=_entity_id)
    event_type: str = field(converter=_event_type)
    page: int = field(default=1, converter=page_of)

    @property
    def path(self) -> str:
        """Where process statuses are listed."""
        return "/shared/process-status"

    @property
    def query(self) -> Query:
        """Entity, event type and page."""
        return (("entity-id", self.entity_id), ("event-type", self.event_type), ("page", str(self.page)))


def _status_ids(values: Iterable[object]) -> tuple[str, ...]:
    ids = tuple(_status_id(value) for value in _gone_through(values))
    if not 1 <= len(ids) <= MOST_STATUSES:
        raise InvalidValueError.about(len(ids), "process_status_ids", f"expected 1 to {MOST_STATUSES} ids")
    if len(set(ids)) != len(ids):
        raise ConflictError.about(len(ids), "process_status_ids", "expected each id once")
    return ids


def _gone_through(values: Iterable[object]) -> Iterator[object]:
    """The values of a collection; a text is none, though it can be gone through."""
    if isinstance(values, str | bytes):
        raise InvalidValueError.about(values, "process_status_ids", "expected any number of ids")
    try:
        return iter(values)
    except TypeError:
        raise InvalidValueError.about(values, "process_status_ids", "expected any number of ids") from None


@final
@frozen
class ProcessStatusesQuery(Request):
    """Up to a thousand process statuses at once: ``POST /shared/process-status``. It changes nothing."""

    method: ClassVar[str] = "POST"

    process_status_ids: tuple[str, ...] = field(converter=_status_ids)

    @property
    def path(self) -> str:
        """Where process statuses are asked for together."""
        return "/shared/process-status"

    @property
    def body(self) -> bytes:
        """The ids."""
        return dump({"processStatusQueries": [{"processStatusId": each} for each in self.process_status_ids]})


def process_statuses_queries(ids: Iterable[str]) -> tuple[ProcessStatusesQuery, ...]:
    """As few questions as ask for all of these ids, each once, in their order; none for no ids."""
    asked = list(dict.fromkeys(_status_id(each) for each in _gone_through(ids)))
    return tuple(
        ProcessStatusesQuery(asked[first : first + MOST_STATUSES]) for first in range(0, len(asked), MOST_STATUSES)
    )
