"""Isolation: who has nobody, or hardly anybody, to turn to. About structure: loneliness is a feeling, not measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.ratio import Ratio, share_of
from netgraph.metrics.registry import Signal, metric
from netgraph.words.text import Text

if TYPE_CHECKING:
    from netgraph.arcs import Arcs

__all__ = ["contacts", "isolated", "outside_main_component", "thin_support", "unsupported"]


@metric(
    theme="isolation",
    label=Text(nl="Zonder steunrelaties", en="No support ties"),
    explanation=Text(
        nl="Het deel van de bewoners dat aan niemand steun geeft en van niemand steun krijgt.",
        en="The share of residents who give support to no one and get support from no one.",
    ),
    caution=Text(
        nl="Zegt niets over hoe mensen zich voelen. Een praatje of betaalde hulp telt niet als steun.",
        en="Says nothing about how people feel. A chat or paid help does not count as support.",
    ),
    definition="#{i in R: C(i) is empty} / #R",
    unit="share",
    worse="high",
    needs="own",
    signal=Signal(margin=0.05),
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (isolate)",
)
def isolated(arcs: Arcs) -> Ratio:
    """Share of residents without contacts: they give to nobody and receive from nobody; undefined without residents."""
    return share_of(arcs.contacts.count == 0)


@metric(
    theme="isolation",
    label=Text(nl="Zonder steunfiguur", en="No supporter"),
    explanation=Text(
        nl="Het deel van de bewoners dat van niemand steun krijgt. Zij kunnen zelf wel steun geven.",
        en="The share of residents who get support from no one. They may give support themselves.",
    ),
    caution=Text(nl="Niet iedereen heeft nu steun nodig.", en="Not everyone needs support now."),
    definition="#{i in R: in(i) is empty} / #R",
    unit="share",
    worse="high",
    needs="own",
    directions=("receives",),
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (in-degree)",
)
def unsupported(arcs: Arcs) -> Ratio:
    """Share of residents whom nobody supports; undefined without residents."""
    return share_of(arcs.into.count == 0)


@metric(
    theme="isolation",
    label=Text(nl="Geen of één steunfiguur", en="No supporter or just one"),
    explanation=Text(
        nl="Het deel van de bewoners dat van niemand of van maar één persoon steun krijgt.",
        en="The share of residents who get support from no one or from just one person.",
    ),
    caution=Text(
        nl="Eén goede steunfiguur kan genoeg zijn. Er is alleen niemand achter de hand als die wegvalt.",
        en="One good supporter can be enough. There is just no one to fall back on if they drop out.",
    ),
    definition="#{i in R: #in(i) <= 1} / #R",
    unit="share",
    worse="high",
    needs="own",
    directions=("receives",),
    signal=Signal(margin=0.10),
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (in-degree)",
)
def thin_support(arcs: Arcs) -> Ratio:
    """Share of residents with at most one supporter; undefined without residents."""
    return share_of(arcs.into.count <= 1)


@metric(
    theme="isolation",
    label=Text(nl="Contacten per bewoner", en="Contacts per resident"),
    explanation=Text(
        nl="Het aantal mensen met wie een bewoner steun uitwisselt (geven, krijgen of allebei), "
        "gemiddeld over alle bewoners.",
        en="The number of people with whom a resident exchanges support (giving, getting or both), "
        "averaged over all residents.",
    ),
    caution=Text(
        nl="Een paar bewoners met heel veel contacten trekken het gemiddelde omhoog.",
        en="A few residents with very many contacts pull the average up.",
    ),
    definition="sum of #C(i) over R / #R",
    unit="number",
    worse="low",
    needs="own",
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (degree)",
)
def contacts(arcs: Arcs) -> Ratio:
    """Mean number of distinct people with whom residents exchange support; undefined without residents."""
    return Ratio(arcs.contacts.count.astype(np.float64), np.ones(arcs.people))


@metric(
    theme="isolation",
    label=Text(nl="Los van het grote netwerk", en="Outside the main network"),
    explanation=Text(
        nl="Het deel van de bewoners dat niet via een keten van steunrelaties verbonden is met het grootste netwerk.",
        en="The share of residents who are not linked by a chain of support ties to the largest network.",
    ),
    caution=Text(
        nl="Alleen te bepalen als dat netwerk meer dan de helft van de mensen met contacten omvat.",
        en="Only defined if that network holds more than half of the people with contacts.",
    ),
    definition="#{i in R: i outside the largest weak component of the whole network} / #R",
    unit="share",
    worse="high",
    needs="whole",
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (component)",
)
def outside_main_component(arcs: Arcs) -> Ratio:
    """Share of residents outside the largest weak component of the whole network.

    Undefined unless that component holds more than half of the people with contacts, and without residents.
    """
    sizes = np.bincount(arcs.component, minlength=1)
    with_contacts = int((arcs.contacts.count > 0).sum())
    if sizes.max() < 2 or 2 * sizes.max() <= with_contacts:
        return Ratio(np.full(arcs.people, np.nan), np.ones(arcs.people))
    return share_of(arcs.component != sizes.argmax())
