"""From a network to a page: what stands on it was counted by hand, and nothing stands on it that is not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import folium
import pytest

import netgraph as ng
from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.mapping import OfflineMap, district_map
from tests.mapping.conftest import squares
from tests.mapping.made_networks import town
from tests.mapping.read_page import page_of, told_in_page, told_to_script

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.network import SupportNetwork
    from netgraph.symbology import Layer

MOST_BYTES = 500_000
"""Of a page about a city of 66 districts; Leaflet is 170 kB of it."""


def layer(drawn: Any, name: str) -> Layer:
    return next(found for found in drawn.content.layers if found.id == name)


def test_figures_of_the_squares(known: SupportNetwork) -> None:
    """In table order: north, south, small (hidden), empty (nobody), centre, west, tiny and little (hidden).

    By hand, from `squares`. South: 28 of 40 have nobody; its ring of 12 is that of the centre: 12 pairs of people, 6 of
    which both ways, and two contacts each, so 24 contacts of 40 people. Of four in the north 2 are unsupported; they
    have 1, 1, 3 and 1 contacts in 3 pairs one way. In the west 2, 1, 2 and 1; 2 of 3 pairs go both ways.
    """
    drawn = district_map(known, "en")
    expected = {
        "isolated": ("0%", "70%", "", "", "0%", "0%", "", ""),
        "unsupported": ("50%", "70%", "", "", "0%", "0%", "", ""),
        "contacts": ("1.5", "0.6", "", "", "2.0", "1.5", "", ""),
        "dyadic_reciprocity": ("0%", "50%", "", "", "50%", "67%", "", ""),
    }
    assert {name: layer(drawn, name).figures for name in expected} == expected
    isolated = layer(drawn, "isolated")
    fills = [isolated.marks[position].fill for position in isolated.marked]
    assert (fills[2:4], fills[6:]) == (["hidden", "missing"], ["hidden"] * 2)


def test_the_list_is_by_state_then_alphabet(known: SupportNetwork) -> None:
    rows = district_map(known, "en").content.districts
    assert [row.name for row in rows][-4:] == ["Little", "Small", "Tiny", "Empty"]
    assert {row.signal for row in rows[-4:-1]} == {"Not shown (privacy)"}
    assert rows[-1].signal == "No data"
    assert [(row.name, row.part_of) for row in rows if row.name in {"North", "West"}] == [
        ("North", "up"),  # an area without a row of its own stands for itself
        ("West", "Down there"),
    ]
    # Nothing goes both ways in the north, and most of the south have nobody.
    assert [row.name for row in rows if row.fill == "attention"] == ["North", "South"]


def test_a_district_with_too_few_people_shows_nothing_of_them(known: SupportNetwork) -> None:
    drawn = district_map(known, "en")
    small = next(row for row in drawn.content.districts if row.name == "Small")
    assert (small.signal, small.subject, small.reason) == ("Not shown (privacy)", "", "")
    for shown in drawn.content.layers[1:]:
        assert shown.figures[small.position] == ""
        assert shown.marks[shown.marked[small.position]].fill == "hidden"


def test_only_internal_maps_go_around_the_gate_and_they_say_so(known: SupportNetwork) -> None:
    drawn = district_map(known, "en", internal=True, least_people=1)
    assert layer(drawn, "isolated").figures[2] == "50%"  # 4 of the 8 people of Small
    assert drawn.content.head.notices[0].text == "INTERNAL – do not share"
    assert drawn.content.head.notices[0].alarm
    assert drawn.content.head.privacy == ""
    page = page_of(drawn)
    assert "INTERNAL – do not share" in page
    assert "There are no persons on this map" not in page
    assert district_map(known, "en").content.head.notices == ()


def test_a_stricter_gate_shows_less_and_a_laxer_one_is_refused(known: SupportNetwork) -> None:
    plain, strict = (layer(district_map(known, **asked), "isolated").figures for asked in ({}, {"minimum": 15}))
    assert (plain[4], strict[4]) == ("0%", "")  # the centre has 12 people
    with pytest.raises(NetgraphError, match="minimum must be a whole number of 10 or more"):
        district_map(known, minimum=3)


def test_title_facts_and_notices() -> None:
    plain = district_map(squares(), "nl").content.head
    assert plain.title == "Waar zijn de netwerken dun?"
    assert plain.facts == (
        "Peildatum niet opgegeven.",
        "Bron niet opgegeven.",
        "Gebaseerd op 120 mensen en 95 steunrelaties.",  # 118 people; 93 ties, to the nearest five
    )
    assert plain.borders == ""
    about = {
        "reference_date": "2026-01-01",
        "source": "Register. Part 2",
        "place": "Squaretown",
        "synthetic": True,
        "boundary_source": "CBS",
        "boundary_year": 2025,
    }
    told = district_map(squares(**about), "en").content.head
    assert told.title == "Where are the networks thin in Squaretown?"
    assert told.facts[:2] == ("Reference date: 1 January 2026.", "Source: Register. Part 2.")
    assert told.borders == "Boundaries: CBS, 2025."
    assert [notice.text[:28] for notice in told.notices] == ["Example with made-up data. T"]
    assert district_map(squares(**about), title="Our own question").content.title == "Our own question"


def test_a_survey_says_that_its_figures_are_estimates() -> None:
    content = district_map(squares(design="survey"), "en").content
    assert content.head.facts[-1] == "Based on the answers of 120 residents."
    assert content.layers[1].label == "No support ties (estimate)"
    assert content.head.privacy.endswith("Percentages are rounded.")
    outside = next(found for found in content.layers if found.id == "outside_main_component")
    assert outside.marks[0].label == "Cannot be seen with these data"  # a survey does not see the whole network
    assert outside.marks[0].note == "For this, the whole network must be known."
    assert content.survey


def test_a_survey_shows_no_figure_of_fewer_than_thirty() -> None:
    """40 people took part in the south, at most 20 in any other square; of the larger areas 60 and 32.

    Of these 28 of 60 have no tie, and none of 32.
    """
    content = district_map(squares(design="survey"), "en").content
    assert layer_figures(content, "isolated") == ("", "70%", "", "", "", "", "", "")
    larger = district_map(squares(design="survey"), "en", by="parent").content
    assert layer_figures(larger, "isolated") == ("47%", "0%")
    assert [panel.basis[0] for panel in larger.panels] == [
        f"Based on {band} residents who took part." for band in ("50 to 99", "30 to 49")
    ]


def layer_figures(content: Any, name: str) -> tuple[str, ...]:
    figures: tuple[str, ...] = next(found for found in content.layers if found.id == name).figures
    return figures


def test_metrics_choose_the_layers_and_wrong_names_are_explained(known: SupportNetwork) -> None:
    drawn = district_map(known, metrics=["contacts", "isolated"])
    assert [found.id for found in drawn.content.layers] == ["attention", "isolated", "contacts", "coverage"]
    with pytest.raises(UnknownNameError, match="Did you mean isolated"):
        district_map(known, metrics=["isolatd"])
    with pytest.raises(UnknownNameError, match="language 'fr'"):
        district_map(known, "fr")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="Valid: district, parent"):
        district_map(known, by="age_group")


def test_a_map_of_the_larger_areas(known: SupportNetwork) -> None:
    drawn = district_map(known, "en", by="parent")
    assert [row.name for row in drawn.content.places] == ["up", "Down there"]
    # By hand: 28 of the 60 people in "up" have no tie, and none of the 32 in "down".
    assert layer(drawn, "isolated").figures == ("47%", "0%")
    assert [row.part_of for row in drawn.content.places] == ["", ""]
    assert 'class="part"' not in page_of(drawn)
    assert district_map(known, "en", by="parent").content.wording.area.one.en == "area"


def test_the_figure_of_a_larger_area_counts_those_who_are_hidden_in_it() -> None:
    """By hand, from `town`: 6 + 6 + 48 of 300; 6 + 0 + 4 + 3 of 79, of which the 7 of 19 are hidden; 9 + 16 of 130."""
    drawn = district_map(town(), "en", by="parent")
    assert layer(drawn, "isolated").figures == ("20%", "16%", "19%")


def test_without_boundaries_the_error_says_what_to_do(known: SupportNetwork) -> None:
    bare = ng.from_tables(known.people, known.ties)
    with pytest.raises(NetgraphError, match="needs the boundaries of the districts"):
        district_map(bare)


def test_no_person_no_tie_no_place_and_nothing_that_is_not_shown(known: SupportNetwork) -> None:
    for internal in (False, True):
        page = page_of(district_map(known, "en", internal=internal))
        assert "zqx" not in page  # person ids, the unused column of people and that of districts have it
        assert "5.12345" not in page  # where people live
        assert "52.65432" not in page
        assert not re.search(r"\bnorth\b", page)  # codes are not shown; names are
        assert "North" in page


def test_the_data_of_the_script_stand_in_the_page(known: SupportNetwork) -> None:
    drawn = district_map(known, "en")
    data = told_in_page(page_of(drawn))
    assert data == told_to_script(drawn)
    assert data["districts"]["names"] == ["North", "South", "Small", "Empty", "Centre", "West", "Tiny", "Little"]
    assert [found["id"] for found in data["layers"]] == [found.id for found in drawn.content.layers]


def test_the_same_network_gives_the_same_bytes(city: SupportNetwork, tmp_path: Path) -> None:
    for name in ("one", "two"):
        district_map(city).save(tmp_path / f"{name}.html")
    again = district_map(ng.synthetic_network(people=2_000, seed=1))
    pages = {(tmp_path / f"{name}.html").read_bytes() for name in ("one", "two")} | {page_of(again).encode()}
    assert len(pages) == 1
    assert len(pages.pop()) < MOST_BYTES


def test_it_is_a_folium_map(known: SupportNetwork) -> None:
    drawn = district_map(known)
    assert isinstance(drawn, folium.Map)
    assert isinstance(drawn, OfflineMap)
    assert drawn._repr_html_().startswith("<iframe")
