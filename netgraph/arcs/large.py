"""Networks of a country as arrays, and the `Arcs` of a part of their groups at a time.

The structure that depends on everybody's ties (cores, the main component) is worked out once for the whole network;
that around people (triangles) when a part of it is looked at. So the arcs of a part give each of its people the same
figures as the arcs of all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from netgraph.arcs import kernels, large_kernels, structure
from netgraph.arcs.build import arcs_of
from netgraph.arcs.compiled_engine import COMPILED
from netgraph.arcs.rows import read_only
from netgraph.network.tie_parts import OPEN
from netgraph.schema.vocabulary import CARE, PAID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from netgraph.arcs.arrays import Arcs
    from netgraph.network.large import LargeNetwork
    from netgraph.network.tie_parts import TieArrays

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Shorts = npt.NDArray[np.int32]

__all__ = ["MOST_ENDS", "LargeArcs", "large_arcs"]

MOST_ENDS = 6_000_000
"""Most ends of ties in a part, where no group by itself has more: on these a part takes about a gigabyte."""


class Given(NamedTuple):
    """Ties in the rows of their givers, in order of the receiver, one entry for each giver, receiver and kind."""

    start: Ints
    receiver: Shorts
    kind: Bytes
    hours: npt.NDArray[np.floating]
    since: Shorts


class Got(NamedTuple):
    """The same entries in the rows of their receivers, in order of the giver: which they are, and who gives."""

    start: Ints
    entry: Shorts
    giver: Shorts


class Contacts(NamedTuple):
    """Everybody's contacts, and 1, 2 or 3 where they give to them, get from them, or both."""

    start: Ints
    other: Shorts
    ways: Bytes


@dataclass(frozen=True, eq=False)
class LargeArcs:
    """A large network as arrays.

    Attributes
    ----------
    persons : Arcs
        Everybody in order of their group, those of none last; without ties, and everybody who is a carer in that role.
    group : numpy.ndarray of int64, shape (people,)
        The group of everybody, in that order; -1 for none.
    given, got, contacts
        Their ties.
    component, coreness : numpy.ndarray of int64, shape (people,)
        As in `Arcs`.
    in_main : numpy.ndarray of bool, shape (people,), or None
        As `Arcs.in_main_component`.
    """

    persons: Arcs
    group: Ints
    given: Given
    got: Got
    contacts: Contacts
    component: Ints
    coreness: Ints
    in_main: Bools | None

    def parts(self, most_ends: int = MOST_ENDS) -> Iterator[Arcs]:
        """Go through the groups, and return the arcs of some of them at a time: only their people are counted."""
        for first, last in self.bounds(most_ends) or [(0, 0)]:
            yield self.part(first, last)

    def bounds(self, most_ends: int = MOST_ENDS) -> list[tuple[int, int]]:
        """Return the first and last person (not included) of each part: whole groups, with no more ends if they can.

        Parameters
        ----------
        most_ends : int
            Most ends of ties in a part of several groups.
        """
        grouped = int((self.group >= 0).sum())
        borders = np.append(np.flatnonzero(np.diff(self.group[:grouped], prepend=-1)), grouped)
        ends = self.given.start[borders] + self.got.start[borders]
        bounds, place = [], 0
        while place < len(borders) - 1:
            beyond = int(np.searchsorted(ends, ends[place] + most_ends, side="right"))
            to = min(max(beyond - 1, place + 1), len(borders) - 1)
            bounds.append((int(borders[place]), int(borders[to])))
            place = to
        return bounds

    def part(self, first: int, last: int) -> Arcs:
        """Return the arcs of some people who follow each other, with all their ties and the people at these."""
        giver, receiver, entry = self._entries(first, last)
        seen = np.zeros(self.persons.people, dtype=bool)
        seen[first:last] = True
        seen[giver], seen[receiver] = True, True
        people = np.flatnonzero(seen)
        number = np.empty(len(seen), dtype=np.int64)
        number[people] = np.arange(len(people))
        member = (people >= first) & (people < last)
        of_part = self.persons.of_people(people)
        since = np.full(len(entry), np.datetime64("NaT"), dtype="datetime64[D]")
        if len(self.given.since):
            days = self.given.since[entry].astype(np.int64)
            since[days != OPEN] = days[days != OPEN].astype("datetime64[D]")
        return replace(
            self.persons,
            **{**of_part, "counted": read_only(of_part["counted"] & member)},
            giver=read_only(number[giver]),
            receiver=read_only(number[receiver]),
            kind=read_only(self.given.kind[entry].astype(np.int64)),
            hours=read_only(self.given.hours[entry].astype(np.float64)),
            since=read_only(since),
            engine=COMPILED,
            known=KnownProjection(self, first, last, people),
        )

    def _entries(self, first: int, last: int) -> tuple[Shorts, Shorts, Shorts]:
        """Return giver, receiver and number of all ties of some people, in order of giver and receiver."""
        given = slice(self.given.start[first], self.given.start[last])
        got = slice(self.got.start[first], self.got.start[last])
        own = np.arange(first, last, dtype=np.int32)
        giver = self.got.giver[got]
        outside = (giver < first) | (giver >= last)
        receiver = np.repeat(own, np.diff(self.got.start[first : last + 1]))[outside]
        giver, entry = giver[outside], self.got.entry[got][outside]
        order = np.argsort(giver, kind="stable")
        before = int((giver < first).sum())
        givers, receivers, entries = (
            np.concatenate((outer[order[:before]], inner, outer[order[before:]]))
            for outer, inner in (
                (giver, np.repeat(own, np.diff(self.given.start[first : last + 1]))),
                (receiver, self.given.receiver[given]),
                (entry, np.arange(given.start, given.stop, dtype=np.int32)),
            )
        )
        return givers, receivers, entries


@dataclass(frozen=True, eq=False)
class KnownProjection:
    """What a part of a large network knows of the structure; see `netgraph.arcs.engine.Projection`.

    Of entries it is known in the rows of the part's own people, first to last; in those of others it is nothing.
    """

    network: LargeArcs
    first: int
    last: int
    people: Ints

    @property
    def component(self) -> Ints:
        """That in the whole network."""
        return self.network.component[self.people]

    @property
    def in_main_component(self) -> Bools | None:
        """That of the whole network."""
        return None if self.network.in_main is None else self.network.in_main[self.people]

    @property
    def coreness(self) -> Ints:
        """That in the whole network."""
        return self.network.coreness[self.people]

    @cached_property
    def _around(self) -> tuple[Ints, Floats, Bools]:
        """What is around the part's own people."""
        mark = np.full(self.network.persons.people, -1, dtype=np.int32)
        found: tuple[Ints, Floats, Bools]
        found = large_kernels.around(self.first, self.last, *self.network.contacts, mark)
        return found

    @cached_property
    def shared(self) -> Ints:
        """Look at the contacts of each contact."""
        return self._placed(self._around[0])

    @cached_property
    def through(self) -> Floats:
        """Add up those who are contacts too."""
        return self._placed(self._around[1])

    @cached_property
    def rounds(self) -> Bools:
        """Follow support through them."""
        return self._placed(self._around[2])

    @cached_property
    def hinges(self) -> Ints:
        """Look for contacts with one contact in common."""
        start, index, _ = self.network.contacts
        mark = np.full(self.network.persons.people, -1, dtype=np.int32)
        own: Ints = large_kernels.hinges_around(self.first, self.last, start, index, self._around[0], mark)
        return self._placed(own)

    def _placed(self, own: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Put what is known of own entries between those of people before and after: their contacts in the part."""
        start, index, _ = self.network.contacts
        others = index[start[self.first] : start[self.last]]
        before, after = int((others < self.first).sum()), int((others >= self.last).sum())
        return np.concatenate((np.zeros(before, own.dtype), own, np.zeros(after, own.dtype)))


def large_arcs(network: LargeNetwork, code: Ints, columns: Iterable[str] = (), *, release: bool = False) -> LargeArcs:
    """Sort a large network into arrays, and work out the structure that depends on everybody's ties.

    Parameters
    ----------
    network : LargeNetwork
        The network.
    code : numpy.ndarray of int64, shape (people,)
        The group of each row of the table of people; -1 for none.
    columns : iterable of str
        Columns of people that figures tell groups apart by.
    release : bool
        Take the ties out of the network: they are not needed any more once they are sorted.
    """
    persons = arcs_of(network.without_ties, columns)
    group = code[persons.row]
    order = np.argsort(np.where(group < 0, len(group), group), kind="stable")
    ties = network.handed_over() if release else network.ties
    persons = replace(persons, **persons.of_people(order), kinds=ties.kinds)
    given = _given(ties, persons.row)
    del ties
    got = Got(*large_kernels.turned(given.start, given.receiver, persons.people))
    counts = _informal(given, persons)
    contacts = Contacts(*large_kernels.contacts_of(given.start, given.receiver, counts, *got))
    component = kernels.components(contacts.start, contacts.other)
    carer = persons.carer_role | _gives_care(given, counts, persons)
    return LargeArcs(
        persons=replace(
            persons,
            carer_role=read_only(carer & ~persons.professional & ~persons.organisation),
            hours_known=_hours_known(given, counts, persons),
        ),
        group=group[order],
        given=given,
        got=got,
        contacts=contacts,
        component=component,
        coreness=kernels.coreness(contacts.start, contacts.other),
        in_main=structure.in_main(component, np.diff(contacts.start)),
    )


def _given(ties: TieArrays, row: Ints) -> Given:
    """Sort ties by giver and receiver, whose numbers are their places in ``row``."""
    number = np.empty(len(row), dtype=np.int32)
    number[row] = np.arange(len(row), dtype=np.int32)
    receiver = number[ties.receiver]
    _, order = large_kernels.in_rows(receiver, np.arange(len(receiver), dtype=np.int32), len(row))
    start, order = large_kernels.in_rows(number[ties.giver], order, len(row))
    since = ties.since[order] if len(ties.since) else ties.since
    receiver, kind, hours = receiver[order], ties.kind[order], ties.hours[order]
    start = large_kernels.merged(start, receiver, kind, hours, since)
    entries = int(start[-1])
    return Given(start, receiver[:entries], kind[:entries], hours[:entries], since[:entries])


def _informal(given: Given, persons: Arcs) -> Bools:
    """Whether each entry is unpaid and between people."""
    kinds = np.array([name != PAID for name in persons.kinds], dtype=bool)
    between = ~persons.organisation[given.receiver]
    between &= np.repeat(~persons.organisation, np.diff(given.start))
    if len(kinds):
        between &= kinds[given.kind]
    return between


def _gives_care(given: Given, counts: Bools, persons: Arcs) -> Bools:
    """Whether each person cares for somebody, where they or the other were asked."""
    gives = np.zeros(persons.people, dtype=bool)
    if CARE in persons.kinds:
        care = np.flatnonzero(counts & (given.kind == persons.kinds.index(CARE)))
        giver = _owners(given, care)
        gives[giver[persons.asked[giver] | persons.asked[given.receiver[care]]]] = True
    return gives


def _hours_known(given: Given, counts: Bools, persons: Arcs) -> bool:
    """Whether the hours of all support that counted people get are known."""
    unknown = np.flatnonzero(counts & np.isnan(given.hours))
    return not bool(persons.counted[given.receiver[unknown]].any())


def _owners(given: Given, entries: Ints) -> Ints:
    """Return in whose row each entry stands."""
    return np.searchsorted(given.start, entries, side="right") - 1
