"""Commands run within this process, and a data folder to run them on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from netgraph.cli.main import _run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Ended(NamedTuple):
    """How a run ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys) -> Callable[..., Ended]:
    """Return the function that runs ``netgraph ...`` here: its arguments are those of the command line."""

    def ended(*arguments: object, debug: bool = False) -> Ended:
        capsys.readouterr()
        code = _run([str(argument) for argument in arguments], debug=debug)
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    return ended


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Path:
    """Return a folder as ``netgraph example`` writes it, with 600 people."""
    folder = tmp_path_factory.mktemp("example") / "almere"
    assert _run(["example", str(folder), "--people", "600", "--seed", "4"], debug=True) == 0
    return folder
