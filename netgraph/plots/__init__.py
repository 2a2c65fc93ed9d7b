"""Static pictures of districts for reports; the only room that knows Matplotlib, which need not be installed."""

from __future__ import annotations

from netgraph.plots.from_network import plot_districts

__all__ = ["plot_districts"]
