"""Which ties are active on a day, and who has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph.schema.codes import is_among

if TYPE_CHECKING:
    import datetime as dt

    import numpy as np
    import numpy.typing as npt

__all__ = ["active_ties", "has_ties"]


def active_ties(ties: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the ties that are active on a day: since <= day < until, an empty end being open."""
    moment = pd.Timestamp(day)
    begun = ties["since"].isna() | (ties["since"] <= moment)
    going_on = ties["until"].isna() | (ties["until"] > moment)
    return ties[begun & going_on]


def has_ties(people: pd.DataFrame, ties: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether each person gives or receives at least one tie of the table."""
    return is_among(people["person"], ties["giver"]) | is_among(people["person"], ties["receiver"])
