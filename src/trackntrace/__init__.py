"""
Order traceability on the marketplace bol: the right number, the ways to ship, the score.

The vocabulary of the library, gathered from its rooms. It never opens a socket, reads a clock, keeps global state or
logs: the moment as of which something is asked is always an argument.
"""

from trackntrace.errors import (
    ConflictError,
    InvalidValueError,
    NoEditionError,
    TrackntraceError,
)
from trackntrace.moment import (
    AMSTERDAM,
    Moment,
    Week,
    local_day,
    local_moment,
    moment_of,
    parse_day,
    parse_moment,
)
from trackntrace.numbers.delivery_services import (
    DELIVERY_SERVICES,
    DeliveryService,
    MailKind,
)
from trackntrace.numbers.examination import (
    Examination,
    examine,
)
from trackntrace.numbers.finding import (
    Finding,
    FindingKind,
    Severity,
)
from trackntrace.numbers.number import (
    TrackAndTraceNumber,
    UnreadableNumber,
)
from trackntrace.performance.cancellations import (
    CANCELLATIONS,
    CancellationFacts,
    Cancelled,
    TimelyCancellation,
    UndatedCancellation,
    UnknownCanceller,
    cancellations,
)
from trackntrace.performance.causes import (
    Cause,
    causes,
)
from trackntrace.performance.comparison import (
    Comparison,
    Ground,
    ScoreChange,
    grounds,
    score_changes,
)
from trackntrace.performance.counted import (
    COUNTED_STANDARDS,
    CUSTOMER_QUESTIONS,
    NPS_AFTER_CONTACT,
    PHONE_AVAILABILITY,
    RATING,
    CountedStandard,
)
from trackntrace.performance.differences import (
    DIFFERENCE_KINDS,
    contradictions_of,
)
from trackntrace.performance.dossier import (
    Cancellation,
    Dossier,
    ParcelStory,
    Return,
    ServiceExcuse,
)
from trackntrace.performance.editions import (
    AnyEdition,
    Certainty,
    Edition,
    Editions,
    Level,
    PersonalEdition,
)
from trackntrace.performance.evidence import (
    CancelledBy,
    Evidence,
    ExcuseReason,
    SentAs,
    Stage,
)
from trackntrace.performance.exemption import (
    AffectedItem,
    Disruption,
    EvidenceList,
    Kept,
    evidence_list,
)
from trackntrace.performance.explanation import (
    Explanation,
    Revision,
    diff,
    explain,
)
from trackntrace.performance.facts import (
    AppointmentBy,
    NumberFact,
    Readings,
    well_formed,
)
from trackntrace.performance.indicator import (
    Indicator,
    IndicatorScore,
    IndicatorType,
    under_told_norms,
)
from trackntrace.performance.items_on_time import (
    ITEMS_ON_TIME,
    EarlyDelivery,
    NotFollowed,
    items_on_time,
)
from trackntrace.performance.norm import (
    Direction,
    Norm,
    Scale,
)
from trackntrace.performance.number_judges import (
    checked,
)
from trackntrace.performance.on_time_halves import (
    DELIVERED_ON_TIME,
    HANDED_OVER_ON_TIME,
    delivered_on_time,
    handed_over_on_time,
)
from trackntrace.performance.order_traceability import (
    ORDER_TRACEABILITY,
    MailboxParcel,
    UnreadableCounts,
    order_traceability,
)
from trackntrace.performance.outlook import (
    Deadline,
    DeadlineKind,
    Outlook,
    PendingItem,
    StrikeChance,
    deadline_of,
    outlooks,
)
from trackntrace.performance.questions import (
    AnswerWindow,
    Question,
    answer_due,
    answering_days,
)
from trackntrace.performance.reconciliation import (
    ReadAs,
    Reconciliation,
    reconcile,
)
from trackntrace.performance.replay import (
    Replay,
    under_norm,
)
from trackntrace.performance.reproduction import (
    Reproduction,
    Search,
)
from trackntrace.performance.response_time import (
    RESPONSE_TIME,
    Answer,
    AnswerExplanation,
    AnswerReadings,
    QuestionFacts,
    explain_questions,
    question_tally,
)
from trackntrace.performance.returns import (
    RETURNS,
    CameBack,
    ReturnedOf,
    ReturnFacts,
    returns,
)
from trackntrace.performance.score import (
    Amount,
    Average,
    Beyond,
    Score,
    Standing,
)
from trackntrace.performance.scorecard import (
    Scorecard,
    WeekFigure,
    WeekScore,
    week_scores,
)
from trackntrace.performance.shifts import (
    Shift,
)
from trackntrace.performance.standard import (
    Row,
    ServiceStandard,
    Verdict,
    row,
)
from trackntrace.performance.strike_rules import (
    CONSEQUENCES,
    STRIKE_READINGS,
    STRIKE_WINDOWS,
    WINDOW_OF_22,
    WINDOW_OF_23,
    WINDOW_OF_24,
    Authority,
    Boundary,
    Consequence,
    ConsequenceKind,
    Finality,
    StrikeReadings,
    StrikesPer,
    StrikeWindow,
    consequence_of,
)
from trackntrace.performance.strikes import (
    ExcusedItems,
    MissedWeek,
    Strike,
    StrikeRecord,
    StrikeState,
    excused_items,
    strike_record,
)
from trackntrace.performance.tally import (
    UNDATED,
    Counting,
    Tally,
    Unit,
    WeekBy,
    tallies,
)
from trackntrace.performance.todo import (
    Horizon,
    Task,
    TaskKind,
    todo,
)
from trackntrace.performance.unsettled import (
    Unsettled,
    unsettled,
)
from trackntrace.performance.ways import (
    Alternatives,
    Way,
    alternatives_to,
)
from trackntrace.performance.what_if import (
    Change,
    Scenario,
    Slice,
    WhatIf,
    what_if,
)
from trackntrace.shipping.assembly import (
    Waiting,
)
from trackntrace.shipping.confirmation import (
    Confirmation,
    confirm,
)
from trackntrace.shipping.conflict import (
    Conflict,
    ConflictKind,
    Decision,
)
from trackntrace.shipping.customer import (
    ContactBy,
    ContactCustomer,
    CustomerMessage,
    MarketplaceInforms,
    Told,
)
from trackntrace.shipping.delivery_days import (
    MONDAY_TO_FRIDAY,
    MONDAY_TO_SATURDAY,
    DeliveryCode,
    DeliveryDays,
)
from trackntrace.shipping.delivery_methods import (
    DELIVERY_BY_APPOINTMENT,
    LOGISTICS_VIA_BOL,
    OWN_IN_SELLER_ACCOUNT,
    OWN_THROUGH_INTEGRATOR,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    SHIPPING_VIA_BOL,
    DeliveryMethod,
    Instruction,
    Measured,
    NotThisMethodError,
    NumberDuty,
    TellNothing,
    UseLabel,
    UseTransport,
)
from trackntrace.shipping.entry import (
    Basis,
    Channel,
    CorrectionNote,
    Entry,
    ShippingLabel,
)
from trackntrace.shipping.journey import (
    Journey,
    TransportEvent,
    TransportStatus,
    Whereabouts,
)
from trackntrace.shipping.order import (
    AskedToCancel,
    FulfilledBy,
    Order,
    OrderItem,
    TimeFrame,
)
from trackntrace.shipping.picture import (
    Picture,
)
from trackntrace.shipping.piece import (
    Piece,
    Subject,
    SubjectKind,
    ToldBy,
)
from trackntrace.shipping.preflight import (
    Surroundings,
    preflight,
)
from trackntrace.shipping.promise import (
    DeliverBy,
    DeliverOn,
    HandoverWindow,
    Promise,
    Punctuality,
)
from trackntrace.shipping.public_holidays import (
    Country,
    PublicHolidays,
)
from trackntrace.shipping.shipment import (
    Shipment,
    ShipmentLine,
)
from trackntrace.shipping.transport import (
    AlreadyEnteredError,
    Transport,
)

__all__ = [  # noqa: RUF022  (in plain order)
    "AMSTERDAM",
    "AffectedItem",
    "AlreadyEnteredError",
    "Alternatives",
    "Amount",
    "Answer",
    "AnswerExplanation",
    "AnswerReadings",
    "AnswerWindow",
    "AnyEdition",
    "AppointmentBy",
    "AskedToCancel",
    "Authority",
    "Average",
    "Basis",
    "Beyond",
    "Boundary",
    "CANCELLATIONS",
    "CONSEQUENCES",
    "COUNTED_STANDARDS",
    "CUSTOMER_QUESTIONS",
    "CameBack",
    "Cancellation",
    "CancellationFacts",
    "Cancelled",
    "CancelledBy",
    "Cause",
    "Certainty",
    "Change",
    "Channel",
    "Comparison",
    "Confirmation",
    "Conflict",
    "ConflictError",
    "ConflictKind",
    "Consequence",
    "ConsequenceKind",
    "ContactBy",
    "ContactCustomer",
    "CorrectionNote",
    "CountedStandard",
    "Counting",
    "Country",
    "CustomerMessage",
    "DELIVERED_ON_TIME",
    "DELIVERY_BY_APPOINTMENT",
    "DELIVERY_SERVICES",
    "DIFFERENCE_KINDS",
    "Deadline",
    "DeadlineKind",
    "Decision",
    "DeliverBy",
    "DeliverOn",
    "DeliveryCode",
    "DeliveryDays",
    "DeliveryMethod",
    "DeliveryService",
    "Direction",
    "Disruption",
    "Dossier",
    "EarlyDelivery",
    "Edition",
    "Editions",
    "Entry",
    "Evidence",
    "EvidenceList",
    "Examination",
    "ExcuseReason",
    "ExcusedItems",
    "Explanation",
    "Finality",
    "Finding",
    "FindingKind",
    "FulfilledBy",
    "Ground",
    "HANDED_OVER_ON_TIME",
    "HandoverWindow",
    "Horizon",
    "ITEMS_ON_TIME",
    "Indicator",
    "IndicatorScore",
    "IndicatorType",
    "Instruction",
    "InvalidValueError",
    "Journey",
    "Kept",
    "LOGISTICS_VIA_BOL",
    "Level",
    "MONDAY_TO_FRIDAY",
    "MONDAY_TO_SATURDAY",
    "MailKind",
    "MailboxParcel",
    "MarketplaceInforms",
    "Measured",
    "MissedWeek",
    "Moment",
    "NPS_AFTER_CONTACT",
    "NoEditionError",
    "Norm",
    "NotFollowed",
    "NotThisMethodError",
    "NumberDuty",
    "NumberFact",
    "ORDER_TRACEABILITY",
    "OWN_IN_SELLER_ACCOUNT",
    "OWN_THROUGH_INTEGRATOR",
    "OWN_THROUGH_RETAILER_API",
    "Order",
    "OrderItem",
    "Outlook",
    "PHONE_AVAILABILITY",
    "ParcelStory",
    "PendingItem",
    "PersonalEdition",
    "Picture",
    "Piece",
    "Promise",
    "PublicHolidays",
    "Punctuality",
    "Question",
    "QuestionFacts",
    "RATING",
    "RESPONSE_TIME",
    "RETURNS",
    "ReadAs",
    "Readings",
    "Reconciliation",
    "Replay",
    "Reproduction",
    "Return",
    "ReturnFacts",
    "ReturnedOf",
    "Revision",
    "Row",
    "SHIPPING_LABEL_VIA_BOL",
    "SHIPPING_VIA_BOL",
    "STRIKE_READINGS",
    "STRIKE_WINDOWS",
    "Scale",
    "Scenario",
    "Score",
    "ScoreChange",
    "Scorecard",
    "Search",
    "SentAs",
    "ServiceExcuse",
    "ServiceStandard",
    "Severity",
    "Shift",
    "Shipment",
    "ShipmentLine",
    "ShippingLabel",
    "Slice",
    "Stage",
    "Standing",
    "Strike",
    "StrikeChance",
    "StrikeReadings",
    "StrikeRecord",
    "StrikeState",
    "StrikeWindow",
    "StrikesPer",
    "Subject",
    "SubjectKind",
    "Surroundings",
    "Tally",
    "Task",
    "TaskKind",
    "TellNothing",
    "TimeFrame",
    "TimelyCancellation",
    "Told",
    "ToldBy",
    "TrackAndTraceNumber",
    "TrackntraceError",
    "Transport",
    "TransportEvent",
    "TransportStatus",
    "UNDATED",
    "UndatedCancellation",
    "Unit",
    "UnknownCanceller",
    "UnreadableCounts",
    "UnreadableNumber",
    "Unsettled",
    "UseLabel",
    "UseTransport",
    "Verdict",
    "WINDOW_OF_22",
    "WINDOW_OF_23",
    "WINDOW_OF_24",
    "Waiting",
    "Way",
    "Week",
    "WeekBy",
    "WeekFigure",
    "WeekScore",
    "WhatIf",
    "Whereabouts",
    "alternatives_to",
    "answer_due",
    "answering_days",
    "cancellations",
    "causes",
    "checked",
    "confirm",
    "consequence_of",
    "contradictions_of",
    "deadline_of",
    "delivered_on_time",
    "diff",
    "evidence_list",
    "examine",
    "excused_items",
    "explain",
    "explain_questions",
    "grounds",
    "handed_over_on_time",
    "items_on_time",
    "local_day",
    "local_moment",
    "moment_of",
    "order_traceability",
    "outlooks",
    "parse_day",
    "parse_moment",
    "preflight",
    "question_tally",
    "reconcile",
    "returns",
    "row",
    "score_changes",
    "strike_record",
    "tallies",
    "todo",
    "under_norm",
    "under_told_norms",
    "unsettled",
    "week_scores",
    "well_formed",
    "what_if",
]
