"""Files appear whole or not at all: written in a private folder beside their target, then renamed, mode 0600."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["OutputError", "private_folder", "replace_together", "write_whole"]

PRIVATE = 0o600
BEFORE = "before"


class OutputError(NetgraphError):
    """The output cannot be written where it was asked for."""


@contextmanager
def write_whole(target: Path) -> Iterator[Path]:
    """Give a path to write to; on success the file there becomes the target, on failure it is gone.

    An older file at ``target`` stays as it was unless everything went well.

    Parameters
    ----------
    target : pathlib.Path
        Where the file is to be.

    Yields
    ------
    pathlib.Path
        Where to write: no file yet, with the target's name, in a folder that only this user can enter.

    Raises
    ------
    OutputError
        The folder does not exist or cannot be written to, or the target is a folder.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> with write_whole(folder / "figures.csv") as path:
    ...     _ = path.write_text("isolated", encoding="utf-8")
    >>> (folder / "figures.csv").read_text(encoding="utf-8")
    'isolated'
    """
    if target.is_dir():
        raise OutputError(f"{target} is a folder. Give the name of a file.")
    with private_folder(target) as folder:
        yield folder / target.name
        (folder / target.name).chmod(PRIVATE)
        (folder / target.name).replace(target)


@contextmanager
def private_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder beside ``target``, on the same disk, that only this user can enter; gone afterwards."""
    if not target.parent.is_dir():
        raise OutputError(f"the folder {target.parent} does not exist. Make it first, or give another path.")
    try:
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise OutputError(f"cannot write in {target.parent}: {error.strerror or error}.") from error
    try:
        yield folder
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_together(made: Path, folder: Path) -> None:
    """Move all files of ``made`` into ``folder``; when one cannot be moved, all older files are put back.

    Parameters
    ----------
    made : pathlib.Path
        A private folder on the same disk that holds nothing but the new files.
    folder : pathlib.Path
        Where they go; made when it does not exist.
    """
    files = sorted(made.iterdir())
    for file in files:
        file.chmod(PRIVATE)
    if not folder.exists():
        folder.mkdir()
    before = made / BEFORE
    before.mkdir()
    moved: list[Path] = []
    try:
        for file in files:
            target = folder / file.name
            if target.exists():
                target.replace(before / file.name)
            moved.append(target)
            file.replace(target)
    except BaseException:
        for target in moved:
            target.unlink(missing_ok=True)
        for file in before.iterdir():
            file.replace(folder / file.name)
        raise
