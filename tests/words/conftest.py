"""Every text of the package, found by walking its modules, and the document they are copied from."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netgraph.words
from netgraph.metrics import CARER_DEFINITIONS, METRICS, PERSON_COLUMNS
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = Path(__file__).parents[3] / "shared" / "WORDS.md"


def texts_in(value: object, name: str) -> Iterator[tuple[str, Text]]:
    """Yield the texts inside a value, each with where it stands."""
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from texts_in(entry, f"{name}[{key}]")
    elif isinstance(value, (tuple, list)):
        for number, entry in enumerate(value):
            yield from texts_in(entry, f"{name}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name), f"{name}.{field.name}")


@pytest.fixture(scope="session")
def texts() -> dict[str, Text]:
    """Return all texts of all modules of netgraph.words, by module and name."""
    found: dict[str, Text] = {}
    for module in pkgutil.iter_modules(netgraph.words.__path__):
        contents = vars(importlib.import_module(f"netgraph.words.{module.name}"))
        for name, value in contents.items():
            if not name.startswith("_"):
                found.update(texts_in(value, f"{module.name}.{name}"))
    return found


@pytest.fixture(scope="session")
def all_texts(texts: dict[str, Text]) -> dict[str, Text]:
    """Return these and the words of figures and person columns, which stand with each of them."""
    of_figures = {"METRICS": METRICS, "PERSON_COLUMNS": PERSON_COLUMNS, "CARER_DEFINITIONS": CARER_DEFINITIONS}
    found = {name: text for where, declared in of_figures.items() for name, text in texts_in(declared, where)}
    return {**texts, **found}


@pytest.fixture(scope="session")
def document() -> str:
    """Return the document that the words are copied from, where it lies beside the project."""
    if not DOCUMENT.exists():
        pytest.skip("the document of words does not lie beside the project")
    return DOCUMENT.read_text(encoding="utf-8")
