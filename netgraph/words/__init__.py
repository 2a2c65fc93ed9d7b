"""The words shown to users, in Dutch and English, with number and date formats."""

from __future__ import annotations

from netgraph.words.text import LANGUAGES, Language, Text, check_language

__all__ = ["LANGUAGES", "Language", "Text", "check_language"]
