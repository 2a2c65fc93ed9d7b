"""A data folder: which file holds which table, and about.toml beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from netgraph.files.bytes_in import UnreadableError
from netgraph.files.columnar import read_parquet
from netgraph.files.delimited import read_delimited
from netgraph.files.geojson import read_geojson
from netgraph.files.geopackage import layer_names, read_geopackage
from netgraph.files.toml import read_toml
from netgraph.files.workbook import read_workbook, sheet_names
from netgraph.schema.faults import shown
from netgraph.schema.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection

    from netgraph.schema.faults import Faults
    from netgraph.schema.tables import Table
    from netgraph.schema.vocabulary import TableName

__all__ = ["ABOUT_FILE", "ENDINGS", "Folder", "read_folder"]

ENDINGS = (".csv", ".csv.gz", ".parquet", ".xlsx", ".geojson", ".gpkg")
ABOUT_FILE = "about.toml"
OPTIONAL = ("districts",)


@dataclass(frozen=True)
class Folder:
    """What was read from a data folder, before any check of its contents.

    Attributes
    ----------
    where : str
        The folder as the user named it.
    tables : dict of str to Table
        The tables that could be read.
    files : dict of str to str
        The file that each table, read or not, stands in.
    about : dict
        The contents of about.toml, or nothing.
    """

    where: str
    tables: dict[TableName, Table]
    files: dict[str, str]
    about: dict[str, Any]


class Shared(NamedTuple):
    """One file that holds several tables: its layers or sheets."""

    file: Path
    parts: list[str]


def read_folder(path: str | Path, faults: Faults, without: Collection[TableName] = ()) -> Folder:
    """Read all tables of a folder, or of one .gpkg or .xlsx file that holds them all.

    Parameters
    ----------
    path : str or pathlib.Path
        The folder or file.
    faults : Faults
        Where everything that cannot be read is recorded.
    without : collection of str
        Tables to leave alone.

    Returns
    -------
    Folder
        The tables that could be read.
    """
    path = Path(path)
    where = str(path)
    if not path.exists():
        faults.of_table("folder", "", "missing_file", "there is no such folder. Check the path.")
        return Folder(where, {}, {}, {})
    files = [path] if path.is_file() else sorted(entry for entry in path.iterdir() if entry.is_file())
    tables: dict[TableName, Table] = {}
    names = {"about": ABOUT_FILE}
    shared, unread = _files_with_several(files)
    for name in (name for name in TABLES if name not in without):
        source = _source(name, files, shared, faults)
        if source is None:
            other = _of_another_kind(name, files)
            if name not in OPTIONAL and not _named_like(name, files):
                faults.of_table(name, "", "missing_file", _missing(name, files, unread))
            elif name in OPTIONAL and other is not None:
                message = f"{shown(other.name)} is of no kind that is read. Expected {name}{f', {name}'.join(ENDINGS)}."
                faults.of_table(name, "", "unknown_format", message)
            continue
        names[name] = source.name
        try:
            tables[name] = _read(source, name, faults)
        except UnreadableError as error:
            faults.of_table(name, "", error.rule, error.message, row=error.row)
    about_file = path / ABOUT_FILE if path.is_dir() else path.with_name(ABOUT_FILE)
    return Folder(where, tables, names, _read_about(about_file, faults) if about_file.is_file() else {})


def _ending(path: Path) -> str:
    """Return the ending that decides the format, in lower case: .csv.gz counts as one."""
    name = path.name.lower()
    return next((ending for ending in sorted(ENDINGS, key=len, reverse=True) if name.endswith(ending)), "")


def _named_like(name: TableName, files: list[Path]) -> list[Path]:
    return [file for file in files if _ending(file) and file.name.lower() == name + _ending(file)]


def _of_another_kind(name: TableName, files: list[Path]) -> Path | None:
    """Return a file that is called like a table and is of no kind that is read, such as districts.shp."""
    return next((file for file in files if file.name.split(".")[0].lower() == name and not _ending(file)), None)


def _source(name: TableName, files: list[Path], shared: list[Shared], faults: Faults) -> Path | None:
    """Find the one file that holds a table."""
    own = _named_like(name, files) or [each.file for each in shared if name in each.parts]
    if len(own) > 1:
        listed = ", ".join(shown(file.name) for file in own)
        faults.of_table(name, "", "several_files", f"there is more than one file of {name}: {listed}. Keep one.")
        return None
    return own[0] if own else None


def _missing(name: TableName, files: list[Path], unread: list[tuple[Path, UnreadableError]]) -> str:
    """Say that a table has no file, and which files could not be looked into."""
    there = ", ".join(shown(file.name) for file in files[:10]) or "nothing"
    message = f"there is no file of {name}. Expected {name}{f', {name}'.join(ENDINGS)}; found {there}."
    return " ".join([message, *(f"{shown(file.name)} cannot be used: {error.message}" for file, error in unread)])


def _files_with_several(files: list[Path]) -> tuple[list[Shared], list[tuple[Path, UnreadableError]]]:
    """Find workbooks and GeoPackages that hold tables as sheets or layers, and those that cannot be opened."""
    found: list[Shared] = []
    unread: list[tuple[Path, UnreadableError]] = []
    for file in files:
        reader = {".gpkg": layer_names, ".xlsx": sheet_names}.get(_ending(file))
        if reader is None or file.name.lower().removesuffix(_ending(file)) in TABLES:
            continue
        try:
            parts = [part.strip().lower() if _ending(file) == ".xlsx" else part for part in reader(file)]
        except UnreadableError as error:
            unread.append((file, error))
            continue
        if set(TABLES) & set(parts):
            found.append(Shared(file, parts))
    return found, unread


def _read(path: Path, name: TableName, faults: Faults) -> Table:
    """Read one table by its file's ending."""
    ending = _ending(path)
    if ending in (".csv", ".csv.gz"):
        return read_delimited(path, name, faults)
    if ending == ".parquet":
        return read_parquet(path, name)
    if ending == ".xlsx":
        return read_workbook(path, name)
    if ending == ".geojson":
        return read_geojson(path, name, faults)
    return read_geopackage(path, name)


def _read_about(path: Path, faults: Faults) -> dict[str, Any]:
    try:
        return read_toml(path)
    except UnreadableError as error:
        faults.of_table("about", "", error.rule, str(error))
        return {}
