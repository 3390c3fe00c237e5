"""A report in short: the sentences that somebody reads who reads nothing else."""

from __future__ import annotations

from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.causes import Cause
from trackntrace.performance.score import Standing
from trackntrace.performance.standard import Verdict
from trackntrace.performance.strikes import StrikeRecord, StrikeState
from trackntrace.report.model import Entry, Report
from trackntrace.report.speech import Speech


def headline(report: Report, speech: Speech) -> str:
    """The one sentence that matters most: how many scores fall short."""
    standings = [entry.standing for entry in report.dated]
    short = standings.count(Standing.FALLS_SHORT)
    assessed = short + standings.count(Standing.MEETS)
    if not assessed:
        return speech.say("none-assessed" if report.card.scores or report.card.figures else "empty")
    if short:
        return speech.counted("short", short, assessed=speech.number(assessed))
    return speech.counted("all-meet", assessed)


def sentences(report: Report, speech: Speech) -> list[str]:
    """What else is to be said: the newest week, the worst and its cause, what is pending, the strikes."""
    strikes = strikes_told(report.strikes, speech) if report.strikes and report.dated else ""
    told = [_newest(report, speech), *_worst(report, speech), _pending(report, speech), strikes]
    return [sentence for sentence in told if sentence]


def _newest(report: Report, speech: Speech) -> str:
    weeks = report.card.weeks
    if len(weeks) < 2:
        return ""
    newest = [entry for entry in report.dated if entry.week == weeks[-1]]
    short = [speech.standard(entry.standard) for entry in newest if entry.standing is Standing.FALLS_SHORT]
    week = speech.week(weeks[-1])
    return speech.say("newest.some", week=week, standards=", ".join(short)) if short else _none(newest, week, speech)


def _none(newest: list[Entry], week: str, speech: Speech) -> str:
    """That nothing falls short, where anything was assessed at all."""
    assessed = any(entry.standing is Standing.MEETS for entry in newest)
    return speech.say("newest.none", week=week) if assessed else ""


def _worst(report: Report, speech: Speech) -> list[str]:
    worst = report.worst
    if worst is None or worst.score.edition is None:
        return []
    score, norm = worst.score, speech.norm(worst.score.edition.target)
    names = {"standard": speech.standard(score.standard), "week": speech.week(score.week)}
    told = speech.say("worst", **names, score=speech.shown(score.shown), norm=norm)
    causes = worst.causes[:1]
    largest = (cause_told(cause, score.standard, report, speech) for cause in causes)
    return [told, *(speech.say("cause.largest", cause=cause) for cause in largest)]


def _pending(report: Report, speech: Speech) -> str:
    pending = sum(score.items(Verdict.PENDING) for score in report.unsettled)
    return speech.counted("pending", pending) if pending else ""


def strikes_told(record: StrikeRecord, speech: Speech) -> str:
    """How many strikes count, and when the first of them expires."""
    ends = [strike.expires_on for strike in record.of(StrikeState.COUNTS) if strike.expires_on]
    return speech.counted("strikes", len(ends), day=speech.day(min(ends))) if ends else speech.say("strikes.none")


def cause_told(cause: Cause, standard: str, report: Report, speech: Speech) -> str:
    """A cause in a sentence: how many items, with which delivery service, and why."""
    why = why_of(cause, standard, report, speech)
    return speech.counted("cause", cause.items, service=service_told(cause.service, speech), why=why)


def why_of(cause: Cause, standard: str, report: Report, speech: Speech) -> str:
    """Why the items of a cause missed; its code where no row tells."""
    rows = (each.row for each in report.missed if each.standard == standard)
    return next((speech.why(standard, row) for row in rows if row.code == cause.code), cause.code)


def service_told(service: DeliveryService | None, speech: Speech) -> str:
    """The name of a delivery service, or that none was told."""
    return service.name if service else speech.say("no-service")
