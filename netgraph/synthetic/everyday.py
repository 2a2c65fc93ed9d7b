"""Everyday support: in which direction it goes between people with contact, of what kind and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.schema.vocabulary import KINDS
from netgraph.synthetic.contacts import FAMILY, FRIEND, HOUSEHOLD, NEIGHBOUR, draw_contacts
from netgraph.synthetic.draws import lognormal
from netgraph.synthetic.ties import Ties, half_hours, join

if TYPE_CHECKING:
    from netgraph.synthetic.conditions import Conditions
    from netgraph.synthetic.contacts import Pairs
    from netgraph.synthetic.draws import Flags, Floats, Ints
    from netgraph.synthetic.residents import Residents
    from netgraph.synthetic.standing import Standing

__all__ = ["draw_everyday"]

# All numbers here are assumed. The chance that support goes both ways, by setting: carers who stand alone
# make some pairs one-sided besides, so that in a usual buurt 62 % of the everyday contacts are mutual.
MUTUAL = {HOUSEHOLD: 0.86, NEIGHBOUR: 0.62, FRIEND: 0.64, FAMILY: 0.60}
MOST_MUTUAL = 0.97
EVERYDAY_KINDS = ("practical", "emotional", "company", "advice")
KIND_SHARES = {
    HOUSEHOLD: (0.40, 0.35, 0.20, 0.05),
    NEIGHBOUR: (0.55, 0.05, 0.30, 0.10),
    FRIEND: (0.10, 0.35, 0.35, 0.20),
    FAMILY: (0.35, 0.35, 0.10, 0.20),
}
HOURS_MEDIAN = {HOUSEHOLD: 4.0, NEIGHBOUR: 0.8, FRIEND: 1.2, FAMILY: 1.5}
HOURS_SPREAD = 0.6
SECOND_KIND = 0.12


def draw_everyday(
    rng: np.random.Generator, residents: Residents, standing: Standing, differences: Conditions, care: Ties
) -> Ties:
    """Draw all everyday support between residents."""
    pairs = draw_contacts(rng, residents, standing, care)
    local = differences.mutual[residents.buurt]
    chance = _by_setting(MUTUAL, pairs.setting) * np.minimum(local[pairs.one], local[pairs.other])
    forth, back = _directions(rng, standing, pairs, np.minimum(chance, MOST_MUTUAL), care)
    giver = np.concatenate([pairs.one[forth], pairs.other[back]])
    receiver = np.concatenate([pairs.other[forth], pairs.one[back]])
    return _described(rng, giver, receiver, np.concatenate([pairs.setting[forth], pairs.setting[back]]))


def _by_setting(values: dict[int, float], setting: Ints) -> Floats:
    """Look up the value of each setting."""
    return np.array([values[number] for number in range(len(values))])[setting]


def _directions(
    rng: np.random.Generator, standing: Standing, pairs: Pairs, chance: Floats, care: Ties
) -> tuple[Flags, Flags]:
    """Decide for each pair whether support goes from one to the other, and back.

    A carer who stands alone gives, but receives only from people they care for.
    """
    both = rng.random(len(pairs)) < chance
    first = rng.random(len(pairs)) < 0.5
    people = len(standing.carer)
    cared_for = care.giver * people + care.receiver
    may_forth = ~standing.unaided[pairs.other] | np.isin(pairs.other * people + pairs.one, cared_for)
    may_back = ~standing.unaided[pairs.one] | np.isin(pairs.one * people + pairs.other, cared_for)
    forth = may_forth & (both | first | ~may_back)
    back = may_back & (both | ~first | ~may_forth)
    return forth, back


def _described(rng: np.random.Generator, giver: Ints, receiver: Ints, setting: Ints) -> Ties:
    """Give each tie a kind and hours that fit the setting, and some a second kind."""
    shares = np.cumsum([KIND_SHARES[number] for number in range(len(KIND_SHARES))], axis=1)[setting]
    kind = (shares[:, :-1] <= rng.random(len(giver))[:, None]).sum(axis=1)
    hours = half_hours(lognormal(rng, len(giver), 1.0, HOURS_SPREAD) * _by_setting(HOURS_MEDIAN, setting))
    more = rng.random(len(giver)) < SECOND_KIND
    second = (kind + 1 + np.floor(rng.random(len(giver)) * 3).astype(np.int64)) % len(EVERYDAY_KINDS)
    numbers = np.array([KINDS.index(name) for name in EVERYDAY_KINDS])
    once = Ties(giver, receiver, numbers[kind], hours)
    again = Ties(giver[more], receiver[more], numbers[second[more]], half_hours(hours[more] / 2))
    return join([once, again])
