"""Person values -> group values: numerator, denominator, value and interval of every figure for every group."""

from __future__ import annotations

from netgraph.estimates.columns import TIDY_COLUMNS
from netgraph.estimates.groups import By, Groups, groups_of
from netgraph.estimates.tables import district_estimates, district_metrics, estimate, widen

__all__ = [
    "TIDY_COLUMNS",
    "By",
    "Groups",
    "district_estimates",
    "district_metrics",
    "estimate",
    "groups_of",
    "widen",
]
