"""The list: a real table that sorts, searches, filters, goes by pages, and takes one to a district on the map."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from tests.mapping.made_networks import BUURTEN, POSITION
from tests.mapping.page_steps import (
    DISTRICTS,
    choose_layer,
    focused,
    lines,
    listed,
    panel_open,
    row,
    stand_still,
    words,
)

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

STATES = ("Needs attention", "Keep an eye on", "No signal", "Not shown (privacy)", "No data")
BY_STATE = [
    *("Silvavel", "Vigilvel", "Alfavel", "Échtavel", "Petrivel", "Triavel"),
    *("Minivel", "Parvivel", "Solavel", "Nihilvel"),
]


def header(page: Page, name: str) -> Locator:
    """Return the header of a column; sorting writes an arrow behind its name."""
    return page.locator("thead th").filter(has_text=name)


def column(page: Page, name: str) -> list[str]:
    """Return the cells of a column that are seen, by the class of its cells."""
    return [words(text) for text in page.locator(f"tbody .{name}").all_inner_texts()]


def plain(name: str) -> str:
    """Return a name without accents, as the alphabet has it."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


def on_map(page: Page, name: str) -> bool:
    """Whether the whole district is inside the frame of the map."""
    frame = page.locator(".folium-map").bounding_box()
    box = page.locator(DISTRICTS).nth(POSITION[name]).bounding_box()
    assert frame is not None
    assert box is not None
    return (
        frame["x"] <= box["x"]
        and frame["y"] <= box["y"]
        and box["x"] + box["width"] <= frame["x"] + frame["width"]
        and box["y"] + box["height"] <= frame["y"] + frame["height"]
    )


# --- a table


def test_it_is_a_table(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    table = page.get_by_role("table")
    assert table.locator("caption").inner_text() == (
        "Neighbourhoods and their signals. Alphabetical within each group: this is not a ranking."
    )
    assert table.locator("thead th").evaluate_all("all => all.every(one => one.scope === 'col')")
    assert table.locator("tbody tr th").evaluate_all("all => all.every(one => one.scope === 'row')")
    assert page.get_by_role("rowheader").count() == len(BUURTEN)
    # By state, the most urgent first, and by alphabet within a state; an accent does not count.
    assert listed(page) == BY_STATE
    assert column(page, "signal") == [
        *("Needs attention", "Keep an eye on", *["No signal"] * 4, *["Not shown (privacy)"] * 3, "No data")
    ]
    cells = [words(cell) for cell in row(page, "Silvavel").locator("td").all_inner_texts()]
    assert cells[:2] == ["Oristad", "Needs attention"]
    assert cells[2].startswith("Support and contacts")
    assert cells[3].startswith("In Silvavel, about 80% of residents have no support ties.")
    assert [words(cell) for cell in row(page, "Minivel").locator("td:visible").all_inner_texts()] == [
        *("Medistad", "Not shown (privacy)", "–", "–", "–")
    ]


def test_without_a_script_the_table_is_complete(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, java_script_enabled=False)
    assert listed(page) == BY_STATE
    headers = [words(text) for text in page.get_by_role("columnheader").all_inner_texts()]
    assert headers == ["Neighbourhood", "Part of", "Signal", "Subject", "Main reason", "In the data"]
    assert "In Vigilvel," in row(page, "Vigilvel").inner_text()
    assert page.locator("noscript").inner_text() == (
        "This browser does not show the map. The list below holds the same signals."
    )


def test_without_a_script_nothing_is_offered_that_does_not_work(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, java_script_enabled=False)
    controls = page.locator("input:visible, select:visible, button:visible")
    assert [control.get_attribute("id") or control.get_attribute("name") for control in controls.all()] == []


# --- sorting


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_every_sortable_header_sorts(by: str, drawn: Any, open_page: Any) -> None:
    """A second press turns it round; equal ones stay in the order of the list; one column says how it is sorted."""
    page = open_page(drawn("town").path)
    orders = {
        "Neighbourhood": ("name", sorted(POSITION, key=plain)),
        "Part of": ("part", ["Medistad"] * 4 + ["Occistad"] * 3 + ["Oristad"] * 3),
        "Signal": ("signal", sorted(column(page, "signal"), key=STATES.index)),
    }
    assert page.locator("thead button").count() == len(orders)
    for name, (cells, ascending) in orders.items():
        button = header(page, name).get_by_role("button")
        already = header(page, name).get_attribute("aria-sort") == "ascending"
        for direction in ("descending", "ascending") if already else ("ascending", "descending"):
            if by == "mouse":
                button.click()
            else:
                button.press("Enter")
            assert header(page, name).get_attribute("aria-sort") == direction
            assert page.locator("thead [aria-sort]").count() == 1
            assert column(page, cells) == (ascending if direction == "ascending" else ascending[::-1])
            assert f"sorted {direction}" in button.get_attribute("title")
    assert header(page, "Main reason").get_by_role("button").count() == 0


# --- search and filter


@pytest.mark.parametrize(
    ("query", "found", "says"),
    [
        ("échta", ["Échtavel"], "1 neighbourhood found"),
        ("ECHTA", ["Échtavel"], "1 neighbourhood found"),
        ("  petri ", ["Petrivel"], "1 neighbourhood found"),
        ("medistad", ["Petrivel", "Minivel", "Parvivel", "Solavel"], "4 neighbourhoods found"),
        ("vel", BY_STATE, "10 neighbourhoods found"),
        ("qqq", [], "No neighbourhood found for ‘qqq’. Check the name or clear the search."),
        ("{query}", [], "No neighbourhood found for ‘{query}’. Check the name or clear the search."),
        (".*", [], "No neighbourhood found for ‘.*’. Check the name or clear the search."),
    ],
)
def test_search(query: str, found: list[str], says: str, drawn: Any, open_page: Any) -> None:
    """Without accents and capitals, in the names of buurt and wijk."""
    page = open_page(drawn("town").path)
    page.get_by_label("Search for a neighbourhood").fill(query)
    assert listed(page) == found
    assert page.get_by_role("status").filter(has_text="found").inner_text() == says
    page.get_by_role("button", name="Clear search").click()
    assert listed(page) == BY_STATE
    assert focused(page) == "search"
    assert page.locator("#search").input_value() == ""
    assert page.locator("#found").inner_text() == ""
    assert not page.locator("#search-clear").is_visible()


def test_enter_in_the_search_field_stays_on_the_page(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    page.locator("#search").fill("alfa")
    page.locator("#search").press("Enter")
    assert listed(page) == ["Alfavel"]
    assert "?" not in page.url


def test_filter(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    page.get_by_label("Only neighbourhoods that need attention").press(" ")
    assert listed(page) == ["Silvavel"]
    assert page.locator("#found").inner_text() == "1 neighbourhood found"
    page.locator("#search").fill("alfa")
    assert listed(page) == []
    page.get_by_label("Only neighbourhoods that need attention").uncheck()
    assert listed(page) == ["Alfavel"]


def test_a_filter_without_a_result_says_so(drawn: Any, open_page: Any) -> None:
    """In the three wijken 20, 16 and 19 % have nobody: none of them asks for attention."""
    page = open_page(drawn("town, wijken").path)
    assert "No district shows a clear signal now." in page.locator(".remark").inner_text()
    page.locator("#only").check()
    assert listed(page) == []
    assert page.locator("#found").inner_text() == "0 districts found"


# --- from the list to the map


def test_choosing_flies_there_and_marks_the_row(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, reduced_motion="no-preference")
    whole = page.locator(DISTRICTS).nth(POSITION["Triavel"]).bounding_box()["width"]
    row(page, "Triavel").get_by_role("button").click()
    stand_still(page)
    assert panel_open(page) == "Triavel"
    assert on_map(page, "Triavel")
    assert page.locator(DISTRICTS).nth(POSITION["Triavel"]).bounding_box()["width"] > whole * 1.5
    assert [words(text) for text in page.locator("tr[aria-current=true] th").all_inner_texts()] == ["Triavel"]
    assert page.locator("#panel h2").evaluate("heading => heading === document.activeElement")
    assert 0 <= page.locator("#panel h2").bounding_box()["y"] < 768  # the page was scrolled to the panel


def test_the_list_shows_the_figure_of_the_map(drawn: Any, open_page: Any) -> None:
    """By hand from the town: in Silvavel 48 of 60 have nobody, in Alfavel 6 of 120; what is hidden has no figure."""
    page = open_page(drawn("town").path)
    assert not page.locator("#figure-head").is_visible()
    choose_layer(page, next(layer for layer in drawn("town").content.layers if layer.id == "isolated"))
    assert page.locator("#figure-head").inner_text() == "No support ties"
    figures = {name: row(page, name).locator(".figure").inner_text() for name in POSITION}
    assert figures == {
        "Alfavel": "5%",
        "Échtavel": "5%",
        "Silvavel": "80%",
        "Petrivel": "10%",
        "Triavel": "10%",
        "Vigilvel": "40%",
        **dict.fromkeys(("Minivel", "Parvivel", "Solavel", "Nihilvel"), "–"),
    }


# --- pages


def test_a_long_list_goes_by_pages_of_a_hundred(drawn: Any, open_page: Any) -> None:
    """252 squares, in every tenth of which half have no tie: 26."""
    page = open_page(drawn("grid").path)
    assert page.locator(DISTRICTS).count() == 252
    assert page.locator("tbody tr").count() == 100
    number, previous, following = (page.locator(f"#{name}") for name in ("page-number", "previous", "next"))
    assert number.inner_text() == "page 1 of 3"
    assert previous.is_disabled()
    first = listed(page)
    assert first[:2] == ["Vak 001", "Vak 011"]
    following.click()
    second = listed(page)
    following.press("Enter")
    third = listed(page)
    assert number.inner_text() == "page 3 of 3"
    assert following.is_disabled()
    assert (len(second), len(third)) == (100, 52)
    assert len({*first, *second, *third}) == 252
    previous.click()
    assert listed(page) == second
    page.locator("#search").fill("Vak 25")
    assert not page.locator("#pages").is_visible()
    assert listed(page) == ["Vak 251", "Vak 250", "Vak 252"]  # in 251 half have no tie, the others have no signal
    page.locator("#search-clear").click()
    header(page, "Area").get_by_role("button").click()
    assert listed(page)[:3] == ["Vak 001", "Vak 002", "Vak 003"]  # from the first page on


def test_the_panel_of_a_row_on_a_later_page(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("grid").path)
    page.locator("#next").click()
    name = listed(page)[40]
    row(page, name).get_by_role("button").click()
    assert panel_open(page) == name
    assert [words(text) for text in page.locator("tr[aria-current=true] th").all_inner_texts()] == [name]


def test_paper_has_all_rows(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("grid").path)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("tbody tr").count() == 252
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("tbody tr").count() == 100
    assert lines(page.locator("#page-number")) in ([], ["page 1 of 3"])
