"""Tables that a command puts into a page of the docs, between two marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_between"]


def write_between(page: Path, name: str, tables: str) -> None:
    """Put tables between the marks ``<!-- name:begin -->`` and ``<!-- name:end -->`` of a page; the rest stays.

    Raises
    ------
    ValueError
        The page has no such marks.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    text = page.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"{page} has no marks {begin} and {end}: write them where the tables belong.")
    page.write_text(f"{before}{begin}\n\n{tables}\n\n{end}{after}", encoding="utf-8")
