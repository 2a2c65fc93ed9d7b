"""Published counts are rounded: nobody needs to know whether it was 41 or 42 people, and two dates tell less."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.disclosure.rules import counts_parts
from netgraph.estimates.columns import FIGURES
from netgraph.metrics import METRICS
from netgraph.words.data import RESPONDENT_BANDS
from netgraph.words.numbers import printed_steps, value_of_steps

if TYPE_CHECKING:
    from netgraph.schema.about import Design

__all__ = ["ROUNDED_TO", "rounded"]

ROUNDED_TO = 5.0
"""Shown counts are multiples of this."""
FIGURE_COLUMNS = tuple(column for column in FIGURES if column not in ("numerator", "denominator"))
OF_CONTRIBUTORS = ("contributors", "largest_two")


def rounded(tidy: pd.DataFrame, design: Design | None) -> pd.DataFrame:
    """Round what is shown of a tidy table.

    - Figures and their intervals: as they are printed on a page, shares in whole percentages. In full they would tell
      the counts that they are made of, and of two dates who came or went.
    - Counts: to fives; of figures that are no share (means, hours, indices) there are none, but for the people.
    - Survey: no counts at all, and of the people only the lower end of their band (30, 50 or 100).
    - Who adds how much to a figure is never told.

    Parameters
    ----------
    tidy : DataFrame
        With hidden cells.
    design : {"whole_network", "survey", "register"} or None
        How the data came to be.
    """
    shares = tidy["metric"].isin([name for name in tidy["metric"].unique() if counts_parts(name)]).to_numpy()
    told = tidy.copy()
    for column in ("numerator", "denominator"):
        if column in told:
            told[column] = _to_fives(told[column]).where(shares & (design != "survey"))
    told["people"] = _band(told["people"].astype("float64")) if design == "survey" else _to_fives(told["people"])
    for column in FIGURE_COLUMNS:
        if column in told:
            told[column] = _as_printed(told[column], tidy["metric"])
    return told.assign(**{column: np.nan for column in OF_CONTRIBUTORS if column in told})


def _as_printed(values: pd.Series, metrics: pd.Series) -> pd.Series:
    """Round figures to their last printed digit; what is no figure of the catalogue is a share, as coverage is."""
    units = [METRICS[name].unit if name in METRICS else "share" for name in metrics]
    printed = [
        value if math.isnan(value) else value_of_steps(printed_steps(value, unit), unit)
        for value, unit in zip(values.astype("float64"), units, strict=True)
    ]
    return pd.Series(printed, index=values.index, dtype="float64")


def _to_fives(counts: pd.Series) -> pd.Series:
    """Round counts to the nearest five, half up."""
    exact = counts.to_numpy(dtype=np.float64)
    return pd.Series(ROUNDED_TO * np.floor(exact / ROUNDED_TO + 0.5), index=counts.index)


def _band(people: pd.Series) -> pd.Series:
    """Return the lower end of the band that each number of respondents lies in."""
    lowest = np.array([0, *sorted(smallest for smallest, _ in RESPONDENT_BANDS)], dtype=np.float64)
    place = np.searchsorted(lowest, people.fillna(0), side="right") - 1
    told = np.where(people.isna().to_numpy(), np.nan, lowest[place])
    return pd.Series(told, index=people.index)
