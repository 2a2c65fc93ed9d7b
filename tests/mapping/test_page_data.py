"""What the script of a page is told: every figure as printed, every text once, and nothing of what is hidden."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

import netgraph as ng
from netgraph.mapping import district_map
from netgraph.mapping.page_data import _pooled
from netgraph.pages.escape import script_json
from netgraph.pages.fills import paint, patterns
from netgraph.symbology import ATTENTION_LAYER, FILLS
from netgraph.words.numbers import format_value, interval_ends
from tests.mapping.conftest import CHAIN, FOURS, PAIRS, squares
from tests.mapping.made_networks import SHOWN_FLOW, TIES_SHOWN, town
from tests.mapping.read_page import (
    Told,
    figure_of,
    layer_of,
    mark_of,
    people_of,
    pooled,
    told_to_script,
    unfolded,
    unpacked,
)

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork


def data_of(network: SupportNetwork, language: Any = "nl", **options: Any) -> dict[str, Any]:
    drawn: Any = district_map(network, language, **options)
    return told_to_script(drawn)


# --- by hand, from the squares


def test_what_the_squares_tell(known: SupportNetwork) -> None:
    """In table order north, south, small (hidden), empty (nobody), centre, west, tiny and little (hidden), by hand.

    Of the north half is unsupported: 10 of 20, beside 28 of the other 72 shown (28 in the south, none elsewhere) and
    6 + 3 + 3 of the 26 hidden: 40 of 98. What may be half can as well be less as more. In the west nobody is: 0 of 20,
    beside 50 of 98; Jeffreys at 95 %, of which Beta(0.5, 20.5) has the upper end: its 97.5 % quantile is 0.116….
    """
    data = data_of(known, "en")
    assert data["districts"]["names"] == ["North", "South", "Small", "Empty", "Centre", "West", "Tiny", "Little"]
    unsupported = layer_of(data, "unsupported")
    told = [figure_of(data, unsupported, place) for place in range(8)]
    assert told[0] is not None
    assert (told[0].value, told[0].rest) == ("50%", "41%")
    assert int(told[0].low[:-1]) + int(told[0].high[:-1]) == 100
    assert told[5] == Told("0%", "0%", "12%", "51%")
    assert [told and told.value for told in told] == ["50%", "70%", None, None, "0%", "0%", None, None]
    # 20, 40, 12 and 20 people, to the nearest five; nothing of those that are hidden and of nobody.
    assert [people_of(data, unsupported, place) for place in range(8)] == ["20", "40", "", "", "10", "20", "", ""]
    assert pooled(data["districts"]["part_of"]) == ["up", "up", "", *["Down there"] * 3, "", ""]
    assert pooled(data["districts"]["in_data"]) == ["100%", "100%", "", "", "100%", "100%", "", ""]
    order = [data["districts"]["names"][place] for place in data["districts"]["order"]]
    assert order[-4:] == ["Little", "Small", "Tiny", "Empty"]
    assert data["larger"]["names"] == ["up", "Down there"]
    assert data["flows"] == []


def test_the_larger_area_stands_in_on_the_page() -> None:
    """Minivel (6 people), Parvivel (8) and Solavel (5) are hidden; of the 79 in their wijk 6 + 0 + 4 + 3 are alone."""
    data = data_of(town(), "nl")
    isolated = layer_of(data, "isolated")
    low, high = (format_value(end, "share", "nl") for end in beta.ppf([0.025, 0.975], 13.5, 66.5))
    for name in ("Minivel", "Parvivel", "Solavel"):
        place = data["districts"]["names"].index(name)
        assert figure_of(data, isolated, place) == Told("16%", low, high, larger="Medistad")
        mark = mark_of(isolated, place)
        assert (mark["label"], mark["count"]) == ("Gearceerd: cijfer van de hele wijk", "3 buurten")
        assert mark["fill"].startswith("url(#fill-larger_")
        assert pooled(data["districts"]["in_data"])[place] == ""
        assert people_of(data, isolated, place) == ""
    # Nothing is told beside a figure of its own, nor where nobody lives.
    for name in ("Petrivel", "Nihilvel"):
        told = figure_of(data, isolated, data["districts"]["names"].index(name))
        assert told is None or told.larger == ""


def test_where_the_larger_area_is_hidden_too_nothing_stands_in() -> None:
    """Nobody of the 79 people in Medistad has two supporters: all of them but none, so that is not told either."""
    data = data_of(town(), "nl")
    thin = layer_of(data, "thin_support")
    for name in ("Minivel", "Parvivel", "Solavel"):
        assert figure_of(data, thin, data["districts"]["names"].index(name)) is None


def test_signals_and_their_questions(known: SupportNetwork) -> None:
    """The south signals isolation; questions are there for every figure that signals somewhere, and no other.

    Figures that can signal stand in the panel also where their subject is not on the map, reciprocity on everyday ties.
    """
    data = data_of(known, "nl", layers=["isolation", "carers"])
    assert {signal["figure"] for signal in data["signals"]["1"]} == {"isolated"}
    assert set(data["questions"]) == {one["figure"] for told in data["signals"].values() for one in told}
    assert all(len(three) == 3 for three in data["questions"].values())
    keys = {layer["id"]: layer.get("key") for layer in (*data["layers"], *data["in_panel"])}
    on_map = {"isolated", "thin_support", "carers_alone", "respite_reach"}
    in_panel = {layer["id"] for layer in data["in_panel"]}
    assert in_panel == {"dyadic_reciprocity_everyday", "volunteer_dependence"}
    assert {name for name, key in keys.items() if key} == on_map | in_panel
    assert keys[ATTENTION_LAYER] is None
    assert keys["coverage" if "coverage" in keys else "contacts"] is False


def test_legends_are_painted_with_what_stands_in_the_page(known: SupportNetwork) -> None:
    data, drawn = data_of(known), str(patterns())
    for layer in data["layers"]:
        for mark in layer["marks"]:
            name = mark["fill"].removeprefix("url(#fill-").removesuffix(")")
            assert mark["fill"] in {paint(fill) for fill in FILLS}
            assert not mark["fill"].startswith("url") or f'id="fill-{name}"' in drawn


# --- from any map


MAPS: dict[str, dict[str, Any]] = {
    "nl": {"language": "nl"},
    "en, larger areas": {"language": "en", "by": "parent"},
    "internal": {"language": "nl", "internal": True},
    "groups": {"language": "en", "bridge_by": "column_zqx", "bridge_label": "age"},
}
DESIGNS = ("whole_network", "survey", "register")


@pytest.fixture(scope="module", params=[(name, design) for name in MAPS for design in DESIGNS], ids=" ".join)
def drawn(request: pytest.FixtureRequest) -> Any:
    """Draw a town with larger areas that stand in, in every design."""
    name, design = request.param
    return district_map(town(design=design), **MAPS[name])


def test_every_figure_is_told_as_it_would_be_printed(drawn: Any) -> None:
    """The oracle prints the gated frames themselves, and their larger areas."""
    data, content = told_to_script(drawn), drawn.content
    language = content.wording.language

    def printed(value: float, low: float, high: float, unit: Any, **more: str) -> Told:
        ends = ("", "") if math.isnan(low) else interval_ends(low, high, unit, language)
        return Told(format_value(value, unit, language), *ends, **more)

    for name, cells in content.figures.items():
        layer, unit = layer_of(data, name), content.units[name]
        for place, row in enumerate(cells.itertuples()):
            expected = None
            if getattr(row, "larger", ""):
                expected = printed(row.larger_value, row.larger_low, row.larger_high, unit, larger=row.larger)
            elif not math.isnan(row.value):
                rest = "" if math.isnan(row.rest_value) else format_value(row.rest_value, unit, language)
                expected = printed(row.value, row.low, row.high, unit, rest=rest)
            assert figure_of(data, layer, place) == expected, (name, place)
            assert bool(people_of(data, layer, place)) <= (row.people > 0)


def test_every_text_of_a_district_is_its_own(drawn: Any) -> None:
    """Texts stand on the page once; read back, each district has the one that was made for it."""
    data, content = told_to_script(drawn), drawn.content
    places = sorted(content.districts, key=lambda row: row.position)
    told = data["districts"]
    assert told["names"] == [row.name for row in places]
    for name, field in {"part_of": "part_of", "subjects": "subject", "reasons": "reason", "in_data": "in_data"}.items():
        assert pooled(told[name]) == [getattr(row, field) for row in places], name
        assert len(set(told[name]["texts"])) == len(told[name]["texts"]), name
    assert pooled(told["leads"]) == [panel.lead for panel in content.panels]
    assert [tuple(filter(None, text.split("\n"))) for text in pooled(told["basis"])] == [
        panel.basis for panel in content.panels
    ]
    assert told["order"] == [row.position for row in content.districts]
    signals = {place: [signal.text for signal in panel.signals] for place, panel in enumerate(content.panels)}
    assert {int(place): [one["text"] for one in found] for place, found in data["signals"].items()} == {
        place: texts for place, texts in signals.items() if texts
    }


def test_every_layer_is_told_whole(drawn: Any) -> None:
    data, content = told_to_script(drawn), drawn.content
    for layer, told in zip(content.layers, data["layers"], strict=True):
        assert (told["id"], told["name"], told["label"]) == (layer.id, layer.name, layer.label)
        assert (told["heading"], told["caution"], told["footnote"]) == (layer.heading, layer.caution, layer.footnote)
        assert told["subject"] == (layer.subject or ATTENTION_LAYER)
        assert told["texts"] == [text for text in (layer.explanation, layer.direction) if text]
        assert [mark["label"] for mark in told["marks"]] == [mark.label for mark in layer.marks]
        assert told["marked"] == list(layer.marked)
        for place in range(len(layer.marked)):
            assert mark_of(told, place)["says"] == layer.marks[layer.marked[place]].says
    assert {layer["subject"] for layer in data["layers"]} - {ATTENTION_LAYER} <= set(data["subjects"])
    assert data["opens_with"] in {layer["id"] for layer in data["layers"]}


def test_a_survey_tells_bands_and_no_number_of_people(drawn: Any) -> None:
    data = told_to_script(drawn)
    told = {text for people in data["counts"]["lists"] for text in people["texts"]}
    bands = {"30 tot 49", "50 tot 99", "100 of meer", "30 to 49", "50 to 99", "100 or more", ""}
    if drawn.content.survey:
        assert told <= bands
    else:
        assert all(text == "" or int(text.replace(".", "").replace(",", "")) % 5 == 0 for text in told)


def test_borders_are_those_of_the_districts(drawn: Any) -> None:
    data = told_to_script(drawn)
    assert len(data["shapes"]) == len(data["districts"]["names"])
    for read, cell in zip(unpacked(data["shapes"], data["decimals"]), drawn.boundaries.cells, strict=True):
        assert read.symmetric_difference(cell).area < 1e-12
    assert len(data["outlines"]) == len(data["larger"]["names"]) == len(data["larger"]["points"])


# --- ties between districts


def test_lines_between_districts_by_hand() -> None:
    """23 ties, each between two people of its own, are told as 25; a flow of 6 people at an end is not told at all."""
    data = data_of(town(), "nl")
    ((one, other, ties, text),) = data["flows"]
    names = [data["districts"]["names"][place] for place in (one, other)]
    assert sorted(names) == sorted(SHOWN_FLOW)
    assert TIES_SHOWN == 23
    assert (ties, text) == (25, f"{names[0]} en {names[1]}: ongeveer 25 steunrelaties")
    assert len(data["middles"]) == len(data["districts"]["names"])


def test_no_lines_where_none_were_asked_or_none_may_be_told() -> None:
    assert data_of(town(), layers=["isolation"])["flows"] is None
    assert data_of(town(design="survey"))["flows"] is None
    assert data_of(town(), minimum=24)["flows"] == []
    inside = data_of(town(), internal=True)["flows"]  # a line is for others to see: nothing goes around that gate
    assert [flow[2] for flow in inside] == [25]


# --- what is hidden


def test_a_page_does_not_change_with_what_is_hidden() -> None:
    """People of Small change places with as many of Tiny, with their ties: other figures of both, one page.

    Of the four without a tie in Small two go to Tiny, for a pair of it; or all four, for its chain and two pairs.
    Except whether there is a rest: the figure of the whole city can be what the gate hides for a hidden cell's sake.
    """
    pages, figures = [], []
    one_pair = PAIRS[:2]
    for small, tiny in (
        (FOURS["small"], FOURS["tiny"]),
        ((CHAIN, one_pair), (CHAIN, one_pair)),
        ((PAIRS,), (CHAIN, CHAIN)),
    ):
        network = squares({**FOURS, "small": small, "tiny": tiny})
        cells = ng.district_estimates(network, ["isolated", "dyadic_reciprocity"]).set_index("group").loc["small"]
        figures.append(tuple(cells["value"]))
        pages.append(data_of(network, "en", bridge_by="column_zqx"))
    assert len(set(figures)) == 3
    rests = [[layer.pop("rest") for layer in data["layers"] if "rest" in layer] for data in pages]
    assert len({script_json(data) for data in pages}) == 1
    told = [{str(rest) for rest in of_one if rest["most"] is not None} for of_one in zip(*rests, strict=True)]
    assert all(len(of_one) <= 1 for of_one in told)  # whatever rest is told is the same
    assert sum(map(len, told)) > 10


def test_no_number_of_a_hidden_district_stands_in_the_data(known: SupportNetwork) -> None:
    """Not of Small, Tiny and Little, of which nothing is told at all."""
    data = data_of(known)
    for layer in data["layers"][1:]:
        for place in (2, 6, 7):
            assert figure_of(data, layer, place) is None
            assert (layer["values"][place], layer["below"][place], layer["above"][place]) == (0, -1, -1)
            assert people_of(data, layer, place) == ""


# --- texts


@given(st.lists(st.text(max_size=8), max_size=30))
def test_pooled_texts_read_back(texts: list[str]) -> None:
    told = json.loads(script_json(_pooled(texts)))
    assert pooled(unfolded(told)) == texts
    assert len(set(told["texts"])) == len(told["texts"]) == len(set(texts))
