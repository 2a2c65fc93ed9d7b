"""One engine in a process of its own: it warms up on a small network, then makes the table of a large one."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["run"]


def run(engine: str, folder: Path) -> pd.DataFrame | None:
    """Make the district table of a folder; None for the floor, which makes none."""
    # Imported here: whichever engine runs does not load the others.
    if engine == "floor":
        from benchmarks.speed.floor import read_and_sort  # noqa: PLC0415

        read_and_sort(folder)
        return None
    if engine == "NetworkX":
        from benchmarks.speed import networkx_script  # noqa: PLC0415

        return networkx_script.district_table(folder)
    if engine == "igraph":
        from benchmarks.speed import igraph_script  # noqa: PLC0415

        return igraph_script.district_table(folder)
    import netgraph as ng  # noqa: PLC0415

    table = ng.district_metrics(ng.read_network(folder))
    return table[[name for name in ng.METRICS if name in table]]


def main() -> None:
    """Warm up, run, keep the table, and tell what it took."""
    engine, small, large, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    run(engine, small)
    first, cpu, wall = time.process_time(), time.process_time(), time.perf_counter()
    table = run(engine, large)
    told = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "first": first}
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if table is not None:
        table.to_parquet(out)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
