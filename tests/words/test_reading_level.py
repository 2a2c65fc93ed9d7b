"""Reading level B1, in both languages: short sentences, and words as long as a readable text has them.

Dutch: Flesch-Douma, ``206.835 - 0.93 * words per sentence - 77 * syllables per word`` (W. H. Douma, De leesbaarheid
van landbouwbladen, Wageningen 1960). English: Flesch's reading ease, ``206.835 - 1.015 * words per sentence - 84.6 *
syllables per word`` (R. Flesch, A new readability yardstick, Journal of Applied Psychology 32, 1948). Both call 60 to
70 standard, and 70 to 80 fairly easy. A colon ends a sentence, as in C. H. Björnsson's LIX (Läsbarhet, 1968).
Both were made for texts of a hundred words, so they hold for all texts of a module together; the length of a sentence
holds for each: 20 words, where the content guide of the British government (GOV.UK) splits those of more than 25.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from netgraph.mapping import district_map
from netgraph.metrics import METRICS
from netgraph.words.text import LANGUAGES, Language
from tests.mapping.made_networks import town
from tests.words.conftest import texts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STANDARD = 60
MOST_WORDS = 20
MOST_WORDS_ON_AVERAGE = 12
FEWEST_WORDS = 100
"""Of a text that has a reading ease."""

SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
WORD = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W\d_])?|\d[\d.,]*%?|\{\w+\}")
SPOKEN = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W\d_])?")
DUTCH_VOWELS = re.compile(r"éé|aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyáéíóúàèäëïöüê]")
ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
SILENT_E = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouysxzcgh]es$")


def sentences(texts: Iterable[str]) -> list[str]:
    """Return the sentences of texts; what has no stop is a label, and no sentence."""
    whole = [text for text in texts if re.search(r"[.?!]$", text)]
    return [sentence for text in whole for sentence in SENTENCE_END.split(text)]


def dutch_syllables(word: str) -> int:
    return max(len(DUTCH_VOWELS.findall(word.lower())), 1)


def english_syllables(word: str) -> int:
    """Count vowels that stand together, but for an e that is not heard."""
    found = len(ENGLISH_VOWELS.findall(word.lower())) - bool(SILENT_E.search(word.lower()))
    return max(found, 1)


SYLLABLES: dict[Language, Callable[[str], int]] = {"nl": dutch_syllables, "en": english_syllables}
WEIGHTS: dict[Language, tuple[float, float]] = {"nl": (0.93, 77.0), "en": (1.015, 84.6)}


def reading_ease(of: list[str], language: Language) -> float:
    """Return the score of Douma, or of Flesch; placeholders and digits have no syllables to count."""
    words = [word for sentence in of for word in SPOKEN.findall(re.sub(r"\{\w+\}", "", sentence))]
    long, heard = WEIGHTS[language]
    return 206.835 - long * len(words) / len(of) - heard * sum(map(SYLLABLES[language], words)) / len(words)


@pytest.fixture(scope="module")
def modules(texts: Any) -> dict[str, list[Any]]:
    """Return the fixed texts by the module of netgraph.words that they stand in, and those of the figures."""
    found: dict[str, list[Any]] = {"metrics": [text for _, text in texts_in(METRICS, "")]}
    for name, text in texts.items():
        found.setdefault(name.split(".")[0], []).append(text)
    return found


def test_the_formulas_by_hand() -> None:
    """De kat zit op de mat: 6 words, 6 syllables; 206.835 - 5.58 - 77 = 124.255. In English 206.835 - 6.09 - 84.6."""
    assert reading_ease(["De kat zit op de mat."], "nl") == pytest.approx(124.255)
    assert reading_ease(["The cat sat on the mat."], "en") == pytest.approx(116.145)
    # Two sentences, 4 words, 9 syllables: man-tel-zor-gers krij-gen steun, vraag.
    assert reading_ease(["Mantelzorgers krijgen steun.", "Vraag."], "nl") == pytest.approx(206.835 - 1.86 - 77 * 2)


COUNTED: dict[Language, str] = {
    "nl": """buurt:1 mensen:2 bewoners:3 mantelzorgers:4 steunrelaties:4 registratie:4 situatie:4 geïsoleerd:4 één:1
        wederkerigheid:5 beïnvloedt:3 ooit:1 waaien:2""",
    "en": """share:1 asked:1 people:2 needed:2 figures:2 residents:3 volunteers:3 privacy:3 neighbourhood:3 the:1""",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_syllables_by_hand(language: Language) -> None:
    expected = {word: int(number) for word, number in (pair.split(":") for pair in COUNTED[language].split())}
    assert {word: SYLLABLES[language](word) for word in expected} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_long(modules: dict[str, list[Any]], language: Language) -> None:
    texts = [text.in_(language) for found in modules.values() for text in found]
    counted = {sentence: len(WORD.findall(sentence)) for sentence in sentences(texts)}
    assert len(counted) > 200
    assert {sentence: number for sentence, number in counted.items() if number > MOST_WORDS} == {}
    assert sum(counted.values()) / len(counted) <= MOST_WORDS_ON_AVERAGE


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_easy_to_read(modules: dict[str, list[Any]], language: Language) -> None:
    """Module by module, those with enough words for the formula."""
    scores = {}
    for name, found in modules.items():
        of = sentences(text.in_(language) for text in found)
        if sum(len(WORD.findall(sentence)) for sentence in of) >= FEWEST_WORDS:
            scores[name] = reading_ease(of, language)
    assert {"page", "states", "data", "questions", "metrics"} <= set(scores)
    assert {name: round(score) for name, score in scores.items() if score < STANDARD} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("design", ["whole_network", "survey"])
def test_what_the_page_puts_together_is_easy_to_read_too(design: str, language: Language) -> None:
    """Leads, reasons and how certain they are, with everything filled in."""
    content: Any = district_map(town(design=design), language).content  # type: ignore[attr-defined]
    told = [*(panel.lead for panel in content.panels), *(row.reason for row in content.districts)]
    told += [text for panel in content.panels for signal in panel.signals for text in (signal.text, signal.how_sure)]
    found = sentences(dict.fromkeys(told))
    assert len(found) > 10
    assert [sentence for sentence in found if len(WORD.findall(sentence)) > MOST_WORDS] == []
    assert reading_ease(found, language) >= STANDARD
