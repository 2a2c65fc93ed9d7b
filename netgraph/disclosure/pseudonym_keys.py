"""The key of pseudonyms: who can guess it, can find out who is who; so what is obviously no random key is refused."""

from __future__ import annotations

import re
from itertools import pairwise

from netgraph.errors import NetgraphError

__all__ = ["HOW_TO_MAKE_A_KEY", "check_key"]

FEWEST_BYTES = 32
"""As long as the hash itself: what RFC 2104 (section 3) advises at least."""
HEX_DIGITS = 2 * FEWEST_BYTES
FEWEST_DIFFERENT = 12
"""A key of 64 random hexadecimal digits has fewer different ones once in six million keys."""
REPEATED, REPEATED_HEX = 5, 7
"""Characters that stand twice in a row of random ones about once in a hundred thousand keys, or less."""
FEWEST_OF_A_CASE = 0.25
"""Share of capitals, and of small letters, that random letters of both kinds nearly always have."""

HOW_TO_MAKE_A_KEY = (
    "Make one with: python -c \"import pathlib, secrets; file = pathlib.Path('netgraph.key'); "
    'file.touch(mode=0o600, exist_ok=False); file.write_text(secrets.token_hex(32))"'
)


def check_key(key: object) -> None:
    """Refuse a key that can be guessed: too short, repeated, or words that people think of.

    Nobody can see from a key that it is random, only that it is not: make it, never think of one.

    Parameters
    ----------
    key : bytes
        The key.

    Raises
    ------
    NetgraphError
        It is no bytes, or can be guessed. The message never holds the key.

    Examples
    --------
    >>> check_key(bytes.fromhex("8b1f6e0d4c3a7729e5d1b0f8664a2c9e17d3f5a8c06b9e24718d5f3ac2e0b496"))
    >>> check_key(b"password")
    Traceback (most recent call last):
        ...
    netgraph.errors.NetgraphError: this key can be guessed: it is shorter than 32 bytes. Make one with: ...
    """
    if not isinstance(key, bytes):
        raise NetgraphError(f"the key must be bytes; found {type(key).__name__}. {HOW_TO_MAKE_A_KEY}")
    why = _why_guessable(key)
    if why:
        raise NetgraphError(f"this key can be guessed: {why}. {HOW_TO_MAKE_A_KEY}")


def _why_guessable(key: bytes) -> str:
    """Say what is wrong with a key; nothing when nothing is."""
    is_hex = re.fullmatch(rb"[0-9a-fA-F]*", key) is not None
    steps = [(after - before) % 256 for before, after in pairwise(key)]
    found = {
        "it is empty": not key,
        f"it is shorter than {FEWEST_BYTES} bytes": len(key) < FEWEST_BYTES,
        f"{FEWEST_BYTES} bytes in hexadecimal digits are {HEX_DIGITS}, and it has fewer": is_hex
        and len(key) < HEX_DIGITS,
        "it has few different characters": len(set(key)) < FEWEST_DIFFERENT,
        "a part of it stands in it twice": _repeats(key, REPEATED_HEX if is_hex else REPEATED),
        "it counts up or down": max(map(steps.count, set(steps)), default=0) > len(steps) / 2,
        "it looks like words": _is_words(key),
    }
    return next((reason for reason, holds in found.items() if holds), "")


def _repeats(key: bytes, length: int) -> bool:
    """Whether as many bytes in a row as ``length`` stand in the key more than once."""
    pieces = [key[at : at + length] for at in range(len(key) - length + 1)]
    return len(set(pieces)) < len(pieces)


def _is_words(key: bytes) -> bool:
    """Whether the key is text as people write it: with a blank, or without digits and mostly in capitals or in none."""
    try:
        text = key.decode("utf-8")
    except UnicodeDecodeError:
        return False
    capitals = sum(map(str.isupper, text)) / max(len(text), 1)
    one_case = not FEWEST_OF_A_CASE < capitals < 1 - FEWEST_OF_A_CASE
    return text.isprintable() and (" " in text or (one_case and not any(map(str.isdigit, text))))
