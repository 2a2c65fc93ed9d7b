"""The single door through which words enter a page: as HTML text, or as JSON inside a script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeAlias

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Json", "css_string", "escape", "script_json"]

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

# Special in HTML (& < > " '), in JavaScript strings and template literals (\ ` $) or in Jinja ({ }).
SPECIAL = "&<>\"'`${}\\"
ENTITIES = {ord(character): f"&#{ord(character)};" for character in SPECIAL}

# The same inside a JSON string, where only the backslash form keeps the meaning. The last two end a line in old
# JavaScript.
UNICODE_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "&<>'`${}\u2028\u2029"}
JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def escape(words: object) -> Markup:
    r"""Make words harmless as text or attribute value of a page.

    Every character with a meaning in HTML, JavaScript or Jinja becomes a numeric entity, so the result may even
    pass through an HTML parser, a JavaScript template literal or a Jinja template without being run.

    Parameters
    ----------
    words : object
        The words; anything but text is turned into text first. `Markup` is returned as it is: it went through
        this door before, or is markup of netgraph's own.

    Returns
    -------
    markupsafe.Markup
        A ``str`` that may stand in a page.

    Examples
    --------
    >>> print(escape("{{ 7*7 }} <b>${x}</b>"))
    &#123;&#123; 7*7 &#125;&#125; &#60;b&#62;&#36;&#123;x&#125;&#60;/b&#62;
    """
    return words if isinstance(words, Markup) else Markup(str(words).translate(ENTITIES))  # noqa: S704 - the door itself


def script_json(value: Json) -> str:
    r"""Write JSON that may stand inside ``<script>``.

    It holds no ``<``, so it cannot end the script; a string in it holds nothing that Jinja or a JavaScript
    template literal would run. Reading it back gives the same value.

    Parameters
    ----------
    value : JSON value
        Text, finite numbers, booleans, None, and lists and dicts of those.

    Returns
    -------
    str
        JSON without spaces.

    Raises
    ------
    ValueError
        For NaN or infinity, which JSON does not have.

    Examples
    --------
    >>> print(script_json(["</script>", "{{ 7*7 }}"]))
    ["\u003c/script\u003e","\u007b\u007b 7*7 \u007d\u007d"]
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return JSON_STRING.sub(lambda string: string[0].translate(UNICODE_ESCAPES), text)


def css_string(words: str) -> str:
    r"""Write words as a string of a style sheet, in which nothing but letters and digits stands for itself.

    Parameters
    ----------
    words : str
        The words.

    Returns
    -------
    str
        With quotes; it holds nothing that ends the string, the style sheet or its tag.

    Examples
    --------
    >>> print(css_string('1 "</style>'))
    "1\000020\000022\00003c\00002fstyle\00003e"
    """
    written = (sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):06x}" for sign in words if sign != "\0")
    return f'"{"".join(written)}"'
