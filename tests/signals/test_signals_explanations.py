"""Explanations: leads, reasons and certainty in words, from given counts; and that the table says the same."""

from __future__ import annotations

import dataclasses
import math
import re

import pandas as pd
import pytest

import netgraph as ng
from netgraph.disclosure import protect
from netgraph.signals import Explanation, SignalReason, compare_with_rest, explanations, judge
from netgraph.signals.sentences import Speaker
from netgraph.words.certainty import CERTAINTIES, certainty_of
from netgraph.words.states import THEMES
from tests.made_up_figures import made_up_figure
from tests.signals.comparisons import counted, figure
from tests.small_networks import small_network

CODES = [f"d{number}" for number in range(10)]


def town(**about: object) -> ng.SupportNetwork:
    """Return ten districts with a person each; what is said of them comes from given estimates."""
    people = " ".join(f"p{code}@{code}" for code in CODES)
    names = pd.DataFrame({"district": CODES, "name": ["De Wierden", *(f"Wijkje {code}" for code in CODES[1:])]})
    return small_network("", people, districts=names, **about)


def isolated(first: int) -> pd.DataFrame:
    """Return so many isolated people of 100 in the first district, and 15 of 100 in each of the others."""
    return counted([("d0", "isolated", first, 100), *((code, "isolated", 15, 100) for code in CODES[1:])])


def explained(first: int, language: str = "nl", rate: float = 0.05, **about: object) -> Explanation:
    found = explanations(town(**about), isolated(first), language, false_discovery_rate=rate)  # type: ignore[arg-type]
    assert list(found) == CODES
    assert all(found[code] == Explanation("none") for code in CODES[1:])
    return found["d0"]


def test_one_strong_signal_in_dutch():
    """WORDS.md sections 2 and 3, filled in by hand: 35 of 100 against 15 of 100.

    One figure in one of ten districts: p 0.00086 by itself, 0.0086 over the districts, and twice that for the district.
    """
    reason = "geen steunrelaties. In de rest van het gebied is dat ruim 1 op de 7 (15%). Het verschil is vrijwel zeker "
    assert explained(35) == Explanation(
        attention="attention",
        lead="Het netwerk is hier zeer waarschijnlijk op één onderwerp duidelijk dunner dan in de rest van het gebied: "
        "‘Steun en contacten’.",
        route="one_strong_signal",
        signals=(
            SignalReason(
                metric="isolated",
                theme="isolation",
                reason=f"In De Wierden heeft ruim 1 op de 3 bewoners (35%) {reason}groter dan een gewone schommeling.",
                here=f"Hier heeft ruim 1 op de 3 bewoners (35%) {reason}groter dan een gewone schommeling.",
                certainty="vrijwel zeker",
                how_sure="Stel dat het hier niet duidelijk anders is dan in de rest van het gebied. Dan komt een "
                "cijfer als dit hooguit 1 op de 100 keer voor.",
            ),
        ),
    )


def test_a_survey_in_english():
    found = explained(35, "en", design="survey")
    assert found.lead == (
        "The network here is very likely clearly thinner than in the rest of the area on one subject: "
        "‘Support and contacts’."
    )
    compared = "That is almost certainly more than in the rest of the area, where it is just over 1 in 7 (15%)."
    assert found.signals[0].reason == (
        f"In De Wierden, just over 1 in 3 residents (an estimated 35%) have no support ties. {compared}"
    )
    assert (
        found.signals[0].here == f"Here, just over 1 in 3 residents (an estimated 35%) have no support ties. {compared}"
    )


def test_watch():
    """33 of 100: 0.028 over the districts by itself, but 0.056 for the district."""
    found = explained(33)
    assert (found.attention, found.route) == ("watch", "watch")
    assert found.lead == (
        "Er is hier een aanwijzing bij ‘Steun en contacten’. Die is nog niet sterk genoeg voor een signaal."
    )
    assert [signal.certainty for signal in found.signals] == ["zeer waarschijnlijk"]
    assert explained(33, "en").lead.startswith("There is a first indication here on ‘Support and contacts’.")


@pytest.mark.parametrize(
    ("first", "words"), [(30, "misschien"), (31, "waarschijnlijk"), (33, "zeer waarschijnlijk"), (35, "vrijwel zeker")]
)
def test_certainty_words_follow_the_corrected_p(first, words):
    """Corrected over the districts for that figure it is 0.136, 0.082, 0.028 and 0.009; at a rate of 0.2 all signal."""
    judged = judge(compare_with_rest(isolated(first)), false_discovery_rate=0.2)
    corrected = float(judged.figures.set_index("group").loc["d0", "corrected_p"])
    assert certainty_of(corrected).words.nl == words
    signal = explained(first, rate=0.2).signals[0]
    assert signal.certainty == words
    assert f"Het verschil is {words} groter" in signal.reason
    step = next(step for step in CERTAINTIES if step.words.nl == words)
    assert step.how_often.nl in signal.how_sure


def test_two_themes_are_named_the_clearest_first():
    """60 % of the carers alone and 30 % isolated, both against 10 %: certain of both, so of two themes."""
    rows = [("d0", "isolated", 30, 100), ("d0", "carers_alone", 60, 100)]
    rows += [(code, name, 10, 100) for code in CODES[1:] for name in ("isolated", "carers_alone")]
    found = explanations(town(), counted(rows))["d0"]
    assert (found.attention, found.route) == ("attention", "two_themes")
    assert found.lead == (
        "Het netwerk is hier vrijwel zeker op minstens twee onderwerpen dunner dan in de rest van het gebied: "
        "‘Mantelzorg en vrijwilligers’ en ‘Steun en contacten’."
    )
    assert [signal.metric for signal in found.signals] == ["carers_alone", "isolated"]


def test_the_lead_is_no_more_certain_than_what_it_says():
    """Carers beyond all doubt, isolation 0.0009 in one of ten districts: two themes, 2 * 0.0009 * 10 = 0.018.

    As in `test_one_strong_signal_in_dutch` isolation has 35 of 100 against 15.
    """
    rows = [("d0", "isolated", 35, 100), ("d0", "carers_alone", 95, 100)]
    rows += [(code, name, 15, 100) for code in CODES[1:] for name in ("isolated", "carers_alone")]
    found = explanations(town(), counted(rows), "en")["d0"]
    assert found.lead.startswith("The network here is very likely thinner than in the rest of the area on at least two")
    assert [signal.certainty for signal in found.signals] == ["almost certainly", "almost certainly"]


# --- words of one figure


def said(language: str = "nl", **row: object) -> SignalReason:
    """Say why a figure with a corrected p of 0.001 signals."""
    speaker = Speaker.about(town(), language, CODES, "")  # type: ignore[arg-type]
    rows = pd.DataFrame([figure(group="d0", **{"value": 0.2, **row})]).assign(corrected_p=0.001)
    return speaker.signal(next(rows.itertuples()))


def test_a_rest_that_is_not_shown():
    assert said(rest=math.nan).reason == (
        "In De Wierden heeft 1 op de 5 bewoners (20%) geen steunrelaties. "
        "Het verschil met de rest van het gebied is vrijwel zeker groter dan een gewone schommeling."
    )


@pytest.mark.parametrize("rest", [0.199, 0.201])
def test_the_same_per_cents_are_not_compared(rest):
    """WORDS.md section 5: give only "{label}: {value}"."""
    assert (said(rest=rest).reason, said(rest=rest).here) == (
        "Zonder steunrelaties: 20%.",
        "Zonder steunrelaties: 20%.",
    )


@pytest.mark.parametrize(("worse", "words"), [("high", "more"), ("low", "less")])
def test_a_figure_without_a_sentence_of_its_own(worse, words):
    def some_share(arcs):
        raise NotImplementedError("only its declaration matters here")

    with made_up_figure(some_share, worse=worse) as name:
        counted_words = said("en", metric=name, rest=0.5)
        assert (
            counted_words.reason
            == counted_words.here
            == (
                "Made-up figure: 20%. In the rest of the area it is 50%. "
                "The difference is almost certainly larger than ordinary variation."
            )
        )
        speaker = dataclasses.replace(Speaker.about(town(), "en", CODES, ""), survey=True)
        row = pd.DataFrame([figure(name, 0.2, 0.5)]).assign(corrected_p=0.001)
        assert speaker.signal(next(row.itertuples())).reason == (
            f"Made-up figure: 20%. That is almost certainly {words} than in the rest of the area, where it is 50%."
        )


# --- a whole city


@pytest.fixture(scope="module")
def planted() -> ng.SupportNetwork:
    """Return a city with planted differences."""
    return ng.synthetic_network(people=5_000, seed=1)


@pytest.mark.parametrize("design", ["whole_network", "survey"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_says_the_same(planted, language, design):
    """And nothing of either has a placeholder that was not filled."""
    about = {**planted.about.model_dump(), "design": design}
    network = ng.from_tables(planted.people, planted.ties, planted.districts, about)
    estimates = protect(ng.signal_estimates(network, bridge_by="age_group"))
    thin = ng.thin_networks(network, estimates, language, bridge_label="age")
    found = explanations(network, estimates, language, bridge_label="age")
    assert list(found) == list(thin.index)
    for code, row in thin.iterrows():
        one = found[code]
        assert row["attention"] == one.attention
        assert row["signals"] == ";".join(signal.metric for signal in one.signals)
        assert row["reasons"] == "\n".join(signal.reason for signal in one.signals)
        assert bool(one.lead) == bool(one.route) == bool(one.signals) == (one.attention in ("attention", "watch"))
        assert [signal.theme for signal in one.signals] == [ng.METRICS[s.metric].theme for s in one.signals]
        texts = [one.lead, *(text for signal in one.signals for text in dataclasses.astuple(signal)[2:])]
        assert not any(re.search(r"[{}]|nan|None|  ", text) for text in texts)
        assert all(signal.certainty in signal.reason for signal in one.signals)
        heading = ("In ", "Hier ") if language == "nl" else ("In ", "Here, ")
        assert all(s.reason.startswith(heading[0]) and s.here.startswith(heading[1]) for s in one.signals)
        themes = {THEMES[signal.theme].label.in_(language) for signal in one.signals}
        assert set(re.findall("‘(.+?)’", one.lead)) <= themes
    assert sum(one.route == "two_themes" for one in found.values()) >= 1
    assert sum(one.route == "one_strong_signal" for one in found.values()) >= 1


def test_the_order_of_rows_of_the_estimates_does_not_matter(planted):
    estimates = protect(ng.signal_estimates(planted))
    shuffled = estimates.sample(frac=1, random_state=5)
    assert explanations(planted, estimates) == explanations(planted, shuffled)


def test_larger_areas(planted):
    estimates = protect(ng.signal_estimates(planted, "parent"))
    found = explanations(planted, estimates, by="parent")
    assert list(found) == list(ng.thin_networks(planted, estimates, by="parent").index)
    assert sum(one.attention in ("none", "watch", "attention") for one in found.values()) >= 3


def test_districts_without_estimates_have_too_little_data():
    """They are in the table of districts and not in that of estimates."""
    found = explanations(town(), isolated(35).query("group != 'd9'"))
    assert found["d9"] == Explanation("too_little_data")


def test_estimates_that_cannot_be_judged_are_refused() -> None:
    network = ng.synthetic_network(people=200, seed=1)
    with pytest.raises(ng.NetgraphError, match="no figure that can signal"):
        ng.thin_networks(network, ng.district_estimates(network, ["contacts"]))
    with pytest.raises(ng.NetgraphError, match="about other groups"):
        ng.thin_networks(network, ng.signal_estimates(network, by="parent"))
    with pytest.raises(ng.NetgraphError, match="no level of areas"):
        ng.thin_networks(network, by="age_group")  # type: ignore[arg-type]
    with pytest.raises(ng.NetgraphError, match="no level of areas"):
        explanations(network, ng.signal_estimates(network), by="age_group")  # type: ignore[arg-type]
    with pytest.raises(ng.NetgraphError, match="Valid: nl, en"):
        explanations(network, ng.signal_estimates(network), "de")  # type: ignore[arg-type]
    twice = pd.concat([ng.signal_estimates(network)] * 2)
    with pytest.raises(ng.NetgraphError, match="twice"):
        ng.thin_networks(network, twice)
