"""Numbers, dates and lists written in Dutch or English."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from netgraph.words.text import Language, Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

__all__ = [
    "UNDEFINED",
    "UNDEFINED_SIGN",
    "UNITS",
    "Unit",
    "between",
    "date_words",
    "decimal",
    "format_value",
    "half_up",
    "hours",
    "hours_a_week",
    "interval_ends",
    "join_words",
    "low_to_high",
    "minutes_per_hour",
    "percent",
    "printed_steps",
    "rounded_count",
    "value_of_steps",
    "whole_number",
    "whole_percent",
]

Unit = Literal["share", "number", "hours", "index"]

UNITS: Mapping[Unit, Text] = MappingProxyType(
    {
        "share": Text(nl="%", en="%"),
        "number": Text(nl="aantal", en="number"),
        "hours": Text(nl="uur per week", en="hours a week"),
        "index": Text(nl="index", en="index"),
    }
)
# Decimals of a figure as `format_value` prints it; of a share those of whole per cents.
DIGITS: Mapping[Unit, int] = MappingProxyType({"share": 2, "number": 1, "hours": 1, "index": 2})
UNDEFINED_SIGN = "–"
UNDEFINED = Text(nl="niet te bepalen", en="undefined")  # what a screen reader says for the sign

LOCALES: Mapping[Language, str] = MappingProxyType({"nl": "nl_NL", "en": "en_GB"})
MINUS = "\N{MINUS SIGN}"
COUNT_STEP = 5
REMEMBERED = 2**16
"""Most numbers whose text is kept: a map of a country prints the same few hundred thousands of times."""
EVERY_DIGIT = Context(prec=400, rounding=ROUND_HALF_UP)  # a float has up to 309 digits before the point


def half_up(value: float, digits: int = 0) -> Decimal:
    """Round to a number of decimals, with halves away from zero.

    A float stands for the shortest decimal number that it prints as: 0.285 is 0.285, not the binary number
    0.28499999999999998 that the computer keeps. A negative number that rounds to nothing becomes 0.

    Parameters
    ----------
    value : float
        A finite number.
    digits : int
        Decimals to keep, 0 or more.

    Returns
    -------
    decimal.Decimal
        The rounded number, with exactly `digits` decimals.

    Examples
    --------
    >>> [str(half_up(number, 2)) for number in (0.125, 0.145, 0.285, -0.004)]
    ['0.13', '0.15', '0.29', '0.00']
    """
    return _half_up(_exact(value), digits)


def _exact(value: float) -> Decimal:
    """Return the decimal number that a float prints as; `float` first, because NumPy prints its type too."""
    return Decimal(repr(float(value)))


def _half_up(number: Decimal, digits: int) -> Decimal:
    """Round a decimal number half up; never minus zero."""
    rounded = number.quantize(Decimal(1).scaleb(-digits), context=EVERY_DIGIT)
    return rounded if rounded else abs(rounded)


def whole_percent(share: float) -> int:
    """Return a share as a whole per cent, half up.

    Examples
    --------
    >>> whole_percent(0.125), whole_percent(0.285)
    (13, 29)
    """
    return int(_half_up(_exact(share) * 100, 0))


def _written(number: Decimal, language: Language) -> str:
    """Write a rounded number with the separators of the language and a typographic minus sign."""
    return _written_digits(str(number), language)


@lru_cache(REMEMBERED)
def _written_digits(digits: str, language: Language) -> str:
    """Write a number given by its digits: 1.0 and 1.00 are equal as numbers, but not as text."""
    number = Decimal(digits)
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    sign = MINUS if number < 0 else ""
    with localcontext(EVERY_DIGIT):
        return sign + format_decimal(abs(number), format=pattern, locale=LOCALES[language])


def decimal(value: float, language: Language, digits: int = 1) -> str:
    """Write a number with a fixed number of decimals; not finite gives the undefined sign.

    Examples
    --------
    >>> decimal(0.205, "nl", 2), decimal(0.205, "en", 2), decimal(-0.12, "nl", 2)
    ('0,21', '0.21', '−0,12')
    >>> decimal(float("nan"), "nl")
    '–'
    """
    return _written(half_up(value, digits), language) if math.isfinite(value) else UNDEFINED_SIGN


def whole_number(value: float, language: Language) -> str:
    """Write a whole number with its thousands set apart; not finite gives the undefined sign.

    Examples
    --------
    >>> whole_number(16755, "nl"), whole_number(16755, "en")
    ('16.755', '16,755')
    """
    return decimal(value, language, digits=0)


def percent(share: float, language: Language) -> str:
    """Write a share as a whole per cent without a space; not finite gives the undefined sign.

    Examples
    --------
    >>> percent(0.205, "nl")
    '21%'
    """
    if not math.isfinite(share):
        return UNDEFINED_SIGN
    return _written(Decimal(whole_percent(share)), language) + "%"


def hours(value: float, language: Language) -> str:
    """Write hours with one decimal, or none when they are whole: Dutch keeps "uur" for any number.

    Examples
    --------
    >>> hours(7.5, "nl"), hours(17, "nl"), hours(7.5, "en"), hours(1.04, "en")
    ('7,5 uur', '17 uur', '7.5 hours', '1 hour')
    """
    number = _hour_number(value, language)
    if number == UNDEFINED_SIGN:
        return number
    word = "uur" if language == "nl" else "hour" if half_up(value, 1) == 1 else "hours"
    return f"{number} {word}"


def _hour_number(value: float, language: Language) -> str:
    """Write the number of hours alone."""
    if not math.isfinite(value):
        return UNDEFINED_SIGN
    rounded = half_up(value, 1)
    whole = rounded == rounded.to_integral_value()
    return _written(half_up(value) if whole else rounded, language)


def hours_a_week(value: float, language: Language) -> str:
    """Write hours a week; not finite gives the undefined sign.

    Examples
    --------
    >>> hours_a_week(7.5, "nl"), hours_a_week(1, "en")
    ('7,5 uur per week', '1 hour a week')
    """
    written = hours(value, language)
    if written == UNDEFINED_SIGN:
        return written
    return f"{written} {'per week' if language == 'nl' else 'a week'}"


def minutes_per_hour(ratio: float, language: Language) -> str:
    """Write hours for each hour as whole minutes for each hour; not finite gives the undefined sign.

    Examples
    --------
    >>> minutes_per_hour(0.20, "nl"), minutes_per_hour(0.20, "en")
    ('12 minuten per uur', '12 minutes per hour')
    """
    if not math.isfinite(ratio):
        return UNDEFINED_SIGN
    minutes = _half_up(_exact(ratio) * 60, 0)
    if language == "nl":
        return f"{_written(minutes, language)} {'minuut' if minutes == 1 else 'minuten'} per uur"
    return f"{_written(minutes, language)} {'minute' if minutes == 1 else 'minutes'} per hour"


def format_value(value: float, unit: Unit, language: Language) -> str:
    """Write a figure the way its unit asks; not finite gives the undefined sign.

    Parameters
    ----------
    value : float
        The figure; a share lies between 0 and 1.
    unit : {"share", "number", "hours", "index"}
        Whole per cent, one decimal, hours a week, or two decimals.
    language : {"nl", "en"}
        Language to write in.

    Returns
    -------
    str
        The figure in words and digits.

    Examples
    --------
    >>> [format_value(0.205, unit, "en") for unit in ("share", "number", "hours", "index")]
    ['21%', '0.2', '0.2 hours a week', '0.21']
    """
    if unit == "share":
        return percent(value, language)
    if unit == "hours":
        return hours_a_week(value, language)
    return decimal(value, language, digits=DIGITS[unit])


@lru_cache(REMEMBERED)
def printed_steps(value: float, unit: Unit) -> int:
    """Return a figure in steps of its last printed digit: whole per cents of a share, tenths or hundredths.

    Examples
    --------
    >>> printed_steps(0.205, "share"), printed_steps(2.55, "number"), printed_steps(-0.31, "index")
    (21, 26, -31)
    """
    return whole_percent(value) if unit == "share" else int(half_up(value, DIGITS[unit]).scaleb(DIGITS[unit]))


def value_of_steps(steps: int, unit: Unit) -> float:
    """Return the figure that is printed as so many steps of its last digit; the inverse of `printed_steps`.

    Examples
    --------
    >>> value_of_steps(21, "share"), value_of_steps(26, "number")
    (0.21, 2.6)
    """
    return steps / float(10 ** DIGITS[unit])


def interval_ends(low: float, high: float, unit: Unit, language: Language) -> tuple[str, str]:
    """Write the two ends of an interval; only the second one names the hours.

    Examples
    --------
    >>> interval_ends(7.5, 9, "hours", "nl")
    ('7,5', '9 uur per week')
    """
    first = _hour_number(low, language) if unit == "hours" else format_value(low, unit, language)
    return first, format_value(high, unit, language)


def between(low: float, high: float, unit: Unit, language: Language) -> str:
    """Write an interval as it stands in a sentence.

    Examples
    --------
    >>> between(0.17, 0.24, "share", "nl"), between(0.17, 0.24, "share", "en")
    ('tussen 17% en 24%', 'between 17% and 24%')
    """
    first, last = interval_ends(low, high, unit, language)
    return f"tussen {first} en {last}" if language == "nl" else f"between {first} and {last}"


def low_to_high(low: float, high: float, unit: Unit, language: Language) -> str:
    """Write an interval as it stands in a table.

    Examples
    --------
    >>> low_to_high(0.17, 0.24, "share", "nl"), low_to_high(0.17, 0.24, "share", "en")
    ('17% tot 24%', '17% to 24%')
    """
    first, last = interval_ends(low, high, unit, language)
    return f"{first} tot {last}" if language == "nl" else f"{first} to {last}"


def date_words(day: datetime.date, language: Language) -> str:
    """Write a date in full.

    Examples
    --------
    >>> import datetime
    >>> date_words(datetime.date(2026, 1, 1), "nl"), date_words(datetime.date(2026, 1, 1), "en")
    ('1 januari 2026', '1 January 2026')
    """
    return format_date(day, format="d MMMM y", locale=LOCALES[language])


def join_words(words: Sequence[str], language: Language) -> str:
    """Join words into a list, without a comma before the last one.

    Examples
    --------
    >>> join_words(["a", "b", "c"], "nl"), join_words(["a", "b", "c"], "en")
    ('a, b en c', 'a, b and c')
    """
    return format_list(words, style="standard", locale=LOCALES[language])


def rounded_count(count: float) -> int:
    """Round a number of people or ties to the nearest five, half up, as published counts are.

    Examples
    --------
    >>> rounded_count(12), rounded_count(13), rounded_count(12.5)
    (10, 15, 15)
    """
    return int(_half_up(_exact(count) / COUNT_STEP, 0)) * COUNT_STEP
