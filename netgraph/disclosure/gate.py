"""The gate on figures of groups: what is published of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args, overload

import numpy as np
import pandas as pd

from netgraph.disclosure.hiding import hidden_cells
from netgraph.disclosure.rounding import rounded
from netgraph.disclosure.rules import counts_parts
from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean
from netgraph.estimates.columns import DESIGN
from netgraph.estimates.coverage import COVERAGE
from netgraph.metrics import METRICS, NOT_OBSERVABLE, choose
from netgraph.schema.about import Design
from netgraph.schema.thresholds import MINIMUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from netgraph.disclosure.hiding import Hidden
    from netgraph.disclosure.nesting import Grouped
    from netgraph.metrics import Choices, Metric

    Tables = Mapping[Grouped, pd.DataFrame]

__all__ = ["check_minimum", "check_tidy", "protect", "publishable", "suppressed"]

TELLING = (
    *("value", "numerator", "denominator", "low", "high", "smoothed", "people"),
    *("contributors", "largest_two"),
)


@overload
def protect(
    tables: pd.DataFrame,
    minimum: int = ...,
    parents: Mapping[str, str] | None = ...,
    published: Tables | None = ...,
    *,
    design: Design | None = ...,
) -> pd.DataFrame: ...
@overload
def protect(
    tables: Tables,
    minimum: int = ...,
    parents: Mapping[str, str] | None = ...,
    published: Tables | None = ...,
    *,
    design: Design | None = ...,
) -> dict[Grouped, pd.DataFrame]: ...
def protect(
    tables: pd.DataFrame | Tables,
    minimum: int = MINIMUM,
    parents: Mapping[str, str] | None = None,
    published: Tables | None = None,
    *,
    design: Design | None = None,
) -> pd.DataFrame | dict[Grouped, pd.DataFrame]:
    """Return what may be published of figures: cells that tell too much of somebody are hidden, counts are rounded.

    Parameters
    ----------
    tables : DataFrame or mapping to DataFrame
        One tidy table (`district_estimates`), or all that is published together, by what each is grouped by:
        "district", "parent", None, a column of people; anything for a list, whose table has its keys as columns.
    minimum : int
        Fewest people a shown figure may be about; at least 10, and of a survey at least 30. Above 20, but of a survey,
        the next higher of 25, 30, 40, 50, 75, 100, 150 … is used.
    parents : mapping of str to str, optional
        District -> the larger area that it lies in; needed when both levels are published.
    published : mapping to DataFrame, optional
        What was published of the same data before, as this function gave it. What was shown then is taken as known:
        hiding it now protects nothing. What was hidden stays hidden. Give the tables that it was made of in ``tables``
        as well: what they hide can only be protected where the gate knows it.
    design : {"whole_network", "survey", "register"}, optional
        How the data came to be. Tables of `district_estimates` and `district_coverage` say so themselves; one that was
        read from a file, or put together, does not.

    Returns
    -------
    DataFrame or dict of DataFrame
        The same shape with a column ``hidden``: "" or why the cell is hidden. That is for who holds the data: published
        is only that it is not shown, because the reason tells which cells are small. Hidden cells are NaN in every
        column that tells, and their ``reason`` is empty. Of what is shown, figures and intervals are rounded as
        they are printed (shares to whole percentages), and counts to fives; means, hours and indices have none but
        ``people``. Of a survey no count is shown, and ``people`` is the lower end of a band (30, 50 or 100).

    Raises
    ------
    NetgraphError
        ``minimum`` is no whole number of 10 or more; a table is not tidy, does not hold what its figures must be judged
        by, or is given twice; nobody says how the data came to be, or two tables say different things; or ``parents``
        is missing.
    UnknownNameError
        A table has a figure that is not in `METRICS`: the gate cannot know what it tells.

    Notes
    -----
    Why a cell is hidden:

    - ``few_people``: it is about fewer than ``minimum`` people.
    - ``small_count``: a share in which 1 to 4 people (or ties) are counted, or 0 to 4 are not: "all 12 carers" tells of
      each of them; and a figure of a whole group (fragmentation, support_gini) so near 0 that 1 to 4 people make it.
    - ``dominance``: of a mean, hours or an index, fewer than ``minimum`` people add something, or two of them 85 %; and
      every figure that can be about one person (``METRICS[id].internal``).
    - ``secondary``: it would tell a hidden one. Figures of a whole group are hidden with those that follow from them
      (``METRICS[id].tells``).

    Secondary suppression takes a reader who knows all that is shown exactly, all sums (districts make up larger areas,
    breakdowns make up districts) and the identities that `METRICS` declare. For that reader every hidden small count
    can still be anything from 1 to 4 (outside the share 0 to 4), and any other hidden count five more or less, or a
    tenth. Linear programs (HiGHS) find what must be hidden for that, at the lowest cost in people. Of a survey nothing
    adds up without counts, so that nothing more needs to be hidden.

    A higher minimum never shows more. Not guarded against: figures of other dates, other kinds of ties or other
    definitions beside these, what a reader knows of people already, and names: the value of a column of people
    can be somebody's, so leave small groups of such a column out, as `protected_metrics` does.

    References
    ----------
    Hundepool et al. 2012, Statistical Disclosure Control, ch. 4. Fischetti & Salazar 2001, Solving the cell suppression
    problem on tabular data with linear constraints, Management Science 47: 1008-1027.

    Examples
    --------
    >>> counts = {"numerator": [8, 2, 9], "denominator": [20, 4, 40], "people": [20, 4, 40], "value": [0.4, 0.5, 0.225]}
    >>> tidy = pd.DataFrame({"group": ["a", "b", "c"], "metric": "isolated", **counts})
    >>> protect(tidy, design="whole_network")[["group", "value", "numerator", "people", "hidden"]]
      group  value  numerator  people      hidden
    0     a   0.40       10.0    20.0
    1     b    NaN        NaN     NaN  few_people
    2     c   0.23       10.0    40.0
    """
    check_minimum(minimum)
    if isinstance(tables, pd.DataFrame):
        return protect({_ALONE: tables}, minimum, parents, published, design=design)[_ALONE]
    for table in tables.values():
        check_tidy(table)
    design = _design_of([*tables.values(), *(published or {}).values()], design)
    exact = suppressed(tables, minimum, parents, published, design=design)
    return {by: rounded(table, design) for by, table in exact.items()}


_ALONE = "group"
"""What a table alone is taken to be grouped by."""


def suppressed(
    tables: Tables,
    minimum: int = MINIMUM,
    parents: Mapping[str, str] | None = None,
    published: Tables | None = None,
    *,
    design: Design | None = None,
) -> dict[Grouped, pd.DataFrame]:
    """Hide what `protect` hides and leave the rest exact: to compute with, not to hand out. Parameters as there."""
    check_minimum(minimum)
    before = published or {}
    every = [*tables.values(), *before.values()]
    for table in every:
        check_tidy(table)
    hidden = hidden_cells(tables, minimum, parents, before, _design_of(every, design))
    return {by: without(table, hidden[by]) for by, table in tables.items()}


def without(tidy: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    """Return a tidy table without what is hidden; what an earlier gate hid keeps its reason.

    Of how few people a figure cannot be observed is nobody's business. Where the people behind a shown figure are
    hidden, the largest number shown for its group stands in: how many residents were asked.
    """
    why = hidden.reason
    if "hidden" in tidy:
        why = np.where((tidy["hidden"] != "") & (why != ""), tidy["hidden"], why)
    told = tidy.assign(hidden=pd.Series(why, index=tidy.index, dtype="str"))
    telling = [column for column in TELLING if column in told]
    told[telling] = told[telling].astype("float64")
    told.loc[why != "", telling] = np.nan
    no_people = hidden.people | (told.get("reason") == NOT_OBSERVABLE)
    told.loc[no_people, "people"] = np.nan
    keys = list(told.columns[: list(told.columns).index("metric")])
    largest = told.groupby(keys, sort=False)["people"].transform("max")
    told["people"] = told["people"].mask(hidden.people & (why == ""), largest)
    _blur(told, hidden.people & (why == ""))
    if "smoothed" in told:
        # What all are drawn towards is the figure of all, hidden ones too.
        of_all = told["metric"].isin(told.loc[hidden.people, "metric"].unique())
        told["smoothed"] = told["smoothed"].mask(of_all)
    if "reason" in told:
        told["reason"] = told["reason"].mask(why != "", "")
    return told


def _blur(told: pd.DataFrame, nobody_told: npt.NDArray[np.bool_]) -> None:
    """Round means and indices on hidden numbers of people: 1.572816 can only be 162 of 103."""
    decimals = told["metric"].map({name: _decimals(name) for name in told["metric"].unique()})
    for count in decimals.unique():
        here = nobody_told & (decimals == count).to_numpy() & (count >= 0)
        for column in ("value", "low", "high"):
            if column in told:
                told.loc[here, column] = told.loc[here, column].round(int(count))


def _decimals(name: str) -> int:
    """Return to how many decimals a figure is told whose people are not; -1 for a share, which tells its counts."""
    if counts_parts(name) or name == COVERAGE:
        return -1
    return 1 if METRICS[name].unit in {"number", "hours"} else 2


def _design_of(tables: Sequence[pd.DataFrame], design: Design | None) -> Design | None:
    """Return how the data came to be: as said, or as the tables say; None where there is no table.

    A survey judged as a whole network would show too much, and the other way round: nothing is guessed.
    """
    if design is not None:
        check_design(design)
    said: set[Design] = {each for each in (design, *(table.attrs.get(DESIGN) for table in tables)) if each is not None}
    if len(said) > 1:
        raise NetgraphError(
            f"these tables are said to be of different designs: {' and '.join(sorted(said))}. "
            "Protect the tables of one network at a time."
        )
    if not said and any(len(table) and DESIGN not in table.attrs for table in tables):
        raise NetgraphError(
            "the gate must know how the data came to be, because a survey has other rules than a whole network; these "
            "tables do not say (they forget it when they are read from a file). "
            "Give design='whole_network', 'survey' or 'register'."
        )
    return next(iter(said), None)


def publishable(metrics: Iterable[str] | None, choices: Choices) -> list[Metric]:
    """Return the figures that may be published once they passed the gate.

    Parameters
    ----------
    metrics : iterable of str, optional
        Ids of `METRICS`; all that may be published by default.
    choices : Choices
        What was chosen of their definitions.

    Raises
    ------
    NetgraphError
        A figure is asked for that is never published.
    """
    chosen = choose(metrics, choices)
    internal = [metric.id for metric in chosen if metric.internal]
    if internal and metrics is not None:
        raise NetgraphError(
            f"{internal[0]} is never published: it can be about one recognisable person. "
            "Leave it out, or stay inside the building (internal)."
        )
    return [metric for metric in chosen if not metric.internal]


def check_minimum(minimum: object) -> None:
    """Refuse anything that would let figures on fewer people through, such as NaN."""
    if not isinstance(minimum, (int, np.integer)) or minimum < MINIMUM:
        raise NetgraphError(
            f"minimum must be a whole number of {MINIMUM} or more; found {minimum!r}. "
            "Figures on fewer people are never published."
        )


def check_design(design: object) -> None:
    """Refuse what is no design: the gate would not know which rules to keep.

    Raises
    ------
    UnknownNameError
        There is no such design.
    """
    if design not in get_args(Design):
        raise UnknownNameError(f"there is no design {design!r}. {did_you_mean(str(design), get_args(Design))}")


def check_tidy(table: pd.DataFrame) -> None:
    """Refuse what is no tidy table, whose figures would pass unseen, and figures that nobody declared.

    Raises
    ------
    NetgraphError
        A column is missing.
    UnknownNameError
        There is a figure that is not in `METRICS`.
    """
    missing = [column for column in ("group", "metric", "value", "people") if column not in table]
    if missing:
        raise NetgraphError(
            f"this is no tidy table: it has no column {' or '.join(missing)}. Give what district_estimates returns."
        )
    known = {*METRICS, COVERAGE}
    unknown = sorted({str(name) for name in table["metric"].unique()} - known)
    if unknown:
        raise UnknownNameError(
            f"the gate knows no figure {unknown[0]}, so not what it tells. {did_you_mean(unknown[0], sorted(known))} "
            "Declare a figure of your own with @metric before you publish it."
        )
