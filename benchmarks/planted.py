"""How often does `thin_networks` find what is there, and how often what is not? Cities of which the answer is known.

Run it: ``python -m benchmarks.planted --write`` (about an hour on one core) draws synthetic cities of 40,000
adults in 60 districts, with the natural variation between districts that `netgraph.synthetic` has, and puts its tables
into docs/validity.md. Figures pass the gate first, as those of a map do.

- *Planted*: in eight districts the network is made thin; counted is which of them need attention, and which part of the
  districts that need attention are none of them.
- *Nothing planted*: counted is in how many cities any district needs attention at all.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import netgraph as ng
from benchmarks.page import write_between
from netgraph.metrics import Choices
from netgraph.symbology.shown import Gate, Shown
from netgraph.synthetic.almere import BUURTEN
from netgraph.synthetic.conditions import Aim
from netgraph.synthetic.tables import synthetic_tables

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.network import SupportNetwork
    from netgraph.synthetic.conditions import Plan, Planted

PEOPLE, DISTRICTS, THIN = 40_000, 60, 8
SURE = 0.05
"""Chance that what is said of none or all is wrong."""
EMPTY_SIZE = 3_000
"""Inhabitants of the areas that are empty in the real city, so that there are 60 districts."""
PAGE = Path(__file__).parents[1] / "docs" / "validity.md"

FULL: dict[Planted, Aim] = {
    "isolated": Aim("isolated", 0.06, 0.16),
    "one_sided": Aim("dyadic_reciprocity", 0.63, 0.40),
    "carers_alone": Aim("carers_alone", 0.25, 0.65),
    "leans_on_one_volunteer": Aim("volunteer_dependence", 0.02, 0.30),
}
ALL_THREE: tuple[Planted, ...] = ("isolated", "one_sided", "carers_alone")


@dataclass(frozen=True)
class Scenario:
    """What is planted.

    Attributes
    ----------
    label : str
        What the table says.
    kinds : tuple of str
        What each of the thin districts gets.
    part : float
        Which part of the full effect.
    """

    label: str
    kinds: tuple[Planted, ...]
    part: float = 1.0

    @property
    def aims(self) -> dict[Planted, Aim]:
        """How strongly."""
        return {
            kind: Aim(aim.figure, aim.usual, aim.usual + self.part * (aim.aimed - aim.usual))
            for kind, aim in FULL.items()
        }


SCENARIOS = (
    Scenario("isolated 6 → 16 %, reciprocity .63 → .40 and carers alone 25 → 65 % together", ALL_THREE),
    Scenario("the same at half strength (11 %, .515, 45 %)", ALL_THREE, 0.5),
    Scenario("the same at a quarter (8.5 %, .5725, 35 %)", ALL_THREE, 0.25),
    Scenario("isolated 6 → 16 % alone", ("isolated",)),
    Scenario("reciprocity .63 → .40 alone", ("one_sided",)),
    Scenario("carers alone 25 → 65 % alone", ("carers_alone",)),
)


@dataclass
class Tally:
    """What was found.

    Attributes
    ----------
    cities, planted, found, watched, flagged, false : int
        Cities; planted districts, those that need attention, those to be watched; all that need attention, and those
        of them that were not planted.
    any_flagged : int
        Cities in which something not planted needs attention.
    """

    cities: int = 0
    planted: int = 0
    found: int = 0
    watched: int = 0
    flagged: int = 0
    false: int = 0
    any_flagged: int = 0

    def add(self, attention: pd.Series, thin: list[str]) -> None:
        """Count one city."""
        here = attention.index.isin(thin)
        needs = (attention == "attention").to_numpy()
        self.cities += 1
        self.planted += len(thin)
        self.found += int((needs & here).sum())
        self.watched += int(((attention == "watch").to_numpy() & here).sum())
        self.flagged += int(needs.sum())
        self.false += int((needs & ~here).sum())
        self.any_flagged += bool((needs & ~here).any())


def city(seed: int, scenario: Scenario | None, people: int = PEOPLE) -> tuple[SupportNetwork, list[str]]:
    """Draw a city, and say which of its districts were made thin."""
    rng = np.random.default_rng(seed)
    sizes = [buurt.inhabitants for buurt in BUURTEN]
    for place in [place for place, size in enumerate(sizes) if not size][: DISTRICTS - sum(size > 0 for size in sizes)]:
        sizes[place] = EMPTY_SIZE
    large = [buurt.code for buurt, size in zip(BUURTEN, sizes, strict=True) if size >= np.median(sizes)]
    thin = sorted(rng.choice(large, THIN, replace=False).tolist()) if scenario else []
    plan: Plan = tuple((code, kind) for code in thin for kind in (scenario.kinds if scenario else ()))
    aims = scenario.aims if scenario else FULL
    tables = synthetic_tables(people, rng, planted=plan, aims=aims, inhabitants=sizes)
    network = ng.from_tables(tables.people, tables.ties, tables.districts, tables.about)
    return network, thin


def judged(network: SupportNetwork) -> pd.Series:
    """Return the attention of every district as the map gives it, from figures behind the gate."""
    estimates, whole = Shown(network, Choices(), "district", Gate()).judged()
    return ng.thin_networks(network, estimates, whole=whole)["attention"]


def tally(scenario: Scenario | None, cities: int, first_seed: int) -> Tally:
    """Judge many cities."""
    counted = Tally()
    for seed in range(first_seed, first_seed + cities):
        network, thin = city(seed, scenario)
        counted.add(judged(network), thin)
        print(
            f"\r{scenario.label if scenario else 'nothing planted'}: {counted.cities}/{cities}", end="", file=sys.stderr
        )
    print(file=sys.stderr)
    return counted


def error(part: float, of: int) -> str:
    """Write a percentage with its Monte-Carlo standard error; of none or all, the end of its 95 % interval."""
    if not of:
        return "–"
    if part in (0, of):
        least = SURE ** (1 / of)
        return f"0% (at most {1 - least:.1%})" if part == 0 else f"100% (at least {least:.1%})"
    return f"{part / of:.1%} ± {100 * np.sqrt(part / of * (1 - part / of) / of):.1f}"


def table(cities: int, empty_cities: int) -> str:
    """Run everything, and return the tables in Markdown."""
    lines = [
        f"{PEOPLE:,} adults in {DISTRICTS} districts; {THIN} planted in each of {cities} cities.",
        "",
        "| planted in a district | needs attention | only to be watched | of all that need attention, not planted |",
        "|---|---|---|---|",
    ]
    for number, scenario in enumerate(SCENARIOS):
        one = tally(scenario, cities, 1_000 * (number + 1))
        lines.append(
            f"| {scenario.label} | {error(one.found, one.planted)} | {error(one.watched, one.planted)} | "
            f"{error(one.false, one.flagged)} |"
        )
    nothing = tally(None, empty_cities, 100_000)
    anywhere = error(nothing.any_flagged, nothing.cities)
    flagged = f"{nothing.flagged} districts of {DISTRICTS * empty_cities:,}"
    lines += ["", f"Nothing planted: in {anywhere} of {empty_cities} cities anything needs attention ({flagged})."]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the tables, or write them into the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--cities", type=int, default=25, help="Cities of each scenario.")
    asked.add_argument("--empty-cities", type=int, default=200, help="Cities with nothing planted.")
    asked.add_argument("--write", action="store_true", help="Put the tables into docs/validity.md.")
    options = asked.parse_args(arguments)
    made = table(options.cities, options.empty_cities)
    if not options.write:
        print(made)
        return
    write_between(PAGE, "planted", made)


if __name__ == "__main__":
    main(sys.argv[1:])
