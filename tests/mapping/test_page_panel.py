"""The panel of a district: opened by mouse, finger, keyboard and address, and what it says in every state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from netgraph.words import page as words_of_page
from netgraph.words.certainty import CHANCE_ONLY
from netgraph.words.data import COVERAGE, DESIGNS
from netgraph.words.questions import QUESTIONS
from netgraph.words.states import ATTENTION
from tests.mapping.made_networks import POSITION
from tests.mapping.page_steps import (
    DISTRICTS,
    click_district,
    focused,
    lines,
    middle,
    panel_open,
    row,
    words,
)

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

REST = "the rest of the city"


def section(page: Page, heading: str) -> Locator:
    """Return the part of the panel under a heading."""
    return page.locator("#panel section").filter(has=page.get_by_role("heading", name=heading, exact=True, level=3))


def figure(page: Page, label: str) -> Locator:
    """Return what the panel says of one figure."""
    return page.locator("#panel .figures > li").filter(has=page.get_by_role("heading", name=label, exact=True))


# --- opening and closing


def test_the_panel_opens_by_click_and_closes_by_its_button(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    assert panel_open(page) == ""
    click_district(page, POSITION["Silvavel"])
    assert panel_open(page) == "Silvavel"
    assert page.evaluate("document.activeElement.textContent") == "Silvavel"  # the focus is on its heading
    assert page.locator("#now").text_content() == "Details of Silvavel opened."
    assert page.locator("#panel").get_attribute("aria-label") == "Details of Silvavel"
    assert page.locator(DISTRICTS).nth(POSITION["Silvavel"]).get_attribute("aria-selected") == "true"
    page.get_by_role("button", name="Close").click()
    assert panel_open(page) == ""
    assert page.locator("#now").text_content() == "Details closed."
    assert page.locator("[aria-selected=true]").count() == 0


def test_enter_opens_and_escape_gives_the_focus_back(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    page.locator("#legend summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    for key in ("Enter", " "):
        page.keyboard.press(key)
        assert panel_open(page) == "Échtavel"
        page.keyboard.press("Escape")
        assert panel_open(page) == ""
        assert focused(page) == "map"
        assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Échtavel")


def test_the_focus_goes_back_to_the_row_and_to_the_link_that_opened_it(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    button = row(page, "Triavel").get_by_role("button")
    button.press("Enter")
    assert panel_open(page) == "Triavel"
    page.get_by_role("button", name="Close").press("Enter")
    assert button.evaluate("button => button === document.activeElement")
    link = page.locator("#panel .link", has_text="Vigilvel")
    link.press("Enter")
    assert panel_open(page) == "Vigilvel"
    page.keyboard.press("Escape")
    assert panel_open(page) == ""
    assert page.evaluate("document.activeElement !== document.body")
    assert page.evaluate("document.activeElement.closest('#panel') !== null")  # the link itself was drawn anew


def test_a_tap_opens_the_panel(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, width=390, height=800, has_touch=True, is_mobile=True)
    page.touchscreen.tap(*middle(page, POSITION["Silvavel"]))
    assert panel_open(page) == "Silvavel"
    assert page.locator("#panel h2").bounding_box()["y"] < 800
    assert page.locator(".hint").count() == 1
    assert not page.locator(".hint").is_visible()  # no keyboard, no hint
    page.get_by_role("button", name="Close").tap()
    assert panel_open(page) == ""


def test_the_address_opens_a_district(drawn: Any, open_page: Any) -> None:
    for name in ("Vigilvel", "Échtavel"):
        assert panel_open(open_page(drawn("town").path, name)) == name
        assert panel_open(open_page(drawn("town").path, name.lower())) == name  # as one types it
    other = open_page(drawn("town").path, "Nusquam")
    assert panel_open(other) == ""
    list_of_all = open_page(drawn("town").path, "list")
    assert panel_open(list_of_all) == ""


def test_the_address_follows_the_panel(drawn: Any, open_page: Any) -> None:
    """So that what is looked at can be sent to somebody who has the page too."""
    page = open_page(drawn("town").path)
    plain = page.url
    click_district(page, POSITION["Échtavel"])
    sent = page.url
    assert sent.startswith(f"{plain}#")
    page.get_by_role("button", name="Close").click()
    assert page.url == plain
    assert panel_open(open_page(drawn("town").path, sent.split("#")[1])) == "Échtavel"


@pytest.mark.parametrize("fragment", ["%", "%E0%A4%A", "constructor", "%00", "Vigilvel%20"])
def test_an_address_that_names_nothing_opens_nothing(fragment: str, drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, fragment)
    assert panel_open(page) == ""
    click_district(page, POSITION["Silvavel"])
    assert panel_open(page) == "Silvavel"  # and the page works


# --- what it says


def test_a_buurt_that_asks_for_attention(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, "Silvavel")
    panel = page.locator("#panel")
    assert lines(panel)[:3] == ["Part of Oristad", "Silvavel", "Close"]
    assert panel.locator(".badge").inner_text() == "Needs attention"
    reasons = section(page, words_of_page.PANEL_WHY.en).locator(".reason")
    assert lines(reasons.first) == [
        "Support and contacts",
        words(
            f"Here, about 80% of residents have no support ties. In {REST} it is 1 in 9 (11%). "
            "The difference is almost certainly larger than ordinary variation."
        ),
    ]
    sure = section(page, words_of_page.PANEL_HOW_SURE.en).inner_text()
    assert "at most 1 time in 100" in sure
    assert CHANCE_ONLY.en in sure
    asked = lines(section(page, "Questions to take along"))
    assert [text.en for text in QUESTIONS["isolated"]] == [
        line for line in asked if line in {t.en for t in QUESTIONS["isolated"]}
    ]
    assert lines(section(page, words_of_page.PANEL_BASIS.en))[1:] == [
        "Based on about 60 people.",
        COVERAGE["without_population"].en.format(pct="100%"),
        DESIGNS["whole_network"].explanation.en,
    ]


def test_a_figure_stands_beside_the_citys_with_its_margin(drawn: Any, open_page: Any) -> None:
    """Of the 40 people in Vigilvel 16 have nobody, 40 %; elsewhere 6 + 6 + 48 + 6 + 9 = 75 of 450, 17 %."""
    page = open_page(drawn("town").path, "Vigilvel")
    shown = figure(page, "No support ties")
    cells = drawn("town").content.figures["isolated"].loc["BU99990303"]
    low, high = round(100 * cells["low"]), round(100 * cells["high"])
    assert lines(shown) == [
        *("No support ties", "40%", "rest of the city 17%"),
        *(f"margin {low}% to {high}%", "number of people: 40"),
    ]
    bar = shown.get_by_role("img")
    assert bar.get_attribute("aria-label") == (
        f"No support ties: here 40%, margin {low}% to {high}%; rest of the city 17%."
    )
    axis, here = bar.locator(".axis").bounding_box(), bar.locator(".here").bounding_box()
    band, rest = bar.locator(".band").bounding_box(), bar.locator(".rest").bounding_box()
    assert (
        axis["x"] <= band["x"] < here["x"] + here["width"] / 2 < band["x"] + band["width"] <= axis["x"] + axis["width"]
    )
    assert axis["x"] < rest["x"] < here["x"]  # the rest of the city lies lower


def test_every_figure_of_the_page_is_in_the_panel(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, "Alfavel")
    for details in page.locator("#panel details").all():
        details.locator("summary").click()
    content = drawn("town").content
    labels = [words(text) for text in page.locator("#panel .figures h4").all_inner_texts()]
    assert sorted(labels) == sorted(words(layer.label) for layer in (*content.layers[1:], *content.in_panel))
    assert not page.locator(".figures h4").evaluate_all("all => all.some(one => !one.checkVisibility())")


def test_numbers_of_people_are_rounded_to_fives(drawn: Any, open_page: Any) -> None:
    """509 people in all; every number of people in every panel is one of fives."""
    page = open_page(drawn("town").path)
    for name, position in POSITION.items():
        click_district(page, position)
        told = page.locator("#panel").evaluate("panel => panel.textContent")
        numbers = [int(part.split("<")[0]) for part in _after(told, "number of people: ") + _after(told, "on about ")]
        assert all(number % 5 == 0 for number in numbers), name
        assert bool(numbers) == (name not in ("Minivel", "Parvivel", "Solavel", "Nihilvel"))


def _after(text: str, label: str) -> list[str]:
    """Return the digits that follow each time a label occurs."""
    parts = text.split(label)[1:]
    return ["".join(letter for letter in part[:8] if letter.isdigit() or letter == ",").strip(",") for part in parts]


@pytest.mark.parametrize(
    ("name", "badge", "lead"),
    [
        ("Alfavel", "No signal", words_of_page.PANEL_NO_SIGNAL.en),
        ("Solavel", "Not shown (privacy)", ATTENTION["hidden"].explanation.en),
        ("Nihilvel", "No data", "No data."),
    ],
)
def test_a_buurt_without_a_signal(name: str, badge: str, lead: str, drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, name)
    assert panel_open(page) == name
    assert page.locator("#panel .badge").inner_text() == badge
    assert lead in lines(page.locator("#panel"))
    assert page.locator("#panel .reason").count() == 0
    assert page.locator("#panel .questions").count() == 0
    assert section(page, words_of_page.PANEL_HOW_SURE.en).count() == 0


def test_a_hidden_buurt_tells_nothing_of_itself(drawn: Any, open_page: Any) -> None:
    """Of a square in no larger area nothing; of Minivel the figure of its wijk, 13 of 79, without how many people."""
    page = open_page(drawn("squares").path, "Small")
    assert panel_open(page) == "Small"
    assert page.locator("#panel .value").count() == 0
    assert page.locator("#panel .bar").count() == 0
    assert "Based on" not in page.locator("#panel").inner_text()
    page = open_page(drawn("town").path, "Minivel")
    shown = figure(page, "No support ties")
    margin = shown.locator(".under").inner_text()
    assert lines(shown)[:2] == ["No support ties", "16%"]
    assert margin.startswith("margin ")
    assert "people" not in margin
    assert lines(shown)[-1] == "Figure for the whole of Medistad. The figure for this neighbourhood is not shown."
    assert "larger" in shown.locator("svg").get_attribute("class")


def test_too_little_data(drawn: Any, open_page: Any) -> None:
    """One square with people: there is no rest to compare it with."""
    page = open_page(drawn("alone").path, "Unusvel")
    assert page.locator("#panel .badge").inner_text() == "Too little data"
    assert ATTENTION["too_little_data"].explanation.en in page.locator("#panel").inner_text()
    assert "number of people: 40" in page.locator("#panel").inner_text()


def test_the_panel_of_a_survey(drawn: Any, open_page: Any) -> None:
    """120 people took part in Alfavel, 60 in Silvavel, 40 in Vigilvel: bands, and no count."""
    page = open_page(drawn("survey").path)
    for name, band in (("Alfavel", "100 or more"), ("Silvavel", "50 to 99"), ("Vigilvel", "30 to 49")):
        click_district(page, POSITION[name])
        basis = section(page, words_of_page.PANEL_BASIS.en).inner_text()
        assert f"Based on {band} residents who took part." in basis
        assert DESIGNS["survey"].explanation.en in basis
        assert f"number of people: {band}" in figure(page, "No support ties (estimate)").inner_text()


def test_the_panel_keeps_what_was_unfolded(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, "Alfavel")
    page.locator("#panel summary", has_text="Cohesion").click()
    click_district(page, POSITION["Triavel"])
    assert panel_open(page) == "Triavel"
    assert page.locator("#panel details[open] summary").all_inner_texts() == ["Cohesion"]


def test_the_panel_leads_to_the_list_and_to_paper(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path, "Alfavel")
    page.evaluate("window.printed = 0; window.print = () => { window.printed += 1; }; null")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("printed") == 1
    page.get_by_role("link", name="Go to the list").click()
    assert focused(page) == "list"
    assert panel_open(page) == "Alfavel"
