"""Arcs: people grouped by district and the ties between them as integer arrays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.arcs.base_engine import BASE
from netgraph.arcs.rows import Rows, read_only, rows_in_order
from netgraph.errors import NetgraphError
from netgraph.schema.vocabulary import CARE, ONE_WAY_KINDS, PAID

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import numpy.typing as npt

    from netgraph.arcs.engine import Engine, Projection

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Dates = npt.NDArray[np.datetime64]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["Arcs"]


@dataclass(frozen=True, eq=False)
class Arcs:
    """A network as integer arrays: what metrics see.

    People are numbered in order of their district. All arrays are read-only. The graphs below are simple and
    directed: no self-ties, ties of organisations and paid ties left out, hours added across kinds.

    Attributes
    ----------
    row : numpy.ndarray of int64, shape (people,)
        Row of each person in the table of people.
    district : numpy.ndarray of int64, shape (people,)
        Place of the home district in the table of districts; -1 unknown or elsewhere.
    elsewhere : numpy.ndarray of bool, shape (people,)
        People who live outside the area.
    resident : numpy.ndarray of bool, shape (people,)
        People who are not only professional or organisation.
    asked : numpy.ndarray of bool, shape (people,)
        The respondents: people whose own ties are known.
    counted : numpy.ndarray of bool, shape (people,)
        Residents who were asked: the R of the definitions. In the arcs of a group, those of the group.
    weight : numpy.ndarray of float64, shape (people,)
        Survey weights.
    carer_role, volunteer, professional, organisation : numpy.ndarray of bool, shape (people,)
        Roles; see `carer` for who is a carer.
    columns : mapping of str to numpy.ndarray of int64, shape (people,)
        Columns of people that were asked for, as numbers of their values; -1 unknown.
    giver, receiver : numpy.ndarray of int64, shape (kind arcs,)
        One entry for each giver, receiver and kind, sorted by giver and receiver.
    kind : numpy.ndarray of int64, shape (kind arcs,)
        Place in ``kinds``.
    hours : numpy.ndarray of float64, shape (kind arcs,)
        Hours a week, the largest within a kind; NaN where unknown.
    since : numpy.ndarray of datetime64[D], shape (kind arcs,)
        The earliest day on which it was active; NaT where that is open.
    kinds : tuple of str
        Names of the kinds.
    reference_date : datetime.date or None
        "Now".
    hours_known : bool
        Whether the hours of all support that counted people of the whole network get are known.
    engine : Engine
        What does the structural algorithms.
    known : Projection or None
        The structure of the undirected projection where it is known already, as of a part of a network, which does not
        have the ties of others that it depends on.
    """

    row: Ints
    district: Ints
    elsewhere: Bools
    resident: Bools
    asked: Bools
    counted: Bools
    weight: Floats
    carer_role: Bools
    volunteer: Bools
    professional: Bools
    organisation: Bools
    columns: Mapping[str, Ints]
    giver: Ints
    receiver: Ints
    kind: Ints
    hours: Floats
    since: Dates
    kinds: tuple[str, ...]
    reference_date: dt.date | None
    hours_known: bool
    engine: Engine = BASE
    known: Projection | None = None
    _within: dict[int, tuple[Ints, Arcs]] = field(default_factory=dict, init=False)

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.row)

    def of_kinds(self, *names: str) -> Bools:
        """Whether each entry of ``giver`` is of one of these kinds."""
        chosen = np.array([name in names for name in self.kinds], dtype=bool)
        return chosen[self.kind] if len(chosen) else np.zeros(0, dtype=bool)

    def everyday(self) -> Arcs:
        """Return the same people with everyday ties only: care, volunteering, respite and paid ties left out."""
        return self._everyday

    @cached_property
    def _everyday(self) -> Arcs:
        return replace(self, **self._entries(~self.of_kinds(*ONE_WAY_KINDS)))

    def _entries(self, keep: Bools | Ints) -> dict[str, Any]:
        """Return some entries, by the name of the array; what was known of the structure holds for all of them only."""
        arrays = ("giver", "receiver", "kind", "hours", "since")
        return {"known": None, **{name: read_only(getattr(self, name)[keep]) for name in arrays}}

    # --- the simple directed graph of unpaid support between people

    @cached_property
    def informal(self) -> Bools:
        """Whether each entry counts as support between people: unpaid, and not of an organisation."""
        return read_only(~self.of_kinds(PAID) & self._between_people)

    @cached_property
    def _between_people(self) -> Bools:
        return read_only(~self.organisation[self.giver] & ~self.organisation[self.receiver])

    def _given(self, chosen: Bools) -> Rows:
        """Return whom each person gives to in some entries."""
        ties = (self.giver[chosen], self.receiver[chosen], self.hours[chosen])
        return rows_in_order(*ties, self.people, self.engine)

    @cached_property
    def out(self) -> Rows:
        """The people each person gives to: out(i)."""
        return self._given(self.informal)

    @cached_property
    def into(self) -> Rows:
        """The people each person receives from: in(i)."""
        return self.out.transposed()

    @cached_property
    def _united(self) -> tuple[Rows, Bytes]:
        """Contacts, and for each entry 1, 2 or 3 where its owner gives, receives or both."""
        out, into = self.out, self.into
        start, index, hours, ways = self.engine.united(
            out.start, out.index, out.hours, into.start, into.index, into.hours
        )
        return Rows(read_only(start), read_only(index), read_only(hours), self.engine), read_only(ways)

    @cached_property
    def contacts(self) -> Rows:
        """The distinct people each person gives to or receives from: C(i); hours are those of both ways together."""
        return self._united[0]

    @cached_property
    def mutual(self) -> Ints:
        """How many contacts each person both gives to and receives from: #M(i) = #out + #in - #C."""
        return read_only(self.out.count + self.into.count - self.contacts.count)

    @cached_property
    def _gives(self) -> Bools:
        """Whether the owner of each entry of ``contacts`` gives to the other: those entries are ``out``, in order."""
        return read_only(self._united[1] & 1 > 0)

    @cached_property
    def both_ways(self) -> Bools:
        """Whether support between the two of each entry of ``contacts`` goes both ways."""
        return read_only(self._united[1] == 3)

    @cached_property
    def returned(self) -> Bools:
        """Whether each entry of ``out`` is returned: its receiver gives to its giver too."""
        return read_only(self.both_ways[self._gives])

    @cached_property
    def hours_both_ways(self) -> tuple[Floats, Floats]:
        """Hours given and got, of the entries of ``contacts`` with support both ways, in order."""
        got_back = self.both_ways[self._united[1] > 1]
        return read_only(self.out.hours[self.returned]), read_only(self.into.hours[got_back])

    # --- care, volunteering and paid help

    def given(self, kind: str) -> Rows:
        """Return whom each person gives unpaid support of one kind."""
        return self._given(self.of_kinds(kind) & self.informal)

    @cached_property
    def care(self) -> Rows:
        """The people each person cares for."""
        return self.given(CARE)

    @cached_property
    def formal(self) -> Rows:
        """The people who support each person for pay, or as a professional; organisations left out."""
        return self._given(self._between_people & (self.of_kinds(PAID) | self.professional[self.giver])).transposed()

    def receivers(self, entries: Bools) -> Bools:
        """Whether each person is the receiver of one of these entries of ``giver``."""
        receives = np.zeros(self.people, dtype=bool)
        receives[self.receiver[entries]] = True
        return receives

    def began(self, kind: str) -> Dates:
        """Return since when each person gives unpaid support of one kind; NaT when that is open or they do not."""
        chosen = self.of_kinds(kind) & self.informal
        first = np.full(self.people, np.datetime64("9999-12-31", "D"))
        # As a number NaT is the smallest of all: an open beginning is the earliest.
        np.minimum.at(first.view(np.int64), self.giver[chosen], self.since[chosen].view(np.int64))
        first[first == np.datetime64("9999-12-31", "D")] = np.datetime64("NaT")
        return first

    @cached_property
    def carer(self) -> Bools:
        """Whether each person has the role of carer or gives a tie of kind care, and is not a professional.

        Of somebody who was not asked only care for people who were asked can be known, so nothing else counts.
        """
        owner, receiver = self.care.owner, self.care.index
        gives_care = np.zeros(self.people, dtype=bool)
        gives_care[owner[self.asked[owner] | self.asked[receiver]]] = True
        return read_only((self.carer_role | gives_care) & ~self.professional & ~self.organisation)

    @cached_property
    def cared_for_supporters(self) -> Ints:
        """How many of each person's supporters are people that they care for."""
        cared_for = self.care.places_of(self.into) >= 0
        return read_only(self.into.sum(cared_for).astype(np.int64))

    # --- structure: of the undirected projection, in which mutual ties count once

    @cached_property
    def _projection(self) -> Projection:
        """The structure of the undirected projection, whose entries are those of ``contacts``."""
        if self.known is not None:
            return self.known
        return self.engine.projection(self.contacts.start, self.contacts.index, self._united[1])

    @cached_property
    def component(self) -> Ints:
        """A number for the weak component of each person; isolates have their own."""
        return read_only(self._projection.component)

    @cached_property
    def in_main_component(self) -> Bools | None:
        """Whether each person is in the component that holds more than half of those with contacts, if one does."""
        inside = self._projection.in_main_component
        return None if inside is None else read_only(inside)

    @cached_property
    def coreness(self) -> Ints:
        """The k-core number of each person."""
        return read_only(self._projection.coreness)

    @cached_property
    def reach_2(self) -> Ints:
        """How many others each person reaches within two steps; a part of a large network does not know."""
        if self.known is not None:
            raise NetgraphError("who is two steps away is not known in a part of a large network. Read it as a whole.")
        contacts = self.contacts
        return read_only(BASE.projection(contacts.start, contacts.index, self._united[1]).reach(steps=2))

    @cached_property
    def constraint(self) -> Floats:
        """Burt's constraint of each person, unweighted; NaN without contacts.

        With n contacts it is the sum over them of ``((1 + t) / n) ** 2``, t the sum of 1 / #C over shared contacts.
        """
        leans = self.contacts.sum((1 + self._projection.through) ** 2)
        with np.errstate(divide="ignore", invalid="ignore"):
            return read_only(leans / self.contacts.count.astype(np.float64) ** 2)

    @cached_property
    def triangles(self) -> Ints:
        """How many pairs of each person's contacts are contacts of each other: each is shared by two of these."""
        return read_only(self.contacts.sum(self.shared_contacts).astype(np.int64) // 2)

    @cached_property
    def shared_contacts(self) -> Ints:
        """How many contacts the two of each entry of ``contacts`` have in common."""
        return read_only(self._projection.shared)

    @cached_property
    def hinges(self) -> Ints:
        """With how many contacts each entry's owner has no contact in common but the other of that entry."""
        return read_only(self._projection.hinges)

    @cached_property
    def comes_round(self) -> Bools:
        """Whether support of each entry of ``out`` comes back to its giver, directly or through one other person."""
        return read_only(self.returned | self._projection.rounds[self._gives])

    # --- parts of the network

    @cached_property
    def _by_receiver(self) -> tuple[Ints, Ints]:
        """The entries in order of receiver, and those receivers."""
        order = np.argsort(self.receiver, kind="stable")
        return read_only(order), read_only(self.receiver[order])

    def around(self, members: Ints) -> Arcs:
        """Return the arcs of a group: its members, who alone are counted, with all their ties and the people at them.

        Of the others only ties with members are there.

        Parameters
        ----------
        members : numpy.ndarray of int64
            Numbers of people, increasing.
        """
        order, receivers = self._by_receiver
        given, got = _ranges(self.giver, members), order[_ranges(receivers, members)]
        entries = _distinct(np.concatenate((given, got)))
        people = _distinct(np.concatenate((members, self.giver[entries], self.receiver[entries])))
        counted = np.zeros(len(people), dtype=bool)
        counted[np.searchsorted(people, members)] = True
        return replace(self._of(people, entries), counted=read_only(counted))

    @cached_property
    def own_group(self) -> Ints:
        """0 for who is counted, -1 for others: everybody counted as one group."""
        return read_only(np.where(self.counted, 0, -1))

    def within(self, code: Ints) -> Arcs:
        """Return the same people with the ties within groups only; made once for each ``code``.

        Parameters
        ----------
        code : numpy.ndarray of int64, shape (people,)
            The group of each person; -1 for none.
        """
        # The codes are kept with the answer, so that no others can get their number.
        if id(code) not in self._within:
            inside = (code[self.giver] >= 0) & (code[self.giver] == code[self.receiver])
            self._within[id(code)] = code, replace(self, **self._entries(inside))
        return self._within[id(code)][1]

    def among(self, chosen: Bools) -> Arcs:
        """Return the arcs of some people and the ties among them.

        Parameters
        ----------
        chosen : numpy.ndarray of bool, shape (people,)
            Whom to keep.
        """
        entries = np.flatnonzero(chosen[self.giver] & chosen[self.receiver])
        return self._of(np.flatnonzero(chosen), entries)

    def _of(self, people: Ints, entries: Ints) -> Arcs:
        """Return some people and entries, with the people numbered anew."""
        ties = self._entries(entries)
        ends = {name: read_only(np.searchsorted(people, ties[name])) for name in ("giver", "receiver")}
        return replace(self, **self.of_people(people), **{**ties, **ends})

    def of_people(self, people: Ints) -> dict[str, Any]:
        """Return what is known of some people, by the name of the array."""
        persons = ("row", "district", "elsewhere", "resident", "asked", "counted", "weight")
        roles = ("carer_role", "volunteer", "professional", "organisation")
        kept = {name: read_only(getattr(self, name)[people]) for name in (*persons, *roles)}
        return {**kept, "columns": {name: read_only(codes[people]) for name, codes in self.columns.items()}}


def _distinct(numbers: Ints) -> Ints:
    """Return numbers once each, in order: np.unique, which for whole numbers is slower than sorting them."""
    ordered = np.sort(numbers)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def _ranges(owner: Ints, wanted: Ints) -> Ints:
    """Return the places in a sorted array at which one of the wanted numbers stands."""
    start, end = np.searchsorted(owner, wanted), np.searchsorted(owner, wanted, side="right")
    length = end - start
    before = np.cumsum(length) - length
    return np.repeat(start - before, length) + np.arange(length.sum())
