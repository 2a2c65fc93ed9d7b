"""null_model: a figure beside what chance alone would make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.chance.figures import FigureOfGroups, check_makes_sense, plain
from netgraph.chance.rewiring import Rewiring
from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.estimates import NO_PEOPLE, UNDEFINED, groups_of
from netgraph.estimates.sample import sample_of
from netgraph.metrics import Choices, choose

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates import By
    from netgraph.metrics import Metric
    from netgraph.network import SupportNetwork

    Floats = npt.NDArray[np.float64]

__all__ = ["NULL_COLUMNS", "null_model"]

FIGURES = ("value", "expected", "low", "high", "p", "p_low")
NULL_COLUMNS = ("group", "metric", *FIGURES, "draws", "reason")
TAILS = (0.05, 0.95)
"""Between these parts of the draws lie nine out of ten."""
ROUNDING = 1e-12
"""Two sums of the same numbers in another order may differ by this part of their size."""


def null_model(
    network: SupportNetwork,
    metric: str = "dyadic_reciprocity",
    draws: int = 999,
    seed: int | np.random.Generator = 1,
    by: By = "district",
    *,
    bridge_by: str | None = None,
) -> pd.DataFrame:
    """Return a figure of every district beside what it would be by chance. Ungated, for analysts at their desk.

    By chance: in networks of the same people in which everybody gives to, and receives from, as many people as now,
    each such network as likely as any other. Roles stay with the person. Against many such draws,
    ``p = (1 + #{draws with a figure at least as high}) / (draws + 1)``.

    Parameters
    ----------
    network : SupportNetwork
        A whole network. Ties count when active at the reference date; unpaid support between people, each pair once in
        each direction, whatever its kinds. For everyday support alone give ``network.only(kinds=[...])``.
    metric : str
        Id of a figure of `METRICS` that is about who gives to whom, for instance dyadic_reciprocity,
        indirect_reciprocity, support_ratio or ei_index.
    draws : int
        How many random networks, 1 or more. No p-value is smaller than ``1 / (draws + 1)``.
    seed : int or numpy.random.Generator
        The same seed gives the same table. No other state of chance is read or changed.
    by : str, list of str or None
        As in `district_estimates`. The whole network is rewired whatever the groups.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which needs it.

    Returns
    -------
    DataFrame
        One row a group: group (text; of a list with a column for each key), metric, value, expected (mean of the
        draws), low and high (nine out of ten draws lie between them), p (how often chance gives at least this), p_low
        (how often at most this), draws (int64: how many of them have such a figure), reason ("" or why there is no
        value: undefined or no_people). A draw without such a figure counts against both p-values.

    Raises
    ------
    NetgraphError
        The network is not whole; the figure is the same in all such networks, or looks at kinds or hours; ``draws`` or
        ``seed`` is none.
    UnknownNameError
        There is no such metric or column.

    Notes
    -----
    Networks are rewired by swaps of ends, many at once, and by turning round three-cycles, which together reach all
    networks with these numbers. The p-values are exactly valid, not only in the long run: a walk of k steps leads from
    the network to a hub, and from the hub k steps lead to each draw, so that network and draws are exchangeable under
    the null model (Besag & Clifford 1989). k is the number of trades after which 99 of 100 arcs are expected to have
    changed hands, 100 at most: about 7 where everybody gives to about as many people. A smaller k would keep draws
    near to the network and cost power only.

    The test says whether a figure is more, or less, than numbers of ties alone would make it; not why. Ties of real
    people mostly run within a district, and those of a draw run anywhere: part of what chance does not explain is that
    people live near each other. With many groups some p-values are small by chance alone.

    References
    ----------
    Besag & Clifford 1989, Generalized Monte Carlo significance tests, Biometrika 76: 633-642.
    Berger & Müller-Hannemann 2010, Uniform sampling of digraphs with a fixed degree sequence, WG 2010, LNCS 6410.
    Carstens, Berger & Strona 2018, A unifying framework for fast randomization of ecological networks with fixed
    (node) degrees, MethodsX 5: 773-780.

    Examples
    --------
    Everybody gives to the next two in a ring of 30, and gets as much back:

    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": [f"p{i}" for i in range(30)], "district": "west"})
    >>> pairs = [(f"p{i}", f"p{(i + step) % 30}") for i in range(30) for step in (-1, 1)]
    >>> told = null_model(ng.from_tables(people, pd.DataFrame(pairs, columns=["giver", "receiver"])), draws=99)
    >>> told[["group", "value", "p", "p_low", "draws"]]
      group  value     p  p_low  draws
    0  west    1.0  0.01    1.0     99
    >>> bool(told.loc[0, "expected"] < 0.1)
    True
    """
    chosen = _chosen(network, metric, bridge_by)
    count, rng = _checked(draws, seed)
    groups = groups_of(network, by, taken=NULL_COLUMNS)
    arcs = arcs_of(network, Choices(bridge_by=bridge_by).columns)
    figure = FigureOfGroups(chosen, sample_of(arcs, groups, network.about))
    value, drawn = _values(figure, arcs, count, rng)
    reason = np.where(np.isfinite(value), "", np.where(figure.sample.members > 0, UNDEFINED, NO_PEOPLE))
    told = pd.DataFrame({"metric": chosen.id, **_beside_chance(value, drawn), "reason": reason})
    named = pd.concat([groups.keys.iloc[:, : len(groups.keys.columns) * groups.listed], groups.labels], axis=1)
    types = {"metric": "str", **dict.fromkeys(FIGURES, "float64"), "draws": "int64", "reason": "str"}
    return pd.concat([named, told], axis=1)[[*named.columns[:-1], *NULL_COLUMNS]].astype(types)


def _chosen(network: SupportNetwork, metric: str, bridge_by: str | None) -> Metric:
    """Return the figure, or say why there is no holding it against chance."""
    if not isinstance(metric, str):
        raise UnknownNameError("null_model holds one figure against chance: give the id of one metric.")
    chosen = choose([metric], Choices(bridge_by=bridge_by))[0]
    check_makes_sense(chosen)
    design = network.about.design
    if design != "whole_network":
        raise NetgraphError(
            f"only a whole network can be rewired, and these data are a {design}: the ties that it lacks cannot be "
            'dealt out anew. If everybody\'s ties are known, say design = "whole_network" in about.toml.'
        )
    return chosen


def _checked(draws: object, seed: object) -> tuple[int, np.random.Generator]:
    """Return the number of draws and the generator, or say what is wrong with them."""
    if isinstance(draws, bool) or not isinstance(draws, (int, np.integer)) or draws < 1:
        raise NetgraphError(f"draws must be a whole number of 1 or more; found {draws!r}. Try 999.")
    if isinstance(seed, np.random.Generator):
        return int(draws), seed
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise NetgraphError(f"seed must be a whole number of 0 or more, or a numpy.random.Generator; found {seed!r}.")
    return int(draws), np.random.default_rng(int(seed))


def _values(figure: FigureOfGroups, arcs: Arcs, count: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the figure of every group, and in every draw: shapes (groups,) and (draws, groups)."""
    value, known = figure.of(plain(arcs)), figure.of(arcs)
    if not np.array_equal(value, known, equal_nan=True):
        raise NetgraphError(
            f"{figure.metric.id} cannot be held against chance: it looks at more of a tie than who gives to whom, and "
            "kinds, hours or pay would not stay the same when a tie goes to somebody else."
        )
    rewiring = Rewiring(arcs.out.start, arcs.out.index, arcs.asked, arcs.engine)
    drawn = rewiring.draws(lambda receiver: figure.of(plain(arcs, receiver)), count, rng)
    return value, np.array(list(drawn))


def _beside_chance(value: Floats, drawn: Floats) -> dict[str, npt.NDArray[np.generic]]:
    """Sum up the draws of every group; NaN where it has no value, and beside it where no draw has one."""
    defined = np.isfinite(drawn)
    draws = defined.sum(axis=0)
    none, near = ~np.isfinite(value), ROUNDING * np.abs(value)
    with np.errstate(invalid="ignore"):
        higher = ((drawn >= value - near) | ~defined).sum(axis=0)
        lower = ((drawn <= value + near) | ~defined).sum(axis=0)
    expected, low, high = np.full((3, len(value)), np.nan)
    some = np.flatnonzero((draws > 0) & ~none)
    if len(some):
        expected[some] = np.nanmean(drawn[:, some], axis=0)
        low[some], high[some] = np.nanquantile(drawn[:, some], TAILS, axis=0)
    p, p_low = (np.where(none, np.nan, (1 + hits) / (1 + len(drawn))) for hits in (higher, lower))
    return {"value": value, "expected": expected, "low": low, "high": high, "p": p, "p_low": p_low, "draws": draws}
