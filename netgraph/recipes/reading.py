"""Recipes from TOML files, and what options of the command line change of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from netgraph.errors import RecipeError
from netgraph.recipes.checks import Figures, Surroundings, is_drawn
from netgraph.recipes.recipe import Recipe, Thresholds
from netgraph.recipes.sentences import wrong_keys
from netgraph.schema.map_vocabulary import OPENINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_recipe", "with_options"]

LARGEST = 100_000
"""No recipe that a person wrote is larger, in bytes."""


def read_recipe(path: str | Path, figures: Figures | None = None) -> Recipe:
    """Read a recipe; its ``data`` and ``boundaries`` become paths that can be opened from here.

    Parameters
    ----------
    path : str or pathlib.Path
        The .toml file.
    figures : Figures, optional
        What is known of the figures; without it the names of figures are not checked here, but when they are drawn.

    Returns
    -------
    Recipe

    Raises
    ------
    RecipeError
        The file cannot be read; or keys or values are wrong, all of which the message names with what is valid. Data
        and boundaries must lie in the recipe's folder (for recipes in maps/: in the folder that holds maps/).
    """
    path = Path(path)
    try:
        return Recipe.model_validate(_content(path), context=Surroundings(path, figures))
    except ValidationError as error:
        told = "\n".join(f"  {key}: {sentence}" for key, sentence in wrong_keys(error))
        raise RecipeError(f"{path}: the recipe is wrong.\n{told}") from error


def _content(path: Path) -> dict[str, Any]:
    """Parse the file, unless it is far larger than a recipe can be."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a path with a NUL is a ValueError
        told = getattr(error, "strerror", None) or error
        raise RecipeError(f"{path}: the recipe cannot be opened: {told}.") from error
    if len(content) > LARGEST:
        raise RecipeError(f"{path}: this is no recipe: it is larger than {LARGEST // 1000} kB.")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RecipeError(f"{path}: this is not readable TOML: {error}.") from error


def with_options(recipe: Recipe, given: Mapping[str, Any], figures: Figures | None = None) -> Recipe:
    """Return the recipe with options in the place of what it says; they pass the same checks.

    Parameters
    ----------
    recipe : Recipe
        As read.
    given : mapping
        Keys of a recipe, and of its thresholds, -> values; ``minimum`` counts only where it is the stricter of the two.
        What the recipe says of something that options replace goes: the label of other groups, figures of layers that
        are left out.
    figures : Figures, optional
        As in `read_recipe`.

    Raises
    ------
    RecipeError
        A value is wrong; the message names the option.

    Examples
    --------
    >>> recipe = Recipe(data="data", bridge_by="age_group", bridge_label="age")
    >>> changed = with_options(recipe, {"bridge_by": "education", "title": "Our city", "minimum": 20})
    >>> changed.title, changed.bridge_label, changed.thresholds.minimum
    ('Our city', None, 20)
    """
    said = {name: getattr(recipe, name) for name in recipe.model_fields_set}
    of_thresholds = {name: given[name] for name in Thresholds.model_fields if name in given}
    changed = {**said, **{name: value for name, value in given.items() if name not in of_thresholds}}
    if "minimum" in of_thresholds:
        of_thresholds["minimum"] = max(of_thresholds["minimum"], recipe.thresholds.minimum or 0)
    if of_thresholds:
        changed["thresholds"] = recipe.thresholds.model_copy(update=of_thresholds)
    _make_room(changed, recipe, given, {} if figures is None else figures.subjects)
    try:
        return Recipe.model_validate(changed, context=Surroundings(None, figures))
    except ValidationError as error:
        told = [f"--{key.split('.')[0].replace('_', '-')}: {sentence}" for key, sentence in wrong_keys(error)]
        raise RecipeError("\n".join(told)) from error


def _make_room(changed: dict[str, Any], recipe: Recipe, given: Mapping[str, Any], subjects: Mapping[str, str]) -> None:
    """Take out what the recipe says of other groups and layers than those that options ask for."""
    if "bridge_label" not in given and changed.get("bridge_by") != recipe.bridge_by:
        changed.pop("bridge_label", None)
    layers, opening = changed.get("layers"), changed.get("opens_with")
    if subjects and "layers" in given and "metrics" not in given and recipe.metrics is not None:
        changed["metrics"] = tuple(name for name in recipe.metrics if is_drawn(name, layers, None, subjects)) or None
    if (
        opening is not None
        and (subjects or opening in OPENINGS)
        and not is_drawn(opening, layers, changed.get("metrics"), subjects)
    ):
        del changed["opens_with"]
