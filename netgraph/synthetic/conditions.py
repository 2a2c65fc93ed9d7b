"""What differs between the buurten of the synthetic Almere: natural variation, and what is planted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from netgraph.synthetic.almere import BUURTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.synthetic.draws import Floats

__all__ = [
    "AIMS",
    "MINIMUM_RESIDENTS",
    "PLANTED",
    "Aim",
    "Conditions",
    "Plan",
    "Planted",
    "natural_conditions",
    "planted_conditions",
]

Planted = Literal["isolated", "one_sided", "carers_alone", "leans_on_one_volunteer"]
Plan = tuple[tuple[str, Planted], ...]
"""What is planted where: district and what."""

# Below this number of residents nothing is planted: a share of a handful of people shows nothing.
MINIMUM_RESIDENTS = 30


class Aim(NamedTuple):
    """A planted answer in numbers: the figure it moves, its usual value and the one aimed at."""

    figure: str
    usual: float
    aimed: float


AIMS: dict[Planted, Aim] = {
    "isolated": Aim("isolated", 0.06, 0.25),
    "one_sided": Aim("dyadic_reciprocity", 0.62, 0.33),
    "carers_alone": Aim("carers_alone", 0.23, 0.70),
    "leans_on_one_volunteer": Aim("volunteer_dependence", 0.02, 0.30),
}

# Larger buurten in three of the six wijken; Stedenwijk is thin in two ways.
PLANTED: Plan = (
    ("BU00340106", "leans_on_one_volunteer"),
    ("BU00340207", "one_sided"),
    ("BU00340210", "isolated"),
    ("BU00340211", "carers_alone"),
    ("BU00340211", "isolated"),
    ("BU00340212", "leans_on_one_volunteer"),
    ("BU00340302", "carers_alone"),
    ("BU00340312", "one_sided"),
)

# Almere in de Peiling 2014: most volunteers in Almere Haven and Almere Hout, fewest in Almere Poort.
VOLUNTEERS_BY_WIJK = {"WK003401": 1.25, "WK003404": 0.70, "WK003405": 1.30}


@dataclass(frozen=True)
class Conditions:
    """One number a buurt (in the order of ``BUURTEN``) for everything that differs between them.

    ``withdrawn``, ``carers_alone`` and ``leaning`` are shares of people, ``mutual`` is the factor on the
    chance that everyday support is returned, the others are relative: 1 is usual.
    """

    one_person: Floats
    children: Floats
    education: Floats
    sociable: Floats
    mutual: Floats
    volunteers: Floats
    carers: Floats
    withdrawn: Floats
    carers_alone: Floats
    leaning: Floats


def natural_conditions(rng: np.random.Generator) -> Conditions:
    """Draw the natural variation between the buurten.

    Part of the people without ties, and of the carers who stand alone, comes about by chance; what is set
    here is the part that is steered, which is why it lies below the usual figures.
    """
    centre = np.array([buurt.name.startswith("Centrum") for buurt in BUURTEN])
    by_wijk = np.array([VOLUNTEERS_BY_WIJK.get(buurt.wijk, 1.0) for buurt in BUURTEN])

    def varied(spread: float) -> Floats:
        return np.exp(spread * np.clip(rng.standard_normal(len(BUURTEN)), -2, 2))

    return Conditions(
        one_person=varied(0.2) * np.where(centre, 2.0, 1.0),
        children=varied(0.2),
        education=np.log(varied(0.35)),
        sociable=varied(0.08),
        mutual=varied(0.06),
        volunteers=varied(0.08) * by_wijk,
        carers=varied(0.08),
        withdrawn=0.051 * varied(0.25),
        carers_alone=0.205 * varied(0.2),
        leaning=np.zeros(len(BUURTEN)),
    )


def planted_conditions(natural: Conditions, planted: Plan, aims: Mapping[Planted, Aim] = AIMS) -> Conditions:
    """Put the planted answers in the place of the natural variation.

    Parameters
    ----------
    natural : Conditions
        What differs by nature.
    planted : sequence of (district, what)
        What is planted where.
    aims : mapping of str to Aim
        How strongly.

    Examples
    --------
    >>> natural = natural_conditions(np.random.default_rng(1))
    >>> made = planted_conditions(natural, (("BU00340101", "isolated"),))
    >>> float(made.withdrawn[0]), bool((made.withdrawn[1:] == natural.withdrawn[1:]).all())
    (0.24, True)
    """
    code = np.array([buurt.code for buurt in BUURTEN])

    def where(kind: Planted, value: float, otherwise: Floats) -> Floats:
        return np.where(np.isin(code, [district for district, what in planted if what == kind]), value, otherwise)

    one_sided = aims["one_sided"]
    return replace(
        natural,
        withdrawn=where("isolated", aims["isolated"].aimed - 0.01, natural.withdrawn),
        carers_alone=where("carers_alone", aims["carers_alone"].aimed - 0.04, natural.carers_alone),
        leaning=where("leans_on_one_volunteer", aims["leans_on_one_volunteer"].aimed - 0.05, natural.leaning),
        mutual=where("one_sided", one_sided.aimed / one_sided.usual, natural.mutual),
        # Fewer returned ties also mean fewer supporters; a few more contacts keep that figure where it was.
        sociable=where("one_sided", 1.1, natural.sociable),
    )
