"""The engine of the base install: NumPy and SciPy for rows, igraph for structure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from netgraph.arcs import closure, dealing, structure

if TYPE_CHECKING:
    import igraph
    import numpy.typing as npt

    from netgraph.arcs.engine import Adds

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["BASE", "BaseEngine", "BaseProjection"]


class BaseEngine:
    """What the methods do stands with `netgraph.arcs.engine.Engine`."""

    name = "base"

    def row_sums(self, start: Ints, values: npt.NDArray[np.generic]) -> Floats:
        """Let NumPy count with weights."""
        added = np.bincount(_owner(start), weights=values, minlength=len(start) - 1)
        return added.astype(np.float64)  # without entries numpy counts in whole numbers

    def transposed(self, start: Ints, index: Ints) -> tuple[Ints, Ints]:
        """Let SciPy turn rows into columns, which takes one pass."""
        turned = _sparse(start, index, np.arange(len(index))).tocsc()
        return turned.indptr.astype(np.int64), turned.data

    def united(
        self, start: Ints, index: Ints, hours: Floats, other_start: Ints, other_index: Ints, other_hours: Floats
    ) -> tuple[Ints, Ints, Floats, Bytes]:
        """Add two sparse matrices; their imaginary parts say which, and keep entries of 0 hours."""
        both = _sparse(start, index, hours + 1j) + _sparse(other_start, other_index, other_hours + 2j)
        ways = both.data.imag.astype(np.int8)
        return both.indptr.astype(np.int64), both.indices.astype(np.int64), both.data.real.copy(), ways

    def places(self, start: Ints, index: Ints, other_start: Ints, other_index: Ints) -> Ints:
        """Look the pairs up as numbers, which increase in both rows."""
        return closure.place_among(_keys(start, index), _keys(other_start, other_index))

    def influence_sums(
        self, start: Ints, index: Ints, back: Ints, adds: Adds
    ) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """Let NumPy count with weights, of entries within groups."""
        people, owner, (group, weight, value, numerator, denominator) = len(start) - 1, _owner(start), adds
        of_owner = group[owner]
        inside = (of_owner >= 0) & (of_owner == group[index])
        outside = (of_owner >= 0) & ~inside
        below = weight[owner] * denominator
        above_line = weight[owner] * numerator - np.append(value, 0.0)[of_owner] * below
        inner = np.where(inside, above_line, 0.0)
        returned = np.append(inner, 0.0)[back]
        above = np.bincount(index, inner, people).astype(np.float64)
        under = np.bincount(index, np.where(inside, below, 0.0), people).astype(np.float64)
        pairs = np.bincount(of_owner[inside], (inner * (inner + returned))[inside], len(value)).astype(np.float64)
        return above, under, pairs, above_line[outside], below[outside]

    def trade(self, start: Ints, receiver: Ints, one: Ints, other: Ints, asked: Bools, chance: Floats) -> None:
        """Sort the entries of all pairs at once, and deal out the first of each pair, then the second, and so on."""
        people, owner = len(start) - 1, _owner(start)
        order, pair = dealing.exchangeable(owner, receiver, one, other, asked)
        to_one = dealing.dealt(pair, owner[order] == one[pair], chance[: len(order)])
        owner[order] = np.where(to_one, one[pair], other[pair])
        receiver[:] = receiver[np.argsort(owner * people + receiver)]

    def projection(self, start: Ints, index: Ints, ways: Bytes) -> BaseProjection:
        """Return what igraph knows of it."""
        return BaseProjection(start, index, ways)


BASE = BaseEngine()


@dataclass(frozen=True, eq=False)
class BaseProjection:
    """What the attributes are stands with `netgraph.arcs.engine.Projection`."""

    start: Ints
    index: Ints
    ways: Bytes

    @cached_property
    def _owner(self) -> Ints:
        return _owner(self.start)

    @cached_property
    def _graph(self) -> igraph.Graph:
        """Each pair of contacts once."""
        once = self._owner < self.index
        return structure.projection(len(self.start) - 1, self._owner[once], self.index[once])

    @cached_property
    def component(self) -> Ints:
        """Ask igraph."""
        return structure.components(self._graph)

    @property
    def in_main_component(self) -> Bools | None:
        """Look for the largest."""
        return structure.in_main(self.component, np.diff(self.start))

    @cached_property
    def coreness(self) -> Ints:
        """Ask igraph."""
        return structure.coreness(self._graph)

    def reach(self, steps: int) -> Ints:
        """Ask igraph."""
        return structure.reach(self._graph, steps)

    @cached_property
    def _triangle(self) -> Ints:
        """Every three people who are each other's contacts, shape (triangles, 3)."""
        return structure.triangles(self._graph)

    @cached_property
    def _sides(self) -> Ints:
        """The six entries that are the sides of each triangle, shape (6, triangles)."""
        return closure.sides(_keys(self.start, self.index), len(self.start) - 1, self._triangle)

    @cached_property
    def shared(self) -> Ints:
        """Count the triangles at each side."""
        return np.bincount(self._sides.ravel(), minlength=len(self.index))

    @cached_property
    def through(self) -> Floats:
        """Add 1 / #C of the third person of each triangle."""
        return closure.through(self._sides, self._triangle, np.diff(self.start), len(self.index))

    @cached_property
    def rounds(self) -> Bools:
        """Follow each triangle both ways round."""
        return closure.comes_round(self._sides, self.ways)

    @cached_property
    def hinges(self) -> Ints:
        """Look at each two sides of a triangle from one corner."""
        return closure.hinges_on(self.shared, self._sides)


def _sparse(start: Ints, index: Ints, data: npt.NDArray[np.generic]) -> Any:
    """Return rows as a sparse matrix; they are sorted and hold nobody twice, which SciPy need not look at."""
    people = len(start) - 1
    made: Any = sparse.csr_array
    rows = made((data, index, start), shape=(people, people))
    rows.has_canonical_format = True
    return rows


def _owner(start: Ints) -> Ints:
    return np.repeat(np.arange(len(start) - 1), np.diff(start))


def _keys(start: Ints, index: Ints) -> Ints:
    """Return owner and other of each entry as one number, in increasing order."""
    people: Ints = _owner(start) * (len(start) - 1)
    return people + index
