"""A country on one machine: how long `netgraph metrics` takes on a made-up one, and how much memory.

python -m benchmarks.speed.country [--people N] [--folder FOLDER] [--internal]

The folder, if given, is kept: a second run finds the country there. It takes 2 GB on disk, and a run up to 11 GB of
memory.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd

from benchmarks.speed.command import cost_of
from benchmarks.speed.population import COUNTRY, write_population
from netgraph.network.large import FEWEST_LARGE, count_ties


def main() -> None:
    """Write a country, make its district table in a process of its own, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=COUNTRY.residents)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--internal", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, output = asked.folder or Path(place) / "country", Path(place) / "figures.parquet"
        if not folder.exists():
            districts = max(2, asked.people * COUNTRY.districts // COUNTRY.residents)
            write_population(folder, replace(COUNTRY, residents=asked.people, districts=districts))
        ties = count_ties(folder)
        if ties < FEWEST_LARGE:
            raise SystemExit(f"{ties:,} ties are read as a whole; {FEWEST_LARGE:,} or more are not.")
        cost = cost_of("metrics", str(folder), "-o", str(output), *(["--internal"] if asked.internal else []))
        rows, columns = pd.read_parquet(output).shape
    print(f"{ties:,} ties, {rows:,} districts, {columns} columns: {cost}")


if __name__ == "__main__":
    main()
