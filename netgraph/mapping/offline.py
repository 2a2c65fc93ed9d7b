"""A folium map in one file: everything it needs stands in the page, and the page may ask nothing of any host."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.template import Template

from netgraph.errors import NetgraphError
from netgraph.files import write_whole
from netgraph.mapping.assets import SCRIPTS, STYLES
from netgraph.mapping.folium_layers import (
    all_elements,
    bundled_link,
    describe,
    refuse_unbundled,
    rendered_once,
    without_marks,
)
from netgraph.pages.document import kept_inside, write_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import BinaryIO

    from netgraph.words.text import Language

__all__ = ["OfflineFigure", "OfflineMap", "Script", "Style", "Verbatim"]

MAP_STYLE = "html, body { height: 100%; margin: 0; }\n.folium-map { position: relative; height: 100%; }"
STYLE_BLOCKS = re.compile(r"\s*(?:<style>[^<]*</style>\s*)*")
STYLE_BLOCK = re.compile(r"<style>([^<]*)</style>")
RANDOM_NAME = re.compile(r"_([0-9a-f]{32})(?![0-9a-f])")


class Verbatim(Element):
    """Markup that goes into the body of the page as it is."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Style(Verbatim):
    """A style sheet that goes into the page as it is."""

    _template = Template("<style>{{ this.text }}</style>")


class Script(Verbatim):
    """A script that goes into the page as it is, before the script of the map."""

    _template = Template("<script>{{ this.text }}</script>")


class OfflineFigure(Figure):
    """The page around a map: one HTML document without a link to anything outside.

    Unlike folium's own figure it takes what the layers made as it is, where folium reads it as a Jinja template a
    second time and so runs what stands in a name; it refuses a part that would break out of its place; and
    it states a Content-Security-Policy that allows the scripts and styles in the page by their hash, images
    inside the page, and nothing else.

    The names of folium's elements are random; the page numbers them, so that the same map gives the same bytes.

    Parameters
    ----------
    language : {"nl", "en"}
        Language of the page.
    title : str
        Title of the document, as text.
    image_hosts : sequence of str
        Hosts that the page may ask for images; none by default.

    Raises
    ------
    NetgraphError
        When the page is made: a layer needs a file that is not in the page, or its text breaks out of its place.
    """

    def __init__(self, language: Language = "nl", title: str = "", image_hosts: Sequence[str] = ()) -> None:
        super().__init__(title=title, height="760px")
        self.language, self.image_hosts = language, tuple(image_hosts)
        self.header._children.clear()  # folium's own character set; the page states its own

    def render(self, **options: Any) -> str:
        """Return the page as HTML.

        Parameters
        ----------
        **options
            Passed on to the elements, as folium does.

        Returns
        -------
        str
            The whole document.
        """
        refuse_unbundled(self)
        with rendered_once(self):
            for child in self._children.values():
                child.render(**options)
            number = self._numbering()
            return write_document(
                language=self.language,
                title=self.title or "",
                styles=[number(text) for text in self._styles()],
                body=number(self._body()),
                scripts=[number(text) for text in self._scripts()],
                image_hosts=self.image_hosts,
            )

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **options: Any) -> None:
        """Write the page to a file, whole or not at all.

        Parameters
        ----------
        outfile : path or binary file
            Where to write.
        close_file : bool
            Whether to close a file that was given open.
        **options
            Passed on to the elements, as folium does.
        """
        page = self.render(**options).encode("utf-8")
        if isinstance(outfile, (str, bytes, Path)):
            with write_whole(Path(os.fsdecode(outfile))) as path:
                path.write_bytes(page)
            return
        outfile.write(page)
        if close_file:
            outfile.close()

    def _styles(self) -> Iterable[str]:
        """Give the style sheets, from bundled files and from what layers put in the head of the page."""
        for name, element in self.header._children.items():
            if isinstance(element, CssLink):
                yield bundled_link(name, element)
            elif isinstance(element, Style):
                yield kept_inside(element.text, "style", "the page's style")
            elif not isinstance(element, (JavascriptLink, Script)):
                text, source = _text(element), self._source(name)
                if not STYLE_BLOCKS.fullmatch(text):
                    raise NetgraphError(
                        f"{source} puts something else than <style> in the head of the page. Leave it out."
                    )
                yield from (kept_inside(block, "style", source) for block in STYLE_BLOCK.findall(text))

    def _body(self) -> str:
        """Join the markup of the map and of whatever a user adds to the body."""
        parts = []
        for name, element in self.html._children.items():
            text = _text(element)
            parts.append(text if isinstance(element, Verbatim) else kept_inside(text, "body", self._source(name)))
        return "\n".join(parts)

    def _scripts(self) -> Iterable[str]:
        """Give the bundled scripts, then one script that makes the map and its layers."""
        for name, element in self.header._children.items():
            if isinstance(element, JavascriptLink):
                yield bundled_link(name, element)
            elif isinstance(element, Script):
                yield kept_inside(element.text, "script", "the page's script")
        parts = self.script._children.items()
        yield "\n".join(kept_inside(_text(element), "script", self._source(name)) for name, element in parts)

    def _source(self, name: str) -> str:
        """Name the element that a part came from."""
        made_by = next((element for element in all_elements(self) if element.get_name() == name), None)
        return "an element added to the page" if made_by is None else describe(made_by)

    def _numbering(self) -> Callable[[str], str]:
        """Return a function that gives folium's random names running numbers, the same in every part."""
        random = {element._id for element in all_elements(self)}
        numbers: dict[str, int] = {}

        def numbered(match: re.Match[str]) -> str:
            found = match[1]
            return f"_{numbers.setdefault(found, len(numbers) + 1)}" if found in random else match[0]

        return lambda text: RANDOM_NAME.sub(numbered, text)


class OfflineMap(folium.Map):
    """A folium map that works without a network and asks nothing of any host.

    Layers are added as to any folium map: GeoJson, markers, lines, tooltips, LayerControl. What needs more than
    Leaflet (``folium.Popup`` needs jQuery, a colormap needs d3) or asks a host (background tiles) is refused
    when the page is made. Words in layers of one's own pass through `netgraph.mapping.escape` first.

    Parameters
    ----------
    location : sequence of float, optional
        Latitude and longitude of the middle.
    language : {"nl", "en"}
        Language of the page.
    title : str
        Title of the document.
    image_hosts : sequence of str
        Hosts that the page may ask for images; none by default.
    **options
        As for ``folium.Map``, but for ``tiles``.

    Raises
    ------
    NetgraphError
        Background tiles were asked for.

    Examples
    --------
    >>> page = OfflineMap([52.37, 5.22], title="Almere").get_root().render()
    >>> "<title>Almere</title>" in page, "default-src 'none'" in page
    (True, True)
    """

    def __init__(
        self,
        location: Sequence[float] | None = None,
        *,
        language: Language = "nl",
        title: str = "",
        image_hosts: Sequence[str] = (),
        **options: Any,
    ) -> None:
        if options.pop("tiles", None):
            raise NetgraphError("background tiles come from an outside host. Leave out `tiles`.")
        super().__init__(location, tiles=None, **options)
        self.default_js = [(name, "") for name in SCRIPTS]
        self.default_css = [(name, "") for name in STYLES]
        OfflineFigure(language, title, image_hosts).add_child(self)

    def render(self, **options: Any) -> Any:
        """Hand the parts of the map to its figure."""
        figure = self.get_root()
        if not isinstance(figure, OfflineFigure):
            raise NetgraphError("this map stands in a figure that asks outside hosts. Keep it in its own figure.")
        super().render(**options)  # type: ignore[no-untyped-call]
        # Folium's head of a map has a script, and forbids zooming in, which people with poor sight need.
        figure.header.add_child(Style(self.page_style()), name=self.get_name())
        figure.header.add_child(Script(self.page_script()), name="netgraph_page")
        figure.html.add_child(Verbatim(self.page_markup()), name=self.get_name())

    def page_style(self) -> str:
        """Return the style sheet of the page: a map that fills it."""
        return MAP_STYLE

    def page_script(self) -> str:
        """Return a script for the page: none for a map alone."""
        return ""

    def page_markup(self) -> str:
        """Return the body of the page: the map alone."""
        return f'<div class="folium-map" id="{self.get_name()}"></div>'

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **options: Any) -> None:
        """Write the page to a file, whole or not at all.

        Parameters
        ----------
        outfile : path or binary file
            Where to write.
        close_file : bool
            Whether to close a file that was given open.
        **options
            Passed on to the elements, as folium does.
        """
        self.get_root().save(outfile, close_file=close_file, **options)


def _text(element: Element) -> str:
    """Return what an element puts in the page; the text that a layer made is not read as a template again."""
    if isinstance(element, Verbatim):
        return element.text
    if type(element) is Element and element._template_str is not None:
        return without_marks(element._template_str)
    return str(element.render())
