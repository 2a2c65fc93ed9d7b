"""How a page speaks: in a language, about areas of a level, and about the rest of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.words import page
from netgraph.words.areas import AREAS, LEVELS, area_words
from netgraph.words.states import HIDDEN
from netgraph.words.text import LANGUAGES, Text
from netgraph.words.wording import Wording

NAMES = st.text(max_size=12)


@pytest.mark.parametrize(
    ("level", "language", "expected"),
    [
        ("buurt", "nl", "3 buurten"),
        ("wijk", "nl", "3 wijken"),
        ("stadsdeel", "nl", "3 stadsdelen"),
        ("gemeente", "en", "3 municipalities"),
        ("unknown", "en", "3 areas"),
    ],
)
def test_a_text_follows_the_level_and_is_filled_in(level, language, expected):
    assert Wording(language, AREAS[level]).of(page.LEGEND_COUNT, n=3) == expected


def test_a_template_keeps_its_placeholders():
    assert Wording("nl", AREAS["wijk"]).template(page.LEGEND_COUNT) == "{n} wijken"
    assert Wording("en", AREAS["buurt"]).template(HIDDEN["parent_shown"]) == (
        "Figure for the whole of {parent}. The figure for this neighbourhood is not shown."
    )


@pytest.mark.parametrize("level", LEVELS)
def test_the_rest_is_that_of_the_areas(level):
    for language in LANGUAGES:
        assert Wording(language, AREAS[level]).rest == AREAS[level].rest.in_(language)
    assert Wording("nl", area_words("buurt", "municipality")).rest == "de rest van de gemeente"


@given(NAMES, NAMES, st.sampled_from(LEVELS), st.sampled_from(LANGUAGES))
def test_a_name_stays_as_it_is_whatever_it_says(name, other, level, language):
    """Names of places may be called "buurt", or hold braces: only the text itself follows the level."""
    text = Text(nl="{name} – {other}", en="{name} – {other}")
    assert Wording(language, AREAS[level]).of(text, name=name, other=other) == f"{name} – {other}"
    assert Wording("nl", AREAS["wijk"]).of(page.KEYBOARD_OPENED, name="De buurt") == "Uitleg bij De buurt geopend."


def test_a_value_that_is_not_given_is_no_silence():
    with pytest.raises(KeyError, match="n"):
        Wording("nl", AREAS["buurt"]).of(page.LEGEND_COUNT)
