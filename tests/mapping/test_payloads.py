"""Words that are programs, in 20 places of a folium map and 7 ways: none may run, in Python or in the browser.

Places and ways are those that ran in stock folium 0.20 (20 places of text in its layers, 7 kinds of payload).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import folium
import pytest
from branca.colormap import LinearColormap
from folium.plugins import GroupedLayerControl
from jinja2 import TemplateSyntaxError

from netgraph.errors import NetgraphError
from netgraph.mapping import OfflineMap, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

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
