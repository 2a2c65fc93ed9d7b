"""What pydantic found wrong with a recipe, as sentences that name the key, what was found and what is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netgraph.recipes.checks import TOLD, nearest
from netgraph.recipes.recipe import Recipe, Thresholds
from netgraph.schema.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError

__all__ = ["KEYS", "wrong_keys"]

KEYS: tuple[str, ...] = (
    *(name for name in Recipe.model_fields if name != "thresholds"),
    *(f"thresholds.{name}" for name in Thresholds.model_fields),
)
"""Every key of a recipe, with the table that it stands in."""
LONGEST_FOUND = 40
EXPECTED = {
    "path_type": "expected a path, as text",
    "tuple_type": 'expected a list of names, as ["…", "…"]',
    "too_short": "give at least one name, or leave the key out",
    "model_type": "expected a table of keys",
    "dict_type": "expected a table of keys",
    "mapping_type": "expected a table of keys",
}
"""What is said of values for which the library's words speak of Python."""


def wrong_keys(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Yield each wrong key, dotted, and the sentence about it.

    Examples
    --------
    >>> from pydantic import ValidationError
    >>> try:
    ...     Recipe.model_validate({"data": "x", "langauge": "nl", "by": "street"})
    ... except ValidationError as error:
    ...     for key, sentence in wrong_keys(error):
    ...         print(key, "-", sentence[:60])
    by - input should be 'district' or 'parent'; found 'street'.
    langauge - there is no such key. Did you mean language? Valid: data, bo
    """
    for item in error.errors():
        if item["type"] == "too_short" and item["input"]:
            continue  # only because none of its items is right, each of which is told
        key = ".".join(shown(part) for part in item["loc"] if isinstance(part, str) and part != "[key]")
        if item["type"] != TOLD:
            yield key, _sentence(key, item)
            continue
        told = item["ctx"]["sentence"]
        for name, sentence in told.items() if isinstance(told, dict) else [("", told)]:
            yield f"{key}.{shown(name)}" if name else key, sentence


def _sentence(key: str, item: Any) -> str:
    if item["type"] == "extra_forbidden":
        return f"there is no such key.{nearest(key, KEYS)} Valid: {', '.join(KEYS)}."
    if item["type"] == "missing":
        return f'this key is missing. Say where the data are, for instance {key} = "../data/almere".'
    expected = EXPECTED.get(item["type"], f"{item['msg'][0].lower()}{item['msg'][1:]}")
    return f"{expected}; found {_found(item['input'])}."


def _found(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_FOUND else f"{text[: LONGEST_FOUND - 1]}…"
