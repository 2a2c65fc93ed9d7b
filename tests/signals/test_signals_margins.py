"""What a caller may set of the rule, and what is refused."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

import netgraph as ng
from netgraph.errors import UnknownNameError
from netgraph.metrics.registry import Signal
from netgraph.signals import FALSE_DISCOVERY_RATE, LARGEST_RATE, explanations, judge, signal_margins
from netgraph.signals.margins import check_false_discovery_rate
from tests.made_up_figures import made_up_figure
from tests.signals.comparisons import SIGNALS, with_p


def test_declared_margins_stand_where_nothing_is_said():
    """One truth: they stand with the figure."""
    declared = {name: ng.METRICS[name].signal.margin for name in SIGNALS}
    assert signal_margins() == signal_margins({}) == declared
    assert signal_margins({"respite_reach": 0.2}) == {**declared, "respite_reach": 0.2}


@pytest.mark.parametrize("margin", [0, 0.0, 1, 1.0, 0.25, np.float64(0.25)])
def test_margins_of_a_share_lie_between_nothing_and_everything(margin):
    assert signal_margins({"isolated": margin})["isolated"] == float(margin)


@pytest.mark.parametrize("margin", [-0.01, 1.01, 5, math.nan, math.inf, "0.05", None, True, [0.1]])
def test_other_margins_are_refused(margin):
    """Five percentage points are 0.05, and 5 would never mark anything."""
    with pytest.raises(ng.NetgraphError, match=r"margin of isolated must be a number from 0 to 1, .*; found "):
        signal_margins({"isolated": margin})


def test_the_margin_of_an_index_may_be_as_wide_as_its_range():
    """From -1 to 1 is 2."""

    def some_index(arcs):
        raise NotImplementedError("only its declaration matters here")

    index = {"unit": "index", "range": (-1.0, 1.0), "worse": "low", "signal": Signal(margin=0.1)}
    with made_up_figure(some_index, reading=ng.METRICS["ei_index"].reading, **index) as name:
        assert signal_margins({name: 2})[name] == 2
        with pytest.raises(ng.NetgraphError, match="from 0 to 2"):
            signal_margins({name: 2.1})


def test_margins_of_figures_that_do_not_exist_or_cannot_signal():
    with pytest.raises(UnknownNameError, match=r"no metric 'isolatd'\. Did you mean isolated\?"):
        signal_margins({"isolatd": 0.1})
    with pytest.raises(UnknownNameError, match="no metric 5"):
        signal_margins({5: 0.1})  # type: ignore[dict-item]
    with pytest.raises(ng.NetgraphError, match=r"unsupported cannot raise a signal.*Figures that can: isolated, thin_"):
        signal_margins({"unsupported": 0.1})
    with pytest.raises(ng.NetgraphError, match="how much of which figure"):
        signal_margins(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize("rate", [0.001, FALSE_DISCOVERY_RATE, LARGEST_RATE, np.float64(0.1)])
def test_rates(rate):
    assert check_false_discovery_rate(rate) == rate


@pytest.mark.parametrize("rate", [0, -0.1, 0.21, 1, 5, math.nan, "0.05", None, True])
def test_other_rates_are_refused(rate):
    with pytest.raises(ng.NetgraphError, match=re.escape("above 0 and at most 0.2 (0.05 by default: 1 in 20")):
        check_false_discovery_rate(rate)


def test_both_are_checked_wherever_they_are_given():
    network = ng.synthetic_network(people=200, seed=1)
    estimates = ng.signal_estimates(network)
    for wrong in ({"margins": {"isolated": 5}}, {"false_discovery_rate": 0.5}):
        with pytest.raises(ng.NetgraphError, match="must be"):
            judge(with_p({"a": {"isolated": 0.1}}), **wrong)
        with pytest.raises(ng.NetgraphError, match="must be"):
            explanations(network, estimates, **wrong)
        with pytest.raises(ng.NetgraphError, match="must be"):
            ng.thin_networks(network, **wrong)


def test_margins_and_rates_decide_what_is_marked():
    """Kruidenwijk has 25 % without support ties, the rest of the city 7 %: no more than a margin of 0.2 away."""
    network = ng.synthetic_network(people=5_000, seed=1)
    estimates = ng.protect(ng.signal_estimates(network))
    plain = ng.thin_networks(network, estimates)
    assert plain.loc["BU00340210", "signals"] == "isolated"
    wider = ng.thin_networks(network, estimates, margins={"isolated": 0.2})
    assert wider.loc["BU00340210", ["attention", "signals"]].tolist() == ["none", ""]
    # A stricter rate leaves fewer, a looser one no fewer.
    marked = [
        int((ng.thin_networks(network, estimates, false_discovery_rate=rate)["attention"] == "attention").sum())
        for rate in (1e-6, 0.05, 0.2)
    ]
    assert marked[0] < marked[1] <= marked[2]
