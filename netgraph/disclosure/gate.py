"""The gate on figures of groups.

What it does now: a figure that is about fewer than ``minimum`` people is hidden, with everything that would tell it,
and so is every figure that can be about one person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError, listed
from netgraph.estimates import NO_PEOPLE, district_estimates, widen
from netgraph.metrics import METRICS, NOT_OBSERVABLE, Choices, choose
from netgraph.schema.thresholds import MINIMUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netgraph.estimates import By
    from netgraph.metrics import CarerDefinition, Metric
    from netgraph.network import SupportNetwork

__all__ = [
    "DOMINANCE",
    "FEW_PEOPLE",
    "check_minimum",
    "check_tidy",
    "protect",
    "protected_metrics",
    "publishable",
]

FEW_PEOPLE, DOMINANCE = "few_people", "dominance"
"""Why a cell is hidden: it is about too few people, or about one of them."""
AREAS = ("district", "parent")
"""Groups whose names are no secret; the value of a column of people can be somebody's."""
TELLING = ("value", "numerator", "denominator", "low", "high", "smoothed", "people")


@overload
def protect(
    tables: pd.DataFrame,
    minimum: int = ...,
    parents: Mapping[str, str] | None = ...,
    published: Mapping[str, pd.DataFrame] | None = ...,
) -> pd.DataFrame: ...
@overload
def protect(
    tables: Mapping[str, pd.DataFrame],
    minimum: int = ...,
    parents: Mapping[str, str] | None = ...,
    published: Mapping[str, pd.DataFrame] | None = ...,
) -> dict[str, pd.DataFrame]: ...
def protect(
    tables: pd.DataFrame | Mapping[str, pd.DataFrame],
    minimum: int = MINIMUM,
    parents: Mapping[str, str] | None = None,
    published: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame | dict[str, pd.DataFrame]:
    """Hide figures that are about too few people.

    Parameters
    ----------
    tables : DataFrame or mapping of str to DataFrame
        One tidy table (`district_estimates`), or all that is published together by what it is grouped by.
    minimum : int
        Fewest people a shown figure may be about; at least 10.
    parents : mapping of str to str, optional
        District -> parent. This gate cannot use it yet, and says so rather than promise a protection it does not give.
    published : mapping of str to DataFrame, optional
        What was published before. As ``parents``.

    Returns
    -------
    DataFrame or dict of str to DataFrame
        The same shape with a column ``hidden``: "", ``few_people``, or ``dominance`` for a figure that is never
        published (``METRICS[id].internal``). Hidden cells are NaN in every column that tells; their ``reason`` is
        empty, so that nothing is said about them at all.

    Raises
    ------
    NetgraphError
        ``minimum`` is no whole number of 10 or more, a table is not tidy, or ``parents`` or ``published`` is given.

    Notes
    -----
    A figure about enough people can still give somebody away (1 of 12, or all 12), and a hidden one can be worked
    out from a total. Until the gate covers that too, share what it lets through only with people who may
    know the neighbourhood's figures. Names of groups stay, and the value of a column of people can be somebody's: leave
    small groups of such a column out, as `protected_metrics` does.

    Examples
    --------
    >>> tidy = pd.DataFrame({"group": ["a", "b"], "metric": "isolated", "value": [0.2, 0.5], "people": [20, 4]})
    >>> protect(tidy)[["group", "value", "people", "hidden"]]
      group  value  people      hidden
    0     a    0.2    20.0
    1     b    NaN     NaN  few_people
    """
    check_minimum(minimum)
    if parents is not None or published is not None:
        raise NetgraphError(
            "protect cannot yet guard against working hidden figures out from larger areas or earlier publications. "
            "Leave out parents and published, and do not publish such tables together."
        )
    if isinstance(tables, pd.DataFrame):
        return _hide_few(tables, minimum)
    return {by: _hide_few(table, minimum) for by, table in tables.items()}


def publishable(metrics: Iterable[str] | None, choices: Choices) -> list[Metric]:
    """Return the figures that may be published once they passed the gate.

    Parameters
    ----------
    metrics : iterable of str, optional
        Ids of `METRICS`; all that may be published by default.
    choices : Choices
        What was chosen of their definitions.

    Raises
    ------
    NetgraphError
        A figure is asked for that is never published.
    """
    chosen = choose(metrics, choices)
    internal = [metric.id for metric in chosen if metric.internal]
    if internal and metrics is not None:
        raise NetgraphError(
            f"{internal[0]} is never published: it can be about one recognisable person. "
            "Leave it out, or stay inside the building (internal)."
        )
    return [metric for metric in chosen if not metric.internal]


def check_minimum(minimum: object) -> None:
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
    check_tidy(tidy)
    reason = tidy["reason"] if "reason" in tidy else pd.Series("", index=tidy.index)
    few = ((tidy["people"].isna() | (tidy["people"] < minimum)) & (reason != NO_PEOPLE)).to_numpy(dtype=bool)
    internal = {name for name, metric in METRICS.items() if metric.internal}
    never = tidy["metric"].isin(internal).to_numpy(dtype=bool) & (reason != NO_PEOPLE).to_numpy()
    told = (few | never) & (reason != NOT_OBSERVABLE).to_numpy()
    why = np.where(told, np.where(never, DOMINANCE, FEW_PEOPLE), "")
    hidden = tidy.assign(hidden=pd.Series(why, index=tidy.index, dtype="str"))
    telling = [column for column in TELLING if column in hidden]
    hidden[telling] = hidden[telling].astype("float64")
    hidden.loc[few | never, telling] = np.nan
    if "reason" in hidden:
        hidden["reason"] = hidden["reason"].mask(told, "")
    return hidden


def check_tidy(table: pd.DataFrame) -> None:
    """Refuse what is no tidy table: the figures of a wide one would pass unseen."""
    missing = [column for column in ("group", "metric", "value", "people") if column not in table]
    if missing:
        raise NetgraphError(
            f"this is no tidy table: it has no column {' or '.join(missing)}. Give what district_estimates returns."
        )


def protected_metrics(
    network: SupportNetwork,
    metrics: Iterable[str] | None = None,
    by: By = "district",
    minimum: int = MINIMUM,
    *,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> pd.DataFrame:
    """Return the wide table of `district_metrics` after the gate.

    Parameters
    ----------
    network, metrics, by, carer_definition, bridge_by
        As in `district_metrics`; figures that are never published are left out.
    minimum : int
        Fewest people a shown figure may be about; at least 10.

    Returns
    -------
    DataFrame or GeoDataFrame
        As `district_metrics`, hidden cells NaN, with a column ``not_shown``: the ids of hidden figures joined by ``;``
        (``people`` and ``coverage`` too where fewer than ``minimum`` residents were asked). Groups made by a column of
        people that hold fewer than ``minimum`` residents are not there at all: their very name could be somebody's.

    Raises
    ------
    NetgraphError
        ``minimum`` is no whole number of 10 or more, there is no such metric or column, or a figure is asked for that
        is never published.
    """
    shown = [metric.id for metric in publishable(metrics, Choices(carer_definition, bridge_by))]
    tidy = district_estimates(network, shown, by, carer_definition=carer_definition, bridge_by=bridge_by)
    tidy = protect(tidy, minimum)
    wide = widen(tidy, network, by)
    members = wide["people"]
    few = (members > 0) & (members < minimum)
    wide["people"] = wide["people"].astype("Int64").mask(few)
    wide["coverage"] = wide["coverage"].mask(few)
    figures = list(dict.fromkeys(tidy["metric"]))
    hidden = (tidy["hidden"] != "").to_numpy().reshape(len(wide), len(figures))
    shown_as = ["people", "coverage", *figures]
    flags = np.column_stack((few, few, hidden))
    joined = [";".join(name for name, flag in zip(shown_as, row, strict=True) if flag) for row in flags]
    not_shown = pd.Series(joined, index=wide.index, dtype="str")
    wide.insert(list(wide.columns).index("coverage") + 1, "not_shown", not_shown)
    names = [] if by is None else listed(by, "by")
    return wide if set(names) <= set(AREAS) else wide[(members >= minimum).to_numpy()]
