"""Sample: the people whose figures are added together, and what their variances have to know about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import numpy.typing as npt

    from netgraph.arcs import Arcs, Rows
    from netgraph.estimates.groups import Groups
    from netgraph.metrics import Ratio
    from netgraph.schema.about import About

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["Ends", "Sample", "sample_of"]


@dataclass(frozen=True, eq=False)
class Ends:
    """Where the entries of some rows end: in the group of their owner, or outside it.

    Attributes
    ----------
    group : numpy.ndarray of int64, shape (entries,)
        The group of each entry's owner; that of nobody where the owner is not counted.
    crossing : numpy.ndarray of int64
        The entries that end outside.
    outsider : numpy.ndarray of int64, shape (crossing,)
        A number for each group and person outside it at the end of these.
    outsider_group : numpy.ndarray of int64, shape (outsiders,)
        The group of each such number.
    """

    group: Ints
    crossing: Ints
    outsider: Ints
    outsider_group: Ints


@dataclass(frozen=True, eq=False)
class Sample:
    """The counted people of each group.

    Attributes
    ----------
    counted : numpy.ndarray of int64, shape (counted,)
        Numbers of the people who count, in order of their group.
    code : numpy.ndarray of int64, shape (counted,)
        Their groups.
    weight : numpy.ndarray of float64, shape (counted,)
        Their survey weights.
    unseen : numpy.ndarray of float64, shape (counted,)
        Which part of the people whom each stands for was not asked: the finite-population correction, between 0
        (everybody was) and 1.
    members : numpy.ndarray of int64, shape (groups,)
        How many people count.
    everybody : int
        How many people there are in all, counted or not.
    made : dict
        Figures that were made of this sample before, by what they depend on.
    is_survey : bool
        Whether the figure is about a population of whom some were asked. If not the counts are exact, and it is about
        what such figures would be of other people and ties under the same conditions.
    """

    counted: Ints
    code: Ints
    weight: Floats
    unseen: Floats
    members: Ints
    everybody: int
    is_survey: bool
    _ends: dict[int, tuple[Rows, Ends]] = field(default_factory=dict)
    made: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.members)

    def sum(self, values: npt.NDArray[np.generic]) -> Floats:
        """Add values of counted people over each group; 0 for a group without any."""
        total, (filled, start) = np.zeros(self.groups), self._filled
        if len(filled):
            total[filled] = np.add.reduceat(values, start, dtype=np.float64)
        return total

    @cached_property
    def _filled(self) -> tuple[Ints, Ints]:
        """The groups that have members, and where those of each begin."""
        filled = np.flatnonzero(self.members)
        return filled, (np.cumsum(self.members) - self.members)[filled]

    def ratio(self, parts: Ratio) -> tuple[Floats, Floats, Floats]:
        """Return the weighted sums of each group and the figure, the one by the other; NaN where it is undefined."""
        above, below = (self.sum(self.weight * part[self.counted]) for part in (parts.numerator, parts.denominator))
        with np.errstate(divide="ignore", invalid="ignore"):
            return above, below, np.where(below > 0, above / below, np.nan)

    def each_group(self) -> Iterator[tuple[int, Ints]]:
        """Go through the groups that have members, each with the numbers of those."""
        ends = np.cumsum(self.members)
        for group in np.flatnonzero(self.members):
            yield int(group), self.counted[ends[group] - self.members[group] : ends[group]]

    def effective(self, chosen: Bools) -> Floats:
        """Return how many people of one weight the chosen ones of each group are worth (Kish 1965); NaN for nobody."""
        weight = self.weight * chosen
        with np.errstate(invalid="ignore"):
            return np.asarray(self.sum(weight) ** 2 / self.sum(weight**2), dtype=np.float64)

    @cached_property
    def group_of_each(self) -> Ints:
        """The group of everybody, shape (people,); -1 for who is not counted."""
        code = np.full(self.everybody, -1, dtype=np.int64)
        code[self.counted] = self.code
        return code

    def ends(self, rows: Rows) -> Ends:
        """Return where the entries of some rows end; worked out once for each rows."""
        # The rows are kept with the answer, so that no others can get their number.
        if id(rows) not in self._ends:
            self._ends[id(rows)] = rows, self._ends_of(rows)
        return self._ends[id(rows)][1]

    def forget_ends(self) -> None:
        """Let go of what `Sample.ends` worked out, which is large."""
        self._ends.clear()

    def _ends_of(self, rows: Rows) -> Ends:
        nobody = self.groups
        code = np.where(self.group_of_each < 0, nobody, self.group_of_each)
        group, other = code[rows.owner], code[rows.index]
        inside = (group == other) & (group < nobody)
        crossing = np.flatnonzero(~inside & (group < nobody))
        key = group[crossing] * self.everybody + rows.index[crossing]
        outsiders, outsider = np.unique(key, return_inverse=True)
        return Ends(group, crossing, outsider, outsiders // max(self.everybody, 1))


_SAMPLES: WeakKeyDictionary[Arcs, dict[int, tuple[Groups, About, Sample]]] = WeakKeyDictionary()
"""Samples by the arcs that they are of, and the number of their groups, which are kept so that it stays theirs."""


def sample_of(arcs: Arcs, groups: Groups, about: About) -> Sample:
    """Return the counted people of each group; of the same arcs and groups it is the same sample.

    They are the respondents who are not only professional or organisation and belong to one of the groups.

    In a survey each of them stands for a part of the inhabitants. With N of those and survey weights w, the chance that
    somebody was asked is taken as ``sum(w) / (N w)``, n / N where all weigh the same, and `Sample.unseen` is 1 less
    that chance. Where the population of a group is not known, or less than the people asked so that it cannot be right,
    nothing is corrected: the residents in the data are no population, since a survey may hold its respondents alone,
    or besides them the contacts whom they named. Of other designs `Sample.unseen` is 1.

    Parameters
    ----------
    arcs : Arcs
        The network as arrays.
    groups : Groups
        Which group each person belongs to, with the population where it is known.
    about : About
        The design of the data.

    Returns
    -------
    Sample
        Arrays of shape (counted,) in order of the groups, and ``members`` of shape (groups,).

    Examples
    --------
    A and b answered, of four who live in west: half of those were not asked.

    >>> import pandas as pd
    >>> import netgraph as ng
    >>> from netgraph.arcs import arcs_of
    >>> from netgraph.estimates import groups_of
    >>> people = pd.DataFrame({"person": list("abc"), "district": "west", "respondent": [True, True, False]})
    >>> districts = pd.DataFrame({"district": ["west"], "population": [4]})
    >>> ties = pd.DataFrame({"giver": ["a"], "receiver": ["c"]})
    >>> network = ng.from_tables(people, ties, districts, about={"design": "survey"})
    >>> sample = sample_of(arcs_of(network), groups_of(network, "district"), network.about)
    >>> sample.counted.tolist(), sample.members.tolist(), sample.unseen.tolist()
    ([0, 1], [2], [0.5, 0.5])
    """
    known = _SAMPLES.setdefault(arcs, {})
    if id(groups) not in known or known[id(groups)][1] != about:
        known[id(groups)] = groups, about, _sample(arcs, groups, about)
    return known[id(groups)][2]


def _sample(arcs: Arcs, groups: Groups, about: About) -> Sample:
    """Count people."""
    code = groups.code[arcs.row]
    counted = np.flatnonzero(arcs.counted & (code >= 0))
    counted = counted[np.argsort(code[counted], kind="stable")]
    count = len(groups.keys)
    members = np.bincount(code[counted], minlength=count)
    weight, own = arcs.weight[counted], code[counted]
    is_survey = about.design == "survey"
    unseen = np.ones(len(counted))
    if is_survey:
        inhabitants = np.where(np.isfinite(groups.population), groups.population, np.inf)
        asked = np.bincount(own, weight, count)[own] / (np.maximum(inhabitants, 1)[own] * weight)
        unseen = np.where(members[own] == inhabitants[own], 0.0, np.clip(1 - asked, 0, 1))
        unseen[members[own] > inhabitants[own]] = 1.0
    return Sample(counted, own, weight, unseen, members, arcs.people, is_survey)
