"""netgraph districts: boundaries of a municipality from Statistics Netherlands, as a table of districts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netgraph.cli.options import debug_option

if TYPE_CHECKING:
    from netgraph.sources.cbs import CbsLevel

__all__ = ["districts"]

MANY = {"wijk": "wijken", "buurt": "buurten"}


@click.command()
@click.argument("municipality", metavar="CODE")
@click.option(
    "--level",
    type=click.Choice(list(MANY)),
    default="wijk",
    show_default=True,
    help="The smallest areas: districts, or the neighbourhoods in them.",
)
@click.option("--year", type=int, required=True, help="Year of the map: that of the codes in your own data.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("districts.geojson"),
    show_default=True,
    help="FILE.geojson, .gpkg or .parquet.",
)
@click.option("--refresh", is_flag=True, help="Download anew, even when there is a copy of less than a month old.")
@click.option("--service", help="Address of a mirror of the service.  [default: PDOK]")
@debug_option
def districts(
    municipality: str, level: CbsLevel, year: int, output: Path, *, refresh: bool, service: str | None
) -> None:
    """Get the wijken or buurten of a municipality (CODE, such as GM0034) with their boundaries and inhabitants.

    They come from PDOK, the open map service of the Dutch government. Nothing but the code and the year is sent.
    """
    from netgraph.files import BOUNDARY_ENDINGS, check_output, write_boundaries  # noqa: PLC0415 - only when it runs
    from netgraph.sources import PDOK, read_cbs_districts  # noqa: PLC0415 - pandas loads only when a command runs

    check_output(output, BOUNDARY_ENDINGS)
    if sys.stderr.isatty():
        click.echo("Asking for boundaries …", err=True)
    found = read_cbs_districts(municipality, level, year, refresh=refresh, service=service or PDOK)
    write_boundaries(found, output)
    count = int((~found["district"].isin(found["parent"])).sum())
    click.echo(
        f"{output}: {count:,} {MANY[level]} of {found['name'].iloc[-1]} in {year}, downloaded "
        f"{found.attrs['downloaded']}; credit: {found['boundary_source'].iloc[0]}"
    )
