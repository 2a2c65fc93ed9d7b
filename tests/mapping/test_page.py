"""The page in a browser: its question, what it rests on, every layer by mouse and keyboard, and its legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
import pytest

from netgraph.mapping import district_map
from netgraph.pages.fills import paint
from netgraph.symbology import FILLS
from netgraph.words import page as words_of_page
from tests.mapping.made_networks import BUURTEN, POSITION, WIJKEN, town
from tests.mapping.page_steps import (
    DISTRICTS,
    OUTLINES,
    choose_layer,
    fills,
    legend_lines,
    lines,
    listed,
    point_at,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mapping.conftest import Drawn

pytestmark = pytest.mark.browser


def assert_drawn_as_its_legend_says(page: Any, layer: Any) -> None:
    """Every district has the fill of its mark, and the legend shows that fill beside the words of that mark.

    A legend gives classes of a larger area one line: its districts are hatched, each over its own class.
    """
    assert fills(page) == [paint(layer.marks[mark].fill) for mark in layer.marked]
    expected = [
        (paint(mark.fill), words(f"{mark.label} {mark.count} {mark.note if layer.id != 'attention' else ''}"))
        for mark in layer.marks
        if mark.listed
    ]
    assert legend_lines(page) == expected


# --- head


def test_the_head_says_what_is_asked_of_which_data(drawn: Any, open_page: Any) -> None:
    """509 people and 433 ties, on the page to the nearest five.

    Of the ties 114 + 114 + 12 + 54 + 80 + 24 = 398 are in pairs both ways, 3 + 2 + 1 in pairs one way, and 23 + 6
    between buurten.
    """
    network = town()
    assert (len(network.people), len(network.ties)) == (509, 433)
    shown: Drawn = drawn("town")
    page = open_page(shown.path)
    assert page.locator("h1").inner_text() == page.title() == "Where are the networks thin in Oppidum?"
    assert page.locator("h1").count() == 1
    assert lines(page.locator("header"))[1:] == [
        "Support among residents, volunteers and carers",
        "Reference date: 1 January 2026. Source: Fons Zeta. Based on 510 people and 435 support ties.",
        shown.content.wording.of(words_of_page.CAUTION),
        "How to read the map",
    ]


def test_how_to_read_unfolds_by_mouse_and_keyboard(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    how, summary = page.locator("#how ul"), page.locator("#how summary")
    assert not how.is_visible()
    summary.click()
    told = how.inner_text()
    for text in (
        *(words_of_page.STEP_2, words_of_page.STEP_3, words_of_page.WHAT_IS_MEASURED),
        *(words_of_page.SUPPORTER_DEFINITION, words_of_page.PAID_HELP_DEFINITION, words_of_page.CONTACT_DEFINITION),
    ):
        assert drawn("town").content.wording.of(text) in told
    assert "There are no persons on this map." in told
    summary.press("Enter")
    assert not how.is_visible()


def test_a_survey_and_an_internal_page_say_what_they_are(drawn: Any, open_page: Any) -> None:
    survey = open_page(drawn("survey").path)
    assert "Based on the answers of 510 residents." in survey.locator(".facts:visible").inner_text()
    inside = open_page(drawn("internal").path)
    banner = inside.locator(".notice.alarm")
    assert lines(banner) == ["INTERNAL – do not share These figures are not protected. People may be recognisable."]
    assert banner.bounding_box()["y"] == 0  # above all else
    assert survey.locator(".notice").count() == 0


# --- what is drawn


def test_every_district_is_drawn_and_listed(drawn: Any, open_page: Any) -> None:
    """The town: ten buurten in three wijken, one of which has a name with an accent."""
    page = open_page(drawn("town").path)
    assert page.locator(DISTRICTS).count() == len(BUURTEN) == 10
    assert sorted(listed(page)) == sorted(POSITION)
    assert page.locator(OUTLINES).count() >= len(WIJKEN)
    seen = page.locator(".leaflet-outlines-pane").inner_text()
    assert all(name in seen for name in WIJKEN.values())


def test_the_city_has_its_66_buurten(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("city").path)
    assert page.locator(DISTRICTS).count() == 66  # CBS 2016: 66 buurten in Almere
    assert page.locator("tbody tr").count() == 66
    assert page.locator("h1").inner_text() == "Waar zijn de netwerken dun in Almere?"
    assert "verzonnen gegevens" in page.locator(".notice").inner_text()


def test_larger_areas_are_drawn_on_a_map_of_their_own(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town, wijken").path)
    assert page.locator(DISTRICTS).count() == 3
    assert sorted(listed(page)) == sorted(WIJKEN.values())
    assert page.get_by_role("columnheader", name="Part of").count() == 0  # they lie in nothing
    assert "3 districts" not in page.locator(".topics").inner_text()


# --- layers and legend


def test_attention_comes_first(drawn: Any, open_page: Any) -> None:
    """States as the town was made: three buurten with too few people, one without any, two that signal."""
    page = open_page(drawn("town").path)
    assert page.locator("input[name=subject]:checked").get_attribute("value") == "attention"
    assert page.locator("input[name=subject]").first.is_checked()
    assert lines(page.locator("#legend"))[0] == "Where is attention needed?"
    layer = drawn("town").content.layers[0]
    assert_drawn_as_its_legend_says(page, layer)
    state = {name: fills(page)[position] for name, position in POSITION.items()}
    assert state == {
        **dict.fromkeys(("Alfavel", "Échtavel", "Petrivel", "Triavel"), paint("none")),
        "Silvavel": "url(#fill-attention)",
        "Vigilvel": "url(#fill-watch)",
        **dict.fromkeys(("Minivel", "Parvivel", "Solavel"), "url(#fill-hidden)"),
        "Nihilvel": "url(#fill-missing)",
    }
    assert [text for _, text in legend_lines(page)] == [
        "Needs attention 1 neighbourhood",
        "Keep an eye on 1 neighbourhood",
        "No signal 4 neighbourhoods",
        "Not shown (privacy) 3 neighbourhoods",
        "No data 1 neighbourhood",
    ]


@pytest.mark.parametrize("name", ["town", "survey, Dutch", "register", "town, wijken", "alone"])
def test_every_layer_by_mouse(name: str, drawn: Any, open_page: Any) -> None:
    shown: Drawn = drawn(name)
    page = open_page(shown.path)
    for layer in [*shown.content.layers[1:], shown.content.layers[0]]:
        choose_layer(page, layer)
        assert lines(page.locator("#legend h2")) == [words(layer.heading)]
        assert_drawn_as_its_legend_says(page, layer)
        told = words(page.locator("#legend").inner_text())
        for text in (layer.explanation, layer.direction, layer.caution, layer.footnote):
            assert words(text) in told
        now = words_of_page.KEYBOARD_LAYER_CHANGED.in_(shown.content.wording.language).format(layer=layer.label)
        assert page.locator("#now").text_content() == now


def test_every_layer_by_keyboard_alone(drawn: Any, open_page: Any) -> None:
    """Arrows go through the subjects; where a subject has several figures, they stand in a list two stops on."""
    shown: Drawn = drawn("town")
    page = open_page(shown.path)
    seen = ["attention"]
    page.locator("input[name=subject]").first.focus()
    subjects = list(dict.fromkeys(layer.subject for layer in shown.content.layers[1:]))
    for subject in subjects:
        page.keyboard.press("ArrowRight")
        of_subject = [layer for layer in shown.content.layers if layer.subject == subject]
        for number, layer in enumerate(of_subject):
            if number:
                page.locator("#figure").focus()
                page.keyboard.press("ArrowDown")
            assert_drawn_as_its_legend_says(page, layer)
            assert page.locator("#legend h2").inner_text() == layer.heading
            seen.append(layer.id)
        assert page.locator("#figure").is_visible() == (len(of_subject) > 1)
        page.locator(f"input[value={subject}]").focus()
    assert seen == [layer.id for layer in shown.content.layers]


def test_the_legend_in_words_and_numbers(drawn: Any, open_page: Any) -> None:
    """By hand from the town; 3 hidden buurten have the figure of their wijk, 16 % (13 of 79 people have nobody).

    But in Alfavel and Échtavel nobody has two supporters, so that thin support is nowhere else told, nor of a wijk;
    and of these two it is not told of Échtavel, which would tell it of the others.
    """
    page = open_page(drawn("town").path)
    page.locator("fieldset label", has_text="Support and contacts").click()
    assert page.locator("#figure").input_value() == "isolated"
    assert [text for _, text in legend_lines(page)] == [
        "60% or more 1 neighbourhood",
        "40% to under 60% 1 neighbourhood",
        "20% to under 40% 0 neighbourhoods",
        "under 20% 4 neighbourhoods",
        "Hatched: figure for the whole district 3 neighbourhoods",
        "No data 1 neighbourhood",
    ]
    told = page.locator("#legend").inner_text()
    assert "Higher calls for attention sooner." in told
    assert "Note. Says nothing about how people feel." in told
    page.locator("#figure").select_option("thin_support")
    assert [text for _, text in legend_lines(page)][-2:] == [
        "Not shown (privacy) 8 neighbourhoods Not shown, so that no one can be recognised.",
        "No data 1 neighbourhood",
    ]


def test_a_hidden_buurt_shows_its_wijk_hatched_and_named(drawn: Any, open_page: Any) -> None:
    """Minivel, Parvivel and Solavel have 6, 8 and 5 people; in their wijk 6 + 0 + 4 + 3 of 79 have nobody, 16 %."""
    page = open_page(drawn("town").path)
    choose_layer(page, next(layer for layer in drawn("town").content.layers if layer.id == "isolated"))
    for name in ("Minivel", "Parvivel", "Solavel"):
        assert fills(page)[POSITION[name]] == "url(#fill-larger_0)"
        point_at(page, POSITION[name])
        assert lines(page.locator(".leaflet-tooltip")) == [
            name,
            "Part of Medistad",
            "No support ties: 16%. Figure for the whole of Medistad. The figure for this neighbourhood is not shown.",
        ]
    assert fills(page)[POSITION["Petrivel"]] == paint("class_0")  # the same class, without a hatch
    choose_layer(page, next(layer for layer in drawn("town").content.layers if layer.id == "thin_support"))
    assert fills(page)[POSITION["Solavel"]] == "url(#fill-hidden)"  # its wijk is hidden as well


def test_states_are_told_apart_without_colour() -> None:
    """Each state has a pattern of its own, or none: the one without is the quiet "no signal"."""
    states = ("attention", "watch", "none", "too_little_data", "hidden", "not_observable", "undefined", "missing")
    patterns = [(FILLS[state].shape, FILLS[state].turn, FILLS[state].size) for state in states]
    assert len(set(patterns)) == len(states)
    assert [state for state in states if not FILLS[state].shape] == ["none"]


def test_patterns_of_the_page_are_those_of_the_palette(drawn: Any, open_page: Any) -> None:
    """A fill that names a pattern that is not there would be drawn as nothing."""
    page = open_page(drawn("town").path)
    there = page.eval_on_selector_all("pattern", "all => all.map(one => `url(#${one.id})`)")
    assert set(there) == {paint(name) for name in FILLS if FILLS[name].shape}
    assert len(there) == len(set(there))
    for layer in drawn("town").content.layers:
        choose_layer(page, layer)
        assert {fill for fill in fills(page) if fill.startswith("url")} <= set(there)


def test_layers_of_ones_own_on_top(known: Any, open_page: Any, tmp_path: Path) -> None:
    own_map = district_map(known, "en")
    own = folium.FeatureGroup("own places").add_to(own_map)
    folium.Marker((52.05, 5.05), tooltip="community centre").add_to(own)
    folium.LayerControl().add_to(own_map)
    own_map.save(tmp_path / "own.html")
    page = open_page(tmp_path / "own.html")
    page.locator("img.leaflet-marker-icon").hover()
    page.locator(".leaflet-tooltip", has_text="community centre").wait_for()
    assert page.locator(DISTRICTS).count() == 8
    page.locator(".leaflet-control-layers").hover()
    names = page.locator(".leaflet-control-layers-overlays label").all_inner_texts()
    assert [name.strip() for name in names] == ["own places"]  # districts are no layer to switch off
    page.get_by_label("own places").uncheck()
    assert page.locator("img.leaflet-marker-icon").count() == 0
