"""The words about the data: their design, kinds of ties, roles, and how much of an area is in them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from netgraph.errors import NetgraphError
from netgraph.words.page import PANEL_BAND_30_TO_49, PANEL_BAND_50_TO_99, PANEL_BAND_100_OR_MORE
from netgraph.words.states import LabelledText
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for people: one of them and several."""

    one: Text
    more: Text


DESIGNS: Mapping[str, LabelledText] = MappingProxyType(
    {
        "whole_network": LabelledText(
            label=Text(nl="Het hele netwerk", en="Whole network"),
            explanation=Text(
                nl=(
                    "Van iedereen in de gegevens zijn alle steunrelaties bekend. Te zien is dus ook wie "
                    "geen steunrelaties heeft. Niet te zien: steun die niemand heeft vastgelegd."
                ),
                en=(
                    "All support ties of everyone in the data are known. So it also shows who has none. "
                    "It does not show support that no one recorded."
                ),
            ),
        ),
        "survey": LabelledText(
            label=Text(nl="Enquête", en="Survey"),
            explanation=Text(
                nl=(
                    "Een deel van de bewoners beantwoordde vragen over steun. De cijfers zijn schattingen"
                    " voor alle bewoners. Niet te zien: het netwerk als geheel en de steunrelaties van "
                    "mensen die niet meededen."
                ),
                en=(
                    "Some residents answered questions about support. The figures are estimates for all "
                    "residents. It does not show the network as a whole, or the support ties of people "
                    "who did not take part."
                ),
            ),
        ),
        "register": LabelledText(
            label=Text(nl="Registratie", en="Register"),
            explanation=Text(
                nl=(
                    "Alleen steun die een organisatie heeft vastgelegd. Te zien: hoeveel geregistreerde "
                    "steun er is. Niet te zien: wie geen steun heeft, en de steun die familie, vrienden "
                    "en buren buiten de registratie om geven."
                ),
                en=(
                    "Only support that an organisation recorded. It shows how much registered support "
                    "there is. It does not show who has no support, or unregistered support from family, "
                    "friends and neighbours."
                ),
            ),
        ),
    }
)

KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "care": Text(nl="mantelzorg", en="care"),
        "volunteering": Text(nl="vrijwilligerswerk", en="volunteering"),
        "practical": Text(nl="praktische hulp", en="practical help"),
        "emotional": Text(nl="luisterend oor", en="emotional support"),
        "company": Text(nl="gezelschap", en="company"),
        "respite": Text(nl="respijtzorg", en="respite care"),
        "advice": Text(nl="advies", en="advice"),
        "support": Text(nl="steun (algemeen)", en="support (general)"),
        "professional": Text(nl="betaalde hulp", en="paid help"),
    }
)

ROLES: Mapping[str, Noun] = MappingProxyType(
    {
        "resident": Noun(Text(nl="bewoner", en="resident"), Text(nl="bewoners", en="residents")),
        "volunteer": Noun(Text(nl="vrijwilliger", en="volunteer"), Text(nl="vrijwilligers", en="volunteers")),
        "carer": Noun(Text(nl="mantelzorger", en="carer"), Text(nl="mantelzorgers", en="carers")),
        "professional": Noun(
            Text(nl="beroepskracht", en="professional"), Text(nl="beroepskrachten", en="professionals")
        ),
        "organisation": Noun(Text(nl="organisatie", en="organisation"), Text(nl="organisaties", en="organisations")),
    }
)

# The nouns for the registered population, of which a coverage is a share.
INHABITANTS = Text(nl="inwoners", en="inhabitants")
ADULT_INHABITANTS = Text(nl="volwassen inwoners", en="adult inhabitants")

COVERAGE_LABEL = Text(
    nl="Deel van de bewoners in de gegevens",
    en="Share of residents in the data",
)
COVERAGE: Mapping[str, Text] = MappingProxyType(
    {
        "with_population": Text(
            nl="Van {share} zijn de eigen steunrelaties bekend.",
            en="For {share}, their own support ties are known.",
        ),
        "without_population": Text(
            nl=(
                "Van {pct} van de mensen in de gegevens zijn de eigen steunrelaties bekend. Het "
                "aantal inwoners is niet opgegeven."
            ),
            en=(
                "For {pct} of the people in the data, their own support ties are known. The number of"
                " inhabitants was not given."
            ),
        ),
        "survey": Text(
            nl=(
                "{pct} van de inwoners deed mee. Bij een enquête is dat gewoon. Belangrijker is of "
                "verschillende groepen meededen."
            ),
            en=(
                "{pct} of inhabitants took part. That is normal for a survey. What matters more is "
                "whether different groups took part."
            ),
        ),
        "below_half": Text(
            nl=(
                "Let op: van minder dan de helft van de bewoners zijn gegevens bekend. De cijfers "
                "kunnen een scheef beeld geven."
            ),
            en=("Note: data are known for less than half of residents. The figures may give a skewed picture."),
        ),
        "above_hundred": Text(
            nl="Meer dan 100%: het opgegeven aantal inwoners is waarschijnlijk te laag.",
            en="Above 100%: the number of inhabitants given is probably too low.",
        ),
    }
)

LOW_COVERAGE = 0.5


def coverage_cases(coverage: float, *, survey: bool, population_known: bool) -> tuple[str, ...]:
    """Choose the sentences about coverage.

    Parameters
    ----------
    coverage : float
        Respondents divided by inhabitants, or by the people in the data when that number is not known.
    survey : bool
        Whether the data are a survey, where a small coverage is normal.
    population_known : bool
        Whether the number of inhabitants was given.

    Returns
    -------
    tuple of str
        Keys of `COVERAGE`, in the order to show them; empty when `coverage` is NaN.

    Examples
    --------
    >>> coverage_cases(0.4, survey=False, population_known=True)
    ('with_population', 'below_half')
    >>> coverage_cases(0.04, survey=True, population_known=True)
    ('survey',)
    """
    if math.isnan(coverage):
        return ()
    if coverage > 1:
        return ("above_hundred",)
    known = "survey" if survey else "with_population"
    first = known if population_known else "without_population"
    return (first, "below_half") if coverage < LOW_COVERAGE and not survey else (first,)


# What a survey shows instead of a number of people, by the smallest number in each band.
RESPONDENT_BANDS: tuple[tuple[int, Text], ...] = (
    (100, PANEL_BAND_100_OR_MORE),
    (50, PANEL_BAND_50_TO_99),
    (30, PANEL_BAND_30_TO_49),
)


def respondent_band(respondents: int) -> Text:
    """Return the band that a survey shows instead of the number of residents who took part.

    Raises
    ------
    NetgraphError
        Below 30: so few are never shown.

    Examples
    --------
    >>> respondent_band(49).en, respondent_band(50).en
    ('30 to 49', '50 to 99')
    """
    for smallest, band in RESPONDENT_BANDS:
        if respondents >= smallest:
            return band
    raise NetgraphError(
        f"a survey figure on fewer than {RESPONDENT_BANDS[-1][0]} residents has no words for their number. "
        "Pass the figures through protect() first."
    )
