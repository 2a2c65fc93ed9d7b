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
LARGEST, SMALLEST = 4, 2
"""How many buurten of each wijk."""


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
    """Return a folder of data: some buurten of two wijken of a synthetic Almere, large and small, with 480 people.

    Of all 66 buurten with so few people nearly every figure is hidden, which takes the gate long and shows little.
    """
    folder = tmp_path_factory.mktemp("example") / "almere"
    part_of_town().write(folder)
    return folder


def part_of_town() -> SupportNetwork:
    """Return the largest and smallest buurten of Almere Haven and Almere Poort as if there were nothing else."""
    town = ng.synthetic_network(people=3_000, seed=4)
    lived_in = town.people["district"].value_counts()
    inside = town.districts[town.districts["parent"].isin(WIJKEN)]
    known_size = inside.assign(lived_in=inside["district"].map(lived_in))
    largest = known_size.sort_values("lived_in", ascending=False, kind="stable")
    by_wijk = largest[largest["lived_in"] > 0].groupby("parent")
    kept = {*WIJKEN, *by_wijk.head(LARGEST)["district"], *by_wijk.tail(SMALLEST)["district"]}
    areas = town.districts[town.districts["district"].isin(kept)]
    people = town.people[town.people["district"].isin(areas["district"])]
    known = [town.ties[end].isin(people["person"]) for end in ("giver", "receiver")]
    about = town.about.model_dump(exclude_none=True)
    return ng.from_tables(people, town.ties[known[0] & known[1]], areas, about)
