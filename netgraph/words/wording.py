"""How something speaks to its readers: in which language, and what its areas are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.words.areas import at_level

if TYPE_CHECKING:
    from netgraph.words.areas import AreaWords
    from netgraph.words.text import Language, Text

__all__ = ["Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a page or picture speaks.

    Attributes
    ----------
    language : {"nl", "en"}
        Its language.
    area : AreaWords
        What the areas on it are called.
    home : AreaWords, optional
        What the areas that people live in are called, which may be smaller.
    """

    language: Language
    area: AreaWords
    home: AreaWords | None = None

    def of(self, text: Text, **values: object) -> str:
        """Return a text in this language, about these areas, with the placeholders filled in.

        Examples
        --------
        >>> from netgraph.words.areas import AREAS
        >>> from netgraph.words.text import Text
        >>> Wording("nl", AREAS["wijk"]).of(Text(nl="{n} buurten", en="{n} areas"), n=3)
        '3 wijken'
        """
        return self.template(text).format(**values)

    def template(self, text: Text) -> str:
        """Return a text in this language, about these areas; its placeholders stay."""
        return at_level(text, self.area).in_(self.language)

    @property
    def rest(self) -> str:
        """All areas but one, such as "de rest van de stad"."""
        return self.area.rest.in_(self.language)
