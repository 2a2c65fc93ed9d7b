"""The network as integer arrays and the structural algorithms on them: the seam behind which an engine can change."""

from __future__ import annotations

from netgraph.arcs.arrays import Arcs
from netgraph.arcs.build import arcs_of
from netgraph.arcs.rows import Rows

__all__ = ["Arcs", "Rows", "arcs_of"]
