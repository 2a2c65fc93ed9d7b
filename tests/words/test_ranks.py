"""The words of a picture of ranks fit together with every word for how certain something is."""

from __future__ import annotations

import pytest

from netgraph.words import ranks
from netgraph.words.certainty import CERTAINTIES
from netgraph.words.text import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [ranks.MARGINS_TOGETHER, ranks.MARGIN_ALONE], ids=["together", "alone"])
def test_every_word_of_certainty_can_be_filled_in(text: ranks.Text, language: Language) -> None:
    told = {text.format(language, certainty=step.words.in_(language)) for step in CERTAINTIES}
    assert len(told) == len(CERTAINTIES) == 4


@pytest.mark.parametrize("of", [ranks.MARGINS_BESIDE_MAP, ranks.MARGIN_BESIDE_MAP], ids=["together", "alone"])
def test_each_width_beside_the_map_has_its_own_sentence(of: dict[ranks.Width, ranks.Text]) -> None:
    assert set(of) == {"wider", "alike", "narrower"}
    for language in LANGUAGES:
        assert len({text.in_(language) for text in of.values()}) == 3
