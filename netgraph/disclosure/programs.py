"""Linear programs, solved by HiGHS: the same one with other costs and bounds starts from its last answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import highspy
import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Rows = Any  # scipy's sparse arrays carry no useful types yet

__all__ = ["CLOSE", "Program", "sparse_rows"]

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
        """Return the cheapest x; None where no x meets all conditions."""
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"HiGHS ended with {self._solver.modelStatusToString(status)}")
        return np.array(self._solver.getSolution().col_value, dtype=np.float64)


def sparse_rows(factors: Any, rows: Any, columns: Any, shape: tuple[int, int]) -> Rows:
    """Return a sparse array of rows from its entries."""
    made: Any = sparse.csr_array
    at = (np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64))
    found = made((np.asarray(factors, dtype=np.float64), at), shape=shape)
    # A factor of 0 says nothing, but would count as an entry of its row.
    found.eliminate_zeros()
    return found
