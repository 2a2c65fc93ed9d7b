"""From CSV to a finished map: how long `netgraph map` takes on a made-up city, and how much memory.

python -m benchmarks.speed.from_csv [--people N]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import netgraph as ng
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
        start = time.perf_counter()
        # Our own command, on files that we made.
        command = [sys.executable, "-m", "netgraph", "map", str(root / "csv"), "-o", str(root / "map.html")]
        process = subprocess.Popen(command)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status:
            raise SystemExit(f"netgraph map ended with {status}")
    cpu = usage.ru_utime + usage.ru_stime
    print(f"{people:,} people: {seconds:.1f} s, CPU {cpu:.1f} s, at most {usage.ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
