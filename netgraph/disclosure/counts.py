"""The counts behind published figures as one system: what they are, what ties them together, and what each cell tells.

Every group of every table has a numerator, a denominator and a number of people for each figure. Groups add up to
larger groups, identities tie the counts of one group to each other, and a published cell tells its own. Whoever reads
what is published can solve all that for what is not: so must the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from netgraph.disclosure.programs import sparse_rows
from netgraph.disclosure.rules import counts_parts
from netgraph.estimates.coverage import COVERAGE
from netgraph.metrics import METRICS
from netgraph.metrics.identities import identities

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from netgraph.disclosure.nesting import Nesting

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Rows = Any  # scipy's sparse matrices have no types yet

__all__ = ["FIGURE", "PARTS", "PEOPLE", "Counts", "counts_of"]

PARTS = ("numerator", "denominator", "people")
FIGURE, PEOPLE = "figure", "people"
"""What a cell tells: the figure itself, or on how many people it rests where its denominator is something else."""
TOLERANCE = 1e-6
"""Sums of hours and weights are equal up to this."""
WHERE_ALL_IS_KNOWN = (
    ((COVERAGE, "numerator"), (COVERAGE, "people")),
    (("weighted_reciprocity", "people"), ("receive_only", "people")),
    (("ei_index", "people"), ("receive_only", "people")),
    (("ei_index", "denominator"), ("contacts", "numerator")),
    (("bridging_share", "people"), ("receive_only", "people")),
    (("bridging_share", "denominator"), ("contacts", "numerator")),
    (("carer_balance", "people"), ("care_hours", "people")),
    (("carer_balance", "denominator"), ("care_hours", "numerator")),
)
"""Parts that are equal where all hours, districts and groups are known: no identities, but often used as such."""
PEOPLE_COST = 0.01
"""How much less it matters to show on how many people a figure rests than the figure itself."""
SIGNAL_COST = 2.0
"""How much more it matters to show a figure that can signal."""


@dataclass(frozen=True, eq=False)
class Counts:
    """All counts, and everything that ties them to each other.

    Attributes
    ----------
    value, lowest : numpy.ndarray of float64, shape (counts,)
        What each count is, and the least that anybody knows it to be.
    unit, kind : numpy.ndarray of int64, shape (counts,)
        The group that it is about, and what it counts: the same number for the same part in every group.
    size : numpy.ndarray of float64, shape (groups,)
        How many people each group has, and one more: what it costs to hide a figure of it.
    of_part : numpy.ndarray of int64, shape (groups, 3 * figures)
        The count of every group, figure and part; -1 where there is none. Parts that are always equal share one.
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
    kind: Ints
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


def counts_of(values: Floats, figures: Sequence[str], nested: Sequence[Nesting], starts: Ints, shown: Bools) -> Counts:
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
    """
    flat = values.reshape(len(values), -1)
    laws = _laws(flat, figures)
    same_as = _same_as(flat.shape[1], laws)
    present = np.isfinite(flat)
    numbers = np.where(present, np.arange(len(flat))[:, None] * flat.shape[1] + same_as, -1)
    kept, place = np.unique(numbers[present], return_inverse=True)
    of_part = np.full(flat.shape, -1, dtype=np.int64)
    of_part[present] = place
    value = np.zeros(len(kept))
    value[place] = flat[present]
    pairs = tuple(
        (starts[one.finer] + np.flatnonzero(one.place >= 0), starts[one.coarser] + one.place[one.place >= 0])
        for one in nested
    )
    builder = _Rows(len(kept))
    _add_laws(builder, of_part, laws, same_as)
    for finer, coarser in pairs:
        _add_sums(builder, of_part[:, np.unique(same_as)], finer, coarser)
    people = values[:, :, PARTS.index("people")]
    size = 1 + np.nanmax(np.where(np.isfinite(people), people, 0.0), axis=1, initial=0.0)
    told, cell, cells = _told(of_part, value, figures, size, shown)
    return Counts(
        value=value,
        lowest=_lowest(of_part, value, figures),
        unit=kept // flat.shape[1],
        kind=kept % flat.shape[1],
        size=size,
        of_part=of_part,
        equal=builder.matrix(),
        not_less=_not_less(of_part, len(kept), figures),
        told=told,
        cell=cell,
        cells=cells,
        nested=pairs,
    )


class _Rows:
    """Sparse rows, gathered piece by piece."""

    def __init__(self, columns: int) -> None:
        self.columns, self.rows = columns, 0
        self.parts: list[tuple[Ints, Ints, Floats]] = []

    def add(self, columns: Ints, factors: Floats) -> None:
        """Add a row for each row of ``columns``, all with the same factors."""
        self.add_each(columns, np.tile(factors, (len(columns), 1)))

    def add_each(self, columns: Ints, factors: Floats) -> None:
        """Add a row for each row of ``columns``, with factors of its own."""
        count, width = columns.shape
        self.parts.append((np.repeat(np.arange(self.rows, self.rows + count), width), columns.ravel(), factors.ravel()))
        self.rows += count

    def matrix(self) -> Rows:
        """Return them all."""
        parts = self.parts or [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
        row, column, factor = (np.concatenate(each) for each in zip(*parts, strict=True))
        return sparse_rows(factor, row, column, (self.rows, self.columns))


def _laws(flat: Floats, figures: Sequence[str]) -> list[dict[int, int]]:
    """Return the identities that hold among these counts, by the column of each part.

    In a register some do not, because it divides by the population; and everyday ties are not all ties.
    """
    place = {
        (name, part): len(PARTS) * number + offset
        for number, name in enumerate(figures)
        for offset, part in enumerate(PARTS)
    }
    declared = [one.terms for one in identities() if all(term in place for term in one.terms)]
    laws = [{place[term]: factor for term, factor in terms.items()} for terms in declared]
    # Of a share of people, or a mean over them, the denominator is those people, unless they weigh differently.
    laws += [{place[name, "people"]: 1, place[name, "denominator"]: -1} for name in figures]
    # Who was asked in a group is who its figures on all residents are about.
    laws += [{place[name, "people"]: 1, place[COVERAGE, "people"]: -1} for name in figures if COVERAGE in figures]
    equal = [pair for pair in WHERE_ALL_IS_KNOWN if all(part in place for part in pair)]
    laws += [{place[one]: 1, place[other]: -1} for one, other in equal]
    return [law for law in laws if _holds(flat, law)]


def _holds(flat: Floats, law: Mapping[int, int]) -> bool:
    sums = flat[:, list(law)] @ np.array(list(law.values()), dtype=np.float64)
    known = np.isfinite(sums)
    scale = 1 + np.abs(flat[known][:, list(law)]).max(axis=1, initial=0)
    return bool(known.any() and (np.abs(sums[known]) <= TOLERANCE * scale).all())


def _same_as(columns: int, laws: Iterable[Mapping[int, int]]) -> Ints:
    """Return for each part the first one that it always equals."""
    pairs = [tuple(law) for law in laws if sorted(law.values()) == [-1, 1]]
    one, other = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    links = sparse_rows(np.ones(len(pairs)), one, other, (columns, columns))
    _, group = sparse.csgraph.connected_components(links, directed=False)
    _, first, member = np.unique(group, return_index=True, return_inverse=True)
    return np.asarray(first[member], dtype=np.int64)


def _add_laws(builder: _Rows, of_part: Ints, laws: Iterable[Mapping[int, int]], same_as: Ints) -> None:
    """Add each identity once for every group, in terms of the counts that are left."""
    seen = set()
    for law in laws:
        merged: dict[int, int] = {}
        for column, factor in law.items():
            merged[int(same_as[column])] = merged.get(int(same_as[column]), 0) + factor
        terms = tuple(sorted((column, factor) for column, factor in merged.items() if factor))
        if terms and terms not in seen:
            seen.add(terms)
            columns = of_part[:, [column for column, _ in terms]]
            builder.add(
                columns[(columns >= 0).all(axis=1)], np.array([factor for _, factor in terms], dtype=np.float64)
            )


def _add_sums(builder: _Rows, counts: Ints, finer: Ints, coarser: Ints) -> None:
    """Add that each coarser group is the sum of its finer ones, part by part, and whatever else belongs to it."""
    groups, member = np.unique(coarser, return_inverse=True)
    for part in range(counts.shape[1]):
        inside, whole = counts[finer, part], counts[groups, part]
        complete = (whole >= 0) & (np.bincount(member, inside < 0, len(groups)) == 0)
        row = np.cumsum(complete) - 1 + builder.rows
        chosen = complete[member]
        rows = np.concatenate((row[complete], row[member[chosen]]))
        columns = np.concatenate((whole[complete], inside[chosen]))
        factors = np.concatenate((np.ones(complete.sum()), -np.ones(chosen.sum())))
        builder.parts.append((rows, columns, factors))
        builder.rows += int(complete.sum())


def _parts(of_part: Ints, figure: int) -> tuple[Ints, Ints, Ints]:
    """Return the counts of a figure, group by group: numerators, denominators, people."""
    first = len(PARTS) * figure
    return of_part[:, first], of_part[:, first + 1], of_part[:, first + 2]


def _lowest(of_part: Ints, value: Floats, figures: Sequence[str]) -> Floats:
    """Return the least that each count can be: 0, but for figures that can fall below it."""
    lowest = np.zeros(len(value))
    for number, name in enumerate(figures):
        numerator, _, _ = _parts(of_part, number)
        if name in METRICS and METRICS[name].range[0] < 0:
            lowest[numerator[numerator >= 0]] = -np.inf
    return lowest


def _not_less(of_part: Ints, counts: int, figures: Sequence[str]) -> Rows:
    """Return that no numerator of a share or of an index around 0 is larger than its denominator."""
    builder = _Rows(counts)
    for number, name in enumerate(figures):
        numerator, denominator, _ = _parts(of_part, number)
        both = np.column_stack((denominator, numerator))[(numerator >= 0) & (denominator >= 0)]
        around_0 = name in METRICS and METRICS[name].range[0] < 0
        if counts_parts(name) or around_0:
            builder.add(both, np.array([1.0, -1.0]))
        if around_0:
            builder.add(both, np.array([1.0, 1.0]))
    return builder.matrix()


def _told(
    of_part: Ints, value: Floats, figures: Sequence[str], size: Floats, shown: Bools
) -> tuple[Rows, Ints, pd.DataFrame]:
    """Return what every cell tells: of a share both its parts, of another ratio how they compare, and its people."""
    builder, cell = _Rows(len(value)), [np.zeros(0, dtype=np.int64)]
    cells: list[pd.DataFrame] = []
    first = 0
    for number, name in enumerate(figures):
        units = np.flatnonzero(shown[:, number])
        numerator, denominator, behind = (part[units] for part in _parts(of_part, number))
        shares = counts_parts(name)
        # The denominator of a share is told with it; of a mean it is not, but the people behind it are.
        apart = (behind >= 0) & ((behind != denominator) | (not shares))
        for columns, factors, at in _of_figure(numerator, denominator, value, shares=shares):
            builder.add_each(columns, factors)
            cell.append(first + at)
        builder.add(behind[apart][:, None], np.ones(1))
        cell.append(first + len(units) + np.arange(apart.sum()))
        matters = SIGNAL_COST if name in METRICS and METRICS[name].signal else 1.0
        cells += [
            pd.DataFrame({"unit": units, "figure": number, "what": FIGURE, "cost": matters * size[units]}),
            pd.DataFrame(
                {"unit": units[apart], "figure": number, "what": PEOPLE, "cost": PEOPLE_COST * size[units[apart]]}
            ),
        ]
        first += len(units) + int(apart.sum())
    return builder.matrix(), np.concatenate(cell), pd.concat(cells, ignore_index=True)


def _of_figure(numerator: Ints, denominator: Ints, value: Floats, *, shares: bool) -> list[tuple[Ints, Floats, Ints]]:
    """Return the rows that figures tell by themselves: counts, factors, and which of the figures."""
    if shares:
        there = [(part, np.flatnonzero(part >= 0)) for part in (numerator, denominator)]
        return [(part[at, None], np.ones((len(at), 1)), at) for part, at in there]
    # A part of what everybody knows tells itself.
    alone = np.flatnonzero((numerator >= 0) & (denominator < 0))
    both = np.flatnonzero((numerator >= 0) & (denominator >= 0))
    both = both[value[denominator[both]] != 0]
    told = [(numerator[alone, None], np.ones((len(alone), 1)), alone)]
    numerator, denominator = numerator[both], denominator[both]
    compared = np.column_stack((np.ones(len(both)), -value[numerator] / value[denominator]))
    return [*told, (np.column_stack((numerator, denominator)), compared, both)]
