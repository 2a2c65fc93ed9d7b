"""netgraph example: write the synthetic data set."""

from __future__ import annotations

from pathlib import Path

import click

from netgraph.cli.options import debug_option

__all__ = ["EXAMPLE_PEOPLE", "EXAMPLE_SEED", "example"]

EXAMPLE_PEOPLE, EXAMPLE_SEED = 3_500, 1
"""What data/almere in the repository was made with."""


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
@debug_option
def example(folder: Path, people: int, seed: int) -> None:
    """Write a synthetic Almere to FOLDER: people, ties and borders are made up."""
    from netgraph.synthetic import synthetic_network  # noqa: PLC0415 - pandas loads only when a command runs

    if folder.is_dir() and any(folder.iterdir()):
        raise click.BadParameter(f"{folder} is not empty. Choose a new folder, or empty it first.", param_hint="FOLDER")
    network = synthetic_network(people=people, seed=seed)
    network.write(folder)
    click.echo(f"{folder}: {network}")
