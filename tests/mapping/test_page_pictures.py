"""Pictures of every state of the page, for people to look at: in $NETGRAPH_SCREENSHOTS, or beside the tests' files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.mapping.made_networks import POSITION
from tests.mapping.page_steps import TIP, choose_layer, click_district, point_at, stand_still

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TO_LOOK_AT = "NETGRAPH_SCREENSHOTS" in os.environ
SIGNATURES = {".png": b"\x89PNG\r\n\x1a\n", ".pdf": b"%PDF-"}
SMALLEST = 8_000
"""Bytes of a picture with something on it."""


def assert_written(path: Path) -> None:
    written = path.read_bytes()
    assert written.startswith(SIGNATURES[path.suffix])
    assert len(written) > SMALLEST


def as_it_opens(page: Page) -> None:
    """Change nothing."""


def first_panel(page: Page) -> None:
    page.locator("#panel .link").first.click()
    stand_still(page)


def subject(number: int) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        page.locator("fieldset label").nth(number).click()

    return choose


def figure_and_panel(page: Page) -> None:
    subject(1)(page)
    first_panel(page)


def flows(page: Page) -> None:
    page.locator("#flows").click()


def tooltip(page: Page) -> None:
    point_at(page, POSITION["Silvavel"])
    page.locator(TIP).wait_for()


def unfolded(page: Page) -> None:
    page.locator("#how summary").click()
    page.locator("#legend summary").click()


def searched(page: Page) -> None:
    page.locator("#search").fill("stad")
    page.locator("#list").scroll_into_view_if_needed()


def searched_in_vain(page: Page) -> None:
    page.locator("#search").fill("qqq")


def keyboard(page: Page) -> None:
    page.locator("#legend summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")


PHONE = {"width": 360, "height": 740}
TWICE = {"width": 683, "height": 384}
STATES: dict[str, tuple[str, Callable[[Page], None], dict[str, Any]]] = {
    "overview": ("city", as_it_opens, {}),
    "overview-1920": ("city", as_it_opens, {"width": 1920, "height": 1080}),
    "overview-town": ("town", as_it_opens, {}),
    **{f"subject-{number}": ("city", subject(number), {}) for number in range(1, 8)},
    "larger-areas-stand-in": ("town", subject(1), {}),
    "panel-city": ("city", first_panel, {}),
    "panel-and-figure": ("city", figure_and_panel, {}),
    "flows": ("city", flows, {}),
    "tooltip": ("town", tooltip, {}),
    "unfolded": ("town, Dutch", unfolded, {}),
    "keyboard": ("town", keyboard, {}),
    "list-searched": ("city", searched, {}),
    "list-searched-in-vain": ("town", searched_in_vain, {}),
    "list-pages": ("grid", as_it_opens, {}),
    "phone": ("city", as_it_opens, PHONE),
    "phone-figure": ("city", subject(1), PHONE),
    "phone-panel": ("city", first_panel, PHONE),
    "zoom-200": ("city", as_it_opens, TWICE),
    "zoom-200-panel": ("city", first_panel, TWICE),
    "survey": ("survey, Dutch", first_panel, {}),
    "register": ("register", subject(5), {}),
    "internal": ("internal", first_panel, {}),
    "larger-areas": ("town, wijken", subject(1), {}),
    "forced-colours": ("town", first_panel, {"forced_colors": "active"}),
    "dark": ("town", first_panel, {"color_scheme": "dark"}),
    "without-script": ("town", as_it_opens, {"java_script_enabled": False}),
}
SOME = ("overview-town", "phone", "zoom-200-panel", "forced-colours", "without-script")
"""Drawn when nobody is going to look: that a picture can be made."""
PANELS = {
    "attention": ("town", "Silvavel"),
    "watch": ("town", "Vigilvel"),
    "none": ("town", "Alfavel"),
    "larger": ("town", "Minivel"),
    "hidden": ("squares", "Small"),
    "missing": ("town", "Nihilvel"),
    "too-little-data": ("alone", "Unusvel"),
    "survey": ("survey", "Vigilvel"),
}


@pytest.mark.parametrize("state", STATES if TO_LOOK_AT else SOME)
def test_picture_of_the_page(state: str, drawn: Any, open_page: Any, pictures: Path) -> None:
    name, reach, options = STATES[state]
    page = open_page(drawn(name).path, **options)
    reach(page)
    whole = options in (PHONE, TWICE) or state in ("unfolded", "list-pages", "without-script")
    page.screenshot(path=pictures / f"{state}.png", full_page=whole)
    assert_written(pictures / f"{state}.png")


@pytest.mark.parametrize("state", PANELS if TO_LOOK_AT else ["attention"])
def test_picture_of_a_panel(state: str, drawn: Any, open_page: Any, pictures: Path) -> None:
    """The whole panel, which on a screen scrolls."""
    name, district = PANELS[state]
    page = open_page(drawn(name).path, district, width=1366, height=2200)
    choose_layer(page, next(layer for layer in drawn(name).content.layers if layer.id == "isolated"))
    page.screenshot(path=pictures / f"panel-{state}.png")
    assert_written(pictures / f"panel-{state}.png")


@pytest.mark.parametrize(("name", "chosen"), [("city", ""), ("town", ""), ("town", "Silvavel")])
def test_picture_of_paper(name: str, chosen: str, drawn: Any, open_page: Any, pictures: Path) -> None:
    page = open_page(drawn(name).path)
    if chosen:
        click_district(page, POSITION[chosen])
    path = pictures / f"paper-{name}{'-panel' if chosen else ''}.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    assert_written(path)
