"""Bytes of a CSV file -> text, its separator and its column names, whatever program wrote it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from netgraph.files.bytes_in import UnreadableError
from netgraph.schema.vocabulary import COLUMNS

if TYPE_CHECKING:
    from netgraph.schema.vocabulary import TableName

__all__ = ["Text", "decode", "text_of"]

DELIMITERS = (",", ";", "\t")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
"""Two or three bytes that are one character in UTF-8 and hardly ever meant in Windows-1252."""
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
FIRST_ROW = 1


class Text(NamedTuple):
    """A CSV file as text: from its header on, with its separator, its column names and the lines before it."""

    content: str
    delimiter: str
    header: list[str]
    skipped: int


def text_of(content: bytes, name: TableName) -> Text:
    """Decode a CSV file and find its header.

    The separator is the one under which the header has most known columns (then: most columns), unless Excel
    named it in a line of its own (``sep=;``). That line and empty lines before the header are counted, not read.

    Raises
    ------
    UnreadableError
        It is no text, has no header, or its quotes do not match.
    """
    text = decode(content)
    delimiter, skipped = "", 0
    while True:
        line = LINE.match(text)
        end = line.end() if line else len(text)
        first = text[:end].strip()
        is_choice = first.lower().startswith("sep=") and len(first) == len("sep=") + 1
        if first.strip(",;\t") and not is_choice:
            break
        if end == len(text):
            raise UnreadableError("empty_file", "the file has no column names. Expected them in its first row.")
        delimiter = first[-1] if is_choice else delimiter
        text, skipped = text[end:], skipped + 1
    delimiter = delimiter or max(DELIMITERS, key=lambda one: _fitness(_header(text, one), name))
    if '"' in text:
        _check_quotes(text, delimiter, skipped)
    return Text(text, delimiter, _header(text, delimiter), skipped)


def decode(content: bytes) -> str:
    """Decode UTF-8 (with or without BOM), else Windows-1252; refuse what is neither."""
    if content.startswith(UTF16_MARKS) or b"\x00" in content:
        message = "the file is UTF-16 or not text at all. Save it as 'CSV UTF-8' in Excel."
        raise UnreadableError("bad_encoding", message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + FIRST_ROW
    mixed = UTF8_LETTER.search(content)
    try:
        if mixed is None:
            return content.decode("cp1252")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + FIRST_ROW
    message = "this is neither UTF-8 nor Windows-1252, or a mixture of both. Save the file again as 'CSV UTF-8'."
    raise UnreadableError("bad_encoding", message, row)


def _header(text: str, delimiter: str) -> list[str]:
    """Return the first record; with an impossible one, its first line stands for all."""
    try:
        return next(csv.reader((line.group() for line in LINE.finditer(text)), delimiter=delimiter))
    except csv.Error as error:
        message = "the row of column names cannot be read. Save the file again as 'CSV UTF-8' in Excel."
        raise UnreadableError("not_parseable", message, FIRST_ROW) from error


def _fitness(header: list[str], name: TableName) -> tuple[int, int]:
    return sum(cell.strip() in COLUMNS[name] for cell in header), len(header)


def _check_quotes(text: str, delimiter: str, skipped: int) -> None:
    """Refuse quotes that do not match: the rows behind one would be swallowed into one cell, unseen."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = skipped
    try:
        for row, _ in enumerate(records, skipped + FIRST_ROW):  # noqa: B007 - the last number is used
            pass
    except csv.Error as error:
        message = 'the quotes (") from this row on do not match. Close each one, or write it twice inside a cell.'
        raise UnreadableError("bad_quotes", message, row + 1) from error
