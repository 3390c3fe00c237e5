"""
The numbers of the large parcel carriers: DHL, DPD, GLS, UPS and FedEx.

Facts of what carriers print, each with its source; the words and the order are ours.
"""

from __future__ import annotations

from typing import Final

from trackntrace.numbers.check_digits import (
    DEUTSCHE_POST,
    DHL_EXPRESS,
    FEDEX_12,
    GLS_START_AT_ONE,
    GS1,
    ISO_7064_MOD_37_36,
    UPS_1Z,
)
from trackntrace.numbers.delivery_services import (
    DHL,
    DHL_DE,
    DHL_FOR_YOU,
    DHL_SAME_DAY,
    DPD_BE,
    DPD_NL,
    FEDEX_BE,
    FEDEX_NL,
    GLS,
    UPS,
)
from trackntrace.numbers.number_format import Check, Confidence, NumberFormat, Refutes

_DHL_ECOMMERCE_SERVICES: Final = (DHL, DHL_FOR_YOU, DHL_SAME_DAY)
_DHL_PAKET_SERVICES: Final = (DHL, DHL_DE)
_DPD_SERVICES: Final = (DPD_NL, DPD_BE)
_FEDEX_SERVICES: Final = (FEDEX_NL, FEDEX_BE)

_TRACKING_NUMBER_DATA: Final = "tracking_number_data 2.0.0 (MIT), couriers"
_PAKETDA: Final = "paketda.de, check digits of parcel services"
_DHL_LABELS: Final = "dhl.com, page on identifying labels"

DHL_JVGL: Final = NumberFormat(
    "DHL eCommerce NL",
    "JVGL licence plate",
    pattern="JVGL(?:[0-9]{10}|[0-9]{16}|[0-9]{20})",
    lengths=(14, 20, 24),
    confidence=Confidence.HIGH,
    services=_DHL_ECOMMERCE_SERVICES,
    source=f"{_DHL_LABELS} (ten digits); sixteen and twenty occur in public test files, and no check holds for all",
    documented=("JVGL9999999999",),
    synthetic=("JVGL0600000000000000", "JVGL06000000000000000000"),
)
DHL_3S: Final = NumberFormat(
    "DHL eCommerce NL",
    "3S with three letters",
    pattern="3S[A-Z]{3}[0-9]{8,10}",
    lengths=(13, 14, 15),
    confidence=Confidence.MEDIUM,
    services=_DHL_ECOMMERCE_SERVICES,
    source=f"{_DHL_LABELS}; PostNL may issue the same shape",
    documented=("3SBCC000123456",),
    synthetic=("3SXYZ0000000001",),
)
DHL_JJD: Final = NumberFormat(
    "DHL",
    "JJD or JD licence plate",
    pattern="JJ?D(?:[0-9]{10}|[0-9]{13}|[0-9]{16}|[0-9]{18})",
    lengths=(12, 13, 15, 16, 18, 19, 20, 21),
    confidence=Confidence.MEDIUM,
    services=(DHL, DHL_DE, DHL_FOR_YOU, DHL_SAME_DAY),
    source=f"{_PAKETDA}; {_DHL_LABELS}; shared by DHL Paket, Express and eCommerce, and by Yodel",
    documented=("JJD1410302937991", "JJD0099999999"),
)
DHL_PAKET_20: Final = NumberFormat(
    "DHL Paket",
    "20 digits from 0034",
    pattern="0034[0-9]{16}",
    lengths=(20,),
    checks=(Check(GS1, 2, 20),),
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=_DHL_PAKET_SERVICES,
    source=f"{_PAKETDA}; an SSCC with its application identifier 00",
    documented=("00340433836442636597",),
)
DHL_PAKET_12: Final = NumberFormat(
    "DHL Paket",
    "12-digit Identcode",
    pattern="[0-9]{12}",
    lengths=(12,),
    checks=(Check(DEUTSCHE_POST, 0, 12),),
    confidence=Confidence.MEDIUM,
    services=_DHL_PAKET_SERVICES,
    source=f"{_PAKETDA}; de.wiki.li/Leitcode",
    documented=("201298452277",),
)
DHL_EXPRESS_10: Final = NumberFormat(
    "DHL Express",
    "10-digit waybill",
    pattern="[0-9]{10}",
    lengths=(10,),
    checks=(Check(DHL_EXPRESS, 0, 10),),
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=(DHL,),
    source=f"{_TRACKING_NUMBER_DATA}/dhl.json",
    documented=("3318810025", "8487135506"),
)
DPD_14: Final = NumberFormat(
    "DPD",
    "14-digit parcel number",
    pattern="[0-9]{14}",
    lengths=(14,),
    confidence=Confidence.MEDIUM,
    services=_DPD_SERVICES,
    source=f"DPD Parcel Label Specification 2.4.1, by {_TRACKING_NUMBER_DATA}/dpd.json; holds no check digit",
    documented=("09980000020033", "01015026003653"),
)
DPD_15: Final = NumberFormat(
    "DPD",
    "14 digits and a check letter",
    pattern="[0-9]{14}[A-Z]",
    lengths=(15,),
    checks=(Check(ISO_7064_MOD_37_36, 0, 15),),
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=_DPD_SERVICES,
    parcel=(0, 14),
    source=f"DPD Parcel Label Specification 2.4.1, by {_TRACKING_NUMBER_DATA}/dpd.json",
    documented=("09980000020033F", "09980000020034D", "01015026003653C"),
)
DPD_15_DIGITS: Final = NumberFormat(
    "DPD",
    "14 digits and a check digit",
    pattern="[0-9]{15}",
    lengths=(15,),
    checks=(Check(ISO_7064_MOD_37_36, 0, 15),),
    confidence=Confidence.MEDIUM,
    services=_DPD_SERVICES,
    parcel=(0, 14),
    source=f"DPD Parcel Label Specification 2.4.1, by {_TRACKING_NUMBER_DATA}/dpd.json; DPD France uses 15 otherwise",
    synthetic=("099800000200289",),
)
DPD_28: Final = NumberFormat(
    "DPD",
    "28-character label barcode",
    pattern="[0-9A-Z]{7}[0-9]{20}[0-9A-Z]",
    lengths=(28,),
    checks=(Check(ISO_7064_MOD_37_36, 0, 28),),
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=_DPD_SERVICES,
    parcel=(7, 21),
    source=f"{_TRACKING_NUMBER_DATA}/dpd.json: postcode (7), parcel number (14), service (3), country (3), check",
    documented=("008182709980000020033350276C", "008182709980000020045327276N"),
)
GLS_12: Final = NumberFormat(
    "GLS",
    "12 digits",
    pattern="[0-9]{12}",
    lengths=(12,),
    checks=(Check(GLS_START_AT_ONE, 0, 12),),
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=(GLS,),
    source=f"{_PAKETDA}; clooney/gls-tracking-api, its sample",
    documented=("364123734778", "366310000017"),
)
GLS_TRACK_ID: Final = NumberFormat(
    "GLS",
    "8-character Track ID",
    pattern="(?=[0-9]{0,7}[A-Z])[0-9A-Z]{8}",
    lengths=(8,),
    confidence=Confidence.HIGH,
    services=(GLS,),
    source="paketda.de, page on the GLS label; an O cannot be told from a 0",
    documented=("XHAX4HDA",),
)
GLS_NL_14: Final = NumberFormat(
    "GLS",
    "14-digit parcel number of GLS Netherlands",
    pattern="[0-9]{14}",
    lengths=(14,),
    checks=(Check(GS1, 0, 14),),
    confidence=Confidence.MEDIUM,
    services=(GLS,),
    source="inferred from two public samples and a Dutch label script: it may warn and never refutes",
    documented=("13290054100304",),
)
GLS_11: Final = NumberFormat(
    "GLS",
    "11 digits, the 12 without their check digit",
    pattern="[0-9]{11}",
    lengths=(11,),
    confidence=Confidence.MEDIUM,
    services=(GLS,),
    source="clooney/gls-tracking-api, its sample",
    documented=("65561557219",),
)
UPS_1Z_18: Final = NumberFormat(
    "UPS",
    "1Z",
    pattern="1Z[0-9A-Z]{15}[0-9]",
    lengths=(18,),
    checks=(Check(UPS_1Z, 2, 18),),
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=(UPS,),
    source=f"{_TRACKING_NUMBER_DATA}/ups.json",
    documented=("1Z5R89390357567127", "1Z879E930346834440"),
)
FEDEX_EXPRESS_12: Final = NumberFormat(
    "FedEx",
    "12 digits (Express)",
    pattern="[0-9]{12}",
    lengths=(12,),
    checks=(Check(FEDEX_12, 0, 12),),
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=_FEDEX_SERVICES,
    source=f"{_TRACKING_NUMBER_DATA}/fedex.json",
    documented=("986578788855", "477179081230"),
)
FEDEX_GROUND_15: Final = NumberFormat(
    "FedEx",
    "15 digits (Ground)",
    pattern="[0-9]{15}",
    lengths=(15,),
    checks=(Check(GS1, 0, 15),),
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=_FEDEX_SERVICES,
    source=f"{_TRACKING_NUMBER_DATA}/fedex.json",
    documented=("041441760228964", "568283610012000"),
)
FEDEX_GROUND_18: Final = NumberFormat(
    "FedEx",
    "18 digits (Ground SSCC)",
    pattern="[0-9]{18}",
    lengths=(18,),
    checks=(Check(GS1, 0, 18),),
    confidence=Confidence.MEDIUM,
    services=_FEDEX_SERVICES,
    source=f"{_TRACKING_NUMBER_DATA}/fedex.json, which checks 15 of them",
    documented=("000123450000000027",),
)

PARCEL_FORMATS: Final = (
    DHL_JVGL,
    DHL_3S,
    DHL_JJD,
    DHL_PAKET_20,
    DHL_EXPRESS_10,
    DPD_15,
    DPD_28,
    DPD_14,
    DPD_15_DIGITS,
    GLS_12,
    GLS_TRACK_ID,
    GLS_NL_14,
    GLS_11,
    UPS_1Z_18,
    FEDEX_EXPRESS_12,
    FEDEX_GROUND_15,
    FEDEX_GROUND_18,
    DHL_PAKET_12,
)
"""What the large parcel carriers print, the most usual first."""
