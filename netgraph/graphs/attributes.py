"""Cells <-> graph attributes: plain Python values, None for missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["ABOUT", "check_direction", "plain_columns", "table"]

ABOUT = "about"
"""Graph attribute that carries the contents of about.toml."""


def plain_columns(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Return each column as plain Python values: numbers, text, booleans, ISO dates; missing is None."""
    return {str(column): _plain(frame[column]) for column in frame.columns}


def _plain(values: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        values = values.dt.strftime("%Y-%m-%d")
    plain = values.astype(object)
    return plain.where(plain.notna(), None).tolist()


def table(records: Iterable[Mapping[str, Any]], first: Iterable[str]) -> pd.DataFrame:
    """Make a table from attribute mappings; columns that some records lack are empty there."""
    frame = pd.DataFrame(list(records))
    for column in first:
        if column not in frame:
            frame[column] = pd.Series(dtype="str")
    return frame.infer_objects()


def check_direction(directed: bool, both_ways: bool) -> None:
    """Refuse an undirected graph, because support has a direction, unless the user says it goes both ways."""
    if not directed and not both_ways:
        raise NetgraphError(
            "the graph is undirected, but support goes from a giver to a receiver. "
            "Give a directed graph, or both_ways=True to take every edge as support in both directions."
        )
