"""spatial_autocorrelation: are figures of areas like those of the areas that they border on?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.schema.levels import check_level
from netgraph.spatial.extra import needs_spatial, undisturbed
from netgraph.spatial.figures import figures_of_areas
from netgraph.spatial.neighbours import WITHIN, areas_of, check_within, neighbour_graph, neighbours_among
from netgraph.spatial.permutation import all_equal, check_permutations, global_p_value, seed_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from libpysal.graph import Graph

    from netgraph.metrics import CarerDefinition
    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level
    from netgraph.spatial.figures import AreaFigures

__all__ = ["ALL_EQUAL", "AUTOCORRELATION_COLUMNS", "FEWEST_AREAS", "TOO_FEW_AREAS", "spatial_autocorrelation"]

AUTOCORRELATION_COLUMNS = (
    *("metric", "areas", "without_neighbours", "without_figure"),
    *("moran_i", "expected", "p_value", "adjusted", "reason"),
)
DTYPES = {
    **dict.fromkeys(("metric", "reason"), "str"),
    **dict.fromkeys(("areas", "without_neighbours", "without_figure"), "int64"),
    **dict.fromkeys(("moran_i", "expected", "p_value"), "float64"),
    "adjusted": "bool",
}
PERMUTATIONS = 999
FEWEST_AREAS = 3
"""Of two neighbours each is the only neighbour of the other: always as unlike as can be."""
TOO_FEW_AREAS = "too_few_areas"
ALL_EQUAL = "all_equal"


def spatial_autocorrelation(
    network: SupportNetwork,
    metrics: Iterable[str] | None = None,
    by: Level = "district",
    *,
    estimates: pd.DataFrame | None = None,
    within: float = WITHIN,
    adjust_rates: bool = True,
    permutations: int = PERMUTATIONS,
    seed: int | np.random.Generator = 0,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> pd.DataFrame:
    """Say of every figure whether areas are like the areas that they border on (Moran's I). Ungated without estimates.

    ``I = sum(w[i, j] * z[i] * z[j]) / sum(z[i] ** 2)``, with z the figures less their mean, and ``w[i, j]`` one part in
    the number of neighbours of i for each of these, else 0. Above its expected value, high figures lie beside high ones
    and low beside low; below it, high beside low.

    Parameters
    ----------
    network : SupportNetwork
        With boundaries. Ties count when active at the reference date.
    metrics : iterable of str, optional
        Ids of `METRICS`; by default all, or all that the estimates hold.
    by : {"district", "parent"}
        Districts, or the larger areas that they make up.
    estimates : DataFrame, optional
        Tidy, of `district_estimates` by the same areas, as it is or after `protect`. Figures come from there alone:
        what is hidden takes no part, so that the result tells nothing of it. Without estimates figures are computed
        from the network, ungated as those of all ``district_*``: for analysts at their desk.
    within : float
        Metres, 0 or more: areas whose boundaries are at most so far apart are neighbours (also in a corner), in the
        Dutch grid or the UTM zone of the areas. 10 by default, for slivers and ditches.
    adjust_rates : bool
        Make shares comparable where few people are behind some of them (empirical Bayes standardisation, see Notes).
    permutations : int
        How often figures are dealt out over the areas anew: 99 or more. No p-value is smaller than
        ``2 / (permutations + 1)``.
    seed : int or numpy.random.Generator
        The same seed gives the same table, whichever other figures are asked for and in whatever order the districts
        are. No other state of chance is read or changed.
    carer_definition, bridge_by
        As in `district_estimates`; not looked at with estimates.

    Returns
    -------
    DataFrame
        One row a figure, in the order of `METRICS`:

        metric : str
            Its id.
        areas : int64
            How many areas took part.
        without_neighbours : int64
            How many have a figure and border on no area with one: they take no part.
        without_figure : int64
            How many have no figure (undefined, not observable, nobody lives there, or hidden): they are taken out
            before anything else.
        moran_i : float64
            ``I``, mostly between -1 and 1; NaN where it is undefined.
        expected : float64
            What it is on average without any pattern: ``-1 / (areas - 1)``.
        p_value : float64
            Two-sided, above 0 and at most 1: how often figures dealt out over these areas by chance lie at least as
            far out. ``min(1, 2 * (1 + r) / (1 + permutations))``, r the smaller of the numbers of permutations with at
            least, and with at most, this I.
        adjusted : bool
            Whether shares were made comparable.
        reason : str
            "", or why there is no I: "too_few_areas" (fewer than 3 took part) or "all_equal".

    Raises
    ------
    MissingExtraError
        esda or libpysal is not installed: ``pip install "neighbourhood-netgraph[spatial]"``.
    UnknownNameError
        There is no such metric, level of areas, column or definition.
    DataError
        Districts have no boundaries, or some have none; or ``by="parent"`` and none lies in a larger area.
    NetgraphError
        The estimates lack a metric or a column, have one twice or are about other areas; ``within``, ``permutations``
        or ``seed`` is none; or as in `district_estimates`.

    Notes
    -----
    A share of few people is high or low by chance more easily than one of many. Where small areas lie together that
    alone looks like a pattern, or hides one. With ``adjust_rates`` the deviation of a share from that of all is divided
    by how far it would vary by chance (`netgraph.spatial.figures.comparable_rates`). That needs the numerators and
    denominators of the tidy table: means, hours and indices, and shares of which the gate shows no counts (those of a
    survey), are taken as they are.

    Neighbouring is about borders, not about distance between people: two areas on both sides of a motorway may be
    neighbours, and two across a wide river are not, whoever visits whom. Other borders give another I. A pattern of
    areas says nothing about people in them (ecological fallacy), or about why: neighbouring areas are alike in much
    else. The p-values are of each figure by itself; of 40 figures two have p <= 0.05 by chance alone.

    References
    ----------
    Moran 1950, Notes on continuous stochastic phenomena, Biometrika 37: 17-23. Cliff & Ord 1981, Spatial processes:
    models and applications. Assunção & Reis 1999, A new proposal to adjust Moran's I for population density,
    Statistics in Medicine 18: 2147-2162. Phipson & Smyth 2010, Permutation p-values should never be zero, Statistical
    Applications in Genetics and Molecular Biology 9: 39.

    Examples
    --------
    >>> import netgraph as ng
    >>> network = ng.synthetic_network(people=3_000, seed=1)
    >>> told = spatial_autocorrelation(network, ["isolated", "contacts"])
    >>> told[["metric", "areas", "expected", "adjusted", "reason"]].round(3)
         metric  areas  expected  adjusted reason
    0  isolated     45    -0.023      True
    1  contacts     45    -0.023     False
    """
    with needs_spatial("spatial_autocorrelation"):
        import esda.moran  # noqa: F401, PLC0415 - need not be installed
        import libpysal.graph  # noqa: F401, PLC0415
    level, metres = check_level(by), check_within(within)
    count, start = check_permutations(permutations), seed_number(seed)
    figures = figures_of_areas(
        network,
        areas_of(network, level).index,
        metrics,
        level,
        estimates=estimates,
        adjust_rates=adjust_rates,
        carer_definition=carer_definition,
        bridge_by=bridge_by,
    )
    graph = neighbour_graph(network, level, metres)
    rows = [{"metric": name, **_of_figure(each, graph, count, start)} for name, each in figures.items()]
    return pd.DataFrame(rows, columns=list(AUTOCORRELATION_COLUMNS)).astype(DTYPES)


def _of_figure(figure: AreaFigures, graph: Graph, permutations: int, start: int) -> dict[str, object]:
    """Return all that is told of one figure."""
    from esda.moran import Moran  # noqa: PLC0415 - need not be installed

    known = figure.compared.dropna()
    near = neighbours_among(graph, known.index)
    z = known.reindex(near.unique_ids).to_numpy(dtype=np.float64)
    told: dict[str, object] = {
        "areas": len(z),
        "without_neighbours": len(known) - len(z),
        "without_figure": len(figure.compared) - len(known),
        "adjusted": figure.adjusted,
    }
    if len(z) < FEWEST_AREAS:
        return {**told, "reason": TOO_FEW_AREAS}
    if all_equal(z):
        return {**told, "reason": ALL_EQUAL}
    with undisturbed():
        moran = Moran(z, near, permutations=0)
    p = global_p_value(z - z.mean(), near.sparse, moran.I, permutations, np.random.default_rng(start))
    return {**told, "moran_i": moran.I, "expected": moran.EI, "p_value": p, "reason": ""}
