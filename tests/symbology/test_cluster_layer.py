"""The layer of local clusters: every pattern has its mark, and the side that calls for attention is the dark one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from netgraph.metrics import METRICS
from netgraph.spatial.clusters import PATTERNS
from netgraph.symbology import cluster_layer
from netgraph.symbology.palette import FILLS
from netgraph.words.areas import AREAS
from netgraph.words.patterns import CLUSTER_STATES, MAP_SUBJECTS
from netgraph.words.wording import Wording
from tests.symbology.test_palette import DEFICIENCIES, contrast, difference, luminance

if TYPE_CHECKING:
    from netgraph.symbology import Layer

DUTCH, ENGLISH = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))
WORSE = {"high": "isolated", "low": "dyadic_reciprocity", "neither": "clustering"}
DRAWN = ("together_dark", "apart_dark", "apart_light", "together_light", "no_pattern")


def layer_of(*found: str, metric: str = "isolated", wording: Wording = ENGLISH) -> Layer:
    return cluster_layer(METRICS[metric], found, wording, 0.05)


def test_every_pattern_has_words_and_the_names_of_both_rooms_are_the_same() -> None:
    assert set(CLUSTER_STATES) == set(PATTERNS)
    assert {METRICS[name].worse for name in WORSE.values()} == set(WORSE)


@pytest.mark.parametrize("metric", WORSE.values())
def test_an_area_has_the_mark_of_its_pattern(metric: str) -> None:
    layer = layer_of(*PATTERNS, metric=metric)
    marks = [layer.marks[place] for place in layer.marked]
    assert [mark.label for mark in marks] == [CLUSTER_STATES[name].label.en for name in PATTERNS]
    assert [mark.says for mark in marks] == [mark.label for mark in marks]
    assert {mark.count for mark in marks} == {"1 neighbourhood"}
    assert len({mark.fill for mark in marks}) == len(PATTERNS)


@pytest.mark.parametrize(("worse", "metric"), WORSE.items())
def test_the_side_that_calls_for_attention_is_darker(worse: str, metric: str) -> None:
    """Of a figure of which low calls for attention, low areas among low ones are the darkest."""
    layer = layer_of(*PATTERNS, metric=metric)
    fills = dict(zip(PATTERNS, (layer.marks[place].fill for place in layer.marked), strict=True))
    high, low = ("low", "high") if worse == "low" else ("high", "low")
    order = [f"{high}_{high}", f"{high}_{low}", f"{low}_{high}", f"{low}_{low}", "none"]
    assert [fills[name] for name in order] == list(DRAWN)
    darkness = [luminance(FILLS[name].ground) for name in DRAWN]
    assert darkness == sorted(darkness)


def test_what_does_not_occur_is_not_in_the_legend_but_for_the_patterns_themselves() -> None:
    labels = [mark.label for mark in layer_of("none", "none").marks]
    assert labels == [
        CLUSTER_STATES[name].label.en for name in ("high_high", "high_low", "low_high", "low_low", "none")
    ]
    assert [mark.count for mark in layer_of("none", "none").marks][-1] == "2 neighbourhoods"


def test_texts_around_the_legend() -> None:
    layer = layer_of("none", wording=DUTCH)
    assert layer.id == "clusters_isolated"
    assert layer.subject in MAP_SUBJECTS
    assert layer.name == "Zonder steunrelaties"
    assert layer.heading == "Zonder steunrelaties: lijken buurten op hun omgeving?"
    assert layer.direction == "Hoger vraagt eerder aandacht."
    assert layer.footnote == "Gemiddeld heeft hooguit 1 op de 20 buurten met een patroon dat door toeval."
    assert layer.figures == ("",)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_patterns_differ_by_mark_or_clearly_by_ground(deficiency: str) -> None:
    """As states do (test_palette): who sees no colours, or prints without, still tells them apart."""
    fills = (*DRAWN, "missing", "undefined")
    for one, other in combinations(fills, 2):
        same_mark = FILLS[one].shape == FILLS[other].shape
        apart = difference(FILLS[one].ground, FILLS[other].ground, deficiency) > 20
        assert not same_mark or apart, (one, other)


def test_marks_are_seen_on_their_ground() -> None:
    """WCAG 2.2, 1.4.11: at least 3 to 1."""
    marked = [name for name in DRAWN if FILLS[name].mark]
    assert len(marked) == 3
    assert all(contrast(FILLS[name].mark, FILLS[name].ground) >= 3 for name in marked)
