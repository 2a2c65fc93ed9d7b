"""netgraph metrics: the district table, through the gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netgraph.cli.draw import load_classes
from netgraph.cli.options import GATE_NOTE, figure_options, open_network, refuse_input, steps, tell_unobservable
from netgraph.words.text import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.cli.options import Asked
    from netgraph.metrics import Choices
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import About
    from netgraph.words import Language

__all__ = ["write_metrics"]

MANY_GROUPS = 100
"""Groups of people that take the gate longer than anybody waits without a word."""


@click.command("metrics")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="FILE.csv, .parquet, .gpkg or .xlsx.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="nl",
    show_default=True,
    help="Language of the styles in a .gpkg, with which QGIS draws each figure in classes as those of the map.",
)
@figure_options
def write_metrics(folder: Path, output: Path, language: Language, asked: Asked) -> None:
    """Write one row a district and one column a figure."""
    from netgraph.cli.large import is_large, large_table  # noqa: PLC0415 - heavy libraries load only now
    from netgraph.files import check_output, write_table  # noqa: PLC0415
    from netgraph.metrics import Choices  # noqa: PLC0415

    check_output(output)
    refuse_input(folder, output)
    choices = Choices(asked.carer_definition or "cbs2024", asked.bridge_by)
    table, about = (large_table if is_large(folder) else _table)(folder, asked, choices)
    if asked.internal:
        table.insert(0, "internal", GATE_NOTE)
    styles = _styles(table, choices, language) if output.suffix.lower() == ".gpkg" else None
    write_table(_with_choices(table, choices).reset_index(), output, styles)
    click.echo(f"{output}: {len(table):,} rows, {table.shape[1]} columns")
    _tell_empty(table, about, internal=asked.internal)


def _table(folder: Path, asked: Asked, choices: Choices) -> tuple[pd.DataFrame, About]:
    """Return the district table of a network that is read as a whole, and how its data came to be."""
    from netgraph.disclosure import protected_metrics  # noqa: PLC0415 - heavy libraries load only now
    from netgraph.estimates import district_metrics  # noqa: PLC0415
    from netgraph.schema.thresholds import MINIMUM  # noqa: PLC0415

    definition, bridge_by = choices.carer_definition, choices.bridge_by
    metrics, by = asked.metrics, "district" if asked.by is None else asked.by[0] if len(asked.by) == 1 else asked.by
    with steps("Figures", 2) as progress:
        network = open_network(folder, asked.on_fault, asked.kinds, asked.at)
        progress.update(1)
        tell_unobservable(network.about, metrics, choices, internal=asked.internal)
        if asked.internal:
            table = district_metrics(network, metrics, by, carer_definition=definition, bridge_by=bridge_by)
        else:
            minimum = asked.minimum or MINIMUM
            _tell_long(network, by)
            table = protected_metrics(network, metrics, by, minimum, carer_definition=definition, bridge_by=bridge_by)
        progress.update(1)
    return table, network.about


def _styles(table: pd.DataFrame, choices: Choices, language: Language) -> dict[str, str]:
    """Return how QGIS can draw each figure of a table of areas."""
    from netgraph.metrics import METRICS, choose  # noqa: PLC0415 - heavy libraries load only now
    from netgraph.symbology.qgis import qgis_styles  # noqa: PLC0415
    from netgraph.words.areas import area_level, area_words  # noqa: PLC0415
    from netgraph.words.wording import Wording  # noqa: PLC0415

    load_classes()
    figures = choose([name for name in METRICS if name in table], choices)
    wording = Wording(language, area_words(area_level(map(str, table.index))))
    return qgis_styles(figures, {figure.id: list(table[figure.id].dropna()) for figure in figures}, wording)


def _tell_long(network: SupportNetwork, by: str | list[str]) -> None:
    """Say on stderr beforehand that the gate takes long where it judges many groups of people together."""
    from netgraph.disclosure import judged_groups  # noqa: PLC0415 - heavy libraries load only when a command runs

    groups = judged_groups(network, by)
    if groups >= MANY_GROUPS:
        click.echo(f"The gate judges {groups:,} groups together; this can take minutes.", err=True)


def _tell_empty(table: pd.DataFrame, about: About, *, internal: bool) -> None:
    """Say on stderr why a table has nothing to read, of what these data can show."""
    from netgraph.metrics import METRICS, is_observable  # noqa: PLC0415 - pandas loads only when a command runs

    figures = table[[name for name, metric in METRICS.items() if name in table and is_observable(metric, about)]]
    if table.empty and not internal:
        click.echo("No group has enough people to be shown: there are no rows. Group by something coarser.", err=True)
    elif figures.shape[1] and figures.isna().all(axis=None):
        why = "" if internal else "hidden, because they would be about too few people, or "
        click.echo(f"No figure is shown: all are {why}undefined. Are there ties on that day, of those kinds?", err=True)


def _with_choices(table: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """Name beside each figure whose definition is a choice what was chosen: a file is read without the command."""
    from netgraph.metrics import METRICS  # noqa: PLC0415 - pandas loads only when a command runs

    for name, metric in METRICS.items():
        if metric.choice is not None and name in table:
            table.insert(list(table.columns).index(name) + 1, metric.choice, getattr(choices, metric.choice))
    return table
