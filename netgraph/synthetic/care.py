"""Care ties, from carers to the people they care for, and respite for some of the carers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.schema.vocabulary import CARE, RESPITE
from netgraph.synthetic.choices import NOBODY, choose_by_distance, choose_housemate
from netgraph.synthetic.draws import lognormal, pick
from netgraph.synthetic.ties import Ties, half_hours, join, shared_out

if TYPE_CHECKING:
    from netgraph.synthetic.draws import Floats, Ints
    from netgraph.synthetic.residents import Residents
    from netgraph.synthetic.standing import Standing

__all__ = ["draw_care", "draw_respite"]

# Almere in de Peiling 2024: 17 hours a week on average; VMCA radar 2019: half of the carers more than 8 hours
# a week and more than 3 months. Log-normal amounts with this median and spread, cut off at the limit, have
# both.
HOURS_MEDIAN, HOURS_SPREAD, HOURS_LIMIT = 9.0, 1.2, 112.0
# Assumed: how many carers care for a housemate (and of those who stand alone), and how many for one person
# more.
IN_HOUSEHOLD, IN_HOUSEHOLD_ALONE, SECOND_PERSON = 0.35, 0.60, 0.15
# Assumed: who needs care, relative to an adult under 45.
NEED_BY_AGE = (1.0, 1.0, 2.5, 8.0)
# Assumed: distance at which family elsewhere in the city is half as likely as next door.
FAMILY_KM = 4.0
# Assumed: one carer in eight has respite. Carers who stand alone have it from an organisation, which is
# nobody's supporter; of the others this share has, and the rest have it from a volunteer.
RESPITE_REACH, FROM_ORGANISATION = 0.125, 0.27


def draw_care(rng: np.random.Generator, residents: Residents, standing: Standing) -> Ties:
    """Draw whom each carer cares for, in the household or elsewhere, and for how many hours."""
    carers = np.flatnonzero(standing.carer)
    housemate = choose_housemate(rng, residents, carers)
    chance = np.where(standing.unaided[carers], IN_HOUSEHOLD_ALONE, IN_HOUSEHOLD)
    home = (housemate != NOBODY) & standing.reachable[housemate] & (rng.random(len(carers)) < chance)
    need = np.asarray(NEED_BY_AGE)[residents.age] * np.where(residents.lives_alone, 1.5, 1.0) * standing.reachable

    def in_need(_: Ints, them: Ints) -> Floats:
        return need[them]

    away = np.concatenate([carers[~home], carers[rng.random(len(carers)) < SECOND_PERSON]])
    found = choose_by_distance(rng, residents, away, in_need, scale=FAMILY_KM, near=0.3)
    giver = np.concatenate([carers[home], away[found != NOBODY]])
    receiver = np.concatenate([housemate[home], found[found != NOBODY]])
    ties = join([Ties.of_kind(CARE, giver, receiver, np.ones(len(giver)))])
    totals = np.minimum(lognormal(rng, len(np.unique(giver)), HOURS_MEDIAN, HOURS_SPREAD), HOURS_LIMIT)
    return Ties(ties.giver, ties.receiver, ties.kind, shared_out(rng, ties.giver, totals))


def draw_respite(rng: np.random.Generator, residents: Residents, standing: Standing, organisations: Ints) -> Ties:
    """Draw respite: the carers who get it, and the volunteer or organisation that gives it."""
    volunteer = standing.volunteer.astype(np.float64)

    def volunteers(_: Ints, them: Ints) -> Floats:
        return volunteer[them]

    carers = pick(rng, standing.carer.astype(np.float64), round(RESPITE_REACH * int(standing.carer.sum())))
    found = choose_by_distance(rng, residents, carers, volunteers, scale=FAMILY_KM, near=0.3)
    organised = standing.unaided[carers] | (found == NOBODY) | (rng.random(len(carers)) < FROM_ORGANISATION)
    giver = np.where(organised, rng.choice(organisations, len(carers)), found)
    return Ties.of_kind(RESPITE, giver, carers, half_hours(lognormal(rng, len(carers), 3.0, 0.4)))
