"""netgraph map with recipes and the options of a map: who wins, what reaches the page, who is told of what."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import netgraph as ng
from netgraph.recipes import read_recipe
from netgraph.schema.map_vocabulary import ATTENTION, LAYER_GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SUBJECT = re.compile(r'<input[^>]*name="subject"[^>]*value="(\w+)"')
OPENS_WITH = re.compile(r'"opens_with": ?"(\w+)"')


@pytest.fixture(scope="module")
def folder(example, tmp_path_factory) -> Path:
    """Return a folder with the example in data/, the same without boundaries in plain/, and these in a file."""
    made = tmp_path_factory.mktemp("project")
    network = ng.read_network(example)
    network.write(made / "data")
    districts = network.districts
    bare = pd.DataFrame(districts.drop(columns="geometry"))
    ng.from_tables(network.people, network.ties, bare, network.about).write(made / "plain")
    districts[["district", "geometry"]].to_file(made / "borders.gpkg", layer="any", driver="GPKG", engine="pyogrio")
    return made


@pytest.fixture
def recipe(folder: Path, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Return the function that writes a recipe beside the data."""
    path = folder / f"{request.node.name.split('[')[0]}.toml"

    def written(text: str, data: str = "data") -> Path:
        path.write_text(f'data = "{data}"\n{text}', encoding="utf-8")
        return path

    return written


@pytest.fixture
def draw(run, tmp_path) -> Callable[..., str]:
    """Return the function that draws a map without a word on stderr, and gives its page."""

    def page(*arguments: object) -> str:
        ended = run("map", *arguments, "-o", tmp_path / "out.html", debug=True)
        assert (ended.code, ended.err) == (0, "")
        return (tmp_path / "out.html").read_text(encoding="utf-8")

    return page


def title(page: str) -> str:
    return re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", page, re.DOTALL)[1]


def opening(page: str) -> str:
    """Return the subject of the layer that the page's script is told to show first."""
    (layer,) = OPENS_WITH.findall(page)
    return ng.METRICS[layer].subject if layer in ng.METRICS else layer


# --- what reaches the page, and who wins


def test_words_of_the_recipe_and_of_options(draw, recipe):
    """Each option by itself goes before the recipe's; neither is read as HTML."""
    path = recipe('title = "Ons <b>dorp</b>"\norganisation = "Team Onderzoek"\ncontact = "team@dorp.example"\n')
    page = draw(path)
    assert title(page).startswith("Ons &#")
    assert "<b>dorp" not in page
    assert "Team Onderzoek" in page
    assert "team@dorp.example" in page.replace("&#64;", "@")
    other = draw(path, "--title", "Onze stad", "--organisation", "Team Wijken", "--contact", "wijken.example")
    assert title(other) == "Onze stad"
    assert "Team Wijken" in other
    assert "wijken.example" in other
    assert not re.search("Team Onderzoek|dorp", other)


def test_layers_of_the_recipe_and_of_options(draw, recipe):
    """Attention is always there; the order is that of the map."""
    path = recipe('layers = ["carers", "reciprocity"]\nopens_with = "carers"\n')
    page = draw(path)
    assert SUBJECT.findall(page) == [ATTENTION, "reciprocity", "carers"]
    assert opening(page) == "carers"
    fewer = draw(path, "--layers", "coverage, isolation")
    assert SUBJECT.findall(fewer) == [ATTENTION, "isolation", "coverage"]
    assert opening(fewer) == ATTENTION
    assert SUBJECT.findall(draw(path, "--layers", ATTENTION)) in ([ATTENTION], [])


def test_a_background_map_is_only_there_when_asked_for(draw, recipe):
    path = recipe('basemap = "pdok"\nlayers = ["attention"]\n')
    assert "service.pdok.nl" in draw(path)
    assert "pdok" not in draw(path, "--basemap", "none")
    plain = recipe('layers = ["attention"]\n')
    assert "pdok" not in draw(plain)
    assert "service.pdok.nl" in draw(plain, "--basemap", "pdok")


@pytest.mark.slow
def test_of_two_minimums_the_stricter_counts(draw, recipe):
    """With a minimum that no neighbourhood of the example reaches no figure is shown, whichever says it."""
    shown = "[thresholds]\nminimum = {}\n"
    strict = recipe(f'layers = ["isolation"]\nmetrics = ["isolated"]\n{shown.format(100)}')
    pages = [draw(strict), draw(strict, "--minimum", "10")]
    loose = recipe(f'layers = ["isolation"]\nmetrics = ["isolated"]\n{shown.format(10)}')
    pages.append(draw(loose, "--minimum", "100"))
    assert pages[0] == pages[1] == pages[2]
    assert pages[0] != draw(loose)


def test_margins_and_rate_reach_the_rule(draw, recipe, tmp_path):
    """The page is that of district_map with these thresholds, and another than without them."""
    path = recipe('layers = ["attention"]\n[thresholds]\nfalse_discovery_rate = 0.2\nmargins = { isolated = 0.01 }\n')
    network = ng.read_network(path.parent / "data")
    ng.district_map(
        network, layers=["attention"], false_discovery_rate=0.2, margins={"isolated": 0.01}, minimum=10
    ).save(tmp_path / "expected.html")
    page = draw(path)
    assert page == (tmp_path / "expected.html").read_text(encoding="utf-8")
    assert page != draw(recipe('layers = ["attention"]\n'))


@pytest.mark.parametrize("path", sorted((ROOT / "maps").glob("*.toml")), ids=lambda path: path.stem)
def test_every_recipe_of_the_project_draws_its_map(draw, path):
    said = read_recipe(path)
    page = draw(path)
    assert f'<html lang="{said.language}"' in page
    if said.title is not None:
        assert title(page) == said.title
    wanted = said.opens_with or ATTENTION
    assert opening(page) == (ng.METRICS[wanted].subject if wanted in ng.METRICS else wanted)
    groups = [name for name in LAYER_GROUPS if name != "flows" and (said.layers is None or name in said.layers)]
    assert SUBJECT.findall(page) == [ATTENTION, *groups]


# --- boundaries


def test_data_without_boundaries_and_a_file_of_them(run, draw, folder, recipe, tmp_path):
    """The same map as that of data with the boundaries in them, by option and by recipe."""
    options = ["--layers", "isolation"]
    bare = run("map", folder / "plain", "-o", tmp_path / "bare.html", *options)
    assert bare.code == 1
    assert "these data have none" in bare.err
    expected = draw(folder / "data", *options)
    assert draw(folder / "plain", *options, "--boundaries", folder / "borders.gpkg") == expected
    assert draw(recipe('boundaries = "borders.gpkg"', "plain"), *options) == expected


def test_what_does_not_fit_is_told(run, folder, tmp_path):
    """On stderr: polygons without a district; and which districts have none, which a map cannot do without."""
    borders = gpd.read_file(folder / "borders.gpkg")
    more = pd.concat([borders, borders.head(2).assign(district=["x", "y"])])
    more.to_file(tmp_path / "more.gpkg", driver="GPKG", engine="pyogrio")
    command = ["map", folder / "plain", "--layers", "attention", "-o", tmp_path / "out.html", "--boundaries"]
    ended = run(*command, tmp_path / "more.gpkg")
    assert ended.code == 0
    assert ended.err == "more.gpkg: 2 polygons of the file belong to no district of the data; left out.\n"
    borders.iloc[1:].to_file(tmp_path / "fewer.gpkg", driver="GPKG", engine="pyogrio")
    ended = run(*command, tmp_path / "fewer.gpkg")
    assert ended.code == 1
    code = borders["district"][0]
    assert f"fewer.gpkg: 1 without a polygon in the file: {code}." in ended.err
    assert f"have no boundary: {code}" in ended.err


def test_wrong_boundaries_stop_the_run_or_are_set_aside(run, folder, tmp_path):
    borders = gpd.read_file(folder / "borders.gpkg")
    bow = shapely.Polygon([(5, 52), (6, 53), (6, 52), (5, 53)])
    extra = gpd.GeoDataFrame({"district": ["x"]}, geometry=[bow], crs=4326).to_crs(borders.crs)
    pd.concat([borders, extra]).to_file(tmp_path / "wrong.gpkg", driver="GPKG", engine="pyogrio")
    command = ["map", folder / "plain", "--layers", "attention", "-o", tmp_path / "out.html", "--boundaries"]
    ended = run(*command, tmp_path / "wrong.gpkg")
    assert ended.code == 1
    assert f"wrong.gpkg, row {len(borders) + 1}, column geometry: the boundary crosses" in ended.err
    assert not (tmp_path / "out.html").exists()
    ended = run(*command, tmp_path / "wrong.gpkg", "--on-fault", "set_aside")
    assert (ended.code, ended.err) == (0, "wrong.gpkg: 1 set aside.\n")
    assert run(*command, tmp_path / "nothing.gpkg").code == 1


# --- who is told of what

WRONG_RECIPES = {
    "figures and margins": (
        'metrics = ["isolatd"]\n[thresholds.margins]\ncontacts = 1\n',
        [],
        ": the recipe is wrong.\n  metrics: there is no metric 'isolatd'. Did you mean isolated?\n  thresholds.marg",
    ),
    "a kind": ('kinds = ["caer"]', [], ": kinds: kind 'caer' is not known. Did you mean care?"),
    "a column": ('bridge_by = "age_grop"', [], ": bridge_by: people have no column 'age_grop' to group by. Did you"),
    "one person": ('bridge_by = "person"', [], ": bridge_by: people cannot be told apart by 'person'"),
    "groups that are not said": ('metrics = ["bridging_share"]', [], ": metrics: bridging_share needs to know which"),
    "never published": ('metrics = ["keystone"]', [], "  metrics: keystone is never published"),
    "not even inside": ('metrics = ["keystone"]', ["--internal"], "  metrics: keystone is never published"),
    "a looser gate": ("[thresholds]\nminimum = 5", [], "  thresholds.minimum: input should be greater than or equal"),
    "around the gate": ("internal = true", [], "  internal: there is no such key."),
}


@pytest.mark.parametrize(("text", "options", "told"), WRONG_RECIPES.values(), ids=WRONG_RECIPES)
def test_what_is_wrong_in_a_recipe_is_told_of_the_recipe(run, recipe, tmp_path, text, options, told):
    path = recipe(text)
    ended = run("map", path, "-o", tmp_path / "out.html", *options)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"netgraph: {path}: ")
    assert told in ended.err
    assert not list(tmp_path.iterdir())


WRONG_OPTIONS = {
    "a kind": (["--kinds", "caer"], "netgraph: kind 'caer' is not known"),
    "a column": (["--bridge-by", "age_grop"], "netgraph: people have no column 'age_grop'"),
    "a figure": (["--metrics", "isolatd"], "netgraph: --metrics: there is no metric 'isolatd'"),
    "a layer": (["--layers", "carer"], "netgraph: --layers: there is no group of layers 'carer'. Did you mean carers?"),
    "no layer": (["--layers", ","], "give at least one name"),
    "a title": (["--title", "x" * 121], "netgraph: --title: string should have at most 120 characters"),
    "a line": (["--contact", "a\nb"], "netgraph: --contact: expected one line without control characters"),
    "a background": (["--basemap", "google"], "'none', 'pdok'"),
    "a file": (["--boundaries", "borders.shp"], "netgraph: --boundaries: expected a .geojson or .gpkg file"),
    "a label": (["--bridge-label", "age"], "netgraph: --bridge-label: it names the groups of bridge_by"),
    "a date": (["--at", "31/1/2026"], "Expected year-month-day"),
    "an empty title": (["--title", ""], "netgraph: --title: string should have at least 1 character"),
}


@pytest.mark.parametrize(("options", "told"), WRONG_OPTIONS.values(), ids=WRONG_OPTIONS)
def test_what_is_wrong_in_an_option_is_not_told_of_the_recipe(run, recipe, tmp_path, options, told):
    path = recipe('kinds = ["care"]\n' if "--bridge-label" in options else 'bridge_by = "age_group"\n')
    ended = run("map", path, "-o", tmp_path / "out.html", *options)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert path.name not in ended.err
    assert not list(tmp_path.iterdir())


def test_an_option_can_give_what_the_recipe_lacks(draw, recipe):
    path = recipe('metrics = ["bridging_share"]')
    assert "(age_group)" in draw(path, "--bridge-by", "age_group")


def test_the_help_names_what_can_be_chosen_and_stays_readable(run):
    """On a terminal of eighty columns."""
    told = run("map", "--help").out
    assert max(len(line) for line in told.splitlines()) <= 80
    assert all(name in told for name in (*LAYER_GROUPS, "none|pdok", "nl|en", "--boundaries FILE"))


def test_clusters_of_the_recipe_and_of_options(run, recipe, tmp_path):
    """A recipe may open with them where it has any; what it says is checked as figures are."""
    target = tmp_path / "map.html"
    path = recipe('metrics = ["isolated"]\nclusters = ["contacts"]\nopens_with = "clusters"')
    assert run("map", path, "-o", target).code == 0
    assert '"opens_with":"clusters_contacts"' in target.read_text(encoding="utf-8")
    assert run("map", path, "-o", target, "--clusters", "isolated").code == 0
    assert '"opens_with":"clusters_isolated"' in target.read_text(encoding="utf-8")
    ended = run("map", recipe('clusters = ["contact"]'), "-o", tmp_path / "no.html")
    assert (ended.code, "Did you mean contacts" in ended.err) == (2, True)
    assert run("map", recipe('opens_with = "clusters"'), "-o", tmp_path / "no.html").code == 2
    assert not (tmp_path / "no.html").exists()
