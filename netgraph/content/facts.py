"""The head of a page: its question, and what it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netgraph.content.parts import Notice, PageHead
from netgraph.symbology.sources import borders, question, source_line
from netgraph.words import page
from netgraph.words.numbers import date_words, rounded_count, whole_number

if TYPE_CHECKING:
    from netgraph.content.options import MapOptions
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import About
    from netgraph.words.text import Text
    from netgraph.words.wording import Wording

__all__ = ["page_head"]

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
    heading = asked.title or question(about, wording)
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
        footer=source_line(about, wording, heading),
    )


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
