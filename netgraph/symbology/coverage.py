"""Who is in the data, drawn like a figure; and what of a figure it takes to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from netgraph.words.data import COVERAGE_LABEL
from netgraph.words.states import LAYERS

if TYPE_CHECKING:
    from netgraph.words.numbers import Unit
    from netgraph.words.text import Text

__all__ = ["COVERAGE_FIGURE", "COVERAGE_SUBJECT", "CoverageFigure", "Drawable"]

COVERAGE_SUBJECT = "coverage"


class Drawable(Protocol):
    """What the words and the legend of a figure need; every `netgraph.metrics.Metric` has it."""

    @property
    def id(self) -> str:
        """Name of the figure."""

    @property
    def subject(self) -> str:
        """What it is found under."""

    @property
    def label(self) -> Text:
        """What it is called."""

    @property
    def explanation(self) -> Text:
        """What it means."""

    @property
    def caution(self) -> Text | None:
        """What not to conclude."""

    @property
    def reading(self) -> Text | None:
        """How to read a value."""

    @property
    def per_population(self) -> Text | None:
        """What it means in a register, where that differs."""

    @property
    def unit(self) -> Unit:
        """Unit of its values."""

    @property
    def worse(self) -> Literal["high", "low", "neither"]:
        """Which end calls for attention."""

    @property
    def home_district(self) -> bool:
        """Whether its words are about the district that people live in."""

    @property
    def needs(self) -> Literal["own", "alters", "whole", "given"]:
        """What must be known."""

    @property
    def directions(self) -> tuple[Literal["receives", "gives"], ...]:
        """Which directions of ties must have been asked."""

    @property
    def alter_roles(self) -> bool:
        """Whether it must be known which contacts are volunteers, carers or professionals."""


@dataclass(frozen=True, slots=True)
class CoverageFigure:
    """Which part of the people of a district the data are about: no figure about support, and neither end is worse."""

    id: str = COVERAGE_SUBJECT
    subject: str = COVERAGE_SUBJECT
    label: Text = COVERAGE_LABEL
    explanation: Text = LAYERS[COVERAGE_SUBJECT].question
    caution: Text | None = None
    reading: Text | None = None
    per_population: Text | None = None
    unit: Unit = "share"
    worse: Literal["high", "low", "neither"] = "neither"
    home_district: bool = False
    alter_roles: bool = False
    needs: Literal["own", "alters", "whole", "given"] = "given"
    directions: tuple[Literal["receives", "gives"], ...] = ()


COVERAGE_FIGURE = CoverageFigure()
