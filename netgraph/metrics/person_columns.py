"""Person columns: what can be said of each person's place in the network, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.closeness import effective_sizes, local_clustering
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.metrics.registry import Direction, Need
    from netgraph.words.numbers import Unit

__all__ = ["PERSON_COLUMNS", "PersonColumn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonColumn:
    """One column of `person_metrics`.

    Attributes
    ----------
    label, explanation : Text
        For analysts: person columns never reach a map or a page.
    reading : Text or None
        How to read a value.
    definition : str
        In symbols.
    undefined : str
        When a person has no such value; empty when everybody has one.
    unit : {"number", "hours", "index"}
        How it is written.
    needs : {"own", "alters", "whole"}
        What must be known, as for figures.
    directions : tuple of {"receives", "gives"}
        Which directions of a person's own ties must have been asked.
    citation : str
        Source of the definition.
    function : callable
        Arcs -> one value a person.
    """

    label: Text
    explanation: Text
    reading: Text | None = None
    definition: str
    undefined: str = ""
    unit: Unit
    needs: Need
    directions: tuple[Direction, ...] = ("receives", "gives")
    citation: str
    function: Callable[[Arcs], npt.NDArray[np.generic]]


_COLUMNS = {
    "contacts": PersonColumn(
        label=Text(nl="Contacten", en="Contacts"),
        explanation=Text(
            nl="Het aantal mensen aan wie deze persoon steun geeft of van wie deze persoon steun krijgt.",
            en="The number of people this person gives support to or gets support from.",
        ),
        definition="#C(i)",
        unit="number",
        needs="own",
        citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4",
        function=lambda arcs: arcs.contacts.count,
    ),
    "supporters": PersonColumn(
        label=Text(nl="Steunfiguren", en="Supporters"),
        explanation=Text(
            nl="Het aantal mensen van wie deze persoon steun krijgt.",
            en="The number of people who support this person.",
        ),
        definition="#in(i)",
        unit="number",
        needs="own",
        directions=("receives",),
        citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4",
        function=lambda arcs: arcs.into.count,
    ),
    "supported": PersonColumn(
        label=Text(nl="Geeft steun aan", en="Gives support to"),
        explanation=Text(
            nl="Het aantal mensen aan wie deze persoon steun geeft.",
            en="The number of people this person supports.",
        ),
        definition="#out(i)",
        unit="number",
        needs="own",
        directions=("gives",),
        citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4",
        function=lambda arcs: arcs.out.count,
    ),
    "mutual_contacts": PersonColumn(
        label=Text(nl="Contacten over en weer", en="Two-way contacts"),
        explanation=Text(
            nl="Het aantal mensen met wie de steun twee kanten op gaat.",
            en="The number of people with whom support goes both ways.",
        ),
        definition="#M(i)",
        unit="number",
        needs="own",
        citation="Wasserman & Faust 1994, Social Network Analysis, ch. 13",
        function=lambda arcs: arcs.mutual,
    ),
    "hours_received": PersonColumn(
        label=Text(nl="Uren steun gekregen", en="Hours received"),
        explanation=Text(
            nl="Het aantal uren steun per week dat deze persoon krijgt.",
            en="Hours of support a week that this person gets.",
        ),
        definition="sum of w(j, i) over j in in(i)",
        undefined="where the hours of one of these ties are unknown",
        unit="hours",
        needs="own",
        directions=("receives",),
        citation="Barrat et al. 2004, The architecture of complex weighted networks, PNAS 101: 3747-3752",
        function=lambda arcs: arcs.into.sum(arcs.into.hours),
    ),
    "hours_given": PersonColumn(
        label=Text(nl="Uren steun gegeven", en="Hours given"),
        explanation=Text(
            nl="Het aantal uren steun per week dat deze persoon geeft.",
            en="Hours of support a week that this person gives.",
        ),
        definition="sum of w(i, j) over j in out(i)",
        undefined="where the hours of one of these ties are unknown",
        unit="hours",
        needs="own",
        directions=("gives",),
        citation="Barrat et al. 2004, The architecture of complex weighted networks, PNAS 101: 3747-3752",
        function=lambda arcs: arcs.out.sum(arcs.out.hours),
    ),
    "component_size": PersonColumn(
        label=Text(nl="Grootte van het eigen netwerk", en="Size of own network"),
        explanation=Text(
            nl="Het aantal mensen met wie deze persoon via ketens van steunrelaties verbonden is, de persoon zelf "
            "meegeteld.",
            en="The number of people linked to this person by chains of support ties, this person included.",
        ),
        reading=Text(nl="1 = geen contacten.", en="1 = no contacts."),
        definition="people in the weak component of i",
        unit="number",
        needs="whole",
        citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4",
        function=lambda arcs: np.bincount(arcs.component)[arcs.component],
    ),
    "coreness": PersonColumn(
        label=Text(nl="Diepte in het netwerk", en="Depth in the network"),
        explanation=Text(
            nl="Hoe dicht het netwerk om deze persoon heen is.",
            en="How dense the network around this person is.",
        ),
        reading=Text(
            nl="2 = zit in een groep waarin iedereen minstens 2 contacten in die groep heeft.",
            en="2 = is in a group where everyone has at least 2 contacts within it.",
        ),
        definition="the largest k of which i is in the k-core of the undirected projection",
        unit="number",
        needs="whole",
        citation="Seidman 1983, Network structure and minimum degree, Social Networks 5: 269-287",
        function=lambda arcs: arcs.coreness,
    ),
    "reach_2": PersonColumn(
        label=Text(nl="Bereik in twee stappen", en="Reach in two steps"),
        explanation=Text(
            nl="Het aantal contacten en contacten van contacten, de persoon zelf niet meegeteld.",
            en="Contacts and contacts of contacts, this person not included.",
        ),
        definition="#{j: j is not i, and at most two steps from i in the undirected projection}",
        unit="number",
        needs="whole",
        citation="Borgatti, Everett & Johnson 2013, Analyzing Social Networks, ch. 10 (k-step reach)",
        function=lambda arcs: arcs.reach_2,
    ),
    "triangles": PersonColumn(
        label=Text(nl="Drietallen", en="Triangles"),
        explanation=Text(
            nl="Het aantal tweetallen contacten dat ook met elkaar een steunrelatie heeft.",
            en="The number of pairs of contacts who also have a tie with each other.",
        ),
        definition="t(i) = #{pairs in C(i) who are contacts of each other}",
        unit="number",
        needs="alters",
        citation="Watts & Strogatz 1998, Collective dynamics of small-world networks, Nature 393: 440-442",
        function=lambda arcs: arcs.triangles,
    ),
    "clustering": PersonColumn(
        label=Text(nl="Contacten die elkaar steunen", en="Contacts who support each other"),
        explanation=Text(
            nl="Van alle tweetallen contacten: het deel dat ook met elkaar een steunrelatie heeft.",
            en="Of all pairs of contacts: the share who also have a tie with each other.",
        ),
        reading=Text(nl="Meer is niet altijd beter.", en="More is not always better."),
        definition="t(i) / (#C(i) (#C(i) - 1) / 2)",
        undefined="below two contacts",
        unit="index",
        needs="alters",
        citation="Watts & Strogatz 1998, Collective dynamics of small-world networks, Nature 393: 440-442",
        function=local_clustering,
    ),
    "constraint": PersonColumn(
        label=Text(nl="Leunt op één kring", en="Relies on one circle"),
        explanation=Text(
            nl="Hoe sterk de contacten van deze persoon samen één kring vormen.",
            en="How far this person's contacts form one circle.",
        ),
        reading=Text(
            nl="Bij 0: veel losse kringen, rond 1: één contact of één hechte kring (kan iets boven 1 komen).",
            en="Near 0: many separate circles, around 1: one contact or one close circle (can be slightly above 1).",
        ),
        definition="sum over j in C(i) of (p(i, j) + sum over q of p(i, q) p(q, j))^2; "
        "p(i, j) = 1 / #C(i) for contacts",
        undefined="without contacts",
        unit="index",
        needs="whole",
        citation="Burt 1992, Structural Holes, ch. 2",
        function=lambda arcs: arcs.constraint,
    ),
    "effective_size": PersonColumn(
        label=Text(nl="Contacten in losse kringen", en="Contacts in separate circles"),
        explanation=Text(
            nl="Het aantal contacten, waarbij contacten die elkaar ook steunen minder meetellen.",
            en="The number of contacts, with contacts who also support each other counting for less.",
        ),
        definition="#C(i) - 2 t(i) / #C(i)",
        undefined="without contacts",
        unit="number",
        needs="alters",
        citation="Borgatti 1997, Structural holes: unpacking Burt's redundancy measures, Connections 20: 35-38",
        function=effective_sizes,
    ),
}
PERSON_COLUMNS: Mapping[str, PersonColumn] = MappingProxyType(_COLUMNS)
"""All person columns by name, in their order; read-only."""
