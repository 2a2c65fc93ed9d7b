"""Reciprocity: does support go both ways? Who can give finds it easier to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.ratio import Ratio
from netgraph.metrics.registry import Signal, metric
from netgraph.words.text import Text

if TYPE_CHECKING:
    from netgraph.arcs import Arcs

__all__ = ["arc_reciprocity", "dyadic_reciprocity"]


@metric(
    theme="reciprocity",
    label=Text(nl="Steun over en weer", en="Support both ways"),
    explanation=Text(
        nl="Van alle contacten van bewoners: het deel met wie de steun twee kanten op gaat.",
        en="Of all contacts of residents: the share with whom support goes both ways.",
    ),
    caution=Text(
        nl="Mantelzorg en vrijwilligerswerk gaan vaak één kant op. Dat is niet verkeerd. "
        "Een signaal kijkt daarom alleen naar alledaagse steun.",
        en="Care and volunteering often go one way. That is not wrong. "
        "A signal therefore looks at everyday support only.",
    ),
    definition="sum of #M(i) over R / sum of #C(i) over R",
    unit="share",
    worse="low",
    needs="own",
    signal=Signal(margin=0.10, everyday=True),
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 13 (dyads)",
)
def dyadic_reciprocity(arcs: Arcs) -> Ratio:
    """Share of residents' contacts with whom support goes both ways; undefined without contacts.

    On a closed district this is twice the mutual dyads over twice the mutual plus the one-way ones, each dyad
    seen from both ends: mutual / (mutual + asymmetric) dyads, igraph's ``reciprocity(mode="ratio")``.
    """
    return Ratio(arcs.mutual.astype(np.float64), arcs.contacts.count.astype(np.float64))


@metric(
    theme="reciprocity",
    label=Text(nl="Gegeven steun die terugkomt", en="Support given that is returned"),
    explanation=Text(
        nl="Van alle mensen aan wie bewoners steun geven: het deel dat ook steun teruggeeft.",
        en="Of all people to whom residents give support: the share who also give support back.",
    ),
    caution=Text(
        nl="Mensen kunnen ook later of via een ander iets terugdoen.",
        en="People may also return support later or through someone else.",
    ),
    definition="sum of #M(i) over R / sum of #out(i) over R",
    unit="share",
    worse="low",
    needs="own",
    citation="Newman 2010, Networks: An Introduction, sec. 7.10",
)
def arc_reciprocity(arcs: Arcs) -> Ratio:
    """Share of the ties that residents give that are returned; undefined when they give none.

    On a closed district this is igraph's ``reciprocity(mode="default")``.
    """
    return Ratio(arcs.mutual.astype(np.float64), arcs.out.count.astype(np.float64))
