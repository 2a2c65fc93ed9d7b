"""Networks to draw: a synthetic city, and squares whose figures can be counted; figures of every test are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from shapely.geometry import box

import netgraph as ng
from tests.mapping import made_networks
from tests.mapping.made_networks import drawn_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netgraph.network import SupportNetwork

mpl.use("Agg")

# District -> residents, and how many of them are in a one-way ring of support; the others have no tie.
SIZES: Mapping[str, tuple[int, int]] = {
    "a": (40, 40),
    "b": (40, 34),
    "c": (40, 30),
    "d": (40, 24),
    "empty": (0, 0),
    "small": (8, 5),
    "tiny": (8, 4),
}
"""Small and tiny are hidden, and each could be the other: so no other district is hidden for their sake."""


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close the figures of a test; none may be left from before."""
    assert plt.get_fignums() == []
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def city() -> SupportNetwork:
    """Draw a synthetic Almere."""
    return made_networks.city()


@drawn_once
def squares(
    sizes: Mapping[str, tuple[int, int]] = SIZES,
    names: Mapping[str, str] | None = None,
    parents: Mapping[str, str] | None = None,
    crs: str = "EPSG:28992",
    **about: object,
) -> SupportNetwork:
    """Draw squares of a kilometre in a row, each with people of whom some are in a ring."""
    homes = [code for code, (people, _) in sizes.items() for _ in range(people)]
    people = pd.DataFrame({"person": [f"p{number}" for number in range(len(homes))], "district": homes})
    rings = [people.loc[people["district"] == code, "person"].tolist()[:ring] for code, (_, ring) in sizes.items()]
    pairs = [pair for ring in rings for pair in zip(ring, [*ring[1:], *ring[:1]], strict=True)]
    larger = sorted(set((parents or {}).values()))
    districts = gpd.GeoDataFrame(
        {
            "district": [*sizes, *larger],
            "name": [(names or {}).get(code, code) for code in (*sizes, *larger)],
            "parent": [*((parents or {}).get(code) for code in sizes), *(None for _ in larger)],
        },
        geometry=[
            *(box(x, 480_000, x + 1_000, 481_000) for x in range(140_000, 140_000 + 1_000 * len(sizes), 1_000)),
            *(None for _ in larger),
        ],
        crs="EPSG:28992",
    ).to_crs(crs)
    ties = pd.DataFrame(pairs, columns=["giver", "receiver"])
    return ng.from_tables(people, ties, districts=districts, about={"design": "whole_network", **about})
