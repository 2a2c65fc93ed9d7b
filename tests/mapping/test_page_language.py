"""Dutch or English: no word of the other language, and nothing that stands outside the two."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING, Any

import pytest

import netgraph.words
from netgraph.metrics import METRICS
from netgraph.words.text import LANGUAGES, Text
from tests.mapping.made_networks import POSITION, WIJKEN
from tests.mapping.page_steps import all_words, choose_layer, point_at, row
from tests.words.conftest import texts_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from netgraph.words.text import Language
    from tests.mapping.conftest import Drawn

pytestmark = pytest.mark.browser

OTHER: dict[Language, Language] = {"nl": "en", "en": "nl"}
NAMES = {*POSITION, *WIJKEN.values(), "Fons Zeta", "Oppidum", "Leaflet"}
POINTED_AT = ("Silvavel", "Alfavel", "Minivel", "Nihilvel")
"""One in each state; every other way to say a state is in the labels of the map."""
SHORTEST = 4
"""Shorter words can be of both languages: "in", "is", "of"."""


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    """Return every text of netgraph.words and of the figures."""
    modules = [
        importlib.import_module(f"netgraph.words.{found.name}")
        for found in pkgutil.iter_modules(netgraph.words.__path__)
    ]
    found = [*texts_in([list(vars(module).values()) for module in modules], ""), *texts_in(METRICS, "")]
    assert len(found) > 400
    return [text for _, text in found]


def fragments(texts: list[Text], language: Language, wording: Any) -> set[str]:
    """Return the fixed parts of all texts, about areas of the level of a page."""
    whole = [wording.template(Text(nl=text.nl, en=text.en)) for text in texts]
    parts = [part.strip(" .:,;·()‘’?") for text in whole for part in re.split(r"\{\w+\}", text)]
    return {part for part in parts if len(part) >= SHORTEST and re.search(r"[^\W\d]", part)}


def said_anywhere(page: Page, shown: Drawn) -> list[str]:
    """Go through everything that the page can say, and return all of it."""
    said = dict.fromkeys(all_words(page))
    for layer in shown.content.layers[1:]:
        choose_layer(page, layer)
        said |= dict.fromkeys(all_words(page))
    page.locator("input[name=subject]").first.check(force=True)
    if page.locator("#flows").count():
        page.locator("#flows").click()
    for name, position in POSITION.items():
        if name in POINTED_AT:
            point_at(page, position)
            said |= dict.fromkeys(all_words(page))
        row(page, name).get_by_role("button").press("Enter")
        said |= dict.fromkeys(all_words(page))
        page.keyboard.press("Escape")
    for query in ("vel", "alfa", "qqq"):
        page.locator("#search").fill(query)
        said |= dict.fromkeys(all_words(page))
    page.locator("#search-clear").click()
    page.locator("thead button").first.click()
    page.locator("#only").check()
    page.locator("#legend summary").click()
    return list(said | dict.fromkeys(all_words(page)))


@pytest.fixture(scope="module")
def said(drawn: Any, visiting: Any) -> dict[str, tuple[list[str], Any]]:
    """Return what the pages of the town and of a survey say in both languages, and how they speak."""
    found = {}
    for name in ("town", "town, Dutch", "survey", "survey, Dutch"):
        shown: Drawn = drawn(name)
        with visiting(offline=True, reduced_motion="reduce") as visit:
            found[name] = (said_anywhere(visit.open(shown.path), shown), shown.content.wording)
            assert visit.outside == []
            assert visit.console == []
    return found


@pytest.mark.parametrize("name", ["town", "town, Dutch", "survey", "survey, Dutch"])
def test_no_words_of_the_other_language(name: str, said: Any, texts: list[Text]) -> None:
    words, wording = said[name]
    language = wording.language
    other = type(wording)(OTHER[language], wording.area, wording.home)
    own = "\n".join(fragments(texts, language, wording))
    foreign = [part for part in fragments(texts, OTHER[language], other) if not occurs(part, own)]
    assert len(foreign) > 300
    page = "\n".join(words)
    assert [part for part in foreign if occurs(part, page)] == []


def occurs(part: str, text: str) -> bool:
    """Whether words occur in a text, as whole words."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


def test_a_foreign_word_would_be_found(texts: list[Text], drawn: Any) -> None:
    wording = drawn("town").content.wording
    dutch = fragments(texts, "nl", type(wording)("nl", wording.area, wording.home))
    assert {"Sluiten", "Vraagt aandacht", "tot", "Marge"} & dutch == {"Sluiten", "Vraagt aandacht", "Marge"}
    assert occurs("Marge", "Here\nMarge 2")
    assert not occurs("Marge", "Marges")


@pytest.mark.parametrize(("english", "dutch"), [("town", "town, Dutch"), ("survey", "survey, Dutch")])
def test_what_both_pages_say_is_a_name_or_a_number(english: str, dutch: str, said: Any) -> None:
    """A text outside the two languages would stand on both pages just so."""
    both = set(said[english][0]) & set(said[dutch][0])
    assert both >= {"Alfavel", "Échtavel"}
    left = [re.sub("|".join(map(re.escape, sorted(NAMES, key=len, reverse=True))), "", text) for text in both]
    assert [text for text in left if re.search(r"[^\W\d_]", text)] == []


@pytest.mark.parametrize("name", ["town", "town, Dutch"])
def test_no_placeholder_is_left(name: str, said: Any) -> None:
    assert [text for text in said[name][0] if re.search(r"[{}]|undefined$|null|NaN", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_language(language: str, drawn: Any, open_page: Any) -> None:
    page = open_page(drawn("town" if language == "en" else "town, Dutch").path)
    assert page.evaluate("document.documentElement.lang") == language


def test_numbers_are_those_of_the_language(drawn: Any, open_page: Any) -> None:
    """Contacts per resident in Alfavel: 114 people in pairs and 29 ties more with others, over 120, is 1.2."""
    for name, number in (("town", "1.2"), ("town, Dutch", "1,2")):
        page = open_page(drawn(name).path)
        choose_layer(page, next(layer for layer in drawn(name).content.layers if layer.id == "contacts"))
        point_at(page, POSITION["Alfavel"])
        assert f": {number}" in page.locator(".leaflet-tooltip").inner_text()
