"""
Results that were kept: what ``score --format json`` and ``explain --format json`` printed, read back and compared.

A member that is not known here is passed over, so that results of different versions can be compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, TypeAlias, final

from attrs import frozen

from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.members import Members, objects_in, text_of
from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import TrackntraceError
from trackntrace.performance.comparison import Ground, grounds_of
from trackntrace.performance.pairing import paired

Named: TypeAlias = tuple[tuple[str, str], ...]

_EVIDENCE: Final = {
    "service": "service",
    "number": "number",
    "promised": "promise",
    "shipped": "shipped",
    "handedOver": "journey",
    "firstAttempt": "journey",
    "notReceived": "not_received",
    "excuse": "excuse",
    "cancelledBy": "cancelled_by",
    "cancelledOn": "cancelled_on",
    "askedToCancel": "asked_to_cancel",
    "expires": "expires",
    "returned": "returned",
}
"""The members of an explanation's evidence, by the parts of the evidence that they tell."""


@final
@frozen(kw_only=True)
class ToldItem:
    """An item as an explanation told it. ``week`` is empty for the undated."""

    standard: str
    week: str
    item: tuple[str, str, str]
    quantity: int
    verdict: str
    code: str
    facts: Named
    evidence: Named

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands among others."""
        return self.standard, *self.item, dict(self.facts).get("stage", "")

    @property
    def counts_as(self) -> tuple[object, ...]:
        """What it counts as."""
        return self.code, self.verdict, self.week, self.quantity


@final
@frozen(kw_only=True)
class ToldScore:
    """A score as it was told. ``week`` is empty for the undated."""

    standard: str
    week: str
    shown: str
    standing: str
    counts: tuple[tuple[str, int], ...]


@final
@frozen(kw_only=True)
class Told:
    """What one run told: items, scores, or nothing."""

    items: tuple[ToldItem, ...] = ()
    scores: tuple[ToldScore, ...] = ()


@final
@frozen(kw_only=True)
class ToldChange:
    """An item that counts otherwise, by what made the difference; None where it was not there."""

    before: ToldItem | None
    after: ToldItem | None
    grounds: tuple[Ground, ...]
    facts: tuple[tuple[str, str, str], ...]
    evidence: tuple[tuple[str, str, str], ...]


@final
@frozen(kw_only=True)
class ToldScoreChange:
    """A score that is another than before; None where there was none."""

    before: ToldScore | None
    after: ToldScore | None

    @property
    def codes(self) -> tuple[tuple[str, int, int], ...]:
        """How many items met each row before and after, where that differs."""
        old = dict(self.before.counts) if self.before else {}
        new = dict(self.after.counts) if self.after else {}
        return tuple(
            (code, old.get(code, 0), new.get(code, 0))
            for code in sorted({*old, *new})
            if old.get(code, 0) != new.get(code, 0)
        )


def told_in(documents: Iterable[Document], faults: Faults) -> Told:
    """What documents tell; what cannot be read becomes a fault."""
    items: list[ToldItem] = []
    scores: list[ToldScore] = []
    for document in documents:
        try:
            members = Members.of(document.value)
            if members.has("weeks"):
                scores += _scores(members)
            else:
                items.append(_item(members))
        except TrackntraceError as error:
            faults.add(Fault.of(error, source=document.source, line=document.line))
    return Told(items=tuple(items), scores=tuple(scores))


def _item(members: Members) -> ToldItem:
    asked = members.has("questionId")
    names = ("questionId", "questionId", "") if asked else ("orderId", "orderItemId", "shipmentId")
    order, item, shipment = (members.read_or(name, text_of, "") if name else "" for name in names)
    for name in names[:2]:
        members.need(name)
    return ToldItem(
        standard=members.read("standard", text_of),
        week=members.read_or("week", text_of, ""),
        item=(order, item, shipment),
        quantity=members.count("quantity", least=1),
        verdict=members.read("verdict", text_of),
        code=members.read("code", text_of),
        facts=_named(members.inner("facts")),
        evidence=_named(members.inner("evidence")),
    )


def _named(members: Members) -> Named:
    return tuple((name, _plain(value)) for name, value in members.members.items())


def _plain(value: JsonValue) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _scores(members: Members) -> list[ToldScore]:
    weeks = [(week.read("week", text_of), week.objects("scores")) for week in members.objects("weeks")]
    undated = [("", objects_in(members.need("undated"), "undated"))] if members.has("undated") else []
    return [_score(week, each) for week, told in (*weeks, *undated) for each in told]


def _score(week: str, members: Members) -> ToldScore:
    verdicts = members.inner("verdicts")
    return ToldScore(
        standard=members.read("standard", text_of),
        week=week,
        shown=members.read("shown", text_of),
        standing=members.read("standing", text_of),
        counts=tuple((code, verdicts.count(code)) for code in verdicts.members),
    )


def item_changes(before: Iterable[ToldItem], after: Iterable[ToldItem]) -> tuple[ToldChange, ...]:
    """The items that count otherwise; told the other way round, each is turned round."""
    pairs = paired(before, after, place=lambda each: each.place, counts_as=lambda each: each.counts_as)
    return tuple(_changed(old, new) for old, new in pairs)


def _changed(old: ToldItem | None, new: ToldItem | None) -> ToldChange:
    facts = _unlike(old.facts if old else (), new.facts if new else ())
    evidence = _unlike(old.evidence if old else (), new.evidence if new else ())
    return ToldChange(
        before=old, after=new, grounds=_grounds(old, new, facts, evidence), facts=facts, evidence=evidence
    )


def _grounds(old: ToldItem | None, new: ToldItem | None, facts: Any, evidence: Any) -> tuple[Ground, ...]:
    if old is None or new is None:
        return (Ground.CAME if old is None else Ground.WENT,)
    parts = [_EVIDENCE.get(name, name) for name, _, _ in evidence]
    names = [name for name, _, _ in facts]
    if "stage" in names:
        parts.append("stage")
    if old.quantity != new.quantity:
        parts.append("quantity")
    return grounds_of(names, parts)


def _unlike(old: Named, new: Named) -> tuple[tuple[str, str, str], ...]:
    one, other = dict(old), dict(new)
    names = (*one, *(name for name in other if name not in one))
    changed = ((name, one.get(name, ""), other.get(name, "")) for name in names)
    return tuple(sorted(each for each in changed if each[1] != each[2]))


def told_score_changes(before: Iterable[ToldScore], after: Iterable[ToldScore]) -> tuple[ToldScoreChange, ...]:
    """The scores that differ; told the other way round, each is turned round."""
    old = {(each.week, each.standard): each for each in before}
    new = {(each.week, each.standard): each for each in after}
    return tuple(
        ToldScoreChange(before=old.get(place), after=new.get(place))
        for place in sorted({*old, *new})
        if old.get(place) != new.get(place)
    )
