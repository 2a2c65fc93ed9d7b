"""The registry: every figure is declared here once, by the decorator above its function."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from netgraph.errors import UnknownNameError, did_you_mean
from netgraph.metrics.ratio import Ratio
from netgraph.words.numbers import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import numpy as np
    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.metrics.choices import ChoiceName
    from netgraph.metrics.jackknife import Spread
    from netgraph.words.text import Text

    Function = Callable[..., Ratio | float]

__all__ = [
    "METRICS",
    "Declaration",
    "Direction",
    "Metric",
    "Need",
    "Shape",
    "Signal",
    "Subject",
    "Theme",
    "by_subject",
    "by_theme",
    "metric",
    "registered",
]

Theme = Literal["isolation", "reciprocity", "cohesion", "bridging", "care"]
Subject = Literal["isolation", "reciprocity", "cohesion", "bridging", "carers", "volunteers"]
Worse = Literal["high", "low", "neither"]
Need = Literal["own", "alters", "whole", "given"]
Direction = Literal["receives", "gives"]
Shape = Literal["ratio", "whole"]
Part = Literal["numerator", "denominator", "people"]

F = TypeVar("F", bound="Callable[..., Any]")

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "unit": get_args(Unit),
        "worse": get_args(Worse),
        "theme": get_args(Theme),
        "subject": ("", *get_args(Subject)),
        "needs": get_args(Need),
        "shape": get_args(Shape),
        "directions": get_args(Direction),
        "identities": get_args(Part),
    }
)
"""What may be declared, by keyword."""

RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"share": (0.0, 1.0), "number": (0.0, math.inf), "hours": (0.0, math.inf)}
)
"""Between which values figures of a unit lie; those of an index differ."""
UNBOUNDED = (-math.inf, math.inf)


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


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What is said of one figure: its words, its meaning, and what it needs.

    Attributes
    ----------
    label, explanation : Text
        For the map and the catalogue. Where a choice decides, ``choose`` fills it in.
    caution : Text or None
        What a reader should not conclude.
    reading : Text or None
        How to read a value; every index has one.
    definition : str
        Numerator / denominator, in symbols.
    undefined : str
        When there is no such figure.
    unit : {"share", "number", "hours", "index"}
        Shares lie between 0 and 1.
    range : tuple of float
        Between which values it lies; by default as far as its unit reaches.
    worse : {"high", "low", "neither"}
        Which end calls for attention.
    theme : str
        What it belongs to; signals on two themes weigh more than two on one.
    subject : str
        Where one finds it on the map: the theme itself, but for care, which is two subjects there.
    needs : {"own", "alters", "whole", "given"}
        What must be known: the person's own ties, also those among their contacts, the whole network, or only
        what is registered.
    directions : tuple of {"receives", "gives"}
        Which directions of a person's own ties must have been asked.
    alter_roles : bool
        Whether it must be known which contacts are volunteers, carers or professionals.
    shape : {"ratio", "whole"}
        A ratio of two sums over people, or one number for a group's arcs.
    signal : Signal or None
        Whether and when it can raise a signal.
    internal : bool
        Never published: it can be about one recognisable person.
    per_population : Text or None
        In a register the denominator is not the people in it but the population, and this explains the figure.
    home_district : bool
        Its words speak of the own district: the one that people live in, whatever area is drawn.
    choice : str or None
        The keyword of its function by which a caller chooses between definitions.
    amounts : callable or None
        Of a figure of the shape "whole" that says how an amount is spread over people: Arcs -> that amount of each
        person, 0 or more. The gate looks at how many people have some of it.
    of_hours : bool
        Of a share: its parts add hours up, to which one person can add far more than another, in place of counting
        people or ties.
    tells : tuple of str
        Of a figure of the shape "whole": ids of the figures whose counts can be worked out from it. Where the gate
        hides one of these it hides this too.
    fewest : callable or None
        Of a figure of the shape "whole" that is 0 when nobody stands apart: numbers of people and a count k -> the
        least that it can be when more than k people stand apart. The gate hides what must be about 1 to k.
    at_once : callable or None
        Of a figure of the shape "whole": arcs, the group of each person (-1 for who is not counted in any) and how many
        groups there are -> the figures of all groups, each as the function gives it; where one by one takes long.
    spread : callable or None
        Of a figure of the shape "whole": a group's arcs -> how far it varies; without it there is no interval.
    identities : mapping of {"numerator", "denominator", "people"} to str
        Sums of which one part always consists, as ``"unsupported.numerator + single_supporter.numerator"``; of the
        people whom a figure is about where all weigh the same.
    citation : str
        Source of the definition.

    Raises
    ------
    TypeError
        A word that is not known; an index without a range and a reading; or a signal on a figure that is no ratio, is
        internal, or of which neither end is worse.
    """

    label: Text
    explanation: Text
    definition: str
    undefined: str
    unit: Unit
    worse: Worse
    theme: Theme
    needs: Need
    citation: str
    range: tuple[float, float] = UNBOUNDED
    directions: tuple[Direction, ...] = get_args(Direction)
    alter_roles: bool = False
    caution: Text | None = None
    reading: Text | None = None
    shape: Shape = "ratio"
    signal: Signal | None = None
    internal: bool = False
    per_population: Text | None = None
    home_district: bool = False
    subject: Subject | Literal[""] = ""
    choice: ChoiceName | None = None
    amounts: Callable[[Arcs], npt.NDArray[np.float64]] | None = None
    of_hours: bool = False
    tells: tuple[str, ...] = ()
    fewest: Callable[[npt.NDArray[np.float64], int], npt.NDArray[np.float64]] | None = None
    at_once: Callable[[Arcs, npt.NDArray[np.int64], int], npt.NDArray[np.float64]] | None = None
    spread: Callable[[Arcs], Spread] | None = None
    identities: Mapping[Part, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_words(self)
        if not self.subject:
            if self.theme == "care":
                raise TypeError('theme="care" is two subjects on the map: say subject="carers" or "volunteers".')
            object.__setattr__(self, "subject", self.theme)
        object.__setattr__(self, "identities", MappingProxyType(dict(self.identities)))
        if self.range == UNBOUNDED:
            object.__setattr__(self, "range", RANGES.get(self.unit, UNBOUNDED))
        if self.unit not in RANGES and (self.range == UNBOUNDED or self.reading is None):
            raise TypeError(f"a figure with the unit {self.unit} needs a range, and a reading: how is it to be read?")
        if self.signal is not None and (self.shape == "whole" or self.internal or self.worse == "neither"):
            raise TypeError("only a ratio of which one end is worse, and that may be published, can signal.")


class metric(Declaration):  # noqa: N801 - used as a decorator
    """Declare the function below as a figure; its name becomes the figure's id. Parameters as in `Declaration`."""

    def __call__(self, function: F) -> F:
        """Add the function to the registry, and leave it as it is.

        Raises
        ------
        UnknownNameError
            A figure of that name exists already.
        """
        name = function.__name__
        if name in _REGISTRY:
            raise UnknownNameError(f"there is a metric {name} already. Give the function another name.")
        said = {each.name: getattr(self, each.name) for each in fields(Declaration)}
        _REGISTRY[name] = Metric(id=name, function=function, **said)
        return function


@dataclass(frozen=True, kw_only=True)
class Metric(Declaration):
    """One figure: what was declared of it, and how it is computed.

    Attributes
    ----------
    id : str
        The name of its function, its column and its choice on the command line.
    function : callable
        Arcs -> Ratio; Arcs -> float for the shape "whole".
    settings : mapping of str to str
        What was chosen.
    """

    id: str
    function: Function
    settings: Mapping[str, str] = field(default_factory=dict)

    def ratio(self, arcs: Arcs) -> Ratio:
        """Compute a figure of the shape "ratio"."""
        result = self.function(arcs, **self.settings)
        if not isinstance(result, Ratio):
            raise TypeError(f'{self.id} returned {type(result).__name__}, not a Ratio; or is its shape "whole"?')
        return result

    def whole(self, group: Arcs) -> float:
        """Compute a figure of the shape "whole" for one group."""
        result = self.function(group, **self.settings)
        if isinstance(result, Ratio):
            raise TypeError(f'{self.id} returned a Ratio, not a number; or is its shape "ratio"?')
        return float(result)


def by_theme(metrics: Iterable[Metric]) -> dict[str, list[Metric]]:
    """Return figures by theme, in the order of the themes, whatever order they were declared in."""
    return _gathered(metrics, "theme", get_args(Theme))


def by_subject(metrics: Iterable[Metric]) -> dict[str, list[Metric]]:
    """Return figures by subject of the map, in the order of the subjects."""
    return _gathered(metrics, "subject", get_args(Subject))


def _gathered(metrics: Iterable[Metric], attribute: str, order: tuple[str, ...]) -> dict[str, list[Metric]]:
    listed = list(metrics)
    found = {name: [metric for metric in listed if getattr(metric, attribute) == name] for name in order}
    return {name: metrics for name, metrics in found.items() if metrics}


_REGISTRY: dict[str, Metric] = {}

METRICS: Mapping[str, Metric] = MappingProxyType(_REGISTRY)
"""All figures by id, in the order of the catalogue; read-only."""


def registered() -> tuple[Function, ...]:
    """Return what computes the figures there are now: what was made of them before holds only as long as these do.

    A function declared anew in another way (another signal, say) is taken for the same: give it another name.
    """
    return tuple(one.function for one in METRICS.values())


def _check_words(declared: Declaration) -> None:
    """Refuse words that nothing would understand later on."""
    for keyword, valid in WORDS.items():
        given = getattr(declared, keyword)
        for word in [given] if isinstance(given, str) else given:
            if word not in valid:
                raise TypeError(f"{keyword}={word!r} is not known. {did_you_mean(str(word), list(valid))}")
