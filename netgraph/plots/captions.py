"""What stands around a picture: its title, what it rests on, and what a reader should not conclude."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.symbology import ATTENTION_LAYER
from netgraph.symbology.sources import borders, question, source_line
from netgraph.words import page

if TYPE_CHECKING:
    from netgraph.schema.about import About
    from netgraph.symbology import Layer
    from netgraph.words.wording import Wording

__all__ = ["Captions", "captions"]


@dataclass(frozen=True, slots=True)
class Captions:
    """The texts around a picture; empty where there is nothing to say.

    Attributes
    ----------
    alarm : tuple of str
        That the figures are not protected.
    title, explanation : str
        Above the map.
    legend : str
        Above the legend.
    cautions : tuple of str
        What a reader should not conclude.
    notices : tuple of str
        That the data are made up.
    footer : tuple of str
        Date and source of the data, and source of the boundaries.
    """

    alarm: tuple[str, ...]
    title: str
    explanation: str
    legend: str
    cautions: tuple[str, ...]
    notices: tuple[str, ...]
    footer: tuple[str, ...]


def captions(layer: Layer, about: About, wording: Wording, *, title: str | None, internal: bool) -> Captions:
    """Return the texts around a picture of one layer.

    Parameters
    ----------
    layer : Layer
        What is drawn.
    about : About
        What is known about the data.
    wording : Wording
        How the picture speaks.
    title : str, optional
        In place of the question, or of the name of the figure.
    internal : bool
        Whether the figures went around the gate.

    Returns
    -------
    Captions
        In the words of the page.
    """
    attention = layer.id == ATTENTION_LAYER
    usual = question(about, wording) if attention else layer.heading
    # A title of one's own need not name the figure and its unit: the legend then does.
    legend = layer.heading if attention or title else ""
    alarm = (page.INTERNAL_BANNER, page.INTERNAL_LINE_BELOW) if internal else ()
    return Captions(
        alarm=tuple(wording.of(text) for text in alarm),
        title=title or usual,
        explanation=wording.of(page.SUBTITLE) if attention else layer.explanation,
        legend="\n".join(filter(None, (legend, layer.direction))),
        cautions=tuple(filter(None, (wording.of(page.CAUTION) if attention else layer.caution, layer.footnote))),
        notices=(wording.of(page.SYNTHETIC),) if about.synthetic else (),
        footer=tuple(filter(None, (source_line(about, wording), borders(about, wording)))),
    )
