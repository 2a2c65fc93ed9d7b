"""Who is in the data: drawn like a figure, in grey, and said without a judgement."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from netgraph.schema.about import About
from netgraph.symbology.coverage import COVERAGE_FIGURE
from netgraph.symbology.layers import figure_layer
from netgraph.symbology.palette import COVERAGE_FILLS
from netgraph.words.areas import AREAS
from netgraph.words.states import SUBJECTS
from netgraph.words.wording import Wording

NL, EN = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))


def cells(*parts: float, reason: str = "", hidden: str = "") -> pd.DataFrame:
    return pd.DataFrame({"value": parts, "reason": reason, "hidden": hidden})


def test_its_classes_are_grey_and_from_light_to_dark() -> None:
    """By hand: 4, 9, 11, 12, 16 and 21 % have breaks 5, 10, 15 and 20; more people in the data is darker."""
    layer = figure_layer(COVERAGE_FIGURE, cells(0.04, 0.09, 0.11, 0.12, 0.16, 0.21), NL, about=About())
    assert [layer.marks[position].fill for position in layer.marked] == [
        COVERAGE_FILLS[place] for place in (0, 1, 2, 2, 3, 4)
    ]
    assert layer.marks[0].label == "20% of meer"
    assert layer.figures == ("4%", "9%", "11%", "12%", "16%", "21%")


@pytest.mark.parametrize("design", ["whole_network", "survey", "register", None])
def test_it_is_counted_in_every_design_and_neither_end_is_worse(design: str | None) -> None:
    """Words of WORDS.md section 3. Nobody estimates how many people answered: it is the same in a survey."""
    about = About.model_validate({"design": design})
    dutch, english = (figure_layer(COVERAGE_FIGURE, cells(0.5, 1.0), wording, about=about) for wording in (NL, EN))
    assert dutch.name == dutch.label == "Deel van de bewoners in de gegevens"
    assert english.name == english.label == "Share of residents in the data"
    assert dutch.heading == "Deel van de bewoners in de gegevens (%)"
    assert dutch.explanation == "Van welk deel van de bewoners weten we iets?"
    assert dutch.direction == "Hoger of lager is niet beter of slechter."
    assert (dutch.caution, dutch.footnote) == ("", "")
    assert dutch.id == dutch.subject == "coverage"
    assert dutch.subject in SUBJECTS


def test_more_people_than_are_known_to_live_there_is_told_as_it_is() -> None:
    layer = figure_layer(COVERAGE_FIGURE, cells(0.4, 1.2), EN, about=About())
    assert layer.figures == ("40%", "120%")


def test_a_hidden_or_empty_district_tells_nothing() -> None:
    hidden = figure_layer(COVERAGE_FIGURE, cells(0.123, hidden="few_people"), NL, about=About())
    assert (hidden.figures, [mark.fill for mark in hidden.marks]) == (("",), ["hidden"])
    assert "12%" not in repr(hidden)
    empty = figure_layer(COVERAGE_FIGURE, cells(math.nan, reason="no_people"), NL, about=About())
    assert [mark.label for mark in empty.marks] == ["Geen gegevens"]
