"""Networks to draw: a synthetic city, and six squares of which every state is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

import netgraph as ng

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

# Person ids and a column that occur nowhere in netgraph, so that finding one in a page means a leak.
PERSON = "person-zqx-{}"
HIDDEN_COLUMN = "column_zqx"


@pytest.fixture(scope="session")
def city() -> SupportNetwork:
    """Draw a synthetic Almere."""
    return ng.synthetic_network(people=2_000, seed=1)


def squares(**about: object) -> SupportNetwork:
    """Draw six squares of people whose figures can be counted by hand.

    north: 20 people, 10 pairs of one-way support. south: 20 people without a tie. small: 3 people. empty: nobody.
    centre: 12 people in a ring of support. west: 20 people, 10 pairs of support both ways. North and south lie in
    "up", the others in "down", which has a row of its own.
    """
    sizes = {"north": 20, "south": 20, "small": 3, "empty": 0, "centre": 12, "west": 20}
    homes = [code for code, size in sizes.items() for _ in range(size)]
    people = pd.DataFrame({"person": [PERSON.format(i) for i in range(len(homes))], "district": homes})
    people[HIDDEN_COLUMN] = "value-zqx"
    people["lon"], people["lat"] = 5.123456, 52.654321

    def of(code: str) -> list[str]:
        return people.loc[people["district"] == code, "person"].tolist()

    north, centre, west = of("north"), of("centre"), of("west")
    pairs = [
        *zip(north[::2], north[1::2], strict=True),
        *zip(centre, [*centre[1:], centre[0]], strict=True),
        *zip(west[::2], west[1::2], strict=True),
        *zip(west[1::2], west[::2], strict=True),
    ]
    ties = pd.DataFrame(pairs, columns=["giver", "receiver"])
    districts = gpd.GeoDataFrame(
        {
            "district": [*sizes, "down"],
            "name": ["North", "South", "Small", "Empty", "Centre", "West", "Down there"],
            "parent": ["up", "up", "down", "down", "down", "down", None],
            "remark": "remark-zqx",
        },
        geometry=[*(box(x / 10, y / 10, (x + 1) / 10, (y + 1) / 10) for y in (520, 521) for x in (50, 51, 52)), None],
        crs="EPSG:4326",
    )
    return ng.from_tables(people, ties, districts=districts, about={"design": "whole_network", **about})


@pytest.fixture(scope="session")
def known() -> SupportNetwork:
    """Draw the six squares."""
    return squares()
