"""The exceptions of netgraph: each message says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

__all__ = [
    "DataError",
    "MissingExtraError",
    "NetgraphError",
    "RecipeError",
    "SourceError",
    "UnknownNameError",
    "did_you_mean",
    "listed",
]

SHOWN_PROBLEMS = 10


class NetgraphError(ValueError):
    """Base of every error that netgraph raises on purpose; a ``ValueError``."""


class DataError(NetgraphError):
    """The data are wrong or missing.

    Attributes
    ----------
    problems : pandas.DataFrame
        One row a fault: ``table``, ``row``, ``column``, ``rule``, ``message``.
    files : dict of str to str
        The file that each table was read from, by table; empty for data frames.
    """

    def __init__(self, message: str, problems: pd.DataFrame, files: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.problems = problems
        self.files = dict(files or {})


class RecipeError(NetgraphError):
    """A map recipe is wrong; the message names the key and the valid choices."""


class SourceError(NetgraphError):
    """An outside source, such as a map service, cannot be used; the message says why and what to do."""


class UnknownNameError(NetgraphError):
    """A metric, column or other name that does not exist; the message offers the nearest ones."""


class MissingExtraError(NetgraphError, ImportError):
    """An optional part of netgraph is asked for that is not installed; the message has the command to install it."""


def did_you_mean(name: str, valid: Sequence[str]) -> str:
    """End a message about an unknown name: the nearest valid ones, or all when none is near.

    Parameters
    ----------
    name : str
        What was given.
    valid : sequence of str
        What would have been right.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> did_you_mean("isolatd", ["isolated", "contacts"])
    'Did you mean isolated?'
    >>> did_you_mean("x", ["isolated", "contacts"])
    'Valid: isolated, contacts.'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is wrong

    near = get_close_matches(name, list(valid), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else f"Valid: {', '.join(valid)}."


def listed(given: object, what: str) -> list[str]:
    """Return one name, or several, as a list.

    Raises
    ------
    UnknownNameError
        They are no text.

    Examples
    --------
    >>> listed("isolated", "metrics"), listed(("isolated", "contacts"), "metrics")
    (['isolated'], ['isolated', 'contacts'])
    """
    if isinstance(given, str):
        return [given]
    names: list[str] = list(given) if isinstance(given, Iterable) else [given]  # type: ignore[list-item]
    for name in names:
        if not isinstance(name, str):
            raise UnknownNameError(f"{what} must be a name, or a list of names; found {name!r}.")
    return names
