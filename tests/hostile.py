"""Damaged files, and what must come of them: a network, or one error that says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

import netgraph as ng

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = [
    b"",
    b"\xff",
    b"\x00",
    b"<",
    b'"',
    b",",
    b";",
    b"\n",
    b"nan",
    b"1e999",
    b"9" * 30,
    b"[",
    b"]",
    b"{",
    b"-",
    b"=",
    b"*",
]


def damaged(data: st.DataObject, content: bytes) -> bytes:
    """Return something else in the place of a file, or the file with pieces cut out, doubled or written over."""
    if data.draw(st.integers(0, 9)) == 0:
        return data.draw(st.binary(max_size=300))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 80)))
        piece = data.draw(st.sampled_from([*PIECES, content[start:end] * 2]) | st.binary(max_size=4))
        content = content[:start] + piece + content[end:]
    return content


def is_read_or_refused(read: Callable[[], ng.SupportNetwork]) -> bool:
    """Whether reading gives a network with somebody in it, or a NetgraphError with a sentence; others go through."""
    try:
        network = read()
    except ng.NetgraphError as error:
        return len(str(error).split()) > 3
    return len(network.people) > 0 and bool(network.ties["giver"].isin(network.people["person"]).all())
