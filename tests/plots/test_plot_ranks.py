"""A picture of ranks: rows and places by hand, nothing hidden in it, nothing finer than printed, and readable."""

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
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

import netgraph as ng
from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.estimates import district_estimates, level_of_each, ranks
from netgraph.metrics import METRICS, Choices
from netgraph.plots import plot_ranks
from netgraph.plots.ranks import _ranked
from netgraph.plots.ranks_rows import _not_drawn
from netgraph.schema.about import About
from netgraph.symbology import INTERFACE, figure_layer
from netgraph.words.areas import AREAS
from netgraph.words.numbers import percent
from netgraph.words.wording import Wording
from tests.plots.conftest import squares

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matplotlib.axes import Axes

    from netgraph.network import SupportNetwork

# Of 200 residents each 10, 15, 30 and 75 % without ties: by hand the last two differ from all others.
FOUR: Mapping[str, tuple[int, int]] = {"a": (200, 50), "b": (200, 170), "c": (200, 140), "d": (200, 180)}
NAMES = {"a": "Zuid", "b": "noord", "c": "Oost", "d": "West"}
MANY: Mapping[str, tuple[int, int]] = {f"w{number:02}": (20, 20 - number % 9) for number in range(66)}


def rows_of(axes: Axes) -> list[tuple[str, ...]]:
    """Return the rows from the top down: name, figure, places; the headers first."""
    found: dict[float, list[tuple[float, str]]] = {}
    for text in axes.texts:
        if text.get_transform() == axes.transData:
            x, y = text.get_position()
            found.setdefault(y, []).append((x, text.get_text()))
    return [tuple(words for _, words in sorted(found[y])) for y in sorted(found)]


def margins_of(axes: Axes) -> list[tuple[float, float]]:
    """Return the ends of every margin, from the top down."""
    (inset,) = axes.child_axes
    lines = [line.get_xydata() for line in inset.lines if line.get_marker() == "None" and line.get_linestyle() == "-"]
    return [(float(line[0, 0]), float(line[1, 0])) for line in sorted(lines, key=lambda line: line[0, 1])]


def dots_of(axes: Axes, kind: str) -> list[int]:
    """Return the rows of the dots of one kind."""
    (inset,) = axes.child_axes
    (dots,) = [line for line in inset.lines if line.get_gid() == f"figures-{kind}"]
    return [int(y) for y in dots.get_ydata()]


def legend_of(axes: Axes) -> list[str]:
    legend = axes.get_legend()
    assert legend is not None
    return [text.get_text() for text in legend.get_texts()]


def svg(axes: Axes) -> str:
    """Return the picture as SVG in which text is text, the same every time."""
    with io.StringIO() as file, plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": "test"}):
        axes.figure.savefig(file, format="svg", metadata={"Date": None})
        return file.getvalue()


def words_in(axes: Axes) -> str:
    root = ET.fromstring(svg(axes))  # noqa: S314 - written by this test
    return " ".join(" ".join(part.itertext()) for part in root.iter() if part.tag.endswith("}text"))


# --- rows, by hand


def test_rows_are_in_order_with_the_places_that_each_can_have() -> None:
    """D and b overlap; a and c differ from all, so that their places are certain."""
    axes = plot_ranks(squares(FOUR, NAMES), "isolated")
    assert rows_of(axes) == [
        ("Gebied", "Cijfer", "Plaats (van 4)"),
        ("Zuid", "75%", "1"),
        ("Oost", "30%", "2"),
        ("noord", "15%", "3 tot 4"),
        ("West", "10%", "3 tot 4"),
    ]
    assert axes.get_title() == "Zonder steunrelaties (%)"
    assert legend_of(axes) == [
        "Verschilt duidelijk van minstens één van de andere gebieden",
        "Alle getoonde gebieden samen: 33%",  # 26 of 80, by hand 32.5 %
    ]
    assert dots_of(axes, "True") == [0, 1, 2, 3]
    words = words_in(axes)
    assert "Hoger vraagt eerder aandacht. Plaats 1 is het hoogste cijfer." in words
    assert "Overlappen de marges van twee gebieden elkaar, dan zegt hun volgorde hier niets." in words


def test_where_fewer_calls_for_attention_the_lowest_is_first() -> None:
    axes = plot_ranks(squares(FOUR, NAMES), "contacts", language="en")
    assert rows_of(axes)[:2] == [("Area", "Figure", "Place (of 4)"), ("Zuid", "0.5", "1")]
    assert "Place 1 is the lowest figure." in words_in(axes)


def test_places_and_margins_are_those_of_the_table() -> None:
    """As `district_ranks` has them, whose intervals hold together; margins as rounded as they are printed."""
    network = squares(MANY)
    axes = plot_ranks(network, "isolated", internal=True)
    table = ng.district_ranks(network, "isolated").set_index("group")
    rows = rows_of(axes)[1:]
    assert len(rows) == 66
    for (name, figure, places), (low, high) in zip(rows, margins_of(axes), strict=True):
        row = table.loc[name]
        assert figure == percent(row["value"], "nl")
        first, last = int(row["rank_low"]), int(row["rank_high"])
        assert places == (str(first) if first == last else f"{first} tot {last}")
        assert (f"{low:.0f}%", f"{high:.0f}%") == (percent(row["low"], "nl"), percent(row["high"], "nl"))


def test_areas_that_cannot_be_told_apart_are_in_no_order() -> None:
    """Three of 20 residents with 20, 25 and 30 % isolated: on so few people any could be first; the sum is 15 of 60."""
    few = squares({"b": (20, 16), "C": (20, 15), "a": (20, 14)})
    axes = plot_ranks(few, "isolated", internal=True)
    assert rows_of(axes)[1:] == [("a", "30%", "1 tot 3"), ("b", "20%", "1 tot 3"), ("C", "25%", "1 tot 3")]
    assert "De marges overlappen elkaar. Daarom staan deze gebieden niet op volgorde. Zij staan op alfabet." in (
        words_in(axes)
    )
    assert (dots_of(axes, "True"), dots_of(axes, "False")) == ([], [0, 1, 2])
    assert legend_of(axes) == ["Niet duidelijk anders dan de andere gebieden", "Alle getoonde gebieden samen: 25%"]
    english = words_in(plot_ranks(few, "isolated", internal=True, language="en"))
    assert "The margins overlap. So these areas are not put in order. They are listed alphabetically." in english


def test_figures_that_print_alike_are_in_alphabetical_order() -> None:
    """One more of 1,000 is not to be seen, nor to be read off the order."""
    alike = {"b": (1_000, 900), "a": (1_000, 899), "c": (1_000, 300)}
    assert [name for name, *_ in rows_of(plot_ranks(squares(alike), "isolated", internal=True))[1:]] == ["c", "a", "b"]


def test_nothing_finer_than_what_is_printed_can_be_read_off() -> None:
    axes = plot_ranks(squares(FOUR), "isolated")
    (inset,) = axes.child_axes
    drawn = np.concatenate([np.asarray(line.get_xdata(), dtype=np.float64) for line in inset.lines])
    assert drawn.tolist() == np.round(drawn).tolist()


def test_hours_are_numbers_at_the_axis_and_in_the_rows(city: SupportNetwork) -> None:
    axes = plot_ranks(city, "care_hours", by="parent", internal=True)
    assert axes.get_title() == "Uren mantelzorg per mantelzorger (uur per week)"
    assert all(re.fullmatch(r"\d+,\d", figure) for _, figure, _ in rows_of(axes)[1:])
    (inset,) = axes.child_axes
    axes.figure.draw_without_rendering()
    assert all(re.fullmatch(r"\d+,\d", label.get_text()) for label in inset.get_xticklabels())


# --- nothing that is hidden


@pytest.mark.parametrize("metric", ["isolated", "contacts"])
def test_what_a_hidden_area_is_like_changes_no_rank(metric: str) -> None:
    """Fifty people in a ring, or fifty without a tie, hidden: the same ranks, margins and counts of the others."""
    found = []
    for ring in (50, 0):
        network = squares({**FOUR, "small": (50, ring)})
        gated = district_estimates(network, [metric]).set_index("group")
        gated.loc["small", "value"] = np.nan
        found.append(_ranked(network, METRICS[metric], Choices(), "district", gated, 0.90))
    pd.testing.assert_frame_equal(*found)
    assert found[0]["rank"].isna().sum() == 1
    assert found[0]["rank_high"].max() == 4


def test_places_count_only_what_is_shown(city: SupportNetwork) -> None:
    """Hidden areas have no place, and the intervals are those that hold for the others together."""
    axes = plot_ranks(city, "contacts", by="parent")
    rows = rows_of(axes)
    codes = {f"Almere {name}": name for name, *_ in rows[1:]}
    names = city.districts.set_index("district")["name"].map(lambda name: codes.get(name, ""))
    tidy = district_estimates(city, ["contacts"], "parent", level=level_of_each(0.90, len(codes)))
    shown = tidy.assign(name=tidy["group"].map(names))
    expected = ranks(shown[shown["name"] != ""]).assign(name=shown["name"]).set_index("name")
    assert rows[0][2] == f"Plaats (van {len(codes)})"
    for name, _, places in rows[1:]:
        first, last = expected.loc[name, ["rank_low", "rank_high"]]
        assert places == (f"{first} tot {last}" if first < last else str(first))


def test_internal_goes_around_the_gate_and_says_so() -> None:
    """Two of 200 without ties is a small count, which only an internal picture shows."""
    axes = plot_ranks(squares({**FOUR, "e": (200, 198)}), "isolated", internal=True)
    assert ("e", "1%") in [row[:2] for row in rows_of(axes)]
    assert "INTERN – niet verspreiden" in words_in(axes)
    assert "INTERN" not in words_in(plot_ranks(squares(FOUR), "isolated"))


def test_areas_that_are_not_drawn_are_counted() -> None:
    """Of one person there is too little data, and of nobody none."""
    network = squares({**FOUR, "one": (1, 0), "empty": (0, 0)})
    axes = plot_ranks(network, "contacts", internal=True)
    assert len(rows_of(axes)) == 1 + 4
    words = words_in(axes)
    assert re.search(r"(Te weinig gegevens|Geen marge, dus geen plaats): 1 gebied\.", words)
    assert "Geen gegevens: 1 gebied." in words


@pytest.mark.parametrize(("without", "told"), [(1, "1 gebied."), (2, "2 gebieden.")])
def test_areas_without_a_margin_have_no_place_and_are_counted(without: int, told: str) -> None:
    """A figure without a margin, as of a mean over few people: by hand one more row of the table of ranks."""
    figures = [(0.4, 0.5, 0.6)] * 2 + [(np.nan, 0.3, np.nan)] * without
    columns = dict(zip(("low", "value", "high"), zip(*figures, strict=True), strict=True))
    groups = [f"g{number}" for number in range(len(figures))]
    ranked = ranks(pd.DataFrame({"group": groups, "metric": "contacts", "reason": "", **columns}))
    layer = figure_layer(METRICS["contacts"], ranked.assign(hidden=""), Wording("nl", AREAS["unknown"]), about=About())
    assert _not_drawn(ranked, layer, Wording("nl", AREAS["unknown"])) == (f"Geen marge, dus geen plaats: {told}",)


# --- words


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_are_those_of_the_map(language: Any) -> None:
    about = {"reference_date": "2024-05-01", "source": "Survey", "boundary_source": "CBS", "boundary_year": 2023}
    axes = plot_ranks(squares(FOUR, **about), "isolated", language=language)
    words = words_in(axes)
    figure = ng.METRICS["isolated"]
    assert figure.caution is not None
    for text in (figure.explanation, figure.caution):
        assert text.in_(language) in words
    assert ("bron: Survey" if language == "nl" else "source: Survey") in words
    assert "CBS" not in words  # there are no boundaries in it


# Bonferroni by hand: each of so many margins holds in 1 - (1 - level) / areas, those of the map in 0.95.
MARGINS = [
    (4, 0.90, "Waarschijnlijk kloppen alle marges tegelijk. Daarom zijn ze ruimer dan op de kaart."),  # 0.975
    (2, 0.90, "Waarschijnlijk kloppen alle marges tegelijk. Ze zijn even ruim als op de kaart."),  # 0.95
    (4, 0.80, "Misschien kloppen alle marges tegelijk. Ze zijn even ruim als op de kaart."),  # 0.95
    (4, 0.50, "Misschien kloppen alle marges tegelijk. Ze zijn smaller dan op de kaart."),  # 0.875
    (4, 0.95, "Zeer waarschijnlijk kloppen alle marges tegelijk. Daarom zijn ze ruimer dan op de kaart."),  # 0.9875
    (4, 0.99, "Vrijwel zeker kloppen alle marges tegelijk. Daarom zijn ze ruimer dan op de kaart."),  # 0.9975
    (1, 0.90, "Die klopt waarschijnlijk. De marge is smaller dan op de kaart."),
    (1, 0.95, "Die klopt zeer waarschijnlijk. De marge is even ruim als op de kaart."),
    (1, 0.99, "Die klopt vrijwel zeker. Daarom is de marge ruimer dan op de kaart."),
]


@pytest.mark.parametrize(("areas", "level", "told"), MARGINS)
def test_the_picture_says_how_sure_margins_are_and_how_wide_beside_the_map(areas: int, level: float, told: str) -> None:
    network = squares(dict(list(FOUR.items())[:areas]))
    words = words_in(plot_ranks(network, "isolated", internal=True, level=level))
    assert f"Het streepje is de marge. {told}" in words


@pytest.mark.parametrize(("level", "told"), [(0.5, "narrower than"), (0.75, "as wide as"), (0.9, "wider than")])
def test_margins_are_as_wide_beside_the_map_as_the_picture_says(level: float, told: str) -> None:
    """Larger areas, five of them, against the 95 % intervals that a map has; by hand each is 0.90, 0.95 and 0.98."""
    sizes = {**FOUR, "e": (200, 120)}
    network = squares(sizes, parents={code: code.upper() for code in sizes})
    words = words_in(plot_ranks(network, "isolated", by="parent", language="en", internal=True, level=level))
    here, on_map = (
        table.set_index("group")[["low", "high"]].diff(axis=1)["high"]
        for table in (
            ng.district_ranks(network, "isolated", "parent", level=level),
            district_estimates(network, ["isolated"], "parent", level=0.95),
        )
    )
    compared = {"narrower than": here < on_map, "wider than": here > on_map, "as wide as": np.isclose(here, on_map)}
    assert len(here) == 5
    assert [words_ for words_, holds in compared.items() if np.all(holds)] == [told]
    assert f"hey are {told} on the map." in words


@pytest.mark.parametrize(
    ("areas", "level", "told"),
    [
        (4, 0.90, "Probably all margins hold at once. So they are wider than on the map."),
        (4, 0.50, "Possibly all margins hold at once. They are narrower than on the map."),
        (1, 0.95, "It very likely holds. It is as wide as on the map."),
    ],
)
def test_it_says_so_in_english_too(areas: int, level: float, told: str) -> None:
    network = squares(dict(list(FOUR.items())[:areas]))
    words = words_in(plot_ranks(network, "isolated", internal=True, level=level, language="en"))
    assert f"The line is the margin. {told}" in words


def test_a_title_of_ones_own() -> None:
    assert plot_ranks(squares(FOUR), "isolated", title="Figuur 3").get_title() == "Figuur 3"


def test_words_from_the_data_are_taken_literally() -> None:
    odd = r"$x^2$ \alpha_1 {0} %s <b>"
    axes = plot_ranks(squares(FOUR, {"a": odd}, source=odd), "isolated")
    assert rows_of(axes)[1][0] == odd
    assert f"bron: {odd} ·" in words_in(axes)


def test_choices_reach_the_picture(city: SupportNetwork) -> None:
    scp = plot_ranks(city, "intensive_carers", by="parent", internal=True, carer_definition="scp")
    assert "SCP" in scp.get_title()
    bridges = plot_ranks(
        city, "bridging_share", by="parent", internal=True, bridge_by="age_group", bridge_label="age", language="en"
    )
    assert "(age)" in words_in(bridges)


# --- a picture that can be read


def assert_readable(axes: Axes) -> None:
    """Check that texts lie within the figure and beside one another."""
    figure: Any = axes.figure
    figure.draw_without_rendering()
    legend = axes.get_legend()
    assert legend is not None
    (inset,) = axes.child_axes
    first, last = inset.get_xlim()
    ticks = [label for label in inset.get_xticklabels() if first <= label.get_position()[0] <= last]
    texts = [axes.title, *axes.texts, *legend.get_texts(), *ticks]
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    page = figure.bbox
    assert [box for box in boxes if box.x0 < page.x0 or box.x1 > page.x1 or box.y0 < page.y0 or box.y1 > page.y1] == []
    # Lines of text reach a pixel into the empty edge of the next.
    shrunk = [Bbox([[box.x0, box.y0 + 1], [box.x1, box.y1 - 1]]) for box in boxes]
    assert [pair for pair in combinations(shrunk, 2) if Bbox.intersection(*pair) is not None] == []
    rows = [text.get_window_extent() for text in axes.texts if text.get_transform() == axes.transData]
    middle = inset.get_window_extent()
    assert [box for box in rows if Bbox.intersection(box, middle) is not None] == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("sizes", [FOUR, MANY], ids=["few", "many"])
def test_no_text_is_cut_or_covers_another(sizes: Mapping[str, tuple[int, int]], language: str) -> None:
    axes = plot_ranks(squares(sizes, {"a": "Zuid"}), "isolated", language=language, internal=True)
    assert_readable(axes)
    assert axes.figure.get_figwidth() == pytest.approx(7.6)


def test_the_picture_grows_with_its_rows() -> None:
    few, many = (plot_ranks(squares(sizes), "isolated", internal=True) for sizes in (FOUR, MANY))
    rows = [axes.get_window_extent().height / len(rows_of(axes)) for axes in (few, many)]
    assert rows[1] == pytest.approx(rows[0], rel=0.01)
    assert many.figure.get_figheight() - few.figure.get_figheight() == pytest.approx(62 * 14 / 72, rel=0.05)


def test_long_names_are_shortened() -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    axes = plot_ranks(squares(FOUR, {"a": long}), "isolated")
    name = rows_of(axes)[1][0]
    assert name.endswith("…")
    assert long.startswith(name[:-1])
    assert len(name) > 20
    assert_readable(axes)


def test_colours_are_those_of_the_palette() -> None:
    axes = plot_ranks(squares(MANY), "isolated", internal=True)
    (inset,) = axes.child_axes
    used = {to_hex(line.get_color()) for line in inset.lines if line.get_marker() == "None"}
    dots = [line for line in inset.lines if line.get_marker() == "o"]
    used |= {to_hex(line.get_markeredgecolor()) for line in dots} | {
        to_hex(line.get_markerfacecolor()) for line in dots
    }
    assert used <= set(INTERFACE.values())


# --- a guest in Matplotlib


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_can_be_saved(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ranks.{suffix}"
    plot_ranks(squares(FOUR), "isolated").figure.savefig(path)
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert path.read_bytes().startswith(starts[suffix])
    assert path.stat().st_size > 5_000


def test_settings_of_matplotlib_stay_as_they_are() -> None:
    before = mpl.rcParams.copy()
    plot_ranks(squares(FOUR), "isolated")
    assert mpl.rcParams == before


def test_given_axes_are_drawn_on_without_pyplot() -> None:
    figure = Figure(figsize=(14, 6), layout="constrained")
    left, right = figure.subplots(1, 2)
    assert plot_ranks(squares(FOUR), "isolated", ax=left) is left
    assert plot_ranks(squares(FOUR), "contacts", ax=right) is right
    assert plt.get_fignums() == []
    assert tuple(figure.get_size_inches()) == (14, 6)
    for axes in (left, right):
        assert_readable(axes)


def test_boundaries_are_not_needed() -> None:
    network = squares(FOUR)
    bare = ng.from_tables(network.people, network.ties, about={"design": "whole_network"})
    assert len(rows_of(plot_ranks(bare, "isolated"))) == 5


# --- what cannot be drawn


@pytest.mark.parametrize(
    ("asked", "kind", "message"),
    [
        ({"metric": "isolatd"}, UnknownNameError, "Did you mean isolated"),
        ({"metric": ["isolated"]}, UnknownNameError, "one figure"),
        ({"metric": "attention"}, UnknownNameError, "no metric 'attention'"),
        ({"metric": "bridging_share"}, UnknownNameError, "bridge_by"),
        ({"metric": "isolated", "language": "de"}, UnknownNameError, "language"),
        ({"metric": "isolated", "by": "age_group"}, UnknownNameError, "Valid: district, parent"),
        ({"metric": "isolated", "by": "parent"}, NetgraphError, "no area to draw by='parent'"),
        ({"metric": "isolated", "minimum": 5}, NetgraphError, "10 or more"),
        ({"metric": "isolated", "level": 1.5}, NetgraphError, "level"),
        ({"metric": "keystone"}, NetgraphError, "keystone is never published"),
        ({"metric": "fragmentation"}, NetgraphError, "no margins"),
        ({"metric": "carers_alone"}, NetgraphError, "no area has a figure to show"),
    ],
)
def test_what_cannot_be_drawn_is_refused(asked: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        plot_ranks(squares(FOUR), **asked)
    assert plt.get_fignums() == []


def test_without_matplotlib_the_extra_is_named() -> None:
    """In a process of its own, where Matplotlib cannot be imported; the table of ranks works there."""
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import netgraph as ng\n"
        "network = ng.synthetic_network(people=200, seed=1)\n"
        "try:\n    ng.plot_ranks(network, 'isolated')\n"
        "except ng.MissingExtraError as error:\n    print(error)\n"
        "print(len(ng.district_ranks(network, 'isolated')))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert 'pip install "neighbourhood-netgraph[plots]"' in told[0]
    assert int(told[1]) > 0
