"""Every figure and person column on random networks, with borders, paid ties and gaps, against plain Python."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from tests.random_networks import FEWER, KINDS, ORIGINS, RANDOM, REFERENCE_DATE, Tables, random_tables, seeded_tables
from tests.slow_reference import SlowNetwork

if TYPE_CHECKING:
    from collections.abc import Mapping

EXACT = 1e-12
CHOICES = [{"carer_definition": definition, "bridge_by": "origin"} for definition in ("cbs2024", "scp")]


def groups_of(slow: SlowNetwork, by: str | None) -> dict[str, list[str]]:
    """Return who is in each group: by home district, by a column of people, or all at home in some district."""
    if by is None:
        return {"all": slow.at_home()}
    if by == "district":
        return {code: slow.living_in(code) for code in sorted(slow.districts)}
    values = {row[by] for row in slow.person.values()} - {None}
    return {value: [who for who in slow.at_home() if slow.person[who][by] == value] for value in values}


def assert_figures_agree(
    found: pd.DataFrame, slow: SlowNetwork, by: str | None, populations: Mapping[str, float]
) -> None:
    """Compare a tidy table, of the groups that anybody lives in, with the slow figures of who is in them."""
    groups = groups_of(slow, by)
    assert set(found["group"]) - set(groups) == set()
    for row in found.itertuples():
        population = populations.get(row.group, math.nan)
        expected = slow.figure(row.metric, groups[row.group], population=population)
        told = (row.numerator, row.denominator, row.value)
        known = (expected.numerator, expected.denominator, expected.value)
        assert told == pytest.approx(known, rel=EXACT, abs=EXACT, nan_ok=True), (row.metric, row.group)
        assert row.people == expected.people, (row.metric, row.group)
        nobody = not slow.members(groups[row.group])
        assert row.reason == ("" if not math.isnan(expected.value) else "no_people" if nobody else "undefined")


def check_all(tables: Tables, network: ng.SupportNetwork, by: str | None, choices: dict[str, str]) -> pd.DataFrame:
    """Compare every figure, and return the tidy table."""
    found = ng.district_estimates(network, by=by, **choices)
    groups = found["group"].nunique()
    assert found["metric"].to_list() == list(ng.METRICS) * groups
    assert_figures_agree(found, SlowNetwork(tables, **choices), by, {})
    return found


def dated(tables: Tables) -> Tables:
    """Return the same with a reference date, from which it can be told for how long somebody has cared."""
    return tables.changed(about={**tables.about, "reference_date": REFERENCE_DATE})


@RANDOM
@given(tables=random_tables(), choices=st.sampled_from(CHOICES))
def test_figures(tables, choices):
    """By home district, of everybody at home in one, and by columns of people (one of them with empty cells)."""
    tables = dated(tables) if choices["carer_definition"] == "scp" else tables
    network = tables.network()
    for by in ("district", None, "age", "origin"):
        check_all(tables, network, by, choices)


@pytest.mark.slow
@settings(RANDOM, max_examples=300)
@given(random_tables(), st.sampled_from(CHOICES), st.sampled_from(["district", None, "origin"]))
def test_figures_of_many_networks(tables, choices, by):
    tables = dated(tables) if choices["carer_definition"] == "scp" else tables
    check_all(tables, tables.network(), by, choices)


@FEWER
@given(tables=random_tables(), without=st.sets(st.sampled_from(KINDS)))
def test_figures_of_some_kinds(tables, without):
    """What is left out is as if it had never been told; a carer or volunteer by role stays one."""
    network = tables.network()
    kinds = [kind for kind in set(network.ties["kind"]) if kind not in without]
    found = ng.district_estimates(network.only(kinds=kinds), bridge_by="origin")
    assert_figures_agree(found, SlowNetwork(tables, without_kinds=without, bridge_by="origin"), "district", {})


@RANDOM
@given(random_tables())
def test_person_columns(tables):
    slow = SlowNetwork(tables)
    found = ng.person_metrics(tables.network())
    expected = pd.DataFrame(slow.person_columns()).reindex(index=[row["person"] for row in tables.people])
    not_asked = [row["person"] for row in tables.people if not row["respondent"]]
    expected.loc[not_asked] = math.nan
    pd.testing.assert_frame_equal(found, expected.astype("float64"), check_names=False, rtol=EXACT)


@RANDOM
@given(random_tables(design="register"))
def test_figures_of_a_register(tables):
    """Those that registered ties can tell are computed as ever; volunteers are a share of the population."""
    slow = SlowNetwork(tables)
    populations = {row["district"]: row["population"] or math.nan for row in tables.districts}
    found = ng.district_estimates(tables.network(), bridge_by="origin")
    given_ones = found[~found["reason"].isin(["not_observable", "no_people"])]
    assert set(given_ones["metric"]) <= {name for name, metric in ng.METRICS.items() if metric.needs == "given"}
    assert_figures_agree(given_ones, slow, "district", populations)
    shares = found[(found["metric"] == "volunteer_share") & (found["reason"] == "not_observable")]
    assert shares["group"].map(populations).isna().all()


@pytest.fixture(scope="module", params=[True, False], ids=["hours known", "hours partly unknown"])
def larger(request) -> Tables:
    """Return 400 people in four districts: a giant component, cores of all sizes and every role."""
    return dated(seeded_tables(400, 900, seed=7, districts=4, hours_known=request.param, circles=True))


@pytest.mark.parametrize("by", ["district", None, "origin"], ids=str)
@pytest.mark.parametrize("choices", CHOICES, ids=lambda choices: choices["carer_definition"])
def test_figures_of_a_larger_network(larger, by, choices):
    found = check_all(larger, larger.network(), by, choices)
    assert found["value"].notna().all()  # so that nothing is compared as undefined with undefined
    shares = found[found["metric"] == "intensive_carers"]
    assert shares["value"].between(0, 1, inclusive="neither").any()


def test_the_larger_network_shows_differences(larger):
    """The two definitions of intensive care differ on it, and so do hours and numbers of supporters."""
    network = larger.network()
    cbs, scp = (
        ng.district_estimates(network, ["intensive_carers"], carer_definition=name) for name in ("cbs2024", "scp")
    )
    assert (cbs["numerator"] > scp["numerator"]).any()
    assert {row["origin"] for row in larger.people} == set(ORIGINS)
    columns = ng.person_metrics(network)
    asked = [row["person"] for row in larger.people if row["respondent"]]
    assert columns.loc[asked, "coreness"].nunique() > 2
    assert columns.loc[asked, "triangles"].sum() > 10
    expected = pd.DataFrame(SlowNetwork(larger).person_columns()).loc[asked].astype("float64")
    pd.testing.assert_frame_equal(columns.loc[asked], expected, check_names=False, rtol=EXACT)
