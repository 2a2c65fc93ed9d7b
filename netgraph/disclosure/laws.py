"""Laws: what ties the counts of one group to each other, whichever group it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from netgraph.disclosure.programs import sparse_rows
from netgraph.estimates.coverage import COVERAGE
from netgraph.metrics import METRICS
from netgraph.metrics.identities import identities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Law = Mapping[int, int]

__all__ = ["NEVER_LESS", "PARTS", "Laws", "larger"]

PARTS = ("numerator", "denominator", "people")
TOLERANCE = 1e-6
"""Sums of hours and weights are equal up to this."""
WHERE_ALL_IS_KNOWN = (
    ((COVERAGE, "numerator"), (COVERAGE, "people")),
    (("weighted_reciprocity", "people"), ("receive_only", "people")),
    (("ei_index", "people"), ("receive_only", "people")),
    (("ei_index", "denominator"), ("contacts", "numerator")),
    (("bridging_share", "people"), ("receive_only", "people")),
    (("bridging_share", "denominator"), ("contacts", "numerator")),
    (("carer_balance", "people"), ("care_hours", "people")),
    (("carer_balance", "denominator"), ("care_hours", "numerator")),
)
"""Parts that are equal where all hours, districts and groups are known: no identities, but often used as such."""
EVERYBODY = "isolated"
"""A share of everybody: its denominator is their number, unless they weigh differently."""
NEVER_LESS = (
    (("contacts", "numerator"), ("receive_only", "denominator")),
    (("contacts", "numerator"), ("effective_size", "numerator")),
    (("receive_only", "denominator"), ("clustering", "people")),
    (("indirect_reciprocity", "numerator"), ("arc_reciprocity", "numerator")),
    (("peripheral", "numerator"), ("isolated", "numerator")),
    (("outside_main_component", "numerator"), ("isolated", "numerator")),
)
"""Parts of which the first is never less than the second, by what they count."""


class Laws:
    """What holds between the parts of each group's figures.

    A declared identity is taken to hold in every group in which it does. Where it does not, a register divides by the
    population, or not all hours or districts are known; that says nothing of other groups. On how many people a figure
    rests is nowhere declared: what is the same in every group where people weigh the same is taken to be the same.

    Parameters
    ----------
    flat : numpy.ndarray of float64, shape (groups, 3 * figures)
        Every part of every figure; NaN where there is none.
    figures : sequence of str
        Ids of the figures.
    exact : numpy.ndarray of bool, shape (groups,)
        Of which groups the parts are exact, and not only known as they were published.

    Attributes
    ----------
    same_as : numpy.ndarray of int64, shape (groups, 3 * figures)
        For each part the first one of its group that it equals by some law.
    """

    def __init__(self, flat: Floats, figures: Sequence[str], exact: Bools) -> None:
        declared, of_people = _declared(figures), _of_people(figures)
        self._laws = [*declared, *of_people]
        judged = exact & ~_weighed(flat, figures)
        each = [_holds(flat, law) for law in declared] + [_holds_everywhere(flat, law, judged) for law in of_people]
        holds = np.array(each, dtype=np.bool_).reshape(-1, len(flat)).T
        # Most groups have the same laws, so that there are few kinds of groups.
        self._kinds, member = np.unique(holds, axis=0, return_inverse=True)
        self._kind = member.ravel()
        of_kind = [_same_as(flat.shape[1], self._of(kind)) for kind in range(len(self._kinds))]
        self._same_as_of_kind = of_kind
        self.same_as = np.array(of_kind, dtype=np.int64).reshape(-1, flat.shape[1])[self._kind]

    def rows(self, of_part: Ints) -> Iterator[tuple[Ints, Floats]]:
        """Return the laws that are left once equal parts are one count: the counts of every group, and their factors.

        Parameters
        ----------
        of_part : numpy.ndarray of int64, shape (groups, 3 * figures)
            The count of every part; -1 where there is none.
        """
        for kind, same_as in enumerate(self._same_as_of_kind):
            groups = of_part[self._kind == kind]
            for terms in _merged(self._of(kind), same_as):
                counts = groups[:, [column for column, _ in terms]]
                factors = np.array([factor for _, factor in terms], dtype=np.float64)
                yield counts[(counts >= 0).all(axis=1)], factors

    def _of(self, kind: int) -> list[Law]:
        return [law for law, holds in zip(self._laws, self._kinds[kind], strict=True) if holds]


def _declared(figures: Sequence[str]) -> list[Law]:
    """Return the identities between parts, by the column of each."""
    place = _places(figures)
    sums = [one.terms for one in identities() if all(term in place for term in one.terms)]
    laws: list[Law] = [{place[term]: factor for term, factor in terms.items()} for terms in sums]
    equal = [pair for pair in WHERE_ALL_IS_KNOWN if all(part in place for part in pair)]
    return [*laws, *({place[one]: 1, place[other]: -1} for one, other in equal)]


def _of_people(figures: Sequence[str]) -> list[Law]:
    """Return on how many people figures can rest: their denominator, or everybody who was asked."""
    place = _places(figures)
    laws: list[Law] = [{place[name, "people"]: 1, place[name, "denominator"]: -1} for name in figures]
    others = [name for name in figures if name != COVERAGE and COVERAGE in figures]
    return [*laws, *({place[name, "people"]: 1, place[COVERAGE, "people"]: -1} for name in others)]


def _weighed(flat: Floats, figures: Sequence[str]) -> Bools:
    """Return in which groups people weigh differently: there the denominator of a share of all is not their number."""
    if EVERYBODY not in figures:
        return np.zeros(len(flat), dtype=np.bool_)
    place = _places(figures)
    people, below = flat[:, place[EVERYBODY, "people"]], flat[:, place[EVERYBODY, "denominator"]]
    different: Bools = np.abs(people - below) > TOLERANCE * (1 + np.abs(below))
    return different


def _holds_everywhere(flat: Floats, law: Law, judged: Bools) -> Bools:
    """Return in which groups a law holds; in none where it does not in all that are judged by."""
    holds = _holds(flat, law)
    known = judged & np.isfinite(flat[:, list(law)]).all(axis=1)
    return holds if known.any() and holds[known].all() else np.zeros_like(holds)


def larger(flat: Floats, figures: Sequence[str]) -> Iterator[tuple[int, int, Bools]]:
    """Return pairs of columns of which the first is never less than the second, and the groups in which that holds."""
    place = _places(figures)
    pairs = [(place[one], place[other]) for one, other in NEVER_LESS if one in place and other in place]
    for number, name in enumerate(figures):
        metric = METRICS.get(name)
        if metric is not None and metric.shape == "ratio" and metric.unit == "share":
            pairs.append((len(PARTS) * number + 1, len(PARTS) * number))
    for one, other in pairs:
        # In weighted sums, and of a register, some do not.
        yield one, other, flat[:, one] >= flat[:, other] - TOLERANCE


def _places(figures: Sequence[str]) -> dict[tuple[str, str], int]:
    return {
        (name, part): len(PARTS) * number + offset
        for number, name in enumerate(figures)
        for offset, part in enumerate(PARTS)
    }


def _holds(flat: Floats, law: Law) -> Bools:
    """Return in which groups a law holds: all its parts are known and add up to 0."""
    parts = flat[:, list(law)]
    sums = parts @ np.array(list(law.values()), dtype=np.float64)
    holds: Bools = np.abs(sums) <= TOLERANCE * (1 + np.abs(parts).max(axis=1, initial=0))
    return holds


def _same_as(columns: int, laws: Iterable[Law]) -> Ints:
    """Return for each part the first one that it equals."""
    pairs = [tuple(law) for law in laws if sorted(law.values()) == [-1, 1]]
    one, other = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    links = sparse_rows(np.ones(len(pairs)), one, other, (columns, columns))
    _, group = sparse.csgraph.connected_components(links, directed=False)
    _, first, member = np.unique(group, return_index=True, return_inverse=True)
    return np.asarray(first[member], dtype=np.int64)


def _merged(laws: Iterable[Law], same_as: Ints) -> list[tuple[tuple[int, int], ...]]:
    """Return each law once in terms of the parts that are left; those that say nothing more are left out."""
    found: dict[tuple[tuple[int, int], ...], None] = {}
    for law in laws:
        merged: dict[int, int] = {}
        for column, factor in law.items():
            merged[int(same_as[column])] = merged.get(int(same_as[column]), 0) + factor
        terms = tuple(sorted((column, factor) for column, factor in merged.items() if factor))
        if terms:
            found.setdefault(terms)
    return list(found)
