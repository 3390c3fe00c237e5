"""Strikes and tasks as JSON objects, the forms that the command line prints."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any, TypeAlias

from trackntrace.documents.score_json import norm_object
from trackntrace.moment import Moment, Week
from trackntrace.performance.strike_rules import Consequence
from trackntrace.performance.strikes import MissedWeek, Strike, StrikeRecord
from trackntrace.performance.todo import Task

JsonObject: TypeAlias = dict[str, Any]


def strike_record_object(record: StrikeRecord, weeks: Container[Week] | None = None) -> JsonObject:
    """
    A strike record: how many count, what they bring, each strike with what was missed, and the readings.

    ``below_minimum`` are the weeks in which a standard was below its published minimum. Where some ``weeks`` are asked
    for, only they are listed; the count is that of all.
    """
    return {
        "as_of": record.as_of.isoformat(),
        "final_through": str(record.final_through),
        "count": record.count,
        "consequence": consequence_object(record.consequence),
        "next_consequence": consequence_object(record.next_consequence),
        "strikes": [strike_object(strike) for strike in record.strikes if weeks is None or strike.week in weeks],
        "below_minimum": [missed_object(each) for each in record.below_minimum if weeks is None or each.week in weeks],
        "readings": dict(record.readings.named) | {"window_source": record.readings.window.source},
    }


def consequence_object(consequence: Consequence) -> JsonObject:
    """What so many strikes bring, from ``first`` to ``last`` of them (null: without an end), and who says so."""
    return {
        "first": consequence.first,
        "last": consequence.last,
        "kind": consequence.kind.value,
        "told_by": consequence.told_by.value,
        "dated": consequence.dated,
        "source": consequence.source,
    }


def strike_object(strike: Strike) -> JsonObject:
    """One strike; what never counts does not expire, and its last two members are null."""
    return {
        "week": str(strike.week),
        "state": strike.state.value,
        "missed": [missed_object(each) for each in strike.missed],
        "spared": [missed_object(each) for each in strike.spared],
        "taken_back": strike.taken_back.value if strike.taken_back else None,
        "expires_with": str(strike.expires_with) if strike.expires_with else None,
        "expires_on": strike.expires_on.isoformat() if strike.expires_on else None,
    }


def missed_object(each: MissedWeek) -> JsonObject:
    """What one standard missed in one week; ``strikes_from`` is null where it gives no strikes."""
    return {
        "week": str(each.week),
        "standard": each.standard,
        "misses": each.misses,
        "counted": each.score.counted,
        "shown": each.score.shown(each.edition.target),
        "norm": norm_object(each.edition),
        "strikes_from": each.edition.strikes_from,
        "excused": each.excused,
        "reasons": {reason.value: items for reason, items in each.reasons},
    }


def todo_object(tasks: Iterable[Task], *, as_of: Moment, final_through: Week) -> JsonObject:
    """The Monday list: ``as_of``, the last final week, and the tasks, the most urgent first."""
    return {
        "as_of": as_of.isoformat(),
        "final_through": str(final_through),
        "tasks": [task_object(task) for task in tasks],
    }


def task_object(task: Task) -> JsonObject:
    """One task; ``day`` is the last day for it, and what does not apply is null."""
    return {
        "kind": task.kind.value,
        "due": task.due.isoformat(),
        "day": task.day.isoformat(),
        "week": str(task.week) if isinstance(task.week, Week) else None,
        "standard": task.standard or None,
        "orderId": task.order_id or None,
        "orderItemId": task.order_item_id or None,
        "shipmentId": task.shipment_id or None,
        "quantity": task.quantity or None,
        "facts": dict(task.facts),
    }
