"""Fallback: what does support hang on, and who is there besides volunteers and paid help?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.ratio import Ratio, share_of
from netgraph.metrics.registry import Signal, metric
from netgraph.schema.vocabulary import VOLUNTEERING
from netgraph.words.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs

__all__ = ["formal_informal", "keystone", "volunteer_dependence"]


@metric(
    theme="care",
    subject="volunteers",
    label=Text(nl="Alleen steun van vrijwilligers", en="Support from volunteers only"),
    explanation=Text(
        nl="Van de bewoners met een steunfiguur: het deel dat alleen via vrijwilligerswerk steun krijgt, dus niet "
        "van familie, vrienden of buren.",
        en="Of residents with a supporter: the share who get support through volunteering only, so not from family, "
        "friends or neighbours.",
    ),
    caution=Text(
        nl="Zegt niets over hoe goed die steun is. Er is wel minder om op terug te vallen als het vrijwilligerswerk "
        "stopt.",
        en="Says nothing about how good that support is. There is less to fall back on if the volunteering stops.",
    ),
    definition=(
        "#{i in R: in(i) is not empty and all of it reaches i by kind volunteering only} / #{i in R: in(i) "
        "is not empty}"
    ),
    undefined="without residents with a supporter",
    unit="share",
    worse="high",
    needs="own",
    directions=("receives",),
    signal=Signal(margin=0.10),
    identities={"denominator": "isolated.denominator - unsupported.numerator"},
    citation="VMCA, Trendrapport 2017: what hangs on volunteers",
)
def volunteer_dependence(arcs: Arcs) -> Ratio:
    """Share of residents with a supporter who are supported through volunteering only."""
    otherwise = arcs.receivers(arcs.informal & ~arcs.of_kinds(VOLUNTEERING))
    return share_of(~otherwise, arcs.into.count > 0)


def keystones(arcs: Arcs, code: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.float64]:
    """Return the keystone of every group."""
    supported = np.flatnonzero((code >= 0) & (arcs.into.count > 0))
    last = supported[arcs.into.count[supported] == 1]
    supporter = arcs.into.index[arcs.into.start[last]]
    pairs, pair = np.unique(code[last] * arcs.people + supporter, return_inverse=True)
    largest = np.zeros(groups)
    np.maximum.at(largest, pairs // max(arcs.people, 1), np.bincount(pair, arcs.weight[last], len(pairs)))
    weight = np.bincount(code[supported], arcs.weight[supported], groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(weight > 0, largest / weight, np.nan)


@metric(
    theme="care",
    subject="isolation",
    label=Text(nl="Steun die aan één persoon hangt", en="Support hanging on one person"),
    explanation=Text(
        nl="Stel dat één persoon stopt met steun geven. Dit is het grootste deel van de bewoners met een "
        "steunfiguur dat dan niemand overhoudt.",
        en="Suppose one person stops giving support. This is the largest share of residents with a supporter who "
        "then have no one left.",
    ),
    caution=Text(
        nl="Alleen voor intern gebruik: dit cijfer kan over één herkenbare persoon gaan.",
        en="Internal use only: this figure can be about one recognisable person.",
    ),
    definition=(
        "the largest, over all supporters j, of the weight of {i in R: in(i) = {j}} / the weight of {i in R: "
        "in(i) is not empty}"
    ),
    undefined="without residents with a supporter",
    unit="share",
    worse="high",
    needs="own",
    directions=("receives",),
    shape="whole",
    at_once=keystones,
    internal=True,
    citation=(
        "Borgatti 2006, Identifying sets of key players in a social network, Computational and Mathematical "
        "Organization Theory 12: 21-34"
    ),
)
def keystone(group: Arcs) -> float:
    """Largest share of supported residents who lose their last supporter when one person stops; never published."""
    return float(keystones(group, group.own_group, 1)[0])


@metric(
    theme="care",
    subject="isolation",
    label=Text(nl="Betaalde hulp én een steunfiguur", en="Paid help plus a supporter"),
    explanation=Text(
        nl="Van de bewoners met betaalde hulp: het deel dat daarnaast een steunfiguur heeft.",
        en="Of residents with paid help: the share who also have a supporter.",
    ),
    caution=Text(nl="Hier telt betaalde hulp mee.", en="Paid help counts here."),
    definition=(
        "#{i in R: F(i) is not empty and in(i) has somebody outside F(i)} / #{i in R: F(i) is not empty}; "
        "F(i) who supports i for pay or as a professional"
    ),
    undefined="without residents with paid help",
    unit="share",
    worse="low",
    needs="given",
    directions=("receives",),
    citation="Meerjarenvisie VMCA 2026-2029: formal and informal support together",
)
def formal_informal(arcs: Arcs) -> Ratio:
    """Share of residents with a paid or professional supporter who also have another supporter."""
    formal = arcs.formal
    other = formal.places_of(arcs.into) < 0
    return share_of(arcs.into.sum(other) > 0, formal.count > 0)
