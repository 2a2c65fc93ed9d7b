"""Figures that are one number for the arcs of a group: each group by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.estimates.contributions import contributions
from netgraph.estimates.intervals import FEWEST_ASKED, Precision, interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates.sample import Sample
    from netgraph.metrics import Metric

    Figures = dict[str, npt.NDArray[Any]]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["whole_figures"]


def whole_figures(metrics: Sequence[Metric], arcs: Arcs, sample: Sample, level: float) -> dict[str, Figures]:
    """Compute figures of the shape "whole" of every group, with intervals where they declare a variance.

    Returns
    -------
    dict of str to dict
        For each id the columns of the tidy table; NaN for a group without members.
    """
    figures = np.full((3, len(metrics), sample.groups), np.nan)
    for group, people in _members(sample) if metrics else ():
        around = arcs.around(people)
        for place, metric in enumerate(metrics):
            figures[0, place, group] = metric.whole(around)
            if metric.spread is not None:
                figures[1:, place, group] = metric.spread(around)
    return {
        metric.id: _columns(metric, *figures[:, place], arcs=arcs, sample=sample, level=level)
        for place, metric in enumerate(metrics)
    }


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
    behind: Figures = {"contributors": sample.members}
    if metric.amounts is not None:
        amount = (arcs.weight * metric.amounts(arcs))[sample.counted]
        behind = contributions(amount, sample.code, sample.groups)
    return {"value": value, "smoothed": value, "low": low, "high": high, "people": sample.members, **behind}


def _members(sample: Sample) -> Iterator[tuple[int, Ints]]:
    """Go through the groups that have members, each with the numbers of those."""
    ends = np.cumsum(sample.members)
    for group in np.flatnonzero(sample.members):
        yield int(group), sample.counted[ends[group] - sample.members[group] : ends[group]]
