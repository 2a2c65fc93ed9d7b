"""Identities between counts: all that are declared hold, and none that holds is missing.

The gate has to know which figures give which others away, so one that nobody declared is a leak.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.arcs import arcs_of
from netgraph.metrics import Choices, Identity, choose, identities
from tests.random_networks import RANDOM, Tables, random_tables, seeded_tables

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

Part = tuple[str, str]
RATIOS = [name for name, metric in ng.METRICS.items() if metric.shape == "ratio"]
PARTS: list[Part] = [(name, part) for name in RATIOS for part in ("numerator", "denominator")]


def on_sums() -> list[Identity]:
    """Return the identities of numerators and denominators; the gate's tests look at those on people."""
    return [identity for identity in identities() if all(part in PARTS for part in identity.terms)]


def coefficients() -> np.ndarray:
    """Return the declared identities as a matrix: one row each, one column a numerator or denominator."""
    matrix = np.zeros((len(on_sums()), len(PARTS)))
    for row, identity in zip(matrix, on_sums(), strict=True):
        for part, factor in identity.terms.items():
            row[PARTS.index(part)] = factor
    return matrix


GROUPINGS = st.sampled_from(["district", "parent", "age", ["district", "origin"], None])


def assert_identities_agree(tables: Tables, by: str | list[str] | None) -> set[str]:
    """Add up the parts of every identity for every group, with weights; return the figures whose identity was seen.

    Those on the people whom figures are about hold where all weigh the same.
    """
    network = tables.network()
    tidy = ng.district_estimates(network, by=by, bridge_by="origin")
    alike = (network.people["weight"] == 1).all()
    seen = set()
    for group, figures in tidy.groupby("group"):
        parts = figures.set_index("metric")[["numerator", "denominator", "people"]].astype("float64")
        parts.loc[parts["denominator"].isna(), "people"] = np.nan
        for identity in identities() if alike else on_sums():
            total = sum(factor * parts.loc[name, part] for (name, part), factor in identity.terms.items())
            if not np.isnan(total):
                assert total == pytest.approx(0.0, abs=1e-9), (group, identity)
                seen.add(identity.metric)
    return seen


@RANDOM
@given(random_tables(), GROUPINGS)
def test_every_declared_identity_holds_for_every_group(tables: Tables, by: str | list[str] | None):
    """A whole network gives all of them wherever there is a group at all."""
    assert assert_identities_agree(tables, by) in ({identity.metric for identity in on_sums()}, set())


@RANDOM
@given(
    random_tables(), GROUPINGS, st.sampled_from([{"design": "register"}, {"design": "survey", "asked": ["receives"]}])
)
def test_identities_hold_in_other_designs_as_far_as_their_figures_are_given(tables: Tables, by: object, about: dict):
    """Also in a register, where one figure has another denominator: the population."""
    assert_identities_agree(tables.changed(about={**tables.about, **about}), by)


def test_an_identity_is_about_its_figure_and_says_so_once():
    """Each declares something about a part of its own; the figures of a sum that are ratios of sums exist."""
    seen: dict[Part, int] = defaultdict(int)
    for identity in identities():
        assert {name for name, _ in identity.terms} <= set(RATIOS)
        own = [
            (name, part) for (name, part), factor in identity.terms.items() if name == identity.metric and factor == 1
        ]
        assert [identity.terms[part] for part in own] == [1]
        seen[own[0]] += 1
    assert set(seen.values()) == {1}
    assert np.linalg.matrix_rank(coefficients()) == len(on_sums())


def parts_of_people(network: SupportNetwork, bridge_by: str) -> np.ndarray:
    """Return what each counted person adds to every numerator and denominator: groups of one person."""
    choices = Choices(bridge_by=bridge_by)
    arcs = arcs_of(network, choices.columns)
    ratios = [metric.ratio(arcs) for metric in choose(RATIOS, choices)]
    columns = [values for ratio in ratios for values in (ratio.numerator, ratio.denominator)]
    return np.column_stack(columns)[arcs.counted]


@pytest.fixture(scope="module")
def everybody() -> np.ndarray:
    """Return the parts of the people of four networks below each other.

    A city with care and volunteering, and three networks without any sense, in one of which all hours are known: what
    holds for all these people by chance alone is not much.
    """
    tables = [
        seeded_tables(400, 900, seed=5),
        seeded_tables(400, 700, seed=6, hours_known=True),
        seeded_tables(300, 300, seed=7),
    ]
    networks = [(ng.synthetic_network(1500, seed=2), "age_group"), *((one.network(), "origin") for one in tables)]
    parts = np.vstack([parts_of_people(*network) for network in networks])
    assert np.isfinite(parts).all()
    assert (np.abs(parts).max(axis=0) > 0).all()  # of every part there is something
    return parts


def zero_sums(columns: np.ndarray) -> np.ndarray:
    """Return the sums of columns that are 0 in every row, as rows of factors: independent of each other."""
    scale = np.abs(columns).max(axis=0)
    _, singular, directions = np.linalg.svd(np.linalg.qr(columns / scale, mode="r"))
    rank = int((singular > 1e-9 * singular[0]).sum())
    if rank < len(singular):  # beyond doubt which sums are 0
        assert singular[rank - 1] > 1e6 * singular[rank]
    return directions[rank:] / scale


def undeclared(zero: np.ndarray, declared: np.ndarray) -> set[Part]:
    """Return the parts that are in what is left of sums that are 0 when those that are declared are taken out."""
    ways = np.linalg.qr(declared.T)[0]
    left = np.abs(zero - zero @ ways @ ways.T) > 1e-9
    return {part for part, involved in zip(PARTS, left.any(axis=0), strict=True) if involved}


def test_no_identity_is_missing(everybody):
    """As many independent sums are 0 for every person as are declared, and they are the same ones."""
    declared, zero = coefficients(), zero_sums(everybody)
    assert np.abs(everybody @ declared.T).max() < 1e-9
    assert undeclared(zero, declared) == set()
    columns = everybody.shape[1]
    rank = columns - len(zero)
    assert columns - rank == np.linalg.matrix_rank(declared)


def test_an_identity_that_somebody_forgot_would_be_found(everybody):
    """Leave out each that is declared: the sums that are 0 are then more than those."""
    zero = zero_sums(everybody)
    for number, forgotten in enumerate(on_sums()):
        found = undeclared(zero, np.delete(coefficients(), number, axis=0))
        assert found & set(forgotten.terms), forgotten


def test_a_sum_of_parts_that_nobody_declared_would_be_found(everybody):
    """Put a difference of two other parts in the place of a denominator: what a figure about the others would have."""
    place = {part: number for number, part in enumerate(PARTS)}
    changed = everybody.copy()
    changed[:, place["clustering", "denominator"]] = (
        everybody[:, place["isolated", "denominator"]] - everybody[:, place["peripheral", "numerator"]]
    )
    found = undeclared(zero_sums(changed), coefficients())
    assert {("clustering", "denominator"), ("peripheral", "numerator")} <= found
