"""The table of thin networks: its shape, and its reasons in words in both languages."""

from __future__ import annotations

import math
import re

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

import netgraph as ng
from netgraph.disclosure import protect
from netgraph.signals import ATTENTION, signal_estimates
from netgraph.words.shares import SHARE_WORDS
from tests.random_networks import seeded_tables
from tests.small_networks import small_network


def pairs(district: str, count: int) -> str:
    """Return ties of so many pairs who support each other."""
    names = [(f"{district}{2 * n}", f"{district}{2 * n + 1}") for n in range(count)]
    return " ".join(f"{one}>{other} {other}>{one}" for one, other in names)


def city(**about: object) -> ng.SupportNetwork:
    """Return a west where 10 of 30 have nobody and support goes one way, and an east where 2 of 60 have nobody.

    West: 20 people give to each other in a ring, one way. East: 58 people in mutual pairs.
    """
    ring = " ".join(f"w{n}>w{(n + 1) % 20}" for n in range(20))
    people = [*(f"w{n}@west" for n in range(30)), *(f"e{n}@east" for n in range(60))]
    districts = pd.DataFrame({"district": ["west", "east"], "name": ["De West", "Oost"], "population": [60, 60]})
    return small_network(f"{ring} {pairs('e', 29)}", " ".join(people), districts=districts, **about)


@pytest.fixture(scope="module")
def planted() -> ng.SupportNetwork:
    """Return a city with planted differences."""
    return ng.synthetic_network(people=5_000, seed=3)


def test_one_row_a_district():
    thin = ng.thin_networks(city())
    assert thin.index.name == "district"
    assert thin.index.to_list() == ["west", "east"]
    assert list(thin.columns) == ["attention", "signals", "reasons", "coverage"]
    assert [str(dtype) for dtype in thin.dtypes] == ["str", "str", "str", "float64"]
    assert set(thin["attention"]) <= set(ATTENTION)
    assert thin["attention"].to_list() == ["attention", "none"]
    assert thin["signals"].to_list() == ["dyadic_reciprocity;isolated", ""]
    assert thin["coverage"].to_list() == [0.5, 1.0]


def test_reasons_in_dutch():
    """By hand: 10 of 30 against 2 of 60; 0 of 40 contacts against 58 of 58. The clearest difference comes first.

    Of everybody against nobody, by chance not 1 time in 100; of 30 points more among 90 people, not 1 time in 20.
    """
    first, second = ng.thin_networks(city()).loc["west", "reasons"].split("\n")
    assert first.split(". ") == [
        "In De West gaat de alledaagse steun bij geen van de contacten (0%) over en weer",
        "In de rest van het gebied is dat 100%",
        "Het verschil is vrijwel zeker groter dan een gewone schommeling.",
    ]
    assert second.split(". ") == [
        "In De West heeft 1 op de 3 bewoners (33%) geen steunrelaties",
        "In de rest van het gebied is dat ongeveer 1 op de 30 (3%)",
        "Het verschil is zeer waarschijnlijk groter dan een gewone schommeling.",
    ]


def test_reasons_in_english():
    first, second = ng.thin_networks(city(), language="en").loc["west", "reasons"].split("\n")
    assert first.split(". ") == [
        "In De West, everyday support goes both ways with none of the contacts (0%)",
        "In the rest of the area it is 100%",
        "The difference is almost certainly larger than ordinary variation.",
    ]
    assert second.split(". ") == [
        "In De West, 1 in 3 residents (33%) have no support ties",
        "In the rest of the area it is about 1 in 30 (3%)",
        "The difference is very likely larger than ordinary variation.",
    ]


def test_a_survey_says_that_it_is_an_estimate():
    reasons = ng.thin_networks(city(design="survey"), language="en").loc["west", "reasons"]
    assert (
        "In De West, 1 in 3 residents (an estimated 33%) have no support ties. That is almost certainly more than in "
        "the rest of the area, where it is about 1 in 30 (3%)."
    ) in reasons


def test_adults_are_called_so():
    reasons = ng.thin_networks(city(population_is="adults"))["reasons"]
    assert "1 op de 3 volwassen bewoners (33%)" in reasons["west"]


def test_the_level_of_the_areas_is_that_of_their_codes():
    network = city()
    codes = {"west": "BU00340101", "east": "BU00340102"}
    people = network.people.assign(district=network.people["district"].map(codes))
    districts = network.districts.assign(district=network.districts["district"].map(codes))
    thin = ng.thin_networks(ng.from_tables(people, network.ties, districts))
    assert "In de rest van de stad is dat" in thin.loc["BU00340101", "reasons"]


@pytest.mark.parametrize("design", ["whole_network", "survey"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_placeholder_is_filled_and_every_dutch_verb_singular(planted, language, design):
    """On a city with planted differences: sentences end, hold no braces, and say heeft, krijgt or gaat."""
    about = {**planted.about.model_dump(), "design": design}
    asked = ng.from_tables(planted.people, planted.ties, planted.districts, about)
    reasons = [reason for text in ng.thin_networks(asked, language=language)["reasons"] for reason in text.splitlines()]
    assert len(reasons) >= 8
    for reason in reasons:
        assert not re.search(r"[{}]|nan|None|  ", reason)
        assert reason.endswith(".")
        assert re.search(r"\d%", reason) or any(row.words.in_(language) in reason for row in SHARE_WORDS)
        if language == "nl":
            assert re.match(r"In .+ (heeft|krijgt|gaat|hoort) ", reason)
            assert not re.search(r"\b(hebben|krijgen|gaan|zijn)\b", reason)
        else:
            assert re.match(r"In .+, ", reason)


def test_the_reasons_name_the_district_and_what_signals(planted):
    thin = ng.thin_networks(planted, language="en")
    names = planted.districts.set_index("district")["name"]
    for district, row in thin.iterrows():
        given = row["signals"].split(";") if row["signals"] else []
        assert len(row["reasons"].splitlines()) == len(given)
        assert all(f"In {names[district]}, " in reason for reason in row["reasons"].splitlines())
        assert set(given) <= set(ng.METRICS)
        assert (row["attention"] in ("watch", "attention")) == bool(given)


def test_the_language_is_one_of_two():
    with pytest.raises(ng.NetgraphError, match="Valid: nl, en"):
        ng.thin_networks(city(), language="de")  # type: ignore[arg-type]


def test_all_protected_figures_may_be_given_too():
    """What district_estimates gives holds figures that cannot signal: they are left out of the judgement."""
    network = city()
    tables = signal_estimates(network), ng.district_estimates(network)
    plain, every = (ng.thin_networks(network, protect(table)) for table in tables)
    pd.testing.assert_frame_equal(plain, every)  # all ties of this city are everyday ones


def test_districts_with_too_few_people():
    """Ungated: nine people are too little to judge. Gated: hidden. Nobody at all: too little, and not hidden."""
    districts = pd.DataFrame({"district": ["west", "east", "south"], "population": 20})
    people = " ".join([*(f"w{n}@west" for n in range(9)), *(f"e{n}@east" for n in range(20)), "z@elsewhere"])
    network = small_network(pairs("e", 10), people, districts=districts)
    thin = ng.thin_networks(network)
    assert thin["attention"].to_dict() == dict.fromkeys(["west", "east", "south"], "too_little_data")
    assert thin["coverage"].to_dict() == {"west": 0.45, "east": 1.0, "south": 0.0}
    gated = ng.thin_networks(network, protect(signal_estimates(network)))
    assert gated["attention"].to_dict() == {"west": "hidden", "east": "too_little_data", "south": "too_little_data"}
    assert math.isnan(gated.loc["west", "coverage"])
    assert gated.loc[["east", "south"], "coverage"].to_list() == [1.0, 0.0]


def test_a_register_never_says_who_is_isolated():
    """No carers are registered, and of isolation and reciprocity a register sees nothing."""
    thin = ng.thin_networks(city(design="register"))
    assert set(thin["attention"]) == {"too_little_data"}
    assert set(thin["reasons"]) == {""}


def test_larger_areas():
    districts = pd.DataFrame({"district": ["west", "east", "town", "land"], "parent": ["town", "land", None, None]})
    network = city()
    thin = ng.thin_networks(ng.from_tables(network.people, network.ties, districts), language="en", by="parent")
    assert thin.index.to_list() == ["town", "land"]
    assert thin["attention"].to_list() == ["attention", "none"]
    assert thin.loc["town", "reasons"].startswith("In town, ")


def test_boundaries_change_nothing():
    network = seeded_tables(100, 150, seed=2, districts=2).network()
    shapes = gpd.GeoDataFrame(network.districts, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs="EPSG:28992")
    drawn = ng.from_tables(network.people, network.ties, shapes, network.about)
    pd.testing.assert_frame_equal(ng.thin_networks(network), ng.thin_networks(drawn))
