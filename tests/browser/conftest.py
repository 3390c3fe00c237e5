"""Headless Chromium, which may open the file that it is given and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, final

import pytest
from attrs import Factory, define

pytest.importorskip("playwright.sync_api", reason="no browser can be driven without playwright")

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


@final
@define
class Opened:
    """A page that was opened, and all that went on meanwhile."""

    page: Page
    asked: list[str] = Factory(list)
    complaints: list[str] = Factory(list)
    dialogs: list[str] = Factory(list)


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page as a file, and refuses and remembers every other request."""
    contexts: list[BrowserContext] = []

    def opened(html: str, *, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Opened:
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
        contexts.append(context)
        seen = Opened(context.new_page())

        def look(route: Route) -> None:
            if route.request.url == path.as_uri():
                route.continue_()
            else:
                seen.asked.append(route.request.url)
                route.abort()

        def dismiss(dialog: Dialog) -> None:
            seen.dialogs.append(dialog.message)
            dialog.dismiss()

        seen.page.route("**/*", look)
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", dismiss)
        seen.page.goto(path.as_uri(), wait_until="load")
        return seen

    yield opened
    for context in contexts:
        context.close()
