"""GeoPackage in and out, handed to GDAL only after a look at what the file really is.

GDAL decides by content, not by name: a VRT called districts.gpkg would read other files.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyarrow as pa
import pyogrio
from pyogrio import errors as gdal

from netgraph.files.atomic import OutputError
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.text_cells import any_cell_has, mixed_columns
from netgraph.schema.faults import shown
from netgraph.schema.tables import Table, numbered_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from netgraph.schema.vocabulary import TableName

__all__ = ["layer_names", "read_geopackage", "write_layer"]

SQLITE_SIGNATURE = b"SQLite format 3\x00"
GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
APPLICATION_ID = slice(68, 72)
GDAL_ERRORS = (
    gdal.DataSourceError,
    gdal.DataLayerError,
    gdal.FieldError,
    gdal.FeatureError,
    gdal.GeometryError,
    gdal.CRSError,
)
CHANGE_COUNTERS = (24, 92)
"""Where a SQLite file keeps its change counter, and the count for which its size is valid: the two must agree."""
STYLES = "layer_styles"
"""The table in which QGIS keeps how layers are drawn."""
STYLES_TABLE = f"""CREATE TABLE {STYLES} (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT(256), owner TEXT(30), ui TEXT(30), update_time DATETIME)"""
WRITTEN_AT = "2000-01-01T00:00:00.000Z"
"""The same input gives the same file, so the moment of writing is not kept."""


def layer_names(path: Path) -> list[str]:
    """Return the layers of a GeoPackage with data, after making sure that it is one; how QGIS draws them is no data."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except OSError as error:
        raise UnreadableError("not_readable", f"the file cannot be opened: {error.strerror or error}.") from error
    if not head:
        raise UnreadableError("empty_file", "the file is empty. Expected a GeoPackage.")
    if not head.startswith(SQLITE_SIGNATURE) or head[APPLICATION_ID] not in GEOPACKAGE_IDS:
        raise UnreadableError("not_readable", "this is not a GeoPackage, whatever its name says. Export it again.")
    try:
        return [str(layer) for layer in pyogrio.list_layers(path)[:, 0] if layer != STYLES]
    except GDAL_ERRORS as error:
        raise UnreadableError("not_readable", "the GeoPackage cannot be opened. Export it again.") from error


def read_geopackage(path: Path, name: TableName) -> Table:
    """Read the layer named like the table, or the only layer. The first record is row 1."""
    layers = layer_names(path)
    if name not in layers and len(layers) != 1:
        has = f"the GeoPackage has {len(layers)} layers and none is called {name}."
        raise UnreadableError("missing_sheet", f"{has} Rename the layer with the {name}.")
    try:
        frame = pyogrio.read_dataframe(
            path,
            layer=name if name in layers else layers[0],
            use_arrow=True,
            arrow_to_pandas_kwargs={"integer_object_nulls": True},
        )
    except (*GDAL_ERRORS, ValueError, pa.ArrowException) as error:
        raise UnreadableError("not_readable", "the layer cannot be read. Export it again.") from error
    return Table(name, frame, numbered_rows(1, len(frame)), path.name)


def write_layer(path: Path, layer: str, frame: pd.DataFrame, styles: Mapping[str, str] | None = None) -> None:
    """Add one layer to a GeoPackage, made when it does not exist; without geometry it is a layer without one.

    Parameters
    ----------
    path : pathlib.Path
        Where.
    layer : str
        Its name.
    frame : DataFrame
        Its rows.
    styles : mapping of str to str, optional
        By name how QGIS can draw it, as QML; the first is how it does.

    Raises
    ------
    OutputError
        A column holds what a GeoPackage cannot.
    """
    refused = [f"column {shown(column)} holds cells of several kinds" for column in mixed_columns(frame)]
    refused += ["a cell holds a NUL character"] * any_cell_has(frame, "\x00")
    if refused:
        raise OutputError(f"cannot write {path.name}: {refused[0]}, which a GeoPackage cannot. Write Excel or Parquet.")
    own = {"FID": _free("fid", frame), "GEOMETRY_NAME": _free("geom", frame)}
    options: dict[str, Any] = own if isinstance(frame, gpd.GeoDataFrame) else {"FID": own["FID"]}
    try:
        pyogrio.write_dataframe(
            frame, path, layer=layer, driver="GPKG", append=path.exists(), layer_options=options, promote_to_multi=False
        )
    except (*GDAL_ERRORS, ValueError, NotImplementedError) as error:
        message = f"cannot write layer {layer}: a column has a name (capitals do not count) or type that"
        raise OutputError(f"{message} GeoPackage does not know. Rename it, or write Parquet.") from error
    with closing(sqlite3.connect(path)) as database, database:
        if styles and isinstance(frame, gpd.GeoDataFrame):
            _write_styles(database, layer, own["GEOMETRY_NAME"], styles)
        database.execute("UPDATE gpkg_contents SET last_change = ?", (WRITTEN_AT,))
    _forget_count(path)


def _write_styles(database: sqlite3.Connection, layer: str, geometry: str, styles: Mapping[str, str]) -> None:
    """Write how QGIS can draw a layer, in the table where it looks for that."""
    database.execute(STYLES_TABLE)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
        "VALUES (?, 'attributes', ?, '', ?)",
        (STYLES, STYLES, WRITTEN_AT),
    )
    rows = [
        ("", "", layer, geometry, name, style, number == 0, "", WRITTEN_AT)
        for number, (name, style) in enumerate(styles.items())
    ]
    database.executemany(
        f"INSERT INTO {STYLES} (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "  # noqa: S608
        "useAsDefault, owner, update_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _forget_count(path: Path) -> None:
    """Set SQLite's two counters of changes, which depend on how often the clock ticked while writing, to one value."""
    with path.open("r+b") as stream:
        for place in CHANGE_COUNTERS:
            stream.seek(place)
            stream.write((1).to_bytes(4, "big"))


def _free(name: str, frame: pd.DataFrame) -> str:
    """Return a name that no column has: GeoPackage adds a key and the geometry as columns of its own."""
    taken = {str(column).lower() for column in frame.columns}
    while name in taken:
        name = f"{name}_"
    return name
