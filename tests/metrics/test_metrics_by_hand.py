"""One small network a figure, worked out by hand, and the fixtures of METRICS.md."""

from __future__ import annotations

import math

import pytest

import netgraph as ng
from tests.small_networks import small_network, values


def test_isolated():
    """A and b have each other; c has nobody, and d only has paid help: 2 of 4."""
    network = small_network("a>b p>d:professional", "c", roles={"p": "professional"})
    assert values(network, "isolated") == {"isolated": 2 / 4}


def test_unsupported():
    """A gives and gets nothing, b gets, c gives and gets, d has nobody: a and d, 2 of 4."""
    assert values(small_network("a>b c>b b>c", "d"), "unsupported") == {"unsupported": 2 / 4}


def test_thin_support():
    """Supporters: a none, b one, c two (b and a), d three: 2 of 4 have at most one."""
    network = small_network("a>b a>c b>c a>d b>d c>d")
    assert values(network, "thin_support") == {"thin_support": 2 / 4}


def test_contacts():
    """Contacts: a of b and c, b of a (a tie each way is one contact), c of a, d nobody: (2 + 1 + 1 + 0) / 4."""
    assert values(small_network("a>b b>a c>a", "d"), "contacts") == {"contacts": 4 / 4}


def test_outside_main_component():
    """Of six people with contacts four are in a-b-c-d; e, f and g (without ties) are outside: 3 of 7."""
    network = small_network("a>b c>b c>d e>f", "g")
    assert values(network, "outside_main_component") == {"outside_main_component": pytest.approx(3 / 7)}


@pytest.mark.parametrize(
    ("ties", "why"),
    [
        ("", "nobody has contacts"),
        ("a>b c>d", "two of four is not more than half"),
        ("a>b b>c d>e e>f", "two components are equally large"),
        ("a>b b>c c>d e>f g>h", "four of eight is exactly half"),
    ],
)
def test_outside_main_component_is_undefined_without_one_large_component(ties, why):
    tidy = ng.district_estimates(small_network(ties, "x y"), ["outside_main_component"])
    assert math.isnan(tidy["value"].iloc[0]), why
    assert tidy["reason"].iloc[0] == "undefined"


def test_the_main_component_is_that_of_the_whole_network():
    """Three of the five with contacts are linked, c across the border: in the east d and e are outside, 2 of 3."""
    network = small_network("a>b b>c d>e", "a@west b@west c@east d@east e@east")
    tidy = ng.district_estimates(network, ["outside_main_component"]).set_index("group")["value"]
    assert tidy.to_dict() == {"east": pytest.approx(2 / 3), "west": 0.0}


def test_dyadic_reciprocity():
    """Contacts: a of b (both ways) and c, b of a (both ways), c of a: 2 of 4 seen from the people."""
    assert values(small_network("a>b b>a a>c"), "dyadic_reciprocity") == {"dyadic_reciprocity": 2 / 4}


def test_arc_reciprocity():
    """Ties given: a to b (returned) and c, b to a (returned): 2 of 3."""
    assert values(small_network("a>b b>a a>c"), "arc_reciprocity") == {"arc_reciprocity": pytest.approx(2 / 3)}


def test_figures_over_ties_count_at_the_ends_where_people_live():
    """A in the west gives to b and c in the east, b gives back. West: 1 of 2 given; east: b 1 of 1, c gives nothing."""
    network = small_network("a>b b>a a>c", "a@west b@east c@east")
    tidy = ng.district_estimates(network, ["dyadic_reciprocity", "arc_reciprocity"]).set_index(["group", "metric"])
    assert tidy["value"].to_dict() == {
        ("east", "dyadic_reciprocity"): 1 / 2,
        ("east", "arc_reciprocity"): 1.0,
        ("west", "dyadic_reciprocity"): 1 / 2,
        ("west", "arc_reciprocity"): 1 / 2,
    }


@pytest.mark.parametrize(
    ("ties", "roles", "expected"),
    [
        # a cares for m, who gives back, and for n: no supporter but m, so alone.
        ("a>m:care m>a a>n:care", {}, 1 / 1),
        # The same with a friend f who gives to a: not alone.
        ("a>m:care m>a f>a", {}, 0 / 1),
        # a cares for m and m for a; m has also f: a is alone, m is not.
        ("a>m:care m>a:care f>m", {}, 1 / 2),
        # The role makes a carer too; c has nobody at all.
        ("a>m:care f>a", {"c": "carer"}, 1 / 2),
        # Paid help is no supporter, and neither is an organisation that gives respite.
        ("a>m:care p>a:professional o>a:respite", {"p": "professional", "o": "organisation"}, 1 / 1),
        # A professional who gives care is no carer.
        ("p>m:care f>p", {"p": "professional", "c": "carer"}, 1 / 1),
        # A supporter whom a helps otherwise than by care is a supporter.
        ("a>m:care f>a a>f:practical", {}, 0 / 1),
    ],
)
def test_carers_alone(ties, roles, expected):
    network = small_network(ties, "c" if "c" in roles else "", roles=roles)
    assert values(network, "carers_alone") == {"carers_alone": expected}


def test_no_carers():
    assert math.isnan(values(small_network("a>b"), "carers_alone")["carers_alone"])


# --- fixtures of METRICS.md, checked there with two independent programs


def test_hours_matrix():
    """W = [[0,2,1,0],[1,0,0,0],[0,0,0,3],[0,0,0,0]]: arc reciprocity 1/2; 1 of 3 dyads is mutual."""
    network = small_network("p0>p1:support:2 p0>p2:support:1 p1>p0:support:1 p2>p3:support:3")
    found = values(network, "arc_reciprocity", "dyadic_reciprocity")
    assert found == {"arc_reciprocity": 1 / 2, "dyadic_reciprocity": pytest.approx(1 / 3)}
    columns = ng.person_metrics(network)
    assert columns["hours_given"].to_dict() == {"p0": 3.0, "p1": 1.0, "p2": 3.0, "p3": 0.0}
    assert columns["hours_received"].to_dict() == {"p0": 1.0, "p1": 2.0, "p2": 1.0, "p3": 3.0}


def test_a_circle_of_three_and_a_tail():
    """0>1>2>0 and 2>3: nobody gets back from whom they give to, arc reciprocity 0."""
    found = values(small_network("p0>p1 p1>p2 p2>p0 p2>p3"))
    assert found["arc_reciprocity"] == found["dyadic_reciprocity"] == 0


def test_triangle_pendant_and_isolate():
    """Cores: the triangle 2, the pendant 1, the isolate 0; 1 of 5 is isolated; components of 4 and 1."""
    network = small_network("a>b b>c c>a d>a", "e")
    columns = ng.person_metrics(network)
    assert columns["coreness"].to_dict() == {"a": 2, "b": 2, "c": 2, "d": 1, "e": 0}
    assert columns["component_size"].to_dict() == {"a": 4, "b": 4, "c": 4, "d": 4, "e": 1}
    found = values(network)
    assert found["isolated"] == found["outside_main_component"] == 1 / 5
    assert found["contacts"] == (3 + 2 + 2 + 1 + 0) / 5
