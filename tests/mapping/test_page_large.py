"""A page of 14,000 districts: small enough to send, and usable: pan, hover, keys, list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.large_page import ACROSS, DOWN, country
from netgraph.mapping import district_map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DISTRICTS = ".leaflet-districts-pane path"
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
FIFTEEN_MEGABYTES = 15_000_000
ROWS_ON_A_PAGE = 100


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "country.html"
    # Around the gate: what is looked at is the page, and with all figures on it that is largest.
    district_map(country(), internal=True).save(path)
    return path


@pytest.fixture(scope="module")
def page(large: Path, visiting: Any) -> Iterator[Any]:
    with visiting() as visit:
        yield visit.open(large)
        assert visit.outside == []
        assert visit.console == []


def test_it_is_small_enough(large: Path) -> None:
    assert 1_000_000 < large.stat().st_size < FIFTEEN_MEGABYTES


def test_every_district_is_drawn_and_the_map_is_one_tab_stop(page: Any) -> None:
    assert page.locator(DISTRICTS).count() == ACROSS * DOWN
    assert page.locator(f"{DISTRICTS}[tabindex='0']").count() == 1


def test_it_pans_and_tells_what_is_pointed_at(page: Any) -> None:
    box = page.locator(".folium-map").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    before = page.locator(".leaflet-tooltip b").inner_text()
    page.mouse.down()
    page.mouse.move(middle[0] - 90, middle[1] - 60, steps=5)
    page.mouse.up()
    page.evaluate(NEXT_FRAME)
    page.mouse.move(middle[0] + 2, middle[1])
    page.wait_for_function("name => document.querySelector('.leaflet-tooltip b')?.textContent !== name", arg=before)
    assert page.locator(".leaflet-tooltip b").inner_text() not in ("", before)


def test_names_appear_where_there_is_room_and_never_over_each_other(page: Any) -> None:
    """Of 2,400 larger areas none has room for its name; near a district its own has."""
    page.click("#zoom-all")
    page.evaluate(NEXT_FRAME)
    assert page.locator(".area-name, .district-name").count() < 60
    page.locator("#list tbody .link").first.click()
    page.wait_for_selector(".district-name", state="attached")
    page.wait_for_timeout(1_000)  # until the map has flown
    boxes = [label.bounding_box() for label in page.locator(".area-name span, .district-name span").all()]
    pairs = [(one, other) for number, one in enumerate(boxes) for other in boxes[:number]]
    assert not [pair for pair in pairs if overlap(*pair)]


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share more than the edge of a letter."""
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across > 2 and down > 4


def test_the_list_goes_by_pages_and_search_finds_any_district(page: Any) -> None:
    pages = -(-ACROSS * DOWN // ROWS_ON_A_PAGE)
    assert page.locator("#list tbody tr").count() == ROWS_ON_A_PAGE
    assert page.locator("#page-number").inner_text() == f"pagina 1 van {pages}"
    page.click("#next")
    assert page.locator("#page-number").inner_text() == f"pagina 2 van {pages}"
    page.fill("#search", "Buurt 12345")
    assert page.locator("#list tbody tr").count() == 1
    page.locator("#list tbody .link").click()
    assert page.locator("#panel h2").inner_text() == "Buurt 12345"
    page.fill("#search", "")


def test_arrows_go_from_district_to_district(page: Any) -> None:
    page.locator(f"{DISTRICTS}[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != before


def test_every_layer_can_be_shown(page: Any) -> None:
    for subject in ("isolation", "coverage"):
        page.check(f"input[name=subject][value={subject}]", force=True)
        heading = page.locator("#legend h2").inner_text()
        assert heading
        fills = page.eval_on_selector_all(
            DISTRICTS, "paths => [...new Set(paths.map(path => path.getAttribute('fill')))]"
        )
        swatches = page.eval_on_selector_all("#legend rect", "rects => rects.map(rect => rect.getAttribute('fill'))")
        assert set(fills) <= set(swatches)
