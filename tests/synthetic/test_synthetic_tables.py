"""The tables of the synthetic city are valid, complete, and the same every time."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.errors import NetgraphError
from netgraph.network import from_tables, read_network
from netgraph.synthetic import SyntheticTables, synthetic_network, synthetic_tables

KINDS = {"care", "volunteering", "practical", "emotional", "company", "respite", "advice", "professional"}


def as_bytes(tables: SyntheticTables) -> list[bytes]:
    frames = (tables.people, tables.ties, tables.truth, pd.DataFrame(tables.districts.to_wkb()))
    return [frame.to_csv(index=False).encode() for frame in frames]


def check_valid(tables: SyntheticTables, people: int) -> None:
    """Check what must hold for every city, with the words of DESIGN."""
    persons = tables.people.set_index("person")
    assert persons.index.is_unique
    resident = persons["roles"].str.contains("resident")
    assert resident.sum() == people, "exactly as many residents as asked for"
    codes = set(tables.districts["district"])
    assert set(persons.loc[resident, "district"]) <= codes
    assert set(persons.loc[~resident, "district"]) <= codes | {"elsewhere"}
    assert set(persons.loc[~resident, "roles"]) == {"professional", "organisation"}
    ties = tables.ties
    assert ties["giver"].isin(persons.index).all()
    assert ties["receiver"].isin(persons.index).all()
    assert (ties["giver"] != ties["receiver"]).all()
    assert not ties.duplicated(["giver", "receiver", "kind", "since", "until"]).any()
    assert set(ties["kind"]) <= KINDS
    assert (ties["hours_per_week"] >= 0.5).all()
    assert (ties["since"] < pd.Timestamp("2026-01-01")).all()
    ended = ties["until"].notna()
    assert (ties.loc[ended, "since"] < ties.loc[ended, "until"]).all()
    assert (ties.loc[ended, "until"] < pd.Timestamp("2026-01-01")).all()
    lives = persons.loc[resident, "district"].value_counts()
    population = tables.districts.set_index("district")["population"]
    lowest = tables.districts.set_index("district")["parent"].notna()
    assert population[lowest].eq(lives.reindex(population[lowest].index).fillna(0)).all()


@settings(max_examples=25, deadline=None)
@given(people=st.integers(50, 400), seed=st.integers(0, 2**32), planted=st.booleans())
def test_every_small_city_is_valid(people, seed, planted):
    """Any size and seed gives valid tables, which the checks of from_tables accept without a fault."""
    tables = synthetic_tables(people, seed, planted=planted)
    check_valid(tables, people)
    network = from_tables(tables.people, tables.ties, districts=tables.districts, about=tables.about)
    assert len(network.people) == len(tables.people)
    assert len(network.ties) == len(tables.ties)
    assert set(network.notices["rule"]) <= {"no_ties", "ended"}


def test_the_larger_cities_are_valid(city, example):
    """The same at the sizes that the other tests look at."""
    check_valid(city, 20_000)
    check_valid(example, 3_000)


def test_everybody_without_ties_is_kept(example, example_figures):
    """People without ties are rows of people (DESIGN): 6 % and the planted ones, as the reference counts them."""
    without = set(example.people["person"]) - set(example.ties["giver"]) - set(example.ties["receiver"])
    isolated = set(example_figures.index[example_figures["isolated"]])
    assert 100 < len(without & isolated) <= len(isolated)


def test_same_seed_same_bytes():
    """A number, and a generator made from it, give the same bytes; another number does not."""
    first = as_bytes(synthetic_tables(500, seed=7))
    assert as_bytes(synthetic_tables(500, seed=7)) == first
    assert as_bytes(synthetic_tables(500, seed=np.random.default_rng(7))) == first
    assert as_bytes(synthetic_tables(500, seed=8))[:2] != first[:2]


def test_one_generator_gives_one_city_after_another():
    """A generator that is handed in goes on where it was."""
    rng = np.random.default_rng(7)
    assert as_bytes(synthetic_tables(200, seed=rng))[0] != as_bytes(synthetic_tables(200, seed=rng))[0]


def test_written_twice_the_files_are_the_same(tmp_path):
    """network.write gives the same bytes, which read_network reads back as the same network."""
    network = synthetic_network(400, seed=2)
    network.write(tmp_path / "one")
    synthetic_network(400, seed=2).write(tmp_path / "two")
    names = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert names == ["about.toml", "districts.geojson", "people.csv", "ties.csv"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert read_network(tmp_path / "one").equals(network)


def test_the_example_is_small(tmp_path):
    """data/almere stays under 1 MB (issue 2, point 6)."""
    synthetic_network(3_000, seed=1).write(tmp_path / "almere")
    assert sum(file.stat().st_size for file in (tmp_path / "almere").iterdir()) < 1_000_000
    json.loads((tmp_path / "almere" / "districts.geojson").read_text(encoding="utf-8"))


def test_about_says_that_it_is_synthetic():
    """The map and the README rely on these."""
    network = synthetic_network(200, seed=1)
    assert network.about.synthetic is True
    assert network.about.design == "whole_network"
    assert network.about.population_is == "adults"
    assert network.about.reference_date == dt.date(2026, 1, 1)
    assert network.about.boundary_year == 2016
    assert network.about.place == "Almere"
    assert "verzonnen" in network.about.source
    assert "Kadaster / Centraal Bureau voor de Statistiek" in network.about.boundary_source
    assert network.truth is not None


def test_pseudonyms_say_nothing(example):
    """Neighbours do not have numbers near each other: pseudonyms hardly rank with district or role."""
    people = example.people
    number = people["person"].str[1:].astype(int)
    assert sorted(number) == list(range(1, len(people) + 1))
    resident = people["roles"].str.contains("resident")
    district = people.loc[resident, "district"].astype("category").cat.codes
    assert abs(number[resident].corr(district, method="spearman")) < 0.06
    household = people.loc[resident, "household"].str[1:].astype(int)
    assert abs(household.corr(district, method="spearman")) < 0.06
    outsiders = number[~resident]
    assert outsiders.min() < 1_000 < outsiders.max()
    assert not {"lon", "lat", "name"} & set(people.columns)


def test_lives_alone_agrees_with_the_household(example):
    """Who lives alone shares the household with no other adult, and the other way round except for parents."""
    residents = example.people[example.people["household"].notna()]
    adults = residents.groupby("household")["person"].transform("size")
    alone = residents["lives_alone"].astype(bool)
    assert (adults[alone] == 1).all()
    assert (alone == (residents["household_type"] == "one_person")).all()
    assert (residents.loc[(adults == 1) & ~alone, "household_type"] == "with_children").all()
    assert residents.groupby("household")["district"].nunique().eq(1).all()


@pytest.mark.parametrize("people", [0, -5, 49, 100.0, "100", None, True])
def test_bad_number_of_people(people):
    """The message says what was expected and what was found."""
    with pytest.raises(NetgraphError, match="people must be a whole number of 50 or more; found"):
        synthetic_network(people=people)


@pytest.mark.parametrize("seed", [-1, 1.5, "one", None, False])
def test_bad_seed(seed):
    """The message says what was expected and what was found."""
    with pytest.raises(NetgraphError, match=r"seed must be a whole number of 0 or more, or a numpy.random.Generator"):
        synthetic_network(people=100, seed=seed)


@pytest.mark.slow
def test_a_whole_city():
    """225,000 adults, more than live in Almere: valid, and with the same calibration."""
    tables = synthetic_tables(225_000, seed=1)
    check_valid(tables, 225_000)
    assert len(tables.truth) == 8
