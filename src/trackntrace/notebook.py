"""Values as small tables in a notebook: HTML with every value escaped, and nothing in it that could act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from html import escape
from typing import cast


def table_html(caption: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """
    A table of values as HTML, each escaped, and what is not seen in them spelled out.

    >>> table_html("two & two", ("sum",), [])
    '<table><caption>two &amp; two</caption><thead><tr><th scope="col">sum</th></tr></thead><tbody></tbody></table>'
    """
    head = "".join(f'<th scope="col">{_shown(name)}</th>' for name in header)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return f"<table><caption>{_shown(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def story_html(caption: str, told: Mapping[str, object]) -> str:
    """What is told of one value, a row for each part."""
    return table_html(caption, ("what", "is"), told.items())


def counts_html(caption: str, header: tuple[str, ...], counted: Iterable[tuple[object, ...]]) -> str:
    """
    What was counted, by what stands before each count; the counts of one place are added.

    >>> "<td>3</td>" in counts_html("eggs", ("day", "eggs"), [("Monday", 1), ("Monday", 2)])
    True
    """
    added: dict[tuple[object, ...], int] = {}
    for *place, count in counted:
        added[tuple(place)] = added.get(tuple(place), 0) + cast(int, count)
    return table_html(caption, header, ((*map(dash, place), count) for place, count in added.items()))


def dash(value: object) -> object:
    """A value to be shown, or a dash where there is none."""
    return "-" if value is None or value == "" else value


def _cells(row: tuple[object, ...]) -> str:
    first, *others = row
    return f'<th scope="row">{_shown(first)}</th>' + "".join(f"<td>{_shown(value)}</td>" for value in others)


def _shown(value: object) -> str:
    """A value of ours as text; of what is not seen in it only the code is shown."""
    text = str(value.value if isinstance(value, Enum) else value)
    seen = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
    return escape(seen)
