"""docs/privacy.md promises only what a test shows, and its commands and links work."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from netgraph.disclosure.pseudonym_keys import HOW_TO_MAKE_A_KEY

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_a_test_that_shows_a_guarantee_is_there(file, test):
    functions = [
        node.name for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body if hasattr(node, "name")
    ]
    assert test in functions


def test_every_guarantee_names_a_test():
    """Every row of the table between its head and the next heading."""
    table = PAGE.split("| guarantee | shown by |\n|---|---|\n")[1].split("\n\n")[0].splitlines()
    assert len(table) >= 10
    assert [row for row in table if not re.search(r"`tests/[\w/]+\.py::\w+`", row)] == []


def test_links_within_the_page_lead_somewhere():
    """As GitHub makes them: lower case, no punctuation, hyphens for blanks."""
    headings = re.findall(r"^#+ (.+)$", PAGE.split("```markdown")[0], re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = re.findall(r"\]\(#([^)]+)\)", PAGE)
    assert links
    assert [link for link in links if link not in anchors] == []


def test_the_command_that_makes_a_key_is_the_one_that_messages_show():
    assert HOW_TO_MAKE_A_KEY.removeprefix("Make one with: ") in PAGE
