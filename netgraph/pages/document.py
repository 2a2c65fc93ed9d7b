"""One HTML document: its parts stay in their places, and its policy allows those parts and nothing else."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING, Literal

from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.words.text import Language

__all__ = ["Place", "kept_inside", "write_document"]

Place = Literal["script", "style", "body"]

# What would leave its place, or ask a host. A script ends at its end tag, and that counts for nothing after an HTML
# comment opens.
LEAVES: dict[Place, re.Pattern[str]] = {
    "script": re.compile(r"</script|<!--", re.IGNORECASE),
    "style": re.compile(r"</style|<!--|@import|url\(\s*[\"']?(?!data:|#)", re.IGNORECASE),
    "body": re.compile(
        r"</?(?:html|head|body|script|style|base|meta|link|iframe|frame|object|embed)\b"
        r"|\bsrc(?:set)?\s*=\s*[\"']?\s*(?:https?:|//)",
        re.IGNORECASE,
    ),
}


def kept_inside(text: str, place: Place, source: str) -> str:
    """Return a part of the page, or refuse it when it would not stay in its place.

    Parameters
    ----------
    text : str
        The part.
    place : {"script", "style", "body"}
        Where it goes.
    source : str
        What made it, for the message.

    Raises
    ------
    NetgraphError
        It would end its script or style, bring in a tag that has no place in the body, or ask a host.

    Examples
    --------
    >>> kept_inside("let a = 1;", "script", "Marker")
    'let a = 1;'
    >>> kept_inside("</script><script>", "script", "Tooltip")
    Traceback (most recent call last):
    netgraph.errors.NetgraphError: Tooltip has '</script' in its text, which ...
    """
    found = LEAVES[place].search(text)
    if found is None:
        return text
    raise NetgraphError(
        f"{source} has {found[0]!r} in its text, which would break out of its place in the page. "
        "Pass words through netgraph.mapping.escape before they go into a layer."
    )


def write_document(
    *,
    language: Language,
    title: str,
    styles: Iterable[str],
    body: str,
    scripts: Iterable[str],
    image_hosts: Iterable[str] = (),
) -> str:
    """Put a page together.

    The Content-Security-Policy names every script and style by its SHA-256, allows images that stand in the page, and
    nothing else: no request, no handler in an attribute, no form. So a ``style`` attribute has no effect either.

    Parameters
    ----------
    language : {"nl", "en"}
        Language of the page.
    title : str
        Title, as text.
    styles, scripts : iterable of str
        Style sheets and scripts, in order; empty ones are left out.
    body : str
        Markup.
    image_hosts : iterable of str
        Hosts that may be asked for images, over https; none but for a background map.

    Returns
    -------
    str
        The document.
    """
    styles, scripts = ([_plain_lines(text) for text in parts if text] for parts in (styles, scripts))
    policy = "; ".join(
        [
            "default-src 'none'",
            " ".join(["img-src data:", *(f"https://{host}" for host in image_hosts)]),
            f"style-src {_hashes(styles)}",
            f"script-src {_hashes(scripts)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{language}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html.escape(title)}</title>",
            *(f"<style>{text}</style>" for text in styles),
            "</head>",
            "<body>",
            body,
            *(f"<script>{text}</script>" for text in scripts),
            "</body>",
            "</html>",
            "",
        ]
    )


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _hashes(parts: list[str]) -> str:
    """List the parts in the form of a Content-Security-Policy."""
    digests = (base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in parts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
