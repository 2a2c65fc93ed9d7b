"""netgraph report: from a folder or a recipe, as a page or a workbook, through the gate, whole or not at all."""

from __future__ import annotations

import re
import shutil

import pytest
from openpyxl import load_workbook

import netgraph as ng

RECIPE = """
data = "data"
language = "en"
title = "Who has nobody?"
metrics = ["isolated", "contacts"]
layers = ["isolation", "flows"]
opens_with = "isolation"
basemap = "pdok"
organisation = "Zeta"
by = "parent"
"""


def test_a_page_is_what_the_function_makes(run, example, tmp_path):
    path = tmp_path / "report.html"
    ended = run(
        "report", example, "-o", path, "--language", "en", "--metrics", "isolated", "--contact", "z@example.org"
    )
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(rf"{re.escape(str(path))}: [\d,]+ kB\n", ended.out)
    made = ng.district_report(ng.read_network(example), "en", metrics=["isolated"], contact="z@example.org")
    assert path.read_text(encoding="utf-8") == made.html()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


def test_a_workbook(run, example, tmp_path):
    ended = run("report", example, "-o", tmp_path / "report.xlsx", "--layers", "isolation")
    assert (ended.code, ended.err) == (0, "")
    assert load_workbook(tmp_path / "report.xlsx").sheetnames[0] == "Lees eerst"


def test_a_recipe_of_a_map_makes_the_report_beside_it(run, example, tmp_path):
    """What only a map has (the layer it opens with, lines, a background) is no fault in a report."""
    shutil.copytree(example, tmp_path / "data")
    (tmp_path / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    ended = run("report", tmp_path / "recipe.toml", "-o", tmp_path / "report.html", "--organisation", "Eta")
    assert (ended.code, ended.err) == (0, "")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>Who has nobody?</h1>" in page
    assert '<p class="organisation">Eta</p>' in page  # an option goes before the recipe
    assert "service.pdok.nl" not in page
    assert "Almere Haven" in page


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "report.pdf"], "ends in .pdf"),
        (["-o", "report.html", "--metrics", "isolate"], "Did you mean isolated"),
        (["-o", "report.html", "--minimum", "3"], "3 is not in the range"),
        (["-o", "report.html", "--by", "age_group"], "by district or by parent"),
        (["-o", "report.html", "--basemap", "pdok"], "No such option"),
        (["-o", "report.html", "--metrics", "keystone"], "keystone is never published"),
        ([], "Missing option '-o'"),
    ],
)
def test_a_wrong_command_is_told_and_nothing_is_written(run, example, tmp_path, monkeypatch, options, told):
    monkeypatch.chdir(tmp_path)
    ended = run("report", example, *options)
    assert ended.code == 2
    assert told in ended.err
    assert list(tmp_path.iterdir()) == []


def test_wrong_data_are_exit_code_1_and_an_older_report_stays(run, example, tmp_path):
    (tmp_path / "report.html").write_text("older", encoding="utf-8")
    ended = run("report", tmp_path / "no-such-folder", "-o", tmp_path / "report.html")
    assert ended.code == 1
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "older"


def test_around_the_gate_it_says_so(run, example, tmp_path):
    ended = run("report", example, "-o", tmp_path / "all.html", "--internal", "--metrics", "isolated")
    assert ended.code == 0
    assert "INTERN – niet verspreiden" in (tmp_path / "all.html").read_text(encoding="utf-8")


def test_what_the_data_cannot_show_is_said(run, example, tmp_path):
    network = ng.read_network(example)
    register = ng.from_tables(network.people, network.ties, network.districts, about={"design": "register"})
    register.write(tmp_path / "register")
    ended = run(
        "report", tmp_path / "register", "-o", tmp_path / "report.html", "--metrics", "isolated,volunteer_share"
    )
    assert ended.code == 0
    assert "Not observable with these data (register): isolated." in ended.err
