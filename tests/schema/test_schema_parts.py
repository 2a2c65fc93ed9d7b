"""Column names, codes and about.toml: the small parts that every table goes through."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.schema.about import About
from netgraph.schema.codes import is_among, positions
from netgraph.schema.faults import PROBLEM_COLUMNS, Faults, Notices, shown
from netgraph.schema.tables import name_columns, table_from_frame

few_codes = st.lists(st.none() | st.sampled_from(["a", "b", "7", "é", ""]), max_size=8)


@given(codes=few_codes, among=few_codes)
def test_positions_are_those_of_a_plain_list(codes: list[str | None], among: list[str | None]) -> None:
    """The first place counts; a missing code is nowhere, not even beside another missing one."""
    expected = [among.index(code) if code is not None and code in among else -1 for code in codes]
    left, right = pd.Series(codes, dtype="str"), pd.Series(among, dtype="str")
    assert positions(left, right).tolist() == expected
    assert is_among(left, right).tolist() == [place >= 0 for place in expected]


def test_columns_get_names_of_text_and_empty_nameless_ones_go() -> None:
    frame = pd.DataFrame([[1, 2, None, 4, None]], columns=["a", "", " ", None, float("nan")])
    assert name_columns(table_from_frame("people", frame).frame).columns.tolist() == ["a", "column 2", "column 4"]
    whole = pd.DataFrame({"a": [1]})
    assert name_columns(whole) is whole
    assert table_from_frame("people", pd.DataFrame([[1, 2]])).frame.columns.tolist() == ["0", "1"]


@pytest.mark.parametrize(
    ("index", "tells"),
    [
        (pd.RangeIndex(2), False),
        (pd.Index([5, 9]), False),
        (pd.Index([5, 9], name="person"), True),
        (pd.Index(["a", "b"]), True),
        (pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]), True),
    ],
)
def test_labels_of_a_frame_may_tell_who_somebody_is(index: pd.Index, tells: bool) -> None:
    table = table_from_frame("people", pd.DataFrame({"person": ["a", "b"]}, index=index))
    assert table.rows.tolist() == index.tolist()
    assert table.place(1) == ("record 2" if tells else f"row {index[1]}")


def test_no_faults_and_no_notices_are_empty_tables() -> None:
    assert not Faults()
    assert set(PROBLEM_COLUMNS) <= set(Faults().frame().columns)
    assert Notices().frame().dtypes.astype(str).tolist() == ["str", "str", "int64", "str"]


def test_what_is_shown_is_one_short_line() -> None:
    """SAFETY: at most 40 characters, control characters escaped."""
    assert shown("a\nb\x1b[0m") == "a\\nb\\x1b[0m"
    assert len(shown("x" * 1000)) == 40


@pytest.mark.parametrize(
    ("design", "asked", "expected"),
    [
        ("whole_network", None, {"receives", "gives", "alter_ties"}),
        ("whole_network", ["gives"], {"receives", "gives", "alter_ties"}),
        ("survey", None, {"receives", "gives"}),
        ("survey", ["receives", "alter_ties"], {"receives", "alter_ties"}),
        ("register", [], set()),
    ],
)
def test_what_a_design_observes(design: str, asked: list[str] | None, expected: set[str]) -> None:
    """DESIGN, about.toml: a survey that does not say what was asked asked both directions."""
    about = About(design=design, asked=asked)
    assert {direction for direction in ("receives", "gives", "alter_ties") if about.was_asked(direction)} == expected
