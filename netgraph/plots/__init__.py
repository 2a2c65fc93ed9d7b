"""Static pictures of districts for reports; the only room that knows Matplotlib, which need not be installed."""

from __future__ import annotations

from netgraph.plots.from_network import plot_districts
from netgraph.plots.ranks import plot_ranks

__all__ = ["plot_districts", "plot_ranks"]
