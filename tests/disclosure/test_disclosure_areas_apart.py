"""The gate on a country: each larger area by itself hides what a reader of all of them could work out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from benchmarks.attacker import Found, attack, what_a_reader_writes
from benchmarks.random_city import random_people, tables_of
from netgraph.disclosure import Family, areas_apart, protected_metrics
from netgraph.disclosure.areas_apart import family_apart, protected_areas
from netgraph.estimates.by_part import large_district_counts
from netgraph.metrics import Choices
from netgraph.network.large import read_large
from tests.arrow_tables import parquet_folder
from tests.random_networks import Tables, seeded_tables

QUICK = ("isolated", "unsupported", "give_only", "receive_only", "contacts")
"""Figures with identities between them, and a mean."""


@pytest.fixture(params=[1, 40], ids=["one area at a time", "several at a time"])
def together(request, monkeypatch) -> None:
    monkeypatch.setattr(areas_apart, "TOGETHER", request.param)


@pytest.mark.usefixtures("together")
def test_nothing_is_pinned_down():
    """The reader takes districts and larger areas of all the country together, and knows that they add up."""
    rng, found = np.random.default_rng(7), Found()
    for _ in range(20):
        people, parents = random_people(rng, 4)
        every = tables_of(people, parents, QUICK)
        areas = {level: every[level] for level in ("district", "parent")}
        family = family_apart(areas, parents, "whole_network", 10)
        shown = {level: family.through(table, level) for level, table in areas.items()}
        reader = what_a_reader_writes({**shown, None: every[None].assign(hidden="never told")}, parents, every)
        found.add(attack(areas, shown, parents, 10, reader))
    assert found.attacked > 150
    assert found.pinned == 0
    assert found.hidden["secondary"]
    assert found.hidden[""] > found.hidden.total() / 10


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Return 900 people in twelve districts; three larger areas, and two districts that lie in none."""
    drawn = seeded_tables(900, 2_000, seed=4, districts=12, hours_known=True, circles=True)
    districts = [
        {**row, "parent": f"w{number // 4}" if number < 10 else None} for number, row in enumerate(drawn.districts)
    ]
    people = [{**row, "weight": 1.0, "respondent": True} for row in drawn.people]
    return drawn.changed(people=people, districts=districts)


@pytest.mark.usefixtures("together")
@pytest.mark.parametrize("by", ["district", "parent"])
def test_the_table_is_that_of_the_other_gate_but_for_what_is_hidden(tables, by):
    """Everything that both show is the same, and what is hidden on its own account is hidden by both."""
    with TemporaryDirectory() as folder:
        large = read_large(parquet_folder(Path(folder), tables))
    told: list[int] = []
    figures = large_district_counts(large, Choices())
    made = protected_areas(figures, large.without_ties, None, by, choices=Choices(), on_area=told.append)
    known = protected_metrics(tables.network(), by=by)
    assert list(made) == list(known)
    pd.testing.assert_index_equal(made.index, known.index)
    assert sum(told) == sum(table["group"].nunique() for table in figures.values())
    cells = [name for name in known if name not in ("name", "not_shown")]
    both = made[cells].notna() & known[cells].notna()
    assert both.to_numpy().mean() > 0.3
    for name in cells:
        here = both[name]
        pd.testing.assert_series_equal(made.loc[here, name], known.loc[here, name])
    family = Family.of({level: figures[level] for level in figures}, {}, "whole_network", 10)
    alone = {
        level: cells["reason"].isin(["few_people", "small_count", "dominance"]) for level, cells in family.cells.items()
    }
    for group, metric in alone[by][alone[by]].index:
        if metric in made:
            assert metric in made.loc[group, "not_shown"].split(";")


def test_an_area_is_judged_the_same_whatever_others_there_are(tables):
    """Half of the country behind the gate: the same cells are hidden as of the whole country."""
    network = tables.network()
    figures = {level: ng.district_estimates(network, None, level) for level in ("district", "parent")}
    parents = dict(zip(network.districts["district"], network.districts["parent"], strict=True))
    parents = {district: parent for district, parent in parents.items() if isinstance(parent, str)}
    whole = family_apart(figures, parents, "whole_network", 10)
    inside = [district for district, parent in parents.items() if parent == "w1"]
    some = {
        "district": figures["district"][figures["district"]["group"].isin(inside)],
        "parent": figures["parent"][figures["parent"]["group"] == "w1"],
    }
    part = family_apart(some, parents, "whole_network", 10)
    for level, cells in part.cells.items():
        pd.testing.assert_frame_equal(whole.cells[level].loc[cells.index], cells)


def test_helpers_judge_as_one_does(monkeypatch):
    """Each area by whichever process is free: the same cells in the same order as by one."""
    people, parents = random_people(np.random.default_rng(3), 20)
    every = tables_of(people, parents, QUICK)
    areas = {level: every[level] for level in ("district", "parent")}
    alone = family_apart(areas, parents, "whole_network", 10)
    monkeypatch.setattr(areas_apart, "TOGETHER", 1)
    monkeypatch.setattr(areas_apart, "FEWEST_BATCHES", 1)
    monkeypatch.setattr(areas_apart, "cpu_count", lambda: 2)
    helped = family_apart(areas, parents, "whole_network", 10)
    for level, cells in alone.cells.items():
        pd.testing.assert_frame_equal(helped.cells[level], cells)


def test_who_lives_in_a_larger_area_but_in_none_of_its_districts_counts_there():
    """The 4 of city are what remains of 64 when 60 of west are taken away: the 64 cannot be shown beside them."""
    counts = {"numerator": [20.0, 1.0], "denominator": [60.0, 4.0], "people": [60, 4], "value": [1 / 3, 0.25]}
    districts = pd.DataFrame({"group": ["west", "city"], "metric": "isolated", **counts, "reason": ""})
    of_city = {"numerator": [21.0], "denominator": [64.0], "people": [64], "value": [21 / 64]}
    areas = pd.DataFrame({"group": ["city"], "metric": "isolated", **of_city, "reason": ""})
    cells = family_apart({"district": districts, "parent": areas}, {"west": "city"}, "whole_network", 10).cells
    assert cells["district"]["reason"].loc["city", "isolated"] == "few_people"
    shown = [cells["district"]["reason"].loc["west", "isolated"], cells["parent"]["reason"].loc["city", "isolated"]]
    assert "secondary" in shown


@pytest.mark.parametrize("minimum", [9, 10.5, "10"])
def test_a_minimum_that_is_none_is_refused(tables, minimum):
    with pytest.raises(ng.NetgraphError, match="minimum must be a whole number of 10 or more"):
        protected_areas({}, tables.network(), minimum=minimum, choices=Choices())


def test_figures_that_are_never_published_are_refused(tables):
    with pytest.raises(ng.NetgraphError, match="keystone is never published"):
        protected_areas({}, tables.network(), ["keystone"], choices=Choices())
