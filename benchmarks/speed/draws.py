"""Draws of the null model on a made-up city: seconds a draw, by engine.

python -m benchmarks.speed.draws [--people N] [--draws N] [--metric ID] [--engines base|compiled …]
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import netgraph as ng
from benchmarks.speed.population import CITY, write_population
from netgraph.arcs.engine import ENGINE_VARIABLE

ENGINES = ("compiled", "base")


def main() -> None:
    """Write a city, and hold a figure of it against chance with each engine; they must agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=CITY.residents)
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--metric", default="dyadic_reciprocity")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    asked = parser.parse_args()
    tables = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "city"
        districts = max(2, asked.people * CITY.districts // CITY.residents)
        write_population(folder, replace(CITY, residents=asked.people, districts=districts))
        for engine in asked.engines:
            os.environ[ENGINE_VARIABLE] = engine
            network = ng.read_network(folder)
            ng.null_model(network, asked.metric, draws=1)  # what is made once: arrays, and compiled code
            wall, cpu = time.perf_counter(), time.process_time()
            tables.append(ng.null_model(network, asked.metric, draws=asked.draws))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            done = f"{asked.draws} draws of {asked.metric}, {len(network.ties):,} ties"
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            each = f"{wall / (asked.draws + 1):.2f} s a walk"
            print(f"{engine}: {done}: {wall:.1f} s, CPU {cpu:.1f} s; {each}; at most {memory:,.0f} MB")
    if not all(table.equals(tables[0]) for table in tables):
        raise SystemExit("The engines draw other networks.")


if __name__ == "__main__":
    main()
