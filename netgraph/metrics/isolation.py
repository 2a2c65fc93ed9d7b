"""Isolation: who has nobody, or hardly anybody, to turn to. About structure: loneliness is a feeling, not measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.jackknife import jackknife
from netgraph.metrics.ratio import over_ties, share_by_count
from netgraph.metrics.registry import Signal, metric
from netgraph.words.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.metrics.jackknife import Spread
    from netgraph.metrics.ratio import Ratio

__all__ = ["contacts", "isolated", "single_supporter", "support_gini", "thin_support", "unsupported"]


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
    undefined="without residents",
    unit="share",
    worse="high",
    needs="own",
    signal=Signal(margin=0.05),
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (isolate)",
)
def isolated(arcs: Arcs) -> Ratio:
    """Share of residents without contacts: they give to nobody and receive from nobody."""
    return share_by_count(arcs.contacts, lambda count: count == 0)


@metric(
    theme="isolation",
    label=Text(nl="Zonder steunfiguur", en="No supporter"),
    explanation=Text(
        nl="Het deel van de bewoners dat van niemand steun krijgt. Zij kunnen zelf wel steun geven.",
        en="The share of residents who get support from no one. They may give support themselves.",
    ),
    caution=Text(nl="Niet iedereen heeft nu steun nodig.", en="Not everyone needs support now."),
    definition="#{i in R: in(i) is empty} / #R",
    undefined="without residents",
    unit="share",
    worse="high",
    needs="own",
    directions=("receives",),
    identities={"denominator": "isolated.denominator", "numerator": "isolated.numerator + give_only.numerator"},
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (in-degree)",
)
def unsupported(arcs: Arcs) -> Ratio:
    """Share of residents whom nobody supports."""
    return share_by_count(arcs.into, lambda count: count == 0)


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
    undefined="without residents",
    unit="share",
    worse="high",
    needs="own",
    directions=("receives",),
    signal=Signal(margin=0.10),
    identities={
        "denominator": "isolated.denominator",
        "numerator": "unsupported.numerator + single_supporter.numerator",
    },
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (in-degree)",
)
def thin_support(arcs: Arcs) -> Ratio:
    """Share of residents with at most one supporter."""
    return share_by_count(arcs.into, lambda count: count <= 1)


@metric(
    theme="isolation",
    label=Text(nl="Precies één steunfiguur", en="Exactly one supporter"),
    explanation=Text(
        nl="Het deel van de bewoners dat van precies één persoon steun krijgt.",
        en="The share of residents who get support from exactly one person.",
    ),
    caution=Text(
        nl="Hoger of lager is op zichzelf niet goed of slecht. Lees dit samen met ‘Zonder steunfiguur’.",
        en="Neither high nor low is good in itself. Read it with ‘No supporter’.",
    ),
    definition="#{i in R: #in(i) = 1} / #R",
    undefined="without residents",
    unit="share",
    worse="neither",
    needs="own",
    directions=("receives",),
    identities={"denominator": "isolated.denominator"},
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (in-degree)",
)
def single_supporter(arcs: Arcs) -> Ratio:
    """Share of residents with exactly one supporter."""
    return share_by_count(arcs.into, lambda count: count == 1)


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
    undefined="without residents",
    unit="number",
    worse="low",
    needs="own",
    identities={"denominator": "isolated.denominator"},
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (degree)",
)
def contacts(arcs: Arcs) -> Ratio:
    """Mean number of distinct people with whom residents exchange support."""
    return over_ties(arcs.contacts, np.ones(len(arcs.contacts.index)))


def support_received(arcs: Arcs) -> npt.NDArray[np.float64]:
    """Return the hours of support that each person receives; the number of supporters where hours are not all known."""
    return arcs.into.sum(arcs.into.hours) if arcs.hours_known else arcs.into.count.astype(np.float64)


def ginis(arcs: Arcs, code: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.float64]:
    """Return the weighted Gini coefficient of the support that people of every group receive.

    With values in increasing order and ``W`` the cumulated weight up to and including each of them, the sum over pairs
    is ``sum_i w_i x_i (2 W_i - w_i - W)``, twice over.
    """
    people = np.flatnonzero(code >= 0)
    values = support_received(arcs)[people]
    order = np.lexsort((values, code[people]))
    group, x, w = code[people][order], values[order], arcs.weight[people][order]
    weights, total = np.bincount(group, w, groups), np.bincount(group, w * x, groups)
    before = np.cumsum(weights) - weights
    cumulated = np.cumsum(w) - before[group]
    above = np.bincount(group, w * x * (2 * cumulated - w - weights[group]), groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total > 0, above / (weights * total), np.nan)


def gini_spread(group: Arcs) -> Spread:
    """Return the variance of the Gini coefficient of a group, by leaving its residents out one at a time."""
    x, w = support_received(group)[group.counted], group.weight[group.counted]
    return jackknife(support_gini(group), _gini_without_each(x, w))


def _least_gini(people: npt.NDArray[np.float64], apart: int) -> npt.NDArray[np.float64]:
    """Return the least Gini coefficient with more people than that who receive nothing: all others get as much."""
    return (apart + 1) / people


@metric(
    theme="isolation",
    label=Text(nl="Ongelijk verdeelde steun", en="Unequal spread of support"),
    explanation=Text(
        nl="Hoe ongelijk de uren steun (of het aantal steunfiguren) over de bewoners verdeeld zijn.",
        en="How unequally hours of support (or numbers of supporters) are spread over residents.",
    ),
    caution=Text(
        nl="Ongelijk is niet altijd oneerlijk: wie meer zorg nodig heeft, krijgt vaak meer uren.",
        en="Unequal is not always unfair: people who need more care often get more hours.",
    ),
    reading=Text(
        nl="0 = ieder krijgt evenveel, bij 1 krijgt één bewoner bijna alles.",
        en="0 = everyone gets the same, near 1 one resident gets almost everything.",
    ),
    definition=(
        "sum over i and j in R of v(i) v(j) |x(i) - x(j)| / (2 * sum over R of v(i) * sum over R of v(i) x(i)); "
        "x(i) the hours of support that i receives, or #in(i) when hours of any support to a respondent of the whole "
        "network are unknown; v survey weights"
    ),
    undefined="without residents, and when nobody of them receives support",
    unit="index",
    range=(0.0, 1.0),
    worse="neither",
    needs="own",
    directions=("receives",),
    shape="whole",
    amounts=support_received,
    tells=("isolated", "unsupported", "thin_support"),
    fewest=_least_gini,
    at_once=ginis,
    spread=gini_spread,
    citation=(
        "Gini 1912, Variabilità e mutabilità; with weights: Lerman & Yitzhaki 1989, Journal of Econometrics 42: 43-47"
    ),
)
def support_gini(group: Arcs) -> float:
    """Gini coefficient of the support that residents receive, those who receive none included.

    Hours count where those of all support that respondents of the whole network receive are known, so that
    groups can be compared; otherwise the number of supporters counts.
    """
    return float(ginis(group, group.own_group, 1)[0])


def _gini_without_each(values: npt.NDArray[np.float64], weight: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the Gini coefficient of all values but one, for each of them, in increasing order of the values.

    All differences together, half of what is above the line, less those with the one left out.
    """
    order = np.argsort(values)
    x, w = values[order], weight[order]
    people, total = np.cumsum(w), np.cumsum(w * x)
    differences = x * people - total + (total[-1:] - total) - x * (people[-1:] - people)
    rest = (w * differences).sum() / 2 - w * differences
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(rest / ((people[-1:] - w) * (total[-1:] - w * x)), dtype=np.float64)
