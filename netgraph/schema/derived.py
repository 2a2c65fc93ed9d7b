"""What was made of a network before: its tables never change, so neither does anything that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from netgraph.network import SupportNetwork

__all__ = ["derived"]

Made = TypeVar("Made")

_DERIVED: WeakKeyDictionary[SupportNetwork, dict[Hashable, _Slot]] = WeakKeyDictionary()
"""By network, for as long as it exists."""
_SLOTS = Lock()


@dataclass
class _Slot:
    """A place for what is made; whoever makes it holds the lock, which may ask for other things meanwhile."""

    lock: RLock = field(default_factory=RLock)
    made: list[Any] = field(default_factory=list)


def derived(network: SupportNetwork, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what was made of a network under this key before, or make it now; of several threads only one makes it.

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
    with _SLOTS:
        slot = _DERIVED.setdefault(network, {}).setdefault(key, _Slot())
    with slot.lock:
        if not slot.made:
            slot.made.append(make())
        found: Made = slot.made[0]
    return found
