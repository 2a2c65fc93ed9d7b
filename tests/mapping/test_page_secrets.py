"""What a page keeps to itself: no person, no tie, nothing that is not shown, and nothing of what the gate hides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

import netgraph as ng
from netgraph.estimates import district_estimates
from netgraph.mapping import district_map
from tests.mapping.made_networks import BUURTEN, town
from tests.mapping.page_steps import all_words, choose_layer, click_district
from tests.mapping.read_page import figure_of, layer_of, people_of, pooled, told_in_page

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork
    from tests.mapping.conftest import Drawn

HIDDEN = ("Minivel", "Parvivel", "Solavel")
SMALL = 2
"""Where Small stands among the squares."""
NUMBERS_OF_PEOPLE = re.compile(r"(?:people: |about |Based on )([\d,.]+)")


@pytest.mark.parametrize("name", ["town", "town, Dutch", "town, wijken", "survey", "register", "internal"])
def test_no_person_and_nothing_that_is_not_shown(name: str, drawn: Any) -> None:
    """Ids of people, a column of theirs, its values, where they live, and a remark on a district all have odd names."""
    text = drawn(name).path.read_text(encoding="utf-8")
    for secret in ("person-zqx", "zqx", "5.123456", "5123456", "52.654321", "52654321"):
        assert secret not in text
    for code in BUURTEN:
        assert code not in text  # a buurt is known by its name


@pytest.mark.parametrize("name", ["town", "register"])
def test_every_number_of_people_is_one_of_fives(name: str, drawn: Any) -> None:
    data = told_in_page(drawn(name).path.read_text(encoding="utf-8"))
    lists = [people for found in data["counts"]["lists"] for people in pooled(found)]
    basis = " ".join(pooled(data["districts"]["basis"]))
    numbers = [int(text) for text in lists if text] + [int(found) for found in re.findall(r"about (\d+)", basis)]
    assert len(numbers) > 10
    assert [number for number in numbers if number % 5] == []
    assert [flow[2] % 5 for flow in data["flows"]] == [0] * len(data["flows"])


def test_a_survey_tells_no_number_of_people(drawn: Any) -> None:
    data = told_in_page(drawn("survey").path.read_text(encoding="utf-8"))
    lists = {people for found in data["counts"]["lists"] for people in pooled(found)}
    assert lists == {"", "30 to 49", "50 to 99", "100 or more"}
    assert data["flows"] is None


@pytest.mark.parametrize("name", ["town", "survey"])
def test_nothing_of_a_hidden_cell_is_told(name: str, drawn: Any) -> None:
    """Every cell that the unprotected estimates have on fewer people than the gate allows, figure by figure."""
    shown: Drawn = drawn(name)
    minimum = 30 if name == "survey" else 10
    data = told_in_page(shown.path.read_text(encoding="utf-8"))
    names = data["districts"]["names"]
    network = town(design=(shown.content.survey and "survey") or "whole_network")
    open_cells = district_estimates(network, [layer.id for layer in shown.content.layers[1:-1]])
    checked = 0
    for cell in open_cells[open_cells["people"].between(1, minimum - 1)].itertuples():
        place = names.index(BUURTEN[cell.group][0])
        layer = layer_of(data, cell.metric)
        told = figure_of(data, layer, place)
        assert told is None or told.larger != ""
        assert (layer["values"][place], layer["below"][place], layer["above"][place]) == (0, -1, -1)
        assert people_of(data, layer, place) == ""
        checked += 1
    assert checked > 30
    for hidden in HIDDEN:
        assert pooled(data["districts"]["basis"])[names.index(hidden)] == ""
        assert pooled(data["districts"]["in_data"])[names.index(hidden)] == ""
        assert str(names.index(hidden)) not in data["signals"]


MINIVEL, PARVIVEL, SOLAVEL = (f"BU9999020{number}" for number in (2, 3, 4))


def uneven() -> SupportNetwork:
    """Return the town with more people in Échtavel: otherwise either it or Alfavel is hidden for the sake of others."""
    return town(sizes={"BU99990102": 126})


def moved(*, of: str, people: range, to: str, back: range = range(0)) -> SupportNetwork:
    """Return the town in which people of one hidden buurt and of another changed homes, with the ties they have."""
    network = uneven()
    homes = {f"person-zqx-{of}-{number}": to for number in people}
    homes |= {f"person-zqx-{to}-{number}": of for number in back}
    changed = network.people
    changed["district"] = changed["person"].map(homes).fillna(changed["district"])
    return ng.from_tables(changed, network.ties, network.districts, network.about)


def test_pages_are_equal_when_only_what_is_hidden_differs() -> None:
    """Nobody leaves the wijk, so only figures of hidden buurten change, and how many people they have: one page.

    In Parvivel (8 people) the first four have no tie, in Solavel (5) the first three; all others are in pairs one way,
    as all 6 of Minivel. Two without a tie for a pair; one without a tie, for nobody; and a pair for nobody.
    """
    networks = [
        uneven(),
        moved(of=PARVIVEL, people=range(2), to=MINIVEL, back=range(2)),
        moved(of=PARVIVEL, people=range(1), to=SOLAVEL),
        moved(of=PARVIVEL, people=range(6, 8), to=SOLAVEL),
    ]
    told = [
        tuple(ng.district_estimates(network, ["isolated"]).set_index("group").loc[PARVIVEL, ["value", "people"]])
        for network in networks
    ]
    assert told == [(4 / 8, 8), (2 / 8, 8), (3 / 7, 7), (4 / 6, 6)]
    assert len({district_map(network, "en").get_root().render() for network in networks}) == 1


@pytest.mark.browser
def test_a_reader_sees_nothing_of_a_hidden_buurt(drawn: Any, open_page: Any) -> None:
    """Whatever layer is chosen: what is said of Small is that it is hidden, as no larger area stands in for it."""
    shown: Drawn = drawn("squares")
    page = open_page(shown.path)
    said = set()
    for layer in shown.content.layers:
        choose_layer(page, layer)
        label = page.locator(".leaflet-districts-pane path").nth(SMALL).get_attribute("aria-label")
        said.add(label.removeprefix("Small, area: ").rstrip("."))
    hidden = {"Not shown (privacy)", "Not shown, so that no one can be recognised"}
    assert said == hidden
    click_district(page, SMALL)
    assert page.locator("#panel .figures").count() == 0
    assert "so that no one can be recognised" in page.locator("#panel").inner_text()
    assert not [text for text in all_words(page) if NUMBERS_OF_PEOPLE.search(text) and "Small" in text]
