"""``trackntrace check``: numbers, held against their delivery service before they are entered."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Final, final

from attrs import frozen

from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.inputs import as_of
from trackntrace.cli.language import spoken
from trackntrace.cli.usage import UsageError
from trackntrace.documents.csv_table import LARGEST_TABLE, good_rows
from trackntrace.documents.fault import Fault, Faults
from trackntrace.errors import InvalidValueError, TrackntraceError, shown
from trackntrace.moment import Moment
from trackntrace.numbers.delivery_services import POSTNL, DeliveryService
from trackntrace.numbers.examination import Examination, examine, named
from trackntrace.numbers.finding import Finding, Severity, blocked
from trackntrace.numbers.judgement import Judgement
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.numbers.number_format import NumberFormat
from trackntrace.numbers.tracking_links import Missing, NoTrackingLink, TrackingLink, tracking_link
from trackntrace.report.text import colon_text
from trackntrace.shipping.customer import ContactBy
from trackntrace.shipping.delivery_methods import method_of
from trackntrace.shipping.entry import Channel, Entry
from trackntrace.shipping.order import FulfilledBy, Order
from trackntrace.shipping.preflight import Surroundings, preflight
from trackntrace.wording import Language, finding_text, remedy_text, say
from trackntrace.wording.recognition import said_again

COLUMNS: Final = ("number", "service", "order", "reference")
_ANY_NUMBER: Final = TrackAndTraceNumber("0")


@final
@frozen(kw_only=True)
class Checked:
    """One number that was checked: what was given, what was found, and where it can be followed."""

    given: str
    service: DeliveryService | None
    examination: Examination
    findings: tuple[Finding, ...]
    link: str
    lacking: str = ""

    @property
    def gravest(self) -> Severity:
        """How grave the gravest finding is; where nothing was found, no more than worth knowing."""
        return self.findings[0].severity if self.findings else Severity.INFO


def check(options: Namespace) -> int:
    """Checks numbers, or a file of them; the exit status is 1 where anything blocks."""
    if bool(options.file) is bool(options.number):
        raise UsageError("usage.numbers-or-file", about="check")
    _refuse_wrong_places(options)
    render = _json_line if options.format == "json" else partial(_text_lines, language=spoken(options))
    tally: Counter[Severity] = Counter()
    for each in _in_file(options) if options.file else _given(options):
        tally[each.gravest] += 1
        print(render(each))
    if options.file:
        print(_summary(tally, spoken(options)), file=sys.stderr if options.format == "json" else sys.stdout)
    return ExitStatus.REFUSED if tally[Severity.BLOCK] else ExitStatus.DONE


def _refuse_wrong_places(options: Namespace) -> None:
    """A postcode or country that cannot be one is wrong usage, and known before anything is printed."""
    try:
        tracking_link(_ANY_NUMBER, POSTNL, postcode=options.postcode, country=options.country.upper())
    except InvalidValueError as error:
        raise UsageError.by(error, "check") from None


def _summary(tally: Counter[Severity], language: Language) -> str:
    return say(
        "check.summary",
        language,
        count=str(tally.total()),
        blocked=str(tally[Severity.BLOCK]),
        warned=str(tally[Severity.WARN]),
        fine=str(tally[Severity.INFO]),
    )


def _given(options: Namespace) -> Iterator[Checked]:
    for text in options.number:
        examination = examine(text, options.service)
        yield _checked(text, options.service, examination, examination.findings, options)


def _checked(
    text: str,
    service: DeliveryService | None,
    examination: Examination,
    findings: tuple[Finding, ...],
    options: Namespace,
) -> Checked:
    link = None if blocked(findings) else _link(examination, service, options)
    return Checked(
        given=text,
        service=service,
        examination=examination,
        findings=findings,
        link=link.url if isinstance(link, TrackingLink) else "",
        lacking=_lacking(link) if not options.file else "",
    )


def _link(
    examination: Examination, service: DeliveryService | None, options: Namespace
) -> TrackingLink | NoTrackingLink | None:
    if examination.number is None or service is None:
        return None
    where = {"postcode": options.postcode, "country": options.country.upper()}
    return tracking_link(examination.number, service, language=options.lang or Language.DUTCH, **where)


def _lacking(link: TrackingLink | NoTrackingLink | None) -> str:
    """The key of what the caller could still tell, so that there were a link."""
    missing = link.missing if isinstance(link, NoTrackingLink) and Missing.PAGE not in link.missing else ()
    return f"check.link-lacks.{'-and-'.join(each.value for each in missing)}" if missing else ""


def _in_file(options: Namespace) -> Iterator[Checked]:
    """Every row is read before the first is checked, so that a fault refuses the whole file."""
    rows = _entries(options, as_of(options))
    used: dict[str, str] = {}
    for text, entry, order in rows:
        yield _in_batch(text, entry, order, used, options)
        if entry.number is not None and order is not None:
            used.setdefault(str(entry.number), order.order_id)


def _bytes(name: str) -> bytes:
    """At most one byte more than a table may have, so that no endless file fills the memory."""
    try:
        with Path(name).open("rb") if name != "-" else nullcontext(sys.stdin.buffer) as stream:
            return stream.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise UsageError.of(error, name) from None


_Row = tuple[str, Entry, Order | None]


def _entries(options: Namespace, at: Moment) -> list[_Row]:
    faults = Faults()
    read = []
    for line, row in good_rows(_bytes(options.file), COLUMNS, source=options.file, faults=faults):
        try:
            read.append(_entry(row, options.service, at))
        except TrackntraceError as error:
            faults.add(Fault.of(error, source=options.file, line=line))
    faults.refuse()
    return read


def _entry(row: dict[str, str], service: DeliveryService | None, at: Moment) -> _Row:
    """An entry as the row has it; where it names no delivery service, for the one that was given for all."""
    typed = row["number"]
    service = DeliveryService.parse(row["service"]) if row["service"] else service
    number = (examine(typed, service).number or UnreadableNumber(typed)) if typed else None
    entry = Entry(number=number, service=service, at=at, reference=row["reference"], channel=Channel.NOT_TOLD)
    return typed, entry, Order(row["order"], ()) if row["order"] else None


def _in_batch(text: str, entry: Entry, order: Order | None, used: dict[str, str], options: Namespace) -> Checked:
    """A table has no column for the ways to reach a customer, so that they are taken as known."""
    examination = examine(text, entry.service)
    findings = preflight(
        entry,
        order or _NO_ORDER,
        as_of=entry.at,
        method=method_of(FulfilledBy.SELLER, entry),
        surroundings=Surroundings(used=used if order else {}, contacts=tuple(ContactBy), typed=text),
    )
    return _checked(text, entry.service, examination, findings, options)


_NO_ORDER: Final = Order("no:order", ())
"""The colon is in no number, so that none equals it."""


def _json_line(each: Checked) -> str:
    judgement = each.examination.judgement
    found = [{"severity": f.severity.value, "code": f.code, "text": f.text} for f in each.findings]
    possible = [
        {"carrier": one.carrier, "format": one.name, "confidence": one.confidence.value}
        for one in each.examination.candidates
    ]
    line: dict[str, Any] = {
        "given": each.given,
        "number": each.examination.number.text if each.examination.number else None,
        "service": each.service.code if each.service else None,
        "answer": judgement.answer.value if judgement else None,
        "candidates": possible,
        "findings": found,
        "link": each.link or None,
    }
    return json.dumps(line)


def _text_lines(each: Checked, *, language: Language) -> str:
    number = each.examination.number
    judgement = each.examination.judgement
    service = f" {say('check.for-service', language, service=named(each.service))}" if each.service else ""
    nothing = say("check.no-number", language)
    first = f"{number or (shown(each.given) if each.given else nothing)}{service}"
    lines = [colon_text(first, _answer(judgement, language), language) if judgement else first]
    if judgement is None and each.examination.candidates:
        possible = "; ".join(_candidate(one, language) for one in each.examination.candidates)
        lines.append(f"  {say('check.could-be', language, candidates=possible)}")
    for finding in each.findings:
        severity = say(f"severity.{finding.severity.value}", language)
        lines.append(f"  {colon_text(severity, finding_text(finding, language), language)} [{finding.code}]")
        lines.extend([f"    {remedy_text(finding, language)}"] if finding.remedy else [])
    last = each.link or (say(each.lacking, language) if each.lacking else "")
    return "\n".join([*lines, f"  {last}"] if last else lines)


def _answer(judgement: Judgement, language: Language) -> str:
    return f"{say(f'answer.{judgement.answer.value}', language)} ({judgement.ground.value})"


def _candidate(one: NumberFormat, language: Language) -> str:
    return f"{said_again(str(one), language, 'format')} ({say(f'confidence.{one.confidence.value}', language)})"
