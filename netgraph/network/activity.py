"""Which ties are active on a day, and who has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.schema.coded import ENDS

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

__all__ = ["has_ties", "is_active"]


def is_active(ties: pd.DataFrame, day: dt.date) -> pd.Series:
    """Whether each tie is active on a day: since <= day < until, an empty end being open."""
    moment = pd.Timestamp(day)
    begun = ties["since"].isna() | (ties["since"] <= moment)
    going_on = ties["until"].isna() | (ties["until"] > moment)
    return begun & going_on


def has_ties(people: pd.DataFrame, ties: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether each person gives or receives at least one tie of the table, which is `coded`."""
    tied = np.zeros(len(people), dtype=bool)
    for end in ENDS:
        tied[ties[end]] = True
    return tied
