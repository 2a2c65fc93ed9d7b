"""What a page shows, in words and figures: only what passed the gate, and nothing that is not on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netgraph.symbology import Layer
    from netgraph.words.numbers import Unit
    from netgraph.words.wording import Wording

__all__ = ["DistrictPanel", "DistrictRow", "Flow", "MapContent", "Notice", "PageHead", "PanelSignal"]


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
    in_data : str
        Which part of its people the data are about; empty where that is not shown.
    """

    position: int
    name: str
    part_of: str
    fill: str
    signal: str
    subject: str
    reason: str
    in_data: str = ""


@dataclass(frozen=True, slots=True)
class PanelSignal:
    """One signal in the panel of a district.

    Attributes
    ----------
    figure : str
        Metric id; its questions go with it.
    subject, label : str
        Its theme, and what the figure is called.
    text, how_sure : str
        The reason under the name of the district, and how certain it is.
    """

    figure: str
    subject: str
    label: str
    text: str
    how_sure: str


@dataclass(frozen=True, slots=True)
class DistrictPanel:
    """What the panel of a district says besides its figures.

    Attributes
    ----------
    lead : str
        The sentence above the reasons; for a district without a signal what its state means.
    signals : tuple of PanelSignal
        The strongest first.
    basis : tuple of str
        What the figures rest on: people and coverage.
    """

    lead: str
    signals: tuple[PanelSignal, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Ties between two districts, by their positions on the map."""

    one: int
    other: int
    ties: int
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner above the page; an alarm stands out more."""

    text: str
    below: str = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class PageHead:
    """The head and foot of a page.

    Attributes
    ----------
    title : str
        The question above the page.
    organisation, contact : str
        Who made it and whom to ask; empty where not given.
    notices : tuple of Notice
        Made-up data, unprotected figures.
    facts : tuple of str
        Reference date, source, what it is based on.
    borders : str
        Where the boundaries come from; empty when that is not known.
    privacy : str
        What is not on the page; empty when the figures are not protected.
    footer : str
        What stands below every printed page, but for its number.
    """

    title: str
    organisation: str
    contact: str
    notices: tuple[Notice, ...]
    facts: tuple[str, ...]
    borders: str
    privacy: str
    footer: str


@dataclass(frozen=True, slots=True)
class MapContent:
    """Everything that a page shows, but for fixed words and borders.

    Attributes
    ----------
    wording : Wording
        Language of the page and what its areas are called.
    head : PageHead
        Title, source and notices.
    remarks : tuple of str
        Sentences above the list.
    design : str
        What data of this design can show.
    layers : tuple of Layer
        Attention first, then the figures by subject.
    in_panel : tuple of Layer
        Figures that signals look at and one cannot choose on the map: they stand in the panel of a district.
    figures : mapping of str to DataFrame
        By layer id one row a district in map order, after the gate: ``value``, ``low``, ``high``, ``people``,
        ``rest_value``, and of the larger area that stands in for a hidden one ``larger`` (its name), ``larger_value``,
        ``larger_low``, ``larger_high``, ``larger_people``. NaN where nothing is shown.
    units : mapping of str to str
        By layer id the unit of its figures.
    key_figures : frozenset of str
        Those that can signal.
    districts : tuple of DistrictRow
        The list: by state, and by alphabet within a state.
    panels : tuple of DistrictPanel
        In map order.
    flows : tuple of Flow or None
        Ties between districts; None where the page does not offer them.
    opens_with : str
        The subject or layer that is shown first.
    survey : bool
        Whether counts give way to bands.
    """

    wording: Wording
    head: PageHead
    remarks: tuple[str, ...]
    design: str
    layers: tuple[Layer, ...]
    in_panel: tuple[Layer, ...]
    figures: Mapping[str, pd.DataFrame]
    units: Mapping[str, Unit]
    key_figures: frozenset[str]
    districts: tuple[DistrictRow, ...]
    panels: tuple[DistrictPanel, ...]
    flows: tuple[Flow, ...] | None
    opens_with: str
    survey: bool

    @property
    def title(self) -> str:
        """The question above the page."""
        return self.head.title

    @property
    def places(self) -> list[DistrictRow]:
        """The districts in the order of the map."""
        return sorted(self.districts, key=lambda row: row.position)
