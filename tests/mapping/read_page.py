"""What the script of a page is told, read back as that script reads it: the one place that knows how it is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import shapely

from netgraph.mapping.page_data import script_data
from netgraph.pages.escape import script_json

if TYPE_CHECKING:
    import folium

    from netgraph.mapping.district_map import DistrictMap

CALL = "showDistricts("
FOLDED = {"least", "width", "text"}


def page_of(drawn: folium.Map) -> str:
    """Return the page as it is saved."""
    page: str = drawn.get_root().render()
    return page


def told_to_script(drawn: DistrictMap) -> dict[str, Any]:
    """Return the data of the script, with lists of numbers as lists of numbers."""
    data: dict[str, Any] = unfolded(json.loads(script_json(script_data(drawn.content, drawn.boundaries))))
    return data


def told_in_page(page: str) -> dict[str, Any]:
    """Return the same from the text of a page: the last argument of the call that starts the script."""
    assert page.count(CALL + "map_") == 1
    start = page.index("{", page.index(CALL + "map_"))
    data: dict[str, Any] = unfolded(json.JSONDecoder().raw_decode(page, start)[0])
    return data


def unfolded(part: Any) -> Any:
    """Return data with every list of numbers that is written as one text as the list that it is."""
    if isinstance(part, list):
        return [unfolded(inside) for inside in part]
    if not isinstance(part, dict):
        return part
    if set(part) == FOLDED:
        text, width = part["text"], part["width"]
        return [int(text[start : start + width], 36) + part["least"] for start in range(0, len(text), width)]
    return {name: unfolded(inside) for name, inside in part.items()}


def pooled(part: dict[str, Any]) -> list[str]:
    """Return the text of every district, of which each stands on the page once."""
    return [part["texts"][place] for place in part["of"]]


def unpacked(shapes: list[Any], decimals: int) -> list[shapely.MultiPolygon]:
    """Return shapes from distances between points: what `unpack` of the script does."""

    def ring(steps: list[int]) -> list[tuple[float, float]]:
        east, north = accumulate(steps[::2]), accumulate(steps[1::2])
        return [(x / 10**decimals, y / 10**decimals) for x, y in zip(east, north, strict=True)]

    return [
        shapely.MultiPolygon([shapely.Polygon(ring(outer), [ring(hole) for hole in holes]) for outer, *holes in shape])
        for shape in shapes
    ]


@dataclass(frozen=True)
class Told:
    """What a page tells of one figure of one district, as printed; "" for what it does not tell."""

    value: str
    low: str = ""
    high: str = ""
    rest: str = ""
    larger: str = ""


def layer_of(data: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a layer by its id."""
    return next(layer for layer in (*data["layers"], *data["in_panel"]) if layer["id"] == name)


def mark_of(layer: dict[str, Any], position: int) -> dict[str, Any]:
    """Return the line of the legend that a district has."""
    mark: dict[str, Any] = layer["marks"][layer["marked"][position]]
    return mark


def figure_of(data: dict[str, Any], layer: dict[str, Any], position: int) -> Told | None:
    """Return the figure of a district, or of the larger area that stands in; None where there is none."""
    whole, low_end = (data["texts"][layer["unit"]][end] for end in ("whole", "low"))
    larger = layer["larger"].get(str(position))
    if larger:
        name, value, low, high = larger
        ends = ("", "") if low is None else (low_end[str(low)], whole[str(high)])
        return Told(whole[str(value)], *ends, larger=name)
    if mark_of(layer, position)["says"]:
        return None
    value, below, above = (layer[part][position] for part in ("values", "below", "above"))
    ends = ("", "") if below < 0 else (low_end[str(value - below)], whole[str(value + above)])
    rest = layer["rest"]["other"].get(str(position), layer["rest"]["most"])
    return Told(whole[str(value)], *ends, rest="" if rest is None else whole[str(rest)])


def people_of(data: dict[str, Any], layer: dict[str, Any], position: int) -> str:
    """Return on how many people a figure of a district rests, as printed."""
    return pooled(data["counts"]["lists"][data["counts"]["of"][layer["id"]]])[position]
