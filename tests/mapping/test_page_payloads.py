"""Words that are programs, in every text that the page of a network can show: all are shown, and none runs."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

import netgraph as ng
from netgraph.mapping import district_map
from tests.mapping.page_steps import (
    DISTRICTS,
    choose_layer,
    click_district,
    legend_lines,
    listed,
    panel_open,
    point_at,
    words,
)
from tests.mapping.test_payloads import PAYLOADS, RAN_IN_BROWSER, RAN_IN_PYTHON, WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from netgraph.network import SupportNetwork

pytestmark = pytest.mark.browser

# What ends a string, a rule or the sheet itself in a style sheet, and what asks a host from there.
STYLE = (
    "\"; } body { display: none } '; } * { color: red } </style><script>" + RAN_IN_BROWSER + "</script>"
    "\\22 ; url(https://example.org/a) @import 'https://example.org/b'; \\"
)
PEOPLE = 14
"""In each district; the first ones give to the next district, so that a line runs between them."""


@pytest.fixture(scope="module")
def hostile() -> SupportNetwork:
    """Draw a network with a program in every text that a page could show."""
    codes = [f"{kind} {text}" for kind, text in PAYLOADS.items()]
    people = pd.DataFrame({"person": [f"p{i}" for i in range(PEOPLE * len(codes))]})
    people["district"] = [code for code in codes for _ in range(PEOPLE)]
    people[WORDS] = ["one", "two"] * (len(people) // 2)  # a column that tells groups apart is named on the page
    giver = people["person"].iloc[: PEOPLE * (len(codes) - 1)]
    ties = pd.DataFrame({"giver": giver, "receiver": people["person"].shift(-PEOPLE).loc[giver.index]})
    larger = [f"larger {text}" for text in PAYLOADS.values()]
    districts = gpd.GeoDataFrame(
        {
            "district": [*codes, *larger[:3]],  # the other larger areas have no row, so their code is their name
            "name": [*PAYLOADS.values(), *PAYLOADS.values()][: len(codes) + 3],
            "parent": [*larger, None, None, None],
            "remark": WORDS,
        },
        geometry=[*(box(5 + i / 10, 52, 5.1 + i / 10, 52.4) for i in range(len(codes))), None, None, None],
        crs="EPSG:4326",
    )
    about = {
        "design": "whole_network",
        "source": WORDS,
        "place": WORDS,
        "boundary_source": WORDS,
        "boundary_year": 2025,
        "reference_date": "2026-01-01",
    }
    return ng.from_tables(people, ties, districts=districts, about=about)


@pytest.fixture(scope="module", params=["nl", pytest.param("en", marks=pytest.mark.slow)])
def hostile_page(request: pytest.FixtureRequest, hostile: SupportNetwork, tmp_path_factory: Any) -> Any:
    path: Path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    drawn: Any = district_map(
        hostile,
        request.param,
        title=WORDS,
        organisation=f"organisation {WORDS}",
        contact=f"contact {WORDS}",
        bridge_by=WORDS,
        bridge_label=f"groups {WORDS}",
        internal=True,
    )
    drawn.save(path)
    return path, drawn.content


def assert_nothing_ran(page: Page) -> None:
    """Neither a program nor a style; a fault or a question to a host fails the test when it ends."""
    assert RAN_IN_PYTHON not in os.environ
    assert page.evaluate("window.__ran ?? null") is None
    assert page.locator("body").evaluate("body => getComputedStyle(body).display") == "block"
    assert page.locator("img, iframe, object, embed, link, base, [onload], [onerror], [style*=url]").count() == 0
    assert page.evaluate("document.scripts.length") == 3


def test_python_ran_nothing_when_it_was_saved(hostile_page: Any) -> None:
    text = hostile_page[0].read_text(encoding="utf-8")
    assert RAN_IN_PYTHON not in os.environ
    assert "1337" not in text
    assert text.count("<script>") == text.count("</script>") == 3
    assert text.count("</style>") == text.count("<style>")


def test_programs_in_every_text_of_a_network_are_shown_and_not_run(hostile_page: Any, open_page: Any) -> None:
    path, content = hostile_page
    page = open_page(path)
    backtick = PAYLOADS["backtick"]
    assert page.title() == WORDS
    for place in ("h1", ".facts", ".organisation", "footer", ".credit", "table"):
        assert backtick in page.locator(place).inner_text(), place
    assert f"organisation {words(WORDS)}" in words(page.locator("footer").inner_text())
    assert f"contact {words(WORDS)}" in words(page.locator("footer").inner_text())
    layer = next(layer for layer in content.layers if layer.id == "bridging_share")
    choose_layer(page, layer)
    assert f"groups {words(WORDS)}" in words(page.locator("#legend").inner_text())
    assert legend_lines(page)
    assert_nothing_ran(page)


def test_programs_in_names_by_mouse_in_tooltip_and_panel(hostile_page: Any, open_page: Any) -> None:
    path, content = hostile_page
    page = open_page(path)
    page.locator("#flows").click()
    for layer in [found for found in content.layers if found.id in ("attention", "bridging_share")]:
        choose_layer(page, layer)
        for position, payload in enumerate(PAYLOADS.values()):
            page.locator("#zoom-all").click()
            point_at(page, position)
            assert page.locator(".leaflet-tooltip b").inner_text() == words(payload)
            assert page.locator(DISTRICTS).nth(position).get_attribute("aria-label").startswith(payload)
            click_district(page, position)
            assert panel_open(page) == words(payload)
            assert words(payload) in words(page.locator("#panel .part-of").inner_text())
            assert payload in page.locator("#now").text_content()
            assert payload in page.locator("#panel").get_attribute("aria-label")
            told = words(page.locator("#panel .flows").inner_text())
            assert words(payload) in told
            page.keyboard.press("Escape")
    assert_nothing_ran(page)


def test_programs_in_names_on_the_map(hostile_page: Any, open_page: Any) -> None:
    """Close by, where there is room for the name of a district."""
    page = open_page(hostile_page[0])
    for position, payload in enumerate(PAYLOADS.values()):
        page.locator("#zoom-all").click()
        click_district(page, position)
        for _ in range(4):
            page.locator("#zoom-in").click()
        if len(payload) < 40:  # longer ones have no room in the map either
            assert words(payload) in words(page.locator(".leaflet-outlines-pane").inner_text())
    assert_nothing_ran(page)


def test_programs_in_the_list_and_in_what_is_searched_for(hostile_page: Any, open_page: Any) -> None:
    page = open_page(hostile_page[0])
    assert sorted(listed(page)) == sorted(words(payload) for payload in PAYLOADS.values())
    for payload in (*PAYLOADS.values(), WORDS, STYLE, "{query}", "$&", "__proto__"):
        page.locator("#search").fill(payload)
        if payload in PAYLOADS.values():
            assert words(payload) in listed(page)
        else:
            assert listed(page) == []
            assert words(payload) in words(page.locator("#found").inner_text())
    assert_nothing_ran(page)


def test_programs_in_the_address(hostile_page: Any, open_page: Any) -> None:
    """A name opens its district; anything else opens nothing."""
    for payload in list(PAYLOADS.values())[1::2]:
        page = open_page(hostile_page[0], quote(payload, safe="!'()*"))
        assert panel_open(page) == words(payload)
        assert_nothing_ran(page)
    for other in (quote(WORDS), quote(STYLE), "javascript:" + RAN_IN_BROWSER):
        page = open_page(hostile_page[0], other)
        assert panel_open(page) == ""
        assert_nothing_ran(page)


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(text, marks=pytest.mark.slow) for text in PAYLOADS.values()),
        STYLE,
        "line\nbreak\r\n\f\u2028end\\",
    ],
)
def test_programs_in_the_foot_of_paper(text: str, known: SupportNetwork, open_page: Any, tmp_path: Path) -> None:
    """The title stands in a string of the style sheet: it ends no string, no rule and no sheet, and asks no host."""
    district_map(known, "en", title=text).save(tmp_path / "map.html")
    page = open_page(tmp_path / "map.html")
    foot = page.evaluate(
        """() => { const found = [];
          for (const sheet of document.styleSheets) for (const rule of sheet.cssRules)
            if (rule instanceof CSSPageRule) found.push(rule.cssText);
          return found; }"""
    )
    assert sum("counter(page)" in rule for rule in foot) == 1
    assert page.evaluate("document.styleSheets[document.styleSheets.length - 1].cssRules.length") > 50  # none was lost
    assert words(page.locator("h1").inner_text()) == words(text)
    assert len(re.findall(rb"/Type\s*/Page(?![a-z])", page.pdf(prefer_css_page_size=True))) >= 1
    assert_nothing_ran(page)
