"""Where shapes are drawn: coordinate systems, simplification without gaps, and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import Point, box

from netgraph.network.areas import mapped_areas
from netgraph.plots.shapes import MOST_NAMES, Shapes, drawn_shapes

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

NO_NAMES = pd.Series(dtype="str")


def shapes_of(
    geometry: list[shapely.Geometry], crs: str, parents: list[str | None] | None = None, place: str = ""
) -> Shapes:
    codes = [f"d{number}" for number in range(len(geometry))]
    columns = {"district": codes, "name": [f"Oost {code}" for code in codes], "parent": parents or [None] * len(codes)}
    return drawn_shapes(gpd.GeoDataFrame(columns, geometry=geometry, crs=crs), NO_NAMES, place)


@pytest.mark.parametrize(
    ("crs", "corner", "drawn_in"),
    [
        ("EPSG:4326", (5.2, 52.3), "EPSG:28992"),  # Almere: the Dutch grid
        ("EPSG:4326", (77.5, 13.0), "EPSG:32643"),  # Karnataka: UTM zone 43 north, 72° to 78° east
        ("EPSG:4326", (-70.0, -33.4), "EPSG:32719"),  # Santiago: zone 19 south, 72° to 66° west
        ("EPSG:28992", (140_000, 480_000), "EPSG:28992"),  # projected: as it is
        ("EPSG:3035", (4_000_000, 3_200_000), "EPSG:3035"),
    ],
)
def test_areas_are_drawn_on_a_plane(crs: str, corner: tuple[float, float], drawn_in: str) -> None:
    """The corner is where pyproj puts it, to the centimetre of the grid."""
    x, y = corner
    side = 1_000 if x > 1_000 else 0.01
    drawn = shapes_of([box(x, y, x + side, y + side)], crs)
    expected = Transformer.from_crs(crs, drawn_in, always_xy=True).transform(x, y)
    found = shapely.get_coordinates(drawn.districts[0])
    assert np.abs(found - expected).sum(axis=1).min() < 0.02


def test_neighbours_stay_neighbours_and_shapes_become_lighter() -> None:
    """A circle of very many points cut in two: by hand no gap and no overlap between the halves afterwards."""
    circle = Point(140_000, 480_000).buffer(5_000, quad_segs=4_000)
    west = circle.intersection(box(0, 0, 140_000, 1e6))
    east = circle.intersection(box(140_000, 0, 1e6, 1e6))
    drawn = shapes_of([west, east], "EPSG:28992").districts
    assert shapely.get_num_coordinates(drawn).sum() < shapely.get_num_coordinates([west, east]).sum() / 10
    assert shapely.area(shapely.intersection(*drawn)) == 0
    assert shapely.get_num_interior_rings(shapely.union_all(drawn)) == 0
    assert shapely.area(drawn).sum() == pytest.approx(circle.area, rel=1e-3)


def test_larger_areas_are_their_districts_together(city: SupportNetwork) -> None:
    shown = mapped_areas(city.districts)
    names = city.districts.set_index("district")["name"]
    drawn = drawn_shapes(shown, names, "Almere")
    assert len(drawn.larger) == shown["parent"].nunique() == 6
    assert shapely.area(drawn.larger).sum() == pytest.approx(shapely.area(drawn.districts).sum(), rel=1e-6)
    # From large to small, each name inside the area that it names; "Almere" is not repeated.
    assert drawn.names[0].text == "Stad"
    places = {name.text: Point(name.x, name.y) for name in drawn.names}
    by_name = {str(names[code]).removeprefix("Almere "): code for code in shown["parent"].unique()}
    for text, point in places.items():
        inside = drawn.districts[(shown["parent"] == by_name[text]).to_numpy()]
        assert shapely.union_all(inside).contains(point)


def test_districts_in_no_larger_area_have_their_own_names_while_they_are_few() -> None:
    row = [box(x, 0, x + 1_000, 1_000) for x in range(140_000, 140_000 + 1_000 * (MOST_NAMES + 1), 1_000)]
    few = shapes_of(row[:MOST_NAMES], "EPSG:28992", place="Oost")
    assert [name.text for name in few.names] == [f"d{number}" for number in range(MOST_NAMES)]
    assert (few.names[0].x, few.names[0].y) == pytest.approx((140_500, 500), abs=20)
    assert shapes_of(row, "EPSG:28992").names == ()
    in_one = shapes_of(row, "EPSG:28992", parents=["large"] * len(row))
    assert [name.text for name in in_one.names] == ["large"]  # a code without a name stands for itself
