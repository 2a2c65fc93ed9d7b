"""Ego-centred surveys -> SupportNetwork: respondents, the people whom they named, and what was asked of ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.network.reading import build
from netgraph.schema.faults import Faults
from netgraph.schema.tables import table_from_frame
from netgraph.sources.survey_mapping import SurveyMapping, read_mapping
from netgraph.sources.survey_tables import WHERE, SurveyTable, located, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netgraph.network import SupportNetwork
    from netgraph.network.reading import OnFault
    from netgraph.schema.tables import Table
    from netgraph.schema.vocabulary import TableName
    from netgraph.sources.survey_mapping import PersonColumns, TieQuestion

    Source = str | Path | pd.DataFrame

__all__ = ["network_of_survey", "read_ego_survey"]

EGOR = {"ego": {"id": ".egoID"}, "alter": {"id": ".altID", "ego": ".egoID"}}
EGOR_TIES = {"ego": ".egoID", "source": ".srcID", "target": ".tgtID"}
MATCH_COLUMNS = ("ego", "alter", "person")
ENDS = {"receives": ("person", "ego"), "gives": ("ego", "person")}
"""Of a question: who gives and who receives."""


def read_ego_survey(
    egos: Source,
    alters: Source,
    alter_ties: Source | None = None,
    *,
    mapping: str | Path | Mapping[str, Any],
    districts: pd.DataFrame | None = None,
    matches: Source | None = None,
    on_fault: OnFault = "raise",
) -> SupportNetwork:
    """Make a network of an ego-centred survey: what each respondent (ego) said of the people whom they named (alters).

    Parameters
    ----------
    egos, alters, alter_ties : str, pathlib.Path or DataFrame
        Three tables, as egor and EgoWeb export them: one row a respondent, one row a person named, and one row a tie
        between two people named. Files are .csv, .csv.gz, .xlsx or .parquet.
    mapping : str, pathlib.Path or mapping
        What the columns mean, as TOML or as its contents: ``ego``, ``alter``, ``ties`` (the questions about support),
        possibly ``alter_ties`` and ``about``. Columns are called as in egor when it does not say: .egoID, .altID,
        .srcID and .tgtID. Columns that it does not name stay behind: names of people do not come in by accident.
    districts : DataFrame or GeoDataFrame, optional
        The districts.
    matches : str, pathlib.Path or DataFrame, optional
        Who was named by several respondents, or took part too: ``ego``, ``alter`` and ``person``, an identifier of your
        own or that of a respondent. Without it everybody who is named is somebody else.
    on_fault : {"raise", "set_aside"}
        As in `read_network`.

    Returns
    -------
    SupportNetwork
        ``design`` is survey and ``asked`` what the mapping has questions about. People who were named are nobody's
        respondent; they are called by the respondent and their own number, as ``"12/3"``.

    Raises
    ------
    RecipeError
        The mapping is wrong.
    DataError
        A table cannot be read, or what it says is wrong; rows are named as in the files.
    NetgraphError
        A column that the mapping names is not there, or has an answer that cannot be understood.

    References
    ----------
    Krenz T, Krivitsky P, Vacca R, Bojanowski M, Herz A. egor: Import and analyse ego-centered network data (R package).
    Perry BL, Pescosolido BA, Borgatti SP (2018). Egocentric Network Analysis. Cambridge University Press.

    Examples
    --------
    >>> egos = pd.DataFrame({".egoID": [1, 2], "wijk": ["west", "east"]})
    >>> alters = pd.DataFrame({".egoID": [1, 1], ".altID": [1, 2], "helps": ["yes", "no"], "hours": [2, None]})
    >>> mapping = {
    ...     "ego": {"district": "wijk"},
    ...     "ties": [{"direction": "receives", "kind": "practical", "where": "helps", "hours": "hours"}],
    ... }
    >>> network = read_ego_survey(egos, alters, mapping=mapping)
    >>> network
    SupportNetwork: 4 people (2 without ties), 1 tie, 2 districts; survey
    >>> network.about.asked
    ('receives',)
    """
    defaults: dict[str, Any] = {**EGOR, "alter_ties": EGOR_TIES}
    meaning = read_mapping(mapping, defaults)
    ties = None if alter_ties is None else read_table(alter_ties, "the table of ties between alters")
    tables = read_table(egos, "the table of egos"), read_table(alters, "the table of alters"), ties
    return network_of_survey(*tables, meaning, districts=districts, matches=matches, on_fault=on_fault)


def network_of_survey(
    egos: SurveyTable,
    alters: SurveyTable,
    alter_ties: SurveyTable | None,
    mapping: SurveyMapping,
    *,
    districts: pd.DataFrame | None,
    matches: Source | None,
    on_fault: OnFault,
) -> SupportNetwork:
    """Make the network of tables that have been read; as `read_ego_survey`."""
    if (alter_ties is None) != (mapping.alter_ties is None):
        told = (
            "names ties between alters, but no table of them was given"
            if alter_ties is None
            else ("does not say what the columns of ties between alters mean (alter_ties)")
        )
        raise NetgraphError(f"the mapping {told}.")
    named = _named(egos, alters, mapping, matches)
    people = _people(egos, alters, named, mapping)
    parts = [_asked(question, alters, named) for question in mapping.ties]
    if alter_ties is not None:
        parts.append(_between(alter_ties, named, mapping))
    ties = pd.concat(parts, ignore_index=True)
    tables: dict[TableName, Table] = {
        "people": located("people", people, "what was said of people"),
        "ties": located("ties", ties, "what was said of ties"),
    }
    if districts is not None:
        tables["districts"] = table_from_frame("districts", districts)
    return build(tables, _about(mapping, alter_ties), on_fault, Faults(), "the survey", {})


def _about(mapping: SurveyMapping, alter_ties: SurveyTable | None) -> dict[str, Any]:
    """Say what the survey is, and what it asked."""
    asked: list[str] = [*dict.fromkeys(question.direction for question in mapping.ties)]
    asked += ["alter_ties"] * (alter_ties is not None) + ["alter_roles"] * bool(mapping.alter.roles)
    told: dict[str, Any] = {"design": "survey", "asked": tuple(asked)}
    return told | mapping.about.told()


def _named(egos: SurveyTable, alters: SurveyTable, mapping: SurveyMapping, matches: Source | None) -> pd.DataFrame:
    """Return ego, alter and person of each row of alters; who is in no match is a person of their own."""
    ego, alter = alters.codes(mapping.alter.ego), alters.codes(mapping.alter.id)
    person = ego.str.cat(alter, sep="/")
    frame = pd.DataFrame({"ego": ego, "alter": alter, "person": person})
    respondents = egos.codes(mapping.ego.id)
    unknown = f"column {mapping.alter.ego}: this respondent is in no row of the table of respondents"
    alters.refuse(~ego.isin(respondents), f"{unknown}. Add them there, or leave the row out")
    both = "this person of a respondent would have the number of another respondent"
    alters.refuse(person.isin(respondents), f"column {mapping.alter.id}: {both}. Number respondents without a /")
    if matches is None:
        return frame
    table = read_table(matches, "the table of matches")
    known = pd.DataFrame({name: table.codes(name) for name in MATCH_COLUMNS})
    twice = known.duplicated(["ego", "alter"])
    if twice.any():
        raise NetgraphError(f"{table.places[twice].iloc[0]}: this alter is matched twice. Keep one row.")
    keys = pd.MultiIndex.from_frame(known[["ego", "alter"]])
    named = pd.MultiIndex.from_frame(frame[["ego", "alter"]])
    table.refuse(pd.Series(~keys.isin(named)), "column alter: this respondent named nobody of this number")
    table.refuse(known["person"].isna(), "column person: this is empty. Say who it is, or leave the row out")
    found = frame.merge(known, on=["ego", "alter"], how="left", suffixes=("", "_known"))["person_known"]
    return frame.assign(person=found.fillna(frame["person"]).to_numpy())


def _people(egos: SurveyTable, alters: SurveyTable, named: pd.DataFrame, mapping: SurveyMapping) -> pd.DataFrame:
    """Return respondents and then those named, each once; who took part is a respondent whoever names them."""
    respondents = _described(egos, mapping.ego).assign(
        person=egos.codes(mapping.ego.id), respondent=True, **{WHERE: egos.places}
    )
    if mapping.ego.weight is not None:
        respondents["weight"] = egos.numbers(mapping.ego.weight)
    others = _described(alters, mapping.alter).assign(
        person=named["person"], respondent=False, **{WHERE: alters.places}
    )
    # The same number twice within one respondent's answers is a fault of its row; one person of several is not.
    twice = (named.duplicated(["ego", "alter"]) & named[["ego", "alter"]].notna().all(axis=1)).to_numpy()
    others = others[~others["person"].isin(respondents["person"]) & (twice | ~others["person"].duplicated())]
    return pd.concat([respondents, others], ignore_index=True)


def _described(table: SurveyTable, columns: PersonColumns) -> pd.DataFrame:
    """Return what a table says of people: district, roles, and what is to be kept."""
    empty = pd.Series(None, index=table.frame.index, dtype="str")
    described = {"district": empty if columns.district is None else table.codes(columns.district)}
    if columns.roles:
        flags = pd.DataFrame({role: table.flags(column) for role, column in columns.roles.items()})
        described["roles"] = flags.apply(lambda row: ";".join(row.index[row.to_numpy(dtype=bool)]), axis=1).astype(
            "str"
        )
    kept = {column: table.kept(column) for column in columns.keep}
    return pd.DataFrame({**kept, **described}, index=table.frame.index)


def _asked(question: TieQuestion, alters: SurveyTable, named: pd.DataFrame) -> pd.DataFrame:
    """Return the ties that one question tells."""
    meant = pd.Series(True, index=named.index) if question.where is None else alters.flags(question.where)
    kind = pd.Series(question.kind, index=named.index, dtype="str")
    if question.kind_from is not None:
        kind = alters.kinds(question.kind_from, question.kinds)
        meant = meant & kind.notna()
    hours = pd.Series(np.nan, index=named.index) if question.hours is None else alters.numbers(question.hours)
    giver, receiver = ENDS[question.direction]
    ties = pd.DataFrame({"giver": named[giver], "receiver": named[receiver], "kind": kind, "hours_per_week": hours})
    return ties.assign(**{WHERE: alters.places})[meant]


def _between(table: SurveyTable, named: pd.DataFrame, mapping: SurveyMapping) -> pd.DataFrame:
    """Return the ties between people named; one that was not named is a fault of its row."""
    columns = mapping.alter_ties
    assert columns is not None  # noqa: S101 - tells the type; network_of_survey has looked
    known = named.set_index(["ego", "alter"])["person"]
    known = known[~known.index.duplicated()]
    egos = table.codes(columns.ego)
    ends = {
        end: _looked_up(known, egos, table.codes(column))
        for end, column in (("giver", columns.source), ("receiver", columns.target))
    }
    there = pd.DataFrame({**ends, "kind": columns.kind, "hours_per_week": np.nan, WHERE: table.places})
    back = there.rename(columns={"giver": "receiver", "receiver": "giver"})
    return pd.concat([there, back]) if columns.both_ways else there


def _looked_up(known: pd.Series, egos: pd.Series, alters: pd.Series) -> pd.Series:
    """Return who is meant; somebody whom the respondent did not name stays what the table calls them."""
    keys = pd.MultiIndex.from_arrays([egos, alters])
    return pd.Series(known.reindex(keys).to_numpy(), index=alters.index, dtype="str").fillna(
        egos.str.cat(alters, sep="/")
    )
