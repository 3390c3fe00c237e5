"""
What Hypothesis loads by itself, so that ``st.from_type(Shipment)`` and a test's type hints just work.

Hypothesis calls `register` when it is imported. That loads the library's core, whose classes must be named, and no
strategy: those are loaded when a type is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from hypothesis import strategies as st

from trackntrace.moment import Moment, Week
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.examination import Examination
from trackntrace.numbers.finding import Finding, FindingKind
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.numbers.number_format import NumberFormat
from trackntrace.performance.cancellations import CancellationFacts
from trackntrace.performance.causes import Cause
from trackntrace.performance.comparison import Comparison, ScoreChange
from trackntrace.performance.counted import CountedStandard
from trackntrace.performance.dossier import Cancellation, Dossier, ParcelStory, Return, ServiceExcuse
from trackntrace.performance.editions import Edition, Editions, PersonalEdition
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.exemption import AffectedItem, Disruption, EvidenceList
from trackntrace.performance.explanation import Explanation, Revision
from trackntrace.performance.facts import Readings
from trackntrace.performance.indicator import Indicator, IndicatorScore
from trackntrace.performance.norm import Norm
from trackntrace.performance.outlook import Deadline, Outlook, PendingItem
from trackntrace.performance.questions import Question
from trackntrace.performance.reconciliation import ReadAs, Reconciliation
from trackntrace.performance.replay import Replay
from trackntrace.performance.reproduction import Reproduction, Search
from trackntrace.performance.response_time import AnswerExplanation, AnswerReadings, QuestionFacts
from trackntrace.performance.returns import ReturnFacts
from trackntrace.performance.score import Average, Score
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.shifts import Shift
from trackntrace.performance.standard import Row, ServiceStandard
from trackntrace.performance.strike_rules import Consequence, StrikeReadings, StrikeWindow
from trackntrace.performance.strikes import ExcusedItems, MissedWeek, Strike, StrikeRecord
from trackntrace.performance.tally import Counting, Tally
from trackntrace.performance.todo import Horizon, Task
from trackntrace.performance.unsettled import Unsettled
from trackntrace.performance.ways import Alternatives, Way
from trackntrace.performance.what_if import Change, Scenario, Slice, WhatIf
from trackntrace.shipping.assembly import Waiting
from trackntrace.shipping.confirmation import Confirmation
from trackntrace.shipping.conflict import Conflict
from trackntrace.shipping.customer import ContactCustomer, CustomerMessage, MarketplaceInforms
from trackntrace.shipping.delivery_days import DeliveryCode, DeliveryDays
from trackntrace.shipping.delivery_methods import DeliveryMethod, TellNothing, UseLabel, UseTransport
from trackntrace.shipping.entry import CorrectionNote, Entry, ShippingLabel
from trackntrace.shipping.journey import Journey, TransportEvent, Whereabouts
from trackntrace.shipping.order import Order, OrderItem
from trackntrace.shipping.picture import Picture
from trackntrace.shipping.piece import Piece, Subject
from trackntrace.shipping.preflight import Surroundings
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow
from trackntrace.shipping.public_holidays import PublicHolidays
from trackntrace.shipping.shipment import Shipment, ShipmentLine
from trackntrace.shipping.transport import Transport

_STRATEGIES: Final[dict[str, dict[Any, str]]] = {
    "moments": {
        Moment: "moments",
        Week: "weeks",
        DeliverBy: "deliver_by",
        DeliverOn: "deliver_on",
        HandoverWindow: "handover_windows",
    },
    "numbers": {
        TrackAndTraceNumber: "track_and_trace_numbers",
        UnreadableNumber: "unreadable_numbers",
        DeliveryService: "delivery_services",
        NumberFormat: "formats",
    },
    "journeys": {TransportEvent: "transport_events", Journey: "journeys", Whereabouts: "whereabouts"},
    "shipments": {
        ShippingLabel: "shipping_labels",
        Entry: "entries",
        CorrectionNote: "correction_notes",
        Transport: "transports",
        OrderItem: "order_items",
        Order: "orders",
        ShipmentLine: "shipment_lines",
        Shipment: "shipments",
        DeliveryMethod: "delivery_methods",
        Confirmation: "confirmations",
    },
    "pictures": {
        Subject: "subjects",
        Piece: "pieces",
        Picture: "pictures",
        Conflict: "conflicts",
        Waiting: "waiting_things",
    },
    "findings": {
        Examination: "examinations",
        Finding: "findings",
        FindingKind: "finding_kinds",
        Surroundings: "surroundings",
        CustomerMessage: "customer_messages",
        ContactCustomer: "contacts_with_customers",
        MarketplaceInforms: "what_the_marketplace_informs",
        UseLabel: "used_labels",
        UseTransport: "used_transports",
        TellNothing: "nothing_told",
    },
    "evidence": {
        Evidence: "evidence",
        Readings: "readings",
        Cancellation: "cancellations_told",
        Return: "returns_told",
        ServiceExcuse: "service_excuses",
        ParcelStory: "parcel_stories",
    },
    "standards": {
        Norm: "norms",
        Score: "scores",
        Average: "averages",
        Edition: "editions_of_norms",
        PersonalEdition: "personal_editions",
        Editions: "dated_editions",
        ServiceStandard: "standards",
        CountedStandard: "counted_standards",
        Row: "rows",
        CancellationFacts: "cancellation_facts",
        ReturnFacts: "return_facts",
        QuestionFacts: "question_facts",
        Tally: "some_tallies",
        Counting: "countings",
    },
    "scorecards": {
        Explanation: "explanations",
        Revision: "revisions",
        Cause: "found_causes",
        Scorecard: "scorecards",
        WeekScore: "week_scores",
        WeekFigure: "week_figures",
        Comparison: "comparisons",
        ScoreChange: "changes_of_scores",
        Replay: "replays",
        StrikeWindow: "strike_windows",
        StrikeReadings: "strike_readings",
        Consequence: "consequences",
        StrikeRecord: "strike_records",
        Strike: "strikes",
        MissedWeek: "missed_weeks",
        ExcusedItems: "items_excused",
        Disruption: "disruptions",
        EvidenceList: "evidence_lists",
        AffectedItem: "affected_items",
        Unsettled: "unsettled_items",
        Task: "tasks",
        Horizon: "horizons",
        Deadline: "deadlines",
        Outlook: "some_outlooks",
        PendingItem: "pending_items",
    },
    "questions": {
        Question: "customers_questions",
        AnswerReadings: "answer_readings",
        AnswerExplanation: "answer_explanations",
        DeliveryCode: "delivery_codes",
        PublicHolidays: "public_holidays",
        DeliveryDays: "delivery_days",
        IndicatorScore: "indicator_scores",
        Indicator: "indicators",
    },
    "scenarios": {
        Slice: "slices",
        Change: "changes",
        Scenario: "scenarios",
        WhatIf: "what_ifs",
        Way: "ways",
        Alternatives: "alternatives",
        ReadAs: "read_as",
        Reconciliation: "reconciliations",
        Search: "searches",
        Reproduction: "reproductions",
        Shift: "shifts",
    },
    "shops": {Dossier: "dossiers"},
}
"""The values, by the module and the name of the strategy that makes them."""


def _lazily(module: str, name: str) -> Callable[[Any], st.SearchStrategy[Any]]:
    def strategy(asked: Any) -> st.SearchStrategy[Any]:
        made: st.SearchStrategy[Any] = getattr(import_module(f"trackntrace.testing.{module}"), name)()
        return made

    return strategy


def register() -> None:
    """Tells Hypothesis which strategy makes which of the library's values; telling it twice does no harm."""
    for module, strategies in _STRATEGIES.items():
        for kind, name in strategies.items():
            st.register_type_strategy(kind, _lazily(module, name))
