"""Scores and explanations as JSON objects, the forms that the command line prints."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

from trackntrace.moment import Moment, Week
from trackntrace.performance.contradictions import contradictions
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.norm import Edition
from trackntrace.performance.scorecard import Scorecard, WeekScore
from trackntrace.performance.standard import Verdict

JsonObject: TypeAlias = dict[str, Any]


def scorecard_object(card: Scorecard) -> JsonObject:
    """
    A scorecard: ``as_of``, and ``weeks`` with their ``scores``.

    Items that belong to no week stand under ``undated``, which is there only if there are any.
    """
    weeks = [{"week": str(week), "scores": [score_object(score) for score in card.week(week)]} for week in card.weeks]
    undated = [score_object(score) for score in card.undated]
    return {"as_of": card.as_of.isoformat(), "weeks": weeks} | ({"undated": undated} if undated else {})


def score_object(score: WeekScore) -> JsonObject:
    """
    One score. ``value`` is exact, as text (``"49/50"``), null where nothing was counted; ``headroom`` is null where
    no number is too many and where nothing is assessed; ``norm`` is null for items without a week, and for weeks
    before every known norm.
    """
    hits, counted = score.score.hits, score.score.counted
    headroom = score.headroom
    return {
        "standard": score.standard,
        "hits": hits,
        "counted": counted,
        "pending": score.items(Verdict.PENDING),
        "excluded": score.items(Verdict.EXCLUDED),
        "verdicts": {row.code: count for row, count in score.counts},
        "value": str(Fraction(hits, counted)) if counted else None,
        "shown": score.shown,
        "norm": norm_object(score.edition),
        "standing": score.standing.value,
        "headroom": headroom if score.edition and isinstance(headroom, int) else None,
    }


def norm_object(edition: Edition | None) -> JsonObject | None:
    """The target of an edition and its source."""
    if edition is None:
        return None
    target = edition.target
    return {"condition": target.direction.value, "value": str(target.value), "source": edition.source}


def _moment(at: Moment | None) -> str | None:
    return at.isoformat() if at else None


def explanation_object(each: Explanation) -> JsonObject:
    """One explanation: the item, its verdict and why, the facts, the evidence they were read off, the norm."""
    item = each.item
    return {
        "week": str(each.week) if isinstance(each.week, Week) else None,
        "standard": each.standard,
        "orderId": item.order_id,
        "orderItemId": item.order_item_id,
        "shipmentId": item.shipment_id or None,
        "quantity": item.quantity,
        "verdict": each.row.verdict.value,
        "code": each.row.code,
        "because": each.row.because,
        "facts": each.named_facts,
        "evidence": {
            "service": item.service.code if item.service else None,
            "number": str(item.number) if item.number else None,
            "promised": item.promise.day.isoformat() if item.promise else None,
            "shipped": _moment(item.shipped),
            "handedOver": _moment(item.journey.handover),
            "firstAttempt": _moment(item.journey.first_attempt),
            "notReceived": item.not_received.isoformat() if item.not_received else None,
            "excuse": item.excuse.value if item.excuse else None,
        },
        "findings": [{"code": finding.code, "text": finding.text} for finding in contradictions(item)],
        "norm": norm_object(each.edition),
    }
