"""Shares in words: the table of WORDS.md section 5, its rules, and the examples of section 2."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.errors import NetgraphError
from netgraph.words.shares import SHARE_WORDS, compared_shares, rate_words, share_words
from netgraph.words.text import LANGUAGES

NOUN = {"nl": "bewoners", "en": "residents"}
PERCENTS = range(1, 100)
shares = st.floats(0, 1)


def test_the_table_covers_every_whole_per_cent_once_and_in_order():
    covered = [number for row in SHARE_WORDS for number in range(row.first, row.last + 1)]
    assert covered == list(range(1, 101))


def test_the_table_is_that_of_the_document(document):
    """Every row of the share table of WORDS.md section 5; "|  |" separates its two halves."""
    rows = {}
    start, end = document.index("| % | nl | en |"), document.index("- The per cent follows in brackets")
    for line in document[start:end].splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        for key, nl, en in (cells[half : half + 3] for half in (0, 4) if len(cells) >= half + 3):
            if re.fullmatch(r"\d+(–\d+)?", key):
                first, _, last = key.partition("–")
                words = re.sub(r"( van de)?( \{noun\})?$", "", nl), re.sub(r"( of)?( \{noun\})?$", "", en)
                rows[int(first), int(last or first)] = words
    assert {(row.first, row.last): (row.words.nl, row.words.en) for row in SHARE_WORDS if row.last < 100} == rows


# What the words mean, as a number and a side: -1 below it, 0 about or exactly it, 1 above it.
SIDES = {
    "": 0,
    "ongeveer": 0,
    "about": 0,
    "bijna": -1,
    "nearly": -1,
    "ruim": 1,
    "just over": 1,
    "over": 1,
    "meer dan": 1,
}
PARTS = {
    "de helft": 1 / 2,
    "half": 1 / 2,
    "twee derde": 2 / 3,
    "two thirds": 2 / 3,
    "driekwart": 3 / 4,
    "three quarters": 3 / 4,
}


def meaning(words: str) -> tuple[float, int]:
    """Read share words back as a number and a side; fails on words that it does not know."""
    pattern = r"(?:(.+?) )?(1 op de \d+|1 in \d+|\d+%|" + "|".join(PARTS) + ")"
    match = re.fullmatch(pattern, words)
    assert match, words
    side, value = SIDES[match[1] or ""], match[2]
    if value in PARTS:
        return PARTS[value], side
    number = int(re.findall(r"\d+", value)[-1])
    return (number / 100 if value.endswith("%") else 1 / number), side


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_keep_the_order_of_shares(language):
    meanings = [meaning(rate_words(number / 100, language)) for number in PERCENTS]
    assert meanings == sorted(meanings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", PERCENTS)
def test_words_are_near_the_share_and_on_the_right_side(number, language):
    """A share lies below "nearly" and above "just over"; the widest words are "over 80%" for 87."""
    value, side = meaning(rate_words(number / 100, language))
    assert abs(100 * value - number) <= (7 if side else 2.5)
    if side:
        assert (number / 100 > value) == (side > 0)


def test_both_languages_say_the_same():
    assert [meaning(rate_words(number / 100, "nl")) for number in PERCENTS] == [
        meaning(rate_words(number / 100, "en")) for number in PERCENTS
    ]


# Rows of the table and the rules below it, by hand. Each language: with a noun, without one, in a survey.
@pytest.mark.parametrize(
    ("share", "nl", "en"),
    [
        (
            0.2,
            ("1 op de 5 bewoners (20%)", "1 op de 5 (20%)", "1 op de 5 bewoners (naar schatting 20%)"),
            ("1 in 5 residents (20%)", "1 in 5 (20%)", "1 in 5 residents (an estimated 20%)"),
        ),
        (
            0.46,
            (
                "bijna de helft van de bewoners (46%)",
                "bijna de helft (46%)",
                "bijna de helft van de bewoners (naar schatting 46%)",
            ),
            (
                "nearly half of residents (46%)",
                "nearly half (46%)",
                "nearly half of residents (an estimated 46%)",
            ),
        ),
        (
            0.41,
            ("ongeveer 40% van de bewoners", "ongeveer 40%", "naar schatting 41% van de bewoners"),
            ("about 40% of residents", "about 40%", "an estimated 41% of residents"),
        ),
        (
            0.004,
            ("minder dan 1% van de bewoners", "minder dan 1%", "minder dan 1% van de bewoners (schatting)"),
            ("under 1% of residents", "under 1%", "under 1% of residents (estimate)"),
        ),
        (
            0.997,
            ("meer dan 99% van de bewoners", "meer dan 99%", "meer dan 99% van de bewoners (schatting)"),
            ("over 99% of residents", "over 99%", "over 99% of residents (estimate)"),
        ),
        (
            1.0,
            ("100% van de bewoners", "100%", "naar schatting 100% van de bewoners"),
            ("100% of residents", "100%", "an estimated 100% of residents"),
        ),
    ],
)
def test_the_rules_for_nouns_and_surveys(share, nl, en):
    for language, expected in (("nl", nl), ("en", en)):
        noun = NOUN[language]
        assert expected == (
            share_words(share, language, noun),
            share_words(share, language, None),
            share_words(share, language, noun, survey=True),
        )


def test_an_exact_zero_is_none_but_never_in_a_survey():
    """WORDS.md: zero without a noun is "0%"; an observed zero in a survey is "minder dan 1%" / "under 1%"."""
    assert share_words(0.0, "nl", "bewoners") == "geen van de bewoners (0%)"
    assert share_words(0.0, "en", "residents") == "none of the residents (0%)"
    assert [share_words(0.0, language, None) for language in LANGUAGES] == ["0%", "0%"]
    assert share_words(0.0, "nl", "bewoners", survey=True) == "minder dan 1% van de bewoners (schatting)"
    assert share_words(0.0, "en", None, survey=True) == "under 1%"


def test_float_dust_at_the_ends_is_not_a_share():
    """Sums of weights in another order: 1.0000000000000002 is everyone, 1e-17 nobody."""
    assert share_words(1.0000000000000002, "en", "residents") == "100% of residents"
    assert share_words(1e-17, "en", None) == "0%"
    assert share_words(-1e-17, "en", None) == "0%"


@pytest.mark.parametrize("wrong", [-0.01, 1.01, 20, math.inf])
def test_what_is_not_a_share_is_refused(wrong):
    with pytest.raises(NetgraphError, match="between 0 and 1"):
        share_words(wrong, "nl", "bewoners")
    with pytest.raises(NetgraphError, match="between 0 and 1"):
        compared_shares(0.5, wrong, "bewoners", "nl")


def test_an_undefined_share_has_the_undefined_sign():
    assert share_words(math.nan, "nl", "bewoners") == "–"
    assert rate_words(math.nan, "en") == "–"
    assert compared_shares(0.2, math.nan, "bewoners", "nl") is None


# Dutch forms after which a singular verb stands (WORDS.md section 5: 1 op de 5, de helft, 40%, geen van de).
SINGULAR = re.compile(
    r"(naar schatting \d+% van de bewoners"
    r"|geen van de bewoners \(0%\)"
    r"|((ongeveer|bijna|ruim) )?1 op de \d+ bewoners \((naar schatting )?\d+%\)"
    r"|((ongeveer|bijna|ruim) )?(de helft|twee derde|driekwart) van de bewoners \((naar schatting )?\d+%\)"
    r"|((ongeveer|bijna|ruim|meer dan|minder dan) )?\d+% van de bewoners( \(schatting\))?)"
)


@given(shares, st.booleans())
def test_dutch_shares_take_a_singular_verb(share, survey):
    assert SINGULAR.fullmatch(share_words(share, "nl", "bewoners", survey=survey))


@given(shares, st.sampled_from(LANGUAGES), st.booleans())
def test_a_survey_says_once_that_it_estimates(share, language, survey):
    words = share_words(share, language, NOUN[language], survey=survey)
    assert len(re.findall("schatting|estimate", words)) == int(survey)
    assert not re.search("schatting|estimate", share_words(share, language, None, survey=survey))


@given(shares, shares, st.sampled_from(LANGUAGES), st.booleans())
def test_two_shares_can_be_told_apart_or_are_not_compared(here, rest, language, survey):
    pair = compared_shares(here, rest, NOUN[language], language, survey=survey)
    # The oracle rounds in whole numbers, from the decimal that each share prints as.
    same = whole_percent_of(here) == whole_percent_of(rest)
    assert (pair is None) == same
    if pair:
        assert NOUN[language] in pair[0]
        assert NOUN[language] not in pair[1]
        assert pair[0].replace(f" {NOUN[language]}", "") != pair[1]


def whole_percent_of(share: float) -> int:
    """Round a share to a whole per cent half up, from its digits."""
    percent = Fraction(repr(share)) * 100
    return (2 * percent.numerator + percent.denominator) // (2 * percent.denominator)


def test_the_same_words_become_whole_per_cents():
    """The example of WORDS.md section 5: "16% van de bewoners … 17%"."""
    assert compared_shares(0.16, 0.17, "bewoners", "nl") == ("16% van de bewoners", "17%")
    assert compared_shares(0.16, 0.17, "residents", "en") == ("16% of residents", "17%")
    assert compared_shares(0.39, 0.41, "residents", "en", survey=True) == (
        "an estimated 39% of residents",
        "41%",
    )


def test_the_same_per_cents_are_no_comparison():
    assert compared_shares(0.2, 0.204, "bewoners", "nl") is None
    assert compared_shares(0.0, 0.004, "bewoners", "nl") is None


def test_the_rate_of_wrong_labels():
    """WORDS.md section 3: {fdr} is "1 op de 20 — 1 in 20" at 5 %."""
    assert (rate_words(0.05, "nl"), rate_words(0.05, "en")) == ("1 op de 20", "1 in 20")
    assert rate_words(0, "nl") == "0%"
