"""Too little data: figures on too few people, or of too small a part of the inhabitants, say nothing either way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netgraph.errors import NetgraphError
from netgraph.estimates.columns import FIGURES
from netgraph.schema.thresholds import LEAST_COVERAGE, LEAST_PEOPLE

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TOO_LITTLE_DATA", "Enough"]

TOO_LITTLE_DATA = "too_little_data"
"""Why there is no figure: it would rest on too little."""


@dataclass(frozen=True, slots=True)
class Enough:
    """What a figure must rest on to be drawn and judged.

    Attributes
    ----------
    people : int
        Fewest people behind it; 1 or more.
    coverage : float
        Smallest part of the inhabitants of its area who were asked, from 0 (any) to 1.

    Raises
    ------
    NetgraphError
        One of them is no such number.
    """

    people: int = LEAST_PEOPLE
    coverage: float = LEAST_COVERAGE

    def __post_init__(self) -> None:
        _check(self.people, self.coverage)

    def only(self, tidy: pd.DataFrame, coverage: pd.Series) -> pd.DataFrame:
        """Return figures without those on too little: these are neither low nor high, and no part of any rest.

        Parameters
        ----------
        tidy : DataFrame
            Figures of areas; hidden ones stay as they are.
        coverage : Series of float64
            Respondents / population by area; where that is not known (NaN) it is not looked at.

        Returns
        -------
        DataFrame
            As given; where there was a figure on too little it is NaN, with the reason ``too_little_data``.

        Examples
        --------
        >>> import pandas as pd
        >>> tidy = pd.DataFrame({"group": ["a", "b", "c"], "value": [0.1, 0.2, 0.3], "people": [50, 9, 80]})
        >>> coverage = pd.Series({"a": 0.9, "b": 0.9, "c": 0.1})
        >>> told = Enough(people=20, coverage=0.5).only(tidy.assign(reason=""), coverage)
        >>> told["value"].tolist(), told["reason"].tolist()
        ([0.1, nan, nan], ['', 'too_little_data', 'too_little_data'])
        """
        asked = tidy["group"].map(coverage).to_numpy(dtype=np.float64)
        people = tidy["people"].to_numpy(dtype=np.float64)
        little = tidy["value"].notna().to_numpy() & ((people < self.people) | (asked < self.coverage))
        told = tidy.copy()
        told.loc[little, [column for column in FIGURES if column in told]] = np.nan
        return told.assign(reason=told["reason"].mask(little, TOO_LITTLE_DATA))


def _check(people: object, coverage: object) -> None:
    """Refuse thresholds that are none, such as NaN, which nothing is below."""
    if not isinstance(people, (int, np.integer)) or isinstance(people, bool) or people < 1:
        raise NetgraphError(f"least_people must be a whole number of 1 or more; found {people!r}.")
    if not isinstance(coverage, (int, float, np.number)) or isinstance(coverage, bool) or not 0 <= coverage <= 1:
        raise NetgraphError(
            f"least_coverage must be a number from 0 to 1 (0.5: at least half of the inhabitants were asked); found "
            f"{coverage!r}."
        )
