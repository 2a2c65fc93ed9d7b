"""The registry: every figure is declared here once, by the decorator above its function."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from netgraph.errors import UnknownNameError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from netgraph.arcs import Arcs
    from netgraph.metrics.ratio import Ratio
    from netgraph.words.numbers import Unit
    from netgraph.words.text import Text

__all__ = ["METRICS", "Direction", "Metric", "Need", "Shape", "Signal", "Theme", "choose", "metric"]

Theme = Literal["isolation", "reciprocity", "cohesion", "bridging", "care"]
Worse = Literal["high", "low", "neither"]
Need = Literal["own", "alters", "whole", "given"]
Direction = Literal["receives", "gives"]
Shape = Literal["ratio", "whole"]


@dataclass(frozen=True, slots=True)
class Signal:
    """A figure that can raise a signal.

    Attributes
    ----------
    margin : float
        How much worse than the rest of the city matters in practice, in units of the figure.
    everyday : bool
        Compare on everyday kinds only, because the others go one way by nature.
    """

    margin: float
    everyday: bool = False


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: what it is called, what it means, and how it is computed.

    Attributes
    ----------
    id : str
        The name of its function, its column and its choice on the command line.
    label, explanation : Text
        For the map and the catalogue.
    caution : Text or None
        What a reader should not conclude.
    definition : str
        Numerator / denominator, in symbols.
    unit : {"share", "number", "hours", "index"}
        Shares lie between 0 and 1.
    worse : {"high", "low", "neither"}
        Which end calls for attention.
    theme : str
        Subject on the map.
    needs : {"own", "alters", "whole", "given"}
        What must be known: the person's own ties, also those among their contacts, the whole network, or only
        what is registered.
    directions : tuple of {"receives", "gives"}
        Which directions of a person's own ties must have been asked.
    shape : {"ratio", "whole"}
        A ratio of two sums over people, or one number for a group's arcs.
    signal : Signal or None
        Whether and when it can raise a signal.
    citation : str
        Source of the definition.
    function : callable
        Arcs -> Ratio.
    """

    id: str
    label: Text
    explanation: Text
    caution: Text | None
    definition: str
    unit: Unit
    worse: Worse
    theme: Theme
    needs: Need
    directions: tuple[Direction, ...]
    shape: Shape
    signal: Signal | None
    citation: str
    function: Callable[[Arcs], Ratio]


_REGISTRY: dict[str, Metric] = {}

METRICS: Mapping[str, Metric] = MappingProxyType(_REGISTRY)
"""All figures by id, in the order of the catalogue; read-only."""


def metric(
    *,
    label: Text,
    explanation: Text,
    definition: str,
    unit: Unit,
    worse: Worse,
    theme: Theme,
    needs: Need,
    citation: str,
    directions: tuple[Direction, ...] = get_args(Direction),
    caution: Text | None = None,
    shape: Shape = "ratio",
    signal: Signal | None = None,
) -> Callable[[Callable[[Arcs], Ratio]], Callable[[Arcs], Ratio]]:
    """Declare the function below as a figure; its name becomes the figure's id. Parameters as in `Metric`.

    Raises
    ------
    UnknownNameError
        A figure of that name exists already.
    """

    def declare(function: Callable[[Arcs], Ratio]) -> Callable[[Arcs], Ratio]:
        name = function.__name__
        if name in _REGISTRY:
            raise UnknownNameError(f"there is a metric {name} already. Give the function another name.")
        _REGISTRY[name] = Metric(
            name,
            label,
            explanation,
            caution,
            definition,
            unit,
            worse,
            theme,
            needs,
            directions,
            shape,
            signal,
            citation,
            function,
        )
        return function

    return declare


def choose(metrics: Iterable[str] | None) -> list[Metric]:
    """Return the figures asked for, in catalogue order; all when None.

    Raises
    ------
    UnknownNameError
        There is no such figure; the message offers the nearest.

    Examples
    --------
    >>> [chosen.id for chosen in choose(["contacts", "isolated"])]
    ['isolated', 'contacts']
    """
    if metrics is None:
        return list(METRICS.values())
    wanted = [metrics] if isinstance(metrics, str) else list(metrics)
    for name in wanted:
        if name not in METRICS:
            raise UnknownNameError(f"there is no metric {name!r}. {did_you_mean(str(name), list(METRICS))}")
    return [declared for declared in METRICS.values() if declared.id in wanted]
