"""What the commands write: the table in four formats through the gate, the map, the catalogue, the example."""

from __future__ import annotations

import json
import math
import re

import geopandas as gpd
import pandas as pd
import pytest

import netgraph as ng
from netgraph.cli.options import GATE_NOTE
from netgraph.disclosure import protected_metrics
from netgraph.metrics import PERSON_COLUMNS

EVERY = list(ng.METRICS)
FIGURES = [name for name in EVERY if name not in ("bridging_share", "keystone")]
"""All figures that can be made without choosing groups, and may be published."""


def read(path) -> pd.DataFrame:
    """Read a table back in the format of its name."""
    if path.suffix == ".csv":
        return pd.read_csv(path, keep_default_na=False, na_values=[""])
    if path.suffix == ".parquet":
        return gpd.read_parquet(path)
    return gpd.read_file(path, layer="figures") if path.suffix == ".gpkg" else pd.read_excel(path)


@pytest.mark.parametrize("ending", ["csv", "parquet", "gpkg", "xlsx"])
def test_the_table_of_districts(example, run, tmp_path, ending):
    """Written and read back it is what protected_metrics gives; the boundaries go along where the format has them."""
    path = tmp_path / f"figures.{ending}"
    ended = run("metrics", example, "-o", path)
    assert (ended.code, ended.err) == (0, "")
    found = read(path)
    expected = protected_metrics(ng.read_network(example))
    assert found["district"].to_list() == expected.index.to_list()
    assert found["name"].to_list() == expected["name"].to_list()
    pd.testing.assert_frame_equal(
        found[["people", "coverage", *FIGURES]].astype("float64"),
        pd.DataFrame(expected[["people", "coverage", *FIGURES]]).reset_index(drop=True).astype("float64"),
        rtol=1e-12,
    )
    assert found["not_shown"].fillna("").to_list() == expected["not_shown"].to_list()
    assert expected["not_shown"].ne("").any()
    if ending in ("parquet", "gpkg"):
        assert found.crs == expected.crs
        assert found.geometry.geom_equals_exact(expected.geometry.reset_index(drop=True), 1e-9).all()
    else:
        assert "geometry" not in found
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_nothing_about_fewer_than_ten_people_is_written(example, run, tmp_path):
    run("metrics", example, "-o", tmp_path / "gated.csv")
    gated = read(tmp_path / "gated.csv").set_index("district")
    people = ng.district_estimates(ng.read_network(example)).pivot_table(
        index="group", columns="metric", values="people", sort=False
    )
    assert not gated[FIGURES].where(people[FIGURES] < 10).notna().any(axis=None)
    assert (gated["people"].dropna() % 1 == 0).all()
    assert not gated["people"].between(1, 9).any()
    assert "internal" not in gated


def test_a_higher_minimum(example, run, tmp_path):
    run("metrics", example, "-o", tmp_path / "ten.csv")
    run("metrics", example, "-o", tmp_path / "twenty.csv", "--minimum", "20")
    ten, twenty = (read(tmp_path / f"{name}.csv") for name in ("ten", "twenty"))
    assert twenty[FIGURES].notna().sum().sum() < ten[FIGURES].notna().sum().sum()
    assert not twenty["people"].between(1, 19).any()


def test_around_the_gate(example, run, tmp_path):
    """Everything is there, and every row says that it must not be shared."""
    ended = run("metrics", example, "-o", tmp_path / "all.csv", "--internal")
    assert ended.code == 0
    table = read(tmp_path / "all.csv")
    assert set(table["internal"]) == {GATE_NOTE}
    expected = ng.district_metrics(ng.read_network(example))
    assert table["people"].to_list() == expected["people"].to_list()
    assert table["people"].between(1, 10).any()
    assert "not_shown" not in table


@pytest.mark.parametrize(
    ("ending", "by", "keys"),
    [
        ("csv", "parent", ["parent"]),
        ("gpkg", "parent", ["parent"]),
        ("parquet", "age_group", ["age_group"]),
        ("csv", "parent,age_group", ["parent", "age_group"]),
    ],
)
def test_other_groups(example, run, tmp_path, by, keys, ending):
    path = tmp_path / f"out.{ending}"
    ended = run("metrics", example, "-o", path, "--by", by, "--metrics", "contacts,isolated")
    assert (ended.code, ended.err) == (0, "")
    table = pd.read_parquet(path) if ending == "parquet" else read(path)
    table = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
    assert list(table.columns)[: len(keys)] == keys
    assert list(table.columns)[-2:] == ["isolated", "contacts"]
    expected = protected_metrics(ng.read_network(example), ["isolated", "contacts"], keys if len(keys) > 1 else keys[0])
    assert table["contacts"].to_list() == pytest.approx(expected["contacts"].to_list(), nan_ok=True)


def test_many_groups_take_long_and_that_is_said_beforehand(run, tmp_path, monkeypatch):
    """Of a column with thirty values that ten people have, and of one that names persons, which are left out."""
    monkeypatch.setattr("netgraph.cli.metrics.MANY_GROUPS", 30)
    people = pd.DataFrame({"person": [f"p{number}" for number in range(300)], "district": "west"})
    people["street"] = [f"street {number // 10}" for number in range(300)]
    people["called"] = [f"name {number // 2}" for number in range(300)]
    ties = pd.DataFrame({"giver": people["person"][::2].to_numpy(), "receiver": people["person"][1::2].to_numpy()})
    ng.from_tables(people, ties, about={"design": "whole_network"}).write(tmp_path / "in")
    told = "The gate judges 32 groups together; this can take minutes."  # with the one district, and all
    asked = [["--by", "street"], ["--by", "street", "--internal"], ["--by", "called"], ["--by", "district"]]
    for number, options in enumerate(asked):
        ended = run("metrics", tmp_path / "in", "-o", tmp_path / f"out{number}.csv", *options)
        assert ended.code == 0
        assert (told in ended.err) == (number == 0)
        assert ("minutes" in ended.err) == (number == 0)


def test_kinds_and_dates(example, run, tmp_path):
    """Fewer kinds give fewer contacts, and a date before everything gives none; the order of options is free.

    That all are without a tie tells of everybody, so it is only shown inside.
    """
    network = ng.read_network(example)
    run("metrics", example, "-o", tmp_path / "kinds.csv", "--kinds", "company, advice")
    expected = protected_metrics(network.only(kinds=["company", "advice"]))["contacts"]
    assert read(tmp_path / "kinds.csv")["contacts"].to_list() == pytest.approx(expected.to_list(), nan_ok=True)
    run("metrics", example, "-o", tmp_path / "past.csv", "--at", "1900-01-01", "--kinds", "care", "--internal")
    past = read(tmp_path / "past.csv")["isolated"].dropna()
    assert len(past)
    assert (past == 1).all()


def test_a_kind_of_ties_that_have_all_ended_is_known(example, run, tmp_path):
    """Kinds are looked up before the date is: a kind of which no tie is active is empty, not unknown."""
    network = ng.read_network(example)
    ties = network.ties
    ties["kind"] = ties["kind"].where(ties.index > 0, "telephone circle")
    ties["since"] = ties["since"].fillna("2020-01-01")
    ng.from_tables(network.people, ties, network.districts, network.about).write(tmp_path / "data")
    options = ["--at", "1900-01-01", "--kinds", "telephone circle"]
    ended = run("metrics", tmp_path / "data", "-o", tmp_path / "out.csv", *options)
    assert (ended.code, ended.err) == (0, "")


def test_rows_set_aside_are_told(example, run, tmp_path):
    network = ng.read_network(example)
    network.write(tmp_path / "data")
    with (tmp_path / "data" / "ties.csv").open("a", encoding="utf-8") as file:
        columns = (tmp_path / "data" / "ties.csv").read_text().splitlines()[0].split(",")
        file.write(",".join({"giver": "nobody", "receiver": "nobody else"}.get(c, "") for c in columns) + "\n")
    assert run("metrics", tmp_path / "data", "-o", tmp_path / "out.csv").code == 1
    ended = run("metrics", tmp_path / "data", "-o", tmp_path / "out.csv", "--on-fault", "set_aside")
    assert ended.code == 0
    assert ended.err.startswith("Set aside: 1 of ties. See netgraph check ")


# --- files appear whole or not at all


@pytest.mark.parametrize("command", ["metrics", "map"])
def test_a_failed_run_leaves_the_older_file(example, run, tmp_path, command):
    """Also when it fails late: the data are read, the figures asked for do not exist."""
    older = tmp_path / ("out.csv" if command == "metrics" else "out.html")
    older.write_text("older", encoding="utf-8")
    assert run(command, tmp_path / "nothing", "-o", older).code == 1
    assert run(command, example, "-o", older, "--metrics", "nothing").code == 2
    assert older.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [older]
    assert run(command, example, "-o", older).code == 0
    assert older.read_text(encoding="utf-8") != "older"
    assert list(tmp_path.iterdir()) == [older]


def test_a_folder_in_the_place_of_the_file(example, run, tmp_path):
    (tmp_path / "out.csv").mkdir()
    ended = run("metrics", example, "-o", tmp_path / "out.csv")
    assert ended.code == 2
    assert "is a folder. Give the name of a file." in ended.err


@pytest.mark.slow
def test_the_same_command_writes_the_same_bytes(example, run, tmp_path):
    for name in ("one", "other"):
        run("metrics", example, "-o", tmp_path / f"{name}.csv")
        run("map", example, "-o", tmp_path / f"{name}.html")
    for ending in ("csv", "html"):
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"other.{ending}").read_bytes()


# --- the map


def test_the_map(example, run, tmp_path):
    """The file that was asked for, in the language that was asked for, without and with what the gate holds back."""
    assert run("map", example, "-o", tmp_path / "nl.html").code == 0
    assert run("map", example, "-o", tmp_path / "en.html", "--language", "en", "--internal").code == 0
    dutch, english = ((tmp_path / name).read_text(encoding="utf-8") for name in ("nl.html", "en.html"))
    assert '<html lang="nl"' in dutch
    assert '<html lang="en"' in english
    assert "INTERN" not in dutch
    assert "INTERNAL" in english


@pytest.mark.slow
def test_the_map_of_a_recipe(example, run, tmp_path, monkeypatch):
    """Options of the command line go before those of the recipe, but cannot make the gate looser."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "data").symlink_to(example.parent, target_is_directory=True)
    recipe = tmp_path / "maps" / "city.toml"
    text = 'data = "../data/almere"\nlanguage = "en"\ntitle = "Our city"\nmetrics = ["contacts"]\n'
    text += "[thresholds]\nminimum = 100\n"
    recipe.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    outside = run("map", recipe)
    assert outside.code == 2  # data/ is a link out of the folder
    (tmp_path / "data").unlink()
    ng.read_network(example).write(tmp_path / "data")
    recipe.write_text(text.replace("../data/almere", "../data"), encoding="utf-8")
    ended = run("map", recipe, "--minimum", "10")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("city.html: ")
    page = (tmp_path / "city.html").read_text(encoding="utf-8")
    assert "Our city" in page
    assert '<html lang="en"' in page
    assert run("map", recipe, "--language", "nl", "-o", "dutch.html").code == 0
    assert '<html lang="nl"' in (tmp_path / "dutch.html").read_text(encoding="utf-8")


# --- catalogue and example


def said(words: str) -> list[str]:
    """Return the words around what a choice fills in."""
    return re.split(r"\{\w+\}", words)


def test_the_catalogue_holds_every_figure_whole(run):
    """All of them, in every form: those of groups and those of persons, also where they have the same name."""
    text, md, data = (run("catalogue", "--format", form).out for form in ("text", "md", "json"))
    rows = {(row["level"], row["id"]): row for row in json.loads(data)}
    assert list(rows) == [*(("group", name) for name in EVERY), *(("person", name) for name in PERSON_COLUMNS)]
    for name, metric in ng.METRICS.items():
        row = rows["group", name]
        assert row["label"]["nl"].startswith(metric.label.nl)
        assert row["label"]["en"].startswith(metric.label.en)
        assert row.get("margin") == (metric.signal.margin if metric.signal else None)
        assert row["internal"] == metric.internal
        assert row["range"] == [None if math.isinf(bound) else bound for bound in metric.range]
        assert f"### {name}\n" in md
        assert re.search(rf"^{name}  \[{metric.theme}, {metric.unit}, worse: {metric.worse}", text, re.MULTILINE)
        for part in (metric.label.nl, metric.label.en, *said(metric.explanation.en), metric.citation, metric.undefined):
            assert part in text
            assert part in md
        assert metric.definition in text
        assert metric.definition.replace("|", r"\|") in md
    for name, column in PERSON_COLUMNS.items():
        assert rows["person", name]["label"] == {"nl": column.label.nl, "en": column.label.en}
        assert re.search(rf"^{name}  \[person column, {column.unit}", text, re.MULTILINE)
        for part in (column.label.nl, column.label.en, column.definition, column.explanation.en, column.citation):
            assert part in text
            assert part.replace("|", r"\|") in md


def test_the_catalogue_says_what_can_be_chosen_and_leaves_no_placeholder(run):
    text, md, data = (run("catalogue", "--format", form).out for form in ("text", "md", "json"))
    for form in (text, md, data):
        assert not re.search(r"\{(definition|bridge_label)\}", form)
    choices = {row["id"]: row["choice"] for row in json.loads(data) if row.get("choice")}
    assert choices == {"intensive_carers": "carer_definition", "bridging_share": "bridge_by"}
    assert "`cbs2024`" in md
    assert "`scp`" in md


def test_the_example_is_the_same_for_the_same_seed(run, tmp_path):
    for name, seed in (("once", "4"), ("again", "4"), ("other", "5")):
        ended = run("example", tmp_path / name, "--people", "600", "--seed", seed)
        assert ended.code == 0
        assert "SupportNetwork: 604 people" in ended.out or seed != "4"
    files = sorted(file.name for file in (tmp_path / "once").iterdir())
    assert len(files) == 4
    for file in files:
        assert (tmp_path / "again" / file).read_bytes() == (tmp_path / "once" / file).read_bytes()
    assert (tmp_path / "other" / "ties.csv.gz").read_bytes() != (tmp_path / "once" / "ties.csv.gz").read_bytes()


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (["--by", "household", "--metrics", "isolated"], "No group has enough people to be shown"),
        (["--at", "1900-01-01", "--metrics", "isolated"], "No figure is shown: all are hidden"),
    ],
)
def test_an_empty_table_says_why(example, run, tmp_path, option, told):
    """No household has ten people; and that nobody has a tie is never told."""
    ended = run("metrics", example, "-o", tmp_path / "out.csv", *option)
    assert ended.code == 0
    assert told in ended.err
