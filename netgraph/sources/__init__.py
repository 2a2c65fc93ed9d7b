"""What others already have -> netgraph's tables and networks: boundaries of Statistics Netherlands, surveys."""

from __future__ import annotations

from netgraph.sources.cbs import CBS_LEVELS, PDOK, read_cbs_districts
from netgraph.sources.ego_survey import read_ego_survey
from netgraph.sources.network_canvas import read_network_canvas

__all__ = ["CBS_LEVELS", "PDOK", "read_cbs_districts", "read_ego_survey", "read_network_canvas"]
