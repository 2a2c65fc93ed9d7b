"""Map recipes: a TOML file that says which data, figures, language and wording make a map."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from netgraph.errors import RecipeError, did_you_mean
from netgraph.schema.vocabulary import CarerDefinition
from netgraph.words.text import Language

__all__ = ["RECIPES_FOLDER", "Recipe", "read_recipe"]

RECIPES_FOLDER = "maps"
"""Recipes in a folder of this name may use data that lie beside it: maps/almere.toml uses ../data/almere."""
LONGEST_TITLE = 120
LONGEST_LABEL = 30
LONGEST_FOUND = 40

Names = Annotated[tuple[str, ...], Field(min_length=1)]


class Recipe(BaseModel):
    """What a recipe says. It can make the gate stricter, never looser, and cannot ask for internal figures.

    Attributes
    ----------
    data : pathlib.Path
        The data folder, relative to the recipe.
    language : {"nl", "en"}
        Language of the map.
    title : str, optional
        Instead of "Waar zijn de netwerken dun in …?".
    metrics : tuple of str, optional
        Figures to show as layers, all by default.
    carer_definition : {"cbs2024", "scp"}
        Who gives intensive care: at least 8 hours a week, or more than 8 hours and for longer than 3 months.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which is left out without it.
    bridge_label : str, optional
        What such groups are called on the map: "age", "origin", "education", "household", or a noun of one's own.
    kinds : tuple of str, optional
        Kinds of ties that count, all by default.
    at : datetime.date, optional
        The date at which ties must be active.
    by : {"district", "parent"}
        Which areas are drawn.
    minimum : int
        Fewest people a shown figure may be about; at least 10.
    on_fault : {"raise", "set_aside"}
        What to do with rows that are wrong.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path
    language: Language = "nl"
    title: str | None = Field(default=None, min_length=1, max_length=LONGEST_TITLE)
    metrics: Names | None = None
    carer_definition: CarerDefinition = "cbs2024"
    bridge_by: str | None = Field(default=None, min_length=1)
    bridge_label: str | None = Field(default=None, min_length=1, max_length=LONGEST_LABEL)
    kinds: Names | None = None
    at: dt.date | None = None
    by: Literal["district", "parent"] = "district"
    minimum: int = Field(default=10, ge=10)
    on_fault: Literal["raise", "set_aside"] = "raise"

    @field_validator("bridge_label")
    @classmethod
    def _names_groups(cls, label: str | None, info: ValidationInfo) -> str | None:
        if label is not None and info.data.get("bridge_by") is None:
            raise PydanticCustomError("no_groups", "It names the groups of bridge_by, which is not given")
        return label


def read_recipe(path: str | Path) -> Recipe:
    """Read a recipe; its ``data`` becomes a path that can be opened from here.

    Parameters
    ----------
    path : str or pathlib.Path
        The .toml file.

    Returns
    -------
    Recipe

    Raises
    ------
    RecipeError
        The file cannot be read, a key or value is wrong (the message names it and what is valid), or the data lie
        outside the recipe's folder (for recipes in maps/: outside the folder that holds maps/).
    """
    path = Path(path)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RecipeError(f"{path}: the recipe cannot be opened: {error.strerror or error}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path}: this is not readable TOML: {error}.") from error
    try:
        recipe = Recipe.model_validate(content)
    except ValidationError as error:
        told = "\n".join(f"  {_sentence(item)}" for item in error.errors())
        raise RecipeError(f"{path}: the recipe is wrong.\n{told}") from error
    return recipe.model_copy(update={"data": _below(recipe.data, path)})


def _sentence(item: Any) -> str:
    key = ".".join(str(part) for part in item["loc"])
    if item["type"] == "extra_forbidden":
        return f"{key}: there is no such key. {did_you_mean(key, list(Recipe.model_fields))}"
    if item["type"] == "missing":
        return f'{key}: this key is missing. Say where the data are, for instance {key} = "../data/almere".'
    found = repr(item["input"])[:LONGEST_FOUND]
    return f"{key}: {item['msg'][0].lower()}{item['msg'][1:]}; found {found}."


def _below(data: Path, recipe: Path) -> Path:
    """Return the data folder, and refuse one that a recipe has no business with."""
    folder = recipe.parent.resolve()  # of a link to a recipe: where the link is
    home = folder.parent if folder.name == RECIPES_FOLDER else folder
    target = (folder / data).resolve()
    if data.is_absolute() or not target.is_relative_to(home):
        raise RecipeError(
            f"{recipe}: data: the folder must be given relative to the recipe and lie below {home.name}/; found {data}."
        )
    return recipe.parent / data
