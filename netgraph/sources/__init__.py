"""What others have -> tables and networks: boundaries of Statistics Netherlands, surveys, lists of matches."""

from __future__ import annotations

from netgraph.sources.cbs import CBS_LEVELS, PDOK, read_cbs_districts
from netgraph.sources.ego_survey import read_ego_survey
from netgraph.sources.matches import read_matches
from netgraph.sources.network_canvas import read_network_canvas

__all__ = ["CBS_LEVELS", "PDOK", "read_cbs_districts", "read_ego_survey", "read_matches", "read_network_canvas"]
