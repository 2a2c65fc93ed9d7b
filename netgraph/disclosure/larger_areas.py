"""The figure of the larger area beside a hidden one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.disclosure.gate import check_tidy
from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["with_larger_areas"]

CELL = ["area", "metric"]
TOLD = ["value", "low", "high", "people"]
"""What is told of the larger area."""


def with_larger_areas(cells: pd.DataFrame, larger_cells: pd.DataFrame, parents: Mapping[str, str]) -> pd.DataFrame:
    """Put the figure of the larger area beside every hidden one, where it is shown itself.

    Both levels must have passed the gate together (`protect` with ``parents``, or `family_of`): then a larger area is
    only shown where it does not tell what its parts hide.

    Parameters
    ----------
    cells : DataFrame
        Figures of districts after the gate.
    larger_cells : DataFrame
        The same figures of the larger areas, after the same gate.
    parents : mapping of str to str
        District -> larger area, of all districts. A district whose code is itself a larger area lies in that one.

    Returns
    -------
    DataFrame
        ``cells`` with the columns ``larger`` (str: the code of the larger area whose figure stands in; "" where
        nothing was hidden or the larger area is not shown either) and ``larger_value``, ``larger_low``,
        ``larger_high``, ``larger_people`` (float64; NaN where ``larger`` is "", and an interval where there is none).

    Raises
    ------
    NetgraphError
        A table is not tidy or did not pass the gate, or holds a larger figure twice.

    Examples
    --------
    >>> from netgraph.disclosure import protect
    >>> counts = {"numerator": [8, 2, 2, 12], "denominator": [20, 6, 9, 35], "people": [20, 6, 9, 35]}
    >>> tidy = pd.DataFrame({"group": ["a", "b", "c", "town"], "metric": "isolated", **counts})
    >>> tidy = tidy.assign(value=tidy["numerator"] / tidy["denominator"], low=0.1, high=0.6, reason="")
    >>> parents = dict.fromkeys("abc", "town")
    >>> gated = protect({"district": tidy[:3], "parent": tidy[3:]}, parents=parents, design="whole_network")
    >>> told = with_larger_areas(gated["district"], gated["parent"], parents)
    >>> told[["group", "value", "hidden", "larger", "larger_value", "larger_people"]].round(3)
      group  value      hidden larger  larger_value  larger_people
    0     a    0.4                              NaN            NaN
    1     b    NaN  few_people   town         0.34           35.0
    2     c    NaN  few_people   town         0.34           35.0
    """
    _check_gated(cells, "cells")
    _check_gated(larger_cells, "larger_cells")
    codes = set(larger_cells["group"])
    area = cells["group"].map(lambda code: code if code in codes else parents.get(code, "")).astype("str")
    cell = pd.MultiIndex.from_arrays([area, cells["metric"]], names=CELL)
    larger = larger_cells.set_axis(pd.MultiIndex.from_frame(larger_cells[["group", "metric"]], names=CELL))
    shown = larger[(larger["hidden"] == "") & larger["value"].notna()]
    stands_in = (cells["hidden"] != "").to_numpy(dtype=bool) & cell.isin(shown.index)
    told = larger[TOLD].reindex(cell).astype("float64").add_prefix("larger_").set_axis(cells.index)
    told[~stands_in] = np.nan
    named = pd.Series(np.where(stands_in, area, ""), index=cells.index, dtype="str")
    return pd.concat([cells, named.rename("larger"), told], axis=1)


def _check_gated(table: pd.DataFrame, name: str) -> None:
    """Refuse figures that did not pass the gate, or of which two could stand in for one cell."""
    check_tidy(table)
    missing = [column for column in ("low", "high", "hidden") if column not in table]
    if missing:
        raise NetgraphError(f"{name} has no column {' or '.join(missing)}. Give what protect returns.")
    if name == "larger_cells" and table.duplicated(["group", "metric"]).any():
        raise NetgraphError(f"{name} has two rows of the same group and metric. Give the figures of one level.")
