"""A project folder as the repository has one, and recipes written into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with maps/, data/almere/ and a file of boundaries in it."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "data" / "almere").mkdir(parents=True)
    (tmp_path / "data" / "borders.geojson").write_text("{}", encoding="utf-8")
    return tmp_path
