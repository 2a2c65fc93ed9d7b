"""Data folders written out by hand, for tests of what is read from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import netgraph as ng

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

PEOPLE = "person,district\na,west\nb,east\n"
TIES = "giver,receiver\na,b\n"
DISTRICTS = "district,name\nwest,West\neast,East\n"


def write_files(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files into a folder, text as UTF-8 with its line ends as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def good_folder(folder: Path, **tables: str | bytes) -> Path:
    """Write a folder of CSV tables that reads without faults; keywords replace or add a table."""
    return write_files(
        folder, {f"{name}.csv": cells for name, cells in {"people": PEOPLE, "ties": TIES, **tables}.items()}
    )


def fault(path: Path) -> ng.DataError:
    """Return the error that reading a folder raises."""
    with pytest.raises(ng.DataError) as raised:
        ng.read_network(path)
    return raised.value


def told(problems: pd.DataFrame) -> list[tuple[str, object, str, str]]:
    """Return the faults as table, row, column and rule."""
    columns = problems[["table", "row", "column", "rule"]].astype(object)
    return [tuple(row) for row in columns.where(columns.notna(), None).to_numpy().tolist()]
