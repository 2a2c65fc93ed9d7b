"""Person columns: what is known about each person's place in the network, for analysts at their desk."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.errors import UnknownNameError, did_you_mean
from netgraph.metrics.needs import observes
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.metrics.registry import Direction, Need
    from netgraph.network import SupportNetwork

__all__ = ["PERSON_COLUMNS", "PersonColumn", "person_metrics"]

BOTH: tuple[Direction, ...] = ("receives", "gives")


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """One column of `person_metrics`: words, what it needs, and how it is computed."""

    label: Text
    explanation: Text
    needs: Need
    directions: tuple[Direction, ...]
    function: Callable[[Arcs], npt.NDArray[np.generic]]


_COLUMNS = {
    "contacts": PersonColumn(
        Text(nl="Contacten", en="Contacts"),
        Text(
            nl="Het aantal mensen aan wie deze persoon steun geeft of van wie deze persoon steun krijgt.",
            en="The number of people this person gives support to or gets support from.",
        ),
        "own",
        BOTH,
        lambda arcs: arcs.contacts.count,
    ),
    "supporters": PersonColumn(
        Text(nl="Steunfiguren", en="Supporters"),
        Text(
            nl="Het aantal mensen van wie deze persoon steun krijgt.",
            en="The number of people who support this person.",
        ),
        "own",
        ("receives",),
        lambda arcs: arcs.into.count,
    ),
    "supported": PersonColumn(
        Text(nl="Geeft steun aan", en="Gives support to"),
        Text(
            nl="Het aantal mensen aan wie deze persoon steun geeft.",
            en="The number of people this person supports.",
        ),
        "own",
        ("gives",),
        lambda arcs: arcs.out.count,
    ),
    "mutual_contacts": PersonColumn(
        Text(nl="Contacten over en weer", en="Two-way contacts"),
        Text(
            nl="Het aantal mensen met wie de steun twee kanten op gaat.",
            en="The number of people with whom support goes both ways.",
        ),
        "own",
        BOTH,
        lambda arcs: arcs.mutual,
    ),
    "hours_received": PersonColumn(
        Text(nl="Uren steun gekregen", en="Hours received"),
        Text(
            nl="Het aantal uren steun per week dat deze persoon krijgt.",
            en="Hours of support a week that this person gets.",
        ),
        "own",
        ("receives",),
        lambda arcs: arcs.into.sum(arcs.into.hours),
    ),
    "hours_given": PersonColumn(
        Text(nl="Uren steun gegeven", en="Hours given"),
        Text(
            nl="Het aantal uren steun per week dat deze persoon geeft.",
            en="Hours of support a week that this person gives.",
        ),
        "own",
        ("gives",),
        lambda arcs: arcs.out.sum(arcs.out.hours),
    ),
    "component_size": PersonColumn(
        Text(nl="Grootte van het eigen netwerk", en="Size of own network"),
        Text(
            nl="Het aantal mensen met wie deze persoon via ketens van steunrelaties verbonden is, "
            "de persoon zelf meegeteld.",
            en="The number of people linked to this person by chains of support ties, this person included.",
        ),
        "whole",
        BOTH,
        lambda arcs: np.bincount(arcs.component)[arcs.component],
    ),
    "coreness": PersonColumn(
        Text(nl="Diepte in het netwerk", en="Depth in the network"),
        Text(
            nl="Hoe dicht het netwerk om deze persoon heen is.",
            en="How dense the network around this person is.",
        ),
        "whole",
        BOTH,
        lambda arcs: arcs.coreness,
    ),
}
PERSON_COLUMNS: Mapping[str, PersonColumn] = MappingProxyType(_COLUMNS)
"""All person columns by name, in their order; read-only."""


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
        (their own ties were not asked), where the design cannot show a column, and for hours where one is unknown.

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
    wanted = list(PERSON_COLUMNS) if metrics is None else [metrics] if isinstance(metrics, str) else list(metrics)
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
