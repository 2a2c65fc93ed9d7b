"""Who is a resident: the people that figures are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["PLAIN_ROLES", "SPECIAL_ROLES", "has_role", "is_resident"]

PLAIN_ROLES = ("resident", "volunteer", "carer")
"""Somebody with one of these roles is a resident like others, whatever else they are."""
SPECIAL_ROLES = ("volunteer", "carer", "professional", "organisation")
"""All roles but the one that somebody without any has."""


def has_role(roles: pd.Series, *names: str) -> npt.NDArray[np.bool_]:
    """Whether each person has at least one of these roles; looked up once for each distinct list.

    Examples
    --------
    >>> has_role(pd.Series(["resident;carer", "professional"]), "carer").tolist()
    [True, False]
    """
    codes, lists = pd.factorize(roles)
    has = np.array([not set(names).isdisjoint(text.split(";")) for text in lists], dtype=bool)
    return has[codes] if len(has) else np.zeros(len(codes), dtype=bool)


def is_resident(roles: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether each person is not only professional or organisation."""
    return has_role(roles, *PLAIN_ROLES)
