"""The doors that texts enter by: numbers, codes, links, days, norms, ids, the seller's own words, headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tests.builders import NUMBER, at, item
from tests.hostile.door import Admits, Door, Refuses
from tests.hostile.inputs import Made, Texts
from tests.numbers.hostile_texts import BROKEN_CODES, BROKEN_LINKS, BROKEN_NUMBERS
from trackntrace.documents.json_formats import format_named
from trackntrace.documents.side_inputs import status_of
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week, parse_day, parse_moment
from trackntrace.numbers.check_digits import GS1
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, POSTNL, DeliveryService, near
from trackntrace.numbers.examination import examine
from trackntrace.numbers.formats import FORMATS, candidates
from trackntrace.numbers.judgement import judge
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber, read_number
from trackntrace.numbers.placeholders import is_placeholder, stands_for_nothing
from trackntrace.numbers.reading import read
from trackntrace.numbers.tracking_links import page_of, tracking_link
from trackntrace.numbers.tracking_page import host_of
from trackntrace.performance.exemption import Disruption
from trackntrace.performance.norm import Norm
from trackntrace.performance.questions import Question
from trackntrace.performance.tally import slice_of
from trackntrace.retailer_api.label_headers import read_label_headers
from trackntrace.retailer_api.label_requests import LabelQuery
from trackntrace.retailer_api.queries import OrderQuery, ShipmentQuery, ShipmentsOfOrderQuery
from trackntrace.retailer_api.rate_limits import rate_limit_of
from trackntrace.retailer_api.status_queries import EntityStatusesQuery, ProcessStatusesQuery, ProcessStatusQuery
from trackntrace.shipping.delivery_days import DeliveryCode
from trackntrace.shipping.entry import CorrectionNote, Entry, ShippingLabel, reference_of
from trackntrace.shipping.journey import TransportEvent, TransportStatus
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.piece import Subject
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.status_vocabularies import AFTERSHIP
from trackntrace.shipping.transport import Transport

_LONGEST_SEED: Final = 5_000

NUMBERS: Final = tuple(text for one in FORMATS for text in (*one.documented, *one.synthetic))
CODES: Final = tuple(service.code for service in DELIVERY_SERVICES)
LINKS: Final = (
    "https://postnl.nl/tracktrace/?B=3SABCD1234567&P=1234AB&D=NL&T=C&L=NL",
    "https://jouw.postnl.nl/track-and-trace/3SABCD1234567-NL-1234AB",
    "https://jouw.postnl.nl/#!/track-en-trace/3SABCD1234567/NL/1234AB",
    "https://track.bpost.cloud/btr/web/#/search?itemCode=323211383300001502624030&lang=nl",
    "https://parcel.trunkrs.nl/400026435/1234AB",
)
TYPED: Final = ("3s abcd 1234567", "jvgl 0600 0000 0000 0000/3043LC", "(00)095287654321012346", "n.v.t.", "PostNL")
IDS: Final = ("order-1", "A2K8290LP8", "356988715", "a.b:c/d#e_f")
IDS_IN_PATHS: Final = ("order-1", "A2K8290LP8", "019bbcbc-1a21-77c9-9de6-0726d1379c91")
WORDS: Final = ("pallet 7", "Karton 12, deur links", "Pakket voor Zoë", "x" * 64, "y" * 90, "z" * 100, "q" * 200)
MOMENTS: Final = ("2026-10-07T12:00:00.123456789+02:00", "2026-10-07T12:00Z", "2024-02-29T23:59:59-05:30")
DATES: Final = ("Tue, 06 Oct 2026 14:02:00 GMT", "Tue, 06 Oct 2026 23:59:59 GMT")


def _seeds(*groups: tuple[str, ...] | list[str]) -> Texts:
    return Texts(tuple(seed for group in groups for seed in group if len(seed) < _LONGEST_SEED))


def _judged(text: str) -> object:
    number = TrackAndTraceNumber.parse(text)
    judgements = [judge(number, service) for service in DELIVERY_SERVICES[:3]]
    link = tracking_link(number, DELIVERY_SERVICES[len(text) % 35], postcode="1234AB", country="NL")
    return candidates(number), judgements, link, is_placeholder(number)


def _examined(text: str) -> object:
    """What is found of a text; where that is no number, it was not taken."""
    found = examine(text)
    if found.number is None:
        raise InvalidValueError.about(text, "number", found.findings[0].code)
    return found


def _followed_in_country(text: str) -> object:
    return tracking_link(NUMBER, POSTNL, postcode="1234AB", country=text)


def _shipment(text: str) -> object:
    return Shipment(shipment_id=text, order_id=text, lines=[ShipmentLine(text, 1)])


def _event(text: str) -> object:
    return TransportEvent(TransportStatus.DELIVERED, at(7), raw=text)


def _limits(text: str) -> object:
    return rate_limit_of({"X-RateLimit-Limit": text, "Retry-After": text}, as_of=at(6, 16))


def _retry(text: str) -> object:
    return rate_limit_of({"Retry-After": text}, as_of=at(6, 16))


def _headers(text: str) -> object:
    headers = {"x-track-and-trace-code": text, "x-transporter-code": "TNT", text[:40]: "3SABCD1234567"}
    return read_label_headers(headers, label_id="label-1", at=at(6))


def _numbers(name: str, open_: Callable[[Any], object], *seeds: tuple[str, ...] | list[str], **parts: Any) -> Door:
    return Door(name=name, open=open_, inputs=_seeds(NUMBERS, *seeds), **parts)


NUMBER_DOORS: Final = (
    _numbers("number", TrackAndTraceNumber, BROKEN_NUMBERS),
    _numbers("typed number", TrackAndTraceNumber.parse, TYPED, BROKEN_NUMBERS, admits=Admits.NO_BREAK_SPACES),
    _numbers("pasted number or link", read, TYPED, LINKS, BROKEN_NUMBERS, BROKEN_LINKS, admits=Admits.NO_BREAK_SPACES),
    _numbers("number judged and followed", _judged, admits=Admits.NO_BREAK_SPACES, costly=4),
    _numbers("number examined", _examined, TYPED, BROKEN_NUMBERS, admits=Admits.NO_BREAK_SPACES, costly=4),
    _numbers("number as sent", read_number, TYPED, admits=Admits.FREE_TEXT, refuses=Refuses.NOTHING),
    _numbers("unreadable number", UnreadableNumber, admits=Admits.FREE_TEXT, refuses=Refuses.NOTHING),
    _numbers("placeholder", stands_for_nothing, TYPED, admits=Admits.FREE_TEXT, refuses=Refuses.NOTHING),
    Door(name="guarded digits", open=GS1.holds, inputs=Texts(("095287654321012346", "0123456789012"))),
    Door(name="link", open=page_of, inputs=_seeds(LINKS, BROKEN_LINKS)),
    Door(name="host of a link", open=host_of, inputs=_seeds(LINKS, BROKEN_LINKS)),
    Door(
        name="postcode of a link",
        open=lambda text: tracking_link(NUMBER, POSTNL, postcode=text, country="NL"),
        inputs=Texts(("1234 AB", "1234ab", "B-1000", "")),
    ),
    Door(name="country of a link", open=_followed_in_country, inputs=Texts(("NL", "BE", ""))),
    Door(name="delivery service", open=DeliveryService.parse, inputs=_seeds(CODES, BROKEN_CODES)),
    Door(name="misspelled service", open=near, inputs=_seeds(CODES, BROKEN_CODES), costly=100),
)

TIME_DOORS: Final = (
    Door(name="day", open=parse_day, inputs=Texts(("2026-10-07", "2024-02-29", "2199-12-31"))),
    Door(name="moment", open=parse_moment, inputs=Texts(MOMENTS)),
    Door(name="week", open=Week.parse, inputs=Texts(("2026-W41", "2026-W53", "2000-W01"))),
    Door(name="delivery code", open=DeliveryCode, inputs=Texts(("24uurs-21", "1-2d", "MijnLeverbelofte", "VVB"))),
    Door(name="norm", open=Norm.parse, inputs=Texts(("93%", "0.93", "49/50", "97.5%"))),
)


def _ids(name: str, open_: Callable[[Any], object], seeds: tuple[str, ...] = IDS) -> Door:
    return Door(name=name, open=open_, inputs=Texts(seeds))


ID_DOORS: Final = (
    _ids("order", lambda text: Order(text, [item()])),
    _ids("order item", lambda text: OrderItem(text, 1)),
    _ids("shipment and its line", _shipment),
    _ids("transport", Transport),
    _ids("label", ShippingLabel),
    _ids("items of a label", lambda text: ShippingLabel("label-1", order_item_ids=(text,))),
    _ids("subject of a piece", Subject.of_order_item),
    _ids("customer's question", lambda text: Question(text, asked=at(6))),
    _ids("question for an order", OrderQuery, IDS_IN_PATHS),
    _ids("question for a shipment", ShipmentQuery, IDS_IN_PATHS),
    _ids("question for the shipments of an order", ShipmentsOfOrderQuery),
    _ids("question for a label", LabelQuery, IDS_IN_PATHS),
    _ids("question for a process status", ProcessStatusQuery, IDS_IN_PATHS),
    _ids("question for process statuses", lambda text: ProcessStatusesQuery((text,)), IDS_IN_PATHS),
    _ids("question for the statuses of a thing", lambda text: EntityStatusesQuery(text, "CREATE_SHIPMENT")),
    _ids("event type", lambda text: EntityStatusesQuery("item-1", text), ("CREATE_SHIPMENT", "CONFIRM_SHIPMENT")),
)

WORD_DOORS: Final = (
    Door(name="reference", open=reference_of, inputs=Texts(WORDS), admits=Admits.FREE_TEXT),
    Door(
        name="reference of an entry",
        open=lambda text: Entry(at=at(7), reference=text),
        inputs=Texts(WORDS),
        admits=Admits.FREE_TEXT,
        costly=4,
    ),
    Door(
        name="correction note",
        open=lambda text: CorrectionNote(at=at(7), text=text),
        inputs=Texts(WORDS),
        admits=Admits.FREE_TEXT,
        costly=4,
    ),
    Door(
        name="place of a disruption",
        open=lambda text: Disruption(first_day=at(6).date(), last_day=at(7).date(), place=text),
        inputs=Texts(WORDS),
        admits=Admits.FREE_TEXT,
    ),
    Door(
        name="place of an event",
        open=lambda text: TransportEvent(TransportStatus.ACCEPTED, at(7), place=text),
        inputs=Texts(WORDS),
        admits=Admits.FREE_TEXT,
    ),
    Door(
        name="a carrier's own code",
        open=_event,
        inputs=Texts(("DELIVERED_AT_NEIGHBOURS", "q" * 200)),
        admits=Admits.FREE_TEXT,
        costly=4,
    ),
    Door(
        name="code of a vocabulary",
        open=AFTERSHIP.status_of,
        inputs=Texts(("Delivered", "InTransit_002", "AttemptFail_003")),
        admits=Admits.FREE_TEXT,
        refuses=Refuses.NOTHING,
    ),
    Door(name="slice of a tally", open=slice_of, inputs=Texts(WORDS), admits=Admits.FREE_TEXT),
    Door(name="name of a format", open=format_named, inputs=Texts(("score", "explanation", "tally"))),
    Door(name="status of a journey", open=status_of, inputs=Texts(tuple(each.value for each in TransportStatus))),
)

HEADER_DOORS: Final = (
    Door(name="rate limits", open=_limits, inputs=Texts(("5", "86400", "0")), costly=4),
    Door(name="date of a next try", open=_retry, inputs=Texts(DATES), costly=4),
    Door(
        name="headers of a label",
        open=_headers,
        inputs=Texts(("3SABCD1234567", "jvgl 0600 0000 0000 0000")),
        admits=Admits.NO_BREAK_SPACES,
        costly=4,
    ),
    Door(
        name="headers of any kind",
        open=lambda pairs: rate_limit_of(pairs, as_of=at(6, 16)),
        inputs=Made(Texts(("Retry-After: 5", "X-RateLimit-Reset: 7")), lambda text: [text.split(": ", 1)]),
        admits=Admits.FREE_TEXT,
    ),
)

TEXT_DOORS: Final = (*NUMBER_DOORS, *TIME_DOORS, *ID_DOORS, *WORD_DOORS, *HEADER_DOORS)
