"""The tables of a database as ibis expressions, completed and typed as netgraph has them in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean
from netgraph.schema.vocabulary import REQUIRED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from netgraph.schema.vocabulary import TableName

__all__ = ["Expression", "active", "check_groups", "complete", "table_of"]

Expression = Any
"""ibis builds its methods from schemas, which no type checker sees."""

COLUMNS: Mapping[TableName, Mapping[str, tuple[str, object]]] = {
    "people": {
        "person": ("code", None),
        "district": ("code", None),
        "roles": ("text", "resident"),
        "respondent": ("flag", True),
        "weight": ("number", 1.0),
    },
    "ties": {
        "giver": ("code", None),
        "receiver": ("code", None),
        "kind": ("text", "support"),
        "hours_per_week": ("number", None),
        "since": ("day", None),
        "until": ("day", None),
    },
    "districts": {"district": ("code", None), "population": ("number", None), "parent": ("code", None)},
}
"""Of each column what it holds, and what an empty or missing one means."""
TYPES: Mapping[str, tuple[str, Callable[[Expression], bool], str]] = {
    "code": ("string", lambda type_: type_.is_string() or type_.is_integer(), "text or whole numbers"),
    "text": ("string", lambda type_: type_.is_string(), "text"),
    "flag": ("boolean", lambda type_: type_.is_boolean(), "true and false"),
    "number": ("float64", lambda type_: type_.is_numeric(), "numbers"),
    "day": ("date", lambda type_: type_.is_date() or type_.is_timestamp(), "dates"),
}
"""Of what a column can hold: its type here, which types of a database can be that, and what they are called."""


def table_of(connection: Expression, given: object, name: TableName) -> Expression:
    """Return a table by its name in the database, or as it was given.

    Raises
    ------
    NetgraphError
        It is neither the name of a table nor one, or has not the columns that it must have.
    """
    if isinstance(given, str):
        if given not in connection.list_tables():
            raise NetgraphError(f"the connection has no table {given!r}. Give the name of the table of {name}.")
        given = connection.table(given)
    if not isinstance(given, ibis.Table):
        kind = type(given).__name__
        raise NetgraphError(f"{name} must be an ibis table, or the name of one in the connection; found {kind}.")
    missing = [column for column in REQUIRED[name] if column not in given.columns]
    if missing:
        raise NetgraphError(f"{name} has no column {missing[0]}. Expected {', '.join(REQUIRED[name])}.")
    return given


def complete(table: Expression, name: TableName) -> Expression:
    """Give a table the columns that netgraph knows, with their types and defaults; empty text is missing.

    Parameters
    ----------
    table : ibis.Table
        As it is in the database.
    name : {"people", "ties", "districts"}
        Which one it is.

    Raises
    ------
    NetgraphError
        A column is of the wrong type.
    """
    made = {column: _column(table, name, column, *known) for column, known in COLUMNS[name].items()}
    rest = [column for column in table.columns if column not in made] if name == "people" else []
    return table.select(*rest, **made)


def check_groups(people: Expression, column: str) -> None:
    """Refuse a column that does not tell groups of people apart.

    Raises
    ------
    UnknownNameError
        There is none of that name.
    """
    valid = [name for name in people.columns if name not in COLUMNS["people"] or name == "district"]
    if column not in valid:
        raise UnknownNameError(f"bridge_by: people have no column {column!r}. {did_you_mean(column, valid)}")


def _column(table: Expression, name: str, column: str, holds: str, default: object) -> Expression:
    """Return one column, or its default where it is not there."""
    dtype, fits, words = TYPES[holds]
    if column not in table.columns:
        return ibis.literal(default, type=dtype) if default is not None else ibis.null(dtype)
    found = table[column]
    if not fits(found.type()):
        raise NetgraphError(f"{name}, column {column}: expected {words}; found the type {found.type()}.")
    made = found if found.type().is_floating() and dtype == "float64" else found.cast(dtype)
    if dtype == "float64":
        made = ibis.ifelse(made.isnan(), ibis.null("float64"), made)
    elif dtype == "string":
        made = _filled(made)
    return made if default is None else made.fill_null(default)


def _filled(text: Expression) -> Expression:
    return text.nullif("")


def active(ties: Expression, day: dt.date | None) -> Expression:
    """Return the ties between two people that are active on a day; all of them without a day."""
    ties = ties.filter(ties.giver != ties.receiver)
    if day is None:
        return ties
    begun = ties.since.isnull() | (ties.since <= day)
    return ties.filter(begun, ties.until.isnull() | (ties.until > day))
