"""The picture says what the page says: fills, classes and words; nothing hidden is in it; and it saves everywhere."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from itertools import combinations
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from shapely.geometry import MultiPolygon, box

import netgraph as ng
from netgraph.errors import DataError, NetgraphError, UnknownNameError
from netgraph.network.areas import mapped_areas
from netgraph.plots import plot_districts
from netgraph.plots.shapes import drawn_shapes
from netgraph.symbology import FILLS
from tests.plots.conftest import SIZES, squares

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

    from netgraph.network import SupportNetwork
    from netgraph.symbology import Layer

DRAWN = ["attention", "isolated", "dyadic_reciprocity", "ei_index", "carers_alone"]


def layer_of_page(network: SupportNetwork, metric: str, **choices: Any) -> Layer:
    """Return the same layer of the page that `district_map` makes."""
    page: Any = ng.district_map(network, metrics=[] if metric == "attention" else [metric], **choices)
    return next(layer for layer in page.content.layers if layer.id == metric)


def fill_at(axes: Axes, point: tuple[float, float]) -> tuple[str, str | None]:
    """Return the colour and the hatch that are drawn at a point of the map."""
    (found,) = [
        (to_hex(cells.get_facecolor()[0]), cells.get_hatch())
        for cells in axes.collections
        if str(cells.get_gid()).startswith("districts-") and any(p.contains_point(point) for p in cells.get_paths())
    ]
    return found


def legend_of(axes: Axes) -> list[str]:
    legend = axes.get_legend()
    assert legend is not None
    return [" ".join(text.get_text().split()) for text in legend.get_texts()]


def svg(axes: Axes) -> str:
    """Return the picture as SVG in which text is text, the same every time."""
    with io.StringIO() as file, plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": "test"}):
        axes.figure.savefig(file, format="svg", metadata={"Date": None})
        return file.getvalue()


def words_in(picture: str) -> str:
    root = ET.fromstring(picture)  # noqa: S314 - written by this test
    return " ".join(" ".join(part.itertext()) for part in root.iter() if part.tag.endswith("}text"))


def texts_of(axes: Axes) -> list[Any]:
    """Return every text around the map: title, notes and legend."""
    legend = axes.get_legend()
    around = [text for text in axes.texts if text.get_in_layout()]
    return [axes.title, *around, legend.get_title(), *legend.get_texts()]


# --- the same as the page


@pytest.mark.parametrize("by", ["district", "parent"])
@pytest.mark.parametrize("metric", DRAWN)
def test_every_district_has_the_fill_of_the_page(city: SupportNetwork, metric: str, by: str) -> None:
    """What is drawn at a point inside each district, beside the mark that the page gives that district."""
    layer = layer_of_page(city, metric, by=by)
    axes = plot_districts(city, metric, by=by)
    names = city.districts.set_index("district")["name"]
    inside = [shape.representative_point() for shape in drawn_shapes(mapped_areas(city.districts, by), names).districts]
    drawn = [fill_at(axes, (point.x, point.y)) for point in inside]
    fills = [FILLS[layer.marks[position].fill] for position in layer.marked]
    assert drawn == [(fill.ground, fill.hatch or None) for fill in fills]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("metric", DRAWN)
def test_words_are_those_of_the_page(city: SupportNetwork, metric: str, language: Any) -> None:
    layer = layer_of_page(city, metric, language=language)
    axes = plot_districts(city, metric, language=language)
    assert legend_of(axes) == [f"{mark.label} {mark.count}" for mark in layer.marks if mark.listed]
    words = " ".join(" ".join(text.get_text().split()) for text in texts_of(axes))
    for text in (layer.heading, layer.explanation, layer.direction, layer.caution, layer.footnote):
        assert text in words


def test_attention_is_the_default_and_has_the_question_of_the_page(city: SupportNetwork) -> None:
    axes = plot_districts(city)
    assert axes.get_title() == "Waar zijn de netwerken dun in Almere?"
    assert axes.get_legend().get_title().get_text() == "Waar is aandacht nodig?"
    plain = plot_districts(squares(), language="en")
    assert plain.get_title() == "Where are the networks thin?"


def test_a_title_of_ones_own_leaves_the_name_of_the_figure_in_the_legend(city: SupportNetwork) -> None:
    axes = plot_districts(city, "isolated", language="en", title="Figure 3")
    assert axes.get_title() == "Figure 3"
    heading = " ".join(axes.get_legend().get_title().get_text().split())
    assert heading == "No support ties (%) Higher calls for attention sooner."


def test_choices_reach_the_picture(city: SupportNetwork) -> None:
    assert "SCP" in plot_districts(city, "intensive_carers", carer_definition="scp").get_title()
    bridges = plot_districts(city, "bridging_share", language="en", bridge_by="age_group", bridge_label="age")
    assert any("(age)" in text.get_text() for text in bridges.texts)


# --- nothing that is hidden


def test_what_a_hidden_district_is_like_changes_nothing_in_the_picture() -> None:
    """5 of 8 people in a ring, or 4 as in tiny, which then has the 5: 38 % and 50 % isolated. To the byte the same."""
    pictures = []
    for ring, other in ((5, 4), (4, 5)):
        axes = plot_districts(squares({**SIZES, "small": (8, ring), "tiny": (8, other)}), "isolated")
        assert fill_at(axes, (145_500, 480_500)) == (FILLS["hidden"].ground, FILLS["hidden"].hatch)
        pictures.append(svg(axes))
    assert pictures[0] == pictures[1]


def test_internal_goes_around_the_gate_and_says_so() -> None:
    network = squares({**SIZES, "small": (3, 0)})
    inside = plot_districts(network, "isolated", internal=True, least_people=1)
    assert fill_at(inside, (145_500, 480_500))[0] == FILLS["class_4"].ground  # all three: the darkest class
    words = words_in(svg(inside))
    assert "INTERN – niet verspreiden" in words
    assert "Deze cijfers zijn niet beveiligd." in words
    assert "INTERN" not in words_in(svg(plot_districts(network, "isolated")))
    assert plot_districts(network, "keystone", internal=True).get_title() == "Steun die aan één persoon hangt (%)"


def test_no_figure_of_a_district_and_no_person_stands_in_the_picture() -> None:
    """Only classes: by hand 0, 15, 25 and 40 % are isolated, and of those only round breaks may be read."""
    words = words_in(svg(plot_districts(squares(), "isolated", language="en")))
    assert set(re.findall(r"\d+%", words)) == {"20%", "30%"}
    assert re.findall(r"\bp\d+", words) == []


def test_made_up_data_and_unknown_origin_are_told(city: SupportNetwork) -> None:
    words = words_in(svg(plot_districts(city)))
    assert "Voorbeeld met verzonnen gegevens." in words
    assert "Peildatum 1 januari 2026 · bron: verzonnen voorbeeldgegevens van netgraph · signalen, geen oordeel" in words
    bare = words_in(svg(plot_districts(squares(), language="en")))
    assert "made-up" not in bare
    assert "Reference date not given · source not given · signals, not judgements" in bare
    about = {"reference_date": "2024-05-01", "source": "Survey", "boundary_source": "CBS", "boundary_year": 2023}
    full = words_in(svg(plot_districts(squares(**about), language="en")))
    assert "Reference date 1 May 2024 · source: Survey · signals, not judgements Boundaries: CBS, 2023." in full


# --- words from the data


def test_words_from_the_data_are_taken_literally() -> None:
    odd = r"$x^2$ \alpha_1 {0} %s <b> & $$"
    network = squares(
        names={"large": odd},
        parents=dict.fromkeys(SIZES, "large"),
        place=odd,
        source=odd,
        boundary_source=odd,
        boundary_year=2020,
    )
    # The question above the map ends in the place, and the name on the map does not repeat it.
    words = words_in(svg(plot_districts(network)))
    assert f"Waar zijn de netwerken dun in {odd}?" in words
    assert f"bron: {odd} ·" in words
    assert f"Grenzen: {odd}, 2020." in words
    assert words.count(odd) == 4  # and on the map
    assert words_in(svg(plot_districts(network, "isolated", title=odd))).count(odd) == 4


# --- files


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_can_be_saved(city: SupportNetwork, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"map.{suffix}"
    plot_districts(city, "isolated").figure.savefig(path)
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert path.read_bytes().startswith(starts[suffix])
    assert path.stat().st_size > 10_000


def test_all_fills_are_on_paper(city: SupportNetwork) -> None:
    """Every ground of the legend is a colour of some hundred points of the picture, beyond its swatch."""
    axes = plot_districts(city, "carers_alone")
    figure: Any = axes.figure
    figure.canvas.draw()
    points, counts = np.unique(
        np.asarray(figure.canvas.buffer_rgba())[..., :3].reshape(-1, 3), axis=0, return_counts=True
    )
    seen = {"#{:02x}{:02x}{:02x}".format(*point): count for point, count in zip(points.tolist(), counts, strict=True)}
    layer = layer_of_page(city, "carers_alone")
    for position in set(layer.marked):
        assert seen[FILLS[layer.marks[position].fill].ground] > 600  # a swatch has 33 by 25 points, less its hatch


def test_a_hole_in_a_district_stays_open() -> None:
    """A square with a hole, in which another lies: each has its own fill."""
    network = squares({"a": (40, 40), "b": (40, 10)})
    outer, hole = box(0, 0, 1_000, 1_000), box(300, 300, 700, 700)
    districts = network.districts.set_geometry([MultiPolygon([outer.difference(hole)]), hole], crs="EPSG:28992")
    axes = plot_districts(ng.from_tables(network.people, network.ties, districts=districts), "isolated")
    figure: Any = axes.figure
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[::-1]
    for point, fill in (((500, 350), "class_4"), ((150, 150), "class_0")):  # by hand: 75 % and 0 % are isolated
        column, row = axes.transData.transform(point).astype(int)
        assert to_hex(pixels[row, column] / 255) == FILLS[fill].ground


# --- a picture that can be read


@pytest.mark.parametrize("metric", [*DRAWN, "support_gini", "weighted_reciprocity", "volunteer_dependence"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_is_cut_or_covers_another(city: SupportNetwork, metric: str, language: str) -> None:
    axes = plot_districts(city, metric, language=language, internal=True)
    assert_readable(axes)


def test_long_words_are_broken_to_fit() -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    network = squares(
        names={"large": f"Heel {long}"}, parents=dict.fromkeys(SIZES, "large"), place=long, source=long * 4
    )
    assert_readable(plot_districts(network))
    assert_readable(plot_districts(network, title=f"{long} {long * 3}"))


def assert_readable(axes: Axes) -> None:
    """Check that texts lie within the figure, beside one another, and not on the map."""
    figure: Any = axes.figure
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in texts_of(axes)]
    page = figure.bbox
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1 for box in boxes)
    assert [pair for pair in combinations(boxes, 2) if Bbox.intersection(*pair) is not None] == []
    land = axes.get_window_extent()
    assert [box for box in boxes if Bbox.intersection(box, land) is not None] == []


def test_names_of_larger_areas_stand_within_the_map_and_not_on_one_another(city: SupportNetwork) -> None:
    axes = plot_districts(city)
    names = [text for text in axes.texts if not text.get_in_layout()]
    assert {text.get_text() for text in names} == {"Haven", "Stad", "Buiten", "Hout", "Poort", "Pampus"}
    inside = axes.get_window_extent()
    boxes = [text.get_window_extent() for text in names]
    assert all(inside.x0 <= box.x0 + 1 and box.x1 <= inside.x1 + 1 for box in boxes)
    assert [pair for pair in combinations(boxes, 2) if Bbox.intersection(*pair) is not None] == []


def test_names_that_would_cover_others_stay_out() -> None:
    """Twelve areas of a square each in a row, with names far wider than a square; thirteen have no names at all."""
    sizes = {f"d{number:02}": (12, 12) for number in range(13)}
    names = {f"l{number:02}": f"Westelijke polder {number}" for number in range(13)}
    parents = {code: f"l{number:02}" for number, code in enumerate(sizes)}
    axes = plot_districts(squares(dict(list(sizes.items())[:12]), names, dict(list(parents.items())[:12])))
    shown = [text for text in axes.texts if not text.get_in_layout()]
    assert " ".join(shown[0].get_text().split()) == "Westelijke polder 0"
    assert 1 < len(shown) < 12
    boxes = [text.get_window_extent() for text in shown]
    assert [pair for pair in combinations(boxes, 2) if Bbox.intersection(*pair) is not None] == []
    many = plot_districts(squares(sizes, names, parents))
    assert [text for text in many.texts if not text.get_in_layout()] == []


# --- a guest in Matplotlib


def test_settings_of_matplotlib_stay_as_they_are(city: SupportNetwork) -> None:
    before = mpl.rcParams.copy()
    plot_districts(city, "isolated")
    assert mpl.rcParams == before


def test_given_axes_are_drawn_on_without_pyplot(city: SupportNetwork) -> None:
    figure = Figure(figsize=(14, 8), layout="constrained")
    left, right = figure.subplots(1, 2)
    assert plot_districts(city, "isolated", ax=left) is left
    assert plot_districts(city, ax=right) is right
    assert plt.get_fignums() == []
    assert tuple(figure.get_size_inches()) == (14, 8)
    for axes in (left, right):
        assert_readable(axes)
    plot_districts(city)
    assert len(plt.get_fignums()) == 1


def test_a_subfigure_will_do(city: SupportNetwork) -> None:
    figure = Figure(figsize=(8, 12), layout="constrained")
    upper, lower = figure.subfigures(2, 1)
    for part, metric in ((upper, "isolated"), (lower, None)):
        assert plot_districts(city, metric, ax=part.subplots()).get_title()


# --- what cannot be drawn


@pytest.mark.parametrize(
    ("asked", "kind", "message"),
    [
        ({"metric": "isolatd"}, UnknownNameError, "Did you mean isolated"),
        ({"metric": "atention"}, UnknownNameError, "Did you mean attention"),
        ({"metric": ["isolated"]}, UnknownNameError, "one figure"),
        ({"metric": "bridging_share"}, UnknownNameError, "bridge_by"),
        ({"metric": "isolated", "language": "de"}, UnknownNameError, "language"),
        ({"metric": "isolated", "by": "age_group"}, UnknownNameError, "Valid: district, parent"),
        ({"metric": "isolated", "by": "parent"}, DataError, "no district lies in a larger area"),
        ({"metric": "isolated", "carer_definition": "cbs"}, UnknownNameError, "carer_definition"),
        ({"metric": "isolated", "minimum": 5}, NetgraphError, "10 or more"),
        ({"minimum": 5}, NetgraphError, "10 or more"),
        ({"metric": "keystone"}, NetgraphError, "keystone is never published"),
    ],
)
def test_what_cannot_be_drawn_is_refused(asked: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        plot_districts(squares(), **asked)
    assert plt.get_fignums() == []


def test_without_boundaries_there_is_no_picture() -> None:
    network = squares()
    bare = ng.from_tables(network.people, network.ties, about={"design": "whole_network"})
    with pytest.raises(DataError, match="boundaries"):
        plot_districts(bare)


def test_without_matplotlib_the_extra_is_named() -> None:
    """In a process of its own, where Matplotlib cannot be imported; the rest of netgraph works there."""
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import netgraph as ng\n"
        "network = ng.synthetic_network(people=200, seed=1)\n"
        "try:\n    ng.plot_districts(network)\n"
        "except ng.MissingExtraError as error:\n    print(error)\n"
        "print(len(ng.district_metrics(network, metrics=['isolated'])))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert 'pip install "neighbourhood-netgraph[plots]"' in told[0]
    assert int(told[1]) > 0
