"""What must hold on every network: under other names, other directions, with more people and for other groups."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from tests.random_networks import FEWER, MOST_PEOPLE, PARENTS, Tables, figures_of, random_tables, seeded_tables
from tests.slow_figures import PARTS, WHOLE
from tests.slow_reference import SlowNetwork

EXACT = 1e-12
SWAPPED = {"supporters": "supported", "hours_received": "hours_given"}
PARTS_OF_FIGURES = ["numerator", "denominator"]


def assert_close(found: pd.DataFrame | pd.Series, expected: pd.DataFrame | pd.Series) -> None:
    """Compare without looking at the order of rows."""
    compare = pd.testing.assert_frame_equal if isinstance(found, pd.DataFrame) else pd.testing.assert_series_equal
    compare(found, expected.reindex(found.index), rtol=EXACT, atol=EXACT, check_names=False)


# --- other names


def renamed(tables: Tables, names: dict[str, str]) -> Tables:
    people = [{**row, "person": names[row["person"]]} for row in tables.people]
    ties = [{**row, "giver": names[row["giver"]], "receiver": names[row["receiver"]]} for row in tables.ties]
    return tables.changed(people=people, ties=ties)


@FEWER
@given(random_tables(), st.permutations(range(MOST_PEOPLE)), st.randoms(use_true_random=False))
def test_who_is_called_what_changes_nothing(tables, order, random):
    """Other identifiers and another order of people and ties give the same figures and the same person values."""
    names = {row["person"]: f"q{place}" for row, place in zip(tables.people, order, strict=False)}
    other = renamed(tables, names)
    random.shuffle(other.people)
    random.shuffle(other.ties)
    pd.testing.assert_frame_equal(figures_of(tables), figures_of(other), rtol=1e-9, atol=EXACT)
    expected = ng.person_metrics(tables.network()).rename(index=names)
    pd.testing.assert_frame_equal(ng.person_metrics(other.network()).loc[expected.index], expected, rtol=EXACT)


# --- all ties the other way around

SAME_WAY_AROUND = [
    *("isolated", "contacts", "outside_main_component", "peripheral", "fragmentation", "constraint", "effective_size"),
    *("dyadic_reciprocity", "reciprocity_rho", "weighted_reciprocity", "support_ratio", "clustering"),
    *("ei_index", "bridging_share", "volunteer_share"),
]
"""Figures of the projection, of pairs seen from both ends, and of no ties at all."""
SWAP_AROUND = {"receive_only": "give_only", "give_only": "receive_only"}
SAME_WHEN_CLOSED = ["arc_reciprocity", "indirect_reciprocity"]
"""Figures over the ties that residents give: other ties when some cross the border or weigh differently."""
ABOUT_RECEIVING = ["unsupported", "thin_support", "single_supporter", "support_gini", "keystone"]
ABOUT_CARE = [name for name, metric in ng.METRICS.items() if metric.theme == "care"]


def turned(tables: Tables) -> Tables:
    return tables.changed(ties=[{**tie, "giver": tie["receiver"], "receiver": tie["giver"]} for tie in tables.ties])


def test_of_every_figure_it_is_known_what_turning_ties_does():
    other_ways = {*ABOUT_RECEIVING, *ABOUT_CARE} - {"volunteer_share"}
    known = [*SAME_WAY_AROUND, *SWAP_AROUND, *SAME_WHEN_CLOSED, *other_ways]
    assert sorted(known) == sorted(ng.METRICS)


@FEWER
@given(random_tables())
def test_turning_all_ties_around_swaps_giving_and_receiving(tables):
    """The projection and reciprocity of pairs stay; receive_only and give_only swap, as do supporters and supported."""
    before, after = figures_of(tables), figures_of(turned(tables))
    stays = before.index.get_level_values("metric").isin(SAME_WAY_AROUND)
    pd.testing.assert_frame_equal(after[stays], before[stays], rtol=EXACT)
    swapped = before.rename(index=SWAP_AROUND, level="metric")
    swaps = after.index.get_level_values("metric").isin(SWAP_AROUND)
    assert_close(after[swaps].drop(columns="reason"), swapped.drop(columns="reason"))
    swap = {**SWAPPED, **{value: key for key, value in SWAPPED.items()}}
    expected = ng.person_metrics(tables.network()).rename(columns=swap)
    found = ng.person_metrics(turned(tables).network())
    pd.testing.assert_frame_equal(found, expected[found.columns], rtol=EXACT)
    # What was about getting is now about giving: shares of residents by how many they support.
    slow, shares = SlowNetwork(tables), figures_of(turned(tables), None, ABOUT_RECEIVING)["value"].get("all", {})
    members = slow.members(slow.at_home())
    weights = math.fsum(slow.weight(i) for i in members)
    for metric, counts in {"unsupported": (0,), "thin_support": (0, 1), "single_supporter": (1,)}.items():
        share = math.fsum(slow.weight(i) for i in members if len(slow.out[i]) in counts)
        assert not members or shares[metric] == pytest.approx(share / weights)


@FEWER
@given(random_tables(textbook=True))
def test_turning_the_ties_of_closed_districts_keeps_reciprocity_over_ties(tables):
    """A tie that is returned, or lies on a circle, does so the other way around too."""
    before, after = (figures_of(t, metrics=SAME_WHEN_CLOSED) for t in (tables, turned(tables)))
    assert_close(after[PARTS_OF_FIGURES], before[PARTS_OF_FIGURES])


# --- somebody more, who has no ties

GROWS = ["isolated", "unsupported", "thin_support", "outside_main_component", "peripheral"]
"""Shares of residents that count people without ties: numerator and denominator grow by one."""
ONE_PERSON_MORE = [*GROWS, "single_supporter", "contacts", "volunteer_share"]
"""All figures per resident: the denominator grows by one, and so does the number of people they are about."""
WHOLE_FIGURES = ["support_gini", "fragmentation", "reciprocity_rho"]
"""Of these figures of a group it is worked out below how they move; keystone is about the supported alone."""


def moved_by_an_isolate(value: dict[str, float], slow: SlowNetwork, members: list[str]) -> dict[str, float]:
    """Work out whole figures of a group after somebody without ties, of weight 1, has come to live in it."""
    n, weight = len(members), math.fsum(slow.weight(i) for i in members)
    ties = sum(j in members for i in members for j in slow.out[i])
    linked = (1 - value["fragmentation"]) * n * (n - 1) if n > 1 else 0.0
    expected = {
        # The difference of everybody's hours with 0 is what there is in all: half of it over the mean is W again.
        "support_gini": (weight * value["support_gini"] + 1) / (weight + 1),
        # The pairs that were linked still are, of more pairs.
        "fragmentation": 1 - linked / ((n + 1) * n) if n else math.nan,
        "reciprocity_rho": math.nan,
    }
    if ties:
        # 1 - rho = (1 - r) / (1 - density), and what is returned stays as it was.
        returned = sum(i in slow.out[j] for i in members for j in slow.out[i] if j in members) / ties
        expected["reciprocity_rho"] = 1 - (1 - returned) / (1 - ties / ((n + 1) * n))
    return expected


@FEWER
@given(random_tables())
def test_somebody_without_ties_more(tables):
    """In their district it is known of every figure what it does; nothing else changes anywhere."""
    home = tables.people[0]["district"]
    newcomer = {**tables.people[0], "person": "newcomer", "roles": "resident", "respondent": True, "weight": 1.0}
    before, after = figures_of(tables), figures_of(tables.changed(people=[*tables.people, newcomer]))
    group, metric = (after.index.get_level_values(level) for level in ("group", "metric"))
    here = np.array(group == home)
    shown = np.array(after["value"].notna())
    per_person = here & metric.isin(ONE_PERSON_MORE)
    for part, moving in {
        "numerator": here & metric.isin(GROWS) & shown,
        "denominator": per_person,
        "people": per_person | (here & metric.isin(list(WHOLE))),
    }.items():
        expected = before[part] + np.where(moving, 1, 0)
        known = shown | (metric != "outside_main_component")
        assert_close(after.loc[known, part].astype("float64"), expected[known].astype("float64"))
    same = ~here | ~metric.isin([*ONE_PERSON_MORE, *WHOLE_FIGURES])
    exact = ["value", "numerator", "denominator", "low", "high", "reason"]
    was_empty = np.array(before["reason"] == "no_people")
    assert_close(after.loc[same & ~(here & was_empty), exact], before.loc[same & ~(here & was_empty), exact])
    slow = SlowNetwork(tables)
    if here.any():
        value = before.loc[home, "value"].to_dict()
        expected = moved_by_an_isolate(value, slow, slow.members(slow.living_in(home)))
        found = after.loc[home, "value"][WHOLE_FIGURES].to_dict()
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True)


def test_of_every_figure_it_is_known_what_an_isolate_does():
    """Those that an isolate leaves alone are about contacts, ties, carers, volunteers or the supported."""
    moved = {*ONE_PERSON_MORE, *WHOLE_FIGURES}
    assert moved <= set(ng.METRICS)
    assert set(ng.METRICS) - moved == {
        *("constraint", "effective_size", "dyadic_reciprocity", "arc_reciprocity", "weighted_reciprocity"),
        *("indirect_reciprocity", "receive_only", "give_only", "support_ratio", "clustering"),
        *("ei_index", "bridging_share", "carers_alone", "care_hours", "intensive_carers", "carer_balance"),
        *("respite_reach", "carer_peers", "volunteer_hours", "volunteer_carers", "volunteer_guidance"),
        *("volunteer_dependence", "keystone", "formal_informal"),
    }


# --- other groups


@FEWER
@given(random_tables())
def test_a_larger_area_adds_numerators_and_denominators(tables):
    """Except for figures that are no sum over people."""
    parts = [*PARTS_OF_FIGURES, "people"]
    small, large = (figures_of(tables, by).reset_index() for by in ("district", "parent"))
    sums = small[~small["metric"].isin(list(WHOLE))]
    added = sums.assign(parent=sums["group"].map(PARENTS)).groupby(["parent", "metric"])[parts].sum(min_count=1)
    large = large[~large["metric"].isin(list(WHOLE))].set_index(["group", "metric"])
    # A district with nobody in it has no numerator; a sum leaves it out.
    expected = added.reindex(large.index).astype("float64")
    found = large[parts].astype("float64")
    pd.testing.assert_frame_equal(found.fillna(0.0), expected.fillna(0.0), check_names=False, rtol=EXACT, atol=EXACT)
    divided = found["numerator"] / found["denominator"].where(found["denominator"] > 0)
    pd.testing.assert_series_equal(large["value"], divided, check_names=False)


@FEWER
@given(random_tables())
def test_figures_of_a_group_have_no_sums_when_they_are_none(tables):
    """Numerator, denominator and interval are NaN, people are those who count, and there is nothing to smooth."""
    tidy = figures_of(tables).reset_index()
    whole = tidy[tidy["metric"].isin(list(WHOLE))]
    assert whole[[*PARTS_OF_FIGURES, "low", "high"]].isna().all(axis=None)
    pd.testing.assert_series_equal(whole["smoothed"], whole["value"], check_names=False)
    slow = SlowNetwork(tables)
    assert whole["people"].to_list() == [len(slow.members(slow.living_in(code))) for code in whole["group"]]


@FEWER
@given(random_tables())
def test_nothing_to_group_by_is_one_big_group(tables):
    """The figures of everybody are those of a city in which all districts are one; people from elsewhere stay out."""
    one = [{**row, "district": "south" if row["district"] in PARENTS else row["district"]} for row in tables.people]
    together = figures_of(tables.changed(people=one)).loc["south"]
    everybody = figures_of(tables, None)
    assert set(everybody.index.get_level_values("group")) == {"all"}
    exact = ["value", "numerator", "denominator", "people", "low", "high", "reason"]
    # "Own district" always means the home district: that is another one in a city of one district.
    assert_close(everybody.loc["all"].loc[together.index != "ei_index", exact], together[exact])


@FEWER
@given(random_tables())
def test_whose_figures_are_added_does_not_change_them(tables):
    """By age within districts: numerators and denominators add up to those of the district."""
    network = tables.network()
    crossed = ng.district_estimates(network, by=["district", "age"], bridge_by="origin")
    added = crossed.groupby(["district", "metric"])[PARTS_OF_FIGURES].sum(min_count=1)
    whole = figures_of(tables)[PARTS_OF_FIGURES].reindex(added.index)
    assert_close(added.fillna(0.0), whole.fillna(0.0))


# --- figures beside each other


@FEWER
@given(random_tables())
def test_figures_fit_together(tables):
    """Sums that hold between numerators and denominators, whoever is in the group and whatever they weigh."""
    tidy = figures_of(tables)
    n, d = (
        tidy[part].reset_index().pivot_table(index="group", columns="metric", values=part) for part in PARTS_OF_FIGURES
    )

    def equal(one: pd.Series, other: pd.Series) -> None:
        pd.testing.assert_series_equal(one, other, check_names=False, rtol=EXACT, atol=EXACT)

    equal(n["unsupported"] + n["single_supporter"], n["thin_support"])
    equal(d["isolated"] - n["isolated"], d["receive_only"])
    equal(d["give_only"], d["receive_only"])
    equal(n["isolated"] + n["give_only"], n["unsupported"])
    equal(d["unsupported"] - n["unsupported"], d["volunteer_dependence"])
    equal(n["contacts"], d["dyadic_reciprocity"])
    equal(n["dyadic_reciprocity"], n["arc_reciprocity"])
    equal(d["indirect_reciprocity"], d["arc_reciprocity"])
    equal(d["support_ratio"], d["dyadic_reciprocity"])
    equal(d["constraint"], d["receive_only"])
    equal(d["effective_size"], d["receive_only"])
    equal(d["respite_reach"], d["carers_alone"])
    equal(d["carer_peers"], d["carers_alone"])
    equal(d["intensive_carers"], d["care_hours"])
    equal(d["volunteer_carers"], n["volunteer_share"])
    equal(d["volunteer_guidance"], n["volunteer_share"])
    assert (n["indirect_reciprocity"] >= n["arc_reciprocity"]).all()
    assert (d["clustering"] <= d["constraint"]).all()
    # And every value lies in the range that is declared with the figure.
    for (_, name), value in tidy["value"].dropna().items():
        low, high = ng.METRICS[name].range
        assert low - EXACT <= value <= high + EXACT, (name, value)
        assert ng.METRICS[name].unit != "share" or (low, high) == (0.0, 1.0)


def test_what_is_shown_is_the_same_however_little_is_asked_for():
    """Each figure alone is that of the whole table: none depends on another having been computed."""
    network = seeded_tables(60, 120, seed=8, districts=3).network()
    whole = ng.district_estimates(network, bridge_by="origin").set_index("metric")
    assert set(whole.index) == {*PARTS, *WHOLE}
    for name in ng.METRICS:
        alone = ng.district_estimates(network, [name], bridge_by="origin").set_index("metric")
        pd.testing.assert_frame_equal(alone, whole.loc[[name]])
