"""
Findings: what was noticed before a number is entered, how grave it is, and what can be done.

A finding's kind is data: a stable code, a severity that the caller can raise or lower, a sentence and a remedy. Nothing
that could be a real number is blocked on weak evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, final

from attrs import evolve, field, frozen

from trackntrace.errors import InvalidValueError, shown
from trackntrace.grammar import Grammar, Word, exactly
from trackntrace.notebook import story_html

_CODE = Grammar("code", "[a-z](?:[a-z-]{0,38}[a-z])?", longest=40, expected="1 to 40 of a-z, with hyphens inside")
_SLOT: Final = re.compile("[{]([a-z_]{1,40})[}]", re.ASCII)
_LONGEST_FACT: Final = 160
"""For words of ours as well; what somebody typed is at most 80 where it needs escaping."""


class Severity(Word):
    """
    How grave a finding is: BLOCK, it is surely wrong or would be refused; WARN, likely wrong, and could be real; INFO.
    """

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


_GRAVITY: Final = {severity: place for place, severity in enumerate(Severity)}

Severities = Mapping[str, Severity]
"""Severities by code, where a caller wants others than ours."""


def _code(value: str) -> str:
    return _CODE.read(value)


@final
@frozen
class FindingKind:
    """
    One kind of finding: its code, how grave it is unless the caller says otherwise, what it says, and what can be done.

    ``says`` and ``remedy`` name the finding's facts in braces; ``remedy`` is empty where there is nothing to do.
    """

    code: str = field(converter=_code)
    severity: Severity
    says: str
    remedy: str = field(default="")

    def __attrs_post_init__(self) -> None:
        exactly(self.severity, Severity, "severity")

    def found(self, **facts: str) -> Finding:
        """A finding of this kind; each fact is escaped and cut, since it may be anything that somebody typed."""
        return Finding(self, self.severity, tuple((name, _fact(text)) for name, text in facts.items()))


def _fact(text: str) -> str:
    plain = type(text) is str and len(text) <= _LONGEST_FACT and text.isascii() and text.isprintable()
    return text if plain else shown(text)


@final
@frozen
class Finding:
    """
    Something that was noticed: its kind, how grave it is here, its facts by name, and what can be done here.

    The remedy is its kind's, unless it comes too late for that one.
    """

    kind: FindingKind
    severity: Severity
    facts: tuple[tuple[str, str], ...] = ()
    remedy: str = field(kw_only=True)

    @remedy.default
    def _its_kinds_remedy(self) -> str:
        return self._said(self.kind.remedy)

    @property
    def code(self) -> str:
        """The stable code of its kind."""
        return self.kind.code

    @property
    def text(self) -> str:
        """What was noticed, in one English sentence."""
        return self._said(self.kind.says)

    def _said(self, template: str) -> str:
        """A template with the facts in it, filled at once so that a fact in braces stays what somebody typed."""
        facts = dict(self.facts)
        return _SLOT.sub(lambda slot: facts.get(slot[1], slot[0]), template)

    def _repr_html_(self) -> str:
        return story_html(self.code, {self.severity.value: self.text, "what can be done": self.remedy or "-"})


def by_gravity(findings: Iterable[Finding], severities: Severities) -> tuple[Finding, ...]:
    """
    Findings with the severities that a caller wants, the gravest first.

    Raises:
        InvalidValueError: a severity is none, or for a code that no finding has.
    """
    for code, severity in severities.items():
        if code not in _CODES:
            raise InvalidValueError.about(code, "severities", "expected the codes of findings")
        exactly(severity, Severity, "severities")
    wanted = (evolve(each, severity=severities.get(each.code, each.severity)) for each in findings)
    return tuple(sorted(wanted, key=lambda each: _GRAVITY[each.severity]))


def blocked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that speak against entering the number at all."""
    return tuple(each for each in findings if each.severity is Severity.BLOCK)


NOT_A_NUMBER: Final = FindingKind(
    "not-a-number", Severity.BLOCK, "No number can be read from {given}: {reason}.", "Enter the number as on the label."
)
UNREAD: Final = FindingKind(
    "unread-text",
    Severity.BLOCK,
    "{given} is no number as it stands, though one can be read from it.",
    "Enter {number}.",
)
PLACEHOLDER: Final = FindingKind(
    "placeholder",
    Severity.BLOCK,
    "{given} stands in a number's place without being one.",
    "Enter the number, or leave it open and add it later: what is entered cannot be changed.",
)
SCIENTIFIC_NOTATION: Final = FindingKind(
    "scientific-notation",
    Severity.BLOCK,
    "{given} is what a spreadsheet makes of a long number; its digits are lost.",
    "Format the column as text and copy the number from the carrier again.",
)
SERVICE_IN_ITS_PLACE: Final = FindingKind(
    "service-in-number-place",
    Severity.BLOCK,
    "{given} names the delivery service {service} and is no number.",
    "Enter the number from the label.",
)
SWAPPED: Final = FindingKind(
    "swapped",
    Severity.BLOCK,
    "Number and delivery service are swapped: {service} looks like a number of {carrier}'s.",
    "Give the number as the number and the code as the delivery service.",
)
REFUTED: Final = FindingKind(
    "refuted-by-check-digit",
    Severity.BLOCK,
    "The check digit of {given} is wrong for {format}, and no other format explains it.",
    "Compare it with the label, digit by digit.",
)
CHECK_FAILS: Final = FindingKind(
    "check-digit-fails",
    Severity.WARN,
    "The check digit of {given} is wrong for {format}; another carrier could have issued it.",
    "Compare it with the label, and the delivery service with the carrier.",
)
OTHER_SERVICE: Final = FindingKind(
    "another-service",
    Severity.WARN,
    "{given} is likely a number of {carrier}'s, not of {service}.",
    "Choose the delivery service that carries the parcel: a wrong one cannot be changed either.",
)
ROUNDED: Final = FindingKind(
    "spreadsheet-rounding",
    Severity.WARN,
    "{given} has fifteen digits and then noughts, as a spreadsheet leaves a longer number.",
    "Format the column as text and copy the number from the carrier again.",
)
LOST_ZERO: Final = FindingKind(
    "lost-leading-zero",
    Severity.WARN,
    "{given} lacks a leading nought: {suggested} is a number of {carrier}'s.",
    "Format the column as text, so that leading noughts stay.",
)
LETTER_FOR_DIGIT: Final = FindingKind(
    "letter-for-digit",
    Severity.WARN,
    "{given} has a letter where a digit must stand: {suggested} is a number of {carrier}'s.",
    "Compare it with the label: there O is a 0, and I a 1.",
)
POSTCODE: Final = FindingKind(
    "postcode-glued-on", Severity.WARN, "A postcode, {taken}, was glued to the number.", "Enter {number} alone."
)
UNKNOWN_SERVICE: Final = FindingKind(
    "unknown-service", Severity.INFO, "{service} is no delivery service that we know; near names: {near}."
)
SEVERAL_CARRIERS: Final = FindingKind(
    "several-carriers", Severity.INFO, "{given} could be a number of several carriers: {carriers}."
)
TAKEN_OFF: Final = FindingKind("taken-off", Severity.INFO, "Reading left out or put right the {what}: {taken}.")


TOO_LATE: Final = (
    "It stays as it is: put a correction note beside it, and turn to the maker of your integration, then to "
    "Partnerservice. Do not mail the customer unasked: the marketplace counts that as unwanted communication."
)

MISSING: Final = FindingKind(
    "missing-number",
    Severity.BLOCK,
    "A parcel with {service} must have a track & trace number.",
    "Have the number ready before you confirm; if you must confirm without, add it later.",
)
LIKELY_MISSING: Final = FindingKind(
    "number-likely-missing",
    Severity.WARN,
    "A parcel must have a track & trace number; what {service} carries is not known.",
    "If it is a parcel, have the number ready before you confirm.",
)
HOLDS_MORE: Final = FindingKind(
    "holds-more", Severity.WARN, "{given} holds more than the number; enter {number}.", "Enter {number}."
)
LABEL_AND_TRANSPORT: Final = FindingKind(
    "label-and-transport",
    Severity.BLOCK,
    "Label {label} was bought via the marketplace, and a transport of its own is given besides: it refuses both.",
    "Give the label alone; number and delivery service come with it.",
)
ALREADY_ENTERED: Final = FindingKind(
    "already-entered", Severity.BLOCK, "{given} was entered before and cannot be changed to {offered}.", TOO_LATE
)
LABEL_OF_OTHER_ITEMS: Final = FindingKind(
    "label-of-other-items",
    Severity.BLOCK,
    "Label {label} was bought for other items than {item}.",
    "Use the label that was bought for them: the wrong one cannot be changed afterwards.",
)
LABEL_DIFFERS: Final = FindingKind(
    "label-differs",
    Severity.BLOCK,
    "Label {label} brings {own}, but the entry says {offered}.",
    "Leave number and delivery service out: the label brings them.",
)
EQUALS: Final = FindingKind(
    "equals-own-number",
    Severity.WARN,
    "{given} is the {what}, not likely a track & trace number.",
    "Enter the number from the label.",
)
USED_BEFORE: Final = FindingKind(
    "used-before",
    Severity.WARN,
    "{given} was used before for order {order}.",
    "One box for one order may carry several items; for another order the number is most likely another.",
)
NO_REFERENCE: Final = FindingKind(
    "appointment-without-reference", Severity.WARN, "The delivery appointment has no own reference.", "Enter one."
)
NO_CONTACT: Final = FindingKind(
    "appointment-without-contact",
    Severity.WARN,
    "No way to reach the customer about the appointment is known.",
    "Have a phone number or an e-mail address ready: the appointment is made by phone or e-mail.",
)
LETTER_FOR_PARCEL: Final = FindingKind(
    "letter-mail-for-parcel",
    Severity.WARN,
    "{service} is letter mail, but a parcel is being sent.",
    "Choose the delivery service that carries the parcel: entering an incorrect carrier costs policy points.",
)
LETTER_WITHOUT_NUMBER: Final = FindingKind(
    "letter-mail-without-number",
    Severity.WARN,
    "{service} expects a number, though the service standard does not ask for one with letter mail.",
    "For letter mail without a number choose BRIEFPOST.",
)
PROMISE_PAST: Final = FindingKind(
    "promise-past",
    Severity.WARN,
    "Item {item} was promised for {day}, which has passed.",
    "Confirm it all the same; it counts as late unless it was attempted in time.",
)

FINDING_KINDS: Final = (
    *(NOT_A_NUMBER, UNREAD, PLACEHOLDER, SCIENTIFIC_NOTATION, SERVICE_IN_ITS_PLACE, SWAPPED, REFUTED, MISSING),
    *(LABEL_AND_TRANSPORT, LABEL_OF_OTHER_ITEMS, LABEL_DIFFERS, ALREADY_ENTERED),
    *(CHECK_FAILS, OTHER_SERVICE, ROUNDED, LOST_ZERO, LETTER_FOR_DIGIT, POSTCODE, HOLDS_MORE, EQUALS, USED_BEFORE),
    *(LIKELY_MISSING, NO_REFERENCE, NO_CONTACT, LETTER_FOR_PARCEL, LETTER_WITHOUT_NUMBER, PROMISE_PAST),
    *(UNKNOWN_SERVICE, SEVERAL_CARRIERS, TAKEN_OFF),
)
"""Everything that can be noticed before a number is entered, the gravest first."""

_CODES: Final = frozenset(kind.code for kind in FINDING_KINDS)
