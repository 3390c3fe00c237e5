"""
Judges of numbers: what makes one count, for those who want more than the default.

A reading: the marketplace asks for a *valid* number and does not say what makes one. The default, `well_formed`, asks
only that it is there and can be read; the judge here holds it against its carrier's check digit too.
"""

from __future__ import annotations

from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.judgement import Answer, judge
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.facts import NumberFact, well_formed
from trackntrace.shipping.entry import Number


def checked(number: Number, service: DeliveryService | None) -> NumberFact:
    """
    Well formed, and not contradicted by the check digit of its delivery service's format.

    For ``Readings(judge=checked)``. Where no service is told, or its formats have no sure check, nothing contradicts.

    >>> checked(TrackAndTraceNumber("RR123456784NL"), DeliveryService.parse("TNT"))
    NumberFact.CONTRADICTED
    """
    fact = well_formed(number, service)
    if fact is not NumberFact.GIVEN or service is None or type(number) is not TrackAndTraceNumber:
        return fact
    contradicted = judge(number, service).answer is Answer.CONTRADICTS
    return NumberFact.CONTRADICTED if contradicted else NumberFact.GIVEN
