"""Synthetic cities to look at, and the figures of their people, worked out slowly and plainly with NetworkX."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest

from netgraph.synthetic import SyntheticTables, synthetic_tables

EVERYDAY = {"practical", "emotional", "company", "advice"}
REFERENCE_DATE = pd.Timestamp("2026-01-01")


def active(ties: pd.DataFrame) -> pd.DataFrame:
    """Return the ties that have not ended by the reference date."""
    return ties[~(ties["until"] <= REFERENCE_DATE)]


def graph_of(ties: pd.DataFrame, residents: pd.Index) -> nx.DiGraph:
    """Return who supports whom: residents only, paid ties left out, as METRICS defines contacts."""
    graph = nx.DiGraph()
    graph.add_nodes_from(residents)
    unpaid = ties[ties["kind"] != "professional"]
    graph.add_edges_from(
        (giver, receiver)
        for giver, receiver in zip(unpaid["giver"], unpaid["receiver"], strict=True)
        if giver in graph and receiver in graph
    )
    return graph


def person_figures(tables: SyntheticTables) -> pd.DataFrame:
    """Return one row a resident with what the definitions of METRICS count, one person at a time."""
    people = tables.people.set_index("person")
    residents = people[people["roles"].str.contains("resident")]
    ties = active(tables.ties)
    support = graph_of(ties, residents.index)
    everyday = graph_of(ties[ties["kind"].isin(EVERYDAY)], residents.index)
    not_volunteering = graph_of(ties[ties["kind"] != "volunteering"], residents.index)
    care = graph_of(ties[ties["kind"] == "care"], residents.index)
    respite = set(ties.loc[ties["kind"] == "respite", "receiver"])
    rows = {}
    for person, roles in residents["roles"].items():
        given, got = set(support.successors(person)), set(support.predecessors(person))
        daily_given, daily_got = set(everyday.successors(person)), set(everyday.predecessors(person))
        carer = "carer" in roles or care.out_degree(person) > 0
        rows[person] = {
            "contacts": len(given | got),
            "supporters": len(got),
            "isolated": not given | got,
            "thin_support": len(got) <= 1,
            "everyday_contacts": len(daily_given | daily_got),
            "everyday_mutual": len(daily_given & daily_got),
            "carer": carer,
            "carers_alone": carer and not got - set(care.successors(person)),
            "respite": carer and person in respite,
            "supported": bool(got),
            "leans_on_volunteers": bool(got) and not_volunteering.in_degree(person) == 0,
        }
    return residents.join(pd.DataFrame.from_dict(rows, orient="index"))


def shares(figures: pd.DataFrame) -> pd.Series:
    """Return the four figures that are planted, and the others that are calibrated, for a group of residents."""
    return pd.Series(
        {
            "isolated": figures["isolated"].mean(),
            "thin_support": figures["thin_support"].mean(),
            "contacts": figures["contacts"].mean(),
            "dyadic_reciprocity": figures["everyday_mutual"].sum() / max(figures["everyday_contacts"].sum(), 1),
            "carers_alone": figures["carers_alone"].sum() / max(figures["carer"].sum(), 1),
            "volunteer_dependence": figures["leans_on_volunteers"].sum() / max(figures["supported"].sum(), 1),
            "respite_reach": figures["respite"].sum() / max(figures["carer"].sum(), 1),
        }
    )


@pytest.fixture(scope="session")
def city() -> SyntheticTables:
    """20,000 residents: large enough for tight tolerances."""
    return synthetic_tables(20_000, seed=1)


@pytest.fixture(scope="session")
def city_figures(city: SyntheticTables) -> pd.DataFrame:
    return person_figures(city)


@pytest.fixture(scope="session")
def example() -> SyntheticTables:
    """3,000 residents: the size of data/almere, with its seed."""
    return synthetic_tables(3_000, seed=1)


@pytest.fixture(scope="session")
def example_figures(example: SyntheticTables) -> pd.DataFrame:
    return person_figures(example)


@pytest.fixture(scope="session")
def group_shares():
    """Return the function that turns the figures of people into those of a group."""
    return shares
