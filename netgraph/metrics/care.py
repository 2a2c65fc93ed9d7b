"""Care: whom can carers and volunteers fall back on?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.metrics.ratio import Ratio, share_of
from netgraph.metrics.registry import Signal, metric
from netgraph.words.text import Text

if TYPE_CHECKING:
    from netgraph.arcs import Arcs

__all__ = ["carers_alone"]


@metric(
    theme="care",
    label=Text(nl="Mantelzorgers zonder steunfiguur", en="Carers without a supporter"),
    explanation=Text(
        nl="Van de mantelzorgers: het deel dat geen andere steunfiguur heeft dan de mensen voor wie ze zorgen.",
        en="Of carers: the share who have no supporter other than the people they care for.",
    ),
    caution=Text(
        nl="Betaalde hulp telt niet mee. Dit zegt niet hoe zwaar iemand de zorg vindt.",
        en="Paid help does not count. This does not say how heavy someone finds the care.",
    ),
    definition="#{i in R: i is a carer and every j in in(i) is cared for by i} / #{i in R: i is a carer}",
    unit="share",
    worse="high",
    needs="own",
    signal=Signal(margin=0.15),
    citation="VMCA, Meerjarenvisie 2026-2029: carers who stand almost alone",
)
def carers_alone(arcs: Arcs) -> Ratio:
    """Share of carers with no supporter but the people they care for; undefined without carers.

    A carer has the role, or gives a tie of kind care, and is not a professional.
    """
    return share_of(arcs.into.count == arcs.cared_for_supporters, arcs.carer)
