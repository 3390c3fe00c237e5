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
from trackntrace.numbers.number import (
    TrackAndTraceNumber,
    UnreadableNumber,
)
from trackntrace.performance.dossier import (
    Dossier,
    ParcelStory,
    ServiceExcuse,
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
    Readings,
)
from trackntrace.performance.items_on_time import (
    ITEMS_ON_TIME,
    EarlyDelivery,
    NotFollowed,
    items_on_time,
)
from trackntrace.performance.norm import (
    Certainty,
    Direction,
    Edition,
    Editions,
    Level,
    Norm,
)
from trackntrace.performance.order_traceability import (
    ORDER_TRACEABILITY,
    MailboxParcel,
    UnreadableCounts,
    order_traceability,
)
from trackntrace.performance.score import (
    Beyond,
    Score,
    Standing,
)
from trackntrace.performance.scorecard import (
    Scorecard,
    WeekScore,
    week_scores,
)
from trackntrace.performance.standard import (
    Row,
    ServiceStandard,
    Verdict,
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

__all__ = [
    "AMSTERDAM",
    "DELIVERY_BY_APPOINTMENT",
    "DELIVERY_SERVICES",
    "ITEMS_ON_TIME",
    "LOGISTICS_VIA_BOL",
    "MONDAY_TO_FRIDAY",
    "MONDAY_TO_SATURDAY",
    "ORDER_TRACEABILITY",
    "OWN_IN_SELLER_ACCOUNT",
    "OWN_THROUGH_INTEGRATOR",
    "OWN_THROUGH_RETAILER_API",
    "SHIPPING_LABEL_VIA_BOL",
    "SHIPPING_VIA_BOL",
    "UNDATED",
    "AlreadyEnteredError",
    "Basis",
    "Beyond",
    "Certainty",
    "Channel",
    "Confirmation",
    "ConflictError",
    "ContactBy",
    "ContactCustomer",
    "CorrectionNote",
    "Counting",
    "CustomerMessage",
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
    "ExcuseReason",
    "Explanation",
    "FulfilledBy",
    "HandoverWindow",
    "InvalidValueError",
    "Journey",
    "Level",
    "MailKind",
    "MailboxParcel",
    "MarketplaceInforms",
    "Moment",
    "NoEditionError",
    "Norm",
    "NotFollowed",
    "NotThisMethodError",
    "NumberDuty",
    "Order",
    "OrderItem",
    "ParcelStory",
    "Promise",
    "Punctuality",
    "Readings",
    "Revision",
    "Row",
    "Score",
    "Scorecard",
    "SentAs",
    "ServiceExcuse",
    "ServiceStandard",
    "Shipment",
    "ShipmentLine",
    "ShippingLabel",
    "Stage",
    "Standing",
    "Tally",
    "TellNothing",
    "TimeFrame",
    "TrackAndTraceNumber",
    "TrackntraceError",
    "Transport",
    "TransportEvent",
    "TransportStatus",
    "Unit",
    "UnreadableCounts",
    "UnreadableNumber",
    "UseLabel",
    "UseTransport",
    "Verdict",
    "Week",
    "WeekBy",
    "WeekScore",
    "Whereabouts",
    "confirm",
    "diff",
    "explain",
    "items_on_time",
    "local_day",
    "local_moment",
    "moment_of",
    "order_traceability",
    "parse_day",
    "parse_moment",
    "tallies",
    "week_scores",
]
