"""What a judge says of a number, as a word: for a column ``number_fact``, made by whichever engine has the numbers."""

from __future__ import annotations

from collections.abc import Callable

from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import read_number
from trackntrace.performance.facts import NumberFact, well_formed
from trackntrace.shipping.entry import Number


def number_fact(
    number: str | None,
    service: str | None = None,
    *,
    judge: Callable[[Number, DeliveryService | None], NumberFact] = well_formed,
) -> str:
    """
    What the judge says of a number that was entered for a delivery service, by its code; no number is missing.

    >>> number_fact("n.v.t."), number_fact("3SABCD1234567", "TNT"), number_fact(None)
    ('unreadable', 'given', 'missing')

    Raises:
        InvalidValueError: the code is malformed.
    """
    if not number:
        return str(NumberFact.MISSING.value)
    known = DeliveryService.parse(service) if service else None
    return str(judge(read_number(number), known).value)
