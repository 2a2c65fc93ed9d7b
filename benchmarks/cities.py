"""Made-up cities of which the truth is known: districts of fixed conditions, people and ties drawn anew each time.

People differ in how easily they make ties and return them, some are withdrawn and live on one or two ties or none, ties
run within districts and across their borders, contacts of contacts become contacts, carers care for people who cannot
return it, volunteers look after withdrawn people, and hours are skewed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

import netgraph as ng

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.network import SupportNetwork

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["GROUP_COLUMN", "Districts", "Draw", "districts", "draw", "survey_of"]

GROUP_COLUMN = "origin"
ORGANISATIONS = 5
PROFESSIONALS_PER_PERSON = 0.02
TIES_GIVEN = 2.2
"""How many people somebody of average sociability gives everyday support to, before ties are returned and closed."""

WITHDRAWN = 0.04
"""How sociable withdrawn people are beside others."""


@dataclass(frozen=True)
class Districts:
    """The fixed conditions of every district; each array has one entry a district.

    Attributes
    ----------
    size : numpy.ndarray of int64
        How many residents.
    sociable, withdrawn, at_home, mutual, closing, carers, volunteers, respite, paid, minority, burden : arrays of float
        Mean sociability, share of withdrawn people, share of ties within the district, how readily ties are returned
        (log-odds), share of ties that are closed into triangles, shares of carers and volunteers, share of carers with
        respite, share of people with paid help, share of the smaller group, and log hours of care.
    """

    size: Ints
    sociable: Floats
    withdrawn: Floats
    at_home: Floats
    mutual: Floats
    closing: Floats
    carers: Floats
    volunteers: Floats
    respite: Floats
    paid: Floats
    minority: Floats
    burden: Floats


def districts(counts: dict[int, int], rng: np.random.Generator) -> Districts:
    """Draw the conditions of so many districts of each size."""
    size = np.repeat(list(counts), list(counts.values())).astype(np.int64)
    between = {
        "sociable": (0.7, 1.4),
        "withdrawn": (0.10, 0.40),
        "at_home": (0.4, 0.8),
        "mutual": (-0.6, 0.8),
        "closing": (0.15, 0.45),
        "carers": (0.12, 0.30),
        "volunteers": (0.08, 0.22),
        "respite": (0.05, 0.40),
        "paid": (0.08, 0.25),
        "minority": (0.15, 0.50),
        "burden": (1.4, 2.2),
    }
    return Districts(size, **{name: rng.uniform(*ends, len(size)) for name, ends in between.items()})


@dataclass(frozen=True)
class Draw:
    """One city: the tables that netgraph reads."""

    people: pd.DataFrame
    ties: pd.DataFrame
    districts: pd.DataFrame

    def network(self) -> SupportNetwork:
        """Return the whole network."""
        return ng.from_tables(self.people, self.ties, self.districts, {"design": "whole_network"})


def draw(conditions: Districts, rng: np.random.Generator) -> Draw:
    """Draw people and their ties."""
    town = _Town(conditions, rng)
    everyday = town.everyday()
    ties = pd.concat([everyday, town.care(), town.volunteering(), town.respite(), town.paid()], ignore_index=True)
    ties = ties[ties["giver"] != ties["receiver"]].drop_duplicates(["giver", "receiver", "kind"])
    named = ties.assign(giver=town.names[ties["giver"]], receiver=town.names[ties["receiver"]])
    table = pd.DataFrame({"district": town.codes, "population": conditions.size.astype(np.float64)})
    return Draw(town.people(), named.reset_index(drop=True), table)


class _Town:
    """The people of one draw, by number: residents in order of district, then professionals and organisations."""

    def __init__(self, conditions: Districts, rng: np.random.Generator) -> None:
        self.of, self.rng = conditions, rng
        self.home = np.repeat(np.arange(len(conditions.size)), conditions.size)
        n = self.residents = len(self.home)
        self.codes = np.array([f"d{number:04d}" for number in range(len(conditions.size))])
        self.withdrawn = self._happens("withdrawn")
        spread = rng.gamma(2.0, 0.5, n)
        self.sociable = spread * conditions.sociable[self.home] * np.where(self.withdrawn, WITHDRAWN, 1.0)
        self.mutual = conditions.mutual[self.home] + rng.normal(0, 0.8, n)
        self.minority = self._happens("minority")
        self.carer, self.volunteer = self._happens("carers"), self._happens("volunteers")
        self.helpers = int(n * PROFESSIONALS_PER_PERSON) + 1
        self.names = np.array([f"p{number:06d}" for number in range(n + self.helpers + ORGANISATIONS)])
        self.drawn_to = self.sociable + 0.01
        self.edges = np.concatenate(([0.0], np.cumsum(self.drawn_to)))
        self.first = np.concatenate(([0], np.cumsum(conditions.size)))

    def _happens(self, condition: str) -> Bools:
        """Whether something holds for each resident, whose chance is a condition of the district."""
        return self.rng.random(self.residents) < getattr(self.of, condition)[self.home]

    def _others(self, one: Ints, at_home: Bools) -> Ints:
        """Draw somebody for each of some people, of their own district or of all: sociable people more often."""
        start = np.where(at_home, self.edges[self.first[self.home[one]]], 0.0)
        end = np.where(at_home, self.edges[self.first[self.home[one] + 1]], self.edges[-1])
        drawn = np.searchsorted(self.edges, self.rng.uniform(start, end), side="right") - 1
        return np.clip(drawn, 0, self.residents - 1)

    def _hours(self, count: int, log_mean: float | Floats = 0.3, spread: float = 0.8) -> Floats:
        return np.round(np.exp(self.rng.normal(log_mean, spread, count)), 1) + 0.1

    def everyday(self) -> pd.DataFrame:
        """Draw everyday support: ties made, closed into triangles, and returned."""
        near, far = self._meets()
        at_home = np.arange(2 * self.residents) < self.residents
        made = self.rng.poisson(TIES_GIVEN * np.concatenate((near, far) * np.tile(self.sociable, (2, 1))))
        giver = np.repeat(np.tile(np.arange(self.residents), 2), made)
        receiver = self._others(giver, np.repeat(at_home, made))
        # Of ties between groups some are made within one's own group instead.
        again = (self.minority[giver] != self.minority[receiver]) & (self.rng.random(len(giver)) < 0.3)
        receiver[again] = self._others(giver[again], self.rng.random(int(again.sum())) < 0.6)
        one, other = self._closed(giver, receiver)
        giver, receiver = np.concatenate((giver, one)), np.concatenate((receiver, other))
        willing = self.mutual[giver] + self.mutual[receiver]
        back = self.rng.random(len(giver)) < 1 / (1 + np.exp(-willing))
        giver, receiver = np.concatenate((giver, receiver[back])), np.concatenate((receiver, giver[back]))
        kinds = np.array(["practical", "emotional", "company"])[self.rng.integers(0, 3, len(giver))]
        hours = self._hours(len(giver)) * np.exp(0.4 * (self.sociable[giver] > 1.2))
        return pd.DataFrame({"giver": giver, "receiver": receiver, "kind": kinds, "hours_per_week": hours})

    def _meets(self) -> tuple[Floats, Floats]:
        """Return how many people one meets in the own district and in all: more where others are more sociable.

        Given how sociable everybody is, any two people have ties or not independently of all others.
        """
        usual = self.of.sociable * (1 - self.of.withdrawn * (1 - WITHDRAWN)) + 0.01
        mean = np.bincount(self.home, self.drawn_to) / self.of.size
        everywhere = self.drawn_to.sum() / (usual * self.of.size).sum()
        at_home = self.of.at_home
        return (at_home * mean / usual)[self.home], ((1 - at_home) * everywhere)[self.home]

    def _closed(self, giver: Ints, receiver: Ints) -> tuple[Ints, Ints]:
        """Draw ties from people to a contact of a contact."""
        order = np.argsort(giver, kind="stable")
        giver, receiver = giver[order], receiver[order]
        count = np.bincount(giver, minlength=self.residents)
        start = np.cumsum(count) - count
        step = self.rng.random(len(giver)) < self.of.closing[self.home[giver]]
        step &= count[receiver] > 0
        one, middle = giver[step], receiver[step]
        place = start[middle] + (self.rng.random(len(middle)) * count[middle]).astype(np.int64)
        return one, receiver[place]

    def care(self) -> pd.DataFrame:
        """Draw care: of each carer for one person or two, withdrawn people first, who seldom give anything back."""
        carers = np.flatnonzero(self.carer)
        giver = np.concatenate((carers, carers[self.rng.random(len(carers)) < 0.2]))
        receiver = self._in_need(giver, 0.7)
        hours = self._hours(len(giver), self.of.burden[self.home[giver]], 0.9)
        return pd.DataFrame({"giver": giver, "receiver": receiver, "kind": "care", "hours_per_week": hours})

    def _in_need(self, giver: Ints, at_home: float) -> Ints:
        """Draw for each giver somebody: the more withdrawn of two people."""
        at = np.broadcast_to(self.rng.random(len(giver)) < at_home, (2, len(giver)))
        several = np.stack([self._anybody(giver, near) for near in at])
        chosen = np.argmin(self.sociable[several] + 10 * (several == giver), axis=0)
        picked: Ints = np.take_along_axis(several, chosen[None], axis=0)[0]
        return picked

    def _anybody(self, one: Ints, at_home: Bools) -> Ints:
        """Draw somebody for each of some people, everybody as often."""
        start = np.where(at_home, self.first[self.home[one]], 0)
        end = np.where(at_home, self.first[self.home[one] + 1], self.residents)
        drawn: Ints = self.rng.integers(start, end)
        return drawn

    def volunteering(self) -> pd.DataFrame:
        """Draw volunteering: of each volunteer for one to three people."""
        volunteers = np.flatnonzero(self.volunteer)
        giver = np.repeat(volunteers, self.rng.integers(1, 4, len(volunteers)))
        receiver = self._in_need(giver, 0.6)
        hours = self._hours(len(giver), 0.6, 0.6)
        return pd.DataFrame({"giver": giver, "receiver": receiver, "kind": "volunteering", "hours_per_week": hours})

    def respite(self) -> pd.DataFrame:
        """Draw respite for carers, of an organisation or of a volunteer."""
        receiver = np.flatnonzero(self.carer & self._happens("respite"))
        volunteers = np.flatnonzero(self.volunteer)
        organisations = np.arange(ORGANISATIONS) + self.residents + self.helpers
        by_volunteer = (self.rng.random(len(receiver)) < 0.4) & (len(volunteers) > 0)
        giver = self.rng.choice(organisations, len(receiver))
        giver[by_volunteer] = self.rng.choice(volunteers, int(by_volunteer.sum()))
        hours = self._hours(len(receiver))
        return pd.DataFrame({"giver": giver, "receiver": receiver, "kind": "respite", "hours_per_week": hours})

    def paid(self) -> pd.DataFrame:
        """Draw paid support of residents, and of some volunteers, by professionals."""
        helped = self._happens("paid") | (self.volunteer & (self.rng.random(self.residents) < 0.3))
        receiver = np.flatnonzero(helped)
        giver = self.rng.integers(0, self.helpers, len(receiver)) + self.residents
        hours = self._hours(len(receiver))
        return pd.DataFrame({"giver": giver, "receiver": receiver, "kind": "professional", "hours_per_week": hours})

    def people(self) -> pd.DataFrame:
        """Return the table of people."""
        residents = np.array(["resident", "resident;carer", "resident;volunteer", "resident;carer;volunteer"])
        roles = residents[self.carer + 2 * self.volunteer]
        others = ["professional"] * self.helpers + ["organisation"] * ORGANISATIONS
        columns: dict[str, Any] = {
            "person": self.names,
            "district": np.concatenate((self.codes[self.home], np.full(len(others), "elsewhere"))),
            "roles": np.concatenate((roles, others)),
            GROUP_COLUMN: np.concatenate((np.where(self.minority, "one", "other"), np.full(len(others), "other"))),
        }
        return pd.DataFrame(columns)


def survey_of(city: Draw, part: float, rng: np.random.Generator, *, unequal: bool = False) -> SupportNetwork:
    """Ask part of the residents of each district about their own ties and those among their contacts.

    Parameters
    ----------
    city : Draw
        Everybody.
    part : float
        Which part of the residents of each district is asked: simple random, rounded.
    rng : numpy.random.Generator
        Who they are.
    unequal : bool
        Ask carers and volunteers twice as often as others, each at their own chance, and weigh by its inverse.
    """
    people = city.people
    resident = people["roles"].str.contains("resident").to_numpy()
    order = rng.random(len(people))
    rank = pd.Series(order).groupby(people["district"].to_numpy()).rank().to_numpy()
    size = people.groupby("district")["person"].transform("size").to_numpy()
    asked, weight = resident & (rank <= np.round(part * size)), np.ones(len(people))
    if unequal:
        often = people["roles"].str.contains("carer|volunteer").to_numpy()
        chance = np.where(often, min(1.5 * part, 1.0), 0.75 * part)
        asked, weight = resident & (order < chance), 1 / chance
    table = people.assign(respondent=asked, weight=weight)
    about = {"design": "survey", "asked": ["receives", "gives", "alter_ties"]}
    return ng.from_tables(table, _seen(city, asked), city.districts, about)


def _seen(city: Draw, asked: Bools) -> pd.DataFrame:
    """Return the ties that respondents tell of: their own, and those among the people they have ties with."""
    number = pd.Series(np.arange(len(city.people)), index=city.people["person"])
    giver, receiver = number[city.ties["giver"]].to_numpy(), number[city.ties["receiver"]].to_numpy()
    from scipy import sparse  # noqa: PLC0415

    n = len(asked)
    ties = sparse.csr_array((np.ones(len(giver), dtype=np.int8), (giver, receiver)), shape=(n, n))
    contacts = ((ties + ties.T) > 0).astype(np.int32)
    known = sparse.csr_array(contacts.multiply(asked[:, None].astype(np.int32)))
    # Two people with a respondent among their common contacts.
    both = known[:, :].T @ known
    shared = np.asarray(both[giver, receiver]).ravel() > 0
    return city.ties[asked[giver] | asked[receiver] | shared].reset_index(drop=True)
