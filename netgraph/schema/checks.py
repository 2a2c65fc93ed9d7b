"""The rules for one table: pandera says which cells break them, and here is what each rule tells the user."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

with warnings.catch_warnings():
    # Where PySpark is installed pandera tries it, which warns of pandas 3: now, and where it first checks a table.
    warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

    pa.DataFrameSchema.register_default_backends(pd.DataFrame)

from netgraph.schema.coded import CODED
from netgraph.schema.tables import check_columns, name_columns
from netgraph.schema.values import (
    Cells,
    as_categories,
    as_codes,
    as_dates,
    as_flags,
    as_numbers,
    guess_dates,
    guess_types,
    tidy_objects,
)
from netgraph.schema.vocabulary import ELSEWHERE, ROLES

if TYPE_CHECKING:
    from netgraph.schema.faults import Faults
    from netgraph.schema.tables import Table

__all__ = ["check_table", "is_role_list"]


def is_role_list(roles: pd.Series) -> pd.Series:
    """Whether each cell holds only known roles separated by ``;``."""
    codes, lists = pd.factorize(roles)
    known = np.array([*(set(text.split(";")) <= set(ROLES) for text in lists), True])
    return pd.Series(known[codes], index=roles.index)


def _at_least(minimum: float, rule: str, *, above: bool = False) -> pa.Check:
    """Check numbers against a lower bound; infinity is no number of hours either."""
    return pa.Check(lambda s: (s > minimum if above else s >= minimum) & (s < np.inf), name=rule, error=rule)


def _within(limit: float) -> pa.Check:
    return pa.Check(lambda s: s.abs() <= limit, name="outside_earth", error="outside_earth")


def is_count(numbers: pd.Series) -> pd.Series:
    """Whether each number is whole, finite and at least 0: 12.345 is 12345 with a separator, no number of people."""
    return (numbers >= 0) & (numbers % 1 == 0)


_POPULATION = "bad_population"
_CODE: dict[str, Any] = {"dtype": "str", "nullable": False}
_OPEN: dict[str, Any] = {"nullable": True, "required": False}

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "people": pa.DataFrameSchema(
        {
            "person": pa.Column(**_CODE, unique=True, report_duplicates="exclude_first"),
            "district": pa.Column("str", **_OPEN),
            "roles": pa.Column("str", pa.Check(is_role_list, name="unknown_role", error="unknown_role"), **_OPEN),
            "respondent": pa.Column("bool", coerce=False, required=False),
            "weight": pa.Column("float64", _at_least(0, "bad_weight", above=True), **_OPEN),
            "lon": pa.Column("float64", _within(180), **_OPEN),
            "lat": pa.Column("float64", _within(90), **_OPEN),
        }
    ),
    "ties": pa.DataFrameSchema(
        {
            "giver": pa.Column(**_CODE),
            "receiver": pa.Column(**_CODE),
            "kind": pa.Column("str", **_OPEN),
            "hours_per_week": pa.Column("float64", _at_least(0, "negative_hours"), **_OPEN),
            "since": pa.Column("datetime64[us]", **_OPEN),
            "until": pa.Column("datetime64[us]", **_OPEN),
        }
    ),
    "districts": pa.DataFrameSchema(
        {
            "district": pa.Column(
                **_CODE,
                unique=True,
                report_duplicates="exclude_first",
                checks=pa.Check(lambda s: s != ELSEWHERE, name="reserved_code", error="reserved_code"),
            ),
            "name": pa.Column("str", **_OPEN),
            "population": pa.Column("float64", pa.Check(is_count, name=_POPULATION, error=_POPULATION), **_OPEN),
            "parent": pa.Column("str", **_OPEN),
        }
    ),
}

MESSAGES: dict[str, str] = {
    "missing_value": "this cell is empty. Fill it in, or remove the row.",
    "duplicate_person": "this person has an earlier row. Keep one row a person; roles go together, separated by ';'.",
    "duplicate_district": "this district has an earlier row already. Keep one row a district.",
    "unknown_role": f"there is a role that netgraph does not know. Valid: {', '.join(ROLES)}, separated by ';'.",
    "bad_weight": "a survey weight must be a number above 0.",
    "negative_hours": "hours a week cannot be below 0 or infinite.",
    "bad_population": "the population must be a whole number, 0 or more, without separators for thousands.",
    "outside_earth": "this is not a place on earth in degrees. Expected WGS84: lon -180 to 180, lat -90 to 90.",
    "reserved_code": f"'{ELSEWHERE}' is kept for people who live outside the area. Give the district another code.",
    "not_a_number": (
        "this is not a number. Expected 7.5, or 7,5 in a semicolon-separated file; not both in one column."
    ),
    "bad_date": "this is not a date. Expected year-month-day (2026-01-31) or day-month-year (31-1-2026).",
    "not_true_or_false": "this is neither true nor false. Expected true, false, yes, no, ja, nee, 1 or 0.",
}
_TYPE_RULES = {"float64": "not_a_number", "datetime64[us]": "bad_date", "bool": "not_true_or_false"}


def check_table(table: Table, faults: Faults) -> Table | None:
    """Give every column its type and record every cell that breaks a rule.

    Parameters
    ----------
    table : Table
        As read.
    faults : Faults
        Where faults are recorded.

    Returns
    -------
    Table or None
        The table with typed columns, or None when its columns do not allow it to be read. Cells that
        are no value of their column's type are empty; their rows are among the faults.
    """
    table = table.with_frame(name_columns(table.frame))
    if not check_columns(table, faults):
        return None
    frame = table.frame.copy()
    schema = SCHEMAS[table.name]
    for column in frame.columns:
        if table.name == "ties" and column in CODED:
            frame[column] = as_categories(frame[column])
        elif column in schema.columns:
            dtype = _dtype(schema.columns[column])
            frame[column], wrong = _read(frame[column], dtype, table)
            if wrong.any():
                faults.of_rows(table, wrong, column, _TYPE_RULES[dtype], MESSAGES[_TYPE_RULES[dtype]])
        elif column != "geometry":
            frame[column] = _guess(frame[column], column, table)
    if "roles" in frame:
        frame["roles"] = _tidy_roles(frame["roles"])
    typed = table.with_frame(frame)
    try:
        seen = frame.drop(columns="geometry", errors="ignore")
        coded_whole = [column for column in schema.columns if _is_coded(frame, column) and not frame[column].hasnans]
        # Of categories pandera looks only for empty cells, and where there are none it need not.
        schema.remove_columns(coded_whole).validate(seen.drop(columns=coded_whole).pipe(_as_text), lazy=True)
    except SchemaErrors as errors:
        _record(typed, errors.failure_cases, faults)
    return typed


def _is_coded(frame: pd.DataFrame, column: str) -> bool:
    return column in CODED and column in frame and isinstance(frame[column].dtype, pd.CategoricalDtype)


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(**{column: as_codes(frame[column]) for column in CODED if _is_coded(frame, column)})


def _read(values: pd.Series, dtype: str, table: Table) -> Cells:
    """Read the cells of a column with a known meaning."""
    if dtype == "float64":
        return as_numbers(values, decimal_comma=table.decimal_comma)
    if dtype == "datetime64[us]":
        return as_dates(values)
    if dtype == "bool":
        return as_flags(values)
    return Cells(as_codes(values), pd.Series(False, index=values.index))


def _guess(values: pd.Series, column: str, table: Table) -> pd.Series:
    """Give a column without a fixed meaning its type, as far as its file leaves that open."""
    values = tidy_objects(values)
    if table.cells == "typed" or column in table.text_columns or not pd.api.types.is_string_dtype(values.dtype):
        return values
    return guess_dates(values) if table.cells == "json" else guess_types(values, decimal_comma=table.decimal_comma)


def _tidy_roles(roles: pd.Series) -> pd.Series:
    """Give roles one spelling: lower case, no blanks, each once, in the order of ROLES; unknown ones stay."""
    codes, lists = pd.factorize(roles)
    tidy = pd.Series([_one_role_list(text) or None for text in lists], dtype="str").array
    return pd.Series(tidy.take(codes, allow_fill=True), index=roles.index)


def _one_role_list(text: str) -> str:
    given = {part.strip().lower() for part in text.split(";")} - {""}
    return ";".join([role for role in ROLES if role in given] + sorted(given - set(ROLES)))


def _dtype(column: pa.Column) -> str:
    """Return pandera's type of a column as the plain name used in this module."""
    name = str(column.dtype)
    return next((known for known in _TYPE_RULES if name.startswith(known.split("[")[0])), "str")


def _record(table: Table, cases: pd.DataFrame, faults: Faults) -> None:
    """Turn pandera's failure cases into faults with a sentence of ours."""
    for (column, check), group in cases.groupby(["column", "check"], sort=False):
        rule = str(check)
        if rule == "not_nullable":
            rule = "missing_value"
        elif rule == "field_uniqueness":
            rule = f"duplicate_{column}"
        wrong = np.zeros(len(table.frame), dtype=bool)
        wrong[group["index"].astype("int64")] = True
        if rule != "missing_value":
            wrong &= table.frame[column].notna().to_numpy()  # two empty cells are not the same person twice
        faults.of_rows(table, wrong, str(column), rule, MESSAGES[rule])
