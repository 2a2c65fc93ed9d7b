"""Layers from protected figures: classes as printed, and every way of being absent counted and told apart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.metrics import METRICS, Choices, choose
from netgraph.schema.about import About
from netgraph.signals import ATTENTION
from netgraph.symbology.layers import STATES, attention_layer, figure_layer
from netgraph.words.areas import AREAS, at_level
from netgraph.words.states import SUBJECTS
from netgraph.words.wording import Wording

if TYPE_CHECKING:
    from netgraph.metrics import CarerDefinition
    from netgraph.words import Language

NL, EN = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))
WHOLE, SURVEY, REGISTER = (About(design=design) for design in ("whole_network", "survey", "register"))


def cells(*rows: tuple[float, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["value", "reason", "hidden"])


NOTHING = math.nan
ABSENT = cells(
    (NOTHING, "", "few_people"),
    (NOTHING, "undefined", ""),
    (NOTHING, "not_observable", ""),
    (NOTHING, "no_people", ""),
    (0.0, "", ""),
)


def test_hidden_undefined_not_observable_missing_and_zero_are_five_things() -> None:
    layer = figure_layer(METRICS["isolated"], ABSENT, NL, about=WHOLE)
    marks = [layer.marks[position] for position in layer.marked]
    assert [mark.fill for mark in marks] == ["hidden", "undefined", "not_observable", "missing", "class_2"]
    assert [mark.label for mark in marks] == [
        "Niet getoond (privacy)",
        "Niet te bepalen",
        "Niet te zien met deze gegevens",
        "Geen gegevens",
        "0%",
    ]
    assert {mark.count for mark in marks} == {"1 buurt"}
    assert layer.figures == ("", "", "", "", "0%")
    assert marks[0].says == "Niet getoond, zodat niemand herkenbaar is."


def test_a_hidden_figure_tells_nothing_whatever_else_is_known() -> None:
    row = (0.123, "undefined", "secondary")
    layer = figure_layer(METRICS["isolated"], cells(row), EN, about=WHOLE)
    assert layer.figures == ("",)
    assert [mark.fill for mark in layer.marks] == ["hidden"]
    assert "12" not in repr(layer)
    assert "secondary" not in repr(layer)


@pytest.mark.parametrize(("metric", "darkest"), [("isolated", "20% of meer"), ("dyadic_reciprocity", "minder dan 5%")])
def test_darker_is_the_side_that_calls_for_attention(metric: str, darkest: str) -> None:
    figures = cells(*((share, "", "") for share in (0.02, 0.07, 0.12, 0.17, 0.22)))
    layer = figure_layer(METRICS[metric], figures, NL, about=WHOLE)
    assert layer.marks[0].fill == "class_4"  # the darkest of the ramp comes first
    assert layer.marks[0].label == darkest
    assert [mark.label for mark in layer.marks][1:4] in (
        ["15% tot 20%", "10% tot 15%", "5% tot 10%"],
        ["5% tot 10%", "10% tot 15%", "15% tot 20%"],
    )


def test_the_printed_figure_decides_the_class() -> None:
    # 0.0951 is printed as 10% and so belongs to "10% tot 15%", although it is below 0.10.
    figures = cells(*((share, "", "") for share in (0.02, 0.0951, 0.12, 0.17, 0.22)))
    layer = figure_layer(METRICS["isolated"], figures, NL, about=WHOLE)
    assert layer.figures[1] == "10%"
    assert layer.marks[layer.marked[1]].label == "10% tot 15%"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.sampled_from(["nl", "en"]))
def test_every_district_has_one_mark_and_the_counts_add_up(shares: list[float], language: Language) -> None:
    wording = Wording(language, AREAS["buurt"])
    figures = cells(*((share, "", "") for share in shares), (NOTHING, "", "few_people"))
    layer = figure_layer(METRICS["isolated"], figures, wording, about=WHOLE)
    assert len(layer.marked) == len(shares) + 1
    counts = [int(mark.count.split()[0]) for mark in layer.marks]
    assert counts == [layer.marked.count(position) for position in range(len(layer.marks))]
    assert sum(counts) == len(shares) + 1


def test_numbers_follow_unit_and_language() -> None:
    figures = cells(*((value, "", "") for value in (0.04, 1.25, 2.5, 4.96)))
    dutch, english = (figure_layer(METRICS["contacts"], figures, wording, about=WHOLE) for wording in (NL, EN))
    assert dutch.figures == ("0,0", "1,3", "2,5", "5,0")  # one decimal, half up
    assert english.figures == ("0.0", "1.3", "2.5", "5.0")
    assert dutch.heading == "Contacten per bewoner (aantal)"
    assert dutch.direction == "Lager vraagt eerder aandacht."
    assert [mark.label for mark in english.marks] == [
        "under 1.0",
        "1.0 to under 2.0",
        "2.0 to under 3.0",
        "3.0 to under 4.0",
        "4.0 or more",
    ]


def test_an_estimate_says_so() -> None:
    layer = figure_layer(METRICS["isolated"], ABSENT, EN, about=SURVEY)
    assert (layer.name, layer.label) == ("No support ties", "No support ties (estimate)")
    assert layer.heading == "No support ties (estimate; %)"


@pytest.mark.parametrize(
    ("definition", "wording", "about", "heading"),
    [
        ("cbs2024", NL, WHOLE, "Intensieve mantelzorg (8 uur of meer, CBS 2024; %)"),
        ("cbs2024", EN, WHOLE, "Intensive care (8 hours or more, CBS 2024; %)"),
        ("scp", NL, REGISTER, "Intensieve mantelzorg (meer dan 8 uur en 3 maanden, SCP; %)"),
        ("scp", EN, SURVEY, "Intensive care (over 8 hours and 3 months, SCP; estimate; %)"),
    ],
)
def test_the_unit_goes_into_brackets_that_are_there(
    definition: CarerDefinition, wording: Wording, about: About, heading: str
) -> None:
    (metric,) = choose(["intensive_carers"], Choices(definition))
    assert figure_layer(metric, SPREAD, wording, about=about).heading == heading


def test_a_label_without_brackets_gets_them() -> None:
    """WORDS.md section 4: "{label} ({unit})"."""
    headings = {
        name: figure_layer(CHOSEN[name], SPREAD, NL, about=WHOLE).heading for name in ("contacts", "care_hours")
    }
    assert headings["contacts"] == "Contacten per bewoner (aantal)"
    assert headings["care_hours"].endswith(" (uur per week)")


# --- every figure


SPREAD = cells(*((value, "", "") for value in (0.0, 0.1, 0.35, 0.7, 1.0)), (NOTHING, "undefined", ""))
CHOSEN = {metric.id: metric for metric in choose(None, Choices("scp", "column", "age"))}


@pytest.mark.parametrize("name", METRICS)
@pytest.mark.parametrize("wording", [NL, EN], ids=["nl", "en"])
def test_every_figure_can_be_a_layer(name: str, wording: Wording) -> None:
    """Words filled in, a figure for every district that has one, and darker on the side that calls for attention."""
    metric = CHOSEN[name]
    layer = figure_layer(metric, SPREAD, wording, about=WHOLE)
    language = wording.language
    assert (layer.id, layer.name) == (name, at_level(metric.label, wording.area).in_(language))
    shown = (layer.name, layer.heading, layer.explanation, layer.direction, layer.caution)
    assert all(shown)
    assert layer.subject == metric.subject
    assert layer.subject in SUBJECTS
    assert layer.footnote == ""
    assert not any(mark in text for text in shown for mark in "{}")
    assert layer.explanation.startswith(at_level(metric.explanation, wording.area).in_(language))
    assert (layer.figures[-1], layer.marks[layer.marked[-1]].fill) == ("", "undefined")
    assert all(layer.figures[:-1])
    shades = [int(layer.marks[mark].fill.removeprefix("class_")) for mark in layer.marked[:-1]]
    assert shades == sorted(shades, reverse=metric.worse == "low")
    assert len(set(shades)) > 1
    direction = {"high": "Hoger vraagt eerder aandacht.", "low": "Lager vraagt eerder aandacht."}
    if language == "nl" and metric.worse != "neither":
        assert layer.direction == direction[metric.worse]


INDICES = [name for name, metric in METRICS.items() if metric.unit == "index"]


@pytest.mark.parametrize("name", INDICES)
def test_an_index_says_how_it_is_read(name: str) -> None:
    """A bare number between two others tells nobody anything: the reading follows the explanation."""
    for wording in (NL, EN):
        metric, language = METRICS[name], wording.language
        assert metric.reading
        layer = figure_layer(metric, SPREAD, wording, about=WHOLE)
        explanation, reading = (at_level(text, wording.area) for text in (metric.explanation, metric.reading))
        assert layer.explanation == f"{explanation.in_(language)} {reading.in_(language)}"
        assert "index" in layer.heading


def test_words_follow_the_level_and_the_own_district_is_where_people_live() -> None:
    """Of wijken: chains through another wijk do not count; but contacts outside are those outside the own buurt."""
    wijk, buurt = AREAS["wijk"], AREAS["buurt"]
    of_wijken = Wording("nl", wijk, buurt)
    assert figure_layer(METRICS["fragmentation"], SPREAD, of_wijken, about=SURVEY).caution.startswith(
        "Ketens via een andere wijk tellen niet mee."
    )
    layer = figure_layer(METRICS["ei_index"], SPREAD, of_wijken, about=WHOLE)
    assert layer.name == "Contacten binnen of buiten de buurt"
    assert "eigen buurt" in layer.explanation
    layer = figure_layer(METRICS["ei_index"], SPREAD, Wording("nl", wijk, wijk), about=WHOLE)
    assert layer.name == "Contacten binnen of buiten de wijk"


def test_a_figure_without_a_reading_has_its_explanation_alone() -> None:
    layer = figure_layer(METRICS["isolated"], SPREAD, NL, about=WHOLE)
    assert layer.explanation == METRICS["isolated"].explanation.nl


def test_figures_below_nothing() -> None:
    """E-I runs from -1 to 1: a true minus, classes on both sides of 0, and no lost sign where it rounds to 0."""
    figures = cells(*((value, "", "") for value in (-0.9, -0.31, -0.004, 0.2, 0.75)))
    dutch, english = (figure_layer(METRICS["ei_index"], figures, w, about=WHOLE) for w in (NL, EN))
    assert dutch.figures == ("−0,90", "−0,31", "0,00", "0,20", "0,75")
    assert english.figures == ("−0.90", "−0.31", "0.00", "0.20", "0.75")
    # Steps of 0.50, from high to low; each value stands in the class that its printed number says.
    assert [mark.label for mark in english.marks] == [
        "0.50 or more",
        "0.00 to under 0.50",
        "−0.50 to under 0.00",
        "under −0.50",
    ]
    assert english.marked == (3, 2, 1, 1, 0)


def test_in_a_register_volunteers_are_a_share_of_all_inhabitants() -> None:
    """What the figure is there is another sentence; in other data it is the usual one."""
    metric = METRICS["volunteer_share"]
    assert metric.per_population
    told = {
        about.design: figure_layer(metric, SPREAD, NL, about=about).explanation for about in (WHOLE, SURVEY, REGISTER)
    }
    assert told["register"] == "Het aantal geregistreerde vrijwilligers als deel van alle inwoners."
    assert told["whole_network"] == told["survey"] == "Het deel van de bewoners dat vrijwilliger is."
    other = figure_layer(METRICS["respite_reach"], SPREAD, NL, about=REGISTER)
    assert other.explanation == METRICS["respite_reach"].explanation.nl


# --- attention


def test_attention_counts_every_state_and_always_names_the_three_signals() -> None:
    layer = attention_layer(["hidden", "none", "none", "missing"], NL)
    assert [(mark.label, mark.count) for mark in layer.marks] == [
        ("Vraagt aandacht", "0 buurten"),
        ("Blijf volgen", "0 buurten"),
        ("Geen signaal", "2 buurten"),
        ("Niet getoond (privacy)", "1 buurt"),
        ("Geen gegevens", "1 buurt"),
    ]
    assert layer.marked == (3, 2, 2, 4)
    assert "de rest van de stad" in layer.marks[0].note
    assert set(ATTENTION) < set(STATES)  # every state that thin_networks can give has a fill and words


def test_the_level_shown_is_named() -> None:
    layer = attention_layer(["none"], Wording("nl", AREAS["stadsdeel"]))
    assert layer.marks[2].count == "1 stadsdeel"
    assert "hooguit 1 op de 20 stadsdelen met" in layer.footnote


@pytest.mark.parametrize(
    ("rate", "nl", "en"),
    [(0.05, "1 op de 20", "1 in 20"), (0.1, "1 op de 10", "1 in 10"), (0.2, "1 op de 5", "1 in 5")],
)
def test_the_footnote_says_how_many_are_marked_wrongly(rate: float, nl: str, en: str) -> None:
    """WORDS.md section 3: one line under the legend; shares by its section 5."""
    dutch, english = (attention_layer(["none"], wording, rate).footnote for wording in (NL, EN))
    assert dutch == f"Gemiddeld krijgt hooguit {nl} buurten met ‘Vraagt aandacht’ dat label ten onrechte."
    assert english == f"On average at most {en} neighbourhoods marked ‘Needs attention’ have that label wrongly."
    if rate == 0.05:
        assert attention_layer(["none"], NL).footnote == dutch  # by default


def test_the_attention_layer_is_of_no_subject_and_has_no_figures() -> None:
    layer = attention_layer(["watch", "attention"], EN)
    assert (layer.id, layer.subject, layer.figures) == ("attention", "", ("", ""))
    assert [mark.fill for mark in layer.marks] == ["attention", "watch", "none"]
    assert all(mark.listed and mark.says == mark.label for mark in layer.marks)
