"""
The rules of strikes: what makes a week bad, how long a strike counts, when a week is final, and what strikes bring.

Each is a figure with its source, or a named reading where the public material leaves a question open.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, final

from attrs import field, frozen

from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word, each_of, exactly, whole
from trackntrace.moment import Moment, Week, local_day, moment_of
from trackntrace.performance.editions import Edition
from trackntrace.performance.norm import Direction
from trackntrace.performance.score import Score, Standing


class Boundary(Word):
    """
    Whether a score of just the norm is bad.

    Newer pages and the interface say no ("below 93 %", conforms if at least the norm); two older Dutch pages on service
    standards say that the seller is addressed at 93 % or lower. They say so of items on time; the reading is taken for
    every standard alike, so that under the second one a share of cancellations of just the norm is bad, too.
    """

    BELOW = "below"
    AT_OR_BELOW = "at-or-below"


class StrikesPer(Word):
    """
    Whether a week in which several standards are bad is one strike or several.

    One by default: "the week will be counted as a strike" (developers.bol.com, partner performance indicators).
    """

    WEEK = "week"
    STANDARD = "standard"


_WEDNESDAY: Final = timedelta(days=2)
_A_WEEK: Final = timedelta(weeks=1)


class Finality(Word):
    """
    On which Wednesday after its Sunday a week turns final.

    Scores are recalculated and strikes mailed on Wednesdays; after how many of them a week is final is not public. The
    second by default: by then customers may no longer report what they did not receive (five days, a reading), and what
    was not confirmed has been cancelled (the third day after the promised one).
    """

    FIRST_WEDNESDAY = "first-wednesday"
    SECOND_WEDNESDAY = "second-wednesday"
    THIRD_WEDNESDAY = "third-wednesday"

    @property
    def _weeks(self) -> int:
        return list(Finality).index(self) + 1

    def on(self, week: Week) -> date:
        """
        The day on which a week turns final.

        >>> Finality.SECOND_WEDNESDAY.on(Week(2026, 41))
        datetime.date(2026, 10, 21)

        Raises:
            InvalidValueError: it is no week.
        """
        return exactly(week, Week, "week").first_day + self._weeks * _A_WEEK + _WEDNESDAY

    def through(self, as_of: Moment) -> Week:
        """
        The last week that is final at a moment; it is so from the beginning of its Wednesday on, in Amsterdam.

        Raises:
            InvalidValueError: it is no moment.
        """
        today = local_day(moment_of(as_of, "as_of"))
        latest = Week.of(today).plus(-self._weeks)
        return latest if self.on(latest) <= today else latest.plus(-1)


def next_wednesday(after: date) -> date:
    """
    The first Wednesday after a day: the next one on which a week can turn final.

    >>> next_wednesday(date(2026, 10, 21))
    datetime.date(2026, 10, 28)
    """
    return after + timedelta(days=7 - (after.weekday() - _WEDNESDAY.days) % 7)


@final
@frozen
class StrikeWindow:
    """
    Over how many final weeks strikes are counted, and who says so.

    A strike of a week counts as long as the week is among the last so many final ones; weeks without any order count
    as weeks.

    >>> WINDOW_OF_22.expires_with(Week(2026, 12))
    Week(2026, 34)
    """

    weeks: int
    source: str = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        whole(self.weeks, "weeks", least=1, most=520)
        exactly(self.source, str, "source")

    def expires_with(self, week: Week) -> Week:
        """
        The week that takes a strike out of the window by turning final.

        Raises:
            InvalidValueError: it is no week, or would lie after 2200.
        """
        return exactly(week, Week, "week").plus(self.weeks)


_PAGE: Final = (
    "partnerplatform.bol.com, check on performance during the GroeiKracht period, undated, about 2023 to 2024"
)

WINDOW_OF_22: Final = StrikeWindow(22, source=f"{_PAGE}: the last 22 finally calculated weeks")
WINDOW_OF_23: Final = StrikeWindow(
    23, source=f"{_PAGE}, in its example: when week 35 is finally calculated, week 12 expires"
)
WINDOW_OF_24: Final = StrikeWindow(24, source="third parties, undated (sellable.app, madbot.ai): 24 weeks")
STRIKE_WINDOWS: Final = (WINDOW_OF_22, WINDOW_OF_23, WINDOW_OF_24)
"""The windows that somebody tells of; the marketplace's own page contradicts itself by one week."""


@final
@frozen(kw_only=True)
class StrikeReadings:
    """How the open questions about strikes are read; each has a default."""

    boundary: Boundary = Boundary.BELOW
    per: StrikesPer = StrikesPer.WEEK
    window: StrikeWindow = WINDOW_OF_22
    finality: Finality = Finality.SECOND_WEDNESDAY

    def __attrs_post_init__(self) -> None:
        exactly(self.boundary, Boundary, "boundary")
        exactly(self.per, StrikesPer, "per")
        exactly(self.window, StrikeWindow, "window")
        exactly(self.finality, Finality, "finality")

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each reading by its name."""
        return (
            ("boundary", self.boundary.value),
            ("finality", self.finality.value),
            ("strikes-per", self.per.value),
            ("window", f"{self.window.weeks} weeks"),
        )


STRIKE_READINGS: Final = StrikeReadings()


def misses_in(score: Score, direction: Direction) -> int:
    """
    How many of a score are misses, on whichever side of the norm a good score lies.

    Raises:
        InvalidValueError: an argument is of another class.
    """
    exactly(score, Score, "score")
    exactly(direction, Direction, "direction")
    return score.counted - score.hits if direction is Direction.AT_LEAST else score.hits


def is_bad(score: Score, edition: Edition, boundary: Boundary) -> bool:
    """
    Whether a score makes its week a bad one: it is on the wrong side of the target, and enough was missed.

    Raises:
        InvalidValueError: an argument is of another class.
    """
    exactly(boundary, Boundary, "boundary")
    misses = misses_in(score, exactly(edition, Edition, "edition").target.direction)
    if edition.strikes_from is None or misses < edition.strikes_from:
        return False
    at_the_norm = boundary is Boundary.AT_OR_BELOW and score.value == edition.target.value
    return at_the_norm or score.standing(edition.target) is Standing.FALLS_SHORT


class ConsequenceKind(Word):
    """What a number of strikes brings."""

    NOTHING = "nothing"
    EMAIL = "e-mail"
    TEMPORARY_CLOSURE = "temporary-closure"
    PERMANENT_CLOSURE = "permanent-closure"
    NOT_PUBLIC = "not-public"


class Authority(Word):
    """Who tells what strikes bring, which is how sure it is."""

    MARKETPLACE = "marketplace"
    OLDER_TEXT = "older-text"
    THIRD_PARTY = "third-party"
    NOBODY = "nobody"


@final
@frozen(kw_only=True)
class Consequence:
    """
    What so many strikes bring: from ``first`` to ``last`` of them, without an end where ``last`` is None.

    ``told_by`` says how sure it is, ``dated`` when it was told.
    """

    first: int
    last: int | None
    kind: ConsequenceKind
    told_by: Authority
    dated: str
    source: str

    def __attrs_post_init__(self) -> None:
        whole(self.first, "first")
        if self.last is not None:
            whole(self.last, "last", least=self.first)
        exactly(self.kind, ConsequenceKind, "kind")
        exactly(self.told_by, Authority, "told_by")

    def __contains__(self, strikes: object) -> bool:
        return type(strikes) is int and self.first <= strikes and (self.last is None or strikes <= self.last)


CONSEQUENCES: Final = (
    Consequence(
        first=0,
        last=0,
        kind=ConsequenceKind.NOTHING,
        told_by=Authority.MARKETPLACE,
        dated="about 2023 to 2024",
        source="partnerplatform.bol.com, GroeiKracht period: what is sent begins with the first strike",
    ),
    Consequence(
        first=1,
        last=4,
        kind=ConsequenceKind.EMAIL,
        told_by=Authority.MARKETPLACE,
        dated="about 2023 to 2024",
        source="partnerplatform.bol.com, GroeiKracht period: at 1 to 4 strikes an e-mail",
    ),
    Consequence(
        first=5,
        last=5,
        kind=ConsequenceKind.TEMPORARY_CLOSURE,
        told_by=Authority.OLDER_TEXT,
        dated="about 2019 to 2020",
        source="developers.bol.com, partner performance indicators: after 5 the account is closed for a time; third "
        "parties (sellable.app, madbot.ai): until there is a plan for improvement",
    ),
    Consequence(
        first=6,
        last=6,
        kind=ConsequenceKind.NOT_PUBLIC,
        told_by=Authority.NOBODY,
        dated="",
        source="nothing tells what the sixth brings",
    ),
    Consequence(
        first=7,
        last=7,
        kind=ConsequenceKind.PERMANENT_CLOSURE,
        told_by=Authority.THIRD_PARTY,
        dated="undated",
        source="madbot.ai: the seventh closes the account for good; it says elsewhere that counting ends at six",
    ),
    Consequence(
        first=8,
        last=None,
        kind=ConsequenceKind.NOT_PUBLIC,
        told_by=Authority.NOBODY,
        dated="",
        source="nothing tells what more than seven bring",
    ),
)
"""What strikes bring, from none on."""


def consequence_of(strikes: int, consequences: tuple[Consequence, ...] = CONSEQUENCES) -> Consequence:
    """
    What so many strikes bring.

    Raises:
        InvalidValueError: it is no whole number, or the consequences handed in are none or leave it out.
    """
    whole(strikes, "strikes")
    for each in each_of(consequences, Consequence, "consequences"):
        if strikes in each:
            return each
    raise InvalidValueError.about(strikes, "strikes", "expected consequences that tell of so many")
