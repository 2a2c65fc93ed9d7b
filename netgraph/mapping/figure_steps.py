"""A figure of every district in whole steps of its last printed digit: small to write down, and as it is printed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.mapping.folded import folded
from netgraph.words.numbers import format_value, interval_ends, printed_steps, value_of_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from netgraph.pages.escape import Json
    from netgraph.words.numbers import Unit
    from netgraph.words.text import Language

    Steps = list[int | None]

__all__ = ["FigureSteps", "printed_texts"]

NOTHING = -1
"""Stands where a figure has no margin."""
WHOLE = 100
"""Steps of a share that is everybody."""


@dataclass(frozen=True, slots=True)
class FigureSteps:
    """The figures of all districts; None where nothing is shown.

    Attributes
    ----------
    unit : {"share", "number", "hours", "index"}
        What a step is: see `netgraph.words.numbers.printed_steps`.
    value, low, high, rest : list of int or None
        The figure, its margin, and the figure of the rest of the city.
    larger : dict of int to (str, int, int or None, int or None)
        By position the name of the larger area whose figure stands in for a hidden one, its figure and margin.
    """

    unit: Unit
    value: Steps
    low: Steps
    high: Steps
    rest: Steps
    larger: dict[int, tuple[str, int, int | None, int | None]]

    @classmethod
    def of(cls, cells: pd.DataFrame, unit: Unit) -> FigureSteps:
        """Take the steps from a frame of gated figures, one row a district in map order."""

        def steps(column: str) -> Steps:
            return [None if math.isnan(value) else printed_steps(value, unit) for value in cells[column]]

        value, low, high, rest = (steps(column) for column in ("value", "low", "high", "rest_value"))
        rest = [None if here is None else there for here, there in zip(value, rest, strict=True)]
        return cls(unit, value, low, high, rest, _larger(cells, steps))

    @property
    def occurring(self) -> set[int]:
        """Every step that is printed somewhere."""
        columns = [*self.value, *self.low, *self.high, *self.rest, *self.scale]
        return {step for step in [*columns, *(s for row in self.larger.values() for s in row[1:])] if step is not None}

    @property
    def scale(self) -> tuple[int, int]:
        """From where to where a bar runs: from nothing to a round step, to both sides where figures lie below it."""
        columns = [*self.value, *self.low, *self.high, *self.rest]
        steps = [step for step in [*columns, *(s for row in self.larger.values() for s in row[1:])] if step is not None]
        furthest = max((abs(step) for step in steps), default=1)
        half_tick = max(10 ** (len(str(furthest)) - 1) // 2, 1)
        end = -(-max(furthest, 1) // half_tick) * half_tick
        end = min(end, max(WHOLE, furthest)) if self.unit in ("share", "index") else end
        return (-end if min(steps, default=0) < 0 else 0, end)

    def data(self) -> dict[str, Json]:
        """Return it for the page: margins as distances to the figure, of which most take one digit."""
        margins = [
            (NOTHING, NOTHING) if value is None or low is None or high is None else (value - low, high - value)
            for value, low, high in zip(self.value, self.low, self.high, strict=True)
        ]
        # The rest of a city hardly differs from district to district: the step that most have, and the others.
        most = max(sorted({step for step in self.rest if step is not None}), key=self.rest.count, default=None)
        return {
            "unit": self.unit,
            "values": folded([step or 0 for step in self.value]),
            "below": folded([below for below, _ in margins]),
            "above": folded([above for _, above in margins]),
            "rest": {
                "most": most,
                "other": {str(place): step for place, step in enumerate(self.rest) if step != most},
            },
            "scale": self.scale,
            "larger": {str(place): row for place, row in self.larger.items()},
        }


def _larger(cells: pd.DataFrame, steps: Callable[[str], Steps]) -> dict[int, tuple[str, int, int | None, int | None]]:
    """Return the figures of larger areas that stand in for hidden ones."""
    if "larger" not in cells:
        return {}
    ends = (steps(f"larger_{end}") for end in ("value", "low", "high"))
    return {
        place: (name, value, low, high)
        for place, (name, value, low, high) in enumerate(zip(cells["larger"], *ends, strict=True))
        if name and value is not None
    }


def printed_texts(figures: Iterable[FigureSteps], language: Language) -> dict[str, Json]:
    """Return how every step that occurs is written, by unit: by itself, and as the low end of a margin.

    Parameters
    ----------
    figures : iterable of FigureSteps
        All figures of a page.
    language : {"nl", "en"}
        Language of the page.

    Returns
    -------
    dict
        ``{unit: {"whole": {step: text}, "low": {step: text}}}``, steps as text, as keys of JSON are.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = pd.DataFrame({name: [7.5] for name in ("value", "low", "high", "rest_value")})
    >>> texts = printed_texts([FigureSteps.of(cells, "hours")], "nl")
    >>> texts["hours"]["whole"]["75"], texts["hours"]["low"]["75"]
    ('7,5 uur per week', '7,5')
    """
    used: dict[Unit, set[int]] = {}
    for figure in figures:
        used.setdefault(figure.unit, set()).update(figure.occurring)
    told: dict[str, Json] = {}
    for unit, steps in used.items():
        values = {str(step): value_of_steps(step, unit) for step in sorted(steps)}
        told[unit] = {
            "whole": {step: format_value(value, unit, language) for step, value in values.items()},
            "low": {step: interval_ends(value, value, unit, language)[0] for step, value in values.items()},
        }
    return told
