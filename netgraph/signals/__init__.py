"""Which networks are thin, why, and how certain that is: each district against the rest of the city."""

from __future__ import annotations

from netgraph.schema.thresholds import FALSE_DISCOVERY_RATE, LARGEST_RATE
from netgraph.signals.comparison import COMPARISON_COLUMNS, compare_with_rest, signal_counts, signal_estimates
from netgraph.signals.explanations import explanations
from netgraph.signals.margins import signal_margins
from netgraph.signals.p_values import benjamini_hochberg, figure_p_values, partial_conjunction
from netgraph.signals.rule import ATTENTION, Judgement, judge
from netgraph.signals.sentences import Explanation, SignalReason
from netgraph.signals.table import thin_networks

__all__ = [
    "ATTENTION",
    "COMPARISON_COLUMNS",
    "FALSE_DISCOVERY_RATE",
    "LARGEST_RATE",
    "Explanation",
    "Judgement",
    "SignalReason",
    "benjamini_hochberg",
    "compare_with_rest",
    "explanations",
    "figure_p_values",
    "judge",
    "partial_conjunction",
    "signal_counts",
    "signal_estimates",
    "signal_margins",
    "thin_networks",
]
