"""Which networks are thin, and why: each district against the rest of the city."""

from __future__ import annotations

from netgraph.signals.comparison import COMPARISON_COLUMNS, compare_with_rest, signal_estimates
from netgraph.signals.rule import STRONG, signalling
from netgraph.signals.table import ATTENTION, thin_networks

__all__ = [
    "ATTENTION",
    "COMPARISON_COLUMNS",
    "STRONG",
    "compare_with_rest",
    "signal_estimates",
    "signalling",
    "thin_networks",
]
