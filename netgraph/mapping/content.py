"""What a page shows, in words and positions: only what passed the gate, and nothing that is not on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.words.areas import at_level

if TYPE_CHECKING:
    from netgraph.words.areas import AreaWords
    from netgraph.words.text import Language, Text

__all__ = ["ATTENTION_LAYER", "DistrictRow", "Layer", "MapContent", "Mark", "Notice", "Wording"]

ATTENTION_LAYER = "attention"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a page speaks: its language, and what the areas on it, and those that people live in, are called."""

    language: Language
    area: AreaWords
    home: AreaWords | None = None

    def of(self, text: Text, **values: object) -> str:
        """Return a text of the page in its language, about its areas, with the placeholders filled in."""
        return at_level(text, self.area).format(self.language, **values)


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of a legend, and what the districts with that mark have in common.

    Attributes
    ----------
    fill : str
        Name of the fill in the palette.
    label : str
        The state, or the class in words and numbers.
    count : str
        How many districts have it.
    note : str
        What it means, where the label does not say it all.
    says : str
        What a district with this mark says when it is pointed at; empty where each says its own figure.
    """

    fill: str
    label: str
    count: str
    note: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """One way of colouring the map, with its legend.

    Attributes
    ----------
    id : str
        Metric id, or `ATTENTION_LAYER`.
    name, theme : str
        What one chooses it by, and the subject that it belongs to; the attention layer has no subject.
    label : str
        What its figures are called; with the word that they are estimates, where they are.
    heading, explanation, direction, caution : str
        Texts around the legend; empty when there is nothing to say.
    marks : tuple of Mark
        The legend.
    marked : tuple of int
        For every district the position of its mark.
    figures : tuple of str
        For every district its figure as printed; empty where there is none to show.
    """

    id: str
    name: str
    theme: str
    label: str
    heading: str
    explanation: str
    direction: str
    caution: str
    marks: tuple[Mark, ...]
    marked: tuple[int, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One row of the list: a district, its state and the main reason for it.

    Attributes
    ----------
    position : int
        Position of the district on the map.
    name, part_of : str
        The district, and the larger area that it lies in.
    fill, signal : str
        Fill and label of its state.
    subject, reason : str
        Subjects of its signals, and the first reason; empty without a signal.
    """

    position: int
    name: str
    part_of: str
    fill: str
    signal: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner above the page; an alarm stands out more."""

    text: str
    below: str = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class MapContent:
    """Everything that a page shows, but for fixed words and borders.

    Attributes
    ----------
    wording : Wording
        Language of the page and what its areas are called.
    title : str
        The question above the page.
    notices : tuple of Notice
        Made-up data, unprotected figures.
    facts : tuple of str
        Reference date, source, what it is based on.
    borders : str
        Where the boundaries come from; empty when that is not known.
    privacy : str
        What is not on the page; empty when the figures are not protected.
    remarks : tuple of str
        Sentences above the list.
    layers : tuple of Layer
        Attention first, then the figures by subject.
    districts : tuple of DistrictRow
        The list: by state, and by alphabet within a state.
    """

    wording: Wording
    title: str
    notices: tuple[Notice, ...]
    facts: tuple[str, ...]
    borders: str
    privacy: str
    remarks: tuple[str, ...]
    layers: tuple[Layer, ...]
    districts: tuple[DistrictRow, ...]

    @property
    def places(self) -> list[DistrictRow]:
        """The districts in the order of the map."""
        return sorted(self.districts, key=lambda row: row.position)
