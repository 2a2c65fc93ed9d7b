"""What is measured: one plain function a figure, declared once with its words, unit, direction and source.

To add a figure, write a function that takes `Arcs` and returns a `Ratio` in the module of its theme and put
`@metric(...)` above it. It is then in the tables, the catalogue, the map, the command line and the tests.
"""

from __future__ import annotations

from netgraph.metrics import isolation, reciprocity, care  # isort: skip - the order of the catalogue
from netgraph.metrics.needs import NOT_OBSERVABLE, is_observable, observes
from netgraph.metrics.persons import PERSON_COLUMNS, PersonColumn, person_metrics
from netgraph.metrics.ratio import Ratio
from netgraph.metrics.registry import METRICS, Metric, Signal, choose, metric

__all__ = [
    "METRICS",
    "NOT_OBSERVABLE",
    "PERSON_COLUMNS",
    "Metric",
    "PersonColumn",
    "Ratio",
    "Signal",
    "care",
    "choose",
    "is_observable",
    "isolation",
    "metric",
    "observes",
    "person_metrics",
    "reciprocity",
]
