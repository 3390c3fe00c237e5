"""Values as small tables in a notebook: every value is escaped, and what is not seen is spelled out."""

from __future__ import annotations

import pytest

from trackntrace.grammar import Word
from trackntrace.notebook import counts_html, dash, story_html, table_html


class Colour(Word):
    """What a cell may hold."""

    BLUE = "blue & white"


def test_a_table_has_its_caption_its_header_and_a_row_for_each() -> None:
    html = table_html(
        "<eggs>", ("day", "eggs", "of\n"), [("Mon\u202eday", 3, None), ("Tuesday", Colour.BLUE, "\u00e9")]
    )

    assert html == (
        "<table><caption>&lt;eggs&gt;</caption>"
        '<thead><tr><th scope="col">day</th><th scope="col">eggs</th><th scope="col">of\\n</th></tr></thead><tbody>'
        '<tr><th scope="row">Mon\\u202eday</th><td>3</td><td>None</td></tr>'
        '<tr><th scope="row">Tuesday</th><td>blue &amp; white</td><td>\u00e9</td></tr>'
        "</tbody></table>"
    )


def test_a_story_is_a_row_for_each_part() -> None:
    told = {"day": "Monday", "eggs": 3}

    assert story_html("eggs", told) == table_html("eggs", ("what", "is"), [("day", "Monday"), ("eggs", 3)])


def test_the_counts_of_one_place_are_added_and_each_place_stays_where_it_was() -> None:
    counted = [("Monday", "", 1), ("Tuesday", None, 2), ("Monday", "", 4), ("Monday", "hen", 0)]
    header = ("day", "of", "eggs")

    assert counts_html("eggs", header, counted) == table_html(
        "eggs", header, [("Monday", "-", 5), ("Tuesday", "-", 2), ("Monday", "hen", 0)]
    )


@pytest.mark.parametrize(("value", "shown"), [(None, "-"), ("", "-"), (0, 0), (False, False), ("x", "x")])
def test_a_dash_stands_where_there_is_nothing(value: object, shown: object) -> None:
    assert dash(value) is shown
