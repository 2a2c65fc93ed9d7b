"""Boundaries of Statistics Netherlands (CBS): municipality, wijken and buurten with their inhabitants, from PDOK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

import geopandas as gpd
import pandas as pd
import shapely

from netgraph.errors import NetgraphError, SourceError, UnknownNameError, did_you_mean
from netgraph.schema.faults import shown
from netgraph.sources.boundary_cache import kept_boundaries
from netgraph.sources.feature_pages import RefusedError, features

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

__all__ = ["CBS_LEVELS", "PDOK", "CbsLevel", "read_cbs_districts"]

CbsLevel = Literal["wijk", "buurt"]
CBS_LEVELS: tuple[CbsLevel, ...] = get_args(CbsLevel)

PDOK = "https://api.pdok.nl/cbs"
CREDIT = "Kadaster / Centraal Bureau voor de Statistiek (CC BY 4.0)"
WGS84 = "EPSG:4326"
PAGE = "1000"
"""Features a page, the most that PDOK gives."""
NOT_PUBLISHED = -99990
"""CBS writes numbers from here down where it does not publish one."""
LAND = "NEE"
"""What ``water`` says of land; JA is inland water and B lies outside the country."""
NUMBER_BEFORE_NAME = re.compile(r"^Wijk \d{2}\s+(?=\S)")
MUNICIPALITY = re.compile(r"GM\d{4}")
FIRST_YEAR, LAST_YEAR = 1995, 2199
BAD_REQUEST, NOT_FOUND = 400, 404

LAYERS: dict[str, tuple[str, str, str | None]] = {
    "gemeenten": ("gemeentecode", "gemeentenaam", None),
    "wijken": ("wijkcode", "wijknaam", "gemeentecode"),
    "buurten": ("buurtcode", "buurtnaam", "wijkcode"),
}
"""Of each collection: the properties that hold the code, the name and the code of the larger area."""
COLLECTIONS: dict[CbsLevel, tuple[str, ...]] = {"wijk": ("wijken",), "buurt": ("wijken", "buurten")}


def read_cbs_districts(
    municipality: str,
    level: CbsLevel = "wijk",
    year: int = 2025,
    *,
    cache: str | Path | None = None,
    refresh: bool = False,
    seconds: float = 120.0,
    service: str = PDOK,
) -> gpd.GeoDataFrame:
    """Return the districts of a Dutch municipality, with boundaries, inhabitants and the areas that they lie in.

    Asks PDOK (the open map service of the Dutch government) for the map of wijken and buurten of Statistics
    Netherlands, and keeps the answer on disk. Nothing but the code and the year leaves this machine.

    Parameters
    ----------
    municipality : str
        Code of the municipality, such as ``"GM0034"`` for Almere.
    level : {"wijk", "buurt"}
        The smallest areas: districts, or the neighbourhoods in them.
    year : int
        Year of the map. Codes are reused from year to year for other areas: take the year of your own codes.
    cache : str or pathlib.Path, optional
        Folder for what was downloaded; by default the user's cache folder. It is used for 30 days, and after that
        whenever the service cannot be reached.
    refresh : bool
        Ask the service even when the cache has an answer.
    seconds : float
        How long the service may take, tries included, for each kind of area.
    service : str
        Address of the service, for a mirror.

    Returns
    -------
    geopandas.GeoDataFrame
        A table of districts, in WGS84: ``district``, ``name``, ``population`` (registered inhabitants of all ages,
        float64; NaN where CBS does not publish it), ``parent`` (buurt in wijk in municipality, which are rows too),
        ``geometry``, ``boundary_year`` (int64) and ``boundary_source``, the credit line that a map must show. Areas
        that are water are left out. ``attrs["downloaded"]`` is the day on which it was downloaded.

    Raises
    ------
    UnknownNameError
        ``level`` is none of the two.
    NetgraphError
        ``municipality`` is no code, or ``year`` no year.
    SourceError
        The service has no such municipality or year, cannot be reached, or answers something unexpected.

    Notes
    -----
    Source: CBS and Kadaster, Wijk- en Buurtkaart, CC BY 4.0, through https://api.pdok.nl.

    Examples
    --------
    >>> import netgraph as ng
    >>> borders = ng.read_cbs_districts("GM0034", level="wijk", year=2025)  # doctest: +SKIP
    >>> network = ng.from_tables(people, ties, borders)  # doctest: +SKIP
    """
    code = _checked(municipality, level, year)
    if not service.startswith(("https://", "http://")):
        raise NetgraphError(f"service must be an address that begins with https://; found {shown(service)}.")
    name = f"{year}-{code}-{level}"
    return kept_boundaries(
        name, service, lambda: _download(code, level, year, service.rstrip("/"), seconds), folder=cache, refresh=refresh
    )


def _checked(municipality: str, level: str, year: int) -> str:
    """Return the code of the municipality; refuse what can be nothing."""
    code = str(municipality).strip().upper()
    if not MUNICIPALITY.fullmatch(code):
        raise NetgraphError(
            f"{str(municipality)[:40]!r} is no code of a municipality. Expected GM and four digits, such as GM0034 for "
            "Almere; cbs.nl lists them under 'gemeentelijke indeling'."
        )
    if level not in CBS_LEVELS:
        raise UnknownNameError(f"level {level!r} is not known. {did_you_mean(str(level), CBS_LEVELS)}")
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:  # True and 2025.0 are no years
        raise NetgraphError(f"year must be a year such as 2025; found {year!r}.")
    return code


def _download(code: str, level: CbsLevel, year: int, service: str, seconds: float) -> gpd.GeoDataFrame:
    """Ask for the municipality and the areas in it, and make one table of them."""
    root = f"{service}/wijken-en-buurten-{year}/ogc/v1/collections"
    try:
        whole = _layer(root, "gemeenten", code, None, seconds)
        if whole.empty:
            raise SourceError(
                f"there is no municipality {code} in the map of {year}. It may have another code in that year."
            )
        box = ",".join(f"{edge:.5f}" for edge in whole.total_bounds)
        parts = [_layer(root, collection, code, box, seconds) for collection in COLLECTIONS[level]]
    except RefusedError as error:
        if error.status != NOT_FOUND:
            raise
        raise SourceError(
            f"there is no map of {year} at {service}. Give another year; the newest appears in the course of its year."
        ) from error
    if parts[-1].empty:
        raise SourceError(f"the map of {year} has no {level} in {code}.")
    table = pd.concat([*reversed(parts), whole], ignore_index=True)
    twice = table.loc[table["district"].duplicated(), "district"]
    if len(twice):
        raise SourceError(
            f"the service gives {twice.iloc[0]} twice, so that it is not known which of the two is meant."
        )
    return gpd.GeoDataFrame(table.assign(boundary_year=year, boundary_source=CREDIT), geometry="geometry", crs=WGS84)


def _layer(root: str, collection: str, code: str, box: str | None, seconds: float) -> gpd.GeoDataFrame:
    """Return the land areas of one kind in a municipality.

    A service that cannot look for a code is asked for what lies in the box around the municipality; what is not of
    it goes out here, whatever was asked.
    """
    url, asked = f"{root}/{collection}/items", {"f": "json", "limit": PAGE}
    try:
        found = features(url, {**asked, "gemeentecode": code}, seconds)
    except RefusedError as error:
        if error.status != BAD_REQUEST:
            raise
        found = features(url, asked if box is None else {**asked, "bbox": box}, seconds)
    return _table(found, collection, code)


def _table(found: Iterable[dict[str, Any]], collection: str, code: str) -> gpd.GeoDataFrame:
    """Make a table of districts of the features that are land of this municipality, in order of their code."""
    holder, called, within = LAYERS[collection]
    records = [{**_plain(each["properties"]), "geometry": each.get("geometry")} for each in found]
    _expect({holder, called, within or holder, "gemeentecode", "water"}, records, collection)
    chosen = [each for each in records if each["gemeentecode"] == code and each["water"] == LAND]
    table = pd.DataFrame(
        {
            "district": pd.Series([each[holder] for each in chosen], dtype="str"),
            "name": pd.Series([NUMBER_BEFORE_NAME.sub("", str(each[called])) for each in chosen], dtype="str"),
            "population": pd.Series([_published(each.get("aantalinwoners")) for each in chosen], dtype="float64"),
            "parent": pd.Series([each[within] if within else None for each in chosen], dtype="str"),
        }
    )
    shapes = gpd.GeoSeries([_shape(each["geometry"], each[holder]) for each in chosen], index=table.index, crs=WGS84)
    return gpd.GeoDataFrame(table, geometry=shapes).sort_values("district", ignore_index=True)


def _expect(properties: set[str], records: list[dict[str, Any]], collection: str) -> None:
    """Refuse features that lack what tells where and what they are."""
    lacking = sorted({name for each in records for name in properties - each.keys()})
    if lacking:
        raise SourceError(f"features of {collection} have no {' and no '.join(lacking)}, which they always had.")


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    """Name properties one way: the years differ between aantal_inwoners and aantalInwoners."""
    return {key.replace("_", "").lower(): value for key, value in properties.items()}


def _published(number: object) -> float:
    """Return a number; NaN where CBS does not publish one."""
    if isinstance(number, bool) or not isinstance(number, (int, float)) or number <= NOT_PUBLISHED:
        return float("nan")
    return float(number)


def _shape(geometry: object, district: object) -> shapely.Geometry:
    """Build a boundary; without one the district is no use here."""
    try:
        return shapely.geometry.shape(geometry)  # type: ignore[arg-type]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError) as error:
        raise SourceError(f"the service gives no usable boundary for {str(district)[:40]}.") from error
