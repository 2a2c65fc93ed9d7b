"""What folium's layers need and how they write themselves, so that none asks a host or runs what stands in a name."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import folium
from branca.colormap import ColorMap
from branca.element import CssLink, JavascriptLink
from folium.features import CustomIcon

from netgraph.errors import NetgraphError
from netgraph.mapping.assets import SCRIPTS, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from branca.element import Element, Figure
    from jinja2 import Template

__all__ = ["all_elements", "bundled_link", "describe", "refuse_unbundled", "rendered_once", "without_marks"]

JINJA_OPENS = re.compile(r"\{(?=[{%#])")
MARK = "\ufdd0"  # a code point that is never a character
LINK_ATTRIBUTES = ("tiles", "url", "video_url", "embed_link")
INSIDE = re.compile(r"data:|(?!\w+:|//)", re.IGNORECASE)
# What ends or fills in a JavaScript template literal; as HTML, which a tooltip is, the entity says the same.
LITERAL_ENTITIES = {ord(character): f"&#{ord(character)};" for character in "`$\\"}


def all_elements(root: Element) -> Iterator[Element]:
    """Give an element and everything below it."""
    yield root
    for child in list(root._children.values()):
        yield from all_elements(child)


def describe(element: Element) -> str:
    """Name an element for a message: its kind, and its layer name where it has one."""
    name = getattr(element, "layer_name", None)
    kind = type(element).__name__
    return f"{kind} {name[:40]!r}" if name and name != element.get_name() else kind


def refuse_unbundled(figure: Figure) -> None:
    """Refuse, by name, every layer that needs a file which does not stand in the page, or that asks a host.

    Raises
    ------
    NetgraphError
        Naming the layer and what it needs.
    """
    for element in all_elements(figure):
        for need in _unbundled(element):
            raise NetgraphError(
                f"{describe(element)} needs {need}, which is not in the page: it would ask an outside host. "
                "Leave it out, or use a layer that needs Leaflet alone, such as GeoJson with a tooltip."
            )


def bundled_link(name: str, link: CssLink | JavascriptLink) -> str:
    """Return the file that a link in the head of the page stands for.

    Raises
    ------
    NetgraphError
        The page does not hold it. Most layers declare their links, so `refuse_unbundled` names those first.
    """
    bundled = SCRIPTS if isinstance(link, JavascriptLink) else STYLES
    if name not in bundled:
        raise NetgraphError(f"the page has a link to {name} ({link.url}), which is not in it. Leave out what needs it.")
    return bundled[name]()


def _unbundled(element: Element) -> Iterator[str]:
    """Give what an element needs and the page does not hold."""
    links = [*getattr(element, "default_js", ()), *getattr(element, "default_css", ())]
    yield from (f"{name} ({url})" for name, url in links if name not in SCRIPTS and name not in STYLES)
    if isinstance(element, folium.Popup) or getattr(element, "objects_to_stay_in_front", None):
        yield "jQuery"
    if isinstance(element, ColorMap):
        yield "d3"
    if isinstance(element, folium.Icon) and not isinstance(element, CustomIcon):
        yield "Leaflet.awesome-markers"
    addresses = [getattr(element, name, None) for name in LINK_ATTRIBUTES]
    if isinstance(element, CustomIcon):
        addresses += [element.options.get("icon_url"), element.options.get("shadow_url")]
    yield from (address[:80] for address in addresses if isinstance(address, str) and not INSIDE.match(address))


@contextmanager
def rendered_once(figure: Figure) -> Iterator[None]:
    """Let the layers write themselves so that no word of theirs is read as a program.

    Branca makes a Jinja template of everything that a layer wrote. Within this context what a layer wrote has a
    mark in every ``{{``, ``{%`` and ``{#``, so that there is nothing to read; `without_marks` takes it out. A tooltip
    stands in a JavaScript template literal: its text gets entities there.

    Layers write by adding parts to the figure and to themselves. Afterwards all are as before, so that a page can be
    made again.
    """
    elements = [*all_elements(figure), figure.header, figure.html, figure.script]
    children = [(element, element._children.copy()) for element in elements]
    marked = [element for element in all_elements(figure) if "_template" not in vars(element)]
    for element in marked:
        if isinstance(element, folium.Tooltip):
            element.text = element.text.translate(LITERAL_ENTITIES)
        element._template = _MarkedTemplate(element._template)  # type: ignore[assignment]
    try:
        yield
    finally:
        for element in marked:
            del element._template
        for element, before in children:
            element._children = before


def without_marks(text: str) -> str:
    """Return what a layer wrote, as it wrote it."""
    return text.replace(MARK, "")


class _MarkedTemplate:
    """A template whose results hold nothing that Jinja would read."""

    def __init__(self, template: Template) -> None:
        self.template = template

    @cached_property
    def module(self) -> SimpleNamespace:
        macros = {name: macro for name, macro in vars(self.template.module).items() if callable(macro)}
        return SimpleNamespace(**{name: _marked(macro) for name, macro in macros.items()})

    def render(self, *arguments: Any, **options: Any) -> str:
        return _marked(self.template.render)(*arguments, **options)


def _marked(write: Callable[..., str]) -> Callable[..., str]:
    """Put a mark in whatever a function writes that opens a Jinja tag."""

    def writes_marked(*arguments: Any, **options: Any) -> str:
        return JINJA_OPENS.sub("{" + MARK, write(*arguments, **options))

    return writes_marked
