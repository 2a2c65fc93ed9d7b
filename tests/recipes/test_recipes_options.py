"""Options of the command line over what a recipe says, and both as keywords of district_map."""

from __future__ import annotations

import datetime as dt
import inspect
from pathlib import Path

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.cli.draw import map_options
from netgraph.mapping import district_map
from netgraph.recipes import Recipe, Thresholds, read_recipe, with_options
from tests.recipes.written import FIGURES

RECIPE = Recipe(
    data=Path("data"),
    title="A title",
    layers=("carers", "flows"),
    metrics=("carers_alone",),
    opens_with="carers",
    bridge_by="age_group",
    bridge_label="age",
    basemap="pdok",
    thresholds=Thresholds(minimum=20, margins={"carers_alone": 0.2}),
)


def test_options_go_before_the_recipe_and_leave_the_rest():
    given_ = {"title": "Another", "contact": "team@city.example", "basemap": "none", "at": "2026-01-31"}
    changed = with_options(RECIPE, given_, FIGURES)
    assert (changed.title, changed.contact, changed.basemap) == ("Another", "team@city.example", "none")
    assert changed.at == dt.date(2026, 1, 31)
    untouched = set(Recipe.model_fields) - set(given_)
    assert {name: getattr(changed, name) for name in untouched} == {name: getattr(RECIPE, name) for name in untouched}
    assert with_options(RECIPE, {}, FIGURES) == RECIPE


@pytest.mark.parametrize(("asked", "of_recipe", "found"), [(10, 20, 20), (30, 20, 30), (10, None, 10), (None, 20, 20)])
def test_the_stricter_minimum_counts(asked, of_recipe, found):
    recipe = Recipe(data=Path("data"), thresholds=Thresholds(minimum=of_recipe, margins={"isolated": 0.1}))
    changed = with_options(recipe, {} if asked is None else {"minimum": asked}, FIGURES)
    assert changed.thresholds == Thresholds(minimum=found, margins={"isolated": 0.1})


def test_the_label_of_other_groups_goes():
    """The recipe calls its own groups age; those of another column are not."""
    assert with_options(RECIPE, {"bridge_by": "age_group"}).bridge_label == "age"
    assert with_options(RECIPE, {"bridge_by": "education"}).bridge_label is None
    assert with_options(RECIPE, {"bridge_by": "education", "bridge_label": "school"}).bridge_label == "school"
    assert with_options(RECIPE, {"bridge_label": "generation"}).bridge_label == "generation"


@pytest.mark.parametrize(
    ("options", "opens_with"),
    [
        ({}, "carers"),
        ({"layers": ["isolation"], "metrics": ["isolated"]}, None),
        ({"layers": ["isolation"]}, None),
        ({"layers": ["carers"]}, "carers"),
        ({"metrics": ["respite_reach"]}, "carers"),
    ],
)
def test_a_first_layer_that_is_no_longer_drawn_gives_way(options, opens_with):
    """An option may leave out what the recipe would open with; in one recipe that is a mistake."""
    assert with_options(RECIPE, options, FIGURES).opens_with == opens_with


def test_figures_of_layers_that_an_option_leaves_out_go():
    """Those of the recipe; with none left, all figures of the layers that the option asks for are shown."""
    recipe = RECIPE.model_copy(update={"metrics": ("isolated", "carers_alone"), "layers": None})
    assert with_options(recipe, {"layers": ["carers"]}, FIGURES).metrics == ("carers_alone",)
    assert with_options(recipe, {"layers": ["cohesion"]}, FIGURES).metrics is None
    assert with_options(recipe, {"layers": ["carers"], "metrics": ["respite_reach"]}, FIGURES).metrics == (
        "respite_reach",
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"title": "x" * 121}, "--title: string should have at most 120 characters"),
        ({"organisation": "a\nb"}, "--organisation: expected one line"),
        ({"contact": "\x1b[31m"}, "--contact: expected one line"),
        ({"title": "\udcff"}, "--title: input should be a valid string"),
        ({"layers": ["carer"]}, "--layers: there is no group of layers 'carer'. Did you mean carers? Valid: isolation"),
        ({"metrics": ["isolatd"]}, "--metrics: there is no metric 'isolatd'. Did you mean isolated?"),
        ({"metrics": ["isolated"]}, "--metrics: isolated stands in isolation, which layers leave out. Add isolation"),
        ({"metrics": ["keystone"]}, "--metrics: keystone is never published"),
        ({"boundaries": Path("x.shp")}, "--boundaries: expected a .geojson or .gpkg file; found x.shp."),
        ({"at": "31/1/2026"}, "--at: this is no date. Expected year-month-day"),
        ({"carer_definition": "x"}, "--carer-definition: input should be 'cbs2024' or 'scp'"),
    ],
)
def test_a_wrong_option_is_named(options, told):
    with pytest.raises(ng.RecipeError) as caught:
        with_options(RECIPE, options, FIGURES)
    assert str(caught.value).startswith(told)


def test_without_knowing_the_figures_none_is_taken_out():
    changed = with_options(RECIPE, {"layers": ["isolation"]})
    assert (changed.metrics, changed.layers) == (("carers_alone",), ("isolation",))
    assert changed.opens_with is None  # groups of layers are known without figures


def test_every_wrong_option_is_told():
    with pytest.raises(ng.RecipeError) as caught:
        with_options(Recipe(data=Path("data")), {"title": "a\nb", "bridge_label": "age"}, FIGURES)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["--title", "--bridge-label"]


def test_paths_of_options_may_lie_anywhere():
    """They are the user's own, those of a recipe perhaps somebody else's."""
    assert with_options(RECIPE, {"boundaries": Path("/elsewhere/x.gpkg")}).boundaries == Path("/elsewhere/x.gpkg")


def test_what_is_said_becomes_keywords():
    assert map_options(RECIPE) == {
        "language": "nl",
        "metrics": ["carers_alone"],
        "layers": ["carers", "flows"],
        "opens_with": "carers",
        "by": "district",
        "minimum": 20,
        "margins": {"carers_alone": 0.2},
        "internal": False,
        "title": "A title",
        "basemap": "pdok",
        "carer_definition": "cbs2024",
        "bridge_by": "age_group",
        "bridge_label": "age",
    }


def test_what_is_not_said_is_left_to_the_map():
    """Its defaults stand there, and only there."""
    assert map_options(Recipe(data=Path("data")), internal=True) == {
        "language": "nl",
        "by": "district",
        "carer_definition": "cbs2024",
        "internal": True,
    }


def test_every_key_reaches_the_map():
    """All keywords of district_map can be said by a recipe or are `internal`; the data make the network itself."""
    keywords = set(inspect.signature(district_map).parameters) - {"network", "internal"}
    of_recipes = (set(Recipe.model_fields) - {"thresholds"}) | set(Thresholds.model_fields)
    assert of_recipes - {"data", "boundaries", "kinds", "at", "on_fault"} == keywords


anything = st.recursive(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        st.integers(-5, 200),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.sampled_from(["carers", "isolated", "../data/almere", "nl", "pdok", "age_group"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*Thresholds.model_fields, "isolated", "x"]), inner, max_size=3),
    ),
    max_leaves=5,
)


@given(said=st.dictionaries(st.sampled_from([*Recipe.model_fields, "x", ""]), anything, max_size=8))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_recipe_is_read_or_refused_with_every_wrong_key_by_name(project, said):
    """Whatever TOML it holds: no other exception, and each line of the message begins with a key that it has."""
    path = project / "maps" / "any.toml"
    path.write_text(tomli_w.dumps({"data": "../data/almere", **said}), encoding="utf-8")
    try:
        recipe = read_recipe(path, FIGURES)
    except ng.RecipeError as error:
        keys = {line.strip().split(":")[0].split(".")[0] for line in str(error).splitlines()[1:]}
        assert keys <= {"data", *said}
    else:
        assert recipe.thresholds.minimum is None or recipe.thresholds.minimum >= 10
        assert map_options(recipe)["internal"] is False
