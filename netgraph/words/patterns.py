"""The words of a layer of local clusters: areas that are like, or unlike, the areas around them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from netgraph.words.states import SUBJECTS, LabelledText, Theme
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

CLUSTERS = Theme(
    label=Text(nl="Lijken buurten op hun omgeving?", en="Are areas like those around them?"),
    question=Text(
        nl="Liggen buurten met een hoog of laag cijfer bij elkaar?",
        en="Do areas with a high or low figure lie together?",
    ),
)
MAP_SUBJECTS: Mapping[str, Theme] = MappingProxyType({**SUBJECTS, "clusters": CLUSTERS})
"""All that one can choose by on a map: the subjects of figures, and clusters, which are only there when asked for."""

CLUSTER_NAME = Text(nl="{label}: lijken buurten op hun omgeving?", en="{label}: are areas like those around them?")
CLUSTER_EXPLANATION = Text(
    nl=(
        "Is het cijfer hier en in de buurten eromheen hoger of lager dan elders? En is dat meer dan toeval? "
        "Hoog en laag zijn vergeleken met het gemiddelde van alle buurten met een cijfer."
    ),
    en=(
        "Is the figure here and in the areas around it higher or lower than elsewhere? And is that more than "
        "chance? High and low are compared with the mean of all areas with a figure."
    ),
)
CLUSTER_CAUTION = Text(
    nl=(
        "Een patroon zegt niet waardoor het komt. Het gaat over buurten die aan elkaar grenzen, niet over mensen die "
        "elkaar kennen."
    ),
    en=(
        "A pattern does not say what is behind it. It is about areas that border on each other, not about people who "
        "know each other."
    ),
)
CLUSTER_FOOTNOTE = Text(
    nl="Gemiddeld heeft hooguit {fdr} buurten met een patroon dat door toeval.",
    en="On average at most {fdr} areas with a pattern have it by chance.",
)
CLUSTER_STATES: Mapping[str, LabelledText] = MappingProxyType(
    {
        "high_high": LabelledText(
            label=Text(nl="Hoog, net als eromheen", en="High, as around it"),
            explanation=Text(
                nl="Het cijfer is hier hoog, en in de buurten eromheen ook.",
                en="The figure is high here, and so it is in the areas around it.",
            ),
        ),
        "high_low": LabelledText(
            label=Text(nl="Hoog, anders dan eromheen", en="High, unlike around it"),
            explanation=Text(
                nl="Het cijfer is hier hoog, en in de buurten eromheen laag.",
                en="The figure is high here, and low in the areas around it.",
            ),
        ),
        "low_high": LabelledText(
            label=Text(nl="Laag, anders dan eromheen", en="Low, unlike around it"),
            explanation=Text(
                nl="Het cijfer is hier laag, en in de buurten eromheen hoog.",
                en="The figure is low here, and high in the areas around it.",
            ),
        ),
        "low_low": LabelledText(
            label=Text(nl="Laag, net als eromheen", en="Low, as around it"),
            explanation=Text(
                nl="Het cijfer is hier laag, en in de buurten eromheen ook.",
                en="The figure is low here, and so it is in the areas around it.",
            ),
        ),
        "none": LabelledText(
            label=Text(nl="Geen duidelijk patroon", en="No clear pattern"),
            explanation=Text(
                nl="Wat hier te zien is, kan toeval zijn. Dat betekent niet dat er geen verschil is.",
                en="What shows here may be chance. That does not mean that there is no difference.",
            ),
        ),
        "no_neighbours": LabelledText(
            label=Text(nl="Niets eromheen heeft een cijfer", en="Nothing around it has a figure"),
            explanation=Text(
                nl="Geen van de buurten die hieraan grenzen heeft een cijfer.",
                en="None of the areas that border on it has a figure.",
            ),
        ),
        "no_figure": LabelledText(
            label=Text(nl="Geen cijfer", en="No figure"),
            explanation=Text(
                nl="Hier is geen cijfer te tonen. Het telt ook niet mee voor wat eromheen ligt.",
                en="There is no figure to show here. It does not count for what lies around it either.",
            ),
        ),
    }
)
