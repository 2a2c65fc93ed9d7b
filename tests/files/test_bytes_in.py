"""Hostile archives are refused before they are unpacked (SAFETY: cap the unpacked size and ratio)."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from netgraph.files import bytes_in
from netgraph.files.bytes_in import UnreadableError, read_bytes
from tests.folders import PEOPLE, fault, good_folder, told, write_files

if TYPE_CHECKING:
    from pathlib import Path


def test_a_gzip_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    """200 MB of one letter in 200 kB: a fifth of it may be unpacked until it is found out."""
    folder = good_folder(tmp_path)
    (folder / "people.csv").unlink()
    (folder / "people.csv.gz").write_bytes(gzip.compress(b"a" * 200_000_000, compresslevel=9))
    tracemalloc.start()
    started = time.perf_counter()
    error = fault(folder)
    taken, (_, peak) = time.perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told(error.problems) == [("people", None, "", "too_large")]
    assert taken < 10
    assert peak < 100_000_000


def test_text_that_merely_repeats_itself_is_no_bomb(tmp_path: Path) -> None:
    content = b"person,district\n" + b"".join(b"%d,west\n" % number for number in range(1_500_000))
    write_files(tmp_path, {"people.csv.gz": gzip.compress(content)})
    assert read_bytes(tmp_path / "people.csv.gz") == content


@pytest.mark.parametrize(
    "content",
    [
        b"person,district\n",
        gzip.compress(PEOPLE.encode(), mtime=0)[:-6],
        gzip.compress(PEOPLE.encode(), mtime=0) + b"more",
    ],
)
def test_what_is_no_complete_gzip_file(content: bytes, tmp_path: Path) -> None:
    write_files(tmp_path, {"people.csv.gz": content, "ties.csv": "giver,receiver\n"})
    error = fault(tmp_path)
    assert told(error.problems) == [("people", None, "", "not_readable")]
    assert "Make it again" in str(error)


def test_a_file_beyond_the_limit_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytes_in, "UNPACKED_LIMIT", 10)
    write_files(tmp_path, {"people.csv": PEOPLE})
    with pytest.raises(UnreadableError, match="Use Parquet"):
        read_bytes(tmp_path / "people.csv")


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened: No such file"):
        read_bytes(tmp_path / "people.csv")
