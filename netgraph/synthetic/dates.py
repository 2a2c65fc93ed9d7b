"""When ties began, and everyday ties that had ended by the reference date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from netgraph.schema.vocabulary import CARE, KINDS, PAID, RESPITE, VOLUNTEERING
from netgraph.synthetic.choices import NOBODY, choose_by_distance
from netgraph.synthetic.ties import Ties

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netgraph.synthetic.draws import Ints
    from netgraph.synthetic.residents import Residents

    Dates = NDArray[np.datetime64]

__all__ = ["REFERENCE_DATE", "began", "draw_past"]

REFERENCE_DATE = dt.date(2026, 1, 1)
# Assumed: how long ties have lasted on average, in months. With 60 months about 95 % of the care ties are
# older than three months (see the half of the carers in care.py).
MONTHS = {CARE: 60.0, VOLUNTEERING: 40.0, RESPITE: 18.0, PAID: 24.0}
EVERYDAY_MONTHS = 100.0
LONGEST_MONTHS = 480
# Assumed: ties that ended in the last three years, as a share of the residents.
PAST, PAST_MONTHS, PAST_KM = 0.05, 36, 2.0


def began(rng: np.random.Generator, kind: Ints) -> Dates:
    """Draw the first day of the month in which each tie began, at least a month before the reference date.

    Examples
    --------
    >>> bool((began(np.random.default_rng(1), np.zeros(9, dtype=np.int64)) <= np.datetime64("2025-12-01")).all())
    True
    """
    typical = np.array([MONTHS.get(name, EVERYDAY_MONTHS) for name in KINDS])[kind]
    return _months_ago(_lasted(rng, typical))


def draw_past(rng: np.random.Generator, residents: Residents) -> tuple[Ties, Dates, Dates]:
    """Draw ties that have ended, also of people who have none now; return them with their dates."""
    who = rng.integers(0, len(residents), round(PAST * len(residents)))
    other = choose_by_distance(rng, residents, who, lambda _, them: np.ones(them.shape), scale=PAST_KM, near=0.5)
    giver, receiver = who[other != NOBODY], other[other != NOBODY]
    kinds = np.array([KINDS.index(name) for name in ("practical", "company")])
    ties = Ties(giver, receiver, kinds[rng.integers(0, len(kinds), len(giver))], np.ones(len(giver)))
    ended = 1 + rng.integers(0, PAST_MONTHS, len(ties))
    until = _months_ago(ended)
    return ties, _months_ago(ended + _lasted(rng, np.full(len(ties), MONTHS[VOLUNTEERING]))), until


def _lasted(rng: np.random.Generator, typical: NDArray[np.float64]) -> Ints:
    """Draw whole months with the given means, from one month on."""
    months = np.ceil(typical * rng.standard_exponential(len(typical))).astype(np.int64)
    return np.clip(months, 1, LONGEST_MONTHS)


def _months_ago(months: Ints) -> Dates:
    """Return the first day of the month that lies so many months before the reference date."""
    here = np.datetime64(REFERENCE_DATE, "M") - months.astype("timedelta64[M]")
    return here.astype("datetime64[us]")
