"""Bridging: do people have contacts outside their own district or group?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.ratio import over_ties
from netgraph.metrics.registry import Signal, metric
from netgraph.words.text import Text

if TYPE_CHECKING:
    from netgraph.arcs import Arcs
    from netgraph.metrics.ratio import Ratio

__all__ = ["bridging_share", "ei_index"]


@metric(
    theme="bridging",
    label=Text(nl="Contacten binnen of buiten de buurt", en="Contacts inside or outside the area"),
    explanation=Text(
        nl="Of de contacten van bewoners vooral in de eigen buurt wonen of juist daarbuiten.",
        en="Whether residents' contacts live mostly in their own area or outside it.",
    ),
    caution=Text(
        nl="Geen van beide is beter. In een kleine buurt wonen vanzelf meer contacten daarbuiten. Contacten van wie "
        "de buurt onbekend is, tellen niet mee.",
        en="Neither is better. In a small area more contacts live outside it anyway. Contacts whose area is unknown "
        "do not count.",
    ),
    reading=Text(
        nl="−1 = allemaal in de eigen buurt, 0 = half om half, +1 = allemaal daarbuiten.",
        en="−1 = all in own area, 0 = half and half, +1 = all outside.",
    ),
    definition=(
        "sum over R of (E(i) - I(i)) / sum over R of (E(i) + I(i)); E(i), I(i) the number of contacts of i who live in "
        "another district than i (or elsewhere), and in the same"
    ),
    undefined="when no contact of residents has a known district",
    unit="index",
    range=(-1.0, 1.0),
    home_district=True,
    worse="neither",
    needs="own",
    citation=(
        "Krackhardt & Stern 1988, Informal networks and organizational crises, Social Psychology Quarterly 51: 123-140"
    ),
)
def ei_index(arcs: Arcs) -> Ratio:
    """External less internal contacts of residents, as a part of both; contacts of unknown district are left out."""
    contacts = arcs.contacts
    own, home = arcs.district[contacts.owner], arcs.district[contacts.index]
    known = (own >= 0) & ((home >= 0) | arcs.elsewhere[contacts.index])
    return over_ties(contacts, known * np.where(home != own, 1, -1), known)


@metric(
    theme="bridging",
    label=Text(nl="Contacten buiten de eigen groep", en="Contacts outside one's own group"),
    explanation=Text(
        nl="Van alle contacten van wie de groep bekend is: het deel dat bij een andere groep hoort dan de bewoner "
        "({bridge_label}).",
        en="Of all contacts whose group is known: the share belonging to a different group from the resident "
        "({bridge_label}).",
    ),
    caution=Text(
        nl="Hangt af van wie er wonen: waar bijna iedereen bij dezelfde groep hoort, is de kans op zulke contacten "
        "kleiner.",
        en="Depends on who live there: where nearly everyone belongs to one group, such contacts are less likely.",
    ),
    definition=(
        "#{(i, j): i in R, j in C(i), both groups known and different} / #{(i, j): i in R, j in C(i), both "
        "groups known}; groups of the column bridge_by"
    ),
    undefined="when no resident of known group has a contact of known group",
    unit="share",
    worse="low",
    needs="own",
    signal=Signal(margin=0.10),
    choice="bridge_by",
    citation="Putnam 2000, Bowling Alone (bridging); the external share of Krackhardt & Stern 1988",
)
def bridging_share(arcs: Arcs, *, bridge_by: str) -> Ratio:
    """Share of residents' contacts who belong to another group of a column of people."""
    contacts, group = arcs.contacts, arcs.columns[bridge_by]
    own, other = group[contacts.owner], group[contacts.index]
    known = (own >= 0) & (other >= 0)
    return over_ties(contacts, known & (own != other), known)
