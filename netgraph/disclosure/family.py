"""All figures of a network behind one gate, so that what is published apart is safe together.

A file of districts and a file of larger areas, a map of one subject and one of another: each would be safe by itself
and together they could tell what both hide. So the gate always looks at all figures of districts, larger areas and
everybody, whatever is asked for, and what leaves the building is a part of that.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.disclosure.gate import check_minimum, without
from netgraph.disclosure.hiding import Hidden, hidden_cells
from netgraph.disclosure.remainders import remainders, without_small_values
from netgraph.disclosure.rules import FEW_PEOPLE, SECONDARY, primary_reasons, steps_to
from netgraph.errors import NetgraphError, listed
from netgraph.estimates import district_counts, district_coverage
from netgraph.metrics import METRICS, Choices, registered
from netgraph.schema.derived import derived
from netgraph.schema.levels import LEVELS, parents_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from netgraph.disclosure.nesting import Grouped
    from netgraph.estimates import By
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import Design

    Names = npt.NDArray[np.str_]

__all__ = ["MOST_GROUPS", "Family", "family_of", "judged_groups", "published_levels", "table_key"]

MOST_GROUPS = 1_000
"""Groups of a breakdown, with all that they add up to: linear programs of more take hours, and show next to nothing."""


@dataclass(frozen=True, eq=False)
class Family:
    """What is hidden of all figures of a network.

    Attributes
    ----------
    cells : mapping to DataFrame
        By what figures are grouped by: reason and people (`Hidden`) of every cell, by its group and figure.
    """

    cells: Mapping[Grouped, pd.DataFrame]

    @classmethod
    def of(
        cls, tables: Mapping[Grouped, pd.DataFrame], parents: Mapping[str, str], design: Design | None, minimum: int
    ) -> Family:
        """Decide what is hidden of tables of one network: first of areas, and then what breakdowns would tell of those.

        Parameters
        ----------
        tables : mapping of what they are grouped by to DataFrame
            Tidy tables, all of the same figures.
        parents : mapping of str to str
            District -> the larger area that it lies in.
        design : {"whole_network", "survey", "register"} or None
            How the data came to be.
        minimum : int
            Fewest people that a shown figure is about.
        """
        check_minimum(minimum)
        cells: dict[Grouped, pd.DataFrame] | None = None
        before: list[Names] = []
        large = without_small_values(tables)
        if design != "survey":
            _check_count(large)
        judged = [*large.values(), *remainders(large, parents).values()]
        for lower in steps_to(minimum, design):
            primary = [primary_reasons(table, lower, design) for table in judged]
            if cells is None or any((one != other).any() for one, other in zip(primary, before, strict=True)):
                cells = _cells_at(lower, large, parents, design, cells)
            before = primary
        return cls({by: _with_small_values(table, (cells or {}).get(by)) for by, table in tables.items()})

    def hidden(self, tidy: pd.DataFrame, by: Grouped) -> Hidden:
        """Return what is hidden of figures of this family."""
        return _hidden(tidy, self.cells[by])

    def through(self, tidy: pd.DataFrame, by: Grouped, also: Hidden | None = None) -> pd.DataFrame:
        """Hide what is hidden of figures of this family, and leave the rest exact: to compute with.

        Parameters
        ----------
        tidy : DataFrame
            Figures of this family.
        by : str, None or tuple
            What they are grouped by.
        also : Hidden, optional
            What is hidden of the same rows for another reason.
        """
        hidden = self.hidden(tidy, by)
        if also is not None:
            other = np.where(also.reason != "", SECONDARY, "")
            reason = np.where(hidden.reason == "", other, hidden.reason).astype(np.str_)
            hidden = Hidden(reason, hidden.people | also.people)
        return without(tidy, hidden)


def judged_groups(network: SupportNetwork, by: By) -> int:
    """Return how many groups the gate judges together for a breakdown, with all that they add up to.

    Parameters
    ----------
    network : SupportNetwork
        The network.
    by : str, list of str or None
        As in `protected_metrics`.

    Returns
    -------
    int
        0 where there are areas only, and of a survey, of which nothing adds up.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": [f"p{number}" for number in range(20)], "district": "west"})
    >>> people["age"] = ["young", "old"] * 10
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["p0"], "receiver": ["p1"]}))
    >>> judged_groups(network, "age"), judged_groups(network, "district")
    (4, 0)
    """
    if network.about.design == "survey":
        return 0
    tables = {table_key(level): district_coverage(network, level) for level in published_levels(network, by)}
    return _groups_broken_down(without_small_values(tables))


def _groups_broken_down(tables: Mapping[Grouped, pd.DataFrame]) -> int:
    """Return how many groups there are in tables of which one is a breakdown by something else than areas."""
    broken_down = any(by is not None and by not in LEVELS for by in tables)
    return sum(table["group"].nunique() for table in tables.values()) if broken_down else 0


def _check_count(tables: Mapping[Grouped, pd.DataFrame]) -> None:
    """Refuse a breakdown into so many groups that nobody would wait for the linear programs."""
    groups = _groups_broken_down(tables)
    if groups > MOST_GROUPS:
        raise NetgraphError(
            f"these are {groups:,} groups with all that they add up to; the gate can judge breakdowns of at most "
            f"{MOST_GROUPS:,}. Group by one thing less, or by parent in place of district."
        )


def _cells_at(
    minimum: int,
    tables: Mapping[Grouped, pd.DataFrame],
    parents: Mapping[str, str],
    design: Design | None,
    lower: Mapping[Grouped, pd.DataFrame] | None,
) -> dict[Grouped, pd.DataFrame]:
    """Return what is hidden at one minimum, and at the one below: step by step, each beside what went before.

    What is published without a breakdown, or without a choice of a definition, may not depend on it.
    """
    areas: list[Grouped] = [by for by in tables if by is None or by in LEVELS]
    told: dict[Grouped, pd.DataFrame] = {}
    for step in (areas, *([by] for by in tables if by not in areas)):
        before = dict(told)
        for drawn in (_without_choice, _all):
            together = {by: tables[by] for by in told} | {by: drawn(tables[by]) for by in step}
            start = None if lower is None else {by: _hidden(table, lower[by]) for by, table in together.items()}
            hidden = hidden_cells(together, minimum, parents, before, design, start)
            before |= {by: _told(together[by], hidden[by]) for by in step}
        told = before
    return {by: _hidden_of(table) for by, table in told.items()}


def _hidden(tidy: pd.DataFrame, cells: pd.DataFrame) -> Hidden:
    """Return what is hidden of the rows of a table."""
    of_rows = cells.loc[_cells(tidy)]
    return Hidden(of_rows["reason"].to_numpy(dtype=np.str_), of_rows["people"].to_numpy(dtype=np.bool_))


def _without_choice(tidy: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of which no definition can be chosen."""
    return tidy[~tidy["metric"].isin([name for name, metric in METRICS.items() if metric.choice])]


def _all(tidy: pd.DataFrame) -> pd.DataFrame:
    return tidy


def _with_small_values(tidy: pd.DataFrame, cells: pd.DataFrame | None) -> pd.DataFrame:
    """Return what is hidden of all rows of a table, from what is hidden of those of large groups."""
    every = _cells(tidy)
    nothing = pd.DataFrame({"reason": FEW_PEOPLE, "people": True}, index=every)
    if cells is not None:
        nothing.loc[cells.index] = cells
    return nothing


def _told(exact: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    """Return a table with nothing where something is hidden."""
    return exact.assign(
        hidden=hidden.reason,
        value=exact["value"].mask(hidden.reason != ""),
        people=exact["people"].astype("float64").mask(hidden.people),
    )


def _hidden_of(told: pd.DataFrame) -> pd.DataFrame:
    """Return why each cell is hidden, and whether the people behind it are."""
    people = told["people"].isna().to_numpy()
    return pd.DataFrame({"reason": told["hidden"].to_numpy(), "people": people}, index=_cells(told))


def _cells(tidy: pd.DataFrame) -> pd.MultiIndex:
    """Return what names each row, in whatever order it is grouped: the keys of its group, and its figure."""
    before = _names(list(tidy.columns[: list(tidy.columns).index("group")]))
    return pd.MultiIndex.from_frame(tidy[[*(before or ["group"]), "metric"]].astype("str"))


def published_levels(network: SupportNetwork, by: By = "district") -> list[By]:
    """Return by what figures of a network may be published apart: areas, everybody, and what is asked for.

    A breakdown by several things comes after those by some of them, which may be published as well.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": ["a", "b"], "district": "west", "age": "young"})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    >>> published_levels(network, ["age", "district"])
    ['district', None, 'age', ['age', 'district']]
    """
    areas: list[By] = [level for level in LEVELS if level != "parent" or network.districts["parent"].notna().any()]
    names = [] if by is None else _names(listed(by, "by"))
    others = [name for name in names if name not in LEVELS]
    finest = next((place for place, level in enumerate(LEVELS) if level in names), len(LEVELS))
    inside = [[], *([level] for level in reversed(LEVELS[finest:]) if level in areas)]
    parts: list[list[str]] = [
        [*some, *area] for count in range(1, len(others) + 1) for some in combinations(others, count) for area in inside
    ]
    broken: list[By] = [part[0] if len(part) == 1 else part for part in parts if set(part) != set(names)]
    asked: By = names[0] if len(names) == 1 else names or None
    return [*areas, None, *broken, *([] if asked in (*areas, None) else [asked])]


def _names(by: list[str]) -> list[str]:
    """Return what figures are grouped by in one order, whichever was asked for; a district lies in one larger area."""
    return sorted(name for name in set(by) if name != "parent" or "district" not in by)


def family_of(network: SupportNetwork, choices: Choices, minimum: int, by: By = "district") -> Family:
    """Return what is hidden of all figures of a network, at every level of areas and by what is asked for.

    Parameters
    ----------
    network : SupportNetwork
        The network.
    choices : Choices
        What was chosen of the definitions of figures.
    minimum : int
        Fewest people that a shown figure is about; at least 10.
    by : str, list of str or None
        A breakdown beside the areas.
    """
    check_minimum(minimum)
    definitions = (choices.carer_definition, choices.bridge_by)
    key = (family_of, registered(), definitions, minimum, table_key(by))
    return derived(network, key, lambda: _made(network, choices, minimum, by))


def _made(network: SupportNetwork, choices: Choices, minimum: int, by: By) -> Family:
    """Decide what is hidden."""
    levels, definition = published_levels(network, by), choices.carer_definition
    counts = district_counts(network, None, levels, carer_definition=definition, bridge_by=choices.bridge_by)
    tables = {
        table_key(level): pd.concat([district_coverage(network, level), figures], ignore_index=True)
        for level, figures in zip(levels, counts, strict=True)
    }
    return Family.of(tables, parents_of(network.districts), network.about.design, minimum)


def table_key(by: By) -> Grouped:
    """Return what stands for a grouping in a family: the same whatever order its names are given in."""
    names = [] if by is None else _names(listed(by, "by"))
    return tuple(names) if len(names) > 1 else next(iter(names), None)
