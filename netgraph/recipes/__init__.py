"""Map recipes: a TOML file that says which data, figures, language, wording and thresholds make a map."""

from __future__ import annotations

from netgraph.recipes.checks import RECIPES_FOLDER, Figures
from netgraph.recipes.reading import read_recipe, with_options
from netgraph.recipes.recipe import Recipe, Thresholds

__all__ = ["RECIPES_FOLDER", "Figures", "Recipe", "Thresholds", "read_recipe", "with_options"]
