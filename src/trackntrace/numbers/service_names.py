"""The names of delivery services and carriers, as people type them where a number is asked for."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, DeliveryService
from trackntrace.numbers.formats import candidates
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.number_format import NumberFormat

_NEITHER: Final = re.compile("[^0-9A-Z]", re.ASCII)


def _folded(name: str) -> str:
    """A name by its bare letters and digits alone, so that accents, spaces and hyphens do not matter."""
    return _NEITHER.sub("", unicodedata.normalize("NFKD", name).upper())


_CODES: Final = frozenset(
    name.upper() for one in DELIVERY_SERVICES for name in (one.code, one.name, one.carrier) if name.isascii()
)
_NAMES: Final = {_folded(service.carrier): service for service in reversed(DELIVERY_SERVICES)} | {
    _folded(name): service for service in DELIVERY_SERVICES for name in (service.code, service.name)
}


def service_named(
    text: str, chosen: DeliveryService | None, formats: tuple[NumberFormat, ...]
) -> DeliveryService | None:
    """The service that a text names, unless it could be a number: of a carrier's the chosen one, if it is of them."""
    folded, joined = _folded(text), text.replace(" ", "").upper()
    service = _NAMES.get(folded)
    if service is None:
        return None
    if text.upper() not in _CODES and joined == folded and candidates(TrackAndTraceNumber(joined), formats=formats):
        return None
    return chosen if chosen and folded == _folded(chosen.carrier) else service
