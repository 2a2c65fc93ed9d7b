"""The district table as an able user of igraph, NumPy and pandas would make it, without kernels of their own.

By the definitions of docs/metrics.md, of a whole network in which everybody is a respondent, all weigh the same, all
hours are known and no dates are given, as `population` makes. It knows nothing of netgraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import igraph
import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["district_table"]


@dataclass(frozen=True)
class Read:
    """People and ties as numbers."""

    codes: list[str]
    home: Ints
    elsewhere: Bools
    roles: dict[str, Bools]
    resident: Bools
    giver: Ints
    receiver: Ints
    kind: npt.NDArray[np.object_]
    hours: Floats

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.home)

    def share(self, part: npt.NDArray[np.generic], whole: npt.NDArray[np.generic]) -> Floats:
        """Divide the sums of two values of people over the residents of each district."""
        who = self.resident & (self.home >= 0)
        above, below = (np.bincount(self.home[who], values[who], len(self.codes)) for values in (part, whole))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(below > 0, above / below, np.nan)

    def count(self, people: Ints, weights: npt.NDArray[np.generic] | None = None) -> Floats:
        """Count how often each person comes, or add weights up."""
        return np.bincount(people, weights, self.people).astype(np.float64)


def district_table(folder: Path) -> pd.DataFrame:
    """Return one row a district and one column a figure."""
    data = read(folder)
    organisation = data.roles["organisation"]
    between = ~organisation[data.giver] & ~organisation[data.receiver] & (data.giver != data.receiver)
    informal = between & (data.kind != "professional")
    pairs = Pairs.of(data, informal)
    figures = {**degrees(data, pairs), **structure(data, pairs), **care(data, pairs, informal)}
    figures |= volunteers(data, pairs, informal, between)
    return pd.DataFrame(figures, index=pd.Index(data.codes, name="district"))


def read(folder: Path) -> Read:
    """Read the tables, and look people up."""
    people, ties = pd.read_parquet(folder / "people.parquet"), pd.read_parquet(folder / "ties.parquet")
    codes = pd.read_parquet(folder / "districts.parquet", columns=["district"])["district"].tolist()
    district = people["district"].astype("category")
    place = pd.Index(codes).get_indexer(district.cat.categories)
    roles = people["roles"].astype("category")
    has = {
        name: np.array([name in text.split(";") for text in roles.cat.categories])[roles.cat.codes]
        for name in ("resident", "volunteer", "carer", "professional", "organisation")
    }
    persons = pd.Index(people["person"])
    ends = []
    for column in ("giver", "receiver"):
        names = ties[column].astype("category")
        ends.append(persons.get_indexer(names.cat.categories)[names.cat.codes])
    largest = ties.assign(giver=ends[0], receiver=ends[1])
    if largest.duplicated(["giver", "receiver", "kind"]).any():
        largest = largest.groupby(["giver", "receiver", "kind"], observed=True, as_index=False)["hours_per_week"].max()
    return Read(
        codes=codes,
        home=place[district.cat.codes],
        elsewhere=(district == "elsewhere").to_numpy(),
        roles=has,
        resident=has["resident"] | has["volunteer"] | has["carer"],
        giver=largest["giver"].to_numpy(),
        receiver=largest["receiver"].to_numpy(),
        kind=largest["kind"].astype(object).to_numpy(),
        hours=largest["hours_per_week"].to_numpy(dtype=np.float64),
    )


@dataclass(frozen=True)
class Pairs:
    """Who gives to whom, each two once; hours added over kinds."""

    key: Ints
    giver: Ints
    receiver: Ints
    hours: Floats
    back: Ints

    @classmethod
    def of(cls, data: Read, chosen: Bools) -> Pairs:
        """Put some ties together; ``back`` is the place of the tie the other way, or -1."""
        key, inverse = np.unique(data.giver[chosen] * data.people + data.receiver[chosen], return_inverse=True)
        giver, receiver = np.divmod(key, data.people)
        hours = np.bincount(inverse, data.hours[chosen], len(key))
        return cls(key, giver, receiver, hours, places(key, receiver * data.people + giver))


def places(key: Ints, wanted: Ints) -> Ints:
    """Return where numbers stand among sorted ones; -1 where they do not."""
    place = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    return np.where(key[place] == wanted, place, -1)


def degrees(data: Read, pairs: Pairs) -> dict[str, Floats]:
    """Return what follows from whom each person gives to and receives from."""
    out, into = data.count(pairs.giver), data.count(pairs.receiver)
    mutual = data.count(pairs.giver, pairs.back >= 0)
    contacts, everybody = out + into - mutual, np.ones(data.people)
    matched = np.where(pairs.back >= 0, np.minimum(pairs.hours, pairs.hours[pairs.back]), 0.0)
    given, got = data.count(pairs.giver, pairs.hours), data.count(pairs.receiver, pairs.hours)
    other = np.concatenate((pairs.receiver, pairs.giver[pairs.back < 0]))
    owner = np.concatenate((pairs.giver, pairs.receiver[pairs.back < 0]))
    known = (data.home[owner] >= 0) & ((data.home[other] >= 0) | data.elsewhere[other])
    outside = known & (data.home[owner] != data.home[other])
    return {
        "isolated": data.share(contacts == 0, everybody),
        "unsupported": data.share(into == 0, everybody),
        "thin_support": data.share(into <= 1, everybody),
        "single_supporter": data.share(into == 1, everybody),
        "contacts": data.share(contacts, everybody),
        "support_gini": gini(data, got),
        "dyadic_reciprocity": data.share(mutual, contacts),
        "arc_reciprocity": data.share(mutual, out),
        "reciprocity_rho": rho(data, pairs),
        "weighted_reciprocity": data.share(2 * data.count(pairs.giver, matched), given + got),
        "receive_only": data.share((into > 0) & (out == 0), contacts > 0),
        "give_only": data.share((out > 0) & (into == 0), contacts > 0),
        "ei_index": data.share(data.count(owner, known * np.where(outside, 1, -1)), data.count(owner, known)),
    }


def gini(data: Read, values: Floats) -> Floats:
    """Return the Gini coefficient of the residents of each district."""
    table = pd.DataFrame({"home": data.home, "value": values})[data.resident & (data.home >= 0)]
    table = table.sort_values(["home", "value"])
    rank = table.groupby("home").cumcount() + 1
    sums = (
        table.assign(weighted=rank * table["value"])
        .groupby("home")
        .agg(weighted=("weighted", "sum"), total=("value", "sum"), people=("value", "size"))
    )
    told = 2 * sums["weighted"] / (sums["people"] * sums["total"]) - (sums["people"] + 1) / sums["people"]
    return told.reindex(range(len(data.codes))).to_numpy()


def rho(data: Read, pairs: Pairs) -> Floats:
    """Return reciprocity beyond chance of the ties among residents of each district."""
    who, districts = data.resident & (data.home >= 0), len(data.codes)
    inside = who[pairs.giver] & who[pairs.receiver] & (data.home[pairs.giver] == data.home[pairs.receiver])
    home = data.home[pairs.giver[inside]]
    arcs = np.bincount(home, minlength=districts)
    back = np.bincount(home, pairs.back[inside] >= 0, districts)
    people = np.bincount(data.home[who], minlength=districts)
    density = arcs / (people * (people - 1))
    return (back / arcs - density) / (1 - density)


def structure(data: Read, pairs: Pairs) -> dict[str, Floats]:
    """Return what igraph knows of the undirected projection."""
    once = (pairs.giver < pairs.receiver) | (pairs.back < 0)
    low = np.minimum(pairs.giver[once], pairs.receiver[once])
    high = np.maximum(pairs.giver[once], pairs.receiver[once])
    key = np.sort(low * data.people + high)
    low, high = np.divmod(key, data.people)
    graph = igraph.Graph(n=data.people, edges=list(zip(low.tolist(), high.tolist(), strict=True)))
    everybody, contacts = np.ones(data.people), np.array(graph.degree(), dtype=np.float64)
    component = np.array(graph.connected_components().membership)
    main = np.bincount(component).argmax()
    constraint = np.array(graph.constraint())
    triangle = np.array(graph.list_triangles()).reshape(-1, 3)
    triangle.sort(axis=1)
    inside = np.bincount(triangle.ravel(), minlength=data.people).astype(np.float64)
    sides = [places(key, triangle[:, a] * data.people + triangle[:, b]) for a, b in ((0, 1), (0, 2), (1, 2))]
    supported = np.bincount(np.concatenate(sides), minlength=len(key)) > 0
    shared = data.count(low, supported) + data.count(high, supported)
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = np.where(contacts > 0, contacts - 2 * inside / contacts, 0.0)
        clustering = np.where(contacts > 1, 2 * inside / (contacts * (contacts - 1)), 0.0)
    return {
        "outside_main_component": data.share(component != main, everybody),
        "peripheral": data.share(np.array(graph.coreness()) < 2, everybody),
        "fragmentation": fragmentation(data, low, high),
        "constraint": data.share(np.nan_to_num(constraint), contacts > 0),
        "effective_size": data.share(effective, contacts > 0),
        "indirect_reciprocity": data.share(
            data.count(pairs.giver, round_(data, pairs, triangle)), data.count(pairs.giver)
        ),
        "support_ratio": data.share(shared, contacts),
        "clustering": data.share(clustering, contacts > 1),
    }


def fragmentation(data: Read, low: Ints, high: Ints) -> Floats:
    """Return which part of the pairs of residents of each district no chain within it links."""
    who = data.resident & (data.home >= 0)
    inside = who[low] & who[high] & (data.home[low] == data.home[high])
    edges = list(zip(low[inside].tolist(), high[inside].tolist(), strict=True))
    component = np.array(igraph.Graph(n=data.people, edges=edges).connected_components().membership)
    sizes = pd.DataFrame({"component": component[who], "home": data.home[who]}).groupby(["home", "component"]).size()
    linked = (sizes * (sizes - 1)).groupby("home").sum()
    people = sizes.groupby("home").sum()
    return (1 - linked / (people * (people - 1))).reindex(range(len(data.codes))).to_numpy()


def round_(data: Read, pairs: Pairs, triangle: Ints) -> Bools:
    """Whether each tie is returned, or part of a directed cycle of three."""
    comes = pairs.back >= 0
    for order in ((0, 1, 2), (0, 2, 1)):
        a, b, c = (triangle[:, place] for place in order)
        arcs = np.array([places(pairs.key, one * data.people + two) for one, two in ((a, b), (b, c), (c, a))])
        comes[arcs[:, (arcs >= 0).all(axis=0)].ravel()] = True
    return comes


def care(data: Read, pairs: Pairs, informal: Bools) -> dict[str, Floats]:
    """Return figures on carers."""
    cares = informal & (data.kind == "care")
    carer = (data.roles["carer"] | (data.count(data.giver[cares]) > 0)) & ~data.roles["professional"]
    carer &= ~data.roles["organisation"]
    hours, into = data.count(data.giver[cares], data.hours[cares]), data.count(pairs.receiver)
    known = carer & (data.count(data.giver[cares]) > 0)
    # The supporters of a carer who are cared for: care that is returned by support of any kind.
    cared = np.unique(data.giver[cares] * data.people + data.receiver[cares])
    giver, receiver = np.divmod(cared, data.people)
    returned = data.count(giver, places(pairs.key, receiver * data.people + giver) >= 0)
    peers = data.count(pairs.giver, carer[pairs.receiver]) + data.count(pairs.receiver, carer[pairs.giver])
    respite = data.count(data.receiver[data.kind == "respite"]) > 0
    received = data.count(pairs.receiver, pairs.hours)
    return {
        "carers_alone": data.share(carer & (into == returned), carer),
        "care_hours": data.share(np.where(known, hours, 0), known),
        "intensive_carers": data.share(known & (hours > 8 - 1e-6), known),
        "carer_balance": data.share(np.where(known, received, 0), np.where(known, hours, 0)),
        "respite_reach": data.share(carer & respite, carer),
        "carer_peers": data.share(carer & (peers > 0), carer),
        "volunteer_carers": data.share(carer & data.roles["volunteer"], data.roles["volunteer"]),
    }


def volunteers(data: Read, pairs: Pairs, informal: Bools, between: Bools) -> dict[str, Floats]:
    """Return figures on volunteers, and on what there is besides them and paid help."""
    volunteer, into = data.roles["volunteer"], data.count(pairs.receiver)
    works = informal & (data.kind == "volunteering")
    hours, known = data.count(data.giver[works], data.hours[works]), data.count(data.giver[works]) > 0
    paid = between & ((data.kind == "professional") | data.roles["professional"][data.giver])
    formal = np.unique(data.giver[paid] * data.people + data.receiver[paid])
    helped = data.count(formal % data.people) > 0
    guided = helped | (data.count(pairs.receiver, volunteer[pairs.giver]) > 0)
    otherwise = data.count(data.receiver[informal & (data.kind != "volunteering")]) > 0
    others = data.count(pairs.receiver, places(formal, pairs.key) < 0) > 0
    return {
        "volunteer_share": data.share(volunteer, np.ones(data.people)),
        "volunteer_hours": data.share(np.where(volunteer & known, hours, 0), volunteer & known),
        "volunteer_guidance": data.share(volunteer & guided, volunteer),
        "volunteer_dependence": data.share((into > 0) & ~otherwise, into > 0),
        "keystone": keystone(data, pairs, into),
        "formal_informal": data.share(helped & others, helped),
    }


def keystone(data: Read, pairs: Pairs, into: Floats) -> Floats:
    """Return the largest part of the supported residents of each district who have one and the same only supporter."""
    who = data.resident & (data.home >= 0)
    last = who[pairs.receiver] & (into[pairs.receiver] == 1)
    hanging = pd.DataFrame({"home": data.home[pairs.receiver[last]], "giver": pairs.giver[last]})
    most = hanging.groupby(["home", "giver"]).size().groupby("home").max()
    supported = pd.Series(data.home[who & (into > 0)]).value_counts()
    return (most.reindex(supported.index, fill_value=0) / supported).reindex(range(len(data.codes))).to_numpy()
