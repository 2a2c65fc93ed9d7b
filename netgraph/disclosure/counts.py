"""The counts behind published figures as one system: what they are, and what ties them together.

Every group of every table has a numerator, a denominator and a number of people for each figure. Groups add up to
larger groups, identities tie the counts of one group to each other, and a published cell tells its own. Whoever reads
what is published can solve all that for what is not: so must the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.disclosure.laws import PARTS, Laws, larger
from netgraph.disclosure.programs import RowBuilder
from netgraph.disclosure.telling import parts_of, what_is_told
from netgraph.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    from netgraph.disclosure.nesting import Nesting

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Rows = Any  # scipy's sparse arrays carry no useful types yet

__all__ = ["Counts", "counts_of"]


NO_DEARER = 1e-3
"""By how much at most a group counts as dearer than one of as many people, so that the order decides between them."""


@dataclass(frozen=True, eq=False)
class Counts:
    """All counts, and everything that ties them to each other.

    Attributes
    ----------
    value, lowest : numpy.ndarray of float64, shape (counts,)
        What each count is, and the least that anybody knows it to be.
    unit : numpy.ndarray of int64, shape (counts,)
        The group that it is about.
    size : numpy.ndarray of float64, shape (groups,)
        How many people each group has, and one more: what it costs to hide a figure of it.
    of_part : numpy.ndarray of int64, shape (groups, 3 * figures)
        The count of every group, figure and part; -1 where there is none. Parts that some law makes equal share one.
    equal : sparse array, shape (equalities, counts)
        Sums that are 0 whatever the data, or known: groups within larger ones, and identities.
    not_less : sparse array, shape (inequalities, counts)
        Sums that are 0 or more: a part is no more than the whole.
    told : sparse array, shape (rows, counts)
        What the cells tell when they are shown, each cell in one row or two.
    cell : numpy.ndarray of int64, shape (rows,)
        The cell of each row of ``told``.
    cells : DataFrame
        One row a cell: unit, figure (place among the figures), what (`FIGURE` or `PEOPLE`), cost of hiding it.
    nested : tuple of (numpy.ndarray, numpy.ndarray)
        Finer groups and the coarser group of each, for every two levels of which one lies in the other.
    """

    value: Floats
    lowest: Floats
    unit: Ints
    size: Floats
    of_part: Ints
    equal: Rows
    not_less: Rows
    told: Rows
    cell: Ints
    cells: pd.DataFrame
    nested: tuple[tuple[Ints, Ints], ...]

    def part(self, unit: int, figure: int, part: str) -> int:
        """Return which count a part of a figure of a group is; -1 for none."""
        return int(self.of_part[unit, len(PARTS) * figure + PARTS.index(part)])


def counts_of(
    values: Floats,
    figures: Sequence[str],
    nested: Sequence[Nesting],
    starts: Ints,
    shown: Bools,
    exact: Bools | None = None,
) -> Counts:
    """Put counts and all that ties them together into one system.

    Parameters
    ----------
    values : numpy.ndarray of float64, shape (groups, figures, 3)
        Numerator, denominator and people; NaN where there is none.
    figures : sequence of str
        Ids of the figures.
    nested : sequence of Nesting
        Which levels lie in which.
    starts : numpy.ndarray of int64
        The first group of each level.
    shown : numpy.ndarray of bool, shape (groups, figures)
        Whether a table has such a cell, so that it can tell something.
    exact : numpy.ndarray of bool, shape (groups,), optional
        Of which groups the counts are exact, and not rounded as they were published; all by default.
    """
    flat = values.reshape(len(values), len(figures) * len(PARTS))
    laws = Laws(flat, figures, np.ones(len(flat), dtype=np.bool_) if exact is None else exact)
    kept, of_part, value = _numbered(flat, laws.same_as)
    pairs = tuple(
        (starts[one.finer] + np.flatnonzero(one.place >= 0), starts[one.coarser] + one.place[one.place >= 0])
        for one in nested
    )
    builder = RowBuilder(len(kept))
    for columns, factors in laws.rows(of_part):
        builder.add(columns, factors)
    for finer, coarser in pairs:
        _add_sums(builder, of_part, laws.same_as, finer, coarser)
    people = values[:, :, PARTS.index("people")]
    size = 1 + np.max(np.where(np.isfinite(people), people, 0.0), axis=1, initial=0.0)
    # Of two groups that are as dear the first is hidden: which one it is must not follow from what is hidden.
    size *= 1 + NO_DEARER * np.arange(len(size)) / max(len(size), 1)
    told, cell, cells = what_is_told(of_part, value, figures, size, shown)
    return Counts(
        value=value,
        lowest=_lowest(of_part, value, figures),
        unit=kept // max(flat.shape[1], 1),
        size=size,
        of_part=of_part,
        equal=builder.matrix(),
        not_less=_not_less(of_part, flat, len(kept), figures),
        told=told,
        cell=cell,
        cells=cells,
        nested=pairs,
    )


def _numbered(flat: Floats, same_as: Ints) -> tuple[Ints, Ints, Floats]:
    """Return the counts that are left once equal parts are one: group and column of each, of which part, its value."""
    present = np.isfinite(flat)
    first = np.arange(len(flat))[:, None] * flat.shape[1] + same_as
    kept, place = np.unique(first[present], return_inverse=True)
    of_part = np.full(flat.shape, -1, dtype=np.int64)
    of_part[present] = place
    value = np.zeros(len(kept))
    value[place] = flat[present]
    return kept, of_part, value


def _add_sums(builder: RowBuilder, of_part: Ints, same_as: Ints, finer: Ints, coarser: Ints) -> None:
    """Add that each coarser group is the sum of its finer ones, part by part, and whatever else belongs to it."""
    groups, member = np.unique(coarser, return_inverse=True)
    for part in range(of_part.shape[1]):
        inside, whole = of_part[finer, part], of_part[groups, part]
        # Where a part is the same as an earlier one in all these groups, that one's sum says it already.
        own = (same_as[groups, part] == part) | (np.bincount(member, same_as[finer, part] == part, len(groups)) > 0)
        complete = own & (whole >= 0) & (np.bincount(member, inside < 0, len(groups)) == 0)
        row = np.cumsum(complete) - 1 + builder.rows
        chosen = complete[member]
        rows = np.concatenate((row[complete], row[member[chosen]]))
        columns = np.concatenate((whole[complete], inside[chosen]))
        factors = np.concatenate((np.ones(complete.sum()), -np.ones(chosen.sum())))
        builder.parts.append((rows, columns, factors))
        builder.rows += int(complete.sum())


def _lowest(of_part: Ints, value: Floats, figures: Sequence[str]) -> Floats:
    """Return the least that each count can be: 0, but for figures that can fall below it."""
    lowest = np.zeros(len(value))
    for number, name in enumerate(figures):
        numerator, _, _ = parts_of(of_part, number)
        if name in METRICS and METRICS[name].range[0] < 0:
            lowest[numerator[numerator >= 0]] = -np.inf
    return lowest


def _not_less(of_part: Ints, flat: Floats, counts: int, figures: Sequence[str]) -> Rows:
    """Return that no part is larger than its whole, nor an index around 0 farther from it than its denominator."""
    builder = RowBuilder(counts)
    for one, other, holds in larger(flat, figures):
        both = of_part[:, [one, other]]
        builder.add(both[holds & (both >= 0).all(axis=1)], np.array([1.0, -1.0]))
    for number, name in enumerate(figures):
        if name in METRICS and METRICS[name].range[0] < 0:
            numerator, denominator, _ = parts_of(of_part, number)
            both = np.column_stack((denominator, numerator))[(numerator >= 0) & (denominator >= 0)]
            builder.add(both, np.array([1.0, -1.0]))
            builder.add(both, np.array([1.0, 1.0]))
    return builder.matrix()
