"""The rule: what do the p-values of a district's figures add up to, among all the districts that were looked at?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.metrics import METRICS
from netgraph.metrics.registry import by_theme
from netgraph.schema.thresholds import FALSE_DISCOVERY_RATE
from netgraph.signals.margins import check_false_discovery_rate
from netgraph.signals.p_values import benjamini_hochberg, figure_p_values, partial_conjunction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Names = npt.NDArray[np.str_]

__all__ = ["ATTENTION", "Judgement", "judge"]

ATTENTION = ("none", "watch", "attention", "too_little_data", "hidden")
"""What a district can be."""
ROUTES = 2
"""Two themes at once, or one strong signal: the error that is allowed is split between them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found.

    Attributes
    ----------
    figures : DataFrame
        The rows of the comparison that can signal, in each district the strongest first, with:

        p, corrected_p : float
            Of the figure alone, and corrected over the districts for that figure; NaN where it could not be tested.
        signals : bool
            Whether it is a signal of its district.
    districts : DataFrame
        One row a district, index ``group``, in the order of the comparison:

        attention : str
            One of `ATTENTION`.
        route : str
            "two_themes" or "one_strong_signal": by what it asks for attention, two themes where both do; "watch", or
            "" where nothing signals.
        corrected_p : float
            Of the district, corrected over the districts; NaN where nothing could be tested.
        route_p : float
            Of what the route says: with the p-value of that route in place of the district's smallest.
        first_theme, second_theme : str
            The themes with the smallest p-values; "" where fewer were tested.
    """

    figures: pd.DataFrame
    districts: pd.DataFrame


def judge(
    comparison: pd.DataFrame,
    *,
    margins: Mapping[str, float] | None = None,
    false_discovery_rate: float = FALSE_DISCOVERY_RATE,
) -> Judgement:
    """Say which districts ask for attention, and by which figures.

    Parameters
    ----------
    comparison : DataFrame
        As `compare_with_rest` gives; figures that cannot signal are left out.
    margins : mapping of str to float, optional
        As in `signal_margins`.
    false_discovery_rate : float
        Which part of the districts that ask for attention may on average do so by chance; above 0, at most 0.2.

    Returns
    -------
    Judgement
        The figures and the districts.

    Raises
    ------
    NetgraphError
        A margin or the rate is not valid, or a district has the same figure twice.

    Notes
    -----
    - A figure's p: `figure_p_values`. A theme's: Simes over its figures.
    - Two themes: Simes' partial conjunction of at least two themes. One strong signal: Bonferroni over the figures. The
      error is split between these two routes, so ``p = min(1, 2 * min(both))``, and corrected over the districts
      (Benjamini & Hochberg). A district asks for attention where that is at most the rate.
    - Another one is to be watched when one of its figures passes by itself, corrected over the districts for that
      figure. These are its signals. Where it asks for attention, so are its strongest figure and, with two themes, the
      strongest of each: they are what the route rests on.
    """
    rate = check_false_discovery_rate(false_discovery_rate)
    figures = _tested(comparison, margins)
    p = _by_district(figures, pd.Index(comparison["group"].unique(), name="group"))
    corrected = pd.DataFrame({name: benjamini_hochberg(p[name].to_numpy()) for name in p}, index=p.index)
    districts, passes = _districts(p, rate), corrected <= rate
    districts["route"] = districts["route"].mask((districts["route"] == "") & passes.any(axis=1), "watch")
    districts.insert(0, "attention", _attention(districts["route"], p, figures))
    for code, name in _carriers(p, districts):
        passes.loc[code, name] = True
    cells = p.index.get_indexer(pd.Index(figures["group"])), p.columns.get_indexer(pd.Index(figures["metric"]))
    found = figures.assign(corrected_p=corrected.to_numpy()[cells], signals=passes.to_numpy(dtype=np.bool_)[cells])
    # Within a district by p, and of the same p as in the catalogue.
    order = np.lexsort((cells[1], found["p"].to_numpy(), cells[0]))
    return Judgement(found.iloc[order].reset_index(drop=True), districts)


def _tested(comparison: pd.DataFrame, margins: Mapping[str, float] | None) -> pd.DataFrame:
    """Return the figures that can signal, each with its p-value."""
    able = [name for name, metric in METRICS.items() if metric.signal]
    figures = comparison[comparison["metric"].isin(able)]
    twice = figures[figures.duplicated(["group", "metric"])]
    if len(twice):
        group, metric = twice[["group", "metric"]].iloc[0]
        raise NetgraphError(f"the estimates hold {metric} of {group} twice. Give one row for each district and figure.")
    return figures.assign(p=figure_p_values(figures, margins))


def _by_district(figures: pd.DataFrame, codes: pd.Index) -> pd.DataFrame:
    """Return the p-values, one row a district and one column a figure, in the order of the catalogue."""
    columns = {name: of_one.set_index("group")["p"] for name, of_one in figures.groupby("metric", sort=False)}
    return pd.DataFrame({name: columns[name].reindex(codes) for name in METRICS if name in columns}, index=codes)


def _districts(p: pd.DataFrame, rate: float) -> pd.DataFrame:
    """Put the figures of each district together: does it ask for attention, by which route, and on which themes?"""
    by_theme = {theme: partial_conjunction(p[names].to_numpy()) for theme, names in _of_theme(p).items()}
    themes = pd.DataFrame(by_theme, index=p.index)
    both = partial_conjunction(themes.to_numpy(dtype=np.float64), at_least=2)
    strong = (p.min(axis=1) * p.notna().sum(axis=1)).to_numpy(dtype=np.float64)
    smallest = np.minimum(ROUTES * np.fmin(both, strong), 1)
    corrected = benjamini_hochberg(smallest)
    two = _corrected_each(np.minimum(ROUTES * both, 1), smallest, corrected <= rate)
    route = np.select([two <= rate, corrected <= rate], ["two_themes", "one_strong_signal"], "")
    first, second = _first_two(themes)
    return pd.DataFrame(
        {
            "route": pd.Series(route, index=p.index, dtype="str"),
            "corrected_p": corrected,
            "route_p": np.where(route == "two_themes", two, corrected),
            "first_theme": first,
            "second_theme": second,
        },
        index=p.index,
    )


def _corrected_each(p: Floats, others: Floats, which: npt.NDArray[np.bool_]) -> Floats:
    """Correct the p-values of some districts, each as it would be among the given ones of all others."""
    corrected = np.full(p.shape, np.nan)
    for place in np.flatnonzero(which & np.isfinite(p)):
        corrected[place] = benjamini_hochberg(np.where(np.arange(len(p)) == place, p, others))[place]
    return corrected


def _first_two(themes: pd.DataFrame) -> tuple[Names, Names]:
    """Return the theme with the smallest p-value of each district, and the next; "" where fewer were tested."""
    values, names = themes.to_numpy(dtype=np.float64), np.array(themes.columns, dtype=np.str_)
    order = values.argsort(axis=1, kind="stable")
    ranked = np.where(np.isfinite(np.take_along_axis(values, order, axis=1)), names[order], "")
    ranked = np.column_stack([ranked, np.full((len(themes), 2), "")])
    return ranked[:, 0], ranked[:, 1]


def _of_theme(p: pd.DataFrame) -> dict[str, list[str]]:
    """Return the figures of each theme; carers and volunteers are one."""
    declared = by_theme(METRICS[str(name)] for name in p.columns)
    return {theme: [metric.id for metric in metrics] for theme, metrics in declared.items()}


def _carriers(p: pd.DataFrame, districts: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield what the route of each district that asks for attention rests on."""
    asking = districts[districts["attention"] == "attention"]
    for code, route, *themes in asking[["route", "first_theme", "second_theme"]].itertuples():
        of_both = [_of_theme(p)[theme] for theme in themes] if route == "two_themes" else []
        yield from ((code, str(p.loc[code, names].idxmin())) for names in (list(p.columns), *of_both))


def _attention(route: pd.Series, p: pd.DataFrame, figures: pd.DataFrame) -> pd.Series:
    """Return what each district is; hidden is one of which nothing is shown although something could be."""
    group = figures["group"]
    hidden = (figures["hidden"] != "").groupby(group).any().reindex(p.index, fill_value=False)
    shown = figures["value"].notna().groupby(group).any().reindex(p.index, fill_value=False)
    states = {
        "watch": route == "watch",
        "attention": route != "",
        "none": p.notna().any(axis=1),
        "hidden": hidden & ~shown,
    }
    found = np.select([state.to_numpy() for state in states.values()], list(states), "too_little_data")
    return pd.Series(found, index=p.index, dtype="str")
