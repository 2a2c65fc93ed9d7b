"""Groups: whose figures are added together, by district, parent, a column of people, or several of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.errors import UnknownNameError, did_you_mean, listed
from netgraph.estimates.columns import is_column_of_result
from netgraph.schema.codes import is_among, positions
from netgraph.schema.derived import derived
from netgraph.schema.grouping import group_columns, values_of
from netgraph.schema.levels import is_lowest_level

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    population : numpy.ndarray of float64, shape (groups,)
        Registered inhabitants; NaN where not known, as for any breakdown but by area.
    listed : bool
        Whether a list was asked for: its keys are then columns of the tidy table and levels of the wide index.
    """

    keys: pd.DataFrame
    code: npt.NDArray[np.int64]
    population: npt.NDArray[np.float64]
    listed: bool = False

    @property
    def labels(self) -> pd.Series:
        """The name of each group: its keys joined by `` / ``. Of a list two groups may have the same name."""
        joined = self.keys.iloc[:, 0].astype("str")
        for column in self.keys.columns[1:]:
            joined = joined + SEPARATOR + self.keys[column].astype("str")
        return joined.rename("group")


def groups_of(network: SupportNetwork, by: By, taken: Collection[str] = ()) -> Groups:
    """Group the people of a network.

    Parameters
    ----------
    network : SupportNetwork
        Its people and districts.
    by : str, list of str or None
        "district", "parent" (the larger area), a column of people, a list of these, or None for one group
        "all" of everybody who lives in a district.
    taken : collection of str
        Columns of the result besides those that every table of figures may have (`is_column_of_result`).

    Returns
    -------
    Groups
        Every district of the table that is nobody's parent, or in which people live; every area that such a district
        lies in; every value of a column of people; with a list every combination that occurs, and all where there is
        only one key.

    Raises
    ------
    UnknownNameError
        There is no such column, or it is called like a column of the result.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("abc"), "district": ["west", "east", "west"]})
    >>> groups = groups_of(ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]})), "district")
    >>> groups.labels.tolist(), groups.code.tolist()
    (['east', 'west'], [1, 0, 1])
    """
    key = tuple(by) if isinstance(by, list) else by
    if isinstance(by, list) and not all(isinstance(name, str) for name in by):
        return _groups(network, by, taken)  # refuses it
    return derived(network, (groups_of, key, type(by), tuple(sorted(taken))), lambda: _groups(network, by, taken))


def _groups(network: SupportNetwork, by: By, taken: Collection[str]) -> Groups:
    """Group the people of a network."""
    people, districts = network.people, network.districts
    home = positions(people["district"], districts["district"])
    if by is None:
        keys, code = pd.DataFrame({ALL: [ALL]}, dtype="str"), np.where(home >= 0, 0, -1).astype(np.int64)
        return Groups(keys, code, _population(districts, keys))
    names = listed(by, "by")
    _check(names, people, taken)
    parts = [_one(name, people, districts, home) for name in names]
    keys, code = (pd.DataFrame({names[0]: parts[0][0]}), parts[0][1]) if len(parts) == 1 else _combined(names, parts)
    return Groups(keys, code, _population(districts, keys), listed=not isinstance(by, str))


def _check(names: Sequence[str], people: pd.DataFrame, taken: Collection[str]) -> None:
    """Refuse what cannot be grouped by."""
    if not names:
        raise UnknownNameError("by is an empty list. Give at least one of district, parent or a column of people.")
    valid = ["district", "parent", *(column for column in group_columns(people) if column != "district")]
    for name in names:
        if name not in valid:
            raise UnknownNameError(f"cannot group by {name!r}. {did_you_mean(str(name), valid)}")
        if name in taken or is_column_of_result(name):
            raise UnknownNameError(
                f"cannot group by {name!r}: the result has a column of that name. Rename the column of people."
            )
    if len(set(names)) < len(names):
        raise UnknownNameError(f"by names the same thing twice: {', '.join(names)}. Give each once.")


def _one(
    name: str, people: pd.DataFrame, districts: pd.DataFrame, home: npt.NDArray[np.int64]
) -> tuple[pd.Series, npt.NDArray[np.int64]]:
    """Return the group names of one key, in order, and everybody's place in them."""
    if name == "district":
        shown = is_lowest_level(districts) | np.isin(np.arange(len(districts)), home)
        codes = districts.loc[shown, "district"].reset_index(drop=True)
        return codes, _of_home(positions(districts["district"], codes), home)
    if name == "parent":
        areas = _larger_areas(districts)
        own, above = positions(districts["district"], areas), positions(districts["parent"], areas)
        return areas, _of_home(np.where(own >= 0, own, above), home)
    values, place = values_of(people, name)
    return values, np.where(home >= 0, place, -1)


def _larger_areas(districts: pd.DataFrame) -> pd.Series:
    """Return the areas that districts of the lowest level lie in: in table order, then those that are no rows."""
    known = districts.loc[is_lowest_level(districts), "parent"].dropna().drop_duplicates()
    rows = districts.loc[is_among(districts["district"], known), "district"]
    others = known[~is_among(known, districts["district"])].sort_values()
    return pd.concat([rows, others], ignore_index=True).astype("str")


def _of_home(group: npt.NDArray[np.int64], home: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the group of each person's home district; -1 for who has none."""
    return np.append(group, -1)[home]


def _combined(
    names: Sequence[str], parts: Sequence[tuple[pd.Series, npt.NDArray[np.int64]]]
) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """Cross several keys: every combination that occurs, in the order of the keys."""
    codes = np.column_stack([code for _, code in parts])
    inside = (codes >= 0).all(axis=1)
    found, place = np.unique(codes[inside], axis=0, return_inverse=True)
    code = np.full(len(codes), -1, dtype=np.int64)
    code[inside] = place.reshape(-1)
    keys = {
        name: values.to_numpy()[found[:, i]] for i, (name, (values, _)) in enumerate(zip(names, parts, strict=True))
    }
    return pd.DataFrame(keys, columns=list(names)), code


def _population(districts: pd.DataFrame, keys: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the registered inhabitants of each group; NaN where not known, as for any breakdown but by area.

    Those of a larger area are its own where the table has them, else those of its parts where all of them have some.
    """
    given = districts.set_index("district")["population"]
    lowest = districts[is_lowest_level(districts)]
    by = list(keys.columns)
    if by == [ALL]:
        return np.array([lowest["population"].sum(skipna=False)], dtype=np.float64)
    if by == ["district"]:
        known = given
    elif by == ["parent"]:
        of_parts = lowest.groupby("parent")["population"].agg(lambda values: values.sum(skipna=False))
        known = given.reindex(keys["parent"]).fillna(of_parts)
    else:
        return np.full(len(keys), np.nan)
    return known.reindex(keys.iloc[:, 0]).to_numpy(dtype=np.float64)
