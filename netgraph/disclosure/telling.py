"""What each cell of a published table tells of the counts behind it, and what it costs to hide it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netgraph.disclosure.laws import PARTS
from netgraph.disclosure.programs import RowBuilder
from netgraph.disclosure.rules import counts_parts
from netgraph.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Rows = Any  # scipy's sparse arrays carry no useful types yet

__all__ = ["FIGURE", "PEOPLE", "parts_of", "what_is_told"]

FIGURE, PEOPLE = "figure", "people"
"""What a cell tells: the figure itself, or on how many people it rests where its denominator is something else."""
PEOPLE_COST = 0.01
"""How much less it matters to show on how many people a figure rests than the figure itself."""
SIGNAL_COST = 2.0
"""How much more it matters to show a figure that can signal."""


def parts_of(of_part: Ints, figure: int) -> tuple[Ints, Ints, Ints]:
    """Return the counts of a figure, group by group: numerators, denominators, people."""
    first = len(PARTS) * figure
    return of_part[:, first], of_part[:, first + 1], of_part[:, first + 2]


def what_is_told(
    of_part: Ints, value: Floats, figures: Sequence[str], size: Floats, shown: Bools
) -> tuple[Rows, Ints, pd.DataFrame]:
    """Return what every cell tells: of a share both its parts, of another ratio how they compare, and its people.

    Parameters
    ----------
    of_part : numpy.ndarray of int64, shape (groups, 3 * figures)
        The count of every group, figure and part; -1 where there is none.
    value : numpy.ndarray of float64, shape (counts,)
        What each count is.
    figures : sequence of str
        Ids of the figures.
    size : numpy.ndarray of float64, shape (groups,)
        What it costs to hide a figure of each group.
    shown : numpy.ndarray of bool, shape (groups, figures)
        Whether a table has such a cell.

    Returns
    -------
    tuple
        ``told``, ``cell`` and ``cells`` of `Counts`.
    """
    builder, cell = RowBuilder(len(value)), [np.zeros(0, dtype=np.int64)]
    cells: list[pd.DataFrame] = []
    first = 0
    for number, name in enumerate(figures):
        units = np.flatnonzero(shown[:, number])
        numerator, denominator, behind = (part[units] for part in parts_of(of_part, number))
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
