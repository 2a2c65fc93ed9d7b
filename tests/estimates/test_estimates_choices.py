"""Figures whose definition the caller chooses: who gives intensive care, and whose groups are bridged."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import netgraph as ng
from tests.small_networks import small_network

TABLES = [ng.district_estimates, ng.district_metrics]


def value(network: ng.SupportNetwork, metric: str, **choices: object) -> float:
    """Return a figure of the one district of a network, the same in the tidy and the wide table."""
    tidy = ng.district_estimates(network, [metric], **choices)
    wide = ng.district_metrics(network, [metric], **choices)
    found = float(tidy["value"].iloc[0])
    assert wide[metric].to_list() == pytest.approx([found], nan_ok=True)
    return found


# --- intensive care

# Hours of care a week, and since when; the reference date is 1 January 2026, so the border is 1 October 2025.
CARERS = {
    "a": (8.0, "2020-01-01"),  # 8 hours is enough for CBS, not more than 8
    "b": (9.0, "2025-11-01"),  # two months
    "c": (9.0, "2025-10-01"),  # three months to the day: not longer than three
    "d": (9.0, "2025-09-30"),  # a day longer
    "e": (9.0, ""),  # an open beginning is long ago
    "f": (7.5, "2020-01-01"),
    "g": (None, "2020-01-01"),  # unknown hours: in neither definition
}


def carers(**about: object) -> ng.SupportNetwork:
    ties = [f"{name}>z:care:{'' if hours is None else hours}:{since}" for name, (hours, since) in CARERS.items()]
    return small_network(" ".join(ties), **about)


def test_two_definitions_of_intensive_care():
    """By hand, of six carers with known hours: CBS a, b, c, d, e; SCP d and e."""
    network = carers(reference_date="2026-01-01")
    assert value(network, "intensive_carers") == pytest.approx(5 / 6)
    assert value(network, "intensive_carers", carer_definition="cbs2024") == pytest.approx(5 / 6)
    assert value(network, "intensive_carers", carer_definition="scp") == pytest.approx(2 / 6)
    # A month later b still cares too shortly, and c long enough.
    assert value(network.at("2026-01-31"), "intensive_carers", carer_definition="scp") == pytest.approx(3 / 6)


def test_the_definition_changes_no_other_figure():
    network = carers(reference_date="2026-01-01")
    both = [ng.district_estimates(network, carer_definition=name) for name in ("cbs2024", "scp")]
    same = both[0]["metric"] != "intensive_carers"
    pd.testing.assert_frame_equal(both[0][same], both[1][same])
    assert not both[0].equals(both[1])


@pytest.mark.parametrize("table", TABLES)
def test_how_long_somebody_cares_cannot_be_told_without_a_date(table):
    """Only where ties say since when, and only where the figure is asked for."""
    with pytest.raises(ng.NetgraphError, match="longer than 3 months, but the day to count from is not known"):
        table(carers(), carer_definition="scp")
    table(carers(), ["isolated", "care_hours"], carer_definition="scp")
    table(carers(), carer_definition="cbs2024")
    table(carers().at("2026-01-01"), carer_definition="scp")
    never_said = small_network("a>b:care:9 c>b:care:8")
    assert value(never_said, "intensive_carers", carer_definition="scp") == 1 / 2


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("definition", "near"), [("spc", "Did you mean scp?"), ("cbs", "Did you mean cbs2024?"), (None, "cbs2024, scp")]
)
def test_an_unknown_definition_is_answered_with_the_nearest(table, definition, near):
    """Also where no figure that has one is asked for: a mistake is not for later."""
    with pytest.raises(ng.NetgraphError, match=f"there is no carer_definition {definition!r}.*{re.escape(near)}"):
        table(carers(), ["isolated"], carer_definition=definition)


# --- the groups to bridge


def mixed(**values: object) -> ng.SupportNetwork:
    """Return five people: a is in touch with all others, b with c too. E lives elsewhere, and has an origin too."""
    network = small_network("a>b c>a a>d e>a b>c", "a b c d e@elsewhere")
    return ng.from_tables(network.people.assign(**values), network.ties)


ORIGIN = ["x", "y", None, "x", "y"]


def test_contacts_outside_ones_own_group_by_hand():
    """Origins x, y, unknown, x, y. Contacts of known origin, other than one's own: a 2 of b, d, e; b 1 of a; d 0 of a.

    Of c the own origin is unknown, so none of c's contacts count; c is not counted among those of others either.
    """
    assert value(mixed(origin=ORIGIN), "bridging_share", bridge_by="origin") == pytest.approx((2 + 1 + 0) / (3 + 1 + 1))


@pytest.mark.parametrize(
    "values",
    [
        [1, 2, None, 1, 2],
        [True, False, None, True, False],
        pd.Categorical(ORIGIN, ["y", "x", "nobody"]),
        ["y", "x", None, "y", "x"],
    ],
    ids=["numbers", "flags", "categories", "called otherwise"],
)
def test_what_groups_are_called_does_not_matter(values):
    """The same people in groups of other names, types and orders."""
    assert value(mixed(group_=values), "bridging_share", bridge_by="group_") == pytest.approx(3 / 5)


def test_districts_can_be_the_groups():
    """A lives with b, c and d; e elsewhere: of a's four contacts one is outside. Of the others none are."""
    assert value(mixed(), "bridging_share", bridge_by="district") == pytest.approx(1 / (4 + 2 + 2 + 1))


def test_nothing_to_bridge_where_no_origin_is_known():
    tidy = ng.district_estimates(mixed(origin=[None] * 4 + ["x"]), ["bridging_share"], bridge_by="origin")
    assert tidy[["numerator", "denominator"]].to_numpy().tolist() == [[0.0, 0.0]]
    assert tidy["reason"].to_list() == ["undefined"]


def test_it_can_be_grouped_by_the_same_column():
    """Of the group x: a and d, 2 of 4 contacts; of y: b, 1 of 1."""
    tidy = ng.district_estimates(mixed(origin=ORIGIN), ["bridging_share"], by="origin", bridge_by="origin")
    assert tidy.set_index("group")["value"].to_dict() == {"x": 2 / 4, "y": 1.0}


@pytest.mark.parametrize("table", TABLES)
def test_without_groups_the_figure_is_left_out_and_asking_for_it_is_an_error(table):
    network = mixed(origin=ORIGIN)
    told = table(network)
    named = told["metric"].to_list() if "metric" in told else list(told.columns)
    assert "bridging_share" not in named
    with pytest.raises(ng.NetgraphError, match="bridging_share needs to know which groups: give bridge_by"):
        table(network, ["isolated", "bridging_share"])


def test_with_groups_the_figure_stands_in_its_place_in_the_catalogue():
    network = mixed(origin=ORIGIN)
    assert ng.district_estimates(network, bridge_by="origin")["metric"].to_list() == list(ng.METRICS)
    assert list(ng.district_metrics(network, bridge_by="origin").columns)[-len(ng.METRICS) :] == list(ng.METRICS)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("column", "near"),
    [
        ("orign", "people have no column 'orign'.*Did you mean origin?"),
        ("person", "people cannot be told apart by 'person'"),
        ("weight", "people cannot be told apart by 'weight'"),
        ("hobbies", "cannot group by 'hobbies': its cells are lists"),
        ("", "people have no column ''"),
    ],
)
def test_what_cannot_be_bridged(table, column, near):
    """Also where the figure itself is not asked for."""
    network = mixed(origin=ORIGIN, hobbies=[["chess"], [], ["chess"], [], []])
    for metrics in (None, ["isolated"]):
        with pytest.raises(ng.NetgraphError, match=near.replace("?", r"\?")):
            table(network, metrics, bridge_by=column)
