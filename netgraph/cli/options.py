"""Options that several commands share, and what they do to a network."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, get_args

import click

from netgraph.schema.thresholds import MINIMUM
from netgraph.schema.vocabulary import CarerDefinition
from netgraph.words.data import RESPONDENT_BANDS
from netgraph.words.page import INTERNAL_BANNER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from contextlib import AbstractContextManager
    from pathlib import Path

    from netgraph.metrics import Choices
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import About

    Command = Callable[..., object]

__all__ = [
    "GATE_NOTE",
    "Asked",
    "debug_option",
    "figure_options",
    "names",
    "open_network",
    "refuse_input",
    "steps",
    "tell_unobservable",
]

GATE_NOTE = f"{INTERNAL_BANNER.nl} · {INTERNAL_BANNER.en}"
"""What marks everything that went around the gate."""


def names(_context: click.Context, _option: click.Parameter, value: str | None) -> list[str] | None:
    """Turn a,b,c into a list; refuse one without any name, which would otherwise mean all of them or none."""
    if value is None:
        return None
    listed = [part.strip() for part in value.split(",") if part.strip()]
    if not listed:
        raise click.BadParameter("give at least one name; several are joined by commas.")
    return listed


def debug_option(command: Command) -> Command:
    """Let --debug be given after any command; it is acted upon before the command is parsed."""
    return click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")(command)


FIGURE_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option(
        "--on-fault",
        type=click.Choice(["raise", "set_aside"]),
        help="What to do with rows that are wrong: stop, or set them aside.  [default: raise]",
    ),
    click.option(
        "--by",
        callback=names,
        help="What to group by: district, parent or a column of people; several joined by commas.  [default: district]",
    ),
    click.option(
        "--metrics",
        callback=names,
        help="Figures, joined by commas; see netgraph catalogue.  [default: all]",
    ),
    click.option(
        "--carer-definition",
        type=click.Choice(get_args(CarerDefinition)),
        help="Who gives intensive care: at least 8 hours a week (cbs2024), or more than 8 hours and for longer than "
        "3 months (scp).  [default: cbs2024]",
    ),
    click.option(
        "--bridge-by",
        help="Column of people that tells groups apart for bridging_share, which is left out without it.",
    ),
    click.option("--kinds", callback=names, help="Kinds of ties that count, joined by commas.  [default: all]"),
    click.option(
        "--at",
        help="Date at which ties must be active, as 2026-01-31.  [default: the reference date of the data]",
    ),
    click.option(
        "--minimum",
        type=click.IntRange(min=MINIMUM),
        help="Fewest people a shown figure may be about; above 20 the next of 25, 30, 40, 50, 75, 100, 150 … is used, "
        f"and of a survey at least {RESPONDENT_BANDS[-1][0]}.  [default: {MINIMUM}]",
    ),
    click.option(
        "--internal",
        is_flag=True,
        help="Go around the gate: figures on few people too. Never share the result.",
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was given on the command line about figures; None where nothing was."""

    on_fault: str | None
    by: list[str] | None
    metrics: list[str] | None
    carer_definition: CarerDefinition | None
    bridge_by: str | None
    kinds: list[str] | None
    at: str | None
    minimum: int | None
    internal: bool


def figure_options(command: Command) -> Command:
    """Add the options of all commands that compute figures, in this order; they arrive together as ``asked``."""

    @functools.wraps(command)
    def with_asked(**given: object) -> object:
        about_figures = {name: given.pop(name) for name in Asked.__dataclass_fields__}
        return command(asked=Asked(**about_figures), **given)  # type: ignore[arg-type]

    with_options: Command = debug_option(with_asked)
    for option in reversed(FIGURE_OPTIONS):
        with_options = option(with_options)
    return with_options


def open_network(folder: Path, on_fault: str | None, kinds: list[str] | None, at: object) -> SupportNetwork:
    """Read a network and narrow it down to kinds and a date; say on stderr what was set aside."""
    from netgraph.network import read_network  # noqa: PLC0415 - pandas loads only when a command runs
    from netgraph.network.large import FEWEST_LARGE, count_ties  # noqa: PLC0415

    ties = count_ties(folder)
    if ties >= FEWEST_LARGE:
        click.echo(
            f"{ties:,} ties are read as a whole here, which can take more memory than there is; "
            "netgraph metrics reads so many a part at a time.",
            err=True,
        )
    network = read_network(folder, on_fault="set_aside" if on_fault == "set_aside" else "raise")
    aside = {name: len(frame) for name, frame in network.set_aside.items()}
    if aside:
        listed = ", ".join(f"{count:,} of {name}" for name, count in aside.items())
        click.echo(f"Set aside: {listed}. See netgraph check {folder}.", err=True)
    if kinds is not None:
        network = network.only(kinds=kinds)
    return network if at is None else network.at(str(at))


def refuse_input(folder: Path, output: Path) -> None:
    """Refuse to write over a table that is being read."""
    from netgraph.schema.vocabulary import TABLES  # noqa: PLC0415 - only when a command runs

    within = folder.resolve() if folder.is_dir() else folder.resolve().parent
    if output.resolve() == folder.resolve() or (
        output.resolve().parent == within and output.name.split(".")[0].lower() in TABLES
    ):
        raise click.BadParameter(f"{output} is one of the tables that are read. Give another name.", param_hint="-o")


def tell_unobservable(
    about: About,
    metrics: list[str] | None,
    choices: Choices,
    *,
    internal: bool,
    subjects: Collection[str] | None = None,
) -> None:
    """Say on stderr which figures, of some subjects or of all, data of this design can never show."""
    from netgraph.disclosure import publishable  # noqa: PLC0415 - pandas loads only when a command runs
    from netgraph.metrics import choose, is_observable  # noqa: PLC0415

    figures = (choose if internal else publishable)(metrics, choices)
    asked = [metric for metric in figures if subjects is None or metric.subject in subjects]
    missing = [metric.id for metric in asked if not is_observable(metric, about)]
    if missing:
        click.echo(f"Not observable with these data ({about.design}): {', '.join(missing)}.", err=True)


class Progress(Protocol):
    """A bar that can be told how many more steps are done."""

    def update(self, n_steps: int) -> None:
        """Move on by so many steps."""


def steps(label: str, count: int) -> AbstractContextManager[Progress]:
    """Show progress on a terminal, and nothing when stderr is piped."""
    return click.progressbar(length=count, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
