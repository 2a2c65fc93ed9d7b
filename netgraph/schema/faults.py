"""Faults and notices: what is wrong with a table, and where; collected first, reported once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from netgraph.errors import SHOWN_PROBLEMS, DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from netgraph.schema.tables import Table

__all__ = ["PROBLEM_COLUMNS", "Faults", "Notices", "shown"]

PROBLEM_COLUMNS = ("table", "row", "column", "rule", "message")
WHOLE_TABLE = -1
"""Position of a fault that is not about one row."""


def shown(name: object) -> str:
    r"""Return a code or column name that is safe to show: one line, at most 40 characters.

    Examples
    --------
    >>> shown("a" * 50)
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'
    >>> shown("line\nbreak")
    'line\\nbreak'
    """
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(name))
    return text if len(text) <= 40 else f"{text[:39]}…"


class _Where(NamedTuple):
    """Records of one table: their places in it, what their source calls them, and the same in words."""

    positions: list[int]
    rows: list[object]
    places: list[str]

    @classmethod
    def one(cls, row: int | None) -> _Where:
        """Point at a record by its number, or at the table as a whole."""
        return cls([WHOLE_TABLE], [row], ["" if row is None else f"row {row}"])


@dataclass
class Faults:
    """All faults found so far, in all tables."""

    _parts: list[pd.DataFrame] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._parts)

    def of_table(self, table: str, column: str, rule: str, message: str, *, row: int | None = None) -> None:
        """Record a fault because of which a whole table cannot be read; ``row`` is where it shows, if anywhere."""
        self._add(table, _Where.one(row), column, rule, message, prevents=True)

    def of_rows(
        self, table: Table, wrong: npt.NDArray[np.bool_] | pd.Series, column: str, rule: str, message: str
    ) -> None:
        """Record the same fault for every row where ``wrong`` is true."""
        positions = pd.Series(wrong).to_numpy(dtype=bool).nonzero()[0].tolist()
        if positions:
            where = _Where(positions, table.rows[positions].tolist(), [table.place(at) for at in positions])
            self._add(table.name, where, column, rule, message)

    def of_record(self, table: str, row: int, rule: str, message: str, text: str) -> None:
        """Record a fault of one record that could not become a row; its text is kept for ``set_aside``."""
        self._add(table, _Where.one(row), "", rule, message, text=text)

    def _add(
        self,
        table: str,
        where: _Where,
        column: str,
        rule: str,
        message: str,
        *,
        prevents: bool = False,
        text: str | None = None,
    ) -> None:
        part = pd.DataFrame({"table": table, "position": where.positions}).assign(
            row=pd.Series(where.rows, dtype=object),
            column=shown(column),
            rule=rule,
            message=message,
            place=where.places,
            prevents=prevents,
            text=pd.Series([text] * len(where.positions), dtype=object),
        )
        self._parts.append(part)

    def frame(self) -> pd.DataFrame:
        """One row a fault, in the order found.

        Besides `PROBLEM_COLUMNS`: ``position``, the row's place in its table (-1 for a whole table or a
        record that never became a row); ``place``, the row in words; ``prevents``, whether the table cannot be
        read; ``text``, such a record.
        """
        if not self._parts:
            return pd.DataFrame(columns=["table", "position", *PROBLEM_COLUMNS[1:], "place", "prevents", "text"])
        return pd.concat(self._parts, ignore_index=True)

    def prevents_reading(self) -> bool:
        """Whether a whole table cannot be read, so that setting rows aside does not help."""
        return bool(self.frame()["prevents"].any())

    def error(self, where: str, files: Mapping[str, str]) -> DataError:
        """Make the one error that tells all.

        Parameters
        ----------
        where : str
            The folder, or what the tables were given as.
        files : mapping of str to str
            The file that each table was read from.
        """
        problems = self.frame()
        count = len(problems)
        lines = [f"{where}: {count} {'fault' if count == 1 else 'faults'} in the data."]
        told = problems.head(SHOWN_PROBLEMS)
        for table, place, column, message in told[["table", "place", "column", "message"]].to_numpy(dtype=object):
            where_in = ", ".join(filter(None, [files.get(table, table), place, f"column {column}" if column else ""]))
            lines.append(f"  {where_in}: {message}")
        if count > SHOWN_PROBLEMS:
            lines.append(f"  … and {count - SHOWN_PROBLEMS} more; all are in the .problems of this error.")
        return DataError("\n".join(lines), problems[list(PROBLEM_COLUMNS)], files)


@dataclass
class Notices:
    """What is usual in real data and yet worth knowing; nothing is wrong."""

    _rows: list[tuple[str, str, int, str]] = field(default_factory=list)

    def add(self, table: str, rule: str, rows: int, message: str) -> None:
        """Record a notice about a number of rows; nothing is recorded for none."""
        if rows:
            self._rows.append((table, rule, rows, message))

    def frame(self) -> pd.DataFrame:
        """One row a notice: ``table``, ``rule``, ``rows`` (how many it is about) and ``message``."""
        frame = pd.DataFrame(self._rows, columns=["table", "rule", "rows", "message"])
        return frame.astype({"table": "str", "rule": "str", "rows": "int64", "message": "str"})
