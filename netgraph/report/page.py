"""A report as one HTML page without a script: for a screen, and for paper."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from netgraph.content import metric_of
from netgraph.content.panels import SIGNALS
from netgraph.metrics import METRICS
from netgraph.pages import page_template, paint, patterns, printed_foot, write_document
from netgraph.report.caveats import never_seen
from netgraph.report.figures import by_alphabet, reported_figures
from netgraph.symbology import INTERFACE
from netgraph.symbology.coverage import COVERAGE_FIGURE
from netgraph.words import page as page_words
from netgraph.words import questions
from netgraph.words import report as words
from netgraph.words.numbers import join_words
from netgraph.words.states import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from netgraph.content import MapContent
    from netgraph.report.figures import ReportedFigure
    from netgraph.symbology import Layer

__all__ = ["report_page"]

WITHOUT_DATA = "missing"


def report_page(content: MapContent, layers: Sequence[Layer], caveats: Sequence[str], picture: bytes | None) -> str:
    """Write the page.

    Parameters
    ----------
    content : MapContent
        What it shows, from protected figures only unless it is internal.
    layers : sequence of Layer
        Its figures.
    caveats : sequence of str
        What to keep in mind.
    picture : bytes or None
        The map as SVG; None without boundaries.

    Returns
    -------
    str
        A whole document, which asks nothing of any host and runs nothing.
    """
    body = _template().render(
        content=content,
        words=words,
        page_words=page_words,
        say=content.wording.of,
        paint=paint,
        patterns=patterns(),
        picture=None if picture is None else _data_uri(picture),
        caveats=caveats,
        with_signal=[row for row in content.districts if row.fill in SIGNALS],
        questions=_questions(content),
        questions_heading=questions.QUESTIONS_HEADING,
        larger=any(row.part_of for row in content.districts),
        tables=_tables(content, layers),
        without_data=_without_data(content),
        definitions=_by_subject(layers, content),
        declared={layer.id: METRICS.get(metric_of(layer)) for layer in layers},
    )
    return write_document(
        language=content.wording.language, title=content.title, styles=[_style(content)], body=body, scripts=()
    )


def _data_uri(picture: bytes) -> Markup:
    """Write a picture into the page itself; as an image, nothing in it can run."""
    return Markup(f"data:image/svg+xml;base64,{base64.b64encode(picture).decode('ascii')}")  # noqa: S704 - base64


def _questions(content: MapContent) -> Mapping[str, list[str]]:
    """Return the questions to take along, by figure."""
    return {name: [content.wording.of(text) for text in three] for name, three in questions.QUESTIONS.items()}


def _by_subject(layers: Sequence[Layer], content: MapContent) -> dict[str, list[Layer]]:
    """Return the figures by what they are found under."""
    names = {key: theme.label.in_(content.wording.language) for key, theme in SUBJECTS.items()}
    found: dict[str, list[Layer]] = {name: [] for name in names.values()}
    for layer in layers:
        found[names[layer.subject]].append(layer)
    return {name: listed for name, listed in found.items() if listed}


def _tables(
    content: MapContent, layers: Sequence[Layer]
) -> dict[str, tuple[list[Layer], list[tuple[str, list[ReportedFigure]]]]]:
    """Return by subject its figures, and by area in the order of the alphabet one cell a figure.

    Who is in the data stands in the list of all areas. Areas without data are named below the tables, and what the data
    can never show among what to keep in mind.
    """
    places, tables = content.places, {}
    figures = [layer for layer in layers if layer.id != COVERAGE_FIGURE.id and not never_seen(layer)]
    for subject, listed in _by_subject(figures, content).items():
        columns = [reported_figures(content, layer) for layer in listed]
        order = [at for at in by_alphabet(content) if places[at].fill != WITHOUT_DATA]
        rows = [(places[at].name, [column[at] for column in columns]) for at in order]
        if rows:
            tables[subject] = (listed, rows)
    return tables


def _without_data(content: MapContent) -> str:
    """Name the areas without data; empty when there are none."""
    names = [row.name for row in content.districts if row.fill == WITHOUT_DATA]
    joined = join_words(names, content.wording.language)
    return content.wording.of(words.REPORT_WITHOUT_DATA, label=joined) if names else ""


def _style(content: MapContent) -> str:
    """Return the style sheet, with the colours of the palette and the foot of printed pages."""
    colours = " ".join(f"--{name}: {colour};" for name, colour in INTERFACE.items())
    alarms = [notice.text for notice in content.head.notices if notice.alarm]
    line = " · ".join([*alarms, content.head.footer])
    printed = printed_foot(line, content.wording.template(page_words.LIST_PAGE), INTERFACE["soft"])
    return "\n".join([f":root {{ {colours} }}", _own_file("report.css").strip(), printed])


def _own_file(name: str) -> str:
    return files("netgraph.report").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    """Return the template of the body."""
    return page_template(_own_file("report.html"))
