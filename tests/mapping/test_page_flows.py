"""Ties between districts: off until asked for, as lines and in words, and only those that pass the gate."""

from __future__ import annotations

import re
from typing import Any

import pytest

from netgraph.words import page as words_of_page
from tests.mapping.made_networks import HIDDEN_FLOW, POSITION, SHOWN_FLOW
from tests.mapping.page_steps import DISTRICTS, FLOWS, all_words, click_district, lines, words

pytestmark = pytest.mark.browser

TEXT = "Alfavel and Échtavel: about 25 support ties"  # 23, to the nearest five


def test_they_are_off_until_asked_for(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    button = page.get_by_role("button", name="Show support between neighbourhoods")
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(FLOWS).count() == 0
    button.click()
    assert button.count() == 0
    pressed = page.get_by_role("button", name="Hide support between neighbourhoods")
    assert pressed.get_attribute("aria-pressed") == "true"
    assert page.locator(FLOWS).count() > 0
    assert words_of_page.LEGEND_FLOWS.en in page.locator("#legend").inner_text()
    pressed.press("Enter")
    assert page.locator(FLOWS).count() == 0
    assert words_of_page.LEGEND_FLOWS.en not in page.locator("#legend").inner_text()


def test_a_line_runs_from_district_to_district(drawn: Any, open_page: Any) -> None:
    """From the middle of the one square to that of the other: one line, with a light edge."""
    page = open_page(drawn("town").path)
    page.locator("#flows").click()
    assert page.locator(FLOWS).count() == 2
    boxes = [page.locator(DISTRICTS).nth(POSITION[name]).bounding_box() for name in SHOWN_FLOW]
    first, second = sorted(box["x"] + box["width"] / 2 for box in boxes)
    for line in page.locator(FLOWS).all():
        box = line.bounding_box()
        assert box["x"] == pytest.approx(first, abs=6)
        assert box["x"] + box["width"] == pytest.approx(second, abs=6)
        assert box["y"] == pytest.approx(boxes[0]["y"] + boxes[0]["height"] / 2, abs=6)


def test_lines_stay_when_another_subject_is_chosen(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    page.locator("#flows").click()
    page.locator("fieldset label", has_text="Bridges").click()
    assert page.locator(FLOWS).count() == 2
    assert words_of_page.LEGEND_FLOWS.en in page.locator("#legend").inner_text()


def test_the_panel_of_both_districts_says_it_in_words(drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town").path)
    for name in SHOWN_FLOW:
        click_district(page, POSITION[name])
        assert page.locator("#panel .flows").count() == 0
        page.locator("#flows").click()
        assert [words(text) for text in page.locator("#panel .flows li").all_inner_texts()] == [TEXT]
        page.locator("#flows").click()
    page.locator("#flows").click()
    click_district(page, POSITION["Triavel"])
    assert page.locator("#panel .flows").count() == 0  # its only flow is hidden


def test_of_many_lines_the_thickest_are_shown_and_of_a_district_all(drawn: Any, open_page: Any) -> None:
    """All of 12 districts support each other: 66 lines, of which 60 are shown; 11 of each district."""
    shown = drawn("crossed")
    page = open_page(shown.path)
    ties = sorted((flow.ties for flow in shown.content.flows), reverse=True)
    assert len(ties) == 66
    page.locator("#flows").click()
    told = "These are the 60 thickest lines."
    assert told in page.locator("#legend").inner_text()
    widths = page.eval_on_selector_all(FLOWS, "all => all.map(line => Number(line.getAttribute('stroke-width')))")
    dark = sorted(widths[1::2], reverse=True)  # each has a light edge, which is drawn first
    assert dark == pytest.approx([0.8 + 4.2 * count / ties[0] for count in ties[:60]])
    click_district(page, 0)
    assert page.locator(FLOWS).count() == 2 * 11
    assert told not in page.locator("#legend").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(FLOWS).count() == 2 * 60
    assert told in page.locator("#legend").inner_text()


@pytest.mark.parametrize("name", ["town", "internal"])
def test_only_flows_that_pass_the_gate_are_on_the_page(name: str, drawn: Any, open_page: Any) -> None:
    """Between Triavel and Alfavel run 6 ties; so few are never a line, also inside the building."""
    page = open_page(drawn(name).path)
    page.locator("#flows").click()
    assert page.locator(FLOWS).count() == 2
    for end in HIDDEN_FLOW:
        click_district(page, POSITION[end])
        assert not [text for text in all_words(page) if all(other in text for other in HIDDEN_FLOW)]
    assert "about 5 support ties" not in drawn(name).path.read_text(encoding="utf-8")


def test_a_survey_offers_none(drawn: Any, open_page: Any) -> None:
    """It knows no ties of those who did not take part, and no count of it may be shown."""
    page = open_page(drawn("survey").path)
    assert page.locator("#flows").count() == 0
    assert not re.search(r"about [\d,.]+ support ties", drawn("survey").path.read_text(encoding="utf-8"))


def test_where_there_are_none_to_show_it_says_so(drawn: Any, open_page: Any) -> None:
    """In a city of one district there are none."""
    name = "alone"
    page = open_page(drawn(name).path)
    page.locator("#flows").click()
    assert page.locator(FLOWS).count() == 0
    assert lines(page.locator("#legend"))[-1] == words_of_page.LIST_NO_FLOWS.en
    assert not re.search(r"about [\d,.]+ support ties", drawn(name).path.read_text(encoding="utf-8"))
