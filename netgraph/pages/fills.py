"""Fills of the palette as SVG writes them: a colour, or a pattern that stands in the page."""

from __future__ import annotations

from markupsafe import Markup

from netgraph.symbology import FILLS, Fill

__all__ = ["paint", "patterns"]


def paint(fill: str) -> str:
    """Return a fill of the palette as SVG names it: its colour, or the pattern that stands in the page.

    Examples
    --------
    >>> paint("attention"), paint("none")
    ('url(#fill-attention)', '#d3e2ee')
    """
    return f"url(#fill-{fill})" if FILLS[fill].shape else FILLS[fill].ground


def patterns() -> Markup:
    """Return all patterns of the palette."""
    return Markup("".join(map(_pattern, FILLS, FILLS.values())))  # noqa: S704 - from the palette alone


def _pattern(name: str, fill: Fill) -> str:
    """Write a fill as an SVG pattern; a fill without a mark is a plain colour and needs none."""
    if not fill.shape:
        return ""
    return (
        f'<pattern id="fill-{name}" patternUnits="userSpaceOnUse" width="{fill.size}" height="{fill.size}" '
        f'patternTransform="rotate({fill.turn})"><rect width="{fill.size}" height="{fill.size}" fill="{fill.ground}"/>'
        f'<g color="{fill.mark}" stroke="currentColor" fill="none">{fill.shape}</g></pattern>'
    )
