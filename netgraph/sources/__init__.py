"""What others already have -> netgraph's tables: boundaries of Statistics Netherlands."""

from __future__ import annotations

from netgraph.sources.cbs import CBS_LEVELS, PDOK, read_cbs_districts

__all__ = ["CBS_LEVELS", "PDOK", "read_cbs_districts"]
