"""Boundaries: GeoJSON without GDAL, GeoPackage only after a look at what the file really is.

GDAL decides by content, not by name: a VRT called districts.geojson would read other files, and a GeoJSON
``crs`` link would call a server. So GeoJSON goes through ``json``, its CRS by name only, and a GeoPackage
must carry the signature of one before it is handed over.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.geometry import shape

from netgraph.files.bytes_in import UnreadableError, read_bytes
from netgraph.schema.tables import Table

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.schema.faults import Faults
    from netgraph.schema.vocabulary import TableName

__all__ = ["layer_names", "read_geojson", "read_geopackage", "write_geojson"]

CRS_NAME = re.compile(r"(?:urn:ogc:def:crs:)?(EPSG|OGC):[\d.]*:?(\w+)")
WGS84 = "EPSG:4326"
SQLITE_SIGNATURE = b"SQLite format 3\x00"
GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
APPLICATION_ID = slice(68, 72)
BROKEN_GEOMETRY = (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError)


def read_geojson(path: Path, name: TableName, faults: Faults) -> Table:
    """Read a GeoJSON feature collection; a geometry that cannot be built becomes a fault of its feature (the first is row 1)."""
    try:
        content = json.loads(read_bytes(path))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not_parseable", "this is not GeoJSON. Export the layer again as GeoJSON.") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        message = "this is JSON, but no GeoJSON FeatureCollection. Export the layer again as GeoJSON."
        raise UnreadableError("not_parseable", message)
    shapes = [_shape(feature.get("geometry")) for feature in features]
    frame = pd.DataFrame([feature.get("properties") or {} for feature in features])
    if any(made is not None for made in shapes) or "geometry" not in frame:
        built = [None if isinstance(made, Exception) else made for made in shapes]
        frame = gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(built, index=frame.index), crs=_crs(content))
    table = Table(name, frame, np.arange(1, len(frame) + 1).astype(object), path.name)
    broken = pd.Series([isinstance(made, Exception) for made in shapes], dtype=bool)
    message = "this geometry cannot be built from its coordinates. Export the layer again."
    faults.of_rows(table, broken, "geometry", "invalid_geometry", message)
    return table


def _shape(geometry: object) -> shapely.Geometry | Exception | None:
    """Build one geometry; what is wrong with it is returned, not raised, so that all can be reported at once."""
    if geometry is None:
        return None
    try:
        return shape(geometry)
    except BROKEN_GEOMETRY as error:
        return error


def _crs(content: dict[str, Any]) -> CRS | None:
    """Return the CRS: WGS84 unless one is named; never fetched from a link. An explicit null means unknown."""
    if "crs" not in content:
        return CRS(WGS84)
    if content["crs"] is None:
        return None
    named = content["crs"] if isinstance(content["crs"], dict) else {}
    properties = named.get("properties")
    given = properties.get("name") if named.get("type") == "name" and isinstance(properties, dict) else None
    match = CRS_NAME.fullmatch(str(given))
    try:
        return CRS(f"{match[1]}:{match[2]}") if match else None
    except CRSError:
        return None


def layer_names(path: Path) -> list[str]:
    """Return the layers of a GeoPackage, after making sure that it is one."""
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
        return [str(layer) for layer in pyogrio.list_layers(path)[:, 0]]
    except (DataSourceError, DataLayerError) as error:
        raise UnreadableError("not_readable", "the GeoPackage cannot be opened. Export it again.") from error


def read_geopackage(path: Path, name: TableName) -> Table:
    """Read the layer named like the table, or the only layer. The first record is row 1."""
    layers = layer_names(path)
    if name not in layers and len(layers) != 1:
        message = (
            f"the GeoPackage has {len(layers)} layers and none is called {name}. Rename the layer with the {name}."
        )
        raise UnreadableError("missing_sheet", message)
    try:
        frame = pyogrio.read_dataframe(path, layer=name if name in layers else layers[0])
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise UnreadableError("not_readable", "the layer cannot be read. Export it again.") from error
    return Table(name, frame, np.arange(1, len(frame) + 1).astype(object), path.name)


def write_geojson(path: Path, frame: gpd.GeoDataFrame) -> None:
    """Write boundaries as GeoJSON, one feature a line; a CRS other than WGS84 is named in the file."""
    properties = pd.DataFrame(frame.drop(columns=frame.geometry.name)).astype(object)
    records = properties.where(properties.notna(), None).to_dict("records")
    features = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {key: _plain(value) for key, value in record.items()},
                "geometry": None if geometry is None else json.loads(shapely.to_geojson(geometry)),
            },
            ensure_ascii=False,
        )
        for record, geometry in zip(records, frame.geometry, strict=True)
    ]
    named = ""
    if frame.crs is not None and frame.crs != CRS(WGS84):
        code = ":".join(frame.crs.to_authority() or ("", ""))
        named = f'"crs": {{"type": "name", "properties": {{"name": "{code}"}}}},\n'
    body = ",\n".join(features)
    path.write_text(
        f'{{"type": "FeatureCollection",\n{named}"features": [\n{body}\n]}}\n', encoding="utf-8", newline="\n"
    )


def _plain(value: Any) -> Any:
    """Turn numpy and pandas scalars into what JSON knows."""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if isinstance(value, np.generic) else value
