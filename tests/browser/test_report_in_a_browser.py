"""The report as a reader opens it: nothing is asked, nothing acts, everything fits and can be read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pytest

pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("matplotlib", reason="the extra report is not installed")

from attrs import evolve

from tests.browser.conftest import Open
from tests.report.reports import empty_report, hostile_report, one_item_report, report_on, sample_report, year_report
from trackntrace.moment import Week
from trackntrace.performance.counted import PHONE_AVAILABILITY
from trackntrace.performance.score import Score
from trackntrace.report.html import html_report
from trackntrace.report.model import Report
from trackntrace.wording import Language

pytestmark = pytest.mark.browser


def shop_report() -> Report:
    """The report of the bundled shop."""
    with TemporaryDirectory() as folder:
        return sample_report(Path(folder))


MADE = {
    "the shop": shop_report,
    "an empty week": empty_report,
    "one item": one_item_report,
    "a year": year_report,
    "harm": hostile_report,
}


PAGES = [*((name, Language.ENGLISH) for name in MADE), ("the shop", Language.DUTCH), ("the shop", Language.FRENCH)]


@cache
def report_of(name: str) -> Report:
    """A report, made once."""
    return MADE[name]()


@cache
def html_of(name: str, language: Language = Language.ENGLISH) -> str:
    """The page of a report, made once."""
    return html_report(report_of(name), language=language)


CONTRAST = """
() => {
  const parsed = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parsed(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const bad = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), node = walker.currentNode.parentElement;
    if (!text || node.closest('style, title, desc')) continue;
    const style = getComputedStyle(node);
    const front = light(parsed(node.closest('svg') ? style.fill : style.color)), back = light(behind(node));
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (ratio < 4.5) bad.add(`${text.slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return [...bad];
}
"""

NAMELESS = """
() => [...document.querySelectorAll('a, summary, [role=img], [role=region], nav')].filter((node) => {
  const labels = (node.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent || '').join('');
  return !(labels || node.getAttribute('aria-label') || node.textContent).trim();
}).map((node) => node.outerHTML.slice(0, 80))
"""

UNCLOSED = (
    "() => [...document.querySelectorAll('table')].filter((t) => !t.caption || !t.tHead || !t.tBodies.length).length"
)
ABREAST = "() => [document.documentElement.scrollWidth, innerWidth]"
SCROLLED = """
() => {
  const scroll = document.querySelector('table.grid').parentElement, head = scroll.querySelector('th.week');
  const before = head.getBoundingClientRect().left;
  scroll.scrollLeft = 9999;
  return { before, after: head.getBoundingClientRect().left, moved: scroll.scrollLeft };
}
"""
CUT_OFF = """
() => [...document.querySelectorAll('h1, h2, h3, p, li, caption span, figcaption')].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && (box.left < -1 || box.right > innerWidth + 1) && !node.closest('.scroll, .unseen, .skip');
}).map((node) => node.textContent.slice(0, 60))
"""


@pytest.mark.parametrize("name", MADE)
def test_a_report_opens_without_a_request_or_a_complaint(open_page: Open, name: str) -> None:
    opened = open_page(html_of(name))

    assert opened.asked == []
    assert opened.complaints == []
    assert opened.dialogs == []
    assert opened.page.locator("h1").inner_text() == "Performance report"


@pytest.mark.parametrize("language", Language)
def test_what_means_harm_does_none(open_page: Open, language: Language) -> None:
    opened = open_page(html_of("harm", language))
    for details in opened.page.locator("summary").all():
        details.click()
    opened.page.evaluate("() => document.querySelectorAll('a[href^=\"#\"]').forEach((link) => link.click())")

    assert opened.dialogs == []
    assert opened.asked == []
    assert opened.page.evaluate("() => [window.pwned, document.scripts.length, document.images.length]") == [None, 0, 0]
    assert (
        opened.page.evaluate(
            "() => [...document.querySelectorAll('*')].flatMap((n) => [...n.attributes]).filter((a) => a.name.startsWith('on')).length"
        )
        == 0
    )


@pytest.mark.parametrize(("name", "language"), PAGES)
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_a_page_is_never_wider_than_its_window(open_page: Open, width: int, name: str, language: Language) -> None:
    opened = open_page(html_of(name, language), width=width)
    opened.page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    wide, window = opened.page.evaluate(ABREAST)

    assert wide <= window
    assert opened.page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["the shop", "one item"])
def test_every_word_stands_out_from_what_is_behind_it(
    open_page: Open, name: str, scheme: Literal["light", "dark"]
) -> None:
    opened = open_page(html_of(name), scheme=scheme)
    opened.page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    assert opened.page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("name", MADE)
def test_whatever_can_be_reached_has_a_name(open_page: Open, name: str) -> None:
    opened = open_page(html_of(name))

    assert opened.page.evaluate(NAMELESS) == []
    assert opened.page.evaluate(UNCLOSED) == 0


def test_the_skip_link_is_the_first_stop_and_leads_to_the_report(open_page: Open) -> None:
    opened = open_page(html_of("the shop"))
    opened.page.keyboard.press("Tab")
    focused = opened.page.evaluate("() => document.activeElement.textContent")
    opened.page.keyboard.press("Enter")

    assert focused == "Skip to the report"
    assert opened.page.url.endswith("#main")


@pytest.mark.parametrize("width", [390, 768])
def test_the_names_of_the_weeks_stay_while_the_grid_is_scrolled(open_page: Open, width: int) -> None:
    opened = open_page(html_of("the shop"), width=width)
    places = opened.page.evaluate(SCROLLED)

    assert places["after"] == places["before"]
    assert places["moved"] > 100
    assert opened.page.locator(".sideways").is_visible()


def test_a_grid_that_fits_does_not_speak_of_scrolling(open_page: Open) -> None:
    assert not open_page(html_of("the shop"), width=1280).page.locator(".sideways").is_visible()


def test_the_first_screen_of_a_phone_tells_the_strikes_and_what_to_do(open_page: Open) -> None:
    opened = open_page(html_of("the shop"), width=390)
    seen = opened.page.evaluate(
        "() => [...document.querySelectorAll('.lead, .brought, .todo li')].map((n) => n.getBoundingClientRect().bottom)"
    )

    assert len(seen) == 6
    assert max(seen) < 844


def test_a_long_name_of_a_standard_is_broken_in_the_head_of_the_grid(open_page: Open) -> None:
    name = "a standard of one's own with a name that has no end " * 6
    figure = PHONE_AVAILABILITY.figure(Week(2026, 41), Score(89, 100))
    opened = open_page(html_report(report_on([], figures=[evolve(figure, standard=name)])))

    wide, room = opened.page.evaluate(
        "() => { const s = document.querySelector('.grid').parentElement; return [s.scrollWidth, s.clientWidth]; }"
    )
    assert wide <= room


def test_paper_names_no_sign_that_it_does_not_show(open_page: Open) -> None:
    opened = open_page(html_of("the shop"))
    opened.page.emulate_media(media="print")

    assert not opened.page.locator(".of-trend").first.is_visible()
    assert not opened.page.locator(".trend").first.is_visible()


def test_a_report_can_be_printed(open_page: Open) -> None:
    opened = open_page(html_of("the shop"))
    printed = opened.page.pdf(prefer_css_page_size=True)
    opened.page.emulate_media(media="print", color_scheme="dark")
    paper = opened.page.evaluate("() => getComputedStyle(document.body).backgroundColor")

    assert printed.startswith(b"%PDF")
    assert paper == "rgb(255, 255, 255)"


def test_a_year_of_fifty_thousand_items_opens_well(open_page: Open) -> None:
    html = html_of("a year")
    opened = open_page(html)
    timing: Any = opened.page.evaluate("() => performance.getEntriesByType('navigation')[0].loadEventEnd")

    assert len(html) < 2_000_000
    assert timing < 5_000
    assert opened.page.locator("table.grid tbody tr").count() == 52
