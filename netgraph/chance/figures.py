"""Which figures chance can say something about, and their values in a rewired network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.arcs.rows import read_only
from netgraph.errors import NetgraphError
from netgraph.estimates.values import value_of_groups

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates.sample import Sample
    from netgraph.metrics import Metric

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["FIXED", "LOOKS_AT_KINDS_OR_HOURS", "FigureOfGroups", "check_makes_sense", "plain"]

PLAIN = "support"
"""A kind without a meaning of its own."""


FIXED = (
    *("isolated", "unsupported", "thin_support", "single_supporter", "receive_only", "give_only"),
    *("volunteer_share", "volunteer_carers"),
)
"""Figures that follow from how many people each person gives to and receives from, or from no ties at all."""
LOOKS_AT_KINDS_OR_HOURS = (
    *("support_gini", "weighted_reciprocity", "carers_alone", "care_hours", "intensive_carers", "carer_balance"),
    *("respite_reach", "volunteer_hours", "volunteer_guidance", "volunteer_dependence", "formal_informal"),
)
"""Figures that see more of a tie than who gives to whom."""
WHY: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        FIXED: "it is the same in every network in which everybody gives to and receives from as many people as now",
        LOOKS_AT_KINDS_OR_HOURS: "it looks at kinds, hours or pay, which belong to two people together: a tie that "
        "goes to somebody else would not be of that kind or take those hours",
    }
)


def check_makes_sense(metric: Metric) -> None:
    """Refuse a figure that a rewired network can say nothing about.

    Raises
    ------
    NetgraphError
        With the reason.
    """
    for figures, why in WHY.items():
        if metric.id in figures:
            raise NetgraphError(
                f"{metric.id} cannot be held against chance: {why}. Take a figure of who gives to whom, for instance "
                "dyadic_reciprocity, arc_reciprocity, indirect_reciprocity or support_ratio."
            )


def plain(arcs: Arcs, receiver: Ints | None = None) -> Arcs:
    """Return who gives to whom and no more: one tie of no special kind for each entry of ``out``, hours unknown.

    Who is a carer, a volunteer or a professional stays as it is.

    Parameters
    ----------
    arcs : Arcs
        The network.
    receiver : numpy.ndarray of int64, optional
        Who receives instead, in order within each giver.
    """
    giver, ends = arcs.out.owner, arcs.out.index if receiver is None else receiver
    ties: dict[str, Any] = {
        "giver": giver,
        "receiver": ends,
        "kind": np.zeros(len(giver), dtype=np.int64),
        "hours": np.full(len(giver), np.nan),
        "since": np.full(len(giver), np.datetime64("NaT"), dtype="datetime64[D]"),
        "carer_role": arcs.carer,
    }
    for array in ties.values():
        read_only(array)
    return replace(arcs, **ties, kinds=(PLAIN,), hours_known=False, known=None)


@dataclass(frozen=True, eq=False)
class FigureOfGroups:
    """One figure of groups of people, as often as asked for; values only, as `district_estimates` has them.

    Attributes
    ----------
    metric : Metric
        The figure.
    sample : Sample
        Who counts in which group, of the people of a network, who stay when it is rewired.
    """

    metric: Metric
    sample: Sample

    def of(self, arcs: Arcs) -> Floats:
        """Return the figure of every group in a network of the same people, shape (groups,); NaN where undefined."""
        return value_of_groups(self.metric, arcs, self.sample)
