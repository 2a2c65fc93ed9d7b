"""Tables of a survey as text cells, with the file and the record that each row came from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError, did_you_mean
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.columnar import read_parquet
from netgraph.files.delimited import read_delimited
from netgraph.files.workbook import read_workbook, sheet_names
from netgraph.schema.faults import Faults, shown
from netgraph.schema.tables import Table, name_columns
from netgraph.schema.values import as_codes, as_dates, as_flags, as_numbers, guess_types
from netgraph.schema.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netgraph.schema.vocabulary import TableName

__all__ = ["WHERE", "SurveyTable", "located", "read_table", "stacked"]

WHERE = "\0where"
"""Column of places while tables are made; no file has one of this name."""
SHOWN_ANSWERS = 5


@dataclass(frozen=True)
class SurveyTable:
    """A table of a survey.

    Attributes
    ----------
    frame : DataFrame
        The cells.
    places : Series of str
        What each row is called in messages.
    name : str
        The file.
    decimal_comma : bool
        Numbers may be written 7,5.
    is_text : bool
        The file knows no types: what is kept of it has to be given one.
    """

    frame: pd.DataFrame
    places: pd.Series
    name: str
    decimal_comma: bool = False
    is_text: bool = False

    def column(self, name: str) -> pd.Series:
        """Return a column.

        Raises
        ------
        NetgraphError
            There is none of this name.
        """
        if name not in self.frame:
            valid = [str(column) for column in self.frame.columns]
            raise NetgraphError(
                f"{self.name} has no column {name!r}, which the mapping names. {did_you_mean(name, valid)}"
            )
        return self.frame[name]

    def kept(self, name: str) -> pd.Series:
        """Return a column that goes along as it is; of a file without types as what it looks like."""
        values = self.column(name)
        return guess_types(values.astype("str"), decimal_comma=self.decimal_comma) if self.is_text else values

    def codes(self, name: str) -> pd.Series:
        """Return a column of identifiers or codes, as text."""
        return as_codes(self.column(name))

    def flags(self, name: str) -> pd.Series:
        """Return a column of yes and no; an empty cell is no.

        Raises
        ------
        NetgraphError
            A cell says something else.
        """
        values = self.column(name)
        read = as_flags(values)
        self._refuse(name, read.wrong, "neither yes nor no. Expected true or false, yes or no, ja or nee, 1 or 0")
        return read.typed & values.notna() & (values.astype("str").str.strip() != "")

    def numbers(self, name: str) -> pd.Series:
        """Return a column of numbers.

        Raises
        ------
        NetgraphError
            A cell says something else.
        """
        read = as_numbers(self.column(name), decimal_comma=self.decimal_comma)
        self._refuse(name, read.wrong, "no number. Expected one such as 7.5")
        return read.typed

    def dates(self, name: str) -> pd.Series:
        """Return a column of dates.

        Raises
        ------
        NetgraphError
            A cell says something else.
        """
        read = as_dates(self.column(name))
        self._refuse(name, read.wrong, "no date. Expected one such as 2026-01-31 or 31-1-2026")
        return read.typed

    def kinds(self, name: str, kinds: Mapping[str, str]) -> pd.Series:
        """Return a column of kinds of support by our names; missing where a cell is empty or its kind is "".

        Raises
        ------
        NetgraphError
            Kinds are given, and do not say what some answer means.
        """
        said = self.codes(name)
        unsaid = said.notna() & ~said.isin([*kinds, *kinds.values(), *KINDS])
        if kinds and unsaid.any():
            answers = ", ".join(map(shown, said[unsaid].drop_duplicates().iloc[:SHOWN_ANSWERS]))
            why = f'kinds does not say what is meant by {answers}. Add it, as a kind or as "" for no tie'
            self.refuse(unsaid, f"column {name}: {why}")
        meant = said.replace(dict(kinds))
        return meant.where(meant != "")

    def refuse(self, wrong: pd.Series, why: str) -> None:
        """Refuse the table for the sake of some rows; the message names the first ones.

        Raises
        ------
        NetgraphError
            Any row is wrong.
        """
        places = self.places[wrong.to_numpy(dtype=bool)]
        if len(places):
            others = f" (and {len(places) - 1:,} more like it)" if len(places) > 1 else ""
            raise NetgraphError(f"{places.iloc[0]}{others}, {why}.")

    def _refuse(self, name: str, wrong: pd.Series, why: str) -> None:
        self.refuse(wrong, f"column {name}: this is {why}")


def read_table(source: str | Path | pd.DataFrame, what: str) -> SurveyTable:
    """Read a .csv, .csv.gz, .xlsx or .parquet file, or take a data frame.

    Parameters
    ----------
    source : str, pathlib.Path or DataFrame
        The table.
    what : str
        What a frame is called in messages.

    Raises
    ------
    DataError
        The file cannot be read, or a record has too many or too few cells.
    """
    if isinstance(source, pd.DataFrame):
        frame = _with_names(source.reset_index(drop=True), what)
        return SurveyTable(frame, _places(np.arange(1, len(frame) + 1), f"{what}, record"), what)
    if not isinstance(source, (str, Path)):
        raise NetgraphError(f"{what} must be a file or a pandas DataFrame; found {type(source).__name__}.")
    path, faults = Path(source), Faults()
    try:
        table = _read(path, faults)
    except UnreadableError as error:
        faults.of_table("people", "", error.rule, error.message, row=error.row)
    if faults:
        raise faults.error(str(path), {"people": path.name})
    frame = _with_names(table.frame.reset_index(drop=True), path.name)
    return SurveyTable(
        frame, _places(table.rows, f"{path.name}, row"), path.name, table.decimal_comma, table.cells == "text"
    )


def _read(path: Path, faults: Faults) -> Table:
    name, ending = path.name.lower(), path.suffix.lower()
    if not path.is_file():
        raise UnreadableError("missing_file", "there is no such file. Check the path.")
    if name.endswith((".csv", ".csv.gz", ".txt", ".tsv")):
        return read_delimited(path, "people", faults)
    if ending == ".xlsx":
        sheets = sheet_names(path)
        if len(sheets) != 1:
            there = ", ".join(map(shown, sheets))
            message = f"the workbook has {len(sheets)} sheets ({there}), and nobody knows which is meant."
            raise UnreadableError(
                "missing_sheet", f"{message} Save it by itself, or give what pandas.read_excel reads."
            )
        return read_workbook(path, "people")
    if ending == ".parquet":
        return read_parquet(path, "people")
    raise UnreadableError("not_readable", "tables are read from .csv, .csv.gz, .xlsx and .parquet.")


def _with_names(frame: pd.DataFrame, where: str) -> pd.DataFrame:
    """Name every column, and refuse one that is there twice: nobody knows which is meant."""
    named = name_columns(frame).rename(columns=str)
    twice = named.columns[named.columns.duplicated()]
    if len(twice):
        raise NetgraphError(f"{where}: column {shown(twice[0])} is there twice. Remove or rename one.")
    return named


def _places(rows: np.ndarray[tuple[int], np.dtype[np.generic]], before: str) -> pd.Series:
    return pd.Series([f"{before} {row}" for row in rows], dtype="str")


def stacked(tables: Sequence[SurveyTable], name: str) -> SurveyTable:
    """Put tables of the same kind below each other; columns that one lacks are empty there."""
    frame = pd.concat([table.frame.astype(object) for table in tables], ignore_index=True)
    places = pd.concat([table.places for table in tables], ignore_index=True)
    commas, is_text = any(table.decimal_comma for table in tables), all(table.is_text for table in tables)
    return SurveyTable(frame, places, name, commas, is_text)


def located(name: TableName, frame: pd.DataFrame, called: str) -> Table:
    """Make a table of rows from several files, of which messages name the place that column ``WHERE`` says."""
    places = frame[WHERE].to_numpy(dtype=object)
    return Table(name, frame.drop(columns=WHERE).reset_index(drop=True), places, called, places=places)
