"""Real data sets, where they lie beside the project; they are not part of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import netgraph as ng
from netgraph.files.geojson import read_geojson
from netgraph.schema.faults import Faults

REAL = Path(__file__).parents[2].parent / "shared" / "real"
beside = pytest.mark.skipif(not REAL.is_dir(), reason=f"needs the real data sets in {REAL}")


@beside
def test_arang_dak() -> None:
    """Koster 2018, Simpson 2022: 108 adults, 1,485 ties of tangible aid, one person without any; reciprocity 0.7125."""
    network = ng.read_network(REAL / "arang_dak")
    assert len(network.people) == 108
    assert len(network.ties) == 1485
    assert network.notices.set_index("rule").loc["no_ties", "rows"] == 1
    arcs = set(map(tuple, network.ties[["giver", "receiver"]].to_numpy().tolist()))
    assert round(sum((receiver, giver) in arcs for giver, receiver in arcs) / len(arcs), 4) == 0.7125


@beside
def test_karnataka_as_raw_as_it_is() -> None:
    """98,962 records, of which pandas alone counts 77 self-ties and those of people who are not in the table."""
    people = pd.read_csv(REAL / "karnataka" / "people.csv.gz", dtype="str", keep_default_na=False)
    ties = pd.read_csv(REAL / "karnataka" / "ties.csv.gz", dtype="str", keep_default_na=False)
    unknown = ~(ties["giver"].isin(people["person"]) & ties["receiver"].isin(people["person"]))
    known = ties[~unknown]
    different = known[known["giver"] != known["receiver"]]
    distinct = different.drop_duplicates(["giver", "receiver", "kind"])

    with pytest.raises(ng.DataError, match=r"person is not in people\.csv\.gz"):
        ng.read_network(REAL / "karnataka")
    network = ng.read_network(REAL / "karnataka", on_fault="set_aside")
    told = network.notices.set_index("rule")["rows"]
    aside = network.set_aside["ties"]
    assert len(ties) == 98_962 == len(network.ties) + len(aside) + told["merged"] + told["self_tie"]
    assert (len(network.people), len(network.ties)) == (len(people), len(distinct))
    assert len(aside) == unknown.sum() == 61
    assert set(aside["rule"]) == {"unknown_person"}
    assert sorted(aside.index - 2) == unknown.to_numpy().nonzero()[0].tolist()
    assert told["self_tie"] == len(known) - len(different)
    assert told["merged"] == len(different) - len(distinct)
    assert network.people["respondent"].sum() == (people["respondent"] == "true").sum()
    assert len(network.districts) == people["district"].nunique() == 25


@beside
@pytest.mark.parametrize(
    ("name", "code", "count"), [("almere_wijken", "wijkcode", 6), ("almere_buurten", "buurtcode", 66)]
)
def test_boundaries_of_almere(name: str, code: str, count: int) -> None:
    """CBS and Kadaster 2016: 6 wijken and 66 buurten; the town hall lies in one of them."""
    faults = Faults()
    read = read_geojson(REAL / "almere" / f"{name}.geojson", "districts", faults)
    assert len(read.frame) == count
    assert not faults
    people = pd.DataFrame({"person": ["town hall"], "lon": [5.2186], "lat": [52.3712]})
    districts = read.frame.rename(columns={code: "district"})
    network = ng.from_tables(people, pd.DataFrame({"giver": [], "receiver": []}), districts)
    assert network.people["district"].str.match("(?:WK|BU)0034").all()
