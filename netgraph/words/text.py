"""A sentence or word in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from netgraph.errors import UnknownNameError

__all__ = ["LANGUAGES", "Language", "Text", "check_language"]

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Dutch and in English; ``{placeholders}`` are the same in both.

    Examples
    --------
    >>> Text(nl="{n} buurten", en="{n} areas").format("nl", n=3)
    '3 buurten'
    """

    nl: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words in one language."""
        return self.nl if language == "nl" else self.en

    def sentence(self) -> Text:
        """Return the words as a sentence, with a capital and a full stop.

        Examples
        --------
        >>> Text(nl="hoger of lager", en="high or low").sentence().en
        'High or low.'
        """
        return Text(nl=f"{self.nl[:1].upper()}{self.nl[1:]}.", en=f"{self.en[:1].upper()}{self.en[1:]}.")

    def format(self, language: Language, /, **values: object) -> str:
        """Return the words in one language with the placeholders filled in."""
        return self.in_(language).format(**values)


def check_language(language: str) -> Language:
    """Return a valid language code, or say which exist.

    Raises
    ------
    UnknownNameError
        For anything but ``"nl"`` and ``"en"``.

    Examples
    --------
    >>> check_language("nl")
    'nl'
    """
    for known in LANGUAGES:
        if language == known:
            return known
    raise UnknownNameError(f"language {language!r} is not known. Valid: {', '.join(LANGUAGES)}.")
