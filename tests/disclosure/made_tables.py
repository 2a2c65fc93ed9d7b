"""Small tidy tables made directly: shares and means of groups, without a network behind them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netgraph.disclosure import MINIMUM, protect
from netgraph.disclosure.counts import counts_of
from netgraph.disclosure.laws import PARTS
from netgraph.disclosure.nesting import Level, nestings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.disclosure.counts import Counts

Count = tuple[float, float]


def shares(counts: dict[str, Count], metric: str = "isolated") -> pd.DataFrame:
    """Return a tidy table of shares of people: numerator and denominator by group."""
    rows = []
    for group, (above, below) in counts.items():
        value = above / below if below else math.nan
        ends = (value - 0.01, value + 0.01, value)
        behind = (above, min(2, above) / above if above else math.nan)
        rows.append((group, metric, value, above, below, int(below), *ends, "" if below else "no_people", *behind))
    columns = ["group", "metric", "value", *PARTS, "low", "high", "smoothed", "reason", "contributors", "largest_two"]
    return pd.DataFrame(rows, columns=columns).astype({"numerator": "float64", "denominator": "float64"})


def means(sums: dict[str, tuple[float, int]], metric: str = "contacts", largest_two: float = 0.1) -> pd.DataFrame:
    """Return a tidy table of means over people, to which everybody adds something."""
    tidy = shares({group: (above, float(below)) for group, (above, below) in sums.items()}, metric)
    return tidy.assign(contributors=tidy["people"], largest_two=largest_two)


def together(counts: dict[str, Count], metric: str = "isolated") -> pd.DataFrame:
    """Return the table of everybody in groups that make them up."""
    above, below = (sum(part) for part in zip(*counts.values(), strict=True))
    return shares({"all": (above, below)}, metric)


def protected(tables: Any, minimum: int = MINIMUM, **also: Mapping[Any, Any]) -> Any:
    """Pass tables that do not say how their data came to be: everybody's ties are known."""
    return protect(tables, minimum, design="whole_network", **also)


def hidden_of(table: pd.DataFrame) -> dict[str, str]:
    """Return why each group's figure is hidden."""
    return dict(zip(table["group"], table["hidden"], strict=True))


def cross(inside: np.ndarray, whole: np.ndarray | int = 40) -> Counts:
    """Return the counts of a table of rows and columns with all its totals: cells, row totals, column totals, total.

    ``inside`` are the numerators of a share, ``whole`` the denominators.
    """
    rows, columns = inside.shape
    keys = [(f"r{row}", f"c{column}") for row in range(rows) for column in range(columns)]
    named = pd.DataFrame(keys, columns=["row", "column"])
    one = [named[[name]].drop_duplicates().reset_index(drop=True) for name in ("row", "column")]
    levels = [Level(named), Level(one[0]), Level(one[1]), Level(pd.DataFrame(index=[0]))]

    def with_totals(part: np.ndarray) -> np.ndarray:
        return np.concatenate((part.ravel(), part.sum(axis=1), part.sum(axis=0), [part.sum()])).astype(float)

    above, below = with_totals(inside), with_totals(np.broadcast_to(whole, inside.shape))
    starts = np.cumsum([0, rows * columns, rows, columns])
    shown = np.ones((len(above), 1), dtype=bool)
    return counts_of(
        np.column_stack((above, below, below))[:, None, :], ["isolated"], nestings(levels, {}), starts, shown
    )
