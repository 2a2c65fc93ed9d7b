"""Comparisons made up for a test: counts of people, with the intervals that the estimates give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

import netgraph as ng

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SIGNALS = [name for name, metric in ng.METRICS.items() if metric.signal]
EVEN = dict.fromkeys(SIGNALS, 0.1)


def counted(rows: Iterable[tuple[str, str, int, int]]) -> pd.DataFrame:
    """Return a tidy table of shares: district, figure, of how many people it holds, and how many people there are."""
    table = pd.DataFrame(rows, columns=["group", "metric", "numerator", "people"])
    people = table["people"].to_numpy(dtype=np.float64)
    table = table.assign(numerator=table["numerator"].astype("float64"), denominator=people, reason="")
    value = (table["numerator"] / people).to_numpy()
    hits, others = value * people + 0.5, (1 - value) * people + 0.5
    low = np.where(value == 0, 0, stats.beta.ppf(0.05, hits, others))  # Jeffreys
    high = np.where(value == 1, 1, stats.beta.ppf(0.95, hits, others))
    return table.assign(value=value, low=low, high=high)


def figure(metric: str = "isolated", value: float = 0.3, rest: float = 0.1, **other: object) -> dict[str, object]:
    """Return a row of a comparison with standard errors of 0.03 here and 0.04 in the rest: together 0.05.

    With 1,000 people on each side no share is so uncertain by itself.
    """
    here, there = 1.6448536269514722 * 0.03, 1.6448536269514722 * 0.04
    ends = {"low": value - here, "high": value + here}
    rest_ends = {"rest_low": rest - there, "rest_high": rest + there}
    row = {"group": "a", "metric": metric, "value": value, "people": 1000, "rest_value": rest, "rest_people": 1000}
    return {**row, **ends, **rest_ends, "hidden": "", "reason": "", **other}


def with_p(p: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """Return a comparison whose figures have these p-values, by district and figure, when all margins are `EVEN`.

    The rest is 0.5 and the standard error 0.05 as in `figure`, so a figure lies 0.1 + 0.05 z beyond it. Nine standard
    errors stand for 0 and 1.
    """
    rows = []
    for group, figures in p.items():
        for metric, one in figures.items():
            away = 0.1 + 0.05 * float(np.clip(stats.norm.isf(one), -9, 9))
            value = 0.5 + away if ng.METRICS[metric].worse == "high" else 0.5 - away
            rows.append(figure(metric, value, 0.5, group=group))
    return pd.DataFrame(rows)
