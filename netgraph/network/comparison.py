"""Whether two tables say the same, whatever the order of their rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = ["same_table"]


def same_table(left: pd.DataFrame, right: pd.DataFrame, key: Sequence[str]) -> bool:
    """Whether two tables hold the same columns and rows.

    Whole numbers equal the same numbers as floats, and missing equals missing, whatever their types;
    text never equals a number. Geometries must be equal to the last digit, in the same CRS.

    Parameters
    ----------
    left, right : DataFrame
        The tables.
    key : sequence of str
        Columns that name a row.
    """
    if set(left.columns) != set(right.columns) or len(left) != len(right):
        return False
    if isinstance(left, gpd.GeoDataFrame) != isinstance(right, gpd.GeoDataFrame):
        return False
    if isinstance(left, gpd.GeoDataFrame) and left.crs != right.crs:
        return False
    a, b = _sorted(left, key), _sorted(right, key)
    return all(_same_values(a[column], b[column]) for column in left.columns)


def _sorted(frame: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    return frame.sort_values(list(key), kind="stable").reset_index(drop=True)


def _same_values(a: pd.Series, b: pd.Series) -> bool:
    if isinstance(a, gpd.GeoSeries) and isinstance(b, gpd.GeoSeries):
        a, b = a.to_wkb(), b.to_wkb()
    missing = a.isna()
    if not missing.equals(b.isna()):
        return False
    known_a, known_b = a[~missing], b[~missing]
    known_a, known_b = known_a.astype(object), known_b.astype(object)
    return known_a.map(_kind).equals(known_b.map(_kind)) and bool((known_a == known_b).all())


def _kind(value: object) -> str:
    """Tell apart what Python calls equal: true and 1."""
    if isinstance(value, (bool, np.bool_)):
        return "flag"
    return "text" if isinstance(value, str) else "other"
