"""The recipes of the project draw what they say, and a page of the example is small enough to mail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import netgraph as ng
from netgraph.cli.draw import map_options
from netgraph.mapping import district_map
from netgraph.recipes import read_recipe
from netgraph.symbology import ATTENTION_LAYER
from tests.mapping.read_page import layer_of, page_of, told_in_page

ROOT = Path(__file__).parents[2]
RECIPES = sorted((ROOT / "maps").glob("*.toml"))
MOST_BYTES = 500_000
"""Of a page about a city of 66 districts."""


@pytest.fixture(scope="module", params=RECIPES, ids=lambda path: path.stem)
def of_recipe(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """Draw a recipe of maps/, as the command line does."""
    recipe = read_recipe(request.param)
    return recipe, district_map(ng.read_network(recipe.data), **map_options(recipe))


def test_every_recipe_of_the_project_draws_what_it_says(of_recipe: tuple[Any, Any]) -> None:
    recipe, drawn = of_recipe
    page = page_of(drawn)
    data = told_in_page(page)
    assert f'<html lang="{recipe.language}">' in page
    assert recipe.title is None or drawn.content.title == recipe.title
    first = layer_of(data, data["opens_with"])
    assert (recipe.opens_with or ATTENTION_LAYER) in (first["id"], first["subject"])
    subjects = {layer["subject"] for layer in data["layers"]} - {ATTENTION_LAYER}
    assert recipe.layers is None or subjects == set(recipe.layers) - {"flows"}
    assert len(data["districts"]["names"]) == 66  # CBS 2016: 66 buurten


def test_a_page_of_the_example_is_small_enough_to_mail(of_recipe: tuple[Any, Any], tmp_path: Path) -> None:
    _, drawn = of_recipe
    drawn.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").stat().st_size < MOST_BYTES


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_with_everything_on_it_is_small_enough_to_mail(language: Any, tmp_path: Path) -> None:
    """All layers, lines between districts, and groups to bridge."""
    drawn = district_map(ng.read_network(ROOT / "data" / "almere"), language, bridge_by="age_group", bridge_label="age")
    drawn.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").stat().st_size < MOST_BYTES
