"""What is measured: one plain function a figure, declared once with its words, unit, direction and source.

To add a figure, write a function that takes `Arcs` and returns a `Ratio` in the module of its theme and put
`@metric(...)` above it. It is then in the tables, the catalogue, the map, the command line and the tests.
"""

from __future__ import annotations

from netgraph.metrics import (  # isort: skip - the order of the catalogue
    isolation,
    position,
    reciprocity,
    cohesion,
    bridging,
    carers,
    volunteers,
    fallback,
)
from netgraph.metrics.choices import CARER_DEFINITIONS, CarerDefinition, Choices, choose
from netgraph.metrics.identities import Identity, identities
from netgraph.metrics.needs import NOT_OBSERVABLE, is_observable, observes, unobserved
from netgraph.metrics.person_columns import PERSON_COLUMNS, PersonColumn
from netgraph.metrics.persons import person_metrics
from netgraph.metrics.ratio import Influence, Ratio
from netgraph.metrics.registry import METRICS, Metric, Signal, by_subject, by_theme, metric, registered

__all__ = [
    "CARER_DEFINITIONS",
    "METRICS",
    "NOT_OBSERVABLE",
    "PERSON_COLUMNS",
    "CarerDefinition",
    "Choices",
    "Identity",
    "Influence",
    "Metric",
    "PersonColumn",
    "Ratio",
    "Signal",
    "bridging",
    "by_subject",
    "by_theme",
    "carers",
    "choose",
    "cohesion",
    "fallback",
    "identities",
    "is_observable",
    "isolation",
    "metric",
    "observes",
    "person_metrics",
    "position",
    "reciprocity",
    "registered",
    "unobserved",
    "volunteers",
]
