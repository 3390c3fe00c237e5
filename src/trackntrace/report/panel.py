"""The drawing of one standard through the weeks: its scores, its norm, and what pending items can still change."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan, nan
from typing import Final, final

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from trackntrace.moment import Week
from trackntrace.performance.norm import Norm, Scale
from trackntrace.performance.score import Amount, Score, Standing
from trackntrace.performance.scorecard import WeekScore
from trackntrace.performance.standard import Verdict
from trackntrace.report.model import Entry, Line, amount_of
from trackntrace.report.speech import Speech

SIZE: Final = 10.0
_MOST_NAMED: Final = 3
_MOST_TICKS: Final = 6
_NEAR_THE_END: Final = 0.85
_TOO_NEAR: Final = 0.14


@final
@frozen(kw_only=True)
class Palette:
    """The colours of a picture."""

    surface: str
    ink: str
    muted: str
    line: str
    accent: str
    bad: str


def stretches(marked: Iterable[tuple[int, Norm | None]]) -> list[tuple[int, int, Norm]]:
    """The stretches of places over which one norm holds: the first place, the last, the norm."""
    found: list[tuple[int, int, Norm]] = []
    for place, norm in marked:
        if norm is None:
            continue
        if found and found[-1][2] == norm:
            found[-1] = (found[-1][0], place, norm)
        else:
            found.append((place, place, norm))
    return found


@final
@frozen(kw_only=True)
class Panel:
    """One standard, to be drawn on axes that are there for nothing else."""

    axes: Axes
    line: Line
    speech: Speech
    palette: Palette

    def draw(self) -> None:
        """Draws it all."""
        self._frame()
        self._scores()
        self._norms()
        self._names()

    @property
    def _placed(self) -> dict[int, tuple[Week, Entry]]:
        """Where each week lies: weeks of which nothing is known leave a gap."""
        dated = [(entry.week, entry) for entry in self.line.entries if isinstance(entry.week, Week)]
        first = dated[0][0].first_day
        return {(week.first_day - first).days // 7: (week, entry) for week, entry in dated}

    @property
    def _times(self) -> int:
        """A hundred where the figures are shares or ratios, which are shown as percentages."""
        return 1 if any(norm.scale is Scale.AVERAGE for norm in self._targets) else 100

    @property
    def _targets(self) -> list[Norm]:
        return [entry.edition.target for entry in self.line.entries if entry.edition]

    def _height_of(self, entry: Entry) -> float:
        return self._height(amount_of(entry))

    def _height(self, amount: Amount) -> float:
        return nan if amount.value is None else float(amount.value * self._times)

    def _of(self, norm: Norm) -> float:
        return float(norm.value * self._times)

    def _limits(self) -> tuple[float, float]:
        """The lowest and highest to be seen; pending items may reach beyond, and are cut there."""
        heights = [height for height in map(self._height_of, self.line.entries) if not isnan(height)]
        heights += map(self._of, self._targets)
        low, high = min(heights, default=0.0), max(heights, default=1.0)
        pad = max((high - low) * 0.18, self._times * 0.005)
        if any(isinstance(amount_of(entry), Score) for entry in self.line.entries):
            return max(low - pad, -pad), min(high + pad, self._times + pad / 2)
        return low - pad, high + pad

    def _frame(self) -> None:
        axes, palette, placed = self.axes, self.palette, self._placed
        axes.patch.set_alpha(0)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(palette.line)
        axes.set_xlim(-0.8, max(placed) + 0.8)
        axes.set_ylim(*self._limits())
        axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: self._tick(value)))
        axes.grid(axis="y", color=palette.line, linewidth=0.7)
        axes.set_axisbelow(True)
        axes.tick_params(length=0, labelcolor=palette.muted, pad=5)
        every = -(-len(placed) // _MOST_TICKS)
        axes.set_xticks([*placed][::every], [_short(week) for week, _ in placed.values()][::every])

    def _tick(self, value: float) -> str:
        return self.speech.shown(f"{value:.4g}" if self._times == 1 else f"{value:.4g} %")

    def _scores(self) -> None:
        axes, palette, placed = self.axes, self.palette, self._placed
        seen = {place: self._height_of(entry) for place, (_, entry) in placed.items()}
        axes.plot(
            [seen.get(place, nan) for place in range(max(seen) + 1)], color=palette.accent, linewidth=1.4, alpha=0.55
        )
        self._ranges()
        marks = (
            (Standing.MEETS, "o", 13, palette.accent, palette.accent),
            (Standing.FALLS_SHORT, "D", 26, palette.bad, palette.bad),
            (Standing.NOT_ASSESSED, "o", 13, "none", palette.muted),
        )
        for standing, mark, size, filled, edge in marks:
            own = [place for place, (_, entry) in placed.items() if entry.standing is standing]
            if own:
                at = own, [seen[place] for place in own]
                axes.scatter(*at, s=size, marker=mark, facecolors=filled, edgecolors=edge, zorder=3)

    def _ranges(self) -> None:
        """A bar from the worst to the best that pending items can make of a week."""
        for place, (_, entry) in self._placed.items():
            if isinstance(entry, WeekScore) and entry.items(Verdict.PENDING):
                low, high = sorted((self._height(entry.best), self._height(entry.worst)))
                self.axes.vlines(place, low, high, color=self.palette.muted, linewidth=5, alpha=0.3)

    def _norms(self) -> None:
        """The norm as a dashed line, anew at each edition, which is named at its end."""
        marked = ((place, entry.edition and entry.edition.target) for place, (_, entry) in self._placed.items())
        found = stretches(marked)
        for begins, ends, norm in found:
            height = self._of(norm)
            self.axes.hlines(
                height, begins - 0.5, ends + 0.5, color=self.palette.ink, linewidth=1, linestyles=(0, (4, 2.5))
            )
            if (begins, ends, norm) == found[-1]:
                self._text(self.speech.norm(norm), (1, height), (5, 0), coords="axes fraction", ha="left")
            else:
                self._text(self.speech.norm(norm), (ends + 0.5, height), (-2, 7), ha="right")

    def _text(
        self,
        text: str,
        at: tuple[float, float],
        off: tuple[int, int],
        *,
        ha: str,
        coords: str = "data",
        colour: str = "",
    ) -> None:
        self.axes.annotate(
            text,
            at,
            xycoords=(coords, "data"),
            xytext=off,
            textcoords="offset points",
            ha=ha,
            va="center",
            color=colour or self.palette.ink,
            annotation_clip=False,
        )

    def _names(self) -> None:
        """The weeks of the deepest shortfalls, by their name."""
        placed = self._placed
        lacking = [
            (abs(self._height_of(entry) - self._of(entry.edition.target)), place)
            for place, (_, entry) in placed.items()
            if entry.standing is Standing.FALLS_SHORT and entry.edition
        ]
        taken: list[tuple[float, float]] = []
        last = max(placed)
        width = last * _TOO_NEAR
        for _, place in sorted(lacking, reverse=True)[:_MOST_NAMED]:
            week, entry = placed[place]
            near_the_end = place > last * _NEAR_THE_END
            begins, ends = (place - width, place) if near_the_end else (place, place + width)
            if any(begins <= other_ends and other_begins <= ends for other_begins, other_ends in taken):
                continue
            taken.append((begins, ends))
            off, ha = ((-3, -9), "right") if near_the_end else ((6, 0), "left")
            self._text(_short(week), (place, self._height_of(entry)), off, ha=ha, colour=self.palette.bad)


def _short(week: Week) -> str:
    return f"W{week.number:02}"
