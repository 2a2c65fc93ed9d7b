"""Classes of a figure: where they begin, which colour each has, and what it is called."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from netgraph.symbology.palette import CLASS_FILLS, class_breaks
from netgraph.words import page
from netgraph.words.numbers import format_value, half_up, interval_ends, whole_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.metrics import Metric
    from netgraph.words.numbers import Unit
    from netgraph.words.wording import Wording

__all__ = ["Classes", "figure_classes"]

# Whole per cents of a share, and decimals of the others: as `format_value` prints them.
DIGITS: dict[Unit, int] = {"share": 2, "number": 1, "hours": 1, "index": 2}


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of one figure, from low to high.

    Attributes
    ----------
    unit : str
        Unit of the figure.
    breaks : tuple of int
        Where the second and later classes begin, in steps of the last printed digit.
    fills, labels : tuple of str
        Colour and name of each class; darker is the side that calls for attention, or more where neither side does.
    """

    unit: Unit
    breaks: tuple[int, ...]
    fills: tuple[str, ...]
    labels: tuple[str, ...]

    def fill_of(self, value: float) -> str:
        """Return the colour of a figure: what is printed decides, so that map and legend agree."""
        return self.fills[bisect_right(self.breaks, _printed_steps(value, self.unit))]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Colour and name of each class, the darkest first."""
        return sorted(zip(self.fills, self.labels, strict=True), reverse=True)


def figure_classes(metric: Metric, values: Sequence[float], wording: Wording) -> Classes:
    """Divide the figures shown into classes.

    Parameters
    ----------
    metric : Metric
        Its unit, and which end calls for attention.
    values : sequence of float
        The figures shown, and no others: a break would tell something of what is hidden.
    wording : Wording
        How the page speaks.

    Returns
    -------
    Classes
        At most five; none without figures.
    """
    if not values:
        return Classes(metric.unit, (), (), ())
    breaks = tuple(class_breaks(_printed_steps(value, metric.unit) for value in values))
    fills = _spread(len(breaks) + 1)
    labels = _labels(breaks, metric.unit, wording) or (format_value(values[0], metric.unit, wording.language),)
    return Classes(metric.unit, breaks, fills[::-1] if metric.worse == "low" else fills, labels)


def _printed_steps(value: float, unit: Unit) -> int:
    """Return a figure in steps of its last printed digit."""
    return whole_percent(value) if unit == "share" else int(half_up(value, DIGITS[unit]).scaleb(DIGITS[unit]))


def _spread(count: int) -> tuple[str, ...]:
    """Spread the classes over the ramp; a single class has the middle colour."""
    last = len(CLASS_FILLS) - 1
    places = [last / 2] if count == 1 else [last * number / (count - 1) for number in range(count)]
    return tuple(CLASS_FILLS[round(place)] for place in places)


def _labels(breaks: Sequence[int], unit: Unit, wording: Wording) -> tuple[str, ...]:
    """Name the classes between breaks; nothing without breaks."""
    if not breaks:
        return ()
    language = wording.language
    ends = [step / 10 ** DIGITS[unit] for step in breaks]
    between = [interval_ends(low, high, unit, language) for low, high in pairwise(ends)]
    return (
        wording.of(page.LEGEND_CLASS_UNDER, high=format_value(ends[0], unit, language)),
        *(wording.of(page.LEGEND_CLASS, low=low, high=high) for low, high in between),
        wording.of(page.LEGEND_CLASS_OR_MORE, low=format_value(ends[-1], unit, language)),
    )
