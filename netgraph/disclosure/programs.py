"""Linear programs, solved by HiGHS: the same one with other costs and bounds starts from its last answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import highspy
import numpy as np
from scipy import sparse

from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Rows = Any  # scipy's sparse arrays carry no useful types yet

__all__ = ["CLOSE", "Program", "RowBuilder", "sparse_rows"]

CLOSE = 1e-6
"""What a linear program may miss by rounding."""


class _Quiet(highspy.Highs):
    """HiGHS without a word on the terminal: some versions greet whoever makes one, unless told before."""

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS calls it so, first thing
        """Keep quiet from here on."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Program:
    """Look for the x of least ``cost @ x`` with ``low <= rows @ x <= high`` and ``least <= x <= most``.

    Parameters
    ----------
    rows : sparse array, shape (rows, variables)
        The conditions.
    low, high : numpy.ndarray of float64, shape (rows,)
        Between which values each of them lies.
    least, most : numpy.ndarray of float64, shape (variables,)
        Between which values each variable lies.
    """

    def __init__(self, rows: Rows, low: Floats, high: Floats, least: Floats, most: Floats) -> None:
        by_column = rows.tocsc()
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = by_column.shape
        model.col_cost_ = np.zeros(by_column.shape[1])
        model.col_lower_, model.col_upper_, model.row_lower_, model.row_upper_ = least, most, low, high
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = by_column.indptr
        model.a_matrix_.index_ = by_column.indices
        model.a_matrix_.value_ = by_column.data
        self._numbers = np.arange(by_column.shape[1], dtype=np.int32)
        self._solver = _Quiet()  # type: ignore[no-untyped-call]
        self._solver.silent()
        # Nothing may differ between two runs, or between computers with more and fewer cores.
        for option, value in (("threads", 1), ("solver", "simplex")):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(model)

    def price(self, cost: Floats) -> None:
        """Say what each variable costs from now on."""
        self._solver.changeColsCost(len(cost), self._numbers, cost)

    def between(self, row: int, low: float, high: float) -> None:
        """Say between which values a condition lies from now on."""
        self._solver.changeRowBounds(row, low, high)

    def solve(self) -> Floats | None:
        """Return the cheapest x; None where no x meets all conditions.

        Raises
        ------
        NetgraphError
            No answer is found, not even from the start.
        """
        for _ in range(2):
            self._solver.run()
            status = self._solver.getModelStatus()
            if status == highspy.HighsModelStatus.kInfeasible:
                return None
            if status == highspy.HighsModelStatus.kOptimal:
                return np.array(self._solver.getSolution().col_value, dtype=np.float64)
            # Rounding can lead the way from the last answer astray.
            self._solver.clearSolver()
        raise NetgraphError(
            f"the gate cannot decide what must be hidden: HiGHS ended with {self._solver.modelStatusToString(status)}. "
            "Nothing was written. Publish fewer figures or larger groups at once, and please report it."
        )


def sparse_rows(factors: Any, rows: Any, columns: Any, shape: tuple[int, int]) -> Rows:
    """Return a sparse array of rows from its entries."""
    made: Any = sparse.csr_array
    at = (np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64))
    found = made((np.asarray(factors, dtype=np.float64), at), shape=shape)
    # A factor of 0 says nothing, but would count as an entry of its row.
    found.eliminate_zeros()
    return found


class RowBuilder:
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
