"""The door for words: what goes in comes out the same for a reader, and harmless for every parser on the way."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template
from markupsafe import Markup

from netgraph.pages.escape import escape, script_json

# Characters with a meaning somewhere are likelier than in plain text.
WORDS = st.text(st.one_of(st.sampled_from("&<>\"'`${}\\%#/!-\u2028\u2029"), st.characters(codec="utf-8")))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner),
    max_leaves=12,
)


@given(WORDS)
def test_a_reader_sees_the_same_words(words: str) -> None:
    # Oracle: the standard library's reading of entities. (It reads no entity where there is none.)
    assert html.unescape(escape(words)) == words


@given(WORDS)
def test_escaped_words_mean_nothing_to_html_javascript_or_jinja(words: str) -> None:
    escaped = escape(words)
    assert not set(escaped) & set("<>\"'`${}\\")
    plain = escaped.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")  # Jinja's own line ends
    assert Template(escaped).render() == plain


def test_markup_is_not_escaped_twice() -> None:
    assert escape(escape("<b>")) == escape("<b>") == Markup("&#60;b&#62;")
    assert escape(5) == "5"


@given(JSON)
def test_json_reads_back_as_the_same_value(value: object) -> None:
    assert json.loads(script_json(value)) == value


@given(JSON)
def test_json_can_neither_end_a_script_nor_start_a_template(value: object) -> None:
    text = script_json(value)
    assert not set(text) & set("<>&'`$\u2028\u2029")
    assert not any(opening in text for opening in ("{{", "{%", "{#"))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_json_does_not_have_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        script_json([number])
