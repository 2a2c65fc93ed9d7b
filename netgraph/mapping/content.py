"""What a page shows, in words and positions: only what passed the gate, and nothing that is not on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netgraph.symbology import Layer
    from netgraph.words.wording import Wording

__all__ = ["DistrictRow", "MapContent", "Notice"]


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
