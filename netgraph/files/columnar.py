"""Parquet and GeoParquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from netgraph.files.bytes_in import UnreadableError
from netgraph.schema.tables import Table

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.schema.vocabulary import TableName

__all__ = ["read_parquet"]


def read_parquet(path: Path, name: TableName) -> Table:
    """Read a Parquet file; a GeoParquet one gives its geometry and CRS too. The first record is row 1."""
    try:
        schema = pq.read_schema(path)
        if b"geo" in (schema.metadata or {}):
            frame: pd.DataFrame = gpd.read_parquet(path)
        else:
            frame = pd.read_parquet(path)
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        message = "this is not a readable Parquet file. Write it again, or use CSV."
        raise UnreadableError("not_readable", message) from error
    return Table(name, frame.reset_index(drop=True), np.arange(1, len(frame) + 1).astype(object), path.name)
