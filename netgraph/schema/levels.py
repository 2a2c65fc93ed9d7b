"""Levels of districts: buurten lie in wijken, wijken in stadsdelen; one table may hold them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.schema.codes import is_among

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

__all__ = ["is_lowest_level"]


def is_lowest_level(districts: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether each district is nobody's parent: people live in these, and a map draws these.

    Examples
    --------
    >>> import pandas as pd
    >>> is_lowest_level(pd.DataFrame({"district": ["city", "west"], "parent": [None, "city"]})).tolist()
    [False, True]
    """
    return ~is_among(districts["district"], districts["parent"])
