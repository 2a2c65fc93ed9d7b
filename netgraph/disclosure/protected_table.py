"""The district table behind the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.disclosure.family import family_of, table_key
from netgraph.disclosure.gate import publishable
from netgraph.disclosure.rounding import rounded
from netgraph.disclosure.rules import steps_to
from netgraph.errors import NetgraphError, listed
from netgraph.estimates import district_counts, district_coverage, widen
from netgraph.metrics import Choices
from netgraph.schema.levels import LEVELS
from netgraph.schema.thresholds import MINIMUM

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from netgraph.disclosure.family import Family
    from netgraph.estimates import By
    from netgraph.metrics import CarerDefinition
    from netgraph.network import SupportNetwork

    Bools = npt.NDArray[np.bool_]

__all__ = ["check_groups", "protected_metrics", "published_table"]


def protected_metrics(
    network: SupportNetwork,
    metrics: Iterable[str] | None = None,
    by: By = "district",
    minimum: int = MINIMUM,
    *,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> pd.DataFrame:
    """Return the wide table of `district_metrics` after the gate, rounded as `protect` does.

    Whatever is asked for, all figures of districts, larger areas and everybody are looked at together: tables of the
    same network that are made one after the other do not tell together what each of them hides.

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
        (``people`` and ``coverage`` too where these are hidden). ``people`` is rounded to fives, of a survey to the
        lower end of a band; ``coverage`` to whole percentages. Groups made by a column of people that hold fewer than
        ``minimum`` residents (of a survey at least 30) are not there at all: their very name could be somebody's.

    Raises
    ------
    NetgraphError
        ``minimum`` is no whole number of 10 or more, there is no such metric or column, nobody has a value of it, a
        figure is asked for that is never published, or the groups are too many to be judged (`MOST_GROUPS`).
    """
    choices = Choices(carer_definition, bridge_by)
    chosen = [metric.id for metric in publishable(metrics, choices)]
    (exact,) = district_counts(network, chosen, [by], carer_definition=carer_definition, bridge_by=bridge_by)
    asked = district_coverage(network, by)
    check_groups(asked, by)
    return published_table(exact, asked, family_of(network, choices, minimum, by), network, by, minimum)


def check_groups(asked: pd.DataFrame | None, by: By) -> None:
    """Refuse a table of no group at all; ``asked`` has a row for each, or is None where there can be none.

    Raises
    ------
    NetgraphError
        There is none.
    """
    if asked is None or asked.empty:
        raise NetgraphError(f"there is no group by={by!r}: fill in that column (parent is one of the districts).")


def published_table(
    exact: pd.DataFrame, asked: pd.DataFrame, family: Family, network: SupportNetwork, by: By, minimum: int
) -> pd.DataFrame:
    """Return figures without what a family hides, rounded, as the wide table that `protected_metrics` describes.

    Parameters
    ----------
    exact : DataFrame
        Tidy figures, of all groups in order.
    asked : DataFrame
        Their coverage.
    family : Family
        What is hidden of all figures of these groups.
    network : SupportNetwork
        Its people and districts; ties are not looked at.
    by : str, list of str or None
        What the figures are grouped by.
    minimum : int
        Fewest people a shown figure is about.
    """
    chosen = list(dict.fromkeys(exact["metric"]))
    tidy, covered = (family.through(table, table_key(by)) for table in (exact, asked))
    design = network.about.design
    wide = widen(rounded(tidy, design), network, by)
    members = wide["people"].to_numpy()
    told = rounded(covered, design)
    nobody = (told["hidden"] == "").to_numpy() & (members == 0)
    wide["people"] = told["people"].to_numpy()
    wide["coverage"] = np.where(nobody, wide["coverage"], told["value"])
    hidden = (tidy["hidden"] != "").to_numpy().reshape(len(wide), -1)
    few = (covered["hidden"] != "").to_numpy()
    wide.insert(list(wide.columns).index("coverage") + 1, "not_shown", _not_shown(chosen, few, hidden, wide.index))
    wide["people"] = wide["people"].astype("Int64")
    names = [] if by is None else listed(by, "by")
    return wide if set(names) <= set(LEVELS) else wide[members >= steps_to(minimum, design)[-1]]


def _not_shown(chosen: list[str], few: Bools, hidden: Bools, index: pd.Index) -> pd.Series:
    """Return the names of what is hidden of each group, joined."""
    flags = np.column_stack((few, few, hidden))
    names = ["people", "coverage", *chosen]
    joined = [";".join(name for name, flag in zip(names, row, strict=True) if flag) for row in flags]
    return pd.Series(joined, index=index, dtype="str")
