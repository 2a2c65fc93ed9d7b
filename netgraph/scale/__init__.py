"""Scale: the figures that are sums over people and ties, on a database or a cluster by way of ibis.

They need ``pip install "neighbourhood-netgraph[scale]"`` for DuckDB, or ``[spark]``. Importing this loads neither.
"""

from netgraph.scale.district import district_estimates

__all__ = ["district_estimates"]
