"""A folium map in one file: asks nothing, works with layers of one's own, and is the same to the byte every time."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import stat
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import folium
import pytest
from branca.element import Figure
from folium.plugins import MarkerCluster

from netgraph.errors import NetgraphError
from netgraph.mapping import OfflineMap
from netgraph.mapping.assets import SCRIPTS, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MIDDLE = (52.37, 5.22)
SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "a",
            "properties": {"name": "west"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[5.1, 52.3], [5.3, 52.3], [5.3, 52.4], [5.1, 52.4], [5.1, 52.3]]],
            },
        }
    ],
}


def with_layers() -> OfflineMap:
    """Make a map with the layers that people add most."""
    drawn = OfflineMap(MIDDLE, zoom_start=11, language="en", title="Layers <of> one's own")
    folium.GeoJson(
        SQUARE,
        name="areas",
        style_function=lambda _: {"color": "#0b4f82"},
        highlight_function=lambda _: {"weight": 5},
        tooltip=folium.GeoJsonTooltip(["name"], labels=False),
    ).add_to(drawn)
    folium.Marker(MIDDLE, tooltip="a marker").add_to(drawn)
    folium.CircleMarker((52.36, 5.2), radius=8, tooltip="a circle").add_to(drawn)
    folium.PolyLine([(52.31, 5.12), (52.39, 5.28)]).add_to(drawn)
    folium.LayerControl(collapsed=False).add_to(drawn)
    return drawn


class Page(HTMLParser):
    """Scripts, styles, policy and links of a page, as a parser finds them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.inside: str | None = None
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.policy = ""
        self.links: list[str] = []
        self.language: str | None = None
        self.title = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102
        found = dict(attrs)
        self.inside = tag
        {"script": self.scripts, "style": self.styles}.get(tag, []).append("")
        if tag == "html":
            self.language = found.get("lang")
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"] or ""
        self.links += [found[name] or "" for name in ("src", "href", "srcset", "style") if name in found]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002, D102
        self.inside = None

    def handle_data(self, data: str) -> None:  # noqa: D102
        if self.inside in {"script", "style"}:
            {"script": self.scripts, "style": self.styles}[self.inside][-1] += data
        if self.inside == "title":
            self.title += data


def test_the_page_links_to_nothing_and_its_policy_lists_every_script_and_style() -> None:
    page = Page(with_layers().get_root().render())
    assert page.language == "en"
    assert page.title == "Layers <of> one's own"
    assert page.links == []
    # The policy as W3C CSP 3 has it: the base64 of the SHA-256 of each inline part, and no keyword that opens it up.
    for parts, directive in ((page.scripts, "script-src"), (page.styles, "style-src")):
        digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in parts]
        assert " ".join([directive, *(f"'sha256-{digest}'" for digest in digests)]) + ";" in page.policy
    assert page.policy.startswith("default-src 'none'; img-src data:; ")
    assert "unsafe" not in page.policy


def test_the_same_map_gives_the_same_bytes() -> None:
    first, second = with_layers(), with_layers()
    page = first.get_root().render()
    assert page == second.get_root().render()  # names of elements are random in folium
    assert page == first.get_root().render()  # and rendering leaves nothing behind
    assert not re.search(r"_[0-9a-f]{32}(?![0-9a-f])", page)


def test_bundled_files_hold_all_they_need() -> None:
    script, style = SCRIPTS["leaflet"](), STYLES["leaflet_css"]()
    assert 'version="1.9' in script  # Leaflet names its version once, in the script
    assert "sourceMappingURL" not in script
    assert re.findall(r"url\(([^)]{0,22})", style) == ["data:image/png;base64,"] * 3  # Leaflet 1.9 has three images
    assert script.count("data:image/png;base64,") == 3  # marker, marker for fine screens, shadow


def test_saving_is_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    target.write_text("older", encoding="utf-8")
    drawn = with_layers()
    folium.Marker(MIDDLE, popup="needs jQuery").add_to(drawn)
    with pytest.raises(NetgraphError, match="Popup needs jQuery"):
        drawn.save(target)
    assert target.read_text(encoding="utf-8") == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
    good = with_layers()
    good.save(str(target))
    assert target.read_text(encoding="utf-8") == good.get_root().render()
    assert stat.S_IMODE(target.stat().st_mode) & 0o077 == 0
    stream = io.BytesIO()
    good.get_root().save(stream, close_file=False)
    assert stream.getvalue() == target.read_bytes()


def add_cluster(drawn: OfflineMap) -> None:
    MarkerCluster([MIDDLE], name="places").add_to(drawn)


def add_front(drawn: OfflineMap) -> None:
    square = folium.GeoJson(SQUARE).add_to(drawn)
    drawn.keep_in_front(square)


def add_link(drawn: OfflineMap) -> None:
    drawn.add_js_link("sums", "https://example.org/sums.js")


def add_head(drawn: OfflineMap) -> None:
    drawn.get_root().header.add_child(folium.Element('<meta http-equiv="refresh" content="0;url=//example.org">'))


def add_body(drawn: OfflineMap) -> None:
    drawn.get_root().html.add_child(folium.Element('<img src="https://example.org/logo.png">'))


def add_style(drawn: OfflineMap) -> None:
    drawn.get_root().header.add_child(folium.Element("<style>@import '//example.org/a.css';</style>"))


@pytest.mark.parametrize(
    ("add", "message"),
    [
        (add_cluster, r"MarkerCluster 'places' needs markerclusterjs"),
        (add_front, r"OfflineMap needs jQuery"),
        (add_link, r"OfflineMap needs sums \(https://example.org/sums.js\)"),
        (add_head, r"puts something else than <style> in the head"),
        (add_body, r"an element added to the page has"),
        (add_style, r"an element added to the page has '@import'"),
        (lambda on: folium.Marker(MIDDLE, icon=folium.Icon()).add_to(on), r"Icon needs Leaflet.awesome-markers"),
        (lambda on: folium.TileLayer("https://example.org/{z}", attr="-").add_to(on), r"TileLayer .* needs https"),
        (
            lambda on: folium.Marker(MIDDLE, icon=folium.CustomIcon("https://example.org/a.png")).add_to(on),
            r"CustomIcon needs https://example.org/a.png",
        ),
    ],
)
def test_what_would_ask_a_host_is_refused_by_name(add: Callable[[OfflineMap], object], message: str) -> None:
    drawn = OfflineMap(MIDDLE)
    add(drawn)
    with pytest.raises(NetgraphError, match=message):
        drawn.get_root().render()


def test_background_tiles_and_a_foreign_figure_are_refused() -> None:
    with pytest.raises(NetgraphError, match="Leave out `tiles`"):
        OfflineMap(MIDDLE, tiles="OpenStreetMap")
    drawn = OfflineMap(MIDDLE)
    Figure().add_child(drawn)
    with pytest.raises(NetgraphError, match="Keep it in its own figure"):
        drawn.get_root().render()


def test_a_link_of_one_map_is_not_a_link_of_all() -> None:
    OfflineMap(MIDDLE).add_js_link("sums", "https://example.org/sums.js")
    assert "example.org" not in OfflineMap(MIDDLE).get_root().render()


@pytest.mark.browser
def test_layers_of_ones_own_work_without_a_network(visiting: Any, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    with_layers().save(path)
    with visiting(width=900, height=700) as visit:
        page = visit.open(path)
        assert page.evaluate("L.version").startswith("1.9")
        assert page.locator("path.leaflet-interactive").count() == 3  # square, circle, line
        icon = page.locator("img.leaflet-marker-icon")
        assert icon.evaluate("node => node.src.slice(0, 15) + node.naturalWidth") == "data:image/png;25"
        icon.hover()
        page.wait_for_selector(".leaflet-tooltip >> text=a marker")
        page.mouse.move(300, 400)
        page.wait_for_selector(".leaflet-tooltip >> text=west")
        page.get_by_label("areas").uncheck()
        assert page.locator("path.leaflet-interactive").count() == 2
        assert visit.outside == []
        assert visit.console == []


@pytest.mark.browser
def test_the_map_shows_inside_a_notebook(visiting: Any, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><body>{with_layers()._repr_html_()}", encoding="utf-8")
    with visiting() as visit:
        page = visit.open(path)
        frame = page.frames[1]
        frame.wait_for_selector("path.leaflet-interactive")
        assert frame.locator("path.leaflet-interactive").count() == 3
        assert frame.locator(".folium-map").bounding_box()["height"] > 300
        assert visit.console == []
