"""What the states of an area, the reasons not to show a figure, and the subjects are called."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A label and the sentences that explain it."""

    label: Text
    explanation: Text


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of figures or a layer of the map, with the question it answers."""

    label: Text
    question: Text


ATTENTION: Mapping[str, LabelledText] = MappingProxyType(
    {
        "attention": LabelledText(
            label=Text(nl="Vraagt aandacht", en="Needs attention"),
            explanation=Text(
                nl=(
                    "De cijfers wijzen duidelijk op een dunner netwerk dan in {rest}. Ga praten met "
                    "mensen die er wonen en werken."
                ),
                en=(
                    "The figures clearly point to a thinner network than in {rest}. Go and talk to people"
                    " who live and work there."
                ),
            ),
        ),
        "watch": LabelledText(
            label=Text(nl="Blijf volgen", en="Keep an eye on"),
            explanation=Text(
                nl="Er is een eerste aanwijzing. Die is nog niet sterk genoeg voor een signaal.",
                en="There is a first indication. It is not yet strong enough for a signal.",
            ),
        ),
        "none": LabelledText(
            label=Text(nl="Geen signaal", en="No signal"),
            explanation=Text(
                nl="Er is geen duidelijk verschil met {rest}. Dat betekent niet dat hier niets nodig is.",
                en=("There is no clear difference from {rest}. That does not mean that nothing is needed here."),
            ),
        ),
        "too_little_data": LabelledText(
            label=Text(nl="Te weinig gegevens", en="Too little data"),
            explanation=Text(
                nl="Er zijn te weinig gegevens om iets te zeggen. Dat is geen goed of slecht nieuws.",
                en="There are too few data to say anything. That is neither good nor bad news.",
            ),
        ),
        "hidden": LabelledText(
            label=Text(nl="Niet getoond (privacy)", en="Not shown (privacy)"),
            explanation=Text(
                nl=(
                    "De cijfers worden niet getoond, zodat niemand herkenbaar is. Ook dit is geen goed of"
                    " slecht nieuws."
                ),
                en=(
                    "The figures are not shown, so that no one can be recognised. This too is neither "
                    "good nor bad news."
                ),
            ),
        ),
        "not_observable": LabelledText(
            label=Text(nl="Niet te zien met deze gegevens", en="Cannot be seen with these data"),
            explanation=Text(
                nl="Deze gegevens kunnen hier geen antwoord op geven.",
                en="These data cannot answer this.",
            ),
        ),
    }
)
WRONGLY_MARKED = Text(
    nl="Gemiddeld krijgt hooguit {fdr} buurten met ‘Vraagt aandacht’ dat label ten onrechte.",
    en="On average at most {fdr} areas marked ‘Needs attention’ have that label wrongly.",
)

# Why a figure is hidden. Everything public has the text "public": the others tell which cells are small.
HIDDEN: Mapping[str, Text] = MappingProxyType(
    {
        "public": Text(
            nl="Niet getoond, zodat niemand herkenbaar is.",
            en="Not shown, so that no one can be recognised.",
        ),
        "few_people": Text(
            nl="Dit cijfer gaat over te weinig mensen (minder dan {minimum}).",
            en="This figure is about too few people (fewer than {minimum}).",
        ),
        "small_count": Text(
            nl=("Het gaat om heel weinig mensen of juist om bijna iedereen. Daardoor kunnen mensen herkenbaar zijn."),
            en="It concerns very few people, or nearly everyone. So people could be recognised.",
        ),
        "dominance": Text(
            nl="Eén of twee mensen bepalen bijna het hele cijfer.",
            en="One or two people make up almost the whole figure.",
        ),
        "secondary": Text(
            nl="Niet getoond, omdat anders een ander cijfer terug te rekenen is.",
            en="Not shown, because another figure could otherwise be worked out.",
        ),
        "parent_shown": Text(
            nl="Cijfer van de hele wijk {parent}. Het cijfer van deze buurt wordt niet getoond.",
            en="Figure for the whole of {parent}. The figure for this neighbourhood is not shown.",
        ),
        "zero": Text(nl="0%", en="0%"),
        "missing": Text(nl="geen gegevens", en="no data"),
    }
)

# Why a figure cannot be given, by what the data lack.
NOT_OBSERVABLE: Mapping[str, Text] = MappingProxyType(
    {
        "register": Text(
            nl="Een registratie kan niet laten zien wie geen steun heeft.",
            en="A register cannot show who has no support.",
        ),
        "needs_whole": Text(
            nl="Hiervoor moet het hele netwerk bekend zijn.",
            en="For this, the whole network must be known.",
        ),
        "needs_alters": Text(
            nl="Hiervoor moet bekend zijn of contacten elkaar ook steunen.",
            en="For this, it must be known whether contacts also support each other.",
        ),
        "needs_alter_roles": Text(
            nl="Hiervoor moet bekend zijn welke contacten mantelzorger, vrijwilliger of beroepskracht zijn.",
            en="For this, it must be known which contacts are carers, volunteers or professionals.",
        ),
        "only_receives_asked": Text(
            nl="In de enquête is alleen gevraagd van wie mensen steun krijgen.",
            en="The survey only asked from whom people get support.",
        ),
        "only_gives_asked": Text(
            nl="In de enquête is alleen gevraagd aan wie mensen steun geven.",
            en="The survey only asked to whom people give support.",
        ),
        "no_hours": Text(nl="Er zijn geen uren bekend.", en="No hours are known."),
        "undefined": Text(
            nl="Niet te bepalen: er zijn hier geen mensen of contacten waar dit cijfer over gaat.",
            en="Undefined: there are no people or contacts here that this figure is about.",
        ),
    }
)

# The five themes of the figures, and the layers of the map that are not a theme.
THEMES: Mapping[str, Theme] = MappingProxyType(
    {
        "isolation": Theme(
            label=Text(nl="Steun en contacten", en="Support and contacts"),
            question=Text(
                nl="Hebben bewoners mensen bij wie ze terechtkunnen?",
                en="Do residents have people to turn to?",
            ),
        ),
        "reciprocity": Theme(
            label=Text(nl="Wederkerigheid", en="Reciprocity"),
            question=Text(nl="Gaat steun over en weer?", en="Does support go both ways?"),
        ),
        "cohesion": Theme(
            label=Text(nl="Samenhang", en="Cohesion"),
            question=Text(
                nl="Steunen contacten ook elkaar?",
                en="Do contacts also support each other?",
            ),
        ),
        "bridging": Theme(
            label=Text(nl="Bruggen", en="Bridges"),
            question=Text(
                nl="Hebben bewoners contacten buiten de eigen buurt of groep?",
                en="Do residents have contacts outside their own area or group?",
            ),
        ),
        "care": Theme(
            label=Text(nl="Mantelzorg en vrijwilligers", en="Carers and volunteers"),
            question=Text(
                nl="Op wie kunnen mantelzorgers en vrijwilligers terugvallen?",
                en="Whom can carers and volunteers fall back on?",
            ),
        ),
    }
)
LAYERS: Mapping[str, Theme] = MappingProxyType(
    {
        "carers": Theme(
            label=Text(nl="Mantelzorgers", en="Carers"),
            question=Text(
                nl="Op wie kunnen mantelzorgers terugvallen?",
                en="Whom can carers fall back on?",
            ),
        ),
        "volunteers": Theme(
            label=Text(nl="Vrijwilligers", en="Volunteers"),
            question=Text(
                nl="Hoeveel vrijwilligers zijn er, en hoeveel steun hangt van hen af?",
                en="How many volunteers are there, and how much support depends on them?",
            ),
        ),
        "coverage": Theme(
            label=Text(nl="Wie zit in de gegevens?", en="Who is in the data?"),
            question=Text(
                nl="Van welk deel van de bewoners weten we iets?",
                en="About what share of residents do we know something?",
            ),
        ),
        "flows": Theme(
            label=Text(nl="Steun tussen buurten", en="Support between areas"),
            question=Text(
                nl="Tussen welke buurten lopen veel steunrelaties?",
                en="Between which areas are there many support ties?",
            ),
        ),
    }
)
# What one chooses by on the map, in its order: the themes, where care is two subjects, and who is in the data.
SUBJECTS: Mapping[str, Theme] = MappingProxyType(
    {
        **{name: theme for name, theme in THEMES.items() if name != "care"},
        **{name: LAYERS[name] for name in ("carers", "volunteers", "coverage")},
    }
)
