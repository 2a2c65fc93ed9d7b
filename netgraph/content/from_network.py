"""From a network to what its page shows: figures pass the gate and become words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.content import facts
from netgraph.content.district_rows import district_rows, remarks
from netgraph.content.panels import coverage_told, district_panels
from netgraph.content.parts import Flow, MapContent
from netgraph.disclosure import protect_flows, publishable
from netgraph.errors import UnknownNameError, did_you_mean
from netgraph.estimates import district_flows
from netgraph.metrics import by_subject, choose
from netgraph.schema.map_vocabulary import FLOWS
from netgraph.signals import explanations
from netgraph.spatial import local_clusters
from netgraph.symbology import ATTENTION_LAYER, attention_layer, cluster_layer, figure_layer
from netgraph.symbology.coverage import COVERAGE_FIGURE
from netgraph.symbology.shown import Shown, shown_states, wording_of
from netgraph.words import page
from netgraph.words.data import DESIGNS
from netgraph.words.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netgraph.content.options import MapOptions
    from netgraph.metrics import Metric
    from netgraph.network import SupportNetwork
    from netgraph.signals import Explanation
    from netgraph.symbology import Layer
    from netgraph.words.wording import Wording

__all__ = ["map_content", "metric_of"]

EVERYDAY = "{}_everyday"
"""Id of a figure on everyday kinds of ties, as its signal looks at it."""


def map_content(network: SupportNetwork, shown: pd.DataFrame, asked: MapOptions) -> MapContent:
    """Return what the page of a network shows, in words.

    Parameters
    ----------
    network : SupportNetwork
        The network.
    shown : DataFrame
        The areas that are drawn, in order: ``district``, ``name``, ``parent``.
    asked : MapOptions
        What was asked of the map.

    Returns
    -------
    MapContent
        Made from protected figures only, unless it is internal.
    """
    about = network.about
    codes = list(shown["district"])
    wording = wording_of(network, codes, asked.language)
    metrics = _metrics(asked)
    gated = Shown(network, asked.choices, asked.by, asked.gate, asked.enough)
    with ThreadPoolExecutor(max_workers=1) as beside:
        # What is hidden follows from counts: another thread decides it while this one makes intervals.
        beside.submit(gated.decide)
        figures = {name: cells.reindex(codes) for name, cells in gated.figures(metrics).items()}
    coverage = gated.coverage().reindex(codes).assign(rest_value=float("nan"))
    explained, states = _judged(gated, asked, codes)
    layers = _layers(network, metrics, figures, coverage, states, asked, wording)
    layers += _cluster_layers(gated, codes, asked, wording)
    in_panel, judged_by = _panel_only(gated, metrics, codes, wording)
    figures = {**figures, **judged_by}
    if asked.shows("coverage"):
        figures = {**figures, COVERAGE_FIGURE.id: coverage}
    names = list(shown["name"])
    return MapContent(
        wording=wording,
        head=facts.page_head(network, asked, wording),
        remarks=remarks(
            states,
            unknown_district=bool(network.people["district"].isna().any()),
            wording=wording,
            known_to=about.source if about.design == "register" else None,
        ),
        design="" if about.design is None else wording.of(DESIGNS[about.design].explanation),
        layers=layers,
        in_panel=in_panel,
        figures=figures,
        units=dict.fromkeys(figures, COVERAGE_FIGURE.unit) | {metric.id: metric.unit for metric in metrics},
        key_figures=frozenset(
            (*judged_by, *(one.id for one in metrics if one.signal and EVERYDAY.format(one.id) not in judged_by))
        ),
        districts=district_rows(
            names, _larger_areas(network, shown), states, explained, coverage_told(coverage, wording), wording
        ),
        panels=district_panels(explained, states, coverage, about, wording),
        flows=_flows(network, codes, names, asked, wording)
        if asked.shows(FLOWS) and about.design != "survey"
        else None,
        opens_with=_opens_with(asked, layers),
        survey=about.design == "survey",
    )


def metric_of(layer: Layer) -> str:
    """Return the id of the figure that a layer shows, also where it is on everyday kinds of ties only."""
    return layer.id.removesuffix(EVERYDAY.format(""))


def _judged(gated: Shown, asked: MapOptions, codes: list[str]) -> tuple[list[Explanation], list[str]]:
    """Return what was found of the areas shown, and the state of each, from gated figures only."""
    choices, (judged, whole) = asked.choices, gated.judged()
    told = explanations(
        gated.network,
        judged,
        asked.language,
        asked.by,
        bridge_label=choices.bridge_label or choices.bridge_by,
        margins=asked.margins,
        false_discovery_rate=asked.false_discovery_rate,
        enough=asked.enough,
        whole=whole,
    )
    explained = [told[code] for code in codes]
    attention = pd.Series([found.attention for found in explained], index=codes, dtype="str")
    return explained, shown_states(attention, judged)


def _metrics(asked: MapOptions) -> list[Metric]:
    """Return the figures to show, by subject."""
    chosen = (choose if asked.gate.internal else publishable)(asked.metrics, asked.choices)
    return [metric for metric in chain.from_iterable(by_subject(chosen).values()) if asked.shows(metric.subject)]


def _layers(
    network: SupportNetwork,
    metrics: Sequence[Metric],
    figures: Mapping[str, pd.DataFrame],
    coverage: pd.DataFrame,
    states: Sequence[str],
    asked: MapOptions,
    wording: Wording,
) -> tuple[Layer, ...]:
    """Return attention, the figures, and who is in the data."""
    about = network.about
    drawn = [attention_layer(states, wording, asked.false_discovery_rate)]
    drawn += [figure_layer(metric, figures[metric.id], wording, about=about) for metric in metrics]
    if asked.shows("coverage"):
        drawn.append(figure_layer(COVERAGE_FIGURE, coverage, wording, about=about))
    return tuple(drawn)


def _cluster_layers(gated: Shown, codes: list[str], asked: MapOptions, wording: Wording) -> tuple[Layer, ...]:
    """Return the local clusters of the figures asked for, found among the figures that are shown and no others."""
    chosen = (choose if asked.gate.internal else publishable)(asked.clusters, asked.choices) if asked.clusters else ()
    drawn = []
    for metric in chosen:
        shown = gated.figures([metric])[metric.id].reset_index()
        found = local_clusters(
            gated.network,
            metric.id,
            asked.by,
            estimates=shown,
            false_discovery_rate=asked.false_discovery_rate,
        )
        patterns = found["pattern"].reindex(codes, fill_value="no_figure")
        drawn.append(cluster_layer(metric, list(patterns), wording, asked.false_discovery_rate))
    return tuple(drawn)


def _panel_only(
    gated: Shown, metrics: Sequence[Metric], codes: list[str], wording: Wording
) -> tuple[tuple[Layer, ...], dict[str, pd.DataFrame]]:
    """Return the figures that signals look at and the map does not show: of other subjects, or on everyday ties."""
    figures, layers = {}, []
    on_map = {metric.id for metric in metrics}
    for name, cells in gated.signal_figures().items():
        metric = choose([name], gated.choices)[0]
        everyday = bool(metric.signal and metric.signal.everyday)
        if name not in on_map or everyday:
            figure = EVERYDAY.format(name) if everyday else name
            figures[figure] = cells.reindex(codes)
            layer = figure_layer(metric, figures[figure], wording, about=gated.network.about, everyday=everyday)
            layers.append(replace(layer, id=figure))
    return tuple(layers), figures


def _larger_areas(network: SupportNetwork, shown: pd.DataFrame) -> list[str]:
    """Return the name of the larger area that each area lies in; empty where there is none."""
    names = network.districts.set_index("district")["name"]
    return ["" if pd.isna(code) else str(names.get(code, code)) for code in shown["parent"]]


def _flows(
    network: SupportNetwork, codes: list[str], names: Sequence[str], asked: MapOptions, wording: Wording
) -> tuple[Flow, ...]:
    """Return the ties between areas that may be shown. A line is for others to see: nothing goes around that gate."""
    design = network.about.design or "whole_network"
    flows = district_flows(network, asked.by)
    drawn_ends = flows["group_a"].isin(codes) & flows["group_b"].isin(codes)
    gated = protect_flows(flows[drawn_ends], asked.gate.minimum, design=design, districts=len(codes))
    place = {code: position for position, code in enumerate(codes)}
    drawn = []
    for row in gated.itertuples(index=False):
        one, other = place[str(row.group_a)], place[str(row.group_b)]
        count = whole_number(row.ties, wording.language)  # type: ignore[arg-type]
        text = wording.of(page.KEYBOARD_FLOW_LINE, name_a=names[one], name_b=names[other], n=count)
        drawn.append(Flow(one, other, int(row.ties), text))  # type: ignore[arg-type]
    return tuple(drawn)


def _opens_with(asked: MapOptions, layers: Sequence[Layer]) -> str:
    """Return the layer that is shown first: the one asked for, or the first of the subject asked for."""
    wanted = asked.opens_with
    valid = {ATTENTION_LAYER: ATTENTION_LAYER}
    for layer in layers:
        valid.setdefault(layer.subject or ATTENTION_LAYER, layer.id)
        valid[layer.id] = layer.id
    if wanted not in valid:
        raise UnknownNameError(f"opens_with: the map has no layer {wanted!r}. {did_you_mean(wanted, list(valid))}")
    return valid[wanted]
