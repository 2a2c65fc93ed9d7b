"""Columns that tell who somebody is although the identifiers are gone, and values that few people have."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.schema.codes import is_among
from netgraph.schema.thresholds import MINIMUM
from netgraph.schema.values import as_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from netgraph.network import SupportNetwork

__all__ = ["Identifiers", "few_alike", "is_own_value", "mentions", "numbers_of_people", "rare_values"]

WORD = re.compile(r"[^\W_]+")
"""Letters and digits, up to the next blank or sign."""
NUMBER = "[0-9]+"
FEWEST_DIGITS = 5
"""With fewer a number in a text is as likely an age, a house number, a year or a Dutch postcode as a person."""
MOST = 0.5
FEWEST_CELLS = 10
"""In fewer cells than this values may well be all different by chance."""
IDENTIFIERS = ["person", "giver", "receiver"]


@dataclass(frozen=True, eq=False)
class Identifiers:
    """The identifiers of everybody, made ready to be found in texts.

    An identifier is found where no letter or digit touches it, in capitals or not. What stands between its words does
    not matter, so that ann_smith is Ann Smith; but one without letters and with fewer than five digits, 12-3 say, has
    to stand there sign by sign, or a date would name somebody. A number of fewer than five digits and nothing
    else is never found: 34 may be an age.

    Attributes
    ----------
    words : frozenset of str
        Those with a letter: their words, with a blank between.
    numbers : frozenset of str
        Those without a letter and with five digits or more, in the same way.
    signs : frozenset of str
        Those without a letter that are no plain number, as they are.
    plain : Series of str
        Those that are a plain number.
    lengths, sizes : frozenset of int
        How many words ``words`` and ``numbers`` have, and how many characters ``signs``.

    Examples
    --------
    >>> known = Identifiers.of(pd.Series(["p1", "Ann Smith", "42"]))
    >>> [known.mentioned_in(text) for text in ("p1's mother", "see ann-smith", "p12", "aged 42")]
    [True, True, False, False]
    """

    words: frozenset[str]
    numbers: frozenset[str]
    signs: frozenset[str]
    plain: pd.Series
    lengths: frozenset[int]
    sizes: frozenset[int]

    @classmethod
    def of(cls, identifiers: pd.Series) -> Identifiers:
        """Make identifiers ready; the work of a second for a large city."""
        words: set[str] = set()
        numbers: set[str] = set()
        signs: set[str] = set()
        plain = identifiers.str.fullmatch(NUMBER).to_numpy(dtype=bool)
        for identifier, is_plain in zip(map(_folded, identifiers), plain, strict=True):
            key = " ".join(WORD.findall(identifier))
            if any(map(str.isalpha, key)):
                words.add(key)
                continue
            if len(key) - key.count(" ") >= FEWEST_DIGITS:
                numbers.add(key)
            if not is_plain:
                signs.add(identifier)
        lengths = frozenset(key.count(" ") + 1 for key in words | numbers)
        sizes = frozenset(map(len, signs))
        return cls(frozenset(words), frozenset(numbers), frozenset(signs), identifiers[plain], lengths, sizes)

    def mentioned_in(self, text: str, *, numbers: bool = True) -> bool:
        """Whether a text is or mentions an identifier; without ``numbers`` those of digits alone do not count."""
        text = _folded(text)
        words = WORD.findall(text)
        runs = {" ".join(run) for length in self.lengths for run in _runs(words, length)}
        return (
            not self.words.isdisjoint(runs)
            or (numbers and not self.numbers.isdisjoint(runs))
            or not self.signs.isdisjoint(_parts(text, self.sizes))
        )


def _folded(text: str) -> str:
    """Return a text without capitals, and with é as one character."""
    return unicodedata.normalize("NFC", text.casefold())


def _runs(words: list[str], length: int) -> Iterator[list[str]]:
    """Yield so many words in a row, from each place."""
    return (words[at : at + length] for at in range(len(words) - length + 1))


def _parts(text: str, sizes: frozenset[int]) -> Iterator[str]:
    """Yield the parts of a text of these sizes that no letter or digit touches."""
    edges = [not letter.isalnum() for letter in f" {text} "]
    for size in sizes:
        for at in range(len(text) - size + 1):
            if edges[at] and edges[at + size + 1]:
                yield text[at : at + size]


def mentions(values: pd.Series, identifiers: Identifiers) -> npt.NDArray[np.bool_]:
    """Say of each cell whether it is, or mentions, the identifier of a person.

    In a column of nothing but numbers or moments, plain numbers do not count: `numbers_of_people` judges those.

    Parameters
    ----------
    values : Series
        The column.
    identifiers : Identifiers
        Those of everybody.

    Examples
    --------
    >>> known = Identifiers.of(pd.Series(["p1", "p2", "100241"]))
    >>> mentions(pd.Series(["sister of P2", "mother of 100241", "a sister", None]), known).tolist()
    [True, True, False, False]
    >>> mentions(pd.Series([100_241, 25_000]), known).tolist()
    [False, False]
    """
    cells = as_codes(values)
    different = cells.dropna().drop_duplicates()
    numbers = not _is_typed(values) and not different.str.fullmatch(NUMBER).all()
    naming = [identifiers.mentioned_in(text, numbers=numbers) for text in different]
    return is_among(cells, different[np.array(naming, dtype=bool)])


def _is_typed(values: pd.Series) -> bool:
    """Whether cells are numbers, flags or moments instead of text."""
    dtype = values.cat.categories.dtype if isinstance(values.dtype, pd.CategoricalDtype) else values.dtype
    return pd.api.types.is_numeric_dtype(dtype) or pd.api.types.is_datetime64_any_dtype(dtype)


def numbers_of_people(values: pd.Series, own: Sequence[pd.Series], identifiers: Identifiers) -> npt.NDArray[np.bool_]:
    """Say of each cell whether it is a number that is the identifier of a person, and not so by chance.

    34 may be an age, and the number of somebody else. So numbers count when at least half of the cells are numbers of
    people, and either at least half of these differ or at least half of these are the number of their own row.

    Parameters
    ----------
    values : Series
        The column.
    own : sequence of Series
        The identifiers in the same rows.
    identifiers : Identifiers
        Those of everybody.

    Examples
    --------
    >>> people = pd.Series(["1", "2", "3", "4"])
    >>> numbers_of_people(pd.Series([2, None, 1, None]), [people], Identifiers.of(people)).tolist()
    [True, False, True, False]
    >>> numbers_of_people(pd.Series([2, 2, 2, 2]), [people], Identifiers.of(people)).tolist()
    [False, False, False, False]
    """
    cells = as_codes(values)
    among = is_among(cells, identifiers.plain)
    numbers = cells[among]
    if numbers.empty or len(numbers) < MOST * cells.count():
        return np.zeros(len(cells), dtype=bool)
    same = [(numbers == row[among]).mean() for row in own]
    return among & bool(numbers.nunique() >= MOST * len(numbers) or max(same, default=0) >= MOST)


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
