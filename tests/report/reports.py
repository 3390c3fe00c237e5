"""Reports to look at: of the sample shop, of nothing, of one item, of a year, and of people who mean harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

from attrs import evolve

from tests.builders import delivered, evidence, journey, moment
from trackntrace.cli.arguments import parser
from trackntrace.cli.inputs import Inputs
from trackntrace.cli.report import report_of
from trackntrace.cli.sample import SAMPLE_AS_OF, save_sample
from trackntrace.moment import Moment, Week, parse_moment
from trackntrace.numbers.delivery_services import DPD_NL, POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.performance.counted import PHONE_AVAILABILITY, RATING
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import DEFAULT_READINGS
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Norm
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.questions import Question
from trackntrace.performance.response_time import RESPONSE_TIME, explain_questions, question_tally
from trackntrace.performance.score import Average, Score
from trackntrace.performance.scorecard import Scorecard, WeekFigure
from trackntrace.performance.standard import AnyStandard, NamedReading, Row, Verdict
from trackntrace.performance.strike_rules import STRIKE_READINGS, Finality, StrikeWindow
from trackntrace.performance.strikes import strike_record
from trackntrace.performance.tally import tallies
from trackntrace.report.model import Report, Witness
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.promise import DeliverBy

AS_OF = moment("2026-10-20T12:00:00+02:00")
HOSTILE = (
    '<script>window.pwned=1;alert(1)</script>"\'&<img src=x onerror="window.pwned=2;alert(2)">'
    "</style></svg></title>\n\u202e\u2028{{7*7}}javascript:alert(3)"
)
"""A text that tries what texts are known to try on a page."""


def sample_report(folder: Path) -> Report:
    """The report of the bundled shop, with everything that it has."""
    save_sample(str(folder))
    kinds = [path.stem for path in sorted(folder.glob("*.jsonl")) if path.stem != "shipments"]
    named = [part for kind in kinds for part in (f"--{kind}", str(folder / f"{kind}.jsonl"))]
    given = ["score", str(folder / "shipments.jsonl"), *named, "--as-of", SAMPLE_AS_OF]
    report, status = report_of(Inputs(parser().parse_args(given)))
    assert status == 0
    return report


def report_on(
    items: Iterable[Evidence],
    *standards: AnyStandard,
    as_of: Moment = AS_OF,
    figures: Iterable[WeekFigure] = (),
) -> Report:
    """The report on items under standards: under both of the first ones where none is named."""
    asked = standards or (ORDER_TRACEABILITY, ITEMS_ON_TIME)
    witness = Witness(asked, as_of)
    counted = tallies(witness.watching(items), asked, as_of=as_of)
    card = Scorecard.of(zip(counted, asked, strict=True), as_of=as_of, figures=figures)
    record = strike_record(card, final_through=Finality.SECOND_WEDNESDAY.through(as_of))
    return Report(
        card=card, missed=witness.missed, standards=asked, counted=(RATING, PHONE_AVAILABILITY), strikes=record
    )


def empty_report() -> Report:
    """The report of a week in which nothing happened."""
    return report_on([])


def one_item_report() -> Report:
    """The report of one item, which came late."""
    return report_on([evidence(journey=delivered(moment("2026-10-08T12:00:00+02:00")))])


@cache
def _brought(day: date) -> Journey:
    return journey((TransportStatus.DELIVERED, parse_moment(f"{day}T12:00:00+01:00")))


def year_of_items(count: int) -> Iterator[Evidence]:
    """Items of a whole year, a few of which came late or without a number."""
    for index in range(count):
        day = date(2025, 11, 3) + timedelta(days=index % 364)
        bad = index % 364 // 7 % 5 == 0 and index % 3 == 0
        shipped = parse_moment(f"{day - timedelta(days=1)}T16:00:00+01:00")
        yield evidence(
            order_id=f"order-{index}",
            order_item_id=f"item-{index}",
            shipment_id=f"shipment-{index}",
            promise=DeliverBy(day),
            ordered=shipped,
            shipped=shipped,
            entered=shipped,
            service=DPD_NL if index % 3 else POSTNL,
            number=None if bad and index % 2 else TrackAndTraceNumber(f"0599{index:010}"),
            journey=_brought(day + timedelta(days=2 if bad else 0)),
        )


def year_report(count: int = 50_000) -> Report:
    """The report of a year."""
    return report_on(year_of_items(count), as_of=moment("2026-11-13T12:00:00+01:00"))


def _hostile_standard(standard: AnyStandard) -> AnyStandard:
    editions = Editions(
        HOSTILE,
        [
            Edition(
                levels=((Level.TARGET, Norm(Fraction(99, 100))),),
                since=date(2019, 3, 4),
                certainty=Certainty.SEEN,
                source=HOSTILE,
                strikes_from=1,
            )
        ],
    )
    rows = tuple(Row(f"{row.code}{HOSTILE}", row.verdict, row.when, HOSTILE) for row in standard.rows)
    readings = (NamedReading(HOSTILE, HOSTILE),)
    return evolve(
        standard,
        name=f"{standard.name}{HOSTILE}",
        rows=rows,
        editions=editions,
        readings=readings,
        facts_of=standard.name,
    )


def hostile_report() -> Report:
    """A report in which every text that may hold anything holds what means harm."""
    service = DeliveryService("EVIL", name="<script>window.pwned=3</script>\"'&<b onclick=alert(4)>")
    items = [
        evidence(
            order_id=f"{HOSTILE}{index}",
            order_item_id=HOSTILE,
            shipment_id=HOSTILE,
            number=UnreadableNumber(HOSTILE),
            service=service,
            journey=delivered(moment("2026-10-09T12:00:00+02:00")),
        )
        for index in range(3)
    ]
    strangers = [evolve(figure, standard=f"{figure.standard}{HOSTILE}") for figure in figures()]
    judged = _hostile_standard(ORDER_TRACEABILITY), _hostile_standard(ITEMS_ON_TIME)
    report = report_on(items, *judged, figures=strangers)
    asked = (Question(f"question:{index}", asked=moment("2026-10-07T12:00:00+02:00")) for index in range(3))
    late = [evolve(each, standard=judged[1].name) for each in explain_questions(asked, as_of=AS_OF)]
    window = evolve(STRIKE_READINGS, window=StrikeWindow(22, source=HOSTILE))
    return evolve(
        report,
        unanswered=late,
        strikes=strike_record(report.card, final_through=Week(2026, 41), readings=window),
        readings=evolve(DEFAULT_READINGS, followed=frozenset({HOSTILE})),
    )


def questions_report(*questions: Question) -> Report:
    """The report of customers' questions and nothing else."""
    card = Scorecard.of([(question_tally(questions, as_of=AS_OF), RESPONSE_TIME)], as_of=AS_OF)
    explained = explain_questions(questions, as_of=AS_OF)
    missed = (each for each in explained if each.row.verdict is Verdict.MISS)
    return Report(card=card, unanswered=missed, standards=[RESPONSE_TIME])


def figures() -> list[WeekFigure]:
    """Figures of standards of which only the amount is known."""
    return [
        RATING.figure(Week(2026, 40), Average(Fraction(79), 10)),
        RATING.figure(Week(2026, 41), Average(Fraction(163), 20)),
        PHONE_AVAILABILITY.figure(Week(2026, 41), Score(89, 100)),
    ]
