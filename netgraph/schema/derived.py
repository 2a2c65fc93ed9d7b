"""What was made of a network before: its tables never change, so neither does anything that follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from netgraph.network import SupportNetwork

__all__ = ["derived"]

Made = TypeVar("Made")

_DERIVED: WeakKeyDictionary[SupportNetwork, dict[Hashable, Any]] = WeakKeyDictionary()
"""By network, for as long as it exists."""


def derived(network: SupportNetwork, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what was made of a network under this key before, or make it now.

    Parameters
    ----------
    network : SupportNetwork
        What it follows from.
    key : hashable
        What it is: the function that makes it, and everything else that it depends on.
    make : callable
        Makes it; the result must never be changed by anybody.

    Examples
    --------
    >>> import pandas as pd, netgraph as ng
    >>> people = pd.DataFrame({"person": ["a"], "district": ["west"]})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": [], "receiver": []}))
    >>> derived(network, "example", lambda: ["made"]) is derived(network, "example", lambda: ["made again"])
    True
    """
    made = _DERIVED.setdefault(network, {})
    if key not in made:
        made[key] = make()
    found: Made = made[key]
    return found
