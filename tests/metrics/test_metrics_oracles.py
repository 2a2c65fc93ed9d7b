"""Figures of closed districts, and of the whole network, against igraph, NetworkX and scipy.

On a network without paid ties in which everybody was asked, the figures of a district that no tie leaves are the
textbook ones of its graph. The libraries work on the ties as given, made simple by themselves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cached_property
from statistics import fmean

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy.sparse.csgraph import connected_components, shortest_path
from scipy.spatial.distance import pdist

import netgraph as ng
from tests.random_networks import RANDOM, Tables, random_tables, seeded_tables

EXACT = 1e-12


class Oracle:
    """One district, or all of them together, as a simple directed graph and as its undirected projection."""

    def __init__(self, graph: nx.DiGraph) -> None:
        self.graph = graph
        self.projection = nx.Graph(graph)  # not to_undirected(reciprocal=True): one-way ties stay
        self.people = list(graph)

    @cached_property
    def igraph(self) -> igraph.Graph:
        """The graph in igraph."""
        return as_igraph(self.graph)

    @cached_property
    def igraph_projection(self) -> igraph.Graph:
        """The projection in igraph."""
        return as_igraph(self.projection)

    @cached_property
    def with_contacts(self) -> list[str]:
        """Who has at least one tie."""
        return [person for person, degree in self.projection.degree() if degree > 0]

    @cached_property
    def arcs(self) -> np.ndarray:
        """The adjacency matrix of who gives to whom."""
        return nx.to_numpy_array(self.graph, nodelist=self.people, weight=None, dtype=np.int64)

    def mean(self, values: dict[str, float]) -> float:
        """Return the mean over the people who have a value."""
        known = [value for value in values.values() if not math.isnan(value)]
        return fmean(known) if known else math.nan


def as_igraph(graph: nx.Graph) -> igraph.Graph:
    names = list(graph)
    place = {name: number for number, name in enumerate(names)}
    edges = [(place[one], place[other]) for one, other in graph.edges]
    return igraph.Graph(n=len(names), edges=edges, directed=graph.is_directed())


def oracles(tables: Tables) -> dict[str, Oracle]:
    """Return the simple directed graph of each lived-in district, and of all of them together as ``all``."""
    graphs: dict[str, nx.DiGraph] = defaultdict(nx.DiGraph)
    for person in tables.people:
        for name in (person["district"], "all"):
            graphs[name].add_node(person["person"], **person)
    for tie in tables.ties:
        if tie["giver"] != tie["receiver"]:
            for graph in graphs.values():
                if tie["giver"] in graph and tie["receiver"] in graph:
                    graph.add_edge(tie["giver"], tie["receiver"])
    return {name: Oracle(graph) for name, graph in graphs.items()}


def figures(tables: Tables, *metrics: str, **choices: str) -> dict[str, dict[str, float]]:
    """Return netgraph's figures by group and metric: of every district, and of all together."""
    network = tables.network()
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for by in ("district", None):
        tidy = ng.district_estimates(network, metrics or None, by, **choices)
        for group, metric, value in tidy[["group", "metric", "value"]].itertuples(index=False):
            found[group][metric] = value
    return found


# --- what each library says


def reciprocity(oracle: Oracle) -> dict[str, float]:
    """Arc reciprocity is igraph's mode "default" and NetworkX's overall_reciprocity; dyadic is igraph's "ratio".

    Rho is made of igraph's reciprocity and density.
    """
    arc, density = oracle.igraph.reciprocity(mode="default"), oracle.igraph.density(loops=False)
    if oracle.graph.number_of_edges():
        assert arc == pytest.approx(nx.overall_reciprocity(oracle.graph), abs=EXACT)
    return {
        "arc_reciprocity": arc,
        "dyadic_reciprocity": oracle.igraph.reciprocity(mode="ratio"),
        "reciprocity_rho": math.nan if density == 1 else (arc - density) / (1 - density),
    }


def rounds(oracle: Oracle) -> dict[str, float]:
    """Which ties lie on a directed cycle of at most three: NetworkX lists the cycles."""
    on_cycle = {
        (one, other)
        for cycle in nx.simple_cycles(oracle.graph, length_bound=3)
        for one, other in zip(cycle, [*cycle[1:], cycle[0]], strict=True)
    }
    ties = oracle.graph.number_of_edges()
    return {"indirect_reciprocity": len(on_cycle) / ties if ties else math.nan}


def degrees(oracle: Oracle) -> dict[str, float]:
    """NetworkX's in-, out- and undirected degrees and isolates."""
    people, with_contacts = len(oracle.people), len(oracle.with_contacts)
    into, out = dict(oracle.graph.in_degree()), dict(oracle.graph.out_degree())
    supporters = list(into.values())
    one_way = {
        "receive_only": sum(into[who] > 0 == out[who] for who in oracle.people),
        "give_only": sum(out[who] > 0 == into[who] for who in oracle.people),
    }
    return {
        "isolated": nx.number_of_isolates(oracle.graph) / people,
        "unsupported": supporters.count(0) / people,
        "thin_support": sum(degree <= 1 for degree in supporters) / people,
        "single_supporter": supporters.count(1) / people,
        "contacts": 2 * oracle.projection.number_of_edges() / people,
        **{name: count / with_contacts if with_contacts else math.nan for name, count in one_way.items()},
    }


def cores(oracle: Oracle) -> dict[str, float]:
    """NetworkX and igraph find the same cores of the projection."""
    core = nx.core_number(oracle.projection)
    assert list(core.values()) == oracle.igraph_projection.coreness()
    return {"peripheral": sum(number < 2 for number in core.values()) / len(core)}


def components(oracle: Oracle) -> dict[str, float]:
    """Scipy's components of a district's own graph; NetworkX finds as many."""
    people = len(oracle.people)
    count, label = connected_components(oracle.arcs, directed=True, connection="weak")
    assert count == nx.number_weakly_connected_components(oracle.graph)
    linked = sum(int(size) * (int(size) - 1) for size in np.bincount(label))
    return {"fragmentation": 1 - linked / (people * (people - 1)) if people > 1 else math.nan}


def closeness(oracle: Oracle) -> dict[str, float]:
    """Constraint of NetworkX and igraph, effective size of NetworkX, local clustering of both, on the projection."""
    constraint = nx.constraint(oracle.projection, nodes=oracle.with_contacts)
    by_igraph = dict(zip(oracle.people, oracle.igraph_projection.constraint(), strict=True))
    assert {who: by_igraph[who] for who in constraint} == pytest.approx(constraint, abs=EXACT)
    two = [who for who, degree in oracle.projection.degree() if degree > 1]
    clustering = {who: nx.clustering(oracle.projection, who) for who in two}
    by_igraph = dict(
        zip(oracle.people, oracle.igraph_projection.transitivity_local_undirected(mode="nan"), strict=True)
    )
    assert {who: value for who, value in by_igraph.items() if not math.isnan(value)} == pytest.approx(
        clustering, abs=EXACT
    )
    return {
        "constraint": oracle.mean(constraint),
        "effective_size": oracle.mean(nx.effective_size(oracle.projection, nodes=oracle.with_contacts)),
        "clustering": oracle.mean(clustering),
    }


def shared_contacts(oracle: Oracle) -> dict[str, float]:
    """NetworkX's common neighbours of the two ends of each edge."""
    edges = list(oracle.projection.edges)
    shared = sum(len(list(nx.common_neighbors(oracle.projection, *edge))) > 0 for edge in edges)
    return {"support_ratio": shared / len(edges) if edges else math.nan}


def hanging(oracle: Oracle) -> dict[str, float]:
    """Take each person out of NetworkX's graph, and count who then has no supporter left."""
    supported = {who for who, degree in oracle.graph.in_degree() if degree > 0}
    lost = []
    for stopping in oracle.people:
        left = nx.restricted_view(oracle.graph, [stopping], [])
        lost.append(sum(left.in_degree(who) == 0 for who in supported - {stopping}))
    return {"keystone": max(lost) / len(supported) if supported else math.nan}


TEXTBOOK = (reciprocity, rounds, degrees, cores, components, closeness, shared_contacts, hanging)


def textbook(oracle: Oracle) -> dict[str, float]:
    """Return all figures of a graph that the libraries have."""
    return {metric: value for figures_of in TEXTBOOK for metric, value in figures_of(oracle).items()}


def check_textbook(tables: Tables) -> None:
    """Compare them with netgraph's, in every district and all together."""
    expected = {name: textbook(oracle) for name, oracle in oracles(tables).items()}
    found = figures(tables, *expected["all"])
    for group, of_metric in expected.items():
        assert found[group] == pytest.approx(of_metric, rel=EXACT, abs=EXACT, nan_ok=True), group


@RANDOM
@given(random_tables(textbook=True))
def test_figures_are_those_of_other_libraries(tables):
    check_textbook(tables)


def test_figures_of_larger_districts_are_those_of_other_libraries():
    """Two closed districts of 100 people, in which every figure is defined."""
    tables = large_textbook()
    check_textbook(tables)
    assert not any(math.isnan(value) for oracle in oracles(tables).values() for value in textbook(oracle).values())


def large_textbook() -> Tables:
    tables = seeded_tables(200, 700, seed=3, districts=2, circles=True, hours_known=True)
    district = {row["person"]: "d0" if number % 2 else "d1" for number, row in enumerate(tables.people)}
    people = [
        {**row, "district": district[row["person"]], "roles": "resident", "respondent": True, "weight": 1.0}
        for row in tables.people
    ]
    ties = [{**tie, "kind": "support"} for tie in tables.ties if district[tie["giver"]] == district[tie["receiver"]]]
    return tables.changed(people=people, ties=ties)


@RANDOM
@given(random_tables(textbook=True))
def test_outside_main_component_is_that_of_networkx(tables):
    found, graphs = figures(tables, "outside_main_component"), oracles(tables)
    largest = max(nx.weakly_connected_components(graphs["all"].graph), key=len)
    for group, oracle in graphs.items():
        expected = math.nan
        if 2 * len(largest) > len(graphs["all"].with_contacts) > 0:
            expected = sum(person not in largest for person in oracle.people) / len(oracle.people)
        assert found[group]["outside_main_component"] == pytest.approx(expected, abs=EXACT, nan_ok=True)


def hours_matrix(tables: Tables, people: list[str]) -> np.ndarray:
    """Return hours as a matrix: the largest within a kind, added over kinds; unknown ones are NaN."""
    ties = pd.DataFrame(tables.ties, columns=["giver", "receiver", "kind", "hours_per_week"])
    ties = ties[(ties["giver"] != ties["receiver"]) & ties["giver"].isin(people) & ties["receiver"].isin(people)]
    of_kind = ties.astype({"hours_per_week": "float64"}).groupby(["giver", "receiver", "kind"])["hours_per_week"].max()
    of_pair = of_kind.groupby(["giver", "receiver"]).sum(skipna=False)
    matrix = pd.DataFrame(0.0, index=people, columns=people)
    for (giver, receiver), hours in of_pair.items():
        matrix.loc[giver, receiver] = hours
    return matrix.to_numpy()


@RANDOM
@given(random_tables(textbook=True))
def test_weighted_reciprocity_is_that_of_the_matrix_of_hours(tables):
    """Squartini et al. 2013: hours that are matched, sum of min(W, W'), over all hours, sum of W.

    Both count an unordered pair twice; pairs with unknown hours are left out of both.
    """
    found = figures(tables, "weighted_reciprocity")
    for group, oracle in oracles(tables).items():
        hours = hours_matrix(tables, oracle.people)
        known = np.isfinite(hours + hours.T)
        matched, total = np.minimum(hours, hours.T)[known].sum(), hours[known].sum()
        expected = matched / total if total > 0 else math.nan
        assert found[group]["weighted_reciprocity"] == pytest.approx(expected, rel=EXACT, abs=EXACT, nan_ok=True)


@RANDOM
@given(random_tables(textbook=True))
def test_support_gini_is_the_mean_difference_of_scipy(tables):
    """Half the mean of all differences over the mean: scipy lists the distances between all pairs of values once."""
    found, graphs = figures(tables, "support_gini"), oracles(tables)
    everybody = graphs["all"].people
    hours = hours_matrix(tables, everybody).sum(axis=0)
    of_person = dict(zip(everybody, hours, strict=True))
    if not np.isfinite(hours).all():
        of_person = dict(graphs["all"].graph.in_degree())
    for group, oracle in graphs.items():
        values = np.array([of_person[person] for person in oracle.people], dtype=float)
        apart = 2 * pdist(values[:, np.newaxis], "cityblock").sum() / len(values) ** 2
        expected = apart / (2 * values.mean()) if values.any() else math.nan
        assert found[group]["support_gini"] == pytest.approx(expected, rel=EXACT, abs=EXACT, nan_ok=True)


@pytest.mark.parametrize(("metric", "column"), [("ei_index", "district"), ("bridging_share", "age")])
@RANDOM
@given(tables=random_tables(textbook=True, closed=False))
def test_mixing_is_that_of_networkx(metric, column, tables):
    """E and I of each group are in a row of NetworkX's mixing matrix: contacts by own group and by that of the other.

    Every edge of the undirected graph stands in it twice, once for each end.
    """
    graph = oracles(tables)["all"].projection
    groups = {value: number for number, value in enumerate(sorted({person[column] for person in tables.people}))}
    matrix = nx.attribute_mixing_matrix(graph, column, mapping=groups, normalized=False)
    tidy = ng.district_estimates(tables.network(), [metric], by=column, bridge_by="age").set_index("group")
    for value, row in groups.items():
        total, same = matrix[row].sum(), matrix[row, row]
        expected = total - 2 * same if metric == "ei_index" else total - same
        assert (tidy.loc[value, "numerator"], tidy.loc[value, "denominator"]) == (expected, total)
    together = ng.district_estimates(tables.network(), [metric], by=None, bridge_by="age").iloc[0]
    assert (together["numerator"], together["denominator"]) == (
        matrix.sum() - (2 if metric == "ei_index" else 1) * np.trace(matrix),
        matrix.sum(),
    )


@RANDOM
@given(random_tables(textbook=True, closed=False))
def test_person_columns_are_those_of_other_libraries(tables):
    """All of them but the hours, which a graph does not have: those are those of the matrix."""
    oracle = oracles(tables)["all"]
    people, projection = oracle.people, oracle.projection
    columns = ng.person_metrics(tables.network())
    steps = shortest_path(oracle.arcs, directed=False, unweighted=True)
    reach = ((steps > 0) & (steps <= 2)).sum(axis=1)
    assert [size - 1 for size in oracle.igraph_projection.neighborhood_size(order=2)] == reach.tolist()
    assert list(nx.triangles(projection).values()) == [
        len(oracle.igraph_projection.subgraph(near).es)
        for near in (oracle.igraph_projection.neighbors(place) for place in range(len(people)))
    ]
    nan = dict.fromkeys(people, math.nan)
    hours = hours_matrix(tables, people)
    expected = {
        "contacts": dict(projection.degree()),
        "supporters": dict(oracle.graph.in_degree()),
        "supported": dict(oracle.graph.out_degree()),
        "mutual_contacts": dict(zip(people, (oracle.arcs * oracle.arcs.T).sum(axis=1), strict=True)),
        "hours_received": dict(zip(people, hours.sum(axis=0), strict=True)),
        "hours_given": dict(zip(people, hours.sum(axis=1), strict=True)),
        "component_size": {who: len(part) for part in nx.connected_components(projection) for who in part},
        "coreness": nx.core_number(projection),
        "reach_2": dict(zip(people, reach, strict=True)),
        "triangles": nx.triangles(projection),
        "clustering": {**nan, **{who: nx.clustering(projection, who) for who, n in projection.degree() if n > 1}},
        "constraint": {**nan, **nx.constraint(projection, nodes=oracle.with_contacts)},
        "effective_size": {**nan, **nx.effective_size(projection, nodes=oracle.with_contacts)},
    }
    assert list(expected) == list(columns)
    for name, of_person in expected.items():
        assert columns[name].to_dict() == pytest.approx(of_person, rel=EXACT, abs=EXACT, nan_ok=True), name


@RANDOM
@given(random_tables(textbook=True))
def test_the_graphs_that_leave_netgraph_give_the_same_reciprocity(tables):
    """to_networkx and to_igraph keep every tie of every kind; made simple, they are the graph of the figures."""
    network = tables.network()
    arc = ng.district_estimates(network, ["arc_reciprocity"], by=None)["value"].iloc[0]
    simple = nx.DiGraph(network.to_networkx())
    assert simple.number_of_nodes() == len(tables.people)
    if simple.number_of_edges():
        assert arc == pytest.approx(nx.overall_reciprocity(simple), abs=EXACT)
    assert arc == pytest.approx(network.to_igraph().simplify().reciprocity(), abs=EXACT, nan_ok=True)
