"""The page in a browser: every layer by mouse and keyboard, tooltip, legend, list, small screens, paper; no request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
import pytest

from netgraph.mapping import district_map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netgraph.network import SupportNetwork

pytestmark = pytest.mark.browser

DISTRICTS = ".leaflet-districts-pane path"


@pytest.fixture(scope="module")
def city_page(city: SupportNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.html"
    district_map(city).save(path)
    return path


@pytest.fixture(scope="module")
def known_page(known: SupportNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("known") / "known.html"
    district_map(known, "en").save(path)
    return path


@pytest.fixture(scope="module")
def visit(visiting: Any) -> Iterator[Any]:
    with visiting() as opened:
        yield opened


@pytest.fixture(autouse=True)
def quiet(visit: Any) -> Iterator[None]:
    """Whatever a test does, the page asks nobody and the console stays empty."""
    yield
    assert visit.outside == []
    assert visit.console == []


def point_away(page: Any) -> None:
    """Move the mouse off the map, and wait until the tooltip has gone."""
    page.mouse.move(5, 5)
    page.locator(".leaflet-tooltip").wait_for(state="detached")


def point_at(page: Any, position: int) -> None:
    """Move the mouse to the middle of a district, and a little within it; an open tooltip could lie over it."""
    point_away(page)
    box = page.locator(DISTRICTS).nth(position).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y, steps=2)


def shown_legend(page: Any) -> Any:
    return page.locator(".legend > section:visible")


def test_every_district_is_drawn_and_listed(visit: Any, city_page: Path) -> None:
    page = visit.open(city_page)
    assert page.locator(DISTRICTS).count() == 66  # CBS 2016: 66 buurten in Almere
    assert page.locator("tbody tr").count() == 66
    assert page.locator("h1").inner_text() == "Waar zijn de netwerken dun in Almere?"
    assert page.title() == "Waar zijn de netwerken dun in Almere?"
    assert sorted(page.locator(".area-name").all_inner_texts()) == [
        "Buiten",
        "Haven",
        "Hout",
        "Pampus",
        "Poort",
        "Stad",
    ]


def test_every_layer_is_chosen_by_mouse_and_changes_map_and_legend(visit: Any, known_page: Path, known: Any) -> None:
    page = visit.open(known_page)
    content = district_map(known, "en").content
    for layer in [*content.layers[1:], content.layers[0]]:
        page.locator("label", has=page.locator(f"input[value={layer.id}]")).click()
        legend = shown_legend(page)
        assert legend.count() == 1
        assert legend.locator("h2").inner_text() == layer.heading
        assert legend.locator("b").all_inner_texts()[: len(layer.marks)] == [mark.label for mark in layer.marks]
        drawn = page.eval_on_selector_all(DISTRICTS, "paths => paths.map(path => path.getAttribute('fill'))")
        swatches = legend.locator("rect").evaluate_all("rects => rects.map(rect => rect.getAttribute('fill'))")
        assert drawn == [swatches[position] for position in layer.marked]
        assert page.locator("#now").inner_text() == f"The map now shows: {layer.label}."


def test_every_layer_is_chosen_by_keyboard(visit: Any, known_page: Path, known: Any) -> None:
    page = visit.open(known_page)
    page.locator("input[name=layer]").first.focus()
    for layer in district_map(known, "en").content.layers[1:]:
        page.keyboard.press("ArrowDown")
        assert shown_legend(page).locator("h2").inner_text() == layer.heading


def test_the_legend_says_what_every_mark_means_and_how_many_have_it(visit: Any, known_page: Path) -> None:
    page = visit.open(known_page)
    page.get_by_label("No support ties", exact=True).check(force=True)
    # By hand: south has 100 %; north, centre and west 0 %; small is hidden; nobody lives in empty.
    assert [" ".join(text.split()) for text in shown_legend(page).locator("li").all_inner_texts()] == [
        "80% or more 1 area",
        "60% to under 80% 0 areas",
        "40% to under 60% 0 areas",
        "20% to under 40% 0 areas",
        "under 20% 3 areas",
        "Not shown (privacy) 1 area Not shown, so that no one can be recognised.",
        "No data 1 area",
    ]
    assert "Higher calls for attention sooner." in shown_legend(page).inner_text()
    assert "Says nothing about how people feel." in shown_legend(page).inner_text()


def test_the_tooltip_by_mouse(visit: Any, known_page: Path) -> None:
    page = visit.open(known_page)
    tip = page.locator(".leaflet-tooltip")
    point_at(page, 1)
    assert tip.inner_text().split("\n")[:3] == ["South", "Part of up", "Needs attention"]
    assert "In South, 100% of residents have no support ties." in tip.inner_text()
    page.get_by_label("Contacts per resident", exact=True).check(force=True)
    point_at(page, 4)
    assert tip.inner_text().split("\n") == ["Centre", "Part of Down there", "Contacts per resident: 2.0"]
    point_at(page, 2)
    assert tip.inner_text().split("\n")[2] == "Not shown, so that no one can be recognised."
    point_at(page, 3)
    assert tip.inner_text().split("\n")[2] == "No data"
    point_away(page)


def test_the_tooltip_by_keyboard(visit: Any, known_page: Path) -> None:
    page = visit.open(known_page)
    page.locator("input[name=layer]").first.focus()
    page.keyboard.press("Tab")  # the map is the next stop
    tip = page.locator(".leaflet-tooltip b")
    assert tip.inner_text() == "North"
    page.keyboard.press("ArrowRight")
    assert tip.inner_text() == "South"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "South, area: Needs attention. In"
    )
    page.keyboard.press("ArrowUp")  # north on the map is up
    assert tip.inner_text() == "Centre"
    page.keyboard.press("Escape")
    tip.wait_for(state="detached")
    page.keyboard.press("Enter")
    assert tip.inner_text() == "Centre"
    page.keyboard.press("Tab")  # and it is one stop: the next is the zoom buttons
    assert page.evaluate("document.activeElement.id") == "zoom-in"
    tip.wait_for(state="detached")


def test_zoom_buttons(visit: Any, known_page: Path) -> None:
    page = visit.open(known_page)

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


def test_the_list_works_without_a_script(visiting: Any, known_page: Path) -> None:
    with visiting(java_script_enabled=False) as visit:
        page = visit.open(known_page)
        assert page.locator("table caption").inner_text().startswith("Areas and their signals.")
        headers = page.get_by_role("columnheader").all_inner_texts()
        assert headers == ["Area", "Part of", "Signal", "Subject", "Main reason"]
        south = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="South")).first
        assert south.get_by_role("cell").all_inner_texts()[:3] == ["up", "Needs attention", "Support and contacts"]
        assert page.locator("noscript").inner_text().startswith("This browser does not show the map.")
        assert shown_legend(page).locator("h2").inner_text() == "Where is attention needed?"
        assert visit.outside == []


@pytest.mark.parametrize("width", [320, 360, 700, 1366, 1920])
def test_nothing_sticks_out_at_any_width(visiting: Any, city_page: Path, width: int) -> None:
    with visiting(width=width, height=740) as visit:
        page = visit.open(city_page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        frame = page.locator(".folium-map").bounding_box()
        boxes = [path.bounding_box() for path in page.locator(DISTRICTS).all()]
        assert frame["x"] <= min(box["x"] for box in boxes)  # the whole map is in its frame
        assert max(box["x"] + box["width"] for box in boxes) <= frame["x"] + frame["width"]
        assert page.get_by_role("rowheader").count() == 66  # a table for screen readers, also as cards


def test_paper_has_the_whole_map_and_no_controls(visiting: Any, city_page: Path) -> None:
    with visiting() as visit:
        page = visit.open(city_page)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for hidden in (".topics", ".zoom", ".skip", ".hint"):
            assert not page.locator(hidden).is_visible()
        assert page.locator("table").is_visible()
        frame = page.locator(".folium-map").bounding_box()
        assert frame["width"] == pytest.approx(31 * 16, abs=2)  # the width that paper leaves it, in rem
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        assert page.locator(".folium-map").bounding_box()["width"] > 600
        assert len(page.pdf()) > 20_000
        assert visit.console == []


def test_layers_of_ones_own_on_top(visiting: Any, known: SupportNetwork, tmp_path: Path) -> None:
    drawn = district_map(known, "en")
    own = folium.FeatureGroup("own places").add_to(drawn)
    folium.Marker((52.05, 5.05), tooltip="community centre").add_to(own)
    folium.LayerControl().add_to(drawn)
    drawn.save(tmp_path / "own.html")
    with visiting() as visit:
        page = visit.open(tmp_path / "own.html")
        page.locator("img.leaflet-marker-icon").hover()
        page.locator(".leaflet-tooltip", has_text="community centre").wait_for()
        assert page.locator(DISTRICTS).count() == 6
        page.locator(".leaflet-control-layers").hover()
        names = page.locator(".leaflet-control-layers-overlays label").all_inner_texts()
        assert [name.strip() for name in names] == ["own places"]  # districts are no layer to switch off
        page.get_by_label("own places").uncheck()
        assert page.locator("img.leaflet-marker-icon").count() == 0
        assert visit.outside == []
        assert visit.console == []


def test_english_and_dutch_pages_say_so(visit: Any, city_page: Path, known_page: Path) -> None:
    page = visit.open(city_page)
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert "Kies een onderwerp" in page.locator(".topics").inner_text()
    page = visit.open(known_page)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "Choose a subject" in page.locator(".topics").inner_text()


def test_a_map_that_was_hidden_is_whole_when_shown_again(visiting: Any, tmp_path: Path, city_page: Path) -> None:
    """In a tab or frame without a size there is nothing to fit; afterwards every district is there again."""
    frame = tmp_path / "frame.html"
    size = "width:900px;height:700px"
    frame.write_text(f'<iframe id="f" src="{city_page.as_uri()}" style="{size}"></iframe>', encoding="utf-8")
    with visiting() as opened:
        page = opened.open(frame)
        inner = page.frame_locator("#f")
        inner.locator("path.leaflet-interactive").first.wait_for()
        drawn = inner.locator("path.leaflet-interactive").count()
        page.evaluate("document.getElementById('f').style.display = 'none'")
        page.wait_for_timeout(200)
        page.evaluate("document.getElementById('f').style.display = ''")
        page.wait_for_timeout(300)
        paths = inner.locator("path.leaflet-interactive")
        outlines = [paths.nth(number).get_attribute("d") for number in range(drawn)]
        assert drawn > 0
        assert [outline for outline in outlines if not outline or "NaN" in outline or len(outline) < 10] == []
        assert opened.console == []
