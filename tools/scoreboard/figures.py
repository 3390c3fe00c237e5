"""Every figure of the scoreboard, in the order of the table. A family of figures is a module with its ``FIGURES``."""

from __future__ import annotations

from typing import Final

from tools.scoreboard import (
    alphabets,
    arithmetic,
    calendars,
    catalogue,
    hostile,
    ledgers,
    published,
    sameness,
    timing,
    written_once,
)
from tools.scoreboard.figure import Figure

FIGURES: Final[tuple[Figure, ...]] = (
    *hostile.FIGURES,
    *alphabets.FIGURES,
    *timing.FIGURES,
    hostile.MESSAGES,
    *catalogue.FIGURES,
    *arithmetic.FIGURES,
    *calendars.FIGURES,
    *sameness.FIGURES,
    *written_once.FIGURES,
    *ledgers.FIGURES,
    *published.FIGURES,
)
