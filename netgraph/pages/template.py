"""Templates of our own pages: every value that they write goes through the one door for words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from netgraph.pages.escape import escape

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["page_template"]


def page_template(text: str) -> Template:
    """Return a template of which every expression passes through `escape`, and a name without a value is an error.

    Parameters
    ----------
    text : str
        The template: markup of netgraph's own, never anything from data.

    Examples
    --------
    >>> page_template("<b>{{ name }}</b>").render(name="<i>")
    '<b>&#60;i&#62;</b>'
    """
    environment = Environment(autoescape=True, finalize=escape, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(text)
