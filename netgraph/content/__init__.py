"""What a page or a report says of a network: figures that passed the gate, in words."""

from __future__ import annotations

from netgraph.content.from_network import map_content, metric_of
from netgraph.content.options import MapOptions, check_layers
from netgraph.content.parts import MapContent

__all__ = ["MapContent", "MapOptions", "check_layers", "map_content", "metric_of"]
