"""Rows: the neighbours of each person in compressed sparse rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from netgraph.arcs.base_engine import BASE
from netgraph.arcs.closure import place_among

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs.engine import Adds, Engine

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["Rows", "read_only", "rows_in_order", "rows_of"]

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Rows:
    """Neighbours of each person in compressed sparse rows: those of person i are ``index[start[i]:start[i + 1]]``.

    Attributes
    ----------
    start : numpy.ndarray of int64, shape (people + 1,)
    index : numpy.ndarray of int64, shape (arcs,)
        Sorted within each row.
    hours : numpy.ndarray of float64, shape (arcs,)
        Hours a week of each arc; NaN where unknown.
    engine : Engine
        What adds and looks up.
    """

    start: Ints
    index: Ints
    hours: Floats
    engine: Engine = BASE

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.start) - 1

    @cached_property
    def count(self) -> Ints:
        """How many neighbours each person has."""
        return read_only(np.diff(self.start))

    @cached_property
    def owner(self) -> Ints:
        """The person whose row each entry stands in."""
        return read_only(np.repeat(np.arange(self.people), self.count))

    @cached_property
    def key(self) -> Ints:
        """Owner and neighbour of each entry as one number, in increasing order."""
        return read_only(self.owner * self.people + self.index)

    def sum(self, values: npt.NDArray[np.generic]) -> Floats:
        """Add a value per entry over each person's row; 0 for an empty row."""
        return self.engine.row_sums(self.start, values)

    @cached_property
    def total_hours(self) -> Floats:
        """Hours of each person's entries together; NaN without entries, and where one is unknown."""
        return read_only(np.where(self.count > 0, self.sum(self.hours), np.nan))

    def place(self, owner: Ints, other: Ints) -> Ints:
        """Return where the entry of ``other`` in the row of ``owner`` stands; -1 where there is none."""
        return place_among(self.key, owner * self.people + other)

    def places_of(self, rows: Rows) -> Ints:
        """Return where each entry of other rows of the same people stands in these; -1 where it does not."""
        return self.engine.places(self.start, self.index, rows.start, rows.index)

    @cached_property
    def back(self) -> Ints:
        """Where the entry of the owner in the row of the other stands, of each entry; -1 where there is none."""
        start, entry = self.engine.transposed(self.start, self.index)
        place = self.engine.places(start, read_only(self.owner[entry]), self.start, self.index)
        return read_only(np.append(entry, -1)[place])

    def influence_sums(self, adds: Adds) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """Add up what people add to the residuals of others; see `Engine.influence_sums`."""
        return self.engine.influence_sums(self.start, self.index, self.back, adds)

    def transposed(self) -> Rows:
        """Return the same entries in the rows of the other: of who gives, who receives."""
        start, entry = self.engine.transposed(self.start, self.index)
        owner, hours = self.owner[entry], self.hours[entry]
        return Rows(read_only(start), read_only(owner), read_only(hours), self.engine)


def rows_of(owner: Ints, other: Ints, hours: Floats, people: int, engine: Engine = BASE) -> Rows:
    """Sort arcs into rows; arcs between the same two are one, their hours added (unknown as soon as one is).

    Examples
    --------
    >>> rows = rows_of(np.array([1, 0, 0]), np.array([0, 1, 1]), np.array([1.0, 2.0, 3.0]), people=2)
    >>> rows.start.tolist(), rows.index.tolist(), rows.hours.tolist()
    ([0, 1, 2], [1, 0], [5.0, 1.0])
    """
    order = np.argsort(owner * people + other, kind="stable")
    return rows_in_order(owner[order], other[order], hours[order], people, engine)


def rows_in_order(owner: Ints, other: Ints, hours: Floats, people: int, engine: Engine = BASE) -> Rows:
    """Make rows of arcs that are in order of owner and other; see `rows_of`.

    Examples
    --------
    >>> rows_in_order(np.array([0, 0, 1]), np.array([1, 1, 0]), np.array([2.0, 3.0, 1.0]), people=2).hours.tolist()
    [5.0, 1.0]
    """
    first = np.ones(len(owner), dtype=bool)
    first[1:] = (owner[1:] != owner[:-1]) | (other[1:] != other[:-1])
    if not first.all():
        hours = np.add.reduceat(hours, first.nonzero()[0])
        owner, other = owner[first], other[first]
    start = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(np.bincount(owner, minlength=people), out=start[1:])
    return Rows(read_only(start), read_only(other), read_only(hours), engine)


def read_only(array: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """Make an array that is kept and shared impossible to change."""
    array.flags.writeable = False
    return array
