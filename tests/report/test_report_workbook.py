"""The workbook of a report, opened again with openpyxl: what Excel would show, and nothing that it would run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

import netgraph as ng
from netgraph.disclosure import protected_metrics
from netgraph.errors import NetgraphError
from tests.mapping.made_networks import BUURTEN, town
from tests.report.conftest import REPORTS

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS = {
    "nl": ["Lees eerst", "Gebieden", "Signalen", "Cijfers", "Marges", "Uitleg"],
    "en": ["Read first", "Areas", "Signals", "Figures", "Margins", "Definitions"],
}


def workbook(report: Any, folder: Path) -> Workbook:
    path = folder / "report.xlsx"
    report.save(path)
    return load_workbook(path)


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """Return the rows by the names of their columns."""
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


@pytest.mark.parametrize("name", list(REPORTS))
def test_sheets_hold_every_area_signal_and_figure(name: str, reported: Any, tmp_path: Path) -> None:
    report = reported(name)
    book, content = workbook(report, tmp_path), report.content
    assert book.sheetnames == SHEETS[content.wording.language]
    _, areas, signals, figures, margins, definitions = (rows_of(sheet) for sheet in book)
    assert [row["Code"] for row in areas] == [report.codes[row.position] for row in content.districts]
    assert len(signals) == sum(len(panel.signals) for panel in content.panels)
    layers = [*content.layers[1:], *content.in_panel]
    assert len(figures) == len(report.codes)
    assert len(margins) == len(report.codes) * len(layers)
    assert len(definitions) == len(layers)


def test_every_sheet_has_a_head_in_sight_and_the_first_has_the_map(reported: Any, tmp_path: Path) -> None:
    book = workbook(reported("town"), tmp_path)
    assert [len(sheet._images) for sheet in book] == [1, 0, 0, 0, 0, 0]
    assert {sheet.freeze_panes for sheet in book} == {"A2", "C2"}
    assert all(cell.font.bold for sheet in book for cell in sheet[1])
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in book.worksheets[1:])
    first = [row[0] for row in book["Read first"].iter_rows(values_only=True)]
    assert first[0] == "Where are the networks thin in Oppidum?"
    assert any(line and line.startswith("Needs attention: 1 neighbourhood. The figures") for line in first)
    assert any(line and line.startswith("This report gives signals.") for line in first)


def test_figures_are_numbers_as_rounded_as_they_are_printed(reported: Any, tmp_path: Path) -> None:
    """Oracle: the protected table of the command `netgraph metrics`, to the whole per cent and the tenth."""
    book = workbook(reported("town"), tmp_path)
    rows = {row["Code"]: row for row in rows_of(book["Figures"])}
    gated = protected_metrics(town(), ["isolated", "contacts"])
    checked = 0
    for code in gated.index[gated["isolated"].notna()]:
        assert rows[code]["No support ties (%)"] == pytest.approx(gated.loc[code, "isolated"], abs=0.005001)
        assert round(100 * rows[code]["No support ties (%)"]) == pytest.approx(100 * rows[code]["No support ties (%)"])
        assert rows[code]["Contacts per resident (number)"] == pytest.approx(gated.loc[code, "contacts"], abs=0.05001)
        checked += 1
    assert checked >= 5
    head = [cell.value for cell in book["Figures"][1]]
    formats = [cell.number_format for cell in book["Figures"][2]]
    assert formats[head.index("No support ties (%)")] == "0%"
    assert formats[head.index("Contacts per resident (number)")] == "0.0"


def test_margins_hold_their_figure_and_people_are_rounded(reported: Any, tmp_path: Path) -> None:
    rows = rows_of(workbook(reported("town"), tmp_path)["Margins"])
    with_margin = [row for row in rows if row["Margin from"] is not None]
    assert len(with_margin) > 50
    assert all(row["Margin from"] <= row["Here"] <= row["Margin to"] for row in with_margin)
    people = [row["Number of people"] for row in rows if row["Number of people"] is not None]
    assert len(people) > 50
    assert [count for count in people if count % 5 or count < 10] == []


def test_nothing_of_a_hidden_area_is_told(reported: Any, tmp_path: Path) -> None:
    """Minivel, with 6 people, has no number of its own in any sheet."""
    code = next(code for code, (name, *_) in BUURTEN.items() if name == "Minivel")
    book = workbook(reported("town"), tmp_path)
    own = [row for sheet in book.worksheets[1:5] for row in rows_of(sheet) if row.get("Code") == code]
    assert len(own) > 30
    told = [value for row in own for value in row.values() if isinstance(value, (int, float))]
    assert told == []
    instead = [
        row for row in rows_of(book["Margins"]) if str(row["Figure of the larger area"]).startswith("all of Medi")
    ]
    assert instead
    assert {row["Why not shown"] for row in instead} == {"Not shown (privacy)"}
    text = " ".join(str(value) for row in own for value in row.values() if isinstance(value, str))
    assert not re.search(r"\b6 people\b|about \d", text)


def test_a_survey_tells_bands_of_people(reported: Any, tmp_path: Path) -> None:
    rows = rows_of(workbook(reported("survey"), tmp_path)["Margins"])
    assert {row["Number of people"] for row in rows} == {None, "30 to 49", "50 to 99", "100 or more"}


def test_names_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    network = town()
    districts = network.districts
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#REF!", "\tx", "'", "=HYPERLINK(0)", "{=1}"]
    districts.loc[districts.index[:10], "name"] = names
    about = {**network.about.model_dump(), "place": "=2+2"}
    made = ng.from_tables(network.people, network.ties, districts, about)
    book = workbook(ng.district_report(made, "en", metrics=["isolated"], title="=3+3"), tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    assert "e" not in {cell.data_type for cell in cells}
    assert {row["Neighbourhood"] for row in rows_of(book["Areas"])} >= {name for name in names if name.strip() == name}


def test_a_name_that_a_workbook_cannot_hold_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    network = town()
    districts = network.districts
    districts.loc[districts.index[0], "name"] = "a\x01b"
    made = ng.from_tables(network.people, network.ties, districts, network.about)
    report = ng.district_report(made, metrics=["isolated"])
    with pytest.raises(NetgraphError, match=r"control character, which .xlsx cannot hold. Take that out of the data"):
        report.save(tmp_path / "report.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["town", "survey", "register", "internal"])
def test_no_person_and_nothing_that_is_not_shown(name: str, reported: Any, tmp_path: Path) -> None:
    book = workbook(reported(name), tmp_path)
    text = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    with ZipFile(tmp_path / "report.xlsx") as parts:
        text += "".join(parts.read(part).decode("latin-1") for part in parts.namelist())
    for secret in ("person-zqx", "zqx", "5.123456", "52.654321"):
        assert secret not in text


def test_an_internal_workbook_says_so_first(reported: Any, tmp_path: Path) -> None:
    first = next(iter(workbook(reported("internal"), tmp_path)["Read first"].iter_rows(min_row=2, values_only=True)))
    assert first[0].startswith("INTERNAL – do not share")
    for sheet in workbook(reported("internal"), tmp_path).worksheets[1:]:
        assert {cell.value for cell in sheet["A"]} == {"INTERNAL – do not share"}  # every row can be copied alone
