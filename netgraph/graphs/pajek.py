r"""Pajek .net: vertices by number, arcs between numbers, and names and values behind them.

NetworkX takes arcs and edges of one file for the same and knows no relations, so this reads by itself; what it writes
NetworkX and igraph read as well (the tests hold them against it). Text stands in quotes, with \" \\ \n and \r inside.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netgraph.files.atomic import OutputError
from netgraph.files.bytes_in import UnreadableError, read_bytes
from netgraph.files.decoding import decode
from netgraph.graphs.attributes import ISO_DATES, iso_text, plain_columns
from netgraph.graphs.notes import Notes, read_notes
from netgraph.schema.codes import positions
from netgraph.schema.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd

__all__ = ["PajekGraph", "read_pajek", "write_pajek"]

TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
BARE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
ESCAPES = {"n": "\n", "r": "\r", '"': '"', "\\": "\\"}
NOTES_MARK = "% netgraph "
COORDINATES = 3
MOST_UNNAMED = 1_000_000
"""Vertices without a line of their own: a larger number is a mistake, or made to fill the memory."""
LONGEST_NUMBER = 15  # digits
TIES = {"*arcs": True, "*edges": False, "*arcslist": True, "*edgeslist": False}
"""Sections of ties: whether they have a direction."""
LISTS = ("*arcslist", "*edgeslist")


@dataclass
class PajekGraph:
    """What a Pajek file holds.

    Attributes
    ----------
    people, ties : list of dict
        Columns and cells, all text.
    both_ways : list of bool
        Of each tie, whether it has no direction.
    notes : Notes
        What netgraph wrote besides.
    """

    people: list[dict[str, str]] = field(default_factory=list)
    ties: list[dict[str, str]] = field(default_factory=list)
    both_ways: list[bool] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)


@dataclass(frozen=True)
class _Token:
    """A word of a line, and whether it stood in quotes."""

    text: str
    quoted: bool

    @property
    def is_number(self) -> bool:
        return not self.quoted and NUMBER.fullmatch(self.text) is not None


def read_pajek(path: Path) -> PajekGraph:
    """Read a Pajek .net file with *Vertices and *Arcs, *Edges, *Arcslist, *Edgeslist or *Matrix.

    A relation (``*Arcs :1 "care"``) is the kind of its ties; a weight stands in a column of that name. A vertex without
    a line of its own is called by its number.

    Raises
    ------
    UnreadableError
        It is none; ``row`` is the line.
    """
    reader = _Reader()
    for row, line in enumerate(decode(read_bytes(path)).split("\n"), 1):
        reader.take(row, line.strip())
    reader.close(row)
    if not reader.names:
        raise UnreadableError("not_parseable", "this is no Pajek file. Expected *Vertices and their number first.")
    return reader.found


class _Reader:
    """Goes through the lines of a file, section by section."""

    def __init__(self) -> None:
        self.found = PajekGraph()
        self.names: dict[str, str] = {}
        self.section = ""
        self.relation = ""
        self.relations: dict[str, str] = {}
        self.matrix_rows = 0
        self.count = 0

    def take(self, row: int, line: str) -> None:
        """Take one line."""
        if line.startswith("%"):
            if line.startswith(NOTES_MARK):
                self.found.notes = read_notes(line.removeprefix(NOTES_MARK))
            return
        tokens = _tokens(row, line)
        if not tokens:
            return
        if line.startswith("*"):
            self._open(row, tokens)
        elif self.section == "*vertices":
            self._vertex(row, tokens)
        elif self.section in LISTS:
            for other in tokens[1:]:
                self._tie(row, [tokens[0], other])
        elif self.section in TIES:
            self._tie(row, tokens)
        elif self.section == "*matrix":
            self._matrix_row(row, tokens)

    def _open(self, row: int, tokens: list[_Token]) -> None:
        section = tokens[0].text.lower()
        if section not in {*TIES, "*network", "*vertices", "*matrix"}:
            known = "*Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix"
            raise UnreadableError("not_parseable", f"section {shown(tokens[0].text)} is not read; only {known}.", row)
        self.close(row)
        self.section, self.relation = section, ""
        if section == "*vertices":
            self._count(row, tokens)
        numbered = len(tokens) > 1 and tokens[1].text.startswith(":")
        if section in {*TIES, "*matrix"} and numbered:
            number = tokens[1].text[1:]
            self.relation = tokens[2].text if len(tokens) > 2 else self.relations.get(number, "")
            self.relations[number] = self.relation

    def _count(self, row: int, tokens: list[_Token]) -> None:
        """Take how many vertices there are: only those with a name of their own need a line."""
        number = tokens[1].text if len(tokens) > 1 else ""
        if not number.isdecimal() or len(number) > LONGEST_NUMBER:
            raise UnreadableError("not_parseable", "expected *Vertices and their number.", row)
        self.count = int(number)

    def close(self, row: int) -> None:
        """End a section: vertices without a line are called by their number, and a matrix has all of its rows."""
        if self.section == "*vertices":
            if self.count - len(self.names) > MOST_UNNAMED:
                message = f"more than {MOST_UNNAMED:,} vertices have no line. Is the number after *Vertices right?"
                raise UnreadableError("not_parseable", message, row)
            lacking = [str(number) for number in range(1, self.count + 1) if str(number) not in self.names]
            self.found.people += [{"person": number} for number in lacking]
            named = self.names | {number: number for number in lacking}
            self.names = {number: named[number] for number in sorted(named, key=_by_number)}
        elif self.section == "*matrix":
            if self.matrix_rows < len(self.names):
                raise UnreadableError("not_parseable", "the matrix ends early: it has a row for each vertex.", row)
            self.matrix_rows = 0

    def _vertex(self, row: int, tokens: list[_Token]) -> None:
        number = tokens[0].text
        if not number.isdecimal() or number in self.names:
            raise UnreadableError("not_parseable", "a vertex starts with a number of its own.", row)
        name = tokens[1].text if len(tokens) > 1 else number
        self.names[number] = name
        rest = tokens[2:]
        coordinates = next(
            (at for at, token in enumerate(rest[:COORDINATES]) if not token.is_number), len(rest[:COORDINATES])
        )
        rest = rest[coordinates:]
        shape = len(rest) % 2  # a word alone, such as ellipse
        self.found.people.append({**_pairs(row, rest[shape:]), "person": name})

    def _tie(self, row: int, tokens: list[_Token]) -> None:
        kind = self.relation
        if tokens[0].text.endswith(":") and tokens[0].text[:-1].isdecimal():
            kind, tokens = self.relations.get(tokens[0].text[:-1], kind), tokens[1:]
        tokens = [token for token in tokens if token.quoted or not token.text.startswith("[")]  # when it was there
        if len(tokens) < 2:
            raise UnreadableError("not_parseable", "a tie needs the numbers of two vertices.", row)
        ends = {end: self._name(row, token) for end, token in zip(("giver", "receiver"), tokens[:2], strict=True)}
        weighed = len(tokens) > 2 and tokens[2].is_number
        cells = {"weight": tokens[2].text} if weighed else {}
        cells |= {"kind": kind} if kind else {}
        self.found.ties.append({**cells, **_pairs(row, tokens[3 if weighed else 2 :]), **ends})
        self.found.both_ways.append(not TIES.get(self.section, True))

    def _matrix_row(self, row: int, tokens: list[_Token]) -> None:
        numbers = [*self.names]
        if self.matrix_rows >= len(numbers) or len(tokens) != len(numbers):
            raise UnreadableError("not_parseable", "a matrix has a row and a column for each vertex.", row)
        giver = _Token(numbers[self.matrix_rows], quoted=False)
        self.matrix_rows += 1
        for number, weight in zip(numbers, tokens, strict=True):
            if not weight.is_number:
                raise UnreadableError("not_parseable", "a matrix holds numbers only.", row)
            if float(weight.text) != 0:
                self._tie(row, [giver, _Token(number, quoted=False), weight])

    def _name(self, row: int, token: _Token) -> str:
        if token.text not in self.names:
            raise UnreadableError("not_parseable", f"there is no vertex {shown(token.text)}.", row)
        return self.names[token.text]


def _by_number(number: str) -> tuple[int, str]:
    """Return the key by which numbers sort, however long."""
    digits = number.lstrip("0")
    return len(digits), digits


def _tokens(row: int, line: str) -> list[_Token]:
    """Split a line into words; what follows a quote that is not closed would be taken for other words."""
    tokens = [_token(match) for match in TOKEN.finditer(line)]
    if any(not token.quoted and '"' in token.text for token in tokens):
        raise UnreadableError("bad_quotes", "a quote on this line is not closed.", row)
    return tokens


def _token(match: re.Match[str]) -> _Token:
    if match[1] is None:
        return _Token(match[2], quoted=False)
    return _Token(ESCAPE.sub(lambda escape: ESCAPES.get(escape[1], escape[0]), match[1]), quoted=True)


def _pairs(row: int, tokens: list[_Token]) -> dict[str, str]:
    """Return names and their values."""
    if len(tokens) % 2:
        raise UnreadableError("not_parseable", "names and values do not pair up at the end of this line.", row)
    return {name.text: value.text for name, value in zip(tokens[::2], tokens[1::2], strict=True)}


def write_pajek(path: Path, people: pd.DataFrame, ties: pd.DataFrame, notes: Notes) -> None:
    """Write a Pajek .net file; the weight of an arc is its hours, or 1 where they are unknown.

    Raises
    ------
    OutputError
        A cell holds what a line cannot.
    """
    path.write_text("\n".join(_lines(people, ties, notes)) + "\n", encoding="utf-8", newline="\n")


def _lines(people: pd.DataFrame, ties: pd.DataFrame, notes: Notes) -> Iterator[str]:
    yield f"{NOTES_MARK}{notes.line()}"
    yield f"*Vertices {len(people)}"
    vertices = plain_columns(people)
    for number, person in enumerate(vertices.pop("person"), 1):
        yield f"{number} {_quoted(person)} 0.0 0.0 ellipse{_behind(vertices, number - 1)}"
    yield "*Arcs"
    edges = plain_columns(ties, ISO_DATES)
    hours = edges.get("hours_per_week", [None] * len(ties))
    givers, receivers = (positions(ties[end], people["person"]).tolist() for end in ("giver", "receiver"))
    del edges["giver"], edges["receiver"]
    for at, (giver, receiver) in enumerate(zip(givers, receivers, strict=True)):
        weight = 1.0 if hours[at] is None else hours[at]
        yield f"{giver + 1} {receiver + 1} {weight}{_behind(edges, at)}"


def _behind(columns: Mapping[str, list[Any]], at: int) -> str:
    """Return the names and values of one row; cells without a value are left out."""
    return "".join(
        f" {name if BARE.fullmatch(name) else _quoted(name)} {_quoted(_text(values[at]))}"
        for name, values in columns.items()
        if values[at] is not None
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return iso_text(value)
    return str(value)


def _quoted(text: str) -> str:
    if "\0" in text:
        raise OutputError("cannot write a .net file: a cell holds a NUL character. Remove it.")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
