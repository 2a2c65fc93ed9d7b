"""Tables <-> files: csv, csv.gz, parquet, xlsx, geojson, gpkg and about.toml; knows tables, not networks."""

from __future__ import annotations

from netgraph.files.atomic import OutputError, write_whole
from netgraph.files.folder import Folder, read_folder
from netgraph.files.sheets import Sheet, write_sheets
from netgraph.files.writing import BOUNDARY_ENDINGS, FORMATS, check_output, write_boundaries, write_folder, write_table

__all__ = [
    "BOUNDARY_ENDINGS",
    "FORMATS",
    "Folder",
    "OutputError",
    "Sheet",
    "check_output",
    "read_folder",
    "write_boundaries",
    "write_folder",
    "write_sheets",
    "write_table",
    "write_whole",
]
