"""How much of a city of real size stays visible behind the gate: whole network and 5 % survey, by buurt and by wijk.

Run it: ``python -m benchmarks.visible --write`` (some minutes) draws a synthetic Almere with as many adults as the real
city, once with everybody's ties known and once with those of one in twenty, passes all figures through the gate and
puts the table into docs/privacy.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import netgraph as ng
from benchmarks.page import write_between
from netgraph.disclosure import MINIMUM, family_of
from netgraph.estimates import NO_PEOPLE, district_estimates
from netgraph.metrics import METRICS, NOT_OBSERVABLE, Choices

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

ADULTS = 165_000
SURVEYED = 0.05
LEVELS = {"district": "buurt", "parent": "wijk"}
PAGE = Path(__file__).parents[1] / "docs" / "privacy.md"


def surveyed(network: SupportNetwork, part: float, seed: int) -> SupportNetwork:
    """Return what a survey of part of the residents knows: their own ties."""
    asked = np.random.default_rng(seed).random(len(network.people)) < part
    people = network.people.assign(respondent=asked & network.people["roles"].str.contains("resident").to_numpy())
    known = set(people.loc[people["respondent"], "person"])
    ties = network.ties[network.ties["giver"].isin(known) | network.ties["receiver"].isin(known)]
    about = {"design": "survey", "asked": ["receives", "gives"], "reference_date": network.about.reference_date}
    return ng.from_tables(people, ties, network.districts, about)


def visible(network: SupportNetwork, by: str) -> pd.Series:
    """Return which part of the figures of places where people live is shown: all, those that signal, and why not."""
    tidy = district_estimates(network, None, by)
    gated = family_of(network, Choices(), MINIMUM).through(tidy, by)
    able = ~gated["reason"].isin([NO_PEOPLE, NOT_OBSERVABLE]) & ~gated["metric"].isin(
        [name for name, metric in METRICS.items() if metric.internal]
    )
    signals = gated["metric"].isin([name for name, metric in METRICS.items() if metric.signal])
    shown = gated["hidden"] == ""
    told = {"all figures": shown[able].mean(), "figures that can signal": shown[able & signals].mean()}
    for reason in ("few_people", "small_count", "dominance", "secondary"):
        told[f"hidden: {reason}"] = (gated.loc[able, "hidden"] == reason).mean()
    return pd.Series(told)


def table(adults: int) -> str:
    """Return the table in Markdown."""
    whole = ng.synthetic_network(adults, seed=1)
    networks = {"whole network": whole, f"survey of {SURVEYED:.0%}": surveyed(whole, SURVEYED, seed=2)}
    columns = {
        f"{name}, by {word}": visible(network, by) for name, network in networks.items() for by, word in LEVELS.items()
    }
    rows = pd.DataFrame(columns).map("{:.1%}".format)
    lines = [f"| | {' | '.join(rows.columns)} |", "|---" * (len(rows.columns) + 1) + "|"]
    return "\n".join([*lines, *(f"| {name} | {' | '.join(row)} |" for name, row in rows.iterrows())])


def main(arguments: list[str]) -> None:
    """Print the table, or write it into the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--adults", type=int, default=ADULTS, help="How many adults the city has.")
    asked.add_argument("--write", action="store_true", help="Put the table into docs/privacy.md.")
    options = asked.parse_args(arguments)
    made = table(options.adults)
    if not options.write:
        print(made)
        return
    write_between(PAGE, "visible", made)


if __name__ == "__main__":
    main(sys.argv[1:])
