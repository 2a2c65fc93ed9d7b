"""Which cells of tables that are published together are hidden, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.disclosure.claims import claims_of
from netgraph.disclosure.counts import counts_of
from netgraph.disclosure.laws import PARTS
from netgraph.disclosure.nesting import Level, level_of, nestings, with_shared_levels
from netgraph.disclosure.remainders import remainders
from netgraph.disclosure.rounding import ROUNDED_TO
from netgraph.disclosure.rules import FEW_PEOPLE, SECONDARY, primary_reasons, steps_to, told_freely
from netgraph.disclosure.secondary import suppress
from netgraph.disclosure.telling import PEOPLE
from netgraph.errors import NetgraphError
from netgraph.estimates import NO_PEOPLE
from netgraph.estimates.coverage import COVERAGE
from netgraph.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from netgraph.disclosure.counts import Counts
    from netgraph.disclosure.nesting import Grouped
    from netgraph.schema.about import Design

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]
    Names = npt.NDArray[np.str_]
    Tables = Mapping[Grouped, pd.DataFrame]

__all__ = ["Hidden", "hidden_cells"]


@dataclass(frozen=True, eq=False)
class Hidden:
    """What is hidden of one table.

    Attributes
    ----------
    reason : numpy.ndarray of str, shape (rows,)
        Why the cell is hidden; "" where it is shown.
    people : numpy.ndarray of bool, shape (rows,)
        Whether the number of people behind it is hidden, which can be so of a figure that is shown.
    """

    reason: Names
    people: Bools


def hidden_cells(
    tables: Tables,
    minimum: int,
    parents: Mapping[str, str] | None,
    published: Tables,
    design: Design | None,
    start: Mapping[Grouped, Hidden] | None = None,
) -> dict[Grouped, Hidden]:
    """Return what must be hidden of tables that are published together.

    Parameters
    ----------
    tables : mapping of what they are grouped by to DataFrame
        Tidy tables of one network.
    minimum : int
        Fewest people that a shown figure is about.
    parents : mapping of str to str, optional
        District -> the larger area that it lies in.
    published : mapping of what they are grouped by to DataFrame
        Tables of the same network that were published before, after the gate.
    design : {"whole_network", "survey", "register"} or None
        How the data came to be.
    start : mapping to Hidden, optional
        What is hidden of the same tables at the next lower minimum (`steps_to`).

    Notes
    -----
    What is hidden at one minimum is the start of what is hidden at the next: from 10 up to the one asked for
    (`steps_to`), so that a higher one never shows more. What had to stay possible at a lower one does so still, because
    less is shown.
    """
    steps = steps_to(minimum, design)
    minimum = steps[-1]
    reasons = {by: primary_reasons(table, minimum, design) for by, table in tables.items()}
    # Percentages of a sample without any counts: nothing adds up, so nothing can be subtracted.
    nothing_to_subtract = design == "survey" or not any((reason == "").any() for reason in reasons.values())
    if nothing_to_subtract and not published:
        return {by: Hidden(reason, reason != "") for by, reason in reasons.items()}
    rest = {} if nothing_to_subtract else remainders(tables, parents or {})
    system = _System.of(tables, rest, published, parents, design)
    hidden = system.withheld | system.hidden_in([] if start is None else [start[by] for by in tables])
    if nothing_to_subtract:
        return {by: system.of_table(place, hidden, reasons[by], tables[by]) for place, by in enumerate(tables)}
    before = np.full(len(hidden), "")
    for lower in steps if start is None else steps[-2:]:
        primary = system.by_cell(
            [primary_reasons(table, lower, design) for table in (*tables.values(), *rest.values())]
        )
        # What was shown before is known, and cannot be protected any more; what it tells of others can be.
        primary[system.fixed] = ""
        if start is None or lower == minimum:
            claims = claims_of(system.counts, system.figures, np.where(primary != before, primary, ""))
            hidden = suppress(system.counts, hidden | (primary != ""), system.fixed, claims)
        before = primary
    return {by: system.of_table(place, hidden, reasons[by], tables[by]) for place, by in enumerate(tables)}


@dataclass(frozen=True, eq=False)
class _System:
    """The tables as one system of counts.

    Attributes
    ----------
    counts : Counts
        Their counts.
    figures : list of str
        Ids of the figures.
    unit, figure : list of numpy.ndarray of int64
        Of each table the group and the figure of every row; figure -1 for those that are never published.
    fixed, withheld : numpy.ndarray of bool, shape (cells,)
        Which cells were shown and which were hidden before.
    """

    counts: Counts
    figures: list[str]
    unit: list[Ints]
    figure: list[Ints]
    fixed: Bools
    withheld: Bools

    @classmethod
    def of(
        cls, tables: Tables, rest: Tables, published: Tables, parents: Mapping[str, str] | None, design: Design | None
    ) -> _System:
        """Put tables, what remains of them and is published nowhere, and what was published before into one system."""
        every = [*tables.items(), *rest.items(), *published.items()]
        new = len(tables) + len(rest)
        names = [str(name) for _, table in every for name in table["metric"].unique()]
        present = set(names)
        figures = [name for name in (COVERAGE, *METRICS) if name in present and not _is_internal(name)]
        levels, unit = _levels(every, parents or {})
        starts = np.concatenate(([0], np.cumsum([len(level.keys) for level in levels])))
        place = pd.Index(figures)
        figure = [np.asarray(place.get_indexer(pd.Index(table["metric"])), dtype=np.int64) for _, table in every]
        units = [starts[level] + of_row for level, of_row in unit]
        values, shown = _values([table for _, table in every], units, figure, new, (int(starts[-1]), len(figures)))
        nested = nestings(levels, parents)
        # The finest first: what is filled in is added up again.
        for one in sorted(nested, key=lambda one: -len(levels[one.finer].others) - levels[one.finer].area):
            _fill_in(
                values,
                starts[one.finer] + np.flatnonzero(one.place >= 0),
                starts[one.coarser] + one.place[one.place >= 0],
            )
        values[:, [number for number, name in enumerate(figures) if _is_public(name, design)], 1] = np.nan
        exact = np.zeros(len(values), dtype=np.bool_)
        exact[np.concatenate([np.zeros(0, dtype=np.int64), *units[:new]])] = True
        counts = counts_of(values, figures, nested, starts, shown, exact)

        fixed, withheld = _before(list(published.values()), units[new:], figure[new:], values)
        _know_nobody([table for _, table in every], units, figure, fixed)
        for unit, number in zip(units[len(tables) : new], figure[len(tables) : new], strict=True):
            withheld[unit, number] = True
        place_of = (counts.cells["unit"], counts.cells["figure"], (counts.cells["what"] == PEOPLE).astype("int64"))
        fixed, withheld = fixed[place_of], withheld[place_of]
        return cls(counts, figures, units[:new], figure[:new], fixed, withheld)

    def by_cell(self, reasons: Sequence[Names]) -> Names:
        """Return the reason of every cell, from those of the rows of every table."""
        grid = np.full((len(self.counts.of_part), len(self.figures)), "", dtype=f"<U{len(SECONDARY) + 8}")
        for unit, figure, reason in zip(self.unit, self.figure, reasons, strict=True):
            grid[unit[figure >= 0], figure[figure >= 0]] = reason[figure >= 0]
        found = grid[self.counts.cells["unit"], self.counts.cells["figure"]]
        # A small count hides the figure; that it is about 40 people may be told.
        of_people = (self.counts.cells["what"] == PEOPLE).to_numpy() & (found != FEW_PEOPLE)
        return np.where(of_people, "", found)

    def hidden_in(self, tables: Sequence[Hidden]) -> Bools:
        """Return which cells are hidden, from the rows of the first tables."""
        figures, people = (np.zeros((len(self.counts.of_part), len(self.figures)), dtype=np.bool_) for _ in range(2))
        for unit, figure, hidden in zip(self.unit, self.figure, tables, strict=False):
            known = figure >= 0
            figures[unit[known], figure[known]] = hidden.reason[known] != ""
            people[unit[known], figure[known]] = hidden.people[known]
        at = (self.counts.cells["unit"], self.counts.cells["figure"])
        return np.where((self.counts.cells["what"] == PEOPLE).to_numpy(), people[at], figures[at])

    def of_table(self, place: int, hidden: Bools, reasons: Names, table: pd.DataFrame) -> Hidden:
        """Return what is hidden of one table: on its own account, or because it would tell what is."""
        shape = (len(self.counts.of_part), len(self.figures))
        figures, people = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
        cells = self.counts.cells[hidden]
        for grid, chosen in ((figures, cells["what"] != PEOPLE), (people, cells["what"] == PEOPLE)):
            grid[cells.loc[chosen, "unit"], cells.loc[chosen, "figure"]] = True
        unit, figure = self.unit[place], self.figure[place]
        known = figure >= 0
        follows = np.zeros(shape, dtype=np.bool_)
        for number, name in enumerate(self.figures):
            tells = METRICS[name].tells if name in METRICS else ()
            follows[:, number] = figures[:, np.isin(self.figures, tells)].any(axis=1)
        also = known & (reasons == "") & (figures[unit, figure] | (follows[unit, figure] & ~told_freely(table)))
        reason = np.where(also, SECONDARY, reasons)
        return Hidden(reason.astype(np.str_), (reason != "") | (known & people[unit, figure]))


def _is_internal(name: str) -> bool:
    return name in METRICS and METRICS[name].internal


def _is_public(name: str, design: Design | None) -> bool:
    """Whether everybody knows the denominator: the number of inhabitants."""
    metric = METRICS.get(name)
    return name == COVERAGE or (design == "register" and metric is not None and metric.per_population is not None)


def _levels(
    every: Sequence[tuple[Grouped, pd.DataFrame]], parents: Mapping[str, str]
) -> tuple[list[Level], list[tuple[int, Ints]]]:
    """Return the levels of all tables, and of each table its level and the group of every row."""
    levels: dict[tuple[int, frozenset[str]], pd.DataFrame] = {}
    rows = []
    for by, table in every:
        level, place = level_of(by, table)
        kind = (level.area, level.others)
        rows.append((kind, level.keys.iloc[place]))
        known = levels.get(kind, level.keys.iloc[:0])
        levels[kind] = (
            pd.concat([known, level.keys]).drop_duplicates().reset_index(drop=True)
            if len(level.keys.columns)
            else level.keys
        )
    order = {kind: number for number, kind in enumerate(levels)}
    found = [Level(keys) for keys in levels.values()]
    unit = [(order[kind], Level(keys).places_in(found[order[kind]], parents)) for kind, keys in rows]
    return with_shared_levels(found, parents), unit


def _values(
    tables: Sequence[pd.DataFrame], units: Sequence[Ints], figures: Sequence[Ints], new: int, shape: tuple[int, int]
) -> tuple[npt.NDArray[np.float64], Bools]:
    """Return all counts by group, figure and part, and which cells there are; what is published now comes first."""
    values, shown = np.full((*shape, len(PARTS)), np.nan), np.zeros(shape, dtype=np.bool_)
    for number, (table, unit, figure) in enumerate(zip(tables, units, figures, strict=True)):
        known = figure >= 0
        if number < new and shown[unit[known], figure[known]].any():
            raise NetgraphError("two of these tables are grouped by the same. Give each once.")
        if table.loc[known].assign(unit=unit[known]).duplicated(["unit", "metric"]).any():
            raise NetgraphError("a table has the same figure of the same group twice. Give one row for each.")
        parts = [
            table[part].to_numpy(dtype=np.float64) if part in table else np.full(len(table), np.nan) for part in PARTS
        ]
        seen = shown[unit[known], figure[known]]
        at = (unit[known][~seen], figure[known][~seen])
        values[at] = np.column_stack(parts)[known][~seen]
        shown[at] = True
    return values, shown


def _fill_in(values: npt.NDArray[np.float64], finer: Ints, coarser: Ints) -> None:
    """Give groups that no table is about the sum of what they are made of."""
    groups, member = np.unique(coarser, return_inverse=True)
    sums = np.zeros((len(groups), *values.shape[1:]))
    np.add.at(sums, member, values[finer])
    missing = np.isnan(values[groups])
    filled = values[groups]
    filled[missing] = sums[missing]
    values[groups] = filled


def _know_nobody(tables: Sequence[pd.DataFrame], units: Sequence[Ints], figures: Sequence[Ints], fixed: Bools) -> None:
    """Take as known where nobody lives: nothing can be hidden in such a place."""
    for table, unit, figure in zip(tables, units, figures, strict=True):
        if "reason" in table:
            nobody = (table["reason"] == NO_PEOPLE).to_numpy() & (figure >= 0)
            fixed[unit[nobody], figure[nobody]] = True


def _before(
    tables: Sequence[pd.DataFrame], units: Sequence[Ints], figures: Sequence[Ints], values: npt.NDArray[np.float64]
) -> tuple[Bools, Bools]:
    """Return which figures, and which numbers of people behind them, were shown before, and which were hidden."""
    shown = np.zeros((*values.shape[:2], 2), dtype=np.bool_)
    hidden = np.zeros_like(shown)
    for table, unit, figure in zip(tables, units, figures, strict=True):
        withheld = (table["hidden"] != "").to_numpy() if "hidden" in table else table["value"].isna().to_numpy()
        # Where the people were hidden another number stands in, or none.
        away = np.abs(table["people"].to_numpy(dtype=np.float64) - values[unit, figure, PARTS.index("people")])
        people_told = ~withheld & (away <= ROUNDED_TO / 2)
        known = figure >= 0
        at = (unit[known], figure[known])
        shown[at] = np.column_stack((~withheld & table["value"].notna().to_numpy(), people_told))[known]
        hidden[at] = np.column_stack((withheld, ~people_told))[known]
    return shown, hidden
