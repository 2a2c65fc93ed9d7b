"""Levels of districts: buurten lie in wijken, wijken in stadsdelen; one table may hold them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from netgraph.errors import UnknownNameError
from netgraph.schema.codes import is_among

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

__all__ = ["LEVELS", "Level", "check_level", "is_lowest_level", "parents_of"]

Level = Literal["district", "parent"]
"""Areas that have borders and a rest of the city: districts, or the larger areas that they lie in."""
LEVELS: tuple[Level, ...] = get_args(Level)


def check_level(by: str) -> Level:
    """Return a level of areas, or say which there are.

    Raises
    ------
    UnknownNameError
        For anything but ``"district"`` and ``"parent"``.

    Examples
    --------
    >>> check_level("parent")
    'parent'
    """
    for level in LEVELS:
        if by == level:
            return level
    raise UnknownNameError(
        f"by={by!r} is no level of areas, which have borders and a rest. Valid: {', '.join(LEVELS)}."
    )


def is_lowest_level(districts: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether each district is nobody's parent: people live in these, and a map draws these.

    Examples
    --------
    >>> import pandas as pd
    >>> is_lowest_level(pd.DataFrame({"district": ["city", "west"], "parent": [None, "city"]})).tolist()
    [False, True]
    """
    return ~is_among(districts["district"], districts["parent"])


def parents_of(districts: pd.DataFrame) -> dict[str, str]:
    """Return the larger area that each district lies in; those that lie in none are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> parents_of(pd.DataFrame({"district": ["city", "west"], "parent": [None, "city"]}))
    {'west': 'city'}
    """
    inside = districts.dropna(subset=["parent"])
    return dict(zip(inside["district"], inside["parent"], strict=True))
