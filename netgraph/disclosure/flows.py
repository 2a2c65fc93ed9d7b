"""The gate on flows: which ties between districts may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.disclosure.gate import check_design, check_minimum
from netgraph.disclosure.rules import steps_to
from netgraph.errors import NetgraphError
from netgraph.estimates import FLOW_COLUMNS
from netgraph.schema.thresholds import MINIMUM
from netgraph.words.numbers import rounded_count

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from netgraph.schema.about import Design

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]
    Names = npt.NDArray[Any]

__all__ = ["protect_flows"]

SHOWN = ["group_a", "group_b", "ties"]


def protect_flows(
    flows: pd.DataFrame, minimum: int = MINIMUM, *, design: Design, districts: int | None = None
) -> pd.DataFrame:
    """Keep only flows between districts in which enough people take part at each end.

    Parameters
    ----------
    flows : DataFrame
        What `district_flows` returns.
    minimum : int
        Fewest distinct people at each end of a shown flow; at least 10. Above 20 the next higher of `protect`'s steps.
    design : {"whole_network", "survey", "register"}
        ``network.about.design``. No flow of a survey is shown: its counts are those of a part of the people.
    districts : int, optional
        How many districts there are; by default those that have a flow. Where there are more, nobody knows that these
        have none.

    Returns
    -------
    DataFrame
        Columns group_a, group_b (str) and ties (int64, rounded to the nearest five), in the order that they came in
        and numbered anew: a flow that is not shown leaves no row and no gap, since its names alone would tell that
        there is a small one.

    Raises
    ------
    NetgraphError
        ``minimum`` is no whole number of 10 or more, or the table holds no flows that can be judged.
    UnknownNameError
        There is no such design.

    Notes
    -----
    A district of which the flows to all other districts but one are shown would tell that one: ``ei_index`` gives the
    contacts that its respondents have outside it, and the shown flows are a part of these. So its smallest shown flow
    is hidden as well. What is left over is then of two flows or more together, and of what runs to elsewhere.

    What a reader still learns:

    - From flows between larger areas, or of other kinds of ties, dates or minimums, shown beside these: their
      difference is the flow of what is left, up to the rounding. Show flows of one level and one selection of ties.
    - From a shown flow itself: that at least ``minimum`` people at each end have a contact, also in a district whose
      own figures are hidden; and from one that is not there, that fewer have, or none.
    - Who takes part in most of a flow can tell about how many ties the others have in it: ten people at an end need not
      have equal parts.

    Examples
    --------
    >>> import pandas as pd
    >>> ends = {"group_a": ["east", "east", "south"], "group_b": ["north", "west", "west"]}
    >>> flows = pd.DataFrame({**ends, "ties": [40, 33, 12], "people_a": [9, 12, 11], "people_b": [30, 10, 12]})
    >>> protect_flows(flows, design="whole_network")
      group_a group_b  ties
    0    east    west    35
    1   south    west    10
    """
    check_minimum(minimum)
    check_design(design)
    missing = [column for column in FLOW_COLUMNS if column not in flows]
    if missing:
        raise NetgraphError(
            f"these are no flows that can be judged: there is no column {' or '.join(missing)}. "
            "Give what district_flows returns, once: people no longer stand in what passed."
        )
    ends, ties = flows[["group_a", "group_b"]].to_numpy(), flows["ties"].to_numpy()
    people = flows[["people_a", "people_b"]].min(axis=1, skipna=False).to_numpy()
    enough = np.full(len(flows), design != "survey")
    # What is hidden at one minimum is hidden at the next: a higher one never shows more.
    for lower in steps_to(minimum, design):
        enough = _without_single_gaps(ends, ties, enough & (people >= lower), districts or 0)
    shown = flows.loc[enough, SHOWN].reset_index(drop=True)
    return shown.assign(ties=shown["ties"].map(rounded_count).astype("int64"))


def _without_single_gaps(ends: Names, ties: Ints, shown: Bools, districts: int) -> Bools:
    """Hide the smallest flow of each district of which the flows to all others but one are shown, and one is not."""
    shown = shown.copy()
    names, code = np.unique(ends.astype(str), return_inverse=True)
    code = code.reshape(ends.shape)
    others = max(len(names), districts) - 1
    while True:
        told, not_told = (np.bincount(code[rows].ravel(), minlength=len(names)) for rows in (shown, ~shown))
        single = np.flatnonzero((told > 0) & (not_told == 1) & (told == others - 1))
        if not len(single):
            return shown
        own = np.flatnonzero(shown & (code == single[0]).any(axis=1))
        shown[own[np.argmin(ties[own])]] = False
