"""Care worked out by hand: carers, their hours and what they get; the slow reference is held against the same."""

from __future__ import annotations

import pytest

import netgraph as ng
from tests.small_networks import assert_figure, assert_undefined, small_network, small_tables


@pytest.mark.parametrize(
    ("ties", "roles", "expected"),
    [
        # a cares for m, who gives back, and for n: no supporter but m, so alone.
        ("a>m:care m>a a>n:care", {}, (1, 1)),
        # The same with a friend f who gives to a: not alone.
        ("a>m:care m>a f>a", {}, (0, 1)),
        # a cares for m and m for a; m has also f: a is alone, m is not.
        ("a>m:care m>a:care f>m", {}, (1, 2)),
        # The role makes a carer too; c has nobody at all.
        ("a>m:care f>a", {"c": "carer"}, (1, 2)),
        # Paid help is no supporter, and neither is an organisation that gives respite.
        ("a>m:care p>a:professional o>a:respite", {"p": "professional", "o": "organisation"}, (1, 1)),
        # A professional who gives care is no carer, also when called one.
        ("p>m:care f>p q>m:care", {"p": "professional", "q": "carer;professional", "c": "carer"}, (1, 1)),
        # Care for an organisation is a tie with an organisation, and so none.
        ("a>o:care", {"o": "organisation", "c": "carer"}, (1, 1)),
        # A supporter whom a helps otherwise than by care is a supporter.
        ("a>m:care f>a a>f:practical", {}, (0, 1)),
    ],
)
def test_carers_alone(ties, roles, expected):
    assert_figure("carers_alone", small_tables(ties, "c" if "c" in roles else "", roles=roles), expected)


CARE_HOURS = "a>m:care:5 a>m:practical:9 a>n:care:2.5 b>m:care:4 b>n:care c>m:care:0 p>m:care:30"


def test_care_hours():
    """A gives 5 + 2.5 (practical help is no care), c 0; b's are not all known, d gives none, p is paid: 7.5 over 2."""
    assert_figure("care_hours", small_tables(CARE_HOURS, "d", roles={"d": "carer", "p": "professional"}), (7.5, 2))


def test_care_hours_weigh_people():
    """With a for two: 15 over 2 + 1."""
    tables = small_tables(CARE_HOURS, "d", roles={"d": "carer", "p": "professional"}, weights={"a": 2.0, "d": 3.0})
    assert_figure("care_hours", tables, (15, 3))


def test_care_hours_are_the_largest_known_within_a_pair():
    """A's care for m was told three times: 2, 6 and unknown."""
    assert_figure("care_hours", small_tables("a>m:care:2:2024-01-01 a>m:care:6:2025-01-01 a>m:care"), (6, 1))


def test_intensive_carers():
    """Hours: a 8, b 7.9, c unknown, d 5 + 3 = 8. At least 8 (CBS 2024): a and d, 2 of 3."""
    ties = "a>m:care:8 b>m:care:7.9 c>m:care d>m:care:5 d>n:care:3"
    assert_figure("intensive_carers", small_tables(ties), (2, 3))
    assert_figure("intensive_carers", small_tables(ties), (2, 3), carer_definition="cbs2024")


def test_hours_in_tenths_that_make_eight_are_eight():
    """In a computer 0.1 + 4.1 + 3.8 is a hair less than 8: at least 8 all the same, and not more than 8."""
    assert 0.1 + 4.1 + 3.8 < 8
    ties = "a>m:care:0.1 a>n:care:4.1 a>o:care:3.8"
    assert_figure("intensive_carers", small_tables(ties), (1, 1))
    assert_figure("intensive_carers", small_tables(ties), (0, 1), carer_definition="scp")


SCP = {
    "a>m:care:9:2026-02-27": True,  # more than 8 hours, begun the day before
    "b>m:care:9:2026-02-28": False,  # begun exactly three months ago: 31 February does not exist
    "c>m:care:8:2020-01-01": False,  # exactly 8 hours
    "d>m:care:5:2026-05-01 d>n:care:4:2025-01-01": True,  # 9 hours together, the earliest long ago
    "e>m:care:20": True,  # nobody knows since when: long ago
    "f>m:care": None,  # hours unknown
    "g>m:care:9:2026-05-01 g>m:practical:1:2020-01-01": False,  # what began long ago is no care
}
"""Ties of seven people at 31 May 2026: do they care for more than 8 hours and more than 3 months?"""


def test_intensive_carers_by_the_definition_of_scp():
    """Three (a, d, e) of the six whose hours are known; by that of CBS all but f, who is unknown, 6 of 6."""
    assert [list(SCP.values()).count(answer) for answer in (True, False, None)] == [3, 3, 1]
    tables = small_tables(" ".join(SCP), reference_date="2026-05-31")
    assert_figure("intensive_carers", tables, (3, 6), carer_definition="scp")
    assert_figure("intensive_carers", tables, (6, 6), carer_definition="cbs2024")


@pytest.mark.parametrize("person", range(len(SCP)))
def test_intensive_carers_one_by_one(person):
    ties, answer = list(SCP.items())[person]
    tables = small_tables(ties, reference_date="2026-05-31")
    if answer is None:
        assert_undefined("intensive_carers", tables, carer_definition="scp")
    else:
        assert_figure("intensive_carers", tables, (int(answer), 1), carer_definition="scp")


def test_a_duration_needs_a_date():
    """Three months before when? Without a date there is an answer only if no care tie says when it began."""
    dated, open_ = small_network("a>m:care:9:2020-01-01"), small_tables("a>m:care:9")
    with pytest.raises(ng.NetgraphError, match="reference_date"):
        ng.district_estimates(dated, ["intensive_carers"], carer_definition="scp")
    with pytest.raises(ng.NetgraphError, match="reference_date"):
        ng.district_metrics(dated, carer_definition="scp")
    assert ng.district_estimates(dated, ["care_hours"], carer_definition="scp")["value"].to_list() == [9.0]
    assert_figure("intensive_carers", open_, (1, 1), carer_definition="scp")
    at = ng.district_estimates(dated.at("2026-01-01"), ["intensive_carers"], carer_definition="scp")
    assert at["value"].to_list() == [1.0]


def test_an_unknown_definition_is_refused():
    with pytest.raises(ng.NetgraphError, match="cbs2024"):
        ng.district_estimates(small_network("a>m:care:9"), carer_definition="cbs")


def test_carer_balance():
    """A gets 1 + 2 hours for 10, c none (paid help is left out) for 4; what b gets is unknown: 3 / 14."""
    ties = "a>m:care:10 m>a:company:1 f>a:practical:2 b>m:care:5 f>b c>m:care:4 p>c:professional:7"
    assert_figure("carer_balance", small_tables(ties, roles={"p": "professional"}), (3, 14))


def test_carer_balance_is_about_carers_with_known_hours():
    """A's own hours are unknown, d gives no care; e gets 6 for 2: more than they give."""
    assert_figure(
        "carer_balance", small_tables("a>m:care f>a:support:3 f>d:support:3 e>m:care:2 f>e:support:6 d>f"), (6, 2)
    )


def test_respite_reach():
    """Carers a, b and c: a gets respite of an organisation, c of a professional, b only practical help: 2 of 3."""
    roles = {"o": "organisation", "p": "professional", "c": "carer"}
    assert_figure(
        "respite_reach", small_tables("a>m:care o>a:respite b>m:care f>b p>c:respite f>g:respite", roles=roles), (2, 3)
    )


def test_carer_peers():
    """A and b are carers and contacts. C has m and a professional who gives care: no carer.

    D has u, who was not asked and cares for v, who was not asked either: that cannot be known. E has s, who was not
    asked but cares for m, who was. Of the five carers a, b and e have a peer.
    """
    ties = "a>m:care b>n:care a>b c>m:care p>m:care c>p d>m:care d>u u>v:care e>m:care e>s s>m:care"
    tables = small_tables(
        ties, roles={"p": "professional"}, not_asked="u v s", asked=["receives", "gives", "alter_roles"]
    )
    assert_figure("carer_peers", tables, (3, 5))


def test_a_carer_by_role_is_a_peer_whether_asked_or_not():
    """A has c, a carer by role who was not asked; the other way around c does not count."""
    tables = small_tables("a>m:care a>c", roles={"c": "carer"}, not_asked="c")
    assert_figure("carer_peers", tables, (1, 1))


UNDEFINED = {
    "carers_alone": [{"ties": "a>b"}],
    "care_hours": [{"ties": "a>b"}, {"ties": "a>b:care"}, {"ties": "a>b", "roles": {"a": "carer"}}],
    "intensive_carers": [{"ties": "a>b"}, {"ties": "a>b:care"}, {"ties": "a>b", "roles": {"a": "carer"}}],
    "carer_balance": [
        {"ties": "a>b"},
        {"ties": "a>b:care"},
        {"ties": "a>b:care:3 b>a"},  # what a gets is unknown
        {"ties": "a>b:care:0 b>a:support:2"},  # there is nothing to divide by
    ],
    "respite_reach": [{"ties": "o>a:respite", "roles": {"o": "organisation"}}],
    "carer_peers": [{"ties": "p>a:care", "roles": {"p": "professional"}}],
}
"""Networks in whose west a figure is undefined."""


@pytest.mark.parametrize(
    ("metric", "network"), [(metric, case) for metric, cases in UNDEFINED.items() for case in cases]
)
def test_undefined(metric, network):
    assert_undefined(metric, small_tables(**network))
