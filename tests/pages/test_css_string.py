"""Words in a style sheet: read back by the rules of CSS, and nothing in them ends the string or its tag."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netgraph.pages.document import kept_inside
from netgraph.pages.escape import css_string

# CSS Syntax Level 3, section 4.3.7: a backslash, up to six hex digits, and one white space after them if there is one.
ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
PLAIN = re.compile(r"[0-9A-Za-z]|\\[0-9a-f]{6}")


def read_back(written: str) -> str:
    """Read a string of a style sheet as a browser does."""
    assert written[0] == written[-1] == '"'
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), written[1:-1])


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example('"</style><script>alert(1)</script>')
@example("\\22 */ @import url(https://example.org)")
@example("line\nbreak\f\r\u2028")
@example("{{ 7*7 }} ${x} `y`")
@example("1\u00e9a9")
def test_words_read_back_are_the_same(words: str) -> None:
    """But for the NUL, which CSS has not got (section 3.3)."""
    assert read_back(css_string(words)) == words.replace("\0", "")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_but_letters_digits_and_escapes_is_in_it(words: str) -> None:
    """So nothing ends the string, the rule, the style sheet or the tag, and nothing is left for Jinja to read."""
    written = css_string(words)
    assert PLAIN.sub("", written[1:-1]) == ""
    assert kept_inside(written, "style", "a test") == written


@pytest.mark.parametrize(("words", "written"), [("", '""'), ("a b", r'"a\000020b"'), ("é", r'"\0000e9"'), ("\0", '""')])
def test_by_hand(words: str, written: str) -> None:
    assert css_string(words) == written
