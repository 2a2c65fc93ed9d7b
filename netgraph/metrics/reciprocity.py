"""Reciprocity: does support go both ways? Who can give finds it easier to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.jackknife import jackknife
from netgraph.metrics.ratio import over_ties, share_of, share_of_ties
from netgraph.metrics.registry import Signal, metric
from netgraph.words.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.metrics.jackknife import Spread
    from netgraph.metrics.ratio import Ratio

    Floats = npt.NDArray[np.float64]

__all__ = [
    "arc_reciprocity",
    "dyadic_reciprocity",
    "give_only",
    "indirect_reciprocity",
    "receive_only",
    "reciprocity_rho",
    "weighted_reciprocity",
]


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
    undefined="when residents have no contacts",
    unit="share",
    worse="low",
    needs="own",
    signal=Signal(margin=0.10, everyday=True),
    identities={"denominator": "contacts.numerator", "people": "receive_only.denominator"},
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 13 (dyads)",
)
def dyadic_reciprocity(arcs: Arcs) -> Ratio:
    """Share of residents' contacts with whom support goes both ways.

    On a closed district this is twice the mutual dyads over twice the mutual plus the one-way ones, each dyad
    seen from both ends: mutual / (mutual + asymmetric) dyads, igraph's ``reciprocity(mode="ratio")``.
    """
    return share_of_ties(arcs.contacts, arcs.both_ways)


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
    undefined="when residents give no support",
    unit="share",
    worse="low",
    needs="own",
    identities={
        "numerator": "dyadic_reciprocity.numerator",
        "people": "receive_only.denominator - receive_only.numerator",
    },
    citation="Newman 2010, Networks: An Introduction, sec. 7.10",
)
def arc_reciprocity(arcs: Arcs) -> Ratio:
    """Share of the ties that residents give that are returned.

    On a closed district this is igraph's ``reciprocity(mode="default")``.
    """
    return share_of_ties(arcs.out, arcs.returned)


def rho_spread(group: Arcs) -> Spread:
    """Return the variance of ρ of a group, by leaving its residents out one at a time."""
    inner = group.among(group.counted)
    n, arcs, mutual = inner.people, float(len(inner.out.index)), float(inner.mutual.sum())
    places = float(n * (n - 1))
    without_person = _rho(
        (arcs - inner.out.count - inner.into.count).astype(np.float64),
        (mutual - 2 * inner.mutual).astype(np.float64),
        np.full(n, (n - 1.0) * (n - 2.0)),
    )
    # Pairs with support both ways, one way, and none.
    pairs = np.array([mutual / 2, arcs - mutual, places / 2 - arcs + mutual / 2])
    without_pair = _rho(arcs - np.array([2.0, 1.0, 0.0]), mutual - np.array([2.0, 0.0, 0.0]), np.full(3, places - 2))
    value = _rho(np.array([arcs]), np.array([mutual]), np.array([places]))[0]
    return jackknife(float(value), without_person, without_pair, pairs)


def rhos(arcs: Arcs, code: npt.NDArray[np.int64], groups: int) -> Floats:
    """Return ρ of every group."""
    inner, inside = arcs.within(code), code >= 0
    ties, mutual = (np.bincount(code[inside], count[inside], groups) for count in (inner.out.count, inner.mutual))
    people = np.bincount(code[inside], minlength=groups).astype(np.float64)
    return _rho(ties.astype(np.float64), mutual.astype(np.float64), people * (people - 1))


def _rho(arcs: Floats, mutual: Floats, places: Floats) -> Floats:
    """Return ρ of so many arcs, of which so many are mutual, on so many places for one; NaN where undefined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        density = arcs / places
        return np.where((arcs > 0) & (arcs < places), (mutual / arcs - density) / (1 - density), np.nan)


@metric(
    theme="reciprocity",
    label=Text(nl="Wederkerigheid boven toeval", en="Reciprocity beyond chance"),
    explanation=Text(
        nl="Of steun tussen bewoners vaker over en weer gaat dan bij toeval, als er evenveel steunrelaties zijn.",
        en="Whether support among residents goes both ways more often than by chance, given as many ties.",
    ),
    caution=Text(
        nl="Alleen steun tussen bewoners van hetzelfde gebied telt mee.",
        en="Only support among residents of the same area counts.",
    ),
    reading=Text(
        nl="0 = zoals bij toeval, 1 = alle steun over en weer, onder 0 = minder dan bij toeval.",
        en="0 = as by chance, 1 = all support both ways, below 0 = less than by chance.",
    ),
    definition="(r - a) / (1 - a); of the ties among R: r arc reciprocity, a = L / (N (N - 1)), L arcs, N = #R",
    undefined="without ties among residents, and when everybody gives to everybody",
    unit="index",
    range=(-1.0, 1.0),
    worse="low",
    needs="whole",
    shape="whole",
    tells=("dyadic_reciprocity", "arc_reciprocity"),
    at_once=rhos,
    spread=rho_spread,
    citation=(
        "Garlaschelli & Loffredo 2004, Patterns of link reciprocity in directed networks, Physical Review "
        "Letters 93: 268701"
    ),
)
def reciprocity_rho(group: Arcs) -> float:
    """How much more often support among residents of a group is returned than in a random network as dense."""
    return float(rhos(group, group.own_group, 1)[0])


@metric(
    theme="reciprocity",
    label=Text(nl="Uren over en weer", en="Hours both ways"),
    explanation=Text(
        nl="Van alle uren steun tussen bewoners en hun contacten: het deel waar evenveel uren van de ander "
        "tegenover staan.",
        en="Of all hours of support between residents and their contacts: the share matched by as many hours in "
        "return.",
    ),
    caution=Text(
        nl="Wie veel zorg krijgt, kan niet altijd evenveel uren teruggeven. Contacten zonder bekende uren tellen "
        "niet mee.",
        en="People who get much care cannot always return as many hours. Contacts without known hours do not count.",
    ),
    definition=(
        "sum over i in R and j in C(i) of 2 min(w(i, j), w(j, i)) / sum over the same of (w(i, j) + w(j, i)); pairs "
        "with unknown hours left out"
    ),
    undefined="when no hours between residents and their contacts are known, or all are 0",
    unit="share",
    of_hours=True,
    worse="low",
    needs="own",
    citation=(
        "Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013, Reciprocity of weighted networks, Scientific "
        "Reports 3: 2729"
    ),
)
def weighted_reciprocity(arcs: Arcs) -> Ratio:
    """Share of the hours between residents and their contacts that are matched by as many hours in return."""
    contacts, given, got = arcs.contacts, *arcs.hours_both_ways
    matched = np.zeros(len(contacts.index))
    matched[arcs.both_ways] = np.nan_to_num(2 * np.minimum(given, got))
    return over_ties(contacts, matched, np.nan_to_num(contacts.hours))


@metric(
    theme="reciprocity",
    label=Text(nl="Steun die rondgaat", en="Support that comes round"),
    explanation=Text(
        nl="Van alle steunrelaties waarin een bewoner steun geeft: het deel waarbij steun bij die bewoner "
        "terugkomt, direct of via één ander.",
        en="Of all ties in which a resident gives support: the share where support comes back to that resident, "
        "directly or through one other person.",
    ),
    caution=Text(nl="Langere rondjes blijven buiten beeld.", en="Longer rounds are not seen."),
    definition=(
        "#{(i, j): i in R, j in out(i), and i in out(j) or j gives to some k who gives to i} / sum of #out(i) over R"
    ),
    undefined="when residents give no support",
    unit="share",
    worse="low",
    needs="alters",
    identities={"denominator": "arc_reciprocity.denominator", "people": "arc_reciprocity.people"},
    citation=(
        "Nowak & Sigmund 2005, Evolution of indirect reciprocity, Nature 437: 1291-1298; directed cycles of at "
        "most three people"
    ),
)
def indirect_reciprocity(arcs: Arcs) -> Ratio:
    """Share of the ties that residents give that lie on a directed cycle of two or three people."""
    return share_of_ties(arcs.out, arcs.comes_round)


@metric(
    theme="reciprocity",
    label=Text(nl="Alleen steun krijgen", en="Only getting support"),
    explanation=Text(
        nl="Van de bewoners met contacten: het deel dat steun krijgt en in deze gegevens geen steun geeft.",
        en="Of residents with contacts: the share who get support and, in these data, give none.",
    ),
    caution=Text(
        nl="Dit is geen verwijt. Wat mensen teruggeven, staat niet altijd in de gegevens.",
        en="This is no reproach. What people give back is not always in the data.",
    ),
    definition="#{i in R: in(i) is not empty and out(i) is empty} / #{i in R: C(i) is not empty}",
    undefined="without residents with contacts",
    unit="share",
    worse="neither",
    needs="own",
    identities={"denominator": "isolated.denominator - isolated.numerator"},
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (receiver)",
)
def receive_only(arcs: Arcs) -> Ratio:
    """Share of residents with contacts who receive support and give none."""
    return share_of(arcs.out.count == 0, arcs.contacts.count > 0)


@metric(
    theme="reciprocity",
    label=Text(nl="Alleen steun geven", en="Only giving support"),
    explanation=Text(
        nl="Van de bewoners met contacten: het deel dat steun geeft en van niemand steun krijgt.",
        en="Of residents with contacts: the share who give support and get it from no one.",
    ),
    caution=Text(nl="Niet iedereen die geeft, heeft zelf steun nodig.", en="Not everyone who gives needs support."),
    definition="#{i in R: out(i) is not empty and in(i) is empty} / #{i in R: C(i) is not empty}",
    undefined="without residents with contacts",
    unit="share",
    worse="high",
    needs="own",
    identities={"denominator": "receive_only.denominator"},
    citation="Wasserman & Faust 1994, Social Network Analysis, ch. 4 (transmitter)",
)
def give_only(arcs: Arcs) -> Ratio:
    """Share of residents with contacts who give support and receive none."""
    return share_of(arcs.into.count == 0, arcs.contacts.count > 0)
