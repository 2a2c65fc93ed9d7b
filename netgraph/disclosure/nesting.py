"""Which groups of one published table lie in which of another: buurten in wijken in the city, breakdowns in all."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.estimates import TIDY_COLUMNS
from netgraph.estimates.groups import ALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

__all__ = ["Level", "Nesting", "level_of", "nestings", "with_shared_levels"]

Grouped = Hashable
"""What a table is grouped by."""
AREAS = ("district", "parent")
"""Keys of areas, the finer first."""


@dataclass(frozen=True, eq=False)
class Level:
    """The groups of one table.

    Attributes
    ----------
    keys : DataFrame of str
        One row a group, one column for each thing grouped by; without columns there is one group of everybody.
    """

    keys: pd.DataFrame

    @property
    def area(self) -> int:
        """How fine its areas are: 2 districts, 1 larger areas, 0 none."""
        return next((len(AREAS) - place for place, name in enumerate(AREAS) if name in self.keys), 0)

    @property
    def others(self) -> frozenset[str]:
        """What it is grouped by besides areas."""
        return frozenset(str(name) for name in self.keys) - {*AREAS}

    def is_like(self, other: Level) -> bool:
        """Whether both tell as much."""
        return (self.area, self.others) == (other.area, other.others)

    def is_finer_than(self, other: Level) -> bool:
        """Whether every group of the other is made up of groups of this one."""
        at_least = self.area >= other.area and self.others >= other.others
        return at_least and not self.is_like(other)

    def places_in(self, other: Level, parents: Mapping[str, str]) -> Ints:
        """Return which group of a coarser level each group lies in; -1 where it is not among them."""
        if not len(other.keys.columns):
            return np.zeros(len(self.keys), dtype=np.int64)
        mine = self.keys_in(other, parents)
        return np.asarray(_index(other.keys).get_indexer(_index(mine)), dtype=np.int64)

    def keys_in(self, other: Level, parents: Mapping[str, str]) -> pd.DataFrame:
        """Return the keys of the group of a coarser level that each group lies in, whether it is there or not."""
        keys = {name: self._key(str(name), other, parents) for name in other.keys}
        return pd.DataFrame(keys, index=self.keys.index)

    def _key(self, name: str, other: Level, parents: Mapping[str, str]) -> pd.Series:
        """Return one key of the groups as a coarser level has it."""
        if name in self.keys:
            return self.keys[name]
        codes, areas = self.keys["district"], set(other.keys[name])
        # People can live in a larger area without living in one of its parts.
        return codes.map(lambda code: code if code in areas else _area_of(code, parents))


@dataclass(frozen=True, eq=False)
class Nesting:
    """One level within another.

    Attributes
    ----------
    finer, coarser : int
        Which levels.
    place : numpy.ndarray of int64
        The coarser group of each finer one; -1 for none.
    """

    finer: int
    coarser: int
    place: Ints


def level_of(by: Hashable, tidy: pd.DataFrame) -> tuple[Level, Ints]:
    """Return the groups of a tidy table, and which of them each row is about.

    Parameters
    ----------
    by : str, None or anything else
        What it is grouped by, unless its own columns before ``group`` say so.
    tidy : DataFrame
        One row a group and figure.
    """
    before = list(tidy.columns[: list(tidy.columns).index("group")])
    names = [name for name in before if name not in TIDY_COLUMNS]
    if names:
        rows = tidy[names].astype("str")
    elif by is None or by == ALL:
        return Level(pd.DataFrame(index=[0])), np.zeros(len(tidy), dtype=np.int64)
    else:
        names = [str(by)]
        rows = tidy[["group"]].astype("str").set_axis(names, axis=1)
    keys = rows.drop_duplicates().reset_index(drop=True)
    place = np.asarray(_index(keys).get_indexer(_index(rows)), dtype=np.int64)
    # A district says in which larger area it lies.
    return Level(keys.drop(columns="parent") if set(names) >= {*AREAS} else keys), place


def _index(keys: pd.DataFrame) -> pd.Index:
    index: pd.Index = pd.MultiIndex.from_frame(keys) if len(keys.columns) > 1 else pd.Index(keys.iloc[:, 0])
    return index


def _area_of(code: str, parents: Mapping[str, str]) -> str:
    """Return the larger area that a district lies in: itself where it lies in none."""
    area = parents.get(code)
    return code if area is None or pd.isna(area) else str(area)


def with_shared_levels(levels: Sequence[Level], parents: Mapping[str, str]) -> list[Level]:
    """Return the levels, and after them those that two of them have in common: age and origin share everybody.

    To larger areas are added those that no table is about, such as a district that lies in none: without it what all
    larger areas have would be taken for what the city has.
    """
    every = list(levels)
    known = {(level.area, level.others) for level in every}
    for one, other in combinations(levels, 2):
        shared = (min(one.area, other.area), one.others & other.others)
        if shared not in known:
            known.add(shared)
            every.append(_coarsened(one, *shared, parents))
    return [_completed(level, every, parents) for level in every]


def _completed(level: Level, every: Sequence[Level], parents: Mapping[str, str]) -> Level:
    """Add the groups that finer levels lie in and the level does not have; those that it has keep their place."""
    if not len(level.keys.columns):
        return level
    keys = [level.keys, *(one.keys_in(level, parents) for one in every if one.is_finer_than(level))]
    return Level(pd.concat(keys).drop_duplicates().reset_index(drop=True))


def _coarsened(level: Level, area: int, others: frozenset[str], parents: Mapping[str, str]) -> Level:
    """Return the groups that remain of a level when it tells less."""
    names = [*AREAS[len(AREAS) - area :][:1], *sorted(others)] if area else sorted(others)
    if not names:
        return Level(pd.DataFrame(index=[0]))
    columns: dict[str, Any] = {
        name: level.keys[name]
        if name in level.keys
        else level.keys["district"].map(lambda code: _area_of(code, parents))
        for name in names
    }
    return Level(pd.DataFrame(columns).drop_duplicates().reset_index(drop=True))


def nestings(levels: Sequence[Level], parents: Mapping[str, str] | None) -> list[Nesting]:
    """Return every level within the next coarser ones.

    Parameters
    ----------
    levels : sequence of Level
        What is published together.
    parents : mapping of str to str, optional
        District -> the larger area that it lies in.

    Raises
    ------
    NetgraphError
        There are districts and larger areas, and ``parents`` does not say which lie in which.
    """
    found = []
    for fine, finer in enumerate(levels):
        coarser = [place for place, other in enumerate(levels) if finer.is_finer_than(other)]
        for coarse in coarser:
            if any(levels[between].is_finer_than(levels[coarse]) for between in coarser):
                continue
            if finer.area == len(AREAS) and levels[coarse].area == 1 and parents is None:
                raise NetgraphError(
                    "these tables are about districts and about larger areas, whose figures tell each other's. "
                    "Say in parents which district lies in which larger area: parents={district: parent}."
                )
            found.append(Nesting(fine, coarse, finer.places_in(levels[coarse], parents or {})))
    return found
