"""What a map and a report are made of: a data folder or a recipe, with the options given before what that says."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netgraph.cli.options import names, open_network, tell_unobservable
from netgraph.schema.map_vocabulary import FLOWS, LAYER_GROUPS
from netgraph.schema.thresholds import LEAST_PEOPLE
from netgraph.words.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from netgraph.cli.options import Asked, Progress
    from netgraph.metrics import Choices
    from netgraph.network import SupportNetwork
    from netgraph.recipes import Figures, Recipe

    Command = Callable[..., object]

__all__ = ["opened", "recipe_of", "said_of_figures", "shown_options"]


def shown_options(what: str) -> Callable[[Command], Command]:
    """Add the options of a map or a report besides those about figures, in this order."""
    groups = [name for name in LAYER_GROUPS if what == "map" or name != FLOWS]  # flows are lines on a map
    options: tuple[Callable[[Command], Command], ...] = (
        click.option("--language", type=click.Choice(LANGUAGES), help=f"Language of the {what}.  [default: nl]"),
        click.option("--title", help="Title of the page, instead of the question."),
        click.option("--organisation", help=f"Who made the {what}."),
        click.option("--contact", help=f"Whom to ask about the {what}."),
        click.option(
            "--layers",
            callback=names,
            help=f"Groups of layers besides attention, joined by commas: {', '.join(groups)}.  [default: all]",
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
            "--bridge-label",
            help=f"What the groups of --bridge-by are called on the {what}: age, origin, education, household, "
            "or a noun.",
        ),
    )

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def recipe_of(source: Path, asked: Asked, page: Mapping[str, Any]) -> Recipe:
    """Return the recipe at a path, or of the data folder there, with the options put before what it says."""
    from netgraph.recipes import Recipe, read_recipe, with_options  # noqa: PLC0415 - only when a command runs

    recipe = read_recipe(source, _figures(internal=False)) if _is_recipe(source) else Recipe(data=source)
    return with_options(recipe, _given(asked, page), _figures(internal=asked.internal))


def opened(source: Path, recipe: Recipe, asked: Asked, page: Mapping[str, Any], progress: Progress) -> SupportNetwork:
    """Read the network of a recipe, and say which of its figures these data can never show."""
    given, told = _given(asked, page), source if _is_recipe(source) else None
    network = _network(recipe, told, given)
    progress.update(1)
    with _told_of(told, "metrics", given):
        choices, metrics = _choices(recipe), _listed(recipe.metrics)
        tell_unobservable(network.about, metrics, choices, internal=asked.internal, subjects=recipe.layers)
    return network


def said_of_figures(recipe: Recipe, *, internal: bool = False) -> dict[str, Any]:
    """Return what a recipe says as keywords of `district_report`; what it does not say has the default there."""
    thresholds = recipe.thresholds
    said = {
        "language": recipe.language,
        "metrics": _listed(recipe.metrics),
        "layers": _listed(recipe.layers),
        "by": recipe.by,
        "minimum": thresholds.minimum,
        "least_people": thresholds.least_people,
        "least_coverage": thresholds.least_coverage,
        "margins": dict(thresholds.margins) or None,
        "false_discovery_rate": thresholds.false_discovery_rate,
        "title": recipe.title,
        "organisation": recipe.organisation,
        "contact": recipe.contact,
        "carer_definition": recipe.carer_definition,
        "bridge_by": recipe.bridge_by,
        "bridge_label": recipe.bridge_label,
    }
    return {"internal": internal, **{name: value for name, value in said.items() if value is not None}}


def _is_recipe(source: Path) -> bool:
    return source.suffix.lower() == ".toml"


def _listed(several: tuple[str, ...] | None) -> list[str] | None:
    return None if several is None else list(several)


def _choices(recipe: Recipe) -> Choices:
    from netgraph.metrics import Choices  # noqa: PLC0415 - only when the command runs

    return Choices(recipe.carer_definition, recipe.bridge_by, recipe.bridge_label)


def _given(asked: Asked, page: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were given, as keys of a recipe."""
    if asked.by not in (None, ["district"], ["parent"]):
        raise click.BadParameter("maps and reports are made by district or by parent.", param_hint="--by")
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
