"""
What the numbers of one carrier look like, as a value with its source: a shape, a check where there is one, examples.

A format is data. Whoever knows another one writes an instance and hands it in; nothing is registered. A format that
does not hold for its own examples cannot be made.
"""

from __future__ import annotations

import re
from typing import TypeVar, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Grammar, Word, exactly, whole
from trackntrace.numbers.check_digits import CheckRule
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import LONGEST_NUMBER, TrackAndTraceNumber

_T = TypeVar("_T")

_WORDS = Grammar("words", "[ -~]{1,400}", longest=400, expected="1 to 400 printable ASCII characters")
_PATTERN = Grammar(
    "pattern",
    "(?:[0-9A-Z?|]|\\(\\?[:=]|\\)(?![{?])|\\{[0-9]{1,2}(?:,[0-9]{1,2})?\\}|\\[[0-9A-Z-]{1,36}\\]){1,1500}",
    longest=1500,
    expected="capitals, digits, classes of them, alternatives and bounded repeats, and no group repeated",
)


@final
class Confidence(Word):
    """
    How sure we are of a format.

    HIGH is documented, or its rule was verified over published samples; MEDIUM is read off good samples or client code;
    LOW rests on community evidence alone.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@final
class Refutes(Word):
    """Whom a number of this shape refutes whose check fails."""

    NOBODY = "nobody"
    ITS_SERVICES = "its-services"
    EVERY_SERVICE = "every-service"


@final
@frozen
class Check:
    """
    A rule, and the part of the number that it guards: from a place, counted from nought, up to another.

    >>> from trackntrace.numbers.check_digits import UPU_S10
    >>> Check(UPU_S10, 2, 11).holds("RR123456785NL")
    True
    """

    rule: CheckRule
    begin: int
    end: int

    def __attrs_post_init__(self) -> None:
        exactly(self.rule, CheckRule, "check rule")
        whole(self.end, "check end", least=2, most=LONGEST_NUMBER)
        whole(self.begin, "check begin", most=self.end - 2)

    def holds(self, text: str) -> bool:
        """Whether the rule holds in a number that has the shape of the format."""
        last = self.end - 1
        return self.rule.calculate(text[self.begin : last]) == text[last]


@final
@frozen(cache_hash=True, repr=False)
class NumberFormat:
    """
    One shape of one carrier's numbers.

    ``documented`` examples are printed in public documentation, ``synthetic`` ones were made up. ``parcel`` is the part
    that names the parcel, where a barcode holds more; empty means all of it.

    >>> newcomer = NumberFormat(
    ...     "Newcomer",
    ...     "NC and ten digits",
    ...     pattern="NC[0-9]{10}",
    ...     lengths=(12,),
    ...     confidence=Confidence.MEDIUM,
    ...     source="its label specification, page 3",
    ...     synthetic=("NC0000000001",),
    ... )
    >>> newcomer.fits(TrackAndTraceNumber("NC1234567890"))
    True

    Raises:
        InvalidValueError: a field is not what it takes, or the examples are not of this format.
    """

    carrier: str
    name: str
    pattern: str = field(kw_only=True)
    lengths: tuple[int, ...] = field(kw_only=True)
    checks: tuple[Check, ...] = field(kw_only=True, default=())
    confidence: Confidence = field(kw_only=True)
    refutes: Refutes = field(kw_only=True, default=Refutes.NOBODY)
    services: tuple[DeliveryService, ...] = field(kw_only=True, default=())
    parcel: tuple[int, ...] = field(kw_only=True, default=())
    source: str = field(kw_only=True)
    documented: tuple[str, ...] = field(kw_only=True, default=())
    synthetic: tuple[str, ...] = field(kw_only=True, default=())
    _shape: re.Pattern[str] = field(init=False, eq=False)

    @_shape.default
    def _compiled(self) -> re.Pattern[str]:
        try:
            return re.compile(_PATTERN.read(self.pattern), re.ASCII)
        except re.error:
            raise InvalidValueError.about(self.pattern, "pattern", f"expected {_PATTERN.expected}") from None

    def __attrs_post_init__(self) -> None:
        for text, name in ((self.carrier, "carrier"), (self.name, "name"), (self.source, "source")):
            _WORDS.read(text, name)
        _each(self.checks, Check, "checks")
        _each(self.services, DeliveryService, "services")
        exactly(self.confidence, Confidence, "confidence")
        exactly(self.refutes, Refutes, "refutes")
        self._has_parts_within_its_lengths()
        self._refutes_on_good_grounds_only()
        self._holds_for_its_examples()

    def _has_parts_within_its_lengths(self) -> None:
        for length in _each(self.lengths, int, "lengths"):
            whole(length, "lengths", least=1, most=LONGEST_NUMBER)
        shortest = min(self.lengths, default=0)
        if len(_each(self.parcel, int, "parcel")) not in (0, 2):
            raise InvalidValueError.about(self.parcel, "parcel", "expected a begin and an end, or nothing")
        if self.parcel:
            begin, end = self.parcel
            whole(end, "parcel", least=1, most=shortest)
            whole(begin, "parcel", most=end - 1)
        for check in self.checks:
            whole(check.end, "check end", most=shortest)

    def _refutes_on_good_grounds_only(self) -> None:
        if self.refutes is not Refutes.NOBODY and not (self.checks and self.confidence is Confidence.HIGH):
            raise InvalidValueError.about(
                self.refutes.value, "refutes", "expected nobody: only a published check that we are sure of may refute"
            )

    def _holds_for_its_examples(self) -> None:
        examples = _each(self.documented, str, "documented") + _each(self.synthetic, str, "synthetic")
        if not examples:
            raise InvalidValueError.about(examples, "examples", "expected at least one, documented or synthetic")
        for text in examples:
            if len(text) not in self.lengths or not self.fits(TrackAndTraceNumber(text)):
                raise InvalidValueError.about(text, "example", f"expected a number of this format: {self.pattern}")

    def fits(self, number: TrackAndTraceNumber) -> bool:
        """Whether a number has this shape and its check holds."""
        text = exactly(number, TrackAndTraceNumber, "number").text
        return self.has_shape(text) and self.check_holds(text)

    def has_shape(self, text: str) -> bool:
        """Whether a canonical number looks like one of these, whatever its check."""
        return self._shape.fullmatch(text) is not None

    def check_holds(self, text: str) -> bool:
        """Whether every check of this format holds in a number of its shape; without a check that is so."""
        for check in self.checks:  # noqa: SIM110 - judging half a million a second bears no generator
            if not check.holds(text):
                return False
        return True

    def parcel_number(self, number: TrackAndTraceNumber) -> TrackAndTraceNumber:
        """
        The number that names the parcel, taken out of one that fits.

        Raises:
            InvalidValueError: the number does not fit this format.
        """
        if not self.fits(number):
            raise InvalidValueError.about(number.text, "number", f"expected a number of this format: {self.name}")
        return TrackAndTraceNumber(number.text[slice(*self.parcel)]) if self.parcel else number

    def __str__(self) -> str:
        return f"{self.carrier}, {self.name}"

    def __repr__(self) -> str:
        return f"<NumberFormat: {self}>"


def _each(values: tuple[_T, ...], kind: type[_T], field: str) -> tuple[_T, ...]:
    return tuple([exactly(value, kind, field) for value in exactly(values, tuple, field)])
