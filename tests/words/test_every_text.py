"""Rules that hold for every text of the package (WORDS.md section 6, point 7)."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

import pytest

from netgraph.schema import vocabulary
from netgraph.words import data, page, questions, reasons, states
from netgraph.words.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable

FILLED_IN = """
place date source people ties boundary_source boundary_year host title page pages contact label unit low high
value n band parent query column name area attention_label first_reason layer rest_value name_a name_b fdr
minimum pct share rest rest_share certainty more_or_less bridge_label theme theme_1 theme_2 noun words percent
how_often definition
"""
PLACEHOLDERS = set(FILLED_IN.split())


def placeholders(words: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}


def test_the_walk_finds_the_texts(texts):
    """Counted by hand: section 4 of WORDS.md alone has more than a hundred texts."""
    assert len(texts) > 250
    assert "page.TITLE" in texts
    assert "states.ATTENTION[watch].explanation" in texts
    assert "questions.QUESTIONS[isolated][2]" in texts


def test_the_walk_finds_the_words_of_figures(texts, all_texts):
    """35 figures and 13 person columns have at least a label and an explanation; two definitions two phrases each."""
    assert len(all_texts) - len(texts) > 2 * (35 + 13 + 2)
    assert {"METRICS[isolated].caution", "PERSON_COLUMNS[coreness].reading"} <= set(all_texts)
    assert "CARER_DEFINITIONS[scp].phrase" in all_texts


def breaking(texts: dict[str, Text], rule: Callable[[Text], bool]) -> dict[str, Text]:
    """Return the texts that break a rule, so that a failing test lists them all."""
    return {name: text for name, text in texts.items() if not rule(text)}


def test_both_languages_are_there(all_texts):
    def complete(text: Text) -> bool:
        return all(words and words == words.strip() and "  " not in words for words in (text.nl, text.en))

    assert not breaking(all_texts, complete)


def test_quotes_are_typographic(all_texts):
    """Not so the apostrophes of WORDS.md, as in "zo'n" and "residents' contacts": they follow a letter."""
    assert not breaking(all_texts, lambda text: not re.search(r"\"|(?<!\w)'", f"{text.nl} {text.en}"))


def test_placeholders_are_known_and_the_same_in_both_languages(all_texts):
    assert not breaking(all_texts, lambda text: placeholders(text.nl) == placeholders(text.en) <= PLACEHOLDERS)


def test_every_placeholder_can_be_filled(all_texts):
    filling = dict.fromkeys(PLACEHOLDERS, "…")
    assert not breaking(
        all_texts,
        lambda text: not any(re.search("[{}]", text.format(language, **filling)) for language in LANGUAGES),
    )


def labels(texts: dict[str, Text]) -> dict[str, Text]:
    """Return the texts that stand on a button, a column, a layer or in a legend."""
    ends = (".label", ".one", ".more", "COVERAGE_LABEL", "QUESTIONS_HEADING")
    starts = ("page.LIST_HEADER_", "page.CONTROL_", "page.PANEL_BAND_", "data.KINDS", "reasons.BRIDGE_LABELS")
    long = ("page.CONTROL_SEARCH_EMPTY",)
    return {
        name: text
        for name, text in texts.items()
        if (name.endswith(ends) or name.startswith(starts)) and name not in long
    }


def test_labels_are_at_most_36_characters(all_texts):
    too_long = {name: text for name, text in labels(all_texts).items() if max(len(text.nl), len(text.en)) > 36}
    assert not too_long
    assert len(labels(all_texts)) > 110


# The avoid columns of WORDS.md section 5, and of section 0 and 3; a trailing * is any ending.
AVOIDED_NL = """
eenzaam* geïsoleerd* isolement zwakke kwetsba* probleemwijk* achterstandswijk* risicobuurt* slechtste
ranglijst hotspot* top~10 scoort allochto* autochto* westers* hulpbehoevend* zorgbehoevend* doelgroep*
zelfredza* overbelast* er~alleen~voor profite* doet~niets~terug neemt~alleen bejaard* laagopgeleid*
alleenstaand* komt~door veroorza* bewijs* bewezen significan* respondent* steekproef
betrouwbaarheidsinterval node* edge* ego alter* isolate* component* in~de~gaten monitor* cliënt* patiënt*
geval* verzorger* zorgverlener* helper* link* verbinding* vrijwillige~inzet een~aantal merendeel
in~de~{name}
"""
AVOIDED_EN = """
lonel* isolated* weak vulnerable problem* deprived worst top~10 ranking hotspot* scores foreigner*
non-western needy dependent target~group self-reliant overburdened on~their~own without~giving elderly
low-educated single caused~by prove* significan* respondent* sample* confidence~interval node* edge* ego
alter* isolate* component* monitor* watch~people client* patient* case* helper*
"""
# WORDS.md section 6, point 7: the caption denies that it is a ranking. Its section 1b calls a figure "At the edge of
# the network"; the word to avoid is that of graph theory, a tie.
ALLOWED = {
    "page.LIST_CAPTION": {"ranglijst", "ranking"},
    "METRICS[peripheral].label": {"edge"},
    "METRICS[peripheral].caution": {"edge"},
}


def avoided(words: str, avoid: str) -> set[str]:
    """Return the words to avoid that occur."""
    found = set()
    for word in avoid.split():
        pattern = re.escape(word).replace(r"\*", r"\w*").replace("\\~", " ").replace("~", " ")
        if re.search(rf"(?<![\w-]){pattern}(?![\w-])", words, re.IGNORECASE):
            found.add(word.rstrip("*"))
    return found


def test_no_word_to_avoid_occurs(all_texts):
    found = {name: avoided(text.nl, AVOIDED_NL) | avoided(text.en, AVOIDED_EN) for name, text in all_texts.items()}
    assert {name: words for name, words in found.items() if words} == ALLOWED


def test_words_to_avoid_are_found_when_they_occur():
    assert avoided("Eenzame mensen en geïsoleerde cliënten", AVOIDED_NL) == {"geïsoleerd", "cliënt"}
    assert avoided("Dit is de top 10 van de stad.", AVOIDED_NL) == {"top~10"}
    assert avoided("Lonely people on their own.", AVOIDED_EN) == {"lonel", "on~their~own"}


def test_no_text_names_a_colour(all_texts):
    """WORDS.md: name the state or the pattern, never a colour."""
    dutch = r"rood|rode|oranje|geel|gele|groene?|blauwe?|grijze?|grijs|witte?|zwarte?|paarse?"
    english = r"red|orange|yellow|green|blue|gr[ae]y|white|black|purple"
    colours = re.compile(rf"\b({dutch}|{english})\b", re.IGNORECASE)
    assert not breaking(all_texts, lambda text: not colours.search(f"{text.nl} {text.en}"))


def test_ids_are_those_of_the_tables_and_the_contract():
    """The ids of the schema, and of the contract: attention states and designs."""
    assert tuple(data.KINDS) == vocabulary.KINDS
    assert tuple(data.ROLES) == vocabulary.ROLES
    assert {"none", "watch", "attention", "too_little_data", "hidden"} < set(states.ATTENTION)
    assert set(data.DESIGNS) == {"whole_network", "survey", "register"}
    assert {"few_people", "small_count", "dominance", "secondary"} < set(states.HIDDEN)
    assert list(states.THEMES) == ["isolation", "reciprocity", "cohesion", "bridging", "care"]


def test_every_signal_figure_has_its_words():
    """The figures marked S in METRICS.md."""
    signals = {
        *("isolated", "thin_support", "dyadic_reciprocity", "bridging_share", "carers_alone"),
        *("respite_reach", "volunteer_dependence"),
    }
    assert set(reasons.REASONS) == set(questions.QUESTIONS) == signals
    assert all(len(three) == 3 for three in questions.QUESTIONS.values())


# The document has these in short ("… hooguit", "tonen / verbergen"), has only their parts, or is older than they are.
PUT_TOGETHER = (
    *("areas.", "shares.", "numbers.UNITS", "ranks.", "report.", "patterns."),
    *("page.CONTROL_FLOWS_OFF", "page.CONTROL_FLOWS_ON", "page.LEGEND_FLOWS_WIDEST"),
    *("page.LIST_PREVIOUS", "page.LIST_NEXT", "page.LIST_PAGE", "page.PANEL_MARGIN", "page.FIGURE_LABEL_EVERYDAY"),
    *("certainty.INTERVAL_LINES[register]", "certainty.CERTAINTY_SENTENCE", "certainty.CERTAINTIES"),
    *("states.NOT_OBSERVABLE[only_gives_asked]", "states.NOT_OBSERVABLE[needs_alter_roles]"),
    *("data.ADULT_INHABITANTS", "data.INHABITANTS"),
)
# Placeholders that no keyword argument can fill have another name in the package.
RENAMED = {
    "{meer/minder}": "{more_or_less}",
    "{more/less}": "{more_or_less}",
    "{from}": "{low}",
    "{to}": "{high}",
}


@pytest.fixture
def written(document):
    """Return the document with the placeholders named as in the package."""
    for old, new in RENAMED.items():
        document = document.replace(old, new)
    return document


def test_every_text_stands_in_the_document(texts, written):
    """Letter for letter: nothing was retyped."""
    copied = {name: text for name, text in texts.items() if not name.startswith(PUT_TOGETHER)}
    assert len(copied) > 200
    assert not breaking(copied, lambda text: text.nl in written and text.en in written)


def test_every_text_of_the_page_is_in_the_package(texts, written):
    """Each cell of section 4, split where it holds several texts, is a text of page.py."""
    known = {(text.nl, text.en) for name, text in texts.items() if name.startswith("page.")}
    section = written[written.index("## 4. The page") : written.index("The keyboard hint must say")]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines()]
    pairs = [pair for row in rows if len(row) == 3 and row[1] != "nl" for pair in variants(*row)]
    assert len(pairs) > 100
    assert not [pair for pair in pairs if pair not in known]


def variants(key: str, nl: str, en: str) -> list[tuple[str, str]]:
    """Split the two cells of a row into the texts that they hold."""
    if key.startswith("footer"):
        return [(nl, en)]
    if key == "flows on / off":
        verbs = zip(nl.removeprefix("Steun tussen buurten ").split(" / "), ("Show", "Hide"), strict=True)
        return [(f"Steun tussen buurten {verb}", f"{show} support between areas") for verb, show in verbs]
    separator = r" / (?:Enquête: |Survey: )?| · "
    return list(zip(re.split(separator, nl), re.split(separator, en), strict=True))


def test_page_names_say_where_a_text_stands():
    prefixes = ("LEGEND_", "PANEL_", "CONTROL_", "LIST_", "KEYBOARD_")
    named = [name for name, value in vars(page).items() if isinstance(value, Text)]
    assert all(name.isupper() for name in named)
    assert {prefix for prefix in prefixes for name in named if name.startswith(prefix)} == set(prefixes)
