"""Columns of people as groups: which may be used, and what their values are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from pandas.api.types import is_float_dtype

from netgraph.errors import UnknownNameError, did_you_mean

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["group_columns", "values_of"]

NEVER_A_GROUP = ("person", "lon", "lat", "weight")
"""Columns of people that name or place a single person, or are no property of theirs."""


def group_columns(people: pd.DataFrame) -> list[str]:
    """Return the columns of people that people can be told apart by."""
    return [str(column) for column in people.columns if column not in NEVER_A_GROUP]


def values_of(people: pd.DataFrame, column: str) -> tuple[pd.Series, npt.NDArray[np.int64]]:
    """Return the values of a column of people as text, in their own order, and everybody's place in them.

    Parameters
    ----------
    people : DataFrame
        The table of people.
    column : str
        One of `group_columns`.

    Returns
    -------
    values : Series of str
    place : numpy.ndarray of int64, shape (people,)
        -1 where the cell is empty.

    Raises
    ------
    UnknownNameError
        There is no such column, or its cells are lists or of several kinds.

    Examples
    --------
    >>> people = pd.DataFrame({"person": list("abc"), "age": [30, 7, None]})
    >>> values, place = values_of(people, "age")
    >>> values.tolist(), place.tolist()
    (['7', '30'], [1, 0, -1])
    """
    valid = group_columns(people)
    if column in NEVER_A_GROUP:
        raise UnknownNameError(
            f"people cannot be told apart by {column!r}: it is about one person. Give another column."
        )
    if column not in valid:
        raise UnknownNameError(f"people have no column {column!r} to group by. {did_you_mean(str(column), valid)}")
    cells = people[column]
    if is_float_dtype(cells) and (cells.dropna() % 1 == 0).all():
        cells = cells.astype("Int64")  # whole numbers with an empty cell among them
    mixed = f"cannot group by {column!r}: its cells are lists or of several kinds. Make them all text, or all numbers."
    try:
        codes, values = pd.factorize(cells, sort=True)
    except TypeError as error:
        raise UnknownNameError(mixed) from error
    names = pd.Series(values).astype("str")
    if not names.is_unique:
        raise UnknownNameError(mixed)
    return names, codes.astype(np.int64)
