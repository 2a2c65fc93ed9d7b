"""Which part of the inhabitants was asked, as far as it may be told beside figures that passed the gate or did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.disclosure import protect
from netgraph.estimates import district_coverage

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level

__all__ = ["coverage_beside"]


def coverage_beside(estimates: pd.DataFrame, network: SupportNetwork, by: Level) -> pd.Series:
    """Return the coverage of each area: exact beside exact figures, behind the gate beside those that passed it.

    Parameters
    ----------
    estimates : DataFrame
        Tidy figures; they passed the gate where they have a column ``hidden``.
    network : SupportNetwork
        Whose coverage.
    by : {"district", "parent"}
        What the estimates are about.

    Returns
    -------
    Series of float64
        Respondents / population by area; NaN where it is not told, and where nobody was asked.

    Examples
    --------
    >>> import netgraph as ng
    >>> network = ng.synthetic_network(people=600, seed=1)
    >>> estimates = ng.district_estimates(network, ["isolated"])
    >>> exact, told = (coverage_beside(each, network, "district") for each in (estimates, ng.protect(estimates)))
    >>> exact.iloc[:3].round(4).tolist(), told.iloc[:3].tolist()
    ([1.0, 1.0, 1.0], [nan, 1.0, nan])
    """
    covered = district_coverage(network, by)
    if "hidden" in estimates:
        covered = protect(covered)
    return covered.set_index("group")["value"]
