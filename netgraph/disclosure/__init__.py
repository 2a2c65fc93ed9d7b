"""The gate: what may leave the building."""

from __future__ import annotations

from netgraph.disclosure.family import Family, family_of, judged_groups, published_levels
from netgraph.disclosure.flows import protect_flows
from netgraph.disclosure.gate import protect, publishable
from netgraph.disclosure.larger_areas import with_larger_areas
from netgraph.disclosure.protected_table import protected_metrics
from netgraph.disclosure.pseudonyms import pseudonymise
from netgraph.disclosure.rules import DOMINANCE, FEW_PEOPLE, SECONDARY, SMALL_COUNT
from netgraph.schema.thresholds import MINIMUM

__all__ = [
    "DOMINANCE",
    "FEW_PEOPLE",
    "MINIMUM",
    "SECONDARY",
    "SMALL_COUNT",
    "Family",
    "family_of",
    "judged_groups",
    "protect",
    "protect_flows",
    "protected_metrics",
    "pseudonymise",
    "publishable",
    "published_levels",
    "with_larger_areas",
]
