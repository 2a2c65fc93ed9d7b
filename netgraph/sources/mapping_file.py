"""Mappings: TOML files that say what the columns of somebody's table mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from netgraph.errors import RecipeError
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.toml import read_toml
from netgraph.schema.vocabulary import COLUMNS

__all__ = ["AboutData", "Kept", "MappingPart", "parsed_mapping"]

OPTIONAL = ("alter_ties",)
Parsed = TypeVar("Parsed", bound="MappingPart")


class MappingPart(BaseModel):
    """A part of a mapping: its keys are fixed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _no_column_of_ours(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse to keep a column under a name that the mapping itself fills."""
    for column in columns:
        if column in COLUMNS["people"]:
            raise ValueError(f"a column called {column} is made by the mapping itself. Rename it in the table")
    return columns


Kept = Annotated[tuple[str, ...], AfterValidator(_no_column_of_ours)]
"""Columns to take along as they are."""


class AboutData(MappingPart):
    """What a mapping says of the data as a whole: keys of about.toml that no column tells."""

    source: str | None = None
    reference_date: dt.date | None = None
    place: str | None = None
    population_is: Literal["adults", "all"] | None = None
    synthetic: bool = False

    def told(self) -> dict[str, Any]:
        """Return the keys that say something."""
        return self.model_dump(exclude_none=True, exclude_defaults=True)


def parsed_mapping(
    given: str | Path | Mapping[str, Any], model: type[Parsed], defaults: Mapping[str, Any] | None = None
) -> Parsed:
    """Read a mapping from a TOML file, or take its contents.

    Parameters
    ----------
    given : str, pathlib.Path or mapping
        The file, or its contents.
    model : type
        What it is to say.
    defaults : mapping, optional
        What a part says of a key that the mapping leaves out. A part that may be absent altogether stays so: that is
        what ``OPTIONAL`` names.

    Raises
    ------
    RecipeError
        It cannot be read, or a key is wrong; the message names them all.
    """
    if not isinstance(given, (str, Path, Mapping)):
        raise RecipeError(f"mapping must be a TOML file or its contents; found {type(given).__name__}.")
    where = "mapping" if isinstance(given, Mapping) else Path(given).name
    content = dict(given) if isinstance(given, Mapping) else _toml(Path(given))
    for part, keys in (defaults or {}).items():
        own = content.get(part, None if part in OPTIONAL else {})
        if isinstance(own, dict):
            content[part] = {**keys, **own}
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        raise RecipeError(f"{where}: {'; '.join(faults)}.") from error


def _toml(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except UnreadableError as error:
        raise RecipeError(f"{path.name}: {error}") from error
