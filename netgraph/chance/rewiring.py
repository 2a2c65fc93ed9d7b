"""Rewiring: random networks in which everybody gives to, and receives from, as many people as in the network given.

Two kinds of steps, each as likely as the step back, so that in the long run all such networks come up equally often:

- a trade: all givers meet in random pairs, and each pair deals out anew the receivers that only one of the two gives
  to. That is many swaps of ends at once (a gives to b and c to d; then a gives to d and c to b); pairs do not meddle
  with one another, so arrays can do it (Carstens, Berger & Strona 2016; Carstens et al. 2018).
- three-cycle reversals: i gives to j, j to k, k to i, and none the other way; then all three turn round. Without loops
  some networks cannot be reached by swaps alone (Berger & Müller-Hannemann 2010).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from joblib import Parallel, cpu_count, delayed

from netgraph.arcs.base_engine import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from netgraph.arcs.engine import Engine

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["Rewiring"]

Seen = TypeVar("Seen")

PROPOSALS = 20
"""Most three-cycles looked for after each trade: half of them on average, so that no network comes up by turns."""
NOT_MOVED = 0.01
"""Which part of the arcs may be expected never to have changed hands on the way to the hub."""
MOST_ROUNDS = 100
FEWEST_ARCS = 50_000
"""From so many arcs on walks go on every core: below that handing them out takes longer than it saves."""


@dataclass(frozen=True, eq=False)
class Rewiring:
    """A simple directed graph that can be rewired: who gives stays, who receives is dealt out anew.

    Attributes
    ----------
    start : numpy.ndarray of int64, shape (people + 1,)
        The arcs that each person gives are those from ``start[i]`` to ``start[i + 1]``.
    receiver : numpy.ndarray of int64, shape (arcs,)
        Who receives, in the network given, in order within each person. Nobody gives to themselves, and no arc is there
        twice.
    asked : numpy.ndarray of bool, shape (people,)
        Whose own ties are known. Between two people who were not asked no tie can be seen, so none comes or goes.
    engine : Engine
        What trades; all give the same networks.
    """

    start: Ints
    receiver: Ints
    asked: Bools
    engine: Engine = BASE

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.start) - 1

    @cached_property
    def gives(self) -> Ints:
        """To how many people each person gives."""
        return np.diff(self.start)

    @cached_property
    def giver(self) -> Ints:
        """Who gives each arc."""
        return np.repeat(np.arange(self.people), self.gives)

    @cached_property
    def rounds(self) -> int:
        """So many trades that 99 of 100 arcs are expected to have changed hands at least once; 100 at most.

        Of two who trade and give to ``a`` and ``b`` people, an arc stays where it is with chance ``a / (a + b)``.
        """
        size, count = np.unique(self.gives[self.gives > 0], return_counts=True)
        if not len(size):
            return 0
        stays = (size[:, None] / (size[:, None] + size)) @ count / count.sum()
        left = [np.average(stays**rounds, weights=size * count) for rounds in range(1, MOST_ROUNDS)]
        return 1 + int(np.argmax([*(part <= NOT_MOVED for part in left), True]))

    def draws(
        self, look: Callable[[Ints], Seen], count: int, rng: np.random.Generator, rounds: int | None = None
    ) -> Iterator[Seen]:
        """Yield what is seen in each of a number of random networks, which with the network given are exchangeable.

        From the network given a walk of ``rounds`` leads to a hub, and from the hub another to each draw. A walk is as
        likely as the same walk back, so that the network given is to the hub what each draw is: whoever knew the hub
        could not tell which of them was given, however short the walks (Besag & Clifford 1989). Short walks cost power,
        never validity.

        Parameters
        ----------
        look : callable
            Takes who receives, shape (arcs,), in place of ``receiver``, and returns what to keep of it. Networks of a
            city are large: none is kept longer than it is looked at.
        count : int
            How many networks.
        rng : numpy.random.Generator
            Source of chance.
        rounds : int, optional
            Length of a walk; by default `Rewiring.rounds`.
        """
        steps = self.rounds if rounds is None else rounds
        hub = self.walk(self.receiver, steps, rng)

        def seen(seed: Ints) -> Seen:
            return look(self.walk(hub, steps, np.random.default_rng(seed)))

        threads = 1 if len(self.receiver) < FEWEST_ARCS else cpu_count()
        # Threads, because kernels and NumPy leave others free to do theirs.
        every = Parallel(n_jobs=threads, prefer="threads", return_as="generator")
        yield from every(delayed(seen)(seed) for seed in rng.integers(2**63, size=(count, 2)))

    def walk(self, receiver: Ints, rounds: int, rng: np.random.Generator) -> Ints:
        """Walk through networks; it starts and ends with reversals, so that the walk back is as likely."""
        receiver = receiver.copy()
        self._reverse(receiver, rng)
        for _ in range(rounds):
            self._trade(receiver, rng)
            self._reverse(receiver, rng)
        return receiver

    def _trade(self, receiver: Ints, rng: np.random.Generator) -> None:
        """Let givers meet in random pairs, and deal out anew what only one of a pair gives to and both may."""
        givers = rng.permutation(np.flatnonzero(self.gives))
        half = len(givers) // 2
        chance = rng.random(len(receiver))
        self.engine.trade(self.start, receiver, givers[:half], givers[half : 2 * half], self.asked, chance)

    def _reverse(self, receiver: Ints, rng: np.random.Generator) -> None:
        """Look for three-cycles, one after the other, and turn round, in place, those that can be.

        An arc by chance, then by chance one that its receiver gives: the cycle of these two is proposed as often as the
        same cycle the other way round, because nobody comes to give to more or fewer people.
        """
        if not len(receiver):
            return
        first = rng.integers(0, len(receiver), rng.binomial(PROPOSALS, 0.5))
        where = rng.random(len(first))
        while len(first):
            middle = receiver[first]
            closes = self.gives[middle] > 0
            # Who gives nothing is no middle of a cycle; any arc will do in its place.
            second = np.where(closes, self.start[middle] + (where * self.gives[middle]).astype(np.int64), 0)
            closes[closes] = self._turns(receiver, first[closes], second[closes])
            found = int(np.argmax(closes))
            if not closes[found]:
                return
            self._turn(receiver, first[found], second[found])
            first, where = first[found + 1 :], where[found + 1 :]

    def _turns(self, receiver: Ints, first: Ints, second: Ints) -> Bools:
        """Whether each two arcs are part of a cycle of three people without an arc the other way round."""
        one, two, three = self.giver[first], receiver[first], receiver[second]
        seen = self.asked[one].astype(int) + self.asked[two] + self.asked[three] > 1
        turns: Bools = (one != three) & seen
        turns[turns] = self._has(receiver, three[turns], one[turns])
        for giver, to in ((two, one), (three, two), (one, three)):
            turns[turns] = ~self._has(receiver, giver[turns], to[turns])
        return turns

    def _turn(self, receiver: Ints, first: np.int64, second: np.int64) -> None:
        one, two, three = self.giver[first], receiver[first], receiver[second]
        third = self.start[three] + int(np.argmax(receiver[self.start[three] : self.start[three + 1]] == one))
        receiver[first], receiver[second], receiver[third] = three, one, two
        for giver in (one, two, three):
            receiver[self.start[giver] : self.start[giver + 1]].sort()

    def _has(self, receiver: Ints, giver: Ints, to: Ints) -> Bools:
        """Whether each of these givers gives to that person."""
        length = self.gives[giver]
        asks = np.repeat(np.arange(len(giver)), length)
        slot = np.arange(len(asks)) + np.repeat(self.start[giver] - (np.cumsum(length) - length), length)
        has: Bools = np.bincount(asks[receiver[slot] == to[asks]], minlength=len(giver)) > 0
        return has
