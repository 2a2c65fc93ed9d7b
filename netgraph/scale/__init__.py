"""Scale: the figures that are sums over people and ties, on a database or a cluster by way of ibis.

Nothing but this room knows ibis, and it loads ibis only when something is asked of it.
"""

from netgraph.scale.district import district_estimates

__all__ = ["district_estimates"]
