"""The page on a phone, at 200 %, on paper, without movement, and in the colours of the reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from netgraph.words import page as words_of_page
from tests.mapping.made_networks import POSITION
from tests.mapping.page_steps import (
    DISTRICTS,
    TIP,
    click_district,
    lines,
    panel_open,
    row,
    stand_still,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGE_OF_PDF = re.compile(rb"/Type\s*/Page(?![a-z])")
LETTERS = """() => { const small = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
    if (!text || e.closest('script, style') || !e.checkVisibility()) continue;
    if (parseFloat(getComputedStyle(e).fontSize) < 12) small.add(`${e.className}: ${text.slice(0, 30)}`);
  }
  return [...small]; }"""
WORDED = "h1, h2, h3, h4, p, li, button, label, summary, select, input, th, td, small, a"
STICKS_OUT = """([worded, width]) => [...document.querySelectorAll(worded)]
  .filter(e => e.checkVisibility() && !e.closest('.scroll, .skip, .away, .leaflet-container'))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width > 1 && (box.left < -1 || box.right > width + 1))
  .map(([e]) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 40)}`)"""


def assert_nothing_sticks_out(page: Page, width: int) -> None:
    """No scrolling to the side, and no words that are cut off or lie outside the window."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    out = page.evaluate(STICKS_OUT, [WORDED, width])
    assert out == []


def assert_whole_map_in_frame(page: Page) -> None:
    frame = page.locator(".folium-map").bounding_box()
    boxes = page.eval_on_selector_all(
        DISTRICTS,
        "all => all.map(one => { const b = one.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]; })",
    )
    assert frame is not None
    top = page.locator(".folium-map").evaluate("map => map.getBoundingClientRect().top")
    assert frame["x"] <= min(left for left, _, _, _ in boxes)
    assert max(right for _, right, _, _ in boxes) <= frame["x"] + frame["width"]
    assert top <= min(upper for _, _, upper, _ in boxes)
    assert max(lower for _, _, _, lower in boxes) <= top + frame["height"]


# 320 CSS px is WCAG's reflow (1.4.10), and 1280 px at 400 %; 683 x 384 is a laptop of 1366 x 768 at 200 %.
SIZES = [(320, 640), (360, 740), (683, 384), (700, 740), (960, 600), (1366, 768), (1920, 1080)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_sticks_out_at_any_size(width: int, height: int, drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("city").path, width=width, height=height)
    assert_nothing_sticks_out(page, width)
    assert_whole_map_in_frame(page)
    assert page.get_by_role("rowheader").count() == 66  # a table for screen readers, also as cards
    page.locator("#panel .link").first.click()
    stand_still(page)
    for details in page.locator("#panel details").all():
        details.locator("summary").click()
    assert_nothing_sticks_out(page, width)
    page.locator("fieldset label", has_text="Steun en contacten").click()
    page.locator("#search").fill("een lange naam die nergens in Almere bestaat")
    assert_nothing_sticks_out(page, width)


@pytest.mark.parametrize("language", ["town, Dutch", "survey"])
def test_a_phone_with_letters_twice_as_large(language: str, drawn: Any, open_page: Any) -> None:
    """Sizes are in rem: who has larger letters in the browser gets them (WCAG 1.4.4), and nothing sticks out."""
    page = open_page(drawn(language).path, "Silvavel", width=640, height=800)
    before = page.locator("#panel h2").evaluate("heading => parseFloat(getComputedStyle(heading).fontSize)")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    after = page.locator("#panel h2").evaluate("heading => parseFloat(getComputedStyle(heading).fontSize)")
    assert after == pytest.approx(2 * before)
    assert_nothing_sticks_out(page, 640)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1366, 768)])
def test_no_letters_below_12_pixels(width: int, height: int, drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, "Silvavel", width=width, height=height)
    assert page.evaluate(LETTERS) == []


def test_on_a_phone_a_row_is_a_card(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, width=360, height=740)
    card = row(page, "Silvavel")
    cells = [cell.bounding_box() for cell in card.locator("th, td:visible").all()]
    assert cells == sorted(cells, key=lambda box: box["y"])
    assert len({round(box["x"]) for box in cells}) == 1  # one below the other
    card.get_by_role("button").click()
    assert panel_open(page) == "Silvavel"
    assert 0 <= page.locator("#panel h2").bounding_box()["y"] < 740
    page.locator("#panel a", has_text="Go to the list").click()
    assert 0 <= page.locator("#list").bounding_box()["y"] < 740


def test_one_finger_scrolls_the_page_and_the_wheel_too(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, width=360, height=740, has_touch=True, is_mobile=True)
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    assert page.locator(".leaflet-container").evaluate("map => getComputedStyle(map).touchAction") != "none"
    wide = open_page(drawn("town").path)
    before = wide.locator(DISTRICTS).first.bounding_box()["width"]
    box = wide.locator(".folium-map").bounding_box()
    wide.mouse.move(box["x"] + 100, box["y"] + 100)
    wide.mouse.wheel(0, 300)
    wide.wait_for_function("() => scrollY > 100")
    assert wide.locator(DISTRICTS).first.bounding_box()["width"] == before


def test_zoom_buttons(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)

    def width() -> float:
        return float(page.locator(DISTRICTS).first.bounding_box()["width"])

    whole = width()
    page.get_by_role("button", name="Zoom in").click()
    assert width() > whole * 1.5
    page.get_by_role("button", name="Zoom out").click()
    assert width() == pytest.approx(whole, rel=0.05)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Show whole map").click()
    assert width() == pytest.approx(whole, abs=2)
    assert_whole_map_in_frame(page)


def test_the_map_fits_again_when_the_window_changes(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    for width, height in ((500, 900), (1600, 900), (1000, 650)):
        page.set_viewport_size({"width": width, "height": height})
        stand_still(page)
        assert_whole_map_in_frame(page)


def test_a_map_that_was_hidden_is_whole_when_shown_again(drawn: Any, open_page: Any, tmp_path: Path) -> None:
    """In a tab or frame without a size there is nothing to fit; afterwards every district is there again."""
    inside = tmp_path / "inside.html"
    inside.write_bytes(drawn("city").path.read_bytes())
    frame = tmp_path / "frame.html"
    frame.write_text('<iframe id="f" src="data:," width="900" height="700"></iframe>', encoding="utf-8")
    page = open_page(frame)
    page.evaluate("words => { document.getElementById('f').srcdoc = words; }", inside.read_text(encoding="utf-8"))
    inner = page.frame_locator("#f")
    inner.locator(DISTRICTS).first.wait_for()
    for shown in ("none", ""):
        page.evaluate("shown => { document.getElementById('f').style.display = shown; }", shown)
        page.wait_for_timeout(300)
    outlines = inner.locator(DISTRICTS).evaluate_all("all => all.map(one => one.getAttribute('d'))")
    assert len(outlines) == 66
    assert [outline for outline in outlines if not outline or "NaN" in outline or len(outline) < 10] == []


# --- paper


def on_paper(page: Page) -> None:
    """Lay the page out as for paper, in the order of a browser: the page is told first."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


def test_paper_has_map_legend_panel_and_list_and_no_controls(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, "Silvavel")
    on_paper(page)
    for hidden in (".topics", ".zoom", ".skip", ".hint", ".tools", ".pages", ".buttons", "#panel .top button", TIP):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    assert_whole_map_in_frame(page)
    assert "Gives" not in page.locator("#legend").inner_text()
    assert "Needs attention" in page.locator("#legend").inner_text()
    assert not page.locator("#how").is_visible()
    assert page.locator(".on-paper").inner_text() == words_of_page.PRIVACY.en
    assert lines(page.locator("#panel h2")) == ["Silvavel"]
    assert page.locator("table").is_visible()
    assert "↑" not in page.locator("thead").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#how summary").is_visible()
    assert not page.locator(".on-paper").is_visible()
    assert page.locator(".folium-map").bounding_box()["width"] > 500


def test_paper_fits_on_few_pages(drawn: Any, open_page: Any) -> None:
    """Map and legend, and the ten rows from a new page: two of A4; with a panel open one or two more."""
    page = open_page(drawn("town").path)
    plain = page.pdf(prefer_css_page_size=True)
    assert len(PAGE_OF_PDF.findall(plain)) == 2
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][\d.]* 84[12]", plain)  # A4 in points
    click_district(page, POSITION["Silvavel"])
    assert 2 <= len(PAGE_OF_PDF.findall(page.pdf(prefer_css_page_size=True))) <= 4


def test_paper_has_nothing_wider_than_itself(drawn: Any, open_page: Any) -> None:
    """A4 less its margins is 186 mm, 703 px."""
    page = open_page(drawn("city").path, width=703, height=1000)
    on_paper(page)
    assert_nothing_sticks_out(page, 703)
    frame, legend = page.locator(".folium-map").bounding_box(), page.locator("#legend").bounding_box()
    assert legend["x"] + legend["width"] <= frame["x"] or legend["y"] >= frame["y"] + frame["height"]


# --- what a reader has set


def test_without_movement_the_map_is_there_at_once(drawn: Any, open_page: Any) -> None:
    """With ``prefers-reduced-motion`` nothing flies; without it the map takes its time."""
    for motion, at_once in (("reduce", True), ("no-preference", False)):
        page = open_page(drawn("town").path, reduced_motion=motion)
        width = "() => document.querySelector('.leaflet-districts-pane path').getBoundingClientRect().width"
        row(page, "Alfavel").get_by_role("button").click()
        page.evaluate("() => new Promise(requestAnimationFrame)")
        first = page.evaluate(width)
        stand_still(page)
        assert (page.evaluate(width) == pytest.approx(first, rel=0.01)) == at_once


def test_in_the_colours_of_the_reader_everything_is_still_told_apart(drawn: Any, open_page: Any) -> None:
    """With forced colours the map and its swatches keep theirs, and the chosen subject has a frame."""
    page = open_page(drawn("town").path, "Vigilvel", forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    kept = page.locator(".swatch, .folium-map, .bar").evaluate_all(
        "all => all.map(one => getComputedStyle(one).forcedColorAdjust)"
    )
    assert set(kept) == {"none"}
    chosen = page.locator("input[name=subject]:checked + span")
    other = page.locator("input[name=subject]:not(:checked) + span").first
    style = "one => { const s = getComputedStyle(one); return [s.outlineStyle, s.outlineWidth]; }"
    assert chosen.evaluate(style) == ["solid", "3px"]
    assert other.evaluate(style) != ["solid", "3px"]
    assert words(page.locator(".badge").inner_text()) == "Keep an eye on"


def test_a_dark_screen_still_shows_dark_on_light(drawn: Any, open_page: Any) -> None:
    """The page has one set of colours; a browser that prefers dark must not mix its own with them."""
    page = open_page(drawn("town").path, color_scheme="dark")
    colours = "one => { const s = getComputedStyle(one); return [s.color, s.backgroundColor]; }"
    light = open_page(drawn("town").path, color_scheme="light")
    for place in ("body", "#search", "#panel", ".topics span >> nth=1", "button.plain >> nth=0"):
        assert page.locator(place).evaluate(colours) == light.locator(place).evaluate(colours)
