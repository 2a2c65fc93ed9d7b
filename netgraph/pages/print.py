"""What stands below every printed page: a line, and the number of the page."""

from __future__ import annotations

from netgraph.pages.escape import css_string

__all__ = ["printed_foot"]


def printed_foot(line: str, number: str, colour: str) -> str:
    r"""Return the style of what stands below every printed page.

    Parameters
    ----------
    line : str
        On the left.
    number : str
        On the right, with ``{page}`` and ``{pages}`` in that order.
    colour : str
        Of both.

    Returns
    -------
    str
        A rule of a style sheet.

    Examples
    --------
    >>> print(printed_foot("a", "{page} van {pages}", "#47545f"))  # doctest: +ELLIPSIS
    @page { @bottom-left { content: "a"; width: 84%; ... counter(page) "\000020van\000020" counter(pages) ""; ... } }
    """
    before, _, after = number.partition("{page}")
    between, _, behind = after.partition("{pages}")
    counted = f"{css_string(before)} counter(page) {css_string(between)} counter(pages) {css_string(behind)}"
    look = f"color: {colour}; font: 7.5pt sans-serif;"
    return (
        f"@page {{ @bottom-left {{ content: {css_string(line)}; width: 84%; {look} }} "
        f"@bottom-right {{ content: {counted}; white-space: nowrap; {look} }} }}"
    )
