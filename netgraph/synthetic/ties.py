"""Directed ties as arrays, while the network is being drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netgraph.schema.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.synthetic.draws import Floats, Ints

__all__ = ["Ties", "half_hours", "join", "shared_out"]


@dataclass(frozen=True)
class Ties:
    """Ties in the making: positions of giver and receiver, number of the kind in ``KINDS``, hours a week."""

    giver: Ints
    receiver: Ints
    kind: Ints
    hours: Floats

    def __len__(self) -> int:
        return len(self.giver)

    @classmethod
    def of_kind(cls, kind: str, giver: Ints, receiver: Ints, hours: Floats) -> Ties:
        """Make ties that are all of one kind."""
        return cls(giver, receiver, np.full(len(giver), KINDS.index(kind)), hours)


def join(parts: Sequence[Ties]) -> Ties:
    """Put ties together; the first of two with the same giver, receiver and kind stays.

    Examples
    --------
    >>> one = Ties.of_kind("care", np.array([0, 0]), np.array([1, 2]), np.array([4.0, 2.0]))
    >>> join([one, Ties.of_kind("care", np.array([0]), np.array([1]), np.array([9.0]))]).hours.tolist()
    [4.0, 2.0]
    """
    giver = np.concatenate([part.giver for part in parts])
    receiver = np.concatenate([part.receiver for part in parts])
    kind = np.concatenate([part.kind for part in parts])
    hours = np.concatenate([part.hours for part in parts])
    people = int(max(giver.max(), receiver.max())) + 1 if len(giver) else 1
    _, first = np.unique((giver * people + receiver) * len(KINDS) + kind, return_index=True)
    return Ties(giver[first], receiver[first], kind[first], hours[first])


def half_hours(hours: Floats) -> Floats:
    """Round to half hours a week, and never to nothing.

    Examples
    --------
    >>> half_hours(np.array([0.1, 1.3, 7.0])).tolist()
    [0.5, 1.5, 7.0]
    """
    return np.maximum(np.round(hours * 2) / 2, 0.5)


def shared_out(rng: np.random.Generator, giver: Ints, totals: Floats) -> Floats:
    """Divide the hours of each giver equally over their ties.

    ``totals`` has one entry for each different giver; large totals go mostly to those with many ties.

    Examples
    --------
    >>> shared_out(np.random.default_rng(1), np.array([5, 5, 8]), np.array([6.0, 6.0])).tolist()
    [3.0, 3.0, 6.0]
    """
    _, which, ties = np.unique(giver, return_inverse=True, return_counts=True)
    by_size = np.empty(len(ties), dtype=np.int64)
    size = np.log(ties) + 0.7 * rng.standard_normal(len(ties))
    by_size[np.argsort(size, kind="stable")] = np.arange(len(ties))
    return half_hours(np.sort(totals)[by_size][which] / ties[which])
