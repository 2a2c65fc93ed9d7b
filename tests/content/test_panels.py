"""The panel of a district: what its state means, its signals, and what it rests on. By hand from WORDS.md."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import netgraph as ng
from netgraph.content.panels import coverage_told, district_panels
from netgraph.mapping import district_map
from netgraph.schema.about import About
from netgraph.signals import Explanation, SignalReason
from netgraph.symbology import STATES
from netgraph.words.areas import AREAS
from netgraph.words.wording import Wording
from tests.mapping.conftest import grouped

if TYPE_CHECKING:
    from netgraph.content.parts import DistrictPanel

NL, EN = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))
WHOLE, SURVEY, REGISTER = (About(design=design) for design in ("whole_network", "survey", "register"))
REASON = SignalReason(
    metric="carers_alone",
    theme="care",
    reason="In Haven heeft 1 op de 5 mantelzorgers (20%) …",
    here="Hier heeft 1 op de 5 mantelzorgers (20%) …",
    certainty="vrijwel zeker",
    how_sure="Stel dat het hier niet duidelijk anders is …",
)
FOUND = Explanation("attention", "Het netwerk is hier …", "one_strong_signal", (REASON,))


LESS_THAN_HALF = (
    "Let op: van minder dan de helft van de bewoners zijn gegevens bekend. De cijfers kunnen een scheef beeld geven."
)
NOT_GIVEN = "Het aantal inwoners is niet opgegeven."
USUAL_IN_A_SURVEY = "Bij een enquête is dat gewoon. Belangrijker is of verschillende groepen meededen."


def coverage(part: float, people: float, *, population_known: bool = True) -> pd.DataFrame:
    """Make the gated coverage of one district."""
    return pd.DataFrame({"value": [part], "people": [people], "population_known": [population_known]})


def panel(
    found: Explanation = FOUND,
    state: str = "attention",
    cells: pd.DataFrame | None = None,
    about: About = WHOLE,
    wording: Wording = NL,
) -> DistrictPanel:
    cells = coverage(1.0, 100) if cells is None else cells
    (told,) = district_panels([found], [state], cells, about, wording)
    return told


# --- what was found


def test_a_signal_in_its_words_under_the_name_of_the_district() -> None:
    """Carers and volunteers are one theme; the reason is the one that says "hier"."""
    told = panel()
    assert told.lead == "Het netwerk is hier …"
    (signal,) = told.signals
    assert (signal.figure, signal.subject) == ("carers_alone", "Mantelzorg en vrijwilligers")
    assert signal.label == ng.METRICS["carers_alone"].label.nl
    assert (signal.text, signal.how_sure) == (REASON.here, REASON.how_sure)
    assert panel(wording=EN).signals[0].subject == "Carers and volunteers"


@pytest.mark.parametrize(
    ("state", "nl", "en"),
    [
        (
            "none",
            "Hier is geen signaal. Dat betekent niet dat hier niets nodig is.",
            "There is no signal here. That does not mean that nothing is needed here.",
        ),
        (
            "too_little_data",
            "Er zijn te weinig gegevens om iets te zeggen. Dat is geen goed of slecht nieuws.",
            "There are too few data to say anything. That is neither good nor bad news.",
        ),
        (
            "hidden",
            "De cijfers worden niet getoond, zodat niemand herkenbaar is. Ook dit is geen goed of slecht nieuws.",
            "The figures are not shown, so that no one can be recognised. This too is neither good nor bad news.",
        ),
        ("not_observable", "Deze gegevens kunnen hier geen antwoord op geven.", "These data cannot answer this."),
        ("missing", "Geen gegevens.", "No data."),
    ],
)
def test_a_district_without_a_signal_says_what_its_state_means(state: str, nl: str, en: str) -> None:
    """And shows no signal, even if something was found of it."""
    for wording, sentence in ((NL, nl), (EN, en)):
        told = panel(state=state, wording=wording)
        assert (told.lead, told.signals) == (sentence, ())


def test_every_state_has_a_sentence() -> None:
    for state in STATES:
        lead = panel(state=state).lead
        assert lead
        assert lead[-1] in ".…"
        assert "{" not in lead


# --- what it rests on


@pytest.mark.parametrize(
    ("cells", "about", "expected"),
    [
        # 123 people, to the nearest five; they are 80 % of all inhabitants: "ongeveer 80%", a per cent itself.
        (
            coverage(0.8, 123),
            WHOLE,
            (
                "Gebaseerd op ongeveer 125 mensen.",
                "Van ongeveer 80% van de inwoners zijn de eigen steunrelaties bekend.",
            ),
        ),
        (
            coverage(0.75, 1_236),
            About(design="whole_network", population_is="adults"),
            (
                "Gebaseerd op ongeveer 1.235 mensen.",
                "Van driekwart van de volwassen inwoners (75%) zijn de eigen steunrelaties bekend.",
            ),
        ),
        (
            coverage(0.2, 40),
            WHOLE,
            (
                "Gebaseerd op ongeveer 40 mensen.",
                "Van 1 op de 5 inwoners (20%) zijn de eigen steunrelaties bekend.",
                LESS_THAN_HALF,
            ),
        ),
        (
            coverage(0.9, 12, population_known=False),
            REGISTER,
            (
                "Gebaseerd op ongeveer 10 mensen.",
                f"Van 90% van de mensen in de gegevens zijn de eigen steunrelaties bekend. {NOT_GIVEN}",
            ),
        ),
        (
            coverage(1.2, 60),
            WHOLE,
            (
                "Gebaseerd op ongeveer 60 mensen.",
                "Meer dan 100%: het opgegeven aantal inwoners is waarschijnlijk te laag.",
            ),
        ),
    ],
    ids=["with population", "adults", "below half", "without population", "above hundred"],
)
def test_people_and_coverage(cells: pd.DataFrame, about: About, expected: tuple[str, ...]) -> None:
    """The table of coverage of WORDS.md section 3; shares by its section 5."""
    assert panel(cells=cells, about=about).basis == expected


@pytest.mark.parametrize(
    ("people", "band"),
    [
        (30, "30 tot 49"),
        (49, "30 tot 49"),
        (50, "50 tot 99"),
        (99, "50 tot 99"),
        (100, "100 of meer"),
        (4_321, "100 of meer"),
    ],
)
def test_a_survey_says_a_band_instead_of_a_number(people: int, band: str) -> None:
    told = panel(cells=coverage(0.04, people), about=SURVEY).basis
    assert told == (
        f"Gebaseerd op {band} bewoners die meededen.",
        f"4% van de inwoners deed mee. {USUAL_IN_A_SURVEY}",
    )


def test_a_survey_of_fewer_than_thirty_has_no_words_for_their_number() -> None:
    """Inside the building such a district is shown; then only which part of its people took part."""
    told = panel(cells=coverage(0.04, 12), about=SURVEY).basis
    assert [sentence[:14] for sentence in told] == ["4% van de inwo"]


@pytest.mark.parametrize("people", [math.nan, 0])
def test_nothing_is_said_of_what_is_hidden_or_not_there(people: float) -> None:
    hidden = coverage(math.nan, people)
    assert panel(cells=hidden).basis == ()
    assert coverage_told(hidden, NL) == [""]


def test_a_district_without_a_row_of_coverage_has_no_basis() -> None:
    absent = pd.DataFrame({"value": [math.nan], "people": [math.nan], "population_known": [math.nan]})
    assert panel(cells=absent).basis == ()


def test_coverage_in_the_list_is_a_whole_per_cent() -> None:
    cells = pd.concat([coverage(0.125, 40), coverage(math.nan, math.nan), coverage(1.2, 40)])
    assert coverage_told(cells, EN) == ["13%", "", "120%"]


# --- on a map


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_signal_is_called_as_its_figure_is_elsewhere_on_the_page(language: Any) -> None:
    """The panel has both, one below the other: of the north, the south and the west in this order."""
    content: Any = district_map(grouped(), language, bridge_by="cohort").content  # type: ignore[attr-defined]
    named = {layer.id: layer.name for layer in content.layers}
    subjects = {row.position: row.subject for row in content.districts}
    signals = [(place, signal) for place, panel in enumerate(content.panels) for signal in panel.signals]
    assert [signal.figure for _, signal in signals] == ["dyadic_reciprocity", "isolated", "bridging_share"]
    for place, signal in signals:
        assert signal.label == named[signal.figure]
        assert signal.subject in subjects[place].split(" · ")
        assert content.key_figures & {signal.figure, f"{signal.figure}_everyday"}
