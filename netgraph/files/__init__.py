"""Tables <-> files: csv, csv.gz, parquet, xlsx, geojson, gpkg and about.toml; knows tables, not networks."""

from __future__ import annotations

from netgraph.files.atomic import write_whole
from netgraph.files.folder import Folder, read_folder
from netgraph.files.writing import FORMATS, write_folder, write_table

__all__ = ["FORMATS", "Folder", "read_folder", "write_folder", "write_table", "write_whole"]
