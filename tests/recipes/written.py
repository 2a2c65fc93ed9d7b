"""Recipes written out by hand, and what is said of those that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import netgraph as ng
from netgraph.cli.shown import _figures
from netgraph.recipes import read_recipe

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = _figures(internal=False)
"""What the command line tells recipes of the figures."""


def write(folder: Path, text: str, name: str = "city.toml") -> Path:
    """Write a recipe."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    """Return the message with which a recipe is refused, without its file."""
    with pytest.raises(ng.RecipeError) as caught:
        read_recipe(path, FIGURES)
    assert str(caught.value).startswith(f"{path}: ")
    return str(caught.value).removeprefix(f"{path}: ")


def wrong(path: Path) -> list[str]:
    """Return what is said of each key of a recipe that is refused for its contents."""
    first, *lines = refused(path).splitlines()
    assert first == "the recipe is wrong."
    return [line.removeprefix("  ") for line in lines]
