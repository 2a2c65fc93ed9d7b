"""What every map says of itself: its question, its borders, its date and its source."""

from __future__ import annotations

import datetime as dt

import pytest

from netgraph.schema.about import About
from netgraph.symbology.sources import borders, question, source_line
from netgraph.words.areas import AREAS
from netgraph.words.wording import Wording

NL, EN = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))
DAY = dt.date(2026, 3, 1)


def test_the_question_names_the_place_where_it_is_known() -> None:
    assert question(About(), EN) == "Where are the networks thin?"
    assert question(About(place="Almere"), NL) == "Waar zijn de netwerken dun in Almere?"
    assert question(About(place="{place}"), NL) == "Waar zijn de netwerken dun in {place}?"


def test_borders_have_both_their_maker_and_their_year() -> None:
    assert borders(About(boundary_source="CBS", boundary_year=2025), NL) == "Grenzen: CBS, 2025."
    assert borders(About(boundary_source="CBS", boundary_year=2025), EN) == "Boundaries: CBS, 2025."
    assert (
        borders(About(boundary_source="CBS"), NL)
        == borders(About(boundary_year=2025), NL)
        == borders(About(), NL)
        == ""
    )


# By hand from the row "footer" of WORDS.md section 4, without the number of the page.
@pytest.mark.parametrize(
    ("about", "title", "nl", "en"),
    [
        (
            About(reference_date=DAY, source="VMCA"),
            "Vraag?",
            "Vraag? · peildatum 1 maart 2026 · bron: VMCA · signalen, geen oordeel",
            "Vraag? · reference date 1 March 2026 · source: VMCA · signals, not judgements",
        ),
        (
            About(reference_date=DAY, source="VMCA"),
            "",
            "Peildatum 1 maart 2026 · bron: VMCA · signalen, geen oordeel",
            "Reference date 1 March 2026 · source: VMCA · signals, not judgements",
        ),
        (
            About(),
            "",
            "Peildatum niet opgegeven · bron niet opgegeven · signalen, geen oordeel",
            "Reference date not given · source not given · signals, not judgements",
        ),
        (
            About(source="a · {b}"),
            "{page}",
            "{page} · peildatum niet opgegeven · bron: a · {b} · signalen, geen oordeel",
            "{page} · reference date not given · source: a · {b} · signals, not judgements",
        ),
    ],
    ids=["all known", "no title", "nothing known", "words with braces and dots"],
)
def test_the_line_below_a_map(about: About, title: str, nl: str, en: str) -> None:
    assert (source_line(about, NL, title), source_line(about, EN, title)) == (nl, en)
