"""People of whom it is not known to which group of a breakdown they belong: what remains when all groups are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.disclosure.nesting import Level, level_of
from netgraph.metrics import METRICS
from netgraph.schema.thresholds import MINIMUM

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from netgraph.disclosure.nesting import Grouped

    Tables = Mapping[Grouped, pd.DataFrame]

__all__ = ["remainders", "without_small_values"]

SUMMED = ["numerator", "denominator", "people"]
ADDING = ["contributors", "of_two"]
"""How many people add something to a figure, and the most that two of them can have added."""
NOT_KNOWN = ""
"""The key of the group of those of whom it is not known; no group is called so."""


def remainders(tables: Tables, parents: Mapping[str, str]) -> dict[Grouped, pd.DataFrame]:
    """Return what remains of each breakdown, as tables of groups that nobody publishes.

    A district of 40 less its 39 people of known age is one person: whoever subtracts knows all about them, so they are
    protected as any group. How much the two largest of them add is not known from tables: no more than the two largest
    of the whole group do.

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
    pieces = sorted((_Piece.of(by, table) for by, table in tables.items()), key=lambda piece: len(piece.level.others))
    found: dict[Grouped, pd.DataFrame] = {}
    for piece in pieces.copy():
        # What remains of what remains (neither age nor origin is known) comes after what it is a part of.
        for whole in pieces.copy():
            if whole.is_one_thing_less_than(piece):
                rest = _rest(whole, [one for one in pieces if one.level.is_like(piece.level)], parents)
                if len(rest):
                    key = ("remainder", len(found))
                    found[key] = _table(rest, piece.level)
                    pieces.append(_Piece.of(key, found[key]))
    return found


def without_small_values(tables: Tables) -> dict[Grouped, pd.DataFrame]:
    """Return tables without the values of a column of people that fewer than `MINIMUM` people have.

    Of these nothing is ever shown, at no level of areas, so they are what remains. A column that names persons would
    otherwise be as many groups as there are people.

    Parameters
    ----------
    tables : mapping of what they are grouped by to DataFrame
        Tidy tables that are published together. Of each table that is grouped by several things there is one by each.

    Returns
    -------
    dict of DataFrame
        Without tables of which nothing is left.

    Examples
    --------
    >>> names = pd.DataFrame({"group": ["a", "b"], "metric": "isolated", "people": [9, 10]})
    >>> without_small_values({"name": names})["name"]["group"].tolist()
    ['b']
    """
    pieces = {by: _Piece.of(by, table) for by, table in tables.items()}
    small: dict[str, set[str]] = {}
    for piece in pieces.values():
        if len(piece.level.others) == 1 and not piece.level.area:
            (name,) = piece.level.others
            most = piece.table.groupby(piece.level.keys[name].to_numpy()[piece.place])["people"].max()
            small[name] = set(most.index[most < MINIMUM])
    kept = {}
    for by, piece in pieces.items():
        few = np.zeros(len(piece.table), dtype=np.bool_)
        for name in piece.level.others:
            few |= piece.level.keys[name].isin(small.get(name, set())).to_numpy()[piece.place]
        if not few.all() or not len(few):
            kept[by] = piece.table[~few] if few.any() else piece.table
    return kept


@dataclass(frozen=True, eq=False)
class _Piece:
    """A table with its groups, and which of them each row is about."""

    level: Level
    place: npt.NDArray[np.int64]
    table: pd.DataFrame

    @classmethod
    def of(cls, by: Grouped, table: pd.DataFrame) -> _Piece:
        return cls(*level_of(by, table), table)

    def is_one_thing_less_than(self, other: _Piece) -> bool:
        """Whether the other breaks the same areas down by one thing more."""
        mine, theirs = self.level.others, other.level.others
        return self.level.area == other.level.area and mine < theirs and len(theirs) == len(mine) + 1

    def summed(self, coarser: Level, parents: Mapping[str, str]) -> pd.DataFrame:
        """Add the parts of every figure up by the groups of a coarser level."""
        keys = self.level.keys_in(coarser, parents).iloc[self.place]
        parts = self.table.reindex(columns=[*SUMMED, "contributors", "largest_two"]).astype("float64")
        parts = _with_amounts(parts.set_axis(range(len(self.table))), self.table["metric"])[[*SUMMED, *ADDING]]
        by = [keys[name].to_numpy() for name in keys]
        grouped = parts.groupby([*by, self.table["metric"].astype("str").to_numpy()], sort=False)
        return grouped.sum(min_count=1).rename_axis([*(str(name) for name in keys), "metric"])


def _rest(whole: _Piece, inside: list[_Piece], parents: Mapping[str, str]) -> pd.DataFrame:
    """Return what is left of every group after those that it is known to be made of, but for what is left already."""
    known = pd.concat([piece.summed(whole.level, parents) for piece in inside])
    known = known.groupby(level=list(range(known.index.nlevels)), sort=False).sum(min_count=1)
    of_whole = whole.summed(whole.level, parents)
    rest = of_whole.subtract(known).assign(of_two=of_whole["of_two"])
    return rest[rest["people"] > 0].reset_index()


def _with_amounts(parts: pd.DataFrame, metric: pd.Series) -> pd.DataFrame:
    """Add how much the two people who add most to each figure add, in its own units."""
    around_0 = metric.isin([name for name in metric.unique() if name in METRICS and METRICS[name].range[0] < 0])
    amount = parts["numerator"].where(~around_0.to_numpy(), parts["denominator"])
    return parts.assign(of_two=parts["largest_two"] * amount)


def _table(rest: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Return a tidy table with the keys of a level before its groups."""
    keys = {str(name): rest.get(name, NOT_KNOWN) for name in level.keys}
    value = rest["numerator"] / rest["denominator"].where(rest["denominator"] != 0)
    amount = _with_amounts(rest.assign(largest_two=1.0), rest["metric"])["of_two"]
    told = rest[["metric", *SUMMED]].assign(
        value=value,
        contributors=rest["contributors"],
        largest_two=(rest["of_two"] / amount.where(amount > 0)).clip(upper=1),
    )
    named = pd.DataFrame(keys, index=rest.index).astype("str")
    return pd.concat([named, told.assign(group=NOT_KNOWN)[["group", *told.columns]]], axis=1)
