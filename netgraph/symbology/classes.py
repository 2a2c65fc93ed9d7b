"""Classes of a figure: where they begin, which colour each has, and what it is called."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from netgraph.symbology.coverage import COVERAGE_SUBJECT
from netgraph.symbology.palette import CLASS_FILLS, COVERAGE_FILLS, MOST_CLASSES
from netgraph.words import page
from netgraph.words.numbers import format_value, interval_ends, printed_steps, value_of_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from netgraph.symbology.coverage import Drawable
    from netgraph.words.numbers import Unit
    from netgraph.words.wording import Wording

__all__ = ["Classes", "class_breaks", "figure_classes"]


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
        return self.fills[bisect_right(self.breaks, printed_steps(value, self.unit))]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Colour and name of each class, the darkest first."""
        return sorted(zip(self.fills, self.labels, strict=True), reverse=True)


def figure_classes(metric: Drawable, values: Sequence[float], wording: Wording) -> Classes:
    """Divide the figures shown into classes.

    Parameters
    ----------
    metric : Metric or Drawable
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
    breaks = tuple(class_breaks(printed_steps(value, metric.unit) for value in values))
    fills = _spread(len(breaks) + 1, COVERAGE_FILLS if metric.subject == COVERAGE_SUBJECT else CLASS_FILLS)
    labels = _labels(breaks, metric.unit, wording) or (format_value(values[0], metric.unit, wording.language),)
    return Classes(metric.unit, breaks, fills[::-1] if metric.worse == "low" else fills, labels)


def class_breaks(values: Iterable[int]) -> list[int]:
    """Choose where the classes of a figure begin: round numbers that divide the values shown.

    The breaks are those of `mapclassify.PrettyBreaks` for five classes, or for fewer when that gives too many or breaks
    between two steps. The outer twentieth of the values at either end does not count, so that one far value does not
    push all others into one class. The first class is open below and the last one above.

    Parameters
    ----------
    values : iterable of int
        The figures shown, in steps of their last printed digit (whole per cents, tenths …): what is printed decides
        the class, so that map and legend agree.

    Returns
    -------
    list of int
        One to four ascending breaks, equally far apart, above the lowest value and none above the highest; a class
        holds its lower break. Empty without values, or when all are equal.

    References
    ----------
    Heckbert, P. (1990). Nice numbers for graph labels. In A. Glassner (Ed.), Graphics Gems, 61-63.

    Examples
    --------
    >>> class_breaks([4, 9, 11, 12, 16, 21])
    [5, 10, 15, 20]
    >>> class_breaks([7, 7, 7]), class_breaks([])
    ([], [])
    """
    ordered = sorted(values)
    if not ordered or ordered[0] == ordered[-1]:
        return []
    from mapclassify import PrettyBreaks  # noqa: PLC0415 - brings in scikit-learn, which only a map should wait for

    middle = _without_ends(ordered)
    for count in range(MOST_CLASSES, 1, -1):
        bins = PrettyBreaks(middle, k=count).bins
        breaks = _lower_breaks(bins, int(middle[-1]))
        if len(breaks) < MOST_CLASSES and np.all(bins % 1 == 0):
            break
    return breaks


def _without_ends(ordered: Sequence[int]) -> npt.NDArray[np.int64]:
    """Leave out a twentieth of the values at either end, unless only equal ones would be left."""
    spare = len(ordered) // 20
    middle = np.array(ordered[spare : len(ordered) - spare])
    return middle if middle[0] < middle[-1] else np.array(ordered)


def _lower_breaks(bins: npt.NDArray[np.float64], highest: int) -> list[int]:
    """Make the upper ends of classes where the next ones begin.

    A class of the highest value alone is left out, unless every class is a single step.
    """
    single = len(bins) == 1 or bins[1] - bins[0] == 1
    return [int(end) for end in bins if end < highest or (single and end == highest)]


def _spread(count: int, ramp: Sequence[str]) -> tuple[str, ...]:
    """Spread the classes over the ramp; a single class has the middle colour."""
    last = len(ramp) - 1
    places = [last / 2] if count == 1 else [last * number / (count - 1) for number in range(count)]
    return tuple(ramp[round(place)] for place in places)


def _labels(breaks: Sequence[int], unit: Unit, wording: Wording) -> tuple[str, ...]:
    """Name the classes between breaks; nothing without breaks."""
    if not breaks:
        return ()
    language = wording.language
    ends = [value_of_steps(step, unit) for step in breaks]
    between = [interval_ends(low, high, unit, language) for low, high in pairwise(ends)]
    return (
        wording.of(page.LEGEND_CLASS_UNDER, high=format_value(ends[0], unit, language)),
        *(wording.of(page.LEGEND_CLASS, low=low, high=high) for low, high in between),
        wording.of(page.LEGEND_CLASS_OR_MORE, low=format_value(ends[-1], unit, language)),
    )
