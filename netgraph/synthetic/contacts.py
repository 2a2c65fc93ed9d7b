"""Who has everyday contact with whom: housemates, neighbours, friends and family elsewhere in the city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netgraph.synthetic.choices import NOBODY, choose_by_distance, choose_neighbour
from netgraph.synthetic.residents import AGE_GROUPS

if TYPE_CHECKING:
    from netgraph.synthetic.draws import Floats, Ints
    from netgraph.synthetic.residents import Residents
    from netgraph.synthetic.standing import Standing
    from netgraph.synthetic.ties import Ties

__all__ = ["FAMILY", "FRIEND", "HOUSEHOLD", "NEIGHBOUR", "Pairs", "draw_contacts"]

HOUSEHOLD, NEIGHBOUR, FRIEND, FAMILY = range(4)
# Assumed: everyday contacts that somebody of usual sociability starts; as many are started by others. With
# the housemates, care and volunteering this gives 4 to 6 contacts a resident.
STARTED = {NEIGHBOUR: 0.55, FRIEND: 0.66, FAMILY: 0.45}
# Assumed: contacts met through a contact, as a share of all contacts before.
INTRODUCED = 0.12
# Assumed: how many of the people cared for elsewhere are everyday contacts too.
CARED_FOR_IS_FAMILY = 0.5
# Assumed: how much likelier people of one age group, of one education, or of the age of one's parents are.
SAME_AGE, SAME_EDUCATION, AGE_OF_PARENTS = 2.0, 1.6, 4.0
FRIEND_KM, FAMILY_KM = 1.5, 4.0
LARGEST_HOUSEHOLD = 4


@dataclass(frozen=True)
class Pairs:
    """Pairs of people with everyday contact, and the setting in which they know each other."""

    one: Ints
    other: Ints
    setting: Ints

    def __len__(self) -> int:
        return len(self.one)

    @classmethod
    def of_setting(cls, setting: int, one: Ints, other: Ints) -> Pairs:
        """Make pairs that all know each other from one setting."""
        return cls(one, other, np.full(len(one), setting))


def draw_contacts(rng: np.random.Generator, residents: Residents, standing: Standing, care: Ties) -> Pairs:
    """Draw all pairs with everyday contact; a pair occurs once, in its first setting."""
    pairs = _joined(
        [
            _housemates(residents, standing),
            _through_care(rng, residents, care),
            *(_started(rng, residents, standing, setting) for setting in STARTED),
        ]
    )
    return _joined([pairs, _introduced(rng, residents, pairs)])


def _joined(parts: list[Pairs]) -> Pairs:
    """Put pairs together, without those that lack somebody; the earliest setting of a pair counts."""
    one = np.concatenate([part.one for part in parts])
    other = np.concatenate([part.other for part in parts])
    setting = np.concatenate([part.setting for part in parts])
    found = (one != NOBODY) & (other != NOBODY) & (one != other)
    low, high = np.minimum(one, other)[found], np.maximum(one, other)[found]
    _, first = np.unique(low * (int(high.max(initial=0)) + 1) + high, return_index=True)
    return Pairs(low[first], high[first], setting[found][first])


def _housemates(residents: Residents, standing: Standing) -> Pairs:
    """Pair everybody with the other adults of the household, except who takes part in nothing."""
    index = np.arange(len(residents))
    steps = range(1, LARGEST_HOUSEHOLD)
    same = [residents.household[:-step] == residents.household[step:] for step in steps]
    one = np.concatenate([index[:-step][here] for step, here in zip(steps, same, strict=True)])
    other = np.concatenate([index[step:][here] for step, here in zip(steps, same, strict=True)])
    apart = standing.withdrawn | standing.leaning
    both = ~apart[one] & ~apart[other]
    return Pairs.of_setting(HOUSEHOLD, one[both], other[both])


def _through_care(rng: np.random.Generator, residents: Residents, care: Ties) -> Pairs:
    """Make part of the people cared for elsewhere family, with everyday support besides the care."""
    elsewhere = residents.household[care.giver] != residents.household[care.receiver]
    chosen = elsewhere & (rng.random(len(care)) < CARED_FOR_IS_FAMILY)
    return Pairs.of_setting(FAMILY, care.giver[chosen], care.receiver[chosen])


def _started(rng: np.random.Generator, residents: Residents, standing: Standing, setting: int) -> Pairs:
    """Draw neighbours, friends or family, more of them for the sociable and with the sociable."""
    sociability, age, education = standing.sociability, residents.age, residents.education
    parents = np.minimum(age + 2, AGE_GROUPS.index("65+"))

    def as_neighbour(_: Ints, them: Ints) -> Floats:
        return sociability[them]

    def as_friend(me: Ints, them: Ints) -> Floats:
        of_age = np.where(age[them] == age[me][:, None], SAME_AGE, 1.0)
        return sociability[them] * of_age * np.where(education[them] == education[me][:, None], SAME_EDUCATION, 1.0)

    def as_family(me: Ints, them: Ints) -> Floats:
        return sociability[them] * np.where(age[them] == parents[me][:, None], AGE_OF_PARENTS, 1.0)

    who = np.repeat(np.arange(len(residents)), rng.poisson(STARTED[setting] * sociability))
    if setting == NEIGHBOUR:
        other = choose_neighbour(rng, residents, who, as_neighbour)
    elif setting == FRIEND:
        other = choose_by_distance(rng, residents, who, as_friend, scale=FRIEND_KM, near=0.1)
    else:
        other = choose_by_distance(rng, residents, who, as_family, scale=FAMILY_KM, near=0.05)
    return Pairs.of_setting(setting, who, other)


def _introduced(rng: np.random.Generator, residents: Residents, pairs: Pairs) -> Pairs:
    """Let some people meet a contact of a contact, outside their household."""
    ends, others = np.concatenate([pairs.one, pairs.other]), np.concatenate([pairs.other, pairs.one])
    contacts = others[np.argsort(ends, kind="stable")]
    number = np.bincount(ends, minlength=len(residents))
    first = np.cumsum(number) - number
    start = np.floor(rng.random(round(INTRODUCED * len(pairs))) * len(ends)).astype(np.int64)
    who, through = ends[start], others[start]
    met = contacts[first[through] + np.floor(rng.random(len(who)) * number[through]).astype(np.int64)]
    outside = residents.household[met] != residents.household[who]
    return Pairs.of_setting(FRIEND, who[outside], met[outside])
