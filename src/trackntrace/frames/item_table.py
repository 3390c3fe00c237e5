"""The item table: what each column of a table of items holds, and what it means where it is missing."""

from __future__ import annotations

from typing import Final, final

from attrs import field, frozen

from trackntrace.grammar import Word
from trackntrace.performance.evidence import CancelledBy, ExcuseReason, SentAs, Stage
from trackntrace.performance.facts import NumberFact
from trackntrace.shipping.order import AskedToCancel, FulfilledBy, TimeFrame


class Holds(Word):
    """
    What kind of value a column holds.

    A day is a date in Amsterdam; a moment is a timestamp with its zone, whichever that is; a timestamp without one is
    refused. A word is one of a few texts.
    """

    TEXT = "text"
    WORD = "word"
    DAY = "day"
    MOMENT = "moment"
    COUNT = "whole number"


class PromiseKind(Word):
    """Whether an item was promised on a day at the latest or on that very day."""

    BY = "by"
    ON = "on"


def _words(kind: type[Word], *without: Word) -> tuple[str, ...]:
    return tuple(str(word.value) for word in kind if word not in without)


@final
@frozen
class Column:
    """One column: its name, the kind of value, what it says, and what is taken where it is missing or null."""

    name: str
    holds: Holds
    says: str = field(kw_only=True)
    missing: str = field(kw_only=True)
    words: tuple[str, ...] = field(default=(), kw_only=True)


def _learned(name: str, what: str) -> Column:
    return Column(name, Holds.MOMENT, says=f"when {what} became known", missing="as it happened")


ITEM_TABLE: Final = (
    Column("order_id", Holds.TEXT, says="the order", missing="needed to count per order or shipment"),
    Column("order_item_id", Holds.TEXT, says="the order item", missing="not needed to count"),
    Column("shipment_id", Holds.TEXT, says="the shipment", missing="all of an order is one shipment"),
    Column("quantity", Holds.COUNT, says="how many of the item: 1 to 1,000,000,000", missing="no column: 1; no null"),
    Column(
        "stage",
        Holds.WORD,
        words=_words(Stage),
        says="how far the item has come",
        missing="`cancelled` where `cancelled_on` is told, else `shipped` where `shipped` is, else `open`",
    ),
    Column(
        "fulfilled_by",
        Holds.WORD,
        words=_words(FulfilledBy),
        says="who brings it to the customer",
        missing="`seller`",
    ),
    Column(
        "time_frame",
        Holds.WORD,
        words=_words(TimeFrame),
        says="the delivery option that the customer chose",
        missing="`not-told`",
    ),
    Column(
        "sent_as",
        Holds.WORD,
        words=_words(SentAs),
        says="the kind of mail that it travelled as",
        missing="`unknown`: the delivery service tells",
    ),
    Column("service", Holds.TEXT, says="the code of the delivery service, such as `TNT`", missing="not known"),
    Column("label_id", Holds.TEXT, says="a label that was bought via the marketplace", missing="none was"),
    Column("labelled", Holds.MOMENT, says="when the label became known", missing="always known"),
    Column("number", Holds.TEXT, says="the track & trace number, as it was entered", missing="no number"),
    Column(
        "number_fact",
        Holds.WORD,
        words=_words(NumberFact, NumberFact.BROUGHT_BY_LABEL),
        says="what the judge of numbers said of it; where there is this column, `number` is not read",
        missing="no column: `number` is judged; null: `missing`",
    ),
    Column("entered", Holds.MOMENT, says="when the number was entered", missing="always known"),
    Column("promised", Holds.DAY, says="the day that the customer was promised", missing="no promise; undated"),
    Column(
        "promise_kind",
        Holds.WORD,
        words=_words(PromiseKind),
        says="`by` that day at the latest, or `on` that very day",
        missing="`by`",
    ),
    Column(
        "ordered", Holds.MOMENT, says="when it was ordered; what was ordered later is not counted", missing="before"
    ),
    Column("shipped", Holds.MOMENT, says="when it was shipped; before, it was open", missing="not known"),
    Column("cancelled_on", Holds.DAY, says="the day on which it was cancelled", missing="not known"),
    Column(
        "cancelled_by",
        Holds.WORD,
        words=_words(CancelledBy),
        says="who cancelled it",
        missing="not known",
    ),
    Column(
        "asked_to_cancel",
        Holds.WORD,
        words=_words(AskedToCancel),
        says="whether the customer asked to cancel it",
        missing="`not-told`",
    ),
    Column(
        "expires",
        Holds.DAY,
        says="the day on which the marketplace cancels it if it is still open",
        missing="the third day after the promised one",
    ),
    Column("handed_over", Holds.MOMENT, says="the carrier's first scan", missing="none seen"),
    _learned("handed_over_learned", "that scan"),
    Column("handover_earliest", Holds.MOMENT, says="Shipping via bol: not before", missing="window unknown"),
    Column("handover_latest", Holds.MOMENT, says="Shipping via bol: not after", missing="window unknown"),
    Column("first_attempt", Holds.MOMENT, says="when it was first brought, in vain or not", missing="none seen"),
    _learned("first_attempt_learned", "that attempt"),
    Column("delivered", Holds.MOMENT, says="when it was delivered: an attempt too", missing="not seen"),
    _learned("delivered_learned", "the delivery"),
    Column("returned", Holds.DAY, says="the day on which it came back", missing="it did not"),
    Column("not_received", Holds.DAY, says="the day on which the customer reported it missing", missing="no report"),
    Column(
        "excuse",
        Holds.WORD,
        words=_words(ExcuseReason),
        says="what the marketplace takes into account",
        missing="nothing",
    ),
)
"""Every column that is read. A table may have others, in any order; a column without one value is one of nulls."""

COLUMNS: Final = {column.name: column for column in ITEM_TABLE}
