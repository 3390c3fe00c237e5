"""
Who carries a parcel: the delivery services that the marketplace lists, and any that it will add.

Codes are the marketplace's. It published its last closed list with Retailer API v10 (October 2023) and takes free text
since March 2024, so a well-formed code that is not listed here is an unknown service and not a mistake. Its own table
of names was not found in public: names and number duties are read off what integrators show, and each says so.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, Word, exactly
from trackntrace.made_once import MadeOnce

LONGEST_CODE: Final = 32
LONGEST_NAME: Final = 64
MOST_NEAR: Final = 5
_NEAR_ENOUGH: Final = 60
"""Of a hundred: how alike two names must be for one to be a likely misspelling of the other."""

SERVICE_CODE: Final = Grammar(
    "delivery service",
    "[0-9A-Z](?:[0-9A-Z_-]{0,30}[0-9A-Z])?",
    longest=LONGEST_CODE,
    expected="1 to 32 of 0-9 and A-Z, with - or _ inside only, such as TNT, which is PostNL, or DPD-NL",
)
_TYPED = Grammar("delivery service", "[ -~]{1,64}", longest=LONGEST_NAME, expected="1 to 64 printable ASCII characters")


@final
class MailKind(Word):
    """What kind of mail a delivery service carries: the service standards exempt letter mail and appointments."""

    PARCEL = "parcel"
    LETTER_MAIL = "letter-mail"
    DELIVERY_APPOINTMENT = "delivery-appointment"
    OTHER = "other"
    UNKNOWN = "unknown"


@final
class NumberExpectation(Word):
    """What is known of the duty to give a number with this delivery service."""

    EXPECTED = "expected"
    OPTIONAL = "optional"
    UNCLEAR = "unclear"


def _title(value: object, field: str) -> str:
    text = exactly(value, str, field)
    if 1 <= len(text) <= LONGEST_NAME and text.isprintable():
        return text
    raise InvalidValueError.about(value, field, f"expected 1 to {LONGEST_NAME} printable characters")


@final
@frozen(order=True, repr=False, getstate_setstate=False)
class DeliveryService(MadeOnce):
    """
    A delivery service, known by its code; two with the same code are the same service.

    `parse` gives the listed one with what is known of it. A service that is not listed is named by its code, and of its
    kind of mail nothing is known.

    >>> DeliveryService.parse("TNT").name
    'PostNL'
    >>> DeliveryService.parse("NEWCOMER").mail
    MailKind.UNKNOWN

    Raises:
        InvalidValueError: the code is malformed, or a field is not what it takes.
    """

    code: str
    name: str = field(kw_only=True, eq=False)
    carrier: str = field(kw_only=True, eq=False)
    mail: MailKind = field(kw_only=True, eq=False, default=MailKind.UNKNOWN)
    number_expectation: NumberExpectation = field(kw_only=True, eq=False, default=NumberExpectation.UNCLEAR)
    source: str = field(kw_only=True, eq=False, default="not listed")

    @name.default
    def _named_by_its_code(self) -> str:
        return self.code

    @carrier.default
    def _carried_by_whom_it_names(self) -> str:
        return self.name

    def __attrs_post_init__(self) -> None:
        SERVICE_CODE.read(self.code)
        _title(self.name, "name")
        _title(self.carrier, "carrier")
        exactly(self.mail, MailKind, "mail")
        exactly(self.number_expectation, NumberExpectation, "number expectation")
        exactly(self.source, str, "source")

    @classmethod
    def parse(cls, code: object) -> DeliveryService:
        """
        The listed service with this code, or an unknown one.

        Codes are taken as they are: hyphen, underscore and capitals tell services apart.

        Raises:
            InvalidValueError: the code is malformed.
        """
        checked = SERVICE_CODE.read(code)
        return _LISTED[checked] if checked in _LISTED else cls(checked)

    @property
    def listed(self) -> bool:
        """Whether the marketplace is known to have this code."""
        return self.code in _LISTED

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"DeliveryService.parse({self.code!r})"


_SHOWN: Final = "display name in a public shop plugin (Woosa for WooCommerce, Retailer API v3 and v4)"
_CALLED: Final = "display name in integrators' public code"
_FORMER: Final = f"{_SHOWN}; dropped before the marketplace's last published list"
_LEGACY: Final = "a code of the marketplace's former Plaza API; in no list since; name ours"
_PARTNERS: Final = "named on the marketplace's partner pages; no integrator shows a display name"


def _parcel(code: str, name: str, source: str = _SHOWN, *, carrier: str) -> DeliveryService:
    """A named parcel carrier: for parcels the marketplace's partner pages ask for a number."""
    return DeliveryService(
        code,
        name=name,
        carrier=carrier,
        mail=MailKind.PARCEL,
        number_expectation=NumberExpectation.EXPECTED,
        source=source,
    )


def _letters(code: str, name: str, *, carrier: str, number_expectation: NumberExpectation) -> DeliveryService:
    return DeliveryService(
        code,
        name=name,
        carrier=carrier,
        mail=MailKind.LETTER_MAIL,
        number_expectation=number_expectation,
        source=_SHOWN,
    )


def _kiala(code: str, name: str) -> DeliveryService:
    return DeliveryService(code, name=name, carrier="Kiala", mail=MailKind.PARCEL, source=_LEGACY)


AMPERE: Final = _parcel("AMPERE", "Ampère", _PARTNERS, carrier="Ampère")
BPOST: Final = _parcel("BPOST_BE", "Bpost België", carrier="bpost")
BPOST_LETTER_MAIL: Final = _letters(
    "BPOST_BRIEF", "Bpost Briefpost", carrier="bpost", number_expectation=NumberExpectation.EXPECTED
)
LETTER_MAIL: Final = _letters(
    "BRIEFPOST", "Briefpost", carrier="any post", number_expectation=NumberExpectation.OPTIONAL
)
BUDBEE: Final = _parcel("BUDBEE", "Budbee", _CALLED, carrier="Budbee")
DELIVERY_APPOINTMENT: Final = DeliveryService(
    "COURIER",
    name="Bezorgafspraak",
    carrier="the seller",
    mail=MailKind.DELIVERY_APPOINTMENT,
    number_expectation=NumberExpectation.OPTIONAL,
    source=f"{_SHOWN}; the partner pages let appointments go without a number, one client library does not",
)
CYCLOON: Final = _parcel("CYCLOON", "Cycloon", _CALLED, carrier="Cycloon")
DHL: Final = _parcel("DHL", "DHL", carrier="DHL")
DHL_GLOBAL_MAIL: Final = DeliveryService(
    "DHL-GLOBAL-MAIL",
    name="DHL Global mail",
    carrier="DHL",
    source=f"{_SHOWN}; no source says whether it carries parcels or letters",
)
DHL_SAME_DAY: Final = _parcel("DHL-SD", "DHL Same Day", _CALLED, carrier="DHL")
DHL_FOR_YOU: Final = _parcel("DHLFORYOU", "DHLFORYOU", carrier="DHL")
DHL_DE: Final = _parcel("DHL_DE", "DHL Germany", carrier="DHL")
DPD_BE: Final = _parcel("DPD-BE", "DPD België", carrier="DPD")
DPD_NL: Final = _parcel("DPD-NL", "DPD Nederland", carrier="DPD")
DYNALOGIC: Final = _parcel("DYL", "Dynalogic", carrier="Dynalogic")
FEDEX_BE: Final = _parcel("FEDEX_BE", "FedEx Belgie", carrier="FedEx")
FEDEX_NL: Final = _parcel("FEDEX_NL", "FedEx Nederland", carrier="FedEx")
FIEGE: Final = _parcel("FIEGE", "Fiege", _FORMER, carrier="Fiege")
GLS: Final = _parcel("GLS", "GLS", carrier="GLS")
KIALA_BE: Final = _kiala("KIALA-BE", "Kiala België")
KIALA_NL: Final = _kiala("KIALA-NL", "Kiala Nederland")
LOGOIX: Final = _parcel("LOGOIX", "LogoiX", _FORMER, carrier="LogoiX")
OTHER: Final = DeliveryService(
    "OTHER", name="Anders", carrier="not listed", mail=MailKind.OTHER, source=f"{_SHOWN}: a carrier not in the list"
)
PACKS: Final = _parcel("PACKS", "Packs", carrier="Packs")
PARCEL_NL: Final = _parcel("PARCEL-NL", "Parcel.nl", carrier="Parcel.nl")
PARTS_EXPRESS: Final = _parcel("PES", "Parts Express", _CALLED, carrier="Parts Express")
RED_JE_PAKKETJE: Final = _parcel("RJP", "NedWRK (Red je pakketje)", _FORMER, carrier="Red je Pakketje")
POSTNL: Final = _parcel("TNT", "PostNL", carrier="PostNL")
TNT_EXPRESS: Final = _parcel("TNT-EXPRESS", "TNT Express", carrier="TNT Express")
POSTNL_EXTRA_AT_HOME: Final = _parcel("TNT-EXTRA", "PostNL extra@home", carrier="PostNL")
POSTNL_LETTER_MAIL: Final = _letters(
    "TNT_BRIEF", "PostNL Briefpost", carrier="PostNL", number_expectation=NumberExpectation.EXPECTED
)
TRANSMISSION: Final = _parcel("TRANSMISSION", "TransMission", carrier="TransMission")
TRUNKRS: Final = _parcel("TRUNKRS", "Trunkrs", _CALLED, carrier="Trunkrs")
TRANSPORTSERVICE_NL: Final = _parcel("TSN", "Transportservice Nederland", carrier="Transportservice Nederland")
UPS: Final = _parcel("UPS", "UPS", carrier="UPS")

DELIVERY_SERVICES: Final[tuple[DeliveryService, ...]] = (
    AMPERE,
    BPOST,
    BPOST_LETTER_MAIL,
    LETTER_MAIL,
    BUDBEE,
    DELIVERY_APPOINTMENT,
    CYCLOON,
    DHL,
    DHL_GLOBAL_MAIL,
    DHL_SAME_DAY,
    DHL_FOR_YOU,
    DHL_DE,
    DPD_BE,
    DPD_NL,
    DYNALOGIC,
    FEDEX_BE,
    FEDEX_NL,
    FIEGE,
    GLS,
    KIALA_BE,
    KIALA_NL,
    LOGOIX,
    OTHER,
    PACKS,
    PARCEL_NL,
    PARTS_EXPRESS,
    RED_JE_PAKKETJE,
    POSTNL,
    TNT_EXPRESS,
    POSTNL_EXTRA_AT_HOME,
    POSTNL_LETTER_MAIL,
    TRANSMISSION,
    TRUNKRS,
    TRANSPORTSERVICE_NL,
    UPS,
)
"""Every delivery service that the marketplace is known to have had a code for, by code."""

_LISTED: Final = {service.code: service for service in DELIVERY_SERVICES}


def near(text: object) -> tuple[DeliveryService, ...]:
    """
    The listed services that a misspelled code or name may have meant: at most five, the nearest first.

    >>> near("PostNL")[0]
    DeliveryService.parse('TNT')

    Raises:
        InvalidValueError: it is no text, longer than any name, or not printable ASCII.
    """
    asked = _TYPED.read(text).casefold()
    likeness = {service: _likeness(asked, service) for service in DELIVERY_SERVICES}
    likely = [service for service in DELIVERY_SERVICES if likeness[service] >= _NEAR_ENOUGH]
    return tuple(sorted(likely, key=lambda service: -likeness[service])[:MOST_NEAR])


def _likeness(asked: str, service: DeliveryService) -> int:
    """How alike they are, of a hundred: by code or by name, whichever is nearer."""
    names = (service.code.casefold(), service.name.casefold())
    return max(round(100 * SequenceMatcher(None, asked, name).ratio()) for name in names)
