"""Figures that are one number for the arcs of a group: each group by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.estimates.counted import whole_counts
from netgraph.estimates.intervals import FEWEST_ASKED, Precision, interval
from netgraph.estimates.values import whole_of_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates.sample import Sample
    from netgraph.metrics import Metric

    Figures = dict[str, npt.NDArray[Any]]
    Floats = npt.NDArray[np.float64]

__all__ = ["whole_figures"]


def whole_figures(metrics: Sequence[Metric], arcs: Arcs, sample: Sample, level: float) -> dict[str, Figures]:
    """Compute figures of the shape "whole" of every group, with intervals where they declare a variance.

    Of a survey the variance is multiplied by the part of the population that was not asked,
    ``sum(f w ** 2) / sum(w ** 2)`` with w the weights and f `Sample.unseen`.

    Parameters
    ----------
    metrics : sequence of Metric
        Figures of the shape "whole".
    arcs : Arcs
        The network as arrays.
    sample : Sample
        Who counts in which group.
    level : float
        How often an interval is meant to hold its figure.

    Returns
    -------
    dict of str to dict
        For each id columns of the tidy table, each an array of shape (groups,): value, smoothed (the value), low, high,
        people, contributors, and largest_two where the figure is about an amount. NaN for a group without members;
        low and high also where the figure declares no variance, and where `interval` has none.

    Examples
    --------
    Of the three pairs of a, b and c one is linked: two of three are not.

    >>> import pandas as pd
    >>> import netgraph as ng
    >>> from netgraph.arcs import arcs_of
    >>> from netgraph.estimates import groups_of
    >>> from netgraph.estimates.sample import sample_of
    >>> people = pd.DataFrame({"person": list("abc"), "district": "west"})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    >>> arcs, groups = arcs_of(network), groups_of(network, "district")
    >>> told = whole_figures([ng.METRICS["fragmentation"]], arcs, sample_of(arcs, groups, network.about), 0.90)
    >>> told["fragmentation"]["value"].round(3).tolist(), told["fragmentation"]["people"].tolist()
    ([0.667], [3])
    """
    keys = {metric.id: (metric.function, metric.at_once, metric.spread) for metric in metrics}
    new = [metric for metric in metrics if keys[metric.id] not in sample.made]
    for metric, parts in zip(new, _parts(new, arcs, sample), strict=True):
        sample.made[keys[metric.id]] = parts
    return {
        metric.id: _columns(metric, *sample.made[keys[metric.id]], arcs=arcs, sample=sample, level=level)
        for metric in metrics
    }


def _parts(metrics: Sequence[Metric], arcs: Arcs, sample: Sample) -> Floats:
    """Return value, variance and degrees of freedom of each figure, shape (figures, 3, groups)."""
    parts = np.full((len(metrics), 3, sample.groups), np.nan)
    varying = [(place, metric.spread) for place, metric in enumerate(metrics) if metric.spread is not None]
    for group, people in sample.each_group() if varying else ():
        around = arcs.around(people)
        for place, varies in varying:
            parts[place, 1:, group] = varies(around)
    for place, metric in enumerate(metrics):
        parts[place, 0] = whole_of_groups(metric, arcs, sample)
    return parts


def _columns(
    metric: Metric, value: Floats, variance: Floats, freedom: Floats, *, arcs: Arcs, sample: Sample, level: float
) -> Figures:
    """Return the columns of one figure."""
    with np.errstate(divide="ignore", invalid="ignore"):
        unseen = sample.sum(sample.unseen * sample.weight**2) / sample.sum(sample.weight**2)
        people = sample.members.astype(np.float64)
        if sample.is_survey:
            everybody = np.ones(len(sample.counted), dtype=np.bool_)
            variance = np.where(sample.effective(everybody) >= FEWEST_ASKED, variance, np.nan)
        told = Precision(variance * unseen, freedom, people, people / unseen, np.full(sample.groups, np.inf))
    low, high = interval(value, told, share=False, within=metric.range, level=level)
    return {**whole_counts(metric, value, arcs, sample), "smoothed": value, "low": low, "high": high}
