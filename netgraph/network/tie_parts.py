"""The table of ties, read and checked a part at a time into arrays of a few bytes a tie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from netgraph.errors import UnknownNameError, did_you_mean
from netgraph.files.row_groups import column_types, read_parts
from netgraph.network.activity import is_active
from netgraph.schema.checks import MESSAGES
from netgraph.schema.coded import ENDS, MOST_IN_A_BYTE
from netgraph.schema.faults import Faults
from netgraph.schema.identifiers import EMPTY, UNKNOWN, places_in_parts
from netgraph.schema.tables import Table, check_columns
from netgraph.schema.values import as_categories, as_dates, as_numbers
from netgraph.schema.vocabulary import KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]

__all__ = ["OPEN", "TieArrays", "TieReader"]

OPEN = np.iinfo(np.int32).min
"""The day on which a tie begins of which that is not known: the earliest of all."""
MANY_FAULTS = 1_000
REST = ("kind", "hours_per_week", "since", "until")
DEFAULT_KIND = "support"
UNKNOWN_PERSON = "this person is not in the table of people. Add the person there, or correct the identifier."
UNTIL_BEFORE_SINCE = "the tie ends before it begins. Check since and until."


@dataclass(frozen=True, eq=False)
class TieArrays:
    """Ties between two people, one entry each.

    Attributes
    ----------
    giver, receiver : numpy.ndarray of int32, shape (ties,)
        Places in the table of people.
    kind : numpy.ndarray of int8 or int32, shape (ties,)
        Place in ``kinds``.
    hours : numpy.ndarray of float32 or float64, shape (ties,)
        Hours a week, as exact as they stand in the file; NaN where unknown.
    since : numpy.ndarray of int32, shape (ties,)
        The day on which it began, counted from 1970; `OPEN` where that is not known. Of shape (0,) where it is known of
        no tie.
    kinds : tuple of str
        Names of the kinds, in order of the alphabet.
    """

    giver: npt.NDArray[np.int32]
    receiver: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int8] | npt.NDArray[np.int32]
    hours: npt.NDArray[np.float32] | npt.NDArray[np.float64]
    since: npt.NDArray[np.int32]
    kinds: tuple[str, ...]

    def none(self) -> TieArrays:
        """Return arrays without ties."""
        return TieArrays(
            self.giver[:0].copy(),
            self.receiver[:0].copy(),
            self.kind[:0].copy(),
            self.hours[:0].copy(),
            self.since[:0].copy(),
            (),
        )


@dataclass
class TieReader:
    """Reads one Parquet file of ties.

    Attributes
    ----------
    path : pathlib.Path
        The file.
    persons : Series of str
        Everybody's identifier, in order.
    numbers : numpy.ndarray of integers or None
        The same as numbers, where they are numbers.
    on_part : callable
        Is told how many cells of a column have been read.
    faults : Faults
        What was found wrong.
    """

    path: Path
    persons: pd.Series
    numbers: npt.NDArray[np.integer] | None
    on_part: Callable[[int], object]
    faults: Faults = field(default_factory=Faults)
    _found: int = 0

    def read(self, day: dt.date | None, kinds: Collection[str] | None) -> TieArrays:
        """Return ties between two people that are active on a day, of some kinds or all.

        Parameters
        ----------
        day : datetime.date or None
            All ties count without one.
        kinds : collection of str or None
            Names of kinds.

        Raises
        ------
        UnreadableError
            The file cannot be read.
        UnknownNameError
            No tie has such a kind, and netgraph does not know it.
        """
        types = column_types(self.path)
        empty = np.empty(0, dtype=np.int32)
        if not check_columns(self._table(np.empty(0, dtype=np.int64), list(types)), self.faults):
            return TieArrays(empty, empty, empty, empty.astype(np.float64), empty, ())
        ends = [self._places(end) for end in ENDS]
        rest = Rest.of(types, len(ends[0]))
        if not self._too_many():
            self._read_rest(rest, ends, [name for name in REST if name in types], day)
        giver, receiver = (end[: rest.kept] for end in ends)
        return _of_kinds(TieArrays(giver, receiver, *rest.arrays()), kinds)

    def _places(self, end: str) -> npt.NDArray[np.int32]:
        """Return everybody's place in a column of people, and record who has none."""
        cells = (part.column(0) for part in self._parts([end]))
        places = places_in_parts(cells, self.persons, self.numbers)
        self._record(np.flatnonzero(places == EMPTY), end, "missing_value", MESSAGES["missing_value"])
        self._record(np.flatnonzero(places == UNKNOWN), end, "unknown_person", UNKNOWN_PERSON)
        return places

    def _read_rest(
        self, rest: Rest, ends: list[npt.NDArray[np.int32]], columns: list[str], day: dt.date | None
    ) -> None:
        """Read all other columns, and move the ties that count to the front of all arrays."""
        if not columns:
            columns = [ENDS[0]]  # for the number of rows
        first = 0
        for part in self._parts(columns):
            here = slice(first, first + part.num_rows)
            cells = self._cells(part, first)
            keep = ends[0][here] != ends[1][here]
            if day is not None:
                keep &= is_active(cells, day).to_numpy()
            rest.add(cells, keep)
            for end in ends:
                end[rest.kept - int(keep.sum()) : rest.kept] = end[here][keep]
            first += part.num_rows
            if self._too_many():
                return

    def _cells(self, part: pa.RecordBatch, first: int) -> pd.DataFrame:
        """Return kind, hours and days of some ties, and record what is wrong with them."""
        none = pd.Series(np.nan, index=range(part.num_rows))
        given = {name: _series(part.column(name)) for name in part.schema.names}
        cells = {"kind": _kinds(given["kind"]) if "kind" in given else none.astype("category")}
        hours = as_numbers(given.get("hours_per_week", none))
        dates = {name: as_dates(given.get(name, none.astype("datetime64[us]"))) for name in ("since", "until")}
        wrong = hours.typed.notna() & ~((hours.typed >= 0) & (hours.typed < np.inf))
        ends_early = dates["until"].typed < dates["since"].typed
        for bad, column, rule, message in (
            (hours.wrong, "hours_per_week", "not_a_number", MESSAGES["not_a_number"]),
            (wrong, "hours_per_week", "negative_hours", MESSAGES["negative_hours"]),
            (dates["since"].wrong, "since", "bad_date", MESSAGES["bad_date"]),
            (dates["until"].wrong, "until", "bad_date", MESSAGES["bad_date"]),
            (ends_early, "until", "until_before_since", UNTIL_BEFORE_SINCE),
        ):
            self._record(first + np.flatnonzero(bad.to_numpy()), column, rule, message)
        typed = {name: cells_.typed for name, cells_ in dates.items()}
        return pd.DataFrame({**cells, "hours_per_week": hours.typed, **typed})

    def _parts(self, columns: list[str]) -> Iterator[pa.RecordBatch]:
        for part in read_parts(self.path, columns):
            yield part
            self.on_part(part.num_rows)

    def _record(self, places: npt.NDArray[np.int64], column: str, rule: str, message: str) -> None:
        """Record a fault of some rows; no more than can be of use."""
        some = places[: max(MANY_FAULTS - self._found, 0)]
        self._found += len(some)
        if len(some):
            self.faults.of_rows(self._table(some, []), np.ones(len(some), dtype=bool), column, rule, message)

    def _too_many(self) -> bool:
        return self._found >= MANY_FAULTS

    def _table(self, places: npt.NDArray[np.int64], columns: list[str]) -> Table:
        return Table("ties", pd.DataFrame(columns=columns, index=range(len(places))), places + 1, self.path.name)


@dataclass
class Rest:
    """What is known of ties besides who gives to whom, as far as they have been read; see `TieArrays`."""

    kind: npt.NDArray[np.int8] | npt.NDArray[np.int32]
    hours: npt.NDArray[np.float32] | npt.NDArray[np.float64]
    since: npt.NDArray[np.int32]
    names: list[str]
    kept: int = 0

    @classmethod
    def of(cls, types: dict[str, pa.DataType], ties: int) -> Rest:
        """Make room for so many ties."""
        short = pa.types.is_float32(types.get("hours_per_week", pa.float32()))
        hours: npt.NDArray[np.float32] | npt.NDArray[np.float64]
        hours = np.empty(ties, dtype=np.float32) if short else np.empty(ties)
        since = np.full(ties if "since" in types else 0, OPEN, dtype=np.int32)
        return cls(np.empty(ties, dtype=np.int8), hours, since, [])

    def add(self, cells: pd.DataFrame, keep: Bools) -> None:
        """Put some of a part behind those that are there."""
        there = slice(self.kept, self.kept + int(keep.sum()))
        self.kind[there] = self._codes(cells["kind"])[keep]
        self.hours[there] = cells["hours_per_week"].to_numpy()[keep]
        if len(self.since):
            days = cells["since"].to_numpy(dtype="datetime64[D]")[keep]
            self.since[there] = np.where(np.isnat(days), OPEN, days.view(np.int64))
        self.kept = there.stop

    def _codes(self, kinds: pd.Series) -> npt.NDArray[np.int32]:
        """Return the place of each kind in the names of all, in order of their coming."""
        own = [str(name) for name in kinds.cat.categories]
        self.names += [name for name in [*own, DEFAULT_KIND] if name not in self.names]
        if len(self.names) > MOST_IN_A_BYTE:
            self.kind = self.kind.astype(np.int32, copy=False)
        place = [self.names.index(name) for name in [*own, DEFAULT_KIND]]
        return np.array(place, dtype=np.int32)[kinds.cat.codes.to_numpy()]  # the last is that of an empty cell

    def arrays(self) -> tuple[Any, Any, Any, tuple[str, ...]]:
        """Return kind, hours, since and names, with kinds that occur in order of the alphabet."""
        kind = self.kind[: self.kept]
        used = sorted(np.flatnonzero(np.bincount(kind, minlength=len(self.names))), key=lambda at: self.names[at])
        place = np.zeros(len(self.names), dtype=kind.dtype)
        place[used] = np.arange(len(used))
        names = tuple(self.names[at] for at in used)
        return place[kind], self.hours[: self.kept], self.since[: self.kept], names


def _of_kinds(ties: TieArrays, kinds: Collection[str] | None) -> TieArrays:
    """Return the ties of some kinds."""
    if kinds is None:
        return ties
    valid = [*KINDS, *(name for name in ties.kinds if name not in KINDS)]
    for name in kinds:
        if name not in valid:
            raise UnknownNameError(f"kind {name!r} is not known. {did_you_mean(str(name), valid)}")
    chosen = np.array([name in kinds for name in ties.kinds], dtype=bool)
    keep = chosen[ties.kind]
    place = np.cumsum(chosen) - 1
    since = ties.since[keep] if len(ties.since) else ties.since
    names = tuple(name for name in ties.kinds if name in kinds)
    return TieArrays(
        ties.giver[keep],
        ties.receiver[keep],
        place[ties.kind[keep]].astype(ties.kind.dtype),
        ties.hours[keep],
        since,
        names,
    )


def _series(column: pa.Array) -> pd.Series:
    """Return a column of a part; days as moments, which pandas can work with."""
    column = column.cast(pa.timestamp("us")) if pa.types.is_date(column.type) else column
    values: pd.Series = column.to_pandas()
    return values


def _kinds(values: pd.Series) -> pd.Series:
    """Return kinds as categories, without blanks around them."""
    return as_categories(values).astype("category")
