"""Where codes stand in a table: text identifiers -> integers, vectorised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["is_among", "positions"]


def positions(codes: pd.Series, among: pd.Series) -> npt.NDArray[np.int64]:
    """Return the place of each code in a column, the first where it stands more than once; -1 where it does not.

    Arrow does this five times faster than pandas: a city has more than a million ties.

    Examples
    --------
    >>> positions(pd.Series(["b", "x", None]), pd.Series(["a", "b"])).tolist()
    [1, -1, -1]
    """
    if isinstance(codes.dtype, pd.CategoricalDtype):
        # Each category is looked up once; the last place is that of an empty cell, -1.
        named = np.append(positions(pd.Series(codes.cat.categories), among), -1)
        return named[codes.cat.codes.to_numpy()]
    found = pc.index_in(_text(codes), value_set=_text(among), skip_nulls=True)
    places: npt.NDArray[np.int64] = found.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return places


def is_among(codes: pd.Series, among: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether each code stands in a column; a missing code does not.

    Examples
    --------
    >>> is_among(pd.Series(["b", "x"]), pd.Series(["a", "b"])).tolist()
    [True, False]
    """
    return positions(codes, among) >= 0


def _text(values: pd.Series) -> pa.Array:
    array = pa.array(values, type=pa.large_string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
