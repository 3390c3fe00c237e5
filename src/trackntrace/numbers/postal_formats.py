"""
The numbers of the posts: PostNL, bpost, Deutsche Post, and the identifier that all posts of the world share.

Facts of what carriers print, each with its source; the words and the order are ours.
"""

from __future__ import annotations

from typing import Final

from trackntrace.numbers.check_digits import UPU_S10
from trackntrace.numbers.delivery_services import (
    BPOST,
    BPOST_LETTER_MAIL,
    DHL,
    DHL_DE,
    DHL_GLOBAL_MAIL,
    POSTNL,
    POSTNL_EXTRA_AT_HOME,
    POSTNL_LETTER_MAIL,
)
from trackntrace.numbers.number_format import Check, Confidence, NumberFormat, Refutes

_POSTNL_SERVICES: Final = (POSTNL, POSTNL_EXTRA_AT_HOME, POSTNL_LETTER_MAIL)
_BPOST_SERVICES: Final = (BPOST, BPOST_LETTER_MAIL)
_DEUTSCHE_POST_SERVICES: Final = (DHL, DHL_DE, DHL_GLOBAL_MAIL)

_S10_CHECK: Final = (Check(UPU_S10, 2, 11),)

S10_COUNTRIES: Final = (
    "A[CDEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHRST]|F[IJKMOR]|"
    "G[ABDEFGHILMNPQRSTUWY]|H[KMNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]|"
    "M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|O[M]|P[AEFGHKLMNRSTWY]|Q[A]|R[EOSUW]|S[ABCDEGHIJKLMNORSTVXYZ]|"
    "T[ACDFGHJKLMNORTVWZ]|U[AGMSYZ]|V[ACEGINU]|W[FS]|Y[ET]|Z[AMW]"
)
"""A pattern for the 251 countries that may end an S10: ISO 3166-1 alpha-2, and AC and TA, reserved for the UPU."""

POSTNL_3S: Final = NumberFormat(
    "PostNL",
    "3S with four letters",
    pattern="3S[A-Z]{4}[0-9]{7,9}",
    lengths=(13, 14, 15),
    confidence=Confidence.HIGH,
    services=_POSTNL_SERVICES,
    source="developer.postnl.nl, Barcode API (13 or 15 characters) and Products (13 to 15); MyParcel prints 14",
    documented=("3SDEVC816223392",),
    synthetic=("3SABCD1234567", "3SABCD12345678"),
)
POSTNL_3S_SHORT: Final = NumberFormat(
    "PostNL",
    "3S with one to three letters",
    pattern="3S[A-Z]{1,3}[0-9]{7,12}",
    lengths=(10, 11, 12, 13, 14, 15, 16, 17),
    confidence=Confidence.LOW,
    services=_POSTNL_SERVICES,
    source="developer.postnl.nl allows one to four letters; the marketplace files its own sample 3SVND0987654321 here",
    documented=("3SVND0987654321", "3SA5210500000"),
    synthetic=("3SABC10000001",),
)
POSTNL_2S: Final = NumberFormat(
    "PostNL",
    "2S",
    pattern="2S[A-Z]{4}[0-9]{7}",
    lengths=(13,),
    confidence=Confidence.LOW,
    services=_POSTNL_SERVICES,
    source="firstred/postnl-api-php, documentation of its barcode series",
    synthetic=("2SABCD1234567",),
)
POSTNL_S10: Final = NumberFormat(
    "PostNL",
    "S10 that ends in NL",
    pattern="[A-Z]{2}[0-9]{9}NL",
    lengths=(13,),
    checks=_S10_CHECK,
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=_POSTNL_SERVICES,
    source="UPU standard S10; developer.postnl.nl, Barcode API (international barcodes)",
    synthetic=("RR123456785NL", "CD123456785NL"),
)
POSTNL_KG: Final = NumberFormat(
    "PostNL",
    "KG code",
    pattern="KG[0-9A-Z]{6,12}",
    lengths=(8, 9, 10, 11, 12, 13, 14),
    confidence=Confidence.LOW,
    services=_POSTNL_SERVICES,
    source="two unrelated community patterns; no PostNL document was found",
    synthetic=("KG123456789",),
)
BPOST_24: Final = NumberFormat(
    "bpost",
    "24 digits from 323",
    pattern="323[0-9]{21}",
    lengths=(24,),
    confidence=Confidence.MEDIUM,
    services=_BPOST_SERVICES,
    source="TrackingMore's sample, karrio's bpost tests, patterns of three projects; the last digit is no check digit",
    documented=("323211383300001502624030", "323212345659900040669030"),
)
BPOST_18: Final = NumberFormat(
    "bpost",
    "18 digits",
    pattern="[0-9]{18}",
    lengths=(18,),
    confidence=Confidence.LOW,
    services=_BPOST_SERVICES,
    source="one community list; collides with every SSCC",
    synthetic=("320000000000000000",),
)
BPOST_S10: Final = NumberFormat(
    "bpost",
    "S10 that ends in BE",
    pattern="[A-Z]{2}[0-9]{9}BE",
    lengths=(13,),
    checks=_S10_CHECK,
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=_BPOST_SERVICES,
    source="UPU standard S10; tracking_number_data 2.0.0 (MIT), couriers/s10.json",
    documented=("LX473124829BE",),
    synthetic=("CE123456785BE",),
)
DEUTSCHE_POST_S10: Final = NumberFormat(
    "Deutsche Post",
    "S10 that ends in DE",
    pattern="[A-Z]{2}[0-9]{9}DE",
    lengths=(13,),
    checks=_S10_CHECK,
    confidence=Confidence.HIGH,
    refutes=Refutes.ITS_SERVICES,
    services=_DEUTSCHE_POST_SERVICES,
    source="UPU standard S10; tracking_number_data 2.0.0 (MIT), couriers/s10.json",
    synthetic=("LY123456785DE",),
)
ANY_POST_S10: Final = NumberFormat(
    "UPU",
    "S10 of any post",
    pattern=f"[A-Z]{{2}}[0-9]{{9}}(?:{S10_COUNTRIES})",
    lengths=(13,),
    checks=_S10_CHECK,
    confidence=Confidence.HIGH,
    refutes=Refutes.EVERY_SERVICE,
    source="UPU standard S10-12; countries by ISO 3166-1; an identifier is not used again within twelve months",
    documented=("RB123456785GB", "RB123456785US"),
)

POSTAL_FORMATS: Final = (
    POSTNL_3S,
    POSTNL_S10,
    POSTNL_2S,
    POSTNL_3S_SHORT,
    POSTNL_KG,
    BPOST_S10,
    BPOST_24,
    BPOST_18,
    DEUTSCHE_POST_S10,
    ANY_POST_S10,
)
"""What posts print, the most usual first."""
