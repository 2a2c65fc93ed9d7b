"""Dutch postcodes -> districts, by a table of your own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from netgraph.sources.survey_tables import SurveyTable

__all__ = ["districts_of_postcodes"]

POSTCODE = re.compile(r"[1-9]\d{3}(?:[A-Z]{2})?")
DIGITS = 4


def districts_of_postcodes(rows: SurveyTable, column: str, postcodes: SurveyTable | None) -> pd.Series:
    """Return the district of each row: that of its whole postcode, else that of the four digits, else none.

    Raises
    ------
    NetgraphError
        There is no table of postcodes, it has a postcode twice, or a cell is no postcode.
    """
    if postcodes is None:
        raise NetgraphError(
            f"column {column} has postcodes, and nothing says in which district these are. "
            "Give postcodes: a table with postcode and district."
        )
    known = pd.Series(postcodes.codes("district").to_numpy(), index=_plain(postcodes, "postcode"))
    twice = known.index.duplicated() & known.index.notna()
    if twice.any():
        raise NetgraphError(f"{postcodes.places[twice].iloc[0]}: this postcode is there twice. Keep one row.")
    asked = _plain(rows, column)
    return asked.map(known).fillna(asked.str.slice(0, DIGITS).map(known)).astype("str")


def _plain(table: SurveyTable, column: str) -> pd.Series:
    """Return postcodes without blanks and in capitals; an empty cell stays empty."""
    codes = table.codes(column).str.replace(r"\s", "", regex=True).str.upper()
    wrong = codes.notna() & ~codes.str.fullmatch(POSTCODE.pattern, na=False)
    if wrong.any():
        raise NetgraphError(
            f"{table.places[wrong].iloc[0]}, column {column}: this is no postcode. Expected 1315 AB or 1315."
        )
    return codes
