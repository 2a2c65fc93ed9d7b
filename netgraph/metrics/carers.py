"""Carers: on whom can they fall back, and how much do they carry?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.metrics.ratio import Ratio, mean_of, share_by_count, share_of
from netgraph.metrics.registry import Signal, metric
from netgraph.schema.vocabulary import CARE, RESPITE
from netgraph.words.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.metrics.choices import CarerDefinition

__all__ = ["care_hours", "carer_balance", "carer_peers", "carers_alone", "intensive_carers", "respite_reach"]

CBS_HOURS, SCP_HOURS = 8.0, 8.0
"""Hours of care a week: at least so many, and more than so many."""
SCP_MONTHS = 3
HAIR = 1e-6
"""Hours of several ties that make 8 together may add up to 7.999… in a computer, and 8 is not more than 8."""


@metric(
    theme="care",
    subject="carers",
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
    undefined="without carers",
    unit="share",
    worse="high",
    needs="own",
    signal=Signal(margin=0.15),
    citation="VMCA, Meerjarenvisie 2026-2029: carers who stand almost alone",
)
def carers_alone(arcs: Arcs) -> Ratio:
    """Share of carers with no supporter but the people they care for.

    A carer has the role, or gives a tie of kind care, and is not a professional.
    """
    return share_of(arcs.into.count == arcs.cared_for_supporters, arcs.carer)


@metric(
    theme="care",
    subject="carers",
    label=Text(nl="Uren mantelzorg per mantelzorger", en="Care hours per carer"),
    explanation=Text(
        nl="Het aantal uren mantelzorg per week dat een mantelzorger geeft, gemiddeld over mantelzorgers van wie de "
        "uren bekend zijn.",
        en="Hours of care a week that a carer gives, averaged over carers whose hours are known.",
    ),
    caution=Text(nl="Meer uren is niet hetzelfde als te veel.", en="More hours does not mean too many."),
    definition=(
        "sum of hours of care that i gives, over carers in R with known hours / their number; carers with known hours "
        "give at least one tie of kind care, and the hours of all of those are known"
    ),
    undefined="without carers whose hours are known",
    unit="hours",
    worse="high",
    needs="given",
    directions=("gives",),
    citation="CBS 2024, Gezondheidsmonitor: hours of informal care a week",
)
def care_hours(arcs: Arcs) -> Ratio:
    """Mean hours of care a week of carers whose hours are known: who give care and of all of it the hours are known."""
    return mean_of(_care_hours(arcs))


@metric(
    theme="care",
    subject="carers",
    label=Text(nl="Intensieve mantelzorg", en="Intensive care"),
    explanation=Text(
        nl="Van de mantelzorgers van wie de uren bekend zijn: het deel dat {definition}.",
        en="Of carers whose hours are known: the share who {definition}.",
    ),
    caution=Text(
        nl="Vergelijk alleen cijfers met dezelfde definitie.",
        en="Compare only figures with the same definition.",
    ),
    definition=(
        "#{i in R: a carer with known hours who meets carer_definition} / #{i in R: a carer with known "
        "hours}; cbs2024: 8 hours a week or more; scp: more than 8 hours a week, and for longer than 3 months; known "
        "hours as in care_hours"
    ),
    undefined="without carers whose hours are known",
    unit="share",
    worse="high",
    needs="given",
    directions=("gives",),
    choice="carer_definition",
    identities={"denominator": "care_hours.denominator"},
    citation="CBS 2024, Gezondheidsmonitor; SCP 2020, Blijvende bron van zorg",
)
def intensive_carers(arcs: Arcs, *, carer_definition: CarerDefinition = "cbs2024") -> Ratio:
    """Share of carers with known hours who give intensive care, by the definition asked for.

    How long somebody cares is read from the earliest of their care ties; one without a begin is open, so long.

    Raises
    ------
    NetgraphError
        The definition asks for how long and ties say since when, but it is not known what day it is now.
    """
    hours = _care_hours(arcs)
    with np.errstate(invalid="ignore"):
        meets = hours > CBS_HOURS - HAIR if carer_definition == "cbs2024" else hours > SCP_HOURS + HAIR
    if carer_definition == "scp":
        meets &= _cares_long(arcs)
    return share_of(meets, np.isfinite(hours))


@metric(
    theme="care",
    subject="carers",
    label=Text(nl="Steun terug per uur mantelzorg", en="Support back per hour of care"),
    explanation=Text(
        nl="Hoeveel uur steun mantelzorgers krijgen, van wie dan ook, voor elk uur mantelzorg dat ze geven.",
        en="Hours of support that carers get, from anyone, for each hour of care they give.",
    ),
    caution=Text(nl="Balans is meer dan uren.", en="Balance is more than hours."),
    reading=Text(
        nl="0,20 = 12 minuten steun per uur mantelzorg; 1 = evenveel.",
        en="From 0: 0.20 = 12 minutes of support per hour of care; 1 = as much.",
    ),
    definition=(
        "sum of hours of support that i receives / sum of hours of care that i gives, both over carers in R of whom "
        "both are known; known hours of care as in care_hours; who receives nothing receives 0 hours"
    ),
    undefined="without carers of whom both are known, or when they give 0 hours",
    unit="index",
    range=(0.0, math.inf),
    worse="low",
    needs="own",
    citation=(
        "Broese van Groenou & De Boer 2016, Providing informal care in a changing society, European Journal of "
        "Ageing 13: 271-279 (care load and capacity)"
    ),
)
def carer_balance(arcs: Arcs) -> Ratio:
    """Hours of unpaid support that carers receive, from anyone, for each hour of care that they give."""
    care, received = _care_hours(arcs), arcs.into.sum(arcs.into.hours)
    known = np.isfinite(care) & np.isfinite(received)
    return Ratio(np.where(known, received, 0.0), np.where(known, care, 0.0))


@metric(
    theme="care",
    subject="carers",
    label=Text(nl="Mantelzorgers met respijtzorg", en="Carers with respite care"),
    explanation=Text(
        nl="Van de mantelzorgers: het deel dat respijtzorg krijgt. Iemand neemt dan de zorg een tijdje over.",
        en="Of carers: the share who get respite care. Someone then takes over the care for a while.",
    ),
    caution=Text(
        nl="Niet elke mantelzorger wil respijtzorg of heeft die nodig.",
        en="Not every carer wants or needs respite care.",
    ),
    definition=(
        "#{i in R: a carer who receives a tie of kind respite, also of an organisation} / #{i in R: i is a carer}"
    ),
    undefined="without carers",
    unit="share",
    worse="low",
    needs="given",
    signal=Signal(margin=0.10),
    identities={"denominator": "carers_alone.denominator"},
    citation="SCP 2020, Blijvende bron van zorg (respite care)",
)
def respite_reach(arcs: Arcs) -> Ratio:
    """Share of carers who receive respite care, be it from an organisation."""
    return share_of(arcs.receivers(arcs.of_kinds(RESPITE)), arcs.carer)


@metric(
    theme="care",
    subject="carers",
    label=Text(nl="Mantelzorgers met een lotgenoot", en="Carers with a fellow carer"),
    explanation=Text(
        nl="Van de mantelzorgers: het deel met minstens één contact dat ook mantelzorger is.",
        en="Of carers: the share with at least one contact who is also a carer.",
    ),
    caution=Text(
        nl="Wie alleen een groep bezoekt, telt niet mee als er geen steunrelatie is.",
        en="Those who only attend a group do not count if there is no support tie.",
    ),
    definition="#{i in R: a carer with a carer in C(i)} / #{i in R: i is a carer}",
    undefined="without carers",
    unit="share",
    worse="low",
    needs="own",
    alter_roles=True,
    identities={"denominator": "carers_alone.denominator"},
    citation=(
        "Hogan, Linden & Najarian 2002, Social support interventions, Clinical Psychology Review 22: 381-440 (peers)"
    ),
)
def carer_peers(arcs: Arcs) -> Ratio:
    """Share of carers with a contact who is a carer."""
    peers = arcs.carer[arcs.contacts.index]
    return share_by_count(arcs.contacts, lambda count: count > 0, chosen=peers, whole=arcs.carer)


def _care_hours(arcs: Arcs) -> npt.NDArray[np.float64]:
    """Return each carer's hours of care; NaN for others, and where no care or not all hours are known."""
    return np.where(arcs.carer, arcs.care.total_hours, np.nan)


def _cares_long(arcs: Arcs) -> npt.NDArray[np.bool_]:
    """Whether each person has given care for longer than three months."""
    since = arcs.began(CARE)
    if arcs.reference_date is None:
        if (~np.isnat(since)).any():
            raise NetgraphError(
                'carer_definition="scp" asks who has cared for longer than 3 months, but the day to count from is not '
                "known. Give reference_date in about.toml, or use network.at(date)."
            )
        return np.ones(arcs.people, dtype=bool)
    border = pd.Timestamp(arcs.reference_date) - pd.DateOffset(months=SCP_MONTHS)
    return np.isnat(since) | (since < border.to_datetime64())
