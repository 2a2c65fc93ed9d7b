"""esda and libpysal need not be installed: what then is said; and they must not change how anybody else is warned."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from netgraph.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["needs_spatial", "undisturbed"]

NAMES = ("esda", "libpysal")


@contextmanager
def needs_spatial(function: str) -> Iterator[None]:
    """Say how to get esda and libpysal where the import inside fails for want of them.

    Parameters
    ----------
    function : str
        The public function that needs them.

    Raises
    ------
    MissingExtraError
        One of them is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in NAMES:
            raise
        raise MissingExtraError(
            f"{function} needs {name}, which is not installed. It comes with the extra spatial: "
            'pip install "neighbourhood-netgraph[spatial]", or pip install ".[spatial]" in a clone.'
        ) from error


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let esda work out a statistic: it adds to the filters for warnings, and divides by zero where areas are few.

    What it divides is the variance of textbooks, which nothing here looks at: p-values come from permutations.
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        yield
