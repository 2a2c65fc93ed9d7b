"""The page of a map of districts: content and boundaries become a folium map with its own markup, style and script."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.map import CustomPane
from folium.template import Template
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from netgraph.mapping.assets import own_file
from netgraph.mapping.escape import escape, script_json
from netgraph.mapping.offline import OfflineMap
from netgraph.symbology import FILLS, INTERFACE, Fill
from netgraph.words import page as words
from netgraph.words.states import SUBJECTS

if TYPE_CHECKING:
    from jinja2 import Template as JinjaTemplate

    from netgraph.mapping.boundaries import Boundaries
    from netgraph.mapping.content import MapContent
    from netgraph.mapping.escape import Json
    from netgraph.symbology import Layer

__all__ = ["DistrictMap", "paint", "script_data"]

MAP_OPTIONS: dict[str, Any] = {
    "zoom_control": False,
    "attribution_control": False,
    "keyboard": False,
    "scroll_wheel_zoom": False,
    "zoom_snap": 0.05,
    "zoom_delta": 0.75,
    "zoom_animation": False,  # a press on a button during an animation would be lost
    "fade_animation": False,
}
DISTRICT_STYLE = {"color": INTERFACE["border"], "weight": 0.8, "fillOpacity": 1, "fillColor": INTERFACE["paper"]}
OUTLINE_STYLE = {"color": INTERFACE["outline"], "weight": 1.8, "fill": False}
RING_STYLE: dict[str, Json] = {"color": INTERFACE["ink"], "weight": 3.5, "fill": False}


class DistrictMap(OfflineMap):
    """A page about districts: the question, a map, a legend, the choice of layers, and the list.

    It is a folium map: layers of one's own can be added to it.

    Parameters
    ----------
    content : MapContent
        What the page shows, in words.
    boundaries : Boundaries
        What it draws, in the same order.
    """

    def __init__(self, content: MapContent, boundaries: Boundaries) -> None:
        super().__init__(language=content.wording.language, title=content.title, **MAP_OPTIONS)
        self.content = content
        # Panes of their own: layers that a user adds neither cover the outlines nor mix with the districts.
        CustomPane("districts", z_index=350, pointer_events=True).add_to(self)
        CustomPane("outlines", z_index=450).add_to(self)
        cells = _drawn(boundaries.cells, DISTRICT_STYLE, "districts")
        cells.add_to(self)
        _drawn(boundaries.outlines, OUTLINE_STYLE, "outlines", interactive=False).add_to(self)
        ShownDistricts(cells, script_json(script_data(content, boundaries))).add_to(self)

    def page_script(self) -> str:
        """Return the script of the page, which `ShownDistricts` starts."""
        return own_file("page.js").strip()

    def page_style(self) -> str:
        """Return the style sheet of the page, with the colours of the palette."""
        colours = " ".join(f"--{name}: {colour};" for name, colour in INTERFACE.items())
        return f":root {{ {colours} }}\n{own_file('page.css').strip()}"

    def page_markup(self) -> str:
        """Return the body of the page."""
        layers = self.content.layers
        return page_template().render(
            content=self.content,
            words=words,
            say=self.content.wording.of,
            paint=paint,
            themes=[
                (SUBJECTS[key].label.in_(self.content.wording.language) if key else "", list(group))
                for key, group in groupby(layers, key=lambda layer: layer.subject)
            ],
            larger=any(row.part_of for row in self.content.districts),
            map_name=self.get_name(),
            patterns=Markup("".join(map(_pattern, FILLS, FILLS.values()))),  # noqa: S704 - from the palette alone
        )


class ShownDistricts(MacroElement):
    """The call that starts the page's script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "showDistricts({{ this._parent.get_name() }}, {{ this.cells.get_name() }}, {{ this.data }});"
        "{% endmacro %}"
    )

    def __init__(self, cells: folium.GeoJson, data: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ShownDistricts"
        self.cells, self.data = cells, data


def script_data(content: MapContent, boundaries: Boundaries) -> dict[str, Json]:
    """Return what the page's script needs: names, figures as printed and marks, by position.

    Parameters
    ----------
    content : MapContent
        What the page shows.
    boundaries : Boundaries
        For the names of the larger areas.

    Returns
    -------
    dict
        JSON values.
    """
    say, area = content.wording.of, content.wording.area.one.in_(content.wording.language)
    in_larger = [say(words.PANEL_LIES_IN, parent=row.part_of) if row.part_of else "" for row in content.places]
    return {
        "words": {
            "map": say(words.KEYBOARD_MAP_REGION),
            "now": words.KEYBOARD_LAYER_CHANGED.in_(content.wording.language),
            "district": words.KEYBOARD_AREA_ON_THE_MAP.in_(content.wording.language),
            "area": area,
        },
        "ring": RING_STYLE,
        "districts": [
            {"name": row.name, "level": larger or area, "reason": row.reason}
            for row, larger in zip(content.places, in_larger, strict=True)
        ],
        "larger": [
            {"name": name, "place": point}
            for name, point in zip(boundaries.outline_names, boundaries.outline_points, strict=True)
        ],
        "layers": [_layer_data(layer) for layer in content.layers],
    }


def paint(fill: str) -> str:
    """Return a fill of the palette as SVG names it: its colour, or the pattern that stands in the page."""
    return f"url(#fill-{fill})" if FILLS[fill].shape else FILLS[fill].ground


@cache
def page_template() -> JinjaTemplate:
    """Return the template of the page's body; every value that it writes passes through `escape`."""
    environment = Environment(autoescape=True, finalize=escape, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(own_file("page.html"))


def _drawn(shapes: dict[str, Any], style: dict[str, Any], pane: str, **options: Any) -> folium.GeoJson:
    """Draw shapes in a pane, without a name in the layer control; borders are simplified already."""
    return folium.GeoJson(shapes, style_function=lambda _: style, control=False, smooth_factor=0, pane=pane, **options)


def _layer_data(layer: Layer) -> dict[str, Json]:
    return {
        "id": layer.id,
        "label": layer.label,
        "marks": [{"fill": paint(mark.fill), "says": mark.says} for mark in layer.marks],
        "marked": layer.marked,
        "figures": layer.figures,
    }


def _pattern(name: str, fill: Fill) -> str:
    """Write a fill as an SVG pattern; a fill without a mark is a plain colour and needs none."""
    if not fill.shape:
        return ""
    return (
        f'<pattern id="fill-{name}" patternUnits="userSpaceOnUse" width="{fill.size}" height="{fill.size}" '
        f'patternTransform="rotate({fill.turn})"><rect width="{fill.size}" height="{fill.size}" fill="{fill.ground}"/>'
        f'<g color="{fill.mark}" stroke="currentColor" fill="none">{fill.shape}</g></pattern>'
    )
