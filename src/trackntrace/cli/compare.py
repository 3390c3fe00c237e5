"""``trackntrace compare``: what changed between two runs that were kept."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any, Final, TypeVar

from trackntrace.cli.language import spoken
from trackntrace.cli.parser import CommandParser
from trackntrace.cli.usage import UsageError
from trackntrace.documents.fault import Faults
from trackntrace.documents.lines import documents_in
from trackntrace.documents.told_results import (
    Told,
    ToldChange,
    ToldItem,
    ToldScore,
    ToldScoreChange,
    item_changes,
    told_in,
    told_score_changes,
)
from trackntrace.report.text import colon_text, standard_text
from trackntrace.wording import Language, has_words_for, say

_NONE: Final = "-"
_T = TypeVar("_T")


def add_options(command: CommandParser) -> None:
    """The two results to compare."""
    command.option("before", metavar="BEFORE")
    command.option("after", metavar="AFTER")
    command.form("text", "json")


def compare(options: Namespace) -> int:
    """Prints what changed; the exit status is 0 whether or not anything did."""
    faults = Faults()
    before, after = (_told(name, faults) for name in (options.before, options.after))
    faults.refuse()
    if (before.items and after.scores) or (before.scores and after.items):
        raise UsageError("usage.two-results", about="compare")
    items = item_changes(before.items, after.items)
    scores = told_score_changes(before.scores, after.scores)
    if options.format == "json":
        print(json.dumps({"scores": [*map(_score_object, scores)], "items": [*map(_item_object, items)]}))
        return 0
    language = spoken(options)
    lines = [*(_score_line(each, language) for each in scores), *(_item_line(each, language) for each in items)]
    print("\n".join(lines) or say("change.nothing", language))
    return 0


def _told(name: str, faults: Faults) -> Told:
    try:
        return told_in(documents_in([name], faults), faults)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError):
            raise UsageError.of(error, name) from None
        raise UsageError("usage.no-name", about=name) from None


def _one_of(*sides: _T | None) -> _T:
    """The first that is there: one always is."""
    return next(filter(None, sides))


def _safe(text: str) -> str:
    return ascii(text)[1:-1]


def _week(text: str, language: Language) -> str:
    return _safe(text) if text else say("change.undated", language)


def _score_line(each: ToldScoreChange, language: Language) -> str:
    one = _one_of(each.after, each.before)
    was, now = (_standing(side, language) for side in (each.before, each.after))
    codes = ", ".join(f"{_safe(code)} {old} -> {new}" for code, old, new in each.codes)
    what = f"{_week(one.week, language)} {standard_text(_safe(one.standard), language)}"
    line = colon_text(what, f"{was} -> {now}", language)
    return colon_text(line, codes, language) if codes else line


def _standing(side: ToldScore | None, language: Language) -> str:
    if side is None:
        return _NONE
    return f"{_safe(side.shown)} ({_worded('standing', _safe(side.standing), language)})"


def _worded(kind: str, word: str, language: Language) -> str:
    """A word of a result that was kept: by its code in English, as it is said in other languages."""
    known = language is not Language.ENGLISH and has_words_for(f"{kind}.{word}", language)
    return say(f"{kind}.{word}", language) if known else word


def _item_line(each: ToldChange, language: Language) -> str:
    one = _one_of(each.after, each.before)
    order, item, shipment = map(_safe, one.item)
    where = f"{order} {item}" + (f" {shipment}" if shipment else "")
    facts = ", ".join(_fact(_safe(name), (_safe(old), _safe(new)), language) for name, old, new in each.facts)
    grounds = "; ".join(say(f"change.{ground.value}", language) for ground in each.grounds)
    standard = standard_text(_safe(one.standard), language)
    change = f"{_counted(each.before, language)} -> {_counted(each.after, language)}"
    shown = colon_text(colon_text(f"{standard} {where}", change, language), grounds, language)
    return f"{shown} [{facts}]" if facts and each.before and each.after else shown


def _fact(name: str, values: tuple[str, str], language: Language) -> str:
    before, after = (_worded(f"fact.{name}", each, language) if each else _NONE for each in values)
    return colon_text(_worded("fact-name", name, language), f"{before} -> {after}", language)


def _counted(item: ToldItem | None, language: Language) -> str:
    if item is None:
        return _NONE
    times = f"{item.quantity} x " if item.quantity > 1 else ""
    verdict = _worded("verdict-word", _safe(item.verdict), language)
    return f"{_week(item.week, language)} {times}{verdict} {_safe(item.code)}"


def _score_object(each: ToldScoreChange) -> dict[str, Any]:
    return {
        "before": _side(each.before),
        "after": _side(each.after),
        "codes": [{"code": code, "before": old, "after": new} for code, old, new in each.codes],
    }


def _side(score: ToldScore | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "week": score.week or None,
        "standard": score.standard,
        "shown": score.shown,
        "standing": score.standing,
    }


def _item_object(each: ToldChange) -> dict[str, Any]:
    return {
        "before": _item(each.before),
        "after": _item(each.after),
        "because": [ground.value for ground in each.grounds],
        "facts": [{"name": name, "before": old, "after": new} for name, old, new in each.facts],
        "evidence": [{"name": name, "before": old, "after": new} for name, old, new in each.evidence],
    }


def _item(item: ToldItem | None) -> dict[str, Any] | None:
    if item is None:
        return None
    order, order_item, shipment = item.item
    return {
        "week": item.week or None,
        "standard": item.standard,
        "orderId": order,
        "orderItemId": order_item,
        "shipmentId": shipment or None,
        "quantity": item.quantity,
        "verdict": item.verdict,
        "code": item.code,
    }
