"""What a design can show: a register never says who is isolated, and a survey only what was asked."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings

import netgraph as ng
from tests.random_networks import RANDOM, random_tables
from tests.small_networks import small_network

EVERY = list(ng.METRICS)


def given_figures(network: ng.SupportNetwork) -> set[str]:
    """Return the figures that are not called not_observable."""
    tidy = ng.district_estimates(network)
    assert tidy.loc[tidy["reason"] == "not_observable", ["value", "numerator", "denominator"]].isna().all(axis=None)
    return set(tidy.loc[tidy["reason"] != "not_observable", "metric"])


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"design": "whole_network"}, set(EVERY)),
        ({"design": "survey"}, set(EVERY) - {"outside_main_component"}),
        ({"design": "survey", "asked": ["receives", "gives"]}, set(EVERY) - {"outside_main_component"}),
        ({"design": "survey", "asked": ["receives", "gives", "alter_ties"]}, set(EVERY) - {"outside_main_component"}),
        ({"design": "survey", "asked": ["receives"]}, {"unsupported", "thin_support"}),
        ({"design": "survey", "asked": ["gives"]}, set()),
        ({"design": "register"}, set()),
    ],
    ids=["whole network", "survey", "both asked", "all asked", "receives asked", "gives asked", "register"],
)
def test_what_is_shown(about, shown):
    """Of the eight figures six look at ties in both directions, unsupported and thin_support at ties got only."""
    assert given_figures(small_network("a>b b>a c>a:care", **about)) == shown


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"design": "whole_network"}, 8),
        ({"design": "survey"}, 6),
        ({"design": "survey", "asked": ["receives"]}, 2),
        ({"design": "survey", "asked": ["gives"]}, 2),
        ({"design": "register"}, 0),
    ],
    ids=str,
)
def test_person_columns_that_are_shown(about, shown):
    """Component and core need the whole network; contacts and mutual both directions; the others one."""
    columns = ng.person_metrics(small_network("a>b:support:1 b>a:support:2", **about))
    assert int(columns.notna().all().sum()) == shown
    assert int(columns.isna().all().sum()) == len(columns.columns) - shown


def test_a_design_that_was_not_given_follows_from_the_respondents():
    assert given_figures(small_network("a>b b>a c>a:care")) == set(EVERY)
    assert given_figures(small_network("a>b b>a c>a:care", not_asked="c")) == set(EVERY) - {"outside_main_component"}


def test_a_district_without_people_says_so_whatever_the_design():
    """Nobody lives there: that is the nearer reason."""
    districts = pd.DataFrame({"district": ["west", "nobody"]})
    tidy = ng.district_estimates(small_network("a>b", design="register", districts=districts)).set_index("group")
    assert set(tidy.loc["nobody", "reason"]) == {"no_people"}
    assert set(tidy.loc["west", "reason"]) == {"not_observable"}


@pytest.mark.parametrize("asked", [("receives", "gives"), ("receives",), ("gives",)], ids=" ".join)
@settings(RANDOM, max_examples=8)
@given(tables=random_tables(design="survey"))
def test_figures_rest_on_what_was_asked_only(asked, tables):
    """Ties that such a survey cannot know about, taken away: no figure and no person column that is given changes.

    Asked what they get, respondents tell of ties towards them; asked what they give, of ties from them.
    """
    about = {**tables.about, "asked": list(asked)}
    respondents = {row["person"] for row in tables.people if row["respondent"]}
    ends = {"receives": "receiver", "gives": "giver"}
    known = [tie for tie in tables.ties if any(tie[ends[direction]] in respondents for direction in asked)]
    full, seen = tables.changed(about=about).network(), tables.changed(about=about, ties=known).network()
    pd.testing.assert_frame_equal(ng.district_estimates(full), ng.district_estimates(seen))
    pd.testing.assert_frame_equal(ng.person_metrics(full), ng.person_metrics(seen))
    pd.testing.assert_frame_equal(ng.thin_networks(full), ng.thin_networks(seen))
