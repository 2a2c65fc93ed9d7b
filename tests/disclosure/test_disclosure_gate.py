"""`protect` on tables made by hand and on networks: what is hidden, what would tell it, what stays, and refusals."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure import MINIMUM, protect
from netgraph.disclosure.gate import suppressed
from netgraph.disclosure.rules import primary_reasons
from netgraph.estimates import district_coverage
from netgraph.signals import signal_estimates
from tests.disclosure.made_tables import hidden_of, means, protected, shares, together
from tests.random_networks import FEWER, random_tables, seeded_tables
from tests.small_networks import small_network

TELLING = ["value", "numerator", "denominator", "low", "high", "smoothed", "people", "contributors", "largest_two"]
CITY = {"a": (10, 40), "b": (12, 50), "c": (3, 30), "d": (20, 45)}
"""One small count; the others can be shown by themselves."""
WHY = {"", "few_people", "small_count", "dominance", "secondary"}


def crowd(**sizes: int) -> str:
    """Name people so that so many live in each district: ``west=9`` gives ``"west0@west … west8@west"``."""
    return " ".join(f"{code}{n}@{code}" for code, size in sizes.items() for n in range(size))


def networked() -> dict[object, pd.DataFrame]:
    """Return the figures of 500 people by district, by age and of everybody."""
    network = seeded_tables(500, 900, seed=2, hours_known=True).network()
    return {by: ng.district_estimates(network, by=by) for by in ("district", "age", None)}


# --- by hand


def test_a_table_alone_adds_up_to_nothing():
    """Without the city's figure the others tell nothing of the small one."""
    assert hidden_of(protected(shares(CITY))) == {"a": "", "b": "", "c": "small_count", "d": ""}


def test_with_the_city_one_more_is_hidden_the_smallest():
    """The city less a, b and d would be c. Hiding a as well costs least: it is about fewest people."""
    gated = protected({"district": shares(CITY), None: together(CITY)})
    assert hidden_of(gated["district"]) == {"a": "secondary", "b": "", "c": "small_count", "d": ""}
    assert hidden_of(gated[None]) == {"all": ""}


def test_a_district_that_lies_in_no_larger_area_is_not_what_remains():
    """The city less the only larger area would be that district."""
    own = {"a": (10, 40), "b": (12, 50), "o": (3, 40)}
    tables = {"district": shares(own), "parent": shares({"P": (22, 90)}), None: together(own)}
    for parents in ({"a": "P", "b": "P"}, {"a": "P", "b": "P", "o": None}):
        gated = protected(tables, parents=parents)
        shown = [table.loc[0, "hidden"] == "" for table in (gated["parent"], gated[None])]
        assert hidden_of(gated["district"])["o"] == "small_count"
        assert not all(shown)


def test_people_of_whom_a_breakdown_knows_nothing_are_not_what_remains():
    """Of 130 people 60 are young and 69 old: one has no age, and 23 less 10 and 12 would be about that one."""
    ages = {"young": (10, 60), "old": (12, 69)}
    gated = protected({"age": shares(ages), None: shares({"all": (23, 130)})})
    assert "" in set(hidden_of(gated["age"]).values()) | set(hidden_of(gated[None]).values())
    assert [*hidden_of(gated["age"]).values(), *hidden_of(gated[None]).values()].count("secondary") == 1
    # Everybody's age is known: nothing remains.
    everything = protected({"age": shares(ages), None: together(ages)})
    assert {why for table in everything.values() for why in table["hidden"]} == {""}


def test_the_same_within_a_district():
    rows = pd.DataFrame({"district": ["a", "a", "b", "b"], "age": ["old", "young"] * 2})
    fine = pd.concat([rows, shares({"1": (10, 30), "2": (10, 30), "3": (10, 30), "4": (10, 30)})], axis=1)
    gated = protected({"both": fine, "district": shares({"a": (20, 61), "b": (20, 60)})})
    assert (gated["both"]["hidden"] == "secondary").to_list().count(True) + (
        gated["district"]["hidden"] == "secondary"
    ).sum() == 1
    hidden = gated["both"].loc[gated["both"]["hidden"] != "", "district"].to_list()
    assert set(hidden) | set(gated["district"].loc[gated["district"]["hidden"] != "", "group"]) == {"a"}


def test_a_coverage_tells_how_many_were_asked():
    """Coverage of 60 known inhabitants tells the people, with or without their number: it goes with them."""
    rows = {"a": (30, 50), "b": (8, 20), "c": (25, 60), "d": (40, 80)}
    coverage = means({"a": (30, 30), "b": (8, 8), "c": (25, 25), "d": (40, 40)}, "coverage")
    coverage = coverage.assign(denominator=[below for _, below in rows.values()])
    city = means({"all": (103, 103)}, "coverage").assign(denominator=210.0)
    gated = protected({"district": coverage, None: city})
    hidden = {**hidden_of(gated["district"]), **hidden_of(gated[None])}
    assert hidden["b"] == "few_people"
    assert list(hidden.values()).count("secondary") == 1


def test_means_are_hidden_with_their_largest():
    """Two people add 90 % of the hours of b; with the city's mean and a's its sum would follow."""
    tables = {
        "district": pd.concat(
            [means({"a": (90, 30)}), means({"b": (200, 20)}, largest_two=0.9), means({"c": (99, 33)})]
        ).reset_index(drop=True),
        None: means({"all": (389, 83)}),
    }
    gated = protected(tables)
    assert hidden_of(gated["district"])["b"] == "dominance"
    # The means of a and c stay, but not on how many people they are: so nobody can add them up.
    assert gated["district"]["people"].isna().sum() >= 1


def test_a_mean_on_a_hidden_number_of_people_is_rounded():
    """1.572816 can only be 162 of 103. One decimal fits any number of ten or more."""
    city = {"a": (47, 30), "b": (13, 8), "c": (40, 25), "d": (62, 41)}
    tables = {"district": means(city), None: means({"all": (162, 104)})}
    gated = suppressed(tables, design="whole_network")
    every = pd.concat(gated.values(), ignore_index=True)
    blurred = every[(every["hidden"] == "") & every["people"].isna()]
    assert len(blurred)
    assert (blurred["value"] * 10 % 1).round(9).isin([0, 1]).all()
    clear = every[(every["hidden"] == "") & every["people"].notna()]
    exact = pd.concat(tables.values()).set_index("group")["value"]
    assert clear.set_index("group")["value"].to_dict() == exact[clear["group"]].to_dict()


def test_what_figures_are_drawn_towards_is_told_only_where_all_are_shown():
    """A smoothed value leans towards the mean of all districts: two of them would tell the hidden one."""
    small, large = shares(CITY), shares({**CITY, "c": (10, 30)}, "peripheral")
    gated = protected(pd.concat([small, large], ignore_index=True)).set_index("metric")["smoothed"]
    assert gated["isolated"].isna().all()
    assert gated["peripheral"].notna().all()


# --- what comes out


def test_the_gate_changes_nothing_of_what_it_is_given():
    tables = networked()
    before = {by: table.copy() for by, table in tables.items()}
    protected(tables)
    for by, table in tables.items():
        pd.testing.assert_frame_equal(table, before[by])


def test_hidden_cells_tell_nothing_and_all_rows_come_back_in_order():
    tables = {by: table.set_index(np.arange(len(table)) * 3 + 7) for by, table in networked().items()}
    for by, gated in protected(tables).items():
        pd.testing.assert_index_equal(gated.index, tables[by].index)
        assert list(gated) == [*tables[by], "hidden"]
        pd.testing.assert_frame_equal(gated[["group", "metric"]], tables[by][["group", "metric"]])
        away = gated["hidden"] != ""
        assert set(gated["hidden"]) <= WHY
        assert gated.loc[away, TELLING].isna().all(axis=None)
        assert set(gated.loc[away, "reason"]) == {""}
        assert gated[["contributors", "largest_two"]].isna().all(axis=None)
        counts = gated[["numerator", "denominator", "people"]].to_numpy()
        assert (counts[np.isfinite(counts)] % 5 == 0).all()


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_again_and_in_any_order_of_tables(order):
    """The order in which tables are given may decide which of two equals is hidden, but never what is safe."""
    tables = networked()
    once, again = protected(tables), protected(dict(list(tables.items())[::order]))
    for by in tables if order == 1 else ():
        pd.testing.assert_frame_equal(once[by], again[by])
    assert set(again) == set(once)
    for by, table in tables.items():
        alone = primary_reasons(table, MINIMUM, None)
        assert (again[by]["hidden"].to_numpy()[alone != ""] == alone[alone != ""]).all()


def test_passing_twice_hides_nothing_else_by_itself():
    """What is hidden stays hidden and is still called so; also when the first gate was the stricter one."""
    tables = networked()
    once = suppressed(tables)
    for by, table in suppressed(once).items():
        away = once[by]["hidden"] != ""
        assert (table.loc[away, "hidden"] == once[by].loc[away, "hidden"]).all()


@FEWER
@given(random_tables())
def test_nothing_primary_is_ever_shown(tables):
    """Districts and everybody of any network, warts and all."""
    network = tables.network()
    by = {level: ng.district_estimates(network, by=level) for level in ("district", None)}
    for level, gated in protected(by).items():
        alone = primary_reasons(by[level], MINIMUM, "whole_network") != ""
        assert (gated.loc[alone, "hidden"] != "").all()
        assert gated.loc[alone, TELLING].isna().all(axis=None)


# --- minimum


counts_of_city = st.dictionaries(
    st.sampled_from(list("abcdef")), st.tuples(st.integers(0, 12), st.integers(0, 40)), min_size=2, max_size=6
)


@FEWER
@given(counts_of_city, st.integers(10, 20), st.integers(1, 8))
def test_a_higher_minimum_never_shows_more(city, minimum, more):
    own = {code: (float(above), float(above + others)) for code, (above, others) in city.items()}
    parents = {code: "P" if code < "d" else "Q" for code in own}
    areas = pd.DataFrame(own, index=["above", "below"]).T.groupby(parents).sum()
    tables = {
        "district": shares(own),
        "parent": shares({code: tuple(row) for code, row in zip(areas.index, areas.to_numpy(), strict=True)}),
        None: together(own),
    }
    lower, higher = (suppressed(tables, asked, parents, design="whole_network") for asked in (minimum, minimum + more))
    for by in tables:
        assert not ((higher[by]["hidden"] == "") & (lower[by]["hidden"] != "")).any()
        assert not (higher[by]["people"].notna() & lower[by]["people"].isna()).any()


@pytest.mark.parametrize("minimum", [9, 0, -1, math.nan, None, "20", 10.5, True], ids=str)
def test_a_minimum_that_is_no_whole_number_of_ten_or_more_is_refused(minimum):
    """Nothing gets through because a comparison with it happens to be false."""
    with pytest.raises(ng.NetgraphError, match="minimum must be a whole number of 10 or more; found"):
        protected(shares(CITY), minimum=minimum)


def test_ten_is_written_once():
    assert MINIMUM == 10
    assert protected(shares({"a": (5, 11)}), minimum=np.int64(12))["hidden"].to_list() == ["few_people"]


# --- what was published before


def test_what_was_shown_stays_shown_and_what_was_hidden_stays_hidden():
    """First districts alone, then with the city: the districts are out, so the city's figure must go."""
    first = {"district": protected(shares(CITY))}
    gated = protected({"district": shares(CITY), None: together(CITY)}, published=first)
    assert hidden_of(gated["district"]) == hidden_of(first["district"])
    assert hidden_of(gated[None]) == {"all": "secondary"}


def test_a_later_breakdown_may_not_tell_what_an_earlier_table_hid():
    """Districts c and a are hidden beside the city; by age nothing of c or a may be added up."""
    tables = {"district": shares(CITY), None: together(CITY)}
    first = protected(tables)
    rows = pd.DataFrame({"district": list("aabbccdd"), "age": ["old", "young"] * 4})
    parts = [(5, 20), (5, 20), (6, 25), (6, 25), (1.5, 15), (1.5, 15), (10, 22), (10, 23)]
    fine = pd.concat([rows, shares({str(number): part for number, part in enumerate(parts)})], axis=1)
    gated = protected({**tables, "both": fine}, published=first)
    shown = gated["both"].loc[gated["both"]["hidden"] == "", "district"].value_counts()
    assert shown.get("a", 0) < 2
    assert shown.get("c", 0) == 0
    for by in tables:
        pd.testing.assert_frame_equal(gated[by], first[by])


def test_an_earlier_lower_minimum_is_no_reason_to_complain(caplog):
    """At 50 the 40 and 45 people are hidden, though they were shown at 10."""
    tables = {"district": shares(CITY)}
    gated = protected(tables, 50, published=protected(tables))
    assert hidden_of(gated["district"]) == {"a": "few_people", "b": "", "c": "few_people", "d": "few_people"}
    assert caplog.text == ""


def test_what_an_earlier_table_tells_already_is_said(caplog):
    """All districts but c were published, and the city as well: c is 45 less 42, and nothing can be done."""
    tables = {"district": shares(CITY), None: together(CITY)}
    hidden = {"district": ["", "", "small_count", ""], None: [""]}
    protected(tables, published={by: table.assign(hidden=hidden[by]) for by, table in tables.items()})
    assert "can be worked out from what was published before" in caplog.text


# --- designs


def test_a_survey_hides_by_itself_and_tells_no_counts():
    own = {"a": (10, 29), "b": (1, 30), "c": (45, 120)}
    gated = protect({"district": shares(own), None: together(own)}, design="survey")
    assert hidden_of(gated["district"]) == {"a": "few_people", "b": "", "c": ""}
    assert gated["district"]["people"].to_list() == pytest.approx([math.nan, 30, 100], nan_ok=True)
    assert gated["district"][["numerator", "denominator"]].isna().all(axis=None)


def test_the_design_that_a_table_names_is_taken():
    table = shares({"a": (10, 29)})
    table.attrs["design"] = "whole_network"
    assert hidden_of(protect(table)) == {"a": ""}
    table.attrs["design"] = "survey"
    assert hidden_of(protect(table)) == {"a": "few_people"}


def test_a_table_that_forgot_its_design_is_not_judged_by_a_guess():
    """As one that was read from a file is: judged as a whole network a survey of 27 would be shown with its counts."""
    table = shares({"a": (10, 29)})
    for tables in (table, {"district": table}):
        with pytest.raises(ng.NetgraphError, match=r"how the data came to be.*Give design="):
            protect(tables)
    with pytest.raises(ng.NetgraphError, match="no design"):
        protect(table, design="surveys")
    table.attrs["design"] = "survey"
    with pytest.raises(ng.NetgraphError, match="different designs: survey and whole_network"):
        protect(table, design="whole_network")
    other = shares({"all": (10, 29)})
    other.attrs["design"] = "register"
    with pytest.raises(ng.NetgraphError, match="different designs: register and survey"):
        protect({"district": table, None: other})


def test_a_coverage_says_of_which_design_it_is():
    """Alone, and put together with the figures: 27 respondents are too few."""
    tables = seeded_tables(27, 40, seed=1, districts=1).changed(about={"design": "survey"})
    network = tables.network()
    covered = district_coverage(network)
    for table in (covered, pd.concat([covered, ng.district_estimates(network, ["isolated"])])):
        assert set(protect(table)["hidden"]) == {"few_people"}


def test_a_figure_that_nobody_declared_is_refused():
    """Misspelt, or of one's own: 1 of 20 would be shown, because nothing says that it counts people."""
    with pytest.raises(ng.NetgraphError, match=r"no figure isolatd.*isolated"):
        protected(shares({"a": (1, 20)}, "isolatd"))


@pytest.mark.parametrize("tables", [{}, {"district": shares({})}, {"district": shares({"a": (1, 20)}, "keystone")}])
def test_nothing_to_show_is_no_mistake(tables):
    """No table, a table without rows, one of a figure that is never shown."""
    gated = protect(tables) if not tables else protected(tables)
    assert list(gated) == list(tables)
    for by, table in tables.items():
        assert len(gated[by]) == len(table)
        assert (gated[by]["hidden"] != "").all()


def test_that_nobody_lives_there_is_no_secret_and_nothing_can_hide_there():
    """An empty district is about fewest people, but whoever knows that it is empty would not be fooled."""
    gated = protected({"district": shares({**CITY, "south": (0, 0)}), None: together(CITY)})["district"]
    south = gated.set_index("group").loc["south"]
    assert (south["hidden"], south["reason"], south["people"]) == ("", "no_people", 0)
    assert gated.set_index("group").loc["a", "hidden"] == "secondary"


def test_what_a_design_cannot_show_is_no_secret_but_how_few_it_is_about_is():
    """A register of 9 people in the west: of what cannot be observed nobody needs to know of how many that is."""
    districts = pd.DataFrame({"district": ["west", "east"], "population": [100, 100]})
    network = small_network("", crowd(west=9, east=10), districts=districts, design="register")
    gated = protect(ng.district_estimates(network), design="register").set_index(["group", "metric"])
    for group in ("west", "east"):
        cell = gated.loc[(group, "isolated")]
        assert (cell["hidden"], cell["reason"]) == ("", "not_observable")
    assert math.isnan(gated.loc[("west", "isolated"), "people"])
    assert gated.loc[("west", "volunteer_share"), "hidden"] == "few_people"


def test_inhabitants_of_a_register_are_known_to_all():
    """3 of the 100 registered volunteers' 3 in c: the denominators are public, the numerators add up all the same."""
    volunteers = {"a": (20, 400), "b": (30, 500), "c": (3, 300)}
    asked = [60, 60, 60]
    tables = {
        "district": shares(volunteers, "volunteer_share").assign(people=asked),
        None: together(volunteers, "volunteer_share").assign(people=180),
    }
    gated = protect(tables, design="register")
    assert hidden_of(gated["district"]) == {"a": "secondary", "b": "", "c": "small_count"}
    assert hidden_of(gated[None]) == {"all": ""}


# --- refusals


@pytest.mark.parametrize("columns", [["people"], ["value"], ["group", "metric", "value"]], ids=str)
def test_what_is_no_tidy_table_is_refused(columns):
    """A wide table has people but no value: its figures would pass unseen beside the empty people."""
    with pytest.raises(ng.NetgraphError, match="tidy table"):
        protected(shares(CITY)[columns])
    with pytest.raises(ng.NetgraphError, match="tidy table"):
        protected({None: together(CITY)}, published={"district": shares(CITY)[columns]})


def test_tables_that_cannot_be_told_apart_are_refused():
    table = shares(CITY)
    with pytest.raises(ng.NetgraphError, match="same figure of the same group twice"):
        protected(pd.concat([table, table]))
    keyed = pd.concat([table[["group"]].set_axis(["district"], axis=1), table], axis=1)
    with pytest.raises(ng.NetgraphError, match="grouped by the same"):
        protected({"district": table, "again": keyed})
    with pytest.raises(ng.NetgraphError, match="Say in parents"):
        protected({"district": table, "parent": shares({"P": (45, 165)})})


# --- nothing that follows from protected figures tells a hidden one


@pytest.mark.parametrize("design", ["whole_network", "survey", "register"])
def test_thin_networks_of_protected_figures_do_not_depend_on_hidden_cells(design):
    """Other ties and roles within a hidden district, same number of people: the same rows to the last letter.

    In the west live 9 people. In one city they have nobody, in the other each other; in the one all are carers.
    """
    thin = []
    for ties, role in (("", "carer"), (" ".join(f"west{n}>west{n + 1}" for n in range(8)), "resident")):
        rest = " ".join(f"{code}{n}>{code}{n + 1}" for code in ("east", "north") for n in range(19))
        roles = {f"west{n}": role for n in range(9)}
        network = small_network(f"{rest} {ties}", crowd(west=9, east=30, north=20), roles=roles, design=design)
        estimates = protect(signal_estimates(network), design=design)
        assert set(estimates.loc[estimates["group"] == "west", "people"].isna()) == {True}
        thin.append(ng.thin_networks(network, estimates=estimates, language="en").sort_index())
    pd.testing.assert_frame_equal(thin[0], thin[1])
    assert thin[0].loc["west", "attention"] == "hidden"


def test_coverage_and_figures_go_through_together():
    network = small_network("", crowd(west=9, east=30, north=40))
    table = pd.concat([district_coverage(network), ng.district_estimates(network)], ignore_index=True)
    gated = protect(table).set_index(["group", "metric"])["hidden"]
    assert set(gated["west"]) == {"few_people", "dominance"}
    assert gated["east"]["coverage"] == ""
