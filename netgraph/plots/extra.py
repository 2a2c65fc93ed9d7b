"""Matplotlib need not be installed: what then is said."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from netgraph.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["needs_matplotlib"]


@contextmanager
def needs_matplotlib(function: str) -> Iterator[None]:
    """Say how to get Matplotlib where the import inside fails for want of it.

    Parameters
    ----------
    function : str
        The public function that draws.

    Raises
    ------
    MissingExtraError
        Matplotlib is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        raise MissingExtraError(
            f"{function} needs Matplotlib, which is not installed. It comes with the extra plots: "
            'pip install "neighbourhood-netgraph[plots]", or pip install ".[plots]" in a clone.'
        ) from error
