"""Leaflet as text that stands inside the page: script, style and images from the installed package."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from netgraph.pages.escape import script_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable

__all__ = ["SCRIPTS", "STYLES", "own_file"]

SOURCE_MAP = re.compile(r"^//[#@] sourceMappingURL=.*$", re.MULTILINE)
CSS_IMAGE = re.compile(r"url\((images/[^)]+)\)")
OLD_EXPLORER = re.compile(r"\s*behavior:\s*url\(#default#VML\);")


def _leaflet(path: str) -> Traversable:
    """Point at a file of Leaflet in the installed package."""
    return files("js_lib_leaflet").joinpath("static", "js_lib_leaflet", *path.split("/"))


def _data_uri(path: str) -> str:
    """Return an image of Leaflet as a URI that holds the image itself."""
    return "data:image/png;base64," + base64.b64encode(_leaflet(path).read_bytes()).decode("ascii")


@cache
def leaflet_script() -> str:
    """Return Leaflet's script, without the link to its source map and with its default marker icon inside.

    Leaflet guesses the folder of the icon from its style sheet and would ask for a file there; an empty
    ``imagePath`` stops that.
    """
    icon = {
        "iconUrl": _data_uri("images/marker-icon.png"),
        "iconRetinaUrl": _data_uri("images/marker-icon-2x.png"),
        "shadowUrl": _data_uri("images/marker-shadow.png"),
    }
    script = SOURCE_MAP.sub("", _leaflet("leaflet.js").read_text(encoding="utf-8")).strip()
    return f'{script}\nL.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions({script_json(icon)});'


@cache
def leaflet_style() -> str:
    """Return Leaflet's style sheet with its images inside."""
    style = _leaflet("leaflet.css").read_text(encoding="utf-8")
    style = CSS_IMAGE.sub(lambda link: f"url({_data_uri(link[1])})", style)
    return OLD_EXPLORER.sub("", style).strip()


@cache
def own_file(name: str) -> str:
    """Return a script, style sheet or template that is part of this room."""
    return files("netgraph.mapping").joinpath(name).read_text(encoding="utf-8")


# By the names that folium gives to the links of its elements.
SCRIPTS: Mapping[str, Callable[[], str]] = {"leaflet": leaflet_script}
STYLES: Mapping[str, Callable[[], str]] = {"leaflet_css": leaflet_style}
