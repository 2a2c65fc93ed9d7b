"""netgraph example: write the synthetic data set."""

from __future__ import annotations

from pathlib import Path

import click

from netgraph.cli.options import debug_option
from netgraph.schema.formats import FORMATS, Format

__all__ = ["EXAMPLE_FORMAT", "EXAMPLE_PEOPLE", "EXAMPLE_SEED", "example"]

EXAMPLE_PEOPLE, EXAMPLE_SEED = 10_000, 1
"""What data/almere in the repository was made with: so many people that the gate leaves most figures to be seen."""
EXAMPLE_FORMAT: Format = "csv.gz"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--people",
    type=click.IntRange(min=1),
    default=EXAMPLE_PEOPLE,
    show_default=True,
    help="How many residents.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=EXAMPLE_SEED,
    show_default=True,
    help="The same seed gives the same files.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=EXAMPLE_FORMAT,
    show_default=True,
    help="How to write the tables.",
)
@debug_option
def example(folder: Path, people: int, seed: int, form: Format) -> None:
    """Write a synthetic Almere to FOLDER: people, ties and borders are made up."""
    from netgraph.synthetic import synthetic_network  # noqa: PLC0415 - pandas loads only when a command runs

    if folder.is_dir() and any(folder.iterdir()):
        raise click.BadParameter(f"{folder} is not empty. Choose a new folder, or empty it first.", param_hint="FOLDER")
    network = synthetic_network(people=people, seed=seed)
    network.write(folder, form)
    click.echo(f"{folder}: {network}")
