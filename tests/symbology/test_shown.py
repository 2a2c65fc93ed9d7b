"""What may be shown of a network: figures after the gate, beside the rest and with larger areas, by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from scipy.stats import beta

import netgraph as ng
from netgraph.errors import NetgraphError
from netgraph.metrics import Choices, choose
from netgraph.symbology.shown import Gate, gated_figures, shown_states, wording_of

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import Design

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
    return gated_figures(network, FIGURES, Choices(), by, gate or Gate())  # type: ignore[arg-type]


def assert_column(cells: pd.DataFrame, name: str, expected: dict[str, float]) -> None:
    """Hold a column against numbers by area; NaN is one."""
    assert cells[name].to_dict() == pytest.approx(expected, nan_ok=True)


# --- the gate


@pytest.mark.parametrize(
    ("minimum", "design", "expected"),
    [
        (10, "whole_network", 10),
        (10, "register", 10),
        (10, None, 10),
        (10, "survey", 30),
        (29, "survey", 30),
        (45, "survey", 45),
        (15, "whole_network", 15),
    ],
)
def test_figures_of_a_survey_rest_on_at_least_thirty(minimum: int, design: Design | None, expected: int) -> None:
    """Thirty is where the bands of WORDS.md section 4 begin."""
    assert Gate(minimum).of_design(design) == Gate(expected)
    assert Gate(minimum, internal=True).of_design(design) == Gate(expected, internal=True)


def test_the_gate_hides_and_the_way_around_shows_everything(network: SupportNetwork) -> None:
    tidy = ng.district_estimates(network, ["isolated"])
    gated, internal = Gate().through(tidy), Gate(internal=True).through(tidy)
    assert gated.set_index("group")["hidden"].ne("").to_dict() == {code: SIZES[code] < 10 for code in SIZES}
    assert (internal["hidden"] == "").all()
    assert internal["value"].notna().all()
    with pytest.raises(NetgraphError, match="minimum must be a whole number of 10 or more"):
        Gate(5).through(tidy)


# --- figures


def test_figures_beside_those_of_the_other_districts_shown(network: SupportNetwork) -> None:
    """Of BU1 5 of 20, of BU4 10 of 20; each is the other's rest, as nothing is told of the small ones."""
    isolated = shown(network)["isolated"]
    assert list(isolated.index) == list(SIZES)
    nothing = dict.fromkeys(["BU2", "BU3", "BU5"], math.nan)
    assert_column(isolated, "value", {"BU1": 0.25, "BU4": 0.5, **nothing})
    # The rest of a hidden district is that of the two shown together: 15 of 40.
    assert_column(isolated, "rest_value", {"BU1": 0.5, "BU4": 0.25, **dict.fromkeys(nothing, 0.375)})
    assert_column(isolated, "people", {"BU1": 20, "BU4": 20, **nothing})


def test_margins_are_those_of_95_per_cent(network: SupportNetwork) -> None:
    """Jeffreys: the 2.5 % and 97.5 % quantile of Beta(5 + 1/2, 15 + 1/2)."""
    row = shown(network)["isolated"].loc["BU1"]
    assert (row["low"], row["high"]) == pytest.approx(tuple(beta.ppf([0.025, 0.975], 5.5, 15.5)), rel=1e-9)
    whole = shown(network)["fragmentation"].loc["BU1"]
    assert math.isnan(whole["low"])
    assert math.isnan(whole["rest_value"])  # what is no ratio has no rest either


def test_the_larger_area_stands_in_where_it_tells_nothing_of_one_district(network: SupportNetwork) -> None:
    """Haven: 9 of 32 without a tie, for both small districts together (12 people). Stad would tell of BU5 alone."""
    cells = shown(network)["isolated"]
    assert cells["larger"].to_dict() == {"BU1": "", "BU2": "Haven", "BU3": "Haven", "BU4": "", "BU5": ""}
    nothing = dict.fromkeys(["BU1", "BU4", "BU5"], math.nan)
    assert_column(cells, "larger_value", {"BU2": 9 / 32, "BU3": 9 / 32, **nothing})
    assert_column(cells, "larger_people", {"BU2": 32, "BU3": 32, **nothing})
    low, high = beta.ppf([0.025, 0.975], 9.5, 23.5)
    assert_column(cells, "larger_low", {"BU2": low, "BU3": low, **nothing})
    assert_column(cells, "larger_high", {"BU2": high, "BU3": high, **nothing})


def test_a_larger_area_without_a_name_stands_under_its_code() -> None:
    network = homes()
    bare = network.districts[network.districts["district"] != "WK1"]
    cells = shown(ng.from_tables(network.people, network.ties, bare, network.about))["isolated"]
    assert set(cells["larger"]) == {"", "WK1"}


def test_without_larger_areas_or_hidden_figures_there_are_no_columns_of_them(network: SupportNetwork) -> None:
    flat = ng.from_tables(network.people, network.ties, network.districts.drop(columns="parent"), network.about)
    inside = shown(network, gate=Gate(internal=True))["isolated"]
    for cells in (shown(flat)["isolated"], inside, shown(network, by="parent")["isolated"]):
        assert "larger" not in cells or set(cells["larger"]) == {""}
    assert_column(inside, "value", {code: ALONE[code] / size for code, size in SIZES.items()})


def test_larger_areas_by_themselves(network: SupportNetwork) -> None:
    """Haven 9 of 32, Stad 10 of 24."""
    isolated = shown(network, by="parent")["isolated"]
    assert_column(isolated, "value", {"WK1": 9 / 32, "WK2": 10 / 24})
    assert_column(isolated, "rest_value", {"WK1": 10 / 24, "WK2": 9 / 32})


def test_what_is_chosen_reaches_the_figures(network: SupportNetwork) -> None:
    people = network.people.assign(cohort=[str(number % 2) for number in range(len(network.people))])
    choices = Choices(bridge_by="cohort")
    mixed = ng.from_tables(people, network.ties, network.districts, network.about)
    found = gated_figures(mixed, choose(["bridging_share"], choices), choices, "district", Gate())
    # Neighbours in the row of people are of two cohorts, and every pair is one of neighbours.
    assert found["bridging_share"].loc["BU4", "value"] == 1.0


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
