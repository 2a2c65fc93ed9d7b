"""The sentences that say why an area needs attention: the figure, the comparison with the rest, the lead."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from netgraph.errors import UnknownNameError, did_you_mean
from netgraph.words.data import ROLES
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

MORE = Text(nl="meer", en="more")
LESS = Text(nl="minder", en="less")

RESIDENTS = ROLES["resident"].more
CONTACTS = Text(nl="contacten", en="contacts")
CARERS = ROLES["carer"].more
REGISTERED_CARERS = Text(nl="geregistreerde mantelzorgers", en="registered carers")
REGISTERED_MEANS = Text(nl="Geregistreerd betekent: bekend bij {source}.", en="Registered means: known to {source}.")


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """The words of one figure that can raise a signal.

    Attributes
    ----------
    noun : Text
        Whom the share is about; see `noun_of` for registers and for data about adults.
    sentence : Text
        The sentence with ``{name}``, ``{share}`` and for groups ``{bridge_label}``.
    more_or_less : Text
        Fills ``{more_or_less}`` in the comparison: the direction that is worse.
    """

    noun: Text
    sentence: Text
    more_or_less: Text


REASONS: Mapping[str, ReasonWords] = MappingProxyType(
    {
        "isolated": ReasonWords(
            noun=RESIDENTS,
            sentence=Text(
                nl="In {name} heeft {share} geen steunrelaties.",
                en="In {name}, {share} have no support ties.",
            ),
            more_or_less=MORE,
        ),
        "thin_support": ReasonWords(
            noun=RESIDENTS,
            sentence=Text(
                nl="In {name} heeft {share} geen of één steunfiguur.",
                en="In {name}, {share} have no supporter or just one.",
            ),
            more_or_less=MORE,
        ),
        "dyadic_reciprocity": ReasonWords(
            noun=CONTACTS,
            sentence=Text(
                nl="In {name} gaat de alledaagse steun bij {share} over en weer.",
                en="In {name}, everyday support goes both ways with {share}.",
            ),
            more_or_less=LESS,
        ),
        "bridging_share": ReasonWords(
            noun=CONTACTS,
            sentence=Text(
                nl="In {name} hoort {share} bij een andere groep dan de bewoner zelf ({bridge_label}).",
                en="In {name}, {share} belong to a different group from the resident ({bridge_label}).",
            ),
            more_or_less=LESS,
        ),
        "carers_alone": ReasonWords(
            noun=CARERS,
            sentence=Text(
                nl="In {name} heeft {share} geen andere steunfiguur dan de mensen voor wie ze zorgen.",
                en="In {name}, {share} have no supporter other than the people they care for.",
            ),
            more_or_less=MORE,
        ),
        "respite_reach": ReasonWords(
            noun=CARERS,
            sentence=Text(
                nl="In {name} krijgt {share} respijtzorg.",
                en="In {name}, {share} get respite care.",
            ),
            more_or_less=LESS,
        ),
        "volunteer_dependence": ReasonWords(
            noun=Text(nl="bewoners met een steunfiguur", en="residents with a supporter"),
            sentence=Text(
                nl="In {name} krijgt {share} alleen steun van vrijwilligers.",
                en="In {name}, {share} get support from volunteers only.",
            ),
            more_or_less=MORE,
        ),
    }
)

# What groups are told apart by; the groups themselves are never named in a reason.
BRIDGE_LABELS: Mapping[str, Text] = MappingProxyType(
    {
        "age": Text(nl="leeftijd", en="age"),
        "origin": Text(nl="herkomst", en="origin"),
        "education": Text(nl="opleiding", en="education"),
        "household": Text(nl="huishouden", en="household"),
    }
)


def bridge_words(label: str) -> Text:
    """Return what groups are told apart by: one of `BRIDGE_LABELS`, or a noun of the caller's own.

    Examples
    --------
    >>> bridge_words("age").nl, bridge_words("opkomst").nl
    ('leeftijd', 'opkomst')
    """
    return BRIDGE_LABELS.get(label, Text(nl=label, en=label))


# The comparison is always with the rest: all areas without this one.
COMPARISON_SURVEY = Text(
    nl="Dat is {certainty} {more_or_less} dan in {rest}: daar is het {rest_share}.",
    en="That is {certainty} {more_or_less} than in {rest}, where it is {rest_share}.",
)
COMPARISON_COUNTED = Text(
    nl="In {rest} is dat {rest_share}. Het verschil is {certainty} groter dan een gewone schommeling.",
    en="In {rest} it is {rest_share}. The difference is {certainty} larger than ordinary variation.",
)
COMPARISON_SURVEY_REST_HIDDEN = Text(
    nl="Dat is {certainty} {more_or_less} dan in {rest}.",
    en="That is {certainty} {more_or_less} than in {rest}.",
)
COMPARISON_COUNTED_REST_HIDDEN = Text(
    nl="Het verschil met {rest} is {certainty} groter dan een gewone schommeling.",
    en="The difference from {rest} is {certainty} larger than ordinary variation.",
)
HOVER_LINE = Text(
    nl="{label}: {value}; in {rest} {rest_value}.",
    en="{label}: {value}; in {rest} {rest_value}.",
)

Lead = Literal["two_themes", "one_strong_signal", "watch"]

# The sentence above the reasons, by the rule that marked the area.
LEADS: Mapping[Lead, Text] = MappingProxyType(
    {
        "two_themes": Text(
            nl=(
                "Het netwerk is hier {certainty} op minstens twee onderwerpen dunner dan in {rest}: "
                "‘{theme_1}’ en ‘{theme_2}’."
            ),
            en=(
                "The network here is {certainty} thinner than in {rest} on at least two subjects: "
                "‘{theme_1}’ and ‘{theme_2}’."
            ),
        ),
        "one_strong_signal": Text(
            nl=("Het netwerk is hier {certainty} op één onderwerp duidelijk dunner dan in {rest}: ‘{theme}’."),
            en="The network here is {certainty} clearly thinner than in {rest} on one subject: ‘{theme}’.",
        ),
        "watch": Text(
            nl="Er is hier een aanwijzing bij ‘{theme}’. Die is nog niet sterk genoeg voor een signaal.",
            en="There is a first indication here on ‘{theme}’. It is not yet strong enough for a signal.",
        ),
    }
)


def reason_words(metric: str) -> ReasonWords:
    """Return the words of a figure that can raise a signal.

    Raises
    ------
    UnknownNameError
        When the figure cannot raise a signal.

    Examples
    --------
    >>> reason_words("carers_alone").noun.nl
    'mantelzorgers'
    """
    if metric not in REASONS:
        raise UnknownNameError(f"{metric!r} cannot raise a signal. {did_you_mean(metric, list(REASONS))}")
    return REASONS[metric]


def noun_of(metric: str, *, register: bool = False, adults: bool = False) -> Text:
    """Return whom the share of a figure is about.

    Parameters
    ----------
    metric : str
        Id of a figure that can raise a signal.
    register : bool
        Whether the data are a register: carers are then registered carers.
    adults : bool
        Whether the data are about adults only (``population_is = "adults"``): residents are then adult ones.

    Returns
    -------
    Text
        A plural noun.

    Raises
    ------
    UnknownNameError
        When the figure cannot raise a signal.

    Examples
    --------
    >>> noun_of("isolated", adults=True).en, noun_of("respite_reach", register=True).en
    ('adult residents', 'registered carers')
    """
    noun = reason_words(metric).noun
    if register and noun == CARERS:
        return REGISTERED_CARERS
    if adults and noun.nl.startswith(RESIDENTS.nl):
        return Text(nl=f"volwassen {noun.nl}", en=f"adult {noun.en}")
    return noun


def comparison(*, survey: bool, rest_shown: bool) -> Text:
    """Return the sentence that compares a share with that of the rest.

    Parameters
    ----------
    survey : bool
        Whether the shares are estimates. In a whole network and a register the counts themselves are exact,
        and the certainty is about ordinary variation.
    rest_shown : bool
        Whether the share of the rest may be shown.

    Returns
    -------
    Text
        With ``{certainty}``, ``{rest}``, in a survey ``{more_or_less}``, and where shown ``{rest_share}``.

    Examples
    --------
    >>> comparison(survey=True, rest_shown=False).en
    'That is {certainty} {more_or_less} than in {rest}.'
    """
    if survey:
        return COMPARISON_SURVEY if rest_shown else COMPARISON_SURVEY_REST_HIDDEN
    return COMPARISON_COUNTED if rest_shown else COMPARISON_COUNTED_REST_HIDDEN


def under_its_name(sentence: Text) -> Text:
    """Return a sentence as it stands below a heading that has the name of the area.

    Examples
    --------
    >>> under_its_name(reason_words("respite_reach").sentence)
    Text(nl='Hier krijgt {share} respijtzorg.', en='Here, {share} get respite care.')
    """
    return Text(nl=sentence.nl.replace("In {name}", "Hier"), en=sentence.en.replace("In {name}", "Here"))
