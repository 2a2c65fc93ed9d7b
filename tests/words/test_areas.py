"""Area words by level, and texts that follow the level shown."""

from __future__ import annotations

import re

import pytest

from netgraph.words.areas import AREAS, LEVELS, TOTALS, area_level, area_words, at_level
from netgraph.words.text import Text


# The table of WORDS.md section 0.
@pytest.mark.parametrize(
    ("level", "nl", "en"),
    [
        ("buurt", "buurt / buurten / deze buurt / in deze buurt", "neighbourhood / neighbourhoods"),
        ("wijk", "wijk / wijken / deze wijk / in deze wijk", "district / districts"),
        ("stadsdeel", "stadsdeel / stadsdelen / dit stadsdeel / in dit stadsdeel", "borough / boroughs"),
        (
            "gemeente",
            "gemeente / gemeenten / deze gemeente / in deze gemeente",
            "municipality / municipalities",
        ),
        ("unknown", "gebied / gebieden / dit gebied / in dit gebied", "area / areas"),
    ],
)
def test_the_table_of_levels(level, nl, en):
    words = area_words(level)
    assert " / ".join(text.nl for text in (words.one, words.more, words.this, words.in_this)) == nl
    assert " / ".join(text.en for text in (words.one, words.more)) == en


def test_the_rest():
    """The last row of the table of WORDS.md section 0."""
    rests = [area_words("buurt", total).rest for total in ("city", "municipality", "area")]
    assert [rest.nl for rest in rests] == [
        "de rest van de stad",
        "de rest van de gemeente",
        "de rest van het gebied",
    ]
    assert [rest.en for rest in rests] == [
        "the rest of the city",
        "the rest of the municipality",
        "the rest of the area",
    ]


# WORDS.md section 0: BU is buurt, WK wijk, GM gemeente; otherwise the recipe says, else "gebied".
@pytest.mark.parametrize(
    ("codes", "level"),
    [
        (["BU00340101", "BU00340202"], "buurt"),
        (["WK003401"], "wijk"),
        (["GM0034", "GM0363"], "gemeente"),
        (["WK003401", "BU00340101"], "unknown"),
        (["BU00340101", "elsewhere"], "unknown"),
        (["BUITENWIJK"], "unknown"),
        (["BU12 oost"], "unknown"),
        (["bu00340101"], "unknown"),
        ([], "unknown"),
    ],
)
def test_levels_by_code(codes, level):
    assert area_level(codes) == level
    assert area_level(iter(codes)) == level


# Dutch articles, pronouns and adjectives that do not agree, and an English article that does not.
DISAGREEING = re.compile(
    r"\b(de|deze|die) (hele |eigen )?(gebied|stadsdeel)\b"
    r"|\b(het|dit|dat) (hele |eigen )?(buurt|wijk|gemeente|stad)\b"
    r"|\bgeen (enkele (gebied|stadsdeel)|enkel (buurt|wijk|gemeente))\b",
    re.IGNORECASE,
)
WRONG_ARTICLE = re.compile(r"\ban [^aeiou]|\ba [aeiou]", re.IGNORECASE)


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("larger", LEVELS)
@pytest.mark.parametrize("level", LEVELS)
def test_every_text_follows_every_level(texts, level, larger, total):
    for name, text in texts.items():
        if name.startswith("areas."):
            continue
        shown = at_level(text, area_words(level, total), area_words(larger))
        assert not DISAGREEING.search(shown.nl), shown.nl
        assert not WRONG_ARTICLE.search(shown.en), shown.en
        assert re.findall(r"\{\w+\}", shown.nl) == re.findall(r"\{\w+\}", text.nl)
        assert re.findall(r"\{\w+\}", shown.en) == re.findall(r"\{\w+\}", text.en)
        assert (shown.nl[0].isupper(), shown.en[0].isupper()) == (text.nl[0].isupper(), text.en[0].isupper())
        if "buurt" not in (level, larger):
            assert "buurt" not in shown.nl.lower(), shown.nl
        if "buurt" in text.nl.lower() and "unknown" not in (level, larger) and total != "area":
            assert not re.search(r"\bareas?\b", shown.en), shown.en


def test_a_larger_level_is_named_where_its_figure_is_shown():
    """WORDS.md section 3 has the sentence for a buurt in its wijk; here a wijk in its stadsdeel, by hand."""
    text = Text(
        nl="Cijfer van de hele wijk {parent}. Het cijfer van deze buurt wordt niet getoond.",
        en="Figure for the whole of {parent}. The figure for this neighbourhood is not shown.",
    )
    assert at_level(text, AREAS["buurt"]) == text
    assert at_level(text, AREAS["wijk"], AREAS["stadsdeel"]) == Text(
        nl="Cijfer van het hele stadsdeel {parent}. Het cijfer van deze wijk wordt niet getoond.",
        en="Figure for the whole of {parent}. The figure for this district is not shown.",
    )


def test_what_is_no_level_stays():
    text = Text(nl="Kies een groter gebied, zoals de wijk.", en="Choose a larger area, such as the district.")
    assert at_level(text, AREAS["buurt"]) == text
    assert at_level(text, AREAS["wijk"], AREAS["gemeente"]).en == "Choose a larger area, such as the municipality."


def test_a_placeholder_is_no_word():
    """The placeholder {area} is filled in later; the word beside it follows the level."""
    text = Text(nl="{area}: een andere buurt", en="{area}: another area")
    assert at_level(text, AREAS["wijk"]) == Text(nl="{area}: een andere wijk", en="{area}: another district")
