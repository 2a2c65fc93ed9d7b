"""What is planted can be found again: planted districts differ from the rest in the planted figure."""

from __future__ import annotations

import numpy as np
import pytest

from netgraph.synthetic import synthetic_tables

LOW_IS_WORSE = {"dyadic_reciprocity"}


@pytest.mark.parametrize(("size", "tolerance"), [("city", 0.05), ("example", 0.10)])
def test_planted_figures(size, tolerance, request, group_shares):
    """The planted figure is near the value aimed at, the rest of the city near the usual one (slow reference)."""
    tables, figures = request.getfixturevalue(size), request.getfixturevalue(f"{size}_figures")
    by_district = figures.groupby("district").apply(group_shares)
    rest = group_shares(figures[~figures["district"].isin(tables.truth["district"])])
    for row in tables.truth.itertuples():
        found = by_district.at[row.district, row.figure]
        assert found == pytest.approx(row.aimed, abs=tolerance), row
        assert rest[row.figure] == pytest.approx(row.usual, abs=0.025), row
        assert abs(found - rest[row.figure]) > 0.15, row


@pytest.mark.parametrize("size", ["city", "example"])
def test_planted_districts_are_the_worst(size, request, group_shares):
    """For every figure, the districts where it was planted are worse than all others with at least 30 residents."""
    tables, figures = request.getfixturevalue(size), request.getfixturevalue(f"{size}_figures")
    large = figures.groupby("district").filter(lambda people: len(people) >= 30)
    by_district = large.groupby("district").apply(group_shares)
    for figure, planted in tables.truth.groupby("figure")["district"]:
        worse = by_district[figure] if figure not in LOW_IS_WORSE else -by_district[figure]
        others = worse.drop(planted)
        assert worse[planted].min() > others.max(), figure


def test_truth_says_what_was_done(example, example_figures):
    """The counts in truth agree with the tables: residents, and for isolated how many have no contact at least."""
    assert list(example.truth.columns) == [
        "district", "planted", "figure", "usual", "aimed", "residents", "steered",
    ]  # fmt: skip
    assert set(example.truth["planted"]) == {"isolated", "one_sided", "carers_alone", "leans_on_one_volunteer"}
    assert (example.truth["district"].value_counts() == 2).any(), "no district is thin in two ways"
    by_district = example_figures.groupby("district")
    residents, isolated = by_district.size(), by_district["isolated"].sum()
    for row in example.truth.itertuples():
        assert row.residents == residents[row.district]
        assert 0 < row.steered <= row.residents
        if row.planted == "isolated":
            assert row.steered <= isolated[row.district]


def test_who_leans_has_one_volunteer(city):
    """In a district that leans on volunteers, some have one supporter, by volunteering, who helps many (up to 20)."""
    ties = city.ties[city.ties["until"].isna() & (city.ties["kind"] != "professional")]
    giver = ties["giver"].map(city.people.set_index("person")["roles"])
    ties = ties[giver != "organisation"]
    supporters = ties.groupby("receiver")["giver"].nunique()
    only_volunteering = ties.groupby("receiver")["kind"].agg(lambda kinds: set(kinds) == {"volunteering"})
    leaning = ties[ties["receiver"].map((supporters == 1) & only_volunteering)]
    home = city.people.set_index("person")["district"]
    per_volunteer = leaning.groupby("giver").size()
    for row in city.truth[city.truth["planted"] == "leans_on_one_volunteer"].itertuples():
        here = leaning[leaning["receiver"].map(home) == row.district]
        keys = here["giver"].value_counts().nlargest(int(np.ceil(row.steered / 20)))
        assert keys.between(10, 21).all()
        assert (keys.index.map(home) == row.district).all(), "key volunteers live in the district"
        assert per_volunteer[keys.index].sum() >= row.steered


def test_nothing_planted(group_shares):
    """With planted=False truth is empty, with the same columns, and the districts of PLANTED are like the others."""
    with_plants = synthetic_tables(3_000, seed=1)
    tables = synthetic_tables(3_000, seed=1, planted=False)
    assert len(tables.truth) == 0
    assert tables.truth.dtypes.equals(with_plants.truth.dtypes)
    tied = set(tables.ties["giver"]) | set(tables.ties["receiver"])
    isolated = ~tables.people.set_index("person").index.isin(tied)
    home = tables.people["district"]
    planted_before = home.isin(with_plants.truth.loc[with_plants.truth["planted"] == "isolated", "district"])
    assert isolated[planted_before].mean() < 0.12


def test_small_districts_are_left_as_they_are():
    """Nothing is planted where fewer than 30 people live; at 300 people no district has as many."""
    assert len(synthetic_tables(300, seed=1).truth) == 0
    some = synthetic_tables(1_000, seed=1).truth
    assert 0 < len(some) < 8
    assert some["residents"].min() >= 30
