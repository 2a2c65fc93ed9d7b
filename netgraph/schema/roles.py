"""Who is a resident: the people that figures are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

__all__ = ["PLAIN_ROLES", "SPECIAL_ROLES", "has_role", "is_resident"]

PLAIN_ROLES = ("resident", "volunteer", "carer")
"""Somebody with one of these roles is a resident like others, whatever else they are."""
SPECIAL_ROLES = ("volunteer", "carer", "professional", "organisation")
"""All roles but the one that somebody without any has."""


def has_role(roles: pd.Series, *names: str) -> npt.NDArray[np.bool_]:
    """Whether each person has at least one of these roles; looked up once for each distinct list.

    Examples
    --------
    >>> import pandas as pd
    >>> has_role(pd.Series(["resident;carer", "professional"]), "carer").tolist()
    [True, False]
    """
    has = {text: not set(names).isdisjoint(text.split(";")) for text in roles.unique()}
    return roles.map(has).to_numpy(dtype=bool)


def is_resident(roles: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether each person is not only professional or organisation."""
    return has_role(roles, *PLAIN_ROLES)
