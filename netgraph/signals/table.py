"""thin_networks: one row a district with its attention, signals and reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd

from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.estimates import district_metrics
from netgraph.metrics import METRICS, Choices
from netgraph.signals.comparison import compare_with_rest, signal_estimates
from netgraph.signals.rule import attention_of, signalling
from netgraph.words import check_language
from netgraph.words.areas import area_level, area_words
from netgraph.words.numbers import format_value
from netgraph.words.reasons import COMPARISON_PLAIN, REASONS, bridge_words, noun_of
from netgraph.words.shares import compared_shares

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork
    from netgraph.words import Language, Text

__all__ = ["ATTENTION", "thin_networks"]

ATTENTION = ("none", "watch", "attention", "too_little_data", "hidden")
"""What the column ``attention`` can hold."""


def thin_networks(
    network: SupportNetwork,
    estimates: pd.DataFrame | None = None,
    language: Language = "nl",
    by: Literal["district", "parent"] = "district",
    *,
    bridge_by: str | None = None,
    bridge_label: str | None = None,
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

    Returns
    -------
    DataFrame
        One row a district in table order, index ``district`` (or ``parent``):

        attention : str
            "attention" (two signals on different themes, or one of twice its margin), "watch" (one signal), "none",
            "too_little_data" (nothing can be compared) or "hidden".
        signals : str
            Ids of the figures that signal, joined by ``;``.
        reasons : str
            One sentence a signal, the strongest first, joined by newlines.
        coverage : float
            Respondents / population; NaN for a hidden district, and where the gate tells of nobody there.

    Raises
    ------
    UnknownNameError
        The language is not known.
    NetgraphError
        ``estimates`` hold no figure that can signal, or ``bridging_share`` of groups without a name.

    Notes
    -----
    A figure signals when it is about at least ten people here and in the rest of the city, is worse than there by its
    margin (``METRICS[id].signal.margin``), and its 90 % interval does not reach the rest's figure.

    Examples
    --------
    >>> import netgraph as ng
    >>> network = ng.synthetic_network(people=1_500, seed=1)
    >>> thin = thin_networks(network, language="en")
    >>> thin.columns.tolist()
    ['attention', 'signals', 'reasons', 'coverage']
    """
    language = check_language(language)
    if by not in ("district", "parent"):
        raise UnknownNameError(f"cannot judge by {by!r}. Valid: district, parent.")
    if estimates is None:
        choices = Choices(bridge_by=bridge_by, bridge_label=bridge_label)
        figures = signal_estimates(network, by, bridge_by=choices.bridge_by)
    else:
        figures = _checked(estimates, named=bool(bridge_by or bridge_label))
    judged = signalling(compare_with_rest(figures))
    coverage = district_metrics(network, metrics=[], by=by)["coverage"]
    if len(judged) and len(coverage) and not set(judged["group"]) & set(coverage.index):
        raise NetgraphError(
            f"the estimates are about other groups than by={by!r}. Give signal_estimates(network, by={by!r})."
        )
    by_group = dict(tuple(judged.groupby("group", sort=False)))
    speak = _Speaker(network, language, coverage.index, bridge_label or bridge_by or "")
    rows = []
    for district in coverage.index:
        figures = by_group.get(district, judged.iloc[:0])
        attention = attention_of(figures)
        signals = figures[figures["signals"]]
        told = signals.sort_values("margins", ascending=False, kind="stable")
        rows.append(
            {
                "attention": attention,
                "signals": ";".join(signals["metric"]),
                "reasons": "\n".join(speak.reason(district, figure) for _, figure in told.iterrows()),
                "coverage": coverage[district] if _is_told(figures, attention) else float("nan"),
            }
        )
    table = pd.DataFrame(rows, index=coverage.index, columns=["attention", "signals", "reasons", "coverage"])
    return table.astype({"attention": "str", "signals": "str", "reasons": "str", "coverage": "float64"})


def _checked(estimates: pd.DataFrame, *, named: bool) -> pd.DataFrame:
    """Refuse estimates that nothing can be judged by, or of groups that reasons could not name."""
    metrics = set(estimates["metric"])
    if len(estimates) and not {name for name, metric in METRICS.items() if metric.signal} & metrics:
        raise NetgraphError("the estimates hold no figure that can signal. Give those of ng.signal_estimates(network).")
    if "bridging_share" in metrics and not named:
        raise NetgraphError("the estimates hold bridging_share: of which groups? Give bridge_by or bridge_label.")
    return estimates


def _is_told(figures: pd.DataFrame, attention: str) -> bool:
    """Whether it is told about how many people any figure of a district is."""
    return attention != "hidden" and bool(figures["people"].notna().any())


class _Speaker:
    """Knows the names, the level and the design, and puts a figure into words."""

    def __init__(self, network: SupportNetwork, language: Language, areas: pd.Index, bridge_label: str) -> None:
        districts = network.districts
        self.language = language
        self.name = dict(zip(districts["district"], districts["name"], strict=True))
        self.survey = network.about.design == "survey"
        self.register = network.about.design == "register"
        self.bridge_label = bridge_words(bridge_label).in_(language)
        self.adults = network.about.population_is == "adults"
        self.rest: Text = area_words(area_level(areas)).rest

    def reason(self, district: str, figure: pd.Series) -> str:
        """Say how a figure is here and in the rest of the city."""
        metric, language = METRICS[figure["metric"]], self.language
        words = REASONS.get(metric.id)
        rest = self.rest.in_(language)
        if words is None or metric.unit != "share":
            return self._plain(metric.id, figure)
        noun = noun_of(metric.id, register=self.register, adults=self.adults).in_(language)
        shares = compared_shares(figure["value"], figure["rest_value"], noun, language, survey=self.survey)
        if shares is None:
            return self._plain(metric.id, figure)
        here, there = shares
        name = self.name.get(district, district)
        sentence = words.sentence.format(language, name=name, share=here, bridge_label=self.bridge_label)
        return f"{sentence} {COMPARISON_PLAIN.format(language, rest=rest, rest_share=there)}"

    def _plain(self, name: str, figure: pd.Series) -> str:
        """Name the figure and its value, for figures that have no sentence of their own."""
        metric = METRICS[name]
        here, there = (format_value(figure[column], metric.unit, self.language) for column in ("value", "rest_value"))
        comparison = COMPARISON_PLAIN.format(self.language, rest=self.rest.in_(self.language), rest_share=there)
        return f"{metric.label.in_(self.language)}: {here}. {comparison}"
