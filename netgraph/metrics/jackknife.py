"""Jackknife: how far a figure varies, by what it is without each person, and without each pair of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["LEAST_FREEDOM", "Spread", "degrees_of_freedom", "jackknife"]

LEAST_FREEDOM = 2.0
"""Of a variance to which nearly everything comes from one or two people."""


class Spread(NamedTuple):
    """How far a figure of one group varies, and how much that variance can be trusted."""

    variance: float
    freedom: float


def degrees_of_freedom(squares: Floats, fourth_powers: Floats, people: Floats) -> Floats:
    """Return how many degrees of freedom a variance has that is made of squares, one of each person.

    As many as the normal variable whose variance is as uncertain has (Satterthwaite): with n people and the sums of
    second and fourth powers ``2 / (s4 / s2 ** 2 - 1 / n)``. That is n or so for normal parts, and fewer where a few
    people make most of it. At most n - 1, and at least 2.

    Parameters
    ----------
    squares, fourth_powers, people : numpy.ndarray of float64, shape (groups,)
        Sums of the parts to these powers, and how many parts there are.

    Returns
    -------
    numpy.ndarray of float64, shape (groups,)

    References
    ----------
    Satterthwaite 1946, An approximate distribution of estimates of variance components, Biometrics Bulletin 2: 110-114.

    Examples
    --------
    Four parts, of which one makes everything: 2 / (1 - 1 / 4). Four that are alike: no less than the sample allows.

    >>> degrees_of_freedom(np.array([9.0, 4.0]), np.array([81.0, 4.0]), np.array([4.0, 4.0])).round(2).tolist()
    [2.67, 3.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = 2 / np.maximum(fourth_powers / squares**2 - 1 / people, 1 / people)
        at_most = np.maximum(people - 1, 0)
        return np.where(squares > 0, np.minimum(np.maximum(freedom, LEAST_FREEDOM), at_most), at_most)


def jackknife(
    value: float, without_person: Floats, without_pair: Floats | None = None, pairs: Floats | None = None
) -> Spread:
    """Return the variance of a figure by leaving people out one at a time, and its degrees of freedom.

    With n people and ``m`` the mean of the figures without one: ``(n - 1) / n * sum((without - m) ** 2)``. What two
    people have between them goes when either does, so of a figure over ties it is there twice and taken off once:
    ``sum((without_pair - value) ** 2)``.

    Parameters
    ----------
    value : float
        The figure of everybody.
    without_person : numpy.ndarray of float64, shape (people,)
        What it is without each person.
    without_pair : numpy.ndarray of float64, shape (kinds of pairs,), optional
        What it is when it is not known what there is between two people, for pairs of each kind.
    pairs : numpy.ndarray of float64, shape (kinds of pairs,), optional
        How many pairs of each kind there are.

    Returns
    -------
    Spread
        NaN below two people, and where the figure without one of them is undefined.

    References
    ----------
    Frank & Snijders 1994, Estimating the size of hidden populations using snowball sampling, Journal of Official
    Statistics 10: 53-67 (people left out one at a time); Snijders & Borgatti 1999, Non-parametric standard errors and
    tests for network statistics, Connections 22: 161-170.

    Examples
    --------
    The variance of a mean of 1, 2 and 6, as the textbook has it: 7 / 3.

    >>> round(jackknife(3.0, np.array([4.0, 3.5, 1.5])).variance, 6)
    2.333333
    """
    n = len(without_person)
    if n < 2 or not np.isfinite(without_person).all():
        return Spread(np.nan, np.nan)
    squares = (without_person - without_person.mean()) ** 2
    freedom = degrees_of_freedom(
        *(np.array([total], dtype=np.float64) for total in (squares.sum(), (squares**2).sum(), n))
    )
    people = (n - 1) / n * float(squares.sum())
    if without_pair is None or pairs is None:
        return Spread(people, float(freedom[0]))
    twice = float((pairs * (without_pair - value) ** 2)[pairs > 0].sum())
    # A difference of two sums can be too small by chance: what the pairs vary by themselves is then the least.
    return Spread(max(people - twice, twice), float(freedom[0]))
