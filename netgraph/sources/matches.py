"""Lists of matches that volunteer organisations keep -> SupportNetwork of what was arranged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from pydantic import Field

from netgraph.network.reading import build
from netgraph.schema.faults import Faults
from netgraph.schema.tables import table_from_frame
from netgraph.sources.mapping_file import AboutData, Kept, MappingPart, parsed_mapping
from netgraph.sources.postcodes import districts_of_postcodes
from netgraph.sources.survey_tables import WHERE, SurveyTable, located, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netgraph.network import SupportNetwork
    from netgraph.network.reading import OnFault
    from netgraph.schema.tables import Table
    from netgraph.schema.vocabulary import TableName

    Source = str | Path | pd.DataFrame

__all__ = ["MatchMapping", "read_matches"]

DAYS = {"week": 7.0, "month": 365.25 / 12, "year": 365.25}


class MatchColumns(MappingPart):
    """Columns about matches; ``volunteer`` helps ``client``.

    Attributes
    ----------
    volunteer, client : str
        Columns of identifiers; a row without one of them is somebody who waits for a match.
    start, end : str, optional
        Columns of dates; without an end a match goes on.
    end_is : {"last_day", "day_after"}
        Whether the match was still there on the day of its end.
    hours : str, optional
        Column of hours.
    hours_per : {"week", "month", "year"}
        What these are per.
    kind, kind_from, kinds
        As in the questions of a survey.
    same_numbers : bool
        A volunteer and a client of the same number are one person. Most systems number them apart.
    """

    volunteer: str
    client: str
    start: str | None = None
    end: str | None = None
    end_is: Literal["last_day", "day_after"] = "last_day"
    hours: str | None = None
    hours_per: Literal["week", "month", "year"] = "week"
    kind: str = "volunteering"
    kind_from: str | None = None
    kinds: dict[str, str] = Field(default_factory=dict)
    same_numbers: bool = False


class HomeColumns(MappingPart):
    """Where people live: a column of districts, or one of postcodes."""

    district: str | None = None
    postcode: str | None = None
    keep: Kept = ()


class MatchMapping(MappingPart):
    """What the columns of a list of matches mean."""

    match: MatchColumns
    volunteer: HomeColumns = HomeColumns()
    client: HomeColumns = HomeColumns()
    about: AboutData = AboutData()


def read_matches(
    table: Source,
    mapping: str | Path | Mapping[str, Any],
    *,
    districts: pd.DataFrame | None = None,
    postcodes: Source | None = None,
    on_fault: OnFault = "raise",
) -> SupportNetwork:
    """Make a network of a list of matches between volunteers and the people whom they help.

    Parameters
    ----------
    table : str, pathlib.Path or DataFrame
        One row a match: an Excel, CSV or Parquet file as a registration system exports it, or a frame.
    mapping : str, pathlib.Path or mapping
        What the columns mean, as TOML or as its contents: ``match``, ``volunteer``, ``client`` and ``about``. Columns
        that it does not name stay behind.
    districts : DataFrame or GeoDataFrame, optional
        The districts.
    postcodes : str, pathlib.Path or DataFrame, optional
        ``postcode`` (1315 AB, or 1315) and ``district``: needed where the list has postcodes only. The longest that
        fits counts; people with another postcode have no known district.
    on_fault : {"raise", "set_aside"}
        As in `read_network`.

    Returns
    -------
    SupportNetwork
        ``design`` is register: it knows what was arranged and never who is isolated. Who is in several rows lives where
        the match that began last says.

    Raises
    ------
    RecipeError
        The mapping is wrong.
    DataError
        The table cannot be read, or what it says is wrong; rows are named as in the file.
    NetgraphError
        A column that the mapping names is not there, or has a cell that cannot be understood.

    Examples
    --------
    >>> table = pd.DataFrame({"nr": [1, 1, 2], "klant": [7, 8, None], "wijk": ["west", "east", None]})
    >>> mapping = {
    ...     "match": {"volunteer": "nr", "client": "klant"},
    ...     "client": {"district": "wijk"},
    ... }
    >>> read_matches(table, mapping)
    SupportNetwork: 4 people (1 without ties), 2 ties, 2 districts; register
    """
    meaning = parsed_mapping(mapping, MatchMapping)
    rows = read_table(table, "the table of matches")
    known = None if postcodes is None else read_table(postcodes, "the table of postcodes")
    ids = {end: _ids(rows, meaning.match, end) for end in ("volunteer", "client")}
    nobody = "there is neither a volunteer nor a client. Fill one in, or leave the row out"
    rows.refuse(ids["volunteer"].isna() & ids["client"].isna(), nobody)
    spans = {
        name: _dates(rows, column) for name, column in (("since", meaning.match.start), ("until", meaning.match.end))
    }
    people = [_people(rows, ids[end], getattr(meaning, end), end, known) for end in ("volunteer", "client")]
    tables: dict[TableName, Table] = {
        "people": located("people", _each_once(pd.concat(people), spans["since"]), "matches (people)"),
        "ties": located("ties", _ties(rows, ids, spans, meaning.match), "matches (ties)"),
    }
    if districts is not None:
        tables["districts"] = table_from_frame("districts", districts)
    about = {"design": "register", **meaning.about.told()}
    return build(tables, about, on_fault, Faults(), rows.name, {})


def _ids(rows: SurveyTable, match: MatchColumns, end: Literal["volunteer", "client"]) -> pd.Series:
    """Return who is meant; volunteers and clients are numbered apart unless the mapping says that they are not."""
    codes = rows.codes(match.volunteer if end == "volunteer" else match.client)
    return codes if match.same_numbers else f"{end} " + codes


def _dates(rows: SurveyTable, column: str | None) -> pd.Series:
    if column is None:
        return pd.Series(pd.NaT, index=rows.frame.index, dtype="datetime64[us]")
    return rows.dates(column)


def _people(
    rows: SurveyTable, ids: pd.Series, home: HomeColumns, end: str, postcodes: SurveyTable | None
) -> pd.DataFrame:
    """Return what each row says of its volunteer, or of its client."""
    if home.district is not None:
        district = rows.codes(home.district)
    elif home.postcode is not None:
        district = districts_of_postcodes(rows, home.postcode, postcodes)
    else:
        district = pd.Series(None, index=ids.index, dtype="str")
    kept = {column: rows.kept(column) for column in home.keep}
    role = "volunteer" if end == "volunteer" else "resident"
    found = pd.DataFrame({**kept, "person": ids, "district": district, "roles": role, WHERE: rows.places})
    return found[ids.notna()]


def _each_once(people: pd.DataFrame, since: pd.Series) -> pd.DataFrame:
    """Return everybody once, with all roles, as the match that began last has them; unknown cells do not count."""
    began = since.reindex(people.index).reset_index(drop=True)
    latest_first = began.sort_values(ascending=False, na_position="last", kind="stable").index
    grouped = people.iloc[latest_first].groupby("person", sort=False)
    found = grouped.first()
    roles = grouped["roles"].agg(lambda each: ";".join(sorted(set(each))))
    return found.assign(roles=roles).reindex(people["person"].drop_duplicates()).reset_index()


def _ties(
    rows: SurveyTable, ids: Mapping[str, pd.Series], spans: Mapping[str, pd.Series], match: MatchColumns
) -> pd.DataFrame:
    """Return the matches that have both a volunteer and a client."""
    until = spans["until"] + pd.Timedelta(days=1) if match.end_is == "last_day" else spans["until"]
    hours = pd.Series(np.nan, index=rows.frame.index) if match.hours is None else rows.numbers(match.hours)
    kind = pd.Series(match.kind, index=rows.frame.index, dtype="str")
    meant = pd.Series(True, index=rows.frame.index)
    if match.kind_from is not None:
        said = rows.kinds(match.kind_from, match.kinds)
        meant = said.notna() | rows.codes(match.kind_from).isna()
        kind = said.fillna(match.kind)
    ties = pd.DataFrame(
        {
            "giver": ids["volunteer"],
            "receiver": ids["client"],
            "kind": kind,
            "hours_per_week": hours * DAYS["week"] / DAYS[match.hours_per],
            "since": spans["since"],
            "until": until,
            WHERE: rows.places,
        }
    )
    return ties[ties["giver"].notna() & ties["receiver"].notna() & meant]
