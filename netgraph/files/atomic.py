"""Files appear whole or not at all: written beside their target with mode 0600, then renamed."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["OutputError", "write_whole"]


class OutputError(NetgraphError):
    """The output cannot be written where it was asked for."""


@contextmanager
def write_whole(target: Path) -> Iterator[Path]:
    """Give a temporary path beside ``target``; on success it becomes the target, on failure it is gone.

    The temporary file keeps the target's ending, because some writers choose their format by it.
    An older file at ``target`` stays as it was unless everything went well.

    Parameters
    ----------
    target : pathlib.Path
        Where the file is to be.

    Yields
    ------
    pathlib.Path
        Where to write.

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
    if not target.parent.is_dir():
        raise OutputError(f"the folder {target.parent} does not exist. Make it first, or give another path.")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix="".join(target.suffixes))
    except OSError as error:
        raise OutputError(f"cannot write in {target.parent}: {error.strerror}.") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o600)  # a writer that made the file anew has lost the mode
        temporary.replace(target)
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror or error}.") from error
    finally:
        temporary.unlink(missing_ok=True)
