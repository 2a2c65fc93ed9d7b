"""Isolation worked out by hand: each docstring shows the arithmetic, and the slow reference is held against it too."""

from __future__ import annotations

import pytest

import netgraph as ng
from tests.small_networks import assert_figure, assert_undefined, small_tables

TRIANGLE_PENDANT_ISOLATE = ("a>b b>c c>a d>a", "e")
"""Contacts: a of b, c and d; b of a and c; c of a and b; d of a; e of nobody."""


def test_isolated():
    """A and b have each other; c has nobody, d only paid help and e only an organisation: 3 of 5."""
    roles = {"p": "professional", "o": "organisation"}
    assert_figure("isolated", small_tables("a>b p>d:professional o>e:respite", "c", roles=roles), (3, 5))


def test_unsupported():
    """A gives and gets nothing, b gets, c gives and gets, d has nobody: a and d, 2 of 4."""
    assert_figure("unsupported", small_tables("a>b c>b b>c", "d"), (2, 4))


def test_thin_support():
    """Supporters: a none, b one, c two (b and a), d three: 2 of 4 have at most one."""
    assert_figure("thin_support", small_tables("a>b a>c b>c a>d b>d c>d"), (2, 4))


def test_single_supporter():
    """Supporters: a none, b one, c two, d one, a professional who is not paid for it: b and d, 2 of 4."""
    assert_figure("single_supporter", small_tables("a>b a>c b>c p>d", roles={"p": "professional"}), (2, 4))


def test_single_supporter_weighs_people():
    """The same with b counting for three: (3 + 1) of (1 + 3 + 1 + 1)."""
    tables = small_tables("a>b a>c b>c p>d", roles={"p": "professional"}, weights={"b": 3.0})
    assert_figure("single_supporter", tables, (4, 6))


def test_contacts():
    """Contacts: a of b and c, b of a (a tie each way is one contact), c of a, d nobody: (2 + 1 + 1 + 0) / 4."""
    assert_figure("contacts", small_tables("a>b b>a c>a", "d"), (4, 4))


def test_support_gini():
    """Hours 0, 2 and 6: the nine differences add up to 2 (2 + 6 + 4) = 24, over 2 * 3 * 8 = 48: 1/2."""
    assert_figure("support_gini", small_tables("a>b:support:2 a>c:support:5 b>c:care:1"), 1 / 2)


def test_support_gini_weighs_people():
    """With a for two it is that of 0, 0, 2 and 6: 2 (2 + 6 + 2 + 6 + 4) = 40 over 2 * 4 * 8 = 64: 5/8."""
    assert_figure("support_gini", small_tables("a>b:support:2 a>c:support:6", weights={"a": 2.0}), 5 / 8)


@pytest.mark.parametrize(
    ("ties", "people", "not_asked", "expected"),
    [
        # Supporters 0, 1 and 2: 2 (1 + 2 + 1) = 8 over 2 * 3 * 3 = 18.
        ("a>b:support:2 a>c:support:5 b>c", "", "", 4 / 9),
        # One tie in another district is enough: the districts must be comparable. Supporters 0, 1, 1: 4 over 12.
        ("a>b:support:2 a>c:support:6 x>y", "x@east y@east", "", 1 / 3),
        # Also towards somebody of whom nobody knows the district.
        ("a>b:support:2 a>c:support:6 a>y", "y@", "", 1 / 3),
        # What somebody gets who was not asked is nobody's support: hours, 24 / 48.
        ("a>b:support:2 a>c:support:6 a>n", "", "n", 1 / 2),
        # Of two kinds between the same two, both must be known.
        ("a>b:support:2 a>b:advice a>c:support:6", "", "", 1 / 3),
        # Of one kind that was given twice, one is enough: the largest known.
        ("a>b:support:1 a>b:support:2:2020-01-01 a>b:support::2021-01-01 a>c:support:6", "", "", 1 / 2),
    ],
    ids=["unknown", "in another district", "district unknown", "of who was not asked", "one of two kinds", "twice"],
)
def test_support_gini_counts_supporters_unless_all_hours_are_known(ties, people, not_asked, expected):
    assert_figure("support_gini", small_tables(ties, people, not_asked=not_asked), expected)


def test_support_gini_counts_supporters_from_elsewhere():
    """Hours 0 and 4, from somebody in the east: 2 * 4 over 2 * 2 * 4."""
    assert_figure("support_gini", small_tables("z>b:support:4", "a b z@east"), 1 / 2)


def test_outside_main_component():
    """Of six people with contacts four are in a-b-c-d; e, f and g (without ties) are outside: 3 of 7."""
    assert_figure("outside_main_component", small_tables("a>b c>b c>d e>f", "g"), (3, 7))


def test_two_people_can_be_the_main_component():
    """Of the two with contacts both are in it: c alone is outside, 1 of 3."""
    assert_figure("outside_main_component", small_tables("a>b", "c"), (1, 3))


def test_the_main_component_is_that_of_the_whole_network():
    """Three of the five with contacts are linked, c across the border: in the east d and e are outside, 2 of 3."""
    tables = small_tables("a>b b>c d>e", "a@west b@west c@east d@east e@east")
    assert_figure("outside_main_component", tables, (2, 3), "east")
    assert_figure("outside_main_component", tables, (0, 2), "west")


def test_peripheral():
    """The triangle is a core of 2; d hangs on it, e has nobody, f and g have each other (once): 4 of 7."""
    ties, people = TRIANGLE_PENDANT_ISOLATE
    assert_figure("peripheral", small_tables(f"{ties} f>g g>f", people), (4, 7))


def test_fragmentation():
    """Components of 4 and 1: of the 5 * 4 pairs 4 * 3 are linked, 1 - 12 / 20 = 0.4."""
    assert_figure("fragmentation", small_tables(*TRIANGLE_PENDANT_ISOLATE), 0.4)


@pytest.mark.parametrize(
    ("people", "not_asked", "roles"),
    [("x@east", "", {}), ("x@elsewhere", "", {}), ("", "x", {}), ("", "", {"x": "professional"})],
    ids=["another district", "elsewhere", "not asked", "professional"],
)
def test_fragmentation_is_among_residents_of_the_group(people, not_asked, roles):
    """A and b are linked through x alone, who is not one of them: 1 - 0 / 2."""
    tables = small_tables("a>x x>b", people, not_asked=not_asked, roles=roles, design="whole_network")
    assert_figure("fragmentation", tables, 1.0)


def test_fragmentation_does_not_weigh_people():
    assert_figure("fragmentation", small_tables(*TRIANGLE_PENDANT_ISOLATE, weights={"e": 9.0}), 0.4)


def test_constraint():
    """Per contact j the square of p_ij + sum of p_iq p_qj, with p_ij = 1 / #C(i); e has no contacts.

    A: (1/3 + 1/3 1/2)^2 each for b and c, (1/3)^2 for d: 11/18. B: (1/2 + 1/2 1/2)^2 for a (over c, who has two
    contacts) and (1/2 + 1/2 1/3)^2 for c (over a, who has three): 145/144, and c the same. D: 1. Together 29/8.
    """
    assert_figure("constraint", small_tables(*TRIANGLE_PENDANT_ISOLATE), (29 / 8, 4))


def test_effective_size():
    """With t ties among n contacts n - 2t/n: a 3 - 2/3, b and c 2 - 2/2, d 1; e has no contacts: 16/3 over 4."""
    assert_figure("effective_size", small_tables(*TRIANGLE_PENDANT_ISOLATE), (16 / 3, 4))


@pytest.mark.parametrize("metric", ["constraint", "effective_size"])
def test_means_over_people_weigh_them(metric):
    """D alone has a value of 1 for both; with a weight of 3 it counts for three."""
    plain = {"constraint": 29 / 8, "effective_size": 16 / 3}[metric]
    assert_figure(metric, small_tables(*TRIANGLE_PENDANT_ISOLATE, weights={"d": 3.0, "e": 5.0}), (plain + 2, 6))


UNDEFINED = {
    "support_gini": [("", "a b"), ("a>b:support:0", "c")],
    "outside_main_component": [
        ("", "x y"),  # nobody has contacts
        ("a>b c>d", ""),  # two of four is not more than half
        ("a>b b>c d>e e>f", ""),  # two components are equally large
        ("a>b b>c c>d e>f g>h", ""),  # four of eight is exactly half
    ],
    "fragmentation": [("", "a"), ("a>b", "b@east"), ("a>p", "")],
    "constraint": [("", "a b"), ("a>b:professional", "")],
    "effective_size": [("", "a b"), ("a>b:professional", "")],
}
"""Networks, as ties and people, in whose west a figure is undefined (p is a professional)."""
ALWAYS_DEFINED = ("isolated", "unsupported", "thin_support", "single_supporter", "contacts", "peripheral")


@pytest.mark.parametrize(
    ("metric", "ties", "people"), [(metric, *case) for metric, cases in UNDEFINED.items() for case in cases]
)
def test_undefined(metric, ties, people):
    assert_undefined(metric, small_tables(ties, people, roles={"p": "professional"}))


@pytest.mark.parametrize("metric", ALWAYS_DEFINED)
def test_shares_of_residents_are_undefined_without_residents_only(metric):
    """One resident without ties has a value; in the east, where only a professional lives, there is none."""
    network = small_tables("", "a p@east", roles={"p": "professional"}).network()
    tidy = ng.district_estimates(network, [metric]).set_index("group")
    assert tidy["reason"].to_dict() == {"east": "no_people", "west": ""}
    assert tidy["value"].isna().to_dict() == {"east": True, "west": False}
