"""local_clusters: where do areas with high figures lie together, or with low ones, and which stand out among others?"""

from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy import stats

from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.schema.levels import check_level
from netgraph.schema.thresholds import FALSE_DISCOVERY_RATE, LARGEST_RATE
from netgraph.spatial.autocorrelation import FEWEST_AREAS
from netgraph.spatial.extra import needs_spatial, undisturbed
from netgraph.spatial.figures import figures_of_areas
from netgraph.spatial.neighbours import WITHIN, areas_of, check_within, neighbour_graph, neighbours_among
from netgraph.spatial.permutation import all_equal, check_permutations, local_p_values, seed_number

if TYPE_CHECKING:
    import numpy.typing as npt
    from libpysal.graph import Graph

    from netgraph.metrics import CarerDefinition
    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level
    from netgraph.spatial.figures import AreaFigures

    Floats = npt.NDArray[np.float64]

__all__ = ["PATTERNS", "local_clusters"]

PATTERNS = ("high_high", "low_low", "high_low", "low_high", "none", "no_neighbours", "no_figure")
"""What an area can be: its own figure first, then those of its neighbours."""
PERMUTATIONS = 9_999
"""Of 999 no p-value is below 0.002: the only unusual one of more than 25 areas could never pass at a rate of 0.05."""


def local_clusters(
    network: SupportNetwork,
    metric: str,
    by: Level = "district",
    *,
    estimates: pd.DataFrame | None = None,
    within: float = WITHIN,
    adjust_rates: bool = True,
    permutations: int = PERMUTATIONS,
    seed: int | np.random.Generator = 0,
    false_discovery_rate: float = FALSE_DISCOVERY_RATE,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> gpd.GeoDataFrame:
    """Say of every area whether it and its neighbours stand out together (local Moran). Ungated without estimates.

    ``I[i] = (n - 1) * z[i] * sum(w[i, j] * z[j]) / sum(z[k] ** 2)``, with z the figures of the n areas that take part
    less their mean, and ``w[i, j]`` one part in the number of neighbours of i for each of these, else 0. They add up to
    n - 1 times the Moran's I of `spatial_autocorrelation`.

    Parameters
    ----------
    network, by, estimates, within, adjust_rates, seed, carer_definition, bridge_by
        As in `spatial_autocorrelation`.
    metric : str
        Id of a figure of `METRICS`.
    permutations : int
        How often each area gets other neighbours, drawn from all areas but itself: 99 or more. No p-value is smaller
        than ``2 / (permutations + 1)``; to find a single area among n, take at least
        ``2 * n / false_discovery_rate``.
    false_discovery_rate : float
        Which part of the areas with a pattern may on average have it by chance alone; above 0, at most 0.2.

    Returns
    -------
    GeoDataFrame
        One row an area in table order, index named after ``by``:

        name : str
            What people call it.
        value : float64
            Its figure, as it is; NaN where there is none, or none that is shown.
        neighbours : int64
            How many areas with a figure it borders on.
        neighbours_value : float64
            The mean of their figures, as they are; NaN without any.
        local_i : float64
            ``I[i]``: above 0 where an area is like its neighbours. Of shares made comparable, where ``adjust_rates``
            made them so. NaN where an area takes no part; where fewer than 3 do, and where all are equal, for all.
        p_value : float64
            Two-sided, above 0 and at most 1, by conditional permutation; as in `spatial_autocorrelation`.
        q_value : float64
            Corrected for looking at many areas (Benjamini & Hochberg); at least the p-value.
        pattern : str
            "high_high" or "low_low" (a cluster: its own figure, and those around it), "high_low" or "low_high" (unlike
            its neighbours), where the q-value is at most the rate; else "none". "no_neighbours": it borders on no area
            with a figure. "no_figure": it has none itself, and takes no part in what is said of others. High and low
            are beside the mean of the areas that take part, of the figures that are compared.
        geometry : geometry
            Its boundary, in the coordinate system of the districts; of a larger area that of its districts together.

    Raises
    ------
    MissingExtraError, UnknownNameError, DataError, NetgraphError
        As in `spatial_autocorrelation`; or the rate is none.

    Notes
    -----
    A local cluster is a signal, not an explanation: it says that an area and those around it differ from what chance
    would put side by side, not why, nor that people there have anything to do with each other. It is about the middle
    of a cluster: the areas around it belong to it whether they are marked or not. "none" is not "no difference": with
    few neighbours much goes unseen. Neighbouring is about borders, not about distance between people, and the same
    people within other borders give other clusters.

    Neighbours share neighbours, so that tests of areas depend on each other. In simulations the false discovery rate
    holds all the same: at 0.05, of cities without any pattern and with 8 to 20,000 people an area, 3 to 5 % had an area
    with a pattern (``tests/spatial/test_spatial_validity.py``).

    References
    ----------
    Anselin 1995, Local indicators of spatial association - LISA, Geographical Analysis 27: 93-115. Assunção & Reis
    1999, Statistics in Medicine 18: 2147-2162. Benjamini & Hochberg 1995, Controlling the false discovery rate, Journal
    of the Royal Statistical Society B 57: 289-300. Caldas de Castro & Singer 2006, Controlling the false discovery
    rate: a new application to account for multiple and dependent tests in local statistics of spatial association,
    Geographical Analysis 38: 180-208.

    Examples
    --------
    >>> import netgraph as ng
    >>> network = ng.synthetic_network(people=3_000, seed=1)
    >>> told = local_clusters(network, "thin_support")
    >>> told.columns.drop("geometry").tolist()
    ['name', 'value', 'neighbours', 'neighbours_value', 'local_i', 'p_value', 'q_value', 'pattern']
    >>> set(told["pattern"]) <= set(PATTERNS)
    True
    """
    with needs_spatial("local_clusters"):
        import esda.moran  # noqa: F401, PLC0415 - need not be installed
        import libpysal.graph  # noqa: F401, PLC0415
    if not isinstance(metric, str):
        raise UnknownNameError("local_clusters looks at one figure: give the id of one metric.")
    level, metres, rate = check_level(by), check_within(within), _check_rate(false_discovery_rate)
    count, start = check_permutations(permutations), seed_number(seed)
    areas = areas_of(network, level)
    figures = figures_of_areas(
        network,
        areas.index,
        [metric],
        level,
        estimates=estimates,
        adjust_rates=adjust_rates,
        carer_definition=carer_definition,
        bridge_by=bridge_by,
    )
    figure, graph = figures[metric], neighbour_graph(network, level, metres)
    beside = _beside_neighbours(figure.value, graph)
    told = _tested(figure, graph, count, start).reindex(areas.index)
    told["pattern"] = _patterns(figure, beside["neighbours"], told, rate)
    shapes = areas.geometry
    columns = {"name": areas["name"], "value": figure.value, **beside, **told.drop(columns="high_neighbours")}
    return gpd.GeoDataFrame(pd.DataFrame(columns, index=areas.index), geometry=shapes.to_numpy(), crs=shapes.crs)


def _check_rate(rate: object) -> float:
    """Return a valid false discovery rate: above 0, and at most `LARGEST_RATE`."""
    is_number = isinstance(rate, Real) and not isinstance(rate, bool)
    if not (is_number and 0 < rate <= LARGEST_RATE):  # type: ignore[operator]
        raise NetgraphError(
            f"false_discovery_rate must be above 0 and at most {LARGEST_RATE} ({FALSE_DISCOVERY_RATE} by default: "
            f"1 in 20 of the areas with a pattern may have it by chance); found {rate!r}."
        )
    return float(rate)  # type: ignore[arg-type]


def _beside_neighbours(value: pd.Series, graph: Graph) -> dict[str, pd.Series]:
    """Return how many neighbours with a figure every area has, and the mean of these figures as they are."""
    pairs = graph.adjacency[graph.adjacency > 0].reset_index()
    theirs = pairs["neighbor"].map(value)
    of_each = theirs.dropna().groupby(pairs["focal"]).agg(["size", "mean"]).reindex(value.index)
    return {"neighbours": of_each["size"].fillna(0).astype("int64"), "neighbours_value": of_each["mean"]}


def _tested(figure: AreaFigures, graph: Graph, permutations: int, start: int) -> pd.DataFrame:
    """Return local I, p and q of the areas that take part, and whether their neighbours are high; else no rows."""
    from esda.moran import Moran_Local  # noqa: PLC0415 - need not be installed

    columns = ["local_i", "p_value", "q_value", "high_neighbours"]
    known = figure.compared.dropna()
    near = neighbours_among(graph, known.index)
    codes = near.unique_ids
    z = known.reindex(codes).to_numpy(dtype=np.float64)
    if len(z) < FEWEST_AREAS or all_equal(z):
        return pd.DataFrame(columns=columns, dtype="float64")
    z = z - z.mean()
    with undisturbed():
        local = Moran_Local(z, near, permutations=0)
    rows = near.sparse.tocsr()
    places = [rows.indices[first:last] for first, last in zip(rows.indptr[:-1], rows.indptr[1:], strict=True)]
    p = local_p_values(z, places, permutations, np.random.default_rng(start))
    q = stats.false_discovery_control(p)
    high = (rows @ z > 0).astype(np.float64)
    return pd.DataFrame(np.column_stack([local.Is, p, q, high]), index=codes, columns=columns)


def _patterns(figure: AreaFigures, neighbours: pd.Series, told: pd.DataFrame, rate: float) -> pd.Series:
    """Name what every area is."""
    passes = (told["q_value"] <= rate).to_numpy()
    near = (told["high_neighbours"] == 1).to_numpy()
    alike = (told["local_i"] > 0).to_numpy()
    names = [
        figure.compared.isna().to_numpy(),
        (neighbours == 0).to_numpy(),
        passes & near & alike,
        passes & ~near & alike,
        passes & ~near & ~alike,
        passes & near & ~alike,
    ]
    said = np.select(names, ["no_figure", "no_neighbours", "high_high", "low_low", "high_low", "low_high"], "none")
    return pd.Series(said, index=figure.compared.index, dtype="str")
