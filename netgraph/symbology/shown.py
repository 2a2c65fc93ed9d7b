"""What may be shown of a network: its figures and states, area by area, after the gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from netgraph.disclosure import MINIMUM, Family, family_of, published_levels, with_larger_areas
from netgraph.disclosure.gate import check_minimum
from netgraph.estimates import NO_PEOPLE, Enough, district_counts, district_coverage, district_estimates
from netgraph.metrics import METRICS, NOT_OBSERVABLE, registered
from netgraph.schema.derived import derived
from netgraph.schema.levels import LEVELS, is_lowest_level, parents_of
from netgraph.signals import compare_with_rest, signal_counts, signal_estimates
from netgraph.words.areas import area_level, area_words
from netgraph.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from netgraph.disclosure.nesting import Grouped
    from netgraph.metrics import Choices, Metric
    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level
    from netgraph.words import Language

Made = TypeVar("Made")

MARGIN_LEVEL = 0.95
"""What a page calls a margin holds the figure "very likely": see `netgraph.words.certainty.INTERVAL_LINES`."""

__all__ = ["Gate", "Shown", "shown_states", "wording_of"]


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate that figures pass before they are drawn, or the way around it.

    Attributes
    ----------
    minimum : int
        Fewest people that a shown figure is about, 10 or more; of a survey never fewer than 30.
    internal : bool
        Go around the gate: what is made must not leave the building.
    """

    minimum: int = MINIMUM
    internal: bool = False


@dataclass(frozen=True, eq=False)
class Shown:
    """What may be shown of one network.

    Attributes
    ----------
    network : SupportNetwork
        The network.
    choices : Choices
        What was chosen of the definitions of its figures.
    by : {"district", "parent"}
        Areas.
    gate : Gate
        What may be shown.
    enough : Enough
        What a figure must rest on to be drawn.
    """

    network: SupportNetwork
    choices: Choices
    by: Level
    gate: Gate
    enough: Enough = Enough()  # noqa: RUF009 - it cannot be changed

    def __post_init__(self) -> None:
        check_minimum(self.gate.minimum)

    def figures(self, metrics: Sequence[Metric]) -> dict[str, pd.DataFrame]:
        """Return figures of every area after the gate, beside those of the rest of the city.

        Parameters
        ----------
        metrics : sequence of Metric
            Which figures.

        Returns
        -------
        dict of str to DataFrame
            By metric id one row an area, its code as index: the columns of the tidy table (95 % intervals), ``hidden``,
            ``rest_value`` (the figure of everybody outside the area), and of the larger area that stands in for a
            hidden one ``larger`` (its name), ``larger_value``, ``larger_low``, ``larger_high``, ``larger_people``.
        """
        ids = tuple(metric.id for metric in metrics)
        definition, bridge_by = self.choices.carer_definition, self.choices.bridge_by

        def of_areas(level: Level, names: Iterable[str] = ids) -> pd.DataFrame:
            return district_estimates(
                self.network, names, level, carer_definition=definition, bridge_by=bridge_by, level=MARGIN_LEVEL
            )

        def of_all() -> pd.DataFrame:
            (told,) = district_counts(self.network, ids, [None], carer_definition=definition, bridge_by=bridge_by)
            return told

        return self._once(("figures", ids), lambda: self._beside_the_rest(of_areas, of_all, everyday=()))

    def signal_figures(self) -> dict[str, pd.DataFrame]:
        """Return the figures that signals look at, each on the kinds of ties that its signal looks at, as `figures`."""

        def of_areas(level: Level, _: Iterable[str] = ()) -> pd.DataFrame:
            return signal_estimates(self.network, level, bridge_by=self.choices.bridge_by, level=MARGIN_LEVEL)

        def of_all() -> pd.DataFrame:
            return signal_counts(self.network, bridge_by=self.choices.bridge_by)

        return self._once("signal_figures", lambda: self._beside_the_rest(of_areas, of_all, everyday=_everyday()))

    def judged(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return what districts are judged by, `netgraph.signals.signal_estimates` after the gate, and that of all."""

        def both() -> tuple[pd.DataFrame, pd.DataFrame]:
            estimates = signal_estimates(self.network, self.by, bridge_by=self.choices.bridge_by)
            whole = signal_counts(self.network, bridge_by=self.choices.bridge_by)
            return self._through(estimates, self.by, _everyday()), self._through(whole, None, _everyday())

        return self._once("judged", both)

    def decide(self) -> None:
        """Decide what is hidden, which takes long, so that another thread can: all of the others ask for it."""
        if not self.gate.internal:
            _ = self._family, self._everyday_family

    def coverage(self) -> pd.DataFrame:
        """Return which part of the inhabitants of every area is in the data, after the gate; the code as index."""

        def of_areas() -> pd.DataFrame:
            return self._through(district_coverage(self.network, self.by), self.by, ()).set_index("group")

        return self._once("coverage", of_areas)

    def _once(self, what: Hashable, make: Callable[[], Made]) -> Made:
        """Return what does not depend on words, so that a map in a second language computes nothing anew."""
        definitions = (self.choices.carer_definition, self.choices.bridge_by)
        key = (Shown, what, registered(), definitions, self.by, self.gate, self.enough)
        return derived(self.network, key, make)

    @property
    def _family(self) -> Family:
        return family_of(self.network, self.choices, self.gate.minimum, self.by)

    @property
    def _everyday_family(self) -> Family:
        key = (_everyday_family, registered(), self.gate.minimum)
        return derived(self.network, key, lambda: _everyday_family(self.network, self.gate.minimum))

    def _through(self, tidy: pd.DataFrame, by: Level | None, everyday: Sequence[str]) -> pd.DataFrame:
        """Hide what is hidden, of figures on everyday ties by their own counts."""
        if self.gate.internal:
            return tidy.assign(hidden="")
        on_everyday = tidy["metric"].isin(everyday)
        plain = self._family.through(tidy[~on_everyday], by)
        if not on_everyday.any():
            return plain
        # Where all ties are everyday ties the counts are the same: what is hidden of the one is hidden of the other.
        of_both = self._family.hidden(tidy[on_everyday], by)
        gated = self._everyday_family.through(tidy[on_everyday], by, also=of_both)
        return pd.concat([plain, gated]).sort_index(kind="stable")

    def _beside_the_rest(
        self, of_areas: Callable[..., pd.DataFrame], of_all: Callable[[], pd.DataFrame], everyday: Sequence[str]
    ) -> dict[str, pd.DataFrame]:
        """Pass figures through the gate, and put beside them those of the rest and of larger areas that stand in."""
        gated = self.enough.only(self._through(of_areas(self.by), self.by, everyday), self.coverage()["value"])
        whole = self._through(of_all(), None, everyday)
        compared = gated.assign(rest_value=compare_with_rest(gated, whole)["rest_value"].to_numpy())
        parents = parents_of(self.network.districts)
        hidden = gated.loc[gated["hidden"] != "", "metric"].unique()
        if self.by == "district" and parents and len(hidden):
            larger = self._through(of_areas("parent", hidden), "parent", everyday)
            compared = with_larger_areas(compared, larger, parents)
            names = self.network.districts.set_index("district")["name"]
            compared["larger"] = [names.get(code, code) for code in compared["larger"]]
        by_area = compared.set_index("group")
        return {name: by_area[by_area["metric"] == name] for name in dict.fromkeys(compared["metric"])}


def _everyday_family(network: SupportNetwork, minimum: int) -> Family:
    """Decide what is hidden of figures on everyday ties: other counts than those on all ties."""

    def figures(level: Level | None) -> pd.DataFrame:
        tidy = signal_counts(network, level)
        return tidy[tidy["metric"].isin(_everyday())].reset_index(drop=True)

    levels = [level for level in LEVELS if level in published_levels(network)]
    tables: dict[Grouped, pd.DataFrame] = {level: figures(level) for level in (*levels, None)}
    return Family.of(tables, parents_of(network.districts), network.about.design, minimum)


def _everyday() -> tuple[str, ...]:
    """Return the figures whose signals look at everyday ties only."""
    return tuple(name for name, metric in METRICS.items() if metric.signal and metric.signal.everyday)


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
