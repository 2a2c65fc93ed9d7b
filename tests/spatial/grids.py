"""Networks whose districts are squares of a kilometre near Amersfoort, with figures that are simply made up."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

import netgraph as ng

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    Shapes = Mapping[str, shapely.Geometry]

SIDE = 1_000.0
RD = "EPSG:28992"
NO_TIES = {"giver": pd.Series(dtype="str"), "receiver": pd.Series(dtype="str")}


def square(column: float, row: float, side: float = SIDE) -> shapely.Polygon:
    """Return a square by its place in the grid; ``side`` in metres, from its south-western corner."""
    west, south = 150_000 + column * SIDE, 450_000 + row * SIDE
    return shapely.box(west, south, west + side, south + side)


def grid(columns: int, rows: int) -> dict[str, shapely.Polygon]:
    """Return squares side by side by codes such as ``r0c2``, row by row."""
    return {f"r{row}c{column}": square(column, row) for row in range(rows) for column in range(columns)}


def network_of(
    shapes: Shapes, crs: str = RD, people: Mapping[str, int] | None = None, **columns: Any
) -> ng.SupportNetwork:
    """Return a network of these districts: in each so many people (one), all without ties."""
    codes = list(shapes)
    homes = [code for code in codes for _ in range((people or {}).get(code, 1))]
    table = pd.DataFrame({"person": [f"p{number}" for number in range(len(homes))], "district": homes})
    districts = pd.DataFrame({"district": codes, **columns})
    return ng.from_tables(
        table, pd.DataFrame(NO_TIES), gpd.GeoDataFrame(districts, geometry=list(shapes.values()), crs=crs)
    )


def estimates_of(codes: Iterable[str], values: Sequence[float] | npt.NDArray[np.float64], **more: Any) -> pd.DataFrame:
    """Return a tidy table of a mean, or of what ``metric`` says; further columns as given."""
    return pd.DataFrame({"group": list(codes), "metric": "contacts", "value": list(values), "reason": "", **more})


def slow_neighbours(shapes: Shapes, within: float, among: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Measure every two shapes; those that are left without neighbours are left out."""
    codes = [code for code in shapes if among is None or code in set(among)]
    near: dict[str, list[str]] = {code: [] for code in codes}
    for one, other in itertools.permutations(codes, 2):
        if shapely.distance(shapes[one], shapes[other]) <= within:
            near[one].append(other)
    return {code: others for code, others in near.items() if others}


def slow_moran(values: Mapping[str, float], near: Mapping[str, list[str]]) -> float:
    """Moran's I by its formula: n / S0 * sum_ij w_ij z_i z_j / sum_i z_i^2, row by row."""
    mean = sum(values[code] for code in near) / len(near)
    z = {code: values[code] - mean for code in near}
    weight = {(code, other): 1 / len(others) for code, others in near.items() for other in others}
    above = sum(weight[pair] * z[pair[0]] * z[pair[1]] for pair in weight)
    return len(near) / sum(weight.values()) * above / sum(each**2 for each in z.values())


def slow_local(values: Mapping[str, float], near: Mapping[str, list[str]]) -> dict[str, float]:
    """Local Moran by its formula: (n - 1) * z_i * mean of the neighbours' z / sum_k z_k^2."""
    mean = sum(values[code] for code in near) / len(near)
    z = {code: values[code] - mean for code in near}
    total = sum(each**2 for each in z.values())
    return {
        code: (len(near) - 1) * z[code] * sum(z[other] for other in others) / len(others) / total
        for code, others in near.items()
    }
