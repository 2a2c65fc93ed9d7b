"""Ways in which a hidden count could be worked out that the gate must close, each with what a reader would do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from netgraph.disclosure import family_of, protected_metrics
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
    """In b the people of a mean are not its denominator. In a they are: less those with contacts it is who has none."""
    tables = pd.concat([five_figures(CITY), means({"a": (250, 100), "b": (300, 120), "c": (300, 110)})])
    weighed = tables.assign(denominator=tables["denominator"].where(tables["group"] != "b", tables["denominator"] + 1))
    for table in (tables, weighed):
        of_a = protected({"district": table})["district"].set_index(["group", "metric"])["hidden"].loc["a"]
        assert "secondary" in {of_a["give_only"], of_a["unsupported"]}


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


def unknown_ages(people: int) -> ng.SupportNetwork:
    """Return 130 people of known age in each of two districts, and in the first some of whom the age is not known."""
    rows = [
        (f"{district}{age}{number}", district, age or None)
        for district, unknown in (("w", people), ("e", 60))
        for age, count in (("old", 60), ("young", 70), ("", unknown))
        for number in range(count)
    ]
    table = pd.DataFrame(rows, columns=["person", "district", "age"])
    rng = np.random.default_rng(1)
    ends = pd.DataFrame({"giver": rng.choice(table["person"], 300), "receiver": rng.choice(table["person"], 300)})
    return ng.from_tables(table, ends[ends["giver"] != ends["receiver"]].drop_duplicates())


def test_at_a_higher_minimum_what_remains_is_protected_as_well():
    """12 people of unknown age are enough at 10 and too few at 13, though no published cell changes between these."""
    cells = family_of(unknown_ages(12), Choices(), 13, ["age", "district"]).cells["age", "district"]
    of_w = cells[cells.index.get_level_values("district") == "w"]
    known = of_w["people"].groupby(level="age").apply(lambda hidden: ~hidden)
    # The people of w are known; so in each figure those of old or young must be hidden, or both would leave 12.
    both = known.groupby(level=["district", "metric"]).all()
    assert not both.loc["w"].drop(["coverage"], errors="ignore").any()


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


def test_signals_of_protected_figures_tell_no_exact_coverage():
    """Respondents / population to six digits are the respondents: of 520 people 12 are 0.023077."""
    people = pd.DataFrame({"person": [f"p{n}" for n in range(72)], "district": ["w"] * 12 + ["e"] * 60})
    ties = pd.DataFrame({"giver": [f"p{n}" for n in range(71)], "receiver": [f"p{n + 1}" for n in range(71)]})
    districts = pd.DataFrame({"district": ["w", "e"], "population": [520, 530]})
    network = ng.from_tables(people, ties, districts, {"design": "whole_network"})
    estimates = signal_estimates(network)
    exact = ng.thin_networks(network, estimates)["coverage"]
    told = ng.thin_networks(network, ng.protect(estimates))["coverage"]
    assert exact.loc["w"] == pytest.approx(12 / 520)
    assert told.dropna().to_list() == [round(value, 2) for value in exact[told.notna()]]


def test_a_threshold_of_coverage_tells_nothing_of_a_district_that_is_hidden():
    """Of 9 people nothing is told; on which side of a threshold their coverage lies is neither."""
    people = pd.DataFrame({"person": [f"p{n}" for n in range(69)], "district": ["w"] * 9 + ["e"] * 60})
    ties = pd.DataFrame({"giver": [f"p{n}" for n in range(68)], "receiver": [f"p{n + 1}" for n in range(68)]})
    districts = pd.DataFrame({"district": ["w", "e"], "population": [100, 100]})
    network = ng.from_tables(people, ties, districts, {"design": "whole_network"})
    gated = ng.protect(signal_estimates(network))
    low, high = (ng.thin_networks(network, gated, least_coverage=part) for part in (0.05, 0.2))
    assert low.loc["w"].astype(str).to_list() == high.loc["w"].astype(str).to_list()


def test_values_that_fewer_than_thirty_of_a_survey_have_are_not_listed():
    """Their names could be somebody's: of a survey thirty is the fewest, whatever minimum is asked for."""
    people = pd.DataFrame(
        {"person": [f"p{n}" for n in range(120)], "district": "w", "street": ["x"] * 20 + ["y"] * 100}
    )
    ties = pd.DataFrame({"giver": [f"p{n}" for n in range(119)], "receiver": [f"p{n + 1}" for n in range(119)]})
    network = ng.from_tables(people, ties, about={"design": "survey"})
    assert protected_metrics(network, ["isolated"], "street").index.to_list() == ["y"]
