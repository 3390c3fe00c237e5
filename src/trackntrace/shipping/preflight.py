"""
The pre-flight: everything that can be noticed before a number is entered, which cannot be undone.

It holds an entry against its delivery service, its order and what was entered before. What it finds is data: nothing is
raised, nothing is sent. Where a mistake was made already, a finding says what can still be done, and what must not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, final

from attrs import evolve, field, frozen

from trackntrace.grammar import exactly
from trackntrace.moment import Moment, moment_of
from trackntrace.numbers.delivery_services import DYNALOGIC, MailKind, NumberExpectation
from trackntrace.numbers.examination import Examination, examine, named
from trackntrace.numbers.finding import (
    ALREADY_ENTERED,
    EQUALS,
    HOLDS_MORE,
    LABEL_AND_TRANSPORT,
    LABEL_DIFFERS,
    LABEL_OF_OTHER_ITEMS,
    LETTER_FOR_PARCEL,
    LETTER_WITHOUT_NUMBER,
    LIKELY_MISSING,
    MISSING,
    NO_CONTACT,
    NO_REFERENCE,
    PROMISE_PAST,
    TAKEN_OFF,
    TOO_LATE,
    UNREAD,
    USED_BEFORE,
    Finding,
    Severities,
    by_gravity,
)
from trackntrace.numbers.formats import FORMATS, likely
from trackntrace.numbers.judgement import Answer
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.numbers.number_format import NumberFormat
from trackntrace.shipping.customer import ContactBy
from trackntrace.shipping.delivery_methods import DeliveryMethod, NumberDuty, method_of
from trackntrace.shipping.entry import Channel, Entry, ShippingLabel
from trackntrace.shipping.order import FulfilledBy, Order
from trackntrace.shipping.transport import Transport

_OWN_CHANNELS: Final = frozenset({Channel.SELLER_ACCOUNT, Channel.RETAILER_API, Channel.INTEGRATOR})
_OWES_NO_NUMBER: Final = frozenset({MailKind.LETTER_MAIL, MailKind.DELIVERY_APPOINTMENT})


@final
@frozen(kw_only=True)
class Surroundings:
    """
    What surrounds an entry, as far as the caller knows it.

    ``transport`` is what was entered before. ``used`` tells for which order a number, as its text, was used before; it
    is asked once and may be a view of a database. ``contacts`` are the ways in which the customer can be reached.
    ``sends`` is what is really being sent. ``items`` are the order items that it is for; where none are named, those
    open ones that the label was bought for, or all that are open. ``typed`` is the text that the number was read from.
    """

    transport: Transport = Transport()
    used: Mapping[str, str] = field(factory=dict)
    contacts: tuple[ContactBy, ...] = ()
    sends: MailKind = MailKind.UNKNOWN
    items: tuple[str, ...] = ()
    typed: str = ""

    def __attrs_post_init__(self) -> None:
        exactly(self.transport, Transport, "transport")
        exactly(self.contacts, tuple, "contacts")
        exactly(self.sends, MailKind, "sends")
        exactly(self.items, tuple, "items")
        exactly(self.typed, str, "typed")


_NOTHING_KNOWN: Final = Surroundings()


def preflight(
    entry: Entry,
    order: Order,
    *,
    as_of: Moment,
    method: DeliveryMethod | None = None,
    surroundings: Surroundings = _NOTHING_KNOWN,
    formats: tuple[NumberFormat, ...] = FORMATS,
    severities: Severities | None = None,
) -> tuple[Finding, ...]:
    """
    What speaks against entering this, and what is worth knowing, the gravest first.

    Args:
        entry: what is about to be entered. A text that is no number may stand in it as an `UnreadableNumber`.
        order: what it is for.
        as_of: the moment at which it would be entered.
        method: how it is delivered; where it is not told, what entry and order tell.
        surroundings: what was entered before, and what else the caller knows.
        formats: what carriers' numbers look like.
        severities: other severities by code than ours.

    Raises:
        ConflictError: it is for an item that the order does not have.
        InvalidValueError: something handed in is not what it should be, or a severity is for a code that is none.
    """
    known = _of_order(exactly(order, Order, "order"), exactly(surroundings, Surroundings, "surroundings"))
    case = _Flight(
        exactly(entry, Entry, "entry"),
        order,
        moment_of(as_of, "as_of"),
        method or _method(entry, order, known.items),
        known,
        _examined(entry, known.typed, formats),
    )
    return by_gravity((*_about_the_number(case), *_about_the_order(case)), severities or {})


def _of_order(order: Order, known: Surroundings) -> Surroundings:
    for each in known.items:
        order.item(each)
    return known


def _method(entry: Entry, order: Order, items: tuple[str, ...]) -> DeliveryMethod:
    """The method by which the first of the items travels that it is for."""
    told = [item.fulfilled_by for item in order.items if not items or item.order_item_id in items]
    return method_of(told[0] if told else FulfilledBy.SELLER, entry)


@final
@frozen
class _Flight:
    """What is about to be entered, and all that is known around it."""

    entry: Entry
    order: Order
    as_of: Moment
    method: DeliveryMethod
    known: Surroundings
    examination: Examination | None

    @property
    def number(self) -> str:
        """The number as text, empty where there is none."""
        return "" if self.entry.number is None else str(self.entry.number)

    @property
    def read(self) -> str:
        """The number that can be read from it, as text, empty where there is none."""
        number = self.examination.number if self.examination else None
        return number.text if number else ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The number as it is entered, and as it is read."""
        return tuple(dict.fromkeys(text for text in (self.number, self.read) if text))

    @property
    def service(self) -> str:
        """The delivery service as a reader knows it."""
        return named(self.entry.service) if self.entry.service else "an unknown delivery service"

    @property
    def given(self) -> Entry | None:
        """The entry that gave a number before."""
        given = self.known.transport.entry
        return given if given and given.number is not None else None

    @property
    def items(self) -> tuple[str, ...]:
        """The order items that it is for."""
        open_items = tuple(item.order_item_id for item in self.order.open_items)
        labelled = self.entry.label.order_item_ids if self.entry.label else ()
        return self.known.items or tuple(item for item in open_items if item in labelled) or open_items


def _examined(entry: Entry, typed: str, formats: tuple[NumberFormat, ...]) -> Examination | None:
    """What is entered, by the text that it was read from: by itself where that text tells another number."""
    if entry.number is None:
        return None
    entered = entry.number.raw if isinstance(entry.number, UnreadableNumber) else entry.number.text
    found = examine(typed or entered, entry.service, formats=formats)
    return found if found.number in (entry.number, None) else examine(entered, entry.service, formats=formats)


def _about_the_number(case: _Flight) -> Iterator[Finding]:
    """Where this very number was entered before, it is too late to do otherwise."""
    late = case.given is not None and case.given.number == case.entry.number
    for check in (_number, _equal, _used):
        for finding in check(case):
            yield evolve(finding, remedy=TOO_LATE) if late and finding.remedy else finding


def _about_the_order(case: _Flight) -> Iterator[Finding]:
    for check in (_missing, _label, _entered, _appointment, _letters, _promises):
        yield from check(case)


def _number(case: _Flight) -> Iterator[Finding]:
    """What the entry says would be entered as it stands, whatever a reader could take off."""
    if case.examination is None:
        return
    differs = case.read not in ("", case.number)
    if isinstance(case.entry.number, UnreadableNumber):
        if case.read:
            yield UNREAD.found(given=case.number, number=case.read)
    elif differs:
        yield HOLDS_MORE.found(given=case.number, number=case.read)
    yield from (each for each in case.examination.findings if not differs or each.kind is not TAKEN_OFF)


def _missing(case: _Flight) -> Iterator[Finding]:
    """What was given before is not missing, nor a number of letter mail by a service that does not tell its kind."""
    service = case.entry.service
    if case.entry.number is not None or case.given or case.method.duty(service) is not NumberDuty.OWED:
        return
    told = service is not None and service.mail is MailKind.PARCEL
    expected = service is not None and service.number_expectation is NumberExpectation.EXPECTED
    if (told and expected) or case.known.sends is MailKind.PARCEL:
        yield MISSING.found(service=case.service)
    elif case.known.sends not in _OWES_NO_NUMBER:
        yield LIKELY_MISSING.found(service=case.service)


def _label(case: _Flight) -> Iterator[Finding]:
    label = case.entry.label
    if label is None:
        return
    if _own(label, case.entry) or case.method.duty(None) is not NumberDuty.BROUGHT:
        yield LABEL_AND_TRANSPORT.found(label=label.label_id)
    for item in case.items:
        if label.order_item_ids and item not in label.order_item_ids:
            yield LABEL_OF_OTHER_ITEMS.found(label=label.label_id, item=item)
    yield from _label_against(label, case.entry)


def _own(label: ShippingLabel, entry: Entry) -> bool:
    """Whether a transport of its own is given; by a channel that is not told, what the label does not tell itself."""
    if entry.channel is Channel.NOT_TOLD:
        return entry.number not in (None, label.number) or entry.service not in (None, label.service)
    return entry.channel in _OWN_CHANNELS and not (entry.number is None and entry.service is None)


def _label_against(label: ShippingLabel, entry: Entry) -> Iterator[Finding]:
    for own, offered in ((label.number, entry.number), (label.service, entry.service)):
        if own is not None and offered is not None and own != offered:
            yield LABEL_DIFFERS.found(label=label.label_id, own=str(own), offered=str(offered))


def _entered(case: _Flight) -> Iterator[Finding]:
    if case.given and not case.entry.repeats(case.given):
        yield ALREADY_ENTERED.found(given=_said(case.given), offered=_said(case.entry))


def _said(entry: Entry) -> str:
    return f"{entry.number or 'no number'} ({entry.service.code if entry.service else 'no service'})"


def _equal(case: _Flight) -> Iterator[Finding]:
    if not case.number or case.entry.service == DYNALOGIC:
        return
    same = {} if _sure(case.examination) else {case.entry.reference: "own reference"}
    same |= {item.order_item_id: "order item" for item in case.order.items}
    same[case.order.order_id] = "order number"
    names = {text.replace(" ", "").upper(): name for text, name in same.items()}
    given = next((text for text in case.spellings if text in names), "")
    if given:
        yield EQUALS.found(given=given, what=names[given])


def _sure(examination: Examination | None) -> bool:
    """Whether it is the service's number in more than name: then the seller chose it as the reference as well."""
    judgement = examination.judgement if examination else None
    return judgement is not None and judgement.answer is Answer.FITS and bool(likely(judgement.decided_by))


def _used(case: _Flight) -> Iterator[Finding]:
    for text in case.spellings:
        before = case.known.used.get(text, case.order.order_id)
        if before != case.order.order_id:
            yield USED_BEFORE.found(given=text, order=before)
            return


def _appointment(case: _Flight) -> Iterator[Finding]:
    service = case.entry.service
    if service is None or service.mail is not MailKind.DELIVERY_APPOINTMENT:
        return
    if not case.entry.reference:
        yield NO_REFERENCE.found()
    if not case.known.contacts:
        yield NO_CONTACT.found()


def _letters(case: _Flight) -> Iterator[Finding]:
    service = case.entry.service
    if service is None or service.mail is not MailKind.LETTER_MAIL:
        return
    if case.known.sends is MailKind.PARCEL:
        yield LETTER_FOR_PARCEL.found(service=case.service)
    if case.entry.number is None and not case.given and service.number_expectation is NumberExpectation.EXPECTED:
        yield LETTER_WITHOUT_NUMBER.found(service=case.service)


def _promises(case: _Flight) -> Iterator[Finding]:
    for item in case.order.items:
        if item.order_item_id in case.items and item.promise and item.promise.over(case.as_of):
            yield PROMISE_PAST.found(item=item.order_item_id, day=item.promise.day.isoformat())
