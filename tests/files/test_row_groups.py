"""Parquet a part at a time: the same cells as pyarrow reads at once."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from netgraph.files.bytes_in import UnreadableError
from netgraph.files.row_groups import column_types, count_rows, read_parts

ROWS = 25


@pytest.fixture
def path(tmp_path):
    """Return a file of three row groups."""
    table = pa.table({"n": range(ROWS), "name": [f"p{n % 4}" for n in range(ROWS)], "hours": [0.5] * ROWS})
    pq.write_table(table, tmp_path / "ties.parquet", row_group_size=10)
    return tmp_path / "ties.parquet"


def test_rows_are_counted_without_reading_them(path):
    assert count_rows(path) == ROWS


def test_what_is_no_parquet_file_has_no_rows(tmp_path):
    (tmp_path / "ties.csv").write_text("giver,receiver\na,b\n", encoding="utf-8")
    assert count_rows(tmp_path / "ties.csv") == 0
    assert count_rows(tmp_path / "nowhere.parquet") == 0


def test_types_of_columns(path):
    assert column_types(path) == {"n": pa.int64(), "name": pa.string(), "hours": pa.float64()}


@pytest.mark.parametrize("rows", [1, 7, 1_000])
def test_parts_make_up_the_table(path, rows):
    parts = list(read_parts(path, ["n", "name"], rows))
    assert all(part.num_rows <= rows for part in parts)
    assert [part.schema.names for part in parts] == [["n", "name"]] * len(parts)
    assert [n for part in parts for n in part.column(0).to_pylist()] == list(range(ROWS))
    assert [name for part in parts for name in part.column(1).to_pylist()] == [f"p{n % 4}" for n in range(ROWS)]
    assert all(pa.types.is_dictionary(part.column(1).type) for part in parts)


def test_a_broken_file_is_told(path):
    """Cut off in the middle: its end, which says what is where, is gone."""
    path.write_bytes(path.read_bytes()[:-40])
    for reading in (lambda: column_types(path), lambda: list(read_parts(path, ["n"]))):
        with pytest.raises(UnreadableError, match="not a readable Parquet file"):
            reading()


def test_a_damaged_middle_is_told(path):
    """The end is whole, and pages are not."""
    content = bytearray(path.read_bytes())
    content[4:200] = bytes(196)
    path.write_bytes(bytes(content))
    with pytest.raises(UnreadableError, match="not a readable Parquet file"):
        list(read_parts(path, ["n", "name"]))
