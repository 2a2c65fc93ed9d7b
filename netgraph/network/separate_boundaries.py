"""Boundaries that come in a file of their own: put on the districts of a network by their code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import geopandas as gpd
import pandas as pd
import shapely

from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.geojson import read_geojson
from netgraph.files.geopackage import read_geopackage
from netgraph.network.assembly import Checked, set_aside
from netgraph.network.boundaries import check_boundaries, name_geometry
from netgraph.network.boundary_facts import BOUNDARY_FACTS, about_boundaries
from netgraph.network.reading import OnFault
from netgraph.schema.checks import check_table
from netgraph.schema.codes import is_among, positions
from netgraph.schema.faults import Faults, Notices, shown
from netgraph.schema.levels import is_lowest_level
from netgraph.schema.tables import table_from_frame

if TYPE_CHECKING:
    from netgraph.network.support_network import SupportNetwork
    from netgraph.schema.about import About
    from netgraph.schema.tables import Table
    from netgraph.schema.vocabulary import TableName

__all__ = ["BOUNDARY_NOTICES", "with_boundaries"]

USED = ("district", "name", "geometry", *BOUNDARY_FACTS)
"""Columns of the file that are looked at; all others are left alone."""
NO_POLYGON, NO_DISTRICT, NOT_PLACED = "without_boundary", "boundary_without_district", "not_placed"
BOUNDARY_NOTICES = (NO_POLYGON, NO_DISTRICT, NOT_PLACED)
"""The rules of the notices that putting boundaries on can give."""
SHOWN_CODES = 5


def with_boundaries(
    network: SupportNetwork, boundaries: str | Path | gpd.GeoDataFrame, on_fault: OnFault = "raise"
) -> SupportNetwork:
    """Return the network with boundaries from elsewhere on its districts, which are recognised by their code.

    All boundaries of the data make room: those of two sources never lie on one map. Names, parents and population
    of the data stay; only a district whose name is not known, so that it is called by its code, gets the one of the
    file. Polygons of other places are left out, so a file of the whole country will do.

    People with lon and lat and without a district are placed when the data are read. With data that had no
    boundaries they stay without a district; a file that lies in the data folder, as districts.geojson, places them.

    Parameters
    ----------
    network : SupportNetwork
        Stays as it is.
    boundaries : str, pathlib.Path or geopandas.GeoDataFrame
        A .geojson or .gpkg file (the layer ``districts``, or the only one), or a frame: polygons with a column
        ``district``, and possibly ``name``. Checked like the table of districts.
    on_fault : {"raise", "set_aside"}
        What to do with boundaries that are wrong: raise one error that lists them, or keep them in
        ``network.set_aside["boundaries"]``.

    Returns
    -------
    SupportNetwork
        Notices say how many districts have no polygon (`without_boundary`; larger areas need none), how many polygons
        no district (`boundary_without_district`), and how many people were not placed (`not_placed`). What about.toml
        says of the boundaries (`boundary_source`, `boundary_year`) goes when it was about those that made room; what
        the file says of its own, in columns of these names, takes its place.

    Raises
    ------
    DataError
        The file cannot be read, a boundary is wrong, or none belongs to a district of the data.
    UnknownNameError
        ``on_fault`` is neither of the two.

    Examples
    --------
    >>> import netgraph as ng, shapely
    >>> people = pd.DataFrame({"person": ["a", "b"], "district": ["west", "east"]})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    >>> squares = [shapely.box(5.1, 52.3, 5.2, 52.4), shapely.box(5.2, 52.3, 5.3, 52.4)]
    >>> borders = gpd.GeoDataFrame({"district": ["west", "east"]}, geometry=squares, crs=4326)
    >>> with_boundaries(network, borders).districts.geometry.notna().tolist()
    [True, True]
    """
    if on_fault not in get_args(OnFault):
        raise UnknownNameError(f"on_fault {on_fault!r} is not known. Valid: {', '.join(get_args(OnFault))}.")
    faults = Faults()
    where, table = _table(boundaries, faults)
    files = {"districts": Path(where).name}
    read = None if table is None else _only_used(name_geometry(table, faults))
    typed = None if read is None else check_table(read, faults)
    checked = None if typed is None else check_boundaries(typed, faults)
    if read is None or checked is None or (faults and (on_fault == "raise" or faults.prevents_reading())):
        raise faults.error(where, files)
    kept, aside = _kept(network, read, checked, faults)
    usable = _usable(kept)
    if usable is None or not is_among(network._districts["district"], usable["district"]).any():
        faults.of_table("districts", *_nothing_fits(network._districts, kept))
        raise faults.error(where, files)
    about = about_boundaries(_about_others(network), kept, faults)
    if faults.prevents_reading():
        raise faults.error(where, files)
    return replace(_put_on(network, kept, usable, aside), about=about)


def _about_others(network: SupportNetwork) -> About:
    """Return what is known of a network, but for what is about the boundaries that make room."""
    if "geometry" not in network._districts:
        return network.about
    return network.about.model_copy(update=dict.fromkeys(BOUNDARY_FACTS))


def _table(boundaries: str | Path | gpd.GeoDataFrame, faults: Faults) -> tuple[str, Table | None]:
    """Return what the boundaries are called in messages, and their table as it was read."""
    if isinstance(boundaries, pd.DataFrame):
        return "the boundaries frame", table_from_frame("districts", boundaries)
    if not isinstance(boundaries, (str, Path)):
        found = type(boundaries).__name__
        raise NetgraphError(f"boundaries must be a GeoDataFrame or the path of a file; found {found}.")
    path = Path(boundaries)
    try:
        return str(path), _read(path, faults)
    except UnreadableError as error:
        faults.of_table("districts", "", error.rule, error.message, row=error.row)
        return str(path), None


def _read(path: Path, faults: Faults) -> Table:
    """Read a file by its ending."""
    if not path.is_file():
        raise UnreadableError("missing_file", "there is no such file of boundaries. Check the path.")
    if path.suffix.lower() == ".geojson":
        return read_geojson(path, "districts", faults)
    if path.suffix.lower() == ".gpkg":
        return read_geopackage(path, "districts")
    message = "boundaries are read from .geojson and .gpkg. Export them as one of these, from QGIS for instance."
    raise UnreadableError("not_readable", message)


def _only_used(table: Table) -> Table:
    """Leave out the columns that are not looked at, unless the code is not among the others under its name."""
    if "district" not in table.frame:
        return table
    return table.with_frame(table.frame.loc[:, table.frame.columns.isin(USED)])


def _kept(
    network: SupportNetwork, read: Table, checked: Table, faults: Faults
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Take out the boundaries with a fault, as those of a data folder are."""
    if not faults:
        return checked.frame, {}
    people, ties = table_from_frame("people", network._people), table_from_frame("ties", network.ties)
    as_read: dict[TableName, Table] = {"people": people, "ties": ties, "districts": read}
    as_typed: dict[TableName, Table] = {**as_read, "districts": checked}
    kept, aside = set_aside(Checked(as_read, as_typed, {}), faults, Notices())
    return kept.frames["districts"], {"boundaries": aside["districts"]}


def _usable(kept: pd.DataFrame) -> gpd.GeoDataFrame | None:
    """Return the rows that have a polygon; None when the file has none at all."""
    if not isinstance(kept, gpd.GeoDataFrame) or "geometry" not in kept:
        return None
    return kept[~shapely.is_missing(kept.geometry.to_numpy())]


def _nothing_fits(districts: pd.DataFrame, kept: pd.DataFrame) -> tuple[str, str, str]:
    """Say that no polygon belongs to a district: column, rule and message."""
    if _usable(kept) is None:
        return "geometry", "missing_boundaries", "there are no boundaries in it. Expected one polygon a district."
    expected, found = _codes(districts.loc[is_lowest_level(districts), "district"]), _codes(kept["district"])
    message = f"none belongs to a district of the data. Expected codes such as {expected}; found {found}. "
    return "district", "no_district_matches", f"{message}Take boundaries of the same level and year as the data."


def _codes(codes: pd.Series) -> str:
    """Name the first codes."""
    more = [] if len(codes) <= SHOWN_CODES else ["…"]
    return ", ".join([*(shown(code) for code in codes.iloc[:SHOWN_CODES]), *more]) or "none"


def _put_on(
    network: SupportNetwork, kept: pd.DataFrame, usable: gpd.GeoDataFrame, aside: dict[str, pd.DataFrame]
) -> SupportNetwork:
    """Make the network with the boundaries on its districts."""
    before = network._districts
    had_some = "geometry" in before
    plain = pd.DataFrame(before.drop(columns=["geometry", *(BOUNDARY_FACTS if had_some else ())], errors="ignore"))
    plain["name"] = _names(plain, kept)
    shapes = usable.geometry.array.take(positions(plain["district"], usable["district"]), allow_fill=True)
    districts = gpd.GeoDataFrame(plain, geometry=gpd.GeoSeries(shapes, index=plain.index, crs=usable.crs))
    notices = _notices(network, districts, usable, had_some=had_some)
    earlier = {name: frame for name, frame in network._set_aside.items() if name != "boundaries"}
    return replace(network, _districts=districts, _notices=notices, _set_aside={**earlier, **aside})


def _names(districts: pd.DataFrame, kept: pd.DataFrame) -> pd.Series:
    """Return the names of districts: their own, and that of the file where they have none but their code."""
    if "name" not in kept:
        return districts["name"]
    given = kept.set_index("district")["name"].reindex(districts["district"]).set_axis(districts.index)
    return districts["name"].mask((districts["name"] == districts["district"]) & given.notna(), given)


def _notices(
    network: SupportNetwork, districts: gpd.GeoDataFrame, usable: gpd.GeoDataFrame, *, had_some: bool
) -> pd.DataFrame:
    """Add to the notices of the network what does not fit; those of boundaries put on earlier go."""
    notices, people = Notices(), network._people
    lacking = shapely.is_missing(districts.geometry.to_numpy()) & is_lowest_level(districts)
    message = f"without a polygon in the file: {_codes(districts.loc[lacking, 'district'])}."
    notices.add("districts", NO_POLYGON, int(lacking.sum()), message)
    left_over = ~is_among(usable["district"], districts["district"])
    message = "polygons of the file belong to no district of the data; left out."
    notices.add("districts", NO_DISTRICT, int(left_over.sum()), message)
    if not had_some and {"lon", "lat"} <= set(people.columns):
        lost = people["district"].isna() & people["lon"].notna() & people["lat"].notna()
        message = (
            "with lon and lat are in no district: people are placed when the data are read. "
            "Put the boundaries into the data folder, as districts.geojson or districts.gpkg."
        )
        notices.add("people", NOT_PLACED, int(lost.sum()), message)
    earlier = network._notices[~network._notices["rule"].isin(BOUNDARY_NOTICES)]
    return pd.concat([earlier, notices.frame()], ignore_index=True)
