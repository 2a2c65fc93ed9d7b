"""netgraph check: what is wrong with a data folder, where, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netgraph.cli.options import debug_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netgraph.network import SupportNetwork

__all__ = ["check"]

SHOWN_ROWS = 20


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--on-fault",
    type=click.Choice(["raise", "set_aside"]),
    default="raise",
    show_default=True,
    help="Stop at faults, or tell what would be set aside.",
)
@debug_option
def check(folder: Path, on_fault: str) -> None:
    """Say which rows of FOLDER are wrong (faults), and what is worth knowing about the rest (notices)."""
    from netgraph.errors import DataError  # noqa: PLC0415 - only when a command runs
    from netgraph.network import read_network  # noqa: PLC0415 - pandas loads only when a command runs

    try:
        network = read_network(folder, on_fault="set_aside" if on_fault == "set_aside" else "raise")
    except DataError as error:
        click.echo(str(error).splitlines()[0], err=True)
        _print_faults(error.problems, error.files)
        raise click.exceptions.Exit(1) from error
    click.echo(f"{folder}: {network}")
    _print_counts(network)
    for name, frame in network.set_aside.items():
        click.echo(f"Set aside of {name}:")
        for rule, rows in frame.groupby("rule", sort=False):
            click.echo(f"  {len(rows):,} × {rule}: {_rows(list(rows.index))}. {rows['message'].iloc[0]}")
    if len(network.notices):
        click.echo("Notices:")
    for notice in network.notices.itertuples():
        click.echo(
            f"  {notice.table}: {notice.rows:,} {notice.message}"
            if notice.table != "about"
            else f"  about: {notice.message}"
        )


def _print_faults(problems: pd.DataFrame, files: Mapping[str, str]) -> None:
    """Print faults of the same kind together, each with its file and the rows where it shows."""
    keys = ["table", "column", "rule", "message"]
    for (table, column, _, message), rows in problems.groupby(keys, sort=False, dropna=False):
        known = [row for row in rows["row"].tolist() if row is not None]
        where = [_source(str(table), files), _rows(known), f"column {column}" if column != "" else ""]
        click.echo(f"  {', '.join(filter(None, where))}: {message}", err=True)


def _source(table: str, files: Mapping[str, str]) -> str:
    """Name the file of a table, and the table too where its file does not tell which."""
    file = files.get(table, table)
    return file if file.startswith(table) else f"{file}, {table}"


def _rows(rows: list[object]) -> str:
    """Name the first rows and count the others."""
    if not rows:
        return ""
    listed = ", ".join(str(row) for row in rows[:SHOWN_ROWS])
    more = f" and {len(rows) - SHOWN_ROWS:,} more" if len(rows) > SHOWN_ROWS else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {listed}{more}"


def _print_counts(network: SupportNetwork) -> None:
    """Show that nothing is lost: rows read = kept + set aside + merged + self-ties."""
    told = network.notices.set_index("rule")["rows"]
    for name, kept in (("people", network.people), ("ties", network.ties), ("districts", network.districts)):
        parts = {
            "kept": len(kept),
            "set aside": len(network.set_aside.get(name, ())),
            "merged": int(told.get("merged", 0)) if name == "ties" else 0,
            "self-ties left out": int(told.get("self_tie", 0)) if name == "ties" else 0,
        }
        shown = " + ".join(f"{count:,} {word}" for word, count in parts.items() if count or word == "kept")
        click.echo(f"  {name}: {sum(parts.values()):,} rows = {shown}")
