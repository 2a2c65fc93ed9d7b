"""Which figures take part, and rates made comparable: by hand, in plain Python, and beside esda for rare events."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import UnknownNameError
from netgraph.spatial.figures import AreaFigures, comparable_rates, figures_of_areas
from tests.spatial.grids import estimates_of, grid, network_of

CODES = pd.Index(["r0c0", "r0c1", "r0c2"], name="district", dtype="str")


def figures(
    estimates: pd.DataFrame | None, metrics: Any = None, network: Any = None, **choices: Any
) -> dict[str, AreaFigures]:
    given = {"adjust_rates": True, "carer_definition": "cbs2024", "bridge_by": None, **choices}
    return figures_of_areas(network or network_of(grid(3, 1)), CODES, metrics, "district", estimates=estimates, **given)


# --- rates


def slow_rates(rate: list[float], people: list[float]) -> list[float]:
    """Work the formula of the docstring out, term by term."""
    total = sum(people)
    mean = sum(b * y for y, b in zip(rate, people, strict=True)) / total
    spread = sum(b * (y - mean) ** 2 for y, b in zip(rate, people, strict=True)) / total
    average = total / len(people)
    between = max(0.0, (spread - mean * (1 - mean) / average) / (1 - 1 / average))
    return [
        (y - mean) / math.sqrt(between + (mean * (1 - mean) - between) / b) for y, b in zip(rate, people, strict=True)
    ]


@given(st.lists(st.tuples(st.integers(2, 5_000), st.floats(0, 1)), min_size=2, max_size=20))
def test_rates_are_those_of_the_formula(drawn: list[tuple[int, float]]) -> None:
    people = [float(number) for number, _ in drawn]
    rate = [round(number * part) / number for number, part in drawn]
    if 0 < sum(rate) < len(rate):
        np.testing.assert_allclose(
            comparable_rates(np.array(rate), np.array(people)), slow_rates(rate, people), atol=1e-9
        )


def test_rates_that_differ_by_no_more_than_chance_are_all_chance() -> None:
    """By hand: rates 0.5, 0.3, 0.4 of 10, 10, 30 people.

    m = (5 + 3 + 12) / 50 = 0.4 and s2 = 2 * 10 * 0.01 / 50 = 0.004; chance alone gives 0.24 / (50 / 3) = 0.0144, which
    is more, so that a = 0 and z = 0.1 / sqrt(0.24 / 10) = 0.6455.
    """
    z = comparable_rates(np.array([0.5, 0.3, 0.4]), np.array([10.0, 10.0, 30.0]))
    np.testing.assert_allclose(z, [0.1 / math.sqrt(0.024), -0.1 / math.sqrt(0.024), 0], atol=1e-12)


def test_rates_that_differ_by_more_than_chance_are_shrunk_less() -> None:
    """By hand: rates 0.8 and 0.2 of 100 people each: m = 0.5, s2 = 0.09, a = (0.09 - 0.0025) / 0.99 = 0.08838."""
    a = 0.0875 / 0.99
    expected = 0.3 / math.sqrt(a + (0.25 - a) / 100)
    np.testing.assert_allclose(comparable_rates(np.array([0.8, 0.2]), np.array([100.0, 100.0])), [expected, -expected])


def test_of_rare_events_rates_are_those_of_esda() -> None:
    """In esda `assuncao_rate` has the Poisson variance, which that of rare events is."""
    from esda.smoothing import assuncao_rate  # noqa: PLC0415 - loads slowly

    rng = np.random.default_rng(1)
    people = rng.integers(50_000, 500_000, 40)
    cases = rng.poisson(people * rng.gamma(4, 0.00025, 40))
    np.testing.assert_allclose(comparable_rates(cases / people, people), assuncao_rate(cases, people), rtol=5e-3)


@pytest.mark.parametrize("rate", [0.0, 0.3, 1.0])
def test_equal_rates_are_all_nothing_special(rate: float) -> None:
    np.testing.assert_allclose(comparable_rates(np.full(4, rate), np.array([1.0, 5, 30, 900])), 0, atol=1e-12)


def test_single_people_are_no_error() -> None:
    assert np.isfinite(comparable_rates(np.array([0.0, 1.0, 1.0]), np.ones(3))).all()
    assert comparable_rates(np.array([]), np.array([])).tolist() == []


# --- which figures of which areas


def counted(numerator: list[float], denominator: list[float], people: list[float], metric: str) -> pd.DataFrame:
    return estimates_of(
        CODES, np.divide(numerator, denominator), numerator=numerator, denominator=denominator, people=people
    ).assign(metric=metric)


def test_shares_are_made_comparable_and_shown_as_they_are() -> None:
    told = figures(counted([5, 3, 12], [10, 10, 30], [10, 10, 30], "isolated"))["isolated"]
    assert told.adjusted
    assert told.value.tolist() == [0.5, 0.3, 0.4]
    np.testing.assert_allclose(told.compared, comparable_rates(np.array([0.5, 0.3, 0.4]), np.array([10.0, 10, 30])))


def test_of_ties_the_people_behind_are_between_people_and_ties() -> None:
    """Geometric mean of 90 ties and 10 people: 30; where there are no more ties than people, the ties."""
    told = figures(counted([45, 27, 4], [90, 90, 10], [10, 10, 20], "dyadic_reciprocity"))["dyadic_reciprocity"]
    np.testing.assert_allclose(told.compared, comparable_rates(np.array([0.5, 0.3, 0.4]), np.array([30.0, 30, 10])))


def survey(design: str) -> ng.SupportNetwork:
    network = network_of(grid(3, 1))
    return ng.from_tables(network.people, network.ties, network.districts, {"design": design})


def test_weights_of_a_survey_make_no_more_people() -> None:
    told = figures(counted([45, 27, 40], [90, 90, 100], [10, 10, 20], "isolated"), network=survey("survey"))
    np.testing.assert_allclose(
        told["isolated"].compared, comparable_rates(np.array([0.5, 0.3, 0.4]), np.array([10.0, 10, 20]))
    )


def test_a_share_of_all_inhabitants_rests_on_all_of_them() -> None:
    """In a register ``people`` are those in it, and the share is one of the inhabitants."""
    estimates = counted([45, 27, 40], [90, 90, 100], [45, 30, 40], "volunteer_share")
    told = figures(estimates, network=survey("register"))["volunteer_share"]
    np.testing.assert_allclose(told.compared, comparable_rates(np.array([0.5, 0.3, 0.4]), np.array([90.0, 90, 100])))


@pytest.mark.parametrize("lost", [["numerator"], ["denominator"], ["numerator", "denominator"]], ids=" and ".join)
def test_without_counts_shares_are_taken_as_they_are(lost: list[str]) -> None:
    estimates = counted([5, 3, 12], [10, 10, 30], [10, 10, 30], "isolated")
    for told in (figures(estimates.drop(columns=lost)), figures(estimates.assign(**dict.fromkeys(lost, np.nan)))):
        assert not told["isolated"].adjusted
        assert told["isolated"].compared.tolist() == [0.5, 0.3, 0.4]


def test_means_and_what_is_not_asked_for_are_taken_as_they_are() -> None:
    estimates = counted([5, 3, 12], [10, 10, 30], [10, 10, 30], "contacts")
    assert not figures(estimates)["contacts"].adjusted
    assert not figures(estimates.assign(metric="isolated"), adjust_rates=False)["isolated"].adjusted


def test_what_is_hidden_is_no_figure_whatever_stands_there() -> None:
    estimates = estimates_of(CODES, [1.0, 2.0, 3.0], hidden=["", "few_people", np.nan])
    assert figures(estimates)["contacts"].value.tolist() == pytest.approx([1, np.nan, 3], nan_ok=True)


def test_rows_may_be_missing_and_in_any_order() -> None:
    told = figures(estimates_of(["r0c2", "r0c0"], [3.0, np.inf]))["contacts"]
    assert told.value.tolist() == pytest.approx([np.nan, np.nan, 3], nan_ok=True)
    assert told.value.index.equals(CODES)


def test_figures_come_in_the_order_of_the_catalogue() -> None:
    both = pd.concat([estimates_of(CODES, [1, 2, 3]), estimates_of(CODES, [0.1, 0.2, 0.3]).assign(metric="isolated")])
    assert list(figures(both)) == ["isolated", "contacts"]
    assert list(figures(both, "contacts")) == ["contacts"]


def test_without_estimates_figures_are_those_of_district_estimates() -> None:
    network = network_of(grid(3, 1), people={"r0c0": 3, "r0c2": 5})
    told = figures(None, network=network)
    tidy = ng.district_estimates(network)
    assert list(told) == list(dict.fromkeys(tidy["metric"]))
    for name, figure in told.items():
        np.testing.assert_array_equal(figure.value, tidy.loc[tidy["metric"] == name, "value"])


@pytest.mark.parametrize(
    ("estimates", "metrics", "error", "message"),
    [
        (estimates_of(CODES, [1, 2, 3]), ["contact"], UnknownNameError, "no metric 'contact'. Did you mean contacts"),
        (estimates_of(CODES, [1, 2, 3]).assign(metric="x"), None, UnknownNameError, "there is no metric 'x'"),
        (estimates_of(CODES, [1, 2, 3]), ["isolated"], ng.NetgraphError, "the estimates hold no isolated"),
        (estimates_of(CODES, [1, 2, 3]), [1], UnknownNameError, "metrics must be a name"),
        (estimates_of(["r0c0", "elsewhere"], [1, 2]), None, ng.NetgraphError, "about other areas .* elsewhere"),
        (estimates_of(["r0c0", "r0c0"], [1, 2]), None, ng.NetgraphError, "hold contacts of r0c0 twice"),
        (estimates_of(CODES, [1, 2, 3]).drop(columns="value"), None, ng.NetgraphError, "have no column value"),
    ],
)  # fmt: skip
def test_wrong_estimates_are_refused(estimates: Any, metrics: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        figures(estimates, metrics)


def test_without_estimates_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean isolated"):
        figures(None, ["isolatd"])
    with pytest.raises(UnknownNameError, match="give bridge_by"):
        figures(None, ["bridging_share"])
