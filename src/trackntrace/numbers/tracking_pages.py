"""
The tracking pages of carriers, each with its source and how sure we are that its links still work.

Nothing here was opened: a library that opens no socket cannot tell whether a page is still there.
"""

from __future__ import annotations

from typing import Final

from trackntrace.numbers.delivery_services import (
    BPOST,
    BPOST_LETTER_MAIL,
    BUDBEE,
    DHL,
    DHL_DE,
    DHL_FOR_YOU,
    DHL_GLOBAL_MAIL,
    DHL_SAME_DAY,
    DPD_BE,
    DPD_NL,
    FEDEX_BE,
    FEDEX_NL,
    GLS,
    POSTNL,
    POSTNL_EXTRA_AT_HOME,
    POSTNL_LETTER_MAIL,
    TRUNKRS,
    UPS,
)
from trackntrace.numbers.number_format import Confidence
from trackntrace.numbers.postal_formats import POSTNL_KG, POSTNL_S10
from trackntrace.numbers.tracking_page import Language, TrackingPage

_PLAIN: Final = tuple((language, language.value) for language in Language)

POSTNL_PAGE: Final = TrackingPage(
    ("PostNL",),
    templates=("https://postnl.nl/tracktrace/?B={number}&P={postcode}&D={country}&T=C&L={language}",),
    services=(POSTNL, POSTNL_EXTRA_AT_HOME, POSTNL_LETTER_MAIL),
    spoken=((Language.DUTCH, "NL"), (Language.ENGLISH, "EN"), (Language.FRENCH, "FR")),
    hosts=("postnl.nl", "jouw.postnl.nl"),
    marks=("B", "track-and-trace", "track-en-trace"),
    confidence=Confidence.HIGH,
    source="MyParcel API documentation, 7.L; a parcel for a pick-up point is found by the invoice's postcode",
)
POSTNL_ABROAD_PAGE: Final = TrackingPage(
    ("PostNL",),
    templates=("https://postnl.nl/tracktrace/?B={number}&T=C&L={language}",),
    services=POSTNL_PAGE.services,
    formats=(POSTNL_S10, POSTNL_KG),
    spoken=POSTNL_PAGE.spoken,
    hosts=(),
    marks=(),
    confidence=Confidence.LOW,
    source="inferred from the page above: the numbers of posts need no postcode and no country (S10 and KG only)",
)
DHL_ECOMMERCE_PAGE: Final = TrackingPage(
    ("DHL eCommerce NL",),
    templates=(
        "https://my.dhlecommerce.nl/home/tracktrace/{number}/{postcode}?lang={language}",
        "https://my.dhlecommerce.nl/home/tracktrace/{number}?lang={language}",
    ),
    services=(DHL_FOR_YOU, DHL, DHL_SAME_DAY),
    spoken=((Language.DUTCH, "nl_NL"),),
    hosts=("my.dhlecommerce.nl", "dhlecommerce.nl", "dhlparcel.nl"),
    marks=("tracktrace", "key", "tc"),
    confidence=Confidence.MEDIUM,
    source="several public clients; without the postcode the page hides what is the recipient's",
)
DHL_PAKET_PAGE: Final = TrackingPage(
    ("DHL Paket", "DHL", "Deutsche Post"),
    templates=("https://www.dhl.de/{language}/privatkunden/dhl-sendungsverfolgung.html?piececode={number}",),
    services=(DHL_DE, DHL, DHL_GLOBAL_MAIL),
    spoken=((Language.ENGLISH, "en"),),
    hosts=("dhl.de",),
    marks=("piececode", "idc"),
    confidence=Confidence.MEDIUM,
    source="public clients of dhl.de",
)
DHL_EXPRESS_PAGE: Final = TrackingPage(
    ("DHL Express",),
    templates=("https://www.dhl.com/{language}/home/tracking/tracking-express.html?submit=1&tracking-id={number}",),
    services=(DHL,),
    spoken=((Language.ENGLISH, "nl-en"),),
    hosts=("dhl.com",),
    marks=("tracking-id",),
    confidence=Confidence.MEDIUM,
    source="public clients of dhl.com",
)
DPD_PAGE: Final = TrackingPage(
    ("DPD",),
    templates=("https://www.dpdgroup.com/nl/mydpd/my-parcels/track?lang={language}&parcelNumber={number}",),
    services=(DPD_NL, DPD_BE),
    spoken=_PLAIN,
    hosts=("dpdgroup.com", "dpd.com", "tracking.dpd.de"),
    marks=("parcelNumber", "parcel", "shipmentNumber"),
    confidence=Confidence.LOW,
    source="tracking_number_data 2.0.0 (MIT) and karrio; five other forms are seen in code",
)
GLS_PAGE: Final = TrackingPage(
    ("GLS",),
    templates=("https://www.gls-info.nl/tracking?parcelNo={number}&zipCode={postcode}&lang={language}",),
    services=(GLS,),
    spoken=((Language.DUTCH, "NL"), (Language.ENGLISH, "EN")),
    hosts=("gls-info.nl", "gls-group.com", "gls-group.eu"),
    marks=("parcelNo", "match"),
    confidence=Confidence.MEDIUM,
    source="ha-gls 1.3.0: the group's page does not find Dutch parcels; the English word is ours",
)
BPOST_PAGE: Final = TrackingPage(
    ("bpost",),
    templates=(
        "https://track.bpost.cloud/btr/web/#/search?itemCode={number}&lang={language}&postalCode={postcode}",
        "https://track.bpost.cloud/btr/web/#/search?itemCode={number}&lang={language}",
    ),
    services=(BPOST, BPOST_LETTER_MAIL),
    spoken=_PLAIN,
    hosts=("track.bpost.cloud", "track.bpost.be"),
    marks=("itemCode",),
    confidence=Confidence.MEDIUM,
    source="karrio, which leaves the postcode out; the page asks for it",
)
UPS_PAGE: Final = TrackingPage(
    ("UPS",),
    templates=("https://www.ups.com/track?loc={language}&tracknum={number}&requester=ST/trackdetails",),
    services=(UPS,),
    spoken=((Language.DUTCH, "nl_NL"), (Language.ENGLISH, "en_US"), (Language.FRENCH, "fr_FR")),
    hosts=("ups.com",),
    marks=("tracknum", "trackNums"),
    confidence=Confidence.MEDIUM,
    source="public clients of ups.com; the English and French words are ours",
)
FEDEX_PAGE: Final = TrackingPage(
    ("FedEx",),
    templates=("https://www.fedex.com/fedextrack/?trknbr={number}",),
    services=(FEDEX_NL, FEDEX_BE),
    hosts=("fedex.com",),
    marks=("trknbr",),
    confidence=Confidence.MEDIUM,
    source="public clients of fedex.com",
)
TRUNKRS_PAGE: Final = TrackingPage(
    ("Trunkrs",),
    templates=("https://parcel.trunkrs.nl/{number}/{postcode}",),
    services=(TRUNKRS,),
    hosts=("parcel.trunkrs.nl",),
    marks=("",),
    confidence=Confidence.LOW,
    source="one public client; another holds that no link is confirmed",
)
BUDBEE_PAGE: Final = TrackingPage(
    ("Budbee",),
    templates=("https://track.budbee.com/{number}",),
    services=(BUDBEE,),
    hosts=("track.budbee.com",),
    marks=("",),
    confidence=Confidence.MEDIUM,
    source="public clients of Budbee",
)
MONDIAL_RELAY_PAGE: Final = TrackingPage(
    ("Mondial Relay",),
    templates=("https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition={number}&codePostal={postcode}",),
    hosts=("mondialrelay.fr",),
    marks=("numeroExpedition",),
    confidence=Confidence.LOW,
    source="one public client; not a service of the marketplace",
)
HERMES_PAGE: Final = TrackingPage(
    ("Hermes",),
    hosts=("myhermes.de",),
    marks=("#",),
    confidence=Confidence.LOW,
    source="links that people paste; not a service of the marketplace, so its links are read and none is made",
)
HOMERR_PAGE: Final = TrackingPage(
    ("Homerr",),
    hosts=("track.homerr.com",),
    marks=("barcode",),
    confidence=Confidence.LOW,
    source="links that people paste; not a service of the marketplace, so its links are read and none is made",
)

TRACKING_PAGES: Final = (
    POSTNL_PAGE,
    POSTNL_ABROAD_PAGE,
    DHL_ECOMMERCE_PAGE,
    DHL_PAKET_PAGE,
    DHL_EXPRESS_PAGE,
    DPD_PAGE,
    GLS_PAGE,
    BPOST_PAGE,
    UPS_PAGE,
    FEDEX_PAGE,
    TRUNKRS_PAGE,
    BUDBEE_PAGE,
    MONDIAL_RELAY_PAGE,
    HERMES_PAGE,
    HOMERR_PAGE,
)
"""Every tracking page that the library knows; the first that serves a delivery service is its usual one."""
