"""What a graph file has no place for, as one line of JSON: about.toml, and which columns there were."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeGuard

from netgraph.files.writing import misleading_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netgraph.schema.vocabulary import TableName

__all__ = ["Notes", "notes_of", "read_notes"]

MARK = "netgraph"


@dataclass(frozen=True)
class Notes:
    """What a graph file says beside its nodes and edges.

    Attributes
    ----------
    about : dict
        The contents of about.toml, with the text columns that look like something else.
    columns : dict of str to list of str
        The columns of people and ties, those without any cell among them.
    """

    about: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)

    def line(self) -> str:
        """Return one line of plain ASCII, which no file format takes for anything else."""
        return json.dumps({MARK: 1, "about": self.about, "columns": self.columns}, default=str)


def notes_of(people: pd.DataFrame, ties: pd.DataFrame, about: Mapping[str, Any], *, numbers_are_typed: bool) -> Notes:
    """Make the notes for a file; dates in about become text."""
    tables: dict[TableName, pd.DataFrame] = {"people": people, "ties": ties}
    texts = {
        name: columns
        for name, frame in tables.items()
        if (columns := misleading_text(name, frame, numbers_are_typed=numbers_are_typed))
    }
    return Notes({**about, "text_columns": texts}, {name: [*map(str, frame)] for name, frame in tables.items()})


def read_notes(line: object) -> Notes:
    """Return the notes in a line of a file; none when it is something else, as in files of other programs.

    Examples
    --------
    >>> read_notes(Notes({"design": "survey"}, {"people": ["person"]}).line()).about
    {'design': 'survey'}
    >>> read_notes("made by another program")
    Notes(about={}, columns={})
    """
    try:
        found = json.loads(line) if isinstance(line, str) else None
    except (ValueError, RecursionError):
        return Notes()
    if not isinstance(found, dict) or MARK not in found:
        return Notes()
    about, columns = found.get("about"), found.get("columns")
    return Notes(about if isinstance(about, dict) else {}, columns if _are_columns(columns) else {})


def _are_columns(columns: object) -> TypeGuard[dict[str, list[str]]]:
    return isinstance(columns, dict) and all(
        isinstance(names, list) and all(isinstance(name, str) for name in names) for names in columns.values()
    )
