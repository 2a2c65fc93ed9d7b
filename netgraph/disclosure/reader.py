"""What a reader can work out: between which values each hidden count must lie, given all that is shown.

Linear programs, solved by HiGHS: the reader knows every shown cell exactly, every total and identity, and that counts
are not negative. What the reader cannot pin down here cannot be pinned down by anybody who knows no more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from netgraph.disclosure.neighbours import near
from netgraph.disclosure.programs import CLOSE, Program, sparse_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from netgraph.disclosure.counts import Counts

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Rows = Any

__all__ = ["Claim", "unkept"]

LARGE = 3_000
"""Counts in one program: more than this take longer than it is worth, and the neighbourhood is enough."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That a reader must hold it possible that a count, or a difference of counts, lies so far from what it is.

    Attributes
    ----------
    counts : tuple of int
        Which counts.
    factors : tuple of float
        How often each is added: a part is ``(1,)``, whoever is not in it ``(1, -1)`` of whole and part.
    change : float
        How much less (negative) or more it must be possible to be.
    """

    counts: tuple[int, ...]
    factors: tuple[float, ...]
    change: float


@dataclass(frozen=True, eq=False)
class _Unknown:
    """What is left to find out, as changes from the true counts.

    Attributes
    ----------
    count : numpy.ndarray of int64
        The counts that what is shown does not fix.
    equal, not_less, least, room : arrays
        Changes ``d`` of them are possible when ``equal @ d == 0``, ``not_less @ d >= -room`` and ``d >= least``.
    """

    count: Ints
    equal: Rows
    not_less: Rows
    room: Floats
    least: Floats

    def only(self, chosen: Bools) -> _Unknown:
        """Return what is left to find out for a reader who knows all but some of the counts."""
        equal, not_less = self.equal[:, chosen], self.not_less[:, chosen]
        some = np.diff(not_less.indptr) > 0
        return _Unknown(
            self.count[chosen], equal[np.diff(equal.indptr) > 0], not_less[some], self.room[some], self.least[chosen]
        )

    def parts(self) -> Iterator[_Unknown]:
        """Split into parts that have nothing to do with each other."""
        rows = sparse.vstack([self.equal, self.not_less]).tocsr()
        links = abs(rows).T @ abs(rows)
        number, label = sparse.csgraph.connected_components(links, directed=False)
        order = np.argsort(label, kind="stable")
        ends = np.searchsorted(label[order], np.arange(number + 1))
        of_equal, of_less = (label[_first_column(each)] for each in (self.equal, self.not_less))
        equal_order, less_order = np.argsort(of_equal, kind="stable"), np.argsort(of_less, kind="stable")
        equal_ends, less_ends = (np.searchsorted(np.sort(each), np.arange(number + 1)) for each in (of_equal, of_less))
        for part in range(number):
            columns = order[ends[part] : ends[part + 1]]
            equal = equal_order[equal_ends[part] : equal_ends[part + 1]]
            less = less_order[less_ends[part] : less_ends[part + 1]]
            yield _Unknown(
                self.count[columns],
                self.equal[equal][:, columns],
                self.not_less[less][:, columns],
                self.room[less],
                self.least[columns],
            )


def _first_column(rows: Rows) -> Ints:
    return np.asarray(rows.indices[rows.indptr[:-1]], dtype=np.int64)


def unkept(counts: Counts, hidden: Bools, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that do not hold: the reader knows better.

    Parameters
    ----------
    counts : Counts
        The true counts and what ties them together.
    hidden : numpy.ndarray of bool, shape (cells,)
        Which cells are not shown.
    claims : sequence of Claim
        What must be possible.

    Returns
    -------
    list of Claim
        In order. Of a part of more than `LARGE` counts it is looked at what a reader cannot know who knows all but the
        neighbourhood: a few claims that hold can be among them.
    """
    kept = {claim for claim in claims if abs(claim.change) <= CLOSE}
    parts = list(_unknown(counts, hidden).parts())
    part_of = np.full(len(counts.value), -1)
    for number, part in enumerate(parts):
        part_of[part.count] = number
    left = [claim for claim in claims if claim not in kept]
    for number, of_part in _gathered(left, lambda claim: int(part_of[list(claim.counts)].max())).items():
        if number >= 0:
            kept |= _kept(counts, parts[number], of_part)
    return [claim for claim in claims if claim not in kept]


def _gathered(claims: Sequence[Claim], key: Callable[[Claim], int]) -> dict[int, list[Claim]]:
    """Return claims by a key, in order."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(key(claim), []).append(claim)
    return found


def _kept(counts: Counts, part: _Unknown, claims: list[Claim]) -> set[Claim]:
    """Return the claims that hold; in a large part those that hold even if all but the neighbourhood were known."""
    if len(part.count) <= LARGE:
        return _possible(part, claims)
    kept: set[Claim] = set()
    units = counts.unit[part.count]
    for unit, of_unit in _gathered(claims, lambda claim: int(counts.unit[claim.counts[0]])).items():
        kept |= _possible(part.only(np.isin(units, near(counts, unit))), of_unit)
    return kept


def _unknown(counts: Counts, hidden: Bools) -> _Unknown:
    """Return what the shown cells leave open."""
    told = counts.told[~hidden[counts.cell]]
    single = np.diff(told.indptr) == 1
    fixed = np.zeros(len(counts.value), dtype=np.bool_)
    fixed[told[single].indices] = True
    equal = sparse.vstack([counts.equal, told[~single]]).tocsr()
    fixed = _all_fixed(equal, fixed)
    free = np.flatnonzero(~fixed)
    equal, not_less = equal[:, free], counts.not_less[:, free]
    some = np.diff(not_less.indptr) > 0
    return _Unknown(
        count=free,
        equal=equal[np.diff(equal.indptr) > 0],
        not_less=not_less[some],
        room=(counts.not_less @ counts.value)[some],
        least=counts.lowest[free] - counts.value[free],
    )


def _all_fixed(equal: Rows, fixed: Bools) -> Bools:
    """Add the counts that follow from a single equation, again and again: linear programs need not look at those."""
    pattern = abs(equal).sign()
    while True:
        alone = equal[(pattern @ (~fixed).astype(np.float64)) == 1]
        found = np.unique(alone.indices[~fixed[alone.indices]])
        if not len(found):
            return fixed
        fixed = fixed.copy()
        fixed[found] = True


def _possible(part: _Unknown, claims: list[Claim]) -> set[Claim]:
    """Return the claims that hold, of counts of one part: for each a possible table that moves it as far as it asks.

    One table is looked for that moves many of them at once, first up and then down; only what no such table keeps is
    looked at claim by claim.
    """
    moves, change = _moves(part, claims), np.array([abs(claim.change) for claim in claims])
    upward = np.array([claim.change > 0 for claim in claims])
    enough = change * (1 - CLOSE) - CLOSE
    program = _program(part, moves, change)
    kept = np.zeros(len(claims), dtype=np.bool_)

    def look(asked: Bools) -> bool:
        """Look for a table for the claims asked for, and say whether it keeps one of them."""
        # Each counts alike, and the dearest costs 1: a price below what HiGHS takes for 0 would not be looked for.
        prices = np.where(asked, -change[asked].min(), 0.0) / change
        program.price(np.concatenate((np.zeros(len(part.count)), prices)))
        found = program.solve()
        if found is None:
            return False
        held = moves @ found[: len(part.count)] >= enough
        np.logical_or(kept, held, out=kept)
        return bool((held & asked).any())

    for direction in (upward, ~upward):
        while (asked := direction & ~kept).any() and look(asked):
            pass
    for number in range(len(claims)):
        if not kept[number]:
            look(np.arange(len(claims)) == number)
    return {claim for claim, holds in zip(claims, kept, strict=True) if holds}


def _moves(part: _Unknown, claims: list[Claim]) -> Rows:
    """Return by how much a change of the counts moves each claim in the direction that it asks for."""
    position = {int(count): place for place, count in enumerate(part.count)}
    entries = [
        (row, position[count], factor * np.sign(claim.change))
        for row, claim in enumerate(claims)
        for count, factor in zip(claim.counts, claim.factors, strict=True)
        if count in position
    ]
    rows, columns, factors = zip(*entries, strict=True)
    return sparse_rows(factors, rows, columns, (len(claims), len(part.count)))


def _program(part: _Unknown, moves: Rows, change: Floats) -> Program:
    """Return the program of all tables that are possible, with how far each claim is moved, up to what it asks."""
    nothing, claims = np.zeros(part.equal.shape[0]), len(change)
    tables = sparse.vstack([part.equal, part.not_less, moves], format="csc")
    asked = np.arange(claims)
    reached = sparse_rows(-np.ones(claims), tables.shape[0] - claims + asked, asked, (tables.shape[0], claims))
    return Program(
        rows=sparse.hstack([tables, reached], format="csc"),
        low=np.concatenate((nothing, -part.room, np.zeros(claims))),
        high=np.concatenate((nothing, np.full(len(part.room) + claims, np.inf))),
        least=np.concatenate((part.least, np.full(claims, -np.inf))),
        most=np.concatenate((np.full(len(part.count), np.inf), change)),
    )
