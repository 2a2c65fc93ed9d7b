"""Ties whose givers, receivers and kinds are numbers with names (categories): quick to work with in a large table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.schema.codes import positions

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["CODED", "coded", "decoded", "numbers"]

ENDS = ("giver", "receiver")
CODED = (*ENDS, "kind")
"""Columns of ties that are kept as categories."""


def coded(ties: pd.DataFrame, persons: pd.Series) -> pd.DataFrame:
    """Return ties with categories: givers and receivers by their place among all persons, kinds in their own order.

    Parameters
    ----------
    ties : DataFrame
        Columns giver and receiver, all of whom are among ``persons``, and kind.
    persons : Series of str
        Everybody, each once.

    Examples
    --------
    >>> ties = pd.DataFrame({"giver": ["b"], "receiver": ["a"], "kind": ["care"]})
    >>> told = coded(ties, pd.Series(["a", "b"]))
    >>> numbers(told["giver"]).tolist(), decoded(told)["giver"].tolist()
    ([1], ['b'])
    """
    everybody = pd.CategoricalDtype(pd.Index(persons, dtype="str", name=None))
    ends = {end: _of(positions(ties[end], persons), everybody, ties.index) for end in ENDS}
    if isinstance(ties["kind"].dtype, pd.CategoricalDtype):
        kind = ties["kind"].cat.remove_unused_categories()
        kind = kind.cat.reorder_categories(sorted(kind.cat.categories))
    else:
        kind = ties["kind"].astype("category")
    return ties.assign(**ends, kind=kind)


def _of(codes: npt.NDArray[np.int64], dtype: pd.CategoricalDtype, index: pd.Index) -> pd.Series:
    return pd.Series(pd.Categorical.from_codes(codes.astype(np.int32), dtype=dtype, validate=False), index=index)


def decoded(ties: pd.DataFrame) -> pd.DataFrame:
    """Return ties with their givers, receivers and kinds as text again."""
    return ties.assign(**{column: as_text(ties[column]) for column in CODED})


def as_text(values: pd.Series) -> pd.Series:
    """Return the names of categories as text."""
    names = pd.Series(values.cat.categories, dtype="str").array
    return pd.Series(names.take(numbers(values), allow_fill=True), index=values.index, name=values.name)


def numbers(values: pd.Series) -> npt.NDArray[np.int64]:
    """Return the place of each cell's category; -1 for an empty cell."""
    places: npt.NDArray[np.int64] = values.cat.codes.to_numpy().astype(np.int64)
    return places
