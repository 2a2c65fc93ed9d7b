"""Maps of districts: one offline HTML page; the only room that knows folium and Leaflet."""

from __future__ import annotations

from netgraph.mapping.district_map import DistrictMap, district_map
from netgraph.mapping.offline import OfflineFigure, OfflineMap
from netgraph.pages.escape import escape

__all__ = ["DistrictMap", "OfflineFigure", "OfflineMap", "district_map", "escape"]
