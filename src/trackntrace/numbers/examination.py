"""
The examination of a number before it is entered: what somebody typed, held against the chosen delivery service.

It knows the number and the service only; what an order adds is the pre-flight's. Sources of the mistakes it looks for:
public reports of sellers and integrators (postcodes glued on, spreadsheets that keep fifteen digits and drop leading
noughts, scanned barcodes); placeholders and swapped fields are design assumptions of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, final

from attrs import frozen

from trackntrace.errors import InvalidValueError, shown
from trackntrace.grammar import exactly
from trackntrace.notebook import dash, table_html
from trackntrace.numbers.delivery_services import LETTER_MAIL, DeliveryService, near
from trackntrace.numbers.finding import (
    CHECK_FAILS,
    LETTER_FOR_DIGIT,
    LOST_ZERO,
    NOT_A_NUMBER,
    OTHER_SERVICE,
    PLACEHOLDER,
    POSTCODE,
    REFUTED,
    ROUNDED,
    SCIENTIFIC_NOTATION,
    SERVICE_IN_ITS_PLACE,
    SEVERAL_CARRIERS,
    SWAPPED,
    TAKEN_OFF,
    UNKNOWN_SERVICE,
    Finding,
    Severities,
    by_gravity,
)
from trackntrace.numbers.formats import FORMATS, by_chance, candidates, likely, shelved
from trackntrace.numbers.judgement import Answer, Ground, Judgement, judge
from trackntrace.numbers.number import LONGEST_NUMBER, TrackAndTraceNumber
from trackntrace.numbers.number_format import Confidence, NumberFormat, Refutes
from trackntrace.numbers.placeholders import is_placeholder, stands_for_nothing
from trackntrace.numbers.postal_formats import POSTAL_FORMATS
from trackntrace.numbers.reading import Reading, Surplus, read
from trackntrace.numbers.service_names import service_named

_SCIENTIFIC: Final = re.compile("[0-9]{1,3}(?:[.,][0-9]{1,20}[Ee][+]?|[Ee][+])[0-9]{1,3}", re.ASCII)
"""A fraction or a plus sign must be there: ``3E14`` alone could be somebody's number."""
_KEPT_DIGITS: Final = 15
_SURELY_LOST: Final = 5
"""How many noughts at the end are no chance in a number that fits: one real number in a hundred thousand has them."""
_LONGEST_WITHOUT: Final = LONGEST_NUMBER - 2
_LONGEST_MISPLACED: Final = 64
_LETTERS: Final = str.maketrans("OI", "01")
_Formats = tuple[NumberFormat, ...]

_ANY_SERVICE: Final = DeliveryService("NO-SERVICE-GIVEN")
_ANYBODYS: Final = frozenset({"UPU", "GS1"})
"""Standards, whose identifiers any carrier may print."""


def named(service: DeliveryService) -> str:
    """A delivery service as a reader knows it, in ASCII."""
    return f"{service.name} ({service.code})" if service.name.isascii() else service.code


@final
@frozen(kw_only=True)
class Examination:
    """
    What was found of a number and a delivery service.

    ``reading`` is None where no number can be read; ``judgement`` is None where no service was given either.
    """

    reading: Reading | None
    judgement: Judgement | None = None
    candidates: tuple[NumberFormat, ...] = ()
    findings: tuple[Finding, ...]

    @property
    def number(self) -> TrackAndTraceNumber | None:
        """The number that was read."""
        return self.reading.number if self.reading else None

    def _repr_html_(self) -> str:
        rows = ((each.severity.value, each.code, each.text, dash(each.remedy)) for each in self.findings)
        header = ("how grave", "code", "what was noticed", "what can be done")
        return table_html(f"{self.number or 'no number'}", header, rows)


def examine(
    given: object,
    service: DeliveryService | None = None,
    *,
    formats: tuple[NumberFormat, ...] = FORMATS,
    severities: Severities | None = None,
) -> Examination:
    """
    Examines what somebody typed, pasted or scanned as a number, for a delivery service if one was chosen.

    Nothing is raised for what is no number, whatever it is: that is a finding.

    >>> [finding.code for finding in examine("RB123456786US").findings]
    ['refuted-by-check-digit']

    Raises:
        InvalidValueError: the service is none, or something else handed in is not what it should be.
    """
    wanted = severities or {}
    if service is not None:
        exactly(service, DeliveryService, "delivery service")
    misplaced = _misplaced(given, service, formats)
    named_instead = misplaced is not None and misplaced.kind is SERVICE_IN_ITS_PLACE
    unknown = _about_service(service, formats, _any_of if named_instead else likely) if service else ()
    if misplaced:
        return Examination(reading=None, findings=by_gravity((*unknown, misplaced), wanted))
    try:
        reading = read(given, service=service, formats=formats)
    except InvalidValueError as error:
        return Examination(reading=None, findings=by_gravity((*unknown, _unreadable(given, error)), wanted))
    judgement = judge(reading.number, service or _ANY_SERVICE, formats=formats)
    case = _Case(reading, service, judgement, candidates(reading.number, formats=formats), formats)
    return Examination(
        reading=reading,
        judgement=judgement if service else None,
        candidates=case.possible,
        findings=by_gravity((*unknown, *_about_number(case), *_about_reading(reading)), wanted),
    )


def _misplaced(given: object, chosen: DeliveryService | None, formats: tuple[NumberFormat, ...]) -> Finding | None:
    """What is surely something else than a number, before anything is read from it."""
    if type(given) is not str or len(given) > _LONGEST_MISPLACED or not given.isprintable():
        return None
    text = given.strip()
    if _SCIENTIFIC.fullmatch(text):
        return SCIENTIFIC_NOTATION.found(given=shown(text))
    service = service_named(text, chosen, formats)
    return SERVICE_IN_ITS_PLACE.found(given=shown(text), service=service.code) if service else None


def _unreadable(given: object, error: InvalidValueError) -> Finding:
    if stands_for_nothing(given):
        return PLACEHOLDER.found(given=error.shown)
    return NOT_A_NUMBER.found(given=error.shown, reason=error.reason)


def _about_service(
    service: DeliveryService, formats: tuple[NumberFormat, ...], believed: Callable[[_Formats], _Formats]
) -> tuple[Finding, ...]:
    """What is no service that is known, and whether it is a number by one of the formats that are believed."""
    if service.listed or any(service in one.services for one in formats):
        return ()
    numbers = believed(candidates(TrackAndTraceNumber(service.code), formats=formats))
    if numbers:
        return (SWAPPED.found(service=service.code, carrier=numbers[0].carrier),)
    names = ", ".join(named(each) for each in near(service.code)) or "none"
    return (UNKNOWN_SERVICE.found(service=service.code, near=names),)


def _any_of(possible: _Formats) -> _Formats:
    """All of them: where a service is named in the number's place, any will do to take the two for swapped."""
    return possible


@final
@frozen
class _Case:
    """A number that was read, the service that it was given for, and what is known of both."""

    reading: Reading
    chosen: DeliveryService | None
    judgement: Judgement
    possible: tuple[NumberFormat, ...]
    formats: tuple[NumberFormat, ...]

    @property
    def text(self) -> str:
        """The number as text."""
        return self.reading.number.text

    @property
    def doubtful(self) -> bool:
        """Whether the number is not known to be one of the service's."""
        return self.judgement.answer is not Answer.FITS

    def fits(self, text: str) -> tuple[NumberFormat, ...]:
        """The formats by which another spelling would be this service's, or, without a service, likely anybody's."""
        number = TrackAndTraceNumber(text)
        if self.chosen is None:
            return likely(candidates(number, formats=self.formats))
        judgement = judge(number, self.chosen, formats=self.formats)
        return judgement.decided_by if judgement.answer is Answer.FITS else ()


def _about_number(case: _Case) -> Iterator[Finding]:
    if is_placeholder(case.reading.number):
        yield PLACEHOLDER.found(given=case.text)
        return
    if case.judgement.ground is Ground.CHECK_FAILS:
        kind = CHECK_FAILS if case.possible or _explained(case) else REFUTED
        yield kind.found(given=case.text, format=str(case.judgement.decided_by[0]))
    yield from _slips(case)
    yield from _another_service(case)
    yield from _rounded(case)
    carriers = sorted({one.carrier for one in case.possible if one.confidence is not Confidence.LOW} - _ANYBODYS)
    if len(carriers) > 1:
        yield SEVERAL_CARRIERS.found(given=case.text, carriers=", ".join(carriers))


def _explained(case: _Case) -> bool:
    """Whether another carrier's format has the shape whose own check is too weak to refute anything."""
    refuting = case.judgement.decided_by[0].carrier
    return any(
        one.refutes is Refutes.NOBODY and one.carrier not in {refuting, *_ANYBODYS} and one.has_shape(case.text)
        for one in shelved(case.text, case.formats)
    )


def _slips(case: _Case) -> Iterator[Finding]:
    """A slip of hand or spreadsheet, looked for only where the number is nobody's as it stands."""
    if case.chosen is None:
        whole = [one for one in case.possible if one.confidence is not Confidence.LOW]
    else:
        whole = [one for one in likely(case.possible) if one.services and not by_chance(one)]
    if case.doubtful and not whole:
        yield from _lost_zero(case)
        yield from _letter_for_digit(case)


def _lost_zero(case: _Case) -> Iterator[Finding]:
    if case.text[0] == "0" or not case.text.isdigit() or len(case.text) > _LONGEST_WITHOUT:
        return
    if case.judgement.ground is Ground.CHECK_FAILS:
        return
    for suggested in (f"0{case.text}", f"00{case.text}"):
        fitting = [one for one in case.fits(suggested) if _needs(one, suggested[: -len(case.text)], case.text)]
        if fitting:
            yield LOST_ZERO.found(given=case.text, suggested=suggested, carrier=fitting[0].carrier)
            return


def _needs(one: NumberFormat, zeros: str, text: str) -> bool:
    """
    Whether numbers of this format begin with noughts, and its check does not hold without them as well.

    Where the format begins with noughts of its own they tell it by themselves.
    """
    if one.pattern.startswith(zeros):
        return True
    if any(check.end == len(zeros + text) and check.rule.calculate(text[:-1]) == text[-1] for check in one.checks):
        return False
    return any(example.startswith(zeros) for example in (*one.documented, *one.synthetic))


def _letter_for_digit(case: _Case) -> Iterator[Finding]:
    """From some place on letters are read as digits, as few as will do: a number may begin with letters of its own."""
    for place in reversed([place for place, letter in enumerate(case.text) if ord(letter) in _LETTERS]):
        suggested = case.text[:place] + case.text[place:].translate(_LETTERS)
        fitting = case.fits(suggested)
        if fitting:
            yield LETTER_FOR_DIGIT.found(given=case.text, suggested=suggested, carrier=fitting[0].carrier)
            return


def _another_service(case: _Case) -> Iterator[Finding]:
    """By the page that a pasted link leads to, or else by the number."""
    if case.chosen is None:
        return
    carriers = [service.carrier for service in case.reading.services]
    if not carriers or case.chosen == LETTER_MAIL:
        carriers = [one.carrier for one in _others(case, case.chosen)]
    elif case.chosen.carrier in carriers:
        return
    if carriers:
        yield OTHER_SERVICE.found(given=case.text, carrier=carriers[0], service=named(case.chosen))


def _others(case: _Case, chosen: DeliveryService) -> list[NumberFormat]:
    """Formats of other services; of those that chance often fits only where all speaks against the chosen one."""
    if not case.doubtful:
        return []
    sure = any(one.confidence is Confidence.HIGH and chosen in one.services for one in case.formats)
    sure = sure and not any(one.carrier in _ANYBODYS for one in case.possible)
    others = [one for one in likely(case.possible) if one.services and chosen not in one.services]
    posts = POSTAL_FORMATS if chosen == LETTER_MAIL else ()
    return [
        one
        for one in others
        if ((sure and one.confidence is Confidence.HIGH) or not by_chance(one)) and one not in posts
    ]


def _rounded(case: _Case) -> Iterator[Finding]:
    """In a number that fits, or that its check makes likely, a nought or two at the end may well be its own."""
    lost = case.text[_KEPT_DIGITS:]
    if not case.text.isdigit() or set(lost) != {"0"}:
        return
    if len(lost) >= _SURELY_LOST or (case.doubtful and not likely(case.possible)):
        yield ROUNDED.found(given=case.text)


def _about_reading(reading: Reading) -> Iterator[Finding]:
    for taken in reading.taken_off:
        if taken.what is Surplus.POSTCODE:
            yield POSTCODE.found(taken=taken.text, number=reading.number.text)
        else:
            yield TAKEN_OFF.found(what=taken.what.value, taken=shown(taken.text))
