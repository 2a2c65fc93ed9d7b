"""What every map says of itself, on a page, on paper or as a picture: its question, its date and its source."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from netgraph.words import page
from netgraph.words.numbers import date_words

if TYPE_CHECKING:
    from netgraph.schema.about import About
    from netgraph.words.wording import Wording

__all__ = ["borders", "question", "source_line"]

BETWEEN = " · "


def question(about: About, wording: Wording) -> str:
    """Return the question that a map answers, with the place where it is known."""
    return wording.of(page.TITLE_WITH_PLACE, place=about.place) if about.place else wording.of(page.TITLE)


def borders(about: About, wording: Wording) -> str:
    """Say where the boundaries come from; empty when the data do not tell."""
    if about.boundary_source is None or about.boundary_year is None:
        return ""
    return wording.of(page.BORDERS, boundary_source=about.boundary_source, boundary_year=about.boundary_year)


def source_line(about: About, wording: Wording, title: str = "") -> str:
    """Return what stands below a printed page or a picture, without a page number.

    Parameters
    ----------
    about : About
        Its date and source; what is missing is said to be.
    wording : Wording
        How the map speaks.
    title : str
        The question above the page; left out of a picture, which has it in view.

    Returns
    -------
    str
        Parts joined by a dot in the middle of the line.

    Examples
    --------
    >>> from netgraph.schema.about import About
    >>> from netgraph.words.areas import AREAS
    >>> from netgraph.words.wording import Wording
    >>> source_line(About(source="a survey"), Wording("en", AREAS["buurt"]))
    'Reference date not given · source: a survey · signals, not judgements'
    """
    day, language = about.reference_date, wording.language
    known = {
        "title": title,
        "date": "" if day is None else date_words(day, language),
        "source": about.source or "",
    }
    lacking = {"date": page.DATE_MISSING, "source": page.SOURCE_MISSING}
    parts = []
    for part in page.FOOTER.in_(language).split(BETWEEN):
        names = {name for _, name, _, _ in Formatter().parse(part) if name}
        missing = [lacking[name] for name in sorted(names & lacking.keys()) if not known[name]]
        if missing:
            parts.append(_inside_a_line(wording.of(missing[0])))
        elif names <= known.keys() and all(known[name] for name in names):
            parts.append(part.format(**known))
    line = BETWEEN.join(parts)
    return line[:1].upper() + line[1:]


def _inside_a_line(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
