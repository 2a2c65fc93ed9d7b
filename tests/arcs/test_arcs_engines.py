"""Every engine does what NetworkX, dictionaries and plain loops do; and which engine is chosen."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.arcs import Arcs, arcs_of, kernels
from netgraph.arcs.base_engine import BASE
from netgraph.arcs.compiled_engine import COMPILED
from netgraph.arcs.engine import ENGINE_VARIABLE, FEWEST_TIES, Adds, engine_for
from netgraph.arcs.rows import Rows, rows_of
from netgraph.metrics import choose
from netgraph.metrics.choices import Choices
from tests.random_networks import FEWER, random_tables

if TYPE_CHECKING:
    from netgraph.arcs.engine import Engine

PEOPLE = 12
NUMBER = st.integers(0, PEOPLE - 1)
ARCS = st.lists(st.tuples(NUMBER, NUMBER).filter(lambda arc: arc[0] != arc[1]), max_size=40, unique=True)
HOURS = st.sampled_from([0.0, 0.5, 2.0, math.nan])
TIES = st.dictionaries(st.tuples(NUMBER, NUMBER), HOURS, max_size=40)
CYCLE = [(0, 1), (1, 2), (2, 0)]

engines = pytest.mark.parametrize("engine", [BASE, COMPILED], ids=lambda engine: engine.name)
thorough = settings(deadline=None)


def rows_with(hours: dict[tuple[int, int], float], engine: Engine) -> Rows:
    owner, other = np.array(list(hours), dtype=np.int64).reshape(-1, 2).T
    return rows_of(owner, other, np.array(list(hours.values()), dtype=np.float64), PEOPLE, engine)


def rows_with_arcs(arcs: list[tuple[int, int]], engine: Engine) -> Rows:
    return rows_with(dict.fromkeys(arcs, 1.0), engine)


def pairs_of(rows: Rows) -> list[tuple[int, int]]:
    return list(zip(rows.owner.tolist(), rows.index.tolist(), strict=True))


@engines
@thorough
@given(hours=TIES)
def test_sums_over_rows(engine: Engine, hours):
    """Of numbers, of truth values and of whole numbers, against a dictionary; unknown stays unknown."""
    rows = rows_with(hours, engine)
    expected = [sum((hours[pair] for pair in sorted(hours) if pair[0] == i), 0.0) for i in range(PEOPLE)]
    np.testing.assert_array_equal(rows.sum(rows.hours), expected)
    assert rows.sum(rows.index > 3).tolist() == [
        float(sum(j > 3 for i, j in hours if i == one)) for one in range(PEOPLE)
    ]
    assert rows.sum(rows.index).tolist() == [float(sum(j for i, j in hours if i == one)) for one in range(PEOPLE)]


@engines
@thorough
@given(hours=TIES)
def test_the_transpose_has_every_pair_the_other_way_round(engine: Engine, hours):
    turned = rows_with(hours, engine).transposed()
    expected = {(j, i): value for (i, j), value in hours.items()}
    assert pairs_of(turned) == sorted(expected)
    np.testing.assert_array_equal(turned.hours, [expected[pair] for pair in sorted(expected)])


@engines
@thorough
@given(one=TIES, other=TIES)
def test_united_rows_hold_what_stands_in_either(engine: Engine, one, other):
    """Hours are added, also where they are 0 or unknown; 1, 2 or 3 says where a pair stood."""
    first, second = rows_with(one, engine), rows_with(other, engine)
    start, index, hours, ways = engine.united(
        first.start, first.index, first.hours, second.start, second.index, second.hours
    )
    united, every = Rows(start, index, hours, engine), sorted({**one, **other})
    assert pairs_of(united) == every
    np.testing.assert_array_equal(hours, [one.get(pair, 0.0) + other.get(pair, 0.0) for pair in every])
    assert ways.tolist() == [(pair in one) + 2 * (pair in other) for pair in every]
    assert ways.dtype == np.int8


@engines
@thorough
@given(one=TIES, other=TIES)
def test_places_of_entries_in_other_rows(engine: Engine, one, other):
    in_order = {pair: place for place, pair in enumerate(sorted(one))}
    found = rows_with(one, engine).places_of(rows_with(other, engine))
    assert found.tolist() == [in_order.get(pair, -1) for pair in sorted(other)]


@engines
@thorough
@given(hours=TIES, group=st.lists(st.integers(-1, 2), min_size=PEOPLE, max_size=PEOPLE), data=st.data())
def test_influence_sums_are_those_of_a_loop_over_pairs(engine: Engine, hours, group, data):
    """What j adds to i counts where both are in one group; a pair has a * (a + b), b what i adds back to j."""
    rows, in_order = rows_with(hours, engine), sorted(hours)

    def drawn(count: int) -> list[float]:
        return data.draw(st.lists(st.integers(-4, 4).map(float), min_size=count, max_size=count))

    weight, value, numerator, denominator = (drawn(count) for count in (PEOPLE, 3, len(hours), len(hours)))
    each = [np.array(values, dtype=np.float64) for values in (weight, value, numerator, denominator)]
    above, under, pairs, across, across_under = rows.influence_sums(Adds(np.array(group), *each))
    mine = [pair for pair in in_order if group[pair[0]] >= 0]
    below = {(i, j): weight[i] * d for (i, j), d in zip(in_order, denominator, strict=True)}
    parts = zip(in_order, numerator, strict=True)
    adds = {(i, j): weight[i] * n - value[group[i]] * below[i, j] for (i, j), n in parts if (i, j) in mine}
    inside = [(i, j) for i, j in mine if group[i] == group[j]]
    assert above.tolist() == [sum(adds[i, j] for i, j in inside if j == one) for one in range(PEOPLE)]
    assert under.tolist() == [sum(below[i, j] for i, j in inside if j == one) for one in range(PEOPLE)]
    both = [(group[i], adds[i, j] * (adds[i, j] + adds.get((j, i), 0.0))) for i, j in inside]
    assert pairs.tolist() == [sum(value for of, value in both if of == g) for g in range(3)]
    assert across.tolist() == [adds[pair] for pair in mine if pair not in inside]
    assert across_under.tolist() == [below[pair] for pair in mine if pair not in inside]


class Projected:
    """The projection of some arcs by an engine, and by NetworkX."""

    def __init__(self, arcs: list[tuple[int, int]], engine: Engine) -> None:
        out = rows_with_arcs(arcs, engine)
        into = out.transposed()
        start, index, hours, ways = engine.united(out.start, out.index, out.hours, into.start, into.index, into.hours)
        self.contacts, self.ways = Rows(start, index, hours, engine), ways
        self.found = engine.projection(start, index, ways)
        self.directed = nx.DiGraph(arcs)
        self.directed.add_nodes_from(range(PEOPLE))
        self.graph = nx.Graph(self.directed)


@engines
@thorough
@given(arcs=ARCS)
def test_components_and_cores_are_those_of_networkx(engine: Engine, arcs):
    network = Projected(arcs, engine)
    number = network.found.component
    found = {frozenset(np.flatnonzero(number == k).tolist()) for k in set(number.tolist())}
    assert found == {frozenset(component) for component in nx.connected_components(network.graph)}
    cores = nx.core_number(network.graph)
    assert network.found.coreness.tolist() == [cores[i] for i in range(PEOPLE)]


@engines
@thorough
@given(arcs=ARCS)
def test_shared_contacts_are_the_common_neighbours_of_networkx(engine: Engine, arcs):
    """How many, and the sum of 1 / their number of contacts."""
    network = Projected(arcs, engine)
    common = [list(nx.common_neighbors(network.graph, i, j)) for i, j in pairs_of(network.contacts)]
    assert network.found.shared.tolist() == [len(both) for both in common]
    expected = [sum(1 / network.graph.degree(k) for k in both) for both in common]
    np.testing.assert_allclose(network.found.through, expected, rtol=1e-12)


@engines
@thorough
@given(arcs=ARCS)
def test_what_hinges_on_somebody_is_lost_without_them(engine: Engine, arcs):
    """With how many other contacts i has somebody in common, in the graph and in the graph without j."""
    network = Projected(arcs, engine)
    graph = network.graph
    for (i, j), found in zip(pairs_of(network.contacts), network.found.hinges.tolist(), strict=True):
        without = graph.copy()
        without.remove_node(j)
        others = set(graph[i]) - {j}
        expected = sum(bool(set(graph[i]) & set(graph[k])) - bool(set(without[i]) & set(without[k])) for k in others)
        assert found == expected


@engines
@thorough
@given(arcs=ARCS)
@example(arcs=CYCLE)
@example(arcs=[(i, j) for j, i in CYCLE])
@example(arcs=[(0, 1), (1, 2), (0, 2)])  # a triangle that leads nowhere
def test_rounds_are_the_cycles_of_three_that_networkx_finds(engine: Engine, arcs):
    network = Projected(arcs, engine)
    on_a_cycle = {
        (one, other)
        for cycle in nx.simple_cycles(network.directed, length_bound=3)
        if len(cycle) == 3
        for one, other in zip(cycle, [*cycle[1:], cycle[0]], strict=True)
    }
    found = zip(pairs_of(network.contacts), network.found.rounds.tolist(), strict=True)
    assert {pair for pair, round_ in found if round_} == on_a_cycle


@engines
@thorough
@given(arcs=ARCS)
def test_constraint_is_that_of_networkx(engine: Engine, arcs):
    """Burt's constraint of the undirected graph; NaN for who has no contacts."""
    names = [f"p{i:02d}" for i in range(PEOPLE)]
    ties = pd.DataFrame([(names[i], names[j]) for i, j in arcs], columns=["giver", "receiver"])
    network = arcs_of(ng.from_tables(pd.DataFrame({"person": names, "district": "west"}), ties))
    graph = Projected(arcs, engine).graph
    expected = nx.constraint(graph)
    found = replace(network, engine=engine).constraint
    np.testing.assert_allclose(found, [expected[i] for i in range(PEOPLE)], rtol=1e-12)
    assert np.isnan(found).tolist() == [graph.degree(i) == 0 for i in range(PEOPLE)]


@engines
@pytest.mark.parametrize("people", [0, 1, 3])
def test_nobody_and_nothing(engine: Engine, people: int):
    none, start = np.zeros(0, dtype=np.int64), np.zeros(people + 1, dtype=np.int64)
    assert engine.row_sums(start, np.zeros(0)).tolist() == [0.0] * people
    assert engine.transposed(start, none)[0].tolist() == [0] * (people + 1)
    assert engine.places(start, none, start, none).tolist() == []
    united = engine.united(start, none, np.zeros(0), start, none, np.zeros(0))
    assert [len(array) for array in united] == [people + 1, 0, 0, 0]
    projection = engine.projection(start, none, np.zeros(0, dtype=np.int8))
    assert projection.component.tolist() == list(range(people))
    assert projection.coreness.tolist() == [0] * people
    assert len(projection.shared) == len(projection.through) == len(projection.rounds) == len(projection.hinges) == 0


# --- every figure, and the choice


@FEWER
@given(random_tables())
def test_every_figure_of_everybody_is_the_same_whichever_engine(tables):
    """Numerators, denominators and influences of all figures, which see nothing but arcs."""
    base = arcs_of(tables.network(), ["origin"])
    compiled = replace(base, engine=COMPILED)
    for metric in choose(None, Choices(bridge_by="origin")):
        if metric.shape == "whole":
            np.testing.assert_allclose(metric.whole(compiled), metric.whole(base), rtol=1e-12, err_msg=metric.id)
            continue
        for one, other in zip(parts(metric, compiled), parts(metric, base), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-15, err_msg=metric.id)


def parts(metric, arcs: Arcs) -> list[np.ndarray]:
    ratio = metric.ratio(arcs)
    if ratio.influence is None:
        return [ratio.numerator, ratio.denominator]
    denominator = ratio.influence.denominator
    return [
        ratio.numerator,
        ratio.denominator,
        ratio.influence.numerator,
        *([] if denominator is None else [denominator]),
    ]


def test_the_engine_follows_from_size_unless_it_is_named(monkeypatch):
    monkeypatch.delenv(ENGINE_VARIABLE, raising=False)
    assert engine_for(FEWEST_TIES - 1) is BASE
    assert engine_for(FEWEST_TIES) is COMPILED
    for named, engine in (("base", BASE), (" Compiled ", COMPILED)):
        monkeypatch.setenv(ENGINE_VARIABLE, named)
        assert engine_for(0) is engine_for(10 * FEWEST_TIES) is engine
    monkeypatch.setenv(ENGINE_VARIABLE, "turbo")
    with pytest.raises(ng.NetgraphError, match=r"NETGRAPH_ENGINE is 'turbo'\. Expected auto, base or compiled"):
        engine_for(0)


def test_without_numba_all_is_as_before_and_who_asks_for_kernels_is_told(monkeypatch):
    monkeypatch.setattr("netgraph.arcs.engine.find_spec", lambda _: None)
    monkeypatch.delenv(ENGINE_VARIABLE, raising=False)
    assert engine_for(10 * FEWEST_TIES) is BASE
    monkeypatch.setenv(ENGINE_VARIABLE, "compiled")
    with pytest.raises(ng.MissingExtraError, match=r"pip install .*\[fast\]"):
        engine_for(0)


def test_where_nothing_can_be_kept_kernels_are_compiled_each_time(monkeypatch):
    """Numba says so with a RuntimeError when a function is declared."""

    def nowhere(*, cache=False, nogil):
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return lambda function: (function, nogil)

    monkeypatch.setattr("numba.njit", nowhere)
    assert kernels.compiled(len) == (len, True)


def test_a_small_network_loads_no_compiler():
    """A new process, as in the command line."""
    lines = (
        "import sys, netgraph as ng",
        "ng.district_metrics(ng.synthetic_network(people=300))",
        "assert 'numba' not in sys.modules",
    )
    subprocess.run([sys.executable, "-c", "; ".join(lines)], check=True)
