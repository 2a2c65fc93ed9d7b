"""How igraph takes its ties fastest: from an array of numpy, or from pairs of Python's own numbers.

python -m benchmarks.speed.feeding
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import igraph
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE, TIES, RUNS = 20_000, 1_000_000, 5


def main() -> None:
    """Make the same graph both ways, hold them against each other, and print seconds and their ratio."""
    ends = np.random.default_rng(1).integers(0, PEOPLE, (TIES, 2))

    def pairs() -> list[tuple[int, int]]:
        return list(zip(ends[:, 0].tolist(), ends[:, 1].tolist(), strict=True))

    (from_pairs, one), (from_array, other) = fastest(pairs), fastest(lambda: ends)
    if one.get_edgelist() != other.get_edgelist():
        raise SystemExit("the two graphs differ")
    print(f"{TIES:,} ties, igraph {igraph.__version__}: pairs {from_pairs:.3f} s, array {from_array:.3f} s; ", end="")
    print(f"{from_array / from_pairs:.1f}× as long from an array")


def fastest(edges: Callable[[], Any]) -> tuple[float, igraph.Graph]:
    """Return the least of several times that making the graph took, and the graph."""
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        graph = igraph.Graph(n=PEOPLE, edges=edges(), directed=True)
        took.append(time.perf_counter() - start)
    return min(took), graph


if __name__ == "__main__":
    main()
