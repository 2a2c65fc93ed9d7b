"""What the tests of colours and classes wait for once."""

from __future__ import annotations

import pytest

from netgraph.symbology.classes import class_breaks


@pytest.fixture(autouse=True, scope="session")
def _loaded() -> None:
    """Load the library of classes: the first figure waits for it, which is no fault of an example of Hypothesis."""
    class_breaks([0, 1])
