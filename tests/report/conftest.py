"""Reports on networks of which everything is known, each made once a worker."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import netgraph as ng
from tests.mapping.conftest import squares
from tests.mapping.made_networks import city, town

if TYPE_CHECKING:
    from collections.abc import Callable

    from netgraph.network import SupportNetwork
    from netgraph.report import DistrictReport

REPORTS: dict[str, tuple[Callable[[], SupportNetwork], dict[str, Any]]] = {
    "city": (city, {}),
    "squares": (squares, {"language": "en"}),
    "town": (town, {"language": "en"}),
    "town, Dutch": (town, {"organisation": "Zeta", "contact": "zeta@example.org"}),
    "town, wijken": (town, {"language": "en", "by": "parent"}),
    "survey": (lambda: town(design="survey"), {"language": "en"}),
    "register": (lambda: town(design="register"), {"language": "en"}),
    "internal": (town, {"language": "en", "internal": True}),
    "few figures": (town, {"language": "en", "metrics": ["isolated", "contacts"], "layers": ["isolation"]}),
}


@cache
def made(name: str) -> DistrictReport:
    """Return a report of `REPORTS` by name."""
    make, options = REPORTS[name]
    return ng.district_report(make(), **options)


@pytest.fixture(scope="session")
def reported() -> Callable[[str], DistrictReport]:
    """Return reports by name."""
    return made
