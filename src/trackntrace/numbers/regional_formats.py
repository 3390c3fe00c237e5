"""
The numbers of carriers of one region, and the logistic label (SSCC) that belongs to no carrier.

Facts of what carriers print, each with its source; the words and the order are ours.
"""

from __future__ import annotations

from typing import Final

from trackntrace.numbers.check_digits import GS1, MONDIAL_RELAY
from trackntrace.numbers.delivery_services import CYCLOON, TRANSMISSION, TRUNKRS
from trackntrace.numbers.number_format import Check, Confidence, NumberFormat

_COMMUNITY: Final = "one or two community patterns; no document of the carrier was found"

HERMES_14: Final = NumberFormat(
    "Hermes",
    "14 digits",
    pattern="[0-9]{14}",
    lengths=(14,),
    checks=(Check(GS1, 0, 14),),
    confidence=Confidence.HIGH,
    source="paketda.de, check digits of parcel services; not a service of the marketplace",
    documented=("09133131530724",),
)
MONDIAL_RELAY_26: Final = NumberFormat(
    "Mondial Relay",
    "26-digit label barcode",
    pattern="[0-9]{26}",
    lengths=(26,),
    checks=(Check(MONDIAL_RELAY, 0, 15), Check(MONDIAL_RELAY, 15, 26)),
    confidence=Confidence.MEDIUM,
    source="Mondial Relay label specification 2.4, as read by a public client; tried on no printed number",
    synthetic=("12345678900101201234567892",),
)
MONDIAL_RELAY_SHORT: Final = NumberFormat(
    "Mondial Relay",
    "8, 10 or 12 digits",
    pattern="(?:[0-9]{8}|[0-9]{10}|[0-9]{12})",
    lengths=(8, 10, 12),
    confidence=Confidence.LOW,
    source="one community list",
    synthetic=("12345678",),
)
TRUNKRS_9: Final = NumberFormat(
    "Trunkrs",
    "9 digits from 4",
    pattern="4[0-9]{8}",
    lengths=(9,),
    confidence=Confidence.MEDIUM,
    services=(TRUNKRS,),
    source="fixtures of the Trunkrs SDK",
    documented=("400026435",),
)
CYCLOON_FKS: Final = NumberFormat(
    "Cycloon",
    "FKS code",
    pattern="FKS[0-9A-Z]{6,24}",
    lengths=tuple(range(9, 28)),
    confidence=Confidence.LOW,
    services=(CYCLOON,),
    source=_COMMUNITY,
    synthetic=("FKS000000001",),
)
TRANSMISSION_T: Final = NumberFormat(
    "TransMission",
    "T and fourteen",
    pattern="T[0-9A-Z]{14}",
    lengths=(15,),
    confidence=Confidence.LOW,
    services=(TRANSMISSION,),
    source=_COMMUNITY,
    synthetic=("T00000000000001",),
)
HOMERR_HMR: Final = NumberFormat(
    "Homerr",
    "HMR code",
    pattern="HMR[0-9A-Z]{14}",
    lengths=(17,),
    confidence=Confidence.LOW,
    source=_COMMUNITY,
    synthetic=("HMR00000000000000",),
)
GOFO_GF: Final = NumberFormat(
    "GOFO",
    "GF code",
    pattern="GF[0-9]{10,20}",
    lengths=tuple(range(12, 23)),
    confidence=Confidence.LOW,
    source=_COMMUNITY,
    synthetic=("GF000000000001",),
)
SSCC_18: Final = NumberFormat(
    "GS1",
    "SSCC",
    pattern="[0-9]{18}",
    lengths=(18,),
    checks=(Check(GS1, 0, 18),),
    confidence=Confidence.HIGH,
    source="GS1 General Specifications, SSCC; bwipp's wiki prints one",
    documented=("095287654321012346", "340433836442636597"),
)
SSCC_20: Final = NumberFormat(
    "GS1",
    "SSCC with its application identifier 00",
    pattern="00[0-9]{18}",
    lengths=(20,),
    checks=(Check(GS1, 2, 20),),
    confidence=Confidence.HIGH,
    parcel=(2, 20),
    source="GS1 General Specifications, application identifier 00; bwipp's wiki prints one as (00)",
    documented=("00095287654321012346",),
)

REGIONAL_FORMATS: Final = (
    TRUNKRS_9,
    CYCLOON_FKS,
    TRANSMISSION_T,
    HERMES_14,
    SSCC_18,
    SSCC_20,
    HOMERR_HMR,
    GOFO_GF,
    MONDIAL_RELAY_26,
    MONDIAL_RELAY_SHORT,
)
"""What carriers of one region print, and labels of no carrier."""
