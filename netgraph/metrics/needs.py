"""What a design can show at all: a register never says who is isolated, a survey never shows components."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.metrics.registry import Direction, Metric, Need
    from netgraph.schema.about import About

__all__ = ["NOT_OBSERVABLE", "is_observable", "observes"]

NOT_OBSERVABLE = "not_observable"
"""Reason given where the design cannot show a figure."""


def observes(about: About, needs: Need, directions: Iterable[Direction]) -> bool:
    """Whether data of this design hold what a figure needs.

    Parameters
    ----------
    about : About
        Its ``design`` and, for a survey, what was ``asked``.
    needs : {"own", "alters", "whole", "given"}
        What must be known.
    directions : iterable of {"receives", "gives"}
        Which directions of people's own ties.

    Examples
    --------
    >>> from netgraph.schema.about import About
    >>> observes(About(design="survey", asked=("receives",)), "own", ["receives"])
    True
    >>> observes(About(design="register"), "own", ["receives"])
    False
    """
    if about.design == "whole_network":
        return True
    if about.design == "register":
        return needs == "given"
    if needs == "whole":
        return False
    return all(about.was_asked(d) for d in directions) and (needs != "alters" or about.was_asked("alter_ties"))


def is_observable(metric: Metric, about: About) -> bool:
    """Whether data of this design can show a figure."""
    return observes(about, metric.needs, metric.directions)
