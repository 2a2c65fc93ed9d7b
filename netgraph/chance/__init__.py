"""What chance alone would give: networks in which everybody gives to and receives from as many people as now."""

from __future__ import annotations

from netgraph.chance.null_model import NULL_COLUMNS, null_model

__all__ = ["NULL_COLUMNS", "null_model"]
