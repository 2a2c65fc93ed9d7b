"""Figures that are made up for one test and are gone after it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from netgraph.metrics import metric, registry
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def made_up_figure(function: Callable[..., Any], **other: Any) -> Iterator[str]:
    """Declare a function as a figure, a share unless something else is said; give its name."""
    facts: dict[str, Any] = {
        "theme": "isolation",
        "label": Text(nl="Verzonnen cijfer", en="Made-up figure"),
        "explanation": Text(nl="Verzonnen voor een toets.", en="Made up for a test."),
        "definition": "something / R",
        "undefined": "without residents",
        "unit": "share",
        "worse": "high",
        "needs": "own",
        "citation": "nobody 2026",
    }
    metric(**{**facts, **other})(function)
    try:
        yield function.__name__
    finally:
        registry._REGISTRY.pop(function.__name__)
