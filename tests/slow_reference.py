"""The network as METRICS.md speaks of it, one person and one tie at a time: sets and loops, nothing of netgraph."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from tests.slow_figures import PARTS, WHOLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tests.random_networks import Row, Tables

ONE_WAY_BY_NATURE = ("care", "volunteering", "respite", "professional")


@dataclass(frozen=True)
class Figure:
    """A figure of a group: two sums and what they make, and how many people it is about.

    Of a figure that is no ratio of two sums (those of ``WHOLE``) there is the value alone.
    """

    numerator: float
    denominator: float
    value: float
    people: int


class SlowNetwork:
    """Who gives what to whom, as sets; paid ties, ties of organisations, self-ties and ended ties left out.

    ``carer_definition`` and ``bridge_by`` are the choices of the figures that have one.
    """

    def __init__(
        self,
        tables: Tables,
        *,
        without_kinds: Collection[str] = (),
        carer_definition: str = "cbs2024",
        bridge_by: str | None = None,
    ) -> None:
        self.carer_definition, self.bridge_by = carer_definition, bridge_by
        self.design: str = tables.about.get("design", "whole_network")
        self.date = None if tables.about.get("reference_date") is None else str(tables.about["reference_date"])
        self.person: dict[str, Row] = {row["person"]: row for row in tables.people}
        self.districts = {row["district"] for row in tables.districts}
        self.every_tie = [
            tie
            for tie in tables.ties
            if tie["giver"] != tie["receiver"] and tie["kind"] not in without_kinds and self._is_active(tie)
        ]
        self.ties = [tie for tie in self.every_tie if self._is_informal(tie)]
        self.out: dict[str, set[str]] = {person: set() for person in self.person}
        self.into: dict[str, set[str]] = {person: set() for person in self.person}
        self.hours_by_kind: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for tie in self.ties:
            self.out[tie["giver"]].add(tie["receiver"])
            self.into[tie["receiver"]].add(tie["giver"])
            known = math.nan if tie["hours_per_week"] is None else tie["hours_per_week"]
            self.hours_by_kind[tie["giver"], tie["receiver"]][tie["kind"]].append(known)

    def _is_active(self, tie: Row) -> bool:
        if self.date is None:
            return True
        begun = tie["since"] is None or tie["since"] <= self.date
        return begun and (tie["until"] is None or tie["until"] > self.date)

    def _is_informal(self, tie: Row) -> bool:
        either = self.roles(tie["giver"]) | self.roles(tie["receiver"])
        return tie["kind"] != "professional" and "organisation" not in either

    # --- people

    def roles(self, person: str) -> set[str]:
        """Return somebody's roles; none means resident."""
        return set((self.person[person]["roles"] or "resident").split(";"))

    def counted(self) -> list[str]:
        """Return the respondents who are not only professional or organisation: R of the whole network."""
        return [
            person
            for person, row in self.person.items()
            if row["respondent"] and self.roles(person) & {"resident", "volunteer", "carer"}
        ]

    def members(self, group: Iterable[str]) -> list[str]:
        """Return those of a group who count: R of the group."""
        return sorted(set(group) & set(self.counted()))

    def weight(self, person: str) -> float:
        """Return the survey weight."""
        weight: float = self.person[person]["weight"]
        return weight

    def home(self, person: str) -> str | None:
        """Return the home district, ``elsewhere`` or None where it is unknown."""
        district: str | None = self.person[person]["district"]
        return district

    def living_in(self, district: str) -> list[str]:
        """Return everybody whose home is in a district."""
        return [person for person in self.person if self.home(person) == district]

    def at_home(self) -> list[str]:
        """Return everybody whose home is in one of the districts: the one group when nothing is grouped by."""
        return [person for person in self.person if self.home(person) in self.districts]

    def gives(self, person: str, kind: str) -> set[str]:
        """Return to whom somebody gives ties of one kind."""
        return {tie["receiver"] for tie in self.ties if tie["giver"] == person and tie["kind"] == kind}

    def is_carer(self, person: str) -> bool:
        """Whether somebody has the role, or gives a tie of kind care, and is not a professional.

        Of who was not asked only those care ties are known whose receiver was.
        """
        if self.roles(person) & {"professional", "organisation"}:
            return False
        asked = self.person[person]["respondent"]
        known = [other for other in self.gives(person, "care") if asked or self.person[other]["respondent"]]
        return "carer" in self.roles(person) or len(known) > 0

    # --- contacts and hours

    def contacts(self, person: str) -> set[str]:
        """Return C(i)."""
        return self.out[person] | self.into[person]

    def mutual(self, person: str) -> set[str]:
        """Return M(i)."""
        return self.out[person] & self.into[person]

    def hours_of_kind(self, giver: str, receiver: str, kind: str) -> float:
        """Return the largest known hours between two people within a kind; NaN when none are known."""
        known = [hours for hours in self.hours_by_kind[giver, receiver][kind] if not math.isnan(hours)]
        return max(known) if known else math.nan

    def hours(self, giver: str, receiver: str) -> float:
        """Add over kinds the hours within each: 0 without a tie, unknown as soon as those of one kind are."""
        kinds = list(self.hours_by_kind.get((giver, receiver), {}))
        return sum((self.hours_of_kind(giver, receiver, kind) for kind in kinds), 0.0)

    def hours_received(self, person: str) -> float:
        """Add the hours of all supporters."""
        return sum((self.hours(giver, person) for giver in self.into[person]), 0.0)

    def hours_given(self, person: str) -> float:
        """Add the hours to all who are supported."""
        return sum((self.hours(person, receiver) for receiver in self.out[person]), 0.0)

    def hours_given_of(self, person: str, kind: str) -> float:
        """Add the hours given of one kind; NaN without such ties, and when those to somebody are unknown."""
        receivers = self.gives(person, kind)
        if not receivers:
            return math.nan
        return sum(self.hours_of_kind(person, receiver, kind) for receiver in receivers)

    def three_months_earlier(self) -> str:
        """Return the day three calendar months before the reference date: 31 May becomes the last of February."""
        assert self.date is not None
        year, month, day = map(int, self.date.split("-"))
        year, month = (year, month - 3) if month > 3 else (year - 1, month + 9)
        return dt.date(year, month, min(day, calendar.monthrange(year, month)[1])).isoformat()

    # --- structure, on the undirected projection

    def component(self, person: str, among: set[str] | None = None) -> set[str]:
        """Return everybody who can be reached over ties, whichever way they point (among some people)."""
        reached, waiting = {person}, [person]
        while waiting:
            near = self.contacts(waiting.pop())
            for other in (near if among is None else near & among) - reached:
                reached.add(other)
                waiting.append(other)
        return reached

    @cached_property
    def main_component(self) -> set[str] | None:
        """The component that holds more than half of the people with contacts; None when none does."""
        with_contacts = [person for person in self.person if self.contacts(person)]
        for person in with_contacts:
            component = self.component(person)
            if 2 * len(component) > len(with_contacts):
                return component
        return None

    @cached_property
    def coreness(self) -> dict[str, int]:
        """Peel: whoever has at most k contacts left goes at k, and takes the contacts of others along."""
        left = {person: set(self.contacts(person)) for person in self.person}
        core: dict[str, int] = {}
        k = 0
        while left:
            loose = [person for person, contacts in left.items() if len(contacts) <= k]
            if not loose:
                k += 1
            for person in loose:
                core[person] = k
                for contacts in left.values():
                    contacts.discard(person)
                del left[person]
        return core

    def reach_2(self, person: str) -> int:
        """Count contacts and contacts of contacts, without the person."""
        reached = set(self.contacts(person))
        for contact in self.contacts(person):
            reached |= self.contacts(contact)
        return len(reached - {person})

    def triangles(self, person: str) -> int:
        """Count the pairs of contacts who are each other's contact."""
        contacts = sorted(self.contacts(person))
        return sum(other in self.contacts(one) for one in contacts for other in contacts if one < other)

    def clustering(self, person: str) -> float:
        """Return the share of the pairs of contacts who are each other's contact; NaN below two contacts."""
        contacts = len(self.contacts(person))
        return float(Fraction(2 * self.triangles(person), contacts * (contacts - 1))) if contacts > 1 else math.nan

    def effective_size(self, person: str) -> float:
        """Return n - 2t/n with t ties among the n contacts; NaN without contacts."""
        contacts = len(self.contacts(person))
        return float(contacts - Fraction(2 * self.triangles(person), contacts)) if contacts else math.nan

    def constraint(self, person: str) -> float:
        """Add over contacts j the square of p_ij + sum over q of p_iq p_qj, p_ij = 1 / #C(i); NaN without contacts."""
        contacts = self.contacts(person)
        total = Fraction(0)
        for contact in contacts:
            direct = Fraction(1, len(contacts))
            shared = contacts & self.contacts(contact)
            indirect = sum(direct * Fraction(1, len(self.contacts(other))) for other in shared)
            total += (direct + indirect) ** 2
        return float(total) if contacts else math.nan

    # --- figures

    def person_columns(self) -> dict[str, dict[str, float]]:
        """Return every person column, by name and person."""
        columns = {
            "contacts": lambda person: len(self.contacts(person)),
            "supporters": lambda person: len(self.into[person]),
            "supported": lambda person: len(self.out[person]),
            "mutual_contacts": lambda person: len(self.mutual(person)),
            "hours_received": self.hours_received,
            "hours_given": self.hours_given,
            "component_size": lambda person: len(self.component(person)),
            "coreness": lambda person: self.coreness[person],
            "reach_2": self.reach_2,
            "triangles": self.triangles,
            "clustering": self.clustering,
            "constraint": self.constraint,
            "effective_size": self.effective_size,
        }
        return {name: {person: float(value(person)) for person in self.person} for name, value in columns.items()}

    def part(self, metric: str, person: str) -> tuple[float, float]:
        """Return what one person adds to the numerator and to the denominator of a figure."""
        return PARTS[metric](self, person)

    def figure(self, metric: str, group: Iterable[str], *, population: float = math.nan) -> Figure:
        """Return a figure of those in the group who count, each with their weight.

        ``population`` is that of the group: in a register it is what volunteers are a share of.
        """
        members = self.members(group)
        if metric in WHOLE:
            return Figure(math.nan, math.nan, WHOLE[metric](self, members), len(members))
        numerator = denominator = 0.0
        people = 0
        for person in members:
            above, below = self.part(metric, person)
            numerator += self.weight(person) * above
            denominator += self.weight(person) * below
            people += below > 0
        if metric == "volunteer_share" and self.design == "register":
            people = len(members)  # the inhabitants would not tell how few are registered
            numerator, denominator = (math.nan if math.isnan(population) else numerator), population
        return Figure(numerator, denominator, numerator / denominator if denominator > 0 else math.nan, people)
