"""ibis need not be installed: what then is said."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from netgraph.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["needs_ibis"]


@contextmanager
def needs_ibis() -> Iterator[None]:
    """Say how to get ibis where the import inside fails for want of it.

    Raises
    ------
    MissingExtraError
        ibis is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "ibis":
            raise
        raise MissingExtraError(
            "scale.district_estimates needs ibis, which is not installed. It comes with the extra scale (with DuckDB): "
            'pip install "neighbourhood-netgraph[scale]", or with spark; pip install ".[scale]" in a clone.'
        ) from error
