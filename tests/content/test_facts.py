"""The head of a page: what it rests on, said only where it is known, and banners where they are due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

import netgraph as ng
from netgraph.content import facts
from netgraph.mapping import district_map
from netgraph.schema.about import About
from netgraph.words.areas import AREAS
from netgraph.words.wording import Wording
from tests.mapping.conftest import squares

if TYPE_CHECKING:
    from netgraph.content.parts import PageHead

NL, EN = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))
DAY = dt.date(2026, 1, 1)


def head(language: str = "nl", about: dict[str, Any] | None = None, **options: Any) -> PageHead:
    """Return the head of the page of the squares: 118 people, 93 ties."""
    drawn: Any = district_map(squares(**(about or {})), language, metrics=["isolated"], **options)  # type: ignore[arg-type]
    found: PageHead = drawn.content.head
    return found


# --- the data line


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        (
            NL,
            (
                "Peildatum: 1 januari 2026.",
                "Bron: Enquête. Deel 2.",
                "Gebaseerd op 1.235 mensen en 5.000 steunrelaties.",
            ),
        ),
        (
            EN,
            (
                "Reference date: 1 January 2026.",
                "Source: Enquête. Deel 2.",
                "Based on 1,235 people and 5,000 support ties.",
            ),
        ),
    ],
)
def test_three_sentences_with_counts_to_the_nearest_five(wording: Wording, expected: tuple[str, ...]) -> None:
    """WORDS.md section 4; 1,236 is 1,235 and 4,998 is 5,000. A source that has sentences of its own stays whole."""
    about = About(design="whole_network", reference_date=DAY, source="Enquête. Deel 2")
    assert facts.data_line(about, people=1_236, ties=4_998, minimum=10, wording=wording) == expected


def test_what_is_not_known_is_said_to_be_missing() -> None:
    for about, first, second in (
        (About(), "Peildatum niet opgegeven.", "Bron niet opgegeven."),
        (About(source="CBS"), "Peildatum niet opgegeven.", "Bron: CBS."),
        (About(reference_date=DAY), "Peildatum: 1 januari 2026.", "Bron niet opgegeven."),
    ):
        assert facts.data_line(about, people=100, ties=5, minimum=10, wording=NL)[:2] == (first, second)


def test_a_map_of_fewer_people_than_may_be_told_does_not_tell_how_many() -> None:
    for design, told in (
        ("whole_network", "Based on 10 people and 5 support ties."),
        ("survey", "Based on the answers of 10 residents."),
    ):
        about = About.model_validate({"design": design})
        assert facts.data_line(about, people=10, ties=5, minimum=10, wording=EN)[-1] == told
        assert facts.data_line(about, people=9, ties=5, minimum=10, wording=EN) == (
            "Reference date not given.",
            "Source not given.",
        )


def test_braces_in_a_source_are_braces() -> None:
    about = About(source="{people} {0} {ties", reference_date=DAY)
    told = facts.data_line(about, people=100, ties=5, minimum=10, wording=EN)
    assert told[1] == "Source: {people} {0} {ties."


def test_counts_are_those_of_the_network() -> None:
    """118 people of whom 113 took part; 93 ties, of which 10 had ended by the reference date."""
    assert head(about={"design": "survey"}).facts[-1] == "Gebaseerd op de antwoorden van 120 bewoners."
    assert head().facts[-1] == "Gebaseerd op 120 mensen en 95 steunrelaties."
    network = squares(design="survey", reference_date="2026-01-01")
    people, ties = network.people, network.ties
    people["respondent"] = [number >= 5 for number in range(len(people))]
    ties["until"] = ["2020-01-01" if number < 10 else None for number in range(len(ties))]
    drawn: Any = district_map(ng.from_tables(people, ties, network.districts, network.about), metrics=["isolated"])
    assert drawn.content.head.facts[-1] == "Gebaseerd op de antwoorden van 115 bewoners."
    whole = network.about.model_copy(update={"design": "whole_network"})
    drawn = district_map(ng.from_tables(people, ties, network.districts, whole), metrics=["isolated"])
    assert drawn.content.head.facts[-1] == "Gebaseerd op 120 mensen en 85 steunrelaties."  # 93 - 10 = 83


# --- banners and privacy


def test_banners_where_they_are_due() -> None:
    """WORDS.md section 4; unprotected figures come first, and stand out."""
    assert facts.notices(About(), internal=False, wording=NL) == ()
    (made_up,) = facts.notices(About(synthetic=True), internal=False, wording=NL)
    assert made_up.text.startswith("Voorbeeld met verzonnen gegevens.")
    assert not made_up.alarm
    first, second = facts.notices(About(synthetic=True), internal=True, wording=EN)
    assert (first.text, first.below) == (
        "INTERNAL – do not share",
        "These figures are not protected. People may be recognisable.",
    )
    assert first.alarm
    assert second.text.startswith("Example with made-up data.")


def test_what_is_not_on_the_page_is_said_of_protected_figures_only() -> None:
    kept = "Op deze kaart staan geen personen. Cijfers over kleine groepen worden niet getoond. "
    assert facts.privacy(About(), internal=False, wording=NL) == f"{kept}Aantallen zijn afgerond op vijftallen."
    survey = About(design="survey")
    assert facts.privacy(survey, internal=False, wording=NL) == f"{kept}Percentages zijn afgerond."
    assert facts.privacy(survey, internal=True, wording=NL) == ""


# --- the whole head


def test_title_organisation_and_contact() -> None:
    plain = head()
    assert (plain.title, plain.organisation, plain.contact) == ("Waar zijn de netwerken dun?", "", "")
    asked = head("en", title="Who {helps}?", organisation="Team {x}", contact="team@example.org")
    assert (asked.title, asked.organisation) == ("Who {helps}?", "Team {x}")
    assert asked.contact == "Questions about this map? team@example.org"
    assert head(about={"place": "Almere {0}"}).title == "Waar zijn de netwerken dun in Almere {0}?"


def test_the_foot_of_printed_pages_has_the_title_that_was_given() -> None:
    about = {"reference_date": "2026-01-01", "source": "VMCA"}
    assert head(about=about, title="Onze vraag").footer == (
        "Onze vraag · peildatum 1 januari 2026 · bron: VMCA · signalen, geen oordeel"
    )
