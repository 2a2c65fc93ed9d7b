"""The rule: two themes, one strong signal, many districts; in plain Python, by hand, and what must never happen."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure import protect
from netgraph.signals import ATTENTION, FALSE_DISCOVERY_RATE, Judgement, compare_with_rest, judge
from tests.signals.comparisons import EVEN, SIGNALS, counted, figure, with_p

P_OF_CITY = st.dictionaries(
    st.sampled_from([f"d{number}" for number in range(12)]),
    st.dictionaries(st.sampled_from(SIGNALS), st.floats(0, 1) | st.floats(0, 0.01), min_size=1),
    min_size=1,
)
"""p-values by district and figure."""
SOME = settings(max_examples=30, deadline=None)


def judged(p: dict[str, dict[str, float]], rate: float = FALSE_DISCOVERY_RATE) -> Judgement:
    return judge(with_p(p), margins=EVEN, false_discovery_rate=rate)


def attention(found: Judgement) -> dict[str, str]:
    return found.districts["attention"].to_dict()


def signals(found: Judgement) -> dict[str, list[str]]:
    """Return the signals of each district, the strongest first."""
    shown = found.figures[found.figures["signals"]]
    return {code: list(shown.loc[shown["group"] == code, "metric"]) for code in found.districts.index}


# --- against plain Python


def slow_simes(p: list[float]) -> float:
    """Return the smallest of n / i times the i-th of n p-values."""
    return min(len(p) / place * one for place, one in enumerate(sorted(p), start=1))


def slow_two(p: list[float]) -> float:
    """Return the p-value of at least two being false: the smallest of (n - 1) / (i - 1) p_(i) from the second on."""
    return min(((len(p) - 1) / (i - 1) * one for i, one in enumerate(sorted(p), start=1) if i > 1), default=1.0)


def slow_district(p: dict[str, float]) -> float:
    """Return the p-value of one district from those of its figures."""
    by_theme: dict[str, list[float]] = {}
    for metric, one in p.items():
        by_theme.setdefault(ng.METRICS[metric].theme, []).append(one)
    both = slow_two([slow_simes(of_theme) for of_theme in by_theme.values()])
    strong = len(p) * min(p.values())
    return min(1.0, 2 * min(both, strong))


def slow_correction(p: dict[str, float]) -> dict[str, float]:
    """Benjamini & Hochberg step up: the smallest of m / rank times the p-values from its own on."""
    ranked = sorted(p.values())
    return {
        code: min(len(p) / (place + 1) * other for place, other in enumerate(ranked) if other >= own)
        for code, own in p.items()
    }


@given(P_OF_CITY, st.sampled_from([0.01, FALSE_DISCOVERY_RATE, 0.2]))
@SOME
def test_against_plain_python(p, rate):
    """Each step in loops over lists, from the p-values that `figure_p_values` gives."""
    found = judged(p, rate)
    given_p = {code: of_one.set_index("metric")["p"].to_dict() for code, of_one in found.figures.groupby("group")}
    expected = slow_correction({code: slow_district(of_one) for code, of_one in given_p.items()})
    assert found.districts["corrected_p"].to_dict() == pytest.approx(expected, rel=1e-9, abs=1e-300)
    for metric in SIGNALS:
        of_figure = {code: of_one[metric] for code, of_one in given_p.items() if metric in of_one}
        rows = found.figures[found.figures["metric"] == metric].set_index("group")["corrected_p"]
        assert rows.to_dict() == pytest.approx(slow_correction(of_figure), rel=1e-9, abs=1e-300)
    alone = found.figures.assign(passes=found.figures["corrected_p"] <= rate).groupby("group")["passes"].any()
    for code, row in found.districts.iterrows():
        watched = "watch" if alone[code] else "none"
        assert row["attention"] == ("attention" if row["corrected_p"] <= rate else watched)
        assert row["attention"] in ATTENTION


# --- by hand


def test_one_district_by_hand():
    """Isolation 0.01 and 0.04: Simes 0.02. Reciprocity 0.03. Care 0.9, 0.5 and 0.6: Simes 0.9 * 3/3, 0.6 * 3/2: 0.9.

    Three themes: the smaller of 2/1 * 0.03 and 2/2 * 0.9 is 0.06. Bonferroni: 6 * 0.01 = 0.06. Twice that is 0.12.
    """
    p = {"isolated": 0.01, "thin_support": 0.04, "dyadic_reciprocity": 0.03}
    p |= {"carers_alone": 0.9, "respite_reach": 0.5, "volunteer_dependence": 0.6}
    found = judged({"a": p})
    row = found.districts.loc["a"]
    assert row["corrected_p"] == pytest.approx(0.12)
    assert (row["first_theme"], row["second_theme"]) == ("isolation", "reciprocity")
    # Alone in its city each figure passes by itself: 0.01, 0.03 and 0.04.
    assert (row["attention"], row["route"]) == ("watch", "watch")
    assert signals(found) == {"a": ["isolated", "dyadic_reciprocity", "thin_support"]}


@pytest.mark.parametrize(
    ("others", "corrected", "expected"), [(0, 0.02, "attention"), (2, 0.06, "watch"), (5, 0.12, "none")]
)
def test_looking_at_more_districts_asks_for_more(others, corrected, expected):
    """0.01 in one of n districts, on one figure: twice 0.01, times n. The figure itself: 0.01 times n."""
    p = {"a": {"isolated": 0.01}} | {f"o{number}": {"isolated": 0.99} for number in range(others)}
    found = judged(p)
    assert found.districts.loc["a", "corrected_p"] == pytest.approx(corrected)
    assert attention(found) == {"a": expected} | {f"o{number}": "none" for number in range(others)}


def test_one_strong_signal():
    """0.001 of six figures: 2 * 6 * 0.001 = 0.012. Its other figures say nothing."""
    p = dict.fromkeys(["isolated", "thin_support", "dyadic_reciprocity", "bridging_share", "respite_reach"], 0.9)
    found = judged({"a": {**p, "carers_alone": 0.001}})
    row = found.districts.loc["a"]
    assert (row["attention"], row["route"], row["first_theme"]) == ("attention", "one_strong_signal", "care")
    assert row["corrected_p"] == row["route_p"] == pytest.approx(0.012)
    assert signals(found) == {"a": ["carers_alone"]}


def test_two_themes_that_are_weak_by_themselves():
    """At most 0.01 on four themes: 3/3 * 0.01 on at least two, twice that; one strong signal would be 2 * 4 * 0.009."""
    p = {"carers_alone": 0.01, "bridging_share": 0.01, "isolated": 0.009, "dyadic_reciprocity": 0.0095}
    found = judged({"a": p})
    row = found.districts.loc["a"]
    assert (row["attention"], row["route"]) == ("attention", "two_themes")
    assert row["corrected_p"] == row["route_p"] == pytest.approx(0.02)
    assert (row["first_theme"], row["second_theme"]) == ("isolation", "reciprocity")


def test_two_themes_are_named_where_both_routes_mark_a_district():
    """One strong signal: 2 * 2 * 0.0001 = 0.0004. Two themes: 2 * 0.002 = 0.004, which is what may be said of two."""
    found = judged({"a": {"carers_alone": 0.0001, "isolated": 0.002}})
    row = found.districts.loc["a"]
    assert (row["route"], row["first_theme"], row["second_theme"]) == ("two_themes", "care", "isolation")
    assert row["corrected_p"] == pytest.approx(0.0004)
    assert row["route_p"] == pytest.approx(0.004)


def test_carers_and_volunteers_are_one_theme():
    """METRICS.md: three figures of care of 0.012 are no two themes; with one on isolation they are."""
    care = dict.fromkeys(["carers_alone", "respite_reach", "volunteer_dependence"], 0.012)
    assert judged({"a": care}).districts.loc["a", ["attention", "second_theme"]].tolist() == ["watch", ""]
    assert judged({"a": {**care, "isolated": 0.012}}).districts.loc["a", "route"] == "two_themes"


OTHERS = {f"o{number}": {"dyadic_reciprocity": 1e-6, "isolated": 0.9, "carers_alone": 0.9} for number in range(9)}


@pytest.mark.parametrize(
    ("p", "route", "expected"),
    [
        ({"isolated": 0.012, "carers_alone": 0.012}, "two_themes", ["isolated", "carers_alone"]),
        ({"isolated": 0.026, "carers_alone": 0.026}, "", []),
        ({"isolated": 0.02}, "one_strong_signal", ["isolated"]),
    ],
)
def test_what_the_route_rests_on_is_a_signal(p, route, expected):
    """Nine other districts are marked by their reciprocity, so the tenth of ten is not corrected: 2 * 0.012, 2 * 0.02.

    By itself isolation is: 10 * 0.012 = 0.12, because it is no worse in any of the others. 2 * 0.026 is too large.
    """
    found = judged({"a": p, **OTHERS})
    assert signals(found)["a"] == expected
    assert found.districts.loc["a", "route"] == route
    assert (found.figures.loc[found.figures["group"] == "a", "corrected_p"] > FALSE_DISCOVERY_RATE).all()


# --- what is not tested


UNKNOWN = dict.fromkeys(["value", "low", "high", "people"], math.nan)


def state(*rows: dict[str, object]) -> str:
    return str(judge(pd.DataFrame(list(rows))).districts["attention"].iloc[0])


def test_hidden_and_too_little_data_are_told_apart():
    hidden = {**figure(), **UNKNOWN, "hidden": "few_people"}
    assert state(hidden) == "hidden"
    assert state(figure(people=9)) == "too_little_data"
    assert state({**figure(), **UNKNOWN, "people": 0}) == "too_little_data"
    assert state(figure("unsupported")) == "too_little_data"


def test_a_district_of_which_something_is_shown_is_not_hidden():
    """Carers are hidden and there is no rest to compare the others with: too little data, but not hidden."""
    carers = {**figure("carers_alone"), **UNKNOWN, "hidden": "few_people"}
    assert state(carers, figure(rest_people=0)) == "too_little_data"
    # What can be compared decides, whatever else is hidden.
    assert state(carers, figure(value=0.1, rest=0.1)) == "none"
    assert state(carers, figure(value=0.9, rest=0.1)) == "attention"


def test_what_cannot_be_tested_counts_for_nothing():
    """Neither as a district, nor as a figure or a theme: the same p with and without."""
    p = {"a": {"isolated": 0.01, "carers_alone": 0.2}, "b": {"isolated": 0.5}}
    plain = judged(p)
    untested = pd.DataFrame(
        [figure("respite_reach", group="a", people=9), figure(group="c", people=9), figure("contacts", group="b")]
    )
    more = judge(pd.concat([with_p(p), untested]), margins=EVEN)
    pd.testing.assert_frame_equal(more.districts.loc[["a", "b"]], plain.districts)
    assert attention(more)["c"] == "too_little_data"


def test_without_districts_there_is_nothing_to_say():
    empty = judge(with_p({"a": {"isolated": 0.1}}).iloc[:0])
    assert len(empty.districts) == len(empty.figures) == 0
    assert list(empty.districts) == ["attention", "route", "corrected_p", "route_p", "first_theme", "second_theme"]


def test_a_figure_of_a_district_is_given_once():
    with pytest.raises(ng.NetgraphError, match="hold isolated of a twice"):
        judge(pd.DataFrame([figure(), figure()]))


# --- what must never happen


@given(P_OF_CITY, st.integers(1, 5))
@SOME
def test_districts_without_anything_never_add_attention(p, more):
    """A district with p = 1 is one more that was looked at."""
    nothing = {f"n{number}": dict.fromkeys(SIGNALS, 1.0) for number in range(more)}
    before, after = attention(judged(p)), attention(judged({**p, **nothing}))
    asking = {code for code, found in after.items() if found == "attention"}
    assert asking <= {code for code, found in before.items() if found == "attention"}


@given(P_OF_CITY, st.lists(st.floats(0.001, 0.2), min_size=2, max_size=2))
@SOME
def test_a_stricter_rate_never_shows_more(p, rates):
    """Of districts that ask for attention, and of districts that are marked at all."""
    strict, loose = (attention(judged(p, rate)) for rate in sorted(rates))
    for states in (["attention"], ["attention", "watch"]):
        marked = [{code for code, found in one.items() if found in states} for one in (strict, loose)]
        assert marked[0] <= marked[1]


@given(P_OF_CITY, st.randoms())
@SOME
def test_the_order_of_rows_does_not_matter(p, random):
    comparison = with_p(p)
    order = list(range(len(comparison)))
    random.shuffle(order)
    one, other = (judge(table, margins=EVEN) for table in (comparison, comparison.iloc[order]))
    pd.testing.assert_frame_equal(one.districts, other.districts.loc[one.districts.index])
    by_cell = [found.figures.set_index(["group", "metric"]).sort_index() for found in (one, other)]
    pd.testing.assert_frame_equal(*by_cell)
    assert signals(one) == {code: signals(other)[code] for code in signals(one)}


@given(
    st.lists(st.tuples(st.integers(3, 40), st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=8),
    st.sampled_from(["isolated", "respite_reach"]),
)
@SOME
def test_hidden_cells_change_nothing(districts, metric):
    """The same districts, but of those with fewer than ten people other counts: behind the gate nobody can tell."""
    tables = [
        counted(
            (f"d{number}", metric, (min(one, people) if people >= 10 or not swap else min(other, people)), people)
            for number, (people, one, other) in enumerate(districts)
        )
        for swap in (False, True)
    ]
    found = [judge(compare_with_rest(protect(table, design="whole_network"))) for table in tables]
    pd.testing.assert_frame_equal(found[0].districts, found[1].districts)
    pd.testing.assert_frame_equal(found[0].figures, found[1].figures)


# --- how often chance alone marks a district


def city_without_differences(random: np.random.Generator) -> pd.DataFrame:
    """Draw 40 districts of 10 to 150 people from one share a figure, from rare to common."""
    share = dict(zip(SIGNALS, random.uniform(0.02, 0.7, len(SIGNALS)), strict=True))
    people = random.integers(10, 150, (40, len(SIGNALS)))
    return counted(
        (f"d{number}", metric, int(random.binomial(people[number, place], share[metric])), int(people[number, place]))
        for number in range(40)
        for place, metric in enumerate(SIGNALS)
    )


@pytest.mark.slow
def test_cities_without_differences_are_hardly_ever_marked():
    """400 cities. Nothing may ask for attention in more than 5 %, even of any difference at all (margins of 0).

    With margins of 0, 1.3 % of 1,000 such cities did. With the margins that are declared, hardly any city has even a
    district to watch (0.2 % of 1,000). Four standard errors of a share of 5 % of 400 are 4.4 points: 38 cities.
    """
    random = np.random.default_rng(20)
    any_difference = any_mark = 0
    for _ in range(400):
        comparison = compare_with_rest(city_without_differences(random))
        strict = judge(comparison, margins=dict.fromkeys(SIGNALS, 0.0)).districts["attention"]
        any_difference += bool((strict == "attention").any())
        any_mark += bool(judge(comparison).districts["attention"].isin(["attention", "watch"]).any())
    assert any_difference <= 38
    assert any_mark <= 38
