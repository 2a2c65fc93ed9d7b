"""Networks to draw of which every state and figure is known: a town with wijken, and a grid of many squares."""

from __future__ import annotations

from functools import wraps
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import box

import netgraph as ng

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netgraph.network import SupportNetwork

Drawing = TypeVar("Drawing", bound="Callable[..., SupportNetwork]")


def drawn_once(draw: Drawing) -> Drawing:
    """Draw each network once a worker: its tables never change, and what a map computed of it before is still there."""
    made: dict[str, SupportNetwork] = {}

    @wraps(draw)
    def of(*arguments: Any, **named: Any) -> SupportNetwork:
        key = repr((arguments, sorted(named.items())))
        if key not in made:
            made[key] = draw(*arguments, **named)
        return made[key]

    return of  # type: ignore[return-value]


@drawn_once
def city(people: int = 2_000) -> SupportNetwork:
    """Draw a synthetic Almere."""
    return ng.synthetic_network(people=people, seed=1)


# By code of the buurt: name, wijk, people, and which part of them has nobody; the others are in pairs both ways.
BUURTEN: Mapping[str, tuple[str, str, int, float]] = {
    "BU99990101": ("Alfavel", "WK999901", 120, 0.05),
    "BU99990102": ("Échtavel", "WK999901", 120, 0.05),
    "BU99990103": ("Silvavel", "WK999901", 60, 0.8),
    "BU99990201": ("Petrivel", "WK999902", 60, 0.1),
    "BU99990202": ("Minivel", "WK999902", 6, 0.0),
    "BU99990203": ("Parvivel", "WK999902", 8, 0.5),
    "BU99990204": ("Solavel", "WK999902", 5, 0.6),
    "BU99990301": ("Triavel", "WK999903", 90, 0.1),
    "BU99990302": ("Nihilvel", "WK999903", 0, 0.0),
    "BU99990303": ("Vigilvel", "WK999903", 40, 0.4),
}
ONE_WAY = ("BU99990202", "BU99990203", "BU99990204")
"""Where support goes one way only, so that each of these could be any other: otherwise the gate hides their wijk."""
WIJKEN = {"WK999901": "Oristad", "WK999902": "Medistad", "WK999903": "Occistad"}
POSITION = {name: number for number, (name, *_) in enumerate(BUURTEN.values())}
SHOWN_FLOW, HIDDEN_FLOW = ("Alfavel", "Échtavel"), ("Triavel", "Alfavel")
TIES_SHOWN, TIES_HIDDEN = 23, 6
"""Ties between the two districts of each flow; each is between two people of its own."""


@drawn_once
def town(*, sizes: Mapping[str, int] | None = None, **about: object) -> SupportNetwork:
    """Draw ten buurten in three wijken.

    In Silvavel 48 of 60 people have no tie; in Vigilvel 16 of 40, so many more than elsewhere that it is to be watched.
    Minivel, Parvivel and Solavel are hidden, and the figure of their wijk stands in. Nihilvel has nobody. Between
    Alfavel and Échtavel run 23 ties, between Triavel and Alfavel 6.

    Parameters
    ----------
    sizes : mapping of str to int, optional
        Other numbers of people, by code.
    **about
        Of the data; a whole network by default.
    """
    homes: list[str] = []
    ties: list[tuple[str, str]] = []
    of: dict[str, list[str]] = {}
    for code, (name, _, usual, alone) in BUURTEN.items():
        size = (sizes or {}).get(code, usual)
        here = [f"person-zqx-{code}-{number}" for number in range(size)]
        homes += [code] * size
        of[name] = here
        paired = here[round(alone * size) :]
        for one, other in zip(paired[::2], paired[1::2], strict=False):
            ties += [(one, other)] if code in ONE_WAY else [(one, other), (other, one)]
    for (one, other), number in ((SHOWN_FLOW, TIES_SHOWN), (HIDDEN_FLOW, TIES_HIDDEN)):
        ties += zip(of[one][-number:], of[other][-number:], strict=True)
    people = pd.DataFrame({"person": [person for here in of.values() for person in here], "district": homes})
    people["column_zqx"] = np.where(np.arange(len(people)) % 2 == 0, "value-zqx-0", "value-zqx-1")
    people["lon"], people["lat"] = 5.123456, 52.654321
    known = {"design": "whole_network", "reference_date": "2026-01-01", "source": "Fons Zeta", "place": "Oppidum"}
    return ng.from_tables(
        people, pd.DataFrame(ties, columns=["giver", "receiver"]), districts=_map_of_town(), about={**known, **about}
    )


def _map_of_town() -> gpd.GeoDataFrame:
    """Return the buurten as rows of squares, one row a wijk, and the wijken by name."""
    wijken = list(WIJKEN)
    squares = []
    for code, (_, wijk, *_) in BUURTEN.items():
        x, y = int(code[-2:]), wijken.index(wijk)
        squares.append(box(5 + x / 40, 52 + y / 50, 5 + (x + 1) / 40, 52 + (y + 1) / 50))
    return gpd.GeoDataFrame(
        {
            "district": [*BUURTEN, *WIJKEN],
            "name": [*(name for name, *_ in BUURTEN.values()), *WIJKEN.values()],
            "parent": [*(wijk for _, wijk, *_ in BUURTEN.values()), *([None] * len(WIJKEN))],
            "remark": "remark-zqx",
        },
        geometry=[*squares, *([None] * len(WIJKEN))],
        crs="EPSG:4326",
    )


@drawn_once
def grid(across: int = 18, down: int = 14, people: int = 20) -> SupportNetwork:
    """Draw squares of people in a ring of support; in every tenth half have no tie. Names run from 001.

    Every other tie of a ring goes both ways, so that no figure of a square is small, and none is hidden.
    """
    codes = [f"square{number:03}" for number in range(across * down)]
    homes = [code for code in codes for _ in range(people)]
    persons = [f"{code}-{number}" for code in codes for number in range(people)]
    ties = []
    for place, code in enumerate(codes):
        ring = people if place % 10 else people // 2
        forth = [(f"{code}-{number}", f"{code}-{(number + 1) % ring}") for number in range(ring)]
        ties += forth + [(receiver, giver) for giver, receiver in forth[::2]]
    cells = [
        box(5 + x / 100, 52 + y / 150, 5.01 + x / 100, 52 + (y + 1) / 150) for y in range(down) for x in range(across)
    ]
    districts = gpd.GeoDataFrame(
        {"district": codes, "name": [f"Vak {number + 1:03}" for number in range(len(codes))]},
        geometry=cells,
        crs="EPSG:4326",
    )
    return ng.from_tables(
        pd.DataFrame({"person": persons, "district": homes}),
        pd.DataFrame(ties, columns=["giver", "receiver"]),
        districts=districts,
        about={"design": "whole_network"},
    )


@drawn_once
def alone(design: str = "whole_network") -> SupportNetwork:
    """Draw two squares, one without people: there is no rest of the city to compare the other with."""
    people = pd.DataFrame({"person": [f"p{number}" for number in range(40)], "district": "unus"})
    ties = pd.DataFrame({"giver": people["person"], "receiver": people["person"].shift(1, fill_value="p39")})
    districts = gpd.GeoDataFrame(
        {"district": ["unus", "nemo"], "name": ["Unusvel", "Nemovel"]},
        geometry=[box(5, 52, 5.1, 52.1), box(5.1, 52, 5.2, 52.1)],
        crs="EPSG:4326",
    )
    return ng.from_tables(people, ties, districts=districts, about={"design": design})


@drawn_once
def crossed(districts: int = 12, people: int = 90) -> SupportNetwork:
    """Draw a row of squares that all support each other: 12 ties between the first two, one more for each next pair."""
    codes = [f"area{number:02}" for number in range(districts)]
    pairs = list(combinations(codes, 2))
    ties = [(f"{a}-{i}", f"{b}-{i}") for more, (a, b) in enumerate(pairs) for i in range(12 + more)]
    cells = [box(5 + x / 40, 52, 5 + (x + 1) / 40, 52.1) for x in range(districts)]
    return ng.from_tables(
        pd.DataFrame({"person": [f"{code}-{i}" for code in codes for i in range(people)]}).assign(
            district=[code for code in codes for _ in range(people)]
        ),
        pd.DataFrame(ties, columns=["giver", "receiver"]),
        districts=gpd.GeoDataFrame({"district": codes, "name": codes}, geometry=cells, crs="EPSG:4326"),
        about={"design": "whole_network"},
    )
