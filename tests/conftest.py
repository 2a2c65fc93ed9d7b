"""Fixtures for every test: one headless browser a session, and pages that record whatever they ask and say."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

# Playwright drives whichever of these is on PATH; its own download of a browser is never needed.
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# How long an example takes says something of the machine, not of netgraph.
settings.register_profile("netgraph", deadline=None)
settings.load_profile("netgraph")


class Visit:
    """A page that was opened, with every request, web socket, console message and fault of it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.console: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("popup", lambda other: self.requests.append(f"popup {other.url}"))
        self.page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.console.append(f"pageerror: {error}"))
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.console.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: Path) -> Page:
        """Open a file and forget what the page before it asked and said."""
        self.requests.clear()
        self.console.clear()
        self.page.goto(path.as_uri(), wait_until="load")
        return self.page

    @property
    def outside(self) -> list[str]:
        """Everything the page asked for, except itself and what stands in it."""
        return [url for url in self.requests if url != self.page.url.split("#")[0] and not url.startswith("data:")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless browser for the session."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most tests need no browser

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        reason = f"no browser on PATH (looked for {', '.join(BROWSERS)})"
        if os.environ.get("NETGRAPH_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def visiting(browser: Browser) -> Callable[..., AbstractContextManager[Visit]]:
    """Open pages in a fresh context: ``with visiting(width=360, height=740) as visit: visit.open(path)``."""

    @contextmanager
    def opened(width: int = 1366, height: int = 768, **options: object) -> Iterator[Visit]:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(10_000)
        try:
            yield Visit(context)
        finally:
            context.close()

    return opened
