"""Words that are programs, in 20 places of a folium map and 7 ways: none may run, in Python or in the browser.

Places and ways are those that ran in stock folium 0.20 (20 places of text in its layers, 7 kinds of payload).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
from branca.colormap import LinearColormap
from folium.plugins import GroupedLayerControl
from jinja2 import TemplateSyntaxError
from shapely.geometry import box

import netgraph as ng
from netgraph.errors import NetgraphError
from netgraph.mapping import OfflineMap, district_map, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from netgraph.network import SupportNetwork

pytestmark = pytest.mark.browser

RAN_IN_BROWSER = "window.__ran=1"
RAN_IN_PYTHON = "NETGRAPH_PAYLOAD_RAN"
RING = [[5.1, 52.3], [5.4, 52.3], [5.4, 52.45], [5.1, 52.45], [5.1, 52.3]]
MIDDLE = [52.37, 5.25]

PAYLOADS = {  # of one line each, as a name in a table is
    "image": f'<img src="data:," onerror="{RAN_IN_BROWSER}">',
    "script": f"</script><script>{RAN_IN_BROWSER}</script>",
    "backtick": f"`+({RAN_IN_BROWSER})+`",
    "dollar": "${" + RAN_IN_BROWSER + "}",
    "expression": "{{ cycler.__init__.__globals__.os.environ.update({'" + RAN_IN_PYTHON + "': '1'}) }}{{ 7*191 }}",
    "statement": "{% set a = 1 %}{% nope {# open",
    "title": f"</title></style><svg onload={RAN_IN_BROWSER}>",
}
WORDS = "".join(PAYLOADS.values())


def area(name: str, field: str = "name", code: str = "a") -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": [RING]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "id": code, "properties": {field: name, "other": 1}, "geometry": shape}],
    }


def layer(on: OfflineMap, data: dict[str, Any], **options: Any) -> None:
    folium.GeoJson(data, **options).add_to(on)


def layer_names(on: OfflineMap, words: str) -> None:
    layer(on, area("ok"), name=words)
    folium.LayerControl(collapsed=False).add_to(on)


def group_names(on: OfflineMap, words: str) -> None:
    layer(on, area("ok"), name="ok")
    folium.FeatureGroup(name=words).add_to(on)
    folium.LayerControl(collapsed=False).add_to(on)


def page_title(on: OfflineMap, words: str) -> None:
    layer(on, area("ok"))
    on.get_root().title = words


def icon_markup(on: OfflineMap, words: str) -> None:
    layer(on, area("ok"))
    folium.Marker(MIDDLE, icon=folium.DivIcon(html=words)).add_to(on)


def tile_credit(on: OfflineMap, words: str) -> None:
    layer(on, area("ok"))
    folium.TileLayer("data:,", attr=words, name="tiles").add_to(on)


def page_element(on: OfflineMap, words: str) -> None:
    layer(on, area("ok"))
    on.get_root().html.add_child(folium.Element(words))


def caption(on: OfflineMap, words: str) -> None:
    layer(on, area("ok"))
    LinearColormap(["red", "blue"], vmin=0, vmax=1, caption=words).add_to(on)


def field_name(on: OfflineMap, words: str) -> None:
    layer(on, area("ok", field=words), tooltip=folium.GeoJsonTooltip([words]))


def alias(on: OfflineMap, words: str) -> None:
    layer(on, area("ok"), tooltip=folium.GeoJsonTooltip(["name"], aliases=[words]))


def feature_code(on: OfflineMap, words: str) -> None:
    layer(on, area("ok", code=words), style_function=lambda _: {"color": "red"})


PLACES: dict[str, Callable[[OfflineMap, str], object]] = {
    "GeoJsonTooltip": lambda on, words: layer(on, area(words), tooltip=folium.GeoJsonTooltip(["name"])),
    "GeoJsonTooltip, localised": lambda on, words: layer(
        on, area(words), tooltip=folium.GeoJsonTooltip(["name"], localize=True)
    ),
    "GeoJsonPopup": lambda on, words: layer(on, area(words), popup=folium.GeoJsonPopup(["name"])),
    "alias": alias,
    "field name": field_name,
    "property that is not shown": lambda on, words: layer(on, area(words)),
    "feature code": feature_code,
    "Popup": lambda on, words: layer(on, area("ok"), popup=folium.Popup(words)),
    "Popup, parsed": lambda on, words: layer(on, area("ok"), popup=folium.Popup(words, parse_html=True)),
    "Popup, lazy": lambda on, words: layer(on, area("ok"), popup=folium.Popup(words, lazy=True)),
    "Tooltip": lambda on, words: layer(on, area("ok"), tooltip=folium.Tooltip(words)),
    "tooltip as text": lambda on, words: layer(on, area("ok"), tooltip=words),
    "layer name": layer_names,
    "group name": group_names,
    "caption": caption,
    "page title": page_title,
    "DivIcon": icon_markup,
    "tile credit": tile_credit,
    "element of the page": page_element,
    "tooltip of a circle": lambda on, words: folium.CircleMarker(MIDDLE, radius=150, fill=True, tooltip=words).add_to(
        on
    ),
}
# These need jQuery or d3, which the page does not hold: they are refused whatever the words are.
REFUSED = {"Popup", "Popup, parsed", "Popup, lazy", "caption"}


@pytest.fixture(scope="module")
def page(visiting: Any) -> Iterator[Any]:
    with visiting(width=900, height=700) as visit:
        yield visit


def write(path: Path, place: str, words: str) -> None:
    """Make a map with the words in a place."""
    on = OfflineMap(MIDDLE, zoom_start=11)
    PLACES[place](on, words)
    on.save(path)


def drive(page: Page) -> None:
    """Move a real mouse over the map and click, so that tooltips and popups open."""
    page.mouse.move(455, 355)
    page.mouse.move(450, 350, steps=2)
    page.mouse.click(450, 350)


@pytest.mark.parametrize("place", PLACES)
def test_no_payload_runs(place: str, page: Any, tmp_path: Path) -> None:
    for kind, words in PAYLOADS.items():
        path = tmp_path / f"{kind}.html"
        if (place, kind) == ("element of the page", "statement"):
            with pytest.raises(TemplateSyntaxError):  # folium itself reads it, before netgraph sees it
                write(path, place, words)
            continue
        try:
            write(path, place, words)
        except NetgraphError:
            assert not path.exists()
            continue
        assert RAN_IN_PYTHON not in os.environ
        assert "1337" not in path.read_text(encoding="utf-8")
        opened = page.open(path)
        drive(opened)
        assert opened.evaluate("window.__ran ?? null") is None, f"{kind} ran"
        assert page.outside == [], kind
        assert opened.locator("path.leaflet-interactive").count() == 1, f"{kind} broke the map"


@pytest.mark.parametrize("place", [place for place in PLACES if place not in REFUSED])
def test_escaped_words_are_shown_as_they_are(place: str, page: Any, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    title = place == "page title"
    write(path, place, WORDS if title else escape(WORDS))
    opened = page.open(path)
    drive(opened)
    assert opened.evaluate("window.__ran ?? null") is None
    assert page.outside == []
    assert page.console == []
    assert opened.locator("path.leaflet-interactive").count() == 1
    shown = opened.title() if title else opened.evaluate("document.body.innerText")
    if place not in {"property that is not shown", "feature code"}:
        assert "".join(WORDS.split()) in "".join(shown.split())


@pytest.mark.parametrize("place", sorted(REFUSED))
def test_what_needs_more_than_leaflet_is_refused_by_name(place: str, tmp_path: Path) -> None:
    with pytest.raises(NetgraphError, match=r"Popup needs jQuery|LinearColormap needs d3"):
        write(tmp_path / "map.html", place, "harmless")
    assert list(tmp_path.iterdir()) == []


def test_every_place_and_payload_is_there() -> None:
    assert len(PLACES) == 20
    assert len(PAYLOADS) == 7
    assert GroupedLayerControl.default_js  # one more place, which needs a script that the page does not hold


@pytest.fixture(scope="module")
def hostile() -> SupportNetwork:
    """Draw a network with a program in every text that a page could show."""
    people = pd.DataFrame({"person": [f"p{i}" for i in range(12 * len(PAYLOADS))]})
    codes = [f"{kind} {words}" for kind, words in PAYLOADS.items()]
    people["district"] = [code for code in codes for _ in range(12)]
    people[WORDS] = ["one", "two"] * (len(people) // 2)  # a column that tells groups apart is named on the page
    ties = pd.DataFrame({"giver": people["person"], "receiver": people["person"].shift(1, fill_value="p50")})
    larger = [f"larger {words}" for words in PAYLOADS.values()]
    districts = gpd.GeoDataFrame(
        {
            "district": [*codes, *larger[:3]],  # the other larger areas have no row, so their code is their name
            "name": [*PAYLOADS.values(), *PAYLOADS.values()][: len(codes) + 3],
            "parent": [*larger, None, None, None],
            "remark": WORDS,
        },
        geometry=[*(box(5 + i / 10, 52, 5.1 + i / 10, 52.4) for i in range(len(codes))), None, None, None],
        crs="EPSG:4326",
    )
    about = {
        "source": WORDS,
        "place": WORDS,
        "boundary_source": WORDS,
        "boundary_year": 2025,
        "reference_date": "2026-01-01",
    }
    return ng.from_tables(people, ties, districts=districts, about=about)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_programs_in_every_text_of_a_network_are_shown_and_not_run(
    hostile: SupportNetwork, language: Any, page: Any, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    district_map(hostile, language, title=WORDS, internal=True, bridge_by=WORDS).save(path)
    assert RAN_IN_PYTHON not in os.environ
    assert "1337" not in path.read_text(encoding="utf-8")
    opened = page.open(path)
    shapes = opened.locator(".leaflet-districts-pane path")
    opened.locator("#topics summary").click()
    for layer_id in ("attention", "contacts", "bridging_share"):
        opened.locator(f"input[value={layer_id}]").check(force=True)
        opened.locator(".folium-map").scroll_into_view_if_needed()
        for position, payload in enumerate(PAYLOADS.values()):
            on_screen = shapes.nth(position).bounding_box()
            x, y = on_screen["x"] + on_screen["width"] / 2, on_screen["y"] + on_screen["height"] / 2
            opened.mouse.move(2, 2)
            opened.locator(".leaflet-tooltip").wait_for(state="detached")
            opened.mouse.move(x, y, steps=2)
            opened.mouse.click(x, y)
            assert opened.locator(".leaflet-tooltip b").inner_text() == " ".join(payload.split())
    assert opened.title() == WORDS
    for place in ("h1", ".facts >> nth=0", ".credit", "table", ".leaflet-container", ".legend"):
        assert PAYLOADS["backtick"] in opened.locator(place).inner_text()
    assert opened.evaluate("window.__ran ?? null") is None
    assert page.outside == []
    assert page.console == []
