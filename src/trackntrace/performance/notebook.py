"""Values as small tables in a notebook: HTML with every value escaped, and nothing in it that could act."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def table_html(caption: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """
    A table of values as HTML, each escaped, and what is not seen in them spelled out.

    >>> table_html("two & two", ("sum",), [])
    '<table><caption>two &amp; two</caption><thead><tr><th scope="col">sum</th></tr></thead><tbody></tbody></table>'
    """
    head = "".join(f'<th scope="col">{_shown(name)}</th>' for name in header)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return f"<table><caption>{_shown(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: tuple[object, ...]) -> str:
    first, *others = row
    return f'<th scope="row">{_shown(first)}</th>' + "".join(f"<td>{_shown(value)}</td>" for value in others)


def _shown(value: object) -> str:
    """A value of ours as text; of what is not seen in it only the code is shown."""
    seen = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in str(value))
    return escape(seen)
