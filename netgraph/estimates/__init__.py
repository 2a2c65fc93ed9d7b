"""Person values -> group values: numerator, denominator, value and interval of every figure for every group."""

from __future__ import annotations

from netgraph.estimates.columns import TIDY_COLUMNS
from netgraph.estimates.coverage import district_coverage
from netgraph.estimates.enough import TOO_LITTLE_DATA, Enough
from netgraph.estimates.flows import FLOW_COLUMNS, district_flows
from netgraph.estimates.gap import group_gap
from netgraph.estimates.groups import By, Groups, groups_of
from netgraph.estimates.ranks import RANK_COLUMNS, district_ranks, level_of_each, ranks, told_apart
from netgraph.estimates.tidy import NO_PEOPLE, UNDEFINED, counts, district_counts, district_estimates, estimate
from netgraph.estimates.wide import district_metrics, widen

__all__ = [
    "FLOW_COLUMNS",
    "NO_PEOPLE",
    "RANK_COLUMNS",
    "TIDY_COLUMNS",
    "TOO_LITTLE_DATA",
    "UNDEFINED",
    "By",
    "Enough",
    "Groups",
    "counts",
    "district_counts",
    "district_coverage",
    "district_estimates",
    "district_flows",
    "district_metrics",
    "district_ranks",
    "estimate",
    "group_gap",
    "groups_of",
    "level_of_each",
    "ranks",
    "told_apart",
    "widen",
]
