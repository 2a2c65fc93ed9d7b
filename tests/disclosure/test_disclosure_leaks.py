"""Ways in which a hidden count could be worked out that the gate must close, each with what a reader would do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from netgraph.disclosure import family_of, protected_metrics
from netgraph.disclosure.family import Family
from netgraph.disclosure.gate import suppressed
from netgraph.metrics import Choices
from netgraph.signals import signal_estimates
from tests.disclosure.made_tables import hidden_of, means, protected, shares
from tests.small_networks import small_network


def five_figures(counts: dict[str, tuple[int, int, int, int]]) -> pd.DataFrame:
    """Return what identities tie: of each group how many are isolated, only give, have one supporter, and all."""
    each = {
        "isolated": {group: (isolated, people) for group, (isolated, _, _, people) in counts.items()},
        "unsupported": {group: (isolated + gives, people) for group, (isolated, gives, _, people) in counts.items()},
        "give_only": {group: (gives, people - isolated) for group, (isolated, gives, _, people) in counts.items()},
        "single_supporter": {group: (one, people) for group, (_, _, one, people) in counts.items()},
        "thin_support": {group: (sum(parts), people) for group, (*parts, people) in counts.items()},
    }
    return pd.concat([shares(of_groups, name) for name, of_groups in each.items()], ignore_index=True)


CITY = {"a": (3, 8, 20, 100), "b": (12, 11, 30, 120), "c": (20, 9, 25, 110)}


def test_what_is_rounded_elsewhere_does_not_switch_an_identity_off():
    """Of a, 8 of 97 only give and 11 of 100 get nothing: 3 are isolated. Earlier figures of b are rounded to fives."""
    now = {"district": five_figures(CITY)}
    earlier = five_figures({"old": CITY["b"]})
    published = {"district": protected(earlier)}
    alone, beside = (protected(now, **also)["district"] for also in ({}, {"published": published}))
    for gated in (alone, beside):
        of_a = gated[gated["group"] == "a"].set_index("metric")["hidden"]
        assert of_a["isolated"] == "small_count"
        assert "secondary" in {of_a["give_only"], of_a["unsupported"]}


def test_somebody_who_weighs_more_elsewhere_does_not_hide_an_identity():
    """Of the 100 people of a 97 have a contact, so that 3 are isolated; in b somebody weighs 2, and no such sum holds.

    Who has a contact is told by the denominator of give_only and by on how many people a mean over contacts rests.
    """
    tables = pd.concat([five_figures(CITY), means({"a": (250, 97), "b": (300, 108), "c": (300, 90)}, "effective_size")])
    tables = tables[tables["metric"] != "give_only"]
    linked = pd.concat([tables, shares({"a": (9, 97), "b": (20, 108), "c": (20, 90)}, "receive_only")])
    in_b = linked["group"] == "b"
    weighed = linked.assign(denominator=linked["denominator"] + in_b * np.where(linked["metric"] == "isolated", 1, 2))
    for table in (linked, weighed):
        told = suppressed({"district": table.reset_index(drop=True)}, design="whole_network")["district"]
        of_a = told.set_index(["group", "metric"]).loc["a"]
        assert of_a.loc["isolated", "hidden"] == "small_count"
        assert of_a.loc["unsupported", "denominator"] == 100
        assert of_a.loc["receive_only", "hidden"] == "secondary"
        assert of_a.loc["effective_size", "people"] != 97  # how many were asked stands in


@pytest.mark.parametrize(("alone", "expected"), [(1, "small_count"), (4, "small_count"), (6, "")])
def test_fragmentation_does_not_tell_that_one_has_nobody(alone, expected):
    """Of 30 people in a ring, who all help two others, and one without anybody: 1 - 30 * 29 / (31 * 30) is 2 / 31."""
    ring = " ".join(f"w{n}>w{(n + 1) % 30} w{n}>w{(n + 2) % 30}" for n in range(30))
    people = " ".join(f"w{n}@w" for n in range(30)) + " " + " ".join(f"x{n}@w" for n in range(alone))
    network = small_network(ring, people)
    gated = ng.protect(ng.district_estimates(network)).set_index("metric")["hidden"]
    assert gated["isolated"] == expected
    assert gated["fragmentation"] == expected
    # Everybody in the ring has two supporters: what is unequal is that some have none.
    assert gated["support_gini"] == expected


def test_a_figure_of_a_whole_group_goes_with_the_counts_that_it_tells():
    """A few ties are not returned: reciprocity above chance would tell how many, whatever hides that."""
    ties = " ".join(f"w{n}>w{(n + 1) % 30} w{(n + 1) % 30}>w{n}" for n in range(30)) + " w0>w5 w0>w9"
    gated = ng.protect(ng.district_estimates(small_network(ties, " ".join(f"w{n}@w" for n in range(30)))))
    hidden = gated.set_index("metric")["hidden"]
    assert hidden["arc_reciprocity"] == "small_count"
    assert hidden["reciprocity_rho"] == "secondary"


def test_what_a_design_cannot_show_stays_so_beside_what_is_hidden():
    """Of 12 people in a survey nothing is shown; that nobody can say how the whole is knit together is no secret."""
    ties = " ".join(f"w{n}>w{n + 1}" for n in range(11))
    network = small_network(ties, " ".join(f"w{n}@w" for n in range(12)), design="survey")
    cells = family_of(network, Choices(), 10).cells["district"]["reason"].droplevel("group")
    assert cells[["isolated", "fragmentation", "reciprocity_rho"]].to_list() == ["few_people", "", ""]


def test_hours_are_judged_by_who_adds_them_though_they_make_a_share():
    """Two people exchange 150 of 168 hours with each other: 93 % of the hours of 24 people."""
    ties = " ".join(f"w{n}>w{(n + 1) % 24}:1" for n in range(24)) + " w5>w4:1"
    people = pd.DataFrame({"person": [f"w{n}" for n in range(24)], "district": "w"})
    pairs = [tie.split(":")[0].split(">") for tie in ties.split()]
    table = pd.DataFrame(pairs, columns=["giver", "receiver"]).assign(hours_per_week=1.0)
    table.loc[[4, 24], "hours_per_week"] = [168.0, 150.0]
    tidy = ng.district_estimates(ng.from_tables(people, table), ["weighted_reciprocity"])
    assert tidy["largest_two"].item() > 0.85
    gated = ng.protect(tidy, design="whole_network")
    assert gated["hidden"].item() == "dominance"
    # Nor are hours counts: they are never told as such.
    back = pd.DataFrame({"giver": table["receiver"], "receiver": table["giver"]})
    even = pd.concat([table, back]).drop_duplicates(["giver", "receiver"]).assign(hours_per_week=2.0)
    shown = ng.protect(ng.district_estimates(ng.from_tables(people, even), ["weighted_reciprocity"]))
    assert shown["hidden"].item() == ""
    assert shown[["numerator", "denominator"]].isna().all().all()


@pytest.mark.slow
def test_the_order_of_a_breakdown_changes_nothing():
    """By age and wijk, and by wijk and age, are one file written twice: together they show no more than one."""
    network = ng.synthetic_network(people=500, seed=3)
    one, other = (protected_metrics(network, None, by) for by in (["age_group", "parent"], ["parent", "age_group"]))
    other = other.reorder_levels(["age_group", "parent"]).reindex(one.index)
    assert one["not_shown"].to_list() == other["not_shown"].to_list()
    assert one["people"].to_list() == other["people"].to_list()


@pytest.mark.parametrize("by", [["district"], ["parent"], ["district", "parent"], ["parent", "district"]])
def test_areas_as_a_list_are_areas(by):
    """A list of areas is hidden as the areas are that its groups are."""
    network = ng.synthetic_network(people=500, seed=3)
    listed = protected_metrics(network, ["isolated", "contacts"], by)
    area = "parent" if by == ["parent"] else "district"
    plain = protected_metrics(network, ["isolated", "contacts"], area)["not_shown"]
    codes = listed.index.get_level_values(area)
    assert len(codes) > 5
    assert listed["not_shown"].to_list() == plain.loc[codes].to_list()


def test_at_a_higher_minimum_what_remains_is_protected_as_well():
    """Of 12 people the age is not known: enough at 12, too few at 13, though no published cell changes in between."""
    ages = {"old": (20.0, 60.0), "young": (20.0, 70.0)}
    tables = {None: shares({"all": (46.0, 142.0)}), "age": shares(ages)}
    at_12, at_13 = (pd.concat(Family.of(tables, {}, "whole_network", lowest).cells.values()) for lowest in (12, 13))
    assert set(at_12["reason"]) == {""}
    assert "secondary" in set(at_13["reason"])


def test_few_who_add_hours_among_those_who_remain():
    """Of 460 hours 160 are of people of unknown age: 11 who care, of whom two can have given nearly all of it."""
    age = means({"old": (150, 30), "young": (150, 30)}, "care_hours")
    everybody = means({"all": (460, 71)}, "care_hours", largest_two=0.33)
    gated = protected({"age": age, None: everybody})
    every = pd.concat(gated.values())
    assert "secondary" in set(every["hidden"]) or every["people"].isna().any()


@pytest.mark.parametrize("design", ["whole_network", "survey"])
def test_what_was_hidden_once_stays_hidden(design):
    """At 50 nothing of 40 people is shown; a later table with a lower minimum shows it neither."""
    table = shares({"a": (15, 40), "b": (20, 90)})
    first = ng.protect({"district": table}, 50, design=design)
    later = ng.protect({"district": table}, 30, published=first, design=design)
    assert hidden_of(ng.protect({"district": table}, 30, design=design)["district"]) == {"a": "", "b": ""}
    assert hidden_of(later["district"])["a"] == "secondary"


def one_small_part() -> ng.SupportNetwork:
    """Return a network of which 20 of 870 inhabitants of one district are known, and 60 of 530 of another."""
    people = pd.DataFrame({"person": [f"p{n}" for n in range(80)], "district": ["w"] * 20 + ["e"] * 60})
    ends = [(f"p{n}", f"p{n + 1}") for n in range(79) if n % 3]
    ties = pd.DataFrame(ends, columns=["giver", "receiver"])
    districts = pd.DataFrame({"district": ["w", "e"], "population": [870, 530]})
    return ng.from_tables(people, ties, districts, {"design": "whole_network"})


def test_signals_of_protected_figures_tell_no_exact_coverage():
    """Respondents / population to six digits are the respondents: of 870 people 20 are 0.022989."""
    network = one_small_part()
    estimates = signal_estimates(network)
    exact = ng.thin_networks(network, estimates)["coverage"]
    told = ng.thin_networks(network, ng.protect(estimates))["coverage"]
    assert exact.loc["w"] == pytest.approx(20 / 870)
    assert told.to_dict() == {"w": 0.02, "e": 0.11}


def test_a_threshold_of_coverage_is_held_against_what_is_told():
    """Moved between 0.02 and 0.03 it would tell on which side of it 0.022989 lies."""
    network = one_small_part()
    estimates = signal_estimates(network)
    exact, told = (
        ng.thin_networks(network, given, least_coverage=0.0225).loc["w", "attention"]
        for given in (estimates, ng.protect(estimates))
    )
    # Of w some figures are hidden, and what is left is now too little.
    assert (exact, told) == ("none", "hidden")
    assert ng.thin_networks(network, ng.protect(estimates)).loc["w", "attention"] == "none"


def test_values_that_fewer_than_thirty_of_a_survey_have_are_not_listed():
    """Their names could be somebody's: of a survey thirty is the fewest, whatever minimum is asked for."""
    people = pd.DataFrame(
        {"person": [f"p{n}" for n in range(120)], "district": "w", "street": ["x"] * 20 + ["y"] * 100}
    )
    ties = pd.DataFrame({"giver": [f"p{n}" for n in range(119)], "receiver": [f"p{n + 1}" for n in range(119)]})
    network = ng.from_tables(people, ties, about={"design": "survey"})
    assert protected_metrics(network, ["isolated"], "street").index.to_list() == ["y"]
