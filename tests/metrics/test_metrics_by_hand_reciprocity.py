"""Reciprocity, cohesion and bridging worked out by hand; the slow reference is held against the same numbers."""

from __future__ import annotations

import pytest

import netgraph as ng
from tests.small_networks import assert_figure, assert_undefined, small_network, small_tables

TRIANGLE_PENDANT_ISOLATE = ("a>b b>c c>a d>a", "e")


def test_dyadic_reciprocity():
    """Contacts: a of b (both ways) and c, b of a (both ways), c of a: 2 of 4 seen from the people."""
    assert_figure("dyadic_reciprocity", small_tables("a>b b>a a>c"), (2, 4))


def test_arc_reciprocity():
    """Ties given: a to b (returned) and c, b to a (returned): 2 of 3."""
    assert_figure("arc_reciprocity", small_tables("a>b b>a a>c"), (2, 3))


def test_figures_over_ties_count_at_the_ends_where_people_live():
    """A in the west gives to b and c in the east, b gives back. West: 1 of 2 given; east: b 1 of 1, c gives nothing."""
    tables = small_tables("a>b b>a a>c", "a@west b@east c@east")
    assert_figure("dyadic_reciprocity", tables, (1, 2), "west")
    assert_figure("dyadic_reciprocity", tables, (1, 2), "east")
    assert_figure("arc_reciprocity", tables, (1, 2), "west")
    assert_figure("arc_reciprocity", tables, (1, 1), "east")


@pytest.mark.parametrize(
    ("ties", "people", "expected"),
    [
        # 3 ties among 4 people, 2 of them returned: (2/3 - 3/12) / (1 - 3/12).
        ("a>b b>a a>c", "d", 5 / 9),
        # Round a circle of three nothing is returned: (0 - 3/6) / (1 - 3/6).
        ("a>b b>c c>a", "", -1.0),
        # What goes to the east and back does not count: one tie between two people, (0 - 1/2) / (1/2).
        ("a>b a>z z>a", "z@east", -1.0),
    ],
)
def test_reciprocity_rho(ties, people, expected):
    assert_figure("reciprocity_rho", small_tables(ties, people), expected)


def test_weighted_reciprocity():
    """A gives b 2 + 1 hours (two kinds) and gets 2: 2 * 2 of 5 at each end; b gives c 4 for nothing; a>c is unknown.

    (4 + 4) / (5 + 5 + 4 + 4).
    """
    tables = small_tables("a>b:practical:2 a>b:advice:1 b>a:support:2 a>c b>c:support:4")
    assert_figure("weighted_reciprocity", tables, (8, 18))


def test_weighted_reciprocity_leaves_a_pair_out_when_one_way_is_unknown():
    """Of a and b one way is unknown, of a and c both known: 2 * 1 of 4 at each end."""
    assert_figure("weighted_reciprocity", small_tables("a>b:support:1 b>a a>c:care:3 c>a:company:1"), (4, 8))


def test_weighted_reciprocity_counts_a_pair_across_a_border_once():
    """In the west a alone: 2 * 1 of 1 + 3, with weight 2."""
    tables = small_tables("a>b:support:1 b>a:support:3", "b@east", weights={"a": 2.0})
    assert_figure("weighted_reciprocity", tables, (4, 8))


def test_indirect_reciprocity():
    """Of a>b b>c c>d d>a a>c three lie on the circle a>c>d>a; e and f give to each other: 3 + 2 of 5 + 2."""
    assert_figure("indirect_reciprocity", small_tables("a>b b>c c>d d>a a>c e>f f>e"), (5, 7))


def test_indirect_reciprocity_counts_what_is_returned_at_once():
    """A and b give to each other, 2 of 3; c gives nothing back."""
    assert_figure("indirect_reciprocity", small_tables("a>b b>a a>c"), (2, 3))


def test_indirect_reciprocity_counts_rounds_through_others_of_any_district():
    """A gives to b, who gives to z in the east, who gives to a. West: both of 2 come round."""
    assert_figure("indirect_reciprocity", small_tables("a>b b>z z>a", "z@east"), (2, 2))


def test_receive_only():
    """Of a, b and c, who have contacts, c gets and gives nothing: 1 of 3. D has nobody."""
    assert_figure("receive_only", small_tables("a>b b>a a>c", "d"), (1, 3))


def test_give_only():
    """Of a, b and c, who have contacts, c gives and gets nothing: 1 of 3. D has nobody."""
    assert_figure("give_only", small_tables("a>b b>a c>a", "d"), (1, 3))


def test_support_ratio():
    """Contacts with a shared contact: a 2 of 3 (not d), b 2 of 2, c 2 of 2, d 0 of 1: 6 of 8."""
    assert_figure("support_ratio", small_tables(*TRIANGLE_PENDANT_ISOLATE), (6, 8))


def test_clustering():
    """Pairs of contacts who are contacts: a 1 of 3, b and c 1 of 1; d has one contact, e none: 7/3 over 3 people."""
    assert_figure("clustering", small_tables(*TRIANGLE_PENDANT_ISOLATE), (7 / 3, 3))


def test_clustering_weighs_people():
    """With a for four: (4 1/3 + 1 + 1) / (4 + 1 + 1)."""
    assert_figure("clustering", small_tables(*TRIANGLE_PENDANT_ISOLATE, weights={"a": 4.0, "d": 7.0}), (10 / 3, 6))


def test_ei_index():
    """West: a has b inside, c and d outside, e is unknown: 2 - 1 of 3; b has a: -1 of 1; f has c: 1 of 1. 1 of 5."""
    tables = small_tables("a>b a>c d>a e>a f>c", "c@east d@elsewhere e@")
    assert_figure("ei_index", tables, (1, 5), "west")
    assert_figure("ei_index", tables, (2, 2), "east")


def test_ei_index_goes_by_the_home_district_whatever_the_figures_are_grouped_by():
    """A and b are old; a has c outside, b has a inside: old (1 - 1 - 1) of 3 with a's b."""
    network = small_network("a>b a>c", "c@east", columns={"age": {"a": "old", "b": "old", "c": "young"}})
    tidy = ng.district_estimates(network, ["ei_index"], by="age").set_index("group")
    assert tidy["numerator"].to_dict() == {"old": -1.0, "young": 1.0}
    assert tidy["denominator"].to_dict() == {"old": 3.0, "young": 1.0}


def test_bridging_share():
    """A and c are old, b is young, of d it is unknown: a has c and b, b has a and c, c has a and b: 1 + 2 + 1 of 6."""
    age = {"a": "old", "b": "young", "c": "old"}
    assert_figure("bridging_share", small_tables("a>b a>c a>d b>c d>b", columns={"age": age}), (4, 6), bridge_by="age")


def test_bridging_share_of_a_column_of_numbers():
    """Ages are compared as they are: of a (30) and b (30) and c (40), a has b and c, b a, c a: 1 + 0 + 1 of 4."""
    tables = small_tables("a>b a>c", columns={"age": {"a": 30.0, "b": 30.0, "c": 40.0}})
    assert_figure("bridging_share", tables, (2, 4), bridge_by="age")


def test_bridging_share_needs_a_column():
    network = small_network("a>b", columns={"age": {"a": "old", "b": "young"}})
    assert "bridging_share" not in set(ng.district_estimates(network)["metric"])
    assert "bridging_share" in set(ng.district_estimates(network, bridge_by="age")["metric"])
    assert "bridging_share" not in ng.district_metrics(network)
    assert ng.district_metrics(network, bridge_by="age").loc["west", "bridging_share"] == 1.0
    for function in (ng.district_estimates, ng.district_metrics):
        with pytest.raises(ng.NetgraphError, match="bridge_by"):
            function(network, ["bridging_share"])
        with pytest.raises(ng.NetgraphError, match="agee"):
            function(network, ["bridging_share"], bridge_by="agee")


UNDEFINED = {
    "dyadic_reciprocity": [("", "a"), ("a>b:professional", "")],
    "arc_reciprocity": [("", "a"), ("z>a", "z@east")],
    "reciprocity_rho": [("", "a"), ("", "a b"), ("a>b b>a", ""), ("a>z z>a", "z@east b")],
    "weighted_reciprocity": [("", "a"), ("a>b", ""), ("a>b:support:2 b>a", ""), ("a>b:support:0", "")],
    "indirect_reciprocity": [("", "a"), ("z>a", "z@east")],
    "receive_only": [("", "a b")],
    "give_only": [("", "a b")],
    "support_ratio": [("", "a b")],
    "clustering": [("", "a b"), ("a>b b>a", "c")],
    "ei_index": [("", "a"), ("a>e", "e@")],
}
"""Networks, as ties and people, in whose west a figure is undefined."""


@pytest.mark.parametrize(
    ("metric", "ties", "people"), [(metric, *case) for metric, cases in UNDEFINED.items() for case in cases]
)
def test_undefined(metric, ties, people):
    assert_undefined(metric, small_tables(ties, people))


BRIDGING_UNDEFINED = {
    "nobody has contacts": ("", {"a": "old", "b": "young"}),
    "own group unknown": ("a>b", {"b": "young", "c": "old"}),
    "groups of contacts unknown": ("a>b", {"a": "old"}),
    "an empty column": ("a>b", {}),
}


@pytest.mark.parametrize("case", BRIDGING_UNDEFINED)
def test_bridging_share_undefined(case):
    """Of b, whose group is known in the second case, the only contact's is not; and the other way around."""
    ties, age = BRIDGING_UNDEFINED[case]
    assert_undefined("bridging_share", small_tables(ties, "a b c", columns={"age": age}), bridge_by="age")
