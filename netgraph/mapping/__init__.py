"""Maps of districts: one offline HTML page; the only room that knows folium and Leaflet."""

from __future__ import annotations

from netgraph.mapping.escape import escape
from netgraph.mapping.from_network import district_map
from netgraph.mapping.offline import OfflineFigure, OfflineMap

__all__ = ["OfflineFigure", "OfflineMap", "district_map", "escape"]
