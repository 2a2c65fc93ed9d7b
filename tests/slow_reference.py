"""The definitions of the figures, one person and one tie at a time: sets and loops only, nothing of netgraph."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tests.random_networks import Row, Tables

ONE_WAY_BY_NATURE = ("care", "volunteering", "respite", "professional")


@dataclass(frozen=True)
class Figure:
    """A figure of a group: two sums, and how many people have a denominator."""

    numerator: float
    denominator: float
    people: int

    @property
    def value(self) -> float:
        """Return the one sum over the other; NaN without a denominator."""
        return self.numerator / self.denominator if self.denominator > 0 else math.nan


class SlowNetwork:
    """Who gives what to whom, as sets; paid ties, ties of organisations, self-ties and ended ties left out."""

    def __init__(self, tables: Tables, *, without_kinds: Collection[str] = ()) -> None:
        self.person: dict[str, Row] = {row["person"]: row for row in tables.people}
        self.out: dict[str, set[str]] = {person: set() for person in self.person}
        self.into: dict[str, set[str]] = {person: set() for person in self.person}
        self.cares_for: dict[str, set[str]] = {person: set() for person in self.person}
        self.hours_by_kind: dict[tuple[str, str], dict[str, list[float | None]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for tie in tables.ties:
            if tie["kind"] not in without_kinds and self._counts(tie, tables.about.get("reference_date")):
                self._add(tie)

    def _counts(self, tie: Row, date: object) -> bool:
        giver, receiver = tie["giver"], tie["receiver"]
        if giver == receiver or tie["kind"] == "professional":
            return False
        if "organisation" in self.roles(giver) | self.roles(receiver):
            return False
        if date is None:
            return True
        begun = tie["since"] is None or tie["since"] <= str(date)
        return begun and (tie["until"] is None or tie["until"] > str(date))

    def _add(self, tie: Row) -> None:
        giver, receiver = tie["giver"], tie["receiver"]
        self.out[giver].add(receiver)
        self.into[receiver].add(giver)
        if tie["kind"] == "care":
            self.cares_for[giver].add(receiver)
        self.hours_by_kind[giver, receiver][tie["kind"]].append(tie["hours_per_week"])

    def roles(self, person: str) -> set[str]:
        """Return somebody's roles; none means resident."""
        return set((self.person[person]["roles"] or "resident").split(";"))

    def counted(self) -> list[str]:
        """Return the respondents who are not only professional or organisation."""
        return [
            person
            for person, row in self.person.items()
            if row["respondent"] and self.roles(person) & {"resident", "volunteer", "carer"}
        ]

    def contacts(self, person: str) -> set[str]:
        """Return C(i)."""
        return self.out[person] | self.into[person]

    def mutual(self, person: str) -> set[str]:
        """Return M(i)."""
        return self.out[person] & self.into[person]

    def is_carer(self, person: str) -> bool:
        """Whether somebody has the role, or gives a tie of kind care, and is not a professional."""
        roles = self.roles(person)
        if roles & {"professional", "organisation"}:
            return False
        return "carer" in roles or len(self.cares_for[person]) > 0

    def hours(self, giver: str, receiver: str) -> float:
        """Add over kinds the largest hours within each; unknown as soon as those of one kind are."""
        total = 0.0
        for given in self.hours_by_kind[giver, receiver].values():
            known = [hours for hours in given if hours is not None]
            total += max(known) if known else math.nan
        return total

    def component(self, person: str) -> set[str]:
        """Return everybody who can be reached over ties, whichever way they point."""
        reached, waiting = {person}, [person]
        while waiting:
            for other in self.contacts(waiting.pop()) - reached:
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

    def person_columns(self) -> dict[str, dict[str, float]]:
        """Return every person column, by name and person."""
        core = self.coreness()
        columns: dict[str, dict[str, float]] = defaultdict(dict)
        for person in self.person:
            columns["contacts"][person] = len(self.contacts(person))
            columns["supporters"][person] = len(self.into[person])
            columns["supported"][person] = len(self.out[person])
            columns["mutual_contacts"][person] = len(self.mutual(person))
            columns["hours_received"][person] = sum(self.hours(giver, person) for giver in self.into[person])
            columns["hours_given"][person] = sum(self.hours(person, receiver) for receiver in self.out[person])
            columns["component_size"][person] = len(self.component(person))
            columns["coreness"][person] = core[person]
        return dict(columns)

    def part(self, metric: str, person: str) -> tuple[float, float]:
        """Return what one person adds to the numerator and to the denominator of a figure."""
        contacts, supporters, given = self.contacts(person), self.into[person], self.out[person]
        if metric == "outside_main_component":
            return math.nan if self.main_component is None else person not in self.main_component, 1
        carer = self.is_carer(person)
        parts: dict[str, tuple[float, float]] = {
            "isolated": (len(contacts) == 0, 1),
            "unsupported": (len(supporters) == 0, 1),
            "thin_support": (len(supporters) <= 1, 1),
            "contacts": (len(contacts), 1),
            "dyadic_reciprocity": (len(self.mutual(person)), len(contacts)),
            "arc_reciprocity": (len(self.mutual(person)), len(given)),
            "carers_alone": (carer and supporters <= self.cares_for[person], carer),
        }
        return parts[metric]

    def figure(self, metric: str, group: Iterable[str]) -> Figure:
        """Add the parts of those in the group who count, times their weight."""
        numerator = denominator = 0.0
        people = 0
        members = set(group) & set(self.counted())
        for person in sorted(members):
            weight = self.person[person]["weight"]
            above, below = self.part(metric, person)
            numerator += weight * above
            denominator += weight * below
            people += below > 0
        return Figure(numerator, denominator, people)

    def living_in(self, district: str) -> list[str]:
        """Return everybody whose home is in a district."""
        return [person for person, row in self.person.items() if row["district"] == district]
