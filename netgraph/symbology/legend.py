"""A legend: its lines, and which of them every district has."""

from __future__ import annotations

from dataclasses import dataclass

from netgraph.schema.map_vocabulary import ATTENTION

__all__ = ["ATTENTION_LAYER", "Layer", "Mark"]

ATTENTION_LAYER = ATTENTION


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
    listed : bool
        Whether it is a line of the legend; several fills can share one.
    """

    fill: str
    label: str
    count: str
    note: str = ""
    says: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Layer:
    """One way of colouring the map, with its legend.

    Attributes
    ----------
    id : str
        Metric id, or `ATTENTION_LAYER`.
    subject : str
        What one finds it under, a key of `netgraph.words.patterns.MAP_SUBJECTS`; empty for the attention layer.
    name : str
        What one chooses it by.
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
    footnote : str
        One line below the legend; empty when there is nothing to say.
    """

    id: str
    subject: str
    name: str
    label: str
    heading: str
    explanation: str
    direction: str
    caution: str
    marks: tuple[Mark, ...]
    marked: tuple[int, ...]
    figures: tuple[str, ...]
    footnote: str = ""
