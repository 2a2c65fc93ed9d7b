"""Cells <-> graph attributes: plain Python values, None for missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

__all__ = ["ABOUT", "ISO_DATES", "check_direction", "iso_text", "known_about", "plain_columns", "table"]

ABOUT = "about"
"""Graph attribute that carries the contents of about.toml."""
ISO_DATES = ("since", "until")
"""Edge attributes that hold a date as text."""


def plain_columns(frame: pd.DataFrame, iso_dates: Collection[str] = ()) -> dict[str, list[Any]]:
    """Return each column as plain Python values: numbers, text, booleans, datetimes; missing is None.

    The columns named in ``iso_dates`` become ISO text, which every graph format can hold.
    """
    return {str(column): _plain(frame[column], column in iso_dates) for column in frame.columns}


def _plain(values: pd.Series, as_text: bool) -> list[Any]:
    if as_text:
        values = values.astype("str").str.slice(0, len("2026-01-31"))
    plain = values.astype(object)
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        plain = plain.map(pd.Timestamp.to_pydatetime, na_action="ignore").astype(object)
    return plain.where(plain.notna(), None).tolist()


def iso_text(moment: dt.datetime) -> str:
    """Return a moment as ISO text, and a day without the time of day."""
    return moment.isoformat().removesuffix("T00:00:00")


def table(records: Iterable[Mapping[str, Any]], first: Iterable[str]) -> pd.DataFrame:
    """Make a table from attribute mappings; columns that some records lack are empty there."""
    frame = pd.DataFrame(list(records), dtype=object)
    for column in first:
        if column not in frame:
            frame[column] = pd.Series(dtype="str")
    return frame


def known_about(attribute: object) -> dict[str, Any]:
    """Return what a graph carries of about.toml; other programs may mean something else by the same name."""
    return dict(attribute) if isinstance(attribute, Mapping) else {}


def check_direction(directed: bool, both_ways: bool) -> None:
    """Refuse an undirected graph, because support has a direction, unless the user says it goes both ways."""
    if not directed and not both_ways:
        raise NetgraphError(
            "the graph is undirected, but support goes from a giver to a receiver. "
            "Give a directed graph, or both_ways=True to take every edge as support in both directions."
        )
