"""A map service on this machine, new for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sources.pdok import Pdok, pdok

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def service() -> Iterator[Pdok]:
    """Run a service that has Almere and its neighbour Lelystad."""
    with pdok() as running:
        yield running
