"""Arcs: people grouped by district and the ties between them as integer arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from netgraph.arcs import structure
from netgraph.schema.vocabulary import CARE, ONE_WAY_KINDS, PAID

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["Arcs", "Rows"]

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Rows:
    """Neighbours of each person in compressed sparse rows: those of person i are ``index[start[i]:start[i + 1]]``.

    Attributes
    ----------
    start : numpy.ndarray of int64, shape (people + 1,)
    index : numpy.ndarray of int64, shape (arcs,)
        Sorted within each row.
    hours : numpy.ndarray of float64, shape (arcs,)
        Hours a week of each arc; NaN where unknown.
    """

    start: Ints
    index: Ints
    hours: Floats

    @cached_property
    def count(self) -> Ints:
        """How many neighbours each person has."""
        return _read_only(np.diff(self.start))

    @cached_property
    def owner(self) -> Ints:
        """The person whose row each entry stands in."""
        return _read_only(np.repeat(np.arange(len(self.start) - 1), self.count))

    def sum(self, values: npt.NDArray[np.generic]) -> Floats:
        """Add a value per entry over each person's row; 0 for an empty row."""
        added = np.bincount(self.owner, weights=values, minlength=len(self.start) - 1)
        return added.astype(np.float64)  # without entries numpy counts in whole numbers


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
    resident : numpy.ndarray of bool, shape (people,)
        People who are not only professional or organisation.
    counted : numpy.ndarray of bool, shape (people,)
        Those of them who were asked, the respondents: the R of the definitions.
    weight : numpy.ndarray of float64, shape (people,)
        Survey weights.
    carer_role, volunteer_role, professional, organisation : numpy.ndarray of bool, shape (people,)
        Roles.
    giver, receiver : numpy.ndarray of int64, shape (kind arcs,)
        One entry for each giver, receiver and kind, sorted by giver and receiver.
    kind : numpy.ndarray of int64, shape (kind arcs,)
        Place in ``kinds``.
    hours : numpy.ndarray of float64, shape (kind arcs,)
        Hours a week, the largest within a kind; NaN where unknown.
    kinds : tuple of str
        Names of the kinds.
    """

    row: Ints
    district: Ints
    resident: Bools
    counted: Bools
    weight: Floats
    carer_role: Bools
    volunteer_role: Bools
    professional: Bools
    organisation: Bools
    giver: Ints
    receiver: Ints
    kind: Ints
    hours: Floats
    kinds: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.row)

    def of_kinds(self, names: Collection[str]) -> Bools:
        """Whether each entry of ``giver`` is of one of these kinds."""
        chosen = np.array([name in names for name in self.kinds], dtype=bool)
        return chosen[self.kind] if len(chosen) else np.zeros(0, dtype=bool)

    def everyday(self) -> Arcs:
        """Return the same people with everyday ties only: care, volunteering, respite and paid ties left out."""
        keep = ~self.of_kinds(ONE_WAY_KINDS)
        return replace(
            self,
            giver=self.giver[keep],
            receiver=self.receiver[keep],
            kind=self.kind[keep],
            hours=self.hours[keep],
        )

    @cached_property
    def informal(self) -> Bools:
        """Whether each entry counts as support between people: unpaid, and not of an organisation."""
        institutional = self.organisation[self.giver] | self.organisation[self.receiver]
        return _read_only(~self.of_kinds((PAID,)) & ~institutional)

    @cached_property
    def out(self) -> Rows:
        """The people each person gives to: out(i)."""
        chosen = self.informal
        return _rows(self.giver[chosen], self.receiver[chosen], self.hours[chosen], self.people)

    @cached_property
    def into(self) -> Rows:
        """The people each person receives from: in(i)."""
        chosen = self.informal
        return _rows(self.receiver[chosen], self.giver[chosen], self.hours[chosen], self.people)

    @cached_property
    def contacts(self) -> Rows:
        """The distinct people each person gives to or receives from: C(i); hours are those of both ways together."""
        owner = np.concatenate((self.out.owner, self.into.owner))
        other = np.concatenate((self.out.index, self.into.index))
        return _rows(owner, other, np.concatenate((self.out.hours, self.into.hours)), self.people)

    @cached_property
    def mutual(self) -> Ints:
        """How many contacts each person both gives to and receives from: #M(i) = #out + #in - #C."""
        return _read_only(self.out.count + self.into.count - self.contacts.count)

    @cached_property
    def carer(self) -> Bools:
        """Whether each person has the role of carer or gives a tie of kind care, and is not a professional."""
        gives_care = np.zeros(self.people, dtype=bool)
        gives_care[self.giver[self.of_kinds((CARE,)) & self.informal]] = True
        return _read_only((self.carer_role | gives_care) & ~self.professional & ~self.organisation)

    @cached_property
    def cared_for_supporters(self) -> Ints:
        """How many of each person's supporters are people that they care for."""
        care = self.of_kinds((CARE,)) & self.informal
        cares = np.unique(self.giver[care] * self.people + self.receiver[care])
        returned = np.isin(self.into.owner * self.people + self.into.index, cares)
        return _read_only(np.bincount(self.into.owner[returned], minlength=self.people))

    @cached_property
    def component(self) -> Ints:
        """A number for the weak component of each person; isolates have their own."""
        return _read_only(structure.components(self.people, self.out.owner, self.out.index))

    @cached_property
    def coreness(self) -> Ints:
        """The k-core number of each person in the undirected projection."""
        once = self.contacts.owner < self.contacts.index
        return _read_only(structure.coreness(self.people, self.contacts.owner[once], self.contacts.index[once]))


def _rows(owner: Ints, other: Ints, hours: Floats, people: int) -> Rows:
    """Sort arcs into rows; arcs between the same two are one, their hours added (unknown as soon as one is)."""
    key = owner * people + other
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    unique = key[first]
    added = np.add.reduceat(hours[order], first.nonzero()[0]) if len(key) else np.zeros(0)
    start = np.searchsorted(unique, np.arange(people + 1) * people)
    return Rows(_read_only(start), _read_only(unique % max(people, 1)), _read_only(added))


def _read_only(array: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """Make an array that is kept and shared impossible to change."""
    array.flags.writeable = False
    return array
