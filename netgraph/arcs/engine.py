"""The seam behind which an engine can change: what structural algorithms do, and which engine does them."""

from __future__ import annotations

import logging
import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, Protocol

from netgraph.arcs.base_engine import BASE
from netgraph.errors import MissingExtraError, NetgraphError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["ENGINE_VARIABLE", "FEWEST_TIES", "Adds", "Engine", "Projection", "engine_for"]

ENGINE_VARIABLE = "NETGRAPH_ENGINE"
"""Environment variable that names the engine: auto, base or compiled."""
FEWEST_TIES = 300_000
"""Below so many ties compiled kernels take longer to load than they save (docs/scale.md)."""


class Projection(Protocol):
    """The undirected projection of a network, in which everybody stands in the rows of all their contacts."""

    @property
    def component(self) -> Ints:
        """A number for the weak component of each person."""

    @property
    def in_main_component(self) -> Bools | None:
        """Whether each person is in the component that holds more than half of those with contacts, if one does."""

    @property
    def coreness(self) -> Ints:
        """The k-core number of each person."""

    @property
    def shared(self) -> Ints:
        """How many contacts the two of each entry have in common."""

    @property
    def through(self) -> Floats:
        """The sum of 1 / #C of those contacts."""

    @property
    def rounds(self) -> Bools:
        """Whether the owner of each entry gives to the other, and support comes back through one of those contacts."""

    @property
    def hinges(self) -> Ints:
        """With how many contacts each entry's owner has no contact in common but the other of that entry."""


class Adds(NamedTuple):
    """What the other of each entry adds to its owner's residual: a = w (n - v d), and below the line b = w d."""

    group: Ints
    """The group of each person, shape (people,); -1 for none."""
    weight: Floats
    """w, shape (people,)."""
    value: Floats
    """v, a number for each group, shape (groups,)."""
    numerator: Floats
    """n, shape (entries,)."""
    denominator: Floats
    """d, shape (entries,)."""


class Engine(Protocol):
    """Algorithms on compressed sparse rows: of person i the entries ``start[i]`` to ``start[i + 1]`` of ``index``.

    Rows are sorted and hold nobody twice. All engines give the same numbers, up to the last bits of sums.
    """

    @property
    def name(self) -> str:
        """What it is called."""

    def row_sums(self, start: Ints, values: npt.NDArray[np.generic]) -> Floats:
        """Add a value per entry over each row, in order; 0 for an empty row."""

    def transposed(self, start: Ints, index: Ints) -> tuple[Ints, Ints]:
        """Return the start of each row of the transpose, and the entry that stands at each place in it."""

    def united(
        self, start: Ints, index: Ints, hours: Floats, other_start: Ints, other_index: Ints, other_hours: Floats
    ) -> tuple[Ints, Ints, Floats, Bytes]:
        """Merge two rows of each person: start, index, hours added, and 1, 2 or 3 for one, the other or both."""

    def places(self, start: Ints, index: Ints, other_start: Ints, other_index: Ints) -> Ints:
        """Return where each entry of the other rows stands in the first; -1 where it does not."""

    def influence_sums(
        self, start: Ints, index: Ints, back: Ints, adds: Adds
    ) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """Add up what people add to the residuals of others of their own group, and tell what they add to others.

        ``back[e]`` is where i stands in the row of ``index[e]``, of entry e in the row of i; -1 where they do not.

        Returns
        -------
        above, under : shape (people,)
            The sums of a and of b over the rows of others of one's group.
        pairs : shape (groups,)
            The sum over those entries of a * (a + what comes back), what one adds to the other times both together.
        across, across_under : shape (crossing,)
            a and b of the entries of people in a group that end outside it, in order; see `Adds`.
        """

    def trade(self, start: Ints, receiver: Ints, one: Ints, other: Ints, asked: Bools, chance: Floats) -> None:
        """Let pairs of givers deal out anew, in place, what only one of the two gives and both may give.

        Rows of ``receiver`` are sorted, before and after. The two of pair k are ``one[k]`` and ``other[k]``, and nobody
        is in two pairs. They exchange nothing that both give, nothing to each other, and no tie that could not be seen:
        between two people who were not asked none can. The rest, in order of pair and of receiver, takes the numbers of
        ``chance``, in [0, 1), one after the other: each goes to the one where its number times those that the pair has
        left is below those that the one still lacks. So every choice of as many as before is as likely (selection
        sampling, Fan, Muller & Rezucha 1962).
        """

    def projection(self, start: Ints, index: Ints, ways: Bytes) -> Projection:
        """Return the structure of the undirected projection; ``ways`` as `united` returns them."""


def engine_for(ties: int) -> Engine:
    """Return the engine for a network of so many ties: compiled kernels where they are installed and pay.

    Parameters
    ----------
    ties : int
        How many there are.

    Raises
    ------
    NetgraphError
        The environment variable names no engine.
    MissingExtraError
        It asks for compiled kernels, and these are not installed.

    Examples
    --------
    >>> engine_for(100).name
    'base'
    """
    asked = os.environ.get(ENGINE_VARIABLE, "auto").strip().lower() or "auto"
    if asked not in ("auto", "base", "compiled"):
        raise NetgraphError(f"{ENGINE_VARIABLE} is {asked!r}. Expected auto, base or compiled.")
    installed = find_spec("numba") is not None
    if asked == "compiled" and not installed:
        raise MissingExtraError(
            f'{ENGINE_VARIABLE}=compiled needs numba. Install it: pip install "neighbourhood-netgraph[fast]".'
        )
    if asked == "base" or not installed or (asked == "auto" and ties < FEWEST_TIES):
        return BASE
    from netgraph.arcs.compiled_engine import COMPILED  # noqa: PLC0415 - loads numba

    logging.getLogger("netgraph").debug("compiled kernels for %d ties", ties)
    return COMPILED
