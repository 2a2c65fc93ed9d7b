"""What remains of breakdowns: people of whom one thing is not known, or two, and values that few people have."""

from __future__ import annotations

import pandas as pd

import netgraph as ng
from netgraph.disclosure import family_of
from netgraph.disclosure.remainders import remainders, without_small_values
from netgraph.metrics import Choices
from tests.disclosure.made_tables import shares
from tests.small_networks import small_network


def crossed(cells: dict[tuple[str, str], tuple[float, float]]) -> pd.DataFrame:
    """Return a table of shares by age and origin."""
    table = shares({" / ".join(keys): counts for keys, counts in cells.items()})
    keys = pd.DataFrame(list(cells), columns=["age", "origin"])
    return pd.concat([keys, table], axis=1)


def test_of_two_things_either_or_both_can_be_unknown():
    """By hand: of 60 young 4 are of unknown origin, of 70 here 6 of unknown age; of 140 people nothing of 4."""
    cells = {("young", "here"): (5.0, 30.0), ("young", "away"): (6.0, 26.0), ("old", "here"): (7.0, 34.0)}
    tables = {
        None: shares({"all": (30.0, 140.0)}),
        "age": shares({"young": (12.0, 60.0), "old": (9.0, 40.0)}),
        "origin": shares({"here": (13.0, 70.0), "away": (7.0, 30.0)}),
        ("age", "origin"): crossed(cells),
    }
    found = pd.concat([table[table["metric"] == "isolated"] for table in remainders(tables, {}).values()])
    of_both = found.dropna(subset=["age", "origin"]).set_index(["age", "origin"])
    people = {keys: of_both.loc[keys, "people"] for keys in of_both.index}
    assert people == {
        ("young", ""): 60 - 30 - 26,
        ("old", ""): 40 - 34,
        ("", "here"): 70 - 30 - 34,
        ("", "away"): 30 - 26,
        # Of 140 people 40 have no known age, and 6 and 4 of those a known origin.
        ("", ""): 140 - 60 - 40 - 6 - 4,
    }
    assert of_both.loc[("young", ""), "numerator"] == 12 - 5 - 6


def test_nothing_remains_where_all_is_known():
    tables = {None: shares({"all": (5.0, 30.0)}), "age": shares({"young": (2.0, 10.0), "old": (3.0, 20.0)})}
    assert remainders(tables, {}) == {}


def test_values_that_few_people_have_are_left_out_at_every_level():
    """Of nine people are away, in two wijken; the 12 of elsewhere stay, though few in each wijk."""
    by_origin = shares({"here": (5.0, 40.0), "away": (2.0, 9.0), "elsewhere": (3.0, 12.0)})
    fine = {("here", "w"): (5.0, 40.0), ("away", "w"): (1.0, 5.0), ("elsewhere", "w"): (3.0, 6.0)}
    inside = crossed(fine).rename(columns={"age": "origin", "origin": "parent"})
    kept = without_small_values({"origin": by_origin, ("origin", "parent"): inside})
    assert kept["origin"]["group"].to_list() == ["here", "elsewhere"]
    assert kept["origin", "parent"]["origin"].to_list() == ["here", "elsewhere"]


def test_a_column_that_names_persons_is_nothing_at_all():
    names = shares({f"person {number}": (0.0, 1.0) for number in range(20)})
    assert without_small_values({"name": names}) == {}


def test_what_is_left_out_is_hidden_and_protected():
    """Three people of rare origin remain of each district: with the others and the district shown they would follow."""
    crowd = " ".join(f"{code}{n}@{code}" for code in ("east", "west") for n in range(40))
    ties = " ".join(f"{code}{n}>{code}{(n + 1) % 31}" for code in ("east", "west") for n in range(31))
    network = small_network(ties, crowd, design="whole_network")
    origin = ["rare" if number % 40 in (0, 15, 39) else "usual" for number in range(80)]
    mixed = ng.from_tables(network.people.assign(origin=origin), network.ties, network.districts)
    cells = family_of(mixed, Choices(), 10, "origin").cells["origin"]
    assert (cells.xs("rare")["reason"] == "few_people").all()
    assert cells.loc[("usual", "isolated"), "reason"] == "secondary"
