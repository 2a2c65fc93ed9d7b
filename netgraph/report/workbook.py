"""A report as a workbook: what to read first, areas, signals, figures, margins and what they mean."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.content import metric_of
from netgraph.files import Sheet, write_sheets
from netgraph.metrics import METRICS
from netgraph.report.figures import by_alphabet, reported_figures
from netgraph.words import page, questions, report
from netgraph.words.numbers import UNITS
from netgraph.words.report import COLUMNS, SHEETS
from netgraph.words.states import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from netgraph.content import MapContent
    from netgraph.report.figures import ReportedFigure
    from netgraph.symbology import Layer
    from netgraph.words.numbers import Unit
    from netgraph.words.text import Text

__all__ = ["write_report_workbook"]

NUMBER_FORMATS: Mapping[Unit, str] = {"share": "0%", "number": "0.0", "hours": "0.0", "index": "0.00"}
"""As many digits as are printed; Excel writes them the way its own language does."""

MEASURED = (page.LIST_HEADER_HERE, COLUMNS["low"], COLUMNS["high"], page.LIST_HEADER_REST)
"""Columns of numbers, each in the unit of its row."""


def write_report_workbook(
    path: Path,
    content: MapContent,
    codes: Sequence[str],
    layers: Sequence[Layer],
    caveats: Sequence[str],
    picture: bytes | None,
) -> None:
    """Write the workbook.

    Parameters
    ----------
    path : pathlib.Path
        Where.
    content : MapContent
        What the report shows, from protected figures only unless it is internal.
    codes : sequence of str
        The code of every area.
    layers : sequence of Layer
        Its figures.
    caveats : sequence of str
        What to keep in mind.
    picture : bytes or None
        The map as PNG.

    Raises
    ------
    OutputError
        A workbook cannot hold a cell of it.
    """
    cells = {layer.id: reported_figures(content, layer) for layer in layers}
    alarm = next((notice.text for notice in content.head.notices if notice.alarm), "")
    sheets = {
        "read_first": _read_first(content, caveats, picture),
        "areas": _areas(content, codes),
        "signals": _signals(content, codes),
        "figures": _figures(content, codes, layers, cells),
        "margins": _margins(content, codes, layers, cells),
        "definitions": _definitions(content, layers),
    }
    marked = {
        name: _marked(sheet, alarm) if alarm and name != "read_first" else sheet for name, sheet in sheets.items()
    }
    write_sheets(path, {content.wording.of(SHEETS[name]): sheet for name, sheet in marked.items()})


def _marked(sheet: Sheet, alarm: str) -> Sheet:
    """Put in every row that its figures are not protected: a sheet or a row can be copied without the others."""
    table = sheet.table.copy()
    table.insert(0, alarm, alarm)
    formats = {place + 1: of for place, of in sheet.formats.items()}
    return replace(sheet, table=table, widths=(16, *sheet.widths), formats=formats, fixed=sheet.fixed + 1)


def _named(content: MapContent, columns: Mapping[str | Text, Sequence[object]]) -> pd.DataFrame:
    """Make a table whose columns are called what the words say."""
    names = [name if isinstance(name, str) else content.wording.of(name) for name in columns]
    table = pd.DataFrame(dict(enumerate(columns.values())), dtype=object)
    return table.set_axis(names, axis=1)


def _read_first(content: MapContent, caveats: Sequence[str], picture: bytes | None) -> Sheet:
    """Say what the report is, what it rests on, and what to keep in mind; with the map."""
    head, say = content.head, content.wording.of
    alarms = [f"{notice.text} {notice.below}".strip() for notice in head.notices]
    marks = content.layers[0].marks
    counts = [f"{mark.label}: {mark.count}. {mark.note}".strip() for mark in marks]
    mind = ["", say(report.KEEP_IN_MIND), *caveats]
    facts = [say(page.SUBTITLE), head.organisation, *head.facts, head.borders, head.contact]
    map_is = ["", say(report.REPORT_NO_MAP)] if picture is None else []
    lines = [*alarms, *filter(None, facts), *content.remarks, "", say(report.IN_SHORT), *counts, *mind, *map_is]
    bold = frozenset({*alarms, say(report.IN_SHORT), say(report.KEEP_IN_MIND)})
    return Sheet(pd.DataFrame({head.title: lines}), widths=(90,), bold=bold, picture=picture)


def _areas(content: MapContent, codes: Sequence[str]) -> Sheet:
    """List the areas: by state, and by alphabet within a state."""
    rows = content.districts
    table = _named(
        content,
        {
            COLUMNS["code"]: [codes[row.position] for row in rows],
            page.LIST_HEADER_AREA: [row.name for row in rows],
            page.LIST_HEADER_LIES_IN: [row.part_of for row in rows],
            page.LIST_HEADER_SIGNAL: [row.signal for row in rows],
            page.LIST_HEADER_SUBJECT: [row.subject for row in rows],
            COLUMNS["lead"]: [content.panels[row.position].lead for row in rows],
            page.LIST_HEADER_MAIN_REASON: [row.reason for row in rows],
            page.PANEL_BASIS: ["\n".join(content.panels[row.position].basis) for row in rows],
        },
    )
    return Sheet(table, widths=(14, 28, 22, 24, 30, 60, 80, 60), fixed=2)


def _signals(content: MapContent, codes: Sequence[str]) -> Sheet:
    """List every signal with its reason, how certain it is, and the questions to take along."""
    rows = [(row, signal) for row in content.districts for signal in content.panels[row.position].signals]
    asked = [[content.wording.of(text) for text in questions.QUESTIONS[signal.figure]] for _, signal in rows]
    table = _named(
        content,
        {
            COLUMNS["code"]: [codes[row.position] for row, _ in rows],
            page.LIST_HEADER_AREA: [row.name for row, _ in rows],
            page.LIST_HEADER_SIGNAL: [row.signal for row, _ in rows],
            page.LIST_HEADER_SUBJECT: [signal.subject for _, signal in rows],
            page.LIST_HEADER_FIGURE: [signal.label for _, signal in rows],
            COLUMNS["reason"]: [signal.text for _, signal in rows],
            page.PANEL_HOW_SURE: [signal.how_sure for _, signal in rows],
            questions.QUESTIONS_HEADING: ["\n".join(three) for three in asked],
        },
    )
    return Sheet(table, widths=(14, 28, 24, 30, 36, 70, 60, 80), fixed=2)


def _figures(
    content: MapContent, codes: Sequence[str], layers: Sequence[Layer], cells: Mapping[str, list[ReportedFigure]]
) -> Sheet:
    """Give one row an area and one column a figure; a cell without a figure says why."""
    order, places = by_alphabet(content), content.places
    columns: dict[str | Text, Sequence[object]] = {
        COLUMNS["code"]: [codes[at] for at in order],
        page.LIST_HEADER_AREA: [places[at].name for at in order],
        page.LIST_HEADER_LIES_IN: [places[at].part_of for at in order],
    }
    first = len(columns)
    for layer in layers:
        columns[layer.heading] = [_number_or_why(cells[layer.id][at]) for at in order]
    formats = {place: NUMBER_FORMATS[content.units[layer.id]] for place, layer in enumerate(layers, start=first)}
    return Sheet(_named(content, columns), widths=(14, 28, 22, *(18 for _ in layers)), formats=formats, fixed=2)


def _number_or_why(cell: ReportedFigure) -> float | str:
    return cell.value if cell.text else cell.instead or cell.larger


def _margins(
    content: MapContent, codes: Sequence[str], layers: Sequence[Layer], cells: Mapping[str, list[ReportedFigure]]
) -> Sheet:
    """Give one row an area and figure, with all that is known of it."""
    order, places = by_alphabet(content), content.places
    rows = [cells[layer.id][at] for layer in layers for at in order]
    language = content.wording.language

    def numbers(of: str) -> list[float | None]:
        return [None if math.isnan(getattr(row, of)) else getattr(row, of) for row in rows]

    table = _named(
        content,
        {
            COLUMNS["code"]: [codes[row.position] for row in rows],
            page.LIST_HEADER_AREA: [places[row.position].name for row in rows],
            COLUMNS["id"]: [row.layer.id for row in rows],
            page.LIST_HEADER_FIGURE: [row.layer.label for row in rows],
            COLUMNS["unit"]: [UNITS[row.unit].in_(language) for row in rows],
            page.LIST_HEADER_HERE: numbers("value"),
            COLUMNS["low"]: numbers("low"),
            COLUMNS["high"]: numbers("high"),
            page.LIST_HEADER_REST: numbers("rest"),
            page.LIST_HEADER_PEOPLE: [row.people if math.isnan(row.count) else row.count for row in rows],
            COLUMNS["instead"]: [row.instead for row in rows],
            COLUMNS["larger"]: [row.larger for row in rows],
        },
    )
    by_row = [NUMBER_FORMATS[row.unit] for row in rows]
    formats: dict[int, str | Sequence[str]] = {
        list(table.columns).index(content.wording.of(of)): by_row for of in MEASURED
    }
    formats[list(table.columns).index(content.wording.of(page.LIST_HEADER_PEOPLE))] = "#,##0"
    return Sheet(table, widths=(14, 28, 24, 40, 14, 10, 12, 12, 18, 16, 34, 34), formats=formats, fixed=2)


def _definitions(content: MapContent, layers: Sequence[Layer]) -> Sheet:
    """Say of every figure what it is, how it is read, and where its definition comes from."""
    declared = [METRICS.get(metric_of(layer)) for layer in layers]
    language = content.wording.language
    table = _named(
        content,
        {
            COLUMNS["id"]: [layer.id for layer in layers],
            page.LIST_HEADER_SUBJECT: [SUBJECTS[layer.subject].label.in_(language) for layer in layers],
            page.LIST_HEADER_FIGURE: [layer.label for layer in layers],
            COLUMNS["unit"]: [UNITS[content.units[layer.id]].in_(language) for layer in layers],
            COLUMNS["meaning"]: [layer.explanation for layer in layers],
            COLUMNS["direction"]: [layer.direction for layer in layers],
            page.PANEL_CAUTION_HEADING: [layer.caution for layer in layers],
            COLUMNS["formula"]: [one.definition if one else "" for one in declared],
            COLUMNS["undefined"]: [one.undefined if one else "" for one in declared],
            COLUMNS["source"]: [one.citation if one else "" for one in declared],
        },
    )
    return Sheet(table, widths=(24, 26, 40, 14, 70, 34, 60, 50, 34, 60))
