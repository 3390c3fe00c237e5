"""
A carrier's feed, as AfterShip and those who speak like it push it: signed webhooks, read into journeys.

A webhook tells all that is known of one parcel so far, may come twice and in any order, and may leave out what an
earlier one told. So each is read into events, and a journey of all events ever told is the same in whatever order they
came. Nothing here sends or stores.

Source: aftership.com/docs/tracking, webhook overview and webhook signature: header ``aftership-hmac-sha256``, the
base64 of the HMAC-SHA256 of the raw body; a checkpoint's time may have no offset, or be a day, or empty.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final, final

from attrs import field, frozen

from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.members import Members, text_of
from trackntrace.documents.strict_json import JsonValue, load
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.grammar import Grammar, Word, exactly, whole
from trackntrace.moment import LAST_DAY, Moment, local_moment, moment_of, parse_day, parse_moment
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.dossier import ParcelStory
from trackntrace.shipping.journey import LONGEST_PLACE, Journey, TransportEvent, TransportStatus
from trackntrace.shipping.status_vocabularies import AFTERSHIP

SIGNATURE_HEADER: Final = "aftership-hmac-sha256"
ESTIMATE: Final = "expected_delivery"
"""The raw code of an event that tells a new delivery day and nothing else."""

_LONGEST_SIGNATURE: Final = 88
_SHORTEST_SECRET: Final = 8
_LOCAL = Grammar(
    "checkpoint_time",
    "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?",
    longest=19,
    expected="a moment, with its offset or without",
)
_TOLD_AS: Final = Grammar(
    "word", "[!-~]{1,100}", longest=100, expected="1 to 100 printable ASCII characters, no spaces"
)
_MOST_SECONDS: Final = int(datetime(LAST_DAY.year, 12, 31, tzinfo=UTC).timestamp())


class WithoutOffset(Word):
    """
    How a time of a checkpoint without an offset is read: which clock it was is not told.

    Carriers mostly tell what the clock on the spot shows, so by default it is Amsterdam's, and a day without a time is
    its noon, which lies in no other day there. ``REFUSED`` makes a fault of each.
    """

    CLOCK_IN_AMSTERDAM = "clock-in-amsterdam"
    REFUSED = "refused"


def _secret(value: object) -> bytes:
    if type(value) is bytes and len(value) >= _SHORTEST_SECRET:
        return value
    raise InvalidValueError("secret", "this", f"expected bytes, {_SHORTEST_SECRET} of them or more")


@final
@frozen(repr=False)
class WebhookSecret:
    """
    The secret that a sender of webhooks signs with. It never prints itself.

    Raises:
        InvalidValueError: it is not bytes, or shorter than eight, so that an empty setting accepts nothing.
    """

    secret: bytes = field(converter=_secret)

    def signs(self, body: bytes, signature: object) -> bool:
        """Whether a raw body bears this signature; compared in constant time, and ``None`` is none."""
        if type(signature) is not str or len(signature) > _LONGEST_SIGNATURE or not signature.isascii():
            return False
        wanted = b64encode(hmac.digest(self.secret, exactly(body, bytes, "body"), "sha256"))
        return hmac.compare_digest(wanted, signature.encode())

    def __repr__(self) -> str:
        return "<WebhookSecret>"


@final
@frozen(kw_only=True)
class TrackingUpdate:
    """
    What one webhook tells of one parcel.

    ``carrier`` is the sender's own name of it and ``event_id`` what tells a webhook from others (empty where it has
    none); ``sent`` is None where that is not told.
    """

    number: TrackAndTraceNumber
    carrier: str
    event: str
    event_id: str
    sent: Moment | None
    events: tuple[TransportEvent, ...]

    @property
    def journey(self) -> Journey:
        """The journey as far as this webhook tells it."""
        return Journey(self.events)


def read_webhook(body: bytes, *, without_offset: WithoutOffset = WithoutOffset.CLOCK_IN_AMSTERDAM) -> TrackingUpdate:
    """
    What a webhook tells; its signature must have been checked before.

    Members that are not needed here are passed over, since such feeds add some without notice; a code that is not known
    is kept in an event of unknown status.

    Raises:
        InvalidValueError: it is no such webhook, or tells no number that can be one.
        UnreadableError: checkpoints cannot be read: all of them, each with its place.
    """
    faults = Faults()
    update = readable_webhook(body, faults, without_offset=without_offset)
    faults.refuse()
    return update


def readable_webhook(
    body: bytes, faults: Faults, *, without_offset: WithoutOffset = WithoutOffset.CLOCK_IN_AMSTERDAM
) -> TrackingUpdate:
    """
    What a webhook tells, as far as its checkpoints can be read; the others become faults.

    Raises:
        InvalidValueError: it is no such webhook, or tells no number that can be one.
    """
    told = Members.of(load(body))
    parcel = told.inner("msg")
    sent = _sent(told, parcel)
    checkpoints = parcel.objects("checkpoints") if parcel.has("checkpoints") else iter(())
    events = [*_events(checkpoints, without_offset, faults), *_estimate(parcel, sent)]
    return TrackingUpdate(
        number=parcel.read("tracking_number", TrackAndTraceNumber.parse),
        carrier=parcel.read_or("slug", _TOLD_AS.read, ""),
        event=told.read("event", _TOLD_AS.read),
        event_id=told.read_or("event_id", _TOLD_AS.read, ""),
        sent=sent,
        events=tuple(events),
    )


def stories_of(updates: Iterable[TrackingUpdate]) -> dict[str, ParcelStory]:
    """
    The journeys of parcels by number, as a `Dossier` takes them: the same in whatever order and how often updates came.
    """
    events: dict[str, list[TransportEvent]] = {}
    for update in updates:
        events.setdefault(str(update.number), []).extend(update.events)
    return {number: ParcelStory(Journey(told)) for number, told in events.items()}


def _sent(told: Members, parcel: Members) -> Moment | None:
    if told.has("ts"):
        return told.read("ts", _seconds)
    return parcel.moment("updated_at")


def _seconds(value: JsonValue) -> Moment:
    return moment_of(datetime.fromtimestamp(whole(value, "ts", most=_MOST_SECONDS), UTC))


def _events(checkpoints: Iterator[Members], without_offset: WithoutOffset, faults: Faults) -> Iterator[TransportEvent]:
    for each in checkpoints:
        try:
            yield _event(each, without_offset)
        except TrackntraceError as error:
            faults.add(Fault.of(error, source="webhook"))


def _event(told: Members, without_offset: WithoutOffset) -> TransportEvent:
    code = told.read("subtag" if told.has("subtag") else "tag", _TOLD_AS.read)
    happened = told.read("checkpoint_time", lambda value: _happened(value, without_offset))
    learned = told.moment("created_at")
    return TransportEvent(
        AFTERSHIP.status_of(code), happened, learned=learned or happened, raw=code, place=_place(told)
    )


def _happened(value: JsonValue, without_offset: WithoutOffset) -> Moment:
    if without_offset is WithoutOffset.REFUSED or type(value) is not str:
        return parse_moment(value)
    if len(value) == len("2026-10-02"):
        return local_moment(datetime.combine(parse_day(value), datetime.min.time().replace(hour=12)))
    if len(value) <= _LOCAL.longest and not value.endswith("Z"):
        return local_moment(_exists(_LOCAL.read(value)))
    return parse_moment(value)


def _exists(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise InvalidValueError.about(text, "checkpoint_time", "expected a day that exists") from None


def _place(told: Members) -> str:
    """Where it happened, in the carrier's words: what can be printed of them, and not more than has room."""
    words = told.read_or("location", text_of, "") or told.read_or("city", text_of, "")
    plain = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(plain.split())[:LONGEST_PLACE].strip()


def _estimate(parcel: Members, sent: Moment | None) -> Iterator[TransportEvent]:
    """The delivery day that is expected now, as an event of its own, so that the latest estimate counts."""
    if sent is not None and parcel.has("expected_delivery"):
        expected = parcel.read("expected_delivery", _day)
        yield TransportEvent(TransportStatus.UNKNOWN, sent, expected=expected, raw=ESTIMATE)


def _day(value: JsonValue) -> date:
    """A day, also where a time stands behind it."""
    return parse_day(value[: len("2026-10-02")] if type(value) is str and len(value) <= 35 else value)
