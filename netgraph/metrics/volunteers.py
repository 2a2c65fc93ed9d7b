"""Volunteers: how many are there, how much do they do, and who supports them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.metrics.ratio import mean_of, share_of
from netgraph.metrics.registry import metric
from netgraph.schema.vocabulary import VOLUNTEERING
from netgraph.words.text import Text

if TYPE_CHECKING:
    from netgraph.arcs import Arcs
    from netgraph.metrics.ratio import Ratio

__all__ = ["volunteer_carers", "volunteer_guidance", "volunteer_hours", "volunteer_share"]


@metric(
    theme="care",
    subject="volunteers",
    label=Text(nl="Vrijwilligers onder de bewoners", en="Volunteers among residents"),
    explanation=Text(
        nl="Het deel van de bewoners dat vrijwilliger is.",
        en="The share of residents who are volunteers.",
    ),
    caution=Text(
        nl="Gewone burenhulp telt niet mee. Een registratie kent maar een deel van de vrijwilligers.",
        en="Ordinary help among neighbours does not count. A register knows only some of the volunteers.",
    ),
    definition="#{i in R: i has the role volunteer} / #R; in a register / population",
    undefined="without residents; in a register when more people are registered than live there",
    unit="share",
    worse="low",
    needs="given",
    directions=(),
    per_population=Text(
        nl="Het aantal geregistreerde vrijwilligers als deel van alle inwoners.",
        en="Registered volunteers as a share of all inhabitants.",
    ),
    identities={"denominator": "isolated.denominator"},
    citation="CBS 2024, Sociale samenhang en welzijn: volunteering",
)
def volunteer_share(arcs: Arcs) -> Ratio:
    """Share of residents who are volunteers; in a register, registered volunteers as a share of all inhabitants."""
    return share_of(arcs.volunteer)


@metric(
    theme="care",
    subject="volunteers",
    label=Text(nl="Uren per vrijwilliger", en="Hours per volunteer"),
    explanation=Text(
        nl="Het aantal uren vrijwilligerswerk per week, gemiddeld over vrijwilligers van wie de uren bekend zijn.",
        en="Hours of volunteering a week, averaged over volunteers whose hours are known.",
    ),
    caution=Text(nl="Meer is niet altijd beter.", en="More is not always better."),
    definition=(
        "sum of hours of volunteering that i gives, over volunteers in R with known hours / their number; they give at "
        "least one tie of kind volunteering, and the hours of all of those are known"
    ),
    undefined="without volunteers whose hours are known",
    unit="hours",
    worse="neither",
    needs="given",
    directions=("gives",),
    citation="CBS 2024, Sociale samenhang en welzijn: volunteering",
)
def volunteer_hours(arcs: Arcs) -> Ratio:
    """Mean hours of volunteering a week of volunteers whose hours are known: who give it and of all of it the hours
    are known.
    """
    return mean_of(np.where(arcs.volunteer, arcs.given(VOLUNTEERING).total_hours, np.nan))


@metric(
    theme="care",
    subject="volunteers",
    label=Text(nl="Vrijwilligers die mantelzorger zijn", en="Volunteers who are also carers"),
    explanation=Text(
        nl="Van de vrijwilligers: het deel dat ook mantelzorger is.",
        en="Of volunteers: the share who are also carers.",
    ),
    caution=Text(
        nl="Kan op betrokkenheid wijzen, maar ook op een volle week.",
        en="Can point to commitment, but also to a full week.",
    ),
    definition="#{i in R: a volunteer who is a carer} / #{i in R: i has the role volunteer}",
    undefined="without volunteers",
    unit="share",
    worse="neither",
    needs="given",
    directions=("gives",),
    identities={"denominator": "volunteer_share.numerator"},
    citation="Almere in de Peiling 2012: volunteers who are carers too",
)
def volunteer_carers(arcs: Arcs) -> Ratio:
    """Share of volunteers who are also carers."""
    return share_of(arcs.carer, arcs.volunteer)


@metric(
    theme="care",
    subject="volunteers",
    label=Text(nl="Vrijwilligers met begeleiding", en="Volunteers with guidance"),
    explanation=Text(
        nl="Van de vrijwilligers: het deel dat steun krijgt van een andere vrijwilliger of van een beroepskracht.",
        en="Of volunteers: the share who get support from another volunteer or a professional.",
    ),
    caution=Text(
        nl="Niet elke vrijwilliger heeft begeleiding nodig. Begeleiding die niet is vastgelegd, telt niet mee.",
        en="Not every volunteer needs guidance. Guidance that was not recorded does not count.",
    ),
    definition=(
        "#{i in R: a volunteer who receives from a volunteer or a professional, paid ties included} / #{i in "
        "R: i has the role volunteer}"
    ),
    undefined="without volunteers",
    unit="share",
    worse="low",
    needs="given",
    directions=("receives",),
    alter_roles=True,
    identities={"denominator": "volunteer_share.numerator"},
    citation="VMCA, Trendrapport 2017: volunteers who guide volunteers",
)
def volunteer_guidance(arcs: Arcs) -> Ratio:
    """Share of volunteers whom another volunteer or a professional supports; here paid ties count."""
    by_volunteer = arcs.into.sum(arcs.volunteer[arcs.into.index]) > 0
    return share_of(by_volunteer | (arcs.formal.count > 0), arcs.volunteer)
