"""Long lists of whole numbers in few characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.pages.escape import Json

__all__ = ["folded"]

BASE = 36
"""Digits and lower-case letters: none of them is special in a page, and JavaScript reads such numbers."""


def folded(numbers: Sequence[int]) -> dict[str, Json]:
    """Write whole numbers one after the other, each in as many characters as the widest needs.

    Parameters
    ----------
    numbers : sequence of int
        One a district.

    Returns
    -------
    dict
        ``{"least": int, "width": int, "text": str}``: number k is characters k * width to (k + 1) * width of the text,
        in base 36, plus the least number.

    Examples
    --------
    >>> folded([-1, 0, 34])
    {'least': -1, 'width': 1, 'text': '01z'}
    >>> folded([7, 7 + 36])
    {'least': 7, 'width': 2, 'text': '0010'}
    """
    if not len(numbers):
        return {"least": 0, "width": 1, "text": ""}
    distinct, places = np.unique(np.asarray(numbers, dtype=np.int64), return_inverse=True)
    least = int(distinct[0])
    written = [np.base_repr(int(number) - least, BASE).lower() for number in distinct]
    width = len(written[-1])
    padded = [text.zfill(width) for text in written]
    return {"least": least, "width": width, "text": "".join(padded[place] for place in places)}
