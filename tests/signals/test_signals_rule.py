"""The edges of the rule: the margin, the interval, nine people, two themes, one strong signal."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import netgraph as ng
from netgraph.signals import STRONG, signalling
from netgraph.signals.rule import attention_of


def figure(metric: str = "isolated", value: float = 0.3, rest: float = 0.1, **other: object) -> dict[str, object]:
    """Return a row of a comparison: 100 people here, 1,000 elsewhere, and an interval that reaches nothing."""
    worse = ng.METRICS[metric].worse
    near = {"low": rest + 0.001, "high": 1.0} if worse == "high" else {"low": 0.0, "high": rest - 0.001}
    row = {"group": "a", "metric": metric, "value": value, "people": 100, "rest_value": rest, "rest_people": 1000}
    return {**row, **near, "hidden": "", "reason": "", **other}


def signals(**columns: object) -> bool:
    return bool(signalling(pd.DataFrame([figure(**columns)]))["signals"].iloc[0])


MARGINS = {
    "isolated": 0.05,
    "thin_support": 0.10,
    "dyadic_reciprocity": 0.10,
    "bridging_share": 0.10,
    "carers_alone": 0.15,
    "respite_reach": 0.10,
    "volunteer_dependence": 0.10,
}


def test_the_margins():
    """How much worse matters in practice: 5 points more isolated, 10 with one supporter at most, and so on.

    METRICS.md marks these seven with an S.
    """
    assert {name: metric.signal.margin for name, metric in ng.METRICS.items() if metric.signal} == MARGINS
    assert STRONG == 2


@pytest.mark.parametrize("metric", MARGINS)
@pytest.mark.parametrize("rest", [0.1, 0.2, 0.25, 0.3, 0.35, 0.6, 0.7])
def test_exactly_at_the_margin_is_a_signal(metric, rest):
    """Worse by at least its margin: 0.25 against 0.20 is, although 0.25 - 0.20 is 0.04999… in a computer."""
    sign = 1 if ng.METRICS[metric].worse == "high" else -1
    at = round(rest + sign * MARGINS[metric], 10)
    assert signals(metric=metric, value=at, rest=rest)
    assert not signals(metric=metric, value=at - sign * 0.001, rest=rest)
    assert signals(metric=metric, value=at + sign * 0.001, rest=rest)


def test_better_is_never_a_signal():
    assert not signals(metric="isolated", value=0.0, rest=0.5)
    assert not signals(metric="dyadic_reciprocity", value=0.9, rest=0.2)


def test_the_interval_must_not_reach_the_rest():
    assert signals(value=0.3, rest=0.1, low=0.1001)
    assert not signals(value=0.3, rest=0.1, low=0.1)
    assert not signals(value=0.3, rest=0.1, low=0.05)
    assert signals(metric="dyadic_reciprocity", value=0.3, rest=0.6, high=0.5999)
    assert not signals(metric="dyadic_reciprocity", value=0.3, rest=0.6, high=0.6)


@pytest.mark.parametrize(("here", "elsewhere", "expected"), [(10, 10, True), (9, 10, False), (10, 9, False)])
def test_ten_people_on_both_sides(here, elsewhere, expected):
    assert signals(people=here, rest_people=elsewhere) is expected


@pytest.mark.parametrize("column", ["value", "rest_value", "low", "people"])
def test_what_is_not_known_is_no_signal(column):
    columns = {column: math.nan}
    assert not bool(signalling(pd.DataFrame([{**figure(), **columns}]))["signals"].iloc[0])


def test_figures_without_a_signal_of_their_own_never_signal():
    """Passed in by who protects all figures instead of those that can signal."""
    row = {**figure(), "metric": "unsupported"}
    judged = signalling(pd.DataFrame([row]))
    assert not judged["signals"].any()
    assert judged["margins"].isna().all()


def attention(*rows: dict[str, object]) -> str:
    return attention_of(signalling(pd.DataFrame(list(rows))))


def test_one_signal_is_watched():
    """1.5 margins: 0.10 + 1.5 * 0.05 = 0.175."""
    assert attention(figure(value=0.175), figure("carers_alone", 0.2, 0.2)) == "watch"


def test_two_signals_on_one_theme_are_watched():
    assert attention(figure(value=0.175), figure("thin_support", 0.4, 0.25)) == "watch"


def test_two_signals_on_two_themes_ask_for_attention():
    assert attention(figure(value=0.175), figure("carers_alone", 0.4, 0.2)) == "attention"
    assert attention(figure("dyadic_reciprocity", 0.35, 0.5), figure("carers_alone", 0.4, 0.2)) == "attention"
    assert attention(figure("bridging_share", 0.35, 0.5), figure(value=0.175)) == "attention"


def test_carers_and_volunteers_are_one_theme():
    """METRICS.md: three signals of theme care are watched as one is."""
    care = figure("carers_alone", 0.4, 0.2), figure("respite_reach", 0.35, 0.5), figure("volunteer_dependence", 0.25)
    assert attention(*care) == "watch"
    assert attention(*care, figure(value=0.175)) == "attention"


@pytest.mark.parametrize(("value", "expected"), [(0.2, "attention"), (0.199, "watch"), (0.3, "attention")])
def test_one_strong_signal_asks_for_attention(value, expected):
    """Twice its margin of 0.05 above 0.1, exactly so too."""
    assert attention(figure(value=value, rest=0.1)) == expected


def test_a_large_difference_that_is_no_signal_counts_for_nothing():
    """Four margins worse, but the interval reaches the rest."""
    assert attention(figure(value=0.3, rest=0.1, low=0.05)) == "none"


def test_nothing_worse_is_none():
    assert attention(figure(value=0.1, rest=0.1), figure("carers_alone", math.nan, 0.2)) == "none"


UNKNOWN = {"value": math.nan, "low": math.nan, "high": math.nan, "people": math.nan}


def test_hidden_and_too_little_data_are_told_apart():
    hidden = {**figure(), **UNKNOWN, "hidden": "few_people"}
    assert attention(hidden) == "hidden"
    assert attention(figure(people=9)) == "too_little_data"
    assert attention({**figure(), **UNKNOWN, "people": 0}) == "too_little_data"
    assert attention_of(signalling(pd.DataFrame([figure()])).iloc[:0]) == "too_little_data"


def test_a_district_of_which_something_is_shown_is_not_hidden():
    """Carers are hidden and there is no rest to compare the others with: too little data, but not hidden."""
    carers = {**figure("carers_alone"), **UNKNOWN, "hidden": "few_people"}
    assert attention(carers, figure(rest_people=0)) == "too_little_data"
    # What can be compared decides, whatever else is hidden.
    assert attention(carers, figure(value=0.1, rest=0.1)) == "none"
    assert attention(carers, figure(value=0.3, rest=0.1)) == "attention"


def test_estimates_that_cannot_be_judged_are_refused() -> None:
    network = ng.synthetic_network(people=200, seed=1)
    with pytest.raises(ng.NetgraphError, match="no figure that can signal"):
        ng.thin_networks(network, ng.district_estimates(network, ["contacts"]))
    with pytest.raises(ng.NetgraphError, match="about other groups"):
        ng.thin_networks(network, ng.signal_estimates(network, by="parent"))
    with pytest.raises(ng.NetgraphError, match="cannot judge by"):
        ng.thin_networks(network, by="age_group")
