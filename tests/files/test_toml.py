"""TOML of whatever kind is read, or refused with where it goes wrong; no other error gets out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.toml import read_toml
from tests.network.test_round_trips import FEW

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "unfinished": b"a = [1,",
    "not text": b"\xff\xfe\x00",
    "nested without end": b"a = " + b"[" * 50_000,
    "tables without end": b"a = " + b"{a=" * 25_000,
    "a number of thousands of digits": b"a = " + b"9" * 5_000,
    "a surrogate": b'a = "\\ud800"',
    "a key twice": b"a = 1\na = 2",
}


def test_a_file_is_read_with_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        (tmp_path / "a.toml").write_bytes(mark + b"a = 1\n[b]\nc = 2026-01-31\n")
        assert read_toml(tmp_path / "a.toml")["a"] == 1


def test_it_says_where_it_goes_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("a = 1\nb = ?\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"this is not readable TOML: .*line 2, column 5"):
        read_toml(tmp_path / "a.toml")
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_toml(tmp_path)


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_toml_is_one_readable_error_wherever_it_is_read(content: bytes, tmp_path: Path) -> None:
    """As about.toml of a folder, beside an edge list, and as a mapping."""
    people = pd.DataFrame({"person": ["a", "b"], "district": "west"})
    ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]})).write(tmp_path / "data")
    (tmp_path / "data" / "about.toml").write_bytes(content)
    with pytest.raises(ng.DataError, match=r"about\.toml: this is not readable TOML"):
        ng.read_network(tmp_path / "data")
    ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]})).write_graph(tmp_path / "edges.csv")
    (tmp_path / "edges_about.toml").write_bytes(content)
    with pytest.raises(ng.DataError, match=r"edges_about\.toml beside it: this is not readable TOML"):
        ng.read_graph(tmp_path / "edges.csv")
    (tmp_path / "mapping.toml").write_bytes(content)
    with pytest.raises(ng.RecipeError, match=r"mapping\.toml: this is not readable TOML"):
        ng.read_matches(pd.DataFrame({"a": [1]}), tmp_path / "mapping.toml")


@FEW
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("toml") / "a.toml"
    path.write_bytes(content)
    try:
        found = read_toml(path)
    except UnreadableError:
        return
    assert isinstance(found, dict)
