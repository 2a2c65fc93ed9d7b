"""Columns that tell who somebody is although the identifiers are gone, and values that few people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph.schema.codes import is_among
from netgraph.schema.thresholds import MINIMUM
from netgraph.schema.values import as_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.network import SupportNetwork

__all__ = ["few_alike", "holds_identifiers", "is_own_value", "rare_values"]

SEPARATORS = r"[\s,;:|/()\[\]]+"
"""What stands between identifiers that are listed in one cell, or mentioned in a sentence."""
MOST = 0.5
FEWEST_CELLS = 10
"""In fewer cells than this values may well be all different by chance."""
IDENTIFIERS = ["person", "giver", "receiver"]


def holds_identifiers(values: pd.Series, own: Sequence[pd.Series], identifiers: pd.Series) -> bool:
    """Whether cells of a column are, or mention, identifiers of people.

    One mention is enough, but for numbers: 34 may be an age, and the number of somebody else. Those count when at
    least half of the cells are numbers of people, and either at least half of these differ or at least half of
    these are the number of their own row.

    Parameters
    ----------
    values : Series
        The column.
    own : sequence of Series
        The identifiers in the same rows.
    identifiers : Series of str
        Those of everybody.

    Examples
    --------
    >>> people = pd.Series(["p1", "p2", "p3"])
    >>> holds_identifiers(pd.Series(["sister of P2", None, ""]), [people], people)
    True
    >>> holds_identifiers(pd.Series(["a sister", None, ""]), [people], people)
    False
    """
    cells = as_codes(values).dropna().str.lower()
    known = identifiers.str.lower()
    different = cells.drop_duplicates()
    words = pd.concat([different, different.str.split(SEPARATORS, regex=True).explode()])
    named = words[is_among(words, known)]
    if not named.str.fullmatch("[0-9]+").all():
        return True
    numbers = cells[is_among(cells, known)]
    if numbers.empty or len(numbers) < MOST * len(cells):
        return False
    same = [(numbers == row.str.lower().loc[numbers.index]).mean() for row in own]
    return numbers.nunique() >= MOST * len(numbers) or max(same, default=0) >= MOST


def is_own_value(values: pd.Series) -> bool:
    """Whether more than half of the cells of a column have a value that no other row has, as names and addresses do.

    Examples
    --------
    >>> is_own_value(pd.Series([f"{number} Main Street" for number in range(20)]))
    True
    >>> is_own_value(pd.Series(["18-24", "25-44"] * 10))
    False
    """
    counts = as_codes(values).value_counts()
    return bool(counts.sum() >= FEWEST_CELLS and (counts == 1).sum() > MOST * counts.sum())


def rare_values(network: SupportNetwork) -> pd.DataFrame:
    """Count the values that fewer than ten people, or ties, have: they may tell who somebody is.

    Returns
    -------
    DataFrame
        ``table``, ``column``, ``values`` (how many different ones) and ``rare``, for each column of people and ties
        but identifiers.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": [f"p{n}" for n in range(12)], "district": ["west"] * 11 + ["east"]})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["p1"], "receiver": ["p2"]}))
    >>> rare_values(network).iloc[:1]
        table    column  values  rare
    0  people  district       2     1
    """
    rows = []
    for name, frame in (("people", network.people), ("ties", network.ties)):
        for column in frame.columns.difference(IDENTIFIERS, sort=False):
            counts = as_codes(frame[column]).value_counts()
            rows.append((name, column, len(counts), int((counts < MINIMUM).sum())))
    return pd.DataFrame(rows, columns=["table", "column", "values", "rare"])


def few_alike(network: SupportNetwork) -> int:
    """Count the people whom fewer than nine others resemble in every column of people but the identifier.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": [f"p{n}" for n in range(12)], "district": ["west"] * 11 + ["east"]})
    >>> few_alike(ng.from_tables(people, pd.DataFrame({"giver": ["p1"], "receiver": ["p2"]})))
    1
    """
    people = network.people
    text = pd.DataFrame({column: as_codes(people[column]) for column in people.columns.difference(["person"])})
    sizes = text.groupby(list(text.columns), dropna=False, sort=False).size()
    return int(sizes[sizes < MINIMUM].sum())
