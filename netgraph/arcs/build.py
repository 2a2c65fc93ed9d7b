"""A network's tables -> Arcs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from netgraph.arcs.arrays import Arcs
from netgraph.arcs.engine import engine_for
from netgraph.arcs.rows import read_only
from netgraph.schema.codes import positions
from netgraph.schema.derived import derived
from netgraph.schema.grouping import values_of
from netgraph.schema.roles import PLAIN_ROLES, has_role
from netgraph.schema.vocabulary import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    import pandas as pd

    from netgraph.network import SupportNetwork

__all__ = ["arcs_of"]


class TieArrays(TypedDict):
    """The arrays of `Arcs` that say who gives what to whom."""

    giver: npt.NDArray[np.int64]
    receiver: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    hours: npt.NDArray[np.float64]
    since: npt.NDArray[np.datetime64]
    kinds: tuple[str, ...]


def arcs_of(network: SupportNetwork, columns: Iterable[str] = ()) -> Arcs:
    """Turn a network into arrays.

    Ties count when they are active at the network's reference date; without one all of them count.

    Parameters
    ----------
    network : SupportNetwork
        Its people, ties, districts and reference date are used.
    columns : iterable of str
        Columns of people that figures tell groups apart by.

    Returns
    -------
    Arcs
        Read-only arrays; people in order of their district, then of the table.

    Raises
    ------
    UnknownNameError
        There is no such column, or its values cannot be told apart.

    Examples
    --------
    >>> import pandas as pd
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": ["a", "b"], "district": ["west", "east"]})
    >>> arcs = arcs_of(ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]})))
    >>> arcs.row.tolist(), arcs.giver.tolist(), arcs.receiver.tolist()
    ([1, 0], [1], [0])
    """
    names = tuple(dict.fromkeys(columns))
    return derived(network, (arcs_of, names), lambda: _arcs(network, names))


def _arcs(network: SupportNetwork, columns: tuple[str, ...]) -> Arcs:
    """Make the arrays of a network."""
    people, districts, about = network.people, network.districts, network.about
    ties = (network if about.reference_date is None else network.at(about.reference_date)).coded_ties
    home = positions(people["district"], districts["district"])
    order = np.argsort(np.where(home < 0, len(districts), home), kind="stable")
    roles = {role: has_role(people["roles"], role)[order] for role in (*PLAIN_ROLES, "professional", "organisation")}
    plain = np.any([roles[role] for role in PLAIN_ROLES], axis=0)
    asked = people["respondent"].to_numpy(dtype=bool)[order]
    arcs = Arcs(
        row=read_only(order),
        district=read_only(home[order]),
        elsewhere=read_only((people["district"] == ELSEWHERE).to_numpy(dtype=bool)[order]),
        resident=read_only(plain),
        asked=read_only(asked),
        counted=read_only(asked & plain),
        weight=read_only(people["weight"].to_numpy(dtype=np.float64)[order]),
        carer_role=read_only(roles["carer"]),
        volunteer=read_only(roles["volunteer"]),
        professional=read_only(roles["professional"]),
        organisation=read_only(roles["organisation"]),
        columns={name: read_only(values_of(people, name)[1][order]) for name in columns},
        **_tie_arrays(order, ties),
        reference_date=about.reference_date,
        hours_known=True,
        engine=engine_for(len(ties)),
    )
    to_counted = arcs.informal & arcs.counted[arcs.receiver]
    return replace(arcs, hours_known=not np.isnan(arcs.hours[to_counted]).any())


def _tie_arrays(row: npt.NDArray[np.int64], ties: pd.DataFrame) -> TieArrays:
    """Give numbers to givers and receivers: one entry for each giver, receiver and kind, with its largest hours."""
    people, number = len(row), np.empty(len(row), dtype=np.int64)
    number[row] = np.arange(people)
    kinds = ties["kind"].cat.categories
    pair = number[ties["giver"]] * people + number[ties["receiver"]]
    key = pair * max(len(kinds), 1) + ties["kind"].cat.codes.to_numpy()
    order = np.argsort(key)
    key = key[order]
    start = np.flatnonzero(np.diff(key, prepend=-1))
    pair, kind = np.divmod(key[start], max(len(kinds), 1))
    giver, receiver = np.divmod(pair, max(people, 1))
    hours = ties["hours_per_week"].to_numpy(dtype=np.float64)[order]
    # As a number NaT is the smallest of all: an open beginning is the earliest.
    begun = ties["since"].to_numpy(dtype="datetime64[D]").view(np.int64)[order]
    if len(start) < len(key):
        hours, begun = np.fmax.reduceat(hours, start), np.minimum.reduceat(begun, start)
    return {
        "giver": read_only(giver),
        "receiver": read_only(receiver),
        "kind": read_only(kind),
        "hours": read_only(hours),
        "since": read_only(begun.view("datetime64[D]")),
        "kinds": tuple(map(str, kinds)),
    }
