"""Numbers, dates and lists against WORDS.md section 5, exact fractions and Hypothesis."""

from __future__ import annotations

import datetime
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.words import numbers
from netgraph.words.text import LANGUAGES

finite = st.floats(min_value=-1e9, max_value=1e9)
languages = st.sampled_from(LANGUAGES)


def read_back(written: str, language: str) -> Fraction:
    """Read a written number, as a person who knows the language does."""
    thousands, point = (".", ",") if language == "nl" else (",", ".")
    plain = written.replace(thousands, "").replace(point, ".").replace("−", "-").removesuffix("%")
    return Fraction(plain)


def half_up_exactly(value: Fraction, digits: int) -> Fraction:
    """Round half away from zero in whole numbers only: no float, no decimal module."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**digits)


# The rows of the number table of WORDS.md section 5.
@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        (lambda language: numbers.decimal(0.21, language, 2), "0,21", "0.21"),
        (lambda language: numbers.decimal(-0.12, language, 2), "\N{MINUS SIGN}0,12", "\N{MINUS SIGN}0.12"),
        (lambda language: numbers.percent(0.21, language), "21%", "21%"),
        (lambda language: numbers.low_to_high(0.17, 0.24, "share", language), "17% tot 24%", "17% to 24%"),
        (lambda language: numbers.whole_number(5000, language), "5.000", "5,000"),
        (lambda language: numbers.whole_number(16755, language), "16.755", "16,755"),
        (lambda language: numbers.hours_a_week(7.5, language), "7,5 uur per week", "7.5 hours a week"),
        (lambda language: numbers.hours(1, language), "1 uur", "1 hour"),
        (lambda language: numbers.hours(17, language), "17 uur", "17 hours"),
        (
            lambda language: numbers.minutes_per_hour(0.2, language),
            "12 minuten per uur",
            "12 minutes per hour",
        ),
        (
            lambda language: numbers.date_words(datetime.date(2026, 1, 1), language),
            "1 januari 2026",
            "1 January 2026",
        ),
        (
            lambda language: numbers.between(0.17, 0.24, "share", language),
            "tussen 17% en 24%",
            "between 17% and 24%",
        ),
        (lambda language: numbers.join_words(["a", "b", "c"], language), "a, b en c", "a, b and c"),
        (lambda language: numbers.decimal(math.nan, language), "–", "–"),
        (numbers.UNDEFINED.in_, "niet te bepalen", "undefined"),
    ],
)
def test_the_number_table(written, nl, en):
    assert (written("nl"), written("en")) == (nl, en)


# Worked by hand: the binary numbers lie just below (0.145, 0.285, 1.005) or on (0.125) the half.
@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.125, 2, "0.13"),
        (0.145, 2, "0.15"),
        (0.285, 2, "0.29"),
        (1.005, 2, "1.01"),
        (0.05, 1, "0.1"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (-0.004, 2, "0.00"),
        (-0.005, 2, "-0.01"),
        (-0.0, 1, "0.0"),
    ],
)
def test_halves_go_up(value, digits, expected):
    assert str(numbers.half_up(value, digits)) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.125, 13), (0.145, 15), (0.285, 29), (0.005, 1), (0.0049, 0)])
def test_whole_per_cents_round_half_up(share, expected):
    assert numbers.whole_percent(share) == expected


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_share_of_counts_rounds_as_the_exact_fraction_does(part, whole):
    """The oracle works on the counts; the library sees only their quotient as a float."""
    assert numbers.whole_percent(part / whole) == half_up_exactly(Fraction(100 * part, whole), 0)


@given(finite, st.integers(0, 2), languages)
def test_a_written_number_is_the_rounded_number(value, digits, language):
    written = numbers.decimal(value, language, digits)
    assert read_back(written, language) == half_up_exactly(Fraction(repr(value)), digits)
    assert "-" not in written


@given(finite, languages)
def test_a_minus_sign_never_stands_before_zero(value, language):
    written = numbers.decimal(value, language, 2)
    assert written.startswith("−") == (read_back(written, language) < 0)


@given(
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(["share", "number", "hours", "index"]),
    languages,
)
def test_the_undefined_sign_stands_for_whatever_is_not_finite(value, unit, language):
    assert (numbers.format_value(value, unit, language) == "–") == (not math.isfinite(value))


def test_each_unit_has_its_own_format():
    """Formats of WORDS.md section 5: whole per cent, one decimal, hours a week, two decimals."""
    assert [numbers.format_value(0.346, unit, "nl") for unit in ("share", "number", "hours", "index")] == [
        "35%",
        "0,3",
        "0,3 uur per week",
        "0,35",
    ]
    assert set(numbers.UNITS) == {"share", "number", "hours", "index"}


def test_numpy_numbers_are_written_like_python_ones():
    """Columns of a table hold numpy floats, whose repr names their type."""
    assert numbers.percent(np.float64(0.285), "en") == "29%"
    assert numbers.whole_number(np.int64(16755), "nl") == "16.755"


@pytest.mark.parametrize(
    ("value", "en"),
    [(0.96, "1 hour a week"), (1.04, "1 hour a week"), (1.05, "1.1 hours a week"), (0, "0 hours a week")],
)
def test_english_hours_are_singular_when_one_is_written(value, en):
    assert numbers.hours_a_week(value, "en") == en


def test_minutes_are_singular_when_one_is_written():
    """One minute is a sixtieth of an hour; the plural forms stand in the table."""
    assert numbers.minutes_per_hour(1 / 60, "nl") == "1 minuut per uur"
    assert numbers.minutes_per_hour(1 / 60, "en") == "1 minute per hour"
    assert numbers.minutes_per_hour(math.nan, "en") == "–"


def test_an_interval_of_hours_names_them_once():
    assert numbers.between(7.5, 9, "hours", "nl") == "tussen 7,5 en 9 uur per week"
    assert numbers.low_to_high(0.5, 1, "hours", "en") == "0.5 to 1 hour a week"
    assert numbers.interval_ends(math.nan, math.nan, "hours", "en") == ("–", "–")


# The Dutch months, from any calendar; WORDS.md: without a capital.
DUTCH_MONTHS = [
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
]


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_dates_are_day_month_year(day):
    assert numbers.date_words(day, "nl") == f"{day.day} {DUTCH_MONTHS[day.month - 1]} {day.year}"
    assert numbers.date_words(day, "en") == f"{day.day} {day:%B} {day.year}"


@pytest.mark.parametrize(("words", "nl", "en"), [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a en b", "a and b")])
def test_short_lists(words, nl, en):
    assert (numbers.join_words(words, "nl"), numbers.join_words(words, "en")) == (nl, en)


def test_words_in_a_list_are_never_read_as_a_pattern():
    assert numbers.join_words(["{0}", "{x}", "%s"], "nl") == "{0}, {x} en %s"


@given(st.one_of(st.integers(0, 10**6), st.floats(0, 1e6)))
def test_counts_are_rounded_to_fives(count):
    rounded = numbers.rounded_count(count)
    assert rounded % 5 == 0
    assert abs(rounded - count) <= 2.5


# --- steps of the last printed digit

UNITS = st.sampled_from(["share", "number", "hours", "index"])
STEPS_IN_ONE = {"share": 100, "number": 10, "hours": 10, "index": 100}
"""By the rounding of WORDS.md section 5: whole per cents, one decimal, two decimals."""


@pytest.mark.parametrize(
    ("value", "unit", "steps"),
    [
        (0.205, "share", 21),
        (0.125, "share", 13),
        (0.0049, "share", 0),
        (1.2, "share", 120),
        (2.55, "number", 26),
        (7.449, "hours", 74),
        (-0.31, "index", -31),
        (-0.004, "index", 0),
        (0.285, "index", 29),
    ],
)
def test_steps_by_hand(value, unit, steps):
    assert numbers.printed_steps(value, unit) == steps


@given(st.integers(-(10**6), 10**6), UNITS)
def test_steps_of_a_value_of_steps_are_the_same(steps, unit):
    value = numbers.value_of_steps(steps, unit)
    assert numbers.printed_steps(value, unit) == steps
    assert Fraction(repr(value)) == Fraction(steps, STEPS_IN_ONE[unit])


@given(st.floats(-1e6, 1e6), UNITS, languages)
def test_a_value_is_printed_like_its_steps(value, unit, language):
    """What decides a class and what stands on the page are one number."""
    steps = numbers.printed_steps(value, unit)
    assert steps == half_up_exactly(Fraction(repr(value)) * STEPS_IN_ONE[unit], 0)
    shown = numbers.value_of_steps(steps, unit)
    assert numbers.format_value(shown, unit, language) == numbers.format_value(value, unit, language)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2), UNITS)
def test_steps_keep_the_order_of_values(values, unit):
    steps = [numbers.printed_steps(value, unit) for value in sorted(values)]
    assert steps == sorted(steps)
