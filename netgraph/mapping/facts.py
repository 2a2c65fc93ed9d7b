"""The head of a page: its question, and what it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netgraph.mapping.content import Notice, PageHead
from netgraph.words import page
from netgraph.words.numbers import date_words, rounded_count, whole_number

if TYPE_CHECKING:
    from netgraph.mapping.options import MapOptions
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import About
    from netgraph.words.text import Text
    from netgraph.words.wording import Wording

__all__ = ["page_head"]

FOOTER_SEPARATOR = " · "
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SENTENCE_END = re.compile(r"(?<=\.) ")


def page_head(network: SupportNetwork, asked: MapOptions, wording: Wording) -> PageHead:
    """Return the head and foot of the page of a network.

    Parameters
    ----------
    network : SupportNetwork
        What is known about its data, and how many people it holds.
    asked : MapOptions
        What was asked of the map.
    wording : Wording
        How the page speaks.

    Returns
    -------
    PageHead
    """
    about, people, gate = network.about, network.people, asked.gate
    day = about.reference_date
    heading = asked.title or title(about, wording)
    contact = asked.contact or ""
    return PageHead(
        title=heading,
        organisation=asked.organisation or "",
        contact=wording.of(page.CONTACT, contact=contact) if contact else "",
        notices=notices(about, internal=gate.internal, wording=wording),
        facts=data_line(
            about,
            people=int(people["respondent"].sum()) if about.design == "survey" else len(people),
            ties=len((network if day is None else network.at(day)).ties),
            minimum=1 if gate.internal else gate.minimum,
            wording=wording,
        ),
        borders=borders(about, wording),
        privacy=privacy(about, internal=gate.internal, wording=wording),
        footer=footer(heading, about, wording),
    )


def title(about: About, wording: Wording) -> str:
    """Return the question of the page, with the place where it is known."""
    return wording.of(page.TITLE_WITH_PLACE, place=about.place) if about.place else wording.of(page.TITLE)


def data_line(about: About, *, people: int, ties: int, minimum: int, wording: Wording) -> tuple[str, ...]:
    """Say from when the data are, where they come from and how many people they rest on.

    Counts are rounded to fives. When the whole map rests on fewer people than the minimum, it does not say
    how many.

    Parameters
    ----------
    about : About
        What is known about the data.
    people, ties : int
        Counts over the whole network; of a survey, the people who took part.
    minimum : int
        Fewest people that a count may be about.
    wording : Wording
        How the page speaks.

    Returns
    -------
    tuple of str
        Sentences.
    """
    day, source = about.reference_date, about.source
    missing: dict[str, Text] = {}
    if day is None:
        missing["date"] = page.DATE_MISSING
    if source is None:
        missing["source"] = page.SOURCE_MISSING
    values = {
        "date": "" if day is None else date_words(day, wording.language),
        "source": source or "",
        "people": whole_number(rounded_count(people), wording.language),
        "ties": whole_number(rounded_count(ties), wording.language),
    }
    line = page.DATA_LINE_SURVEY if about.design == "survey" else page.DATA_LINE
    sentences = []
    for sentence in SENTENCE_END.split(line.in_(wording.language)):
        lacking = next((text for name, text in missing.items() if f"{{{name}}}" in sentence), None)
        if lacking is not None:
            sentences.append(wording.of(lacking))
        elif people >= minimum or "{people}" not in sentence:
            sentences.append(sentence.format(**values))
    return tuple(sentences)


def borders(about: About, wording: Wording) -> str:
    """Say where the boundaries come from; empty when the data do not tell."""
    if about.boundary_source is None or about.boundary_year is None:
        return ""
    return wording.of(page.BORDERS, boundary_source=about.boundary_source, boundary_year=about.boundary_year)


def notices(about: About, *, internal: bool, wording: Wording) -> tuple[Notice, ...]:
    """Return the banners that are due: unprotected figures, and made-up data."""
    due = []
    if internal:
        due.append(Notice(wording.of(page.INTERNAL_BANNER), wording.of(page.INTERNAL_LINE_BELOW), alarm=True))
    if about.synthetic:
        due.append(Notice(wording.of(page.SYNTHETIC)))
    return tuple(due)


def privacy(about: About, *, internal: bool, wording: Wording) -> str:
    """Say what is not on the page; nothing when its figures are not protected."""
    if internal:
        return ""
    return wording.of(page.PRIVACY_SURVEY if about.design == "survey" else page.PRIVACY)


def footer(heading: str, about: About, wording: Wording) -> str:
    """Return what stands below every printed page: title, date and source as far as known, but no page number."""
    language, day = wording.language, about.reference_date
    known = {
        "title": heading,
        "date": "" if day is None else date_words(day, language),
        "source": about.source or "",
    }
    parts = page.FOOTER.in_(language).split(FOOTER_SEPARATOR)
    due = [part for part in parts if "{page}" not in part and all(known[name] for name in PLACEHOLDER.findall(part))]
    return FOOTER_SEPARATOR.join(part.format(**known) for part in due)
