"""Position: who stands at the edge of the network, and how closely knit is it around people?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.closeness import effective_sizes, effective_sizes_without
from netgraph.metrics.ratio import Ratio, mean_of, share_by_count
from netgraph.metrics.registry import metric
from netgraph.words.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs

__all__ = ["constraint", "effective_size", "fragmentation", "outside_main_component", "peripheral"]


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
    undefined="without residents, and where no component holds more than half of the people with contacts",
    unit="share",
    worse="high",
    needs="whole",
    identities={"denominator": "isolated.denominator"},
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (component)",
)
def outside_main_component(arcs: Arcs) -> Ratio:
    """Share of residents outside the largest weak component of the whole network.

    There is none when no component holds more than half of the people with contacts.
    """
    within = arcs.in_main_component
    if within is None:
        return Ratio(np.full(arcs.people, np.nan), np.ones(arcs.people))
    return share_by_count(arcs.contacts, lambda count: count == 0, chosen=within[arcs.contacts.index])


@metric(
    theme="isolation",
    label=Text(nl="Aan de rand van het netwerk", en="At the edge of the network"),
    explanation=Text(
        nl="Het deel van de bewoners zonder contacten of op een uitloper van het netwerk. Een uitloper zit met "
        "hooguit één schakel aan de rest vast.",
        en="The share of residents with no contacts or on a branch of the network. A branch is joined to the rest "
        "by at most one connection.",
    ),
    caution=Text(
        nl="Aan de rand is niet hetzelfde als zonder steun.",
        en="At the edge is not the same as without support.",
    ),
    definition="#{i in R: coreness of i in the undirected projection < 2} / #R",
    undefined="without residents",
    unit="share",
    worse="high",
    needs="whole",
    identities={"denominator": "isolated.denominator"},
    citation="Seidman 1983, Network structure and minimum degree, Social Networks 5: 269-287",
)
def peripheral(arcs: Arcs) -> Ratio:
    """Share of residents without contacts, or on a branch of the network: outside its 2-core."""
    core = arcs.coreness[arcs.contacts.index] >= 2
    return share_by_count(arcs.contacts, lambda count: count < 2, chosen=core)


def fragmentations(arcs: Arcs, code: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.float64]:
    """Return the fragmentation of every group."""
    inside = code >= 0
    component = arcs.within(code).component
    size = np.bincount(component[inside])
    group = np.zeros(len(size), dtype=np.int64)
    group[component[inside]] = code[inside]  # ties within groups only: a component lies in one
    linked = np.bincount(group, size * (size - 1), groups)
    people = np.bincount(code[inside], minlength=groups).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(people > 1, 1 - linked / (people * (people - 1)), np.nan)


def _least_fragmentation(people: npt.NDArray[np.float64], apart: int) -> npt.NDArray[np.float64]:
    """Return the least fragmentation with more people than that outside the largest component: all in one other."""
    others = float(apart + 1)
    linked = (people - others) * (people - others - 1) + others * apart
    return 1 - linked / (people * (people - 1))


@metric(
    theme="isolation",
    label=Text(nl="Versnippering van het netwerk", en="Fragmentation of the network"),
    explanation=Text(
        nl="Van alle tweetallen bewoners: het deel dat niet met elkaar verbonden is, ook niet via andere bewoners "
        "van hetzelfde gebied.",
        en="Of all pairs of residents: the share not linked to each other, not even through other residents of the "
        "same area.",
    ),
    caution=Text(
        nl="Ketens via een andere buurt tellen niet mee. Dit cijfer heeft geen marge.",
        en="Chains through another area do not count. This figure has no margin.",
    ),
    reading=Text(nl="0 = iedereen is verbonden, 1 = niemand.", en="0 = everyone is linked, 1 = no one."),
    definition=(
        "1 - sum of s(k) (s(k) - 1) / (n (n - 1)); s(k) the sizes of the weak components of the ties among R, n = #R"
    ),
    undefined="with fewer than two residents",
    unit="index",
    range=(0.0, 1.0),
    worse="high",
    needs="whole",
    shape="whole",
    tells=("isolated", "outside_main_component"),
    fewest=_least_fragmentation,
    at_once=fragmentations,
    citation=(
        "Borgatti 2006, Identifying sets of key players in a social network, Computational and Mathematical "
        "Organization Theory 12: 21-34"
    ),
)
def fragmentation(group: Arcs) -> float:
    """Share of pairs of residents of a group who are not linked to each other by ties among them."""
    return float(fragmentations(group, group.own_group, 1)[0])


@metric(
    theme="isolation",
    label=Text(nl="Leunen op één kring", en="Relying on one circle"),
    explanation=Text(
        nl="Hoe sterk de contacten van een bewoner samen één kring vormen, gemiddeld over bewoners met contacten.",
        en="How far a resident's contacts form one circle, averaged over residents with contacts.",
    ),
    caution=Text(
        nl="Een hechte kring kan juist veel steun geven. Hoger is niet altijd slechter.",
        en="A close circle can give a lot of support. Higher is not always worse.",
    ),
    reading=Text(
        nl="Bij 0 veel losse kringen, rond 1 één contact of één hechte kring.",
        en="Near 0 many separate circles, around 1 one contact or one close circle.",
    ),
    definition=(
        "sum over i in R with contacts of c(i) / #{i in R: C(i) is not empty}; c(i) = sum over j in C(i) of "
        "(p(i, j) + sum over q of p(i, q) p(q, j))^2; p(i, j) = 1 / #C(i) for j in C(i), else 0"
    ),
    undefined="without residents with contacts",
    unit="index",
    range=(0.0, 1.125),
    worse="neither",
    needs="whole",
    identities={"denominator": "effective_size.denominator"},
    citation="Burt 1992, Structural Holes, ch. 2",
)
def constraint(arcs: Arcs) -> Ratio:
    """Mean constraint of residents with contacts, on the undirected projection without weights.

    It needs the whole network: how far a contact leans on others depends on all their contacts, which a survey of
    people and their own contacts does not know.
    """

    def without() -> npt.NDArray[np.float64]:
        # Without one of n contacts the constraint of the others is about n / (n - 1) of what it was.
        n = arcs.contacts.count[arcs.contacts.owner].astype(np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(n > 1, arcs.constraint[arcs.contacts.owner] * n / (n - 1), np.nan)

    return mean_of(arcs.constraint, arcs.contacts, without)


@metric(
    theme="isolation",
    label=Text(nl="Contacten in losse kringen", en="Contacts in separate circles"),
    explanation=Text(
        nl="Het aantal contacten van een bewoner, waarbij contacten die elkaar ook steunen minder meetellen; "
        "gemiddeld over bewoners met contacten.",
        en="A resident's number of contacts, with contacts who also support each other counting for less; averaged "
        "over residents with contacts.",
    ),
    caution=Text(
        nl="Meer kringen is niet altijd beter: het kost ook tijd.",
        en="More circles is not always better: they also take time.",
    ),
    definition=(
        "sum over i in R with contacts of (#C(i) - 2 t(i) / #C(i)) / #{i in R: C(i) is not empty}; t(i) the "
        "number of pairs of contacts of i that are contacts of each other"
    ),
    undefined="without residents with contacts",
    unit="number",
    range=(1.0, math.inf),
    worse="neither",
    needs="alters",
    identities={"denominator": "receive_only.denominator"},
    citation=(
        "Burt 1992, Structural Holes, ch. 2; Borgatti 1997, Structural holes: unpacking Burt's redundancy "
        "measures, Connections 20: 35-38"
    ),
)
def effective_size(arcs: Arcs) -> Ratio:
    """Mean number of contacts of residents with contacts, less what they have in common."""
    return mean_of(effective_sizes(arcs), arcs.contacts, lambda: effective_sizes_without(arcs))
