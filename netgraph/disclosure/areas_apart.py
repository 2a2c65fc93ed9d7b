"""The gate on a country: each larger area is judged by itself, with its districts.

Of a country no figure of everybody is published. So nothing that is shown of one larger area tells anything of another:
figures of areas are about whoever lives there, and all that ties them together are the sums within a larger area. What
the gate decides about each of them by itself is then as safe as what it decides about all at once, and takes as many
small linear programs in place of one that does not end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from joblib import Parallel, cpu_count, delayed

from netgraph.disclosure.family import Family
from netgraph.disclosure.gate import check_minimum, publishable
from netgraph.disclosure.nesting import level_of
from netgraph.disclosure.protected_table import check_groups, published_table
from netgraph.estimates import district_coverage
from netgraph.estimates.columns import DESIGN
from netgraph.schema.levels import parents_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import numpy.typing as npt

    from netgraph.disclosure.nesting import Grouped
    from netgraph.metrics import Choices
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import Design
    from netgraph.schema.levels import Level

    Tables = Mapping[Level, pd.DataFrame]

__all__ = ["family_apart", "protected_areas"]

TOGETHER = 40
"""So many districts are judged at a time, with the larger areas that they lie in: fewer take longer to set up."""
FEWEST_BATCHES = 8
"""From so many times on, other processes help: below that they take longer to start than they save."""


def protected_areas(
    figures: Tables,
    network: SupportNetwork,
    metrics: Iterable[str] | None = None,
    by: Level = "district",
    minimum: int = 10,
    *,
    choices: Choices,
    on_area: Callable[[int], object] = int,
) -> pd.DataFrame:
    """Return the wide table of areas of a country after the gate, rounded: what `protected_metrics` is of a city.

    Parameters
    ----------
    figures : mapping of level to DataFrame
        All figures of districts, and of larger areas where there are any, as `large_district_counts` returns them.
    network : SupportNetwork
        Its people and districts; it needs no ties.
    metrics : iterable of str, optional
        Which figures; by default all that may be published.
    by : {"district", "parent"}
        Whose.
    minimum : int
        Fewest people a shown figure may be about; at least 10.
    choices : Choices
        What was chosen of the definitions of figures.
    on_area : callable
        Is told how many more areas have been judged, each time; by default nothing is.

    Returns
    -------
    DataFrame or GeoDataFrame
        As `protected_metrics` returns it.

    Raises
    ------
    NetgraphError
        As in `protected_metrics`.

    Notes
    -----
    Safe beside a table of the other level of the same run, and not beside figures of all larger areas together.
    """
    check_minimum(minimum)
    chosen = [metric.id for metric in publishable(metrics, choices)]
    covered = {level: district_coverage(network, level) for level in figures}
    check_groups(covered.get(by), by)
    tables = {level: pd.concat([covered[level], table], ignore_index=True) for level, table in figures.items()}
    family = family_apart(tables, parents_of(network.districts), network.about.design, minimum, on_area)
    exact = figures[by][figures[by]["metric"].isin(chosen)].reset_index(drop=True)
    exact.attrs[DESIGN] = network.about.design
    return published_table(exact, covered[by], family, network, by, minimum)


def family_apart(
    tables: Tables,
    parents: Mapping[str, str],
    design: Design | None,
    minimum: int,
    on_area: Callable[[int], object] = int,
) -> Family:
    """Decide what is hidden of figures of areas, of each larger area with its districts by itself.

    Parameters
    ----------
    tables : mapping of level to DataFrame
        Tidy tables of districts, and of larger areas where there are any, all of the same figures.
    parents : mapping of str to str
        District -> the larger area that it lies in.
    design : {"whole_network", "survey", "register"} or None
        How the data came to be.
    minimum : int
        Fewest people that a shown figure is about; at least 10.
    on_area : callable
        Is told how many more areas have been judged, each time.

    Examples
    --------
    >>> counts = {"numerator": [8, 2, 9], "denominator": [20, 4, 40], "people": [20, 4, 40]}
    >>> tidy = pd.DataFrame({"group": ["a", "b", "c"], "metric": "isolated", **counts, "value": [0.4, 0.5, 0.225]})
    >>> family_apart({"district": tidy}, {}, "whole_network", 10).cells["district"]["reason"].tolist()
    ['', 'few_people', '']
    """
    found: dict[Grouped, list[pd.DataFrame]] = {level: [] for level in tables}
    batches = list(_apart(tables, parents))
    helpers = 1 if len(batches) < FEWEST_BATCHES else cpu_count()
    judged = Parallel(n_jobs=helpers, return_as="generator")(
        delayed(Family.of)(areas, parents, design, minimum) for areas in batches
    )
    for areas, family in zip(batches, judged, strict=True):
        for level in areas:
            found[level].append(family.cells[level])
        on_area(sum(table["group"].nunique() for table in areas.values()))
    return Family({level: pd.concat(parts) for level, parts in found.items() if parts})


def _apart(tables: Tables, parents: Mapping[str, str]) -> Iterator[dict[Grouped, pd.DataFrame]]:
    """Go through the tables larger area by larger area, and then the districts that lie in none, some at a time."""
    districts, row = level_of("district", tables["district"])
    area = np.full(len(districts.keys), -1, dtype=np.int64)
    count, row_of_area = 0, np.zeros(0, dtype=np.int64)
    if "parent" in tables:
        areas, row_of_area = level_of("parent", tables["parent"])
        count, area = len(areas.keys), districts.places_in(areas, parents)
    alone = np.flatnonzero(area < 0)
    area[alone] = count + np.arange(len(alone))
    # Areas that come after each other go together until they have enough districts.
    before = np.cumsum(np.bincount(area, minlength=count)) - 1
    batch = before // TOGETHER
    rows = {"district": _rows_of(batch[area[row]]), "parent": _rows_of(batch[row_of_area])}
    for which in np.unique(batch).tolist():
        yield {level: table.iloc[rows[level][which]] for level, table in tables.items() if which in rows[level]}


def _rows_of(area: npt.NDArray[np.int64]) -> dict[int, npt.NDArray[np.int64]]:
    """Return which rows are about each area, in order."""
    order = np.argsort(area, kind="stable")
    found, start = np.unique(area[order], return_index=True)
    return dict(zip(found.tolist(), np.split(order, start)[1:], strict=True))
