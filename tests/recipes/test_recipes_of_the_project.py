"""The recipes in maps/ and the page that explains recipes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import tomli_w

from netgraph.metrics import METRICS
from netgraph.recipes import Recipe, read_recipe
from netgraph.recipes.sentences import KEYS
from netgraph.schema.map_vocabulary import BASEMAPS, LAYER_GROUPS
from tests.recipes.written import FIGURES

MAPS = Path(__file__).parents[2] / "maps"
RECIPES = sorted(MAPS.glob("*.toml"))
README = (MAPS / "README.md").read_text(encoding="utf-8")
BLAME = re.compile(r"eenzaam|lonely|loneliness|probleem|achterstand|kwetsbaar|deprived|vulnerable", re.IGNORECASE)


def test_there_are_recipes_for_several_questions_in_both_languages():
    recipes = [read_recipe(path) for path in RECIPES]
    assert len(recipes) >= 3
    assert {recipe.language for recipe in recipes} == {"nl", "en"}
    assert any(recipe.bridge_by for recipe in recipes)
    subjects = [METRICS[r.opens_with].subject if r.opens_with in METRICS else r.opens_with for r in recipes]
    assert len(set(subjects)) == len(recipes)


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_of_the_project_says_what_is_read(path):
    """Everything it says is in what was read, and nothing else is; written out again it is the same recipe."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    recipe = read_recipe(path, FIGURES)
    assert recipe.data.is_dir()
    read = recipe.model_dump(mode="json", exclude_unset=True)
    assert read == {**said, "data": str(path.parent / said["data"])}
    assert Recipe.model_validate(tomllib.loads(tomli_w.dumps(read))) == recipe


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_of_the_project_names_itself_and_blames_nobody(path):
    text = path.read_text(encoding="utf-8")
    assert f"#   netgraph map maps/{path.name} -o {path.stem}.html\n" in text
    assert not BLAME.search(text)


def test_the_page_has_every_key_in_order_with_its_choices():
    """Keys by name; languages, groups of layers and background maps as the code has them."""
    table = dict(re.findall(r"^\| `([\w.]+)` \|(.*)$", README, re.MULTILINE))
    assert list(table) == list(KEYS)
    for key, choices in {"language": ("nl", "en"), "layers": LAYER_GROUPS, "basemap": BASEMAPS}.items():
        assert all(f'`"{choice}"`' in table[key] for choice in choices), key
    for key, row in table.items():
        assert row.count("|") == 3, key  # meaning, valid, default
        assert all(cell.strip() for cell in row.split("|")[:3]), key


def test_the_example_on_the_page_is_a_recipe(tmp_path):
    (tmp_path / "maps").mkdir()
    path = tmp_path / "maps" / "example.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", README, re.DOTALL)[1], encoding="utf-8")
    assert read_recipe(path, FIGURES).thresholds.minimum == 20


def test_the_page_shows_every_recipe_and_no_other():
    assert set(re.findall(r"\]\((\w+\.toml)\)", README)) == {path.name for path in RECIPES}
    assert set(re.findall(r"\(gallery/(\w+)\.png\)", README)) == {path.stem for path in RECIPES}
