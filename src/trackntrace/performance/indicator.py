"""
The indicator: what the marketplace itself tells of one standard in one week, kept as it was told.

Nothing of it is recomputed: it is known that an indicator may contradict itself, value against numerator and
denominator.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final, TypeVar, final

from attrs import frozen

from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Grammar, Word, exactly, whole
from trackntrace.moment import Week
from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.norm import Norm, Scale
from trackntrace.performance.score import Standing
from trackntrace.performance.standard import ServiceStandard

STANDARD_NAMES: Final = {
    "TRACK_AND_TRACE": "order-traceability",
    "FULFILMENT": "items-on-time",
    "CANCELLATIONS": "cancellations",
    "RESPONSE_TIME": "response-time",
    "PHONE_AVAILABILITY": "phone-availability",
    "CASE_ITEM_RATIO": "customer-questions",
    "RETURNS": "returns",
    "REVIEWS": "rating",
}
"""The standards by the names of the Retailer API v10, ``GET /retailer/insights/performance/indicator``."""

_NAME: Final = Grammar(
    "name", "[A-Z][A-Z0-9_]{0,63}", longest=64, expected="1 to 64 capital letters, digits and underscores"
)


class IndicatorType(Word):
    """What kind of number an indicator is, in the marketplace's words."""

    PERCENTAGE = "PERCENTAGE"
    AVERAGE = "AVERAGE"


@final
@frozen(kw_only=True)
class IndicatorScore:
    """The score of an indicator as it was told; ``value`` is a fraction (0.93) for a percentage."""

    numerator: int
    denominator: int
    value: Fraction
    distance_to_norm: Fraction | None = None
    standing: Standing

    def __attrs_post_init__(self) -> None:
        whole(self.numerator, "numerator", least=-(10**9))
        whole(self.denominator, "denominator")
        exactly(self.value, Fraction, "value")
        if self.distance_to_norm is not None:
            exactly(self.distance_to_norm, Fraction, "distance_to_norm")
        exactly(self.standing, Standing, "standing")


@final
@frozen(kw_only=True)
class Indicator:
    """
    What the marketplace tells of one standard in one week.

    ``name`` is the marketplace's, open to names that are not known here. ``score`` is None where it told none, as it
    does where nothing was counted; ``norm`` likewise.

    Raises:
        InvalidValueError: a part is not what it should be.
    """

    name: str
    type: IndicatorType
    week: Week
    score: IndicatorScore | None = None
    norm: Norm | None = None

    def __attrs_post_init__(self) -> None:
        _NAME.read(self.name)
        exactly(self.type, IndicatorType, "type")
        exactly(self.week, Week, "week")
        for value, kind, name in ((self.score, IndicatorScore, "score"), (self.norm, Norm, "norm")):
            if value is not None:
                exactly(value, kind, name)

    @property
    def standard(self) -> str:
        """The standard's name here; empty for one that is not known here."""
        return STANDARD_NAMES.get(self.name, "")


S = TypeVar("S", ServiceStandard[Any], CountedStandard)


def under_told_norms(standard: S, indicators: Iterable[Indicator]) -> S:
    """
    A standard under the norms that indicators tell: each takes precedence in its week.

    Indicators of other standards, and those that tell no norm, change nothing.

    Raises:
        ConflictError: two indicators tell different norms for one week, or one of another direction.
    """
    editions, told = standard.editions, dict[Week, Norm]()
    scale = standard.scale if isinstance(standard, CountedStandard) else Scale.SHARE
    for each in indicators:
        if exactly(each, Indicator, "indicators").standard != standard.name or each.norm is None:
            continue
        norm = _on_scale(each.norm, scale)
        if told.setdefault(each.week, norm) != norm:
            raise ConflictError.about(str(norm), standard.name, f"expected one norm for {each.week}")
        editions = editions.tell(each.week, norm, source=f"the marketplace's indicator {each.name} of {each.week}")
    return standard if editions is standard.editions else standard.with_editions(editions)


def _on_scale(norm: Norm, scale: Scale) -> Norm:
    """The same norm on the scale of the standard, which the marketplace's own words tell less exactly."""
    try:
        return Norm(norm.value, norm.direction, scale=scale)
    except InvalidValueError as error:
        raise ConflictError.about(str(norm), "norm", error.reason) from None
