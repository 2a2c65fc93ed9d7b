"""What may be shown of a network: figures after the gate, beside the rest and with larger areas, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from scipy.stats import beta

import netgraph as ng
from netgraph.errors import NetgraphError
from netgraph.metrics import Choices, choose
from netgraph.symbology.shown import Gate, Shown, shown_states, wording_of

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

FIGURES = choose(["isolated", "contacts", "fragmentation"])
SIZES = {"BU1": 20, "BU2": 6, "BU3": 6, "BU4": 20, "BU5": 4}
ALONE = {"BU1": 5, "BU2": 3, "BU3": 1, "BU4": 10, "BU5": 0}
"""How many of each district have no tie; all others are in pairs of one-way support, but for a chain of three."""


def homes() -> SupportNetwork:
    """Make two wijken: Haven of 20, 6 and 6 people, Stad of 20 and 4. Only one district of Stad is small."""
    people, ties = [], []
    for code, size in SIZES.items():
        names = [f"{code}-{number}" for number in range(size)]
        people += [(name, code) for name in names]
        tied = names[ALONE[code] :]
        ties += list(zip(tied[::2], tied[1::2], strict=False))
        if len(tied) % 2:
            ties.append((tied[-2], tied[-1]))
    wijken = {"BU1": "WK1", "BU2": "WK1", "BU3": "WK1", "BU4": "WK2", "BU5": "WK2", "WK1": None, "WK2": None}
    names = [*(f"Buurt {code[2]}" for code in SIZES), "Haven", "Stad"]
    districts = pd.DataFrame({"district": list(wijken), "name": names, "parent": list(wijken.values())})
    return ng.from_tables(
        pd.DataFrame(people, columns=["person", "district"]),
        pd.DataFrame(ties, columns=["giver", "receiver"]),
        districts=districts,
        about={"design": "whole_network"},
    )


@pytest.fixture(scope="module")
def network() -> SupportNetwork:
    return homes()


def shown(network: SupportNetwork, *, by: str = "district", gate: Gate | None = None) -> dict[str, pd.DataFrame]:
    return Shown(network, Choices(), by, gate or Gate()).figures(FIGURES)  # type: ignore[arg-type]


def assert_column(cells: pd.DataFrame, name: str, expected: dict[str, float]) -> None:
    """Hold a column against numbers by area; NaN is one."""
    assert cells[name].to_dict() == pytest.approx(expected, nan_ok=True)


# --- the gate


def test_what_would_tell_small_districts_is_hidden_with_them(network: SupportNetwork) -> None:
    """Haven less BU1 would be the 4 of BU2 and BU3 together; Stad less BU4 would be BU5."""
    expected = {"BU1": "secondary", "BU4": "secondary", **dict.fromkeys(["BU2", "BU3", "BU5"], "few_people")}
    assert shown(network)["isolated"]["hidden"].to_dict() == expected


def test_the_way_around_shows_everything(network: SupportNetwork) -> None:
    inside = shown(network, gate=Gate(internal=True))["isolated"]
    assert (inside["hidden"] == "").all()
    assert "larger" not in inside or set(inside["larger"]) == {""}


def test_a_figure_of_a_whole_group_is_hidden_with_the_counts_that_it_tells(network: SupportNetwork) -> None:
    """How many of BU1 and BU4 are isolated is hidden; their fragmentation would tell it."""
    cells = shown(network)["fragmentation"]
    assert cells.loc[["BU1", "BU4"], "hidden"].to_list() == ["secondary", "secondary"]
    assert cells.loc[["BU1", "BU4"], ["value", "people"]].isna().all(axis=None)


def test_a_minimum_below_ten_is_refused(network: SupportNetwork) -> None:
    with pytest.raises(NetgraphError, match="minimum must be a whole number of 10 or more"):
        shown(network, gate=Gate(5))


def test_what_is_judged_and_the_coverage_pass_the_same_gate(network: SupportNetwork) -> None:
    """A figure that is drawn and judged is hidden for both; of whom few were asked, so is how many."""
    gated = Shown(network, Choices(), "district", Gate())
    judged = gated.judged()[0].set_index(["metric", "group"])["hidden"]
    assert judged["isolated"].to_dict() == shown(network)["isolated"]["hidden"].to_dict()
    coverage = gated.coverage()
    assert (coverage.loc[["BU2", "BU3", "BU5"], "hidden"] == "few_people").all()
    assert coverage.loc[["BU2", "BU3", "BU5"], ["value", "people"]].isna().all(axis=None)


def test_figures_of_signals_pass_the_gate(network: SupportNetwork) -> None:
    """None of a district of fewer than ten people is told, on everyday ties neither."""
    for name, cells in Shown(network, Choices(), "district", Gate()).signal_figures().items():
        assert ng.METRICS[name].signal is not None
        assert cells.loc[["BU2", "BU3", "BU5"], ["value", "low", "high", "people"]].isna().all(axis=None)


# --- figures


def test_larger_areas_beside_each_other(network: SupportNetwork) -> None:
    """Haven 9 of 32, Stad 10 of 24; each is the other's rest."""
    isolated = shown(network, by="parent")["isolated"]
    assert_column(isolated, "value", {"WK1": 9 / 32, "WK2": 10 / 24})
    assert_column(isolated, "rest_value", {"WK1": 10 / 24, "WK2": 9 / 32})
    assert_column(isolated, "people", {"WK1": 32, "WK2": 24})


def test_beside_a_hidden_figure_stands_no_rest(network: SupportNetwork) -> None:
    """All others of a hidden district would tell it; inside the building they are told: 14 of 36 for BU1."""
    assert shown(network)["isolated"]["rest_value"].isna().all()
    inside = shown(network, gate=Gate(internal=True))["isolated"]
    assert inside.loc["BU1", "value"] == 5 / 20
    assert inside.loc["BU1", "rest_value"] == pytest.approx(14 / 36)
    whole = shown(network, by="parent")["fragmentation"]
    assert whole["rest_value"].isna().all()  # what is no ratio has no rest


def test_margins_are_those_of_95_per_cent(network: SupportNetwork) -> None:
    """Jeffreys: the 2.5 % and 97.5 % quantile of Beta(9 + 1/2, 23 + 1/2)."""
    row = shown(network, by="parent")["isolated"].loc["WK1"]
    assert (row["low"], row["high"]) == pytest.approx(tuple(beta.ppf([0.025, 0.975], 9.5, 23.5)), rel=1e-9)


def test_the_larger_area_stands_in(network: SupportNetwork) -> None:
    cells = shown(network)["isolated"]
    assert cells["larger"].to_dict() == {**dict.fromkeys(["BU1", "BU2", "BU3"], "Haven"), "BU4": "Stad", "BU5": "Stad"}
    assert_column(cells, "larger_value", {code: 9 / 32 if code < "BU4" else 10 / 24 for code in SIZES})
    assert_column(cells, "larger_people", {code: 32 if code < "BU4" else 24 for code in SIZES})
    low, high = beta.ppf([0.025, 0.975], 9.5, 23.5)
    assert cells.loc["BU2", ["larger_low", "larger_high"]].to_list() == pytest.approx([low, high])


def test_a_larger_area_without_a_name_stands_under_its_code(network: SupportNetwork) -> None:
    bare = network.districts[network.districts["district"] != "WK1"]
    cells = shown(ng.from_tables(network.people, network.ties, bare, network.about))["isolated"]
    assert set(cells["larger"]) == {"Stad", "WK1"}


def test_without_larger_areas_there_are_no_columns_of_them(network: SupportNetwork) -> None:
    flat = ng.from_tables(network.people, network.ties, network.districts.drop(columns="parent"), network.about)
    for cells in (shown(flat)["isolated"], shown(network, by="parent")["isolated"]):
        assert "larger" not in cells or set(cells["larger"]) == {""}


def test_what_is_chosen_reaches_the_figures(network: SupportNetwork) -> None:
    """Neighbours in the row of people are of two cohorts, and every pair is one of neighbours."""
    people = network.people.assign(cohort=[str(number % 2) for number in range(len(network.people))])
    choices = Choices(bridge_by="cohort")
    mixed = ng.from_tables(people, network.ties, network.districts, network.about)
    gated = Shown(mixed, choices, "district", Gate(internal=True))
    assert gated.figures(choose(["bridging_share"], choices))["bridging_share"].loc["BU1", "value"] == 1.0


# --- states


def judged(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["group", "reason", "hidden"])


def test_states_say_why_nothing_can_be_said() -> None:
    """Nobody there, or nothing that these data can show; one figure that can be judged leaves the state as it is."""
    attention = pd.Series({"a": "none", "b": "too_little_data", "c": "too_little_data", "d": "too_little_data"})
    table = judged(
        ("a", "", ""),
        ("a", "not_observable", ""),
        ("b", "no_people", ""),
        ("b", "no_people", ""),
        ("c", "not_observable", ""),
        ("c", "not_observable", ""),
        ("d", "undefined", ""),
        ("d", "not_observable", ""),
    )
    assert shown_states(attention, table) == ["none", "missing", "not_observable", "too_little_data"]


def test_a_hidden_district_stays_hidden_whatever_its_reasons() -> None:
    attention = pd.Series({"a": "hidden", "b": "too_little_data"})
    table = judged(("a", "no_people", "few_people"), ("a", "not_observable", "secondary"))
    assert shown_states(attention, table) == ["hidden", "too_little_data"]


# --- words


def test_words_follow_the_codes_and_the_district_that_people_live_in(network: SupportNetwork) -> None:
    wijken = wording_of(network, ["WK1", "WK2"], "nl")
    assert (wijken.area.one.nl, wijken.home.one.nl if wijken.home else "") == ("wijk", "buurt")
    buurten = wording_of(network, list(SIZES), "en")
    assert (buurten.language, buurten.area.more.en, buurten.rest) == ("en", "neighbourhoods", "the rest of the city")
    assert wording_of(network, ["BU1", "WK1"], "nl").area.one.nl == "gebied"
