"""Coverage: which part of the inhabitants of each group the data are about, as a figure like the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.estimates.columns import DESIGN, FIGURES, TIDY_COLUMNS
from netgraph.estimates.groups import groups_of
from netgraph.estimates.tidy import DTYPES, NO_PEOPLE, UNDEFINED

if TYPE_CHECKING:
    from netgraph.arcs import Arcs
    from netgraph.estimates.groups import By, Groups
    from netgraph.network import SupportNetwork

__all__ = ["COVERAGE", "coverage", "district_coverage"]

COVERAGE, POPULATION_KNOWN = "coverage", "population_known"
"""What the figure is called in the column ``metric``, and the column that says what it is a part of."""


def coverage(arcs: Arcs, groups: Groups) -> pd.DataFrame:
    """Compute the coverage of groups of people: the pure heart of `district_coverage`.

    Parameters
    ----------
    arcs : Arcs
        The network as arrays.
    groups : Groups
        Whose coverage is asked for, with their population where it is known.

    Returns
    -------
    DataFrame
        As `district_coverage`; one row a group, in order.
    """
    count = len(groups.keys)
    code = groups.code[arcs.row]
    inside = code >= 0
    respondents = np.bincount(code[arcs.counted & inside], minlength=count)
    residents = np.bincount(code[arcs.resident & inside], minlength=count).astype(np.float64)
    known = np.isfinite(groups.population)
    base = np.where(known, groups.population, residents)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where((base > 0) & (respondents > 0), respondents / base, np.nan)
    reason = np.where(np.isfinite(value), "", np.where(respondents > 0, UNDEFINED, NO_PEOPLE))
    figures = {"value": value, "numerator": respondents, "denominator": base, "smoothed": value, "people": respondents}
    figures["contributors"] = respondents
    nothing = dict.fromkeys((*FIGURES, "largest_two"), np.full(count, np.nan))
    told = pd.DataFrame({**nothing, **figures, "metric": COVERAGE, "reason": reason, POPULATION_KNOWN: known})
    named = pd.concat([groups.keys.iloc[:, : len(groups.keys.columns) * groups.listed], groups.labels], axis=1)
    columns = [*named.columns[:-1], *TIDY_COLUMNS, POPULATION_KNOWN]
    return pd.concat([named, told], axis=1)[columns].astype({**DTYPES, POPULATION_KNOWN: "bool"})


def district_coverage(network: SupportNetwork, by: By = "district") -> pd.DataFrame:
    """Return which part of the inhabitants of each district the figures are about. Ungated: see `protect`.

    ``coverage = #R / population``; where the population is not known ``#R / residents in the data``. R are the
    respondents who are not only professional or organisation; weights do not count.

    Parameters
    ----------
    network : SupportNetwork
        Its people, and the ``population`` of its districts.
    by : str, list of str or None
        As in `district_estimates`. A breakdown by a column of people has no population.

    Returns
    -------
    DataFrame
        The columns of `district_estimates`, one row a group, metric "coverage": value (0 or more; above 1 where more
        people answered than are registered), numerator and people (respondents), denominator, smoothed (the value),
        low and high (NaN: it is counted, not estimated), reason ("", no_people where nobody was asked, or undefined
        where people answered and the population is 0), contributors (respondents), largest_two (NaN). Then
        population_known (bool): whether it is a part of the population, or only of the residents in the data.

    Raises
    ------
    UnknownNameError
        There is no such column of people, or it is called like a column of the result.

    Notes
    -----
    Where nobody was asked there is no figure, as for all figures; the counts tell the rest (0 of 500). The wide table
    (`district_metrics`) has numerator / denominator itself, so 0 there.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("abc"), "district": ["west", "west", "east"]})
    >>> ties = pd.DataFrame({"giver": ["a"], "receiver": ["b"]})
    >>> districts = pd.DataFrame({"district": ["west", "east"], "population": [8, None]})
    >>> told = district_coverage(ng.from_tables(people, ties, districts))
    >>> told[["group", "value", "numerator", "denominator", "population_known"]]
      group  value  numerator  denominator  population_known
    0  west   0.25        2.0          8.0              True
    1  east   1.00        1.0          1.0             False
    """
    told = coverage(arcs_of(network), groups_of(network, by))
    told.attrs[DESIGN] = network.about.design
    return told
