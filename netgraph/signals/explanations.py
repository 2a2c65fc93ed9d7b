"""explanations: for every district what was found, why, and how certain it is, in words and in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netgraph.errors import NetgraphError
from netgraph.estimates import Enough, groups_of
from netgraph.metrics import METRICS
from netgraph.schema.levels import check_level
from netgraph.schema.thresholds import FALSE_DISCOVERY_RATE
from netgraph.signals.comparison import compare_with_rest
from netgraph.signals.coverage import coverage_beside
from netgraph.signals.rule import judge
from netgraph.signals.sentences import Explanation, Speaker
from netgraph.words import check_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level
    from netgraph.signals.rule import Judgement
    from netgraph.words import Language

__all__ = ["explanations"]


def explanations(
    network: SupportNetwork,
    estimates: pd.DataFrame,
    language: Language = "nl",
    by: Level = "district",
    *,
    bridge_label: str | None = None,
    margins: Mapping[str, float] | None = None,
    false_discovery_rate: float = FALSE_DISCOVERY_RATE,
    enough: Enough | None = None,
    whole: pd.DataFrame | None = None,
) -> dict[str, Explanation]:
    """Explain for each district whether its network is thin. Tells no more than the estimates do.

    Parameters
    ----------
    network : SupportNetwork
        The names of its areas, its design and its coverage, behind the gate where the estimates are; no other figure.
    estimates : DataFrame
        What to judge by: `signal_estimates`, after `protect` for all that is shown to others.
    language : {"nl", "en"}
        Language of the sentences.
    by : {"district", "parent"}
        What the estimates are about.
    bridge_label : str, optional
        What groups of ``bridging_share`` are called; needed where the estimates hold that figure.
    margins : mapping of str to float, optional
        As in `signal_margins`.
    false_discovery_rate : float
        As in `judge`.
    enough : Enough, optional
        What a figure must rest on to be judged; at least ten people by default.
    whole : DataFrame, optional
        The same figures of everybody (``by=None``), as in `compare_with_rest`.

    Returns
    -------
    dict of str to Explanation
        Every district of the network by its code, in table order.

    Raises
    ------
    UnknownNameError
        The language, ``by`` or a figure with a margin is not known.
    NetgraphError
        The estimates hold no figure that can signal, one twice, ``bridging_share`` of groups without a name, or are
        about other groups; or a margin or the rate is not valid.

    Examples
    --------
    >>> import netgraph as ng
    >>> network = ng.synthetic_network(people=1_500, seed=1)
    >>> told = explanations(network, ng.protect(ng.signal_estimates(network)), "en")
    >>> told["BU00340201"].attention, told["BU00340201"].signals
    ('none', ())
    """
    speaking = check_language(language)
    check_level(by)
    codes = [str(code) for code in groups_of(network, by).labels]
    _check(estimates, codes, by, named=bool(bridge_label))
    known = (enough or Enough()).only(estimates, coverage_beside(estimates, network, by))
    judged = judge(compare_with_rest(known, whole), margins=margins, false_discovery_rate=false_discovery_rate)
    speaker = Speaker.about(network, speaking, codes, bridge_label or "")
    found = _explained(judged, speaker)
    return {code: found.get(code, Explanation("too_little_data")) for code in codes}


def _check(estimates: pd.DataFrame, codes: list[str], by: str, *, named: bool) -> None:
    """Refuse estimates that nothing can be judged by, of other groups, or of groups that reasons could not name."""
    metrics = set(estimates["metric"])
    if len(estimates) and not {name for name, metric in METRICS.items() if metric.signal} & metrics:
        raise NetgraphError("the estimates hold no figure that can signal. Give those of ng.signal_estimates(network).")
    if "bridging_share" in metrics and not named:
        raise NetgraphError("the estimates hold bridging_share: of which groups? Give bridge_by or bridge_label.")
    if len(estimates) and codes and not set(estimates["group"]) & set(codes):
        raise NetgraphError(
            f"the estimates are about other groups than by={by!r}. Give signal_estimates(network, by={by!r})."
        )


def _explained(judged: Judgement, speaker: Speaker) -> dict[str, Explanation]:
    """Put what was found of each district into words."""
    signals = judged.figures[judged.figures["signals"]]
    rows = {str(code): list(of_one.itertuples()) for code, of_one in signals.groupby("group", sort=False)}
    found = {}
    for district in judged.districts.itertuples():
        found[str(district.Index)] = _explanation(district, rows.get(str(district.Index), []), speaker)
    return found


def _explanation(district: Any, figures: list[Any], speaker: Speaker) -> Explanation:
    """Put one district and its signals into words; both are rows of `Judgement`."""
    if not figures:
        return Explanation(district.attention)
    reasons = tuple(speaker.signal(figure) for figure in figures)
    both = (district.first_theme, district.second_theme)
    themes = both if district.route == "two_themes" else (reasons[0].theme,)
    lead = speaker.lead(district.route, themes, district.route_p)
    return Explanation(district.attention, lead, district.route, reasons)
