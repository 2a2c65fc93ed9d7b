"""Tables out: a whole data folder, or one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import tomli_w

from netgraph.errors import did_you_mean
from netgraph.files.atomic import OutputError, private_folder, replace_together, write_whole
from netgraph.files.columnar import write_parquet
from netgraph.files.delimited import write_delimited
from netgraph.files.folder import ABOUT_FILE, ENDINGS
from netgraph.files.geojson import write_geojson
from netgraph.files.geopackage import write_layer
from netgraph.files.text_cells import text_columns
from netgraph.files.workbook import write_workbook
from netgraph.schema.formats import FORMATS, Format
from netgraph.schema.values import guess_dates, guess_types
from netgraph.schema.vocabulary import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netgraph.schema.vocabulary import TableName

__all__ = [
    "BOUNDARY_ENDINGS",
    "FORMATS",
    "TABLE_ENDINGS",
    "Format",
    "check_output",
    "misleading_text",
    "write_boundaries",
    "write_folder",
    "write_table",
]

TABLE_ENDINGS = (".csv", ".parquet", ".gpkg", ".xlsx")
FIGURES = "figures"
"""What a table of figures is called where a file holds several tables."""
BOUNDARY_ENDINGS = (".geojson", ".gpkg", ".parquet")


def check_output(path: Path, endings: tuple[str, ...] = TABLE_ENDINGS) -> None:
    """Refuse an output path that cannot work, before any work is done.

    Raises
    ------
    OutputError
        Its ending is not among ``endings``, its folder does not exist, or it is a folder.
    """
    ending = path.suffix.lower()
    if ending not in endings:
        found = f"ends in {ending}" if ending else "has no ending"
        raise OutputError(f"{path.name} {found}, so its format is not known. Valid: {', '.join(endings)}.")
    if path.is_dir():
        raise OutputError(f"{path} is a folder. Give the name of a file.")
    if not path.parent.is_dir():
        raise OutputError(f"the folder {path.parent} does not exist. Make it first, or give another path.")


def write_table(frame: pd.DataFrame, path: Path, styles: Mapping[str, str] | None = None) -> None:
    """Write one table whole or not at all; the ending of ``path`` decides the format.

    Geometry goes along to .gpkg and .parquet and is left out of .csv and .xlsx. Text that a spreadsheet
    would run as a formula is neutralised.

    Parameters
    ----------
    frame : DataFrame
        The table.
    path : pathlib.Path
        Ends in one of ``TABLE_ENDINGS``.
    styles : mapping of str to str, optional
        By name how QGIS can draw a table with geometry, as QML; only a .gpkg holds them.

    Raises
    ------
    OutputError
        The ending is not known, or the file cannot be written.
    """
    check_output(path)
    ending = path.suffix.lower()
    with write_whole(path) as temporary:
        if ending == ".csv":
            write_delimited(temporary, _without_geometry(frame))
        elif ending == ".xlsx":
            write_workbook(temporary, {FIGURES: _without_geometry(frame)})
        elif ending == ".parquet":
            write_parquet(temporary, frame)
        else:
            write_layer(temporary, FIGURES, frame, styles)


def write_boundaries(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write a table of districts with boundaries whole or not at all, as a data folder may hold it.

    Raises
    ------
    OutputError
        The ending is none of ``BOUNDARY_ENDINGS``, or the file cannot be written.
    """
    check_output(path, BOUNDARY_ENDINGS)
    ending = path.suffix.lower()
    with write_whole(path) as temporary:
        if ending == ".geojson":
            write_geojson(temporary, frame)
        elif ending == ".parquet":
            write_parquet(temporary, frame)
        else:
            write_layer(temporary, "districts", frame)


def write_folder(
    folder: Path, tables: Mapping[TableName, pd.DataFrame], about: Mapping[str, Any], kind: Format
) -> None:
    """Write a data folder that `read_folder` reads back as it was; files appear together or not at all.

    Parameters
    ----------
    folder : pathlib.Path
        Made when it does not exist.
    tables : mapping of str to DataFrame
        The tables by name.
    about : mapping
        The contents of about.toml, without missing values.
    kind : {"csv", "csv.gz", "parquet", "xlsx", "gpkg"}
        With csv, csv.gz and xlsx, districts with boundaries are written as GeoJSON.

    Raises
    ------
    OutputError
        The folder cannot be written, or holds a table in another format already.
    """
    if kind not in FORMATS:
        raise OutputError(f"format {kind!r} is not known. {did_you_mean(str(kind), FORMATS)}")
    if not folder.parent.is_dir():
        raise OutputError(f"the folder {folder.parent} does not exist. Make it first, or give another path.")
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file. Give the name of a folder.")
    with private_folder(folder) as staging:
        _write_tables(staging, tables, kind)
        _write_about(staging, tables, about, kind)
        _refuse_second_copies(folder, [file.name for file in sorted(staging.iterdir())])
        replace_together(staging, folder)


def _write_tables(folder: Path, tables: Mapping[TableName, pd.DataFrame], kind: Format) -> None:
    """Write every table in its format's file."""
    sheets: dict[str, pd.DataFrame] = {}
    for name, frame in tables.items():
        if kind == "gpkg":
            write_layer(folder / "network.gpkg", name, frame)
        elif kind == "parquet":
            write_parquet(folder / f"{name}.parquet", frame)
        elif isinstance(frame, gpd.GeoDataFrame):
            write_geojson(folder / f"{name}.geojson", frame)
        elif kind in ("csv", "csv.gz"):
            write_delimited(folder / f"{name}.{kind}", frame)
        else:
            sheets[name] = frame
    if sheets:
        write_workbook(folder / "network.xlsx", sheets)


def _write_about(
    folder: Path, tables: Mapping[TableName, pd.DataFrame], about: Mapping[str, Any], kind: Format
) -> None:
    """Write about.toml, with the text columns that files without types would turn into something else."""
    texts = {name: columns for name, frame in tables.items() if (columns := _misleading_text(name, frame, kind))}
    content = {**about, "text_columns": texts} if texts else about
    if content:
        (folder / ABOUT_FILE).write_bytes(tomli_w.dumps(content).encode())


def _misleading_text(name: TableName, frame: pd.DataFrame, kind: Format) -> list[str]:
    """Return the text columns that look like something else to the reader of the file they go to."""
    if kind in ("parquet", "gpkg") or (kind == "xlsx" and not isinstance(frame, gpd.GeoDataFrame)):
        return []
    return misleading_text(name, frame, numbers_are_typed=isinstance(frame, gpd.GeoDataFrame))


def misleading_text(name: TableName, frame: pd.DataFrame, *, numbers_are_typed: bool) -> list[str]:
    """Return the text columns that look like numbers, dates or flags to who reads them from a file without types.

    Parameters
    ----------
    name : {"people", "ties", "districts"}
        Which table it is: columns with a fixed meaning mislead nobody.
    frame : DataFrame
        The table.
    numbers_are_typed : bool
        The file tells numbers and flags from text, so that only dates can be mistaken.
    """
    columns = (frame.columns[position] for position in text_columns(frame))
    texts = {column: frame[column].astype("str") for column in columns if column not in COLUMNS[name]}
    if numbers_are_typed:
        guessed = {column: guess_dates(text) for column, text in texts.items()}
    else:
        guessed = {column: guess_types(text, decimal_comma=False) for column, text in texts.items()}
    return [column for column, values in guessed.items() if not pd.api.types.is_string_dtype(values.dtype)]


def _refuse_second_copies(folder: Path, made: list[str]) -> None:
    """Refuse to leave two files of one table in a folder: it could not be read any more."""
    if not folder.is_dir():
        return
    stems = {"people", "ties", "districts", "network"}
    for file in sorted(folder.iterdir()):
        stem = file.name.split(".")[0].lower()
        if stem in stems and file.name.removeprefix(file.name.split(".")[0]) in ENDINGS and file.name not in made:
            raise OutputError(f"{folder} holds {file.name} already. Choose an empty folder, or remove that file first.")


def _without_geometry(frame: pd.DataFrame) -> pd.DataFrame:
    if isinstance(frame, gpd.GeoDataFrame):
        return pd.DataFrame(frame.drop(columns=frame.geometry.name))
    return frame
