"""
What carriers and tracking platforms call what happens to a parcel, in the words of a journey.

Each code has exactly one meaning. Where a source uses one code for several things it gets the one that claims least,
and a code that is not known is unknown: whoever makes the event keeps the raw code. Only what a source calls a failed
attempt at the customer's door is one; a failed collection at the sender is an exception, however alike it sounds.
"""

from __future__ import annotations

from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, exactly
from trackntrace.moment import Moment
from trackntrace.shipping.journey import TransportEvent, TransportStatus

_CODE = Grammar("status code", "[!-~]{1,100}", longest=100, expected="1 to 100 printable ASCII characters, no spaces")


@final
@frozen(repr=False)
class Vocabulary:
    """
    The codes of one source.

    ``meanings`` pairs each code with what it says. ``families`` is what parts a finer code from its family:
    an unlisted one then means what its family does.

    >>> UPU.status_of("EMH")
    TransportStatus.ATTEMPT_FAILED
    >>> AFTERSHIP.status_of("AttemptFail_002")
    TransportStatus.ATTEMPT_FAILED

    Raises:
        InvalidValueError: a code is malformed, or has two meanings.
    """

    name: str
    meanings: tuple[tuple[str, TransportStatus], ...] = field(kw_only=True)
    families: str = field(kw_only=True, default="")
    source: str = field(kw_only=True)
    _index: dict[str, TransportStatus] = field(init=False, eq=False)

    @_index.default
    def _indexed(self) -> dict[str, TransportStatus]:
        index: dict[str, TransportStatus] = {}
        for code, status in self.meanings:
            if _CODE.read(code) in index:
                raise InvalidValueError.about(code, "status code", "expected one meaning for each code")
            index[code] = exactly(status, TransportStatus, "status")
        return index

    def status_of(self, code: str) -> TransportStatus:
        """
        What a code says of the parcel; UNKNOWN where this source is not known to have it.

        Raises:
            InvalidValueError: the code is no text.
        """
        if exactly(code, str, "status code") not in self._index and self.families:
            code = code.partition(self.families)[0]
        return self._index.get(code, TransportStatus.UNKNOWN)

    def event(self, code: str, at: Moment) -> TransportEvent:
        """
        What a feed of this source tells: the event, its code kept as it was sent, known or not.

        Raises:
            InvalidValueError: the code is no text, or ``at`` is no moment.
        """
        return TransportEvent(self.status_of(code), at, raw=code)

    def __repr__(self) -> str:
        return f"<Vocabulary: {self.name}>"


def _vocabulary(name: str, source: str, *, families: str = "", **codes: str) -> Vocabulary:
    """A vocabulary from the codes of each status, with spaces between them."""
    meanings = [(code, TransportStatus(status)) for status, listed in codes.items() for code in listed.split()]
    return Vocabulary(name, meanings=tuple(meanings), families=families, source=source)


MARKETPLACE: Final = _vocabulary(
    "marketplace",
    "Retailer API v10, transport events; it has no failed attempt, and what INBOUND_COLLECT means is not public",
    announced="PRE_ANNOUNCED",
    accepted="AT_TRANSPORTER",
    in_transit="IN_TRANSIT",
    available_for_pickup="AT_PICK_UP_POINT",
    delivered="DELIVERED_AT_NEIGHBOURS DELIVERED_AT_CUSTOMER PICKED_UP_AT_PICK_UP_POINT",
    returned="RETURNED_TO_SENDER",
    unknown="INBOUND_COLLECT",
)
AFTERSHIP: Final = _vocabulary(
    "AfterShip",
    "aftership.com/docs/tracking, delivery statuses and sub-statuses; SDK aftership-tracking-sdk 10.0.1",
    families="_",
    announced="Pending InfoReceived",
    accepted="InTransit_002",
    in_transit="InTransit",
    customs="InTransit_005 InTransit_006 Exception_004",
    out_for_delivery="OutForDelivery",
    attempt_failed="AttemptFail",
    available_for_pickup="AvailableForPickup",
    delivered="Delivered",
    delayed="Exception_005 Exception_016 Exception_017",
    exception="Exception",
    returning="Exception_010",
    returned="Exception_011",
    expired="Expired",
)
SHIP24: Final = _vocabulary(
    "Ship24",
    "docs.ship24.com/status and SDK ship24 0.2.0; it calls delays and returns exceptions",
    announced="pending info_received",
    in_transit="in_transit",
    out_for_delivery="out_for_delivery",
    attempt_failed="failed_attempt",
    available_for_pickup="available_for_pickup",
    delivered="delivered",
    exception="exception",
)
SEVENTEEN_TRACK: Final = _vocabulary(
    "17TRACK",
    "17TRACK API v2.4, main and sub-statuses, as five public clients list them; its clearance codes are a sixth one's",
    families="_",
    announced="InfoReceived NotFound",
    accepted="InTransit_PickedUp",
    in_transit="InTransit InTransit_Other InTransit_Departure InTransit_Arrival",
    customs="""InTransit_CustomsProcessing InTransit_CustomsReleased InTransit_CustomsRequiringInformation
        InTransit_CustomsClearance InTransit_CustomsClearanceComplete InTransit_CustomsException""",
    out_for_delivery="OutForDelivery OutForDelivery_Other",
    attempt_failed="""DeliveryFailure DeliveryFailure_Other DeliveryFailure_NoBody DeliveryFailure_Security
        DeliveryFailure_Rejected DeliveryFailure_InvalidAddress""",
    available_for_pickup="AvailableForPickup AvailableForPickup_Other",
    delivered="Delivered Delivered_Other",
    delayed="Exception_Delayed",
    exception="Exception Exception_Other Exception_Lost Exception_Damage Exception_Destroyed",
    returning="Exception_Returning",
    returned="Exception_Returned",
    cancelled="Exception_Cancel",
    expired="Expired Expired_Other",
    unknown="NotFound_InvalidCode",
)
KARRIO: Final = _vocabulary(
    "Karrio",
    "karrio 2026.1, unified tracking status; on_hold covers customs and trouble",
    announced="pending",
    accepted="picked_up",
    in_transit="in_transit",
    out_for_delivery="out_for_delivery",
    attempt_failed="delivery_failed",
    available_for_pickup="ready_for_pickup",
    delivered="delivered",
    delayed="delivery_delayed",
    exception="on_hold",
    returning="return_to_sender",
    cancelled="cancelled",
)
SHOPIFY: Final = _vocabulary(
    "Shopify",
    "shopify.dev, FulfillmentEventStatus 2026-10 and unstable",
    announced="LABEL_PURCHASED LABEL_PRINTED CONFIRMED",
    accepted="CARRIER_PICKED_UP",
    in_transit="IN_TRANSIT",
    out_for_delivery="OUT_FOR_DELIVERY",
    attempt_failed="ATTEMPTED_DELIVERY",
    available_for_pickup="READY_FOR_PICKUP READY_FOR_RECIPIENT_PICKUP",
    delivered="DELIVERED PICKED_UP",
    delayed="DELAYED",
    exception="FAILURE BUYER_ACTION_REQUIRED",
    returning="RETURNING_TO_SENDER",
)
EASYPOST: Final = _vocabulary(
    "EasyPost",
    "enums in third parties' code; it has no failed attempt, and one code for returning and returned",
    announced="pre_transit",
    in_transit="in_transit",
    out_for_delivery="out_for_delivery",
    available_for_pickup="available_for_pickup",
    delivered="delivered",
    exception="failure error",
    returning="return_to_sender",
    cancelled="cancelled",
)
SHIPPO: Final = _vocabulary(
    "Shippo",
    "SDK shippo 3.9.0, TrackingStatusEnum; it has no failed attempt, and one code for returning and returned",
    announced="PRE_TRANSIT",
    in_transit="TRANSIT",
    delivered="DELIVERED",
    exception="FAILURE",
    returning="RETURNED",
)
MYPARCEL: Final = _vocabulary(
    "MyParcel",
    "developer.myparcel.nl, data types, shipment_status; it has no failed attempt",
    announced="1 2",
    accepted="3",
    in_transit="4",
    customs="6",
    out_for_delivery="5",
    available_for_pickup="8 10",
    delivered="7 9 19",
    returned="11",
    cancelled="17",
    expired="16",
)
UPU: Final = _vocabulary(
    "UPU",
    "UPU EMSEVT event codes, as public clients and posts explain them",
    accepted="EMA",
    in_transit="EMB EMC EMD EMF EMG EMJ EMK EDD EDE",
    customs="EXA EXB EXC EDB EDC EME",
    out_for_delivery="EDG",
    attempt_failed="EMH",
    available_for_pickup="EDH",
    delivered="EMI",
    delayed="EDA EDF",
    exception="EXX EDX",
)
POSTNL_STATUSES: Final = _vocabulary(
    "PostNL",
    "PostNL's reference of T&T status codes and their events, grouped by us from its wording; status 8 alone mixes"
    " attempts with returns and damage and so is an exception, as is a wrong address, where an attempt is not certain;"
    " 23 (parcel collected) claims no more than 3 does",
    announced="1 13",
    accepted="2 3 23",
    in_transit="5 6 21",
    customs="9 20",
    out_for_delivery="7 J05 X55",
    attempt_failed="""J08 J29 K14 K16 Y10 K70 J94 Y02 Y42 Y43 H05 H07 Y40 H01 H38 Y03 Y13 Y44 Y50 H51 H52 K41 H08
        Y36 Y41""",
    available_for_pickup="12",
    delivered="11 22",
    delayed="J39 J92 Y08 T02 V06",
    exception="""4 8 15 16 17 18 19 H02 H12 H36 Y01 Y09 Y12 Y16 Y17 Y22 Y30 Y31 Y32 H03 Y20 H04 Y04 Y11 Y14 Y18 H09
        H20 H22 H24 Y39 Y71 Y80 Y81 D03 D09""",
    returning="27 28",
    cancelled="H31 D41",
    expired="14 M03",
    unknown="99",
)
DHL_ECOMMERCE_NL: Final = _vocabulary(
    "DHL eCommerce NL",
    "DHL's parcel-nl status catalogue, as ha-dhl-nl (MIT) reads it; two return codes also tell of a failed attempt",
    announced="DATA_RECEIVED LEG PRENOTIFICATION_RECEIVED DATA_RECEIVED_WITH_PREFIX_LABEL",
    in_transit="UNDERWAY IN_DELIVERY PARCEL_ARRIVED_AT_LOCAL_DEPOT PARCEL_SORTED_AT_HUB PARCEL_PICKED_UP_AT_PARCELSHOP",
    customs="CUSTOMS",
    out_for_delivery="OUT_FOR_DELIVERY LOAD_VEHICLE PARCEL_INTO_FALLBACK PARCEL_WILL_BE_DELIVERED_SOON",
    attempt_failed="NOT_HOME_RETURN_TO_SHIPPER REFUSED_BY_RECEIVER",
    available_for_pickup="""NOTIFICATION_FOR_PARCELSHOP_COLLECTION_HAS_BEEN_SENT DELIVERED_AT_ACCESSPOINT
        NOTIFICATION_FOR_PARCELSTATION_COLLECTION_HAS_BEEN_SENT DELIVERED_AT_PARCELSTATION ON_HOLD_FOR_COLLECTION
        AWAITING_RECEIVER_COLLECTION CLOSED_AWAITING_COLLECTION PARCEL_HELD_FOR_COLLECTION_AT_LOCAL_DEPOT""",
    delivered="""DELIVERED DELIVERED_AT_NEIGHBOURS DELIVERED_AT_PREFERED_NEIGHBOURS DELIVERED_AT_SAFEPLACE
        DELIVERED_IN_MAILBOX DELIVERED_DAMAGED DELIVERED_NOT_IN_TIME DELIVERED_NO_CODE_VALIDATION
        COLLECTED_AT_PARCELSHOP COLLECTED_AT_ACCESSPOINT COLLECTED_AT_PARCELSTATION SHIPMENT_COLLECTED""",
    exception="EXCEPTION PROBLEM INTERVENTION",
    returning="RETURNED_TO_SHIPPER ON_ROUTE_TO_SHIPPER RECEIVER_RETURN REFUSED_RETURN RETURNED_NOT_COLLECTED",
    returned="DELIVERED_AT_SHIPPER POSTPROCESS_DELIVERED_AT_SHIPPER RETURN_DELIVERED_AT_SHIPPER_CALCULATED",
)
DPD: Final = _vocabulary(
    "DPD",
    "ha-dpd (MIT) and karrio's dpd connector",
    announced="ORDER_CREATED ENA",
    accepted="PARCEL_HANDED ORI",
    in_transit="IN_TRANSIT AT_DELIVERY_CENTER HUI HUS DLI DLS",
    out_for_delivery="PARCEL_OUT_FOR_DELIVERY DLO",
    attempt_failed="UNSUCCESSFUL_DELIVERY_ATTEMPTED DLR DEN DEX",
    available_for_pickup="AVAILABLE_FOR_COLLECTION DODEI",
    delivered="DELIVERED DEY DODEY",
    delayed="DLW HUW",
    exception="ENX ORX HUX DLX",
    returning="RETURN_TO_SENDER SPR",
)
GLS: Final = _vocabulary(
    "GLS",
    "ha-gls (MIT): the state codes 0 to 4 of GLS Netherlands; karrio's gls connector: the words",
    announced="0 PREADVICE PLANNEDPICKUP INPICKUP",
    accepted="1",
    in_transit="2 INTRANSIT INWAREHOUSE",
    out_for_delivery="3 INDELIVERY",
    attempt_failed="NOTDELIVERED NOT_DELIVERED",
    available_for_pickup="DELIVEREDPS",
    delivered="4 DELIVERED FINAL",
    exception="BLOCKED",
    cancelled="CANCELED",
)
BPOST: Final = _vocabulary(
    "bpost",
    "karrio's bpost connector, which lists B04 twice: here not at home is an attempt and damage an exception; ha-bpost",
    in_transit="N14 R00 R01 R02 R03 R04 R05 T00",
    customs="B00 B01 B02",
    out_for_delivery="out_for_delivery_byCar",
    attempt_failed="B03 B04 B06 B07 B09 B10 B23 N01 N02 N03 S00",
    available_for_pickup="N74 R13",
    delivered="U00 U01 U02 U03 U04 U05 U06 U07 U08 delivered delivered_kariboo_point",
    delayed="N04 N05 N06 N07 N08 N10 N11 N12 N13 N16 N28 N32 N91 N92 N93 N94 N95 N96 P00",
    exception="B05 B08 B11 B12 B13",
)

VOCABULARIES: Final = (
    *(MARKETPLACE, AFTERSHIP, SHIP24, SEVENTEEN_TRACK, KARRIO, SHOPIFY, EASYPOST, SHIPPO, MYPARCEL),
    *(UPU, POSTNL_STATUSES, DHL_ECOMMERCE_NL, DPD, GLS, BPOST),
)
"""Every vocabulary that the library knows."""
