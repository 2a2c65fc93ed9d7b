"""Texts of a picture: literal, wrapped to a width, and stacked below one another."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from netgraph.symbology import INTERFACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from matplotlib.figure import Figure, SubFigure

__all__ = ["ALARM", "BODY", "HEADING", "NAME", "NOTICE", "POINTS", "SMALL", "wrapped"]

POINTS = 72  # in an inch

# Words from the data may hold a dollar sign or a backslash: nothing is read as mathematics or as TeX.
LITERAL: Mapping[str, Any] = MappingProxyType({"parse_math": False, "usetex": False, "color": INTERFACE["ink"]})


def _boxed(ground: str, edge: str) -> dict[str, Any]:
    return {
        "boxstyle": "square,pad=0.45",
        "facecolor": INTERFACE[ground],
        "edgecolor": INTERFACE[edge],
        "linewidth": 0.8,
    }


HEADING: Mapping[str, Any] = {**LITERAL, "fontsize": 13, "fontweight": "bold"}
BODY: Mapping[str, Any] = {**LITERAL, "fontsize": 9, "fontweight": "normal"}
SMALL: Mapping[str, Any] = {**BODY, "fontsize": 7.5, "color": INTERFACE["soft"]}
NAME: Mapping[str, Any] = {
    **BODY,
    "fontweight": "bold",
    "bbox": {"boxstyle": "round,pad=0.15", "facecolor": INTERFACE["paper"], "edgecolor": "none", "alpha": 0.85},
}
ALARM: Mapping[str, Any] = {**BODY, "fontweight": "bold", "color": INTERFACE["paper"], "bbox": _boxed("alarm", "alarm")}
NOTICE: Mapping[str, Any] = {**BODY, "fontsize": 8, "bbox": _boxed("notice", "notice-line")}


def wrapped(words: str, width: float, figure: Figure | SubFigure, style: Mapping[str, Any]) -> str:
    """Break a text into lines as they will be drawn.

    Parameters
    ----------
    words : str
        One or more lines.
    width : float
        Of the longest line, in points; a longer word is broken.
    figure : Figure or SubFigure
        Where the text will stand.
    style : mapping
        Its size and weight.

    Returns
    -------
    str
        The same words; white space between them becomes one space, or the end of a line.
    """
    probe = figure.text(0, 0, "", **style)

    def fits(line: str) -> bool:
        probe.set_text(line)
        return probe.get_window_extent().width * POINTS / figure.dpi <= width

    try:
        return "\n".join(line for paragraph in words.split("\n") for line in _lines(paragraph.split(), fits))
    finally:
        probe.remove()


def _lines(words: list[str], fits: Callable[[str], bool]) -> Iterator[str]:
    """Fill lines with as many words as fit."""
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if fits(longer):
            line = longer
            continue
        if line:
            yield line
        line = word
        while not fits(line) and len(line) > 1:
            end = next((end for end in range(len(line) - 1, 1, -1) if fits(line[:end])), 1)
            yield line[:end]
            line = line[end:]
    yield line
