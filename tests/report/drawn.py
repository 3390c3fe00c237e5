"""A picture as lines of text: everything that is drawn on it, where, how large and in which colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure


def picture_text(figure: Figure) -> str:
    """What is drawn on a figure."""
    size = _numbers(figure.get_size_inches())
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    head = f"figure of {size} inches on {_colour(figure.get_facecolor())}"
    return "\n".join([head, *(line for axes in figure.axes for line in _axes(axes))])


def _axes(axes: Any) -> Iterator[str]:
    title = axes.title if not axes.get_title(loc="left") else axes._left_title
    yield f"panel at {_numbers(axes.get_position().bounds)}: {_text(title)}"
    yield f"  surface {axes.patch.get_alpha()}, lines below {axes.get_axisbelow()}"
    yield f"  x {_numbers(axes.get_xlim())}, y {_numbers(axes.get_ylim())}"
    for side, spine in axes.spines.items():
        yield f"  {side}: {_colour(spine.get_edgecolor()) if spine.get_visible() else 'unseen'}"
    yield from (f"  x {line}" for line in _ticks(axes.xaxis, axes.get_xlim()))
    yield from (f"  y {line}" for line in _ticks(axes.yaxis, axes.get_ylim()))
    for line in axes.get_lines():
        points = f"{_numbers(line.get_xdata())} by {_numbers(line.get_ydata())}"
        yield f"  line {points}, {_colour(line.get_color())} {line.get_linewidth():g} {line.get_alpha()}"
    yield from (f"  {_collection(each)}" for each in axes.collections)
    yield from (f"  {_text(each)} {_place(each)}" for each in axes.texts)


def _ticks(axis: Any, limits: tuple[float, float]) -> Iterator[str]:
    low, high = limits
    for tick in axis.get_major_ticks():
        if low <= tick.get_loc() <= high:
            line, mark, label = tick.gridline, tick.tick1line, tick.label1
            grid = f"{_colour(line.get_color())} {line.get_linewidth():g}" if line.get_visible() else "none"
            how = f"{_colour(label.get_color())} {label.get_fontsize():g}"
            rest = f"grid {grid}, length {mark.get_markersize():g}, pad {tick.get_pad():g}"
            yield f"{tick.get_loc():g} {label.get_text()!r} {how}, {rest}"


def _collection(each: Any) -> str:
    colours = f"{_colours(each.get_facecolor())} {_colours(each.get_edgecolor())}"
    how = f"{colours} {_numbers(each.get_linewidth())} {each.get_alpha()} {each.get_zorder():g}"
    if isinstance(each, LineCollection):
        styles: Any = each.get_linestyle()
        dashes = [f"{start or 0:g}: {_numbers(dash or ())}" for start, dash in styles]
        return f"stroke {[_pairs(one) for one in each.get_segments()]}, {how} {dashes}"
    shape = each.get_paths()[0]
    at = _pairs(each.get_offsets())
    return (
        f"marks {at}, {len(shape.vertices)} {_numbers(shape.get_extents().bounds)} {_numbers(each.get_sizes())}, {how}"
    )


def _text(each: Any) -> str:
    where = f"{each.get_ha()} {each.get_va()}"
    maths = " maths" if each.get_parse_math() else ""
    return f"{each.get_text()!r} {_colour(each.get_color())} {each.get_fontsize():g} {where}{maths}"


def _place(each: Any) -> str:
    return (
        f"at {_numbers(each.xy)} of {each.xycoords}, off {each.xyann} of {each.anncoords}, {each.get_annotation_clip()}"
    )


def _pairs(values: Any) -> str:
    return "; ".join(map(_numbers, np.ma.filled(values, np.nan)))


def _numbers(values: Any) -> str:
    return " ".join(f"{float(value):.6g}" for value in np.ma.filled(values, np.nan))


def _colours(values: Any) -> str:
    return ",".join(map(_colour, values)) or "none"


def _colour(value: Any) -> str:
    return to_hex(value, keep_alpha=True)
