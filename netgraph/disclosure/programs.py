"""Linear programs, solved by HiGHS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import optimize, sparse

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Rows = Any  # scipy's sparse arrays carry no useful types yet

__all__ = ["CLOSE", "cheapest", "sparse_rows"]

CLOSE = 1e-6
"""What a linear program may miss by rounding."""


def cheapest(cost: Floats, rows: Rows, low: Floats, high: Floats, least: Floats, most: Floats) -> Floats | None:
    """Return the x of least ``cost @ x`` with ``low <= rows @ x <= high`` and ``least <= x <= most``.

    Parameters
    ----------
    cost, least, most : numpy.ndarray of float64, shape (variables,)
        What each variable costs, and between which values it lies.
    rows : sparse array, shape (rows, variables)
        The conditions.
    low, high : numpy.ndarray of float64, shape (rows,)
        Between which values each of them lies.

    Returns
    -------
    numpy.ndarray of float64 or None
        None where no x meets all conditions.
    """
    constraints: Any = optimize.LinearConstraint(rows, low, high)
    result: Any = optimize.milp(cost, constraints=constraints, bounds=optimize.Bounds(least, most))
    return None if result.x is None else np.asarray(result.x, dtype=np.float64)


def sparse_rows(factors: Any, rows: Any, columns: Any, shape: tuple[int, int]) -> Rows:
    """Return a sparse array of rows from its entries."""
    made: Any = sparse.csr_array
    at = (np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64))
    found = made((np.asarray(factors, dtype=np.float64), at), shape=shape)
    # A factor of 0 says nothing, but would count as an entry of its row.
    found.eliminate_zeros()
    return found
