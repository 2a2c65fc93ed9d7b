"""Volunteers, and paid help beside informal support, worked out by hand; the slow reference too."""

from __future__ import annotations

import math

import pytest

import netgraph as ng
from tests.small_networks import assert_figure, assert_undefined, small_tables

MIXED = {
    "a": "volunteer",
    "b": "carer;volunteer",
    "c": "professional;volunteer",
    "e": "professional",
    "f": "volunteer",
    "o": "organisation",
}


def test_volunteer_share():
    """Volunteers by role are a, b and c; d gives such a tie, e is paid, f was not asked: of a, b, c and d 3."""
    assert_figure("volunteer_share", small_tables("d>a:volunteering", "b c e f", roles=MIXED, not_asked="f"), (3, 4))


def test_volunteer_share_in_a_register():
    """Three registered volunteers, one with weight 2, on 60 inhabitants; in the east the population is unknown."""
    districts = [{"district": "west", "population": 60.0}, {"district": "east", "population": None}]
    tables = small_tables(
        "d>a:volunteering", "b c e v@east", roles={**MIXED, "v": "volunteer"}, districts=districts, design="register"
    )
    tables.people[1]["weight"] = 2.0
    assert tables.people[1]["person"] == "a"
    network = tables.network()
    tidy = ng.district_estimates(network, ["volunteer_share"]).set_index("group")
    west, east = tidy.loc["west"], tidy.loc["east"]
    assert (west["numerator"], west["denominator"], west["value"]) == (4.0, 60.0, pytest.approx(4 / 60))
    assert (west["people"], west["reason"]) == (4, "")  # a, b, c and d are registered; e is paid
    assert math.isnan(east["value"])
    assert east["reason"] == "not_observable"
    # All together: one population is not known, so neither is the sum. By a column nobody counts inhabitants.
    for by in (None, "weight_class"):
        people = network.people.assign(weight_class="any")
        again = ng.from_tables(people, network.ties, network.districts, network.about)
        tidy = ng.district_estimates(again, ["volunteer_share"], by=by)
        assert tidy["value"].isna().all()
        assert tidy["reason"].to_list() == ["not_observable"]


def test_volunteer_share_in_a_register_where_nobody_is_registered():
    """Of 40 inhabitants of the east none is a registered volunteer, and nobody else is registered either: 0 of 40."""
    districts = [{"district": "west", "population": 60.0}, {"district": "east", "population": 40.0}]
    tables = small_tables("", "a", roles={"a": "volunteer"}, districts=districts, design="register")
    tidy = ng.district_estimates(tables.network(), ["volunteer_share"]).set_index("group")
    assert tidy.loc["east", ["value", "numerator", "denominator", "people"]].tolist() == [0.0, 0.0, 40.0, 0]
    assert tidy.loc["east", "reason"] == ""


def test_volunteer_share_in_a_register_of_larger_areas():
    """West and east together have 60 + 40 inhabitants and two volunteers."""
    districts = [
        {"district": "west", "population": 60.0, "parent": "town"},
        {"district": "east", "population": 40.0, "parent": "town"},
    ]
    roles = {"a": "volunteer", "b": "volunteer"}
    network = small_tables("", "a b@east c", roles=roles, districts=districts, design="register").network()
    for by in ("parent", None):
        row = ng.district_estimates(network, ["volunteer_share"], by=by).iloc[0]
        assert (row["numerator"], row["denominator"], row["people"]) == (2.0, 100.0, 3)


def test_volunteer_hours():
    """A gives 3 + 1.5 hours, c 0; b's are unknown, e gives none, d is no volunteer: 4.5 over 2."""
    ties = (
        "a>m:volunteering:3 a>n:volunteering:1.5 a>m:practical:9 b>m:volunteering c>m:volunteering:0 d>m:volunteering:7"
    )
    roles = {"a": "volunteer", "b": "volunteer", "c": "volunteer;professional", "e": "volunteer"}
    assert_figure("volunteer_hours", small_tables(ties, "e", roles=roles), (4.5, 2))


def test_volunteer_carers():
    """Of four volunteers a gives care and b is a carer by role; c is paid as well, d gives none: 2 of 4."""
    roles = {"a": "volunteer", "b": "carer;volunteer", "c": "professional;volunteer", "d": "volunteer"}
    assert_figure("volunteer_carers", small_tables("a>m:care c>m:care", "b d", roles=roles), (2, 4))


def test_volunteer_guidance():
    """Of five volunteers a gets support of e, a volunteer, b advice of a professional, c paid help of a resident.

    D gets it of an organisation only, paid or not, e of a resident: 3 of 5.
    """
    ties = "e>a p>b:advice x>c:professional o>d:support o>d:professional r>e"
    roles = {**dict.fromkeys("abcde", "volunteer"), "p": "professional", "o": "organisation"}
    assert_figure("volunteer_guidance", small_tables(ties, roles=roles), (3, 5))


def test_volunteer_guidance_of_somebody_who_was_not_asked_counts():
    roles = {"a": "volunteer", "v": "volunteer"}
    assert_figure("volunteer_guidance", small_tables("v>a", roles=roles, not_asked="v"), (1, 1))


def test_volunteer_dependence():
    """With a supporter are a, b, c and e. A has volunteering only, e that and paid help; b has a friend too.

    C has one volunteer, who is also company. D has paid help only, and no supporter: 2 of 4.
    """
    ties = "v>a:volunteering v>b:volunteering f>b v>c:volunteering v>c:company p>d:professional"
    tables = small_tables(f"{ties} v>e:volunteering p>e:professional", roles={"p": "professional"})
    assert_figure("volunteer_dependence", tables, (2, 4))


def test_keystone():
    """A and b have only j, d only k, c both: when j stops, 2 of 4 have nobody left. J lives in the east."""
    assert_figure("keystone", small_tables("j>a j>b j>c k>c k>d", "j@east"), 2 / 4)


def test_keystone_weighs_people():
    """With d for four, k matters most: 4 of 1 + 1 + 1 + 4."""
    assert_figure("keystone", small_tables("j>a j>b j>c k>c k>d", "j@east", weights={"d": 4.0}), 4 / 7)


def test_keystone_when_nobody_hangs_on_one():
    assert_figure("keystone", small_tables("j>a k>a"), 0.0)


def test_keystone_counts_who_was_asked():
    """Of a and b, who hang on j, b was not asked, and paid help to c is no support: a of a and d (on k), 1 of 2."""
    assert_figure("keystone", small_tables("j>a j>b k>d j>c:professional", not_asked="b"), 1 / 2)


def test_formal_informal():
    """With paid help are a and b (of p), c and d (of q, who is a professional), and g; e has that of an organisation.

    Beside it a and d have f; b has nobody, c only q, and g only p once more, as company: 2 of 5.
    """
    ties = "p>a:professional f>a p>b:professional q>c q>d f>d:volunteering o>e:professional f>e"
    tables = small_tables(
        f"{ties} p>g:professional p>g:company", roles={"p": "professional", "q": "professional", "o": "organisation"}
    )
    assert_figure("formal_informal", tables, (2, 5))


def test_formal_informal_counts_paid_help_of_a_resident():
    """X is paid for helping a, without being a professional; b has two who are paid, and no other."""
    assert_figure("formal_informal", small_tables("x>a:professional f>a x>b:professional y>b:professional y>b"), (1, 2))


def test_formal_informal_of_a_professional_alone():
    """Unpaid support of a professional is formal support all the same, and not the other supporter as well."""
    assert_figure("formal_informal", small_tables("q>c", roles={"q": "professional"}), (0, 1))


UNDEFINED = {
    "volunteer_hours": [
        ("a>b:volunteering:2", {}),
        ("a>b:volunteering", {"a": "volunteer"}),
        ("a>b", {"a": "volunteer"}),
    ],
    "volunteer_carers": [("a>b:care", {})],
    "volunteer_guidance": [("a>b:volunteering", {})],
    "volunteer_dependence": [("", {}), ("a>b:professional", {})],
    "keystone": [("", {}), ("a>b:professional", {}), ("o>a:respite", {"o": "organisation"})],
    "formal_informal": [("a>b", {}), ("o>a:professional", {"o": "organisation"})],
}
"""Networks, as ties and roles, in whose west a figure is undefined."""
ALWAYS_DEFINED = ("volunteer_share",)


@pytest.mark.parametrize(
    ("metric", "ties", "roles"), [(metric, *case) for metric, cases in UNDEFINED.items() for case in cases]
)
def test_undefined(metric, ties, roles):
    assert_undefined(metric, small_tables(ties, "a b", roles=roles))


def test_volunteer_share_is_undefined_without_residents_only():
    """Without volunteers it is 0; in the east, where only a professional lives, there is nobody to count."""
    network = small_tables("", "a p@east", roles={"p": "professional"}).network()
    tidy = ng.district_estimates(network, ["volunteer_share"]).set_index("group")
    assert tidy["reason"].to_dict() == {"east": "no_people", "west": ""}
    assert tidy.loc["west", "value"] == 0
