"""Choices: figures whose definition a caller picks, and how what was picked is named wherever they are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from netgraph.errors import UnknownNameError, did_you_mean, listed
from netgraph.metrics.registry import METRICS
from netgraph.schema.vocabulary import CarerDefinition
from netgraph.words.reasons import bridge_words
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netgraph.metrics.registry import Metric

__all__ = ["CARER_DEFINITIONS", "CarerDefinition", "ChoiceName", "Choices", "DefinitionWords", "choose"]

ChoiceName = Literal["carer_definition", "bridge_by"]


@dataclass(frozen=True, slots=True)
class DefinitionWords:
    """How a definition is named: in the explanation, and after the label."""

    phrase: Text
    short: Text


CARER_DEFINITIONS: Mapping[CarerDefinition, DefinitionWords] = MappingProxyType(
    {
        "cbs2024": DefinitionWords(
            phrase=Text(
                nl="minstens 8 uur per week mantelzorg geeft (CBS 2024)",
                en="give care for at least 8 hours a week (CBS 2024)",
            ),
            short=Text(nl="(8 uur of meer, CBS 2024)", en="(8 hours or more, CBS 2024)"),
        ),
        "scp": DefinitionWords(
            phrase=Text(
                nl="meer dan 8 uur per week en langer dan 3 maanden mantelzorg geeft (SCP)",
                en="give care for more than 8 hours a week and for longer than 3 months (SCP)",
            ),
            short=Text(nl="(meer dan 8 uur en 3 maanden, SCP)", en="(over 8 hours and 3 months, SCP)"),
        ),
    }
)
"""Who gives intensive care, by the name of the definition."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a caller chose.

    Attributes
    ----------
    carer_definition : {"cbs2024", "scp"}
        Who gives intensive care: at least 8 hours a week, or more than 8 hours and for longer than 3 months.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which is left out without it.
    bridge_label : str, optional
        What such groups are called on a page: "age", "origin", "education", "household", or a noun of one's own;
        the name of the column by default.

    Raises
    ------
    UnknownNameError
        There is no such definition, a column or label is no text, or groups are named that are not asked for.

    Examples
    --------
    >>> Choices(bridge_by="age_group").columns
    ('age_group',)
    """

    carer_definition: CarerDefinition = "cbs2024"
    bridge_by: str | None = None
    bridge_label: str | None = None

    def __post_init__(self) -> None:
        valid = get_args(CarerDefinition)
        if self.carer_definition not in valid:
            raise UnknownNameError(
                f"there is no carer_definition {self.carer_definition!r}. "
                f"{did_you_mean(str(self.carer_definition), list(valid))}"
            )
        for name in ("bridge_by", "bridge_label"):
            given = getattr(self, name)
            if given is not None and not isinstance(given, str):
                raise UnknownNameError(f"{name} must be one name, as text; found {given!r}.")
        if self.bridge_label is not None and self.bridge_by is None:
            raise UnknownNameError("bridge_label names the groups of bridge_by, which is not given. Give both.")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of people that the figures need."""
        return () if self.bridge_by is None else (self.bridge_by,)

    def applied_to(self, metric: Metric) -> Metric | None:
        """Return a figure with what was chosen filled in; None when it cannot be made without a choice."""
        if metric.choice is None:
            return metric
        if metric.choice == "carer_definition":
            words = CARER_DEFINITIONS[self.carer_definition]
            return replace(
                metric,
                label=Text(nl=f"{metric.label.nl} {words.short.nl}", en=f"{metric.label.en} {words.short.en}"),
                explanation=_filled(metric.explanation, definition=words.phrase),
                settings={"carer_definition": self.carer_definition},
            )
        if self.bridge_by is None:
            return None
        explanation = _filled(metric.explanation, bridge_label=bridge_words(self.bridge_label or self.bridge_by))
        return replace(metric, explanation=explanation, settings={"bridge_by": self.bridge_by})


def choose(metrics: Iterable[str] | None, choices: Choices | None = None) -> list[Metric]:
    """Return the figures asked for, in catalogue order, with what was chosen filled in; all when None.

    Parameters
    ----------
    metrics : iterable of str, optional
        Ids of `METRICS`.
    choices : Choices, optional
        By default ``Choices()``: without groups to bridge, ``bridging_share`` is not among all figures.

    Raises
    ------
    UnknownNameError
        There is no such figure (the message offers the nearest), or one needs a choice that was not made.

    Examples
    --------
    >>> [chosen.id for chosen in choose(["contacts", "isolated"])]
    ['isolated', 'contacts']
    >>> choose(["intensive_carers"])[0].label.en
    'Intensive care (8 hours or more, CBS 2024)'
    """
    wanted = list(METRICS) if metrics is None else listed(metrics, "metrics")
    for name in wanted:
        if name not in METRICS:
            raise UnknownNameError(f"there is no metric {name!r}. {did_you_mean(str(name), list(METRICS))}")
    made = choices or Choices()
    applied = {name: made.applied_to(declared) for name, declared in METRICS.items() if name in wanted}
    missing = [name for name, metric in applied.items() if metric is None]
    if missing and metrics is not None:
        raise UnknownNameError(f"{missing[0]} needs to know which groups: give bridge_by, a column of people.")
    return [metric for metric in applied.values() if metric is not None]


def _filled(text: Text, **values: Text) -> Text:
    """Fill in placeholders, each language with its own words."""
    return Text(
        nl=text.format("nl", **{name: value.nl for name, value in values.items()}),
        en=text.format("en", **{name: value.en for name, value in values.items()}),
    )
