"""
The explanation of a score, item by item: its facts, the row they met, the norm; and what changed between two scores.

One item is explained by the same path by which all are counted.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, Final, final

from attrs import fields, frozen

from trackntrace.grammar import exactly
from trackntrace.made_once import Remade
from trackntrace.moment import Moment, moment_of
from trackntrace.notebook import table_html
from trackntrace.performance.editions import Edition
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.pairing import Place, paired
from trackntrace.performance.scorecard import edition_of, week_name
from trackntrace.performance.standard import AnyStandard, Facts, Row
from trackntrace.performance.tally import WeekBy, WeekOrUndated, day_of_week, week_of


@final
@frozen(kw_only=True, getstate_setstate=False)
class Explanation(Remade):
    """
    Why one item counts as it does.

    ``facts_of`` names the standard whose facts these are: its own, or the whole's where it is a half.
    """

    standard: str
    facts_of: str
    week: WeekOrUndated
    item: Evidence
    facts: Facts
    row: Row
    edition: Edition | None

    @staticmethod
    def _gained(state: Mapping[str, Any]) -> Mapping[str, Any]:
        """Up to 0.1.0 there were no halves: every standard had facts of its own."""
        return {"facts_of": state.get("standard")}

    @property
    def named_facts(self) -> dict[str, str]:
        """The facts by name, as text."""
        names: tuple[str, ...] = self.facts._fields  # type: ignore[attr-defined]
        return {name: str(fact.value) for name, fact in zip(names, self.facts, strict=True)}

    def _repr_html_(self) -> str:
        item = self.item
        told = {
            "order": item.order_id,
            "item": item.order_item_id,
            "verdict": self.row.verdict.value,
            "code": self.row.code,
            "because": self.row.because,
            **self.named_facts,
        }
        return table_html(f"{self.standard}, {week_name(self.week)}", ("what", "is"), told.items())


def explain(
    evidence: Iterable[Evidence],
    standard: AnyStandard,
    *,
    as_of: Moment,
    by: WeekBy = WeekBy.PROMISED,
    readings: Readings = DEFAULT_READINGS,
) -> Iterator[Explanation]:
    """
    Explains item by item what a standard makes of it, in the order in which the items come.

    Raises:
        InvalidValueError: ``as_of`` is no moment.
    """
    moment = moment_of(as_of, "as_of")
    exactly(by, WeekBy, "by")
    for item in evidence:
        if exactly(item, Evidence, "evidence").known(moment):
            known = item.until(moment)
            facts = standard.read(known, moment, readings)
            week = week_of(day_of_week(known, by))
            yield Explanation(
                standard=standard.name,
                facts_of=standard.counted_as,
                week=week,
                item=known,
                facts=facts,
                row=standard.judge(facts),
                edition=edition_of(standard.editions, week),
            )


@final
@frozen(kw_only=True)
class Revision:
    """
    An item that counts otherwise than before, and the evidence that made the difference.

    ``before`` or ``after`` is None where the item was not there. ``evidence`` names the parts of it that differ.
    """

    before: Explanation | None
    after: Explanation | None
    facts: tuple[tuple[str, str, str], ...]
    evidence: tuple[str, ...]


def diff(before: Iterable[Explanation], after: Iterable[Explanation]) -> tuple[Revision, ...]:
    """
    What changed between two explanations: the items that count otherwise, and by which evidence.

    An item that was open and has been shipped since is one item. Items that count as before are left out: those with
    the same verdict by a row of the same code, in the same week, as often.
    """
    pairs = paired(before, after, place=_place, counts_as=_counts_as)
    return tuple(
        Revision(before=old, after=new, facts=_changed_facts(old, new), evidence=_changed(old, new))
        for old, new in pairs
    )


_PARTS: Final = tuple(part.name for part in fields(Evidence))


def _place(each: Explanation) -> Place:
    return each.standard, *each.item.key


def _counts_as(each: Explanation) -> tuple[Hashable, ...]:
    return each.row.code, each.row.verdict, each.week, each.item.quantity


def _changed_facts(before: Explanation | None, after: Explanation | None) -> tuple[tuple[str, str, str], ...]:
    old, new = before.named_facts if before else {}, after.named_facts if after else {}
    names = new or old
    return tuple((n, old.get(n, ""), new.get(n, "")) for n in names if old.get(n) != new.get(n))


def _changed(before: Explanation | None, after: Explanation | None) -> tuple[str, ...]:
    old, new = (each.item if each else None for each in (before, after))
    return tuple(part for part in _PARTS if getattr(old, part, None) != getattr(new, part, None))
