"""Which figures of which areas take part, and shares made comparable where few people are behind some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean, listed
from netgraph.estimates import district_counts
from netgraph.metrics import METRICS
from netgraph.schema.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from netgraph.metrics import CarerDefinition, Metric
    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level

    Floats = npt.NDArray[np.float64]

__all__ = ["AreaFigures", "comparable_rates", "figures_of_areas"]

NEEDED = ("group", "metric", "value")
SHOWN_CODES = 3


@dataclass(frozen=True, eq=False)
class AreaFigures:
    """One figure of every area.

    Attributes
    ----------
    value : Series of float64
        By code, in table order; NaN where an area has no figure, or none that is shown.
    compared : Series of float64
        The same on the scale on which areas are compared; NaN where ``value`` is.
    adjusted : bool
        Whether that is another scale: see `comparable_rates`.
    """

    value: pd.Series
    compared: pd.Series
    adjusted: bool


def figures_of_areas(
    network: SupportNetwork,
    codes: pd.Index,
    metrics: Iterable[str] | None,
    by: Level,
    *,
    estimates: pd.DataFrame | None,
    adjust_rates: bool,
    carer_definition: CarerDefinition,
    bridge_by: str | None,
) -> dict[str, AreaFigures]:
    """Return the figures asked for, from given estimates, or else from the network.

    Parameters
    ----------
    network : SupportNetwork
        Not looked at for figures where there are estimates.
    codes : Index of str
        The areas, in table order.
    metrics, by, carer_definition, bridge_by
        As in `district_estimates`; with estimates, ``metrics=None`` means all that they hold.
    estimates : DataFrame, optional
        Tidy; an area without a row has no figure. Hidden cells are none, whatever stands in them.
    adjust_rates : bool
        Make shares comparable.

    Returns
    -------
    dict of str to AreaFigures
        By metric, in the order of `METRICS`.

    Raises
    ------
    UnknownNameError
        There is no such metric.
    NetgraphError
        The estimates lack a column or a metric, have one twice, or are about other areas.
    """
    if estimates is None:
        (tidy,) = district_counts(network, metrics, [by], carer_definition=carer_definition, bridge_by=bridge_by)
        wanted = list(dict.fromkeys(tidy["metric"]))
    else:
        wanted = _wanted(_checked(estimates, codes, by), metrics)
        tidy = _of_wanted(estimates, wanted)
    made = {}
    for name in wanted:
        rows = tidy[(tidy["metric"] == name).to_numpy()].set_index("group").reindex(codes)
        people = _people_behind(rows, METRICS[name], network) if adjust_rates else None
        made[name] = _figure(rows["value"].astype("float64"), people)
    return made


def _checked(estimates: pd.DataFrame, codes: pd.Index, by: str) -> pd.DataFrame:
    """Refuse what is no tidy table, or is about other areas."""
    missing = [name for name in NEEDED if name not in estimates]
    if missing:
        raise NetgraphError(
            f"these estimates have no column {', '.join(missing)}. Give what district_estimates returns, as it is or "
            "after protect."
        )
    others = pd.Index(estimates["group"].unique()).difference(codes)
    if len(others):
        named = ", ".join(map(shown, others[:SHOWN_CODES])) + (", …" if len(others) > SHOWN_CODES else "")
        raise NetgraphError(
            f"the estimates are about other areas than by={by!r} of this network: {named}. Give "
            f"district_estimates(network, by={by!r})."
        )
    return estimates


def _wanted(estimates: pd.DataFrame, metrics: Iterable[str] | None) -> list[str]:
    """Return the figures asked for that estimates hold, in the order of the catalogue."""
    held = list(dict.fromkeys(estimates["metric"]))
    wanted = held if metrics is None else listed(metrics, "metrics")
    for name in wanted:
        if name not in METRICS:
            raise UnknownNameError(f"there is no metric {name!r}. {did_you_mean(str(name), list(METRICS))}")
        if name not in held:
            raise NetgraphError(f"the estimates hold no {name}. Give it as one of the metrics of district_estimates.")
    return [name for name in METRICS if name in wanted]


def _of_wanted(estimates: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """Return the rows of some figures, without what is hidden."""
    rows = estimates[estimates["metric"].isin(wanted).to_numpy()]
    twice = rows[rows.duplicated(["group", "metric"]).to_numpy()]
    if len(twice):
        group, metric = twice[["group", "metric"]].iloc[0]
        raise NetgraphError(f"the estimates hold {metric} of {shown(group)} twice. Give one row for each area.")
    if "hidden" not in rows:
        return rows
    return rows[rows["hidden"].fillna("").eq("").to_numpy()]


def _people_behind(rows: pd.DataFrame, metric: Metric, network: SupportNetwork) -> Floats | None:
    """Return on how much each share rests, in people; None for a figure that is no share, or of hidden counts.

    Mostly that is the denominator. Where it is larger than the number of people it adds up their ties or hours, of
    which those of one person are alike, and most are counted at both ends: they tell more than one each and less than
    all, here the geometric mean. (On synthetic cities it is 0.65 to 2.9 times what their intervals say; a factor of 2
    does no harm.) Survey weights tell no more than people do. Only a share of all inhabitants, of a register, is about
    more people than are in it.
    """
    if metric.unit != "share" or metric.shape != "ratio" or not {"numerator", "denominator"} <= set(rows.columns):
        return None
    denominator: Floats = rows["denominator"].to_numpy(dtype=np.float64)
    counted = np.isfinite(denominator) & (denominator > 0) & rows["numerator"].notna().to_numpy()
    if (rows["value"].notna().to_numpy() & ~counted).any():
        return None
    design = network.about.design
    if "people" not in rows or (metric.per_population is not None and design == "register"):
        return denominator
    people = rows["people"].to_numpy(dtype=np.float64)
    fewer = people if design == "survey" else np.sqrt(denominator * people)
    return np.where((people > 0) & (people < denominator), fewer, denominator)


def _figure(value: pd.Series, people: Floats | None) -> AreaFigures:
    """Put a figure on the scale on which areas are compared."""
    known = np.isfinite(value.to_numpy())
    value = value.where(known)
    if people is None:
        return AreaFigures(value, value, adjusted=False)
    compared = np.full(len(value), np.nan)
    compared[known] = comparable_rates(value.to_numpy()[known], people[known])
    return AreaFigures(value, pd.Series(compared, index=value.index), adjusted=True)


def comparable_rates(rate: Floats, people: Floats) -> Floats:
    """Make shares comparable where different numbers of people are behind them (empirical Bayes standardisation).

    With y the shares and b the people behind them, m the share of all together, B the mean of b, and
    ``s2 = sum(b * (y - m) ** 2) / sum(b)`` how far areas lie apart::

        z = (y - m) / sqrt(v),    v = a + (m * (1 - m) - a) / b,    a = max(0, (s2 - m * (1 - m) / B) / (1 - 1 / B))

    by the method of moments: v is how far a share of b people varies when those of areas themselves vary by a, and a
    deviation counts by how surprising it is.

    Parameters
    ----------
    rate : numpy.ndarray of float64, shape (areas,)
        ``y``, from 0 to 1.
    people : numpy.ndarray of float64, shape (areas,)
        ``b``, above 0.

    Returns
    -------
    numpy.ndarray of float64, shape (areas,)
        ``z``, without a unit; 0 where all shares are equal.

    Notes
    -----
    Assunção & Reis take ``m / b`` in place of ``m * (1 - m) / b``, the variance of rare events (Poisson). For common
    shares that is too much: a then comes out below 0, some v next to 0, and single areas decide. The binomial variance
    keeps the rate of errors that it promises (``tests/spatial/test_spatial_validity.py``). Of rare shares they are the
    same.

    References
    ----------
    Assunção & Reis 1999, A new proposal to adjust Moran's I for population density, Statistics in Medicine 18:
    2147-2162. Marshall 1991, Mapping disease and mortality rates using empirical Bayes estimators, Applied Statistics
    40: 283-294.

    Examples
    --------
    Ten points above the rest mean more of 400 people than of 25:

    >>> comparable_rates(np.array([0.5, 0.5, 0.4, 0.4]), np.array([400, 25, 400, 400])).round(1).tolist()
    [1.4, 0.6, -0.8, -0.8]
    """
    total = people.sum()
    if not total > 0:
        return np.zeros(len(rate))
    mean = (people * rate).sum() / total
    spread = (people * (rate - mean) ** 2).sum() / total
    binomial, average = max(mean * (1 - mean), 0.0), people.mean()
    between = max((spread - binomial / average) / (1 - 1 / average), 0.0) if average > 1 else 0.0
    variance = between + np.maximum(binomial - between, 0.0) / people
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(variance > 0, (rate - mean) / np.sqrt(variance), 0.0)
