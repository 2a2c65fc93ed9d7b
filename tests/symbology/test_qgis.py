"""Styles for QGIS: each figure falls in one class, and it is the class that the map gives it."""

from __future__ import annotations

import math
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.cli.main import _run
from netgraph.disclosure import protected_metrics
from netgraph.metrics import METRICS
from netgraph.symbology.classes import figure_classes
from netgraph.symbology.palette import FILLS
from netgraph.symbology.qgis import qgis_styles
from netgraph.words.areas import AREAS
from netgraph.words.wording import Wording

DUTCH = Wording("nl", AREAS["buurt"])
FIGURES = {"share": "isolated", "number": "contacts", "hours": "care_hours", "index": "constraint"}
BOUND = re.compile(r'round\("(\w+)" \* (10+)\.0000001\) (>=|<) (-?\d+)')


def document_of(style: str) -> Any:
    """Read a style; its document type, which QGIS writes too, stands on the first line."""
    return fromstring(style.split("\n", 1)[1])


def rules_of(style: str) -> list[tuple[str, str, str]]:
    """Return of every rule its filter, its label, and the colour of its symbol."""
    root = document_of(style)
    colours = {
        symbol.get("name"): next(o.get("value") for o in symbol.iter("Option") if o.get("name") == "color")
        for symbol in root.iter("symbol")
    }
    return [(rule.get("filter"), rule.get("label"), colours[rule.get("symbol")]) for rule in root.iter("rule")]


def holds(where: str, value: float | None) -> bool:
    """Read a filter as QGIS does, which rounds half away from nothing; a comparison with NULL does not hold."""
    if where.endswith("IS NULL"):
        return value is None
    if value is None:
        return False
    if where.endswith("IS NOT NULL"):
        return True
    bounds = BOUND.findall(where)
    assert where == " AND ".join(f'round("{name}" * {by}.0000001) {sign} {end}' for name, by, sign, end in bounds)

    def steps(by: str) -> float:
        return math.copysign(math.floor(abs(value * float(f"{by}.0000001")) + 0.5), value)

    return all((steps(by) >= int(end)) == (sign == ">=") for _, by, sign, end in bounds)


@given(
    unit=st.sampled_from(list(FIGURES)),
    steps=st.lists(st.integers(0, 200), max_size=30),
    more=st.integers(0, 200),
)
def test_every_figure_is_in_the_class_of_the_map(unit: str, steps: list[int], more: int) -> None:
    """The oracle is `figure_classes`, which colours the map; also of halves, which a computer holds too small."""
    figure = METRICS[FIGURES[unit]]
    by = 200 if unit in ("share", "index") else 20
    values = [step / by for step in steps]
    styles = qgis_styles([figure], {figure.id: values}, DUTCH)
    if not values:
        assert styles == {}
        return
    rules, classes = rules_of(styles[figure.id]), figure_classes(figure, values, DUTCH)
    for value in [*values, more / by]:
        (rule,) = [rule for rule in rules if holds(rule[0], value)]
        ground = FILLS[classes.fill_of(value)].ground
        assert rule[2] == ",".join([*(str(int(ground[at : at + 2], 16)) for at in (1, 3, 5)), "255"])
    (none,) = [rule for rule in rules if holds(rule[0], None)]
    assert none[1] == "niet getoond, of geen gegevens"


def test_fields_are_called_by_their_names_in_every_style() -> None:
    figures = [METRICS[name] for name in FIGURES.values()]
    styles = qgis_styles(figures, {figure.id: [0.1, 0.4] for figure in figures}, Wording("en", AREAS["buurt"]))
    assert list(styles) == list(FIGURES.values())
    for style in styles.values():
        names = {alias.get("field"): alias.get("name") for alias in document_of(style).iter("alias")}
        assert list(names) == list(FIGURES.values())
        assert names["isolated"] == "No support ties (%)"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a GeoPackage of the command line."""
    folder = tmp_path_factory.mktemp("styled")
    ng.synthetic_network(people=1_500, seed=1).write(folder / "data")
    asked = ["--by", "parent", "--metrics", "isolated,contacts", "--language", "en"]
    assert _run(["metrics", str(folder / "data"), "-o", str(folder / "figures.gpkg"), *asked], debug=False) == 0
    return folder / "figures.gpkg"


def test_a_geopackage_holds_a_style_a_figure_and_the_first_is_how_it_opens(written: Path) -> None:
    with closing(sqlite3.connect(written)) as database:
        rows = database.execute(
            "SELECT f_table_name, f_geometry_column, styleName, useAsDefault, update_time FROM layer_styles ORDER BY id"
        ).fetchall()
        listed = database.execute("SELECT table_name, data_type FROM gpkg_contents ORDER BY table_name").fetchall()
    assert [row[:4] for row in rows] == [("figures", "geom", "isolated", 1), ("figures", "geom", "contacts", 0)]
    assert {row[4] for row in rows} == {"2000-01-01T00:00:00.000Z"}
    assert listed == [("figures", "features"), ("layer_styles", "attributes")]


def test_classes_follow_from_what_is_shown_only(written: Path) -> None:
    """The breaks are those of the protected table, and nothing else is in the style."""
    network = ng.read_network(written.parent / "data")
    shown = protected_metrics(network, ["isolated", "contacts"], "parent")
    for name in ("isolated", "contacts"):
        classes = figure_classes(METRICS[name], list(shown[name].dropna()), DUTCH)
        with closing(sqlite3.connect(written)) as database:
            (style,) = database.execute("SELECT styleQML FROM layer_styles WHERE styleName = ?", (name,)).fetchone()
        ends = {int(end) for where, *_ in rules_of(style) for *_, end in BOUND.findall(where)}
        assert ends == set(classes.breaks)


def test_styles_of_a_user_are_no_layer_of_data(written: Path, tmp_path: Path) -> None:
    """Whoever saves a style in QGIS beside boundaries still has one layer of boundaries."""
    network = ng.synthetic_network(people=300, seed=1)
    with closing(sqlite3.connect(written)) as database:
        made = "\n".join(line for line in database.iterdump() if "layer_styles" in line and "gpkg_contents" not in line)
    network.districts.to_file(tmp_path / "districts.gpkg", layer="buurten", driver="GPKG")
    with closing(sqlite3.connect(tmp_path / "districts.gpkg")) as database:
        database.executescript(made)
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 's')"
        )
        database.commit()
    network.people.to_csv(tmp_path / "people.csv", index=False)
    pd.DataFrame({"giver": [], "receiver": []}).to_csv(tmp_path / "ties.csv", index=False)
    assert len(ng.read_network(tmp_path).districts) == len(network.districts)


ASK_QGIS = """
import sys
from qgis.core import QgsApplication, QgsExpression, QgsExpressionContext, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorLayer(f"{sys.argv[1]}|layername=figures", "figures", "ogr")
rules, context = layer.renderer().rootRule().children(), QgsExpressionContext()
print(layer.listStylesInDatabase()[2])
print(layer.attributeAlias(layer.fields().indexOf("isolated")))
context.setFields(layer.fields())
for feature in layer.getFeatures():
    context.setFeature(feature)
    print([rule.label() for rule in rules if QgsExpression(rule.filterExpression()).evaluate(context)])
"""


@pytest.mark.skipif(
    not shutil.which("qgis") and not Path("/usr/lib/python3/dist-packages/qgis").exists(), reason="QGIS is not there"
)
def test_qgis_opens_it_with_the_first_style(written: Path, tmp_path: Path) -> None:
    """Every area falls under one rule; Debian's QGIS has modules for the Python of the system."""
    asked = ["/usr/bin/python3", "-c", ASK_QGIS, str(written)]
    quiet = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    ran = subprocess.run(asked, check=True, capture_output=True, text=True, env=quiet)
    styles, alias, *areas = ran.stdout.strip().splitlines()
    assert styles == "['isolated', 'contacts']"
    assert alias == "No support ties (%)"
    assert len(areas) > 3
    assert all(area.count("'") == 2 for area in areas)
