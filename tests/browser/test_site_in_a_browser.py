"""The documentation as a reader opens it from a folder: it fits a phone, finds what is searched, and asks nobody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

SITE = Path(__file__).parent.parent.parent / "docs" / "_build"
PHONE = 390
DESKTOP = 1280
OURS = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("*.html")
    if not path.relative_to(SITE).parts[0].startswith("_")
)


def _part(page: str) -> str:
    """The part of the site in which a page lies; of the modules, their room."""
    folder, _, name = page.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}" if folder == "reference/modules" else folder


PARTS = {part: list(pages) for part, pages in groupby(sorted(OURS, key=_part), key=_part)}

TOO_WIDE = """
() => [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 3).map((one) => `${one.tagName}.${one.className}`)
"""


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Opened]:
    """A browser that opens files of the site, and refuses and remembers all else."""
    if not OURS:
        pytest.skip("the documentation was not built: make docs")
    context = chromium.new_context(viewport={"width": request.param, "height": 844})
    seen = Opened(context.new_page())

    def look(route: Route) -> None:
        if route.request.url.startswith((SITE.as_uri(), "data:")):
            route.continue_()
        else:
            seen.asked.append(route.request.url)
            route.abort()

    seen.page.route("**/*", look)
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    yield seen
    context.close()


def opened(page: Page, name: str) -> None:
    page.goto(f"{SITE.as_uri()}/{name}", wait_until="load")


def wider_than_the_window(page: Page) -> list[str]:
    """What makes a page scroll sideways; nothing where it does not."""
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    wide: list[str] = [] if fits else page.evaluate(TOO_WIDE) or ["something"]
    return wide


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part or "front")
def test_every_page_fits_and_asks_nothing_of_the_network(part: str, reader: Opened) -> None:
    found = {}
    for name in PARTS[part]:
        opened(reader.page, name)
        broken = reader.page.evaluate("[...document.images].filter((one) => !one.naturalWidth).map((one) => one.src)")
        if wrong := [*wider_than_the_window(reader.page), *broken]:
            found[name] = wrong

    assert found == {}
    assert (reader.asked, reader.complaints) == ([], [])


SEARCHED = {
    "handover window": "explanation/items-on-time.html",
    "TrackAndTraceNumber": "reference/modules/numbers.number.html",
    "bezorgafspraak": "explanation/glossary-nl.html",
    "peak season": "notebooks/what-if-before-peak-season.html",
}


@pytest.mark.parametrize("words", SEARCHED)
def test_the_search_finds_its_page_without_a_server(words: str, reader: Opened) -> None:
    opened(reader.page, f"search.html?q={words.replace(' ', '+')}")
    wanted = reader.page.locator(f'#search-results a[href^="{SEARCHED[words]}"]').first
    wanted.wait_for()
    wide = wider_than_the_window(reader.page)
    wanted.click()
    reader.page.wait_for_load_state()

    assert f"{SITE.as_uri()}/{SEARCHED[words]}" in reader.page.url
    assert wide == []
    assert (reader.asked, reader.complaints) == ([], [])


def test_the_search_says_so_where_nothing_is_found(reader: Opened) -> None:
    opened(reader.page, "search.html?q=zzyzx")
    said = reader.page.locator("#search-results").get_by_text("did not match any documents")
    said.wait_for()

    assert said.is_visible()
    assert (reader.asked, reader.complaints) == ([], [])


def test_a_notebook_shows_its_tables_and_pictures(reader: Opened) -> None:
    opened(reader.page, "notebooks/a-week-explained.html")

    assert reader.page.locator(".cell_output table").count() == 5
    assert reader.page.locator(".cell_output img").count() == 1
    assert (reader.asked, reader.complaints) == ([], [])
