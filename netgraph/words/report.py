"""Every text of the report that the page does not have: headings, what to keep in mind, and names of sheets."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

REPORT_CAUTION = Text(
    nl=(
        "Dit rapport geeft signalen. Het verklaart niets en oordeelt niet over buurten of mensen. "
        "Praat eerst met bewoners, mantelzorgers en vrijwilligers."
    ),
    en=(
        "This report gives signals. It does not explain anything and does not judge areas or people. First "
        "talk to residents, carers and volunteers."
    ),
)
REPORT_IS_ABOUT = Text(
    nl="Het rapport gaat over wie wie steunt, niet over hoe mensen zich voelen.",
    en="The report is about who supports whom, not about how people feel.",
)
REPORT_PRIVACY = Text(
    nl=(
        "In dit rapport staan geen personen. Cijfers over kleine groepen worden niet getoond. Aantallen "
        "zijn afgerond op vijftallen."
    ),
    en=(
        "There are no persons in this report. Figures about small groups are not shown. Numbers are rounded "
        "to the nearest five."
    ),
)
REPORT_PRIVACY_SURVEY = Text(
    nl=(
        "In dit rapport staan geen personen. Cijfers over kleine groepen worden niet getoond. Percentages "
        "zijn afgerond."
    ),
    en="There are no persons in this report. Figures about small groups are not shown. Percentages are rounded.",
)
REPORT_CONTACT = Text(nl="Vragen over dit rapport? {contact}", en="Questions about this report? {contact}")
REPORT_NO_MAP = Text(
    nl="Er zijn geen grenzen opgegeven. Daarom staat er geen kaart in dit rapport.",
    en="No boundaries were given. So there is no map in this report.",
)
REPORT_FEW_OF_MANY = Text(
    nl="Wie veel cijfers naast elkaar legt, ziet altijd verschillen. Kijk daarom eerst naar de signalen.",
    en="Anyone who compares many figures will always see differences. So look at the signals first.",
)
REPORT_MARGINS = Text(
    nl="Overlappen de marges van twee buurten, dan kunt u niet zeggen waar het cijfer hoger is.",
    en="If the margins of two areas overlap, you cannot say where the figure is higher.",
)
REPORT_NOT_OBSERVABLE = Text(
    nl="Niet te zien met deze gegevens: {label}. {words}",
    en="Cannot be seen with these data: {label}. {words}",
)
REPORT_LARGER = Text(
    nl=(
        "Staat ergens ‘heel’ en de naam van een groter gebied, dan is het cijfer van dat hele gebied. Het cijfer van "
        "de buurt zelf wordt niet getoond."
    ),
    en=(
        "Where it says ‘all of’ and the name of a larger area, the figure is of that whole area. The figure of "
        "the smaller area itself is not shown."
    ),
)
LARGER_FIGURE = Text(nl="heel {parent}: {value}", en="all of {parent}: {value}")
NOT_SHOWN_OR_NO_DATA = Text(nl="niet getoond, of geen gegevens", en="not shown, or no data")
REPORT_WITHOUT_DATA = Text(
    nl="Niet in deze tabellen, omdat er geen gegevens zijn: {label}.",
    en="Not in these tables, because there are no data: {label}.",
)

# Headings.
IN_SHORT = Text(nl="In het kort", en="In short")
AREAS_WITH_SIGNAL = Text(nl="Buurten met een signaal", en="Areas with a signal")
FIGURES = Text(nl="De cijfers per buurt", en="The figures by area")
FIGURES_CAPTION = Text(
    nl="{label}: cijfer en marge. Op alfabet: dit is geen lijst van goed naar slecht.",
    en="{label}: figure and margin. In alphabetical order, not from good to bad.",
)
DEFINITIONS = Text(nl="Wat betekenen de cijfers?", en="What do the figures mean?")
KEEP_IN_MIND = Text(nl="Let op bij het lezen", en="Keep in mind when reading")
CONTENTS = Text(nl="Inhoud", en="Contents")
DEFINITION_SOURCE = Text(nl="Bron", en="Source")

SHEETS: Mapping[str, Text] = MappingProxyType(
    {
        "read_first": Text(nl="Lees eerst", en="Read first"),
        "areas": Text(nl="Gebieden", en="Areas"),
        "signals": Text(nl="Signalen", en="Signals"),
        "figures": Text(nl="Cijfers", en="Figures"),
        "margins": Text(nl="Marges", en="Margins"),
        "definitions": Text(nl="Uitleg", en="Definitions"),
    }
)
COLUMNS: Mapping[str, Text] = MappingProxyType(
    {
        "code": Text(nl="Code", en="Code"),
        "id": Text(nl="Naam in netgraph", en="Name in netgraph"),
        "unit": Text(nl="Eenheid", en="Unit"),
        "low": Text(nl="Marge van", en="Margin from"),
        "high": Text(nl="Marge tot", en="Margin to"),
        "instead": Text(nl="Waarom niet getoond", en="Why not shown"),
        "larger": Text(nl="Cijfer van het grotere gebied", en="Figure of the larger area"),
        "meaning": Text(nl="Wat het is", en="What it is"),
        "direction": Text(nl="Hoger of lager", en="High or low"),
        "undefined": Text(nl="Niet te bepalen (Engels)", en="Undefined"),
        "formula": Text(nl="Formule (Engels)", en="Formula"),
        "source": Text(nl="Bron (Engels)", en="Source"),
        "reason": Text(nl="Reden", en="Reason"),
        "lead": Text(nl="In één zin", en="In one sentence"),
    }
)
