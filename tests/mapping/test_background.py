"""The background map: only when asked for, from one host, and the page says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netgraph.mapping import district_map
from netgraph.mapping.background import BACKGROUNDS
from netgraph.schema.map_vocabulary import BASEMAPS, NO_BASEMAP
from tests.mapping.read_page import page_of, told_in_page

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

POLICY = re.compile(r'Content-Security-Policy" content="([^"]*)"')
HOST = "service.pdok.nl"


def policy(page: str) -> dict[str, str]:
    """Return the directives of the policy of a page."""
    found = POLICY.search(page)
    assert found
    return dict(part.split(" ", 1) for part in found[1].split("; "))


def test_every_background_has_a_name_that_can_be_asked_for() -> None:
    assert (NO_BASEMAP, *BACKGROUNDS) == BASEMAPS


@pytest.mark.parametrize("asked", [None, "none"])
def test_without_one_no_host_is_named(known: SupportNetwork, asked: str | None) -> None:
    page = page_of(district_map(known, basemap=asked))
    assert HOST not in page
    assert policy(page)["img-src"] == "data:"
    assert "background" not in told_in_page(page)


def test_with_one_the_page_names_the_host_and_may_ask_it_for_images_alone(known: SupportNetwork) -> None:
    page = page_of(district_map(known, "en", basemap="pdok"))
    rules = policy(page)
    assert rules["img-src"] == f"data: https://{HOST}"
    assert rules["default-src"] == "'none'"
    assert not any("http" in value for name, value in rules.items() if name != "img-src")
    assert f"The background map comes from {HOST}. That server can see that this page is opened." in page
    assert "Kadaster" in page  # CC BY 4.0 asks to name the maker
    data = told_in_page(page)["background"]
    assert data["url"].startswith(f"https://{HOST}/")
    assert set(re.findall(r"\{(\w+)\}", data["url"])) == {"z", "x", "y"}
    assert data["failed"] == "The background map did not load. Everything else works."
    assert 0 < data["deepest"] <= 19


def test_the_notice_is_in_the_language_of_the_page(known: SupportNetwork) -> None:
    assert f"De achtergrondkaart komt van {HOST}." in page_of(district_map(known, "nl", basemap="pdok"))
