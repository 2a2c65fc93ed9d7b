"""Values: the figure of every group, without what an interval asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates.sample import Sample
    from netgraph.metrics import Metric

    Floats = npt.NDArray[np.float64]

__all__ = ["share_of_population", "value_of_groups", "whole_of_groups"]


def value_of_groups(metric: Metric, arcs: Arcs, sample: Sample) -> Floats:
    """Return the figure of every group, shape (groups,); NaN where it is undefined.

    Parameters
    ----------
    metric : Metric
        Which figure.
    arcs : Arcs
        The network as arrays.
    sample : Sample
        Who counts in which group.
    """
    if metric.shape == "whole":
        return whole_of_groups(metric, arcs, sample)
    return sample.ratio(metric.ratio(arcs))[2]


def whole_of_groups(metric: Metric, arcs: Arcs, sample: Sample) -> Floats:
    """Return a figure of the shape "whole" of every group: at once where that is declared, else one by one."""
    if metric.at_once is not None:
        return np.where(sample.members > 0, metric.at_once(arcs, sample.group_of_each, sample.groups), np.nan)
    values = np.full(sample.groups, np.nan)
    for group, people in sample.each_group():
        values[group] = metric.whole(arcs.around(people))
    return values


def share_of_population(numerator: Floats, population: Floats) -> Floats:
    """Return sums of a register as part of all inhabitants; NaN where these are unknown, none, or fewer.

    Examples
    --------
    >>> share_of_population(np.array([3.0, 3.0, 0.0]), np.array([10.0, 2.0, np.nan])).tolist()
    [0.3, nan, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((population > 0) & (numerator <= population), numerator / population, np.nan)
