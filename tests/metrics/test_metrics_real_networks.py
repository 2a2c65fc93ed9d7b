"""Published networks, where they lie beside the project: METRICS.md has the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

import netgraph as ng

REAL = Path(__file__).parents[3] / "shared" / "real"


@pytest.fixture(scope="module")
def arang_dak() -> ng.SupportNetwork:
    """Return a village in Nicaragua: Koster 2018, as published by Simpson 2022."""
    return read("arang_dak")


@pytest.fixture(scope="module")
def karnataka() -> ng.SupportNetwork:
    """Return 25 villages in India, raw: Banerjee, Chandrasekhar, Duflo & Jackson 2013."""
    return read("karnataka")


def read(name: str) -> ng.SupportNetwork:
    if not (REAL / name).is_dir():
        pytest.skip(f"{name} does not lie beside the project (../shared/real)")
    return ng.read_network(REAL / name, on_fault="set_aside")


def test_arang_dak(arang_dak):
    """108 people, 1,485 ties, 529 mutual and 427 one-way dyads, arc reciprocity 0.7125, 1 isolate."""
    tidy = ng.district_estimates(arang_dak).set_index("metric")
    assert (len(arang_dak.people), len(arang_dak.ties)) == (108, 1_485)
    assert tidy.loc["isolated", "numerator"] == 1
    assert tidy.loc["arc_reciprocity", "value"] == pytest.approx(0.7125, abs=0.00005)
    assert tidy.loc["arc_reciprocity", "numerator"] == 2 * 529
    assert tidy.loc["arc_reciprocity", "denominator"] == 2 * 529 + 427 == 1_485
    # Every dyad is seen from both ends.
    assert tidy.loc["dyadic_reciprocity", "denominator"] == 2 * (529 + 427)
    assert tidy.loc["outside_main_component", "numerator"] == 1


def test_karnataka_counts_those_who_were_asked(karnataka):
    """A quarter was interviewed: about the ties of the others next to nothing is known.

    Taken for whole, 77 % of those who were not asked seem to be at the edge (coreness below 2) and 64 % without
    ties, against 0.24 % and none of those who were. NetworkX on the raw file, projected, gives 12,848 of 16,674 and
    13 of 5,485. (Its core number on the directed graph, which counts mutual ties twice, gives 69 % and 0.04 %.)
    """
    asked = karnataka.people["respondent"]
    assert (asked.sum(), len(asked)) == (5_485, 22_159)
    tidy = ng.district_estimates(karnataka, by=None).set_index("metric")
    assert tidy.loc["isolated", "denominator"] == asked.sum()
    assert tidy.loc["isolated", "value"] == 0
    assert tidy.loc["outside_main_component", "reason"] == "not_observable"
    taken_for_whole = ng.from_tables(
        karnataka.people.assign(respondent=True), karnataka.ties, karnataka.districts, {"design": "whole_network"}
    )
    columns = ng.person_metrics(taken_for_whole, ["coreness", "contacts"])
    peripheral = columns["coreness"].to_numpy() < 2
    assert (peripheral[asked].sum(), peripheral[~asked].sum()) == (13, 12_848)
    assert (columns["contacts"].to_numpy() == 0)[~asked].mean() == pytest.approx(0.64, abs=0.005)


def test_karnataka_has_a_figure_for_every_village(karnataka):
    wide = ng.district_metrics(karnataka)
    assert len(wide) == 25
    assert wide["people"].sum() == karnataka.people["respondent"].sum()
    shown = ["isolated", "unsupported", "thin_support", "contacts", "dyadic_reciprocity", "arc_reciprocity"]
    assert wide[shown].notna().all(axis=None)
    # The survey has no kind care and no roles: nobody is known to be a carer.
    assert wide["carers_alone"].isna().all()
