"""The doors in: a data folder, data frames, or a graph -> SupportNetwork, all with the same checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, get_args

import pandas as pd
from pydantic import ValidationError

from netgraph import graphs
from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.files import read_folder
from netgraph.network.assembly import assemble, check_all, districts_of, set_aside
from netgraph.network.boundary_facts import about_boundaries
from netgraph.network.notes import note_assumptions, note_contents
from netgraph.network.support_network import SupportNetwork
from netgraph.schema.about import About, about_faults
from netgraph.schema.faults import Faults, Notices
from netgraph.schema.roles import SPECIAL_ROLES, has_role
from netgraph.schema.tables import table_from_frame

if TYPE_CHECKING:
    from pathlib import Path

    import igraph
    import networkx as nx

    from netgraph.schema.tables import Table
    from netgraph.schema.vocabulary import TableName

__all__ = ["OnFault", "about_of", "build", "completed", "from_igraph", "from_networkx", "from_tables", "read_network"]

OnFault = Literal["raise", "set_aside"]


def read_network(path: str | Path, on_fault: OnFault = "raise") -> SupportNetwork:
    """Read a data folder: people, ties, possibly districts, and about.toml.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder with ``people``, ``ties`` and possibly ``districts`` as .csv, .csv.gz, .parquet, .xlsx, .geojson or
        .gpkg; or one .gpkg or .xlsx that holds them all.
    on_fault : {"raise", "set_aside"}
        What to do with rows that are wrong: raise one error that lists them all, or load the rest and keep
        every refused row in ``network.set_aside``.

    Returns
    -------
    SupportNetwork
        Rows read = kept + set aside + merged + self-ties.

    Raises
    ------
    DataError
        Something is wrong (with ``"set_aside"``: a table as a whole cannot be read). ``.problems`` is a table of
        all faults: table, row, column, rule, message. Row is the record number in the file, the header being row 1.

    Examples
    --------
    >>> import netgraph as ng
    >>> ng.read_network("data/almere").about.place  # doctest: +SKIP
    'Almere'
    """
    faults = Faults()
    folder = read_folder(path, faults)
    return build(folder.tables, folder.about, on_fault, faults, folder.where, folder.files)


def from_tables(
    people: pd.DataFrame,
    ties: pd.DataFrame,
    districts: pd.DataFrame | None = None,
    about: About | Mapping[str, Any] | None = None,
    on_fault: OnFault = "raise",
) -> SupportNetwork:
    """Make a network from data frames, with the same checks as a folder.

    Parameters
    ----------
    people, ties : DataFrame
        Columns as in the data dictionary; ``person`` is a column.
    districts : DataFrame or GeoDataFrame, optional
        Without it the districts are those that people live in.
    about : About or mapping, optional
        The contents of about.toml.
    on_fault : {"raise", "set_aside"}
        As in `read_network`.

    Returns
    -------
    SupportNetwork

    Raises
    ------
    DataError
        As in `read_network`; rows are named by their index label.

    Examples
    --------
    >>> import pandas as pd
    >>> people = pd.DataFrame({"person": ["a", "b"], "district": "west"})
    >>> from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    SupportNetwork: 2 people (0 without ties), 1 tie, 1 district; whole_network
    """
    given: dict[TableName, pd.DataFrame | None] = {"people": people, "ties": ties, "districts": districts}
    for name, frame in given.items():
        if frame is not None and not isinstance(frame, pd.DataFrame):
            raise NetgraphError(f"{name} must be a pandas DataFrame; found {type(frame).__name__}.")
    tables = {name: table_from_frame(name, frame) for name, frame in given.items() if frame is not None}
    if about is not None and not isinstance(about, (About, Mapping)):
        raise NetgraphError(f"about must be a mapping such as {{'design': 'survey'}}; found {type(about).__name__}.")
    known = about.model_dump(exclude_none=True) if isinstance(about, About) else dict(about or {})
    return build(tables, known, on_fault, Faults(), "the tables given", {})


def from_networkx(
    g: nx.Graph[Any],
    districts: pd.DataFrame | None = None,
    both_ways: bool = False,
    on_fault: OnFault = "raise",
) -> SupportNetwork:
    """Make a network from a NetworkX graph: nodes are people, edges go from giver to receiver.

    Parameters
    ----------
    g : networkx.Graph
        Node attributes become columns of people (``district`` is needed), edge attributes columns of ties.
    districts : DataFrame or GeoDataFrame, optional
        The districts.
    both_ways : bool
        Take each edge of an undirected graph as support in both directions.
    on_fault : {"raise", "set_aside"}
        As in `read_network`.

    Raises
    ------
    NetgraphError
        The graph is undirected and ``both_ways`` is false.
    """
    people, ties, about = graphs.from_networkx(g, both_ways=both_ways)
    return from_tables(people, ties, districts, about, on_fault)


def from_igraph(
    g: igraph.Graph,
    districts: pd.DataFrame | None = None,
    both_ways: bool = False,
    on_fault: OnFault = "raise",
) -> SupportNetwork:
    """Make a network from an igraph graph; vertices are named by their ``person`` or ``name``, else by their number.

    Parameters and errors as in `from_networkx`.
    """
    people, ties, about = graphs.from_igraph(g, both_ways=both_ways)
    return from_tables(people, ties, districts, about, on_fault)


def build(
    tables: dict[TableName, Table],
    given_about: dict[str, Any],
    on_fault: OnFault,
    faults: Faults,
    where: str,
    files: dict[str, str],
) -> SupportNetwork:
    """Check everything, report all faults once, and make the network."""
    if on_fault not in get_args(OnFault):
        raise UnknownNameError(f"on_fault {on_fault!r} is not known. Valid: {', '.join(get_args(OnFault))}.")
    about = about_of(given_about, faults)
    tables = {name: replace(table, text_columns=about.text_columns.get(name, ())) for name, table in tables.items()}
    checked = check_all(tables, faults)
    about = about_boundaries(about, districts_of(checked), faults)
    named: dict[str, str] = {**{name: table.file for name, table in tables.items()}, **files}
    if faults and (on_fault == "raise" or faults.prevents_reading()):
        raise faults.error(where, named)
    notices = Notices()
    kept, aside = set_aside(checked, faults, notices)
    if kept.frames["people"].empty:
        raise faults.error(where, named)
    made = assemble(kept, notices)
    used = completed(about, made["people"])
    note_assumptions(about, used, notices)
    note_contents(made["people"], made["ties"], made["districts"], used, notices)
    return SupportNetwork(made["people"], made["ties"], made["districts"], used, notices.frame(), aside)


def about_of(given: dict[str, Any], faults: Faults) -> About:
    """Check the contents of about.toml; what is wrong with them is recorded."""
    try:
        return About.model_validate(given)
    except ValidationError as error:
        for key, sentence in about_faults(error):
            faults.of_table("about", key, "about", sentence)
        return About()


def completed(about: About, people: pd.DataFrame) -> About:
    """Fill in the design and what was asked."""
    contacts = people.loc[~people["respondent"], "roles"]
    roles_known = contacts.empty or bool(has_role(contacts, *SPECIAL_ROLES).any())
    return about.completed(all_asked=contacts.empty, roles_known=roles_known)
