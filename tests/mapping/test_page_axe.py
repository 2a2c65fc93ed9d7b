"""WCAG 2.2 A and AA, as far as axe-core can see it: no violation, whatever stands on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.mapping.made_networks import POSITION
from tests.mapping.page_steps import TIP, click_district, point_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def as_it_opens(page: Page) -> None:
    """Change nothing."""


def a_panel(page: Page) -> None:
    click_district(page, POSITION["Silvavel"])


def a_panel_unfolded(page: Page) -> None:
    click_district(page, POSITION["Vigilvel"])
    for details in page.locator("#panel details").all():
        details.locator("summary").click()


def a_figure(page: Page) -> None:
    page.locator("fieldset label").nth(1).click()


def a_figure_and_a_panel(page: Page) -> None:
    a_figure(page)
    click_district(page, POSITION["Minivel"])


def a_tooltip(page: Page) -> None:
    point_at(page, POSITION["Silvavel"])
    page.locator(TIP).wait_for()


def flows(page: Page) -> None:
    page.locator("#flows").click()


def flows_in_the_panel(page: Page) -> None:
    flows(page)
    click_district(page, POSITION["Alfavel"])


def a_search_without_a_result(page: Page) -> None:
    page.locator("#search").fill("qqq")


def everything_unfolded(page: Page) -> None:
    page.locator("#how summary").click()
    page.locator("#legend summary").click()
    page.locator("#only").check()


def the_last_page(page: Page) -> None:
    page.locator("#next").click()
    page.locator("#next").click()


STATES: dict[str, tuple[str, Callable[[Page], None], dict[str, Any]]] = {
    "overview": ("city", as_it_opens, {}),
    "panel": ("town", a_panel, {}),
    "panel unfolded": ("town, Dutch", a_panel_unfolded, {}),
    "figure": ("town", a_figure, {}),
    "figure and panel": ("town, Dutch", a_figure_and_a_panel, {}),
    "tooltip": ("town", a_tooltip, {}),
    "flows": ("town", flows, {}),
    "flows in the panel": ("town", flows_in_the_panel, {}),
    "search without a result": ("town, Dutch", a_search_without_a_result, {}),
    "unfolded": ("town", everything_unfolded, {}),
    "English": ("town", as_it_opens, {}),
    "survey": ("survey", a_panel, {}),
    "register": ("register", a_figure_and_a_panel, {}),
    "internal": ("internal", a_panel, {}),
    "larger areas": ("town, wijken", a_figure, {}),
    "pages": ("grid", the_last_page, {}),
    "360 pixels": ("town, Dutch", a_figure, {"width": 360, "height": 740}),
    "360 pixels, panel": ("town", a_panel_unfolded, {"width": 360, "height": 740}),
    "phone": ("town", a_figure, {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}),
    "200 %": ("town, Dutch", a_panel, {"width": 683, "height": 384}),
}


@pytest.mark.parametrize("state", STATES)
def test_no_violation(state: str, drawn: Any, open_page: Any) -> None:
    name, reach, options = STATES[state]
    page = open_page(drawn(name).path, **options)
    reach(page)
    found = Axe().run(page, options=RULES).response["violations"]
    assert {f"{one['id']}: {node['target'][0]}" for one in found for node in one["nodes"]} == set()


def test_a_violation_would_be_found(drawn: Any, open_page: Any) -> None:
    """And the rules of WCAG 2.2 are among those that run."""
    page = open_page(drawn("town").path)
    page.evaluate("() => { document.querySelector('#search').labels[0].remove(); document.documentElement.lang = ''; }")
    page.evaluate("() => document.querySelector('#search').removeAttribute('placeholder')")
    result = Axe().run(page, options={"runOnly": RULES["runOnly"]}).response
    assert {"html-has-lang", "label"} <= {one["id"] for one in result["violations"]}
    ran = {one["id"] for kind in ("violations", "passes", "incomplete", "inapplicable") for one in result[kind]}
    assert {"target-size", "color-contrast", "scrollable-region-focusable", "aria-valid-attr"} <= ran
