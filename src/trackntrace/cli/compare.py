"""``trackntrace compare``: what changed between two runs that were kept."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import Any, Final

from trackntrace.cli.inputs import UsageError, spoken
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
from trackntrace.wording import Language, say

_NONE: Final = "-"


def add_options(command: ArgumentParser) -> None:
    """The two results to compare."""
    about = "what score or explain printed with --format json"
    command.add_argument("before", metavar="BEFORE", help=f"{about}, earlier")
    command.add_argument("after", metavar="AFTER", help=f"{about}, later")
    command.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    command.set_defaults(as_of=None)


def compare(options: Namespace) -> int:
    """Prints what changed; the exit status is 0 whether or not anything did."""
    faults = Faults()
    before, after = (_told(name, faults) for name in (options.before, options.after))
    faults.refuse()
    if (before.items and after.scores) or (before.scores and after.items):
        raise UsageError("compare: expected two results of score, or two of explain")
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
            raise UsageError(f"{ascii(name)[1:-1]}: {error.strerror}") from None
        raise UsageError(f"{ascii(name)[1:-1]}: no name of a file") from None


def _safe(text: str) -> str:
    return ascii(text)[1:-1]


def _week(text: str, language: Language) -> str:
    return _safe(text) if text else say("change.undated", language)


def _score_line(each: ToldScoreChange, language: Language) -> str:
    one = each.after or each.before or ToldScore(standard="", week="", shown="", standing="", counts=())
    was, now = (
        f"{_safe(side.shown)} ({_safe(side.standing)})" if side else _NONE for side in (each.before, each.after)
    )
    codes = ", ".join(f"{_safe(code)} {old} -> {new}" for code, old, new in each.codes)
    line = f"{_week(one.week, language)} {_safe(one.standard)}: {was} -> {now}"
    return f"{line}: {codes}" if codes else line


def _item_line(each: ToldChange, language: Language) -> str:
    one = each.after or each.before
    order, item, shipment = map(_safe, one.item) if one else ("", "", "")
    where = f"{order} {item}" + (f" {shipment}" if shipment else "")
    facts = ", ".join(f"{_safe(name)}: {_safe(old) or _NONE} -> {_safe(new) or _NONE}" for name, old, new in each.facts)
    grounds = "; ".join(say(f"change.{ground.value}", language) for ground in each.grounds)
    standard = _safe(one.standard) if one else ""
    shown = f"{standard} {where}: {_counted(each.before, language)} -> {_counted(each.after, language)}: {grounds}"
    return f"{shown} [{facts}]" if facts and each.before and each.after else shown


def _counted(item: ToldItem | None, language: Language) -> str:
    if item is None:
        return _NONE
    times = f"{item.quantity} x " if item.quantity > 1 else ""
    return f"{_week(item.week, language)} {times}{_safe(item.verdict)} {_safe(item.code)}"


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
