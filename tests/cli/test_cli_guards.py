"""What the command line refuses so that nothing of the user's is lost, and no person is listed."""

from __future__ import annotations

import pandas as pd
import pytest

import netgraph as ng


def test_example_does_not_write_into_a_folder_in_use(run, tmp_path):
    own = tmp_path / "people.csv"
    own.write_text("mine", encoding="utf-8")
    ended = run("example", tmp_path)
    assert ended.code == 2
    assert "is not empty" in ended.err
    assert own.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_metrics_does_not_write_over_a_table_that_it_reads(run, tmp_path):
    ng.synthetic_network(people=200, seed=1).write(tmp_path / "data")
    before = (tmp_path / "data" / "people.csv").read_bytes()
    ended = run("metrics", tmp_path / "data", "-o", tmp_path / "data" / "people.csv")
    assert ended.code == 2
    assert "one of the tables that are read" in ended.err
    assert (tmp_path / "data" / "people.csv").read_bytes() == before


@pytest.mark.parametrize(
    "by",
    ["naam", *(pytest.param(by, marks=pytest.mark.slow) for by in ("household", "district,naam"))],
)
def test_a_column_that_names_persons_lists_nobody(run, tmp_path, by):
    """Groups of fewer than ten residents are left out whole: their very name is somebody's."""
    city = ng.synthetic_network(people=200, seed=1)
    people = city.people.assign(naam=[f"name-zqx-{n}" for n in range(len(city.people))])
    ng.from_tables(people, city.ties, city.districts, city.about).write(tmp_path / "data")
    out = tmp_path / "figures.csv"
    assert run("metrics", tmp_path / "data", "--by", by, "-o", out).code == 0
    assert "zqx" not in out.read_text(encoding="utf-8")
    assert len(pd.read_csv(out)) == 0


@pytest.mark.parametrize("by", ["lon,lat", "person", "weight"])
def test_places_persons_and_weights_are_no_groups(run, tmp_path, by):
    city = ng.synthetic_network(people=200, seed=1)
    people = city.people.assign(lon=5.2, lat=52.4)
    ng.from_tables(people, city.ties, city.districts, city.about).write(tmp_path / "data")
    ended = run("metrics", tmp_path / "data", "--by", by, "-o", tmp_path / "figures.csv")
    assert ended.code == 2
    assert "cannot group by" in ended.err
    assert not (tmp_path / "figures.csv").exists()


def test_large_groups_stay(run, tmp_path, example):
    """Of the four age groups of the example each has more than ten people."""
    out = tmp_path / "figures.csv"
    assert run("metrics", example, "--by", "age_group", "-o", out).code == 0
    assert pd.read_csv(out)["age_group"].tolist() == ["18-24", "25-44", "45-64", "65+"]


def test_what_a_register_cannot_show_is_said(run, tmp_path):
    city = ng.synthetic_network(people=200, seed=1)
    about = city.about.model_copy(update={"design": "register"})
    ng.from_tables(city.people, city.ties, city.districts, about).write(tmp_path / "data")
    ended = run("metrics", tmp_path / "data", "-o", tmp_path / "figures.csv", "--metrics", "isolated,contacts")
    assert ended.code == 0
    assert ended.err.strip() == "Not observable with these data (register): isolated, contacts."
