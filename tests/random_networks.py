"""Random networks as people hand them in, warts and all: a Hypothesis strategy, and a large one from a seed.

Directed, with several ties between the same two, self-ties, duplicates, people without ties, professionals and
organisations, people from elsewhere and from nobody knows where, people who were not asked, survey weights, a column
with empty cells, hours that are partly unknown, and ties that have ended or began three months ago.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

import netgraph as ng

RANDOM = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
"""For properties that read a whole network: each example takes a tenth of a second or two."""
FEWER = settings(RANDOM, max_examples=8)
"""For properties that read several networks an example."""

DISTRICTS = ("west", "east", "north", "south")
PARENTS = {"west": "old town", "east": "old town", "north": "new town", "south": "new town"}
KINDS = ("support", "care", "volunteering", "respite", "professional", "practical", "help with the cat")
ROLES = (
    *("resident", "carer", "volunteer", "carer;volunteer", ""),
    *("professional", "organisation", "professional;volunteer", "carer;professional"),
)
REFERENCE_DATE = dt.date(2026, 1, 1)
SINCE = (None, "2024-03-01", "2025-09-30", "2025-10-01", "2026-01-01", "2027-06-30")
"""Beginnings on both sides of the reference date, and of the day three months before it."""
UNTIL = (None, None, "2025-12-31", "2026-01-01", "2027-06-30")
ORIGINS = ("here", "abroad", None)
"""Of a column of people for `bridging_share`; some cells are empty."""
MOST_PEOPLE = 14

Row = dict[str, Any]


@dataclass(frozen=True)
class Tables:
    """The rows of three tables and what is in about.toml, before netgraph has seen them."""

    people: list[Row]
    ties: list[Row]
    districts: list[Row]
    about: Row

    def network(self) -> ng.SupportNetwork:
        """Return what netgraph makes of the tables."""
        ties = pd.DataFrame(self.ties, columns=["giver", "receiver", "kind", "hours_per_week", "since", "until"])
        ties = ties.astype({"hours_per_week": "float64"})
        districts = pd.DataFrame(self.districts)
        if "population" in districts:
            districts = districts.astype({"population": "float64"})
        return ng.from_tables(pd.DataFrame(self.people), ties, districts, about=self.about)

    def changed(self, **tables: list[Row] | Row) -> Tables:
        """Return the same with other tables."""
        return replace(self, **tables)


def figures_of(tables: Tables, by: str | None = "district", metrics: list[str] | None = None) -> pd.DataFrame:
    """Return what netgraph says of a network, with figures of bridging between origins, by group and metric."""
    tidy = ng.district_estimates(tables.network(), metrics, by, bridge_by="origin")
    return tidy.set_index(["group", "metric"])


def _people(textbook: bool, fewest: int) -> st.SearchStrategy[list[Row]]:
    """Draw what is known about each person; of a textbook everybody is a resident who was asked."""
    columns = {"age": st.sampled_from(["young", "old"]), "origin": st.sampled_from(ORIGINS)}
    if textbook:
        everybody = st.fixed_dictionaries(
            {
                "district": st.sampled_from(DISTRICTS[:2]),
                "roles": st.sampled_from(["resident", "carer", "volunteer"]),
                "respondent": st.just(True),
                "weight": st.just(1.0),
                **columns,
            }
        )
    else:
        everybody = st.fixed_dictionaries(
            {
                "district": st.sampled_from([*DISTRICTS[:3], *DISTRICTS[:3], "elsewhere", None]),
                "roles": st.sampled_from(ROLES),
                "respondent": st.sampled_from([True, True, True, False]),
                "weight": st.sampled_from([1.0, 1.0, 0.3, 2.5]),
                **columns,
            }
        )
    return st.lists(everybody, min_size=fewest, max_size=MOST_PEOPLE)


def _ties(textbook: bool, fewest: int) -> st.SearchStrategy[list[Row]]:
    """Draw ties between numbers; they become people once it is known how many there are."""
    number = st.integers(0, MOST_PEOPLE - 1)
    tie = st.fixed_dictionaries(
        {
            "giver": number,
            "receiver": number,
            "kind": st.sampled_from([kind for kind in KINDS if not (textbook and kind == "professional")]),
            "hours_per_week": st.sampled_from([None, 0.0, 0.5, 2.0, 8.0, 17.0]),
            "since": st.none() if textbook else st.sampled_from(SINCE),
            "until": st.none() if textbook else st.sampled_from(UNTIL),
        }
    )
    return st.lists(tie, min_size=fewest, max_size=fewest + 10)


@st.composite
def random_tables(
    draw: st.DrawFn, *, textbook: bool = False, closed: bool | None = None, design: str = "whole_network"
) -> Tables:
    """Draw the tables of a small network.

    With ``textbook`` nobody is paid, unknown or from elsewhere, and everybody was asked; and unless ``closed`` is False
    no tie crosses a border. Then every figure of a district is the textbook one of the graph of that district.
    """
    # Sizes first: left to themselves lists are short, and short ones have no cores, no cycles and no borders.
    people = draw(_people(textbook, draw(st.sampled_from([1, 5, 10, MOST_PEOPLE, MOST_PEOPLE]))))
    # Identifiers in an order of their own, so that no result can lean on the order of the table.
    for number, person in enumerate(people):
        person["person"] = f"p{(5 * number + 3) % MOST_PEOPLE:02d}"
    ties = draw(_ties(textbook, draw(st.sampled_from([0, 10, 25, 40]))))
    for tie in ties:
        for end in ("giver", "receiver"):
            tie[end] = people[tie[end] % len(people)]["person"]
        if tie["since"] and tie["until"] and tie["until"] < tie["since"]:
            tie["since"], tie["until"] = tie["until"], tie["since"]
    if draw(st.booleans()):  # some figures look at hours only where all are known
        for tie in ties:
            tie["hours_per_week"] = 1.0 if tie["hours_per_week"] is None else tie["hours_per_week"]
    if textbook if closed is None else closed:
        home = {person["person"]: person["district"] for person in people}
        ties = [tie for tie in ties if home[tie["giver"]] == home[tie["receiver"]]]
    twice = draw(st.integers(0, len(ties)))
    about: Row = {"design": design}
    if not textbook and draw(st.booleans()):
        about["reference_date"] = REFERENCE_DATE
    populations = draw(st.lists(st.sampled_from([40.0, 1_200.0, None]), min_size=4, max_size=4))
    return Tables(people, ties + ties[:twice], _districts(draw(st.booleans()), populations), about)


def _districts(parents_are_rows: bool, populations: list[float | None]) -> list[Row]:
    rows: list[Row] = [
        {"district": code, "parent": PARENTS[code], "population": population}
        for code, population in zip(DISTRICTS, populations, strict=True)
    ]
    if parents_are_rows:
        rows = [{"district": code, "parent": None, "population": None} for code in ("old town", "new town")] + rows
    return rows


def seeded_tables(
    people: int, ties: int, seed: int, districts: int = 6, *, hours_known: bool = False, circles: bool = False
) -> Tables:
    """Draw a larger network of the same kind from a seed, with districts in which enough people live to compare.

    With ``circles`` most ties go to one of the next five people, so that many contacts know each other.
    """
    rng = np.random.default_rng(seed)
    codes = [f"d{number}" for number in range(districts)]

    def some(choices: tuple[Any, ...] | list[Any], count: int) -> list[Any]:
        return [choices[place] for place in rng.integers(0, len(choices), count)]

    everybody: list[Row] = [
        dict(zip(("person", "district", "roles", "respondent", "weight", "age"), row, strict=True))
        for row in zip(
            [f"p{number}" for number in rng.permutation(people)],
            some([*codes, *codes, "elsewhere", None], people),
            some(["resident", "resident", "carer", "volunteer", "professional", "organisation"], people),
            some([True, True, True, False], people),
            some([1.0, 1.0, 0.4, 2.0], people),
            some(["young", "old"], people),
            strict=True,
        )
    ]
    names = [person["person"] for person in everybody]
    givers, receivers = some(names, ties), some(names, ties)
    if circles:
        place = {name: number for number, name in enumerate(names)}
        for tie, step in enumerate(some([0, 1, 2, 3, 4, 5], ties)):
            if step:
                receivers[tie] = names[(place[givers[tie]] + step) % people]
    # A third of the ties is returned, so that there is reciprocity to count.
    back = ties // 3
    rows: list[Row] = [
        {"giver": giver, "receiver": receiver, "kind": kind, "hours_per_week": hours, "since": None, "until": None}
        for giver, receiver, kind, hours in zip(
            givers + receivers[:back],
            receivers + givers[:back],
            some(KINDS, ties + back),
            some([8.0 if hours_known else None, 0.5, 2.0, 17.0], ties + back),
            strict=True,
        )
    ]
    # What was added later is drawn last, so that the rest stays as it was.
    for person, origin in zip(everybody, some(ORIGINS, people), strict=True):
        person["origin"] = origin
    for tie, since in zip(rows, some(SINCE, len(rows)), strict=True):
        tie["since"] = since
    populations = some([400.0, 1_200.0], districts)
    return Tables(
        everybody,
        rows,
        [{"district": code, "population": population} for code, population in zip(codes, populations, strict=True)],
        {"design": "whole_network"},
    )
