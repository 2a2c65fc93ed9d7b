"""The tidy table: one row a group and figure, with what the figure rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.errors import NetgraphError
from netgraph.estimates.columns import DESIGN, FIGURES, TIDY_COLUMNS
from netgraph.estimates.counted import (
    NO_PEOPLE,
    UNDEFINED,
    counted,
    explained,
    per_population,
    ratio_counts,
    unobservable,
)
from netgraph.estimates.groups import groups_of
from netgraph.estimates.intervals import LEVEL, Precision, empirical_bayes, interval
from netgraph.estimates.sample import sample_of
from netgraph.estimates.values import share_of_population, value_of_groups
from netgraph.estimates.variance import precision_of
from netgraph.estimates.whole import whole_figures
from netgraph.metrics import Choices, choose, is_observable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates.groups import By, Groups
    from netgraph.estimates.sample import Sample
    from netgraph.metrics import CarerDefinition, Metric
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import About

    Figures = dict[str, npt.NDArray[Any]]
    Floats = npt.NDArray[np.float64]

__all__ = [
    "NO_PEOPLE",
    "UNDEFINED",
    "counts",
    "district_counts",
    "district_estimates",
    "estimate",
    "tidy_table",
    "values",
]

LOWEST_LEVEL = 0.5
DTYPES = {
    **dict.fromkeys(("group", "metric", "reason"), "str"),
    **dict.fromkeys(("people", "contributors"), "int64"),
    **dict.fromkeys((*FIGURES, "largest_two"), "float64"),
}


def estimate(arcs: Arcs, groups: Groups, about: About, metrics: Sequence[Metric], level: float = LEVEL) -> pd.DataFrame:
    """Compute figures for groups of people: the pure heart of `district_estimates`.

    Parameters
    ----------
    arcs : Arcs
        The network as arrays, with the columns of people that the figures need.
    groups : Groups
        Whose figures are added together.
    about : About
        What the design can show.
    metrics : sequence of Metric
        Which figures, as `choose` returns them.
    level : float
        How often an interval is meant to hold its figure.

    Returns
    -------
    DataFrame
        Columns `TIDY_COLUMNS`, after one column for each key of a list; groups in order, and within each the figures
        in order.
    """
    sample = sample_of(arcs, groups, about)
    shown = [metric for metric in metrics if is_observable(metric, about)]
    whole = [metric for metric in shown if metric.shape == "whole"]
    of_whole = whole_figures(whole, arcs, sample, level)
    told: dict[str, Figures] = {}
    for metric in metrics:
        if metric not in shown:
            told[metric.id] = unobservable(sample)
        elif metric.shape == "whole":
            told[metric.id] = explained(of_whole[metric.id], sample)
        elif metric.per_population and about.design == "register":
            told[metric.id] = _per_population(metric, arcs, sample, groups.population, level)
        else:
            told[metric.id] = _ratio_figures(metric, arcs, sample, level)
    sample.forget_ends()
    return tidy_table(groups, about, told)


def counts(arcs: Arcs, groups: Sequence[Groups], about: About, metrics: Sequence[Metric]) -> list[pd.DataFrame]:
    """Return, for several ways to group people, what `estimate` does without what an interval asks for."""
    made = counted(arcs, groups, about, metrics)
    return [tidy_table(each, about, told) for each, told in zip(groups, made, strict=True)]


def values(arcs: Arcs, groups: Groups, about: About, metrics: Sequence[Metric]) -> dict[str, Floats]:
    """Return the values of figures of groups and nothing else, as `estimate` has them; each of shape (groups,)."""
    sample = sample_of(arcs, groups, about)
    told: dict[str, Floats] = {}
    for metric in metrics:
        if not is_observable(metric, about):
            told[metric.id] = np.full(sample.groups, np.nan)
        elif metric.per_population and about.design == "register":
            above = sample.sum((arcs.weight * metric.ratio(arcs).numerator)[sample.counted])
            told[metric.id] = share_of_population(above, groups.population)
        else:
            told[metric.id] = value_of_groups(metric, arcs, sample)
    return told


def tidy_table(groups: Groups, about: About, told: Mapping[str, Figures]) -> pd.DataFrame:
    """Put what is told of all groups, figure by figure, into one table, group by group."""
    metrics = list(told)
    named = pd.concat([groups.keys.iloc[:, : len(groups.keys.columns) * groups.listed], groups.labels], axis=1)
    rows = named.loc[named.index.repeat(len(metrics))].reset_index(drop=True)
    absent = np.full(len(named), np.nan), np.zeros(len(named), dtype=np.int64)
    columns: Figures = {"metric": np.tile(np.array(metrics, dtype=object), len(named))}
    for column in TIDY_COLUMNS[2:]:
        of_each = [figures.get(column, absent[column == "contributors"]) for figures in told.values()]
        columns[column] = np.stack(of_each, axis=1).ravel() if of_each else np.array([])
    dtypes = {name: DTYPES[name] for name in TIDY_COLUMNS}
    tidy = rows.assign(**columns).astype(dtypes)[[*named.columns[:-1], *TIDY_COLUMNS]]
    tidy.attrs[DESIGN] = about.design
    return tidy


def _ratio_figures(metric: Metric, arcs: Arcs, sample: Sample, level: float) -> Figures:
    """Compute a ratio of two sums over people for all groups."""
    key = (metric.function, tuple(metric.settings.items()), metric.unit, metric.range)
    if key not in sample.made:
        sample.made[key] = _ratio_parts(metric, arcs, sample)
    figures, precision = sample.made[key]
    share = metric.unit == "share"
    low, high = interval(figures["value"], precision, share=share, within=metric.range, level=level)
    return explained({**figures, "low": low, "high": high}, sample)


def _ratio_parts(metric: Metric, arcs: Arcs, sample: Sample) -> tuple[Figures, Precision]:
    """Return all of a ratio that does not depend on how often its interval is to hold it, which takes long."""
    ratio = metric.ratio(arcs)
    share = metric.unit == "share"
    precision = precision_of(ratio, sample, share=share, part=not share and metric.range == (0, 1))
    figures = ratio_counts(metric, ratio, sample)
    return {**figures, "smoothed": empirical_bayes(figures["value"], precision.variance, precision.people)}, precision


def _per_population(metric: Metric, arcs: Arcs, sample: Sample, population: Floats, level: float) -> Figures:
    """Compute a figure of a register; see `per_population`."""
    figures = per_population(metric, arcs, sample, population)
    value = figures["value"]
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = value * (1 - value) / (population - 1)
    sure = np.full(len(population), np.inf)
    precision = Precision(variance, sure, population, population, sure)
    low, high = interval(value, precision, share=True, within=metric.range, level=level)
    return {**figures, "low": low, "high": high, "smoothed": empirical_bayes(value, variance, population)}


def district_estimates(
    network: SupportNetwork,
    metrics: Iterable[str] | None = None,
    by: By = "district",
    *,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return every figure of every district with what it rests on. Ungated: see `protect`.

    A figure is ``sum(w * numerator) / sum(w * denominator)`` over the respondents of the district who are not only
    professional or organisation, w their survey weight. A tie across a border counts for the people at each end.

    Parameters
    ----------
    network : SupportNetwork
        Ties count when active at the reference date.
    metrics : iterable of str, optional
        Ids of `METRICS`; all by default.
    by : str, list of str or None
        "district", "parent", a column of people, None for one group "all", or a list of these.
    carer_definition : {"cbs2024", "scp"}
        Who gives intensive care: at least 8 hours a week, or more than 8 hours and for longer than 3 months.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which is left out without it.
    level : float
        How often an interval is meant to hold its figure: 0.90 by default, between 0.5 and 1.

    Returns
    -------
    DataFrame
        Tidy, one row a group and figure: group (text; of a list joined by `` / ``, with a column for each key), metric,
        value, numerator, denominator, people (int64: how many people the figure is about), low and high (the
        interval), smoothed (for drawing only), reason ("" or why there is no value: not_observable, undefined or
        no_people), contributors (int64: how many people add something other than 0 to the numerator; to the
        denominator where figures can be negative) and largest_two (0 to 1: how much of those sums the two who add most
        make; NaN where nobody adds anything). Figures of the shape "whole" are no ratio: they have no numerator and
        denominator, an interval only where they declare how far they vary (fragmentation and keystone do not), and all
        members contribute alike (largest_two NaN), but where they are about how an amount is spread over people: then
        whoever has some of it contributes. Figures of fewer than 15 people have no interval either.

    Raises
    ------
    UnknownNameError
        There is no such metric, column or definition, or ``bridging_share`` is asked for without ``bridge_by``.
    NetgraphError
        ``carer_definition="scp"`` and no reference date, or the level is none.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("abcd"), "district": ["west", "west", "west", "east"]})
    >>> ties = pd.DataFrame({"giver": ["a", "d"], "receiver": ["b", "a"]})
    >>> tidy = district_estimates(ng.from_tables(people, ties), ["isolated", "contacts"])
    >>> tidy[["group", "metric", "value", "people"]].round(2)
      group    metric  value  people
    0  east  isolated   0.00       1
    1  east  contacts   1.00       1
    2  west  isolated   0.33       3
    3  west  contacts   1.00       3
    """
    if not LOWEST_LEVEL <= level < 1:
        raise NetgraphError(f"the level of an interval lies between {LOWEST_LEVEL} and 1; found {level!r}. Try 0.90.")
    choices = Choices(carer_definition, bridge_by)
    chosen = choose(metrics, choices)
    return estimate(arcs_of(network, choices.columns), groups_of(network, by), network.about, chosen, level)


def district_counts(
    network: SupportNetwork,
    metrics: Iterable[str] | None = None,
    levels: Sequence[By] = ("district",),
    *,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> list[pd.DataFrame]:
    """Return `district_estimates` of several levels without what an interval asks for, in a fraction of the time.

    For what only counts decide: what the gate hides, and the figures of everybody that others are held against.

    Parameters
    ----------
    network, metrics, carer_definition, bridge_by
        As in `district_estimates`.
    levels : sequence of str, list of str or None
        Each as ``by`` in `district_estimates`.

    Returns
    -------
    list of DataFrame
        Of each level what `district_estimates` returns; low, high and smoothed are NaN.

    Raises
    ------
    UnknownNameError, NetgraphError
        As in `district_estimates`.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("abc"), "district": "west"})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    >>> (tidy,) = district_counts(network, ["isolated"])
    >>> tidy[["group", "metric", "numerator", "denominator", "low"]]
      group    metric  numerator  denominator  low
    0  west  isolated        1.0          3.0  NaN
    """
    choices = Choices(carer_definition, bridge_by)
    chosen = choose(metrics, choices)
    groups = [groups_of(network, by) for by in levels]
    return counts(arcs_of(network, choices.columns), groups, network.about, chosen)
