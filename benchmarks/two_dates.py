"""Two dates, each behind the gate by itself: what does the difference of two shown cells tell of those who changed?"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.random_city import LEVELS, SHARES, later, random_people, tables_of
from netgraph.disclosure import protect

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    Count = tuple[int, int]

__all__ = ["READERS", "Change", "compare"]

STEP = 5
FEW = 4
"""Changes of so many people or fewer are about somebody."""
EXACT, PERCENT = 1e-9, 0.005


def _possible(row: Any, figure: float, off: float) -> set[Count]:
    """Return the counts that fit what a shown row tells: both counts to fives, and the figure up to ``off``."""
    window = range(-((STEP - 1) // 2), STEP // 2 + 1)
    pairs = ((int(row.numerator) + up, int(row.denominator) + down) for up in window for down in window)
    return {(up, down) for up, down in pairs if 0 <= up <= down and down > 0 and abs(up / down - figure) <= off}


READERS: dict[str, Callable[[Any], set[Count]]] = {
    "figures in full": lambda row: _possible(row, row.full, EXACT),
    "whole percentages": lambda row: _possible(row, row.value, PERCENT),
    "counts only": lambda row: _possible(row, row.value, math.inf),
}
"""What is told of a shown share beside its counts, which are always in fives: the counts that fit it."""


@dataclass
class Change:
    """What came of comparing two dates.

    Attributes
    ----------
    cells, appeared : int
        Shares shown at both dates whose counted people changed by 1 to 4, and those shown at one date only.
    seen : int
        Of ``cells`` those where a published count in fives changed.
    learned : dict of str to int
        Of ``cells`` those where the reader knows by how many, by what is told.
    """

    cells: int = 0
    appeared: int = 0
    seen: int = 0
    learned: dict[str, int] = field(default_factory=lambda: dict.fromkeys(READERS, 0))

    def add(self, first: Any, second: Any, before: float, after: float) -> None:
        """Add a cell: its rows as published, beside the figure in full, and the true counts."""
        if (first.hidden == "") != (second.hidden == ""):
            self.appeared += before != after
        elif first.hidden == "" and 1 <= abs(after - before) <= FEW:
            self.cells += 1
            self.seen += (first.numerator, first.denominator) != (second.numerator, second.denominator)
            for name, fits in READERS.items():
                changes = {there - here for there, _ in fits(second) for here, _ in fits(first)}
                self.learned[name] += changes == {int(after - before)}


def compare(rng: np.random.Generator, change: Change, minimum: int = 10) -> None:
    """Draw a city at two dates, pass each through the gate, and add what a reader learns of its districts."""
    people, parents = random_people(rng)
    dates = [tables_of(each, parents, SHARES) for each in (people, later(people, rng))]
    shown = [protect(tables, minimum, parents, design="whole_network") for tables in dates]
    for level in LEVELS:
        exact, told = ([tables[level].set_index(["group", "metric"]) for tables in both] for both in (dates, shown))
        for cell in told[0].index.intersection(told[1].index):
            before, after = (table.loc[cell, "numerator"] for table in exact)
            first, second = (table.loc[cell].copy() for table in told)
            first["full"], second["full"] = (table.loc[cell, "value"] for table in exact)
            change.add(first, second, before, after)
