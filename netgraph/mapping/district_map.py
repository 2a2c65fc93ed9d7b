"""district_map: a network drawn as one page, which is a folium map with its own markup, style and script."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.map import CustomPane
from folium.template import Template

from netgraph.content.from_network import map_content
from netgraph.content.options import MapOptions, check_layers
from netgraph.disclosure import MINIMUM
from netgraph.errors import listed
from netgraph.estimates import Enough
from netgraph.mapping.assets import own_file
from netgraph.mapping.background import BACKGROUNDS, OVER_BACKGROUND, check_basemap
from netgraph.mapping.boundaries import drawn_boundaries
from netgraph.mapping.offline import OfflineMap
from netgraph.mapping.page_data import script_data
from netgraph.metrics import Choices
from netgraph.network.areas import mapped_areas
from netgraph.pages.escape import script_json
from netgraph.pages.fills import paint, patterns
from netgraph.pages.print import printed_foot
from netgraph.pages.template import page_template
from netgraph.schema.levels import check_level
from netgraph.schema.map_vocabulary import ATTENTION, FLOWS, NO_BASEMAP
from netgraph.schema.thresholds import LEAST_COVERAGE, LEAST_PEOPLE
from netgraph.signals import FALSE_DISCOVERY_RATE
from netgraph.symbology import ATTENTION_LAYER, INTERFACE
from netgraph.symbology.shown import Gate
from netgraph.words import check_language
from netgraph.words import page as words
from netgraph.words.patterns import MAP_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Template as JinjaTemplate

    from netgraph.content.parts import MapContent
    from netgraph.mapping.boundaries import Boundaries
    from netgraph.metrics import CarerDefinition
    from netgraph.network import SupportNetwork
    from netgraph.schema.map_vocabulary import Basemap
    from netgraph.words import Language

__all__ = ["DistrictMap", "district_map"]

MAP_OPTIONS: dict[str, Any] = {
    "zoom_control": False,
    "attribution_control": False,
    "keyboard": False,
    "scroll_wheel_zoom": False,
    "zoom_snap": 0.05,
    "zoom_delta": 0.75,
    "zoom_animation": False,  # a press on a button during an animation would be lost
    "fade_animation": False,
}
DISTRICT_STYLE = {"color": INTERFACE["border"], "weight": 0.8, "fillOpacity": 1, "fillColor": INTERFACE["paper"]}
SCRIPTS = (
    "page/data.js",
    "page/names.js",
    "page/map.js",
    "page/legend.js",
    "page/panel.js",
    "page/list.js",
    "page/page.js",
)
STYLES = ("page/page.css", "page/panel.css", "page/print.css")
ROWS_IN_PAGE = 1_000
"""Rows of the list that stand in the page itself, for who has no script; the script knows them all."""


def district_map(
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
    basemap: str | None = None,
    opens_with: str = ATTENTION,
    clusters: Iterable[str] | None = None,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
    bridge_label: str | None = None,
) -> DistrictMap:
    """Draw where networks are thin, as one page that works without a network and asks nothing of any host.

    Attention first, then one layer a figure by subject; a legend in words, a tooltip by mouse and keyboard, for every
    district a panel with reasons, figures beside those of the rest of the city, and questions to take along, and a
    list that also works without a script. Figures pass the gate (`protect`) before they become words. It is a folium
    map: it shows in Jupyter, layers of one's own can be added, and ``save`` writes it whole or not at all.

    Parameters
    ----------
    network : SupportNetwork
        With boundaries of its districts.
    language : {"nl", "en"}
        Language of the page.
    metrics : iterable of str, optional
        Ids of the figures to show as layers; all by default. Signals look at their own figures.
    layers : iterable of str, optional
        Groups of layers besides attention: "isolation", "reciprocity", "cohesion", "bridging", "carers", "volunteers",
        "coverage" (who is in the data), "flows" (ties between districts); all by default.
    by : {"district", "parent"}
        What is drawn: the districts that are not made up of others, or the larger areas that they lie in.
    minimum : int
        Fewest people that a shown figure is about, 10 or more; of a survey never fewer than 30.
    margins : mapping of str to float, optional
        By metric id how much worse than the rest of the city matters, instead of ``METRICS[id].signal.margin``.
    false_discovery_rate : float
        Which part of the districts that need attention may be marked wrongly, on average.
    internal : bool
        Go around the gate. The page says so in a banner, and must not leave the building.
    least_people : int
        On fewer people a figure is too little data: neither low nor high, and not judged.
    least_coverage : float
        Where a smaller part of the inhabitants was asked, from 0 (the default: any) to 1, so is every figure.
    title : str, optional
        Instead of the question above the page.
    organisation, contact : str, optional
        Who made it, and whom to ask.
    basemap : {"pdok"}, optional
        A background map. The page then asks an outside host for it, and says so.
    opens_with : str
        What is shown first: "attention", a group of layers, a metric id, or "clusters".
    clusters : iterable of str, optional
        Ids of figures of which a layer shows where areas are like, or unlike, the areas around them
        (`netgraph.local_clusters`), among the figures that are shown; none by default. It needs esda:
        ``pip install "neighbourhood-netgraph[spatial]"``.
    carer_definition : {"cbs2024", "scp"}
        Who gives intensive care; the page names it.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which is left out without it.
    bridge_label : str, optional
        What such groups are called on the page: "age", "origin", "education", "household", or a noun of one's own; the
        name of the column by default. The groups themselves are never named.

    Returns
    -------
    DistrictMap
        A folium map; ``save`` writes the page.

    Raises
    ------
    DataError
        The districts have no boundaries or larger areas, or ``by`` is something that has none.
    UnknownNameError
        There is no such metric, group of layers, language, definition, background map or column.
    NetgraphError
        ``minimum`` is below 10, a margin, rate or threshold is none, or a figure is asked for that is never published.

    Examples
    --------
    >>> import netgraph as ng
    >>> drawn = district_map(ng.synthetic_network(people=1_000, seed=1), language="en", metrics=["isolated"])
    >>> drawn.content.title
    'Where are the networks thin in Almere?'
    >>> [layer.name for layer in drawn.content.layers]
    ['Where is attention needed?', 'No support ties', 'Share of residents in the data']
    """
    districts, level = network.districts, check_level(by)
    shown = mapped_areas(districts, level)
    asked = MapOptions(
        language=check_language(language),
        by=level,
        metrics=metrics,
        layers=check_layers(layers),
        gate=Gate(minimum, internal),
        choices=Choices(carer_definition, bridge_by, bridge_label),
        enough=Enough(least_people, least_coverage),
        margins=margins,
        false_discovery_rate=false_discovery_rate,
        title=title,
        organisation=organisation,
        contact=contact,
        opens_with=opens_with,
        clusters=() if clusters is None else tuple(listed(clusters, "clusters")),
    )
    background = check_basemap(basemap)
    content = map_content(network, shown, asked)
    names = districts.set_index("district")["name"]
    return DistrictMap(content, drawn_boundaries(shown, names, network.about.place or ""), background)


class DistrictMap(OfflineMap):
    """A page about districts: the question, a map, a legend, the choice of layers, a panel, and the list.

    It is a folium map: layers of one's own can be added to it.

    Parameters
    ----------
    content : MapContent
        What the page shows, in words.
    boundaries : Boundaries
        What it draws, in the same order.
    basemap : {"none", "pdok"}
        The background map.
    """

    def __init__(self, content: MapContent, boundaries: Boundaries, basemap: Basemap = NO_BASEMAP) -> None:
        background = None if basemap == NO_BASEMAP else BACKGROUNDS[basemap]
        super().__init__(
            language=content.wording.language,
            title=content.title,
            image_hosts=() if background is None else (background.host,),
            **MAP_OPTIONS,
        )
        self.content, self.boundaries, self.background = content, boundaries, background
        # Panes of their own: layers that a user adds neither cover the outlines nor mix with the districts.
        CustomPane("districts", z_index=350, pointer_events=True).add_to(self)
        CustomPane("flows", z_index=440).add_to(self)
        CustomPane("outlines", z_index=450).add_to(self)
        style = DISTRICT_STYLE if background is None else {**DISTRICT_STYLE, "fillOpacity": OVER_BACKGROUND}
        cells = DrawnDistricts(style)
        cells.add_to(self)
        data = script_data(content, boundaries)
        if background is not None:
            data["background"] = background.data(content.wording)
        ShownDistricts(cells, script_json(data)).add_to(self)

    def page_script(self) -> str:
        """Return the script of the page, which `ShownDistricts` starts."""
        return "\n".join(own_file(name).strip() for name in SCRIPTS)

    def page_style(self) -> str:
        """Return the style sheet of the page, with the colours of the palette and the foot of printed pages."""
        colours = " ".join(f"--{name}: {colour};" for name, colour in INTERFACE.items())
        number = self.content.wording.template(words.LIST_PAGE)
        printed = printed_foot(self.content.head.footer, number, INTERFACE["soft"])
        return "\n".join([f":root {{ {colours} }}", *(own_file(name).strip() for name in STYLES), printed])

    def page_markup(self) -> str:
        """Return the body of the page."""
        content = self.content
        subjects = {layer.subject for layer in content.layers}
        named = {ATTENTION_LAYER: content.layers[0].name}
        language = content.wording.language
        named |= {key: theme.label.in_(language) for key, theme in MAP_SUBJECTS.items() if key in subjects}
        return body_template().render(
            content=content,
            words=words,
            say=content.wording.of,
            paint=paint,
            subjects=named,
            rows=content.districts[:ROWS_IN_PAGE],
            larger=any(row.part_of for row in content.districts),
            flows=None if content.flows is None else FLOWS,
            map_name=self.get_name(),
            background="" if self.background is None else self.background.notice(content.wording),
            background_credit="" if self.background is None else f"{self.background.credit} ·",
            patterns=patterns(),
        )


class DrawnDistricts(folium.GeoJson):
    """The districts: the page's script draws them in it, from shapes that take far fewer characters than GeoJSON."""

    def __init__(self, style: dict[str, Any]) -> None:
        nothing = {"type": "FeatureCollection", "features": []}
        super().__init__(
            nothing, style_function=lambda _: style, control=False, smooth_factor=0, pane="districts", embed=True
        )
        self.style_map = {"default": style}


class ShownDistricts(MacroElement):
    """The call that starts the page's script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "showDistricts({{ this._parent.get_name() }}, {{ this.cells.get_name() }}, {{ this.data }});"
        "{% endmacro %}"
    )

    def __init__(self, cells: folium.GeoJson, data: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ShownDistricts"
        self.cells, self.data = cells, data


@cache
def body_template() -> JinjaTemplate:
    """Return the template of the page's body."""
    return page_template(own_file("page/page.html"))
