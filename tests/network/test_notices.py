"""What is usual in real data and yet worth knowing: each notice of DESIGN, with the number of rows it is about."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import netgraph as ng

PEOPLE = pd.DataFrame({"person": ["a", "b", "c"], "district": ["west", "west", "east"]})
TIES = pd.DataFrame({"giver": ["a", "b", "c"], "receiver": ["b", "c", "a"]})
QUIET = {"design": "whole_network"}


def notices(network: ng.SupportNetwork) -> dict[tuple[str, str], int]:
    """Return how many rows each notice is about."""
    frame = network.notices
    assert list(frame.columns) == ["table", "rule", "rows", "message"]
    return {(table, rule): rows for table, rule, rows in frame[["table", "rule", "rows"]].to_numpy().tolist()}


def test_nothing_to_notice() -> None:
    assert notices(ng.from_tables(PEOPLE, TIES, about=QUIET)) == {}


def test_people_without_a_weight_among_others_with_one() -> None:
    """They weigh 1, which is little beside others; whoever was not asked has none."""
    people = PEOPLE.assign(weight=[5.0, None, None], respondent=[True, True, False])
    told = notices(ng.from_tables(people, TIES, about={"design": "survey", "asked": ["receives", "alter_roles"]}))
    assert told["people", "weight_partly_known"] == 1
    assert "weight_partly_known" not in {rule for _, rule in notices(ng.from_tables(PEOPLE, TIES, about=QUIET))}


def test_self_ties_are_left_out() -> None:
    ties = pd.concat([TIES, pd.DataFrame({"giver": ["a", "a", "b"], "receiver": ["a", "a", "b"]})])
    network = ng.from_tables(PEOPLE, ties, about=QUIET)
    assert notices(network) == {("ties", "self_tie"): 3}
    assert len(network.ties) == 3


def test_duplicates_are_merged_with_their_largest_hours() -> None:
    """The same giver, receiver, kind, since and until; another kind or date is another tie."""
    columns = ["giver", "receiver", "kind", "hours_per_week", "since", "remark"]
    rows = [
        ("a", "b", "care", 2.0, "2024-01-01", "first"),
        ("a", "b", "care", 5.0, "1-1-2024", "second"),
        ("a", "b", "care", None, "2024-01-01", "third"),
        ("a", "b", "care", 7.0, "2024-01-02", "another day"),
        ("a", "b", None, None, None, "another kind"),
        ("a", "b", "support", None, None, "no kind means support"),
        ("b", "a", "care", 9.0, "2024-01-01", "the other way"),
    ]
    network = ng.from_tables(PEOPLE[:2], pd.DataFrame(rows, columns=columns), about=QUIET)
    assert notices(network)["ties", "merged"] == 3
    kept = network.ties.set_index("remark")["hours_per_week"]
    assert kept.dropna().to_dict() == {"first": 5.0, "another day": 7.0, "the other way": 9.0}
    assert sorted(kept.index) == ["another day", "another kind", "first", "the other way"]


def test_people_without_ties_stay() -> None:
    network = ng.from_tables(PEOPLE, TIES[:1], about=QUIET)
    assert notices(network) == {("people", "no_ties"): 1}
    assert len(network.people) == 3


def test_somebody_with_a_self_tie_only_has_no_ties() -> None:
    ties = pd.DataFrame({"giver": ["a", "c"], "receiver": ["b", "c"]})
    assert notices(ng.from_tables(PEOPLE, ties, about=QUIET))["people", "no_ties"] == 1


def test_people_without_a_district_but_not_those_from_elsewhere() -> None:
    people = PEOPLE.assign(district=["west", None, "elsewhere"])
    network = ng.from_tables(people, TIES, about=QUIET)
    assert notices(network) == {("people", "unknown_district"): 1}
    assert network.districts["district"].tolist() == ["west"]


def test_people_outside_every_boundary() -> None:
    districts = gpd.GeoDataFrame({"district": ["west"]}, geometry=[shapely.box(5, 52, 6, 53)], crs=4326)
    people = pd.DataFrame({"person": ["a", "b", "c"], "lon": [5.5, 7.0, None], "lat": [52.5, 52.5, None]})
    told = notices(ng.from_tables(people, TIES, districts, about=QUIET))
    assert told == {("people", "outside_boundaries"): 1, ("people", "unknown_district"): 2}


def test_unusual_kinds_are_kept_and_named() -> None:
    network = ng.from_tables(PEOPLE, TIES.assign(kind=["care", "gardening", "gardening"]), about=QUIET)
    assert notices(network) == {("ties", "unusual_kind"): 2}
    assert "(gardening)" in network.notices["message"].iloc[0]
    assert network.ties["kind"].tolist() == ["care", "gardening", "gardening"]


def test_whoever_gives_volunteering_without_the_role_is_no_volunteer_in_the_figures() -> None:
    """Of the givers a and c, c has the role; of two ties of a it is one person."""
    people = PEOPLE.assign(roles=["resident", "resident", "resident;volunteer"])
    ties = pd.DataFrame({"giver": list("aac"), "receiver": list("bca"), "kind": "volunteering"})
    network = ng.from_tables(people, ties, about=QUIET)
    assert notices(network) == {("people", "volunteering_without_role"): 1}
    assert ng.district_estimates(network, ["volunteer_share"], by=None)["numerator"].tolist() == [1.0]


def test_hours_that_only_some_ties_have() -> None:
    assert notices(ng.from_tables(PEOPLE, TIES.assign(hours_per_week=[1.0, None, 2.0]), about=QUIET)) == {
        ("ties", "hours_partly_known"): 1
    }
    assert notices(ng.from_tables(PEOPLE, TIES.assign(hours_per_week=[None, None, None]), about=QUIET)) == {}


@pytest.mark.parametrize(
    ("respondent", "about", "design", "expected"),
    [
        ([True, True, True], {}, "whole_network", {("about", "design_assumed")}),
        (
            [True, True, False],
            {},
            "survey",
            {("about", "design_assumed"), ("about", "asked_assumed"), ("about", "alter_roles_unknown")},
        ),
        (
            [True, True, False],
            {"design": "survey", "asked": ["receives"]},
            "survey",
            {("about", "alter_roles_unknown")},
        ),
        ([True, True, False], {"design": "survey", "asked": ["receives", "alter_roles"]}, "survey", set()),
        ([True, True, False], {"design": "register"}, "register", set()),
    ],
)
def test_the_design_assumed(
    respondent: list[bool], about: dict[str, object], design: str, expected: set[tuple[str, str]]
) -> None:
    """DESIGN: without about.toml whole_network when all are respondents, else survey; a notice says so."""
    network = ng.from_tables(PEOPLE.assign(respondent=respondent), TIES, about=about)
    assert network.about.design == design
    assert set(notices(network)) == expected


def test_ended_ties_when_no_date_was_asked_for() -> None:
    ties = TIES.assign(until=["2024-01-01", None, "2030-01-01"])
    network = ng.from_tables(PEOPLE, ties, about=QUIET)
    assert notices(network) == {("ties", "ended"): 2}
    assert "Give reference_date" in network.notices["message"].iloc[0]


def test_ties_that_do_not_count_at_the_reference_date() -> None:
    """Since <= date < until: the day of the end itself does not count any more."""
    ties = TIES.assign(since=[None, "2025-01-02", None], until=["2025-01-01", None, "2025-01-02"])
    about = {**QUIET, "reference_date": "2025-01-01"}
    assert notices(ng.from_tables(PEOPLE, ties, about=about)) == {("ties", "ended"): 2}


def test_coverage_below_half_but_not_in_a_survey() -> None:
    """Respondents / population: west 2 of 5, east 1 of 2."""
    districts = pd.DataFrame({"district": ["west", "east", "empty"], "population": [5, 2, 100]})
    for about, expected in (
        (QUIET, {("districts", "low_coverage"): 1}),
        ({"design": "survey", "asked": ["gives"]}, {}),
    ):
        assert notices(ng.from_tables(PEOPLE, TIES, districts, about=about)) == expected


def test_notices_are_shown_in_a_notebook_without_running_what_they_name() -> None:
    network = ng.from_tables(PEOPLE, TIES.assign(kind="<script>"), about=QUIET)
    assert "<script>" not in network._repr_html_()
    assert "&lt;script&gt;" in network._repr_html_()
