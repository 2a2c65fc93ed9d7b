"""Bytes from a file, within limits: hostile archives are refused before they are unpacked."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["UNPACKED_LIMIT", "UnreadableError", "check_zip", "read_bytes"]

UNPACKED_LIMIT = 4 * 2**30
"""No table may be larger than this, in bytes, once unpacked."""
WORKBOOK_LIMIT = 2**30
RATIO_LIMIT = 200
"""An .xlsx part that shrinks to less than a two-hundredth is no table that a person made."""
RATIO_COUNTS_FROM = 10 * 2**20


class UnreadableError(Exception):
    """A file cannot be read; carries the rule, the sentence for the user and, where known, the row."""

    def __init__(self, rule: str, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.rule, self.message, self.row = rule, message, row


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, unpacked when it ends in .gz."""
    try:
        if path.suffix != ".gz":
            content = path.read_bytes()
        else:
            with gzip.open(path) as stream:
                content = stream.read(UNPACKED_LIMIT + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableError("not_readable", "this is no complete gzip file. Make it again.") from error
    except OSError as error:
        raise UnreadableError("not_readable", f"the file cannot be opened: {error.strerror or error}.") from error
    if len(content) > UNPACKED_LIMIT:
        raise UnreadableError("too_large", "the table is larger than 4 GiB when unpacked. Use Parquet.")
    if not content.strip():
        raise UnreadableError("empty_file", "the file is empty. Expected a row of column names and then the rows.")
    return content


def check_zip(path: Path) -> None:
    """Refuse a workbook that would unpack to something far larger than it pretends to be."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError) as error:
        raise UnreadableError("not_readable", "this is not an .xlsx workbook. Save it as .xlsx in Excel.") from error
    if sum(part.file_size for part in parts) > WORKBOOK_LIMIT:
        raise UnreadableError("too_large", "the workbook is larger than 1 GiB when unpacked. Use CSV or Parquet.")
    for part in parts:
        if part.file_size > RATIO_COUNTS_FROM and part.file_size > RATIO_LIMIT * max(part.compress_size, 1):
            raise UnreadableError("too_large", "the workbook unpacks to far more than it holds. Save the table as CSV.")
