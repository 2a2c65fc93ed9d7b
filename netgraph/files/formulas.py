"""Text cells that a spreadsheet would run as a formula get a leading apostrophe, and lose it when read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["neutralise_formulas", "restore_formulas"]

FORMULA = r"^('*[=+\-@\t\r])"
MARKED_FORMULA = r"^'('*[=+\-@\t\r])"


def neutralise_formulas(text: pd.Series) -> pd.Series:
    """Put an apostrophe before text that starts like a formula; other text, 's-Gravenhage say, stays as it is.

    Examples
    --------
    >>> import pandas as pd
    >>> neutralise_formulas(pd.Series(["=1+1", "'t Hofje", "'=x"])).tolist()
    ["'=1+1", "'t Hofje", "''=x"]
    """
    return text.str.replace(FORMULA, r"'\1", regex=True)


def restore_formulas(text: pd.Series) -> pd.Series:
    """Take the apostrophe away again: the exact reverse of `neutralise_formulas`.

    Examples
    --------
    >>> import pandas as pd
    >>> restore_formulas(pd.Series(["'=1+1", "'t Hofje", "''=x"])).tolist()
    ['=1+1', "'t Hofje", "'=x"]
    """
    return text.str.replace(MARKED_FORMULA, r"\1", regex=True)
