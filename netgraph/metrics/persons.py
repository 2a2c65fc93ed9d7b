"""person_metrics: each person's place in the network, for analysts at their desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.errors import UnknownNameError, did_you_mean, listed
from netgraph.metrics.needs import observes
from netgraph.metrics.person_columns import PERSON_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from netgraph.network import SupportNetwork

__all__ = ["person_metrics"]


def person_metrics(network: SupportNetwork, metrics: Iterable[str] | None = None) -> pd.DataFrame:
    """Return what is known about each person's place in the network. Ungated: for analysts at their desk only.

    Parameters
    ----------
    network : SupportNetwork
        Paid ties and ties of organisations are left out; ties count when active at the reference date.
    metrics : iterable of str, optional
        Columns of `PERSON_COLUMNS`; all by default.

    Returns
    -------
    DataFrame
        One row a person in the order of the table, index ``person``, float64. NaN for people who are no respondents
        (their own ties were not asked), where the design cannot show a column, and where a column is undefined
        (``PERSON_COLUMNS[name].undefined``).

    Raises
    ------
    UnknownNameError
        There is no such column.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": ["a", "b", "c"], "district": "west"})
    >>> ties = pd.DataFrame({"giver": ["a", "b", "c"], "receiver": ["b", "a", "a"]})
    >>> person_metrics(ng.from_tables(people, ties), ["contacts", "supporters", "mutual_contacts"])
            contacts  supporters  mutual_contacts
    person
    a            2.0         2.0              1.0
    b            1.0         1.0              1.0
    c            1.0         0.0              0.0
    """
    wanted = list(PERSON_COLUMNS) if metrics is None else listed(metrics, "metrics")
    for name in wanted:
        if name not in PERSON_COLUMNS:
            raise UnknownNameError(
                f"there is no person column {name!r}. {did_you_mean(str(name), list(PERSON_COLUMNS))}"
            )
    arcs = arcs_of(network)
    people = network.people
    columns: dict[str, npt.NDArray[np.float64]] = {}
    for name in wanted:
        column = PERSON_COLUMNS[name]
        values = np.full(arcs.people, np.nan)
        if observes(network.about, column.needs, column.directions):
            values[arcs.row] = column.function(arcs)
            values[~people["respondent"].to_numpy()] = np.nan
        columns[name] = values
    return pd.DataFrame(columns, index=pd.Index(people["person"], name="person"))
