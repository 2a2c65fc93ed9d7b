"""Identifiers of a column that comes in parts -> places in the table of people, looked up once each."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from netgraph.schema.codes import positions
from netgraph.schema.values import as_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy.typing as npt

    Places = npt.NDArray[np.int32]

__all__ = ["EMPTY", "UNKNOWN", "places_in_parts"]

UNKNOWN, EMPTY = -1, -2
"""Places of an identifier that nobody has, and of an empty cell."""
SPARSE = 8
"""A table of numbers may have so many places for each number that is used; beyond that numbers are taken as text."""


def places_in_parts(parts: Iterable[pa.Array], persons: pd.Series, numbers: npt.NDArray[np.integer] | None) -> Places:
    """Return where the person of each cell stands among all people; `UNKNOWN` or `EMPTY` where nobody is meant.

    Parameters
    ----------
    parts : iterable of pyarrow.Array
        The cells of one column: whole numbers, text or dictionaries of text.
    persons : Series of str
        Everybody, in order.
    numbers : numpy.ndarray of integers or None
        The same as numbers, where they are numbers.

    Examples
    --------
    >>> persons = pd.Series(["7", "9"])
    >>> places_in_parts([pa.array([9, 7]), pa.array([8, None])], persons, np.array([7, 9])).tolist()
    [1, 0, -1, -2]
    >>> places_in_parts([pa.array(["9", " 7"]).dictionary_encode(), pa.array(["9"])], persons, None).tolist()
    [1, 0, 1]
    """
    parts = iter(parts)
    first = next(parts, None)
    if first is None:
        return np.empty(0, dtype=np.int32)
    every = chain([first], parts)
    look_up = None if numbers is None else _by_number(numbers)
    if look_up is not None and pa.types.is_integer(first.type):
        return np.concatenate([look_up(part) for part in every])
    return np.concatenate(list(_by_text([_dictionary(part) for part in every], persons)))


def _by_number(numbers: npt.NDArray[np.integer]) -> Callable[[pa.Array], Places] | None:
    """Return what looks numbers up in a table with a place for each; None where too few of them are used."""
    if not len(numbers):
        return None
    least, most = int(numbers.min()), int(numbers.max())
    if most - least + 1 > SPARSE * max(len(numbers), 1_000):
        return None
    table = np.full(most - least + 3, UNKNOWN, dtype=np.int32)
    table[numbers.astype(np.int64) - least] = np.arange(len(numbers), dtype=np.int32)
    table[-1] = EMPTY

    def look_up(part: pa.Array) -> Places:
        # One place beyond the last number is nobody's, and the one after it is that of an empty cell.
        cells = part.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64) - least
        cells[(cells < 0) | (cells > most - least)] = most - least + 1
        if part.null_count:
            cells[part.is_null().to_numpy(zero_copy_only=False)] = most - least + 2
        places: Places = table[cells]
        return places

    return look_up


def _dictionary(part: pa.Array) -> pa.DictionaryArray:
    """Return cells as numbers of a dictionary of text."""
    if pa.types.is_dictionary(part.type):
        return part.cast(pa.dictionary(pa.int32(), pa.large_string()))
    return part.cast(pa.large_string()).dictionary_encode()


def _by_text(parts: list[pa.DictionaryArray], persons: pd.Series) -> Iterator[Places]:
    """Look up every different text of all parts once, and then the parts."""
    whole = pa.chunked_array(parts).unify_dictionaries()
    parts.clear()
    texts = as_codes(pd.Series(whole.chunk(0).dictionary.to_pandas(), dtype="str"))
    named = np.where(texts.isna(), EMPTY, positions(texts, persons)).astype(np.int32)
    named = np.append(named, np.int32(EMPTY))
    for chunk in whole.chunks:
        yield named[chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False)]
