"""The schemas of what the command line prints with `--format json`."""

from __future__ import annotations

from typing import Final

from tools.json_schemas.parts import (
    CODE,
    DAY,
    FRACTION,
    MEASURE,
    MOMENT,
    TEXT,
    WEEK,
    Schema,
    array,
    by_name,
    grammar,
    or_null,
    printed,
    told,
    whole,
    words,
)
from trackntrace.cli.doctor import Group, State
from trackntrace.numbers.delivery_services import SERVICE_CODE
from trackntrace.numbers.finding import Severity
from trackntrace.numbers.judgement import Answer
from trackntrace.numbers.number import CANONICAL_NUMBER
from trackntrace.numbers.number_format import Confidence
from trackntrace.performance.comparison import Ground
from trackntrace.performance.editions import Level
from trackntrace.performance.evidence import CancelledBy, ExcuseReason
from trackntrace.performance.norm import Direction, Scale
from trackntrace.performance.score import Standing
from trackntrace.performance.standard import Verdict
from trackntrace.performance.strike_rules import Authority, ConsequenceKind
from trackntrace.performance.strikes import StrikeState
from trackntrace.performance.todo import TaskKind
from trackntrace.shipping.journey import TransportStatus
from trackntrace.shipping.public_holidays import Country

_CONDITION: Final = words(Direction)
_STANDING: Final = words(Standing)
_SERVICE: Final = grammar(SERVICE_CODE, "TNT")
_COUNT: Final = whole()

NORM: Final = or_null(printed(condition=_CONDITION, value=FRACTION, source=told(TEXT, "where it was published")))
_LEVELS: Final = array(printed(level=words(Level), condition=_CONDITION, value=FRACTION, standing=_STANDING))
SCORE: Final = printed(
    standard=MEASURE,
    hits=told(_COUNT, "the good items"),
    misses=told(_COUNT, "the bad ones"),
    counted=told(_COUNT, "both together"),
    pending=told(_COUNT, "what can still become either"),
    excluded=told(_COUNT, "what does not count"),
    verdicts=told(by_name(whole(1)), "how many items met each row of the decision table, by its code"),
    value=told(or_null(FRACTION), "the share as the marketplace gives it, exact; null where nothing was counted"),
    shown=told(TEXT, "the same as text, rounded toward the bad side"),
    norm=told(NORM, "null for items without a week, and for weeks for which none is known"),
    standing=told(_STANDING, "against the target"),
    headroom=told(or_null(_COUNT), "how many more misses it bears; null where any number, or nothing is assessed"),
    best=told(or_null(FRACTION), "the share if every pending item turns out well"),
    worst=told(or_null(FRACTION), "the share if every pending item turns out badly"),
    levels=told(_LEVELS, "where it stands against each published level of the norm"),
)
_FIGURE: Final = printed(
    standard=MEASURE,
    kind=words(Scale),
    total=told(FRACTION, "what `value` is the quotient of, with `counted`"),
    counted=_COUNT,
    value=or_null(FRACTION),
    shown=TEXT,
    norm=NORM,
    standing=_STANDING,
    levels=_LEVELS,
)
_WEEK: Final = printed(week=WEEK, scores=array(SCORE))
SCORECARD: Final = printed(as_of=told(MOMENT, "the moment that was asked about"), weeks=array(_WEEK))
_WEEK["properties"]["figures"] = told(
    array(_FIGURE), "standards of which only the amount is known; only if there are any"
)
SCORECARD["properties"]["undated"] = told(array(SCORE), "items that belong to no week; only if there are any")

FINDINGS: Final = array(printed(code=CODE, text=told(TEXT, "a sentence, in English")))
_WHY: Final[dict[str, Schema]] = {
    "verdict": words(Verdict),
    "code": told(CODE, "the row of the decision table that was met"),
    "because": told(TEXT, "what that row says, in English"),
    "facts": told(by_name(TEXT), "every fact that the standard looked at, by name"),
}
_EVIDENCE: Final = printed(
    service=or_null(_SERVICE),
    number=told(or_null(TEXT), "as text, also one that could not be read"),
    promised=or_null(DAY),
    shipped=or_null(MOMENT),
    handedOver=told(or_null(MOMENT), "the carrier's first scan"),
    firstAttempt=told(or_null(MOMENT), "when it was first brought to the customer, in vain or not"),
    notReceived=told(or_null(DAY), "when the customer reported it missing"),
    excuse=or_null(words(ExcuseReason)),
    cancelledBy=or_null(words(CancelledBy)),
    cancelledOn=or_null(DAY),
    askedToCancel=told(or_null({"type": "boolean"}), "whether the customer asked; null where that is not told"),
    expires=told(or_null(DAY), "when the marketplace cancels what is still open"),
    returned=or_null(DAY),
)
ITEM: Final = printed(
    week=told(or_null(WEEK), "null for the undated"),
    standard=MEASURE,
    orderId=TEXT,
    orderItemId=TEXT,
    shipmentId=or_null(TEXT),
    quantity=whole(1),
    **_WHY,
    evidence=told(_EVIDENCE, "what the facts were read off"),
    findings=told(FINDINGS, "what contradicts itself in time"),
    norm=NORM,
)
_ANSWER: Final = printed(
    week=WEEK,
    standard=MEASURE,
    questionId=TEXT,
    quantity=whole(1, 1),
    **_WHY,
    evidence=printed(
        asked=MOMENT,
        due=told(MOMENT, "the last moment for an answer in time"),
        answered=or_null(MOMENT),
        country=words(Country),
    ),
    findings=FINDINGS,
    norm=NORM,
)
_CANDIDATE: Final = printed(carrier=TEXT, format=TEXT, confidence=words(Confidence))
_CHECK: Final = printed(
    given=told(TEXT, "as it was typed"),
    number=told(or_null(grammar(CANONICAL_NUMBER)), "as it would be entered; null where none can be read"),
    service=or_null(_SERVICE),
    answer=told(or_null(words(Answer)), "whether it is one of that service's; null without a service or number"),
    candidates=told(array(_CANDIDATE), "what it could be, the likeliest first"),
    findings=array(printed(severity=words(Severity), code=CODE, text=told(TEXT, "a sentence, in English"))),
    link=told(or_null(TEXT), "where the customer can follow it"),
)
_SIDE: Final = or_null(printed(week=or_null(TEXT), standard=TEXT, shown=TEXT, standing=TEXT))
_COUNTED_AS: Final = or_null(
    printed(
        week=or_null(TEXT),
        standard=TEXT,
        orderId=TEXT,
        orderItemId=TEXT,
        shipmentId=or_null(TEXT),
        quantity=whole(1),
        verdict=TEXT,
        code=TEXT,
    )
)
_CHANGES: Final = array(printed(name=TEXT, before=TEXT, after=TEXT))
_COMPARISON: Final = printed(
    scores=array(printed(before=_SIDE, after=_SIDE, codes=array(printed(code=TEXT, before=_COUNT, after=_COUNT)))),
    items=array(
        printed(
            before=told(_COUNTED_AS, "null where it was not there"),
            after=_COUNTED_AS,
            because=told(array(words(Ground)), "what made the difference"),
            facts=_CHANGES,
            evidence=_CHANGES,
        )
    ),
)
_WAY: Final = printed(
    readings=told(by_name(TEXT), "those that differ from the default"),
    off=told(printed(hits={"type": "integer"}, misses={"type": "integer"}), "by how much it misses the figure"),
)
_RECONCILED: Final = printed(
    week=WEEK,
    name=told(TEXT, "the marketplace's name of the indicator"),
    agrees={"type": "boolean"},
    ours=told(or_null(SCORE), "null where it was not computed"),
    theirs=or_null(printed(numerator={"type": "integer"}, denominator=_COUNT)),
    reproducedBy=told(array(_WAY), "the named readings that give the marketplace's figure"),
    nearest=told(array(_WAY), "those that come nearest"),
    explainedBy=told(array(array(TEXT)), "items that would explain it, if they counted otherwise"),
    findings=FINDINGS,
)
_SEEN: Final = array(printed(status=words(TransportStatus), at=MOMENT, place=or_null(TEXT)))
_AFFECTED: Final = ITEM | {
    "properties": ITEM["properties"] | {"seen": told(_SEEN, "what was seen of it where and while it was disrupted")},
    "required": [*ITEM["required"], "seen"],
}
_EXEMPTION: Final = printed(
    as_of=MOMENT,
    missed=told(_COUNT, "how many of the items are misses"),
    items=array(_AFFECTED),
    notes=told(FINDINGS, "what to know before asking"),
)
_MISSED: Final = printed(
    week=WEEK,
    standard=MEASURE,
    misses=_COUNT,
    counted=_COUNT,
    shown=TEXT,
    norm=NORM,
    strikes_from=told(or_null(whole(1)), "from how many misses a week is bad; null where it gives no strikes"),
    excused=_COUNT,
    reasons=told(by_name(_COUNT), "of what was excused, how many for each reason"),
)
_STRIKE: Final = printed(
    week=WEEK,
    state=words(StrikeState),
    missed=array(_MISSED),
    spared=told(array(_MISSED), "standards that excuses kept from being bad"),
    taken_back=or_null(words(ExcuseReason)),
    expires_with=told(or_null(WEEK), "the week that ends it by turning final; null where it never counts"),
    expires_on=or_null(DAY),
)
_CONSEQUENCE: Final = printed(
    first=told(_COUNT, "from so many strikes on"),
    last=told(or_null(_COUNT), "to so many; null: without an end"),
    kind=words(ConsequenceKind),
    told_by=words(Authority),
    dated=TEXT,
    source=TEXT,
)
_STRIKES: Final = printed(
    as_of=MOMENT,
    final_through=told(WEEK, "the last week that is final"),
    count=told(_COUNT, "how many count"),
    consequence=_CONSEQUENCE,
    next_consequence=_CONSEQUENCE,
    strikes=array(_STRIKE),
    below_minimum=told(array(_MISSED), "weeks in which a standard was below its published minimum"),
    readings=told(by_name(TEXT), "how the open questions about strikes were read"),
)
_TASK: Final = printed(
    kind=words(TaskKind),
    due=told(MOMENT, "before which it must be done"),
    day=told(DAY, "the last day for it"),
    week=or_null(WEEK),
    standard=or_null(MEASURE),
    orderId=or_null(TEXT),
    orderItemId=or_null(TEXT),
    shipmentId=or_null(TEXT),
    quantity=or_null(whole(1)),
    facts=told(by_name(TEXT), "what a sentence about it needs"),
)
_TODO: Final = printed(as_of=MOMENT, final_through=WEEK, tasks=told(array(_TASK), "the most urgent first"))

_LOOKED_AT: Final = printed(
    group=words(Group),
    name=told(TEXT, "what was looked at: a distribution, an extra, the clock, ..."),
    state=words(State),
    told=told(TEXT, "what was found, in English"),
    install=told(or_null(TEXT), "the line that installs what is not there"),
)
_DOCTOR: Final = printed(
    fine=told({"type": "boolean"}, "whether nothing that is needed is broken"), checks=array(_LOOKED_AT)
)

RESULTS: Final[dict[str, Schema]] = {
    "score": told(SCORECARD, "What `trackntrace score` and `trackntrace tally` print with --format json."),
    "explanation": told(
        {"anyOf": [ITEM, _ANSWER]}, "A line of what `trackntrace explain` prints: an item or a question."
    ),
    "check": told(_CHECK, "A line of what `trackntrace check` prints: a number, and what was found."),
    "comparison": told(_COMPARISON, "What `trackntrace compare` prints."),
    "reconciliation": told(array(_RECONCILED), "What `trackntrace reconcile` prints: each indicator beside our score."),
    "exemption": told(_EXEMPTION, "What `trackntrace exemption` prints."),
    "strikes": told(_STRIKES, "What `trackntrace strikes` prints."),
    "doctor": told(_DOCTOR, "What `trackntrace doctor` prints."),
    "todo": told(_TODO, "What `trackntrace todo` prints."),
}
"""What each command prints, by the name of the format."""
