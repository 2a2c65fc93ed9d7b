"""What was asked of a map or a report, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.errors import UnknownNameError, did_you_mean, listed
from netgraph.schema.map_vocabulary import ATTENTION, LAYER_GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netgraph.estimates import Enough
    from netgraph.metrics import Choices
    from netgraph.schema.levels import Level
    from netgraph.symbology.shown import Gate
    from netgraph.words import Language

__all__ = ["MapOptions", "check_layers"]


@dataclass(frozen=True, slots=True)
class MapOptions:
    """What was asked of a map; see `netgraph.mapping.district_map`.

    Attributes
    ----------
    language, by, metrics, title, organisation, contact, margins, false_discovery_rate, opens_with
        As given.
    clusters : tuple of str
        Figures of which local clusters are shown.
    layers : tuple of str
        Subjects to show, and ``"flows"``.
    gate : Gate
        The smallest numbers that may be shown, or the way around.
    choices : Choices
        What was chosen of the definitions of figures.
    enough : Enough
        What a figure must rest on to be drawn and judged.
    """

    language: Language
    by: Level
    metrics: Iterable[str] | None
    layers: tuple[str, ...]
    gate: Gate
    choices: Choices
    enough: Enough
    margins: Mapping[str, float] | None
    false_discovery_rate: float
    title: str | None
    organisation: str | None
    contact: str | None
    opens_with: str
    clusters: tuple[str, ...] = ()

    def shows(self, subject: str) -> bool:
        """Whether the layers of a subject were asked for."""
        return subject in self.layers


def check_layers(layers: Iterable[str] | None) -> tuple[str, ...]:
    """Return the groups of layers to show, all by default, or say which exist.

    Raises
    ------
    UnknownNameError
        There is no such group.

    Examples
    --------
    >>> check_layers(["carers", "flows"])
    ('carers', 'flows')
    """
    if layers is None:
        return LAYER_GROUPS
    chosen = tuple(name for name in listed(layers, "layers") if name != ATTENTION)
    for name in chosen:
        if name not in LAYER_GROUPS:
            raise UnknownNameError(f"layers: there is no group {name!r}. {did_you_mean(name, list(LAYER_GROUPS))}")
    return chosen
