"""What a design can show at all: a register never says who is isolated, a survey never shows components."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.metrics.registry import Direction, Metric, Need
    from netgraph.schema.about import About

__all__ = ["NOT_OBSERVABLE", "is_observable", "observes", "unobserved"]

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
    return unobserved(needs, directions, about) is None


def unobserved(needs: Need, directions: Iterable[Direction], about: About, *, alter_roles: bool = False) -> str | None:
    """Return what these data lack for a figure; None where they have all it needs.

    Parameters
    ----------
    needs, directions, about
        As in `observes`.
    alter_roles : bool
        Whether it must be known which contacts are volunteers, carers or professionals.

    Returns
    -------
    str or None
        A key of `netgraph.words.states.NOT_OBSERVABLE`: "register", "needs_whole", "needs_alters",
        "needs_alter_roles", "only_receives_asked" or "only_gives_asked"; `NOT_OBSERVABLE` of a survey that asked in
        neither direction.

    Examples
    --------
    >>> from netgraph.schema.about import About
    >>> unobserved("whole", ["receives"], About(design="survey"))
    'needs_whole'
    >>> unobserved("own", ["gives"], About(design="survey", asked=("receives",)))
    'only_receives_asked'
    """
    if about.design == "whole_network":
        return None
    if about.design == "register":
        return None if needs == "given" else "register"
    if needs == "whole":
        return "needs_whole"
    if not all(about.was_asked(direction) for direction in directions):
        return _one_direction(about)
    if alter_roles and not about.was_asked("alter_roles"):
        return "needs_alter_roles"
    return "needs_alters" if needs == "alters" and not about.was_asked("alter_ties") else None


def _one_direction(about: About) -> str:
    """Say which direction was asked, of a survey that did not ask both."""
    if about.was_asked("receives"):
        return "only_receives_asked"
    return "only_gives_asked" if about.was_asked("gives") else NOT_OBSERVABLE


def is_observable(metric: Metric, about: About) -> bool:
    """Whether data of this design can show a figure."""
    return unobserved(metric.needs, metric.directions, about, alter_roles=metric.alter_roles) is None
