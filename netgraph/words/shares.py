"""Shares in words: "1 op de 5 bewoners (20%)", "1 in 5 residents (20%)"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from netgraph.errors import NetgraphError
from netgraph.words.numbers import UNDEFINED_SIGN, percent, whole_percent
from netgraph.words.text import Language, Text

__all__ = ["SHARE_WORDS", "ShareWords", "compared_shares", "rate_words", "share_words"]

# "rate": the noun follows at once (1 op de 5 bewoners); "part": with "van de" (de helft van de bewoners);
# "percent": a part whose words are a per cent, so that none follows in brackets;
# "bound": such words that say on which side of a per cent the share lies, for shares that round to 0 or 100.
Form = Literal["rate", "part", "percent", "bound"]


@dataclass(frozen=True, slots=True)
class ShareWords:
    """The words for shares from `first` to `last` whole per cent."""

    first: int
    last: int
    words: Text
    form: Form


def _rate(first: int, last: int, number: int, nl: str = "", en: str = "") -> ShareWords:
    """Say "1 op de n", after a word such as "ruim"."""
    return ShareWords(first, last, Text(nl=f"{nl} 1 op de {number}".strip(), en=f"{en} 1 in {number}".strip()), "rate")


def _part(first: int, last: int, nl: str, en: str) -> ShareWords:
    return ShareWords(first, last, Text(nl=nl, en=en), "part")


def _percent(first: int, last: int, number: int, nl: str = "", en: str = "") -> ShareWords:
    """Say a round per cent, after a word such as "ruim"."""
    return ShareWords(first, last, Text(nl=f"{nl} {number}%".strip(), en=f"{en} {number}%".strip()), "percent")


NONE = Text(nl="geen van de {noun}", en="none of the {noun}")
UNDER_ONE = ShareWords(0, 0, Text(nl="minder dan 1%", en="under 1%"), "bound")
OVER_NINETY_NINE = ShareWords(100, 100, Text(nl="meer dan 99%", en="over 99%"), "bound")

# The verb after these Dutch words is always singular, the verb after the English ones always plural.
SHARE_WORDS: tuple[ShareWords, ...] = (
    _rate(1, 1, 100, "ongeveer", "about"),
    _rate(2, 2, 50, "ongeveer", "about"),
    _rate(3, 3, 30, "ongeveer", "about"),
    _rate(4, 4, 25, "ongeveer", "about"),
    _rate(5, 5, 20),
    _rate(6, 7, 15, "ongeveer", "about"),
    _rate(8, 8, 12, "ongeveer", "about"),
    _rate(9, 9, 10, "bijna", "nearly"),
    _rate(10, 10, 10),
    _rate(11, 11, 9),
    _rate(12, 13, 8),
    _rate(14, 14, 7),
    _rate(15, 15, 7, "ruim", "just over"),
    _rate(16, 17, 6),
    _rate(18, 18, 6, "ruim", "just over"),
    _rate(19, 19, 5, "bijna", "nearly"),
    _rate(20, 20, 5),
    _rate(21, 22, 5, "ruim", "just over"),
    _rate(23, 24, 4, "bijna", "nearly"),
    _rate(25, 25, 4),
    _rate(26, 29, 4, "ruim", "just over"),
    _rate(30, 32, 3, "bijna", "nearly"),
    _rate(33, 34, 3),
    _rate(35, 37, 3, "ruim", "just over"),
    _percent(38, 42, 40, "ongeveer", "about"),
    _percent(43, 44, 45, "bijna", "nearly"),
    _part(45, 48, "bijna de helft", "nearly half"),
    _part(49, 51, "ongeveer de helft", "about half"),
    _part(52, 57, "ruim de helft", "just over half"),
    _percent(58, 62, 60, "ongeveer", "about"),
    _part(63, 65, "bijna twee derde", "nearly two thirds"),
    _part(66, 67, "twee derde", "two thirds"),
    _part(68, 70, "ruim twee derde", "just over two thirds"),
    _part(71, 74, "bijna driekwart", "nearly three quarters"),
    _part(75, 75, "driekwart", "three quarters"),
    _part(76, 78, "ruim driekwart", "just over three quarters"),
    _percent(79, 82, 80, "ongeveer", "about"),
    _percent(83, 87, 80, "ruim", "over"),
    _percent(88, 89, 90, "bijna", "nearly"),
    _percent(90, 90, 90),
    _percent(91, 95, 90, "ruim", "over"),
    _percent(96, 99, 95, "meer dan", "over"),
    _percent(100, 100, 100),
)

OF = Text(nl="{words} van de {noun}", en="{words} of {noun}")
ESTIMATED = Text(nl="naar schatting {percent}", en="an estimated {percent}")
ESTIMATE = Text(nl="(schatting)", en="(estimate)")

# Sums of weights in another order can leave a share this far from exactly nothing or everything.
EXACT_WITHIN = 1e-9


def _checked(share: float) -> float:
    """Return a share with float dust at its ends wiped off; refuse what is not a share."""
    if not -EXACT_WITHIN <= share <= 1 + EXACT_WITHIN:
        raise NetgraphError(
            f"a share in words lies between 0 and 1; found {share!r}. Divide per cents by 100; "
            "for a coverage above 100% write the per cent instead."
        )
    if share <= EXACT_WITHIN:
        return 0.0
    return 1.0 if share >= 1 - EXACT_WITHIN else share


def _row(share: float, *, survey: bool) -> ShareWords | None:
    """Return the row of the table for a checked share; None when it is exactly nobody."""
    number = whole_percent(share)
    if number == 0:
        return UNDER_ONE if share > 0 or survey else None
    if number == 100 and share < 1:
        return OVER_NINETY_NINE
    return next(row for row in SHARE_WORDS if row.first <= number <= row.last)


def share_words(share: float, language: Language, noun: str | None, *, survey: bool = False) -> str:
    """Say a share in words, with its whole per cent in brackets unless the words are a per cent themselves.

    Parameters
    ----------
    share : float
        Between 0 and 1. It is first rounded to a whole per cent, half up.
    language : {"nl", "en"}
        Language to write in.
    noun : str or None
        Whom the share is about, plural, in the same language. None for the second share of a sentence, which
        is about the same people.
    survey : bool
        Whether the share is an estimate from a survey. With a noun the words then say so; without, the
        sentence has said it already. An observed zero in a survey is never "none".

    Returns
    -------
    str
        Words after which a Dutch verb is singular and an English verb plural. NaN gives the undefined sign.

    Raises
    ------
    NetgraphError
        When `share` is not between 0 and 1.

    Examples
    --------
    >>> share_words(0.2, "nl", "bewoners"), share_words(0.2, "en", "residents", survey=True)
    ('1 op de 5 bewoners (20%)', '1 in 5 residents (an estimated 20%)')
    >>> share_words(0.41, "nl", "bewoners"), share_words(0.41, "nl", "bewoners", survey=True)
    ('ongeveer 40% van de bewoners', 'naar schatting 41% van de bewoners')
    >>> share_words(0.0, "en", "residents"), share_words(0.0, "en", None), share_words(0.46, "en", None)
    ('none of the residents (0%)', '0%', 'nearly half (46%)')
    """
    if math.isnan(share):
        return UNDEFINED_SIGN
    share = _checked(share)
    row = _row(share, survey=survey)
    written = percent(share, language)
    if row is None:
        return written if noun is None else f"{NONE.format(language, noun=noun)} ({written})"
    if noun is None:
        words = row.words.in_(language)
        return words if row.form in ("percent", "bound") else f"{words} ({written})"
    return _with_noun(row, written, language, noun, survey=survey)


def _with_noun(row: ShareWords, written: str, language: Language, noun: str, *, survey: bool) -> str:
    """Join the words of a row, the noun, the per cent and whether it is an estimate."""
    words = row.words.in_(language)
    estimated = ESTIMATED.format(language, percent=written) if survey else written
    if row.form == "rate":
        return f"{words} {noun} ({estimated})"
    if row.form == "percent" and survey:
        return OF.format(language, words=estimated, noun=noun)
    of_noun = OF.format(language, words=words, noun=noun)
    if row.form == "part":
        return f"{of_noun} ({estimated})"
    return f"{of_noun} {ESTIMATE.in_(language)}" if survey else of_noun


def compared_shares(
    here: float, rest: float, noun: str, language: Language, *, survey: bool = False
) -> tuple[str, str] | None:
    """Say the share of an area and that of the rest, so that a reader can tell them apart.

    Parameters
    ----------
    here, rest : float
        The two shares, between 0 and 1.
    noun : str
        Whom the shares are about, plural, in the same language.
    language : {"nl", "en"}
        Language to write in.
    survey : bool
        Whether the shares are estimates from a survey.

    Returns
    -------
    tuple of str or None
        The share here with its noun and the share of the rest without. Where the words would be the same,
        both are whole per cents. None when the whole per cents are the same too, or when one of the shares is
        undefined: then only the label and the value are given, without a comparison.

    Raises
    ------
    NetgraphError
        When a share is not between 0 and 1.

    Examples
    --------
    >>> compared_shares(0.2, 0.11, "bewoners", "nl")
    ('1 op de 5 bewoners (20%)', '1 op de 9 (11%)')
    >>> compared_shares(0.16, 0.17, "bewoners", "nl")
    ('16% van de bewoners', '17%')
    >>> compared_shares(0.161, 0.162, "bewoners", "nl") is None
    True
    """
    if math.isnan(here) or math.isnan(rest):
        return None
    here, rest = _checked(here), _checked(rest)
    if whole_percent(here) == whole_percent(rest):
        return None
    if _row(here, survey=survey) == _row(rest, survey=survey):
        written = percent(here, language)
        words = ESTIMATED.format(language, percent=written) if survey else written
        return OF.format(language, words=words, noun=noun), percent(rest, language)
    return share_words(here, language, noun, survey=survey), share_words(rest, language, None, survey=survey)


def rate_words(share: float, language: Language) -> str:
    """Say a chance or a rate in words alone, without per cent or noun; NaN gives the undefined sign.

    Raises
    ------
    NetgraphError
        When `share` is not between 0 and 1.

    Examples
    --------
    >>> rate_words(0.05, "nl"), rate_words(0.05, "en")
    ('1 op de 20', '1 in 20')
    """
    if math.isnan(share):
        return UNDEFINED_SIGN
    share = _checked(share)
    row = _row(share, survey=False)
    return percent(share, language) if row is None else row.words.in_(language)
