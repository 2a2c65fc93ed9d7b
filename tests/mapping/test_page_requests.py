"""What the page asks and of whom: nobody, or for a background map one host, and then it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from netgraph.mapping import district_map
from tests.mapping.made_networks import POSITION, town
from tests.mapping.page_steps import (
    DISTRICTS,
    choose_layer,
    click_district,
    legend_lines,
    listed,
    panel_open,
    point_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

HOST = "https://service.pdok.nl/"
SAYS = "The background map comes from service.pdok.nl. That server can see that this page is opened."
FAILED = "The background map did not load. Everything else works."
# One pixel of grey, as PNG.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def with_background(tmp_path_factory: pytest.TempPathFactory) -> Any:
    drawn: Any = district_map(town(), "en", basemap="pdok")
    path = tmp_path_factory.mktemp("background") / "background.html"
    drawn.save(path)
    return path, drawn.content


class Asked:
    """A page with a background map, and every request that it makes; the host is in this room."""

    def __init__(self, visit: Any, path: Path, *, answers: bool) -> None:
        self.requests: list[str] = []
        self.page: Page = visit.page
        self.console: list[str] = visit.console

        def answer(route: Route) -> None:
            if route.request.url.startswith("file:"):
                route.continue_()
                return
            self.requests.append(route.request.url)
            if answers and route.request.url.startswith(HOST):
                route.fulfill(body=PIXEL, content_type="image/png")
            else:
                route.abort()

        self.page.route("**/*", answer)
        visit.open(path)


@pytest.fixture(params=[False, True], ids=["silent host", "answering host"])
def asked(request: pytest.FixtureRequest, visiting: Any, with_background: Any) -> Iterator[tuple[Asked, bool]]:
    with visiting(reduced_motion="reduce") as visit:
        yield Asked(visit, with_background[0], answers=request.param), request.param


def test_with_a_background_map_only_its_host_is_asked(asked: Any, with_background: Any) -> None:
    found, answers = asked
    page, content = found.page, with_background[1]
    page.locator(".leaflet-tile").first.wait_for(state="attached")
    assert page.get_by_text(SAYS).is_visible()
    assert "Kadaster" in page.locator(".credit").inner_text()
    failed = page.locator("#background-failed")
    if answers:
        page.locator(".leaflet-tile-loaded").first.wait_for()
        assert not failed.is_visible()
    else:
        failed.wait_for()
        assert failed.inner_text() == FAILED
    for layer in content.layers[:4]:
        choose_layer(page, layer)
        assert legend_lines(page)
    point_at(page, POSITION["Silvavel"])
    assert page.locator(".leaflet-tooltip b").inner_text() == "Silvavel"
    click_district(page, POSITION["Silvavel"])
    assert panel_open(page) == "Silvavel"
    page.locator("#flows").click()
    page.get_by_role("button", name="Zoom in").click()
    page.locator("#search").fill("alfa")
    assert listed(page) == ["Alfavel"]
    assert page.locator(DISTRICTS).count() == len(POSITION)
    assert found.requests != []
    assert [url for url in found.requests if not url.startswith(f"{HOST}brt/achtergrondkaart/")] == []
    other = [line for line in found.console if "net::ERR_FAILED" not in line]
    assert other == []
    assert bool(found.console) == (not answers)


def test_the_background_lies_below_the_districts_and_shows_through(asked: Any) -> None:
    page = asked[0].page
    opacity = page.locator(DISTRICTS).first.get_attribute("fill-opacity")
    assert 0.5 < float(opacity) < 1
    order = page.evaluate(
        """() => ['tile', 'districts', 'flows', 'outlines'].map(name =>
             parseInt(getComputedStyle(document.querySelector(`.leaflet-${name}-pane`)).zIndex))"""
    )
    assert order == sorted(order)


ADD = "document.head.append(Object.assign(document.createElement('{tag}'), {{{having}}}))"
ATTEMPTS = {
    "image": "new Image().src = 'https://example.org/a.png'",
    "fetch": "fetch('https://service.pdok.nl/').catch(() => null)",
    "script": ADD.format(tag="script", having="src: 'https://service.pdok.nl/a.js'"),
    "inline script": ADD.format(tag="script", having="textContent: 'window.ran = 1'"),
    "handler": "document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"window.ran = 1\">')",
    "style": ADD.format(tag="link", having="rel: 'stylesheet', href: 'https://service.pdok.nl/a.css'"),
    "frame": ADD.format(tag="iframe", having="src: 'https://example.org/'").replace("head", "body"),
    "eval": "setTimeout(() => { try { eval('window.ran = 1') } catch { } })",  # later: a tool's own call may evaluate
    "socket": "try { new WebSocket('wss://service.pdok.nl/') } catch { }",
    "beacon": "navigator.sendBeacon('https://service.pdok.nl/', 'a')",
}
LISTEN = """() => { window.broken = [];
  addEventListener('securitypolicyviolation', event => broken.push(event.blockedURI)); }"""


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_policy_allows_nothing_else(attempt: str, visiting: Any, with_background: Any) -> None:
    """Tried from inside the page, with the background map and so with the widest policy there is."""
    with visiting() as visit:
        found = Asked(visit, with_background[0], answers=True)
        page = found.page
        page.evaluate(LISTEN)
        page.evaluate(f"() => {{ {ATTEMPTS[attempt]}; }}")
        page.wait_for_timeout(150)
        assert page.evaluate("window.ran ?? null") is None
        assert [url for url in found.requests if not url.startswith(f"{HOST}brt/")] == []
        assert len(page.evaluate("broken")) == 1


def test_nothing_is_stored(drawn: Any, open_page: Any) -> None:
    """No cookie and nothing in the storage of the browser: not even what was searched for."""
    page = open_page(drawn("town").path)
    click_district(page, POSITION["Silvavel"])
    page.locator("#search").fill("alfa")
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_the_page_links_to_nothing(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, "Silvavel")
    links = page.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert set(links) == {"#list", "#map"}
    assert page.locator("[src], [srcset], link, iframe, object, embed").count() == 0
