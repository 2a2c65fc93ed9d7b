"""TOML in: about.toml and mappings, whatever the file really is."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from netgraph.files.bytes_in import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_toml"]


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    UnreadableError
        It cannot be opened, or is no TOML: also where it nests without end or holds a number of thousands of digits.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:  # of tomllib, of decoding, and of numbers that are too long
        raise UnreadableError("not_parseable", f"this is not readable TOML: {' '.join(str(error).split())}.") from error
    except OSError as error:
        raise UnreadableError("not_readable", f"the file cannot be opened: {error.strerror or error}.") from error
