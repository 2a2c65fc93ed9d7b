"""What may be shown of a network: its figures and states, area by area, after the gate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netgraph.disclosure import MINIMUM, protect, with_larger_areas
from netgraph.estimates import NO_PEOPLE, district_estimates
from netgraph.metrics import NOT_OBSERVABLE
from netgraph.schema.levels import is_lowest_level
from netgraph.signals import compare_with_rest, signal_estimates
from netgraph.words.areas import area_level, area_words
from netgraph.words.data import RESPONDENT_BANDS
from netgraph.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from netgraph.metrics import Choices, Metric
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import Design
    from netgraph.schema.levels import Level
    from netgraph.words import Language

SURVEY_MINIMUM = RESPONDENT_BANDS[-1][0]
MARGIN_LEVEL = 0.95
"""What a page calls a margin holds the figure "very likely": see `netgraph.words.certainty.INTERVAL_LINES`."""

__all__ = ["Gate", "gated_figures", "gated_signal_figures", "shown_states", "wording_of"]


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate that figures pass before they are drawn, or the way around it.

    Attributes
    ----------
    minimum : int
        Fewest people that a shown figure is about, 10 or more.
    internal : bool
        Go around the gate: what is made must not leave the building.
    """

    minimum: int = MINIMUM
    internal: bool = False

    def of_design(self, design: Design | None) -> Gate:
        """Return the gate for data of this design: figures of a survey rest on at least 30 people who took part."""
        return replace(self, minimum=max(self.minimum, SURVEY_MINIMUM)) if design == "survey" else self

    def through(self, tidy: pd.DataFrame) -> pd.DataFrame:
        """Return a tidy table with the column ``hidden``; hidden cells tell nothing."""
        return tidy.assign(hidden="") if self.internal else protect(tidy, minimum=self.minimum)


def gated_figures(
    network: SupportNetwork, metrics: Sequence[Metric], choices: Choices, by: Level, gate: Gate
) -> dict[str, pd.DataFrame]:
    """Return the figures of every area after the gate, beside those of the rest of the city.

    Parameters
    ----------
    network : SupportNetwork
        The network.
    metrics : sequence of Metric
        Which figures.
    choices : Choices
        What was chosen of their definitions.
    by : {"district", "parent"}
        Areas.
    gate : Gate
        What may be shown.

    Returns
    -------
    dict of str to DataFrame
        By metric id one row an area, its code as index: the columns of the tidy table (95 % intervals), ``hidden``,
        ``rest_value`` (the figure of all other areas shown), and of the larger area that stands in for a hidden one
        ``larger`` (its name), ``larger_value``, ``larger_low``, ``larger_high``, ``larger_people``.
    """

    def of_areas(level: Level) -> pd.DataFrame:
        return district_estimates(
            network,
            [metric.id for metric in metrics],
            level,
            carer_definition=choices.carer_definition,
            bridge_by=choices.bridge_by,
            level=MARGIN_LEVEL,
        )

    return _beside_the_rest(network, of_areas, by, gate)


def gated_signal_figures(network: SupportNetwork, choices: Choices, by: Level, gate: Gate) -> dict[str, pd.DataFrame]:
    """Return the figures that signals look at, each on the kinds of ties that its signal looks at, after the gate.

    Parameters and result as in `gated_figures`, for all figures that can signal.
    """

    def of_areas(level: Level) -> pd.DataFrame:
        return signal_estimates(network, level, bridge_by=choices.bridge_by, level=MARGIN_LEVEL)

    return _beside_the_rest(network, of_areas, by, gate)


def _beside_the_rest(
    network: SupportNetwork, of_areas: Callable[[Level], pd.DataFrame], by: Level, gate: Gate
) -> dict[str, pd.DataFrame]:
    """Pass figures through the gate, and put beside them those of the rest and of larger areas that stand in."""
    gate = gate.of_design(network.about.design)
    estimates = of_areas(by)
    gated = gate.through(estimates)
    compared = gated.assign(rest_value=compare_with_rest(gated)["rest_value"].to_numpy())
    districts = network.districts.set_index("district")
    lies_in = districts["parent"].dropna()
    if by == "district" and len(lies_in) and (gated["hidden"] != "").any():
        parents = dict(zip(lies_in.index, lies_in, strict=True))
        compared = with_larger_areas(compared, gate.through(of_areas("parent")), parents, estimates, gate.minimum)
        compared["larger"] = [districts["name"].get(code, code) for code in compared["larger"]]
    by_area = compared.set_index("group")
    return {name: by_area[by_area["metric"] == name] for name in dict.fromkeys(compared["metric"])}


def shown_states(attention: pd.Series, judged: pd.DataFrame) -> list[str]:
    """Return the state of every area: its attention, or why these data cannot say anything about it.

    Parameters
    ----------
    attention : Series of str
        As `thin_networks` gives it, by area.
    judged : DataFrame
        The gated figures that it was judged by.

    Returns
    -------
    list of str
        Keys of `netgraph.symbology.STATES`.
    """
    reasons = judged["reason"].where(judged["hidden"] == "", "").groupby(judged["group"]).agg(set)
    instead = {frozenset({NO_PEOPLE}): "missing", frozenset({NOT_OBSERVABLE}): "not_observable"}
    return [instead.get(frozenset(reasons.get(code, ())), state) for code, state in attention.items()]


def wording_of(network: SupportNetwork, codes: Iterable[str], language: Language) -> Wording:
    """Return how to speak about areas with these codes, and about the districts that people of the network live in."""
    homes = network.districts.loc[is_lowest_level(network.districts), "district"]
    return Wording(language, area_words(area_level(codes)), area_words(area_level(homes)))
