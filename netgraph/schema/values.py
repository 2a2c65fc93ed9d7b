"""Cells as people type them -> values: identifiers, numbers, yes and no, dates.

A cell that cannot be understood is left as it is: pandera then reports it as a fault of its column.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

__all__ = ["as_codes", "as_dates", "as_flags", "as_numbers", "guess_types"]

FLAGS = {
    **dict.fromkeys(("true", "waar", "yes", "ja", "1", "1.0"), True),
    **dict.fromkeys(("false", "onwaar", "no", "nee", "0", "0.0"), False),
}
ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?Z?")
DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+")
PLAIN_INTEGER = r"-?(?:0|[1-9]\d{0,17})"
PLAIN_NUMBER = r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?"
EXACT_INTEGER = 2.0**53


def as_codes(values: pd.Series) -> pd.Series:
    """Turn identifiers and codes into text: blanks around them removed, empty is missing, 7 and 7.0 are "7".

    Examples
    --------
    >>> as_codes(pd.Series([" 007", "", None])).tolist()
    ['007', nan, nan]
    >>> as_codes(pd.Series([7.0, None])).tolist()
    ['7', nan]
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes = as_codes(pd.Series(values.cat.categories))
        return pd.Series(codes.reindex(values.cat.codes).to_numpy(), index=values.index, dtype="str")
    if pd.api.types.is_float_dtype(values.dtype):
        known = values.dropna()
        if ((known % 1 == 0) & (known.abs() < EXACT_INTEGER)).all():
            values = values.astype("Int64")
    text = values.astype("str") if values.notna().all() else values.astype("object").map(_as_text, na_action="ignore")
    text = text.astype("str").str.strip()
    return text.mask(text == "")


def _as_text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def as_numbers(values: pd.Series, *, decimal_comma: bool) -> pd.Series:
    """Turn text into numbers where every cell is one; with ``decimal_comma`` 7,5 is read as 7.5.

    Examples
    --------
    >>> as_numbers(pd.Series(["7,5", "8", None]), decimal_comma=True).tolist()
    [7.5, 8.0, nan]
    """
    if pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_bool_dtype(values.dtype):
        return values.astype("float64")
    if not _is_text(values):
        return values
    text = as_codes(values)
    if decimal_comma:
        commas = text.str.fullmatch(DECIMAL_COMMA.pattern, na=False)
        text = text.mask(commas, text.str.replace(",", ".", regex=False))
    try:
        return text.astype("float64")
    except ValueError:
        return text


def as_flags(values: pd.Series) -> pd.Series:
    """Turn true/false, waar/onwaar, yes/no, ja/nee and 1/0 into booleans; missing is true."""
    words = values.astype("object").map(_flag, na_action="ignore")
    filled = words.where(words.notna(), True)
    is_flag = filled.map(lambda value: isinstance(value, bool))
    return filled.astype("bool") if is_flag.all() else filled


def _flag(value: object) -> object:
    text = str(value).strip().lower()
    return FLAGS.get(text, True if text == "" else value)


def as_dates(values: pd.Series) -> pd.Series:
    """Turn ISO dates (2024-05-31) and Dutch ones (31-5-2024) into datetime64; empty is missing."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return values.dt.tz_localize(None).dt.normalize().astype("datetime64[us]")
    text = as_codes(values)
    iso = text.map(_iso_date, na_action="ignore").astype("str")
    parsed = pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce")
    if (parsed.isna() & iso.notna()).any():
        return iso.mask(parsed.notna(), iso)
    return parsed.astype("datetime64[us]")


def _iso_date(text: str) -> str:
    if match := ISO_DATE.fullmatch(text):
        return match[1]
    if match := DUTCH_DATE.fullmatch(text):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    return text


def guess_types(values: pd.Series, *, decimal_comma: bool) -> pd.Series:
    """Give a text column without a fixed meaning its type: whole numbers, numbers, true/false, else text.

    Codes such as 007 or 1E5X stay text; so does a column in which one cell is no number.

    Examples
    --------
    >>> guess_types(pd.Series(["1", "20"]), decimal_comma=False).dtype
    dtype('int64')
    >>> guess_types(pd.Series(["01", "20"]), decimal_comma=False).tolist()
    ['01', '20']
    """
    known = values.dropna()
    if known.empty:
        return values
    if known.isin(["true", "false"]).all():
        flags = values.map({"true": True, "false": False})
        return flags.astype("bool" if values.notna().all() else "boolean")
    if known.str.fullmatch(PLAIN_INTEGER).all():
        return values.astype("Int64" if values.isna().any() else "int64")
    numbers = known
    if decimal_comma:
        commas = known.str.fullmatch(DECIMAL_COMMA.pattern)
        numbers = known.mask(commas, known.str.replace(",", ".", regex=False))
    if numbers.str.fullmatch(PLAIN_NUMBER).all():
        return numbers.astype("float64").reindex(values.index)
    return values


def _is_text(values: pd.Series) -> bool:
    """Whether cells may be text: text, categories of text, or mixed objects."""
    return bool(
        pd.api.types.is_string_dtype(values.dtype)
        or values.dtype == np.dtype("O")
        or isinstance(values.dtype, pd.CategoricalDtype)
    )
