"""The schematic map: a valid coverage with real names and codes, whose wijken are the unions of their buurten."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from netgraph.synthetic.almere import BUURTEN, WEERWATER, WIJKEN
from netgraph.synthetic.borders import district_borders


@pytest.fixture(scope="module")
def borders():
    return district_borders()


@pytest.fixture(scope="module")
def cells(borders):
    return borders[borders["parent"].notna()].set_index("district")


@pytest.fixture(scope="module")
def wijken(borders):
    return borders[borders["parent"].isna()].set_index("district")


def test_names_and_codes(borders):
    """66 buurten and 6 wijken in the Wijk- en Buurtkaart 2016; some of them by hand."""
    assert (len(BUURTEN), len(WIJKEN)) == (66, 6)
    assert borders["district"].is_unique
    assert borders["name"].is_unique
    named = borders.set_index("district")["name"]
    assert named["BU00340211"] == "Stedenwijk"
    assert named["BU00340503"] == "Nobelhorst"
    assert named["BU00340699"] == "Overig Almere Pampus"
    assert named["WK003401"] == "Almere Haven"
    assert borders.crs == "EPSG:4326"


def test_parents(borders):
    """A code BU0034wwbb lies in WK0034ww, and wijken have no parent."""
    for row in borders.itertuples():
        if row.district.startswith("BU"):
            assert row.parent == f"WK{row.district[2:8]}"
        else:
            assert row.parent is None or row.parent != row.parent


def test_the_cells_are_a_coverage(cells, wijken):
    """No overlaps, no gaps, shared borders point by point (GEOS coverage check), on both levels."""
    for level in (cells, wijken):
        shapes = level.geometry.to_numpy()
        assert shapely.coverage_is_valid(shapes)
        assert shapely.is_valid(shapes).all()
        assert (shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON).all()


def test_a_wijk_is_the_union_of_its_buurten(cells, wijken):
    """Summed area and outline are equal, and so is the outline that was drawn, without the Weerwater."""
    water = shapely.Polygon(WEERWATER)
    for wijk in WIJKEN:
        union = wijken.geometry[wijk.code]
        mine = cells.geometry[cells["parent"] == wijk.code].to_numpy()
        assert union.equals(shapely.union_all(mine))
        assert union.area == pytest.approx(shapely.area(mine).sum())
        drawn = shapely.difference(shapely.Polygon(wijk.outline), water)
        # Points of cells on a sloping border are rounded to 0.0001 degree, which moves it by less than that.
        assert union.hausdorff_distance(drawn) < 1e-4
    assert shapely.intersection(shapely.union_all(cells.geometry.to_numpy()), water).area < 1e-6


def test_coordinates_are_rounded(borders):
    """Four decimals, with nothing behind them: the same bytes on every machine."""
    points = shapely.get_coordinates(borders.geometry.to_numpy())
    assert (points == np.round(points, 4)).all()
    drawn = np.array([point for wijk in WIJKEN for point in wijk.outline])
    assert (drawn == np.round(drawn, 2)).all(), "outlines are drawn on a grid of 0.01 degree"


def test_a_cell_holds_its_centre(cells):
    """Every cell grows around its own centre, and none is a sliver (at least 0.1 square kilometre)."""
    for buurt in BUURTEN:
        assert shapely.contains_xy(cells.geometry[buurt.code], buurt.lon, buurt.lat), buurt.name
        assert cells.geometry[buurt.code].area * 68 * 111 > 0.1, buurt.name


def test_population(city):
    """Population is the number of residents; wijken add up; estates and 'Overig' areas stay, without people."""
    districts = city.districts.set_index("district")
    cells = districts[districts["parent"].notna()]
    assert cells["population"].sum() == 20_000
    wijken = districts[districts["parent"].isna()]
    assert cells.groupby("parent")["population"].sum().eq(wijken["population"]).all()
    empty = cells[cells["population"] == 0]
    assert len(empty) == 21
    assert empty["name"].str.contains("Overig|kant$|Randstad|Steiger|Poldervlak|De Vaart|Buitenvaart").all()
