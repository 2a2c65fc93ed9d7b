"""Identities: sums that always hold between the parts of figures, so that one can be worked out from others.

Each figure declares its own next to its definition; the gate needs them to know what a shown figure gives away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.errors import NetgraphError
from netgraph.metrics.registry import METRICS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Identity", "identities"]

TERM = re.compile(r"(?P<sign>[+-]?) *(?P<metric>[a-z_0-9]+)\.(?P<part>numerator|denominator|people) *")


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that always holds: the coefficients times the parts add up to 0.

    Attributes
    ----------
    metric : str
        The figure that declares it.
    terms : mapping of (metric, "numerator", "denominator" or "people") to int
        Coefficient of each part.
    """

    metric: str
    terms: Mapping[tuple[str, str], int]


def identities() -> list[Identity]:
    """Return what all figures declare.

    They hold for every group of people, weighted or not, where all figures in them are given; those on the people whom
    a figure is about only where all weigh the same. A register gives none of those that the denominator of a figure
    per population is tied to.

    Examples
    --------
    >>> by_metric = {identity.metric: identity for identity in identities()}
    >>> by_metric["intensive_carers"].terms
    {('intensive_carers', 'denominator'): 1, ('care_hours', 'denominator'): -1}
    """
    return [
        Identity(name, {(name, part): 1, **{term: -factor for term, factor in _terms(name, expression).items()}})
        for name, metric in METRICS.items()
        for part, expression in metric.identities.items()
    ]


def _terms(name: str, expression: str) -> dict[tuple[str, str], int]:
    """Read a sum of parts such as ``"isolated.denominator - isolated.numerator"``."""
    terms: dict[tuple[str, str], int] = {}
    place = 0
    while place < len(expression):
        match = TERM.match(expression, place)
        if match is None or match["metric"] not in METRICS:
            raise NetgraphError(
                f"{name} declares the identity {expression!r}, which cannot be read from {expression[place:]!r} on. "
                "Expected names of metrics with .numerator, .denominator or .people, joined by + or -."
            )
        terms[match["metric"], match["part"]] = -1 if match["sign"] == "-" else 1
        place = match.end()
    return terms
