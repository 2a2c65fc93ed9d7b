"""Who lives where: adult residents in households, with an age group and an education."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from netgraph.synthetic.almere import BUURTEN
from netgraph.synthetic.borders import KM_PER_DEGREE, district_borders
from netgraph.synthetic.draws import categories, even_uniforms, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netgraph.synthetic.conditions import Conditions
    from netgraph.synthetic.draws import Flags, Floats, Ints

__all__ = ["AGE_GROUPS", "EDUCATIONS", "HOUSEHOLD_TYPES", "INHABITANTS", "Residents", "draw_residents"]

INHABITANTS = tuple(buurt.inhabitants for buurt in BUURTEN)
"""How large each buurt is beside the others."""
AGE_GROUPS = ("18-24", "25-44", "45-64", "65+")
EDUCATIONS = ("low", "middle", "high")
HOUSEHOLD_TYPES = ("one_person", "without_children", "with_children")
ONE_PERSON, WITHOUT_CHILDREN, WITH_CHILDREN = range(3)

# CBS key figures: 32 % of the households one person, 25 % without children, 43 % with children.
HOUSEHOLD_SHARES = (0.32, 0.25, 0.43)
# Assumed (no figure for Almere): one in four households with children has one parent, and children of 18 and
# over who live at home number 0, 1 or 2 in these shares. Only adults are in the data.
ONE_PARENT = 0.25
GROWN_CHILDREN = (0.65, 0.25, 0.10)
# Shares of the age groups for each household type, so that all adults together come near the CBS key figures
# (18-24 11.8 %, 25-44 36.3 %, 45-64 36.3 %, 65+ 15.6 % of the adults, with 18-24 as seven tenths of 15-24).
AGE_SHARES = ((0.08, 0.235, 0.45, 0.235), (0.04, 0.17, 0.42, 0.37), (0.0, 0.60, 0.38, 0.02))
GROWN_CHILD_AGES = (0.85, 0.15)
# Assumed: the three levels of education in the Netherlands as a whole, roughly.
EDUCATION_SHARES = (0.25, 0.42, 0.33)


@dataclass(frozen=True)
class Residents:
    """The adult residents, household by household; all arrays have one entry a person.

    ``position`` is in kilometres and never leaves the generator.
    """

    buurt: Ints
    household: Ints
    household_type: Ints
    age: Ints
    education: Ints
    position: Floats

    def __len__(self) -> int:
        return len(self.buurt)

    @property
    def lives_alone(self) -> Flags:
        """Whether the household is one person."""
        return np.equal(self.household_type, ONE_PERSON)

    @property
    def old(self) -> Flags:
        """Whether somebody is 65 or over."""
        return np.equal(self.age, AGE_GROUPS.index("65+"))


def draw_residents(
    rng: np.random.Generator, people: int, differences: Conditions, inhabitants: Sequence[int] = INHABITANTS
) -> Residents:
    """Fill households until exactly ``people`` adults live in the city, and spread them over the buurten.

    Examples
    --------
    >>> from netgraph.synthetic.conditions import natural_conditions
    >>> rng = np.random.default_rng(1)
    >>> residents = draw_residents(rng, 200, natural_conditions(rng))
    >>> len(residents), int(residents.lives_alone.sum())
    (200, 38)
    """
    kinds, parents, grown = _households(rng, people)
    place, order = _homes(rng, kinds, differences, inhabitants)
    kinds, parents, grown = kinds[order], parents[order], grown[order]
    household = np.repeat(np.arange(len(kinds)), parents + grown)
    child = np.arange(people) - np.searchsorted(household, household) >= parents[household]
    ages = np.zeros(len(kinds), dtype=np.int64)
    for kind, shares in enumerate(AGE_SHARES):
        here = kinds == kind
        ages[here] = categories(rng, int(here.sum()), shares)
    age = ages[household]
    age[child] = categories(rng, int(child.sum()), GROWN_CHILD_AGES)
    buurt = place[household]
    spot = _points(rng, place)[household]
    return Residents(
        buurt=buurt,
        household=household,
        household_type=kinds[household],
        age=age,
        education=_educations(rng, buurt, age, differences),
        # A few metres apart, so that no two distances are exactly equal.
        position=spot + 0.002 * rng.random((people, 2)),
    )


def _households(rng: np.random.Generator, people: int) -> tuple[Ints, Ints, Ints]:
    """Draw households (type, parents or partners, grown children) that hold exactly ``people`` adults."""
    count = people  # more than enough: every household has an adult
    kinds = _interleaved(rng, count, HOUSEHOLD_SHARES)
    family = kinds == WITH_CHILDREN
    two = ~_interleaved(rng, count, (1 - ONE_PARENT, ONE_PARENT)).astype(bool)
    parents = np.where(kinds == ONE_PERSON, 1, np.where(family & ~two, 1, 2))
    grown = np.where(family, _interleaved(rng, count, GROWN_CHILDREN), 0)
    filled = np.cumsum(parents + grown)
    last = int(np.searchsorted(filled, people))
    over = int(filled[last]) - people
    fewer_grown = min(over, int(grown[last]))
    grown[last] -= fewer_grown
    parents[last] -= over - fewer_grown
    if parents[last] == 1 and kinds[last] == WITHOUT_CHILDREN:
        kinds[last] = ONE_PERSON
    return kinds[: last + 1], parents[: last + 1], grown[: last + 1]


def _interleaved(rng: np.random.Generator, count: int, shares: tuple[float, ...], block: int = 100) -> Ints:
    """Draw categories whose shares are right in every block of 100, so that a city cut short keeps them."""
    whole = -(-count // block)
    return np.concatenate([categories(rng, block, shares) for _ in range(whole)])[:count]


def _homes(
    rng: np.random.Generator, kinds: Ints, differences: Conditions, inhabitants: Sequence[int]
) -> tuple[Ints, Ints]:
    """Give every household a buurt; return the buurten in order, and which household goes to each."""
    sizes = np.array(inhabitants, dtype=np.float64)
    place = np.sort(np.searchsorted(np.cumsum(sizes) / sizes.sum(), even_uniforms(rng, len(kinds)), side="right"))
    free = np.ones(len(kinds))
    order = np.empty(len(kinds), dtype=np.int64)
    for kind, factor in ((ONE_PERSON, differences.one_person), (WITH_CHILDREN, differences.children)):
        mine = rng.permutation(np.flatnonzero(kinds == kind))
        here = pick(rng, free * factor[place], len(mine))
        order[here], free[here] = mine, 0.0
    order[free > 0] = rng.permutation(np.flatnonzero(kinds == WITHOUT_CHILDREN))
    return place, order


def _points(rng: np.random.Generator, place: Ints) -> Floats:
    """Draw a point in the cell of each buurt named, in kilometres."""
    cells = district_borders().geometry.to_numpy()
    points = np.empty((len(place), 2))
    for buurt in np.unique(place):
        here = np.flatnonzero(place == buurt)
        points[here] = _points_in(rng, cells[buurt], len(here))
    return points * KM_PER_DEGREE


def _points_in(rng: np.random.Generator, cell: shapely.Geometry, count: int) -> Floats:
    """Draw points in the bounding box until enough of them lie in the cell."""
    low, high = np.reshape(shapely.bounds(cell), (2, 2))
    kept: NDArray[np.float64] = np.empty((0, 2))
    while len(kept) < count:
        drawn = low + (high - low) * rng.random((2 * count, 2))
        kept = np.concatenate([kept, drawn[shapely.contains_xy(cell, drawn[:, 0], drawn[:, 1])]])
    return kept[:count]


def _educations(rng: np.random.Generator, buurt: Ints, age: Ints, differences: Conditions) -> Ints:
    """Rank people by chance, buurt and age, and cut the ranking at the national shares."""
    score = rng.standard_normal(len(buurt)) + differences.education[buurt]
    score -= 0.4 * (age == AGE_GROUPS.index("65+"))
    rank = np.empty(len(buurt), dtype=np.int64)
    rank[np.argsort(score, kind="stable")] = np.arange(len(buurt))
    edges = np.cumsum(EDUCATION_SHARES)[:-1] * len(buurt)
    return np.searchsorted(edges, rank, side="right")
