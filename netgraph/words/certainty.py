"""The words for how certain a difference is and for the margin of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from netgraph.errors import NetgraphError
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

CERTAINTY_SENTENCE = Text(
    nl=("Stel dat het hier niet duidelijk anders is dan in {rest}. Dan komt een cijfer als dit {how_often} voor."),
    en=("Suppose things here are not clearly different from {rest}. Then a figure like this occurs {how_often}."),
)
CHANCE_ONLY = Text(
    nl="Fouten in de gegevens zitten hier niet in.",
    en="Errors in the data are not included.",
)


@dataclass(frozen=True, slots=True)
class Certainty:
    """One step of certainty.

    Attributes
    ----------
    largest_p : float
        The largest p-value, after the correction that the signal uses, that still earns these words.
    words : Text
        Fills the placeholder ``{certainty}``.
    how_often : Text
        How often chance alone would give such a figure.
    """

    largest_p: float
    words: Text
    how_often: Text

    @property
    def sentence(self) -> Text:
        """The sentence behind "Hoe zeker is dit?"; ``{rest}`` is still to be filled in."""
        return Text(
            nl=CERTAINTY_SENTENCE.nl.replace("{how_often}", self.how_often.nl),
            en=CERTAINTY_SENTENCE.en.replace("{how_often}", self.how_often.en),
        )


# Stricter than the scale of climate reports (99, 90, 66%), so that no word promises more than readers expect.
CERTAINTIES: tuple[Certainty, ...] = (
    Certainty(
        largest_p=0.01,
        words=Text(nl="vrijwel zeker", en="almost certainly"),
        how_often=Text(nl="hooguit 1 op de 100 keer", en="at most 1 time in 100"),
    ),
    Certainty(
        largest_p=0.05,
        words=Text(nl="zeer waarschijnlijk", en="very likely"),
        how_often=Text(nl="hooguit 1 op de 20 keer", en="at most 1 time in 20"),
    ),
    Certainty(
        largest_p=0.10,
        words=Text(nl="waarschijnlijk", en="probably"),
        how_often=Text(nl="hooguit 1 op de 10 keer", en="at most 1 time in 10"),
    ),
    Certainty(
        largest_p=1.0,
        words=Text(nl="misschien", en="possibly"),
        how_often=Text(nl="vaker dan 1 op de 10 keer", en="more than 1 time in 10"),
    ),
)


def certainty_of(p: float) -> Certainty:
    """Return the words for a p-value.

    Parameters
    ----------
    p : float
        One-sided p-value *after* the correction that the signal uses, never the raw one; between 0 and 1.

    Returns
    -------
    Certainty
        The strongest words that it earns: a bound belongs to the stronger word.

    Raises
    ------
    NetgraphError
        When `p` is not between 0 and 1, or NaN.

    Examples
    --------
    >>> certainty_of(0.01).words.en, certainty_of(0.02).words.en, certainty_of(0.3).words.en
    ('almost certainly', 'very likely', 'possibly')
    """
    if not 0 <= p <= 1:
        raise NetgraphError(f"a p-value lies between 0 and 1; found {p!r}. Without one there is no certainty to name.")
    return next(step for step in CERTAINTIES if p <= step.largest_p)


# What the interval of a figure means, by data design.
INTERVAL_LINES: Mapping[str, Text] = MappingProxyType(
    {
        "survey": Text(
            nl="Het echte cijfer ligt zeer waarschijnlijk tussen {low} en {high}.",
            en="The true figure very likely lies between {low} and {high}.",
        ),
        "whole_network": Text(
            nl=("De telling is volledig. In netwerken zoals dit schommelt zo'n cijfer meestal tussen {low} en {high}."),
            en=("The count is complete. In networks like this, such a figure usually varies between {low} and {high}."),
        ),
        "register": Text(
            nl=(
                "Alles wat geregistreerd is, is geteld. In netwerken zoals dit schommelt zo'n cijfer "
                "meestal tussen {low} en {high}."
            ),
            en=(
                "Everything registered has been counted. In networks like this, such a figure usually "
                "varies between {low} and {high}."
            ),
        ),
    }
)
MARGINS_OVERLAP = Text(
    nl="De marges overlappen elkaar. Daarom staan deze buurten niet op volgorde.",
    en="The margins overlap. So these areas are not put in order.",
)
DRAWN_SMOOTHED = Text(
    nl="Bij kleine groepen telt het gemiddelde van de stad mee in de kleur, zodat toeval minder meespeelt.",
    en="For small groups the city average counts towards the colour, so that chance plays a smaller part.",
)
