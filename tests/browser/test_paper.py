"""The report on paper: nothing is cut off at the right edge."""

from __future__ import annotations

import pytest

pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("matplotlib", reason="the extra report is not installed")

from tests.browser.conftest import Open
from tests.browser.test_report_in_a_browser import html_of
from trackntrace.wording import Language

pytestmark = pytest.mark.browser

PAPER = 688
"""The width of an A4 page between its margins, in CSS pixels."""

BEYOND = """
(edge) => [...document.querySelectorAll('td, th, p, svg[role=img], li')]
  .filter((node) => node.getBoundingClientRect().right > edge + 1 && !node.closest('.unseen, .skip'))
  .map((node) => node.textContent.slice(0, 40))
"""


@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_off_on_paper(open_page: Open, language: Language) -> None:
    opened = open_page(html_of("the shop", language), width=PAPER)
    opened.page.emulate_media(media="print")

    assert opened.page.evaluate(BEYOND, PAPER) == []
