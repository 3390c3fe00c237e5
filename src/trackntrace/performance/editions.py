"""
The editions in which norms were published: dated and sourced.

A norm that changes is a new edition, never a change of code. Where the beginning of an edition is not public, the
edition says so; where every seller has a norm of their own, it says that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar, Final, TypeAlias, final

from attrs import field, frozen

from trackntrace.errors import ConflictError, InvalidValueError, NoEditionError
from trackntrace.grammar import Word, exactly, whole
from trackntrace.made_once import Remade
from trackntrace.moment import Week, day_of
from trackntrace.notebook import table_html
from trackntrace.performance.norm import Norm

_A_DAY: Final = timedelta(days=1)


class Level(Word):
    """What a published value means. The standing of a score is against the target."""

    MINIMUM = "minimum"
    TARGET = "target"
    ADVICE = "advice"


class Certainty(Word):
    """How sure the beginning of an edition is."""

    PUBLISHED = "published"
    SEEN = "seen in force then"
    INFERRED = "inferred"
    NOT_PUBLIC = "not public"
    ANNOUNCED = "announced"
    TOLD = "told for this week"


def _levels(value: tuple[tuple[Level, Norm], ...]) -> tuple[tuple[Level, Norm], ...]:
    levels = exactly(value, tuple, "levels")
    for pair in levels:
        if type(pair) is not tuple or [type(part) for part in pair] != [Level, Norm]:
            raise InvalidValueError.about(pair, "levels", "expected pairs of level and norm")
    return levels


def _check_dates(since: date | None, last_seen: date | None, certainty: Certainty) -> None:
    for on in (since, last_seen):
        if on is not None:
            day_of(on, "since")
    if (since is None) is not (exactly(certainty, Certainty, "certainty") is Certainty.NOT_PUBLIC):
        raise InvalidValueError.about(since, "since", "expected a day, or certainty NOT_PUBLIC")
    if since and last_seen and last_seen < since:
        raise InvalidValueError.about(last_seen, "last_seen", f"expected a day not before {since}")


@final
@frozen(kw_only=True, getstate_setstate=False)
class Edition(Remade):
    """
    A norm as published: its levels, since when, where it stands, and how sure that is.

    ``since`` is None where the beginning is not public; the edition then reaches back to the day after the one before
    was last seen in force (``last_seen``). ``strikes_from`` is how many misses make a week below the target a bad week;
    None where the standard gives no strikes.
    """

    levels: tuple[tuple[Level, Norm], ...] = field(converter=_levels)
    since: date | None
    certainty: Certainty
    source: str
    last_seen: date | None = None
    strikes_from: int | None = None

    def __attrs_post_init__(self) -> None:
        _check_dates(self.since, self.last_seen, self.certainty)
        if self.strikes_from is not None:
            whole(self.strikes_from, "strikes_from", least=1)
        if Level.TARGET not in dict(self.levels):
            raise InvalidValueError.about(len(self.levels), "levels", "expected a target among them")

    @property
    def target(self) -> Norm:
        """The norm that decides the standing."""
        return dict(self.levels)[Level.TARGET]


@final
@frozen(kw_only=True)
class PersonalEdition:
    """
    A time in which every seller has a norm of their own, which no page tells: only the marketplace's indicator does.

    Its parts mean what they mean in an `Edition`.
    """

    since: date | None
    certainty: Certainty
    source: str
    last_seen: date | None = None

    def __attrs_post_init__(self) -> None:
        _check_dates(self.since, self.last_seen, self.certainty)


AnyEdition: TypeAlias = Edition | PersonalEdition


def _any_of(editions: Iterable[AnyEdition]) -> tuple[AnyEdition, ...]:
    try:
        given = tuple(editions)
    except TypeError:
        raise InvalidValueError.about(editions, "editions", "expected any number of Edition") from None
    for each in given:
        if type(each) is not PersonalEdition:
            exactly(each, Edition, "editions")
    return given


@final
@frozen(init=False, getstate_setstate=False)
class Editions(Remade):
    """
    The editions of one standard's norm, the oldest first, and the norms that were told for single weeks.

    >>> Editions("sample", [Edition(levels=((Level.TARGET, Norm.parse("93%")),), since=date(2019, 3, 4),
    ...     certainty=Certainty.SEEN, source="an example")]).on(date(2026, 1, 1)).target.value
    Fraction(93, 100)
    """

    standard: str
    editions: tuple[AnyEdition, ...]
    beginnings: tuple[date, ...] = field(repr=False)
    told: tuple[tuple[Week, Edition], ...]

    _worked_out: ClassVar = frozenset({"beginnings"})

    def __init__(
        self, standard: str, editions: Iterable[AnyEdition], *, told: Iterable[tuple[Week, Edition]] = ()
    ) -> None:
        chosen = _any_of(editions)
        self.__attrs_init__(standard, chosen, _beginnings(standard, chosen), _by_week(standard, told))

    def on(self, day: date) -> Edition:
        """
        The edition in force on a day: the newest of those that had begun.

        Raises:
            NoEditionError: no edition is known that early, or every seller has a norm of their own on that day.
        """
        return self._on(day_of(day))

    def _on(self, asked: date) -> Edition:
        for edition, begins in reversed(self.dated):
            if begins <= asked:
                if isinstance(edition, PersonalEdition):
                    reason = f"expected a norm told for this week: from {begins} on each seller has one of their own"
                    raise NoEditionError.about(asked, self.standard, reason)
                return edition
        raise NoEditionError.about(asked, self.standard, f"expected a day from {self.beginnings[0]} on")

    @property
    def dated(self) -> tuple[tuple[AnyEdition, date], ...]:
        """Each edition with the day from which it is taken to be in force, the oldest first."""
        return tuple(zip(self.editions, self.beginnings, strict=True))

    def of(self, week: Week) -> Edition:
        """The edition of a week: the norm that was told for it, or else the one in force on its Monday."""
        for told_for, edition in self.told:
            if told_for == week:
                return edition
        return self._on(week.first_day)

    def tell(self, week: Week, norm: Norm, *, source: str) -> Editions:
        """
        These editions with a norm that was told for one week, as the marketplace's indicator tells it.

        It takes precedence there. How many misses make a bad week is no part of what is told, and stays.
        """
        try:
            strikes_from = self.of(week).strikes_from
        except NoEditionError:
            strikes_from = None
        edition = Edition(
            levels=((Level.TARGET, norm),),
            since=week.first_day,
            certainty=Certainty.TOLD,
            source=source,
            strikes_from=strikes_from,
        )
        kept = (pair for pair in self.told if pair[0] != week)
        return Editions(self.standard, self.editions, told=(*kept, (week, edition)))

    def _repr_html_(self) -> str:
        rows = ((begins, edition.certainty.value, _norms(edition), edition.source) for edition, begins in self.dated)
        header = ("taken to be in force from", "which is", "norm", "source")
        return table_html(f"norms of {self.standard}", header, rows)


def _norms(edition: AnyEdition) -> str:
    if isinstance(edition, PersonalEdition):
        return "one for each seller"
    return ", ".join(f"{level.value} {norm.shown}" for level, norm in edition.levels)


def _by_week(standard: str, told: Iterable[tuple[Week, Edition]]) -> tuple[tuple[Week, Edition], ...]:
    pairs = tuple(sorted(((exactly(w, Week, "week"), exactly(e, Edition, "told")) for w, e in told), key=_week))
    if len({week for week, _ in pairs}) != len(pairs):
        raise ConflictError.about(standard, "told", "expected one norm for each week")
    return pairs


def _week(pair: tuple[Week, Edition]) -> Week:
    return pair[0]


def _beginnings(standard: str, editions: tuple[AnyEdition, ...]) -> tuple[date, ...]:
    begins: list[date] = []
    seen: date | None = None
    for edition in editions:
        begin = edition.since or (seen and seen + _A_DAY) or (begins[-1] if begins else None)
        if begin is None or (begins and begin < begins[-1]):
            raise ConflictError.about(standard, "editions", "expected dated editions in order, the first one dated")
        begins.append(begin)
        seen = edition.last_seen or edition.since
    if not begins:
        raise ConflictError.about(standard, "editions", "expected at least one edition")
    return tuple(begins)
