"""Groups: whose figures are added together, by district, parent, a column of people, or several of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.errors import UnknownNameError, did_you_mean
from netgraph.schema.codes import positions
from netgraph.schema.levels import is_lowest_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from netgraph.network import SupportNetwork

__all__ = ["ALL", "By", "Groups", "groups_of"]

By = str | list[str] | None
ALL = "all"
"""Name of the one group when nothing is asked to group by."""
SEPARATOR = " / "


@dataclass(frozen=True, eq=False)
class Groups:
    """Which group each person belongs to.

    Attributes
    ----------
    keys : DataFrame
        One row a group in table order, one column of text for each thing grouped by.
    code : numpy.ndarray of int64, shape (people,)
        Row of ``keys`` for each person of the table of people; -1 for none.
    """

    keys: pd.DataFrame
    code: npt.NDArray[np.int64]

    @property
    def labels(self) -> pd.Series:
        """The name of each group: its keys joined by `` / ``."""
        joined = self.keys.iloc[:, 0].astype("str")
        for column in self.keys.columns[1:]:
            joined = joined + SEPARATOR + self.keys[column].astype("str")
        return joined.rename("group")


def groups_of(network: SupportNetwork, by: By) -> Groups:
    """Group the people of a network.

    Parameters
    ----------
    network : SupportNetwork
        Its people and districts.
    by : str, list of str or None
        "district", "parent" (the larger area), a column of people, a list of these, or None for one group
        "all" of everybody who lives in a district.

    Returns
    -------
    Groups
        Every district of the table that is nobody's parent, or in which people live; every parent; every value of a
        column of people; with a list every combination that occurs, and all districts where they are
        the only key.

    Raises
    ------
    UnknownNameError
        There is no such column.
    """
    people, districts = network.people, network.districts
    home = positions(people["district"], districts["district"])
    names = ["all"] if by is None else [by] if isinstance(by, str) else list(by)
    if by is not None and not names:
        raise UnknownNameError("by is an empty list. Give at least one of district, parent or a column of people.")
    parts = [_one(name, people, districts, home) for name in names] if by is not None else [_everybody(home)]
    if len(parts) == 1:
        values, code = parts[0]
        return Groups(pd.DataFrame({names[0]: values}), code)
    return _combined(names, parts)


def _everybody(home: npt.NDArray[np.int64]) -> tuple[pd.Series, npt.NDArray[np.int64]]:
    return pd.Series([ALL], dtype="str"), np.where(home >= 0, 0, -1).astype(np.int64)


def _one(
    name: str, people: pd.DataFrame, districts: pd.DataFrame, home: npt.NDArray[np.int64]
) -> tuple[pd.Series, npt.NDArray[np.int64]]:
    """Return the group names of one key, in order, and everybody's place in them."""
    if name == "district":
        lived_in = np.isin(np.arange(len(districts)), home)
        shown = is_lowest_level(districts) | lived_in
        place = np.where(shown, np.cumsum(shown) - 1, -1)
        code = np.where(home >= 0, place[home], -1)
        return districts.loc[shown, "district"].reset_index(drop=True), code.astype(np.int64)
    if name == "parent":
        parents = districts["parent"]
        known = pd.Index(parents.dropna().unique())
        ordered = [
            *(code for code in districts["district"] if code in known),
            *known.difference(districts["district"]),
        ]
        code = pd.Index(ordered).get_indexer(parents.to_numpy()[home])
        own = pd.Index(ordered).get_indexer(people["district"])  # people placed in a larger area directly
        return pd.Series(ordered, dtype="str"), np.where(home < 0, -1, np.where(code >= 0, code, own)).astype(np.int64)
    if name not in people.columns or name == "person":
        valid = ["district", "parent", *people.columns.drop(["person", "district"])]
        raise UnknownNameError(f"cannot group by {name!r}. {did_you_mean(str(name), valid)}")
    codes, values = pd.factorize(people[name], sort=True)
    return pd.Series(values).astype("str"), np.where(home >= 0, codes, -1).astype(np.int64)


def _combined(names: Sequence[str], parts: Sequence[tuple[pd.Series, npt.NDArray[np.int64]]]) -> Groups:
    """Cross several keys: every combination that occurs, in the order of the keys."""
    codes = np.column_stack([code for _, code in parts])
    inside = (codes >= 0).all(axis=1)
    found, place = np.unique(codes[inside], axis=0, return_inverse=True)
    code = np.full(len(codes), -1, dtype=np.int64)
    code[inside] = place.reshape(-1)
    keys = {
        name: values.to_numpy()[found[:, i]] for i, (name, (values, _)) in enumerate(zip(names, parts, strict=True))
    }
    return Groups(pd.DataFrame(keys, columns=list(names)), code)
