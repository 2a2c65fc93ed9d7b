"""Ties in which people are numbers, their places in the table of people: quick to work with in a large table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.schema.codes import positions

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

__all__ = ["CODED", "ENDS", "MOST_IN_A_BYTE", "coded", "decoded", "in_use", "places_of_ends"]

ENDS = ("giver", "receiver")
CODED = (*ENDS, "kind")
"""Columns of ties in which the same few names stand over and over."""
MOST_IN_A_BYTE = 127


def places_of_ends(ties: pd.DataFrame, persons: pd.Series) -> dict[str, npt.NDArray[np.int64]]:
    """Return the place of every giver and receiver among all persons; -1 for who is not there."""
    return {end: positions(ties[end], persons) for end in ENDS}


def coded(ties: pd.DataFrame, places: Mapping[str, npt.NDArray[np.int64]]) -> pd.DataFrame:
    """Return ties with people as numbers (int32) and kinds as categories, in order of the alphabet.

    Parameters
    ----------
    ties : DataFrame
        Columns giver, receiver and kind.
    places : mapping of str to numpy.ndarray of int64
        Of giver and receiver, as `places_of_ends` gives them; all there.

    Examples
    --------
    >>> ties = pd.DataFrame({"giver": ["b"], "receiver": ["a"], "kind": ["care"]})
    >>> persons = pd.Series(["a", "b"])
    >>> told = coded(ties, places_of_ends(ties, persons))
    >>> told["giver"].tolist(), decoded(told, persons)["giver"].tolist()
    ([1], ['b'])
    """
    ends = {end: pd.Series(places[end].astype(np.int32), index=ties.index) for end in ENDS}
    return ties.assign(**ends, kind=in_use(ties["kind"]))


def in_use(kinds: pd.Series) -> pd.Series:
    """Return kinds as categories that occur, in order of the alphabet.

    Examples
    --------
    >>> in_use(pd.Series(["b", "a", "b"])).cat.categories.tolist()
    ['a', 'b']
    """
    kind = kinds.astype("category")
    codes, names = kind.cat.codes.to_numpy(), kind.cat.categories
    count = np.bincount(codes[codes >= 0], minlength=len(names))
    used = sorted(np.flatnonzero(count).tolist(), key=lambda place: str(names[place]))
    place: npt.NDArray[np.integer] = np.full(len(names) + 1, -1, np.int8 if len(used) < MOST_IN_A_BYTE else np.int32)
    place[used] = np.arange(len(used))
    told = pd.Categorical.from_codes(place[codes], dtype=pd.CategoricalDtype(names[used].astype("str")), validate=False)
    return pd.Series(told, index=kinds.index, name=kinds.name)


def decoded(ties: pd.DataFrame, persons: pd.Series) -> pd.DataFrame:
    """Return ties with people and kinds as text again.

    Parameters
    ----------
    ties : DataFrame
        As `coded` returns them.
    persons : Series of str
        Everybody, in order.
    """
    names = {end: pd.Series(persons.array.take(ties[end].to_numpy()), index=ties.index, dtype="str") for end in ENDS}
    kinds = pd.Series(ties["kind"].cat.categories, dtype="str").array
    kind = pd.Series(kinds.take(ties["kind"].cat.codes.to_numpy(), allow_fill=True), index=ties.index, dtype="str")
    return ties.assign(**names, kind=kind)
