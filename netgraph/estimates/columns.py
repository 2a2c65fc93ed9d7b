"""The columns of the tidy and the wide table of figures."""

from __future__ import annotations

from netgraph.metrics import METRICS

__all__ = ["DESIGN", "FIGURES", "TIDY_COLUMNS", "is_column_of_result"]

TIDY_COLUMNS = (
    "group",
    "metric",
    "value",
    "numerator",
    "denominator",
    "people",
    "low",
    "high",
    "smoothed",
    "reason",
    "contributors",
    "largest_two",
)
DESIGN = "design"
"""Under which name a tidy table says how its data came to be (`pandas.DataFrame.attrs`): the gate asks."""
FIGURES = ("value", "numerator", "denominator", "low", "high", "smoothed")
WIDE_COLUMNS = ("name", "people", "coverage", "geometry")
ADDED_LATER = ("population_known", "hidden", "not_shown", "internal", "carer_definition", "bridge_by")
"""By the gate and the command line."""
OF_A_GAP = ("difference", "reference", "reference_value", "reference_people")


def is_column_of_result(name: str) -> bool:
    """Whether a result may have a column of this name, so that nothing can be grouped by another one called so.

    Examples
    --------
    >>> is_column_of_result("isolated"), is_column_of_result("age_group")
    (True, False)
    """
    return name in {"all", *TIDY_COLUMNS, *WIDE_COLUMNS, *ADDED_LATER, *OF_A_GAP, *METRICS}
