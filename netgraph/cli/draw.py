"""netgraph map: one offline HTML page from a data folder or a recipe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netgraph.cli.options import figure_options, open_network, steps, tell_unobservable

if TYPE_CHECKING:
    from netgraph.cli.options import Asked
    from netgraph.recipes import Recipe
    from netgraph.words import Language

__all__ = ["draw_map"]


@click.command("map")
@click.argument("source", type=click.Path(path_type=Path), metavar="FOLDER|RECIPE.toml")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="FILE.html.  [default: the name of the source, here]",
)
@click.option(
    "--language", type=click.Choice(["nl", "en"]), help="Language of the map.  [default: nl, or the recipe's]"
)
@click.option(
    "--bridge-label",
    help="What the groups of --bridge-by are called on the map: age, origin, education, household, or a noun.",
)
@figure_options
def draw_map(
    source: Path, output: Path | None, language: Language | None, bridge_label: str | None, asked: Asked
) -> None:
    """Draw the map of thin networks as one HTML file that needs no network. Options go before the recipe's."""
    from netgraph.files import check_output  # noqa: PLC0415 - heavy libraries load only when a command runs
    from netgraph.mapping import district_map  # noqa: PLC0415
    from netgraph.metrics import Choices  # noqa: PLC0415
    from netgraph.recipes import Recipe, read_recipe  # noqa: PLC0415

    recipe = read_recipe(source) if source.suffix.lower() == ".toml" else Recipe(data=source)
    target = output or Path(f"{source.resolve().stem}.html")
    check_output(target, (".html", ".htm"))
    metrics = asked.metrics or _listed(recipe.metrics)
    choices = Choices(
        asked.carer_definition or recipe.carer_definition,
        asked.bridge_by or recipe.bridge_by,
        bridge_label or (recipe.bridge_label if asked.bridge_by in (None, recipe.bridge_by) else None),
    )
    with steps("Map", 3) as progress:
        kinds = asked.kinds or _listed(recipe.kinds)
        network = open_network(recipe.data, asked.on_fault or recipe.on_fault, kinds, asked.at or recipe.at)
        progress.update(1)
        tell_unobservable(network, metrics, choices, internal=asked.internal)
        page = district_map(
            network,
            language=language or recipe.language,
            metrics=metrics,
            by=_level(asked.by, recipe),
            minimum=max(asked.minimum or recipe.minimum, recipe.minimum),
            internal=asked.internal,
            title=recipe.title,
            carer_definition=choices.carer_definition,
            bridge_by=choices.bridge_by,
            bridge_label=choices.bridge_label,
        )
        progress.update(1)
        page.save(target)
        progress.update(1)
    click.echo(f"{target}: {target.stat().st_size / 1000:,.0f} kB")


def _listed(names: tuple[str, ...] | None) -> list[str] | None:
    return None if names is None else list(names)


def _level(by: list[str] | None, recipe: Recipe) -> str:
    """Return the one level of areas to draw."""
    if by is None:
        return recipe.by
    if by not in (["district"], ["parent"]):
        raise click.BadParameter("a map is drawn by district or by parent.", param_hint="--by")
    return by[0]
