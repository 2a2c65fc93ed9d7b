"""People of whom it is not known to which group of a breakdown they belong: what remains when all groups are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph.disclosure.nesting import Level, level_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.disclosure.nesting import Grouped

    Tables = Mapping[Grouped, pd.DataFrame]

__all__ = ["remainders"]

SUMMED = ["numerator", "denominator", "people"]
NOT_KNOWN = ""
"""The key of the group of those of whom it is not known; no group is called so."""


def remainders(tables: Tables, parents: Mapping[str, str]) -> dict[Grouped, pd.DataFrame]:
    """Return what remains of each breakdown by one thing, as a table of groups that nobody publishes.

    A district of 40 less its 39 people of known age is one person: whoever subtracts knows all about them, so they are
    protected as any group.

    Parameters
    ----------
    tables : mapping of what they are grouped by to DataFrame
        Tidy tables that are published together.
    parents : mapping of str to str
        District -> the larger area that it lies in.

    Examples
    --------
    >>> counts = {"numerator": [10, 12], "denominator": [60, 69], "people": [60, 69]}
    >>> age = pd.DataFrame({"group": ["old", "young"], "metric": "isolated", **counts})
    >>> everybody = pd.DataFrame({"group": ["all"], "metric": "isolated", "numerator": 23, "denominator": 130})
    >>> (found,) = remainders({"age": age, None: everybody.assign(people=130)}, {}).values()
    >>> found[["numerator", "denominator", "people"]].to_numpy().tolist()
    [[1.0, 1.0, 1.0]]
    """
    levels = {by: level_of(by, table) for by, table in tables.items()}
    found: dict[Grouped, pd.DataFrame] = {}
    for by, (level, place) in levels.items():
        for whole, (coarser, whole_place) in levels.items():
            if len(level.others) == 1 and not coarser.others and level.area == coarser.area:
                inside = _summed(tables[by], level.keys_in(coarser, parents).iloc[place])
                rest = _summed(tables[whole], coarser.keys.iloc[whole_place]).subtract(inside)
                rest = rest[rest["people"] > 0]
                if len(rest):
                    found["remainder", by] = _table(rest.reset_index(), level)
    return found


def _summed(table: pd.DataFrame, keys: pd.DataFrame) -> pd.DataFrame:
    """Add the parts of every figure up by coarser groups."""
    parts = table.reindex(columns=SUMMED).astype("float64").set_axis(range(len(table)))
    by = [keys[name].to_numpy() for name in keys]
    names = [*(str(name) for name in keys), "metric"]
    grouped = parts.groupby([*by, table["metric"].astype("str").to_numpy()], sort=False)
    summed = grouped.sum(min_count=1)
    return summed.rename_axis(names)


def _table(rest: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Return a tidy table with the keys of a level before its groups."""
    keys = {str(name): rest.get(name, NOT_KNOWN) for name in level.keys}
    value = rest["numerator"] / rest["denominator"].where(rest["denominator"] != 0)
    told = rest[["metric", *SUMMED]].assign(value=value, contributors=rest["people"], largest_two=0.0)
    named = pd.DataFrame(keys, index=rest.index).astype("str")
    return pd.concat([named, told.assign(group=NOT_KNOWN)[["group", *told.columns]]], axis=1)
