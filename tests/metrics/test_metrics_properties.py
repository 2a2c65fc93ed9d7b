"""What must hold on every network: under other names, other directions, more people, other groups and weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from tests.random_networks import MOST_PEOPLE, PARENTS, RANDOM, Row, Tables, random_tables

FIGURES = ["value", "numerator", "denominator", "low", "high", "smoothed"]
SWAPPED = {"supporters": "supported", "hours_received": "hours_given"}


def renamed(tables: Tables, names: dict[str, str]) -> Tables:
    people = [{**row, "person": names[row["person"]]} for row in tables.people]
    ties = [{**row, "giver": names[row["giver"]], "receiver": names[row["receiver"]]} for row in tables.ties]
    return tables.changed(people=people, ties=ties)


@RANDOM
@given(random_tables(), st.permutations(range(MOST_PEOPLE)), st.randoms(use_true_random=False))
def test_who_is_called_what_changes_nothing(tables, order, random):
    """Other identifiers and another order of people and ties give the same figures and the same person values."""
    names = {row["person"]: f"q{place}" for row, place in zip(tables.people, order, strict=False)}
    other = renamed(tables, names)
    random.shuffle(other.people)
    random.shuffle(other.ties)
    before, after = tables.network(), other.network()
    pd.testing.assert_frame_equal(ng.district_estimates(before), ng.district_estimates(after), rtol=1e-9, atol=1e-12)
    expected = ng.person_metrics(before).rename(index=names)
    pd.testing.assert_frame_equal(ng.person_metrics(after).loc[expected.index], expected, rtol=1e-12)


@RANDOM
@given(random_tables())
def test_turning_all_ties_around_swaps_giving_and_receiving(tables):
    """Contacts, components and reciprocity of pairs stay; supporters become supported, hours got become given."""
    around = [{**tie, "giver": tie["receiver"], "receiver": tie["giver"]} for tie in tables.ties]
    before, after = tables.network(), tables.changed(ties=around).network()
    same = ["isolated", "contacts", "outside_main_component", "dyadic_reciprocity"]
    pd.testing.assert_frame_equal(ng.district_estimates(before, same), ng.district_estimates(after, same))
    swap = {**SWAPPED, **{value: key for key, value in SWAPPED.items()}}
    expected = ng.person_metrics(before).rename(columns=swap)
    found = ng.person_metrics(after)
    pd.testing.assert_frame_equal(found, expected[found.columns], rtol=1e-12)


@RANDOM
@given(random_tables())
def test_somebody_without_ties_more(tables):
    """In their district numerator and denominator of shares of residents grow by one; nothing else changes."""
    home = tables.people[0]["district"]
    newcomer = {**tables.people[0], "person": "newcomer", "roles": "resident", "respondent": True, "weight": 1.0}
    before = ng.district_estimates(tables.network())
    after = ng.district_estimates(tables.changed(people=[*tables.people, newcomer]).network())
    here = (after["group"] == home).to_numpy()
    grown = after["numerator"] - before["numerator"]
    for metric in ("isolated", "unsupported", "thin_support"):
        rows = here & (after["metric"] == metric).to_numpy()
        assert grown[rows].tolist() == pytest.approx([1.0] * rows.sum())
    outside = here & (after["metric"] == "outside_main_component").to_numpy() & after["value"].notna().to_numpy()
    assert grown[outside].tolist() == pytest.approx([1.0] * outside.sum())
    per_person = ["isolated", "unsupported", "thin_support", "contacts", "outside_main_component"]
    added = np.where(here & after["metric"].isin(per_person).to_numpy(), 1, 0)
    assert (after["people"] - before["people"]).tolist() == added.tolist()
    assert (after["denominator"] - before["denominator"]).tolist() == pytest.approx(added.tolist())
    same = ~here | after["metric"].isin(["dyadic_reciprocity", "arc_reciprocity", "carers_alone"]).to_numpy()
    exact = ["group", "metric", "value", "numerator", "denominator", "people", "low", "high"]
    pd.testing.assert_frame_equal(after.loc[same, exact], before.loc[same, exact])


@RANDOM
@given(random_tables())
def test_a_larger_area_adds_numerators_and_denominators(tables):
    network = tables.network()
    parts = ["numerator", "denominator", "people"]
    small = ng.district_estimates(network)
    added = small.assign(parent=small["group"].map(PARENTS)).groupby(["parent", "metric"])[parts].sum(min_count=1)
    large = ng.district_estimates(network, by="parent").set_index(["group", "metric"])
    # A district with nobody in it has no numerator; a sum leaves it out.
    expected = added.reindex(large.index).astype("float64")
    found = large[parts].astype("float64")
    pd.testing.assert_frame_equal(found.fillna(0.0), expected.fillna(0.0), check_names=False, rtol=1e-12)
    divided = found["numerator"] / found["denominator"].where(found["denominator"] > 0)
    pd.testing.assert_series_equal(large["value"], divided, check_names=False)


@RANDOM
@given(random_tables())
def test_nothing_to_group_by_is_one_big_group(tables):
    """The figures of everybody are those of a city in which all districts are one; people from elsewhere stay out."""
    network = tables.network()
    one = [{**row, "district": "south" if row["district"] in PARENTS else row["district"]} for row in tables.people]
    together = ng.district_estimates(tables.changed(people=one).network())
    together = together[together["group"] == "south"].reset_index(drop=True)
    everybody = ng.district_estimates(network, by=None)
    assert set(everybody["group"]) == {"all"}
    exact = ["metric", "value", "numerator", "denominator", "people", "low", "high", "reason"]
    pd.testing.assert_frame_equal(everybody[exact], together[exact], rtol=1e-12, atol=1e-12)


@RANDOM
@given(random_tables(), st.sampled_from([0.25, 3.0]))
def test_weights_multiply_numerator_and_denominator(tables, factor):
    """All weights times a factor: sums times that factor, and the same values and intervals."""
    heavier = [{**row, "weight": row["weight"] * factor} for row in tables.people]
    before = ng.district_estimates(tables.network())
    after = ng.district_estimates(tables.changed(people=heavier).network())
    for part in ("numerator", "denominator"):
        assert after[part].to_numpy() == pytest.approx(before[part].to_numpy() * factor, rel=1e-12, nan_ok=True)
    for same in ("value", "low", "high"):
        assert after[same].to_numpy() == pytest.approx(before[same].to_numpy(), rel=1e-9, abs=1e-12, nan_ok=True)


@RANDOM
@given(random_tables())
def test_a_weight_of_two_is_that_person_twice(tables):
    """The value with a weight of 2 is that of a network in which the first person's answers stand twice.

    Twice the same answers cannot be put into a network (the second would be another contact), so the sums are
    made of the person's own part: the numerator and denominator of a group of that person alone.
    """
    alone = [{**row, "weight": 1.0, "alone": number} for number, row in enumerate(tables.people)]
    own = ng.district_estimates(tables.changed(people=alone).network(), by="alone").set_index(["group", "metric"])
    doubled = [{**row, "weight": 2.0 if number == 0 else 1.0} for number, row in enumerate(tables.people)]
    found = ng.district_estimates(tables.changed(people=doubled).network(), by=None).set_index("metric")
    plain = ng.district_estimates(tables.changed(people=alone).network(), by=None).set_index("metric")
    for part in ("numerator", "denominator"):
        extra = own[part].xs("0", level="group").reindex(found.index)
        assert found[part].tolist() == pytest.approx((plain[part] + extra.fillna(0)).tolist(), nan_ok=True)


@RANDOM
@given(random_tables())
def test_who_was_not_asked_is_in_no_denominator(tables):
    """Whatever is known about them besides their ties (roles, weight) changes no figure of others' groups."""
    network = tables.network()

    def other(row: Row) -> Row:
        fixed = row["respondent"] or "organisation" in (row["roles"] or "")  # an organisation's ties are no support
        return row if fixed else {**row, "weight": 9.0, "roles": "volunteer"}

    changed = tables.changed(people=[other(row) for row in tables.people]).network()
    pd.testing.assert_frame_equal(ng.district_estimates(network), ng.district_estimates(changed))
    asked = sum(row["respondent"] and row["district"] in PARENTS for row in tables.people)
    assert ng.district_estimates(network, by=None)["people"].max() <= asked
    columns = ng.person_metrics(network)
    not_asked = [row["person"] for row in tables.people if not row["respondent"]]
    assert columns.loc[not_asked].isna().all(axis=None)
    assert columns.drop(index=not_asked).drop(columns=["hours_received", "hours_given"]).notna().all(axis=None)
