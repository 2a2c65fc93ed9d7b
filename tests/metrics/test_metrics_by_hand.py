"""The fixtures of METRICS.md, and that every figure is worked out by hand somewhere (test_metrics_by_hand_*.py)."""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path

import igraph
import pytest

import netgraph as ng
from netgraph.metrics import PERSON_COLUMNS
from tests.slow_figures import PARTS, WHOLE
from tests.small_networks import assert_figure, small_network, small_tables, values

THEMES = [path.stem for path in sorted(Path(__file__).parent.glob("test_metrics_by_hand_*.py"))]
MODULES = [importlib.import_module(f"tests.metrics.{theme}") for theme in THEMES]


@pytest.mark.parametrize("metric", ng.METRICS)
def test_every_figure_is_worked_out_by_hand(metric):
    """A test of its own, and networks for which it is undefined; and the slow reference has it, in its shape."""
    assert sum(hasattr(module, f"test_{metric}") for module in MODULES) == 1
    cases = [
        *(name for module in MODULES for name in module.UNDEFINED),
        *(name for module in MODULES for name in getattr(module, "ALWAYS_DEFINED", ())),
        "bridging_share",  # test_bridging_share_undefined
    ]
    assert Counter(cases)[metric] == 1
    assert (metric in WHOLE) == (ng.METRICS[metric].shape == "whole")
    assert (metric in PARTS) == (ng.METRICS[metric].shape == "ratio")


def test_nothing_else_is_worked_out():
    """A figure that was renamed would leave its old name behind."""
    assert {*PARTS, *WHOLE} == set(ng.METRICS)


def test_hours_matrix():
    """W = [[0,2,1,0],[1,0,0,0],[0,0,0,3],[0,0,0,0]]: arc reciprocity 1/2, rho 1/4, weighted reciprocity 2/7.

    Of 4 ties 2 are returned; density 4/12: (1/2 - 1/3) / (2/3). Hours both ways 2 * 1 from both ends, 4 of 2 * 7.
    1 of 3 dyads is mutual.
    """
    tables = small_tables("p0>p1:support:2 p0>p2:support:1 p1>p0:support:1 p2>p3:support:3")
    assert_figure("arc_reciprocity", tables, (2, 4))
    assert_figure("reciprocity_rho", tables, 1 / 4)
    assert_figure("weighted_reciprocity", tables, (4, 14))
    assert_figure("dyadic_reciprocity", tables, (2, 6))
    columns = ng.person_metrics(tables.network())
    assert columns["hours_given"].to_dict() == {"p0": 3.0, "p1": 1.0, "p2": 3.0, "p3": 0.0}
    assert columns["hours_received"].to_dict() == {"p0": 1.0, "p1": 2.0, "p2": 1.0, "p3": 3.0}


def test_triangle_pendant_and_isolate():
    """Five people: support ratio 3/4, fragmentation 0.4, one articulation point (a)."""
    tables = small_tables("a>b b>c c>a d>a", "e")
    assert_figure("support_ratio", tables, (6, 8))
    assert_figure("fragmentation", tables, 0.4)
    network = tables.network()
    graph = network.to_igraph()
    assert isinstance(graph, igraph.Graph)
    assert graph.as_undirected().vs[graph.as_undirected().articulation_points()]["name"] == ["a"]
    columns = ng.person_metrics(network)
    assert columns["coreness"].to_dict() == {"a": 2, "b": 2, "c": 2, "d": 1, "e": 0}
    assert columns["component_size"].to_dict() == {"a": 4, "b": 4, "c": 4, "d": 4, "e": 1}
    found = values(network, "isolated", "outside_main_component", "contacts")
    assert found == pytest.approx(
        {"isolated": 1 / 5, "outside_main_component": 1 / 5, "contacts": (3 + 2 + 2 + 1 + 0) / 5}
    )


def test_a_circle_of_three_and_a_tail():
    """0>1>2>0 and 2>3: nothing is returned; three of the four ties come round over one other."""
    tables = small_tables("p0>p1 p1>p2 p2>p0 p2>p3")
    assert_figure("arc_reciprocity", tables, (0, 4))
    assert_figure("indirect_reciprocity", tables, (3, 4))
    assert values(small_network("p0>p1 p1>p2 p2>p0 p2>p3"), "dyadic_reciprocity") == {"dyadic_reciprocity": 0}


def test_the_slow_reference_has_every_person_column():
    from tests.slow_reference import SlowNetwork  # noqa: PLC0415 - only this test compares names

    assert list(SlowNetwork(small_tables("a>b")).person_columns()) == list(PERSON_COLUMNS)
