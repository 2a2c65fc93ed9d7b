"""Linear programs: the cheapest answer after every change, the same as scipy's, and not a word on the terminal."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import linprog

import netgraph as ng
from netgraph.disclosure.programs import Program
from tests.random_networks import RANDOM


def test_by_hand():
    """Of x + y = 1 the cheaper one; with x - y = -1 only (0, 1); x - y = 5 needs a negative y."""
    rows = sparse.csr_array(np.array([[1.0, 1.0], [1.0, -1.0]]))
    ends = np.array([1.0, -np.inf]), np.array([1.0, np.inf])
    program = Program(rows, *ends, np.zeros(2), np.full(2, np.inf))
    program.price(np.array([1.0, 2.0]))
    assert program.solve() == pytest.approx([1, 0])
    program.between(1, -1.0, -1.0)
    assert program.solve() == pytest.approx([0, 1])
    program.between(1, 5.0, 5.0)
    assert program.solve() is None
    program.between(1, -np.inf, np.inf)
    program.price(np.array([3.0, 2.0]))
    assert program.solve() == pytest.approx([0, 1])


@RANDOM
@given(st.integers(0, 2**32 - 1))
def test_one_program_again_and_again_costs_what_scipy_finds(seed):
    """Independent oracle: a new program each time. Five costs and five bounds of one row, one after the other."""
    rng = np.random.default_rng(seed)
    rows = rng.integers(-2, 3, (4, 6)).astype(float)
    low, high = np.full(4, -3.0), np.full(4, 3.0)
    program = Program(sparse.csr_array(rows), low, high, np.full(6, -2.0), np.full(6, 2.0))
    for _ in range(5):
        cost, most = rng.integers(-3, 4, 6).astype(float), float(rng.integers(-8, 4))
        program.price(cost)
        program.between(0, -np.inf, most)
        found = program.solve()
        ends = np.vstack((rows, -rows[1:])), np.concatenate(([most], high[1:], -low[1:]))
        expected = linprog(cost, A_ub=ends[0], b_ub=ends[1], bounds=(-2, 2))
        assert (found is None) == (expected.status == 2)
        if found is not None:
            assert cost @ found == pytest.approx(expected.fun, abs=1e-6)
            assert (rows @ found <= np.array([most, *high[1:]]) + 1e-6).all()


def test_an_answer_without_an_end_is_an_error():
    """Nothing keeps x from growing, and each costs less than nothing."""
    program = Program(sparse.csr_array((1, 1)), np.zeros(1), np.zeros(1), np.zeros(1), np.full(1, np.inf))
    program.price(np.array([-1.0]))
    with pytest.raises(ng.NetgraphError, match="HiGHS ended with"):
        program.solve()


def test_nothing_is_printed():
    """Some versions of HiGHS greet whoever makes one, past Python: only another process can see it."""
    code = (
        "import numpy as np; from scipy import sparse; from netgraph.disclosure.programs import Program; "
        "Program(sparse.csr_array(np.eye(1)), *(np.ones(1) for _ in range(4))).solve()"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert (ended.stdout, ended.stderr) == (b"", b"")
