"""The CSV export of Network Canvas -> SupportNetwork."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.sources.ego_survey import network_of_survey
from netgraph.sources.survey_mapping import read_mapping
from netgraph.sources.survey_tables import read_table, stacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netgraph.network import SupportNetwork
    from netgraph.network.reading import OnFault
    from netgraph.sources.survey_tables import SurveyTable

__all__ = ["read_network_canvas"]

EGO, ALTER = "networkCanvasEgoUUID", "networkCanvasUUID"
NAMES = {"ego": {"id": EGO}, "alter": {"id": ALTER, "ego": EGO}}
TIE_NAMES = {"ego": EGO, "source": "networkCanvasSourceUUID", "target": "networkCanvasTargetUUID"}
FILE = re.compile(r"(?:.*_)?(ego|attributeList_(?P<node>.+)|edgeList_(?P<edge>.+))\.csv", re.IGNORECASE)


def read_network_canvas(
    folder: str | Path,
    mapping: str | Path | Mapping[str, Any],
    *,
    node_types: Sequence[str] | None = None,
    edge_types: Sequence[str] | None = None,
    districts: pd.DataFrame | None = None,
    matches: str | Path | pd.DataFrame | None = None,
    on_fault: OnFault = "raise",
) -> SupportNetwork:
    """Make a network of the CSV export of Network Canvas, of one file a session or merged.

    Parameters
    ----------
    folder : str or pathlib.Path
        Holds ``…_ego.csv``, ``…_attributeList_TYPE.csv`` and possibly ``…_edgeList_TYPE.csv``. A type without edges has
        no file.
    mapping : str, pathlib.Path or mapping
        What the variables mean; as in `read_ego_survey`. Columns that say who is who need not be named. A variable with
        several answers is one column an answer (``support_practical``), so that each gets a question of its own.
    node_types, edge_types : sequence of str, optional
        The types that are people and ties between them; by default all.
    districts, matches, on_fault
        As in `read_ego_survey`; ``ego`` and ``alter`` of matches are the networkCanvasEgoUUID and networkCanvasUUID.
        The same person named in two sessions has two of these.

    Returns
    -------
    SupportNetwork
        As `read_ego_survey` gives.

    Raises
    ------
    NetgraphError
        As in `read_ego_survey`; or the folder holds no such export.

    References
    ----------
    Network Canvas, https://documentation.networkcanvas.com: Understanding the files that are exported.

    Examples
    --------
    >>> mapping = {"ego": {"district": "wijk"}, "ties": [{"direction": "receives", "where": "support_practical"}]}
    >>> network = read_network_canvas("export", mapping)  # doctest: +SKIP
    """
    path = Path(folder)
    if not path.is_dir():
        raise NetgraphError(f"{path} is no folder. Give the folder that the export was unpacked in.")
    found = [(file, match) for file in sorted(path.iterdir()) if (match := FILE.fullmatch(file.name))]
    egos = [file for file, match in found if match["node"] is None and match["edge"] is None]
    alters = _of_types(found, "node", node_types)
    edges = _of_types(found, "edge", edge_types)
    if not egos or not alters:
        lacking = "_ego.csv" if not egos else "_attributeList_TYPE.csv"
        raise NetgraphError(
            f"{path} holds no file that ends in {lacking}. Export as CSV from Network Canvas, and unpack it."
        )
    defaults: dict[str, Any] = {**NAMES, "alter_ties": TIE_NAMES}
    meaning = read_mapping(mapping, defaults)
    asked = meaning.alter_ties is not None
    ties = _no_ties(meaning.alter_ties) if asked and not edges else _all(edges, "ties") if asked else None
    tables = _all(egos, "egos"), _all(alters, "alters"), ties
    return network_of_survey(*tables, meaning, districts=districts, matches=matches, on_fault=on_fault)


def _of_types(found: Sequence[tuple[Path, re.Match[str]]], what: str, types: Sequence[str] | None) -> list[Path]:
    """Return the files of some types, or of all; a type that has none may have no edges, but has nodes."""
    there = {match[what] for _, match in found if match[what] is not None}
    if what == "node" and types is not None and set(types) - there:
        lacking, known = sorted(set(types) - there)[0], ", ".join(sorted(there)) or "none"
        raise NetgraphError(f"there is no attributeList of {lacking!r}. Found: {known}.")
    if what == "edge" and types is not None:
        for name in set(types) - there:  # a type without edges writes no file, so only what looks like another is wrong
            near = get_close_matches(name.lower(), [each.lower() for each in there - set(types)], n=1)
            if near:
                raise NetgraphError(f"there is no edgeList of {name!r}. Found: {', '.join(sorted(there))}.")
    return [file for file, match in found if match[what] is not None and (types is None or match[what] in types)]


def _all(files: Sequence[Path], what: str) -> SurveyTable:
    return stacked([read_table(file, what) for file in files], f"the export ({what})")


def _no_ties(columns: Any) -> SurveyTable:
    """Return a table without ties: it was asked, and nobody said so."""
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in (columns.ego, columns.source, columns.target)})
    return read_table(empty, "ties")
