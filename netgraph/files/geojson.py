"""GeoJSON in and out, without GDAL.

GDAL decides by content, not by name: a VRT called districts.geojson would read other files, and a GeoJSON
``crs`` link would call a server. So GeoJSON goes through ``json``, and its CRS is taken by name only.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.geometry import shape

from netgraph.files.atomic import OutputError
from netgraph.files.bytes_in import UnreadableError, read_bytes
from netgraph.schema.tables import Table, numbered_rows

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.schema.faults import Faults
    from netgraph.schema.vocabulary import TableName

__all__ = ["read_geojson", "write_geojson"]

CRS_NAME = re.compile(r"(?:urn:ogc:def:crs:(EPSG|OGC|ESRI):[\d.]*|(EPSG|OGC|ESRI)):(\w+)")
WGS84 = "EPSG:4326"
BROKEN_GEOMETRY = (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError)


def read_geojson(path: Path, name: TableName, faults: Faults) -> Table:
    """Read a GeoJSON feature collection; the first feature is row 1.

    A geometry that cannot be built becomes a fault of its feature.

    Raises
    ------
    UnreadableError
        The file is no GeoJSON feature collection.
    """
    content = _features(path)
    features = content["features"]
    shapes = [_shape(feature.get("geometry")) for feature in features]
    frame = pd.DataFrame([feature.get("properties") or {} for feature in features], index=range(len(features)))
    if "geometry" in frame and any(made is not None for made in shapes):
        faults.of_table(name, "geometry", "duplicate_column", "a property has this name too. Rename the property.")
    if any(made is not None for made in shapes) or "geometry" not in frame:
        built = [None if isinstance(made, Exception) else made for made in shapes]
        frame = gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(built, index=frame.index), crs=_crs(content))
    table = Table(name, frame, numbered_rows(1, len(frame)), path.name, cells="json")
    broken = pd.Series([isinstance(made, Exception) for made in shapes], dtype=bool)
    message = "this geometry cannot be built from its coordinates. Export the layer again."
    faults.of_rows(table, broken, "geometry", "invalid_geometry", message)
    return table


def _features(path: Path) -> dict[str, Any]:
    """Parse the file and make sure that it is a list of features with properties."""
    try:
        content = json.loads(read_bytes(path))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not_parseable", "this is not GeoJSON. Export the layer again as GeoJSON.") from error
    features = content.get("features") if isinstance(content, dict) else None
    if isinstance(features, list) and all(
        isinstance(feature, dict) and isinstance(feature.get("properties") or {}, dict) for feature in features
    ):
        return dict(content)
    message = "this is JSON, but no GeoJSON FeatureCollection. Export the layer again as GeoJSON."
    raise UnreadableError("not_parseable", message)


def _shape(geometry: object) -> shapely.Geometry | Exception | None:
    """Build one geometry; what is wrong with it is returned, not raised, so that all can be reported at once."""
    if geometry is None:
        return None
    if not isinstance(geometry, dict):
        return TypeError("a geometry must be an object")
    try:
        return shape(geometry)
    except BROKEN_GEOMETRY as error:
        return error


def _crs(content: dict[str, Any]) -> CRS | None:
    """Return WGS84 unless the file names another system; None when what it says cannot be used."""
    if "crs" not in content:
        return CRS(WGS84)
    named = content["crs"] if isinstance(content["crs"], dict) else {}
    properties = named.get("properties")
    given = properties.get("name") if named.get("type") == "name" and isinstance(properties, dict) else None
    match = CRS_NAME.fullmatch(str(given))
    try:
        return CRS(f"{match[1] or match[2]}:{match[3]}") if match else None
    except CRSError:
        return None


def write_geojson(path: Path, frame: gpd.GeoDataFrame) -> None:
    """Write boundaries as GeoJSON, one feature a line; a CRS other than WGS84 is named in the file.

    Raises
    ------
    OutputError
        The CRS has no name, so that GeoJSON could not say it.
    """
    properties = pd.DataFrame(frame.drop(columns=frame.geometry.name)).astype(object)
    records = properties.where(properties.notna(), None).to_dict("records")
    features = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {str(key): _plain(value) for key, value in record.items()},
                "geometry": None if geometry is None else json.loads(shapely.to_geojson(geometry)),
            },
            ensure_ascii=False,
        )
        for record, geometry in zip(records, frame.geometry, strict=True)
    ]
    body = ",\n".join(features)
    content = f'{{"type": "FeatureCollection",\n{_named(frame.crs, path)}"features": [\n{body}\n]}}\n'
    path.write_text(content, encoding="utf-8", newline="\n")


def _named(crs: CRS | None, path: Path) -> str:
    """Return the line that names a CRS; nothing for WGS84, which is meant when nothing is said."""
    if crs is None or crs == CRS(WGS84):
        return ""
    authority, code = crs.to_authority(min_confidence=100) or ("", "")
    if not CRS_NAME.fullmatch(f"{authority}:{code}") or CRS(f"{authority}:{code}") != crs:
        message = f"cannot write {path.name}: the coordinate system of the boundaries has no EPSG code."
        raise OutputError(f"{message} Write Parquet or GeoPackage, or change it with to_crs().")
    return f'"crs": {{"type": "name", "properties": {{"name": "{authority}:{code}"}}}},\n'


def _plain(value: Any) -> Any:
    """Turn numpy and pandas scalars into what JSON knows."""
    if isinstance(value, pd.Timestamp):
        return value.isoformat().removesuffix("T00:00:00")
    return value.item() if isinstance(value, np.generic) else value
