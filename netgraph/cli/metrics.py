"""netgraph metrics: the district table, through the gate."""

from __future__ import annotations

from pathlib import Path

import click

from netgraph.cli.options import GATE_NOTE, figure_options, open_network, refuse_input, steps, tell_unobservable

__all__ = ["write_metrics"]


@click.command("metrics")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="FILE.csv, .parquet, .gpkg or .xlsx.",
)
@figure_options
def write_metrics(
    folder: Path,
    output: Path,
    on_fault: str | None,
    by: list[str] | None,
    metrics: list[str] | None,
    kinds: list[str] | None,
    at: str | None,
    minimum: int | None,
    internal: bool,
) -> None:
    """Write one row a district and one column a figure."""
    from netgraph.disclosure import MINIMUM, protected_metrics  # noqa: PLC0415 - heavy libraries load only now
    from netgraph.estimates import district_metrics  # noqa: PLC0415
    from netgraph.files import check_output, write_table  # noqa: PLC0415

    check_output(output)
    refuse_input(folder, output)
    group = "district" if by is None else by[0] if len(by) == 1 else by
    with steps("Figures", 3) as progress:
        network = open_network(folder, on_fault, kinds, at)
        progress.update(1)
        tell_unobservable(network, metrics)
        if internal:
            table = district_metrics(network, metrics, group)
            table.insert(0, "internal", GATE_NOTE)
        else:
            table = protected_metrics(network, metrics, group, minimum or MINIMUM)
        progress.update(1)
        write_table(table.reset_index(), output)
        progress.update(1)
    click.echo(f"{output}: {len(table):,} rows, {table.shape[1]} columns")
