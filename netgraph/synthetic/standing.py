"""Who volunteers, who cares, and who stands with little support: decided before any tie is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netgraph.synthetic.draws import pick, pick_in_groups, positions_within

if TYPE_CHECKING:
    from netgraph.synthetic.conditions import Conditions
    from netgraph.synthetic.draws import Flags, Floats, Ints
    from netgraph.synthetic.residents import Residents

__all__ = ["CARERS", "VOLUNTEERS", "Standing", "draw_standing"]

# Almere in de Peiling 2024 (Meerjarenvisie VMCA 2026-2029): 34 % of adults volunteer, 1 in 4 is a carer.
VOLUNTEERS = 0.34
CARERS = 0.25
# 53 % of people over 65 volunteered in 2014, against 39 % of all adults; at 34 % of all adults that is 46 %,
# and 32 % of those under 65.
OLDER_VOLUNTEER = 1.75
# In 2012 half of the volunteers cared for somebody in the broad sense (40 % of adults do); in the narrow
# sense of 25 % of adults that is about 0.5 * 25 / 40 = 31 %, a little more than by chance.
VOLUNTEER_CARES = 1.3
# Assumed: people of 45-64 care most often.
CARERS_BY_AGE = (0.5, 0.75, 1.4, 1.1)
# At most so many people lean on the same volunteer.
PEOPLE_PER_KEY_VOLUNTEER = 20


@dataclass(frozen=True)
class Standing:
    """How each resident stands in the network; all arrays have one entry a person.

    ``withdrawn`` people take part in no unpaid tie. ``leans_on`` is the volunteer who is somebody's only
    support, -1 for all others. ``unaided`` carers receive nothing except from those they care for.
    ``sociability`` is the relative number of everyday contacts.
    """

    withdrawn: Flags
    leans_on: Ints
    volunteer: Flags
    carer: Flags
    unaided: Flags
    sociability: Floats

    @property
    def leaning(self) -> Flags:
        """Whether somebody's only support is one volunteer."""
        return self.leans_on >= 0

    @property
    def reachable(self) -> Flags:
        """Whether somebody can get care or the help of a volunteer from others."""
        return ~self.withdrawn & ~self.leaning & ~self.unaided


def draw_standing(rng: np.random.Generator, residents: Residents, differences: Conditions) -> Standing:
    """Draw the parts people play; the shares of carers and volunteers are exact for the whole city.

    Examples
    --------
    >>> from netgraph.synthetic.conditions import natural_conditions
    >>> from netgraph.synthetic.residents import draw_residents
    >>> rng = np.random.default_rng(1)
    >>> natural = natural_conditions(rng)
    >>> standing = draw_standing(rng, draw_residents(rng, 200, natural), natural)
    >>> int(standing.volunteer.sum()), int(standing.carer.sum()), bool(standing.leaning.any())
    (68, 50, False)
    """
    count, buurt = len(residents), residents.buurt
    apart = np.where(residents.lives_alone, 4.0, 1.0) * np.where(residents.old, 1.3, 1.0)
    withdrawn = pick_in_groups(rng, buurt, apart, differences.withdrawn)
    leaning = pick_in_groups(rng, buurt, np.where(withdrawn, 0.0, apart), _of_rest(differences))
    free = ~withdrawn & ~leaning

    weight = differences.volunteers[buurt] * np.where(residents.old, OLDER_VOLUNTEER, 1.0)
    volunteer = _flags(count, pick(rng, weight * free, round(VOLUNTEERS * count)))
    weight = differences.carers[buurt] * np.asarray(CARERS_BY_AGE)[residents.age]
    weight = weight * np.where(volunteer, VOLUNTEER_CARES, 1.0)
    carer = _flags(count, pick(rng, weight * free, round(CARERS * count)))
    weight = np.where(residents.lives_alone, 2.5, 1.0) * carer
    unaided = pick_in_groups(rng, buurt, weight, differences.carers_alone)

    sociability = rng.standard_gamma(5.0, count) / 5.0 * differences.sociable[buurt]
    sociability *= np.where(unaided, 0.25, 1.0)
    sociability[~free] = 0.0
    leans_on = _key_volunteers(rng, buurt, leaning, volunteer)
    return Standing(withdrawn, leans_on, volunteer, carer, unaided, sociability)


def _of_rest(differences: Conditions) -> Floats:
    """Turn the share of all residents that leans into a share of those who are not withdrawn."""
    return differences.leaning / (1 - differences.withdrawn)


def _flags(count: int, chosen: Ints) -> Flags:
    """Turn positions into true and false."""
    flags = np.zeros(count, dtype=bool)
    flags[chosen] = True
    return flags


def _key_volunteers(rng: np.random.Generator, buurt: Ints, leaning: Flags, volunteer: Flags) -> Ints:
    """Give everybody who leans a volunteer of their own buurt, with as few volunteers as can carry them.

    In a buurt without volunteers nobody leans.
    """
    leans_on = np.full(len(buurt), -1, dtype=np.int64)
    for here in np.unique(buurt[leaning]):
        those = np.flatnonzero(leaning & (buurt == here))
        few = -(-len(those) // PEOPLE_PER_KEY_VOLUNTEER)
        keys = pick(rng, (volunteer & (buurt == here)).astype(np.float64), few)
        if len(keys):
            leans_on[those] = keys[positions_within(np.zeros(len(those), dtype=np.int64)) % len(keys)]
    return leans_on
