"""What was found, put into words: the lead of a district, its reasons, and how certain they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.metrics import METRICS
from netgraph.words.areas import area_level, area_words
from netgraph.words.certainty import certainty_of
from netgraph.words.numbers import format_value
from netgraph.words.reasons import LEADS, LESS, MORE, REASONS, bridge_words, comparison, noun_of, under_its_name
from netgraph.words.shares import compared_shares, share_words
from netgraph.words.states import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from netgraph.network import SupportNetwork
    from netgraph.words import Language
    from netgraph.words.reasons import Lead

__all__ = ["Explanation", "SignalReason", "Speaker"]


@dataclass(frozen=True, slots=True)
class SignalReason:
    """Why one figure is a signal.

    Attributes
    ----------
    metric, theme : str
        Id of the figure, and of its theme.
    reason : str
        The figure here and in the rest, in a sentence or two that name the district.
    here : str
        The same as it stands under a heading with the name.
    certainty : str
        How certain it is, in a word or two.
    how_sure : str
        What those words mean, in a sentence or two.
    """

    metric: str
    theme: str
    reason: str
    here: str
    certainty: str
    how_sure: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was found of one district.

    Attributes
    ----------
    attention : str
        "attention", "watch", "none", "too_little_data" or "hidden".
    lead : str
        The sentence above the reasons; empty without a signal.
    route : {"two_themes", "one_strong_signal", "watch"} or None
        What marked it.
    signals : tuple of SignalReason
        The strongest first.
    """

    attention: str
    lead: str = ""
    route: Lead | None = None
    signals: tuple[SignalReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Knows the names, the level and the design, and puts a figure into words.

    Attributes
    ----------
    language : {"nl", "en"}
        Language to write in.
    names : mapping of str to str
        What people call a district, by its code; the code itself where that is not known.
    rest : str
        What the other districts together are called.
    bridge_label : str
        What groups are told apart by.
    survey, register, adults : bool
        Whether shares are estimates, carers are registered ones, and residents are adults.
    """

    language: Language
    names: Mapping[str, str]
    rest: str
    bridge_label: str = ""
    survey: bool = False
    register: bool = False
    adults: bool = False

    @classmethod
    def about(cls, network: SupportNetwork, language: Language, codes: Iterable[str], bridge_label: str) -> Speaker:
        """Return who can speak of these areas of a network."""
        districts, about = network.districts, network.about
        return cls(
            language=language,
            names=dict(zip(districts["district"], districts["name"], strict=True)),
            rest=area_words(area_level(codes)).rest.in_(language),
            bridge_label=bridge_words(bridge_label).in_(language),
            survey=about.design == "survey",
            register=about.design == "register",
            adults=about.population_is == "adults",
        )

    def signal(self, figure: Any) -> SignalReason:
        """Say why a figure of `Judgement.figures` is a signal."""
        certainty = certainty_of(figure.corrected_p)
        words = certainty.words.in_(self.language)
        shares = self._shares(figure)
        if shares is None:
            named = here = self._value(figure.metric, figure.value)
            compared = self._compared_values(figure, words)
        else:
            share, rest_share = shares
            sentence, name = REASONS[figure.metric].sentence, self.names.get(figure.group, figure.group)
            filling = {"name": name, "share": share, "bridge_label": self.bridge_label}
            named, here = (form.format(self.language, **filling) for form in (sentence, under_its_name(sentence)))
            compared = self._comparison(figure.metric, rest_share, words)
        return SignalReason(
            metric=figure.metric,
            theme=METRICS[figure.metric].theme,
            reason=f"{named} {compared}".strip(),
            here=f"{here} {compared}".strip(),
            certainty=words,
            how_sure=certainty.sentence.format(self.language, rest=self.rest),
        )

    def lead(self, route: Lead, themes: Sequence[str], p: float) -> str:
        """Say what the signals of a district add up to.

        Parameters
        ----------
        route : {"two_themes", "one_strong_signal", "watch"}
            What marked it.
        themes : sequence of str
            The two themes of "two_themes"; of another route the theme of its strongest signal.
        p : float
            Of what the route says, corrected over the districts.
        """
        labels = [THEMES[theme].label.in_(self.language) for theme in themes]
        certainty = certainty_of(p).words.in_(self.language)
        numbered = {f"theme_{number}": label for number, label in enumerate(labels, start=1)}
        return LEADS[route].format(self.language, certainty=certainty, rest=self.rest, theme=labels[0], **numbered)

    def _shares(self, figure: Any) -> tuple[str, str] | None:
        """Return the share here and that of the rest ("" where not shown); None where these words cannot compare."""
        if figure.metric not in REASONS:
            return None
        noun = noun_of(figure.metric, register=self.register, adults=self.adults).in_(self.language)
        if math.isnan(figure.rest_value):
            return share_words(figure.value, self.language, noun, survey=self.survey), ""
        return compared_shares(figure.value, figure.rest_value, noun, self.language, survey=self.survey)

    def _value(self, metric: str, value: float) -> str:
        """Name a figure and its value: for one without a sentence, and where the rest reads the same."""
        declared = METRICS[metric]
        return f"{declared.label.in_(self.language)}: {format_value(value, declared.unit, self.language)}."

    def _compared_values(self, figure: Any, certainty: str) -> str:
        """Compare a figure without a sentence of its own with the rest; say nothing where both read the same."""
        unit = METRICS[figure.metric].unit
        here, there = (format_value(value, unit, self.language) for value in (figure.value, figure.rest_value))
        return "" if here == there else self._comparison(figure.metric, there, certainty)

    def _comparison(self, metric: str, rest_share: str, certainty: str) -> str:
        """Say how the rest is, and how certain the difference."""
        worse = MORE if METRICS[metric].worse == "high" else LESS
        return comparison(survey=self.survey, rest_shown=bool(rest_share)).format(
            self.language,
            certainty=certainty,
            more_or_less=worse.in_(self.language),
            rest=self.rest,
            rest_share=rest_share,
        )
