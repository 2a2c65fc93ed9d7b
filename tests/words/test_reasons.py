"""Reasons put together from their words, against the examples of WORDS.md section 2."""

from __future__ import annotations

import re

import pytest

from netgraph.errors import UnknownNameError
from netgraph.words.areas import area_words
from netgraph.words.certainty import certainty_of
from netgraph.words.reasons import (
    BRIDGE_LABELS,
    REASONS,
    bridge_words,
    comparison,
    noun_of,
    reason_words,
    under_its_name,
)
from netgraph.words.shares import compared_shares
from netgraph.words.text import LANGUAGES, Language, Text


def reason(metric: str, language: Language, *, here: float, rest: float, p: float, survey: bool) -> str:
    """Put a reason together as the signals do."""
    shares = compared_shares(here, rest, noun_of(metric).in_(language), language, survey=survey)
    assert shares
    words = reason_words(metric)
    filling = {
        "name": "Almere Haven",
        "share": shares[0],
        "rest_share": shares[1],
        "rest": area_words("wijk").rest.in_(language),
        "certainty": certainty_of(p).words.in_(language),
        "more_or_less": words.more_or_less.in_(language),
        "bridge_label": "…",
    }
    sentences = (words.sentence, comparison(survey=survey, rest_shown=True))
    return " ".join(sentence.format(language, **filling) for sentence in sentences)


def test_the_worked_examples():
    """Both examples of WORDS.md section 2, letter for letter."""
    assert reason("thin_support", "nl", here=0.2, rest=0.11, p=0.004, survey=True) == (
        "In Almere Haven heeft 1 op de 5 bewoners (naar schatting 20%) geen of één steunfiguur. "
        "Dat is vrijwel zeker meer dan in de rest van de stad: daar is het 1 op de 9 (11%)."
    )
    assert reason("thin_support", "en", here=0.2, rest=0.11, p=0.004, survey=True) == (
        "In Almere Haven, 1 in 5 residents (an estimated 20%) have no supporter or just one. "
        "That is almost certainly more than in the rest of the city, where it is 1 in 9 (11%)."
    )


def test_a_counted_reason():
    """The comparison for whole networks in WORDS.md section 2, filled in by hand."""
    assert reason("respite_reach", "nl", here=0.05, rest=0.46, p=0.03, survey=False) == (
        "In Almere Haven krijgt 1 op de 20 mantelzorgers (5%) respijtzorg. In de rest van de stad is dat "
        "bijna de helft (46%). Het verschil is zeer waarschijnlijk groter dan een gewone schommeling."
    )


@pytest.mark.parametrize("metric", REASONS)
def test_the_verb_agrees(metric):
    """Dutch verbs are singular after a share, English verbs plural (WORDS.md section 5)."""
    sentence = reason_words(metric).sentence
    assert re.match(r"In \{name\} (heeft|gaat|hoort|krijgt) ", sentence.nl)
    assert not re.search(r"\{share\} (has|gets|belongs|is)\b", sentence.en)


@pytest.mark.parametrize("metric", REASONS)
def test_more_or_less_is_the_worse_direction(metric):
    """METRICS.md: low is worse for reciprocity, bridging and respite; high for the other signal figures."""
    low_is_worse = {"dyadic_reciprocity", "bridging_share", "respite_reach"}
    assert reason_words(metric).more_or_less.en == ("less" if metric in low_is_worse else "more")


@pytest.mark.parametrize("metric", REASONS)
def test_a_reason_under_its_heading_says_here(metric):
    """WORDS.md section 2: "In {name}" becomes "Hier — Here" in the panel."""
    sentence = under_its_name(reason_words(metric).sentence)
    assert sentence.nl.startswith("Hier ")
    assert sentence.en.startswith("Here, ")
    assert "{name}" not in sentence.nl + sentence.en


def test_nouns_by_design_and_population():
    """WORDS.md sections 0 and 2: registered carers; adult residents when the population is adults."""
    assert noun_of("carers_alone", register=True).nl == "geregistreerde mantelzorgers"
    assert noun_of("isolated", register=True).nl == "bewoners"
    assert noun_of("isolated", adults=True).nl == "volwassen bewoners"
    assert noun_of("volunteer_dependence", adults=True).en == "adult residents with a supporter"
    assert noun_of("dyadic_reciprocity", adults=True).nl == "contacten"


def test_a_comparison_without_a_shown_rest_has_no_figure_of_it():
    for survey in (True, False):
        hidden = comparison(survey=survey, rest_shown=False)
        shown = comparison(survey=survey, rest_shown=True)
        assert all("{rest_share}" not in hidden.in_(language) for language in LANGUAGES)
        assert all("{rest_share}" in shown.in_(language) for language in LANGUAGES)


def test_a_figure_without_signal_has_no_reason():
    with pytest.raises(UnknownNameError, match="Did you mean isolated"):
        reason_words("isolatd")


def test_what_groups_are_told_apart_by():
    """WORDS.md section 2, bridge_by: age, origin, education, household; any other noun is the caller's own."""
    assert {label: (text.nl, text.en) for label, text in BRIDGE_LABELS.items()} == {
        "age": ("leeftijd", "age"),
        "origin": ("herkomst", "origin"),
        "education": ("opleiding", "education"),
        "household": ("huishouden", "household"),
    }
    assert all(bridge_words(label) == text for label, text in BRIDGE_LABELS.items())
    assert bridge_words("age_group") == Text(nl="age_group", en="age_group")
