"""Commands run within this process, and a data folder to run them on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

import netgraph as ng
from netgraph.cli.main import _run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netgraph.network import SupportNetwork

WIJKEN = ("WK003401", "WK003404")


class Ended(NamedTuple):
    """How a run ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys) -> Callable[..., Ended]:
    """Return the function that runs ``netgraph ...`` here: its arguments are those of the command line."""

    def ended(*arguments: object, debug: bool = False) -> Ended:
        capsys.readouterr()
        code = _run([str(argument) for argument in arguments], debug=debug)
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    return ended


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Path:
    """Return a folder of data: two wijken of a synthetic Almere, with 600 people in 22 buurten.

    Of all 66 buurten with so few people nearly every figure is hidden, which takes the gate long and shows little.
    """
    folder = tmp_path_factory.mktemp("example") / "almere"
    part_of_town().write(folder)
    return folder


def part_of_town() -> SupportNetwork:
    """Return Almere Haven and Almere Poort as if there were no other wijken."""
    town = ng.synthetic_network(people=3_000, seed=4)
    areas = town.districts[town.districts["parent"].isin(WIJKEN) | town.districts["district"].isin(WIJKEN)]
    people = town.people[town.people["district"].isin(areas["district"])]
    known = [town.ties[end].isin(people["person"]) for end in ("giver", "receiver")]
    about = town.about.model_dump(exclude_none=True)
    return ng.from_tables(people, town.ties[known[0] & known[1]], areas, about)
