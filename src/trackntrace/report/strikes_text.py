"""Strikes as plain text: how many count and what they bring, each with its week, and under which readings."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from trackntrace.moment import Week
from trackntrace.performance.strike_rules import Consequence
from trackntrace.performance.strikes import MissedWeek, Strike, StrikeRecord, StrikeState
from trackntrace.report.speech import Speech
from trackntrace.report.text import standard_text, table
from trackntrace.wording import Language, say

_COLUMNS: Final = ("week", "state", "expires", "day", "standards")


def strikes_text(
    record: StrikeRecord, language: Language = Language.ENGLISH, *, weeks: Container[Week] | None = None
) -> str:
    """
    A strike record: what counts and what it brings, a table of the strikes, what is below a minimum, the readings.

    Where some ``weeks`` are asked for, only they are listed; what counts is that of all.
    """
    header = tuple(say(f"strike.column.{name}", language) for name in _COLUMNS)
    rows = [_row(strike, language) for strike in record.strikes if weeks is None or strike.week in weeks]
    below = [_below_minimum(each, language) for each in record.below_minimum if weeks is None or each.week in weeks]
    parts = [
        "\n".join(_summary(record, language)),
        table(header, rows) if rows else say("strike.none", language),
        "\n".join(below),
        say("strike.readings", language, readings=", ".join(map(": ".join, record.readings.named))),
    ]
    return "\n\n".join(part for part in parts if part)


def _summary(record: StrikeRecord, language: Language) -> Iterator[str]:
    through, moment = str(record.final_through), record.as_of.isoformat()
    yield say("strike.summary", language, count=str(record.count), moment=moment, through=through)
    provisional = len(record.of(StrikeState.PROVISIONAL))
    if provisional:
        yield say("strike.not-final", language, count=str(provisional))
    yield consequence_text("now", record.count, record.consequence, language)
    yield consequence_text("next", record.count + 1, record.next_consequence, language)


def consequence_text(when: str, count: int, consequence: Consequence, language: Language) -> str:
    """What so many strikes bring, and who says so; ``when`` is ``now`` or ``next``."""
    what = say(f"consequence.{consequence.kind.value}", language)
    dated = Speech(language).dated(consequence.dated)
    told_by = say(f"consequence.told-by.{consequence.told_by.value}", language, dated=dated)
    return f"{say(f'consequence.{when}', language, count=str(count), what=what)} {told_by}".rstrip()


def _row(strike: Strike, language: Language) -> tuple[str, ...]:
    missed = [_missed(each, language) for each in strike.missed]
    spared = [_spared(each, language) for each in strike.spared]
    reason = [say(f"excuse.{strike.taken_back.value}", language)] if strike.taken_back else []
    return (
        str(strike.week),
        say(f"strike.state.{strike.state.value}", language),
        str(strike.expires_with or "-"),
        str(strike.expires_on or "-"),
        "; ".join([*missed, *spared, *reason]),
    )


def _named(each: MissedWeek, language: Language) -> dict[str, str]:
    return {"standard": standard_text(each.standard, language), "score": each.score.shown(each.edition.target)}


def _missed(each: MissedWeek, language: Language) -> str:
    return say("strike.missed", language, misses=str(each.misses), **_named(each, language))


def _spared(each: MissedWeek, language: Language) -> str:
    reasons = "".join(
        f", {say('strike.reason', language, reason=say(f'excuse.{reason.value}', language), count=str(items))}"
        for reason, items in each.reasons
    )
    return say("strike.spared", language, excused=str(each.excused), reasons=reasons, **_named(each, language))


def _below_minimum(each: MissedWeek, language: Language) -> str:
    return say("strike.below-minimum", language, week=str(each.week), **_named(each, language))
