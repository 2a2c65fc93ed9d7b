"""The gate on flows: which ties between districts may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from netgraph.disclosure.gate import check_minimum
from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean
from netgraph.estimates import FLOW_COLUMNS
from netgraph.schema.about import Design
from netgraph.schema.thresholds import MINIMUM
from netgraph.words.numbers import rounded_count

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["protect_flows"]

SHOWN = ["group_a", "group_b", "ties"]


def protect_flows(flows: pd.DataFrame, minimum: int = MINIMUM, *, design: Design) -> pd.DataFrame:
    """Keep only flows between districts in which enough people take part at each end.

    Parameters
    ----------
    flows : DataFrame
        What `district_flows` returns.
    minimum : int
        Fewest distinct people at each end of a shown flow; at least 10.
    design : {"whole_network", "survey", "register"}
        ``network.about.design``. No flow of a survey is shown: its counts are those of a part of the people.

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
    What is not shown can in part be worked out. Rows that pass say nothing of the people in other flows by
    themselves, but together with other figures a reader learns:

    - From ``ei_index`` of a district, whose numerator and denominator together give the number of contacts that its
      respondents have outside it: less the shown flows, how much runs to elsewhere and to all districts without a shown
      flow together. One flow of those stands out only where it can be the only one, as in a city of few districts.
      Rounding hides up to 2 ties of every shown flow, and that two people who support each other are two ties and one
      contact hides more; where nearly all ties go one way (``dyadic_reciprocity`` tells) only the rounding does.
    - From flows between larger areas, or of other kinds of ties, dates or minima, shown beside these: their difference
      is the flow of what is left, up to the rounding. Show flows of one level and one selection of ties only.
    - From a shown flow itself: that at least ``minimum`` people at each end have a contact, also in a district whose
      own figures are hidden; and from one that is not there, that fewer have, or none.
    - Who takes part in most of a flow can tell about how many ties the others have in it: ten people at an end need not
      have equal parts.

    Until the gate covers flows together with the figures of districts, share what it lets through only with people who
    may know the neighbourhood's figures.

    Examples
    --------
    >>> import pandas as pd
    >>> ends = {"group_a": ["east", "east"], "group_b": ["north", "west"]}
    >>> flows = pd.DataFrame({**ends, "ties": [40, 33], "people_a": [9, 12], "people_b": [30, 10]})
    >>> protect_flows(flows, design="whole_network")
      group_a group_b  ties
    0    east    west    35
    """
    check_minimum(minimum)
    if design not in get_args(Design):
        raise UnknownNameError(f"there is no design {design!r}. {did_you_mean(str(design), get_args(Design))}")
    missing = [column for column in FLOW_COLUMNS if column not in flows]
    if missing:
        raise NetgraphError(
            f"these are no flows that can be judged: there is no column {' or '.join(missing)}. "
            "Give what district_flows returns, once: people no longer stand in what passed."
        )
    enough = (flows["people_a"] >= minimum) & (flows["people_b"] >= minimum) & (design != "survey")
    shown = flows.loc[enough.to_numpy(dtype=bool), SHOWN].reset_index(drop=True)
    return shown.assign(ties=shown["ties"].map(rounded_count).astype("int64"))
