"""The words of a picture of ranks: which places each area can have, and that overlapping areas are in no order."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

Width = Literal["wider", "alike", "narrower"]
"""What the margins in the picture are beside those on the map."""

HEADER_PLACE = Text(nl="Plaats (van {n})", en="Place (of {n})")
PLACES = Text(nl="{low} tot {high}", en="{low} to {high}")
FIRST_PLACE: Mapping[Literal["high", "low", "neither"], Text] = MappingProxyType(
    {
        "high": Text(nl="Plaats 1 is het hoogste cijfer.", en="Place 1 is the highest figure."),
        "low": Text(nl="Plaats 1 is het laagste cijfer.", en="Place 1 is the lowest figure."),
        "neither": Text(nl="Plaats 1 is het hoogste cijfer.", en="Place 1 is the highest figure."),
    }
)
ALL_TOGETHER = Text(nl="alle getoonde buurten samen: {value}", en="all areas shown together: {value}")
TOLD_APART = Text(
    nl="verschilt duidelijk van minstens één van de andere buurten",
    en="clearly different from at least one of the other areas",
)
TOLD_APART_FROM_NONE = Text(
    nl="niet duidelijk anders dan de andere buurten",
    en="not clearly different from the other areas",
)
MARGINS_TOGETHER = Text(
    nl="Het streepje is de marge. {certainty} kloppen alle marges tegelijk.",
    en="The line is the margin. {certainty} all margins hold at once.",
)
MARGIN_ALONE = Text(
    nl="Het streepje is de marge. Die klopt {certainty}.",
    en="The line is the margin. It {certainty} holds.",
)
MARGINS_BESIDE_MAP: Mapping[Width, Text] = MappingProxyType(
    {
        "wider": Text(nl="Daarom zijn ze ruimer dan op de kaart.", en="So they are wider than on the map."),
        "alike": Text(nl="Ze zijn even ruim als op de kaart.", en="They are as wide as on the map."),
        "narrower": Text(nl="Ze zijn smaller dan op de kaart.", en="They are narrower than on the map."),
    }
)
MARGIN_BESIDE_MAP: Mapping[Width, Text] = MappingProxyType(
    {
        "wider": Text(nl="Daarom is de marge ruimer dan op de kaart.", en="So it is wider than on the map."),
        "alike": Text(nl="De marge is even ruim als op de kaart.", en="It is as wide as on the map."),
        "narrower": Text(nl="De marge is smaller dan op de kaart.", en="It is narrower than on the map."),
    }
)
ORDER = Text(
    nl="Overlappen de marges van twee buurten elkaar, dan zegt hun volgorde hier niets. "
    "De plaats laat zien hoe hoog en hoe laag een buurt kan staan.",
    en="Where the margins of two areas overlap, their order here says nothing. "
    "The place shows how high and how low an area can stand.",
)
ALPHABETICAL = Text(nl="Zij staan op alfabet.", en="They are listed alphabetically.")
WITHOUT_MARGIN = Text(nl="Geen marge, dus geen plaats: {n} buurten.", en="No margin, so no place: {n} areas.")
WITHOUT_MARGIN_ONE = Text(nl="Geen marge, dus geen plaats: 1 buurt.", en="No margin, so no place: 1 area.")
