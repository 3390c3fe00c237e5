"""
A piece of a picture: something that was told of an order, a shipment, a transport, a label or a number.

Feeds tell late, twice and out of order. A piece says what was told, of what, by whom, and when it was seen, so that
nothing depends on the order in which pieces arrive.
"""

from __future__ import annotations

from typing import Final, TypeAlias, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, exactly
from trackntrace.moment import FIRST_DAY, Moment, day_begins, moment_of
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.entry import IDENTIFIER, Entry
from trackntrace.shipping.journey import Journey, TransportEvent
from trackntrace.shipping.order import Order
from trackntrace.shipping.shipment import Shipment
from trackntrace.shipping.transport import Transport


class SubjectKind(Word):
    """What something can be told of."""

    ORDER = "order"
    ORDER_ITEM = "order-item"
    SHIPMENT = "shipment"
    TRANSPORT = "transport"
    LABEL = "label"
    NUMBER = "number"


_RANK: Final = {kind: rank for rank, kind in enumerate(SubjectKind)}


def _name(value: str) -> str:
    return IDENTIFIER.read(value, "subject")


@final
@frozen
class Subject:
    """
    What something is told of: an order, a shipment, a transport, a label, a number, each by its id.

    >>> str(Subject.of_transport("356988715"))
    'transport 356988715'
    """

    kind: SubjectKind
    name: str = field(converter=_name)

    def __attrs_post_init__(self) -> None:
        exactly(self.kind, SubjectKind, "kind")
        if self.kind is SubjectKind.NUMBER:
            TrackAndTraceNumber(self.name)

    @classmethod
    def of_order(cls, order_id: str) -> Subject:
        """An order."""
        return cls(SubjectKind.ORDER, order_id)

    @classmethod
    def of_order_item(cls, order_item_id: str) -> Subject:
        """An order item."""
        return cls(SubjectKind.ORDER_ITEM, order_item_id)

    @classmethod
    def of_shipment(cls, shipment_id: str) -> Subject:
        """A shipment; of its transport where an entry or a journey is told."""
        return cls(SubjectKind.SHIPMENT, shipment_id)

    @classmethod
    def of_transport(cls, transport_id: str) -> Subject:
        """A transport, which may serve several shipments."""
        return cls(SubjectKind.TRANSPORT, transport_id)

    @classmethod
    def of_label(cls, label_id: str) -> Subject:
        """A label that was bought via the marketplace."""
        return cls(SubjectKind.LABEL, label_id)

    @classmethod
    def of_number(cls, number: TrackAndTraceNumber) -> Subject:
        """Every transport that has this track & trace number."""
        return cls(SubjectKind.NUMBER, exactly(number, TrackAndTraceNumber, "number").text)

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands among others: by kind, then by name."""
        return _RANK[self.kind], self.name

    def __str__(self) -> str:
        return f"{self.kind.value} {self.name}"


class ToldBy(Word):
    """Who told it. The marketplace's own data come first where no moment tells what was first."""

    MARKETPLACE = "marketplace"
    SELLER = "seller"


Tellable: TypeAlias = Order | Shipment | Transport | Entry | Journey
"""What can be told."""

_OF_ITSELF: Final = (Order, Shipment, Transport)
_OF: Final = {
    Entry: (SubjectKind.SHIPMENT, SubjectKind.TRANSPORT, SubjectKind.LABEL),
    Journey: (SubjectKind.SHIPMENT, SubjectKind.TRANSPORT, SubjectKind.NUMBER),
}


def _told(value: object) -> Tellable:
    if type(value) is TransportEvent:
        return Journey([value])
    if type(value) in _OF_ITSELF or type(value) in _OF:
        return value  # type: ignore[return-value]  # looked at
    raise InvalidValueError.about(value, "piece", "expected an Order, Shipment, Transport, Entry or Journey")


def _seen(value: Moment | None) -> Moment | None:
    return None if value is None else moment_of(value, "seen")


def _itself(told: Tellable) -> Subject:
    if isinstance(told, Order):
        return Subject.of_order(told.order_id)
    if isinstance(told, Shipment):
        return Subject.of_shipment(told.shipment_id)
    if isinstance(told, Transport):
        return Subject.of_transport(told.transport_id)
    raise InvalidValueError.about(told, "about", "expected of what it is told: a Subject")


@final
@frozen
class Piece:
    """
    Something that was told, and ``about`` what; an order, a shipment and a transport speak of themselves, by their ids.

    An entry is told of a shipment, a transport or a label, a journey of a shipment, a transport or a number; a single
    transport event is a journey of one. ``seen`` is the moment at which it was seen, such as the moment of the
    marketplace's answer; None where that is not known.

    Raises:
        InvalidValueError: another kind of value, without an id, or told of what it cannot be told of.
    """

    told: Tellable = field(converter=_told)
    about: Subject = field()
    seen: Moment | None = field(default=None, kw_only=True, converter=_seen)
    by: ToldBy = field(default=ToldBy.MARKETPLACE, kw_only=True)

    @about.default
    def _about_itself(self) -> Subject:
        return _itself(self.told)

    def __attrs_post_init__(self) -> None:
        exactly(self.about, Subject, "about")
        exactly(self.by, ToldBy, "by")
        if type(self.told) in _OF_ITSELF and self.about != _itself(self.told):
            raise InvalidValueError.about(self.about.name, "about", "expected the id of what is told")
        if type(self.told) in _OF and self.about.kind not in _OF[type(self.told)]:
            kinds = ", ".join(kind.value for kind in _OF[type(self.told)])
            raise InvalidValueError.about(self.about.kind.value, "about", f"expected one of {kinds}")
        if isinstance(self.told, Entry) and self.about.kind is SubjectKind.LABEL:
            _of_its_label(self.told, self.about)


def _of_its_label(entry: Entry, about: Subject) -> None:
    if entry.label is None or entry.label.label_id != about.name:
        raise InvalidValueError.about(about.name, "about", "expected the label that the entry was made with")


Precedence: TypeAlias = tuple[int, Moment, int]
"""Where a piece stands among others that contradict it: by the moment it was seen, then by who told it."""

_BY: Final = {by: rank for rank, by in enumerate(ToldBy)}
_NEVER_SEEN: Final = day_begins(FIRST_DAY)


def precedence_of(seen: Moment | None, by: ToldBy) -> Precedence:
    """The earlier seen stands first, then what tells no such moment; of these the marketplace's before the seller's."""
    return int(seen is None), seen or _NEVER_SEEN, _BY[by]
