"""What must stay possible: how far a reader must be unsure of everything that is hidden on its own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.disclosure.laws import PARTS
from netgraph.disclosure.reader import Claim
from netgraph.disclosure.rules import FEW_PEOPLE, SMALL, SMALL_COUNT, counts_parts
from netgraph.disclosure.telling import FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from netgraph.disclosure.counts import Counts

__all__ = ["PART_UNSURE", "UNSURE", "claims_of"]

UNSURE, PART_UNSURE = 5.0, 0.10
"""A hidden count that is not small must be possible so much lower and higher: five, or a tenth where that is more."""


def claims_of(counts: Counts, figures: Sequence[str], reasons: npt.NDArray[np.str_]) -> list[Claim]:
    """Return what must stay possible of the cells that are hidden on their own account.

    - A count of 1 to 4 in a share: everything from 1 to 4. Of 0 to 4 outside it: everything from 0 to 4.
    - Any other count of such a cell: five less and five more, or a tenth where that is more; never less than 0.

    Parameters
    ----------
    counts : Counts
        The true counts.
    figures : sequence of str
        Ids of the figures.
    reasons : numpy.ndarray of str, shape (cells,)
        Why each cell is hidden; "" where it is not hidden on its own account.
    """
    found: dict[Claim, None] = {}
    units, numbers, whats = (counts.cells[column].to_numpy() for column in ("unit", "figure", "what"))
    for cell in np.flatnonzero(reasons != ""):
        unit, figure, what = int(units[cell]), int(numbers[cell]), whats[cell]
        numerator, denominator, people = (counts.part(unit, figure, part) for part in PARTS)
        shares = counts_parts(figures[figure])
        if reasons[cell] == SMALL_COUNT:
            claims = _of_small(counts, numerator, denominator)
        elif what != FIGURE or reasons[cell] == FEW_PEOPLE:
            alone = [people] if what != FIGURE else [people, numerator, denominator]
            claims = [
                claim
                for count in dict.fromkeys(alone)
                if count >= 0
                for claim in _around(counts, count, small=shares and count == numerator)
            ]
        else:
            claims = _around(counts, numerator, small=False) if numerator >= 0 else []
        found.update(dict.fromkeys(claims))
    return list(found)


def _of_small(counts: Counts, numerator: int, denominator: int) -> list[Claim]:
    """Return what must stay possible of a share with a small count in it, or outside it."""
    claims = _around(counts, numerator, small=True) if 0 < counts.value[numerator] < SMALL + 1 else []
    if denominator >= 0:
        outside = float(counts.value[denominator] - counts.value[numerator])
        if outside < SMALL + 1:
            both = (denominator, numerator)
            claims += [Claim(both, (1.0, -1.0), change) for change in (-outside, max(SMALL - outside, 0.0))]
    return claims


def _around(counts: Counts, count: int, *, small: bool) -> list[Claim]:
    """Return that a count can be less and more than it is."""
    value = float(counts.value[count])
    if small and 0 < value < SMALL + 1:
        changes = (min(1 - value, 0.0), max(SMALL - value, 0.0))
    else:
        unsure = max(UNSURE, PART_UNSURE * abs(value))
        changes = (max(float(counts.lowest[count]) - value, -unsure), unsure)
    return [Claim((count,), (1.0,), change) for change in changes]
