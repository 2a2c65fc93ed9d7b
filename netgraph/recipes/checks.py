"""What values of a recipe must be beyond their type: one line, below the recipe's folder, drawn on the map."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from netgraph.errors import NetgraphError
from netgraph.schema.faults import shown
from netgraph.schema.map_vocabulary import ATTENTION, OPENINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

__all__ = [
    "RECIPES_FOLDER",
    "TOLD",
    "Figures",
    "Surroundings",
    "check_one_line",
    "check_opening",
    "is_drawn",
    "nearest",
    "path_below",
    "refused",
    "told_wrong",
]

RECIPES_FOLDER = "maps"
"""Recipes in a folder of this name may use data that lie beside it: maps/thin_networks.toml uses ../data/almere."""
TOLD = "told"
"""The type of errors whose message is a whole sentence, to which nothing needs to be added."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of what is not seen and yet changes a page: controls, marks of direction, ends of lines."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What recipes do not know of the figures themselves, from a caller who does.

    Attributes
    ----------
    subjects : mapping of str to str
        Id of a figure -> where it stands on the map.
    check_figure : callable
        Raises a `NetgraphError` for the id of a figure that cannot be shown.
    check_margin : callable
        Raises a `NetgraphError` for an id and a margin that do not go together.
    """

    subjects: Mapping[str, str]
    check_figure: Callable[[str], object]
    check_margin: Callable[[str, float], object]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a recipe stands, and which figures there are; what is not known is not checked."""

    file: Path | None = None
    figures: Figures | None = None


def refused(sentence: str | Mapping[str, str]) -> PydanticCustomError:
    """Return the error that says a whole sentence about a value, or one about each key of a table."""
    return PydanticCustomError(TOLD, "{sentence}", {"sentence": sentence})


def told_wrong(check: Callable[..., object], *values: object) -> str:
    """Return what a check has to say about values; nothing when all is well."""
    try:
        check(*values)
    except NetgraphError as error:
        return str(error).removeprefix("margins: ")  # the key is named already
    return ""


def nearest(name: str, valid: Iterable[str]) -> str:
    """Offer the valid names that were probably meant, in whichever table they stand; nothing when none is near.

    Examples
    --------
    >>> nearest("carer", ["carers", "flows"]), nearest("minimun", ["data", "thresholds.minimum"])
    (' Did you mean carers?', ' Did you mean thresholds.minimum?')
    """
    full = {one.rpartition(".")[2]: one for one in valid}
    near = [full[one] for one in get_close_matches(name.rpartition(".")[2], full, n=3, cutoff=0.6)]
    return f" Did you mean {' or '.join(near)}?" if near else ""


def check_one_line(text: str) -> str:
    """Refuse text that would break a line, or hold what nobody sees."""
    for character in text:
        if unicodedata.category(character) in UNSEEN:
            named = unicodedata.name(character, "a control character")
            raise refused(f"expected one line without control characters; found {named} (U+{ord(character):04X}).")
    return text


def path_below(given: Path, recipe: Path) -> Path:
    """Return a path of a recipe as one that can be opened from here; refuse what a recipe has no business with."""
    folder = recipe.parent.resolve()  # of a link to a recipe: where the link is
    home = folder.parent if folder.name == RECIPES_FOLDER else folder
    try:
        target = (folder / given).resolve()
        target.exists()
    except (OSError, RuntimeError, ValueError) as error:  # a name too long, links in a circle, a NUL
        raise refused(f"this path cannot be followed; found {shown(given)}.") from error
    if given.is_absolute() or not target.is_relative_to(home):
        raise refused(f"it must be given relative to the recipe and lie below {home.name}/; found {shown(given)}.")
    return recipe.parent / given


def check_opening(
    name: str, layers: Collection[str] | None, metrics: Collection[str] | None, figures: Figures | None
) -> str:
    """Refuse a first layer that there is not, or that the same recipe leaves out."""
    subjects = {} if figures is None else figures.subjects
    if name not in OPENINGS and figures is None:
        return name  # perhaps a figure
    if name not in OPENINGS and name not in subjects:
        near = nearest(name, [*OPENINGS, *subjects])
        raise refused(f"there is no layer {name!r}.{near} Valid: {', '.join(OPENINGS)}, or the id of a figure.")
    if not is_drawn(name, layers, metrics, subjects):
        raise refused(f"layers or metrics leave {name} out, so the map cannot open with it. Add it there.")
    return name


def is_drawn(
    name: str, layers: Collection[str] | None, metrics: Collection[str] | None, subjects: Mapping[str, str]
) -> bool:
    """Whether a subject or figure is among what a map shows.

    Examples
    --------
    >>> subjects = {"carers_alone": "carers", "isolated": "isolation"}
    >>> is_drawn("carers_alone", ["carers"], None, subjects), is_drawn("carers", None, ["isolated"], subjects)
    (True, False)
    """
    subject = subjects.get(name, name)
    if subject == ATTENTION:
        return True
    if layers is not None and subject not in layers:
        return False
    if metrics is None or subject not in subjects.values():
        return True  # coverage holds no figure of the catalogue
    return name in metrics or any(subjects.get(metric) == name for metric in metrics)
