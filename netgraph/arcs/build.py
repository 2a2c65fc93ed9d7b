"""A network's tables -> Arcs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.arcs.arrays import Arcs

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.network import SupportNetwork

__all__ = ["arcs_of"]

PLAIN_ROLES = ("resident", "volunteer", "carer")
"""Somebody with one of these roles is a resident like others, whatever else they are."""


def arcs_of(network: SupportNetwork) -> Arcs:
    """Turn a network into arrays.

    Ties count when they are active at the network's reference date; without one all of them count.

    Parameters
    ----------
    network : SupportNetwork
        Its people, ties, districts and reference date are used.

    Returns
    -------
    Arcs
        Read-only arrays; people in order of their district, then of the table.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": ["a", "b"], "district": ["west", "east"]})
    >>> arcs = arcs_of(ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]})))
    >>> arcs.row.tolist(), arcs.giver.tolist(), arcs.receiver.tolist()
    ([1, 0], [1], [0])
    """
    people, districts = network.people, network.districts
    ties = network.ties if network.about.reference_date is None else network.at(network.about.reference_date).ties
    home = pd.Index(districts["district"]).get_indexer(people["district"]).astype(np.int64)
    order = np.argsort(np.where(home < 0, len(districts), home), kind="stable")
    roles = {role: _has_role(people["roles"], role)[order] for role in (*PLAIN_ROLES, "professional", "organisation")}
    plain = np.any([roles[role] for role in PLAIN_ROLES], axis=0)
    return Arcs(
        row=_fixed(order),
        district=_fixed(home[order]),
        counted=_fixed(people["respondent"].to_numpy()[order] & plain),
        weight=_fixed(people["weight"].to_numpy(dtype=np.float64)[order]),
        carer_role=_fixed(roles["carer"]),
        volunteer_role=_fixed(roles["volunteer"]),
        professional=_fixed(roles["professional"]),
        organisation=_fixed(roles["organisation"]),
        **_tie_arrays(people["person"].iloc[order], ties),
    )


def _has_role(roles: pd.Series, role: str) -> npt.NDArray[np.bool_]:
    """Whether each person has a role; looked up once for each distinct list of roles."""
    has = {text: role in text.split(";") for text in roles.unique()}
    return roles.map(has).to_numpy(dtype=bool)


def _tie_arrays(persons: pd.Series, ties: pd.DataFrame) -> dict[str, npt.NDArray[np.generic] | tuple[str, ...]]:
    """Number givers and receivers, one entry for each giver, receiver and kind with its largest hours."""
    place = pd.Index(persons)
    kind, kinds = pd.factorize(ties["kind"], sort=True)
    giver = place.get_indexer(ties["giver"]).astype(np.int64)
    receiver = place.get_indexer(ties["receiver"]).astype(np.int64)
    hours = ties["hours_per_week"].to_numpy(dtype=np.float64)
    order = np.lexsort((-np.nan_to_num(hours, nan=-1.0), kind, receiver, giver))
    giver, receiver, kind, hours = giver[order], receiver[order], kind[order].astype(np.int64), hours[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(giver) != 0) | (np.diff(receiver) != 0) | (np.diff(kind) != 0)
    arrays = {"giver": giver[first], "receiver": receiver[first], "kind": kind[first], "hours": hours[first]}
    return {**{name: _fixed(array) for name, array in arrays.items()}, "kinds": tuple(map(str, kinds))}


def _fixed(array: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Return a copy that cannot be changed."""
    copy = array.copy()
    copy.flags.writeable = False
    return copy
