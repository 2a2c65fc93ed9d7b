"""The district table as a user of NetworkX would make it: its functions where it has them, loops over dictionaries
elsewhere.

By the same definitions and for the same data as `igraph_script`. Left out: constraint (`networkx.constraint` looks at
every two contacts of every contact: hours, with people who have hundreds).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["district_table"]

PLAIN = ("resident", "volunteer", "carer")
HOURS = "hours_per_week"
INTENSIVE = 8 - 1e-6
"""Hours a week, but for a hair."""


def district_table(folder: Path) -> pd.DataFrame:
    """Return one row a district and one column a figure."""
    people = pd.read_parquet(folder / "people.parquet").astype("str").set_index("person")
    codes = pd.read_parquet(folder / "districts.parquet", columns=["district"])["district"].tolist()
    graphs = Graphs.of(folder, people)
    residents = people[[not graphs.roles[person].isdisjoint(PLAIN) for person in people.index]]
    residents = residents[residents["district"].isin(codes)]
    values = person_values(graphs, residents.index, people["district"].to_dict())
    table = pd.DataFrame(values, index=residents.index)
    sums = table.groupby(residents["district"]).sum().reindex(codes)
    figures = {name: sums[name] / sums[below] for name, below in DENOMINATORS.items()}
    figures["ei_index"] = sums["outside"] / sums["known"]
    figures |= of_districts(graphs.support, residents, codes)
    return pd.DataFrame(figures, index=pd.Index(codes, name="district"))


DENOMINATORS = {
    **dict.fromkeys(("isolated", "unsupported", "thin_support", "single_supporter", "contacts"), "residents"),
    **dict.fromkeys(("outside_main_component", "peripheral", "volunteer_share"), "residents"),
    **dict.fromkeys(("dyadic_reciprocity", "support_ratio"), "contacts"),
    **dict.fromkeys(("arc_reciprocity", "indirect_reciprocity"), "out"),
    "weighted_reciprocity": "hours",
    **dict.fromkeys(("receive_only", "give_only", "effective_size"), "tied"),
    "clustering": "two_contacts",
    **dict.fromkeys(("carers_alone", "respite_reach", "carer_peers"), "carer"),
    **dict.fromkeys(("care_hours", "intensive_carers"), "gives_care"),
    "carer_balance": "care_given",
    **dict.fromkeys(("volunteer_carers", "volunteer_guidance"), "volunteer_share"),
    "volunteer_hours": "volunteers",
    "volunteer_dependence": "supported",
    "formal_informal": "helped",
}
"""Figures, each a sum over residents, and the sum that it is divided by."""


@dataclass(frozen=True)
class Graphs:
    """Roles, and graphs of who gives what to whom."""

    roles: dict[str, set[str]]
    support: nx.DiGraph[str]
    """Unpaid support between people, hours added over kinds."""
    care: nx.DiGraph[str]
    volunteering: nx.DiGraph[str]
    otherwise: nx.DiGraph[str]
    """Unpaid support but volunteering."""
    paid: nx.DiGraph[str]
    """Help for pay, or of a professional."""
    respite: nx.DiGraph[str]

    @classmethod
    def of(cls, folder: Path, people: pd.DataFrame) -> Graphs:
        """Read the ties; of several of the same two and the same kind that of most hours counts."""
        roles = {person: set(text.split(";")) for person, text in people["roles"].items()}
        ties = pd.read_parquet(folder / "ties.parquet")[["giver", "receiver", "kind", HOURS]]
        ties = ties.astype({"giver": "str", "receiver": "str", "kind": "str"})
        ties = ties.groupby(["giver", "receiver", "kind"], as_index=False)[HOURS].max()
        organisations = {person for person, has in roles.items() if "organisation" in has}
        professionals = {person for person, has in roles.items() if "professional" in has}
        between = ~ties["giver"].isin(organisations) & ~ties["receiver"].isin(organisations)
        kind, paid = ties["kind"], ties["kind"] == "professional"
        unpaid = ties[between & ~paid]
        support = unpaid.groupby(["giver", "receiver"], as_index=False)[HOURS].sum()
        chosen = {
            "support": support,
            "care": unpaid[unpaid["kind"] == "care"],
            "volunteering": unpaid[unpaid["kind"] == "volunteering"],
            "otherwise": unpaid[unpaid["kind"] != "volunteering"],
            "paid": ties[between & (paid | ties["giver"].isin(professionals))],
            "respite": ties[kind == "respite"],
        }
        graphs = {
            name: nx.from_pandas_edgelist(rows, "giver", "receiver", HOURS, nx.DiGraph) for name, rows in chosen.items()
        }
        for graph in graphs.values():
            graph.add_nodes_from(people.index)
        return cls(roles, **graphs)

    def is_carer(self, person: str) -> bool:
        """Whether somebody has that role or gives care, and is no professional."""
        roles = self.roles[person]
        return ("carer" in roles or bool(self.care.succ[person])) and roles.isdisjoint(("professional", "organisation"))


def person_values(graphs: Graphs, residents: pd.Index, home: dict[str, str]) -> list[dict[str, float]]:
    """Return what each resident adds to every sum."""
    projection = graphs.support.to_undirected()
    core, triangles = nx.core_number(projection), nx.triangles(projection)
    clustering, main = nx.clustering(projection), max(nx.connected_components(projection), key=len)
    carers = {person for person in projection if graphs.is_carer(person)}
    return [
        {
            **of_ties(graphs.support, person),
            **of_care(graphs, carers, person),
            **of_volunteers(graphs, person),
            "carer_peers": person in carers and not carers.isdisjoint(projection[person]),
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
    given, got = (sum(tie[HOURS] for tie in ties.values()) for ties in (out, into))
    matched = sum(min(out[j][HOURS], into[j][HOURS]) for j in mutual)
    comes_round = sum(j in into or not into.keys().isdisjoint(graph.succ[j]) for j in out)
    return {
        "residents": 1,
        "tied": contacts > 0,
        "two_contacts": contacts > 1,
        "supported": bool(into),
        "contacts": contacts,
        "out": len(out),
        "hours": given + got,
        "isolated": contacts == 0,
        "unsupported": not into,
        "thin_support": len(into) <= 1,
        "single_supporter": len(into) == 1,
        "dyadic_reciprocity": len(mutual),
        "arc_reciprocity": len(mutual),
        "indirect_reciprocity": comes_round,
        "weighted_reciprocity": 2 * matched,
        "receive_only": bool(into) and not out,
        "give_only": bool(out) and not into,
    }


def of_care(graphs: Graphs, carers: set[str], person: str) -> dict[str, float]:
    """Return what somebody adds to figures on carers."""
    if person not in carers:
        return dict.fromkeys(("carer", "gives_care", "care_given", "carers_alone", "care_hours", "intensive_carers"), 0)
    cared_for, into = graphs.care.succ[person], graphs.support.pred[person]
    hours, gives = sum(tie[HOURS] for tie in cared_for.values()), bool(cared_for)
    return {
        "carer": 1,
        "gives_care": gives,
        "care_given": hours,
        "carers_alone": all(supporter in cared_for for supporter in into),
        "care_hours": hours,
        "intensive_carers": gives and hours > INTENSIVE,
        "carer_balance": sum(tie[HOURS] for tie in into.values()) if gives else 0,
        "respite_reach": bool(graphs.respite.pred[person]),
        "volunteer_carers": "volunteer" in graphs.roles[person],
    }


def of_volunteers(graphs: Graphs, person: str) -> dict[str, float]:
    """Return what somebody adds to figures on volunteers and paid help."""
    volunteer, work = "volunteer" in graphs.roles[person], graphs.volunteering.succ[person]
    into, helpers = graphs.support.pred[person], graphs.paid.pred[person]
    guided = bool(helpers) or any("volunteer" in graphs.roles[supporter] for supporter in into)
    return {
        "volunteer_share": volunteer,
        "volunteers": volunteer and bool(work),
        "volunteer_hours": sum(tie[HOURS] for tie in work.values()) if volunteer else 0,
        "volunteer_guidance": volunteer and guided,
        "volunteer_dependence": bool(into) and not graphs.otherwise.pred[person],
        "helped": bool(helpers),
        "formal_informal": bool(helpers) and any(supporter not in helpers for supporter in into),
    }


def of_homes(homes: list[str], own: str) -> dict[str, float]:
    """Return how many contacts live outside the own district, less those inside."""
    return {"outside": sum(1 if one != own else -1 for one in homes), "known": len(homes)}


def of_districts(graph: nx.DiGraph[str], residents: pd.DataFrame, codes: list[str]) -> dict[str, list[Any]]:
    """Return figures that are no sums over residents: on the ties among them, on spread, and on one person."""
    figures: dict[str, list[Any]] = {
        name: [] for name in ("fragmentation", "reciprocity_rho", "support_gini", "keystone")
    }
    members = residents.groupby("district").groups
    for code in codes:
        inner = graph.subgraph(members[code])
        n = inner.number_of_nodes()
        linked = sum(len(component) * (len(component) - 1) for component in nx.weakly_connected_components(inner))
        figures["fragmentation"].append(1 - linked / (n * (n - 1)))
        density = nx.density(inner)
        figures["reciprocity_rho"].append((nx.overall_reciprocity(inner) - density) / (1 - density))
        got = sorted(graph.in_degree(person, HOURS) for person in members[code])
        ranked = sum(rank * hours for rank, hours in enumerate(got, start=1))
        figures["support_gini"].append(2 * ranked / (n * sum(got)) - (n + 1) / n)
        supporters = [graph.pred[person] for person in members[code] if graph.pred[person]]
        only = Counter(next(iter(of_one)) for of_one in supporters if len(of_one) == 1)
        figures["keystone"].append(max(only.values(), default=0) / len(supporters))
    return figures
