"""How fast netgraph makes the district table of a city, beside scripts of NetworkX and igraph and the floor.

All read the same made-up Parquet folder (`population`), each in a process of its own, in turns; their tables must
agree.

    python -m benchmarks.speed                     # the city: 225,000 people
    python -m benchmarks.speed --people 5000       # a smaller one
    python -m benchmarks.speed --write             # and put the table into benchmarks/README.md
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.speed.population import CITY, write_population

README = Path(__file__).parents[1] / "README.md"
START, END = "<!-- speed: start -->", "<!-- speed: end -->"
ENGINES = ("floor", "netgraph (compiled)", "netgraph (base)", "igraph", "NetworkX")
SLOW = "NetworkX"
"""Runs once a round fewer than others: it takes minutes."""
SMALL = 2_000
"""People of the network on which each process warms up: imports and compilation are told apart."""


def run_of(engine: str, folders: list[Path], out: Path) -> dict[str, Any]:
    """Run one engine in a process of its own: a small network, then the large one."""
    environment = {**os.environ, "NETGRAPH_ENGINE": "compiled" if "compiled" in engine else "base"}
    command = [sys.executable, "-m", "benchmarks.speed.once", engine, *map(str, folders), str(out)]
    # Our own module, on folders that we made.
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603
    result: dict[str, Any] = json.loads(told.strip().splitlines()[-1])
    return result


def check_agreement(tables: dict[str, pd.DataFrame]) -> int:
    """Compare every figure that two engines have; return how many comparisons there were."""
    names, compared = list(tables), 0
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            for figure in sorted(set(tables[one]) & set(tables[other])):
                pair = (tables[name][figure].to_numpy(dtype=float) for name in (one, other))
                np.testing.assert_allclose(*pair, rtol=1e-9, atol=1e-12, err_msg=f"{figure}: {one} and {other}")
                compared += 1
    return compared


def measured(people: int, runs: int, engines: list[str]) -> tuple[pd.DataFrame, int]:
    """Return the median of several runs of each engine, and in how many figures they were compared."""
    size = replace(CITY, residents=people, districts=max(2, people * CITY.districts // CITY.residents))
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        folders = [root / "small", root / "large"]
        write_population(folders[0], replace(CITY, residents=SMALL, districts=4))
        write_population(folders[1], size)
        told: dict[str, list[dict[str, Any]]] = {engine: [] for engine in engines}
        for round_ in range(runs):
            for engine in engines:
                if engine != SLOW or round_ == 0:
                    told[engine].append(run_of(engine, folders, root / f"{engine}.parquet"))
        tables = {e: pd.read_parquet(root / f"{e}.parquet") for e in engines if (root / f"{e}.parquet").exists()}
        compared = check_agreement(tables)
    rows = {engine: pd.DataFrame(results).median() for engine, results in told.items()}
    return pd.DataFrame(rows).T.assign(runs=[len(results) for results in told.values()]), compared


def report(table: pd.DataFrame, people: int, compared: int) -> str:
    """Return the table with its ratios as Markdown."""
    lines = [
        f"{people:,} people; medians; {compared} figures compared, all alike.",
        "",
        "| | runs | CPU s | wall s | peak MB | first run, CPU s | CPU / floor | NetworkX / this | igraph / this |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for engine, row in table.iterrows():
        others = (table["cpu"].get(other, np.nan) / row["cpu"] for other in (SLOW, "igraph"))
        ratios = [f"{ratio:.1f}" for ratio in (row["cpu"] / table["cpu"]["floor"], *others)]
        cells = [f"{row['cpu']:.2f}", f"{row['wall']:.2f}", f"{row['peak']:,.0f}", f"{row['first']:.2f}"]
        lines.append(f"| {' | '.join([str(engine), str(int(row['runs'])), *cells, *ratios])} |")
    packages = ("numpy", "scipy", "pandas", "pyarrow", "igraph", "networkx", *(["numba"] if has_numba() else []))
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return "\n".join([*lines, "", f"Python {platform.python_version()}, {versions}; {os.cpu_count()} cores."])


def has_numba() -> bool:
    """Whether kernels can be compiled."""
    return importlib.util.find_spec("numba") is not None


def main() -> None:
    """Measure, print and perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=CITY.residents)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], choices=ENGINES, help="engines to leave out")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    asked = parser.parse_args()
    engines = [e for e in ENGINES if e not in asked.without and (has_numba() or "compiled" not in e)]
    table, compared = measured(asked.people, asked.runs, engines)
    told = report(table, asked.people, compared)
    print(told)
    if asked.write:
        text = README.read_text(encoding="utf-8")
        before, after = text.split(START)[0], text.split(END)[1]
        README.write_text(f"{before}{START}\n{told}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
