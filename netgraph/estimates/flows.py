"""Flows: how many support ties run between every two districts, and how many people take part at each end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.errors import UnknownNameError, did_you_mean
from netgraph.estimates.groups import groups_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates.groups import Groups
    from netgraph.network import SupportNetwork

    Ints = npt.NDArray[np.int64]

__all__ = ["FLOW_COLUMNS", "district_flows", "flows"]

FLOW_COLUMNS = ("group_a", "group_b", "ties", "people_a", "people_b")
AREAS = ("district", "parent")
"""What flows run between: people live in one area, and its name is no secret."""


def flows(arcs: Arcs, groups: Groups) -> pd.DataFrame:
    """Count ties and people between every two groups: the pure heart of `district_flows`.

    Parameters
    ----------
    arcs : Arcs
        The network as arrays; its simple directed graph of unpaid support between people (``out``) counts.
    groups : Groups
        Which group each person belongs to. A tie with somebody of no group runs between no groups.

    Returns
    -------
    DataFrame
        Columns `FLOW_COLUMNS`, one row an unordered pair of groups with at least one tie, by the place of the first
        and then of the second among the groups. Nothing as large as groups x groups is made.
    """
    code = groups.code[arcs.row]
    giver, receiver = arcs.out.owner, arcs.out.index
    crosses = (code[giver] >= 0) & (code[receiver] >= 0) & (code[giver] != code[receiver])
    giver, receiver = giver[crosses], receiver[crosses]
    forward = code[giver] < code[receiver]
    end_a, end_b = np.where(forward, giver, receiver), np.where(forward, receiver, giver)
    pairs, flow = np.unique(code[end_a] * len(groups.keys) + code[end_b], return_inverse=True)
    place_a, place_b = np.divmod(pairs, max(len(groups.keys), 1))
    labels = groups.labels
    counts = {
        "ties": np.bincount(flow, minlength=len(pairs)),
        "people_a": _distinct(flow, end_a, len(pairs), arcs.people),
        "people_b": _distinct(flow, end_b, len(pairs), arcs.people),
    }
    ends = {"group_a": labels.iloc[place_a].to_numpy(), "group_b": labels.iloc[place_b].to_numpy()}
    types = {"group_a": "str", "group_b": "str", **dict.fromkeys(counts, "int64")}
    return pd.DataFrame({**ends, **counts}).astype(types)


def _distinct(flow: Ints, end: Ints, count: int, people: int) -> Ints:
    """Count the distinct people at one end of each flow."""
    once = np.unique(flow * people + end)
    return np.bincount(once // max(people, 1), minlength=count)


def district_flows(network: SupportNetwork, by: Literal["district", "parent"] = "district") -> pd.DataFrame:
    """Return how many support ties run between every two different districts. Ungated: see `protect_flows`.

    ``ties(a, b) = #{(i, j): i gives to j, one of them lives in a and the other in b}``: unpaid support between people,
    whatever its kinds, as all figures see it. Two people who support each other are two ties.

    Parameters
    ----------
    network : SupportNetwork
        Ties count when active at the reference date. Paid ties and ties of organisations are left out.
    by : {"district", "parent"}
        Between districts, or between the larger areas that they lie in.

    Returns
    -------
    DataFrame
        One row an unordered pair of areas with at least one tie, in the order of the table of districts (``group_a``
        stands before ``group_b`` in it): group_a and group_b (str), ties (int64, 1 or more; both directions
        together), people_a and people_b (int64, 1 or more: the distinct people of that area who give or receive one of
        these ties). Somebody from elsewhere, or of unknown district, is no end of a flow.

    Raises
    ------
    UnknownNameError
        ``by`` is something else.

    Notes
    -----
    All ties that the data hold are counted, in every design. On a whole network that is what runs between two
    districts. A survey knows the ties of respondents only, and weights do not make up for the others: such counts say
    which districts are linked, not how strongly, and none of them may be shown. A register knows the ties that an
    organisation arranged.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("abcd"), "district": ["west", "west", "east", "elsewhere"]})
    >>> ties = pd.DataFrame({"giver": ["a", "c", "b", "a", "a"], "receiver": ["c", "a", "c", "b", "d"]})
    >>> district_flows(ng.from_tables(people, ties))
      group_a group_b  ties  people_a  people_b
    0    east    west     3         1         2
    """
    if by not in AREAS:
        raise UnknownNameError(f"ties cannot be counted between areas by {by!r}. {did_you_mean(str(by), AREAS)}")
    return flows(arcs_of(network), groups_of(network, by))
