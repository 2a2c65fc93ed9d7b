"""district_report: where networks are thin and why, to print or to open in Excel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from netgraph.content import MapContent, MapOptions, check_layers, map_content
from netgraph.disclosure import MINIMUM
from netgraph.estimates import Enough
from netgraph.files import check_output, write_whole
from netgraph.metrics import Choices
from netgraph.network.areas import has_boundaries, listed_areas
from netgraph.pages import escape
from netgraph.plots.captions import Captions, captions
from netgraph.plots.picture import areas_to_draw, map_picture
from netgraph.report.caveats import caveats
from netgraph.report.figures import reported_layers
from netgraph.report.page import report_page
from netgraph.report.workbook import write_report_workbook
from netgraph.schema.levels import check_level
from netgraph.schema.map_vocabulary import ATTENTION, FLOWS
from netgraph.schema.thresholds import FALSE_DISCOVERY_RATE, LEAST_COVERAGE, LEAST_PEOPLE
from netgraph.symbology.shown import Gate
from netgraph.words import check_language, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netgraph.metrics import CarerDefinition
    from netgraph.network import SupportNetwork
    from netgraph.plots.shapes import Shapes
    from netgraph.symbology import Layer
    from netgraph.words import Language

__all__ = ["REPORT_ENDINGS", "DistrictReport", "district_report"]

PAGE_ENDINGS = (".html", ".htm")
REPORT_ENDINGS = (*PAGE_ENDINGS, ".xlsx")


def district_report(
    network: SupportNetwork,
    language: Language = "nl",
    *,
    metrics: Iterable[str] | None = None,
    layers: Iterable[str] | None = None,
    by: str = "district",
    minimum: int = MINIMUM,
    margins: Mapping[str, float] | None = None,
    false_discovery_rate: float = FALSE_DISCOVERY_RATE,
    internal: bool = False,
    least_people: int = LEAST_PEOPLE,
    least_coverage: float = LEAST_COVERAGE,
    title: str | None = None,
    organisation: str | None = None,
    contact: str | None = None,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
    bridge_label: str | None = None,
) -> DistrictReport:
    """Write down where networks are thin, as a page for paper or as a workbook: what `district_map` shows, to read.

    It holds the areas with a signal and the reasons, how certain these are and the questions to take along; all areas;
    all figures with their margins; what the figures mean; who is in the data; and what to keep in mind. Figures pass
    the gate (`protect`) before they become words, the same ones as those of the map of the same network. With
    boundaries it holds the map as a picture, for which Matplotlib is needed:
    ``pip install "neighbourhood-netgraph[plots]"``.

    Parameters
    ----------
    network : SupportNetwork
        Boundaries are not needed; without them there is no picture, and the report says so.
    language : {"nl", "en"}
        Language of the report.
    metrics : iterable of str, optional
        Ids of the figures to give; all by default. Signals look at their own figures.
    layers : iterable of str, optional
        Subjects to give figures of: "isolation", "reciprocity", "cohesion", "bridging", "carers", "volunteers",
        "coverage" (who is in the data); all by default.
    by : {"district", "parent"}
        Districts that are not made up of others, or the larger areas that they lie in.
    minimum : int
        Fewest people that a shown figure is about, 10 or more; of a survey never fewer than 30.
    margins, false_discovery_rate
        As in `district_map`.
    internal : bool
        Go around the gate. The report says so on top, and must not leave the building.
    least_people, least_coverage
        As in `district_map`.
    title : str, optional
        Instead of the question above the report.
    organisation, contact : str, optional
        Who made it, and whom to ask.
    carer_definition, bridge_by, bridge_label
        As in `district_map`.

    Returns
    -------
    DistrictReport
        ``save`` writes it; in Jupyter it shows itself.

    Raises
    ------
    MissingExtraError
        The network has boundaries and Matplotlib is not installed.
    DataError
        No district lies in a larger area, with ``by="parent"``.
    UnknownNameError
        There is no such metric, subject, language, level, definition or column.
    NetgraphError
        ``minimum`` is below 10, a margin, rate or threshold is none, or a figure is asked for that is never published.

    Examples
    --------
    >>> import netgraph as ng
    >>> network = ng.synthetic_network(people=1_000, seed=1)
    >>> report = district_report(network, "en", metrics=["isolated"], by="parent")
    >>> report.content.title
    'Where are the networks thin in Almere?'
    >>> "<script" in report.html()
    False
    """
    level, spoken = check_level(by), check_language(language)
    shapes = areas_to_draw(network, level) if has_boundaries(network.districts) else None
    asked = MapOptions(
        language=spoken,
        by=level,
        metrics=metrics,
        layers=tuple(name for name in check_layers(layers) if name != FLOWS),
        gate=Gate(minimum, internal),
        choices=Choices(carer_definition, bridge_by, bridge_label),
        enough=Enough(least_people, least_coverage),
        margins=margins,
        false_discovery_rate=false_discovery_rate,
        title=title,
        organisation=organisation,
        contact=None,
        opens_with=ATTENTION,
    )
    listed = listed_areas(network.districts, level)
    content = map_content(network, listed, asked)
    said = content.wording.of(report.REPORT_CONTACT, contact=contact) if contact else ""
    content = replace(content, head=replace(content.head, contact=said))
    around = captions(content.layers[0], network.about, content.wording, title=title, internal=internal)
    beside = replace(around, title="", explanation="", cautions=())  # the report says these itself
    return DistrictReport(content, tuple(listed["district"]), shapes, beside)


@dataclass(frozen=True, eq=False, repr=False)
class DistrictReport:
    """A report on the districts of a network; made by `district_report`.

    Attributes
    ----------
    content : MapContent
        What it says, from protected figures only unless it is internal.
    codes : tuple of str
        The code of every area, in the order of the content.
    shapes : Shapes or None
        What the map draws; None without boundaries.
    captions : Captions
        What stands around the map on a picture that is taken out of its report.
    """

    content: MapContent
    codes: tuple[str, ...]
    shapes: Shapes | None
    captions: Captions

    def html(self) -> str:
        """Return the report as one HTML page, which asks nothing of any host and runs nothing."""
        picture = None if self.shapes is None else map_picture(self._attention, self.shapes, self.captions, "svg")
        return report_page(self.content, self._layers, self._caveats, picture)

    def save(self, path: str | Path) -> None:
        """Write the report, whole or not at all.

        Parameters
        ----------
        path : str or pathlib.Path
            Ends in .html, to read and to print, or in .xlsx, a workbook.

        Raises
        ------
        NetgraphError
            The ending is another one, or the file cannot be written.
        """
        target = Path(path)
        check_output(target, REPORT_ENDINGS)
        if target.suffix.lower() in PAGE_ENDINGS:
            page = self.html().encode("utf-8")
            with write_whole(target) as temporary:
                temporary.write_bytes(page)
            return
        picture = None if self.shapes is None else map_picture(self._attention, self.shapes, self.captions, "png")
        with write_whole(target) as temporary:
            write_report_workbook(temporary, self.content, self.codes, self._layers, self._caveats, picture)

    @property
    def _attention(self) -> Layer:
        return self.content.layers[0]

    @property
    def _layers(self) -> tuple[Layer, ...]:
        return reported_layers(self.content)

    @property
    def _caveats(self) -> tuple[str, ...]:
        return caveats(self.content, self._layers)

    def __repr__(self) -> str:
        shown = sum(row.fill == ATTENTION for row in self.content.districts)
        return f"DistrictReport: {self.content.title} {len(self.codes)} areas, {shown} that need attention"

    def _repr_html_(self) -> str:
        # A frame of its own, so that the style sheets of notebook and report leave each other alone.
        frame = 'title="report" width="100%" height="760" style="border: 1px solid #d3d9de" sandbox'
        return f'<iframe {frame} srcdoc="{escape(self.html())}"></iframe>'
