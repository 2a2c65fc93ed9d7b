"""From a network to a map: figures pass the gate, become words, and are drawn."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.disclosure import MINIMUM, protect, publishable
from netgraph.estimates import NO_PEOPLE, district_estimates
from netgraph.mapping import facts
from netgraph.mapping.boundaries import drawn_boundaries
from netgraph.mapping.content import MapContent
from netgraph.mapping.district_rows import district_rows, remarks
from netgraph.mapping.page import DistrictMap
from netgraph.metrics import NOT_OBSERVABLE, Choices, by_subject, choose
from netgraph.network.areas import check_level, mapped_areas
from netgraph.schema.levels import is_lowest_level
from netgraph.signals import signal_estimates, thin_networks
from netgraph.symbology import attention_layer, figure_layer
from netgraph.words import check_language
from netgraph.words.areas import area_level, area_words
from netgraph.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import folium

    from netgraph.metrics import CarerDefinition, Metric
    from netgraph.network import SupportNetwork
    from netgraph.network.areas import Level
    from netgraph.words import Language

__all__ = ["district_map", "map_content"]


def district_map(
    network: SupportNetwork,
    language: Language = "nl",
    *,
    metrics: Iterable[str] | None = None,
    by: str = "district",
    minimum: int = MINIMUM,
    internal: bool = False,
    title: str | None = None,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
    bridge_label: str | None = None,
) -> folium.Map:
    """Draw where networks are thin, as one page that works without a network and asks nothing of any host.

    Attention first, then one layer a figure; a legend in words, a tooltip by mouse and keyboard, and a list that also
    works without a script. Figures pass the gate (`protect`) before they become words. It is a folium map:
    it shows in Jupyter, layers of one's own can be added, and ``save`` writes it whole or not at all.

    Parameters
    ----------
    network : SupportNetwork
        With boundaries of its districts.
    language : {"nl", "en"}
        Language of the page.
    metrics : iterable of str, optional
        Ids of the figures to show as layers; all by default. Signals look at their own figures.
    by : {"district", "parent"}
        What is drawn: the districts that are not made up of others, or the larger areas that they lie in.
    minimum : int
        Fewest people that a shown figure is about, 10 or more.
    internal : bool
        Go around the gate. The page says so in a banner, and must not leave the building.
    title : str, optional
        Instead of the question above the page.
    carer_definition : {"cbs2024", "scp"}
        Who gives intensive care; the page names it.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which is left out without it.
    bridge_label : str, optional
        What such groups are called on the page: "age", "origin", "education", "household", or a noun of one's own; the
        name of the column by default. The groups themselves are never named.

    Returns
    -------
    folium.Map
        The map; ``save`` writes the page.

    Raises
    ------
    DataError
        The districts have no boundaries or larger areas, or ``by`` is something that has none.
    UnknownNameError
        There is no such metric, language, definition or column.
    NetgraphError
        ``minimum`` is below 10, or a figure is asked for that is never published.

    Examples
    --------
    >>> import netgraph as ng
    >>> drawn = district_map(ng.synthetic_network(people=1_000, seed=1), language="en", metrics=["isolated"])
    >>> drawn.content.title
    'Where are the networks thin in Almere?'
    >>> [layer.name for layer in drawn.content.layers]
    ['Where is attention needed?', 'No support ties']
    """
    districts, level = network.districts, check_level(by)
    shown = mapped_areas(districts, level)
    content = map_content(
        network,
        shown,
        check_language(language),
        by=level,
        metrics=metrics,
        minimum=minimum,
        internal=internal,
        title=title,
        choices=Choices(carer_definition, bridge_by, bridge_label),
    )
    return DistrictMap(
        content, drawn_boundaries(shown, districts.set_index("district")["name"], network.about.place or "")
    )


def map_content(
    network: SupportNetwork,
    shown: pd.DataFrame,
    language: Language,
    *,
    by: Level,
    metrics: Iterable[str] | None,
    minimum: int,
    internal: bool,
    title: str | None,
    choices: Choices,
) -> MapContent:
    """Return what the page of a network shows, in words.

    Parameters
    ----------
    network : SupportNetwork
        The network.
    shown : DataFrame
        The areas that are drawn, in order: ``district``, ``name``, ``parent``.
    language, by, metrics, minimum, internal, title
        As in `district_map`.
    choices : Choices
        What was chosen of the definitions of figures.

    Returns
    -------
    MapContent
        Made from protected figures only, unless it is internal.
    """
    codes, about = list(shown["district"]), network.about
    homes = network.districts.loc[is_lowest_level(network.districts), "district"]
    wording = Wording(language, area_words(area_level(codes)), area_words(area_level(list(homes))))
    asked = choose(metrics, choices) if internal else publishable(metrics, choices)
    chosen = list(chain.from_iterable(by_subject(asked).values()))
    cells = _cells(network, chosen, choices, by, minimum, internal=internal)
    bridges, label = choices.bridge_by, choices.bridge_label
    judged = _gated(signal_estimates(network, by, bridge_by=bridges), minimum, internal=internal)
    thin = thin_networks(network, judged, language, by, bridge_by=bridges, bridge_label=label).reindex(codes)
    states = _states(thin, judged)
    people, day = network.people, about.reference_date
    return MapContent(
        wording=wording,
        title=title or facts.title(about, wording),
        notices=facts.notices(about, internal=internal, wording=wording),
        facts=facts.data_line(
            about,
            people=int(people["respondent"].sum()) if about.design == "survey" else len(people),
            ties=len((network if day is None else network.at(day)).ties),
            minimum=1 if internal else minimum,
            wording=wording,
        ),
        borders=facts.borders(about, wording),
        privacy=facts.privacy(about, internal=internal, wording=wording),
        remarks=remarks(
            states,
            unknown_district=bool(people["district"].isna().any()),
            wording=wording,
            known_to=about.source if about.design == "register" else None,
        ),
        layers=(
            attention_layer(states, wording),
            *(figure_layer(one, cells[one.id].reindex(codes), wording, design=about.design) for one in chosen),
        ),
        districts=district_rows(list(shown["name"]), _larger_areas(network, shown), states, thin, wording),
    )


def _cells(
    network: SupportNetwork, chosen: Sequence[Metric], choices: Choices, by: Level, minimum: int, *, internal: bool
) -> dict[str, pd.DataFrame]:
    """Return the figures of every area by metric, after the gate."""
    figures = district_estimates(
        network,
        [metric.id for metric in chosen],
        by,
        carer_definition=choices.carer_definition,
        bridge_by=choices.bridge_by,
    )
    gated = _gated(figures, minimum, internal=internal).set_index("group")
    return {metric.id: gated[gated["metric"] == metric.id] for metric in chosen}


def _larger_areas(network: SupportNetwork, shown: pd.DataFrame) -> list[str]:
    """Return the name of the larger area that each area lies in; empty where there is none."""
    names = network.districts.set_index("district")["name"]
    return ["" if pd.isna(code) else str(names.get(code, code)) for code in shown["parent"]]


def _gated(tidy: pd.DataFrame, minimum: int, *, internal: bool) -> pd.DataFrame:
    """Pass figures through the gate, unless they stay inside the building."""
    return tidy.assign(hidden="") if internal else protect(tidy, minimum=minimum)


def _states(thin: pd.DataFrame, judged: pd.DataFrame) -> list[str]:
    """Return the state of every district: its attention, or why these data cannot say anything about it."""
    reasons = judged["reason"].where(judged["hidden"] == "", "").groupby(judged["group"]).agg(set)
    instead = {frozenset({NO_PEOPLE}): "missing", frozenset({NOT_OBSERVABLE}): "not_observable"}
    return [instead.get(frozenset(reasons.get(code, ())), state) for code, state in thin["attention"].items()]
