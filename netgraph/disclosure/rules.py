"""Which figures may not be shown by themselves: about too few people, a small count, or mostly about two people."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from netgraph.errors import NetgraphError
from netgraph.estimates import NO_PEOPLE
from netgraph.metrics import METRICS, NOT_OBSERVABLE
from netgraph.schema.thresholds import MINIMUM
from netgraph.words.data import RESPONDENT_BANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pandas as pd

    from netgraph.schema.about import Design

    Bools = npt.NDArray[np.bool_]

__all__ = [
    "DOMINANCE",
    "FEW_PEOPLE",
    "MOST_OF_TWO",
    "SECONDARY",
    "SMALL",
    "SMALL_COUNT",
    "counts_parts",
    "lowest_minimum",
    "primary_reasons",
    "steps_to",
    "told_freely",
]

FEW_PEOPLE, SMALL_COUNT, DOMINANCE, SECONDARY = "few_people", "small_count", "dominance", "secondary"
"""Why a cell is hidden: too few people, a small count of them, one or two people who make most of it, or because it
would tell a hidden one."""
SMALL = 4
"""The largest count that is small: a numerator of 1 to 4, or 0 to 4 people (or ties) who are not in the numerator."""
MOST_OF_TWO = 0.85
"""From this part of a sum on, the two people who add most can be recognised in it."""
NEAR = 1e-9
"""What a figure may miss by rounding."""
SURVEY_MINIMUM = RESPONDENT_BANDS[-1][0]
"""Fewest respondents behind a figure of a survey."""


def lowest_minimum(design: Design | None) -> int:
    """Return the fewest people that figures of a design are always about, however low a minimum is asked for."""
    return SURVEY_MINIMUM if design == "survey" else 0


def steps_to(minimum: int, design: Design | None) -> list[int]:
    """Return the minimums that are looked at one after the other, up to the first that is as strict as the one asked.

    All from 10 to 20, and then ever coarser: between these the next higher one is used. What is hidden at one is the
    start of what is hidden at the next, so that a higher one never shows more. Of a survey, of which nothing adds up,
    it is only the one asked for, and never fewer than `lowest_minimum`.

    Parameters
    ----------
    minimum : int
        Fewest people that a shown figure is about.
    design : {"whole_network", "survey", "register"} or None
        Which rules hold; None as "whole_network".

    Examples
    --------
    >>> steps_to(12, None), steps_to(70, None)[10:], steps_to(12, "survey")
    ([10, 11, 12], [20, 25, 30, 40, 50, 75], [30])
    """
    if design == "survey":
        return [max(minimum, lowest_minimum(design))]
    every = _steps()
    steps = [next(every)]
    while steps[-1] < minimum:
        steps.append(next(every))
    return steps


def _steps() -> Iterator[int]:
    yield from range(MINIMUM, 20)
    for power in count(1):
        yield from (int(factor * 10**power) for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 7.5) if factor * 10**power >= 20)


def counts_parts(name: str) -> bool:
    """Whether a figure is a share that counts: its numerator counts some of what its denominator counts."""
    metric = METRICS.get(name)
    return metric is not None and metric.unit == "share" and metric.shape == "ratio" and not metric.of_hours


def primary_reasons(tidy: pd.DataFrame, minimum: int, design: Design | None) -> npt.NDArray[np.str_]:
    """Return why each cell of a tidy table is hidden on its own account; "" where it is not.

    That a group has nobody at all is no secret, and neither is what a design cannot show. A figure of a survey tells
    no counts, so none of them can be small.

    Parameters
    ----------
    tidy : DataFrame
        As `netgraph.district_estimates` gives.
    minimum : int
        Fewest people that a shown figure is about.
    design : {"whole_network", "survey", "register"} or None
        Which rules hold; None as "whole_network".

    Raises
    ------
    NetgraphError
        There are figures of which the table does not hold what must be known to judge them.
    """
    names = tidy["metric"].unique()
    shares = tidy["metric"].isin([name for name in names if counts_parts(name)]).to_numpy(dtype=np.bool_)
    summed = tidy["metric"].isin([name for name in names if _is_sum(name)]).to_numpy(dtype=np.bool_)
    internal = tidy["metric"].isin([name for name, metric in METRICS.items() if metric.internal]).to_numpy()
    people = tidy["people"].to_numpy(dtype=np.float64)
    few = ~(people >= max(minimum, lowest_minimum(design)))
    small = np.zeros_like(few) if design == "survey" else _small(tidy, shares) | _few_apart(tidy)
    of_two = _of_two(tidy, summed, minimum) if summed.any() else np.zeros_like(few)
    why = np.select([internal, few, small, of_two], [DOMINANCE, FEW_PEOPLE, SMALL_COUNT, DOMINANCE], "")
    return np.where(told_freely(tidy), "", why).astype(np.str_)


def told_freely(tidy: pd.DataFrame) -> Bools:
    """Whether each cell says nothing of anybody: a group of nobody, or a figure that the design cannot show."""
    if "reason" not in tidy:
        return np.zeros(len(tidy), dtype=np.bool_)
    return tidy["reason"].isin([NO_PEOPLE, NOT_OBSERVABLE]).to_numpy(dtype=np.bool_)


def _is_sum(name: str) -> bool:
    """Whether a figure adds amounts of people, to which one person can add far more than another: no count does."""
    metric = METRICS.get(name)
    if metric is None or metric.internal or counts_parts(name):
        return False
    return metric.shape == "ratio" or metric.amounts is not None


def _small(tidy: pd.DataFrame, shares: Bools) -> Bools:
    """Whether each cell is a share with a small count in it, or a small count outside it."""
    if not shares.any():
        return np.zeros_like(shares)
    _need(tidy, ("numerator", "denominator"), tidy["metric"][shares])
    numerator = tidy["numerator"].to_numpy(dtype=np.float64)
    others = tidy["denominator"].to_numpy(dtype=np.float64) - numerator
    # Survey weights and hours make counts that are no whole numbers: half a person is one.
    inside: Bools = (numerator > 0) & (numerator < SMALL + 1)
    small: Bools = shares & (inside | (others < SMALL + 1))
    return small


def _few_apart(tidy: pd.DataFrame) -> Bools:
    """Whether each cell is a figure of a whole group so near 0 that it can only be made by a few people."""
    value, people = (tidy[column].to_numpy(dtype=np.float64) for column in ("value", "people"))
    few = np.zeros(len(tidy), dtype=np.bool_)
    for name in tidy["metric"].unique():
        fewest = METRICS[name].fewest if name in METRICS else None
        if fewest is not None:
            rows = np.flatnonzero((tidy["metric"] == name).to_numpy() & (people > 1))
            few[rows] = (value[rows] > 0) & (value[rows] < fewest(people[rows], SMALL) * (1 - NEAR))
    return few


def _of_two(tidy: pd.DataFrame, summed: Bools, minimum: int) -> Bools:
    """Whether each cell is a sum to which too few people add anything, or two of them nearly all."""
    _need(tidy, ("contributors", "largest_two"), tidy["metric"][summed])
    contributors = tidy["contributors"].to_numpy(dtype=np.float64)
    # Where everybody adds nothing, nobody stands out.
    adding = summed & (contributors > 0)
    of_two = tidy["largest_two"].to_numpy(dtype=np.float64) >= MOST_OF_TWO
    made_of_few: Bools = adding & ((contributors < minimum) | of_two)
    return made_of_few


def _need(tidy: pd.DataFrame, columns: tuple[str, ...], figures: pd.Series) -> None:
    """Refuse figures of which nobody can say how few people make them."""
    missing = [column for column in columns if column not in tidy]
    if missing:
        raise NetgraphError(
            f"the gate cannot judge {figures.iloc[0]} without the column {' and '.join(missing)}. "
            "Give what district_estimates returns."
        )
