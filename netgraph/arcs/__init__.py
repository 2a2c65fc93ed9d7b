"""The network as integer arrays and the structural algorithms on them: the seam behind which an engine can change."""

from __future__ import annotations

from netgraph.arcs.arrays import Arcs, Rows
from netgraph.arcs.build import arcs_of

__all__ = ["Arcs", "Rows", "arcs_of"]
