"""Files of one network that are made one after the other: laid side by side they tell what each tells."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

import netgraph as ng
from benchmarks.attacker import attack, what_a_reader_writes
from benchmarks.random_city import LEVELS, MEANS, SHARES
from netgraph.disclosure import Family, family_of, protected_metrics, published_levels
from netgraph.estimates import district_coverage
from netgraph.metrics import Choices
from netgraph.schema.levels import parents_of
from tests.random_networks import seeded_tables
from tests.small_networks import small_network

ATTACKED = [name for name in (*SHARES, *MEANS) if name not in ("carers_alone", "respite_reach")]
FILES = (["isolated", "contacts"], ["unsupported", "give_only", "receive_only"], None)
"""Which figures each file holds; the last holds all."""


@pytest.fixture(scope="module")
def network() -> ng.SupportNetwork:
    """Return 300 people of equal weight, who were all asked, in eight districts, four to a wijk."""
    tables = seeded_tables(300, 600, seed=4, districts=8, hours_known=True, circles=True)
    people = [{**row, "weight": 1.0, "respondent": True} for row in tables.people]
    districts = [{**row, "parent": f"w{number // 4}"} for number, row in enumerate(tables.districts)]
    return tables.changed(people=people, districts=districts).network()


@pytest.fixture(scope="module")
def parents(network) -> dict[str, str]:
    return dict(zip(network.districts["district"], network.districts["parent"], strict=True))


@pytest.fixture(scope="module")
def files(network) -> list[tuple[object, pd.DataFrame]]:
    """Return what was asked for by district, by wijk and of all, of different figures, each in a call of its own."""
    return [(by, protected_metrics(network, metrics, by)) for by in LEVELS for metrics in FILES]


@pytest.mark.slow
def test_files_side_by_side_pin_nothing(network, parents, files):
    """The reader takes every figure that stands in any file, exactly, and who was asked."""
    true = {by: ng.district_estimates(network, ATTACKED, by) for by in LEVELS}
    shown, asked = {}, {}
    for by, table in true.items():
        told = {(group, name) for level, wide in files if level is by or level == by for group, name in _shown(wide)}
        cells = list(zip(table["group"], table["metric"], strict=True))
        shown[by] = table.assign(hidden=["" if cell in told else "hidden" for cell in cells], people=np.nan)
        asked |= {(by, group): (group, "people") in told for group in table["group"]}
    reader = what_a_reader_writes(shown, parents, true)
    for (by, group), known in asked.items():
        if known:
            cell = true[by].set_index(["group", "metric"]).loc[(group, "isolated")]
            reader.know({reader.number(by, group, "isolated", "people"): 1.0}, float(cell["people"]))
    found = attack(true, shown, parents, 10, reader)
    assert found.attacked > 40
    assert found.pinned == 0
    assert 0 < found.hidden["hidden"] < found.hidden.total()


def _shown(wide: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the cells of a wide table that are shown."""
    away = wide["not_shown"].str.split(";")
    return [
        (group, name)
        for group, row in wide.iterrows()
        for name in wide
        if name in {*ATTACKED, "people"} and name not in away[group]
    ]


def test_a_figure_is_hidden_in_every_file_or_in_none(network, files):
    every = protected_metrics(network)
    for by, wide in files:
        if by == "district":
            names = [name for name in wide if name in ng.METRICS]
            pd.testing.assert_frame_equal(wide[names].isna(), every[names].isna())


def test_neither_breakdowns_nor_choices_change_what_is_hidden_of_areas(network):
    plain = family_of(network, Choices(), 10)
    for choices, by in ((Choices(bridge_by="origin"), "district"), (Choices(), "age"), (Choices(), ["age", "parent"])):
        other = family_of(network, choices, 10, by)
        for level in LEVELS:
            same = other.cells[level].loc[plain.cells[level].index]
            pd.testing.assert_frame_equal(same, plain.cells[level])


def test_a_breakdown_by_two_things_does_not_change_that_by_one(network):
    """By age is decided before by age and wijk: both can be published."""
    fine, coarse = family_of(network, Choices(), 10, ["age", "parent"]), family_of(network, Choices(), 10, "age")
    pd.testing.assert_frame_equal(fine.cells["age"], coarse.cells["age"])
    assert list(fine.cells) == ["district", "parent", None, "age", ("age", "parent")]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("district", []),
        (None, []),
        ("age", ["age"]),
        (["age"], ["age"]),
        (["district", "age"], ["age", ["age", "parent"], ["age", "district"]]),
        (["age", "district"], ["age", ["age", "parent"], ["age", "district"]]),
        (["district"], []),
        (["district", "parent"], []),
        (["age", "origin"], ["age", "origin", ["age", "origin"]]),
    ],
    ids=str,
)
def test_levels_coarse_ones_first(network, by, expected):
    assert published_levels(network, by) == ["district", "parent", None, *expected]


def test_without_larger_areas_there_is_no_such_level():
    assert published_levels(small_network("a>b")) == ["district", None]


def test_a_higher_minimum_shows_no_more(network):
    """Of areas, and of a breakdown whose areas change with the minimum as well."""
    figures = ["isolated", "contacts", "intensive_carers"]
    tables = {by: ng.district_estimates(network, figures, by) for by in (*LEVELS, "age", "origin")}
    parents, design = parents_of(network.districts), network.about.design
    lower, higher = (Family.of(tables, parents, design, minimum) for minimum in (10, 13))
    for by in lower.cells:
        assert not ((higher.cells[by]["reason"] == "") & (lower.cells[by]["reason"] != "")).any()
        assert not (~higher.cells[by]["people"] & lower.cells[by]["people"]).any()


def test_through_hides_and_leaves_the_rest_exact(network):
    tidy = ng.district_estimates(network, ["isolated", "contacts"])
    family = family_of(network, Choices(), 10)
    told = family.through(tidy, "district")
    away = told["hidden"] != ""
    assert 0 < away.sum() < len(away)
    assert told.loc[away, ["value", "numerator", "people"]].isna().all(axis=None)
    pd.testing.assert_frame_equal(told.loc[~away, ["numerator"]], tidy.loc[~away, ["numerator"]])
    assert (tidy["value"].notna()).all()


def test_people_of_one_figure_alone_are_those_of_the_family(network):
    """A hidden number of people has none to stand in for it where no other figure of the group is in the file."""
    family = family_of(network, Choices(), 10)
    cells = family.cells["district"]
    hidden = cells[(cells["reason"] == "") & cells["people"]]
    for name in hidden.index.get_level_values("metric").unique():
        told = family.through(ng.district_estimates(network, [name]), "district").set_index("group")
        groups = hidden.xs(name, level="metric").index
        assert told.loc[groups, "people"].isna().all()


def test_a_minimum_that_is_none_is_refused(network):
    for gate in (
        lambda: protected_metrics(network, minimum=9),
        lambda: family_of(network, Choices(), 9),
        lambda: Family.of({}, {}, "whole_network", 9),
    ):
        with pytest.raises(ng.NetgraphError, match="minimum must be a whole number of 10 or more"):
            gate()


# --- the wide table


def crowd(**sizes: int) -> str:
    return " ".join(f"{code}{n}@{code}" for code, size in sizes.items() for n in range(size))


def test_the_wide_table():
    """In the west live 9; in the others nobody is alone. The city less east and north would be the west."""
    ties = " ".join(
        f"{code}{n}>{code}{(n + 1) % size}" for code, size in (("east", 21), ("north", 30)) for n in range(size)
    )
    districts = pd.DataFrame({"district": ["west", "east", "north", "south"], "population": [100, 100, 100, 100]})
    network = small_network(ties, crowd(west=9, east=21, north=30), districts=districts)
    wide = protected_metrics(network, ["isolated", "carers_alone"])
    assert list(wide.columns) == ["name", "people", "coverage", "not_shown", "isolated", "carers_alone"]
    assert wide["people"].dtype == "Int64"
    assert wide.loc["west", "not_shown"] == "people;coverage;isolated;carers_alone"
    assert wide.loc["west", ["people", "coverage", "isolated", "carers_alone"]].isna().all()
    assert wide.loc["south", ["people", "coverage", "not_shown"]].to_list() == [0, 0.0, ""]
    everybody = protected_metrics(network, ["isolated"], None)
    shown = [*wide.loc[["east", "north"], "isolated"].notna(), everybody["isolated"].notna().all()]
    assert sum(shown) < 3
    assert (wide["people"].dropna() % 5 == 0).all()


def test_groups_of_a_column_that_are_too_small_are_left_out():
    """Their name could be somebody's. Each by itself: two groups here have the same joined name."""
    network = small_network("", crowd(east=40))
    people = network.people.assign(one="a", other="b / c")
    people.loc[:19, ["one", "other"]] = ["a / b", "c"]
    people.loc[:8, "one"] = "few"
    wide = protected_metrics(ng.from_tables(people, network.ties), ["isolated"], by=["one", "other"])
    assert wide.index.to_list() == [("a", "b / c"), ("a / b", "c")]


def test_people_without_a_value_of_the_column_are_not_what_remains():
    """Of one person in 41 the age is not known: young, old and all are never shown together."""
    network = small_network("", crowd(east=41))
    ages = [None, *["old"] * 20, *["young"] * 20]
    aged = ng.from_tables(network.people.assign(age=ages), network.ties)
    parts = protected_metrics(aged, ["volunteer_share", "isolated"], by="age")
    whole = protected_metrics(aged, ["volunteer_share", "isolated"], by=None)
    for name in ("volunteer_share", "isolated"):
        assert pd.concat([parts[name], whole[name]]).isna().any()


def test_boundaries_pass():
    network = small_network("", crowd(west=9, east=40))
    shapes = gpd.GeoDataFrame(network.districts, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs="EPSG:28992")
    wide = protected_metrics(ng.from_tables(network.people, network.ties, shapes), ["isolated"])
    assert isinstance(wide, gpd.GeoDataFrame)
    assert wide.geometry.notna().all()


def test_choices_and_refusals(network):
    assert "bridging_share" in protected_metrics(network, bridge_by="origin")
    wide = protected_metrics(network)
    assert not {"bridging_share", "keystone"} & set(wide)
    assert not wide["not_shown"].str.contains("keystone").any()
    for wrong, message in (
        ({"metrics": ["bridging_share"]}, "give bridge_by"),
        ({"carer_definition": "spc"}, "Did you mean scp"),
        ({"bridge_by": "orign"}, "Did you mean origin"),
        ({"by": "person"}, "cannot group by 'person'"),
        ({"metrics": ["isolated", "keystone"]}, "keystone is never published: it can be about one recognisable"),
    ):
        with pytest.raises(ng.NetgraphError, match=message):
            protected_metrics(network, **wrong)


def test_coverage_is_in_whole_percentages_and_goes_with_the_people(network):
    wide, exact = protected_metrics(network, ["isolated"]), district_coverage(network).set_index("group")
    told = wide["coverage"].dropna()
    assert (100 * told % 1).to_numpy() == pytest.approx(0, abs=1e-9)
    assert told.to_numpy() == pytest.approx(exact.loc[told.index, "value"].to_numpy(), abs=0.005 + 1e-9)
    assert (wide["coverage"].isna() == wide["people"].isna()).all()


def test_no_person_enters_a_table_of_groups():
    people = pd.DataFrame({"person": [f"p{number}" for number in range(30)], "district": "west"})
    network = ng.from_tables(people, pd.DataFrame({"giver": ["p0"], "receiver": ["p1"]}))
    with pytest.raises(ng.NetgraphError, match="cannot group by 'person'"):
        protected_metrics(network, by="person")


def test_a_breakdown_into_too_many_groups_is_refused_at_once():
    """By district, age and education: linear programs of that many groups take hours."""
    rng = np.random.default_rng(1)
    people = pd.DataFrame(
        {"person": [f"p{n}" for n in range(6_000)], "district": rng.integers(0, 40, 6_000).astype(str)}
    )
    people = people.assign(**{name: rng.integers(0, 5, 6_000).astype(str) for name in ("age", "education")})
    network = ng.from_tables(people, pd.DataFrame({"giver": ["p0"], "receiver": ["p1"]}))
    with pytest.raises(ng.NetgraphError, match=r"1,4\d\d groups .* at most 1,000\. Group by one thing less"):
        protected_metrics(network, ["isolated"], ["district", "age", "education"])


def test_nobody_has_a_larger_area():
    """Without larger areas there is no table by these; an empty file would say that nothing is wrong."""
    with pytest.raises(ng.NetgraphError, match="no group by='parent': fill in that column"):
        protected_metrics(small_network("a>b"), ["isolated"], "parent")
