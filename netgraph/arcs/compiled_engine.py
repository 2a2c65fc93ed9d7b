"""The engine of the extra "fast": compiled kernels for all but what igraph does as fast."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np

from netgraph.arcs import dealing_kernels, kernels, structure

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs.engine import Adds

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["COMPILED", "CompiledEngine", "CompiledProjection"]


class CompiledEngine:
    """What the methods do stands with `netgraph.arcs.engine.Engine`."""

    name = "compiled"

    def row_sums(self, start: Ints, values: npt.NDArray[np.generic]) -> Floats:
        """Add whole numbers and truth values as numbers."""
        return cast("Floats", kernels.row_sums(start, values.astype(np.float64, copy=False)))

    def transposed(self, start: Ints, index: Ints) -> tuple[Ints, Ints]:
        """Count and place, in one pass each."""
        return cast("tuple[Ints, Ints]", kernels.transposed(start, index))

    def united(
        self, start: Ints, index: Ints, hours: Floats, other_start: Ints, other_index: Ints, other_hours: Floats
    ) -> tuple[Ints, Ints, Floats, Bytes]:
        """Merge sorted rows."""
        merged = kernels.united(start, index, hours, other_start, other_index, other_hours)
        return cast("tuple[Ints, Ints, Floats, Bytes]", merged)

    def places(self, start: Ints, index: Ints, other_start: Ints, other_index: Ints) -> Ints:
        """Merge sorted rows."""
        return cast("Ints", kernels.places(start, index, other_start, other_index))

    def influence_sums(
        self, start: Ints, index: Ints, back: Ints, adds: Adds
    ) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """Go through the entries once."""
        sums = kernels.influence_sums(start, index, back, *adds)
        return cast("tuple[Floats, Floats, Floats, Floats, Floats]", sums)

    def trade(self, start: Ints, receiver: Ints, one: Ints, other: Ints, asked: Bools, chance: Floats) -> None:
        """Merge the rows of each pair, twice: to count, and to deal."""
        dealing_kernels.trade(start, receiver, one, other, asked, chance)

    def projection(self, start: Ints, index: Ints, ways: Bytes) -> CompiledProjection:
        """Return what the kernels know of it."""
        return CompiledProjection(start, index, ways)


COMPILED = CompiledEngine()


@dataclass(frozen=True, eq=False)
class CompiledProjection:
    """What the attributes are stands with `netgraph.arcs.engine.Projection`."""

    start: Ints
    index: Ints
    ways: Bytes

    @cached_property
    def component(self) -> Ints:
        """Join the two of every entry."""
        return cast("Ints", kernels.components(self.start, self.index))

    @property
    def in_main_component(self) -> Bools | None:
        """Look for the largest."""
        return structure.in_main(self.component, np.diff(self.start))

    @cached_property
    def coreness(self) -> Ints:
        """Peel people off."""
        return cast("Ints", kernels.coreness(self.start, self.index))

    @cached_property
    def _triangles(self) -> tuple[Ints, Floats, Bools]:
        return cast("tuple[Ints, Floats, Bools]", kernels.triangles(self.start, self.index, self.ways))

    @property
    def shared(self) -> Ints:
        """Count the triangles at each pair."""
        return self._triangles[0]

    @property
    def through(self) -> Floats:
        """Add up the third person of each triangle."""
        return self._triangles[1]

    @property
    def rounds(self) -> Bools:
        """Follow each triangle both ways round."""
        return self._triangles[2]

    @cached_property
    def hinges(self) -> Ints:
        """Look at each two sides of a triangle from one corner."""
        return cast("Ints", kernels.hinges(self.start, self.index, self.shared))
