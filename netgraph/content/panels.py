"""The panel of a district, but for its figures: what was found, and what that rests on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netgraph.content.parts import DistrictPanel, PanelSignal
from netgraph.metrics import METRICS
from netgraph.symbology import state_label
from netgraph.words import page
from netgraph.words.data import (
    ADULT_INHABITANTS,
    COVERAGE,
    INHABITANTS,
    RESPONDENT_BANDS,
    coverage_cases,
    respondent_band,
)
from netgraph.words.numbers import percent, rounded_count, whole_number
from netgraph.words.shares import share_words
from netgraph.words.states import ATTENTION, THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from netgraph.schema.about import About
    from netgraph.signals import Explanation, SignalReason
    from netgraph.words.wording import Wording

__all__ = ["coverage_told", "district_panels", "people_told"]

FEWEST_TOLD = RESPONDENT_BANDS[-1][0]
"""Fewest people of a survey for whose number there are words."""

SIGNALS = ("attention", "watch")


def district_panels(
    explained: Sequence[Explanation], states: Sequence[str], coverage: pd.DataFrame, about: About, wording: Wording
) -> tuple[DistrictPanel, ...]:
    """Say of every district what was found and what it rests on.

    Parameters
    ----------
    explained : sequence of Explanation
        What was found, in map order.
    states : sequence of str
        The state of every district, a key of `netgraph.symbology.STATES`.
    coverage : DataFrame
        One row a district after the gate: ``value``, ``people``, ``population_known``.
    about : About
        How the data came to be.
    wording : Wording
        How the page speaks.

    Returns
    -------
    tuple of DistrictPanel
    """
    rows = zip(
        explained,
        states,
        coverage["value"],
        coverage["people"],
        coverage["population_known"].isin([True]),  # not of a district without a row
        strict=True,
    )
    return tuple(
        DistrictPanel(
            lead=_lead(found, state, wording),
            signals=tuple(_signal(one, wording) for one in found.signals) if state in SIGNALS else (),
            basis=_basis(part, people, about, wording, population_known=known),
        )
        for found, state, part, people, known in rows
    )


def coverage_told(coverage: pd.DataFrame, wording: Wording) -> list[str]:
    """Return which part of the people of every district is in the data, as printed; empty where it is not shown."""
    return ["" if math.isnan(part) else percent(part, wording.language) for part in coverage["value"]]


def people_told(count: float, wording: Wording, *, survey: bool) -> str:
    """Write a number of people: rounded to fives, of a survey a band; nothing where it is not shown."""
    if not count > 0:
        return ""
    if not survey:
        return whole_number(rounded_count(count), wording.language)
    return wording.of(respondent_band(int(count))) if count >= FEWEST_TOLD else ""


def _lead(found: Explanation, state: str, wording: Wording) -> str:
    if state in SIGNALS:
        return found.lead
    if state == "none":
        return wording.of(page.PANEL_NO_SIGNAL)
    if state == "missing":
        return f"{state_label(state, wording)}."
    return wording.of(ATTENTION[state].explanation, rest=wording.rest)


def _signal(one: SignalReason, wording: Wording) -> PanelSignal:
    metric = METRICS[one.metric]
    return PanelSignal(
        figure=metric.id,
        subject=THEMES[metric.theme].label.in_(wording.language),
        label=metric.label.in_(wording.language),
        text=one.here,
        how_sure=one.how_sure,
    )


def _basis(part: float, people: float, about: About, wording: Wording, *, population_known: bool) -> tuple[str, ...]:
    """Say on how many people the figures rest and which part of all that is; nothing of what is hidden."""
    if not people > 0:
        return ()
    survey, language = about.design == "survey", wording.language
    told = []
    if not survey:
        told.append(wording.of(page.PANEL_PEOPLE_BEHIND, n=whole_number(rounded_count(people), language)))
    elif people >= RESPONDENT_BANDS[-1][0]:
        told.append(wording.of(page.PANEL_PEOPLE_BEHIND_SURVEY, band=respondent_band(int(people)).in_(language)))
    noun = (ADULT_INHABITANTS if about.population_is == "adults" else INHABITANTS).in_(language)
    for case in coverage_cases(part, survey=survey, population_known=population_known):
        share = share_words(part, language, noun) if part <= 1 else ""
        told.append(wording.of(COVERAGE[case], share=share, pct=percent(part, language)))
    return tuple(told)
