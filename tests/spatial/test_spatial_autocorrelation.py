"""Moran's I of figures: by hand, in plain Python, as R has it, and what must not change it."""

from __future__ import annotations

import subprocess
import sys
import warnings
from typing import Any

import geopandas as gpd
import libpysal
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import UnknownNameError
from netgraph.spatial import AUTOCORRELATION_COLUMNS, spatial_autocorrelation
from tests.spatial.grids import RD, estimates_of, grid, network_of, slow_moran, slow_neighbours

FOUR_BY_FOUR = network_of(grid(4, 4))
CODES = list(grid(4, 4))
SOME = [0.3, 2.0, 5.5, 1.0, 4.0, 4.5, 3.0, 0.0, 2.5, 6.0, 7.5, 1.5, 0.5, 3.5, 9.0, 8.0]


def moran(estimates: pd.DataFrame, network: ng.SupportNetwork = FOUR_BY_FOUR, **choices: Any) -> Any:
    """Return the row of the only figure."""
    (row,) = spatial_autocorrelation(network, estimates=estimates, **choices).itertuples()
    return row


# --- what it is


def test_a_row_of_four_by_hand() -> None:
    """1, 2, 3, 4: z = -1.5, -0.5, 0.5, 1.5; neighbours' means -0.5, -0.5, 0.5, 0.5; I = 2 / 5."""
    row = moran(estimates_of(grid(4, 1), [1, 2, 3, 4]), network_of(grid(4, 1)))
    assert (row.areas, row.without_neighbours, row.without_figure, row.adjusted, row.reason) == (4, 0, 0, False, "")
    assert row.moran_i == pytest.approx(0.4)
    assert row.expected == pytest.approx(-1 / 3)


def test_a_single_high_middle_by_hand() -> None:
    """Three by three, the middle 9 and 0 around it.

    z = 8 and -1, sum of squares 72. Means of neighbours: corners (8 - 2) / 3 = 2, sides (8 - 4) / 5 = 0.8, middle -1;
    so the sum is 4 * -2 + 4 * -0.8 + 8 * -1 = -19.2, and I = -19.2 / 72 = -4 / 15.
    """
    row = moran(estimates_of(grid(3, 3), [0, 0, 0, 0, 9, 0, 0, 0, 0]), network_of(grid(3, 3)))
    assert row.moran_i == pytest.approx(-4 / 15)
    assert row.expected == pytest.approx(-1 / 8)


def columbus() -> gpd.GeoDataFrame:
    """Return the 49 neighbourhoods of Columbus (Anselin 1988) that libpysal has, on a map of ten kilometres a unit."""
    table = gpd.read_file(libpysal.examples.get_path("columbus.shp"))
    enlarged = table.geometry.translate(-5, -10).scale(1e4, 1e4, origin=(0, 0)).translate(100_000, 400_000)
    codes = [f"n{number:02d}" for number in table["POLYID"].astype(int)]
    return gpd.GeoDataFrame({"district": codes, "CRIME": table["CRIME"]}, geometry=enlarged, crs=RD)


def test_crime_in_columbus_is_as_r_has_it() -> None:
    """In R (spdep), on the neighbours by corner and side: Moran I statistic 0.500188557, expectation -0.020833333."""
    table = columbus()
    network = network_of(dict(zip(table["district"], table.geometry, strict=True)))
    row = moran(estimates_of(table["district"], table["CRIME"]), network)
    assert row.areas == 49
    assert row.moran_i == pytest.approx(0.500188557, abs=1e-9)
    assert row.expected == pytest.approx(-0.020833333, abs=1e-9)
    assert row.p_value == 2 / 1000


VALUES = st.one_of(st.none(), st.integers(-20, 20).map(lambda number: number / 4))


@given(st.lists(VALUES, min_size=16, max_size=16))
@settings(max_examples=40)
def test_it_is_that_of_the_formula_among_areas_with_figures_and_neighbours(drawn: list[float | None]) -> None:
    values = {code: value for code, value in zip(CODES, drawn, strict=True) if value is not None}
    near = slow_neighbours(grid(4, 4), 10, values)
    row = moran(estimates_of(CODES, [np.nan if value is None else value for value in drawn]))
    assert row.areas == len(near)
    assert row.without_neighbours == len(values) - len(near)
    assert row.without_figure == 16 - len(values)
    if len(near) < 3:
        assert (row.reason, np.isnan([row.moran_i, row.expected, row.p_value]).all()) == ("too_few_areas", True)
    elif len({values[code] for code in near}) == 1:
        assert (row.reason, np.isnan([row.moran_i, row.expected, row.p_value]).all()) == ("all_equal", True)
    else:
        assert row.reason == ""
        assert row.moran_i == pytest.approx(slow_moran(values, near))
        assert row.expected == pytest.approx(-1 / (len(near) - 1))
        assert 0 < row.p_value <= 1


def test_shares_are_compared_as_they_were_made_comparable() -> None:
    from netgraph.spatial.figures import comparable_rates  # noqa: PLC0415

    people = np.array([10, 20, 400, 30, 1_000, 15, 80, 12, 60, 9, 700, 25, 18, 90, 11, 300])
    share = np.arange(16) % 5 / 10
    estimates = estimates_of(CODES, share, numerator=share * people, denominator=people, people=people)
    estimates = estimates.assign(metric="isolated")
    near = slow_neighbours(grid(4, 4), 10)
    row = moran(estimates)
    assert row.adjusted
    assert row.moran_i == pytest.approx(
        slow_moran(dict(zip(CODES, comparable_rates(share, people), strict=True)), near)
    )
    plain = moran(estimates, adjust_rates=False)
    assert not plain.adjusted
    assert plain.moran_i == pytest.approx(slow_moran(dict(zip(CODES, share, strict=True)), near))


def test_a_checkerboard_of_rows_is_low_and_halves_are_high() -> None:
    halves = moran(estimates_of(CODES, [0] * 8 + [1] * 8))
    stripes = moran(estimates_of(CODES, [0] * 4 + [1] * 4 + [0] * 4 + [1] * 4))
    assert halves.moran_i > halves.expected
    assert stripes.moran_i < stripes.expected
    assert max(halves.p_value, stripes.p_value) <= 0.05


# --- what does not change it


@given(st.permutations(range(16)))
@settings(max_examples=20)
def test_the_order_of_districts_and_rows_does_not_matter(order: list[int]) -> None:
    shapes = grid(4, 4)
    network = network_of({CODES[number]: shapes[CODES[number]] for number in order})
    assert moran(estimates_of(CODES, SOME), network) == moran(estimates_of(CODES, SOME))


def test_names_do_not_matter() -> None:
    """Codes turned round change the permutations, so only I stays to the last bit but one."""
    renamed = {f"z{number:02d}": shape for number, shape in enumerate(reversed(grid(4, 4).values()))}
    row = moran(estimates_of(renamed, SOME[::-1]), network_of(renamed))
    assert row.moran_i == pytest.approx(moran(estimates_of(CODES, SOME)).moran_i)


@given(st.integers(-8, 8), st.sampled_from([-4, -1, 0.5, 2]))
@settings(max_examples=20)
def test_other_units_do_not_matter(added: int, times: float) -> None:
    """Neither another zero, nor another size, nor which end is up; powers of two leave the last bits too."""
    row, other = (moran(estimates_of(CODES, values)) for values in (SOME, times * np.array(SOME) + added))
    assert other.moran_i == pytest.approx(row.moran_i)
    assert other.p_value == row.p_value


@given(st.sets(st.sampled_from(CODES), max_size=12), st.floats(-1e6, 1e6))
@settings(max_examples=20)
def test_what_is_hidden_never_matters(hidden: set[str], instead: float) -> None:
    estimates = estimates_of(CODES, SOME)
    estimates["hidden"] = ["few_people" if code in hidden else "" for code in CODES]
    gone = estimates["group"].isin(hidden)
    rows = [
        moran(estimates.assign(value=estimates["value"].mask(gone))),
        moran(estimates.assign(value=estimates["value"].mask(gone, instead))),
        moran(estimates[~gone]),
    ]
    pd.testing.assert_frame_equal(pd.DataFrame(rows[:1]), pd.DataFrame(rows[1:2]))
    pd.testing.assert_frame_equal(pd.DataFrame(rows[:1]), pd.DataFrame(rows[2:]))


def test_people_of_a_hidden_area_never_matter() -> None:
    """After the gate, of two networks that differ in an area that is hidden in both; nothing asks the network."""
    shapes, most = grid(4, 4), dict.fromkeys(CODES, 40)
    tables = []
    for few in (3, 7):
        network = network_of(shapes, people={**most, "r1c1": few})
        protected = ng.protect(ng.district_estimates(network, ["contacts", "isolated", "volunteer_share"]))
        assert (protected.loc[protected["group"] == "r1c1", "hidden"] != "").all()
        made_up = np.tile(np.array(SOME) / 10, (3, 1)).T.ravel()
        estimates = protected.assign(value=protected["value"].mask(protected["value"].notna(), made_up))
        tables.append((network, estimates))
    one, other = (spatial_autocorrelation(network, estimates=estimates) for network, estimates in tables)
    crossed = spatial_autocorrelation(tables[1][0], estimates=tables[0][1])
    pd.testing.assert_frame_equal(one, other)
    pd.testing.assert_frame_equal(one, crossed)
    assert one["without_figure"].min() >= 1


def test_other_figures_do_not_matter() -> None:
    estimates = [
        estimates_of(CODES, values).assign(metric=name)
        for name, values in (("contacts", SOME), ("isolated", SOME[::-1]))
    ]
    both = spatial_autocorrelation(FOUR_BY_FOUR, estimates=pd.concat(estimates), seed=3)
    alone = [spatial_autocorrelation(FOUR_BY_FOUR, estimates=each, seed=3) for each in reversed(estimates)]
    assert both["metric"].tolist() == ["isolated", "contacts"]
    pd.testing.assert_frame_equal(both, pd.concat(alone, ignore_index=True))


# --- chance


def test_the_same_seed_gives_the_same_and_no_other_chance_is_touched() -> None:
    estimates = estimates_of(CODES, SOME)
    np.random.seed(1)  # noqa: NPY002 - the global state is what this is about
    before = np.random.get_state()  # noqa: NPY002
    first, second = moran(estimates, seed=4), moran(estimates, seed=4)
    after = np.random.get_state()  # noqa: NPY002
    assert first == second
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))
    different = {moran(estimates, seed=seed, permutations=99).p_value for seed in range(8)}
    assert len(different) > 1


def test_a_generator_goes_on() -> None:
    estimates, rng = estimates_of(CODES, SOME), np.random.default_rng(1)
    assert moran(estimates, seed=np.random.default_rng(1)) == moran(estimates, seed=rng)
    assert rng.bit_generator.state != np.random.default_rng(1).bit_generator.state


def test_filters_for_warnings_are_left_alone() -> None:
    """The local statistic of esda adds to them."""
    before = list(warnings.filters)
    ng.local_clusters(FOUR_BY_FOUR, "contacts", estimates=estimates_of(CODES, SOME), permutations=99)
    moran(estimates_of(CODES, SOME))
    assert list(warnings.filters) == before


# --- islands and too little


def test_islands_take_no_part() -> None:
    shapes = {**grid(3, 1), "island": grid(6, 1)["r0c5"]}
    row = moran(estimates_of(shapes, [1, 2, 4, 100]), network_of(shapes))
    assert (row.areas, row.without_neighbours) == (3, 1)
    alone = moran(estimates_of(grid(3, 1), [1, 2, 4]), network_of(grid(3, 1)))
    assert row.moran_i == pytest.approx(alone.moran_i)


@pytest.mark.parametrize("count", [1, 2])
def test_too_few_areas(count: int) -> None:
    row = moran(estimates_of(grid(count, 1), range(count)), network_of(grid(count, 1)))
    assert row.reason == "too_few_areas"
    assert np.isnan([row.moran_i, row.expected, row.p_value]).all()


def test_all_hidden_or_all_equal_is_no_error() -> None:
    none = moran(estimates_of(CODES, [np.nan] * 16))
    assert (none.areas, none.without_figure, none.reason) == (0, 16, "too_few_areas")
    assert moran(estimates_of(CODES, [0.1 + 0.2] * 8 + [0.3] * 8)).reason == "all_equal"


# --- tables


def test_columns_and_types() -> None:
    told = spatial_autocorrelation(FOUR_BY_FOUR, permutations=99)
    assert tuple(told.columns) == AUTOCORRELATION_COLUMNS
    assert told["metric"].tolist() == [name for name in ng.METRICS if name != "bridging_share"]
    types = {name: str(kind) for name, kind in told.dtypes.items()}
    assert {name for name, kind in types.items() if kind == "int64"} == {
        "areas",
        "without_neighbours",
        "without_figure",
    }
    assert {name for name, kind in types.items() if kind == "float64"} == {"moran_i", "expected", "p_value"}
    assert types["adjusted"] == "bool"
    assert set(told["reason"]) <= {"", "too_few_areas", "all_equal"}
    empty = spatial_autocorrelation(FOUR_BY_FOUR, [])
    assert empty.dtypes.equals(told.dtypes)
    assert empty.empty


def test_what_is_computed_is_what_estimates_give() -> None:
    network = ng.synthetic_network(people=1_500, seed=2)
    names = ["thin_support", "ei_index", "volunteer_share", "bridging_share"]
    for by in ("district", "parent"):
        told = spatial_autocorrelation(network, names, by, bridge_by="age_group", permutations=99)
        estimates = ng.district_estimates(network, names, by, bridge_by="age_group")
        pd.testing.assert_frame_equal(
            told, spatial_autocorrelation(network, None, by, estimates=estimates, permutations=99)
        )


def test_planted_volunteers_lie_together() -> None:
    """The synthetic Almere has most volunteers in all districts of Haven and Hout, and fewest in those of Poort."""
    told = spatial_autocorrelation(ng.synthetic_network(people=20_000, seed=1), ["volunteer_share"])
    assert told.loc[0, "moran_i"] > 0.3
    assert told.loc[0, "p_value"] <= 0.01


@pytest.mark.parametrize(
    ("choices", "error", "message"),
    [
        ({"metrics": ["isolatd"]}, UnknownNameError, "Did you mean isolated"),
        ({"by": "age_group"}, UnknownNameError, "by='age_group' is no level of areas"),
        ({"by": ["district"]}, UnknownNameError, "is no level of areas"),
        ({"within": -1}, ng.NetgraphError, "within must be"),
        ({"permutations": 98}, ng.NetgraphError, "permutations must be"),
        ({"seed": -1}, ng.NetgraphError, "seed must be"),
        ({"estimates": estimates_of(["x"], [1])}, ng.NetgraphError, "about other areas than by='district'"),
        ({"carer_definition": "x"}, UnknownNameError, "x"),
    ],
)
def test_wrong_choices_are_refused(choices: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        spatial_autocorrelation(FOUR_BY_FOUR, **choices)


# --- what need not be installed


def run(code: str) -> str:
    """Run Python in a process of its own, where warnings are errors, and return what it printed."""
    told = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.mark.parametrize("missing", ["esda", "libpysal"])
def test_without_the_extra_it_is_named(missing: str) -> None:
    """In a process of its own, where one of them cannot be imported; the rest of netgraph works there."""
    one, other, rows = run(
        f"import sys; sys.modules[{missing!r}] = None\n"
        "import netgraph as ng\n"
        "for call in (ng.spatial_autocorrelation, ng.local_clusters):\n"
        "    try:\n        call(None, 'isolated')\n"
        "    except ng.MissingExtraError as error:\n        print(error)\n"
        "print(len(ng.district_metrics(ng.synthetic_network(people=200, seed=1), metrics=['isolated'])))"
    ).splitlines()
    for told, function in ((one, "spatial_autocorrelation"), (other, "local_clusters")):
        assert told.startswith(f"{function} needs {missing}, which is not installed.")
        assert 'pip install "neighbourhood-netgraph[spatial]"' in told
    assert int(rows) > 0


def test_with_and_without_numba_it_is_the_same() -> None:
    code = (
        "import netgraph as ng\n"
        "network = ng.synthetic_network(people=1_500, seed=1)\n"
        "print(ng.spatial_autocorrelation(network, ['ei_index', 'isolated'], permutations=99).to_csv())\n"
        "print(ng.local_clusters(network, 'ei_index', permutations=99).drop(columns='geometry').to_csv())"
    )
    assert run(code) == run("import sys; sys.modules['numba'] = None\n" + code)


def test_importing_netgraph_does_not_load_esda() -> None:
    code = "import sys, netgraph; netgraph.local_clusters; print('esda' in sys.modules, 'libpysal' in sys.modules)"
    assert run(code) == "False False\n"
