"""Tables out: a whole data folder, or one table."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import geopandas as gpd
import pandas as pd
import pyogrio
import tomli_w

from netgraph.errors import did_you_mean
from netgraph.files.atomic import OutputError, write_whole
from netgraph.files.folder import ABOUT_FILE, ENDINGS
from netgraph.files.formulas import neutralise_formulas
from netgraph.files.geographic import write_geojson
from netgraph.files.workbook import write_workbook
from netgraph.schema.values import guess_types
from netgraph.schema.vocabulary import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.schema.vocabulary import TableName

__all__ = ["FORMATS", "TABLE_ENDINGS", "Format", "check_output", "write_folder", "write_table"]

Format = Literal["csv", "parquet", "xlsx", "gpkg"]
FORMATS: tuple[Format, ...] = get_args(Format)
TABLE_ENDINGS = (".csv", ".parquet", ".gpkg", ".xlsx")


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


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write one table whole or not at all; the ending of ``path`` decides the format.

    Geometry goes along to .gpkg and .parquet and is left out of .csv and .xlsx. Text that a spreadsheet
    would run as a formula is neutralised.

    Raises
    ------
    OutputError
        The ending is not known, or the file cannot be written.
    """
    check_output(path)
    ending = path.suffix.lower()
    with write_whole(path) as temporary:
        if ending == ".csv":
            _write_csv(temporary, frame)
        elif ending == ".xlsx":
            write_workbook(temporary, {"figures": _without_geometry(frame)})
        elif ending == ".parquet":
            frame.to_parquet(temporary, index=False)
        else:
            temporary.unlink()  # GDAL opens an existing file as a data set, and an empty one is none
            _write_layer(temporary, path.stem, frame, append=False)


def write_folder(
    folder: Path, tables: Mapping[TableName, pd.DataFrame], about: Mapping[str, Any], format: Format
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
    format : {"csv", "parquet", "xlsx", "gpkg"}
        With csv and xlsx, districts with boundaries are written as GeoJSON.

    Raises
    ------
    OutputError
        The folder cannot be written, or holds a table in another format already.
    """
    if format not in FORMATS:
        raise OutputError(f"format {format!r} is not known. {did_you_mean(format, FORMATS)}")
    if not folder.parent.is_dir():
        raise OutputError(f"the folder {folder.parent} does not exist. Make it first, or give another path.")
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file. Give the name of a folder.")
    staging = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        _write_tables(staging, tables, format)
        _write_about(staging, tables, about, format)
        made = sorted(staging.iterdir())
        _refuse_second_copies(folder, [file.name for file in made])
        folder.mkdir(exist_ok=True)
        for file in made:
            file.chmod(0o600)
            file.replace(folder / file.name)
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_tables(folder: Path, tables: Mapping[TableName, pd.DataFrame], format: Format) -> None:  # noqa: A002
    """Write every table in its format's file."""
    if format == "gpkg":
        for name, frame in tables.items():
            _write_layer(folder / "network.gpkg", name, frame, append=(folder / "network.gpkg").exists())
        return
    sheets: dict[str, pd.DataFrame] = {}
    for name, frame in tables.items():
        if format == "parquet":
            frame.to_parquet(folder / f"{name}.parquet", index=False)
        elif isinstance(frame, gpd.GeoDataFrame):
            write_geojson(folder / f"{name}.geojson", frame)
        elif format == "csv":
            _write_csv(folder / f"{name}.csv", frame)
        else:
            sheets[name] = frame
    if sheets:
        write_workbook(folder / "network.xlsx", sheets)


def _write_about(
    folder: Path, tables: Mapping[TableName, pd.DataFrame], about: Mapping[str, Any], format: Format
) -> None:
    """Write about.toml; in CSV, text that looks like numbers is declared there, because CSV has no types."""
    content = dict(about)
    if format == "csv":
        texts = {name: columns for name, frame in tables.items() if (columns := _texts_like_numbers(name, frame))}
        if texts:
            content["text_columns"] = texts
    if content:
        (folder / ABOUT_FILE).write_bytes(tomli_w.dumps(content).encode())


def _texts_like_numbers(name: TableName, frame: pd.DataFrame) -> list[str]:
    free = [c for c in frame.columns if c not in COLUMNS[name] and pd.api.types.is_string_dtype(frame[c].dtype)]
    return [c for c in free if not pd.api.types.is_string_dtype(guess_types(frame[c], decimal_comma=False).dtype)]


def _refuse_second_copies(folder: Path, made: list[str]) -> None:
    """Refuse to leave two files of one table in a folder: it could not be read any more."""
    if not folder.is_dir():
        return
    stems = {"people", "ties", "districts", "network"}
    for file in sorted(folder.iterdir()):
        stem = file.name.split(".")[0].lower()
        if stem in stems and file.name.removeprefix(file.name.split(".")[0]) in ENDINGS and file.name not in made:
            raise OutputError(f"{folder} holds {file.name} already. Choose an empty folder, or remove that file first.")


def _write_csv(path: Path, frame: pd.DataFrame) -> None:
    """Write comma-separated UTF-8 with true/false, ISO dates and neutralised formulas."""
    out = _without_geometry(frame).copy()
    out.columns = pd.Index(neutralise_formulas(pd.Series(out.columns, dtype="str")))
    for position in range(out.shape[1]):
        column = out.iloc[:, position]
        if pd.api.types.is_bool_dtype(column.dtype):
            out.isetitem(position, column.map({True: "true", False: "false"}))
        elif pd.api.types.is_string_dtype(column.dtype):
            out.isetitem(position, neutralise_formulas(column))
    out.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", date_format="%Y-%m-%d")


def _write_layer(path: Path, layer: str, frame: pd.DataFrame, *, append: bool) -> None:
    """Add one layer to a GeoPackage; a table without geometry becomes a layer without one."""
    pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG", append=append)


def _without_geometry(frame: pd.DataFrame) -> pd.DataFrame:
    if isinstance(frame, gpd.GeoDataFrame):
        return pd.DataFrame(frame.drop(columns=frame.geometry.name))
    return frame
