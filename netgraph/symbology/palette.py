"""Colours and patterns: what each state and each class of a figure looks like.

Every state has its own mark as well as its own ground, so that the map reads without colour, on paper and on a
beamer. One warm family for signals, blue for figures; red and green are never set against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CLASS_FILLS",
    "COVERAGE_FILLS",
    "COVERAGE_RAMP",
    "FILLS",
    "INTERFACE",
    "MOST_CLASSES",
    "RAMP",
    "Fill",
    "larger_fill",
]


@dataclass(frozen=True, slots=True)
class Fill:
    """A ground with a repeated mark on it.

    Attributes
    ----------
    ground : str
        Colour below the mark.
    mark : str
        Colour of the mark; empty without one.
    shape : str
        SVG elements of one tile; they take the colour of the mark.
    size : int
        Side of the tile, in pixels.
    turn : int
        Degrees that the tiles are turned by.
    hatch : str
        The nearest to the mark that Matplotlib can draw, for pictures; empty without a mark.
    """

    ground: str
    mark: str = ""
    shape: str = ""
    size: int = 8
    turn: int = 0
    hatch: str = ""


def _line(size: float, width: float) -> str:
    """Write one line across a tile; turned, it is a hatch."""
    return f'<path d="M0 {size / 2}H{size}" stroke-width="{width}"/>'


def _dot(middle: float, radius: float) -> str:
    """Write a full dot on the diagonal of a tile."""
    return f'<circle cx="{middle}" cy="{middle}" r="{radius}" fill="currentColor" stroke="none"/>'


# From the thin side to the strong side of a figure the ramp runs from last to first.
RAMP = ("#e6eff6", "#b9d3e8", "#82b1d6", "#3f82b8", "#0d4a80")
MOST_CLASSES = len(RAMP)
CLASS_FILLS = tuple(f"class_{number}" for number in range(MOST_CLASSES))
# Who is in the data says nothing of a district, and has no colour of its own.
COVERAGE_RAMP = ("#eceef0", "#ccd2d7", "#a3adb5", "#6d7a85", "#3a4650")
COVERAGE_FILLS = tuple(f"coverage_{number}" for number in range(MOST_CLASSES))
# A class colour below a hatch: the figure of the larger area. The mark keeps 3:1 on each of them.
LARGER_MARKS = ("#5b6771", "#3f4c57", "#26323c", "#ffffff", "#ffffff")


def larger_fill(fill: str) -> str:
    """Return the fill of a class for the figure of a larger area.

    Examples
    --------
    >>> larger_fill("class_2")
    'larger_2'
    """
    return fill.replace("class_", "larger_")


FILLS: Mapping[str, Fill] = MappingProxyType(
    {
        "attention": Fill("#8f3b0a", "#f3c9a4", _line(7, 1.4), size=7, turn=-45, hatch="///"),
        "watch": Fill("#f2b866", "#7a3405", _dot(2, 1.25) + _dot(6, 1.25), hatch="...."),
        "none": Fill("#d3e2ee"),
        "too_little_data": Fill(
            "#f4f4f1", "#5d6872", '<path d="M1 2.5h4M5 7.5h4" stroke-width="1.3"/>', size=10, hatch="--"
        ),
        "hidden": Fill("#ffffff", "#7c868e", _line(8, 1), turn=45, hatch="\\\\\\"),
        "not_observable": Fill(
            "#ffffff", "#6b7680", '<path d="M3 3l4 4M7 3l-4 4" stroke-width="1.1"/>', size=11, hatch="xx"
        ),
        "undefined": Fill(
            "#ffffff", "#6b7680", '<circle cx="5" cy="5" r="2.2" stroke-width="1.1"/>', size=11, hatch="oo"
        ),
        # Areas that are like those around them are full or have a cross, those that are unlike them have dots.
        "together_dark": Fill("#0d4a80"),
        "apart_dark": Fill("#3f82b8", "#ffffff", _dot(4, 1.4), hatch=".."),
        "apart_light": Fill("#b9d3e8", "#26323c", _dot(4, 1.2), hatch=".."),
        "together_light": Fill(
            "#cfe1f0", "#26323c", '<path d="M5 2.5v5M2.5 5h5" stroke-width="1.1"/>', size=11, hatch="++"
        ),
        "no_pattern": Fill("#f4f4f1"),
        "missing": Fill("#eceef0", "#5d6872", _dot(6, 0.9), size=12, hatch=".."),
        **{name: Fill(ground) for name, ground in zip(CLASS_FILLS, RAMP, strict=True)},
        **{name: Fill(ground) for name, ground in zip(COVERAGE_FILLS, COVERAGE_RAMP, strict=True)},
        **{
            larger_fill(name): Fill(ground, mark, _line(8, 1.1), turn=-45, hatch="////")
            for name, ground, mark in zip(CLASS_FILLS, RAMP, LARGER_MARKS, strict=True)
        },
    }
)

# Ink on paper and the colours of controls; the style sheet takes them from here.
INTERFACE: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#17212b",
        "soft": "#47545f",
        "line": "#d3d9de",
        "edge": "#6b7680",
        "page": "#f4f6f7",
        "paper": "#ffffff",
        "accent": "#0b4f82",
        "tint": "#e8f0f7",
        "border": "#5b6771",
        "outline": "#33414d",
        "notice": "#fff2d6",
        "notice-line": "#d9a94e",
        "alarm": "#8f3b0a",
        "reason": "#fbf4ee",
        "band": "#82b1d6",
    }
)
