"""Bytes from a file, within limits: hostile archives are refused before they are unpacked."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipInfo

__all__ = ["UNPACKED_LIMIT", "UnreadableError", "check_zip", "read_bytes"]

UNPACKED_LIMIT = 4 * 2**30
"""No table may be larger than this, in bytes, once unpacked."""
WORKBOOK_LIMIT = 2**30
RATIO_LIMIT = 200
"""What shrinks to less than a two-hundredth is no table that a person made."""
RATIO_COUNTS_FROM = 10 * 2**20
CHUNK = 2**20
DOCTYPE_WITHIN = 1024
"""An XML part that defines entities says so at its very beginning."""


class UnreadableError(Exception):
    """A file cannot be read; carries the rule, the sentence for the user and, where known, the row."""

    def __init__(self, rule: str, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.rule, self.message, self.row = rule, message, row


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, unpacked when it ends in .gz."""
    try:
        size = path.stat().st_size
        if size > UNPACKED_LIMIT:
            raise UnreadableError("too_large", "the table is larger than 4 GiB. Use Parquet.")
        content = _unpacked(path, size) if path.suffix.lower() == ".gz" else path.read_bytes()
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableError("not_readable", "this is no complete gzip file. Make it again.") from error
    except OSError as error:
        raise UnreadableError("not_readable", f"the file cannot be opened: {error.strerror or error}.") from error
    if not content.strip():
        raise UnreadableError("empty_file", "the file is empty. Expected a row of column names and then the rows.")
    return content


def _unpacked(path: Path, packed: int) -> bytes:
    """Unpack a .gz file piece by piece, and stop as soon as it turns out to be far larger than it pretends to be."""
    pieces: list[bytes] = []
    size = 0
    with gzip.open(path) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > UNPACKED_LIMIT or _is_bomb(size, packed):
                raise UnreadableError("too_large", "the file unpacks to far more than it holds. Use Parquet.")
            pieces.append(piece)
    return b"".join(pieces)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_COUNTS_FROM and unpacked > RATIO_LIMIT * max(packed, 1)


def check_zip(path: Path) -> None:
    """Refuse a workbook that would unpack to something far larger than it pretends to be."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > WORKBOOK_LIMIT:
                raise UnreadableError("too_large", "the workbook unpacks to over 1 GiB. Use CSV or Parquet.")
            if any(_is_bomb(part.file_size, part.compress_size) for part in parts):
                message = "the workbook unpacks to far more than it holds. Save the table as CSV."
                raise UnreadableError("too_large", message)
            doctype = any(_has_doctype(archive, part) for part in parts)
    except (BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError("not_readable", "this is not an .xlsx workbook. Save it as .xlsx in Excel.") from error
    if doctype:
        raise UnreadableError("not_readable", "the workbook defines XML entities, as Excel never does. Save it again.")


def _has_doctype(archive: ZipFile, part: ZipInfo) -> bool:
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(DOCTYPE_WITHIN).upper()
