"""Pictures of a scorecard: as files of their own, and inside the page."""

from __future__ import annotations

import re
import struct
import sys
from datetime import date
from fractions import Fraction
from math import isnan
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("matplotlib", reason="the extra report is not installed")

import matplotlib as mpl
from attrs import evolve
from matplotlib.figure import Figure

from tests.report.reports import AS_OF, figures, report_on, year_of_items
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week
from trackntrace.performance.editions import Certainty, Edition, Editions, Level
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.norm import Norm
from trackntrace.performance.scorecard import Scorecard
from trackntrace.performance.standard import AnyStandard
from trackntrace.report.drawing import inline_picture
from trackntrace.report.model import Line, Report
from trackntrace.report.panel import Palette, stretches
from trackntrace.report.pictures import DARK, LIGHT, plot, save
from trackntrace.report.speech import Speech
from trackntrace.wording import Language

ENGLISH = Speech(Language.ENGLISH)


def line_of(report: Report, standard: str) -> Line:
    return next(line for line in report.lines if line.standard == standard)


def drawn(line: Line, speech: Speech = ENGLISH) -> str:
    return str(inline_picture(line, speech, place=3, title="<title>", description="a & b"))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_picture_becomes_a_file(shop: Report, tmp_path: Path, palette: Palette) -> None:
    figure = plot(shop.card, "items-on-time", palette=palette)

    png, svg = save(figure, tmp_path / "week.png"), save(figure, tmp_path / "week.svg")

    assert png.read_bytes().startswith(b"\x89PNG")
    assert "<svg" in svg.read_text("utf-8")
    assert palette.bad in svg.read_text("utf-8")


def test_the_same_picture_is_the_same_file(shop: Report, tmp_path: Path) -> None:
    one, other = (save(plot(shop.card), tmp_path / f"{name}.svg").read_bytes() for name in ("one", "other"))

    assert one == other


def test_all_standards_stand_one_below_the_other_where_none_is_named(shop: Report) -> None:
    figure = plot(shop.card, language=Language.DUTCH)
    titles = [axes.get_title(loc="left") for axes in figure.axes]

    assert titles[:2] == ["Bestelling volgbaar", "Artikelen op tijd"]
    assert len(titles) == len([line for line in shop.lines if line.entries])


def test_a_standard_that_the_scorecard_does_not_have_is_refused(shop: Report) -> None:
    with pytest.raises(InvalidValueError, match="standard"):
        plot(shop.card, "no-such-standard")
    with pytest.raises(InvalidValueError, match="standard"):
        plot(Scorecard(AS_OF, ()))


def test_a_file_of_another_kind_is_refused(shop: Report, tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match=r"\.png or \.svg"):
        save(plot(shop.card, "items-on-time"), tmp_path / "week.pdf")

    assert not (tmp_path / "week.pdf").exists()


def test_the_settings_of_the_user_are_left_alone(shop: Report, tmp_path: Path) -> None:
    with mpl.rc_context({"font.size": 31.0, "svg.fonttype": "path"}):
        save(plot(shop.card), tmp_path / "week.svg")
        drawn(line_of(shop, "items-on-time"))

        assert mpl.rcParams["font.size"] == 31.0
        assert mpl.rcParams["svg.fonttype"] == "path"


def test_no_display_is_asked_for(shop: Report) -> None:
    plot(shop.card)

    assert "matplotlib.pyplot" not in sys.modules


def test_a_picture_in_the_page_takes_the_colours_of_the_page(shop: Report) -> None:
    svg = drawn(line_of(shop, "items-on-time"))

    assert "var(--accent)" in svg
    assert "var(--bad)" in svg
    assert not re.search("#[0-9a-f]{6}", svg)
    assert "font-family" not in svg


LETTERS = {
    "as Matplotlib writes them": "font-size: 10.5px; font-family: 'DejaVu Sans', 'Arial', sans-serif; text-anchor: middle",
    "as older releases did": "font: 300 10.5px 'DejaVu Sans', 'Arial', sans-serif; text-anchor: middle",
}


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_nothing_of_a_drawing_is_left_that_the_page_has_itself(
    shop: Report, monkeypatch: pytest.MonkeyPatch, letters: str
) -> None:
    written = (
        '<?xml version="1.0"?>\n<svg height="9pt"\n viewBox="0 0 352 172" version="1.1"><metadata>\n <a/></metadata>'
        '<defs><style type="text/css">*{stroke-linejoin: round}</style></defs><!-- W40 -->\n<g id="figure_1">\n'
        f'<path clip-path="url(#p1)" style="fill: #010101; stroke: #060606"/>\n<text style="{letters}">W40</text>\n'
        '<use xlink:href="#m1" style="fill: #050505"/></g>\n</svg>\n'
    )
    monkeypatch.setattr(Figure, "savefig", lambda _, target, **how: target.write(written if how == HOW else ""))

    assert drawn(line_of(shop, "items-on-time")) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 352 172" role="img" aria-labelledby="t3 d3">'
        '<title id="t3">&lt;title&gt;</title><desc id="d3">a &amp; b</desc><defs></defs><g id="p3-figure_1">'
        '<path clip-path="url(#p3-p1)" style="fill: var(--surface); stroke: var(--bad)"/>'
        '<text style="font-size: 10.5px; text-anchor: middle">W40</text>'
        '<use href="#p3-m1" style="fill: var(--accent)"/></g></svg>\n'
    )


HOW = {"format": "svg", "metadata": {"Date": None}}


def test_a_picture_is_as_large_as_it_can_be_read(shop: Report, tmp_path: Path) -> None:
    png = save(plot(shop.card, "items-on-time"), tmp_path / "week.png").read_bytes()

    assert struct.unpack(">II", png[16:24]) == (782, 435)


def test_a_picture_is_named_for_those_who_do_not_see_it(shop: Report) -> None:
    svg = drawn(line_of(shop, "items-on-time"))

    assert svg.startswith("<svg ")
    assert '<title id="t3">&lt;title&gt;</title><desc id="d3">a &amp; b</desc>' in svg
    assert 'role="img" aria-labelledby="t3 d3"' in svg


def test_the_names_inside_a_picture_are_its_own(shop: Report) -> None:
    svg = drawn(line_of(shop, "items-on-time"))
    named, used = set(re.findall(r'\bid="([^"]+)"', svg)), set(re.findall(r'(?:href="|url\()#([^")]+)', svg))

    assert used <= named
    assert all(name.startswith("p3-") for name in named - {"t3", "d3"})


def test_weeks_and_norms_are_told_in_letters(shop: Report) -> None:
    svg = drawn(line_of(shop, "items-on-time"), Speech(Language.FRENCH))

    assert "W40" in svg
    assert "≥\u00a093\u00a0%" in svg
    assert "90\u00a0%" in svg


def edition(value: Fraction, since: date) -> Edition:
    return Edition(
        levels=((Level.TARGET, Norm(value)),), since=since, certainty=Certainty.PUBLISHED, source="an example"
    )


def standard_of_two_editions() -> AnyStandard:
    """Items on time under a norm that changed in April of 2026."""
    editions = [edition(Fraction(93, 100), date(2019, 3, 4)), edition(Fraction(95, 100), date(2026, 4, 6))]
    return ITEMS_ON_TIME.with_editions(Editions("items-on-time", editions))


def test_each_edition_of_a_norm_is_drawn_and_named() -> None:
    report = report_on(year_of_items(2_000), standard_of_two_editions(), as_of=AS_OF)

    svg = drawn(line_of(report, "items-on-time"))

    assert "≥\u00a093\u00a0%" in svg
    assert "≥\u00a095\u00a0%" in svg


def test_a_norm_holds_from_its_first_week_to_its_last() -> None:
    old, new = Norm(Fraction(1)), Norm(Fraction(98, 100))

    assert stretches([(0, None), (1, old), (2, old), (4, new), (5, None), (6, old)]) == [
        (1, 2, old),
        (4, 4, new),
        (6, 6, old),
    ]


def test_averages_are_drawn_as_they_are() -> None:
    report = report_on([], figures=figures())

    svg = drawn(line_of(report, "rating"))

    assert "≥\u00a08<" in svg
    assert "%" not in re.sub("<[^>]*>", "", svg)


def drawn_heights(figure: Figure) -> list[float]:
    heights: Any = figure.axes[0].get_lines()[0].get_ydata()
    return [float(height) for height in heights]


def test_weeks_that_are_missing_leave_a_gap() -> None:
    weeks = [figures()[0], evolve(figures()[1], week=Week(2026, 45))]
    figure = plot(Scorecard(AS_OF, (), tuple(weeks)), "rating")

    assert [isnan(value) for value in drawn_heights(figure)] == [False, True, True, True, True, False]
