"""
Process statuses: how far the marketplace is with what it was asked to do.

A request that changes something is answered at once with a status, mostly ``PENDING``, and carried out afterwards. What
is known of it: it may take up to three hours; a finished one is kept for 48 hours and is then gone (404, or absent from
the answer for many); ``entityId`` comes with success where something was made. Sources: the Retailer API specification,
its shared part, and its release notes of June 2020. As really sent: ``links`` may be missing, and
``errorMessage`` where it failed; until v4 the id was a whole number named ``id``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from typing import Final, final

from attrs import field, frozen

from trackntrace.documents.members import Members, text_of
from trackntrace.errors import ConflictError
from trackntrace.grammar import Word, exactly
from trackntrace.moment import Moment, moment_of
from trackntrace.retailer_api.reading import Attempts, id_of
from trackntrace.retailer_api.record import Page, Record, Sent, page_in, record_in
from trackntrace.retailer_api.status_queries import EVENT_TYPE
from trackntrace.shipping.entry import IDENTIFIER

LONGEST_PROCESS: Final = timedelta(hours=3)
"""How long the marketplace may take to finish."""

KEPT: Final = timedelta(hours=48)
"""How long the marketplace keeps a status that is finished."""


class ProcessState(Word):
    """How far a process is. Only ``TIMEOUT`` leaves open what became of it (a reading)."""

    PENDING = "PENDING"
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"
    TIMEOUT = "TIMEOUT"


_STATES: Final = {state.value: state for state in ProcessState}
_CERTAINTY: Final = {
    ProcessState.PENDING: 0,
    ProcessState.TIMEOUT: 1,
    ProcessState.SUCCESS: 2,
    ProcessState.FAILURE: 2,
}
"""What outranks what, whenever it was learned: the marketplace publishes no order of states (a reading)."""


def _id(value: str) -> str:
    return IDENTIFIER.read(value, "process_status_id")


def _entity_id(value: str) -> str:
    return "" if type(value) is str and not value else IDENTIFIER.read(value, "entity_id")


def _event_type(value: str) -> str:
    return EVENT_TYPE.read(value, "event_type")


@final
@frozen
class ProcessStatus:
    """
    What is known of a process.

    ``event_type`` is kept as it was sent, since the marketplace adds some without notice. ``entity_id``,
    ``description`` and ``error_message`` are empty and ``created`` is None where they were not told. The texts are the
    marketplace's own and may hold anything.
    """

    process_status_id: str = field(converter=_id)
    state: ProcessState
    event_type: str = field(converter=_event_type, kw_only=True)
    entity_id: str = field(default="", converter=_entity_id, kw_only=True)
    description: str = field(default="", kw_only=True)
    error_message: str = field(default="", kw_only=True)
    created: Moment | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        exactly(self.state, ProcessState, "state")
        exactly(self.description, str, "description")
        exactly(self.error_message, str, "error_message")
        if self.created is not None:
            moment_of(self.created, "created")

    def merge(self, other: ProcessStatus) -> ProcessStatus:
        """
        What both tell together: the same whichever was learned first, and however often.

        A process that is still going on tells nothing beside its end, and the end is known for certain beside a
        timeout.

        Raises:
            ConflictError: success beside failure, two entities or kinds of one process, or two processes.
        """
        for name in ("process_status_id", "event_type", "entity_id"):
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine and theirs and mine != theirs:
                raise ConflictError.about(theirs, name, f"expected {mine}, which was told of this process before")
        one, two = sorted((self, other), key=lambda status: _CERTAINTY[status.state])
        if one.state is not two.state and _CERTAINTY[one.state] == _CERTAINTY[two.state]:
            raise ConflictError.about(self.process_status_id, "status", "expected success or failure: both were told")
        both = (one, two) if one.state is two.state else (two,)
        return ProcessStatus(
            self.process_status_id,
            two.state,
            event_type=self.event_type,
            entity_id=self.entity_id or other.entity_id,
            description=max(each.description for each in both),
            error_message=max(each.error_message for each in both),
            created=min((each.created for each in (one, two) if each.created), default=None),
        )


def merged(statuses: Iterable[ProcessStatus]) -> tuple[ProcessStatus, ...]:
    """
    One status a process, of all that was told, by id.

    Raises:
        ConflictError: what was told of one process cannot all be true.
    """
    told: dict[str, list[ProcessStatus]] = {}
    for status in statuses:
        told.setdefault(status.process_status_id, []).append(status)
    return tuple(reduce(ProcessStatus.merge, told[each]) for each in sorted(told))


def read_process_status(data: Sent) -> Record[ProcessStatus]:
    """
    The process status that answers a request which changes something, or ``GET /shared/process-status/{id}``.

    Raises:
        InvalidValueError: it is no JSON object.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return record_in(data, process_status_of)


def read_process_statuses(data: Sent) -> Page[ProcessStatus]:
    """
    The process statuses that answer a question for many; an empty answer lacks their list.

    Those that the marketplace no longer keeps are absent, so there may be fewer than were asked for.

    Raises:
        InvalidValueError: it is no JSON object, or something else than statuses.
        RefusedObjectError: parts of it cannot be read; each is named with its place, and no status is returned.
    """
    return page_in(data, "processStatuses", process_status_of)


def process_status_of(members: Members) -> ProcessStatus:
    """
    A process status from its object.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    attempts = Attempts(members.place)
    name = "processStatusId" if members.has("processStatusId") or not members.has("id") else "id"
    identifier = attempts.need(members, name, id_of)
    state = attempts.take(lambda: members.word("status", _STATES), ProcessState.PENDING)
    event_type = attempts.need(members, "eventType", EVENT_TYPE.read)
    entity_id = attempts.have(members, "entityId", id_of, "")
    description = attempts.have(members, "description", text_of, "")
    message = attempts.have(members, "errorMessage", text_of, "")
    created = attempts.take(lambda: members.moment("createTimestamp"), None)
    attempts.finish()
    return ProcessStatus(
        identifier,
        state,
        event_type=event_type,
        entity_id=entity_id,
        description=description,
        error_message=message,
        created=created,
    )
