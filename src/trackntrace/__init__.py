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
from trackntrace.performance.causes import (
    Cause,
    causes,
)
from trackntrace.performance.counted import (
    COUNTED_STANDARDS,
    CUSTOMER_QUESTIONS,
    NPS_AFTER_CONTACT,
    PHONE_AVAILABILITY,
    RATING,
    CountedStandard,
)
from trackntrace.performance.dossier import (
    Dossier,
    ParcelStory,
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
    Evidence,
    ExcuseReason,
    SentAs,
    Stage,
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
from trackntrace.performance.standard import (
    Row,
    ServiceStandard,
    Verdict,
    row,
)
from trackntrace.performance.tally import (
    UNDATED,
    Counting,
    Tally,
    Unit,
    WeekBy,
    tallies,
)
from trackntrace.shipping.confirmation import (
    Confirmation,
    confirm,
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
    FulfilledBy,
    Order,
    OrderItem,
    TimeFrame,
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
    "AlreadyEnteredError",
    "Amount",
    "AnyEdition",
    "AppointmentBy",
    "Average",
    "Basis",
    "Beyond",
    "COUNTED_STANDARDS",
    "CUSTOMER_QUESTIONS",
    "Cause",
    "Certainty",
    "Channel",
    "Confirmation",
    "ConflictError",
    "ContactBy",
    "ContactCustomer",
    "CorrectionNote",
    "CountedStandard",
    "Counting",
    "CustomerMessage",
    "DELIVERED_ON_TIME",
    "DELIVERY_BY_APPOINTMENT",
    "DELIVERY_SERVICES",
    "DeliverBy",
    "DeliverOn",
    "DeliveryCode",
    "DeliveryDays",
    "DeliveryMethod",
    "DeliveryService",
    "Direction",
    "Dossier",
    "EarlyDelivery",
    "Edition",
    "Editions",
    "Entry",
    "Evidence",
    "Examination",
    "ExcuseReason",
    "Explanation",
    "Finding",
    "FindingKind",
    "FulfilledBy",
    "HANDED_OVER_ON_TIME",
    "HandoverWindow",
    "ITEMS_ON_TIME",
    "Indicator",
    "IndicatorScore",
    "IndicatorType",
    "Instruction",
    "InvalidValueError",
    "Journey",
    "LOGISTICS_VIA_BOL",
    "Level",
    "MONDAY_TO_FRIDAY",
    "MONDAY_TO_SATURDAY",
    "MailKind",
    "MailboxParcel",
    "MarketplaceInforms",
    "Measured",
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
    "PHONE_AVAILABILITY",
    "ParcelStory",
    "PersonalEdition",
    "Promise",
    "Punctuality",
    "RATING",
    "Readings",
    "Revision",
    "Row",
    "SHIPPING_LABEL_VIA_BOL",
    "SHIPPING_VIA_BOL",
    "Scale",
    "Score",
    "Scorecard",
    "SentAs",
    "ServiceExcuse",
    "ServiceStandard",
    "Severity",
    "Shipment",
    "ShipmentLine",
    "ShippingLabel",
    "Stage",
    "Standing",
    "Surroundings",
    "Tally",
    "TellNothing",
    "TimeFrame",
    "Told",
    "TrackAndTraceNumber",
    "TrackntraceError",
    "Transport",
    "TransportEvent",
    "TransportStatus",
    "UNDATED",
    "Unit",
    "UnreadableCounts",
    "UnreadableNumber",
    "UseLabel",
    "UseTransport",
    "Verdict",
    "Week",
    "WeekBy",
    "WeekFigure",
    "WeekScore",
    "Whereabouts",
    "causes",
    "checked",
    "confirm",
    "delivered_on_time",
    "diff",
    "examine",
    "explain",
    "handed_over_on_time",
    "items_on_time",
    "local_day",
    "local_moment",
    "moment_of",
    "order_traceability",
    "parse_day",
    "parse_moment",
    "preflight",
    "row",
    "tallies",
    "under_told_norms",
    "week_scores",
    "well_formed",
]
