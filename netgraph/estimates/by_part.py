"""Figures of a network that is too large to be looked at as a whole: part by part, each of whole groups."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.errors import MissingExtraError
from netgraph.estimates.counted import counted
from netgraph.estimates.groups import groups_of
from netgraph.estimates.tidy import tidy_table, values
from netgraph.estimates.wide import wide_table
from netgraph.metrics import Choices, choose
from netgraph.schema.levels import LEVELS, check_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt
    import pandas as pd

    from netgraph.arcs import Arcs
    from netgraph.arcs.large import LargeArcs
    from netgraph.estimates.groups import Groups
    from netgraph.metrics import CarerDefinition
    from netgraph.network.large import LargeNetwork
    from netgraph.schema.levels import Level

    Columns = Mapping[str, Mapping[str, npt.NDArray[Any]]]
    """Of every figure columns of a tidy table, each an array of shape (groups,)."""
    Ints = npt.NDArray[np.int64]
    OnPart = Callable[[int], object]

__all__ = ["by_part", "large_district_counts", "large_district_metrics", "need_numba"]


def large_district_metrics(
    network: LargeNetwork,
    metrics: Iterable[str] | None = None,
    by: str = "district",
    *,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
    on_part: OnPart = int,
    release: bool = False,
) -> pd.DataFrame:
    """Do what `district_metrics` does for a network of more ties than fit in memory as such, part by part. Ungated.

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
    release : bool
        Take the ties out of the network, so that a few gigabytes are free while figures are made.

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
    groups, about = groups_of(people, level), people.about
    whole = _sorted(network, groups.code, choices, release=release)

    def figures(arcs: Arcs) -> list[Columns]:
        return [{name: {"value": each} for name, each in values(arcs, groups, about, chosen).items()}]

    (told,) = by_part(_told(whole, on_part), [groups], figures)
    return wide_table({name: columns["value"] for name, columns in told.items()}, people, groups, level)


def large_district_counts(
    network: LargeNetwork, choices: Choices, *, on_part: OnPart = int, release: bool = False
) -> dict[Level, pd.DataFrame]:
    """Return all figures of all areas with what they rest on, as the gate asks for it: without intervals.

    Parameters
    ----------
    network : LargeNetwork
        As `netgraph.network.large.read_large` returns it.
    choices : Choices
        What was chosen of the definitions of figures.
    on_part, release
        As in `large_district_metrics`.

    Returns
    -------
    dict of str to DataFrame
        For "district", and for "parent" where there are larger areas, what `district_estimates` returns; low, high and
        smoothed are NaN.

    Raises
    ------
    MissingExtraError
        numba is not installed.
    """
    people, chosen = network.without_ties, choose(None, choices)
    levels = [level for level in LEVELS if level != "parent" or people.districts["parent"].notna().any()]
    groups, about = [groups_of(people, level) for level in levels], people.about
    whole = _sorted(network, _outermost([each.code for each in groups]), choices, release=release)
    told = by_part(_told(whole, on_part), groups, lambda arcs: counted(arcs, groups, about, chosen))
    return {
        level: tidy_table(grouped, about, figures) for level, grouped, figures in zip(levels, groups, told, strict=True)
    }


def need_numba() -> None:
    """Say what must be installed for a large network, where it is not.

    Raises
    ------
    MissingExtraError
        numba is not installed.
    """
    if find_spec("numba") is None:
        raise MissingExtraError(
            "a network this large needs numba, which is not installed. It comes with the extra fast: "
            'pip install "neighbourhood-netgraph[fast]", or pip install ".[fast]" in a clone.'
        )


def _outermost(codes: list[Ints]) -> Ints:
    """Return one group for everybody: the larger area, or where there is none the district; -1 for none."""
    outer = codes[-1].copy()
    inner = codes[0]
    alone = outer < 0
    outer[alone] = np.where(inner[alone] < 0, -1, inner[alone] + outer.max(initial=-1) + 1)
    return outer


def _sorted(network: LargeNetwork, code: Ints, choices: Choices, *, release: bool) -> LargeArcs:
    """Return the network as sorted arrays."""
    need_numba()
    from netgraph.arcs.large import large_arcs  # noqa: PLC0415 - loads numba

    return large_arcs(network, code, choices.columns, release=release)


def _told(whole: LargeArcs, on_part: OnPart) -> Iterator[Arcs]:
    """Go through the parts, and tell of each when it is done."""
    for arcs in whole.parts():
        yield arcs
        on_part(int(arcs.counted.sum()))


def by_part(
    parts: Iterable[Arcs], groups: list[Groups], figures: Callable[[Arcs], Sequence[Columns]]
) -> list[dict[str, dict[str, npt.NDArray[Any]]]]:
    """Make figures of some groups at a time.

    Parameters
    ----------
    parts : iterable of Arcs
        The arcs of some groups at a time, each group in one of them; only the people of these groups are counted.
    groups : list of Groups
        Which groups everybody belongs to.
    figures : callable
        Makes of one part, for each of ``groups``, the columns of every figure.

    Returns
    -------
    list of dict
        For each of ``groups`` these columns, of all groups.
    """
    told: list[dict[str, dict[str, npt.NDArray[Any]]]] = [{} for _ in groups]
    for arcs in parts:
        for every, grouped, made in zip(told, groups, figures(arcs), strict=True):
            code = np.unique(grouped.code[arcs.row[arcs.counted]])
            here = code[code >= 0]
            for name, columns in made.items():
                known = every.setdefault(name, {})
                for column, of_part in columns.items():
                    # What the first part says of groups without people is right, and of all others it is replaced.
                    known.setdefault(column, of_part.copy())[here] = of_part[here]
    return told
