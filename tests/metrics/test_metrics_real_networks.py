"""Published networks, where they lie beside the project: METRICS.md has the numbers, igraph is run on them itself."""

from __future__ import annotations

import math
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import igraph
import numpy as np
import pytest

import netgraph as ng

if TYPE_CHECKING:
    import pandas as pd

REAL = Path(__file__).parents[3] / "shared" / "real"
EXACT = 1e-12


@pytest.fixture(scope="module")
def arang_dak() -> ng.SupportNetwork:
    """Return a village in Nicaragua: Koster 2018, as published by Simpson 2022."""
    return read("arang_dak")


@pytest.fixture(scope="module")
def karnataka() -> ng.SupportNetwork:
    """Return 25 villages in India, raw: Banerjee, Chandrasekhar, Duflo & Jackson 2013."""
    return read("karnataka")


@pytest.fixture(scope="module")
def taken_for_whole(karnataka) -> ng.SupportNetwork:
    """Return the same with everybody counted as respondent: wrong, but then villages are whole graphs."""
    people = karnataka.people.assign(respondent=True)
    return ng.from_tables(people, karnataka.ties, karnataka.districts, {"design": "whole_network"})


def read(name: str) -> ng.SupportNetwork:
    if not (REAL / name).is_dir():
        pytest.skip(f"{name} does not lie beside the project (../shared/real)")
    return ng.read_network(REAL / name, on_fault="set_aside")


def village_graph(people: pd.Series, ties: pd.DataFrame) -> igraph.Graph:
    """Return the simple directed graph of some people and the ties among them, made by igraph alone."""
    place = {person: number for number, person in enumerate(people)}
    inside = ties[ties["giver"].isin(place) & ties["receiver"].isin(place)]
    edges = zip(inside["giver"].map(place).tolist(), inside["receiver"].map(place).tolist(), strict=True)
    return igraph.Graph(n=len(place), edges=list(edges), directed=True).simplify()


def textbook(graph: igraph.Graph) -> dict[str, float]:
    """Return every figure of one closed village that igraph has, most of them directly."""
    people = graph.vcount()
    projection = graph.as_undirected(mode="collapse")
    into, out, contacts = (np.array(degrees) for degrees in (graph.indegree(), graph.outdegree(), projection.degree()))
    sizes = np.array(projection.connected_components().sizes())
    arc, density = graph.reciprocity(mode="default"), graph.density(loops=False)
    gaps = np.abs(np.subtract.outer(into, into)).sum()
    ties_among = np.array([projection.subgraph(near).ecount() for near in projection.neighborhood(mindist=1)])
    some = contacts > 0
    shared = sum(bool({*projection.neighbors(a)} & {*projection.neighbors(b)}) for a, b in projection.get_edgelist())
    return {
        "isolated": (contacts == 0).mean(),
        "unsupported": (into == 0).mean(),
        "thin_support": (into <= 1).mean(),
        "single_supporter": (into == 1).mean(),
        "contacts": contacts.mean(),
        "support_gini": gaps / (2 * people**2 * into.mean()),
        "peripheral": (np.array(projection.coreness()) < 2).mean(),
        "fragmentation": 1 - (sizes * (sizes - 1)).sum() / (people * (people - 1)),
        "constraint": np.nanmean(np.array(projection.constraint())[some]),
        "effective_size": (contacts[some] - 2 * ties_among[some] / contacts[some]).mean(),
        "dyadic_reciprocity": graph.reciprocity(mode="ratio"),
        "arc_reciprocity": arc,
        "reciprocity_rho": (arc - density) / (1 - density),
        "receive_only": ((into > 0) & (out == 0)).sum() / some.sum(),
        "give_only": ((out > 0) & (into == 0)).sum() / some.sum(),
        "support_ratio": shared / projection.ecount(),
        "clustering": fmean(v for v in projection.transitivity_local_undirected(mode="nan") if not math.isnan(v)),
        "ei_index": -1.0,
    }


def test_arang_dak(arang_dak):
    """108 people, 1,485 ties, 529 mutual and 427 one-way dyads, arc reciprocity 0.7125, rho 0.6701, 1 isolate."""
    tidy = ng.district_estimates(arang_dak).set_index("metric")
    assert (len(arang_dak.people), len(arang_dak.ties)) == (108, 1_485)
    assert tidy.loc["isolated", "numerator"] == 1
    assert tidy.loc["arc_reciprocity", "value"] == pytest.approx(0.7125, abs=0.00005)
    assert tidy.loc["reciprocity_rho", "value"] == pytest.approx(0.6701, abs=0.00005)
    assert tidy.loc["arc_reciprocity", "numerator"] == 2 * 529
    assert tidy.loc["arc_reciprocity", "denominator"] == 2 * 529 + 427 == 1_485
    # Every dyad is seen from both ends.
    assert tidy.loc["dyadic_reciprocity", "denominator"] == 2 * (529 + 427)
    assert tidy.loc["outside_main_component", "numerator"] == 1
    # All but the isolate are linked: 107 * 106 of 108 * 107 pairs.
    assert tidy.loc["fragmentation", "value"] == pytest.approx(1 - 106 / 108, rel=EXACT)


def test_arang_dak_has_the_figures_of_igraph(arang_dak):
    expected = textbook(village_graph(arang_dak.people["person"], arang_dak.ties))
    tidy = ng.district_estimates(arang_dak, list(expected)).set_index("metric")["value"]
    assert tidy.to_dict() == pytest.approx(expected, rel=EXACT, abs=EXACT)


def test_villages_have_no_ties_across(karnataka):
    home = karnataka.people.set_index("person")["district"]
    ties = karnataka.ties
    assert (ties["giver"].map(home) == ties["receiver"].map(home)).all()


def test_villages_have_the_figures_of_igraph_run_on_each(karnataka, taken_for_whole):
    """25 villages of 354 to 1,775 people: each figure that igraph has, on the village's own graph."""
    people, ties = karnataka.people, karnataka.ties
    found = ng.district_metrics(taken_for_whole)
    assert len(found) == 25
    for village, members in people.groupby("district")["person"]:
        expected = textbook(village_graph(members, ties))
        assert found.loc[village, list(expected)].to_dict() == pytest.approx(expected, rel=EXACT, abs=EXACT), village


def test_person_columns_of_villages_are_those_of_igraph(karnataka, taken_for_whole):
    """On the graph of all villages at once."""
    people = karnataka.people["person"]
    graph = village_graph(people, karnataka.ties)
    projection = graph.as_undirected(mode="collapse")
    components = projection.connected_components()
    reach = [size - 1 for size in projection.neighborhood_size(order=2)]
    expected = {
        "contacts": projection.degree(),
        "supporters": graph.indegree(),
        "supported": graph.outdegree(),
        "component_size": np.array(components.sizes())[components.membership],
        "coreness": projection.coreness(),
        "reach_2": reach,
        "clustering": projection.transitivity_local_undirected(mode="nan"),
        "constraint": projection.constraint(),
    }
    found = ng.person_metrics(taken_for_whole)
    assert found.index.to_list() == people.to_list()
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], np.array(values, dtype=float), rtol=EXACT, atol=EXACT, err_msg=name)


def test_karnataka_counts_those_who_were_asked(karnataka, taken_for_whole):
    """A quarter was interviewed: about the ties of the others next to nothing is known.

    Taken for whole, 77 % of those who were not asked seem to be at the edge (coreness below 2) and 64 % without
    ties, against 0.24 % and none of those who were. NetworkX on the raw file, projected, gives 12,848 of 16,674 and
    13 of 5,485. (Its core number on the directed graph, which counts mutual ties twice, gives 69 % and 0.04 %.)
    Mean constraint of those with contacts: igraph on the projection gives .588 and .169. (On the directed graph, where
    returned ties weigh double, .60 and .18.)
    """
    asked = karnataka.people["respondent"].to_numpy()
    assert (asked.sum(), len(asked)) == (5_485, 22_159)
    tidy = ng.district_estimates(karnataka, by=None).set_index("metric")
    assert tidy.loc["isolated", "denominator"] == asked.sum()
    assert tidy.loc["isolated", "value"] == 0
    assert tidy.loc["outside_main_component", "reason"] == "not_observable"
    columns = ng.person_metrics(taken_for_whole, ["coreness", "contacts", "constraint"])
    peripheral = columns["coreness"].to_numpy() < 2
    assert (peripheral[asked].sum(), peripheral[~asked].sum()) == (13, 12_848)
    assert (columns["contacts"].to_numpy() == 0)[~asked].mean() == pytest.approx(0.64, abs=0.005)
    assert columns["constraint"][asked].mean() == pytest.approx(0.1694, abs=0.00005)
    assert columns["constraint"][~asked].mean() == pytest.approx(0.5880, abs=0.00005)
    graph = village_graph(karnataka.people["person"], karnataka.ties)
    directed = np.array(graph.constraint())
    assert np.nanmean(directed[asked]) == pytest.approx(0.18, abs=0.005)
    assert np.nanmean(directed[~asked]) == pytest.approx(0.60, abs=0.005)


NEED_THE_WHOLE = ["outside_main_component", "peripheral", "fragmentation", "constraint", "reciprocity_rho"]
NEED_ALTERS = ["effective_size", "indirect_reciprocity", "support_ratio", "clustering"]
ABOUT_CARERS = ["carers_alone", "care_hours", "intensive_carers", "carer_balance", "respite_reach", "carer_peers"]
ABOUT_VOLUNTEERS = ["volunteer_hours", "volunteer_carers", "volunteer_guidance"]


def test_karnataka_as_the_survey_it_is(karnataka):
    """Whatever warns is an error. NaN is what a survey cannot show, and what there is nobody or nothing of.

    The survey has no kind care, no roles, no paid ties and no hours: nobody is known to be a carer or a volunteer.
    Caste is known of respondents only, so contacts who are respondents are those whose group is known.
    """
    wide = ng.district_metrics(karnataka, bridge_by="caste")
    tidy = ng.district_estimates(karnataka, bridge_by="caste")
    assert len(wide) == 25
    assert wide["people"].sum() == karnataka.people["respondent"].sum()
    reasons = {
        **dict.fromkeys(NEED_THE_WHOLE + NEED_ALTERS, "not_observable"),
        **dict.fromkeys([*ABOUT_CARERS, *ABOUT_VOLUNTEERS, "formal_informal", "weighted_reciprocity"], "undefined"),
        **dict.fromkeys(["carer_peers", "volunteer_guidance"], "not_observable"),
    }
    found = tidy.groupby("metric", sort=False)["reason"].agg(set).to_dict()
    assert found == {name: {reasons.get(name, "")} for name in ng.METRICS}
    assert ((tidy["reason"] == "") == tidy["value"].notna()).all()
    assert (wide["volunteer_share"] == 0).all()
    assert (wide["volunteer_dependence"] == 0).all()
    assert (wide["ei_index"] == -1).all()
    assert (tidy.loc[tidy["metric"] == "unsupported", "people"] == wide["people"].to_numpy()).all()


def test_person_columns_of_karnataka_as_the_survey_it_is(karnataka):
    """Those of respondents' own ties; hours are unknown, except of who gives or gets nothing: 0."""
    columns = ng.person_metrics(karnataka)
    asked = karnataka.people["respondent"].to_numpy()
    assert columns[~asked].isna().all(axis=None)
    shown = ["contacts", "supporters", "supported", "mutual_contacts"]
    assert columns.loc[asked, shown].notna().all(axis=None)
    assert ((columns.loc[asked, "supporters"] == 0) == (columns.loc[asked, "hours_received"] == 0)).all()
    assert columns[["component_size", "coreness", "reach_2", "constraint"]].isna().all(axis=None)
    assert columns[["triangles", "clustering", "effective_size"]].isna().all(axis=None)


def test_karnataka_with_alter_ties_is_that_of_its_respondents(karnataka):
    """Taken for a survey that asked alter ties, figures of alters are the means of igraph's over respondents."""
    about = {"design": "survey", "asked": ["receives", "gives", "alter_ties"]}
    network = ng.from_tables(karnataka.people, karnataka.ties, karnataka.districts, about)
    tidy = ng.district_estimates(network, NEED_ALTERS, by=None).set_index("metric")["value"]
    asked = karnataka.people["respondent"].to_numpy()
    projection = village_graph(karnataka.people["person"], karnataka.ties).as_undirected(mode="collapse")
    clustering = np.array(projection.transitivity_local_undirected(mode="nan"))[asked]
    contacts = np.array(projection.degree())
    among = np.zeros(len(contacts))
    for triangle in projection.list_triangles():
        among[list(triangle)] += 1
    some = asked & (contacts > 0)
    assert tidy["clustering"] == pytest.approx(np.nanmean(clustering), rel=1e-9)
    assert tidy["effective_size"] == pytest.approx(
        (contacts - 2 * among / np.maximum(contacts, 1))[some].mean(), rel=1e-9
    )
    assert tidy[["indirect_reciprocity", "support_ratio"]].between(0, 1).all()
