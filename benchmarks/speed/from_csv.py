"""From CSV to a finished map: how long `netgraph map` takes on a made-up city, and how much memory.

python -m benchmarks.speed.from_csv [--people N]
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

import netgraph as ng
from benchmarks.speed.command import cost_of
from benchmarks.speed.population import CITY, write_population


def main() -> None:
    """Write a city as CSV, draw it in a process of its own, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=CITY.residents)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        districts = max(2, people * CITY.districts // CITY.residents)
        write_population(root / "parquet", replace(CITY, residents=people, districts=districts))
        ng.read_network(root / "parquet").write(root / "csv")
        cost = cost_of("map", str(root / "csv"), "-o", str(root / "map.html"))
    print(f"{people:,} people: {cost}")


if __name__ == "__main__":
    main()
