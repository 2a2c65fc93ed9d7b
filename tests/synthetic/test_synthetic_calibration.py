"""The synthetic city has the figures of Almere that ALMERE.md lists; each test names the row it comes from."""

from __future__ import annotations

import pandas as pd
import pytest

from netgraph.synthetic.almere import BUURTEN


def residents_of(tables) -> pd.DataFrame:
    people = tables.people
    return people[people["roles"].str.contains("resident")].set_index("person")


def hours_given(tables, kind: str) -> pd.Series:
    ties = tables.ties[(tables.ties["kind"] == kind) & tables.ties["until"].isna()]
    return ties.groupby("giver")["hours_per_week"].sum()


def test_households(city, example):
    """CBS key figures: 32 % one person, 25 % without children, 43 % with children."""
    for tables, tolerance in ((city, 0.005), (example, 0.01)):
        kinds = residents_of(tables).groupby("household")["household_type"].first()
        share = kinds.value_counts(normalize=True)
        assert share["one_person"] == pytest.approx(0.32, abs=tolerance)
        assert share["without_children"] == pytest.approx(0.25, abs=tolerance)
        assert share["with_children"] == pytest.approx(0.43, abs=tolerance)


def test_ages_of_adults(city, example):
    """CBS key figures: 15-24 13 %, 25-44 28 %, 45-64 28 %, 65+ 12 % of all; 18-24 taken as 7/10 of 15-24.

    The adults are 9.1 + 28 + 28 + 12 = 77.1 % of all, which gives the shares below.
    """
    expected = {"18-24": 9.1 / 77.1, "25-44": 28 / 77.1, "45-64": 28 / 77.1, "65+": 12 / 77.1}
    for tables in (city, example):
        share = residents_of(tables)["age_group"].value_counts(normalize=True)
        assert share.to_dict() == pytest.approx(expected, abs=0.01)


def test_carers(city, example):
    """Meerjarenvisie 2026-2029: 1 in 4 adults is a carer, for 17 hours a week on average."""
    for tables in (city, example):
        carer = residents_of(tables)["roles"].str.contains("carer")
        assert carer.mean() == pytest.approx(0.25, abs=0.001)
        hours = hours_given(tables, "care")
        assert set(hours.index) == set(carer.index[carer])
        assert hours.mean() == pytest.approx(17, abs=0.5)


def test_half_of_the_carers_care_long_and_intensively(city, example):
    """VMCA radar 2019: half of the carers care for more than 8 hours a week and more than 3 months."""
    for tables, tolerance in ((city, 0.02), (example, 0.04)):
        care = tables.ties[tables.ties["kind"] == "care"].groupby("giver")
        long = care["since"].min() < pd.Timestamp("2025-10-01")
        intensive = care["hours_per_week"].sum() > 8
        assert (long & intensive).mean() == pytest.approx(0.5, abs=tolerance)


def test_volunteers(city, example):
    """Meerjarenvisie 2026-2029: 34 % of adults volunteer, 7.5 hours a week on average."""
    for tables in (city, example):
        volunteer = residents_of(tables)["roles"].str.contains("volunteer")
        assert volunteer.mean() == pytest.approx(0.34, abs=0.001)
        hours = hours_given(tables, "volunteering")
        assert set(hours.index) == set(volunteer.index[volunteer])
        assert hours.mean() == pytest.approx(7.5, abs=0.2)


def test_volunteers_in_their_own_buurt(city, example):
    """Almere in de Peiling 2014: 38 % of the volunteers are active in their own neighbourhood."""
    for tables in (city, example):
        home = residents_of(tables)["district"]
        ties = tables.ties[tables.ties["kind"] == "volunteering"]
        local = ties["giver"].map(home) == ties["receiver"].map(home)
        assert local.groupby(ties["giver"]).any().mean() == pytest.approx(0.38, abs=0.01)


def test_more_volunteers_in_haven_and_hout_and_fewer_in_poort(city):
    """Almere in de Peiling 2014: most in Almere Haven (01) and Almere Hout (05), least in Almere Poort (04)."""
    people = residents_of(city)
    share = people["roles"].str.contains("volunteer").groupby(people["district"].str[6:8]).mean()
    assert set(share.nlargest(2).index) == {"01", "05"}
    assert share.idxmin() == "04"


def test_volunteers_over_65(city):
    """Almere in de Peiling 2014: 53 % of people over 65 when 39 % of all volunteered: 46 % when 34 % of all do."""
    people = residents_of(city)
    old = people[people["age_group"] == "65+"]
    assert old["roles"].str.contains("volunteer").mean() == pytest.approx(0.53 * 34 / 39, abs=0.02)


def test_volunteers_who_care(city):
    """Almere in de Peiling 2012: half in the broad definition, that of 40 %; here 25 % are carers: 31 %."""
    people = residents_of(city)
    volunteers = people[people["roles"].str.contains("volunteer")]
    assert volunteers["roles"].str.contains("carer").mean() == pytest.approx(0.5 * 25 / 40, abs=0.02)


def test_inhabitants(city):
    """CBS key figures: 214,715 inhabitants, of whom 16,755 in Almere Poort (encyclopedia figure)."""
    assert sum(buurt.inhabitants for buurt in BUURTEN) == pytest.approx(214_715, abs=100)
    poort = residents_of(city)["district"].str.startswith("BU003404").mean()
    assert poort == pytest.approx(16_755 / 214_715, rel=0.05)


@pytest.mark.parametrize("size", ["city", "example"])
def test_support_networks(size, request, group_shares):
    """Not measured for Almere: what was asked for (4-6 contacts, 6 % isolated, 15-20 % thin, 25 % alone, 1 in 8)."""
    figures = request.getfixturevalue(f"{size}_figures")
    wider = 1 if size == "city" else 1.5
    whole = group_shares(figures)
    assert 4 <= whole["contacts"] <= 6
    assert whole["isolated"] == pytest.approx(
        0.07, abs=0.01 * wider
    )  # 6 %, and a little more for the planted districts
    assert whole["thin_support"] == pytest.approx(0.20, abs=0.015 * wider)
    assert whole["dyadic_reciprocity"] == pytest.approx(0.60, abs=0.02 * wider)
    assert whole["carers_alone"] == pytest.approx(0.25, abs=0.02 * wider)
    assert whole["respite_reach"] == pytest.approx(1 / 8, abs=0.005)
    # Some have many contacts, nobody absurdly many.
    assert (figures["contacts"] > 10).mean() < 0.1
    assert figures["contacts"].max() < 45


def test_contacts_are_near_and_alike(city):
    """Contact grows less likely with distance and with a difference in age or education: compared with chance."""
    people = residents_of(city)
    ties = city.ties[city.ties["kind"].isin(["practical", "emotional", "company", "advice"])]
    apart = ties["giver"].map(people["household"]) != ties["receiver"].map(people["household"])
    giver, receiver = (people.loc[ties.loc[apart, end]].reset_index() for end in ("giver", "receiver"))
    same_buurt = giver["district"] == receiver["district"]
    assert (people["district"].value_counts(normalize=True) ** 2).sum() < 0.04
    assert 0.3 < same_buurt.mean() < 0.7
    # Among contacts in another buurt, those of the same wijk are far more than by chance.
    share = people["district"].value_counts(normalize=True)
    wijk = share.groupby(share.index.str[:8]).sum()
    by_chance = ((wijk**2).sum() - (share**2).sum()) / (1 - (share**2).sum())
    same_wijk = (giver["district"].str[:8] == receiver["district"].str[:8])[~same_buurt].mean()
    assert by_chance + 0.1 < same_wijk < 0.9
    for column in ("age_group", "education"):
        alike = (people[column].value_counts(normalize=True) ** 2).sum()
        assert (giver[column] == receiver[column]).mean() > alike + 0.02


def test_districts_differ_by_nature(city, city_figures, group_shares):
    """Districts without anything planted are not all the same, and none of them is as thin as a planted one."""
    usual = city_figures[~city_figures["district"].isin(city.truth["district"])]
    by_district = usual.groupby("district").apply(group_shares)
    large = by_district[usual.groupby("district").size() >= 200]
    assert large["isolated"].std() > 0.008
    assert large["isolated"].max() < 0.15
    assert large["dyadic_reciprocity"].min() > 0.45
    assert large["carers_alone"].max() < 0.45
    assert large["volunteer_dependence"].max() < 0.10
