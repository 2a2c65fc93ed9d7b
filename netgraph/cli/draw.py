"""netgraph map: one offline HTML page from a data folder or a recipe."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netgraph.cli.options import figure_options, names, steps
from netgraph.cli.shown import opened, recipe_of, said_of_figures, shown_options
from netgraph.schema.map_vocabulary import BASEMAPS, NO_BASEMAP

if TYPE_CHECKING:
    from netgraph.cli.options import Asked
    from netgraph.recipes import Recipe

__all__ = ["draw_map", "load_classes", "map_options"]


@click.command("map")
@click.argument("source", type=click.Path(path_type=Path), metavar="FOLDER|RECIPE.toml")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="FILE.html.  [default: the name of the source, here]",
)
@shown_options("map")
@click.option(
    "--clusters",
    callback=names,
    help="Figures, joined by commas, of which a layer shows where areas are like the areas around them.  "
    "[default: none]",
)
@click.option(
    "--basemap",
    type=click.Choice(BASEMAPS),
    help="Background map. With pdok, whoever opens the page asks an outside server for it.  [default: none]",
)
@figure_options
def draw_map(source: Path, output: Path | None, asked: Asked, **page: Any) -> None:
    """Draw the map of thin networks as one HTML file that needs no network.

    Options go before what the recipe says; of two minimums the stricter counts.
    """
    from netgraph.files import check_output  # noqa: PLC0415 - heavy libraries load only when a command runs
    from netgraph.mapping import district_map  # noqa: PLC0415

    recipe = recipe_of(source, asked, page)
    target = output or Path(f"{source.resolve().stem}.html")
    check_output(target, (".html", ".htm"))
    with steps("Map", 3) as progress:
        network = opened(source, recipe, asked, page, progress)
        load_classes()
        made = district_map(network, **map_options(recipe, internal=asked.internal))
        progress.update(1)
        made.save(target)
        progress.update(1)
    click.echo(f"{target}: {target.stat().st_size / 1000:,.0f} kB")


def load_classes() -> None:
    """Load what divides figures into classes, without numba.

    With numba mapclassify compiles, each time that it is loaded and for seconds, a classification that no map of ours
    has. Only the command does this: in the process of somebody else that classification may be wanted.
    """
    if "mapclassify" in sys.modules:
        return
    numba, sys.modules["numba"] = sys.modules.get("numba"), None  # type: ignore[assignment]
    try:
        import_module("mapclassify")
    finally:
        if numba is None:
            del sys.modules["numba"]
        else:
            sys.modules["numba"] = numba


def map_options(recipe: Recipe, *, internal: bool = False) -> dict[str, Any]:
    """Return what a recipe says as keywords of `district_map`; what it does not say has the default there."""
    of_the_map = {
        "opens_with": recipe.opens_with,
        "clusters": recipe.clusters,
        "basemap": None if recipe.basemap == NO_BASEMAP else recipe.basemap,
    }
    said = {name: value for name, value in of_the_map.items() if value is not None}
    return {**said_of_figures(recipe, internal=internal), **said}
