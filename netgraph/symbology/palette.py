"""Colours, patterns and class breaks: what each state and each class of a figure looks like.

Every state has its own mark as well as its own ground, so that the map reads without colour, on paper and on a
beamer. One warm family for signals, blue for figures; red and green are never set against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["CLASS_FILLS", "FILLS", "INTERFACE", "MOST_CLASSES", "RAMP", "Fill", "class_breaks"]


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
    """

    ground: str
    mark: str = ""
    shape: str = ""
    size: int = 8
    turn: int = 0


def _line(size: float, width: float) -> str:
    """Write one line across a tile; turned, it is a hatch."""
    return f'<path d="M0 {size / 2}H{size}" stroke-width="{width}"/>'


def _dot(middle: float, radius: float) -> str:
    """Write a full dot on the diagonal of a tile."""
    return f'<circle cx="{middle}" cy="{middle}" r="{radius}" fill="currentColor" stroke="none"/>'


# From the thin side to the strong side of a figure the ramp runs from last to first.
RAMP = ("#e6eff6", "#b9d3e8", "#82b1d6", "#3f82b8", "#0d4a80")
MOST_CLASSES = len(RAMP)
ROUND_STEPS = (1, 2, 5)
STEPS = (1, 2, 3, 4, 5, 6, 8)
FEW_BREAKS = 3
CLASS_FILLS = tuple(f"class_{number}" for number in range(MOST_CLASSES))

FILLS: Mapping[str, Fill] = MappingProxyType(
    {
        "attention": Fill("#8f3b0a", "#f3c9a4", _line(7, 1.4), size=7, turn=-45),
        "watch": Fill("#f2b866", "#7a3405", _dot(2, 1.25) + _dot(6, 1.25)),
        "none": Fill("#d3e2ee"),
        "too_little_data": Fill("#f4f4f1", "#5d6872", '<path d="M1 2.5h4M5 7.5h4" stroke-width="1.3"/>', size=10),
        "hidden": Fill("#ffffff", "#7c868e", _line(8, 1), turn=45),
        "not_observable": Fill("#ffffff", "#6b7680", '<path d="M3 3l4 4M7 3l-4 4" stroke-width="1.1"/>', size=11),
        "undefined": Fill("#ffffff", "#6b7680", '<circle cx="5" cy="5" r="2.2" stroke-width="1.1"/>', size=11),
        "missing": Fill("#eceef0", "#5d6872", _dot(6, 0.9), size=12),
        **{name: Fill(ground) for name, ground in zip(CLASS_FILLS, RAMP, strict=True)},
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
    }
)


def class_breaks(values: Iterable[int]) -> list[int]:
    """Choose where the classes of a figure begin: round numbers that divide the values shown.

    The step is the smallest of 1, 2, 5, 10, 20, 50 … that needs at most four breaks between the values, or of a finer
    row where that leaves fewer than three. The outer twentieth of the values at either end does not count, so that one
    far value does not push all others into one class. The first class is open below and the last one above.

    Parameters
    ----------
    values : iterable of int
        The figures shown, in steps of their last printed digit (whole per cents, tenths …): what is printed decides
        the class, so that map and legend agree.

    Returns
    -------
    list of int
        Up to four ascending breaks; a class holds its lower break. Empty without values, or when all
        are equal.

    Examples
    --------
    >>> class_breaks([4, 9, 11, 12, 16, 21])
    [5, 10, 15, 20]
    >>> class_breaks([7, 7, 7]), class_breaks([])
    ([], [])
    """
    ordered = sorted(values)
    if not ordered:
        return []
    spare = len(ordered) // 20
    if ordered[spare] == ordered[-1 - spare]:
        spare = 0
    low, high = ordered[spare], ordered[-1 - spare]
    for steps in (ROUND_STEPS, STEPS):
        breaks = next(found for step in _steps(steps) if len(found := _multiples(low, high, step)) < MOST_CLASSES)
        if len(breaks) >= FEW_BREAKS:
            break
    return list(breaks)


def _multiples(low: int, high: int, step: int) -> range:
    """Give the multiples of a step above the lowest value; one at the highest would be a class by itself."""
    last = high if step == 1 else high - 1
    return range((low // step + 1) * step, last + 1, step)


def _steps(steps: tuple[int, ...]) -> Iterator[int]:
    """Give the steps that classes may have, from small to large, without end."""
    return (step * 10**tens for tens in count() for step in steps)
