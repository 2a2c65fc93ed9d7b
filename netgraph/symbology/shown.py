"""What may be shown of a network: its figures and states, area by area, after the gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.disclosure import MINIMUM, protect
from netgraph.estimates import NO_PEOPLE, district_estimates
from netgraph.metrics import NOT_OBSERVABLE
from netgraph.schema.levels import is_lowest_level
from netgraph.words.areas import area_level, area_words
from netgraph.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from netgraph.metrics import Choices, Metric
    from netgraph.network import SupportNetwork
    from netgraph.network.areas import Level
    from netgraph.words import Language

__all__ = ["Gate", "gated_figures", "shown_states", "wording_of"]


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

    def through(self, tidy: pd.DataFrame) -> pd.DataFrame:
        """Return a tidy table with the column ``hidden``; hidden cells tell nothing."""
        return tidy.assign(hidden="") if self.internal else protect(tidy, minimum=self.minimum)


def gated_figures(
    network: SupportNetwork, metrics: Sequence[Metric], choices: Choices, by: Level, gate: Gate
) -> dict[str, pd.DataFrame]:
    """Return the figures of every area after the gate.

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
        By metric id: one row an area, its code as index, columns of the tidy table and ``hidden``.
    """
    figures = district_estimates(
        network,
        [metric.id for metric in metrics],
        by,
        carer_definition=choices.carer_definition,
        bridge_by=choices.bridge_by,
    )
    gated = gate.through(figures).set_index("group")
    return {metric.id: gated[gated["metric"] == metric.id] for metric in metrics}


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
