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
from tests.mapping.made_networks import alone, city, crossed, drawn_once, grid, town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Page
    from shapely.geometry import Polygon

    from netgraph.content.parts import MapContent
    from netgraph.network import SupportNetwork

# Person ids and a column that occur nowhere in netgraph, so that finding one in a page means a leak.
PERSON = "person-zqx-{}"
HIDDEN_COLUMN = "column_zqx"


@pytest.fixture(scope="session", name="city")
def drawn_city() -> SupportNetwork:
    """Return a synthetic Almere."""
    return city()


SIZES = {"north": 20, "south": 40, "small": 8, "empty": 0, "centre": 12, "west": 20, "tiny": 9, "little": 9}
"""People of each square, in table order."""
CHAIN = ((0, 2), (1, 2), (2, 3))
"""Among four: two give to a third, who gives to the fourth."""
PAIRS = ((0, 1), (1, 0), (2, 3), (3, 2))
"""Among four: two pairs, both ways."""
Four = tuple[tuple[int, int], ...]
FOURS: dict[str, tuple[Four, ...]] = {
    "north": (CHAIN,) * 5,
    "small": (CHAIN,),
    "west": ((*PAIRS, (0, 2)),) * 5,
    "tiny": (CHAIN, PAIRS),
    "little": (CHAIN, PAIRS),
}
"""The ties of people in fours, square by square; who is left has no tie."""


@drawn_once
def squares(fours: Mapping[str, tuple[Four, ...]] = FOURS, **about: object) -> SupportNetwork:
    """Draw eight squares of people whose figures can be counted by hand.

    north: 20 people, five fours of which two give to a third, who gives to the fourth. south: 40 people, 28 without a
    tie, 12 in a ring. centre: 12 people in a ring: each gives to the next, and every other tie goes both ways. west:
    20 people, five fours of two pairs both ways, one of which supports the other. empty: nobody. North and south lie
    in "up", centre and west in "down", which has a row of its own.

    small (8 people), tiny and little (9 each) lie in no larger area, so that nothing stands in for them. They are
    large enough, and enough alike, for each to be any other: nothing else is hidden for their sake but who only
    receives in the north.
    """
    homes = [code for code, size in SIZES.items() for _ in range(size)]
    people = pd.DataFrame({"person": [PERSON.format(i) for i in range(len(homes))], "district": homes})
    people[HIDDEN_COLUMN] = "value-zqx"
    people["lon"], people["lat"] = 5.123456, 52.654321

    def of(code: str) -> list[str]:
        return people.loc[people["district"] == code, "person"].tolist()

    pairs = [*_ring(of("south")[28:]), *_ring(of("centre"))]
    for code, ties_of_four in fours.items():
        here = of(code)
        pairs += [
            (here[4 * four + giver], here[4 * four + receiver])
            for four, ties in enumerate(ties_of_four)
            for giver, receiver in ties
        ]
    ties = pd.DataFrame(pairs, columns=["giver", "receiver"])
    districts = gpd.GeoDataFrame(
        {
            "district": [*SIZES, "down"],
            "name": ["North", "South", "Small", "Empty", "Centre", "West", "Tiny", "Little", "Down there"],
            "parent": ["up", "up", None, "down", "down", "down", None, None, None],
            "remark": "remark-zqx",
        },
        geometry=[*_cells(len(SIZES)), None],
        crs="EPSG:4326",
    )
    return ng.from_tables(people, ties, districts=districts, about={"design": "whole_network", **about})


@drawn_once
def grouped() -> SupportNetwork:
    """Draw the squares with a column "cohort": all in the west are of one group, elsewhere two by two of another."""
    network = squares()
    people = network.people
    number = people.groupby("district").cumcount()
    people["cohort"] = [
        "zqx-" + ("same" if home == "west" else str(n // 2 % 2))
        for home, n in zip(people["district"], number, strict=True)
    ]
    return ng.from_tables(people, network.ties, network.districts, network.about)


def _ring(people: list[str]) -> list[tuple[str, str]]:
    """Return that each gives to the next, and every other one gets something back."""
    forth = list(zip(people, [*people[1:], people[0]], strict=True))
    return forth + [(receiver, giver) for giver, receiver in forth[::2]]


def _cells(number: int) -> list[Polygon]:
    """Return the first squares of rows of three."""
    return [
        box(x / 10, y / 10, (x + 1) / 10, (y + 1) / 10)
        for y, x in ((520 + place // 3, 50 + place % 3) for place in range(number))
    ]


@pytest.fixture(scope="session")
def known() -> SupportNetwork:
    """Draw the eight squares."""
    return squares()


@dataclass(frozen=True)
class Drawn:
    """A page that was saved, and what it should show."""

    path: Path
    content: MapContent


# Pages that several tests open, by name; each is drawn once a worker, when it is first asked for.
PAGES: dict[str, Callable[[], Any]] = {
    "city": lambda: district_map(city()),
    "squares": lambda: district_map(squares(), "en"),
    "town": lambda: district_map(town(), "en"),
    "town, Dutch": lambda: district_map(town()),
    "town, wijken": lambda: district_map(town(), "en", by="parent"),
    "survey": lambda: district_map(town(design="survey"), "en"),
    "survey, Dutch": lambda: district_map(town(design="survey")),
    "register": lambda: district_map(town(design="register"), "en"),
    "internal": lambda: district_map(town(), "en", internal=True),
    "alone": lambda: district_map(alone(), "en"),
    "crossed": lambda: district_map(crossed(), "en", metrics=["isolated"]),
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
