"""Scores and explanations as JSON objects, the forms that the command line prints."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Final, TypeAlias

from trackntrace.moment import Moment, Week
from trackntrace.performance.contradictions import contradictions
from trackntrace.performance.counted import COUNTED_STANDARDS
from trackntrace.performance.editions import Edition
from trackntrace.performance.explanation import Explanation
from trackntrace.performance.norm import Scale
from trackntrace.performance.response_time import AnswerExplanation
from trackntrace.performance.score import Amount, Score
from trackntrace.performance.scorecard import Scorecard, WeekFigure, WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.shipping.order import AskedToCancel

JsonObject: TypeAlias = dict[str, Any]

_ASKED: Final = {AskedToCancel.YES: True, AskedToCancel.NO: False, AskedToCancel.NOT_TOLD: None}


def scorecard_object(card: Scorecard) -> JsonObject:
    """
    A scorecard: ``as_of``, and ``weeks`` with their ``scores``.

    Figures, of standards of which only the amount is known, stand under ``figures`` of their week, and items that
    belong to no week under ``undated``; both are there only if there are any.
    """
    weeks = [_week_object(card, week) for week in card.weeks]
    undated = [score_object(score) for score in card.undated]
    return {"as_of": card.as_of.isoformat(), "weeks": weeks} | ({"undated": undated} if undated else {})


def _week_object(card: Scorecard, week: Week) -> JsonObject:
    scores = [score_object(score) for score in card.week(week)]
    figures = [figure_object(figure) for figure in card.figures_of(week)]
    return {"week": str(week), "scores": scores} | ({"figures": figures} if figures else {})


def score_object(score: WeekScore) -> JsonObject:
    """
    One score.

    ``hits`` are the good items and ``misses`` the bad ones. ``value`` is the share as the marketplace gives it: of the
    hits where the norm is at least so much, of the misses where it is at most so much; exact, as text (``"49/50"``),
    null where nothing was counted. ``best`` and ``worst`` are what it becomes if every pending item turns out well, or
    badly. ``levels`` says where it stands against each published level of the norm, ``standing`` against the target.
    ``headroom`` is null where no number is too many and where nothing is assessed; ``norm`` is null for items without
    a week, and for weeks for which none is known.
    """
    headroom = score.headroom
    return {
        "standard": score.standard,
        "hits": score.items(Verdict.HIT),
        "misses": score.items(Verdict.MISS),
        "counted": score.score.counted,
        "pending": score.items(Verdict.PENDING),
        "excluded": score.items(Verdict.EXCLUDED),
        "verdicts": {row.code: count for row, count in score.counts},
        "value": _exact(score.score.value),
        "shown": score.shown,
        "norm": norm_object(score.edition),
        "standing": score.standing.value,
        "headroom": headroom if score.edition and isinstance(headroom, int) else None,
        "best": _exact(score.best.value),
        "worst": _exact(score.worst.value),
        "levels": _levels(score.edition, score.score),
    }


def figure_object(figure: WeekFigure) -> JsonObject:
    """
    One figure, of a standard of which only the amount is known.

    ``kind`` is ``share``, ``ratio`` or ``average``. ``total`` and ``counted`` are what ``value`` is the quotient of, as
    the marketplace gives them; ``total`` and ``value`` are exact, as text.
    """
    amount = figure.amount
    total = Fraction(amount.hits) if isinstance(amount, Score) else amount.total
    return {
        "standard": figure.standard,
        "kind": _kind(figure),
        "total": str(total),
        "counted": amount.counted,
        "value": _exact(amount.value),
        "shown": figure.shown,
        "norm": norm_object(figure.edition),
        "standing": figure.standing.value,
        "levels": _levels(figure.edition, amount),
    }


def _kind(figure: WeekFigure) -> str:
    if isinstance(figure.amount, Score):
        return Scale.SHARE.value
    known = next((each.scale for each in COUNTED_STANDARDS if each.name == figure.standard), Scale.AVERAGE)
    return (figure.edition.target.scale if figure.edition else known).value


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _levels(edition: Edition | None, amount: Amount) -> list[JsonObject]:
    return [
        {
            "level": level.value,
            "condition": norm.direction.value,
            "value": str(norm.value),
            "standing": amount.standing(norm).value,
        }
        for level, norm in (edition.levels if edition else ())
    ]


def norm_object(edition: Edition | None) -> JsonObject | None:
    """The target of an edition and its source."""
    if edition is None:
        return None
    target = edition.target
    return {"condition": target.direction.value, "value": str(target.value), "source": edition.source}


def _moment(at: Moment | None) -> str | None:
    return at.isoformat() if at else None


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


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
            "promised": _day(item.promise.day if item.promise else None),
            "shipped": _moment(item.shipped),
            "handedOver": _moment(item.journey.handover),
            "firstAttempt": _moment(item.journey.first_attempt),
            "notReceived": _day(item.not_received),
            "excuse": item.excuse.value if item.excuse else None,
            "cancelledBy": item.cancelled_by.value if item.cancelled_by else None,
            "cancelledOn": _day(item.cancelled_on),
            "askedToCancel": _ASKED[item.asked_to_cancel],
            "expires": _day(item.expires),
            "returned": _day(item.returned),
        },
        "findings": [{"code": finding.code, "text": finding.text} for finding in contradictions(item)],
        "norm": norm_object(each.edition),
    }


def answer_object(each: AnswerExplanation) -> JsonObject:
    """One explanation of a customer's question; ``due`` was the last moment for an answer in time."""
    question = each.question
    return {
        "week": str(each.week),
        "standard": each.standard,
        "questionId": question.question_id,
        "quantity": 1,
        "verdict": each.row.verdict.value,
        "code": each.row.code,
        "because": each.row.because,
        "facts": each.named_facts,
        "evidence": {
            "asked": question.asked.isoformat(),
            "due": each.due.isoformat(),
            "answered": _moment(question.answered),
            "country": question.country.value,
        },
        "findings": [],
        "norm": norm_object(each.edition),
    }
