"""The text of both languages itself."""

from __future__ import annotations

import pytest

import netgraph.words
from netgraph.errors import UnknownNameError
from netgraph.words import LANGUAGES, Text, check_language


def test_the_room_exports_the_text_and_its_languages_only():
    assert set(netgraph.words.__all__) == {"LANGUAGES", "Language", "Text", "check_language"}


def test_a_text_in_each_language():
    text = Text(nl="{n} buurten", en="{n} areas")
    assert [text.in_(language) for language in LANGUAGES] == ["{n} buurten", "{n} areas"]
    assert [text.format(language, n="5") for language in LANGUAGES] == ["5 buurten", "5 areas"]


def test_values_are_never_read_as_a_pattern():
    assert Text(nl="{name}", en="{name}").format("nl", name="{0.__class__}") == "{0.__class__}"


def test_a_text_cannot_be_changed():
    with pytest.raises(AttributeError):
        Text(nl="a", en="a").nl = "b"  # type: ignore[misc]


@pytest.mark.parametrize("language", ["", "NL", "de", "nl_NL"])
def test_other_languages_are_refused(language):
    with pytest.raises(UnknownNameError, match="Valid: nl, en"):
        check_language(language)
