"""Text cells that a file cannot hold as they are: what a spreadsheet would run, and what would be cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["any_cell_has", "mixed_columns", "neutralise_formulas", "restore_formulas", "text_columns"]

FORMULA = r"^('*[=+\-@\t\r])"
MARKED_FORMULA = r"^'('*[=+\-@\t\r])"


def neutralise_formulas(text: pd.Series) -> pd.Series:
    """Put an apostrophe before text that starts like a formula; other text, 's-Gravenhage say, stays as it is.

    Examples
    --------
    >>> neutralise_formulas(pd.Series(["=1+1", "'t Hofje", "'=x"])).tolist()
    ["'=1+1", "'t Hofje", "''=x"]
    """
    return text.str.replace(FORMULA, r"'\1", regex=True)


def restore_formulas(text: pd.Series) -> pd.Series:
    """Take the apostrophe away again: the exact reverse of `neutralise_formulas`.

    Examples
    --------
    >>> restore_formulas(pd.Series(["'=1+1", "'t Hofje", "''=x"])).tolist()
    ['=1+1', "'t Hofje", "'=x"]
    """
    return text.str.replace(MARKED_FORMULA, r"\1", regex=True)


def text_columns(frame: pd.DataFrame) -> Iterator[int]:
    """Give the places of the columns that hold text, categories of text among them."""
    for position, dtype in enumerate(frame.dtypes):
        values = frame.iloc[:, position]
        kind = values.cat.categories.dtype if isinstance(dtype, pd.CategoricalDtype) else values.dtype
        if pd.api.types.is_string_dtype(kind) or pd.api.types.is_object_dtype(kind):
            yield position


def any_cell_has(frame: pd.DataFrame, part: str) -> bool:
    """Whether a text cell or a column name has these characters in it."""
    if any(part in str(column) for column in frame.columns):
        return True
    columns = (frame.iloc[:, position].astype("str") for position in text_columns(frame))
    return any(column.str.contains(part, regex=False, na=False).any() for column in columns)


def mixed_columns(frame: pd.DataFrame) -> list[str]:
    """Return the columns whose cells are of several kinds (text and numbers, say), which only a workbook can hold."""
    objects = [place for place, dtype in enumerate(frame.dtypes) if pd.api.types.is_object_dtype(dtype)]
    kinds = {str(frame.columns[at]): pd.api.types.infer_dtype(frame.iloc[:, at], skipna=True) for at in objects}
    return [column for column, kind in kinds.items() if kind.startswith("mixed") and kind != "mixed-integer-float"]
