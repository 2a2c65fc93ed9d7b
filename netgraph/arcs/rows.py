"""Rows: the neighbours of each person in compressed sparse rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["Rows", "read_only", "rows_of"]

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
    """

    start: Ints
    index: Ints
    hours: Floats

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
        added = np.bincount(self.owner, weights=values, minlength=self.people)
        return added.astype(np.float64)  # without entries numpy counts in whole numbers

    @cached_property
    def total_hours(self) -> Floats:
        """Hours of each person's entries together; NaN without entries, and where one is unknown."""
        return read_only(np.where(self.count > 0, self.sum(self.hours), np.nan))

    def place(self, owner: Ints, other: Ints) -> Ints:
        """Return where the entry of ``other`` in the row of ``owner`` stands; -1 where there is none."""
        if not len(self.index):
            return np.full(len(owner), -1, dtype=np.int64)
        wanted = owner * self.people + other
        place = np.minimum(np.searchsorted(self.key, wanted), len(self.key) - 1)
        return np.where(self.key[place] == wanted, place, -1)

    def hours_between(self, owner: Ints, other: Ints) -> Floats:
        """Return the hours of the entry of ``other`` in the row of ``owner``; 0 where there is none."""
        place = self.place(owner, other)
        return np.where(place < 0, 0.0, np.append(self.hours, 0.0)[place])


def rows_of(owner: Ints, other: Ints, hours: Floats, people: int) -> Rows:
    """Sort arcs into rows; arcs between the same two are one, their hours added (unknown as soon as one is).

    Examples
    --------
    >>> rows = rows_of(np.array([1, 0, 0]), np.array([0, 1, 1]), np.array([1.0, 2.0, 3.0]), people=2)
    >>> rows.start.tolist(), rows.index.tolist(), rows.hours.tolist()
    ([0, 1, 2], [1, 0], [5.0, 1.0])
    """
    key = owner * people + other
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    unique = key[first]
    added = np.add.reduceat(hours[order], first.nonzero()[0]) if len(key) else np.zeros(0)
    start = np.searchsorted(unique, np.arange(people + 1) * people)
    return Rows(read_only(start), read_only(unique % max(people, 1)), read_only(added))


def read_only(array: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """Make an array that is kept and shared impossible to change."""
    array.flags.writeable = False
    return array
