"""
The service standard: a question asked of every item, with a decision table for an answer and a norm to reach.

A table is an ordered list of rows over finite facts; the first row that matches gives the verdict and its stable code.
Because the facts are finite the table can be checked exhaustively, printed, and applied to counts instead of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import product
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, final, get_type_hints

from attrs import evolve, field, frozen

from trackntrace.errors import ConflictError
from trackntrace.grammar import Word, exactly
from trackntrace.made_once import Remade
from trackntrace.moment import Moment, moment_of
from trackntrace.notebook import table_html
from trackntrace.performance.editions import Edition, Editions
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.facts import DEFAULT_READINGS, Readings
from trackntrace.performance.norm import Direction

Facts = tuple[Enum, ...]
F = TypeVar("F", bound=Facts)


class Verdict(Word):
    """What an item's facts make it."""

    HIT = "hit"
    MISS = "miss"
    PENDING = "pending"
    EXCLUDED = "excluded"


@final
@frozen
class Row:
    """
    One row of a decision table: what it makes of the facts that it matches, and by which code.

    ``when`` names the facts that it asks for and the values that it admits; other facts may be anything.
    ``because`` says on what ground it stands.
    """

    code: str
    verdict: Verdict
    when: tuple[tuple[str, tuple[Enum, ...]], ...] = ()
    because: str = field(default="", eq=False)

    def matches(self, facts: Facts) -> bool:
        """Whether these facts are what it asks for."""
        return all(getattr(facts, name) in admitted for name, admitted in self.when)

    @property
    def condition(self) -> str:
        """What it asks for, as text."""
        asked = (f"{name}: {' or '.join(str(value.value) for value in admitted)}" for name, admitted in self.when)
        return "; ".join(asked) or "anything else"


def row(code: str, verdict: Verdict, because: str, **when: Enum | tuple[Enum, ...]) -> Row:
    """A row, its conditions written as arguments: ``row("open", Verdict.PENDING, "…", stage=Stage.OPEN)``."""
    return Row(code, verdict, tuple((name, _admitted(values)) for name, values in when.items()), because)


def _admitted(values: Enum | tuple[Enum, ...]) -> tuple[Enum, ...]:
    return values if isinstance(values, tuple) else (values,)


class NamedReading(NamedTuple):
    """A reading that was taken where the public material leaves a question open."""

    name: str
    value: str


@final
@frozen(getstate_setstate=False)
class ServiceStandard(Remade, Generic[F]):
    """
    A question asked of every item: which facts it needs, what they make it, and the norms it was published with.

    ``facts_version`` changes when the facts change meaning, so that older tallies are not added to newer ones.
    ``readings`` are those taken in the table; those taken when reading the facts are `Readings`. ``direction`` says on
    which side of a norm a good score lies. ``facts_of`` names the standard whose facts it judges, if not its own, so
    that one tally serves both.

    Raises:
        ConflictError: an edition's target lies in another direction.
    """

    name: str
    facts_type: type[F] = field(kw_only=True, repr=attrgetter("__qualname__"))
    facts_version: int = field(kw_only=True)
    read: Callable[[Evidence, Moment, Readings], F] = field(kw_only=True, eq=False, repr=attrgetter("__qualname__"))
    reachable: Callable[[F], bool] = field(kw_only=True, eq=False, repr=attrgetter("__qualname__"))
    rows: tuple[Row, ...] = field(kw_only=True)
    editions: Editions = field(kw_only=True)
    readings: tuple[NamedReading, ...] = field(default=(), kw_only=True)
    direction: Direction = field(default=Direction.AT_LEAST, kw_only=True)
    facts_of: str = field(default="", kw_only=True)
    _met: dict[F, Row] = field(factory=dict, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for edition in (*self.editions.editions, *(edition for _, edition in self.editions.told)):
            if isinstance(edition, Edition) and edition.target.direction is not self.direction:
                wrong = edition.target.direction.value
                raise ConflictError.about(wrong, self.name, f"expected norms of the form {self.direction.value}")

    @property
    def counted_as(self) -> str:
        """The name under which its facts are counted."""
        return self.facts_of or self.name

    def facts(self, item: Evidence, *, as_of: Moment, readings: Readings = DEFAULT_READINGS) -> F:
        """The facts of an item as of a moment, which is all that the verdict depends on."""
        moment = moment_of(as_of, "as_of")
        return self.read(item.until(moment), moment, readings)

    def judge(self, facts: F) -> Row:
        """
        The row that these facts meet.

        Raises:
            ConflictError: no row matches, which a complete table never lets happen.
        """
        found = self._met.get(facts)
        if found is None:
            found = self._met[facts] = self._first_match(facts)
        return found

    def _first_match(self, facts: F) -> Row:
        exactly(facts, self.facts_type, "facts")
        for candidate in self.rows:
            if candidate.matches(facts):
                return candidate
        raise ConflictError.about(
            " ".join(str(fact.value) for fact in facts), self.name, "expected facts that a row of the table meets"
        )

    def judge_whole(self, items: Iterable[F]) -> Row:
        """
        The row that decides an order or a shipment as a whole, from the facts of its items.

        A miss makes the whole a miss; else one pending item leaves it pending; else a hit makes it a hit.
        """
        met = {self.judge(facts) for facts in items}
        if len(met) == 1:
            return met.pop()
        if not met:
            raise ConflictError.about(0, self.name, "expected the facts of at least one item")
        return next(each for verdict in _WEIGHT for each in self.rows if each in met and each.verdict is verdict)

    def all_facts(self) -> Iterator[F]:
        """Every combination of facts that can be read off some evidence."""
        kinds = get_type_hints(self.facts_type)
        fields: tuple[str, ...] = self.facts_type._fields  # type: ignore[attr-defined]
        for values in product(*(kinds[name] for name in fields)):
            facts: Any = self.facts_type(*values)
            if self.reachable(facts):
                yield facts

    def with_editions(self, editions: Editions) -> ServiceStandard[F]:
        """The same question under other norms: an internal target, another marketplace."""
        return evolve(self, editions=editions)

    def _repr_html_(self) -> str:
        rows = ((row.code, row.verdict.value, row.condition, row.because) for row in self.rows)
        return table_html(
            f"{self.name}: the first row that matches decides", ("code", "verdict", "if", "because"), rows
        )


_WEIGHT = (Verdict.MISS, Verdict.PENDING, Verdict.HIT, Verdict.EXCLUDED)

AnyStandard: TypeAlias = ServiceStandard[Any]
"""A standard over any facts."""
