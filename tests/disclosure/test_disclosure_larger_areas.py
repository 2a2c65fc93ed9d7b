"""The larger area's figure beside a hidden one: where it stands in, and that it never tells a small rest."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure import protect, with_larger_areas
from netgraph.estimates import TIDY_COLUMNS, district_coverage
from tests.random_networks import RANDOM, Tables, seeded_tables
from tests.small_networks import small_network

ADDED = ["larger", "larger_value", "larger_low", "larger_high", "larger_people"]
MANY = settings(RANDOM, max_examples=150)
"""For properties of tables alone, which take a few milliseconds an example."""
FIGURES = ("isolated", "carers_alone", "fragmentation", "keystone")
"""Two shares, a figure that is no ratio of two sums, and one that is never published."""

Count = tuple[int, int]
Counts = dict[tuple[str, str], Count]


@dataclass(frozen=True)
class City:
    """People and numerator by district and figure, and the larger area of each district."""

    counts: Counts
    parents: dict[str, str]
    reasons: dict[tuple[str, str], str]

    @property
    def larger_counts(self) -> Counts:
        """Add up the districts of each larger area."""
        added: Counts = {}
        for (district, metric), count in self.counts.items():
            if district in self.parents:
                place = self.parents[district], metric
                added[place] = tuple(map(sum, zip(added.get(place, (0, 0)), count, strict=True)))
        return added

    def told(self, minimum: int = 10) -> pd.DataFrame:
        """Return the districts with what may stand in, by district and figure."""
        estimates, larger = tidy(self.counts, self.reasons), tidy(self.larger_counts)
        told = with_larger_areas(
            protect(estimates, minimum), protect(larger, minimum), self.parents, estimates, minimum
        )
        return told.set_index(["group", "metric"])


def tidy(counts: Counts, reasons: dict[tuple[str, str], str] | None = None) -> pd.DataFrame:
    """Return a tidy table of shares of people; without people nobody was asked, unless another reason is given."""
    rows = []
    for (group, metric), (people, numerator) in counts.items():
        reason = (reasons or {}).get((group, metric), "" if people else "no_people")
        value = math.nan if reason else numerator / people
        ratio = (value, float(numerator), float(people), people, value - 0.01, value + 0.01, value, reason)
        whole = (value, math.nan, math.nan, people, math.nan, math.nan, value, reason)
        rows.append((group, metric, *(whole if ng.METRICS[metric].shape == "whole" else ratio)))
    return pd.DataFrame(rows, columns=list(TIDY_COLUMNS)).astype({"group": "str", "metric": "str", "reason": "str"})


def town(*people: int, metric: str = "isolated", **reasons: str) -> City:
    """Return a town of districts a, b, c and so on with so many people, a quarter of whom are isolated."""
    codes = "abcdefgh"[: len(people)]
    counts = {(code, metric): (size, size // 4) for code, size in zip(codes, people, strict=True)}
    return City(counts, dict.fromkeys(codes, "town"), {(code, metric): why for code, why in reasons.items()})


def stands_in(city: City, minimum: int = 10) -> list[str]:
    """Return the districts beside which the larger figure is shown."""
    told = city.told(minimum)
    return [code for (code, _), larger in told["larger"].items() if larger]


# --- by hand


def test_the_larger_figure_stands_beside_hidden_ones_only():
    """20 shown, 4 and 8 hidden: the rest is 12 people in two districts. The town: 5 + 1 + 2 of 32."""
    told = town(20, 4, 8).told()
    assert told["larger"].to_list() == ["", "town", "town"]
    assert told.iloc[0][ADDED[1:]].isna().all()
    for row in (1, 2):
        assert told.iloc[row][ADDED[1:]].to_list() == pytest.approx([0.25, 0.24, 0.26, 32.0])
        assert told.iloc[row][["value", "numerator", "denominator", "people"]].isna().all()


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((20, 4, 5), []),  # 9 people hidden together
        ((20, 4, 6), ["b", "c"]),  # 10
        ((20, 30, 9), []),  # one hidden district: the rest is its figure
        ((20, 9, 0), []),  # nobody was asked in the other
        ((9, 9), ["a", "b"]),  # all hidden: the rest is the town
        ((4, 5), []),  # the town itself is hidden
        ((20, 30), []),  # nothing is hidden
        ((9, 9, 9, 9, 0), ["a", "b", "c", "d"]),  # where nobody lives nothing is hidden
    ],
    ids=str,
)
def test_the_rest_must_pass_the_gate(people, expected):
    assert stands_in(town(*people)) == expected


def test_the_rest_must_pass_at_every_lower_minimum_too():
    """Of 4, 4, 15 and 15 people the town's 38 tell nothing at a minimum of 20, by itself: all are hidden.

    Whoever also sees the 15 and 15 that a minimum of 10 shows knows that the rest is 8. With 5 more people in one of
    the small districts the rest is 13 at a minimum of 10, and still too few at 14.
    """
    assert stands_in(town(4, 4, 15, 15), 20) == []
    assert stands_in(town(4, 9, 15, 15), 13) == ["a", "b"]
    assert stands_in(town(4, 9, 15, 15), 14) == []
    assert stands_in(town(4, 9, 15, 15), 20) == []
    assert stands_in(town(4, 9, 13, 15), 20) == ["a", "b", "c", "d"]
    # Nothing is hidden at 10, and all at 20; where nobody was asked there is nothing to hide.
    assert stands_in(town(15, 15), 20) == ["a", "b"]
    assert stands_in(town(15, 15, 0), 20) == ["a", "b"]


def test_a_hidden_district_that_the_figure_is_about_nobody_of():
    """In c live people without a single carer: that is hidden too, and the town's 20 carers less 20 would tell it."""
    city = town(10, 10, 0, metric="carers_alone", c="undefined")
    assert city.told()["hidden"].to_list() == ["", "", "few_people"]
    assert stands_in(city) == []
    # At a minimum of 11 nothing is shown that could be subtracted; but at 10 it was.
    assert stands_in(city, 11) == []


def test_what_cannot_be_observed_hides_nobody():
    """Of b and c it cannot be said how many are isolated; nobody can hide among them, and nothing stands in there."""
    city = town(20, 5, 6, 8, b="not_observable", c="not_observable")
    assert city.told()["hidden"].to_list() == ["", "", "", "few_people"]
    assert stands_in(city) == []


def test_figures_that_are_no_ratio_follow_the_same_rule():
    assert stands_in(town(20, 4, 8, metric="fragmentation")) == ["b", "c"]
    assert stands_in(town(20, 4, 5, metric="fragmentation")) == []
    told = town(20, 4, 8, metric="fragmentation").told()
    assert told["larger_value"].iloc[1:].notna().all()
    assert told[["larger_low", "larger_high"]].isna().all(axis=None)


def test_what_is_never_published_has_no_larger_figure():
    """Hidden everywhere for another reason than few people; also when somebody forgot to hide the town's."""
    city = town(20, 30, metric="keystone")
    assert city.told()["hidden"].to_list() == ["dominance", "dominance"]
    assert stands_in(city) == []
    estimates = tidy(city.counts)
    careless = tidy(city.larger_counts).assign(hidden="")
    told = with_larger_areas(protect(estimates), careless, city.parents, estimates)
    assert set(told["larger"]) == {""}


def test_a_larger_figure_on_too_few_people_does_not_stand_in_whatever_gate_it_passed():
    """The town's 18 people passed at 10; asked is 20, at which it is hidden. Neither does an undefined figure."""
    city = town(9, 9)
    estimates, larger = tidy(city.counts), tidy(city.larger_counts)
    told = with_larger_areas(protect(estimates, 20), protect(larger), city.parents, estimates, 20)
    assert set(told["larger"]) == {""}
    undefined = tidy(city.larger_counts, {("town", "isolated"): "undefined"})
    unknown = protect(larger).assign(people=math.nan)
    for other in (protect(undefined), unknown):
        assert set(with_larger_areas(protect(estimates), other, city.parents, estimates)["larger"]) == {""}


def test_cells_of_a_stricter_gate():
    """At 20 the 15 are hidden as well as the 9: with both hidden the rest of 24 passes; the 15 alone would not."""
    for people, expected in (((30, 15, 9, 8), {"", "town"}), ((30, 15), {""})):
        city = town(*people)
        estimates, larger = tidy(city.counts), tidy(city.larger_counts)
        told = with_larger_areas(protect(estimates, 20), protect(larger), city.parents, estimates)
        assert set(told["larger"]) == expected


def test_districts_without_a_larger_area_have_none():
    """C lies in no area, d in one of which there are no figures."""
    city = town(4, 8, 4, 8)
    estimates, larger = tidy(city.counts), tidy(town(4, 8).larger_counts)
    parents = {"a": "town", "b": "town", "c": None, "d": "suburb"}
    told = with_larger_areas(protect(estimates), protect(larger), parents, estimates)
    assert told["larger"].to_list() == ["town", "town", "", ""]
    with_nan = pd.Series(parents).where(pd.Series(parents).notna(), math.nan).to_dict()
    again = with_larger_areas(protect(estimates), protect(larger), with_nan, estimates)
    pd.testing.assert_frame_equal(again, told)


def test_a_larger_area_that_people_live_in_directly():
    """Of 7 people nobody knows in which district of the town they live: they are hidden as the 6 of the east are."""
    districts = pd.DataFrame({"district": ["west", "east", "town"], "parent": ["town", "town", None]})
    people = " ".join(
        f"{code}{n}@{code}" for code, size in (("west", 20), ("east", 6), ("town", 7)) for n in range(size)
    )
    network = small_network("", people, districts=districts)
    estimates, larger = (ng.district_estimates(network, ["isolated"], by=by) for by in ("district", "parent"))
    parents = districts.set_index("district")["parent"].to_dict()
    told = with_larger_areas(protect(estimates), protect(larger), parents, estimates).set_index("group")
    assert told["larger"].to_dict() == {"west": "", "east": "town", "town": "town"}
    assert told["larger_people"].to_list() == pytest.approx([math.nan, 33.0, 33.0], nan_ok=True)


def test_coverage_has_larger_areas_too():
    """9 of 20 and 8 of 30 are hidden beside 12 of 40: the town's 29 of 90."""
    districts = pd.DataFrame({"district": list("abc"), "parent": "town", "population": [20, 30, 40]})
    people = " ".join(f"{code}{n}@{code}" for code, size in (("a", 9), ("b", 8), ("c", 12)) for n in range(size))
    network = small_network("", people, districts=districts)
    estimates, larger = district_coverage(network), district_coverage(network, "parent")
    told = with_larger_areas(protect(estimates), protect(larger), dict.fromkeys("abc", "town"), estimates)
    assert told["larger"].to_list() == ["town", "town", ""]
    assert told["larger_value"].to_list() == pytest.approx([29 / 90, 29 / 90, math.nan], nan_ok=True)


# --- properties of any city


@st.composite
def cities(draw: st.DrawFn) -> City:
    """Draw up to seven districts in up to two areas, or in none, with few or many people behind each figure."""
    codes = "abcdefg"[: draw(st.integers(1, 7))]
    size = st.one_of(st.integers(0, 12), st.integers(0, 30))
    counts, reasons = {}, {}
    for code in codes:
        for metric in FIGURES:
            people = draw(size)
            counts[code, metric] = (people, draw(st.integers(0, people)))
            why = draw(st.sampled_from(["", "", "", "", "undefined", "not_observable"]))
            if why or not people:
                reasons[code, metric] = why or draw(st.sampled_from(["undefined", "no_people"]))
    places = draw(st.lists(st.sampled_from(["north", "north", "south", None]), min_size=7, max_size=7))
    return City(counts, {code: place for code, place in zip(codes, places, strict=False) if place}, reasons)


def one_by_one(city: City, minimum: int) -> dict[tuple[str, str], str]:
    """Say what stands in, the slow way: pass the gate at every minimum, and look what it would leave together."""
    gated = {least: protect(tidy(city.counts, city.reasons), least) for least in range(10, minimum + 1)}
    larger = protect(tidy(city.larger_counts), minimum).set_index(["group", "metric"])
    answer = {}
    for row in gated[minimum].itertuples():
        area = city.parents.get(row.group)
        passes = row.hidden != "" and area is not None and row.metric != "keystone"
        passes = passes and not math.isnan(larger.loc[(area, row.metric), "value"])
        for least, table in gated.items():
            hidden = [
                city.counts[other.group, other.metric][0]
                for other in table.itertuples()
                if other.hidden and other.metric == row.metric and city.parents.get(other.group) == area
            ]
            if hidden and (sum(hidden) < least or sum(people > 0 for people in hidden) < 2):
                passes = False
        answer[row.group, row.metric] = area if passes else ""
    return answer


@settings(MANY, max_examples=50)
@given(cities(), st.integers(10, 24))
def test_against_going_through_every_minimum_one_by_one(city, minimum):
    assert city.told(minimum)["larger"].to_dict() == one_by_one(city, minimum)


@MANY
@given(cities(), st.integers(10, 24))
def test_what_a_reader_can_subtract_is_about_enough_people(city, minimum):
    """From the published columns alone: a larger figure less all shown ones of its districts is about enough people."""
    told = city.told(minimum).reset_index()
    area = told["group"].map(city.parents)
    for (code, metric), rows in told[told["larger"] != ""].groupby(["larger", "metric"]):
        (people,) = set(rows["larger_people"])
        assert people == city.larger_counts[code, metric][0]
        inside = told[(area == code) & (told["metric"] == metric)]
        assert people - inside["people"].sum() >= minimum
        assert len(rows) >= 2
        if ng.METRICS[metric].shape == "ratio":
            (value,) = set(rows["larger_value"])
            rest = value * people - inside["numerator"].sum()
            unshown = [city.counts[name, metric][1] for name in inside.loc[inside["people"].isna(), "group"]]
            assert rest == pytest.approx(sum(unshown), abs=1e-9)


@MANY
@given(cities(), st.integers(10, 20), st.integers(1, 10))
def test_a_higher_minimum_shows_no_more_beside_what_was_hidden_already(city, minimum, more):
    """What is hidden without a larger figure at a lower minimum stays without; what has one is told the same."""
    lower, higher = city.told(minimum), city.told(minimum + more)
    already = lower["hidden"] != ""
    assert (lower.loc[already & (higher["larger"] != ""), "larger"] != "").all()
    both = already & (higher["larger"] != "")
    pd.testing.assert_frame_equal(lower.loc[both, ADDED], higher.loc[both, ADDED])


@MANY
@given(cities(), st.integers(10, 20), st.integers(1, 10))
def test_two_releases_at_different_minima_tell_no_small_rest_either(city, minimum, more):
    """Take the larger figures of the stricter release, and subtract what the other shows."""
    lower, higher = city.told(minimum).reset_index(), city.told(minimum + more).reset_index()
    area = lower["group"].map(city.parents)
    for (code, metric), rows in higher[higher["larger"] != ""].groupby(["larger", "metric"]):
        inside = lower[(area == code) & (lower["metric"] == metric)]
        if (inside["hidden"] != "").any():
            assert rows["larger_people"].iloc[0] - inside["people"].sum() >= minimum


@MANY
@given(cities(), st.integers(10, 24))
def test_nothing_else_changes(city, minimum):
    """Columns are added, and nothing in the tables that came in is touched; only hidden cells have a larger figure."""
    estimates, larger = tidy(city.counts, city.reasons), protect(tidy(city.larger_counts), minimum)
    cells = protect(estimates, minimum).set_index(pd.Index(range(5, 5 + len(estimates))))
    before = [table.copy() for table in (cells, larger, estimates)]
    told = with_larger_areas(cells, larger, city.parents, estimates, minimum)
    for table, copy in zip((cells, larger, estimates), before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
    pd.testing.assert_frame_equal(told[cells.columns], cells)
    assert list(told.columns) == [*cells.columns, *ADDED]
    assert [str(kind) for kind in told.dtypes[ADDED]] == ["str", *["float64"] * 4]
    shown = told["larger"] != ""
    assert (told.loc[shown, "hidden"] != "").all()
    assert told.loc[~shown, ADDED[1:]].isna().all(axis=None)
    assert told.loc[shown, ["larger_value", "larger_people"]].notna().all(axis=None)


# --- a network


def towns(minimum: int) -> tuple[pd.DataFrame, pd.DataFrame, Tables]:
    """Return 300 people in twelve districts, four to a town: what is told, the figures of towns and the tables."""
    tables = seeded_tables(people=300, ties=500, seed=11, districts=12)
    rows = [{**row, "parent": f"t{number // 4}"} for number, row in enumerate(tables.districts)]
    tables = tables.changed(districts=rows)
    network = tables.network()
    estimates, larger = (ng.district_estimates(network, by=by) for by in ("district", "parent"))
    parents = {row["district"]: row["parent"] for row in rows}
    told = with_larger_areas(protect(estimates, minimum), protect(larger, minimum), parents, estimates, minimum)
    return told, larger, tables


@pytest.mark.parametrize("minimum", [10, 15, 20])
def test_larger_figures_are_those_of_the_larger_area(minimum):
    """All figures of a network: what stands in is the town's own, and some hidden cells have one and some have none."""
    told, larger, tables = towns(minimum)
    parents = {row["district"]: row["parent"] for row in tables.districts}
    found = told[told["larger"] != ""]
    assert (found["larger"] == found["group"].map(parents)).all()
    own = larger.set_index(["group", "metric"]).loc[list(zip(found["larger"], found["metric"], strict=True))]
    for column in ("value", "low", "high", "people"):
        assert found[f"larger_{column}"].to_numpy() == pytest.approx(own[column].to_numpy(), nan_ok=True)
    hidden = (told["hidden"] != "").sum()
    assert 0 < len(found) < hidden


# --- refusals


@pytest.mark.parametrize("minimum", [9, 0, math.nan, None, "20", 10.5, True], ids=str)
def test_a_minimum_that_is_no_whole_number_of_ten_or_more_is_refused(minimum):
    city = town(20, 4, 8)
    estimates, larger = tidy(city.counts), protect(tidy(city.larger_counts))
    with pytest.raises(ng.NetgraphError, match="minimum must be a whole number of 10 or more; found"):
        with_larger_areas(protect(estimates), larger, city.parents, estimates, minimum)


def test_tables_that_did_not_pass_the_gate_are_refused():
    city = town(20, 4, 8)
    estimates, larger = tidy(city.counts), tidy(city.larger_counts)
    with pytest.raises(ng.NetgraphError, match=r"^cells has no column hidden\. Give what protect returns"):
        with_larger_areas(estimates, protect(larger), city.parents, estimates)
    with pytest.raises(ng.NetgraphError, match=r"^larger_cells has no column hidden"):
        with_larger_areas(protect(estimates), larger, city.parents, estimates)
    with pytest.raises(ng.NetgraphError, match="no tidy table"):
        with_larger_areas(protect(estimates)[["group", "metric"]], protect(larger), city.parents, estimates)
    twice = pd.concat([protect(larger), protect(larger)])
    with pytest.raises(ng.NetgraphError, match="two rows of the same group and metric"):
        with_larger_areas(protect(estimates), twice, city.parents, estimates)


@pytest.mark.parametrize(
    "alter",
    [
        lambda estimates: estimates.iloc[:-1],
        lambda estimates: estimates.iloc[::-1],
        lambda estimates: estimates.assign(metric="contacts"),
        lambda estimates: estimates.assign(people=[21, 4, 8]),
        protect,
        lambda estimates: estimates.drop(columns="reason"),
    ],
    ids=["fewer rows", "another order", "other figures", "other people", "protected", "no reasons"],
)
def test_estimates_that_the_cells_were_not_made_from_are_refused(alter):
    """How many people are hidden would be wrong."""
    city = town(20, 4, 8)
    estimates, larger = tidy(city.counts), protect(tidy(city.larger_counts))
    with pytest.raises(ng.NetgraphError, match="cells are not these estimates after the gate"):
        with_larger_areas(protect(estimates), larger, city.parents, alter(estimates))


def test_parents_that_cannot_be_right_are_refused():
    """D, with 9 people, does not lie in the town of 32: counted along it would seem that 21 are hidden there."""
    city = town(20, 4, 8, 9)
    estimates, larger = tidy(city.counts), protect(tidy(town(20, 4, 8).larger_counts))
    with pytest.raises(ng.NetgraphError, match=r"parents puts districts in 'town' whose isolated is about 41.*32"):
        with_larger_areas(protect(estimates), larger, city.parents, estimates)
