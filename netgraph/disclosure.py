"""The gate: what may leave the building.

What it does now: a figure that is about fewer than ``minimum`` people is hidden, with everything that would tell it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.estimates import district_estimates, widen
from netgraph.estimates.tables import NO_PEOPLE
from netgraph.metrics import NOT_OBSERVABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netgraph.estimates import By
    from netgraph.network import SupportNetwork

__all__ = ["FEW_PEOPLE", "MINIMUM", "protect", "protected_metrics"]

MINIMUM = 10
"""Fewest people a published figure may be about; callers can only ask for more."""
FEW_PEOPLE = "few_people"
TELLING = ("value", "numerator", "denominator", "low", "high", "smoothed", "people")


@overload
def protect(tables: pd.DataFrame, minimum: int = ...) -> pd.DataFrame: ...
@overload
def protect(tables: Mapping[str, pd.DataFrame], minimum: int = ...) -> dict[str, pd.DataFrame]: ...
def protect(
    tables: pd.DataFrame | Mapping[str, pd.DataFrame], minimum: int = MINIMUM
) -> pd.DataFrame | dict[str, pd.DataFrame]:
    """Hide figures that are about too few people.

    Parameters
    ----------
    tables : DataFrame or mapping of str to DataFrame
        One tidy table (`district_estimates`), or all that is published together by what it is grouped by.
    minimum : int
        Fewest people a shown figure may be about; at least 10.

    Returns
    -------
    DataFrame or dict of str to DataFrame
        The same shape with a column ``hidden``: "" or ``few_people``. Hidden cells are NaN in every column that
        tells; their ``reason`` is empty, so that nothing is said about them at all.

    Raises
    ------
    NetgraphError
        ``minimum`` is no whole number of 10 or more, or a table is not tidy.

    Notes
    -----
    A figure about enough people can still give somebody away (1 of 12, or all 12), and a hidden one can be worked
    out from a total. Until the gate covers that too, share what it lets through only with people who may
    know the neighbourhood's figures.

    Examples
    --------
    >>> tidy = pd.DataFrame({"group": ["a", "b"], "metric": "isolated", "value": [0.2, 0.5], "people": [20, 4]})
    >>> protect(tidy)[["group", "value", "people", "hidden"]]
      group  value  people      hidden
    0     a    0.2    20.0
    1     b    NaN     NaN  few_people
    """
    _check_minimum(minimum)
    if isinstance(tables, pd.DataFrame):
        return _hide_few(tables, minimum)
    return {by: _hide_few(table, minimum) for by, table in tables.items()}


def _check_minimum(minimum: object) -> None:
    """Refuse anything that would let figures on fewer people through, such as NaN."""
    if not isinstance(minimum, (int, np.integer)) or minimum < MINIMUM:
        raise NetgraphError(
            f"minimum must be a whole number of {MINIMUM} or more; found {minimum!r}. "
            "Figures on fewer people are never published."
        )


def _hide_few(tidy: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Hide every cell about fewer people, and every cell that an earlier gate hid.

    That a group has nobody at all is no secret, and neither is what a design cannot show; of how few people it
    cannot be shown is one.
    """
    _check_tidy(tidy)
    reason = tidy["reason"] if "reason" in tidy else pd.Series("", index=tidy.index)
    few = ((tidy["people"].isna() | (tidy["people"] < minimum)) & (reason != NO_PEOPLE)).to_numpy(dtype=bool)
    told = few & (reason != NOT_OBSERVABLE).to_numpy()
    hidden = tidy.assign(hidden=pd.Series(np.where(told, FEW_PEOPLE, ""), index=tidy.index, dtype="str"))
    telling = [column for column in TELLING if column in hidden]
    hidden[telling] = hidden[telling].astype("float64")
    hidden.loc[few, telling] = np.nan
    if "reason" in hidden:
        hidden["reason"] = hidden["reason"].mask(told, "")
    return hidden


def _check_tidy(table: pd.DataFrame) -> None:
    """Refuse what is no tidy table: the figures of a wide one would pass unseen."""
    missing = [column for column in ("group", "metric", "value", "people") if column not in table]
    if missing:
        raise NetgraphError(
            f"this is no tidy table: it has no column {' or '.join(missing)}. Give what district_estimates returns."
        )


def protected_metrics(
    network: SupportNetwork, metrics: Iterable[str] | None = None, by: By = "district", minimum: int = MINIMUM
) -> pd.DataFrame:
    """Return the wide table of `district_metrics` after the gate.

    Parameters
    ----------
    network, metrics, by
        As in `district_metrics`.
    minimum : int
        Fewest people a shown figure may be about; at least 10.

    Returns
    -------
    DataFrame or GeoDataFrame
        As `district_metrics`, hidden cells NaN, with a column ``not_shown``: the ids of hidden figures joined by ``;``
        (``people`` and ``coverage`` too where fewer than ``minimum`` residents were asked).

    Raises
    ------
    NetgraphError
        ``minimum`` is no whole number of 10 or more, or there is no such metric or column.
    """
    tidy = protect(district_estimates(network, metrics, by), minimum)
    wide = widen(tidy, network, by)
    few = (wide["people"] > 0) & (wide["people"] < minimum)
    wide["people"] = wide["people"].astype("Int64").mask(few)
    wide["coverage"] = wide["coverage"].mask(few)
    figures = list(dict.fromkeys(tidy["metric"]))
    hidden = (tidy["hidden"] != "").to_numpy().reshape(len(wide), len(figures))
    shown_as = ["people", "coverage", *figures]
    flags = np.column_stack((few, few, hidden))
    joined = [";".join(name for name, flag in zip(shown_as, row, strict=True) if flag) for row in flags]
    not_shown = pd.Series(joined, index=wide.index, dtype="str")
    wide.insert(list(wide.columns).index("coverage") + 1, "not_shown", not_shown)
    return wide
