"""
Moments, days, weeks and promises for property tests: few and close together, so that deadlines collide.

A moment is drawn from a coarse grid around the midnights of a few days, and told by clocks of several zones. The spans
of days are those in which a mistake shows: an ordinary fortnight across two weeks, the nights in which the clock in
Amsterdam goes back and forward, and a turn of the year with an ISO week 53.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, timedelta, timezone
from functools import lru_cache
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from trackntrace.moment import Moment, Week, day_begins, day_ends, moment_of
from trackntrace.shipping.promise import DeliverBy, DeliverOn, HandoverWindow, Promise

Span: TypeAlias = tuple[date, ...]
"""A few days on end."""


def _span(first: date) -> Span:
    return tuple(first + timedelta(days=each) for each in range(10))


OCTOBER_2026: Final = _span(date(2026, 10, 5))
CLOCK_GOES_BACK: Final = _span(date(2024, 10, 24))
CLOCK_GOES_FORWARD: Final = _span(date(2026, 3, 25))
WEEK_53: Final = _span(date(2026, 12, 28))
SPANS: Final = (OCTOBER_2026, CLOCK_GOES_BACK, CLOCK_GOES_FORWARD, WEEK_53)
"""An ordinary fortnight, both changes of the clock, and 2026-W53 with the first days of 2027."""

_EVERY_DAY: Final = tuple(day for span in SPANS for day in span)

ZONES: Final[tuple[timezone | ZoneInfo, ...]] = (
    UTC,
    timezone(timedelta(hours=2)),
    timezone(timedelta(hours=-14)),
    timezone(timedelta(hours=14)),
    ZoneInfo("Europe/Amsterdam"),
    ZoneInfo("Asia/Kathmandu"),
    ZoneInfo("America/New_York"),
)
"""Clocks that tell one moment differently; also the widest offsets that are taken, and one of a quarter of an hour."""


def spans() -> st.SearchStrategy[Span]:
    """One of the spans of days; whoever draws several things of one story draws the span first."""
    return st.sampled_from(SPANS)


def days(among: Sequence[date] = _EVERY_DAY) -> st.SearchStrategy[date]:
    """Days of a span, of all of them where none is given."""
    return st.sampled_from(among)


@lru_cache(maxsize=64)
def grid(among: Span = _EVERY_DAY) -> tuple[Moment, ...]:
    """The moments of some days at which something can tip: their midnights, the hours of a clock change, noon."""
    return tuple(sorted({at for day in among for at in _instants(day)}))


def _instants(day: date) -> tuple[Moment, ...]:
    begins = day_begins(day)
    return (
        begins,
        Moment(begins + timedelta(hours=2, minutes=30)),
        Moment(begins + timedelta(hours=12)),
        Moment(day_ends(day) - timedelta(microseconds=1)),
    )


def in_zone(at: Moment, zone: timezone | ZoneInfo) -> Moment:
    """The same moment, told by the clock of another zone."""
    return moment_of(at.astimezone(zone))


def moments(among: Sequence[Moment] = grid()) -> st.SearchStrategy[Moment]:
    """Moments that collide, told by clocks in different zones; of the whole grid where none are given."""
    return st.builds(in_zone, st.sampled_from(among), st.sampled_from(ZONES))


def weeks(among: Sequence[date] = _EVERY_DAY) -> st.SearchStrategy[Week]:
    """The weeks of some days, 2026-W53 among them."""
    return days(among).map(Week.of)


def deliver_by(among: Sequence[date] = _EVERY_DAY) -> st.SearchStrategy[DeliverBy]:
    """Promises of a last day."""
    return st.builds(DeliverBy, days(among))


def deliver_on(among: Sequence[date] = _EVERY_DAY) -> st.SearchStrategy[DeliverOn]:
    """Promises of one day that the customer chose."""
    return st.builds(DeliverOn, days(among))


def promises(among: Sequence[date] = _EVERY_DAY) -> st.SearchStrategy[Promise]:
    """Promises of either kind."""
    return st.one_of(deliver_by(among), deliver_on(among))


@st.composite
def handover_windows(draw: st.DrawFn, among: Sequence[Moment] = grid()) -> HandoverWindow:
    """Windows for Shipping via bol, as short as a moment and as long as the span."""
    earliest, latest = sorted((draw(moments(among)), draw(moments(among))))
    return HandoverWindow(earliest=earliest, latest=latest)
