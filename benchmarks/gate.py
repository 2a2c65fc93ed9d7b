"""What does the gate cost? `python -m benchmarks.gate` prints it beside what the figures themselves cost.

Each city is drawn, its figures are computed at every level, and the gate looks at all of them; once as it does, with
programs that start from their last answer, and once with programs that start anew. The ratios are those of one run:
compare them with each other, and not the seconds with another machine's.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pandas as pd

import netgraph as ng
from netgraph.disclosure import MINIMUM, family_of
from netgraph.disclosure.programs import Program
from netgraph.estimates import NO_PEOPLE, district_estimates
from netgraph.metrics import NOT_OBSERVABLE, Choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netgraph.disclosure.programs import Floats
    from netgraph.network import SupportNetwork

ADULTS = (600, 2_000, 10_000, 40_000)
LEVELS = ("district", "parent", None)


@contextmanager
def starting_anew() -> Iterator[None]:
    """Let every program forget its last answer before it looks for the next."""
    warm = Program.solve

    def cold(program: Program) -> Floats | None:
        program._solver.clearSolver()
        return warm(program)

    Program.solve = cold  # type: ignore[method-assign]
    try:
        yield
    finally:
        Program.solve = warm  # type: ignore[method-assign]


def measured(adults: int, seed: int) -> dict[str, float]:
    """Return what the figures and the gate of one city take, and what is hidden of its districts."""
    network, figures = with_figures(adults, seed)
    gate = judging(network)
    again, _ = with_figures(adults, seed)
    with starting_anew():
        anew = judging(again)
    told = family_of(network, Choices(), MINIMUM).through(district_estimates(network), "district")
    able = ~told["reason"].isin([NO_PEOPLE, NOT_OBSERVABLE])
    return {
        "adults": adults,
        "districts": told["group"].nunique(),
        "hidden": (told.loc[able, "hidden"] != "").mean(),
        "figures_seconds": figures,
        "gate_over_figures": gate / figures,
        "anew_over_gate": anew / gate,
    }


def with_figures(adults: int, seed: int) -> tuple[SupportNetwork, float]:
    """Return a synthetic city of which all figures are known, and how long these took."""
    network = ng.synthetic_network(adults, seed=seed)
    start = time.perf_counter()
    for level in LEVELS:
        district_estimates(network, None, level)
    return network, time.perf_counter() - start


def judging(network: SupportNetwork) -> float:
    """Return how long the gate takes when all figures are known."""
    start = time.perf_counter()
    family_of(network, Choices(), MINIMUM)
    return time.perf_counter() - start


def main(arguments: list[str]) -> None:
    """Print a row a city."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--adults", type=int, nargs="+", default=ADULTS, help="How many adults each city has.")
    asked.add_argument("--seed", type=int, default=1, help="The seed of the cities.")
    options = asked.parse_args(arguments)
    with_figures(min(options.adults), options.seed)  # what is loaded once is not measured
    rows = pd.DataFrame([measured(adults, options.seed) for adults in options.adults])
    print(rows.round(3).to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1:])
