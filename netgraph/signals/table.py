"""thin_networks: one row a district with its attention, signals and reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.estimates import Enough, district_metrics
from netgraph.metrics import Choices
from netgraph.schema.levels import check_level
from netgraph.schema.thresholds import FALSE_DISCOVERY_RATE, LEAST_COVERAGE, LEAST_PEOPLE
from netgraph.signals.comparison import signal_counts, signal_estimates
from netgraph.signals.coverage import coverage_beside
from netgraph.signals.explanations import explanations
from netgraph.words import check_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level
    from netgraph.words import Language

__all__ = ["thin_networks"]


def thin_networks(
    network: SupportNetwork,
    estimates: pd.DataFrame | None = None,
    language: Language = "nl",
    by: Level = "district",
    *,
    bridge_by: str | None = None,
    bridge_label: str | None = None,
    margins: Mapping[str, float] | None = None,
    false_discovery_rate: float = FALSE_DISCOVERY_RATE,
    least_people: int = LEAST_PEOPLE,
    least_coverage: float = LEAST_COVERAGE,
    whole: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say for each district whether its network is thin, and why. Ungated unless ``estimates`` passed the gate.

    Parameters
    ----------
    network : SupportNetwork
        The network.
    estimates : DataFrame, optional
        What to judge by: `signal_estimates` after `protect`, so that no reason tells what is hidden; without it the
        network's own, unprotected.
    language : {"nl", "en"}
        Language of the reasons.
    by : {"district", "parent"}
        Districts, or the larger areas that they lie in.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which is not looked at without it; of
        given estimates, the one that they were made with.
    bridge_label : str, optional
        What such groups are called: "age", "origin", "education", "household", or a noun of one's own; the name of
        the column by default. The groups themselves are never named.
    margins : mapping of str to float, optional
        Id of a figure -> how much worse than the rest matters in practice, in units of the figure, in place of
        ``METRICS[id].signal.margin``.
    false_discovery_rate : float
        Which part of the districts that ask for attention may on average do so by chance; above 0, at most 0.2.
    least_people : int
        On fewer people a figure is too little data: it is not judged. Nor is one on fewer than ten people ever. Of
        estimates that passed the gate the people are rounded: 12 are 10, of a survey 45 are 30 (or more).
    least_coverage : float
        Where a smaller part of the inhabitants was asked, from 0 (the default: any) to 1, nothing is judged.
    whole : DataFrame, optional
        Beside given estimates: the same figures of everybody, ``signal_estimates(network, by=None)``, protected
        together with them. The rest of the city is then the whole less the district. Without it the rest is made of
        the districts that are shown, and too high or too low where figures are hidden because they are low or high.

    Returns
    -------
    DataFrame
        One row a district in table order, index ``district`` (or ``parent``):

        attention : str
            "attention" (clearly thinner than the rest: on two themes, or on one figure strongly so), "watch" (one
            figure that is, but not enough for the district as a whole), "none", "too_little_data" (nothing can be
            compared) or "hidden".
        signals : str
            Ids of the figures that signal, the strongest first, joined by ``;``.
        reasons : str
            For each signal, in the same order, how the figure is here and in the rest, and how certain the difference
            is, in words; joined by newlines.
        coverage : float
            Respondents / population, in whole percentages beside estimates that passed the gate; NaN for a hidden
            district, and where the gate tells of nobody there.

    Raises
    ------
    UnknownNameError
        The language, ``by``, or a figure with a margin is not known.
    NetgraphError
        ``estimates`` hold no figure that can signal, one twice, or ``bridging_share`` of groups without a name, or are
        about other groups; or a margin, the rate or a threshold is not valid.

    Notes
    -----
    Each figure on enough data, by default about ten people here and in the rest of the city, is tested, one-sided, of
    being no worse than in the rest plus its margin; the standard error follows from the 90 % intervals of both. A
    district's p-value is the smaller of two, doubled because there are two: of at least two themes at once (Simes'
    partial conjunction over themes; carers and volunteers are one theme), and of one strong signal (Bonferroni over its
    figures). Corrected over the districts (Benjamini & Hochberg), it is held against the false discovery rate. The
    words for certainty follow the corrected p-values. How often all this is right is measured in ``docs/validity.md``.

    References
    ----------
    Zou & Donner 2008, Statistics in Medicine 27: 1693-1702. Benjamini & Heller 2008, Biometrics 64: 1215-1222.
    Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57: 289-300.

    Examples
    --------
    >>> import netgraph as ng
    >>> network = ng.synthetic_network(people=1_500, seed=1)
    >>> thin = thin_networks(network, language="en")
    >>> thin.columns.tolist()
    ['attention', 'signals', 'reasons', 'coverage']

    To show others, behind the gate:

    >>> tables = {by: signal_estimates(network, by) for by in ("district", None)}
    >>> told = ng.protect(tables)
    >>> thin_networks(network, told["district"], whole=told[None]).columns.equals(thin.columns)
    True
    """
    language = check_language(language)
    check_level(by)
    if estimates is None:
        choices = Choices(bridge_by=bridge_by, bridge_label=bridge_label)
        estimates = signal_estimates(network, by, bridge_by=choices.bridge_by)
        whole = signal_counts(network, bridge_by=choices.bridge_by)
    found = explanations(
        network,
        estimates,
        language,
        by,
        bridge_label=bridge_label or bridge_by,
        margins=margins,
        false_discovery_rate=false_discovery_rate,
        enough=Enough(least_people, least_coverage),
        whole=whole,
    )
    coverage = district_metrics(network, metrics=[], by=by)["coverage"]
    asked = coverage_beside(estimates, network, by).reindex(coverage.index)
    told_of = set(estimates.loc[estimates["people"].notna(), "group"])
    told = np.array([code in told_of and one.attention != "hidden" for code, one in found.items()], dtype=np.bool_)
    table = pd.DataFrame(
        {
            "attention": [one.attention for one in found.values()],
            "signals": [";".join(signal.metric for signal in one.signals) for one in found.values()],
            "reasons": ["\n".join(signal.reason for signal in one.signals) for one in found.values()],
            "coverage": asked.where(coverage != 0, 0.0).where(told).to_numpy(),
        },
        index=coverage.index,
    )
    return table.astype({"attention": "str", "signals": "str", "reasons": "str", "coverage": "float64"})
