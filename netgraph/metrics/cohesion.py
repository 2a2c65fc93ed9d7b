"""Cohesion: do contacts also support each other?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.closeness import local_clustering, local_clustering_without
from netgraph.metrics.ratio import Influence, mean_of, share_of_ties
from netgraph.metrics.registry import metric
from netgraph.words.text import Text

if TYPE_CHECKING:
    from netgraph.arcs import Arcs
    from netgraph.metrics.ratio import Ratio

__all__ = ["clustering", "support_ratio"]

CLOSING = 0.25
"""How much of a tie that has no shared contact left without somebody counts as theirs, for intervals only. Calibrated:
with none of it they held 85 % in districts of 100, with all of it 98 % in those of 1,000 (docs/validity.md)."""


@metric(
    theme="cohesion",
    label=Text(nl="Contacten met een gedeeld contact", en="Contacts with a shared contact"),
    explanation=Text(
        nl="Van alle contacten van bewoners: het deel waarbij er nog iemand is die met allebei contact heeft.",
        en="Of all contacts of residents: the share where someone else is a contact of both.",
    ),
    caution=Text(
        nl="Meer is niet altijd beter: een hechte kring geeft zekerheid, maar kan ook gesloten zijn.",
        en="More is not always better: a close circle gives security but can also be closed.",
    ),
    definition="#{(i, j): i in R, j in C(i), C(i) and C(j) have somebody in common} / sum of #C(i) over R",
    undefined="when residents have no contacts",
    unit="share",
    worse="neither",
    needs="alters",
    identities={"denominator": "dyadic_reciprocity.denominator", "people": "dyadic_reciprocity.people"},
    citation=(
        "Jackson, Rodriguez-Barraquer & Tan 2012, Social capital and social quilts, American Economic Review "
        "102: 1857-1897"
    ),
)
def support_ratio(arcs: Arcs) -> Ratio:
    """Share of residents' contacts with whom they have another contact in common."""
    contacts, supported = arcs.contacts, arcs.shared_contacts > 0

    def adds() -> Influence:
        # Without somebody, those who shared only them lose that too.
        return Influence(contacts, supported + CLOSING * arcs.hinges, np.ones(len(contacts.index)))

    return replace(share_of_ties(contacts, supported), adds=adds)


@metric(
    theme="cohesion",
    label=Text(nl="Contacten die elkaar steunen", en="Contacts who support each other"),
    explanation=Text(
        nl="Van alle tweetallen contacten van een bewoner: het deel dat ook met elkaar een steunrelatie heeft; "
        "gemiddeld over bewoners met minstens twee contacten.",
        en="Of all pairs of a resident's contacts: the share who also have a tie with each other; averaged over "
        "residents with at least two contacts.",
    ),
    caution=Text(
        nl="Meer is niet altijd beter: in een hechte kring komt er minder snel iets of iemand nieuws bij.",
        en="More is not always better: less that is new reaches a close circle.",
    ),
    reading=Text(nl="0,30 = bij 30 van de 100 tweetallen.", en="0.30 = in 30 of 100 pairs."),
    definition=(
        "sum over i in R with at least two contacts of t(i) / (#C(i) (#C(i) - 1) / 2) / their number; t(i) "
        "the pairs of contacts of i that are contacts of each other"
    ),
    undefined="without residents with at least two contacts",
    unit="index",
    range=(0.0, 1.0),
    worse="neither",
    needs="alters",
    citation="Watts & Strogatz 1998, Collective dynamics of small-world networks, Nature 393: 440-442",
)
def clustering(arcs: Arcs) -> Ratio:
    """Mean local clustering of residents with at least two contacts, on the undirected projection."""
    clustering_ = local_clustering(arcs)
    # Two contacts make each triangle of a person; either of them answers for half of it.
    owner = arcs.contacts.owner
    return mean_of(clustering_, arcs.contacts, lambda: (clustering_[owner] + local_clustering_without(arcs)) / 2)
