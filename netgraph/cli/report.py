"""netgraph report: what the map shows, as a page for paper or as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netgraph.cli.draw import load_classes
from netgraph.cli.options import figure_options, refuse_input, steps
from netgraph.cli.shown import opened, recipe_of, said_of_figures, shown_options

if TYPE_CHECKING:
    from netgraph.cli.options import Asked

__all__ = ["write_report"]


@click.command("report")
@click.argument("source", type=click.Path(path_type=Path), metavar="FOLDER|RECIPE.toml")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="FILE.html or FILE.xlsx.")
@shown_options("report")
@figure_options
def write_report(source: Path, output: Path, asked: Asked, **page: Any) -> None:
    """Write where networks are thin and why, to print (.html) or to open in Excel (.xlsx).

    It says what the map of the same data or recipe says. Options go before what the recipe says; of two minimums the
    stricter counts.
    """
    from netgraph.files import check_output  # noqa: PLC0415 - heavy libraries load only when a command runs
    from netgraph.report import REPORT_ENDINGS, district_report  # noqa: PLC0415

    check_output(output, REPORT_ENDINGS)
    recipe = recipe_of(source, asked, page)
    refuse_input(recipe.data, output)
    with steps("Report", 3) as progress:
        network = opened(source, recipe, asked, page, progress)
        load_classes()
        made = district_report(network, **said_of_figures(recipe, internal=asked.internal))
        progress.update(1)
        made.save(output)
        progress.update(1)
    click.echo(f"{output}: {output.stat().st_size / 1000:,.0f} kB")
