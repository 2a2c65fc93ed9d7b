"""Output files appear whole or not at all, with mode 0600 (DESIGN: The contract; SAFETY)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pandas as pd
import pytest

from netgraph.files import OutputError, atomic, check_output, write_table, write_whole
from netgraph.files.atomic import replace_together

ENDINGS = [".csv", ".xlsx", ".parquet", ".gpkg"]
FIGURES = pd.DataFrame({"district": ["west"], "isolated": [0.25]})


def mode(path: Path) -> int:
    """Return who may read and write a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_table_is_whole_and_private(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"figures{ending}"
    before = os.umask(0)  # the most generous way of making files
    try:
        write_table(FIGURES, target)
    finally:
        os.umask(before)
    assert mode(target) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("fails", [RuntimeError, OSError, KeyboardInterrupt])
def test_a_writer_that_breaks_off_leaves_the_older_file_and_nothing_else(
    fails: type[BaseException], tmp_path: Path
) -> None:
    target = tmp_path / "figures.csv"
    target.write_text("older")
    with pytest.raises((fails, OutputError)), write_whole(target) as path:  # noqa: PT012 - it breaks off half-way
        path.write_text("half of")
        assert mode(path.parent) == 0o700
        raise fails
    assert target.read_text() == "older"
    assert [entry.name for entry in tmp_path.iterdir()] == ["figures.csv"]


def test_a_writer_that_breaks_off_leaves_no_file_where_none_was(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), write_whole(tmp_path / "map.html") as path:  # noqa: PT012
        path.write_text("half of")
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("nowhere/figures.csv", "does not exist. Make it first"),
        (".", "is a folder|no ending"),
        ("folder.csv", "is a folder"),
        ("figures.txt", r"ends in \.txt"),
        ("figures", "has no ending"),
    ],
)
def test_output_paths_that_cannot_work(target: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputError, match=words):
        check_output(tmp_path / target)
    with pytest.raises(OutputError, match=words):
        write_table(FIGURES, tmp_path / target)


def test_a_folder_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(atomic.tempfile, "mkdtemp", refuse)
    with pytest.raises(OutputError, match=r"cannot write in .*: Permission denied"):
        write_table(FIGURES, tmp_path / "figures.csv")


@pytest.mark.parametrize("breaks_at", [1, 2, 3])
def test_files_that_belong_together_are_all_new_or_all_old(
    breaks_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New people beside old ties would be a network that never was."""
    folder, made = tmp_path / "data", tmp_path / "made"
    folder.mkdir()
    made.mkdir()
    for name in ("people.csv", "ties.csv"):
        (folder / name).write_text("old")
    (folder / "notes.txt").write_text("mine")
    for name in ("people.csv", "ties.csv", "about.toml"):
        (made / name).write_text("new")
    replace, moves = Path.replace, []

    def breaking(self: Path, target: Path) -> Path:
        if self.parent == made:
            moves.append(self)
            if len(moves) == breaks_at:
                raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", breaking)
    with pytest.raises(OSError, match="No space"):
        replace_together(made, folder)
    monkeypatch.undo()
    left = {entry.name: entry.read_text() for entry in folder.iterdir()}
    assert left == {"people.csv": "old", "ties.csv": "old", "notes.txt": "mine"}
    for name in ("people.csv", "ties.csv", "about.toml"):
        (made / name).write_text("new")
    (made / "before").rmdir()
    replace_together(made, folder)
    left = {entry.name: entry.read_text() for entry in folder.iterdir()}
    assert left == {"people.csv": "new", "ties.csv": "new", "about.toml": "new", "notes.txt": "mine"}
