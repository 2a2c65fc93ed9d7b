"""Class breaks: few, round, whole steps, within what is shown, and no class that holds nothing at an end."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.symbology.classes import class_breaks

ROUND = {1, 2, 5}


@given(st.lists(st.integers(-200, 5_000), max_size=80))
def test_classes_are_few_ascending_and_none_is_empty_at_the_ends(values: list[int]) -> None:
    breaks = class_breaks(values)
    assert len(breaks) <= 4
    assert breaks == sorted(set(breaks))
    if breaks:
        assert min(values) < breaks[0]
        assert breaks[-1] <= max(values)
        assert len({right - left for left, right in pairwise(breaks)}) <= 1
    else:
        assert len(set(values)) <= 1


@given(st.lists(st.integers(-200, 5_000), min_size=2, max_size=80))
def test_steps_are_1_2_or_5_times_a_power_of_ten_and_breaks_multiples_of_them(values: list[int]) -> None:
    breaks = class_breaks(values)
    for step in {right - left for left, right in pairwise(breaks)}:
        assert int(str(step).rstrip("0")) in ROUND
        assert all(end % step == 0 for end in breaks)


@given(st.lists(st.integers(-200, 5_000), max_size=80), st.randoms(use_true_random=False))
def test_the_order_of_values_does_not_matter(values: list[int], random: object) -> None:
    mixed = sorted(values, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert class_breaks(mixed) == class_breaks(values)


# By hand, after Heckbert: r is the range, rounded up to 1, 2 or 5 times a power of ten; the step is r / (k - 1),
# rounded to one of those (up to 1.5 is 1, to 3 is 2, to 7 is 5); k is 5, or less when that gives over five classes.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([4, 9, 11, 12, 16, 21], [5, 10, 15, 20]),  # range 17, r 20, step 5
        ([0, 100], [20, 40, 60, 80]),  # shares: r 100, 25 becomes 20; 100 would be a class of one value
        ([-90, -31, 0, 20, 75], [-50, 0, 50]),  # an index around 0: range 165, r 200, step 50
        ([-3, 3], [-2, 0, 2]),  # range 6, r 10, 2.5 becomes 2
        ([2, 12], [4, 6, 8, 10]),  # range 10, r 10, 2.5 becomes 2
        ([1, 12], [5, 10]),  # range 11, r 20, step 5
        ([5, 55], [20, 40]),  # r 50, 12.5 becomes 10, which gives 10 to 50: six classes. k = 4: 16.7 becomes 20
        ([0, 5], [2, 4]),  # r 5, 1.25 becomes 1, which gives 1 to 5: six classes. k = 4: 1.67 becomes 2
        ([0, 1, 2], [1, 2]),  # half steps for k = 5 and 4; k = 3: step 1, and then each value is a class
        ([7, 8], [8]),  # parts of steps until k = 2: one break, which begins the upper class
        ([1_000, 1_003], [1_001, 1_002, 1_003]),  # far from nothing, close together: range 3, r 5, step 1
        ([3], []),
        ([3, 3, 3], []),
        ([], []),
    ],
)
def test_breaks_by_hand(values: list[int], expected: list[int]) -> None:
    assert class_breaks(values) == expected


def test_one_far_value_does_not_push_the_others_into_one_class() -> None:
    values = [*range(2, 42), 95]
    assert class_breaks(values) == [10, 20, 30]  # by hand: 5 % of 41 is 2 at either end, so 4 to 40; r 50, step 10
    # A hundred equal figures and one other: what differs is still told apart.
    assert class_breaks([0] * 100 + [1]) == [1]


def test_only_who_draws_waits_for_the_library_of_classes() -> None:
    code = "import netgraph.symbology, sys; print([name for name in ('mapclassify', 'sklearn') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
