"""What must hold on every network: how people weigh, and that who was not asked weighs nothing."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from tests.random_networks import FEWER, MOST_PEOPLE, PARENTS, Row, figures_of, random_tables
from tests.slow_figures import WHOLE
from tests.slow_reference import SlowNetwork

EXACT = 1e-12
PARTS_OF_FIGURES = ["numerator", "denominator"]


@FEWER
@given(random_tables(), st.sampled_from([0.25, 3.0]))
def test_weights_multiply_numerator_and_denominator(tables, factor):
    """All weights times a factor: sums times that factor, and the same values and intervals."""
    before = figures_of(tables)
    after = figures_of(tables.changed(people=[{**row, "weight": row["weight"] * factor} for row in tables.people]))
    for part in PARTS_OF_FIGURES:
        assert after[part].to_numpy() == pytest.approx(before[part].to_numpy() * factor, rel=EXACT, nan_ok=True)
    for same in ("value", "low", "high", "people"):
        assert after[same].to_numpy() == pytest.approx(before[same].to_numpy(), rel=1e-9, abs=EXACT, nan_ok=True)


@FEWER
@given(random_tables())
def test_a_weight_of_two_is_that_person_twice(tables):
    """The value with a weight of 2 is that of a network in which the first person's answers stand twice.

    Twice the same answers cannot be put into a network (the second would be another contact), so the sums are
    made of the person's own part: the numerator and denominator of a group of that person alone.
    """
    alone = [{**row, "weight": 1.0, "alone": number} for number, row in enumerate(tables.people)]
    doubled = [{**row, "weight": 2.0 if number == 0 else 1.0} for number, row in enumerate(tables.people)]
    own = figures_of(tables.changed(people=alone), "alone")
    found = figures_of(tables.changed(people=doubled), None).loc["all"]
    plain = figures_of(tables.changed(people=alone), None).loc["all"]
    for part in PARTS_OF_FIGURES:
        extra = own[part].xs("0", level="group").reindex(found.index)
        assert found[part].tolist() == pytest.approx((plain[part] + extra.fillna(0)).tolist(), nan_ok=True)


@FEWER
@given(random_tables(), st.lists(st.sampled_from([1.0, 2.0, 3.0]), min_size=MOST_PEOPLE, max_size=MOST_PEOPLE))
def test_a_whole_weight_is_that_many_people_in_figures_of_a_group(tables, weights):
    """Gini of everybody's hours (or supporters), each as often as their weight; fragmentation and rho stay."""
    people = [{**row, "weight": weight} for row, weight in zip(tables.people, weights, strict=False)]
    plain = tables.changed(people=[{**row, "weight": 1.0} for row in tables.people])
    weighted = figures_of(tables.changed(people=people), None, list(WHOLE)).loc["all", "value"]
    unweighted = figures_of(plain, None, list(WHOLE)).loc["all", "value"]
    unmoved = ["fragmentation", "reciprocity_rho"]
    assert weighted[unmoved].tolist() == pytest.approx(unweighted[unmoved].tolist(), nan_ok=True)
    slow = SlowNetwork(tables.changed(people=people))
    members = slow.members(slow.at_home())
    known = not any(math.isnan(slow.hours_received(i)) for i in slow.counted())
    got = [
        slow.hours_received(i) if known else float(len(slow.into[i]))
        for i in members
        for _ in range(int(slow.weight(i)))
    ]
    apart = np.abs(np.subtract.outer(got, got)).sum()
    gini = apart / (2 * len(got) * sum(got)) if sum(got) > 0 else math.nan
    assert weighted["support_gini"] == pytest.approx(gini, nan_ok=True)


@FEWER
@given(random_tables())
def test_who_was_not_asked_is_in_no_denominator(tables):
    """Their weight changes no figure; their roles only those that say who a contact or a giver is."""

    def other(row: Row, **known: object) -> Row:
        fixed = row["respondent"] or "organisation" in (row["roles"] or "")  # an organisation's ties are no support
        return row if fixed else {**row, **known}

    before = figures_of(tables)
    heavier = figures_of(tables.changed(people=[other(row, weight=9.0) for row in tables.people]))
    pd.testing.assert_frame_equal(heavier, before)
    renamed_roles = figures_of(tables.changed(people=[other(row, roles="volunteer") for row in tables.people]))
    who_others_are = before.index.get_level_values("metric").isin(
        ["carer_peers", "volunteer_guidance", "formal_informal"]
    )
    pd.testing.assert_frame_equal(renamed_roles[~who_others_are], before[~who_others_are])
    asked = sum(row["respondent"] and row["district"] in PARENTS for row in tables.people)
    assert figures_of(tables, None)["people"].max() <= asked


@FEWER
@given(random_tables())
def test_who_was_not_asked_has_no_person_columns(tables):
    """All others have them all, but for hours that are unknown and what is undefined without (enough) contacts."""
    columns = ng.person_metrics(tables.network())
    not_asked = [row["person"] for row in tables.people if not row["respondent"]]
    assert columns.loc[not_asked].isna().all(axis=None)
    asked = columns.drop(index=not_asked)
    for name, fewest in {"clustering": 2, "constraint": 1, "effective_size": 1}.items():
        assert (asked[name].notna() == (asked["contacts"] >= fewest)).all()
    sometimes = ["hours_received", "hours_given", "clustering", "constraint", "effective_size"]
    assert asked.drop(columns=sometimes).notna().all(axis=None)
