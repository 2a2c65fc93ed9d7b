"""What stands where a figure does not: why it cannot be seen, and the figure of a larger area."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.metrics import METRICS
from netgraph.schema.about import About
from netgraph.symbology.layers import figure_layer
from netgraph.words.areas import AREAS
from netgraph.words.wording import Wording

if TYPE_CHECKING:
    from netgraph.symbology import Layer, Mark

NOTHING = math.nan
NL, EN = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))
WHOLE = About(design="whole_network")
NOT_OBSERVABLE = (NOTHING, "not_observable", "")
HIDDEN = (NOTHING, "", "few_people")


def cells(*rows: tuple[float, str, str] | tuple[float, str, str, str, float]) -> pd.DataFrame:
    """Make gated figures; those with a larger area name it, and its figure."""
    whole = [row if len(row) == 5 else (*row, "", NOTHING) for row in rows]
    return pd.DataFrame(whole, columns=["value", "reason", "hidden", "larger", "larger_value"])


def marks(layer: Layer) -> list[Mark]:
    """Return the mark of every district."""
    return [layer.marks[position] for position in layer.marked]


# --- why it cannot be seen


@pytest.mark.parametrize(
    ("about", "metric", "nl", "en"),
    [
        (
            About(design="register"),
            "isolated",
            "Een registratie kan niet laten zien wie geen steun heeft.",
            "A register cannot show who has no support.",
        ),
        (
            About(design="survey"),
            "fragmentation",
            "Hiervoor moet het hele netwerk bekend zijn.",
            "For this, the whole network must be known.",
        ),
        (
            About(design="survey"),
            "clustering",
            "Hiervoor moet bekend zijn of contacten elkaar ook steunen.",
            "For this, it must be known whether contacts also support each other.",
        ),
        (
            About(design="survey", asked=("receives",)),
            "isolated",
            "In de enquête is alleen gevraagd van wie mensen steun krijgen.",
            "The survey only asked from whom people get support.",
        ),
        (
            About(design="survey", asked=("gives", "alter_ties")),
            "unsupported",
            "In de enquête is alleen gevraagd aan wie mensen steun geven.",
            "The survey only asked to whom people give support.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join([value.design, *(value.asked or ())]),
)
def test_what_cannot_be_seen_says_why(about: About, metric: str, nl: str, en: str) -> None:
    """The table "not observable because" of WORDS.md section 3."""
    for wording, sentence, label in (
        (NL, nl, "Niet te zien met deze gegevens"),
        (EN, en, "Cannot be seen with these data"),
    ):
        layer = figure_layer(METRICS[metric], cells(NOT_OBSERVABLE), wording, about=about)
        (mark,) = marks(layer)
        assert (mark.fill, mark.label, mark.note, mark.says) == ("not_observable", label, sentence, sentence)
        assert layer.figures == ("",)


def test_a_share_of_inhabitants_whose_number_is_not_known_is_not_undefined() -> None:
    """In a register of a district without a known population there are volunteers, and what lacks is that number.

    So it cannot say that there is nobody here whom the figure is about; WORDS.md: "Deze gegevens kunnen hier geen
    antwoord op geven."
    """
    layer = figure_layer(METRICS["volunteer_share"], cells(NOT_OBSERVABLE), NL, about=About(design="register"))
    (mark,) = marks(layer)
    assert mark.fill == "not_observable"
    assert "geen mensen of contacten" not in mark.says


def test_undefined_hidden_and_missing_say_the_same_in_every_design() -> None:
    rows = cells((NOTHING, "undefined", ""), HIDDEN, (NOTHING, "no_people", ""))
    for about in (WHOLE, About(design="survey"), About(design="register")):
        layer = figure_layer(METRICS["care_hours"], rows, NL, about=about)
        assert [(mark.label, mark.says) for mark in marks(layer)] == [
            ("Niet te bepalen", "Niet te bepalen: er zijn hier geen mensen of contacten waar dit cijfer over gaat."),
            ("Niet getoond (privacy)", "Niet getoond, zodat niemand herkenbaar is."),
            ("Geen gegevens", "Geen gegevens"),
        ]


# --- the larger area


def test_a_larger_area_stands_in_with_the_colour_of_its_class() -> None:
    """Shown 2, 12 and 22 %; two hidden ones show their wijken, 7 and 17 %, which lie in two other classes.

    By hand: the values 2, 7, 12, 17, 22 have breaks 5, 10, 15, 20, so 7 is class 1 and 17 class 3.
    """
    rows = cells(
        *((share, "", "") for share in (0.02, 0.12, 0.22)),
        (*HIDDEN, "Haven", 0.07),
        (*HIDDEN, "Stad", 0.17),
        HIDDEN,
    )
    layer = figure_layer(METRICS["isolated"], rows, NL, about=WHOLE)
    found = marks(layer)
    assert [mark.fill for mark in found] == ["class_0", "class_2", "class_4", "larger_1", "larger_3", "hidden"]
    assert layer.figures == ("2%", "12%", "22%", "", "", "")
    hatched = [mark for mark in layer.marks if mark.fill.startswith("larger_")]
    assert [(mark.label, mark.count, mark.listed) for mark in hatched] == [
        ("Gearceerd: cijfer van de hele wijk", "2 buurten", True),
        ("Gearceerd: cijfer van de hele wijk", "2 buurten", False),
    ]
    assert all(mark.says == mark.note == "" for mark in hatched)  # each district says its own figure
    assert [mark.count for mark in layer.marks if mark.fill == "hidden"] == ["1 buurt"]
    assert [mark.count for mark in layer.marks if mark.fill == "class_1"] == ["0 buurten"]
    assert "Haven" not in repr(layer)


def test_without_a_larger_area_nothing_is_hatched() -> None:
    for rows in (cells(HIDDEN, (0.1, "", "")), cells(HIDDEN, (0.1, "", "")).drop(columns=["larger", "larger_value"])):
        layer = figure_layer(METRICS["isolated"], rows, EN, about=WHOLE)
        assert not any(mark.fill.startswith("larger_") for mark in layer.marks)


def test_figures_of_larger_areas_alone_make_classes_too() -> None:
    rows = cells((*HIDDEN, "Haven", 0.07), (*HIDDEN, "Haven", 0.07), (*HIDDEN, "Stad", 0.37))
    layer = figure_layer(METRICS["dyadic_reciprocity"], rows, EN, about=WHOLE)
    # Breaks 10, 20 and 30 of 7 and 37 (range 30, rounded up to 50; 12.5 becomes 10); lower is darker here.
    assert [mark.fill for mark in marks(layer)] == ["larger_4", "larger_4", "larger_0"]
    assert [mark.label for mark in layer.marks if mark.fill.startswith("class_")] == [
        "under 10%",
        "10% to under 20%",
        "20% to under 30%",
        "30% or more",
    ]


SHARES = st.floats(0, 1)
ROWS = st.one_of(
    SHARES.map(lambda share: (share, "", "")),
    SHARES.map(lambda share: (*HIDDEN, "Haven", share)),
    st.sampled_from(["undefined", "not_observable", "no_people"]).map(lambda reason: (NOTHING, reason, "")),
    st.just(HIDDEN),
)


@given(st.lists(ROWS, min_size=1, max_size=40), st.sampled_from([NL, EN]), st.sampled_from(["isolated", "contacts"]))
def test_every_district_has_one_mark_and_those_of_the_legend_count_each_once(
    rows: list[tuple[float, str, str]], wording: Wording, metric: str
) -> None:
    layer = figure_layer(METRICS[metric], cells(*rows), wording, about=WHOLE)
    assert len(layer.marked) == len(layer.figures) == len(rows)
    assert sum(int(mark.count.split()[0]) for mark in layer.marks if mark.listed) == len(rows)
    assert len({mark.fill for mark in layer.marks}) == len(layer.marks)
    for row, mark, figure in zip(rows, marks(layer), layer.figures, strict=True):
        assert bool(figure) == (not math.isnan(row[0]))
        assert mark.fill.startswith("class_" if figure else "larger_" if len(row) == 5 else mark.fill)
        assert bool(mark.says) == (not mark.fill.startswith(("class_", "larger_")))


@given(st.lists(SHARES, min_size=1, max_size=30), SHARES)
def test_the_same_figure_has_the_same_class_whether_its_own_or_of_the_larger_area(
    shares: list[float], larger: float
) -> None:
    rows = cells(*((share, "", "") for share in shares), (larger, "", ""), (*HIDDEN, "Haven", larger))
    *_, own, instead = marks(figure_layer(METRICS["isolated"], rows, NL, about=WHOLE))
    assert own.fill.removeprefix("class_") == instead.fill.removeprefix("larger_")
