"""What the page's script is given: names, sentences and figures, each distinct text once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.content.panels import people_told
from netgraph.mapping.boundaries import MANY, packed
from netgraph.mapping.figure_steps import FigureSteps, printed_texts
from netgraph.mapping.folded import folded
from netgraph.pages.fills import paint
from netgraph.symbology import ATTENTION_LAYER, INTERFACE
from netgraph.words import page, questions
from netgraph.words.certainty import CHANCE_ONLY
from netgraph.words.patterns import MAP_SUBJECTS
from netgraph.words.reasons import HOVER_LINE
from netgraph.words.states import HIDDEN, LAYERS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from netgraph.content.parts import DistrictPanel, MapContent
    from netgraph.mapping.boundaries import Boundaries
    from netgraph.pages.escape import Json
    from netgraph.symbology import Layer
    from netgraph.words.text import Text

__all__ = ["script_data"]

# The fixed words that the script fills in or puts on the page.
WORDS: Mapping[str, Text] = {
    "caution": page.PANEL_CAUTION_HEADING,
    "chance_only": CHANCE_ONLY,
    "close": page.CONTROL_CLOSE,
    "closed": page.KEYBOARD_CLOSED,
    "district": page.KEYBOARD_AREA_ON_THE_MAP,
    "figures": page.PANEL_FIGURES,
    "flows": LAYERS["flows"].label,
    "flows_legend": page.LEGEND_FLOWS,
    "flows_off": page.CONTROL_FLOWS_OFF,
    "flows_on": page.CONTROL_FLOWS_ON,
    "flows_widest": page.LEGEND_FLOWS_WIDEST,
    "found": page.CONTROL_SEARCH_RESULT,
    "found_none": page.CONTROL_SEARCH_EMPTY,
    "found_one": page.CONTROL_SEARCH_RESULT_ONE,
    "here": page.LIST_HEADER_HERE,
    "hover": HOVER_LINE,
    "how_sure": page.PANEL_HOW_SURE,
    "basis": page.PANEL_BASIS,
    "interval": page.KEYBOARD_INTERVAL_BAR,
    "larger": HIDDEN["parent_shown"],
    "less": page.CONTROL_LESS,
    "lies_in": page.PANEL_LIES_IN,
    "map": page.KEYBOARD_MAP_REGION,
    "margin": page.LIST_HEADER_MARGIN,
    "margin_means": page.PANEL_WHAT_THE_MARGIN_IS,
    "more": page.CONTROL_MORE,
    "no_flows": page.LIST_NO_FLOWS,
    "now": page.KEYBOARD_LAYER_CHANGED,
    "opened": page.KEYBOARD_OPENED,
    "page": page.LIST_PAGE,
    "panel": page.KEYBOARD_PANEL_REGION,
    "people": page.LIST_HEADER_PEOPLE,
    "print": page.CONTROL_PRINT,
    "questions": questions.QUESTIONS_HEADING,
    "range": page.PANEL_MARGIN,
    "rest": page.LIST_HEADER_REST,
    "sort_ascending": page.LIST_SORTED_ASCENDING,
    "sort_by": page.LIST_SORT_BY,
    "sort_descending": page.LIST_SORTED_DESCENDING,
    "sort_none": page.LIST_NOT_SORTED,
    "steps": page.HOW_TO_READ,
    "to_list": page.CONTROL_TO_LIST,
    "to_map": page.CONTROL_TO_MAP,
    "why": page.PANEL_WHY,
    "why_watch": page.PANEL_WHY_WATCH,
}


def script_data(content: MapContent, boundaries: Boundaries) -> dict[str, Json]:
    """Return what the page's script needs, in the order of the map.

    Parameters
    ----------
    content : MapContent
        What the page shows.
    boundaries : Boundaries
        What it draws.

    Returns
    -------
    dict
        JSON values.
    """
    wording, places = content.wording, content.places
    steps = {name: FigureSteps.of(cells, content.units[name]) for name, cells in content.figures.items()}
    return {
        "words": {
            **{name: wording.template(text) for name, text in WORDS.items()},
            "area": wording.area.one.in_(wording.language),
            "the_rest": wording.rest,
            "design": content.design,
        },
        "colours": dict(INTERFACE),
        "decimals": boundaries.decimals,
        "shapes": packed(boundaries.cells, boundaries.decimals),
        "outlines": packed(boundaries.outlines, boundaries.decimals),
        "larger": {"names": boundaries.outline_names, "points": boundaries.outline_points},
        "middles": boundaries.middles if content.flows or len(places) < MANY else [],
        "districts": {
            "names": [row.name for row in places],
            "part_of": _pooled([row.part_of for row in places]),
            "subjects": _pooled([row.subject for row in places]),
            "reasons": _pooled([row.reason for row in places]),
            "in_data": _pooled([row.in_data for row in places]),
            "leads": _pooled([panel.lead for panel in content.panels]),
            "basis": _pooled(["\n".join(panel.basis) for panel in content.panels]),
            "order": folded([row.position for row in content.districts]),
        },
        "signals": _signals(content.panels),
        "questions": {
            name: [wording.of(text) for text in three]
            for name, three in questions.QUESTIONS.items()
            if any(signal.figure == name for panel in content.panels for signal in panel.signals)
        },
        "layers": [_layer(layer, steps.get(layer.id), content) for layer in content.layers],
        "in_panel": [_layer(layer, steps[layer.id], content) for layer in content.in_panel],
        "subjects": {name: theme.label.in_(wording.language) for name, theme in MAP_SUBJECTS.items()},
        "texts": printed_texts(steps.values(), wording.language),
        "counts": _counts(content),
        "flows": None if content.flows is None else [[f.one, f.other, f.ties, f.text] for f in content.flows],
        "opens_with": content.opens_with,
        "steps": [wording.of(text) for text in (page.STEP_1, page.STEP_2, page.STEP_3)],
        "remarks": content.remarks,
    }


def _pooled(values: Sequence[Hashable]) -> dict[str, Json]:
    """Return the distinct values once, and for every district which of them it has."""
    texts = list(dict.fromkeys(values))
    place = {text: number for number, text in enumerate(texts)}
    return {"texts": [str(text) for text in texts], "of": folded([place[value] for value in values])}


def _signals(panels: Iterable[DistrictPanel]) -> dict[str, Json]:
    """Return the signals of the districts that have any, by position."""
    return {
        str(position): [
            {"figure": one.figure, "subject": one.subject, "label": one.label, "text": one.text, "sure": one.how_sure}
            for one in panel.signals
        ]
        for position, panel in enumerate(panels)
        if panel.signals
    }


def _layer(layer: Layer, steps: FigureSteps | None, content: MapContent) -> dict[str, Json]:
    """Return a layer: its legend, and its figures in steps."""
    told: dict[str, Json] = {
        "id": layer.id,
        "subject": layer.subject or ATTENTION_LAYER,
        "name": layer.name,
        "label": layer.label,
        "heading": layer.heading,
        "texts": [text for text in (layer.explanation, layer.direction) if text],
        "caution": layer.caution,
        "footnote": layer.footnote,
        "marks": [
            {
                "fill": paint(mark.fill),
                "label": mark.label,
                "count": mark.count,
                "note": mark.note,
                "says": mark.says,
                "listed": mark.listed,
            }
            for mark in layer.marks
        ],
        "marked": folded(layer.marked),
    }
    if steps is None:
        return told
    return {**told, "key": layer.id in content.key_figures, **steps.data()}


def _counts(content: MapContent) -> dict[str, Json]:
    """Return on how many people every figure rests, as printed; figures about the same people share one list."""
    printed: dict[tuple[str, ...], int] = {}
    of: dict[str, Json] = {}
    for name, cells in content.figures.items():
        words = tuple(people_told(count, content.wording, survey=content.survey) for count in cells["people"])
        of[name] = printed.setdefault(words, len(printed))
    return {"lists": [_pooled(words) for words in printed], "of": of}
