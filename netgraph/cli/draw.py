"""netgraph map: one offline HTML page from a data folder or a recipe."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netgraph.cli.options import figure_options, names, open_network, steps, tell_unobservable
from netgraph.schema.map_vocabulary import BASEMAPS, LAYER_GROUPS, NO_BASEMAP
from netgraph.schema.thresholds import LEAST_PEOPLE
from netgraph.words.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from netgraph.cli.options import Asked
    from netgraph.metrics import Choices
    from netgraph.network import SupportNetwork
    from netgraph.recipes import Figures, Recipe

    Command = Callable[..., object]

__all__ = ["draw_map", "load_classes", "map_options"]

PAGE_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option("--language", type=click.Choice(LANGUAGES), help="Language of the map.  [default: nl]"),
    click.option("--title", help="Title of the page, instead of the question."),
    click.option("--organisation", help="Who made the map."),
    click.option("--contact", help="Whom to ask about the map."),
    click.option(
        "--layers",
        callback=names,
        help=f"Groups of layers besides attention, joined by commas: {', '.join(LAYER_GROUPS)}.  [default: all]",
    ),
    click.option(
        "--boundaries",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="GeoJSON or GeoPackage with a column district, instead of the boundaries of the data.",
    ),
    click.option(
        "--least-people",
        type=click.IntRange(min=1),
        help=f"On fewer people a figure is too little data: neither low nor high.  [default: {LEAST_PEOPLE}]",
    ),
    click.option(
        "--least-coverage",
        type=click.FloatRange(0, 1),
        help="Where a smaller part of the inhabitants was asked, so is every figure.  [default: 0]",
    ),
    click.option(
        "--basemap",
        type=click.Choice(BASEMAPS),
        help="Background map. With pdok, whoever opens the page asks an outside server for it.  [default: none]",
    ),
    click.option(
        "--bridge-label",
        help="What the groups of --bridge-by are called on the map: age, origin, education, household, or a noun.",
    ),
)


def page_options(command: Command) -> Command:
    """Add the options that only a map has, in this order."""
    for option in reversed(PAGE_OPTIONS):
        command = option(command)
    return command


@click.command("map")
@click.argument("source", type=click.Path(path_type=Path), metavar="FOLDER|RECIPE.toml")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="FILE.html.  [default: the name of the source, here]",
)
@page_options
@figure_options
def draw_map(source: Path, output: Path | None, asked: Asked, **page: Any) -> None:
    """Draw the map of thin networks as one HTML file that needs no network.

    Options go before what the recipe says; of two minimums the stricter counts.
    """
    from netgraph.files import check_output  # noqa: PLC0415 - heavy libraries load only when a command runs
    from netgraph.mapping import district_map  # noqa: PLC0415
    from netgraph.recipes import Recipe, read_recipe, with_options  # noqa: PLC0415

    is_recipe = source.suffix.lower() == ".toml"
    recipe = read_recipe(source, _figures(internal=False)) if is_recipe else Recipe(data=source)
    target = output or Path(f"{source.resolve().stem}.html")
    check_output(target, (".html", ".htm"))
    given = _given(asked, page)
    drawn = with_options(recipe, given, _figures(internal=asked.internal))
    with steps("Map", 3) as progress:
        network = _network(drawn, source if is_recipe else None, given)
        progress.update(1)
        with _told_of(source if is_recipe else None, "metrics", given):
            choices, metrics = _choices(drawn), _listed(drawn.metrics)
            tell_unobservable(network.about, metrics, choices, internal=asked.internal, subjects=drawn.layers)
        load_classes()
        made = district_map(network, **map_options(drawn, internal=asked.internal))
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
    thresholds = recipe.thresholds
    said = {
        "language": recipe.language,
        "metrics": _listed(recipe.metrics),
        "layers": _listed(recipe.layers),
        "opens_with": recipe.opens_with,
        "by": recipe.by,
        "minimum": thresholds.minimum,
        "least_people": thresholds.least_people,
        "least_coverage": thresholds.least_coverage,
        "margins": dict(thresholds.margins) or None,
        "false_discovery_rate": thresholds.false_discovery_rate,
        "title": recipe.title,
        "organisation": recipe.organisation,
        "contact": recipe.contact,
        "basemap": None if recipe.basemap == NO_BASEMAP else recipe.basemap,
        "carer_definition": recipe.carer_definition,
        "bridge_by": recipe.bridge_by,
        "bridge_label": recipe.bridge_label,
    }
    return {"internal": internal, **{name: value for name, value in said.items() if value is not None}}


def _listed(several: tuple[str, ...] | None) -> list[str] | None:
    return None if several is None else list(several)


def _choices(recipe: Recipe) -> Choices:
    from netgraph.metrics import Choices  # noqa: PLC0415 - only when the command runs

    return Choices(recipe.carer_definition, recipe.bridge_by, recipe.bridge_label)


def _given(asked: Asked, page: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were given, as keys of a recipe."""
    if asked.by not in (None, ["district"], ["parent"]):
        raise click.BadParameter("a map is drawn by district or by parent.", param_hint="--by")
    about_figures = {**asdict(asked), "by": asked.by and asked.by[0]}
    del about_figures["internal"]  # is never a matter of recipes
    return {name: value for name, value in {**about_figures, **page}.items() if value is not None}


def _figures(*, internal: bool) -> Figures:
    """Return what recipes are to know of the figures: which there are, and may be shown."""
    from netgraph.disclosure import publishable  # noqa: PLC0415 - only when the command runs
    from netgraph.metrics import METRICS, Choices, choose  # noqa: PLC0415
    from netgraph.recipes import Figures  # noqa: PLC0415
    from netgraph.signals import signal_margins  # noqa: PLC0415

    chosen = choose if internal else publishable
    any_groups = Choices(bridge_by="any")  # whether they are given is looked at when all is known
    return Figures(
        subjects={metric.id: metric.subject for metric in METRICS.values()},
        check_figure=lambda name: chosen([name], any_groups),
        check_margin=lambda name, margin: signal_margins({name: margin}),
    )


def _network(recipe: Recipe, source: Path | None, given: Mapping[str, Any]) -> SupportNetwork:
    """Read the network of a recipe, with the boundaries that it asks for."""
    from netgraph.network.separate_boundaries import BOUNDARY_NOTICES, with_boundaries  # noqa: PLC0415
    from netgraph.schema.grouping import values_of  # noqa: PLC0415

    with _told_of(source, "kinds", given):
        network = open_network(recipe.data, recipe.on_fault, _listed(recipe.kinds), recipe.at)
    if recipe.bridge_by is not None:
        with _told_of(source, "bridge_by", given):
            values_of(network.people, recipe.bridge_by)
    if recipe.boundaries is None:
        return network
    network = with_boundaries(network, recipe.boundaries, recipe.on_fault)
    notices, aside = network.notices, len(network.set_aside.get("boundaries", ()))
    told = [f"{rows.rows:,} {rows.message}" for rows in notices[notices["rule"].isin(BOUNDARY_NOTICES)].itertuples()]
    for sentence in [*told, *([f"{aside:,} set aside."] if aside else [])]:
        click.echo(f"{recipe.boundaries.name}: {sentence}", err=True)
    return network


@contextmanager
def _told_of(recipe: Path | None, key: str, given: Mapping[str, Any]) -> Iterator[None]:
    """Say of a wrong name that it stands in the recipe, unless an option gave it."""
    from netgraph.errors import DataError, NetgraphError, RecipeError  # noqa: PLC0415

    try:
        yield
    except DataError:
        raise
    except NetgraphError as error:
        if recipe is None or key in given:
            raise
        raise RecipeError(f"{recipe}: {key}: {error}") from error
