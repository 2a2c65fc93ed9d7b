"""Pointing at a district: its name, where it lies and the first reason, by mouse and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.mapping.made_networks import POSITION
from tests.mapping.page_steps import TIP, choose_layer, focused, lines, middle, point_at, point_away

pytestmark = pytest.mark.browser

REST = "the rest of the city"


def test_the_tooltip_by_mouse(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    point_at(page, POSITION["Silvavel"])
    seen = lines(page.locator(TIP))
    assert seen[:3] == ["Silvavel", "Part of Oristad", "Needs attention"]
    assert seen[3].startswith("In Silvavel, about 80% of residents have no support ties.")
    point_at(page, POSITION["Alfavel"])
    assert lines(page.locator(TIP)) == ["Alfavel", "Part of Oristad", "No signal"]
    point_at(page, POSITION["Nihilvel"])
    assert lines(page.locator(TIP)) == ["Nihilvel", "Part of Occistad", "No data"]
    point_away(page)
    choose_layer(page, next(layer for layer in drawn("town").content.layers if layer.id == "isolated"))
    point_at(page, POSITION["Silvavel"])
    # By hand: elsewhere 6 + 6 + 6 + 9 + 16 of 430 people in shown buurten have nobody, and 0 + 4 + 3 of 19 in hidden
    # ones: 50 of 449, 11 %.
    assert lines(page.locator(TIP))[2:] == [f"No support ties: 80%; in {REST} 11%."]


def test_the_tooltip_stays_under_the_mouse_and_goes_with_escape(drawn: Any, open_page: Any) -> None:
    """WCAG 2.2, 1.4.13: what shows on hover can be hovered itself, and dismissed."""
    page = open_page(drawn("town").path)
    point_at(page, POSITION["Silvavel"])
    box = page.locator(TIP).bounding_box()
    inside = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*inside, steps=5)
    page.wait_for_timeout(300)
    assert lines(page.locator(TIP))[0] == "Silvavel"
    page.keyboard.press("Escape")
    expect(page.locator(TIP)).to_have_count(0)
    page.mouse.move(*inside)  # it lay over another district, which the pointer is in now, without having moved
    page.wait_for_timeout(300)
    assert page.locator(TIP).count() == 0
    page.mouse.move(inside[0] + 2, inside[1])
    expect(page.locator(f"{TIP} b")).to_have_text("Parvivel")


def test_a_dismissed_tooltip_comes_back_with_the_pointer(drawn: Any, open_page: Any) -> None:
    """Not while it moves within the same district; when it leaves that and comes back, at the same spot too."""
    page = open_page(drawn("town").path)
    point_at(page, POSITION["Silvavel"])
    expect(page.locator(f"{TIP} b")).to_have_text("Silvavel")
    page.keyboard.press("Escape")
    page.mouse.move(*(place + 4 for place in middle(page, POSITION["Silvavel"])), steps=3)
    page.wait_for_timeout(300)
    assert page.locator(TIP).count() == 0
    page.mouse.move(*middle(page, POSITION["Silvavel"]))
    page.keyboard.press("Escape")  # without a tooltip there is nothing to dismiss
    page.mouse.move(3, 3)
    page.mouse.move(*middle(page, POSITION["Silvavel"]))
    expect(page.locator(f"{TIP} b")).to_have_text("Silvavel")


def test_the_tooltip_does_not_stick_out_of_the_map(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("city").path)
    frame = page.locator(".folium-map").bounding_box()
    outside = {}
    for position in range(66):
        page.keyboard.press("Escape")
        page.mouse.move(*middle(page, position))
        if page.locator(TIP).count():  # the middle of a box need not lie in a shape
            name, box = page.locator(f"{TIP} b").inner_text(), page.locator(TIP).bounding_box()
            left, over = frame["x"] - box["x"], frame["y"] - box["y"]
            right, under = box["width"] - left - frame["width"], box["height"] - over - frame["height"]
            if max(left, over, right, under) > 1:
                outside[name] = {"left": left, "over": over, "right": right, "under": under}
    assert outside == {}


def test_the_tooltip_by_keyboard(drawn: Any, open_page: Any) -> None:
    """The first stop is the first of the list, Silvavel; arrows go to the nearest in that direction."""
    page = open_page(drawn("town").path)
    page.locator("#legend summary").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "map"
    name = page.locator(f"{TIP} b")
    assert name.inner_text() == "Silvavel"
    walk = {"ArrowLeft": "Échtavel", "ArrowUp": "Minivel", "ArrowRight": "Parvivel", "ArrowDown": "Silvavel"}
    for key, expected in walk.items():
        page.keyboard.press(key)
        assert name.inner_text() == expected
    spoken = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert spoken.startswith("Silvavel, neighbourhood: Needs attention. In Silvavel, about 80% of residents")
    page.keyboard.press("Escape")
    assert page.locator(TIP).count() == 0
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")  # the map is one stop, and the tooltip goes with the focus
    assert focused(page) == "zoom-in"
    assert page.locator(TIP).count() == 0
