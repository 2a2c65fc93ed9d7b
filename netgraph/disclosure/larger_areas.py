"""The figure of the larger area beside a hidden one, where it does not tell what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.disclosure.gate import check_minimum, check_tidy
from netgraph.errors import NetgraphError
from netgraph.estimates import NO_PEOPLE
from netgraph.metrics import METRICS, NOT_OBSERVABLE
from netgraph.schema.thresholds import MINIMUM

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]

__all__ = ["with_larger_areas"]

FEWEST_DISTRICTS = 2
"""Hidden districts with people that a larger figure must leave together: of one alone the rest is its very figure."""
CELL = ["area", "metric"]
TOLD = ["value", "low", "high", "people"]
"""What is told of the larger area."""


def with_larger_areas(
    cells: pd.DataFrame,
    larger_cells: pd.DataFrame,
    parents: Mapping[str, str],
    estimates: pd.DataFrame,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Put the figure of the larger area beside every hidden one, where that does not tell what is hidden.

    Parameters
    ----------
    cells : DataFrame
        Figures of districts after the gate (`protect`).
    larger_cells : DataFrame
        The same figures of the larger areas, after the gate.
    parents : mapping of str to str
        District -> larger area, of all districts. A district whose code is itself a larger area lies in that one.
    estimates : DataFrame
        What ``cells`` was before the gate (`district_estimates`), row by row: whether a larger figure may be shown
        depends on how many people are hidden.
    minimum : int
        Fewest people that what a larger figure tells may be about; at least 10.

    Returns
    -------
    DataFrame
        ``cells`` with the columns ``larger`` (str: the code of the larger area whose figure stands in; "" where
        nothing was hidden or none may be shown) and ``larger_value``, ``larger_low``, ``larger_high``,
        ``larger_people`` (float64; NaN where ``larger`` is "", and an interval where the figure has none).

    Raises
    ------
    NetgraphError
        ``minimum`` is no whole number of 10 or more, a table is not tidy or did not pass the gate, ``cells`` are not
        these estimates, or ``parents`` puts more people in an area than the figure of that area is about.

    Notes
    -----
    The numerator, denominator and people of a larger area, less those of its shown districts, are those of its hidden
    districts together. So its figure is shown only where that rest would pass the gate itself: it is about at least
    ``minimum`` people, in at least two hidden districts. Of one hidden district the rest would be its very figure.
    Districts in which nobody is asked add nothing to hide behind. Nor do figures that cannot be observed. A figure
    that is no ratio of two sums (``shape="whole"``) cannot be subtracted like that; the same rule holds for it,
    because its people can. Figures that are never published have no larger ones either.

    The rest must pass at every minimum from 10 up to the given one, each with the districts that are hidden at that
    minimum. Looked at one at a time a higher minimum could show more: of districts of 4, 4, 15 and 15 people the
    figure of all 38 tells nothing as long as all are hidden (minimum 20), but whoever has also seen the 15 and 15
    (minimum 10) knows the rest of 8. So a higher minimum never shows a larger figure of a cell that a lower one hides
    without.

    This looks at one figure at a time and at one larger area. Until the gate covers all levels together with totals of
    the city, breakdowns, what was published before and the sums that hold between figures, show no other table of
    these larger areas beside the result.

    Examples
    --------
    >>> from netgraph.disclosure import protect
    >>> columns = {"metric": "isolated", "low": 0.1, "high": 0.5, "reason": ""}
    >>> districts = {"group": ["a", "b", "c"], "value": [0.2, 0.5, 0.25], "people": [20, 4, 8]}
    >>> estimates = pd.DataFrame({**districts, **columns})
    >>> larger = pd.DataFrame({"group": ["town"], "value": [0.25], "people": [32], **columns})
    >>> parents = dict.fromkeys("abc", "town")
    >>> told = with_larger_areas(protect(estimates), protect(larger), parents, estimates)
    >>> told[["group", "value", "hidden", "larger", "larger_value", "larger_people"]]
      group  value      hidden larger  larger_value  larger_people
    0     a    0.2                                NaN            NaN
    1     b    NaN  few_people   town          0.25           32.0
    2     c    NaN  few_people   town          0.25           32.0
    """
    check_minimum(minimum)
    _check_gated(cells, "cells")
    _check_gated(larger_cells, "larger_cells")
    _check_same(cells, estimates)
    area = _area_of(cells["group"], set(larger_cells["group"]), parents)
    cell = pd.MultiIndex.from_arrays([area, cells["metric"]], names=CELL)
    larger = larger_cells.set_axis(pd.MultiIndex.from_frame(larger_cells[["group", "metric"]], names=CELL))
    people = pd.Series(estimates["people"].to_numpy(dtype=np.float64), index=cell)
    _check_inside(people, larger)
    hidden = (cells["hidden"] != "").to_numpy(dtype=bool)
    adds = ~estimates["reason"].isin([NO_PEOPLE, NOT_OBSERVABLE]).to_numpy(dtype=bool)
    shown = larger.index[_is_shown(larger, minimum)]
    safe = shown.intersection(_rest_passes(people[hidden & adds], minimum))
    safe = safe.difference(_tells_at_a_lower_minimum(people[adds], minimum))
    stands_in = hidden & cell.isin(safe)
    told = larger[TOLD].reindex(cell).astype("float64").add_prefix("larger_").set_axis(cells.index)
    told[~stands_in] = np.nan
    named = pd.Series(np.where(stands_in, area, ""), index=cells.index, dtype="str")
    return pd.concat([cells, named.rename("larger"), told], axis=1)


def _area_of(groups: pd.Series, larger: set[str], parents: Mapping[str, str]) -> pd.Series:
    """Return the larger area of each district; "" without one."""
    areas = {code: code if code in larger else parents.get(code) for code in groups.unique()}
    return groups.map(areas).fillna("").astype("str")


def _is_shown(larger: pd.DataFrame, minimum: int) -> Bools:
    """Whether each figure of a larger area may itself be shown, and there is one."""
    internal = [name for name, metric in METRICS.items() if metric.internal]
    shown = (larger["hidden"] == "") & larger["value"].notna() & (larger["people"] >= minimum)
    return (shown & ~larger["metric"].isin(internal)).to_numpy(dtype=bool)


def _rest_passes(hidden: pd.Series, minimum: int) -> pd.Index:
    """Return the cells of larger areas whose hidden districts together pass the gate."""
    people = hidden.groupby(level=CELL).sum()
    districts = (hidden > 0).groupby(level=CELL).sum()
    return people.index[(people >= minimum) & (districts >= FEWEST_DISTRICTS)]


def _tells_at_a_lower_minimum(people: pd.Series, minimum: int) -> pd.Index:
    """Return the cells of larger areas whose hidden districts would not pass at this minimum or a lower one.

    With the districts from few to many people, those up to each one are what is hidden at every minimum above its
    people, up to the people of the next. A single one of these never passes: it is hidden because it has too few.
    """
    ordered = people.sort_values(kind="stable")
    by_cell = ordered.groupby(level=CELL)
    highest = by_cell.shift(-1).fillna(minimum).clip(upper=minimum)
    is_hidden = (ordered < highest) & (highest >= MINIMUM)
    return ordered.index[is_hidden & (by_cell.cumsum() < highest)].unique()


def _check_gated(table: pd.DataFrame, name: str) -> None:
    """Refuse figures that did not pass the gate, or of which two could stand in for one cell."""
    check_tidy(table)
    missing = [column for column in ("low", "high", "hidden") if column not in table]
    if missing:
        raise NetgraphError(f"{name} has no column {' or '.join(missing)}. Give what protect returns.")
    if name == "larger_cells" and table.duplicated(["group", "metric"]).any():
        raise NetgraphError(f"{name} has two rows of the same group and metric. Give the figures of one level.")


def _check_same(cells: pd.DataFrame, estimates: pd.DataFrame) -> None:
    """Refuse estimates that ``cells`` were not made from: other people would be hidden than it seems."""
    check_tidy(estimates)
    same = len(cells) == len(estimates) and all(
        np.array_equal(cells[column].to_numpy(), estimates[column].to_numpy()) for column in ("group", "metric")
    )
    if same and "reason" in estimates and estimates["people"].notna().all():
        people = cells["people"].to_numpy(dtype=np.float64)
        if (np.isnan(people) | (people == estimates["people"].to_numpy())).all():
            return
    raise NetgraphError(
        "cells are not these estimates after the gate. Give what district_estimates returned, row by row, and what "
        "protect made of it."
    )


def _check_inside(people: pd.Series, larger: pd.DataFrame) -> None:
    """Refuse parents that cannot be right: districts with more people than the area that they should lie in."""
    together = people.groupby(level=CELL).sum().reindex(larger.index)
    wrong = larger.index[(together > larger["people"]).to_numpy()]
    if len(wrong):
        code, metric = wrong[0]
        raise NetgraphError(
            f"parents puts districts in {code!r} whose {metric} is about {together[wrong[0]]:.0f} people together, but "
            f"that of {code!r} is about {larger.loc[wrong[0], 'people']:.0f}. Give the area that each district lies in."
        )
