"""Words as they stand on a drawn page: filled in, in words that blame nobody, and with verbs that agree."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import netgraph as ng
import netgraph.mapping
from netgraph.mapping import district_map
from netgraph.pages.escape import css_string
from netgraph.words.patterns import MAP_SUBJECTS
from netgraph.words.text import LANGUAGES, Language
from tests.mapping import made_networks
from tests.mapping.made_networks import drawn_once, town
from tests.mapping.read_page import told_to_script
from tests.words.test_every_text import AVOIDED_EN, AVOIDED_NL, avoided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netgraph.network import SupportNetwork

SCRIPTS = sorted((Path(netgraph.mapping.__file__).parent / "page").glob("*.js"))
TAG = re.compile(r"<[^>]+>")
SPOKEN = re.compile(r'(?:aria-label|placeholder|title)="([^"]*)"')
NAMES_FOR_THE_SCRIPT = {"shapes", "outlines", "colours", "id", "figure", "fill", "unit", "opens_with", "background"}
CAPTION = {"nl": "ranglijst", "en": "ranking"}


@drawn_once
def city(**about: object) -> SupportNetwork:
    """Draw a synthetic Almere with other facts about its data."""
    drawn = made_networks.city()
    return ng.from_tables(drawn.people, drawn.ties, drawn.districts, drawn.about.model_dump() | about)


BRIDGES = {"bridge_by": "age_group", "bridge_label": "age"}
DRAWN: dict[str, tuple[Any, dict[str, Any]]] = {
    "whole network": (town, {}),
    "with groups": (city, BRIDGES),
    "survey": (lambda: town(design="survey"), {}),
    "survey of larger areas": (lambda: city(design="survey"), {"by": "parent", **BRIDGES}),
    "survey in one direction": (lambda: city(design="survey", asked=["receives"]), {"by": "parent"}),
    "register": (lambda: city(design="register", source="VMCA"), {"metrics": None}),
    "internal": (lambda: town(synthetic=True), {"internal": True, "contact": "team@example.org"}),
    "larger areas": (city, {"by": "parent", "basemap": "pdok"}),
    "adults": (lambda: city(population_is="adults"), {"carer_definition": "scp", "margins": {"isolated": 0.01}}),
    "hardly anything": (lambda: town(reference_date=None, source=None, place=None), {"layers": [], "minimum": 100}),
}


@pytest.fixture(scope="module", params=[(name, language) for name in DRAWN for language in LANGUAGES], ids=" ".join)
def page(request: pytest.FixtureRequest) -> Any:
    """Draw a page of each kind, in both languages."""
    name, language = request.param
    make, options = DRAWN[name]
    return district_map(make(), language, **options)


def texts_of(data: Any) -> Iterator[str]:
    """Give every text inside the data of the script, but for names that only the script reads."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, inside in data.items():
            if name not in NAMES_FOR_THE_SCRIPT:
                yield from texts_of(inside)
    elif isinstance(data, list):
        for inside in data:
            yield from texts_of(inside)


def said(page: Any) -> list[str]:
    """Return all texts that the page says by itself: those of the script but for its templates, and of the markup."""
    data = told_to_script(page)
    fixed = {name: text for name, text in data.pop("words").items() if not re.search(r"\{\w+\}", text)}
    layers = [{name: part for name, part in layer.items() if name != "subject"} for layer in data.pop("layers")]
    markup = page.page_markup()
    inside = [" ".join(html.unescape(text).split()) for text in [*TAG.split(markup), *SPOKEN.findall(markup)]]
    return [text for text in dict.fromkeys([*texts_of([data, fixed, layers]), *inside]) if text]


# --- placeholders


def test_no_placeholder_is_left_on_the_page(page: Any) -> None:
    assert [text for text in said(page) if re.search("[{}]", text)] == []
    assert css_string("{") == r'"\00007b"'
    assert r"\00007b" not in page.page_style()  # what is printed at the foot of every page


def filled_by_script() -> dict[str, list[set[str]]]:
    """Return the names that the scripts fill in, by text, from every call of ``fillIn(words.…, { … })``."""
    found: dict[str, list[set[str]]] = {}
    for script in SCRIPTS:
        source = script.read_text(encoding="utf-8")
        for call in re.finditer(r"fillIn\((?:data\.)?words\.(\w+), \{", source):
            depth, end = 1, call.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(source[end], 0)
                end += 1
            inside = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", source[call.end() : end - 1]))
            names = {part.split(":")[0].strip() for part in inside.split(",")}
            found.setdefault(call[1], []).append({name for name in names if name.isidentifier()})
    return found


def used_by_script() -> set[str]:
    """Return the names of the words that the scripts look up, in ``words.…``."""
    look_up = re.compile(r"\bwords\.(\w+)\b(?!\()")
    return {name for script in SCRIPTS for name in look_up.findall(script.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def given() -> dict[str, str]:
    """Return the words that the script is given."""
    page: Any = district_map(town(), "nl")
    words: dict[str, str] = told_to_script(page)["words"]
    return words


def test_the_script_fills_in_every_template_that_it_looks_up(given: dict[str, str]) -> None:
    """A text with a placeholder that no script fills in would stand on the page as it is."""
    filled = filled_by_script()
    assert len(filled) > 10
    for name in used_by_script():
        placeholders = set(re.findall(r"\{(\w+)\}", given[name]))
        assert bool(placeholders) == (name in filled), name
        assert all(placeholders <= names for names in filled.get(name, [])), name


def test_the_script_is_given_the_words_that_it_uses_and_no_others(given: dict[str, str]) -> None:
    assert set(given) == used_by_script()


# --- words


def test_no_word_to_avoid_is_on_the_page(page: Any) -> None:
    language = page.content.wording.language
    avoid = AVOIDED_NL if language == "nl" else AVOIDED_EN
    found = {text: avoided(text.replace("At the edge", ""), avoid) for text in said(page)}  # a label, by WORDS.md
    assert {text: words for text, words in found.items() if words - {CAPTION[language]}} == {}
    # The caption alone says that it is none.
    assert [text for text, words in found.items() if words] == [
        text for text in found if re.search(rf"(dit is geen|this is not a) {CAPTION[language]}", text)
    ]


def test_texts_are_whole_and_have_no_empty_places(page: Any) -> None:
    """No double space, no space before a stop, nothing called None or nan, and the words follow the level shown."""
    area = page.content.wording.area.one.nl
    for text in said(page):
        assert not re.search(r"  | [.,:;?](?:\s|$)|\(\)|\bNone\b|\bnan\b", text), text
        if page.content.wording.language == "nl" and area not in ("buurt", "wijk"):
            assert not re.search(r"\bde(ze)? (gebied|stadsdeel)\b", text), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["district", "parent"])
def test_what_one_chooses_by_is_short(by: str, language: Language) -> None:
    """WORDS.md section 6: labels at most 36 characters; the definition of intensive care comes after one.

    A name of the level can be longer than the word in the text ("neighbourhood" for "area").
    """
    longer = len("neighbourhood") - len("area") if language == "en" else 0
    page: Any = district_map(town(), language, by=by)
    data = told_to_script(page)
    labels = [*data["subjects"].values(), *(mark["label"] for layer in data["layers"] for mark in layer["marks"])]
    labels += [re.sub(r" \([^)]*\d[^)]*\)$", "", layer["name"]) for layer in data["layers"]]
    assert {label for label in labels if len(label) > 36 + longer} == set()
    assert set(data["subjects"]) == set(MAP_SUBJECTS)


# --- shares


NOUNS = r"(?:volwassen |geregistreerde )?(?:bewoners|inwoners|contacten|mantelzorgers|mensen)"
PARTS = r"1 op de \d+|(?:de helft|twee derde|driekwart|geen|\d+%) van de"
SHARE = re.compile(rf"(?:{PARTS}) {NOUNS}\b")
SINGULAR = {"heeft", "krijgt", "gaat", "hoort", "deed", "is", "omvat"}
PLURAL = {"hebben", "krijgen", "gaan", "horen", "deden", "zijn", "omvatten"}
# There the verb is not that of the share: the ties, and the data, are known.
OF_OTHERS = re.compile(r"^Van .* zijn de eigen steunrelaties bekend\.$|^Let op: van .* zijn gegevens bekend\.$")
ENGLISH_SINGULAR = re.compile(r"(?:\d+%\)|\bof [a-z]+|\d+%|in \d+ [a-z]+) (?:has|gets|goes|belongs|is|was)\b")


def test_verbs_agree_with_shares(page: Any) -> None:
    """WORDS.md section 5: 1 op de 5 bewoners heeft, 1 in 5 residents have."""
    if page.content.wording.language == "nl":
        sentences = [sentence for text in said(page) for sentence in re.split(r"(?<=[.?!]) |\n", text)]
        for sentence in (each for each in sentences if SHARE.search(each) and not OF_OTHERS.search(each)):
            verb = next((word for word in re.findall(r"\w+", sentence) if word in SINGULAR | PLURAL), None)
            assert verb in SINGULAR, sentence
    else:
        first = [row.reason.split(". ")[0] for row in page.content.districts]
        assert [sentence for sentence in first if ENGLISH_SINGULAR.search(sentence)] == []


def test_verbs_that_do_not_agree_are_found() -> None:
    assert SHARE.search("In X hebben 1 op de 5 bewoners (20%) geen steunrelaties.")
    assert SHARE.search("In X hebben twee derde van de mantelzorgers (66%) respijtzorg.")
    assert ENGLISH_SINGULAR.search("In X, 1 in 5 residents (20%) has no support ties.")
    assert ENGLISH_SINGULAR.search("In X, nearly half of carers gets respite care.")


@pytest.mark.slow
def test_reasons_are_there_to_be_looked_at() -> None:
    """The rules above would hold on pages without a reason: these kinds have them, with shares in words."""
    for name in ("whole network", "with groups", "survey", "adults", "internal"):
        make, options = DRAWN[name]
        content: Any = district_map(make(), "nl", **options).content  # type: ignore[attr-defined]
        reasons = [row.reason for row in content.districts if row.reason]
        assert reasons, name
        assert all(SHARE.search(reason) for reason in reasons if not re.match(r"^[A-Z][^.]*: \d", reason)), name
