"""Cells -> values. Expected values: what a person who typed the cell meant (DESIGN: The tables; SAFETY)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.schema.values import as_codes, as_dates, as_flags, as_numbers, guess_dates, guess_types, tidy_objects

MOMENT = pd.Timestamp("2024-05-31").to_pydatetime()
ARROW_DICTIONARY = pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string()))


def text(*cells: str | None) -> pd.Series:
    """Return a column as a CSV file gives it."""
    return pd.Series(list(cells), dtype="str")


def plain(values: pd.Series) -> list[object]:
    """Return Python values, None for missing."""
    cells = values.astype(object)
    return cells.where(cells.notna(), None).tolist()


def days(values: pd.Series) -> list[str | None]:
    return [None if pd.isna(day) else day.isoformat()[:10] for day in values]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (text("007", " 7 ", "7.0", "", None), ["007", "7", "7.0", None, None]),
        (pd.Series([7, 8]), ["7", "8"]),
        (pd.Series([7.0, np.nan]), ["7", None]),
        (pd.Series([7, None], dtype="Int64"), ["7", None]),
        (pd.Series([7, None], dtype=pd.ArrowDtype(pa.int64())), ["7", None]),
        (pd.Series([7.0, "007", np.float32(3), b"x9", None], dtype=object), ["7", "007", "3", "x9", None]),
        (pd.Series(["b", "a", None, "b"], dtype="category"), ["b", "a", None, "b"]),
        (pd.Series([2, 1], dtype="category"), ["2", "1"]),
        (pd.Series(["b", None, "a"], dtype=ARROW_DICTIONARY), ["b", None, "a"]),
        (pd.Series([np.nan, np.nan]), [None, None]),
        (pd.Series([], dtype=object), []),
        (pd.Series([1e20, 1.5]), ["100000000000000000000", "1.5"]),
    ],
)
def test_identifiers_are_text_whatever_they_were(cells: pd.Series, expected: list[str | None]) -> None:
    codes = as_codes(cells)
    assert codes.dtype == "str"
    assert plain(codes) == expected


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1))
def test_integers_and_their_text_are_the_same_code(numbers: list[int]) -> None:
    """People may hold integers where ties hold text (DESIGN: they must agree)."""
    assert plain(as_codes(pd.Series(numbers))) == plain(as_codes(text(*map(str, numbers))))


def test_numbers_as_typed() -> None:
    read = as_numbers(text("7.5", " 8 ", "-1", "+2", "1e3", ".5", "5.", "", None))
    assert plain(read.typed) == [7.5, 8, -1, 2, 1000, 0.5, 5, None, None]
    assert not read.wrong.any()


@pytest.mark.parametrize("cell", ["many", "nan", "NA", "1_000", "0x10", "7,5", "1.2.3", "١٢", "--1", "7 8"])
def test_what_is_no_number_is_wrong_and_empty(cell: str) -> None:
    read = as_numbers(text(cell, "1"))
    assert plain(read.typed) == [None, 1]
    assert read.wrong.tolist() == [True, False]


def test_decimal_comma_only_where_the_file_has_it() -> None:
    read = as_numbers(text("7,5", ",5", "8", "-1,0"), decimal_comma=True)
    assert plain(read.typed) == [7.5, 0.5, 8, -1]
    assert not read.wrong.any()


def test_a_point_beside_decimal_commas_separates_thousands_and_is_not_understood() -> None:
    read = as_numbers(text("7,5", "1.234", "1.234,5"), decimal_comma=True)
    assert read.wrong.tolist() == [False, True, True]


def test_a_decimal_point_in_a_semicolon_file_without_commas() -> None:
    """Pandas writes such files with ``sep=";"``."""
    assert plain(as_numbers(text("5.217", "1"), decimal_comma=True).typed) == [5.217, 1]


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series([True, False]),
        pd.Series(pd.to_datetime(["2024-05-07", "2024-07-05"])),
        pd.Series(pd.to_timedelta([1, 2], unit="D")),
        pd.Series([MOMENT, True], dtype=object),
    ],
)
def test_dates_and_flags_are_never_hours(cells: pd.Series) -> None:
    """Excel turns 7.5 into 7 May; as nanoseconds that would be an enormous number of hours."""
    read = as_numbers(cells)
    assert read.typed.isna().all()
    assert read.wrong.all()


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series([1, None], dtype="Int64"),
        pd.Series([1, None], dtype=pd.ArrowDtype(pa.int64())),
        pd.Series([Decimal("1.0"), None], dtype=object),
        pd.Series(["1", None], dtype="category"),
        pd.Series([1.0, None], dtype="category"),
    ],
)
def test_number_columns_of_every_kind(cells: pd.Series) -> None:
    read = as_numbers(cells)
    assert plain(read.typed) == [1, None]
    assert read.typed.dtype == "float64"
    assert not read.wrong.any()


@given(st.lists(st.floats(allow_nan=False), min_size=1))
def test_every_float_is_read_back_from_its_text(numbers: list[float]) -> None:
    assert as_numbers(text(*map(repr, numbers))).typed.tolist() == numbers


def test_words_for_yes_and_no() -> None:
    yes, no = ("true", "TRUE", "waar", "Waar", " yes ", "ja", "1", "1.0"), ("false", "onwaar", "no", "Nee", "0")
    read = as_flags(text(*yes, *no))
    assert read.typed.tolist() == [True] * len(yes) + [False] * len(no)
    assert read.typed.dtype == bool


def test_missing_is_true_and_anything_else_is_wrong() -> None:
    read = as_flags(text(None, "", "misschien", "2"))
    assert read.typed.tolist() == [True] * 4
    assert read.wrong.tolist() == [False, False, True, True]


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series([True, False, None], dtype="boolean"),
        pd.Series([1, 0, None], dtype="Int64"),
        pd.Series([1.0, 0.0, np.nan]),
        pd.Series([np.True_, 0, None], dtype=object),
        pd.Series(["ja", "nee", None], dtype="category"),
        pd.Series([True, False, None], dtype=pd.ArrowDtype(pa.bool_())),
    ],
)
def test_flag_columns_of_every_kind(cells: pd.Series) -> None:
    read = as_flags(cells)
    assert read.typed.tolist() == [True, False, True]
    assert not read.wrong.any()


def test_iso_and_dutch() -> None:
    cells = text("2024-05-31", "31-5-2024", "01-02-2024", "2024-05-31 00:00:00", "2024-05-31T00:00:00Z", "", None)
    read = as_dates(cells)
    assert days(read.typed) == ["2024-05-31", "2024-05-31", "2024-02-01", "2024-05-31", "2024-05-31", None, None]
    assert not read.wrong.any()


@pytest.mark.parametrize(
    "cell", ["31-2-2024", "2024-13-01", "20240531", "31/5/2024", "5-31-2024", "mei", "45443", "2024-05-31 12:30"]
)
def test_what_is_no_date_is_wrong(cell: str) -> None:
    read = as_dates(text(cell, "2024-05-31"))
    assert days(read.typed) == [None, "2024-05-31"]
    assert read.wrong.tolist() == [True, False]


def test_numbers_are_no_dates() -> None:
    """Read as nanoseconds, 20240531 would be a moment in 1970."""
    assert as_dates(pd.Series([20240531, 45443])).wrong.all()


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series(pd.to_datetime(["2024-05-31 13:30", None], format="ISO8601")),
        pd.Series(pd.to_datetime(["2024-05-31", None])).dt.tz_localize("Europe/Amsterdam"),
        pd.Series([dt.date(2024, 5, 31), None], dtype=object),
        pd.Series([MOMENT, None], dtype=object),
        pd.Series([pd.Timestamp("2024-05-31"), "31-5-2024"], dtype=object).where([True, False]),
        pd.Series([dt.date(2024, 5, 31), None], dtype=pd.ArrowDtype(pa.date32())),
        pd.Series([MOMENT, None], dtype=pd.ArrowDtype(pa.timestamp("ms"))),
        pd.Series(["2024-05-31", None], dtype="category"),
    ],
)
def test_date_columns_of_every_kind(cells: pd.Series) -> None:
    """Among them datetimes as Excel gives them; the time of day does not count."""
    read = as_dates(cells)
    assert days(read.typed) == ["2024-05-31", None]
    assert read.typed.dtype == "datetime64[us]"


@given(st.dates())
def test_every_day_in_both_ways_of_writing(day: dt.date) -> None:
    dutch = f"{day.day}-{day.month}-{day.year:04d}"
    assert days(as_dates(text(day.isoformat(), dutch)).typed) == [day.isoformat()] * 2


@pytest.mark.parametrize(
    ("cells", "dtype", "expected"),
    [
        (("1", "-0", "20"), "int64", [1, 0, 20]),
        (("1", None), "Int64", [1, None]),
        (("1.5", "2", "1e-3", None), "float64", [1.5, 2, 0.001, None]),
        (("true", "false"), "bool", [True, False]),
        (("true", None), "boolean", [True, None]),
        (("007", "8"), "str", ["007", "8"]),
        (("1E5X", "2"), "str", ["1E5X", "2"]),
        (("1234567890123456789",), "str", ["1234567890123456789"]),
        (("1e999",), "str", ["1e999"]),
        (("True", "x"), "str", ["True", "x"]),
        (("nan",), "str", ["nan"]),
        (("NA", "1"), "str", ["NA", "1"]),
        (("2024-02-30",), "str", ["2024-02-30"]),
        ((None, None), "str", [None, None]),
    ],
)
def test_a_type_only_where_every_cell_has_it(cells: tuple[str | None, ...], dtype: str, expected: list[object]) -> None:
    """Long digits stay text: as a float, 1234567890123456789 would become another number."""
    guessed = guess_types(text(*cells), decimal_comma=False)
    assert guessed.dtype == dtype
    assert plain(guessed) == expected


def test_decimal_commas() -> None:
    assert plain(guess_types(text("1,5", "2"), decimal_comma=True)) == [1.5, 2]
    assert plain(guess_types(text("1,5", "2"), decimal_comma=False)) == ["1,5", "2"]
    assert plain(guess_types(text("1,5", "2.000"), decimal_comma=True)) == ["1,5", "2.000"]


def test_dates_and_moments() -> None:
    guessed = guess_types(text("2024-05-31", "2024-06-01T10:30:00", None), decimal_comma=False)
    assert plain(guessed) == [pd.Timestamp("2024-05-31"), pd.Timestamp("2024-06-01 10:30"), None]
    assert guess_dates(text("31-5-2024")).tolist() == ["31-5-2024"]


@given(st.lists(st.none() | st.text(min_size=1, max_size=6), max_size=5))
def test_guessing_loses_nothing(cells: list[str | None]) -> None:
    """Property: what is missing stays missing, and whole numbers keep their digits."""
    values = text(*cells)
    guessed = guess_types(values, decimal_comma=False)
    assert guessed.isna().tolist() == values.isna().tolist()
    if pd.api.types.is_integer_dtype(guessed.dtype):
        assert [None if n is None else int(n) for n in plain(values)] == plain(guessed)


@pytest.mark.parametrize(
    ("cells", "dtype"),
    [
        ((1, None), "Int64"),
        ((2**60 + 1, None), "Int64"),
        ((True, None), "boolean"),
        ((1, 2.5), "float64"),
        ((Decimal("1.5"), None), "float64"),
        (("a", None), "str"),
        ((b"a", None), "str"),
        ((dt.date(2024, 5, 31), None), "datetime64[us]"),
        ((MOMENT, None), "datetime64[us]"),
        (("a", 1), "object"),
        ((2**70, None), "object"),
        (([1], None), "object"),
        ((None, None), "object"),
    ],
)
def test_a_column_of_objects_gets_the_type_that_all_cells_share(cells: tuple[object, ...], dtype: str) -> None:
    given_cells = pd.Series(list(cells), dtype=object)
    tidy = tidy_objects(given_cells)
    assert tidy.dtype == dtype
    if dtype == "Int64":
        assert plain(tidy) == list(cells), "not a digit may be lost"
