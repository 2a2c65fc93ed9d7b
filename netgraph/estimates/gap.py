"""group_gap: how much a figure differs between groups of people, and how sure that is ("tweedeling")."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.errors import UnknownNameError, did_you_mean, listed
from netgraph.estimates.groups import ALL, groups_of
from netgraph.estimates.intervals import interval_of_difference
from netgraph.estimates.tidy import NO_PEOPLE, UNDEFINED, district_estimates
from netgraph.metrics import NOT_OBSERVABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.estimates.groups import By
    from netgraph.metrics import CarerDefinition
    from netgraph.network import SupportNetwork

__all__ = ["group_gap"]

REASONS = (NOT_OBSERVABLE, NO_PEOPLE, UNDEFINED)
"""Why there is no difference, the first that holds for either group."""
SIDE = ["value", "low", "high", "people", "reason"]
COLUMNS = {
    "difference": "float64",
    "low": "float64",
    "high": "float64",
    "value": "float64",
    "reference_value": "float64",
    "people": "int64",
    "reference_people": "int64",
    "reason": "str",
}


def group_gap(
    network: SupportNetwork,
    metric: str,
    column: str,
    *,
    reference: str | None = None,
    by: By = None,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> pd.DataFrame:
    """Return the difference in a figure between groups of people, with its 90 % interval. Ungated.

    ``difference = value of group - value of reference``, in units of the figure: 0.05 in a share is five percentage
    points.

    Parameters
    ----------
    network : SupportNetwork
        Ties count when active at the reference date.
    metric : str
        Id of `METRICS`.
    column : str
        The column of people that makes the groups, for instance ``education``; an empty cell belongs to none.
    reference : str, optional
        The group that all others are compared with; without it every two are compared, the later with the earlier in
        the order of their values.
    by : str, list of str or None
        Compare within each district, larger area, or group of another column; None compares everybody.
    carer_definition, bridge_by
        As in `district_estimates`.

    Returns
    -------
    DataFrame
        One row a pair of groups, within each area when ``by`` is given: a column for each thing in ``by``, group and
        reference (str), difference, low and high (90 % interval), value, reference_value, people, reference_people
        (int64), and reason ("" or why there is no difference).

    Raises
    ------
    UnknownNameError
        There is no such metric, column or group, or ``by`` names the column itself.
    NetgraphError
        ``carer_definition="scp"`` and no reference date.

    Notes
    -----
    The interval is put together from those of the two figures (MOVER): ``low = d - sqrt((v1 - l1)^2 + (h2 - v2)^2)``,
    ``high = d + sqrt((h1 - v1)^2 + (v2 - l2)^2)``. It treats the two groups as independent, which ties between them
    make less than exact. Figures of the shape "whole" have a difference and no interval. With many groups some
    differences seem clear by chance alone: the intervals do not correct for that.

    A difference says nothing about why: groups differ in age, health and household too.

    References
    ----------
    Zou & Donner 2008, Construction of confidence limits about effect measures, Statistics in Medicine 27: 1693-1702.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("abcd"), "district": "west", "education": ["low", "low", "high", "high"]})
    >>> ties = pd.DataFrame({"giver": ["c", "d"], "receiver": ["d", "a"]})
    >>> gap = group_gap(ng.from_tables(people, ties), "isolated", "education")
    >>> gap[["group", "reference", "difference", "value", "reference_value"]]
      group reference  difference  value  reference_value
    0   low      high         0.5    0.5              0.0
    """
    if not isinstance(metric, str):
        raise UnknownNameError("group_gap compares one figure: give the id of one metric.")
    keys = [] if by is None else listed(by, "by")
    if column in keys:
        raise UnknownNameError(f"by names {column!r} too: groups differ in it, so nothing is left to compare within.")
    figures = district_estimates(
        network, [metric], [*keys, column], carer_definition=carer_definition, bridge_by=bridge_by
    )
    names = list(groups_of(network, column).labels)
    pairs = _pairs(names, reference, column)
    areas = groups_of(network, keys or None).keys
    rows = areas.merge(pd.DataFrame(pairs, columns=["group", "reference"]), how="cross")
    sides = [_side(figures, rows, keys, column, side) for side in ("group", "reference")]
    return pd.concat([rows.drop(columns=ALL, errors="ignore"), _differences(*sides)], axis=1)


def _pairs(names: Sequence[str], reference: str | None, column: str) -> list[tuple[str, str]]:
    """Return which groups are compared: each with the reference, or every two."""
    if reference is None:
        return [(later, earlier) for earlier, later in combinations(names, 2)]
    if reference not in names:
        raise UnknownNameError(
            f"{column} has no group {reference!r} (groups are text). {did_you_mean(str(reference), list(names))}"
        )
    return [(name, reference) for name in names if name != reference]


def _side(figures: pd.DataFrame, rows: pd.DataFrame, keys: list[str], column: str, side: str) -> pd.DataFrame:
    """Return the figures of one side of every comparison; a group that does not occur in an area has no people."""
    found = rows[[*keys, side]].merge(
        figures[[*keys, column, *SIDE]].rename(columns={column: side}), how="left", on=[*keys, side]
    )[SIDE]
    return found.fillna({"people": 0, "reason": NO_PEOPLE})


def _differences(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Subtract the figures of one side from those of the other."""
    low, high = interval_of_difference(*(side[name].to_numpy() for side in (one, other) for name in SIDE[:3]))
    reason = pd.Series("", index=one.index)
    for why in reversed(REASONS):
        reason = reason.mask((one["reason"] == why) | (other["reason"] == why), why)
    figures = {
        "difference": one["value"] - other["value"],
        "low": low,
        "high": high,
        "value": one["value"],
        "reference_value": other["value"],
        "people": one["people"],
        "reference_people": other["people"],
        "reason": reason,
    }
    return pd.DataFrame(figures).astype(COLUMNS)
