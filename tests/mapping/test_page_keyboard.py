"""Through the whole page with a keyboard: in the order of the page, always seen, and never caught."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.mapping.made_networks import POSITION
from tests.mapping.page_steps import TIP, focused, listed, panel_open

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Where the focus is, and how it is told apart there: by its own outline, by that of the label over a radio button, or
# by the outline of a district on the map.
SEEN = """() => {
  const outlined = e => {
    const s = getComputedStyle(e);
    return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
  const e = document.activeElement, box = e.getBoundingClientRect();
  if (e.getAttribute('role') === 'option') return document.querySelectorAll('.leaflet-outlines-pane path').length > 3;
  if (e.name === 'subject') return outlined(e.nextElementSibling);
  return outlined(e) && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""


def walk(page: Page, *, most: int = 120, back: bool = False) -> list[str]:
    """Press Tab until the page ends; every stop is to be seen. Return the stops."""
    stops: list[str] = []
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("document.activeElement === document.body"):
            return stops
        assert page.evaluate(SEEN), f"{focused(page)} does not show that it has the focus"
        stops.append(focused(page))
    assert back, f"the focus does not leave the page: {stops[-5:]}"
    return stops


def test_the_order_of_the_stops(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    stops = walk(page)
    assert stops[:4] == ["skip", "summary", "subject attention", "flows"]
    assert stops.count("map") == 1  # ten districts, one stop
    order = [stops.index(stop) for stop in ("flows", "map", "zoom-in", "zoom-out", "zoom-all", "search", "only")]
    assert order == sorted(order)
    legend, panel = stops[stops.index("flows") + 1], stops[stops.index("zoom-all") + 1 : stops.index("search")]
    assert legend == "summary"
    assert panel == ["link", "link"]  # the two buurten that signal
    after = stops[stops.index("only") + 1 :]
    assert after[:4] == ["scroll", "button", "button", "button"]  # the table, and its three columns that sort
    assert after[4:] == ["link"] * len(POSITION)
    assert walk(page, most=len(stops), back=True) == stops[::-1]


def test_a_figure_is_chosen_between_the_subjects_and_the_legend(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    page.locator("input[name=subject]").first.focus()
    page.keyboard.press("ArrowRight")
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert stops == ["flows", "figure", "map"]  # the legend of a figure folds nothing away


def test_with_the_panel_open_every_stop_is_seen(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    page.locator("#legend summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert panel_open(page) == "Silvavel"
    stops = walk(page)
    assert stops[0] == "plain"  # Close, the first stop after the heading, which has the focus
    assert stops.count("summary") >= 3  # other subjects
    assert page.locator(TIP).count() == 0


def test_the_skip_link_is_seen_when_it_has_the_focus_and_leads_to_the_list(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    skip = page.get_by_role("link", name="Skip to the list")
    assert skip.bounding_box()["y"] < -20
    page.keyboard.press("Tab")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert focused(page) == "list"
    page.keyboard.press("Tab")
    assert focused(page) == "search"


def test_everything_by_keyboard_alone(drawn: Any, open_page: Any) -> None:
    """From opening the page to the figures of one buurt, its flows, a search and back, without a mouse."""
    page = open_page(drawn("town").path)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # how to read the map
    assert page.locator("#how ul").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")  # from the first subject to the last
    assert page.locator("input[name=subject]").last.is_checked()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press(" ")  # ties between districts
    assert page.locator("#flows").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press(" ")  # what the states mean
    assert page.locator("#legend details[open]").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert panel_open(page) == "Échtavel"
    assert page.locator("#panel .flows li").count() == 1
    page.keyboard.press("Escape")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert focused(page) == "zoom-all"
    page.locator("#search").focus()
    page.keyboard.type("vigil")
    assert listed(page) == ["Vigilvel"]
    while focused(page) != "link":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert panel_open(page) == "Vigilvel"


@pytest.mark.parametrize("key", ["Control+ArrowLeft", "Alt+ArrowUp", "PageDown", "a"])
def test_keys_of_the_browser_stay_those_of_the_browser(key: str, drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    page.locator("#legend summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Silvavel")
    assert panel_open(page) == ""


def test_the_map_is_one_list_for_a_screen_reader(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    options = page.get_by_role("listbox").get_by_role("option")
    assert options.count() == len(POSITION)
    labels = options.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert [label.split(",")[0] for label in labels] == list(POSITION)
    assert labels[POSITION["Nihilvel"]] == "Nihilvel, neighbourhood: No data."
    assert not [label for label in labels if ".." in label or label.endswith(" .") or "  " in label]
