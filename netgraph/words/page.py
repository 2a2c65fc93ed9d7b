"""Every text of the page: head and foot, definitions, legend, panel, controls, list, keyboard."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = Text(nl="Waar zijn de netwerken dun?", en="Where are the networks thin?")
TITLE_WITH_PLACE = Text(
    nl="Waar zijn de netwerken dun in {place}?",
    en="Where are the networks thin in {place}?",
)
SUBTITLE = Text(
    nl="Steun tussen bewoners, vrijwilligers en mantelzorgers",
    en="Support among residents, volunteers and carers",
)
DATA_LINE = Text(
    nl="Peildatum: {date}. Bron: {source}. Gebaseerd op {people} mensen en {ties} steunrelaties.",
    en="Reference date: {date}. Source: {source}. Based on {people} people and {ties} support ties.",
)
DATA_LINE_SURVEY = Text(
    nl="Peildatum: {date}. Bron: {source}. Gebaseerd op de antwoorden van {people} bewoners.",
    en="Reference date: {date}. Source: {source}. Based on the answers of {people} residents.",
)
DATE_MISSING = Text(nl="Peildatum niet opgegeven.", en="Reference date not given.")
SOURCE_MISSING = Text(nl="Bron niet opgegeven.", en="Source not given.")
BORDERS = Text(
    nl="Grenzen: {boundary_source}, {boundary_year}.",
    en="Boundaries: {boundary_source}, {boundary_year}.",
)
HOW_TO_READ = Text(nl="Zo leest u de kaart", en="How to read the map")
STEP_1 = Text(
    nl="Kijk waar de kaart aandacht vraagt. Elke kleur heeft ook een eigen patroon.",
    en="See where the map asks for attention. Each colour also has its own pattern.",
)
STEP_2 = Text(
    nl=("Kies een buurt op de kaart of in de lijst. Lees waarom de buurt aandacht vraagt en hoe zeker dat is."),
    en="Choose an area on the map or in the list. Read why it needs attention and how certain that is.",
)
STEP_3 = Text(
    nl="Neem de vragen mee de buurt in. Praat met mensen voordat u iets doet.",
    en="Take the questions into the area. Talk to people before you act.",
)
CAUTION = Text(
    nl=(
        "Deze kaart geeft signalen. De kaart verklaart niets en oordeelt niet over buurten of mensen. "
        "Praat eerst met bewoners, mantelzorgers en vrijwilligers."
    ),
    en=(
        "This map gives signals. It does not explain anything and does not judge areas or people. First "
        "talk to residents, carers and volunteers."
    ),
)
WHAT_IS_MEASURED = Text(
    nl="De kaart gaat over wie wie steunt, niet over hoe mensen zich voelen.",
    en="The map is about who supports whom, not about how people feel.",
)
PRIVACY = Text(
    nl=(
        "Op deze kaart staan geen personen. Cijfers over kleine groepen worden niet getoond. Aantallen "
        "zijn afgerond op vijftallen."
    ),
    en=(
        "There are no persons on this map. Figures about small groups are not shown. Numbers are rounded "
        "to the nearest five."
    ),
)
PRIVACY_SURVEY = Text(
    nl=(
        "Op deze kaart staan geen personen. Cijfers over kleine groepen worden niet getoond. Percentages zijn afgerond."
    ),
    en=("There are no persons on this map. Figures about small groups are not shown. Percentages are rounded."),
)
SYNTHETIC = Text(
    nl=(
        "Voorbeeld met verzonnen gegevens. De mensen, de steunrelaties en de grenzen zijn niet echt; "
        "alleen de namen en codes van de gebieden wel."
    ),
    en=(
        "Example with made-up data. The people, the support ties and the borders are not real; only the "
        "names and codes of the areas are."
    ),
)
INTERNAL_BANNER = Text(nl="INTERN – niet verspreiden", en="INTERNAL – do not share")
INTERNAL_LINE_BELOW = Text(
    nl="Deze cijfers zijn niet beveiligd. Mensen kunnen herkenbaar zijn.",
    en="These figures are not protected. People may be recognisable.",
)
BACKGROUND_MAP = Text(
    nl="De achtergrondkaart komt van {host}. Die server kan zien dat deze pagina wordt geopend.",
    en="The background map comes from {host}. That server can see that this page is opened.",
)
BACKGROUND_MAP_OFF_LINE = Text(
    nl="De achtergrondkaart is niet geladen. De rest werkt gewoon.",
    en="The background map did not load. Everything else works.",
)
NO_SCRIPT = Text(
    nl="Deze browser toont de kaart niet. De lijst hieronder bevat dezelfde signalen.",
    en="This browser does not show the map. The list below holds the same signals.",
)
FOOTER = Text(
    nl="{title} · peildatum {date} · bron: {source} · signalen, geen oordeel · pagina {page} van {pages}",
    en=("{title} · reference date {date} · source: {source} · signals, not judgements · page {page} of {pages}"),
)
CONTACT = Text(nl="Vragen over deze kaart? {contact}", en="Questions about this map? {contact}")
FIGURE_LABEL_EVERYDAY = Text(nl="{label} (alledaagse steun)", en="{label} (everyday support)")
FIGURE_LABEL_SURVEY = Text(nl="{label} (naar schatting)", en="{label} (estimate)")

# What the page calls a supporter, a contact and paid help.
SUPPORTER_DEFINITION = Text(
    nl=(
        "Een steunfiguur is iemand van wie een bewoner onbetaald steun krijgt, zoals familie, een vriend,"
        " een buur of een vrijwilliger."
    ),
    en=(
        "A supporter is someone who gives a resident unpaid support, such as family, a friend, a "
        "neighbour or a volunteer."
    ),
)
CONTACT_DEFINITION = Text(
    nl="Een contact is iemand aan wie een bewoner steun geeft of van wie een bewoner steun krijgt.",
    en="A contact is someone to whom a resident gives support or from whom they get it.",
)
PAID_HELP_DEFINITION = Text(
    nl="Betaalde hulp telt niet mee als steun, tenzij dat erbij staat.",
    en="Paid help does not count as support unless stated.",
)

# Legend.
LEGEND_HEADING_ATTENTION = Text(nl="Waar is aandacht nodig?", en="Where is attention needed?")
LEGEND_HEADING_FIGURE = Text(nl="{label} ({unit})", en="{label} ({unit})")
LEGEND_DIRECTIONS: Mapping[Literal["high", "low", "neither"], Text] = MappingProxyType(
    {
        "high": Text(nl="hoger vraagt eerder aandacht", en="higher calls for attention sooner"),
        "low": Text(nl="lager vraagt eerder aandacht", en="lower calls for attention sooner"),
        "neither": Text(nl="hoger of lager is niet beter of slechter", en="neither high nor low is better"),
    }
)
LEGEND_CLASS = Text(nl="{low} tot {high}", en="{low} to under {high}")
LEGEND_CLASS_OR_MORE = Text(nl="{low} of meer", en="{low} or more")
LEGEND_CLASS_UNDER = Text(nl="minder dan {high}", en="under {high}")
LEGEND_CITY_MARK = Text(nl="rest van de stad: {value}", en="rest of the city: {value}")
LEGEND_HATCHED = Text(nl="gearceerd: cijfer van de hele wijk", en="hatched: figure for the whole district")
LEGEND_COUNT = Text(nl="{n} buurten", en="{n} areas")
LEGEND_COUNT_ONE = Text(nl="1 buurt", en="1 area")
LEGEND_FLOWS = Text(
    nl="Dikkere lijn: meer steunrelaties. Alleen lijnen met genoeg mensen aan beide kanten.",
    en="Thicker line: more support ties. Only lines with enough people at both ends.",
)
LEGEND_FLOWS_WIDEST = Text(
    nl="Hier staan de {n} dikste lijnen. Kies een buurt om al haar lijnen te zien.",
    en="These are the {n} thickest lines. Choose an area to see all of its lines.",
)
LEGEND_LAYERS_HEADING = Text(nl="Kies een onderwerp", en="Choose a subject")

# Panel about one area.
PANEL_WHY = Text(nl="Waarom vraagt dit aandacht?", en="Why does this need attention?")
PANEL_WHY_WATCH = Text(nl="Wat is de aanwijzing?", en="What is the indication?")
PANEL_NO_SIGNAL = Text(
    nl="Hier is geen signaal. Dat betekent niet dat hier niets nodig is.",
    en="There is no signal here. That does not mean that nothing is needed here.",
)
PANEL_FIGURES = Text(nl="De cijfers", en="The figures")
PANEL_HOW_SURE = Text(nl="Hoe zeker is dit?", en="How certain is this?")
PANEL_BASIS = Text(nl="Waar is dit op gebaseerd?", en="What is this based on?")
PANEL_PEOPLE_BEHIND = Text(nl="Gebaseerd op ongeveer {n} mensen.", en="Based on about {n} people.")
PANEL_PEOPLE_BEHIND_SURVEY = Text(
    nl="Gebaseerd op {band} bewoners die meededen.",
    en="Based on {band} residents who took part.",
)
PANEL_BAND_30_TO_49 = Text(nl="30 tot 49", en="30 to 49")
PANEL_BAND_50_TO_99 = Text(nl="50 tot 99", en="50 to 99")
PANEL_BAND_100_OR_MORE = Text(nl="100 of meer", en="100 or more")
PANEL_CAUTION_HEADING = Text(nl="Let op", en="Note")
PANEL_LIES_IN = Text(nl="Ligt in {parent}", en="Part of {parent}")
PANEL_MARGIN = Text(nl="marge {low} tot {high}", en="margin {low} to {high}")
PANEL_WHAT_THE_MARGIN_IS = Text(
    nl=(
        "De marge laat zien tussen welke waarden het cijfer zeer waarschijnlijk ligt. Bij minder mensen "
        "is de marge groter."
    ),
    en=("The margin shows between which values the figure very likely lies. With fewer people the margin is wider."),
)

# Buttons, search field and filter.
CONTROL_ZOOM_IN = Text(nl="Inzoomen", en="Zoom in")
CONTROL_ZOOM_OUT = Text(nl="Uitzoomen", en="Zoom out")
CONTROL_RESET = Text(nl="Hele kaart tonen", en="Show whole map")
CONTROL_PRINT = Text(nl="Afdrukken", en="Print")
CONTROL_CLOSE = Text(nl="Sluiten", en="Close")
CONTROL_TO_LIST = Text(nl="Naar de lijst", en="Go to the list")
CONTROL_TO_MAP = Text(nl="Terug naar de kaart", en="Back to the map")
CONTROL_SHOW_ON_MAP = Text(nl="Toon op de kaart", en="Show on the map")
CONTROL_MORE = Text(nl="Meer uitleg", en="More explanation")
CONTROL_LESS = Text(nl="Minder uitleg", en="Less explanation")
CONTROL_FLOWS_ON = Text(nl="Steun tussen buurten tonen", en="Show support between areas")
CONTROL_FLOWS_OFF = Text(nl="Steun tussen buurten verbergen", en="Hide support between areas")
CONTROL_SEARCH_LABEL = Text(nl="Zoek een buurt", en="Search for an area")
CONTROL_SEARCH_PLACEHOLDER = Text(nl="Naam van de buurt", en="Name of the area")
CONTROL_SEARCH_CLEAR = Text(nl="Zoekveld leegmaken", en="Clear search")
CONTROL_SEARCH_RESULT_ONE = Text(nl="1 buurt gevonden", en="1 area found")
CONTROL_SEARCH_RESULT = Text(nl="{n} buurten gevonden", en="{n} areas found")
CONTROL_SEARCH_EMPTY = Text(
    nl="Geen buurt gevonden met ‘{query}’. Controleer de naam of maak het zoekveld leeg.",
    en="No area found for ‘{query}’. Check the name or clear the search.",
)
CONTROL_FILTER_ATTENTION = Text(nl="Alleen buurten die aandacht vragen", en="Only areas that need attention")
CONTROL_FILTER_ALL = Text(nl="Alle buurten", en="All areas")

# List of areas and table of figures.
LIST_CAPTION = Text(
    nl="Buurten en hun signalen. Binnen elke groep op alfabet: dit is geen ranglijst.",
    en="Areas and their signals. Alphabetical within each group: this is not a ranking.",
)
LIST_HEADER_AREA = Text(nl="Buurt", en="Area")
LIST_HEADER_LIES_IN = Text(nl="Ligt in", en="Part of")
LIST_HEADER_SIGNAL = Text(nl="Signaal", en="Signal")
LIST_HEADER_SUBJECT = Text(nl="Onderwerp", en="Subject")
LIST_HEADER_MAIN_REASON = Text(nl="Belangrijkste reden", en="Main reason")
LIST_HEADER_IN_DATA = Text(nl="In de gegevens", en="In the data")
LIST_HEADER_FIGURE = Text(nl="Cijfer", en="Figure")
LIST_HEADER_HERE = Text(nl="Hier", en="Here")
LIST_HEADER_REST = Text(nl="Rest van de stad", en="Rest of the city")
LIST_HEADER_MARGIN = Text(nl="Marge", en="Margin")
LIST_HEADER_PEOPLE = Text(nl="Aantal mensen", en="Number of people")
LIST_SORT_BY = Text(nl="Sorteer op {column}", en="Sort by {column}")
LIST_SORTED_ASCENDING = Text(nl="oplopend gesorteerd", en="sorted ascending")
LIST_SORTED_DESCENDING = Text(nl="aflopend gesorteerd", en="sorted descending")
LIST_NOT_SORTED = Text(nl="niet gesorteerd", en="not sorted")
LIST_PREVIOUS = Text(nl="Vorige", en="Previous")
LIST_NEXT = Text(nl="Volgende", en="Next")
LIST_PAGE = Text(nl="pagina {page} van {pages}", en="page {page} of {pages}")
LIST_NO_ATTENTION = Text(
    nl="Er zijn nu geen buurten met een duidelijk signaal. Dat betekent niet dat nergens iets nodig is.",
    en="No area shows a clear signal now. That does not mean that nothing is needed anywhere.",
)
LIST_NOTHING_CAN_BE_SAID = Text(
    nl="Met deze gegevens is voor geen enkele buurt een signaal te bepalen.",
    en="With these data no signal can be worked out for any area.",
)
LIST_ALL_HIDDEN = Text(
    nl="Alle cijfers zijn verborgen, zodat niemand herkenbaar is. Kies een groter gebied, zoals de wijk.",
    en=("All figures are hidden, so that no one can be recognised. Choose a larger area, such as the district."),
)
LIST_NO_BOUNDARIES = Text(
    nl="Er zijn geen grenzen opgegeven. Daarom is er alleen een lijst.",
    en="No boundaries were given. So there is only a list.",
)
LIST_NO_FLOWS = Text(
    nl="Er zijn geen lijnen die getoond kunnen worden.",
    en="There are no lines that can be shown.",
)
LIST_UNKNOWN_DISTRICT = Text(
    nl="Van een deel van de mensen is de buurt onbekend. Zij tellen alleen mee als contact van anderen.",
    en="For some people the area is unknown. They only count as contacts of others.",
)

# Keyboard and screen reader.
KEYBOARD_HINT = Text(
    nl=("Toetsenbord: Tab naar de kaart, pijltjes om een buurt te kiezen, Enter om te openen, Esc om te sluiten."),
    en="Keyboard: Tab to the map, arrow keys to choose an area, Enter to open, Esc to close.",
)
KEYBOARD_SKIP_LINK = Text(nl="Ga direct naar de lijst", en="Skip to the list")
KEYBOARD_MAP_REGION = Text(
    nl="Kaart met signalen per buurt. Alle informatie staat ook in de lijst.",
    en="Map of signals by area. All information is also in the list.",
)
KEYBOARD_AREA_ON_THE_MAP = Text(
    nl="{name}, {area}: {attention_label}. {first_reason}",
    en="{name}, {area}: {attention_label}. {first_reason}",
)
KEYBOARD_PANEL_REGION = Text(nl="Uitleg bij {name}", en="Details of {name}")
KEYBOARD_OPENED = Text(nl="Uitleg bij {name} geopend.", en="Details of {name} opened.")
KEYBOARD_CLOSED = Text(nl="Uitleg gesloten.", en="Details closed.")
KEYBOARD_LAYER_CHANGED = Text(nl="De kaart toont nu: {layer}.", en="The map now shows: {layer}.")
KEYBOARD_INTERVAL_BAR = Text(
    nl="{label}: hier {value}, marge {low} tot {high}; rest van de stad {rest_value}.",
    en="{label}: here {value}, margin {low} to {high}; rest of the city {rest_value}.",
)
KEYBOARD_LEGEND_REGION = Text(nl="Legenda", en="Legend")
KEYBOARD_LAYERS_REGION = Text(nl="Onderwerpen", en="Subjects")
KEYBOARD_LIST_REGION = Text(nl="Lijst van buurten", en="List of areas")
KEYBOARD_FLOW_LINE = Text(
    nl="{name_a} en {name_b}: ongeveer {n} steunrelaties",
    en="{name_a} and {name_b}: about {n} support ties",
)
