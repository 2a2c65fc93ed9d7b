"""Choices on the command line: who gives intensive care, whose groups are bridged; and what was chosen in the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest

import netgraph as ng
from netgraph.disclosure import protected_metrics

if TYPE_CHECKING:
    from pathlib import Path

SCP = ["--carer-definition", "scp"]
AGES = ["--bridge-by", "age_group"]


def read(path: Path) -> pd.DataFrame:
    readers = {
        ".csv": pd.read_csv,
        ".gpkg": partial(gpd.read_file, layer="figures"),
        ".parquet": gpd.read_parquet,
        ".xlsx": pd.read_excel,
    }
    return readers[path.suffix](path)


@pytest.mark.parametrize(
    ("given", "named"), [([], "cbs2024"), (["--carer-definition", "cbs2024"], "cbs2024"), (SCP, "scp")]
)
@pytest.mark.parametrize("ending", ["csv", "gpkg", "parquet", "xlsx"])
def test_the_file_names_the_definition_right_after_the_figure(example, run, tmp_path, given, named, ending):
    """Also where nothing was chosen; and the figures are those of that definition."""
    path = tmp_path / f"figures.{ending}"
    ended = run("metrics", example, "-o", path, "--by", "parent", *given)
    assert (ended.code, ended.err) == (0, "")
    table = read(path)
    columns = list(table.columns)
    assert columns[columns.index("intensive_carers") + 1] == "carer_definition"
    assert set(table["carer_definition"]) == {named}
    expected = protected_metrics(ng.read_network(example), by="parent", carer_definition=named)["intensive_carers"]
    assert expected.notna().any()
    assert table["intensive_carers"].to_list() == pytest.approx(expected.to_list(), nan_ok=True)


def test_the_two_definitions_give_other_figures(example):
    """Otherwise the test above could not fail."""
    network = ng.read_network(example)
    both = [protected_metrics(network, by="parent", carer_definition=name) for name in ("cbs2024", "scp")]
    assert not both[0]["intensive_carers"].equals(both[1]["intensive_carers"])


@pytest.mark.parametrize("internal", [[], ["--internal"]], ids=["gated", "internal"])
def test_the_file_names_the_groups_right_after_the_figure(example, run, tmp_path, internal):
    path = tmp_path / "figures.csv"
    assert run("metrics", example, "-o", path, *AGES, *internal).code == 0
    table = read(path)
    columns = list(table.columns)
    assert columns[columns.index("bridging_share") + 1] == "bridge_by"
    assert set(table["bridge_by"]) == {"age_group"}
    network = ng.read_network(example)
    make = ng.district_metrics if internal else protected_metrics
    expected = make(network, bridge_by="age_group")["bridging_share"]
    assert expected.notna().any()
    assert table["bridging_share"].to_list() == pytest.approx(expected.to_list(), nan_ok=True)
    assert ("keystone" in columns) == bool(internal)


def test_without_groups_there_is_neither_the_figure_nor_their_name(example, run, tmp_path):
    run("metrics", example, "-o", tmp_path / "figures.csv")
    assert not {"bridging_share", "bridge_by"} & set(read(tmp_path / "figures.csv"))


def test_a_choice_is_named_only_beside_its_figure(example, run, tmp_path):
    """Figures that nothing was chosen of have no such columns, whatever was chosen."""
    run("metrics", example, "-o", tmp_path / "figures.csv", "--metrics", "isolated", *SCP, *AGES)
    assert list(read(tmp_path / "figures.csv"))[-1] == "isolated"
    only = tmp_path / "only.csv"
    run("metrics", example, "-o", only, "--metrics", "intensive_carers,bridging_share", *SCP, *AGES)
    assert list(read(only))[-4:] == ["bridging_share", "bridge_by", "intensive_carers", "carer_definition"]


WRONG = {
    "unknown definition": (["--carer-definition", "spc"], "'cbs2024', 'scp'"),
    "unknown column": (
        ["--bridge-by", "age_grop"],
        "people have no column 'age_grop' to group by. Did you mean age_group?",
    ),
    "person by person": (["--bridge-by", "person"], "people cannot be told apart by 'person'"),
    "no groups": (["--metrics", "bridging_share"], "give bridge_by, a column of people"),
    "about one person": (["--metrics", "keystone"], "keystone is never published"),
}


@pytest.mark.parametrize("command", ["metrics", "map"])
@pytest.mark.parametrize(("given", "told"), WRONG.values(), ids=WRONG)
def test_wrong_choices(example, run, tmp_path, command, given, told):
    """Exit code 2, one readable message, and nothing is written."""
    out = tmp_path / ("out.csv" if command == "metrics" else "out.html")
    ended = run(command, example, "-o", out, *given)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert "Traceback" not in ended.err
    # One message: of the command line with its usage, of netgraph on a line of its own.
    assert ended.err.count("rror") <= 1
    assert ended.err.startswith(("netgraph: ", "Usage: netgraph"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["metrics", "map"])
def test_how_long_somebody_cares_cannot_be_told_without_a_date(example, run, tmp_path, command):
    """The example without its reference date; on the command line a date can be given."""
    network = ng.read_network(example)
    about = network.about.model_copy(update={"reference_date": None})
    ng.from_tables(network.people, network.ties, network.districts, about).write(tmp_path / "data")
    out = tmp_path / ("out.csv" if command == "metrics" else "out.html")
    ended = run(command, tmp_path / "data", "-o", out, *SCP)
    assert ended.code == 2
    assert "Give reference_date in about.toml" in ended.err
    assert not out.exists()
    assert run(command, tmp_path / "data", "-o", out, *SCP, "--at", "2026-01-01").code == 0


def test_a_label_is_for_the_map_alone(example, run, tmp_path):
    """A table has a column that names the column of people."""
    ended = run("metrics", example, "-o", tmp_path / "out.csv", *AGES, "--bridge-label", "age")
    assert ended.code == 2
    assert "No such option" in ended.err


def test_the_map_names_what_was_chosen(example, run, tmp_path):
    """In the language of the map; without a label the column names the groups."""
    labelled, plain = tmp_path / "labelled.html", tmp_path / "plain.html"
    assert run("map", example, "-o", labelled, *SCP, *AGES, "--bridge-label", "age").code == 0
    assert run("map", example, "-o", plain, *AGES, "--language", "en").code == 0
    dutch, english = (path.read_text(encoding="utf-8") for path in (labelled, plain))
    assert "Intensieve mantelzorg (meer dan 8 uur en 3 maanden, SCP)" in dutch
    assert "hoort dan de bewoner (leeftijd)." in dutch
    assert "Intensive care (8 hours or more, CBS 2024)" in english
    assert "group from the resident (age_group)." in english


def test_internal_output_holds_what_is_never_published(example, run, tmp_path):
    for name, options in (("gated", []), ("internal", ["--internal"])):
        run("metrics", example, "-o", tmp_path / f"{name}.csv", *options)
        run("map", example, "-o", tmp_path / f"{name}.html", *options)
    gated, internal = (read(tmp_path / f"{name}.csv") for name in ("gated", "internal"))
    assert "keystone" not in gated
    assert internal["keystone"].notna().any()
    pages = [(tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in ("gated", "internal")]
    label = ng.METRICS["keystone"].label.nl
    assert [label in page for page in pages] == [False, True]
    asked = run("metrics", example, "-o", tmp_path / "one.csv", "--metrics", "keystone", "--internal")
    assert (asked.code, list(read(tmp_path / "one.csv"))[-1]) == (0, "keystone")


# --- recipes


@pytest.fixture
def recipe(example, tmp_path):
    """Return a recipe that chooses SCP and ages, beside its data."""
    ng.read_network(example).write(tmp_path / "data")
    path = tmp_path / "city.toml"
    path.write_text(
        'data = "data"\ncarer_definition = "scp"\nbridge_by = "age_group"\nbridge_label = "age"\n'
        'metrics = ["intensive_carers", "bridging_share"]\n',
        encoding="utf-8",
    )
    return path


def page_of(run, recipe: Path, *options: str) -> str:
    out = recipe.parent / "out.html"
    ended = run("map", recipe, "-o", out, *options)
    assert (ended.code, ended.err) == (0, "")
    return out.read_text(encoding="utf-8")


def test_a_recipe_chooses(run, recipe):
    page = page_of(run, recipe)
    assert "(meer dan 8 uur en 3 maanden, SCP)" in page
    assert "dan de bewoner (leeftijd)." in page


@pytest.mark.slow
def test_options_go_before_the_choices_of_a_recipe(run, recipe):
    """Each by itself; another column makes other groups, which the label of the recipe is not about."""
    cbs = page_of(run, recipe, "--carer-definition", "cbs2024")
    assert "(8 uur of meer, CBS 2024)" in cbs
    assert "SCP" not in cbs
    assert "(leeftijd)." in cbs
    other = page_of(run, recipe, "--bridge-by", "lives_alone")
    assert "dan de bewoner (lives_alone)." in other
    assert "leeftijd" not in other
    labelled = page_of(run, recipe, "--bridge-by", "lives_alone", "--bridge-label", "household")
    assert "dan de bewoner (huishouden)." in labelled
    renamed = page_of(run, recipe, "--bridge-label", "generatie")
    assert "dan de bewoner (generatie)." in renamed
    # The same column again is the same groups.
    assert "dan de bewoner (leeftijd)." in page_of(run, recipe, *AGES)


def test_a_recipe_cannot_publish_what_is_never_published(run, recipe):
    text = recipe.read_text(encoding="utf-8").replace("bridging_share", "keystone")
    recipe.write_text(text, encoding="utf-8")
    ended = run("map", recipe, "-o", recipe.parent / "out.html")
    assert (ended.code, ended.out) == (2, "")
    assert "keystone is never published" in ended.err
