"""What a caller may set of the rule: how much worse matters, and how many marked districts may be wrongly so."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real

from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean
from netgraph.metrics import METRICS
from netgraph.schema.thresholds import FALSE_DISCOVERY_RATE, LARGEST_RATE

__all__ = ["check_false_discovery_rate", "signal_margins"]


def signal_margins(margins: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return for every figure that can signal how much worse than the rest of the city matters in practice.

    Parameters
    ----------
    margins : mapping of str to float, optional
        Id of a figure -> margin in units of the figure, in place of ``METRICS[id].signal.margin``. 0.05 in a share is
        five percentage points; 0 tests for any difference.

    Returns
    -------
    dict of str to float
        In the order of `METRICS`.

    Raises
    ------
    UnknownNameError
        There is no such figure.
    NetgraphError
        ``margins`` is no mapping, a figure cannot raise a signal, or a margin is no finite number between 0 and the
        width of the range of its figure.

    Examples
    --------
    >>> signal_margins({"isolated": 0.1})["isolated"], signal_margins()["isolated"]
    (0.1, 0.05)
    """
    if not isinstance(margins, (Mapping, type(None))):
        raise NetgraphError(f'margins must say how much of which figure, as {{"isolated": 0.05}}; found {margins!r}.')
    given = margins or {}
    for name, margin in given.items():
        _check_margin(name, margin)
    declared = {name: metric.signal.margin for name, metric in METRICS.items() if metric.signal}
    return {name: float(given.get(name, margin)) for name, margin in declared.items()}


def _check_margin(name: object, margin: object) -> None:
    """Refuse the margin of a figure that does not exist or cannot signal, and one that no difference can have."""
    if not isinstance(name, str) or name not in METRICS:
        raise UnknownNameError(f"margins: there is no metric {name!r}. {did_you_mean(str(name), list(METRICS))}")
    metric = METRICS[name]
    if metric.signal is None:
        able = ", ".join(other.id for other in METRICS.values() if other.signal)
        raise NetgraphError(f"margins: {name} cannot raise a signal, so it has no margin. Figures that can: {able}.")
    widest = metric.range[1] - metric.range[0]
    is_number = isinstance(margin, Real) and not isinstance(margin, bool)
    if not (is_number and math.isfinite(margin) and 0 <= margin <= widest):  # type: ignore[arg-type, operator]
        raise NetgraphError(
            f"margins: the margin of {name} must be a number from 0 to {widest:g}, in units of the figure "
            f"(of a share 0.05 is five percentage points); found {margin!r}."
        )


def check_false_discovery_rate(rate: object) -> float:
    """Return a valid false discovery rate: above 0, and at most `LARGEST_RATE`.

    Raises
    ------
    NetgraphError
        It is not.

    Examples
    --------
    >>> check_false_discovery_rate(0.1)
    0.1
    """
    is_number = isinstance(rate, Real) and not isinstance(rate, bool)
    if not (is_number and 0 < rate <= LARGEST_RATE):  # type: ignore[operator]
        raise NetgraphError(
            f"false_discovery_rate must be above 0 and at most {LARGEST_RATE} ({FALSE_DISCOVERY_RATE} by default: "
            f"1 in 20 of the marked districts may be so by chance); found {rate!r}."
        )
    return float(rate)  # type: ignore[arg-type]
