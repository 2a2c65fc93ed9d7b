"""Networks to draw, their pages, and pages opened without a network, which ask nobody and say nothing."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

import netgraph as ng
from netgraph.mapping import district_map
from tests.mapping.made_networks import alone, grid, town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from netgraph.mapping.content import MapContent
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


@dataclass(frozen=True)
class Drawn:
    """A page that was saved, and what it should show."""

    path: Path
    content: MapContent


# Pages that several tests open, by name; each is drawn once a worker, when it is first asked for.
PAGES: dict[str, Callable[[], Any]] = {
    "city": lambda: district_map(ng.synthetic_network(people=2_000, seed=1)),
    "squares": lambda: district_map(squares(), "en"),
    "town": lambda: district_map(town(), "en"),
    "town, Dutch": lambda: district_map(town()),
    "town, wijken": lambda: district_map(town(), "en", by="parent"),
    "survey": lambda: district_map(town(design="survey"), "en"),
    "survey, Dutch": lambda: district_map(town(design="survey")),
    "register": lambda: district_map(town(design="register"), "en"),
    "internal": lambda: district_map(town(), "en", internal=True),
    "alone": lambda: district_map(alone(), "en"),
    "grid": lambda: district_map(grid(), "en", metrics=["isolated", "contacts"]),
}


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Drawn]:
    """Return a page of `PAGES` by name."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def of(name: str) -> Drawn:
        page = PAGES[name]()
        path = folder / f"{name.replace(', ', '-')}.html"
        page.save(path)
        return Drawn(path, page.content)

    return of


@pytest.fixture
def open_page(visiting: Any) -> Iterator[Callable[..., Page]]:
    """Open a file without a network: ``open_page(path, "code", width=360)``.

    Whatever the test then does with it, the page asks nobody and the console stays empty. The map does not fly, unless
    the test asks for it (``reduced_motion="no-preference"``): that takes time.
    """
    with ExitStack() as opened:
        visits = []

        def of(path: Path, fragment: str = "", width: int = 1366, height: int = 768, **options: object) -> Page:
            still: dict[str, object] = {"offline": True, "reduced_motion": "reduce", **options}
            visit = opened.enter_context(visiting(width=width, height=height, **still))
            visits.append(visit)
            page: Page = visit.page
            page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""), wait_until="load")
            return page

        yield of
        assert [visit.outside for visit in visits] == [[]] * len(visits)
        assert [visit.console for visit in visits] == [[]] * len(visits)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of pictures of the page: $NETGRAPH_SCREENSHOTS, or one beside the tests' other files."""
    named = os.environ.get("NETGRAPH_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.getbasetemp() / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
