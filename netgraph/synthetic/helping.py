"""Ties of volunteers with the people they help, and paid ties of professionals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netgraph.schema.vocabulary import PAID, VOLUNTEERING
from netgraph.synthetic.choices import NOBODY, choose_by_distance, choose_in_buurt
from netgraph.synthetic.draws import lognormal, pick
from netgraph.synthetic.ties import Ties, half_hours, join, shared_out

if TYPE_CHECKING:
    from netgraph.synthetic.draws import Flags, Floats, Ints
    from netgraph.synthetic.residents import Residents
    from netgraph.synthetic.standing import Standing

__all__ = ["Outsiders", "draw_professional", "draw_volunteering", "number_outsiders"]

# Almere in de Peiling 2014: 38 % of the volunteers are active in their own neighbourhood. Here they help
# people of their own buurt only, and the others people of other buurten only.
IN_OWN_BUURT = 0.38
# Almere in de Peiling 2024: 7.5 hours a week on average. Log-normal amounts with this median and spread, cut
# off at the limit, have it.
HOURS_MEDIAN, HOURS_SPREAD, HOURS_LIMIT = 5.15, 0.9, 40.0
# Assumed: how many people a volunteer helps besides the first, and how far away.
MORE_PEOPLE, HELP_KM = 0.2, 5.0
# Assumed: residents with paid help, and volunteers whom a professional guides.
CLIENTS, GUIDED = 0.07, 0.10
# Assumed: so many residents share a professional, and an organisation.
RESIDENTS_PER_PROFESSIONAL, RESIDENTS_PER_ORGANISATION = 200, 750


class Outsiders(NamedTuple):
    """The professionals and organisations, numbered on after the residents."""

    professionals: Ints
    organisations: Ints


def number_outsiders(residents: int) -> Outsiders:
    """Return as many professionals and organisations as serve so many residents.

    Examples
    --------
    >>> number_outsiders(300)
    Outsiders(professionals=array([300, 301]), organisations=array([302]))
    """
    professionals = residents + np.arange(-(-residents // RESIDENTS_PER_PROFESSIONAL))
    organisations = professionals[-1] + 1 + np.arange(-(-residents // RESIDENTS_PER_ORGANISATION))
    return Outsiders(professionals, organisations)


def draw_volunteering(rng: np.random.Generator, residents: Residents, standing: Standing) -> Ties:
    """Draw whom each volunteer helps, and for how many hours; who leans on one volunteer has that one."""
    leaning = np.flatnonzero(standing.leaning)
    near, who = _volunteers(rng, standing)
    need = np.where(residents.old, 3.0, 1.0) * np.where(residents.lives_alone, 1.5, 1.0) * standing.reachable

    def nearby(_: Ints, them: Ints) -> Floats:
        return need[them]

    def elsewhere(me: Ints, them: Ints) -> Floats:
        return np.where(residents.buurt[them] == residents.buurt[me][:, None], 0.0, need[them])

    local = who[near[who]]
    helped = choose_in_buurt(rng, residents, local, nearby)
    far = np.concatenate([who[~near[who]], local[helped == NOBODY]])
    helped_far = choose_by_distance(rng, residents, far, elsewhere, scale=HELP_KM, near=0.0)
    giver = np.concatenate([local[helped != NOBODY], far[helped_far != NOBODY], standing.leans_on[leaning]])
    receiver = np.concatenate([helped[helped != NOBODY], helped_far[helped_far != NOBODY], leaning])
    ties = join([Ties.of_kind(VOLUNTEERING, giver, receiver, np.ones(len(giver)))])
    totals = np.minimum(lognormal(rng, len(np.unique(giver)), HOURS_MEDIAN, HOURS_SPREAD), HOURS_LIMIT)
    return Ties(ties.giver, ties.receiver, ties.kind, shared_out(rng, ties.giver, totals))


def _volunteers(rng: np.random.Generator, standing: Standing) -> tuple[Flags, Ints]:
    """Return who is active in the own buurt, and every volunteer as often as they help somebody.

    Volunteers on whom people lean help those in their own buurt, and nobody else.
    """
    keys = np.unique(standing.leans_on[standing.leaning])
    others = standing.volunteer.copy()
    others[keys] = False
    local = round(IN_OWN_BUURT * int(standing.volunteer.sum())) - len(keys)
    near = np.zeros(len(others), dtype=bool)
    near[pick(rng, others.astype(np.float64), max(local, 0))] = True
    who = np.flatnonzero(others)
    return near, np.repeat(who, 1 + rng.poisson(MORE_PEOPLE, len(who)))


def draw_professional(rng: np.random.Generator, residents: Residents, standing: Standing, professionals: Ints) -> Ties:
    """Draw paid ties: help for some residents, and guidance for some volunteers."""
    need = np.where(residents.old, 5.0, 1.0) * np.where(residents.lives_alone, 2.0, 1.0)
    clients = pick(rng, need, round(CLIENTS * len(residents)))
    guided = pick(rng, standing.volunteer.astype(np.float64), round(GUIDED * int(standing.volunteer.sum())))
    hours = half_hours(lognormal(rng, len(clients), 2.0, 0.5))
    helping = Ties.of_kind(PAID, rng.choice(professionals, len(clients)), clients, hours)
    guiding = Ties.of_kind(PAID, rng.choice(professionals, len(guided)), guided, np.full(len(guided), 0.5))
    return join([helping, guiding])
