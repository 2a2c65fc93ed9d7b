"""Which sentence about coverage is shown, and in which band a survey's number of people falls."""

from __future__ import annotations

import math

import pytest

from netgraph.errors import NetgraphError
from netgraph.words.data import COVERAGE, coverage_cases, respondent_band


# The cases of the coverage table of WORDS.md section 3; section 6, point 6: no warning in a survey.
@pytest.mark.parametrize(
    ("coverage", "survey", "population_known", "expected"),
    [
        (0.8, False, True, ("with_population",)),
        (0.5, False, True, ("with_population",)),
        (0.49, False, True, ("with_population", "below_half")),
        (0.49, False, False, ("without_population", "below_half")),
        (0.02, True, True, ("survey",)),
        (0.02, True, False, ("without_population",)),
        (1.0, False, True, ("with_population",)),
        (1.2, False, True, ("above_hundred",)),
        (math.nan, False, True, ()),
    ],
)
def test_coverage_sentences(coverage, survey, population_known, expected):
    cases = coverage_cases(coverage, survey=survey, population_known=population_known)
    assert cases == expected
    assert set(cases) <= set(COVERAGE)


# The bands of the panel table of WORDS.md section 4.
@pytest.mark.parametrize(
    ("respondents", "band"),
    [
        (30, "30 tot 49"),
        (49, "30 tot 49"),
        (50, "50 tot 99"),
        (99, "50 tot 99"),
        (100, "100 of meer"),
        (9000, "100 of meer"),
    ],
)
def test_bands(respondents, band):
    assert respondent_band(respondents).nl == band


def test_fewer_than_the_first_band_is_refused():
    with pytest.raises(NetgraphError, match="protect"):
        respondent_band(29)
