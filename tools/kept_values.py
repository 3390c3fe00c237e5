"""
One value of each public kind, as an application might keep it: what a release is remembered by.

The makers run with the released versions too, so each uses only what that version may have: a maker whose words a
version does not know is left out there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from importlib import import_module
from typing import Any, Final

import attrs

import trackntrace as t
from trackntrace.numbers.delivery_services import DELIVERY_APPOINTMENT, LETTER_MAIL, POSTNL

MAKERS: Final[dict[str, Callable[[], object]]] = {}

NUMBER: Final = t.TrackAndTraceNumber("3SABCD1234567")
OTHER: Final = t.TrackAndTraceNumber("3SWXYZ7654321")
WEEK: Final = t.Week(2026, 41)


def kept(maker: Callable[[], object]) -> Callable[[], object]:
    """Remembers a maker by its name."""
    MAKERS[maker.__name__] = maker
    return maker


def at(day: int, hour: int = 12) -> t.Moment:
    """A moment of October 2026 by the clock in Amsterdam."""
    return t.local_moment(datetime(2026, 10, day, hour))  # noqa: DTZ001  (a clock in Amsterdam)


def known(kind: Any, *given: Any, **parts: Any) -> Any:
    """A value with those of the parts that its kind has in this version."""
    names = {part.alias for part in attrs.fields(kind)}
    return kind(*given, **{name: part for name, part in parts.items() if name in names})


def entry(number: t.TrackAndTraceNumber | t.UnreadableNumber | None = NUMBER, **parts: Any) -> t.Entry:
    return t.Entry(**{"number": number, "service": POSTNL, "at": at(6, 16), "reference": "box 1", **parts})


def journey() -> t.Journey:
    delivered = known(
        t.TransportEvent, t.TransportStatus.DELIVERED, at(8), learned=at(9), raw="delivered", place="Zwolle"
    )
    return t.Journey([t.TransportEvent(t.TransportStatus.ACCEPTED, at(6, 18)), delivered])


def order_item(order_item_id: str = "item-1", quantity: int = 2, **parts: Any) -> t.OrderItem:
    common = {"promise": t.DeliverBy(date(2026, 10, 7)), "expires": date(2026, 10, 12)}
    asked = {"asked_to_cancel": t.AskedToCancel.NO} if hasattr(t, "AskedToCancel") else {}
    return known(t.OrderItem, order_item_id, quantity, **{**common, **asked, **parts})  # type: ignore[no-any-return]


def line(index: int, **parts: Any) -> t.Evidence:
    ids = {"order_id": f"order-{index}", "order_item_id": f"item-{index}", "shipment_id": f"shipment-{index}"}
    told = {"quantity": index, "stage": t.Stage.SHIPPED, "service": POSTNL, "number": NUMBER, "entered": at(6, 16)}
    days = {"promise": t.DeliverBy(date(2026, 10, 7)), "ordered": at(5, 9), "shipped": at(6, 16)}
    return known(t.Evidence, **{**ids, **told, **days, **parts})  # type: ignore[no-any-return]


def lines() -> tuple[t.Evidence, ...]:
    """A late one, one without a number, a letter, an excused one, and one that is open."""
    unnumbered: dict[str, Any] = {"number": None, "entered": None}
    return (
        line(1, journey=journey()),
        line(2, promise=t.DeliverOn(date(2026, 10, 8)), **unnumbered),
        line(3, service=LETTER_MAIL, sent_as=t.SentAs.LETTER_MAIL, not_received=date(2026, 10, 12), **unnumbered),
        line(4, journey=journey(), excuse=t.ExcuseReason.DEPOT_DISRUPTION, label_id="label-1", labelled=at(6, 10)),
        line(
            5, stage=t.Stage.OPEN, shipment_id="", service=None, shipped=None, expires=date(2026, 10, 20), **unnumbered
        ),
    )


def earlier() -> tuple[t.Evidence, ...]:
    """The same before it was known when the first one arrived, and by what the second one travels."""
    return (line(1), *lines()[2:])


STANDARDS: Final[tuple[Any, ...]] = (t.ORDER_TRACEABILITY, t.ITEMS_ON_TIME)


# The number


@kept
def number() -> object:
    return NUMBER, t.UnreadableNumber("\u202e?")


@kept
def delivery_services() -> object:
    return POSTNL, LETTER_MAIL, t.DeliveryService.parse("NEWCOMER")


@kept
def examination() -> object:
    return t.examine("3s abcd 1234567", POSTNL), t.examine("RB123456786US", POSTNL)


@kept
def finding() -> object:
    return t.examine("?").findings


# On its way


@kept
def moments_and_weeks() -> object:
    return at(6), date(2026, 10, 7), WEEK


@kept
def promises() -> object:
    window = t.HandoverWindow(earliest=at(6, 8), latest=at(6, 17))
    return t.DeliverBy(date(2026, 10, 7)), t.DeliverOn(date(2026, 10, 8)), window


@kept
def delivery_days() -> object:
    return (
        t.MONDAY_TO_SATURDAY,
        t.DeliveryDays((0, 1, 2), closed=frozenset({date(2026, 12, 25)})),
        t.DeliveryCode("24uurs-23"),
    )


@kept
def public_holidays() -> object:
    return t.PublicHolidays(t.Country.NETHERLANDS)


@kept
def journeys() -> object:
    return journey(), journey().whereabouts(t.DeliverBy(date(2026, 10, 7)), as_of=at(10))


@kept
def entries() -> object:
    label = t.ShippingLabel("label-1", number=NUMBER, service=POSTNL, order_item_ids=("item-1",))
    note = t.CorrectionNote(at=at(9), number=OTHER, text="the label of another box")
    return entry(), entry(t.UnreadableNumber("?")), t.Entry.of_label(label, at=at(6)), note


@kept
def transport() -> object:
    later = t.Transport("transport-1", journey=journey()).enter(entry(None)).enter(entry(at=at(9)))
    return later.note(t.CorrectionNote(at=at(9), number=OTHER)), t.Transport()


def _order() -> t.Order:
    return t.Order("order-1", [order_item(), order_item("item-2", 1, cancelled=1)], placed=at(5, 9))


@kept
def order() -> object:
    return _order()


@kept
def shipment() -> object:
    shipped = t.ShipmentLine("item-1", 2, promise=t.DeliverBy(date(2026, 10, 7)))
    box = t.Transport("transport-1").enter(entry())
    return t.Shipment(shipment_id="shipment-1", order_id="order-1", lines=[shipped], transport=box, shipped=at(6, 16))


@kept
def confirmations() -> object:
    label = t.ShippingLabel("label-1", number=NUMBER, service=POSTNL, order_item_ids=("item-1",))
    by_label = t.confirm(_order(), t.Entry.of_label(label, at=at(6)), method=t.SHIPPING_LABEL_VIA_BOL)
    own = t.confirm(_order(), entry(), method=t.OWN_THROUGH_RETAILER_API, quantities={"item-1": 1})
    letter = t.confirm(_order(), entry(None, service=LETTER_MAIL), method=t.OWN_IN_SELLER_ACCOUNT)
    appointment = t.confirm(_order(), entry(None, service=DELIVERY_APPOINTMENT), method=t.DELIVERY_BY_APPOINTMENT)
    return by_label, own, letter, appointment


@kept
def what_the_marketplace_does_itself() -> object:
    method = t.SHIPPING_VIA_BOL
    return method.told(entry(), journey(), None), method.instruction(entry()), t.UseLabel(label_id="label-1")


@kept
def preflight() -> object:
    around = t.Surroundings(transport=t.Transport("transport-1"), used={"3SABCD1234567": "order-9"})
    return t.preflight(entry(), _order(), as_of=at(6), surroundings=around), around


@kept
def picture() -> object:
    made = t.Picture.of([t.Piece(_order(), seen=at(6)), t.Piece(_order(), seen=at(7)), t.Piece(shipment(), seen=at(7))])
    waiting = t.Waiting(about=t.Subject.of_number(NUMBER), entries=(), journey=journey())
    return made, made.conflicts, t.Piece(_order(), seen=at(6)), waiting


@kept
def conflict() -> object:
    about = (t.Subject.of_transport("transport-1"),)
    one, other = entry(), entry(OTHER)
    kind, decision = t.ConflictKind.TWO_NUMBERS, t.Decision.ENTERED_FIRST
    return t.Conflict(kind=kind, where=about, stands=one, differs=other, because=decision)


# The score


@kept
def evidence() -> object:
    return lines()


@kept
def what_orders_add() -> object:
    cancelled = {"stage": t.Stage.CANCELLED, "shipment_id": "", "service": None, "number": None, "entered": None}
    gone = line(6, **cancelled, shipped=None, cancelled_by=t.CancelledBy.SELLER, cancelled_on=date(2026, 10, 6))
    return gone, line(7, returned=date(2026, 10, 13), asked_to_cancel=t.AskedToCancel.YES)


@kept
def dossier() -> object:
    excuse = t.ServiceExcuse(
        POSTNL, first_day=date(2026, 10, 6), last_day=date(2026, 10, 7), reason=t.ExcuseReason.DEPOT_DISRUPTION
    )
    parts: dict[str, Any] = {
        "orders": {"order-1": _order()},
        "stories": {"3SABCD1234567": t.ParcelStory(journey(), t.HandoverWindow(earliest=at(6, 8), latest=at(6, 17)))},
        "reports": {"item-3": date(2026, 10, 12)},
        "excuses": {"item-4": t.ExcuseReason.DEPOT_DISRUPTION},
        "service_excuses": (excuse,),
        "details": {"item-3": t.SentAs.LETTER_MAIL},
    }
    if hasattr(t, "Cancellation"):
        parts["cancellations"] = {"item-2": (t.Cancellation(1, by=t.CancelledBy.CUSTOMER, on=date(2026, 10, 6)),)}
        parts["returns"] = {"item-1": (t.Return(1, on=date(2026, 10, 13)),)}
    return known(t.Dossier, **parts)


@kept
def norms() -> object:
    since = date(2019, 3, 4)
    levels = ((t.Level.MINIMUM, t.Norm.parse("90%")), (t.Level.TARGET, t.Norm.parse("0.93")))
    parts: dict[str, Any] = {"levels": levels, "since": since, "certainty": t.Certainty.SEEN, "source": "an example"}
    edition = known(t.Edition, **parts, last_seen=date(2023, 12, 31), strikes_from=3)
    return t.Norm.parse("8%", t.Direction.AT_MOST), edition, t.Editions("sample", [edition])


@kept
def personal_norms() -> object:
    personal = t.PersonalEdition(since=date(2022, 1, 1), certainty=t.Certainty.SEEN, source="an example")
    told = t.RETURNS.editions.tell(WEEK, t.Norm.parse("6%", t.Direction.AT_MOST), source="an indicator")
    return personal, told, t.Norm(Fraction(17, 2), scale=t.Scale.AVERAGE)


@kept
def readings() -> object:
    return t.Readings(), t.Readings(silence_days=7, followed=frozenset({"TNT"}))


@kept
def tallies() -> object:
    return t.tallies(lines(), STANDARDS, as_of=at(20))


@kept
def tallies_of_orders() -> object:
    return t.tallies(lines(), STANDARDS, as_of=at(20), per=t.Unit.ORDER, by=t.WeekBy.SHIPPED)


@kept
def tallies_of_other_standards() -> object:
    of_items = t.tallies(lines(), (t.CANCELLATIONS, t.RETURNS), as_of=at(20))
    return *of_items, t.question_tally([t.Question("question-1", asked=at(6), answered=at(7, 9))], as_of=at(20))


def _card(items: tuple[t.Evidence, ...] = lines(), **parts: Any) -> t.Scorecard:
    counted = zip(t.tallies(items, STANDARDS, as_of=at(20)), STANDARDS, strict=True)
    scores = tuple(score for tally, standard in counted for score in t.week_scores(tally, standard))
    return known(t.Scorecard, at(20), scores, **parts)  # type: ignore[no-any-return]


@kept
def scores() -> object:
    return t.Score(93, 100), t.Score(0, 0), _card()


@kept
def figures() -> object:
    figure = t.RATING.figure(WEEK, t.Average(Fraction(106), 13))
    return figure, _card(figures=(figure,))


@kept
def explanations() -> object:
    return tuple(t.explain(lines(), t.ITEMS_ON_TIME, as_of=at(20)))


@kept
def revisions() -> object:
    before, after = (tuple(t.explain(items, t.ITEMS_ON_TIME, as_of=at(20))) for items in (earlier(), lines()))
    return t.diff(before, after)


@kept
def standards() -> object:
    return STANDARDS


@kept
def causes() -> object:
    return t.causes(t.explain(lines(), t.ITEMS_ON_TIME, as_of=at(20)))


@kept
def comparison() -> object:
    changed: Any = revisions()
    return t.Comparison(before=_card(earlier()), after=_card(), revisions=changed), t.score_changes(
        _card(earlier()).scores, _card().scores
    )


@kept
def questions() -> object:
    asked = [t.Question("question-1", asked=at(6), answered=at(7, 9)), t.Question("question-2", asked=at(6))]
    return asked, t.question_tally(asked, as_of=at(20)), tuple(t.explain_questions(asked, as_of=at(20)))


@kept
def answer_readings() -> object:
    return t.AnswerReadings()


def told_by_the_marketplace(name: str, numerator: int, denominator: int) -> Any:
    """An indicator of the week, as the marketplace would tell it."""
    value = Fraction(numerator, denominator)
    parts: dict[str, Any] = {"numerator": numerator, "denominator": denominator, "value": value}
    score = t.IndicatorScore(**parts, distance_to_norm=Fraction(9, 50), standing=t.Standing.FALLS_SHORT)
    norm = t.Norm.parse("93%")
    return t.Indicator(name=name, type=t.IndicatorType.PERCENTAGE, week=WEEK, score=score, norm=norm)


@kept
def indicator() -> object:
    return told_by_the_marketplace("ITEMS_ON_TIME", 3, 4)


@kept
def reconciliation() -> object:
    told = [told_by_the_marketplace("TRACK_AND_TRACE", 5, 10), told_by_the_marketplace("ITEMS_ON_TIME", 3, 4)]
    return t.reconcile(lines(), STANDARDS, told, as_of=at(20), final_through=WEEK)


@kept
def ways_to_read() -> object:
    alternatives = t.alternatives_to(t.Way(t.ITEMS_ON_TIME))
    return t.ReadAs(alternatives=[alternatives]), alternatives, t.Way(t.ITEMS_ON_TIME)


@kept
def counted_standards() -> object:
    return t.COUNTED_STANDARDS


@kept
def strikes() -> object:
    excused = t.excused_items(t.explain(lines(), t.ITEMS_ON_TIME, as_of=at(20)))
    window = t.StrikeReadings(window=t.StrikeWindow(23, source="an example"))
    taken_back = {WEEK: t.ExcuseReason.DEPOT_DISRUPTION}
    record = t.strike_record(_bad_card(), final_through=t.Week(2026, 42), excused=excused)
    other = t.strike_record(_bad_card(), final_through=WEEK, readings=window, taken_back=taken_back)
    return record, other, excused, t.CONSEQUENCES


def _bad_card() -> t.Scorecard:
    bad = tuple(line(index, quantity=4, journey=journey()) for index in range(1, 4))
    return _card((*bad, line(9, promise=None)))


@kept
def outlook() -> object:
    found = _unsettled()
    ahead = t.outlooks(found.card, found.explained)
    return found, ahead, t.Deadline(at(20), t.DeadlineKind.ATTEMPT), t.Horizon(parcels=2)


def _unsettled() -> t.Unsettled:
    under_way = (line(1), *lines()[1:])
    return t.unsettled(under_way, STANDARDS, as_of=at(7, 9), final_through=t.Week(2026, 40))


@kept
def todo() -> object:
    return t.todo(_unsettled())


@kept
def what_if() -> object:
    later = t.Scenario("a day later", changes=[t.Change(days_later=1)])
    return t.what_if(lines(), STANDARDS, [later], as_of=at(20)), later


@kept
def scenario() -> object:
    some = t.Slice(services=[POSTNL], first_day=date(2026, 10, 5), last_day=date(2026, 10, 11), weeks=[WEEK])
    return t.Scenario("excused", changes=[t.Change(where=some, excuse=t.ExcuseReason.DEPOT_DISRUPTION)]), some


@kept
def replay() -> object:
    return t.Replay(t.tallies(lines(), STANDARDS, as_of=at(20))[1], t.ITEMS_ON_TIME)


@kept
def exemption() -> object:
    days = t.Disruption(first_day=date(2026, 10, 6), last_day=date(2026, 10, 8), service=POSTNL, place="Zwolle")
    return t.evidence_list(lines(), STANDARDS, days, as_of=at(20)), days


@kept
def errors() -> object:
    met = [t.InvalidValueError("number", "'x'", "expected a number"), t.ConflictError("order", "'x'", "twice")]
    entered = t.AlreadyEnteredError(entry(), entry(OTHER))
    return *met, entered, t.NoEditionError("sample", "2010-01-01", "too early")


# The marketplace's JSON


def room(name: str) -> Any:
    """A module of the marketplace's JSON, which not every version has."""
    return import_module(f"trackntrace.retailer_api.{name}")


@kept
def record() -> object:
    sent = b'{"orderId": "C000000001", "orderItems": [{"orderItemId": "2900000001", "quantity": 1, "extra": 1.50}]}'
    return room("orders").read_order(sent)


def _shipment_request() -> Any:
    own = t.confirm(_order(), entry(), method=t.OWN_THROUGH_RETAILER_API, quantities={"item-1": 1})
    return room("shipment_requests").ShipmentRequest.of(own)


@kept
def requests() -> object:
    cancelling, labels, shipping = room("cancellation_requests"), room("label_requests"), room("shipment_requests")
    return (
        _shipment_request(),
        shipping.ChangeTransportRequest(transport=t.Transport("transport-1"), entry=entry()),
        cancelling.CancellationRequest.of(_order(), "item-1", cancelling.CancellationReason.OUT_OF_STOCK),
        labels.ShippingLabelRequest.of(_order(), offer_id="offer-1"),
        labels.DeliveryOptionsRequest.of(_order()),
        labels.LabelQuery("label-1"),
    )


@kept
def queries() -> object:
    q = room("queries")
    return (
        q.OrdersQuery(page=2),
        q.OrderQuery("order-1"),
        q.ShipmentsQuery(page=2),
        q.ShipmentsOfOrderQuery("order-1"),
        q.ShipmentQuery("shipment-1"),
        q.IndicatorQuery(q.IndicatorName.RETURNS, WEEK),
    )


@kept
def submissions() -> object:
    polling = room("polling")
    sent = room("submission").Submission(_shipment_request()).begin(at=at(6, 16))
    return sent, polling.plan([sent], as_of=at(6, 17)), polling.Backoff(shortest=timedelta(seconds=5))
