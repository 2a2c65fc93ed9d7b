"""p-values of permutations: against all permutations there are, one by one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

import netgraph as ng
from netgraph.spatial import permutation
from netgraph.spatial.permutation import (
    all_equal,
    check_permutations,
    global_p_value,
    local_p_values,
    seed_number,
    two_sided,
)

ROW_OF_SIX = [[1], [0, 2], [1, 3], [2, 4], [3, 5], [4]]


def weights(near: list[list[int]]) -> sparse.csr_array:
    dense = np.zeros((len(near), len(near)))
    for place, others in enumerate(near):
        dense[place, others] = 1 / len(others)
    return sparse.csr_array(dense)


def moran(z: np.ndarray, near: list[list[int]]) -> float:
    return float(sum(z[place] * z[others].mean() for place, others in enumerate(near)) / (z @ z))


def out_of_all(observed: float, values: list[float]) -> float:
    """Twice the smaller tail of all that there are, the observed one among them."""
    higher = sum(value >= observed - 1e-9 for value in values)
    lower = sum(value <= observed + 1e-9 for value in values)
    return min(1.0, 2 * min(higher, lower) / len(values))


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5, 9], [0, 0, 0, 1, 1, 1], [5, 1, 4, 1, 3, 1]])
def test_global_p_value_is_near_that_of_all_720_orders(values: list[float]) -> None:
    """With 20,000 permutations a tail is right to sqrt(0.25 / 20,000) = 0.0035, twice a tail to 0.007."""
    z = np.array(values) - np.mean(values)
    near = [np.array(others) for others in ROW_OF_SIX]
    exact = out_of_all(moran(z, near), [moran(np.array(order), near) for order in itertools.permutations(z)])
    found = global_p_value(z, weights(ROW_OF_SIX), moran(z, near), 20_000, np.random.default_rng(1))
    assert found == pytest.approx(exact, abs=0.03)


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5, 9], [0, 0, 0, 1, 1, 1], [5, 1, 4, 1, 3, 1]])
def test_local_p_values_are_near_those_of_all_choices_of_neighbours(values: list[float]) -> None:
    z = np.array(values) - np.mean(values)
    exact = []
    for place, others in enumerate(ROW_OF_SIX):
        rest = [number for number in range(len(z)) if number != place]
        drawn = [z[place] * z[list(some)].mean() for some in itertools.combinations(rest, len(others))]
        exact.append(out_of_all(z[place] * z[others].mean(), drawn))
    near = [np.array(others) for others in ROW_OF_SIX]
    np.testing.assert_allclose(local_p_values(z, near, 20_000, np.random.default_rng(1)), exact, atol=0.03)


def test_where_everybody_borders_on_everybody_nothing_is_unusual() -> None:
    """Whatever the order, I is then the same but for its last bits."""
    z = np.array([0.1, 0.7, -0.3, -0.5])
    near = [np.array([other for other in range(4) if other != place]) for place in range(4)]
    dense = weights([others.tolist() for others in near])
    assert global_p_value(z, dense, moran(z, [*near]), 99, np.random.default_rng(1)) == 1
    assert local_p_values(z, near, 99, np.random.default_rng(1)).tolist() == [1, 1, 1, 1]


@given(st.lists(st.integers(-3, 3), min_size=6, max_size=6), st.integers(0, 9))
@settings(max_examples=30)
def test_p_values_lie_above_0_and_at_most_at_1(values: list[int], seed: int) -> None:
    z = np.array(values, dtype=np.float64)
    z -= z.mean()
    if not all_equal(z):
        near = [np.array(others) for others in ROW_OF_SIX]
        p = global_p_value(z, weights(ROW_OF_SIX), moran(z, near), 99, np.random.default_rng(seed))
        local = local_p_values(z, near, 99, np.random.default_rng(seed))
        for each in (p, *local):
            assert 2 / 100 <= each <= 1


def test_dealing_in_parts_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    z, near = np.array([2.0, -1, 0.5, -2, 1.5, -1]), [np.array(others) for others in ROW_OF_SIX]

    def found() -> tuple[float, list[float]]:
        p = global_p_value(z, weights(ROW_OF_SIX), 0.3, 999, np.random.default_rng(1))
        return p, local_p_values(z, near, 999, np.random.default_rng(1)).tolist()

    at_once = found()
    monkeypatch.setattr(permutation, "AT_ONCE", 40)
    assert found() == at_once


def test_p_values_count_the_smaller_tail_twice_and_the_data_themselves() -> None:
    """2 * (1 + 4) / 100, 2 * (1 + 0) / 100, and never more than 1."""
    higher, lower = np.array([4, 99, 60]), np.array([95, 0, 60])
    assert two_sided(higher, lower, 99).tolist() == [0.1, 0.02, 1.0]


def test_equal_but_for_the_last_bits_is_equal() -> None:
    assert all_equal(np.array([0.1 + 0.2, 0.3]))
    assert all_equal(np.zeros(3))
    assert not all_equal(np.array([0.3, 0.30001]))


@pytest.mark.parametrize("permutations", [98, 0, -1, 999.0, "999", None, True])
def test_too_few_permutations_are_refused(permutations: object) -> None:
    with pytest.raises(ng.NetgraphError, match=r"permutations must be a whole number of 99 or more.*Try 999"):
        check_permutations(permutations)


@pytest.mark.parametrize("seed", [-1, 1.5, "1", None, True])
def test_a_seed_that_is_none_is_refused(seed: object) -> None:
    with pytest.raises(ng.NetgraphError, match=r"seed must be .* of 0 or more, or a numpy\.random\.Generator"):
        seed_number(seed)


def test_a_generator_is_drawn_from_once() -> None:
    one = np.random.default_rng(5)
    first, second = seed_number(one), seed_number(one)
    assert first != second
    assert seed_number(np.random.default_rng(5)) == first
