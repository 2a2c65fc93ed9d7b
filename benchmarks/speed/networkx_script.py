"""Part of the district table as a user of NetworkX would make it: its functions where it has them, loops elsewhere.

By the same definitions and for the same data as `igraph_script`. Left out: constraint (`networkx.constraint` looks at
every two contacts of every contact: hours, with people who have hundreds), indirect reciprocity (the same with cycles),
and figures that are sums over tables, in which NetworkX has no part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["district_table"]

PLAIN = ("resident", "volunteer", "carer")


def district_table(folder: Path) -> pd.DataFrame:
    """Return one row a district and one column a figure."""
    people = pd.read_parquet(folder / "people.parquet").astype("str").set_index("person")
    codes = pd.read_parquet(folder / "districts.parquet", columns=["district"])["district"].tolist()
    graph = support_graph(folder, people)
    residents = people[people["roles"].str.split(";").map(lambda roles: any(role in PLAIN for role in roles))]
    residents = residents[residents["district"].isin(codes)]
    home = people["district"].to_dict()
    table = pd.DataFrame(person_values(graph, residents.index, home), index=residents.index)
    sums = table.groupby(residents["district"]).sum().reindex(codes)
    figures = {name: sums[name] / sums[below] for name, below in DENOMINATORS.items()}
    figures["ei_index"] = sums["outside"] / sums["known"]
    figures |= of_subgraphs(graph, residents, codes)
    return pd.DataFrame(figures, index=pd.Index(codes, name="district"))


DENOMINATORS = {
    **dict.fromkeys(("isolated", "unsupported", "thin_support", "single_supporter", "contacts"), "residents"),
    **dict.fromkeys(("outside_main_component", "peripheral"), "residents"),
    **dict.fromkeys(("dyadic_reciprocity", "support_ratio"), "contacts"),
    "arc_reciprocity": "out",
    "weighted_reciprocity": "hours",
    **dict.fromkeys(("receive_only", "give_only", "effective_size"), "tied"),
    "clustering": "two_contacts",
}
"""Figures, each a sum over residents, and the sum that it is divided by."""


def support_graph(folder: Path, people: pd.DataFrame) -> nx.DiGraph[str]:
    """Return unpaid support between people, hours added over kinds."""
    ties = pd.read_parquet(folder / "ties.parquet")
    ties = ties.astype({"giver": "str", "receiver": "str", "kind": "str"})
    organisations = set(people.index[people["roles"] == "organisation"])
    ties = ties[(ties["kind"] != "professional") & ~ties["giver"].isin(organisations)]
    ties = ties.groupby(["giver", "receiver"], as_index=False)["hours_per_week"].sum()
    graph = nx.from_pandas_edgelist(ties, "giver", "receiver", "hours_per_week", create_using=nx.DiGraph)
    graph.add_nodes_from(people.index)
    return graph


def person_values(graph: nx.DiGraph[str], residents: pd.Index, home: dict[str, str]) -> list[dict[str, float]]:
    """Return what each resident adds to every sum."""
    projection = graph.to_undirected()
    core, triangles = nx.core_number(projection), nx.triangles(projection)
    clustering, main = nx.clustering(projection), max(nx.connected_components(projection), key=len)
    return [
        {
            **of_ties(graph, person),
            "outside_main_component": person not in main,
            "peripheral": core[person] < 2,
            "support_ratio": sum(bool(nx.common_neighbors(projection, person, j)) for j in projection[person]),
            "effective_size": projection.degree(person) - 2 * triangles[person] / max(projection.degree(person), 1),
            "clustering": clustering[person],
            **of_homes([home[j] for j in projection[person]], home[person]),
        }
        for person in residents
    ]


def of_ties(graph: nx.DiGraph[str], person: str) -> dict[str, float]:
    """Return what follows from whom somebody gives to and receives from."""
    out, into = graph.succ[person], graph.pred[person]
    contacts, mutual = len({*out, *into}), [j for j in out if j in into]
    given, got = (sum(tie["hours_per_week"] for tie in ties.values()) for ties in (out, into))
    matched = sum(min(out[j]["hours_per_week"], into[j]["hours_per_week"]) for j in mutual)
    return {
        "residents": 1,
        "tied": contacts > 0,
        "two_contacts": contacts > 1,
        "contacts": contacts,
        "out": len(out),
        "hours": given + got,
        "isolated": contacts == 0,
        "unsupported": not into,
        "thin_support": len(into) <= 1,
        "single_supporter": len(into) == 1,
        "dyadic_reciprocity": len(mutual),
        "arc_reciprocity": len(mutual),
        "weighted_reciprocity": 2 * matched,
        "receive_only": bool(into) and not out,
        "give_only": bool(out) and not into,
    }


def of_homes(homes: list[str], own: str) -> dict[str, float]:
    """Return how many contacts live outside the own district, less those inside."""
    return {"outside": sum(1 if one != own else -1 for one in homes), "known": len(homes)}


def of_subgraphs(graph: nx.DiGraph[str], residents: pd.DataFrame, codes: list[str]) -> dict[str, list[Any]]:
    """Return figures on the ties among the residents of each district."""
    fragmentation, rho = [], []
    members = residents.groupby("district").groups
    for code in codes:
        inner = graph.subgraph(members[code])
        n = inner.number_of_nodes()
        linked = sum(len(component) * (len(component) - 1) for component in nx.weakly_connected_components(inner))
        fragmentation.append(1 - linked / (n * (n - 1)))
        density = nx.density(inner)
        rho.append((nx.overall_reciprocity(inner) - density) / (1 - density))
    return {"fragmentation": fragmentation, "reciprocity_rho": rho}
