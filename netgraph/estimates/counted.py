"""Counts: the figure of every group with what it rests on, and without what an interval asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.estimates.contributions import amounts_of, contributions
from netgraph.estimates.sample import sample_of
from netgraph.estimates.values import share_of_population, whole_of_groups
from netgraph.metrics import NOT_OBSERVABLE, is_observable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates.groups import Groups
    from netgraph.estimates.sample import Sample
    from netgraph.metrics import Metric, Ratio
    from netgraph.schema.about import About

    Figures = dict[str, npt.NDArray[Any]]
    Floats = npt.NDArray[np.float64]

__all__ = [
    "NO_PEOPLE",
    "UNDEFINED",
    "counted",
    "explained",
    "per_population",
    "ratio_counts",
    "unobservable",
    "whole_counts",
]

UNDEFINED, NO_PEOPLE = "undefined", "no_people"
"""Reasons besides `NOT_OBSERVABLE` why there is no figure: its denominator is 0, or nobody of the group is counted."""


def counted(arcs: Arcs, groups: Sequence[Groups], about: About, metrics: Sequence[Metric]) -> list[dict[str, Figures]]:
    """Return what `estimate` has of figures of groups but for intervals and what is smoothed, in little time.

    Parameters
    ----------
    arcs, about, metrics
        As in `estimate`.
    groups : sequence of Groups
        Whose figures are added together: several ways to group the same people.

    Returns
    -------
    list of dict of str to dict
        For each of ``groups`` and each id columns of the tidy table, each an array of shape (groups,); what is left out
        is absent.

    Examples
    --------
    >>> import pandas as pd
    >>> import netgraph as ng
    >>> from netgraph.arcs import arcs_of
    >>> from netgraph.estimates import groups_of
    >>> people = pd.DataFrame({"person": list("abc"), "district": "west"})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    >>> groups, isolated = groups_of(network, "district"), [ng.METRICS["isolated"]]
    >>> told = counted(arcs_of(network), [groups], network.about, isolated)[0]["isolated"]
    >>> told["numerator"].tolist(), told["denominator"].tolist(), told["contributors"].tolist()
    ([1.0], [3.0], [1])
    """
    samples = [sample_of(arcs, each, about) for each in groups]
    every = [_counted(metric, arcs, samples, groups, about) for metric in metrics]
    return [
        {metric.id: told[place] for metric, told in zip(metrics, every, strict=True)} for place in range(len(groups))
    ]


def _counted(
    metric: Metric, arcs: Arcs, samples: Sequence[Sample], groups: Sequence[Groups], about: About
) -> list[Figures]:
    """Return the columns of one figure."""
    if not is_observable(metric, about):
        return [unobservable(sample) for sample in samples]
    if metric.shape == "whole":
        values = [whole_of_groups(metric, arcs, sample) for sample in samples]
        return [
            explained(whole_counts(metric, value, arcs, sample), sample)
            for value, sample in zip(values, samples, strict=True)
        ]
    if metric.per_population and about.design == "register":
        return [
            per_population(metric, arcs, sample, each.population) for sample, each in zip(samples, groups, strict=True)
        ]
    ratio = metric.ratio(arcs)
    return [explained(ratio_counts(metric, ratio, sample), sample) for sample in samples]


def ratio_counts(metric: Metric, ratio: Ratio, sample: Sample) -> Figures:
    """Return a ratio of two sums over people, and who is behind it."""
    above, below, value = sample.ratio(ratio)
    people = sample.sum(ratio.denominator[sample.counted] > 0).astype(np.int64)
    behind = contributions(sample.weight * amounts_of(metric, ratio)[sample.counted], sample.code, sample.groups)
    return {"value": value, "numerator": above, "denominator": below, "people": people, **behind}


def whole_counts(metric: Metric, value: Floats, arcs: Arcs, sample: Sample) -> Figures:
    """Return a figure of the shape "whole", whose value is known, and who is behind it."""
    behind: Figures = {"contributors": sample.members}
    if metric.amounts is not None:
        amount = (arcs.weight * metric.amounts(arcs))[sample.counted]
        behind = contributions(amount, sample.code, sample.groups)
    return {"value": value, "people": sample.members, **behind}


def per_population(metric: Metric, arcs: Arcs, sample: Sample, population: Floats) -> Figures:
    """Return a figure of a register: the sum of the numerators of those in it / all inhabitants of each group.

    The people it is about are those in the register: with the inhabitants, who are known, it would tell how few they
    are. Undefined where more people are registered than live there; not observable where nobody knows how many do.
    """
    numerator = (arcs.weight * metric.ratio(arcs).numerator)[sample.counted]
    above, unknown = sample.sum(numerator), np.isnan(population)
    told = explained(
        {
            "value": share_of_population(above, population),
            "numerator": np.where(unknown, np.nan, above),
            "denominator": population,
            "people": sample.members,
            **contributions(numerator, sample.code, sample.groups),
        },
        sample,
    )
    return {**told, "reason": np.where(unknown & (sample.members > 0), NOT_OBSERVABLE, told["reason"])}


def unobservable(sample: Sample) -> Figures:
    """Return what there is of a figure that the data cannot show."""
    return {"people": sample.members, "reason": np.where(sample.members > 0, NOT_OBSERVABLE, NO_PEOPLE)}


def explained(figures: Figures, sample: Sample) -> Figures:
    """Add why there is no value: nobody of the group is counted, or the figure is undefined for them."""
    defined = np.isfinite(figures["value"].astype(np.float64))
    return {**figures, "reason": np.where(defined, "", np.where(sample.members > 0, UNDEFINED, NO_PEOPLE))}
