"""The formats that a data folder can be written in."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["FORMATS", "Format"]

Format = Literal["csv", "csv.gz", "parquet", "xlsx", "gpkg"]
FORMATS: tuple[Format, ...] = get_args(Format)
