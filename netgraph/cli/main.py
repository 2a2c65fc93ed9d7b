"""The group of commands, and how a run ends: its exit code and its one readable message."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

import click

from netgraph import __version__
from netgraph.cli.catalogue import catalogue
from netgraph.cli.check import check
from netgraph.cli.districts import districts
from netgraph.cli.draw import draw_map
from netgraph.cli.example import example
from netgraph.cli.metrics import write_metrics
from netgraph.cli.pseudonymise import pseudonymise
from netgraph.cli.report import write_report
from netgraph.errors import DataError, NetgraphError, SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cli", "main"]

DONE, DATA_WRONG, USE_WRONG, BUG, INTERRUPTED = 0, 1, 2, 70, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="netgraph")
def cli() -> None:
    """Support networks of residents, volunteers and carers: where are they thin?

    Start with: netgraph example my-data, then netgraph map my-data -o map.html
    """


for command in (example, check, write_metrics, draw_map, write_report, catalogue, districts, pseudonymise):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0 done; 1 the data are wrong or missing; 2 the command, recipe, metric name, extra or output path is wrong; 130
    interrupted; 70 a bug. Errors go to stderr as one readable message; ``--debug`` shows the traceback too.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run([word for word in given if word != "--debug"], debug="--debug" in given))


def _run(arguments: list[str], *, debug: bool) -> int:
    """Run a command and return the exit code."""
    try:
        # Not in standalone mode click returns the exit code of a command that ends by itself.
        ended = cli.main(arguments, prog_name="netgraph", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; nothing was written.", err=True)
        return INTERRUPTED
    except Exception as error:
        if debug:
            traceback.print_exc()
        return _tell(error)
    return ended if isinstance(ended, int) else DONE


def _tell(error: Exception) -> int:
    """Say what went wrong, and return the exit code for it."""
    if not isinstance(error, NetgraphError):
        click.echo(
            f"netgraph: this is a bug in netgraph ({type(error).__name__}). "
            "Run it again with --debug and report what it prints, without data of people.",
            err=True,
        )
        return BUG
    click.echo(f"netgraph: {error}", err=True)
    return DATA_WRONG if isinstance(error, (DataError, SourceError)) else USE_WRONG
