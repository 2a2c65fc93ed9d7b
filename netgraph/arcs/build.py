"""A network's tables -> Arcs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, TypeVar

import numpy as np
import pandas as pd

from netgraph.arcs.arrays import Arcs
from netgraph.schema.codes import positions
from netgraph.schema.roles import PLAIN_ROLES, has_role

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.network import SupportNetwork

__all__ = ["arcs_of"]

Scalar = TypeVar("Scalar", bound=np.generic)


class TieArrays(TypedDict):
    """The arrays of `Arcs` that say who gives what to whom."""

    giver: npt.NDArray[np.int64]
    receiver: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    hours: npt.NDArray[np.float64]
    kinds: tuple[str, ...]


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
    home = positions(people["district"], districts["district"])
    order = np.argsort(np.where(home < 0, len(districts), home), kind="stable")
    roles = {role: has_role(people["roles"], role)[order] for role in (*PLAIN_ROLES, "professional", "organisation")}
    plain = np.any([roles[role] for role in PLAIN_ROLES], axis=0)
    return Arcs(
        row=_fixed(order),
        district=_fixed(home[order]),
        resident=_fixed(plain),
        counted=_fixed(people["respondent"].to_numpy()[order] & plain),
        weight=_fixed(people["weight"].to_numpy(dtype=np.float64)[order]),
        carer_role=_fixed(roles["carer"]),
        volunteer_role=_fixed(roles["volunteer"]),
        professional=_fixed(roles["professional"]),
        organisation=_fixed(roles["organisation"]),
        **_tie_arrays(people["person"].iloc[order], ties),
    )


def _tie_arrays(persons: pd.Series, ties: pd.DataFrame) -> TieArrays:
    """Give numbers to givers and receivers: one entry for each giver, receiver and kind, with its largest hours."""
    kind, kinds = pd.factorize(ties["kind"], sort=True)
    giver = positions(ties["giver"], persons)
    receiver = positions(ties["receiver"], persons)
    hours = ties["hours_per_week"].to_numpy(dtype=np.float64)
    order = np.lexsort((-np.nan_to_num(hours, nan=-1.0), kind, receiver, giver))
    giver, receiver, kind, hours = giver[order], receiver[order], kind[order].astype(np.int64), hours[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(giver) != 0) | (np.diff(receiver) != 0) | (np.diff(kind) != 0)
    return {
        "giver": _fixed(giver[first]),
        "receiver": _fixed(receiver[first]),
        "kind": _fixed(kind[first]),
        "hours": _fixed(hours[first]),
        "kinds": tuple(map(str, kinds)),
    }


def _fixed(array: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """Return a copy that cannot be changed."""
    copy = array.copy()
    copy.flags.writeable = False
    return copy
