"""Cells as people type them -> values: identifiers, numbers, yes and no, dates.

A cell that cannot be understood is never guessed at: it becomes empty and is reported as wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Cells",
    "as_categories",
    "as_codes",
    "as_dates",
    "as_flags",
    "as_numbers",
    "guess_dates",
    "guess_types",
    "renamed",
    "tidy_objects",
]

FLAGS = {
    **dict.fromkeys(("true", "waar", "yes", "ja", "1", "1.0"), True),
    **dict.fromkeys(("false", "onwaar", "no", "nee", "0", "0.0"), False),
}
ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?Z?")
DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
DECIMAL_COMMA = r"[+-]?[0-9]*,[0-9]+"
NUMBER = r"[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?)"
"""What is typed for a number. Infinity is understood here, so that the bounds of each column can refuse it."""
PLAIN_INTEGER = r"-?(?:0|[1-9][0-9]{0,17})"
PLAIN_NUMBER = r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
"""Numbers in columns without a fixed meaning: short enough for a float to tell from its neighbours."""
PLAIN_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?)?"


class Cells(NamedTuple):
    """The cells of a column as values of its type, and which of them could not be understood (those are empty)."""

    typed: pd.Series
    wrong: pd.Series


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
        names = as_codes(pd.Series(values.cat.categories)).array
        return pd.Series(names.take(values.cat.codes.to_numpy(), allow_fill=True), index=values.index)
    is_text = pd.api.types.is_string_dtype(values.dtype) and not pd.api.types.is_object_dtype(values.dtype)
    if is_text or (pd.api.types.is_integer_dtype(values.dtype) and values.notna().all()):
        text = values.astype("str")
    else:
        text = values.astype("object").map(_as_text, na_action="ignore").astype("str")
    text = text.str.strip()
    return text.mask(text == "")


def as_categories(values: pd.Series) -> pd.Series:
    """Do what `as_codes` does, and keep categories as such: each name is tidied once.

    Examples
    --------
    >>> as_categories(pd.Series([" a", "a", "", None], dtype="category")).tolist()
    ['a', 'a', nan, nan]
    """
    return renamed(values, as_codes) if isinstance(values.dtype, pd.CategoricalDtype) else as_codes(values)


def renamed(values: pd.Series, rename: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Give categories other names; those that get the same name are one, and those that get none are empty cells.

    Examples
    --------
    >>> renamed(pd.Series(["a", "A"], dtype="category"), lambda names: names.str.upper()).cat.categories.tolist()
    ['A']
    """
    before = pd.Series(values.cat.categories)
    after = rename(before)
    if after.equals(before):
        return values
    codes, names = pd.factorize(after)
    places = np.append(codes, -1)[values.cat.codes.to_numpy()]
    return pd.Series(pd.Categorical.from_codes(places, categories=names), index=values.index)


def _as_text(value: object) -> str:
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def as_numbers(values: pd.Series, *, decimal_comma: bool = False) -> Cells:
    """Turn text into numbers; with ``decimal_comma`` 7,5 is read as 7.5.

    Examples
    --------
    >>> as_numbers(pd.Series(["7,5", "8", None]), decimal_comma=True).typed.tolist()
    [7.5, 8.0, nan]
    >>> as_numbers(pd.Series(["7.5", "many"])).wrong.tolist()
    [False, True]
    """
    values = tidy_objects(values)
    if pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_bool_dtype(values.dtype):
        return Cells(values.astype("float64"), pd.Series(False, index=values.index))
    if not _is_text(values):
        return Cells(pd.Series(np.nan, index=values.index), values.notna())
    text = as_codes(values)
    numbers = _numbers(text, NUMBER, decimal_comma=decimal_comma)
    return Cells(numbers, numbers.isna() & text.notna())


def _numbers(text: pd.Series, pattern: str, *, decimal_comma: bool) -> pd.Series:
    """Read the cells that fit a pattern; the others become missing.

    In a column that has decimal commas a point can only separate thousands, so 1.234 is not understood there.
    """
    commas = text.str.fullmatch(DECIMAL_COMMA, na=False) & decimal_comma
    points = text.mask(commas, text.str.replace(",", ".", regex=False))
    understood = points.str.fullmatch(pattern, na=False)
    if commas.any():
        understood &= commas | ~text.str.contains(".", regex=False, na=False)
    return points.where(understood).astype("float64")


def as_flags(values: pd.Series) -> Cells:
    """Turn true/false, waar/onwaar, yes/no, ja/nee and 1/0 into booleans; missing is true.

    Examples
    --------
    >>> as_flags(pd.Series(["waar", "NEE", None])).typed.tolist()
    [True, False, True]
    """
    words = values.astype("object").map(lambda cell: str(cell).strip().lower(), na_action="ignore")
    flags = words.map(FLAGS, na_action="ignore")
    return Cells(flags.where(flags.notna(), True).astype("bool"), flags.isna() & words.notna() & (words != ""))


def as_dates(values: pd.Series) -> Cells:
    """Turn ISO dates (2024-05-31) and Dutch ones (31-5-2024) into datetime64; empty is missing.

    Examples
    --------
    >>> as_dates(pd.Series(["31-5-2024", "31 mei"])).typed.dt.strftime("%d %b").tolist()
    ['31 May', nan]
    """
    values = tidy_objects(values)
    if isinstance(values.dtype, pd.ArrowDtype) and str(values.dtype).startswith("date"):
        values = values.astype("object")  # Arrow's days have no time of day that could be cut off
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        days: pd.Series = values.dt.tz_localize(None).dt.normalize().astype("datetime64[us]")
        return Cells(days, pd.Series(False, index=values.index))
    codes, texts = pd.factorize(as_codes(values))
    iso = pd.Series([_iso_date(text) for text in texts], dtype="str")
    days = pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce").astype("datetime64[us]")
    parsed = pd.Series(days.array.take(codes, allow_fill=True), index=values.index)
    return Cells(parsed, parsed.isna() & (codes >= 0))


def _iso_date(text: str) -> str:
    if match := ISO_DATE.fullmatch(text):
        return match[1]
    if match := DUTCH_DATE.fullmatch(text):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    return "no date"


def guess_types(values: pd.Series, *, decimal_comma: bool) -> pd.Series:
    """Give a text column without a fixed meaning its type: whole numbers, numbers, true/false, dates, else text.

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
    numbers = _numbers(known, PLAIN_NUMBER, decimal_comma=decimal_comma)
    if np.isfinite(numbers).all():
        return numbers.reindex(values.index)
    return guess_dates(values)


def guess_dates(values: pd.Series) -> pd.Series:
    """Turn a column of text into dates (or moments) where every cell is one in ISO form, else leave it.

    Examples
    --------
    >>> str(guess_dates(pd.Series(["2024-05-31", None])).dtype)
    'datetime64[us]'
    >>> guess_dates(pd.Series(["2024-05-31", "later"])).tolist()
    ['2024-05-31', 'later']
    """
    known = values.dropna()
    if known.empty or not known.str.fullmatch(PLAIN_MOMENT).all():
        return values
    moments = pd.to_datetime(values, format="ISO8601", errors="coerce")
    return values if (moments.isna() & values.notna()).any() else moments.astype("datetime64[us]")


OBJECTS = {
    "string": "str",
    "bytes": "str",
    "boolean": "boolean",
    "integer": "Int64",
    "floating": "float64",
    "mixed-integer-float": "float64",
    "decimal": "float64",
    "date": "datetime64[us]",
    "datetime": "datetime64[us]",
}
"""What pandas calls the kind of a column of Python objects, and the type that it gets here."""


def tidy_objects(values: pd.Series) -> pd.Series:
    """Give a column of Python objects the type that all its cells share; a mixture and other columns stay as they are.

    Examples
    --------
    >>> str(tidy_objects(pd.Series([1, None], dtype=object)).dtype)
    'Int64'
    >>> tidy_objects(pd.Series(["a", 1], dtype=object)).tolist()
    ['a', 1]
    """
    kind = pd.api.types.infer_dtype(values, skipna=True) if pd.api.types.is_object_dtype(values.dtype) else ""
    if kind not in OBJECTS:
        return values
    if kind == "bytes":
        values = values.map(lambda cell: cell.decode("utf-8", "replace"), na_action="ignore")
    try:
        typed: pd.Series = values.astype(pd.api.types.pandas_dtype(OBJECTS[kind]))
    except (TypeError, ValueError, OverflowError):
        return values  # a number too large, or moments in several time zones
    return typed


def _is_text(values: pd.Series) -> bool:
    """Whether cells may be text: text, categories, or mixed objects."""
    return bool(
        pd.api.types.is_string_dtype(values.dtype)
        or values.dtype == np.dtype("O")
        or isinstance(values.dtype, pd.CategoricalDtype)
    )
