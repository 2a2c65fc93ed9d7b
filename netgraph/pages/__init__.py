"""One HTML document without a link to anything outside: words made harmless, a policy, and fills as SVG writes them."""

from __future__ import annotations

from netgraph.pages.document import kept_inside, write_document
from netgraph.pages.escape import css_string, escape, script_json
from netgraph.pages.fills import paint, patterns
from netgraph.pages.print import printed_foot
from netgraph.pages.template import page_template

__all__ = [
    "css_string",
    "escape",
    "kept_inside",
    "page_template",
    "paint",
    "patterns",
    "printed_foot",
    "script_json",
    "write_document",
]
