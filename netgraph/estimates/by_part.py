"""Figures of a network that is too large to be looked at as a whole: part by part, each of whole groups."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from netgraph.errors import MissingExtraError
from netgraph.estimates.groups import groups_of
from netgraph.estimates.tidy import values
from netgraph.estimates.wide import wide_table
from netgraph.metrics import Choices, choose
from netgraph.schema.levels import check_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy.typing as npt
    import pandas as pd

    from netgraph.arcs import Arcs
    from netgraph.arcs.large import LargeArcs
    from netgraph.estimates.groups import Groups
    from netgraph.metrics import CarerDefinition, Metric
    from netgraph.network.large import LargeNetwork
    from netgraph.schema.about import About

    Floats = npt.NDArray[np.float64]

__all__ = ["large_district_metrics", "values_by_part"]


def large_district_metrics(
    network: LargeNetwork,
    metrics: Iterable[str] | None = None,
    by: str = "district",
    *,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
    on_part: Callable[[int], object] = int,
) -> pd.DataFrame:
    """Do what `district_metrics` does for a network of more ties than fit in memory as such, part by part.

    Parameters
    ----------
    network : LargeNetwork
        As `netgraph.network.large.read_large` returns it.
    metrics, carer_definition, bridge_by
        As in `district_estimates`.
    by : {"district", "parent"}
        Whose figures: those of areas, of which some at a time fit in memory.
    on_part : callable
        Is told how many more people have been gone through, each time; by default nothing is.

    Returns
    -------
    DataFrame
        As `district_metrics` returns it, with the same numbers but for the last bits of sums.

    Raises
    ------
    MissingExtraError
        numba is not installed.
    UnknownNameError
        As in `district_estimates`, and when ``by`` is no level of areas.
    """
    choices, level = Choices(carer_definition, bridge_by), check_level(by)
    chosen, people = choose(metrics, choices), network.without_ties
    groups = groups_of(people, level)
    if find_spec("numba") is None:
        raise MissingExtraError(
            "a network this large needs numba, which is not installed. It comes with the extra fast: "
            'pip install "neighbourhood-netgraph[fast]", or pip install ".[fast]" in a clone.'
        )
    from netgraph.arcs.large import large_arcs  # noqa: PLC0415 - loads numba

    whole = large_arcs(network, groups.code, choices.columns)
    figures = values_by_part(_told(whole, on_part), groups, network.about, chosen)
    return wide_table(figures, people, groups, level)


def _told(whole: LargeArcs, on_part: Callable[[int], object]) -> Iterator[Arcs]:
    """Go through the parts, and tell of each when it is done."""
    for arcs in whole.parts():
        yield arcs
        on_part(int(arcs.counted.sum()))


def values_by_part(parts: Iterable[Arcs], groups: Groups, about: About, metrics: Sequence[Metric]) -> dict[str, Floats]:
    """Return the values of figures of groups, as `estimates.tidy.values` has them of all groups at once.

    Parameters
    ----------
    parts : iterable of Arcs
        The arcs of some groups at a time, each group in one of them; only the people of these groups are counted.
    groups : Groups
        Which group everybody belongs to.
    about : About
        What the design can show.
    metrics : sequence of Metric
        Which figures.

    Returns
    -------
    dict of str to numpy.ndarray of float64, shape (groups,)
        For each id, NaN where the figure is undefined.
    """
    told: dict[str, Floats] = {}
    for arcs in parts:
        here = np.unique(groups.code[arcs.row[arcs.counted]])
        for name, figures in values(arcs, groups, about, metrics).items():
            # What the first part says of other groups is right of those without people, and is replaced of all others.
            told.setdefault(name, figures.copy())[here] = figures[here]
    return told
