"""The rule: when does a figure signal, and what do the signals of a district add up to?

A first, plain rule. A figure signals when it is about at least ten people here and elsewhere, is worse than in the
rest of the city by at least its margin, and its 90 % interval does not reach the rest's figure. Two signals on
different themes, or one worse by at least twice its margin, ask for attention; any other signal is something to keep
an eye on. The rule does not correct for looking at many districts: among fifty districts without any
difference a few may still be marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.disclosure import MINIMUM
from netgraph.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

__all__ = ["STRONG", "attention_of", "signalling"]

STRONG = 2.0
"""How many margins worse one figure must be to ask for attention by itself."""
ROUNDED = 9
"""Decimals of a number of margins: 0.25 - 0.20 is a little less than a margin of 0.05 in a computer."""


def signalling(comparison: pd.DataFrame) -> pd.DataFrame:
    """Mark the figures that signal.

    Parameters
    ----------
    comparison : DataFrame
        As `compare_with_rest` gives.

    Returns
    -------
    DataFrame
        The same with ``margins`` (float: how many margins worse than the rest; NaN where it cannot be
        compared) and ``signals`` (bool).
    """
    declared = [METRICS[name] for name in comparison["metric"]]
    worse = np.array([1.0 if metric.worse == "high" else -1.0 for metric in declared])
    margin = np.array([metric.signal.margin if metric.signal else np.nan for metric in declared])
    enough = (comparison["people"] >= MINIMUM) & (comparison["rest_people"] >= MINIMUM)
    difference = (comparison["value"] - comparison["rest_value"]) * worse
    margins = (difference / margin).round(ROUNDED).where(enough)
    nearest = comparison["low"].where(worse > 0, comparison["high"])
    apart = (nearest - comparison["rest_value"]) * worse > 0
    return comparison.assign(margins=margins, signals=(margins >= 1) & apart)


def attention_of(figures: pd.DataFrame) -> str:
    """Return what the signal figures of one district add up to.

    Parameters
    ----------
    figures : DataFrame
        Rows of `signalling` for one district.

    Returns
    -------
    str
        "attention", "watch", "none", "too_little_data" (no figure can be compared) or "hidden" (none is
        shown although some exist).
    """
    signals = figures[figures["signals"]]
    if len(_themes(signals["metric"])) > 1 or (signals["margins"] >= STRONG).any():
        return "attention"
    if len(signals):
        return "watch"
    if figures["margins"].notna().any():
        return "none"
    hidden = (figures["hidden"] != "").any() and figures["value"].isna().all()
    return "hidden" if hidden else "too_little_data"


def _themes(metrics: Iterable[str]) -> set[str]:
    return {METRICS[name].theme for name in metrics}
