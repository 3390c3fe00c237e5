"""
Pictures of a scorecard: each standard through the weeks, with its norm and the editions of that.

This module needs Matplotlib, which the extra ``report`` brings. No display and no global state of Matplotlib is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from trackntrace.errors import InvalidValueError
from trackntrace.performance.scorecard import Scorecard
from trackntrace.report.model import Line, Report
from trackntrace.report.panel import SIZE, Palette, Panel
from trackntrace.report.speech import Speech
from trackntrace.wording import Language

WIDE: Final = 352
HIGH: Final = 172
"""The size of one panel in points."""

_POINTS_PER_INCH: Final = 72
_SUFFIXES: Final = (".png", ".svg")


LIGHT: Final = Palette(
    surface="#ffffff", ink="#1d2530", muted="#5b6572", line="#dfe3e8", accent="#1f5f8b", bad="#b3341f"
)
DARK: Final = Palette(
    surface="#1b2129", ink="#e9ecf0", muted="#a3adba", line="#353e4a", accent="#7fb8e0", bad="#ff9a85"
)


@contextmanager
def settings(*, letters: Literal["path", "none"] = "path") -> Iterator[None]:
    """
    Matplotlib's own defaults and ours, whatever the user has set; and afterwards as it was.

    In SVG the letters are outlines, or ("none") text for the viewer to set.
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update({"svg.hashsalt": "trackntrace", "svg.fonttype": letters, "font.size": SIZE})
        yield


def plot(
    card: Scorecard, standard: str = "", *, language: Language = Language.ENGLISH, palette: Palette = LIGHT
) -> Figure:
    """
    A picture of one standard through the weeks, or of all that the scorecard has, one below the other.

    Raises:
        InvalidValueError: the scorecard has no such standard, or nothing at all.
    """
    lines = [line for line in Report(card=card).lines if line.entries and standard in {"", line.standard}]
    if not lines:
        raise InvalidValueError.about(standard, "standard", "expected a standard of which the scorecard has weeks")
    speech = Speech(language)
    with settings():
        figure = Figure(figsize=_inches(len(lines), titled=24), facecolor=palette.surface)
        for place, line in enumerate(lines):
            axes = _panel(figure, place, len(lines), titled=24)
            axes.set_title(speech.standard(line.standard), loc="left", fontsize=12, color=palette.ink, parse_math=False)
            Panel(axes=axes, line=line, speech=speech, palette=palette).draw()
    return figure


def save(figure: Figure, path: str | Path) -> Path:
    """
    Writes a picture as PNG or SVG, by the ending of the path.

    Raises:
        InvalidValueError: the path ends otherwise.
    """
    target = Path(path)
    if target.suffix not in _SUFFIXES:
        raise InvalidValueError.about(target.suffix, "path", f"expected an ending of {' or '.join(_SUFFIXES)}")
    undated = {"Date": None} if target.suffix == ".svg" else {}
    with settings():
        figure.savefig(target, dpi=160, metadata=undated)
    return target


def panel(line: Line, speech: Speech, palette: Palette) -> Figure:
    """One standard through the weeks, without a title."""
    figure = Figure(figsize=_inches(1, titled=0))
    figure.patch.set_alpha(0)
    Panel(axes=_panel(figure, 0, 1, titled=0), line=line, speech=speech, palette=palette).draw()
    return figure


def _inches(panels: int, *, titled: int) -> tuple[float, float]:
    return WIDE / _POINTS_PER_INCH, panels * (HIGH + titled) / _POINTS_PER_INCH


def _panel(figure: Figure, place: int, panels: int, *, titled: int) -> Axes:
    """A panel with room for its labels, whatever their width."""
    whole = panels * (HIGH + titled)
    bottom = (panels - place - 1) * (HIGH + titled) + 24
    return figure.add_axes((48 / WIDE, bottom / whole, (WIDE - 48 - 58) / WIDE, (HIGH - 36) / whole))
