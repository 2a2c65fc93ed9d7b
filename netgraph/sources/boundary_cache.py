"""Boundaries that were downloaded, kept on disk: no personal data, and never more than a copy."""

from __future__ import annotations

import datetime as dt
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import geopandas as gpd
import pandas as pd
import platformdirs

from netgraph.errors import SourceError
from netgraph.files import OutputError, write_boundaries
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.columnar import read_parquet

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DOWNLOADED", "kept_boundaries"]

log = logging.getLogger("netgraph")

DOWNLOADED = "downloaded"
"""Attribute of the frame: the day on which it was downloaded."""
FRESH = dt.timedelta(days=30)
"""Maps of the current year are completed in the course of it."""
COLUMNS = ["district", "name", "population", "parent", "geometry", "boundary_year", "boundary_source"]


def kept_boundaries(
    name: str,
    service: str,
    download: Callable[[], gpd.GeoDataFrame],
    *,
    folder: str | Path | None = None,
    refresh: bool = False,
) -> gpd.GeoDataFrame:
    """Return boundaries from disk while they are fresh, and else what ``download`` gives.

    Parameters
    ----------
    name : str
        What the file is called.
    service : str
        Where it came from; each service has its own files.
    download : callable
        Makes the table anew.
    folder : str or pathlib.Path, optional
        Where files are kept; by default the user's cache folder.
    refresh : bool
        Download in any case.

    Raises
    ------
    SourceError
        They cannot be downloaded, and there is no copy of any age (with ``refresh``: whether there is or not).
    """
    root = platformdirs.user_cache_path("netgraph") if folder is None else Path(folder)
    file = root / re.sub(r"[^\w.-]", "_", urlsplit(service).netloc) / f"{name}.parquet"
    known = None if refresh else _read(file)
    if known is not None and _age(known) < FRESH:
        return known
    try:
        made = download()
    except SourceError as error:
        if known is None:
            raise
        log.warning("boundaries of %s are used: %s", known.attrs[DOWNLOADED], error)
        return known
    made.attrs[DOWNLOADED] = _today().isoformat()
    _write(made, file)
    return made


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _age(table: gpd.GeoDataFrame) -> dt.timedelta:
    """Return how old a copy is; one from the future is old."""
    age = _today() - dt.date.fromisoformat(table.attrs[DOWNLOADED])
    return age if age >= dt.timedelta() else FRESH


def _read(file: Path) -> gpd.GeoDataFrame | None:
    """Return a copy; none when there is none, or something else in its place."""
    if not file.is_file():
        return None
    try:
        table = read_parquet(file, "districts").frame
        written = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).date()
    except (UnreadableError, OSError):
        table = pd.DataFrame()
    if not isinstance(table, gpd.GeoDataFrame) or [*table.columns] != COLUMNS:
        log.info("%s is no copy of boundaries; it is made anew", file)
        return None
    table.attrs = {DOWNLOADED: written.isoformat()}
    return table


def _write(table: gpd.GeoDataFrame, file: Path) -> None:
    """Keep a copy; where that cannot be, all works without."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_boundaries(table, file)
    except (OSError, OutputError) as error:
        log.info("boundaries are not kept: %s", error)
