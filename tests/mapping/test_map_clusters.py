"""Local clusters on the map: only where they are asked for, from what is shown only, and as readable as any layer."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from shapely.geometry import box

import netgraph as ng
from netgraph.errors import NetgraphError
from netgraph.mapping import district_map
from tests.mapping.made_networks import drawn_once, town
from tests.mapping.page_steps import TIP, choose_layer, lines, point_at
from tests.mapping.test_page_axe import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.network import SupportNetwork

ACROSS, DOWN, PEOPLE = 10, 8, 60
MIDDLE = 1 * ACROSS + 1
"""The square in the middle of a block of nine."""


@drawn_once
def with_block(alone_there: float = 0.75, alone_elsewhere: float = 0.2) -> SupportNetwork:
    """Draw squares of sixty people; in a block of three by three in a corner many more have no tie than elsewhere."""
    codes = [f"BU9999{y:02}{x:02}" for y in range(DOWN) for x in range(ACROSS)]
    homes, ties = [], []
    for place, code in enumerate(codes):
        in_block = place % ACROSS < 3 and place // ACROSS < 3
        alone = round(PEOPLE * (alone_there if in_block else alone_elsewhere)) + place % 3
        homes += [(f"{code}-{number}", code) for number in range(PEOPLE)]
        paired = [f"{code}-{number}" for number in range(alone, PEOPLE)]
        forth = list(zip(paired, [*paired[1:], paired[0]], strict=True))
        ties += forth + [(receiver, giver) for giver, receiver in forth[::2]]
    cells = [
        box(5 + x / 100, 52 + y / 150, 5.01 + x / 100, 52 + (y + 1) / 150) for y in range(DOWN) for x in range(ACROSS)
    ]
    return ng.from_tables(
        pd.DataFrame(homes, columns=["person", "district"]),
        pd.DataFrame(ties, columns=["giver", "receiver"]),
        gpd.GeoDataFrame({"district": codes, "name": codes}, geometry=cells, crs="EPSG:4326"),
        {"design": "whole_network"},
    )


def test_without_asking_there_are_no_clusters() -> None:
    drawn = district_map(with_block(), metrics=["isolated"])
    assert "clusters" not in {layer.subject for layer in drawn.content.layers}
    assert 'value="clusters"' not in drawn.page_markup()


def test_the_planted_block_is_a_cluster_and_the_layer_comes_last() -> None:
    drawn = district_map(with_block(), "en", metrics=["isolated"], clusters=["isolated", "contacts"])
    isolated, contacts = drawn.content.layers[-2:]
    assert (isolated.id, contacts.id) == ("clusters_isolated", "clusters_contacts")
    assert isolated.marks[isolated.marked[MIDDLE]].label == "High, as around it"
    assert contacts.marks[contacts.marked[MIDDLE]].label == "Low, as around it"
    far = len(drawn.content.districts) - 1
    assert isolated.marks[isolated.marked[far]].label == "No clear pattern"


def test_it_is_what_local_clusters_finds_among_protected_figures() -> None:
    """Oracle: the function of the analyst on what `protect` leaves, area by area in the order of the map."""
    network = with_block()
    gated = ng.protect(ng.district_estimates(network))
    found = ng.local_clusters(network, "isolated", estimates=gated)["pattern"]
    layer = district_map(network, "en", clusters=["isolated"]).content.layers[-1]
    words = {"High, as around it": "high_high", "No clear pattern": "none", "No figure": "no_figure"}
    assert [words[layer.marks[place].label] for place in layer.marked] == found.tolist()


def test_a_hidden_area_has_no_figure_and_counts_for_nobody() -> None:
    """Minivel, Parvivel and Solavel of the town are hidden: what they are is not told by what their neighbours are."""
    layer = district_map(town(), "en", clusters=["isolated"]).content.layers[-1]
    labels = [layer.marks[place].label for place in layer.marked]
    assert [labels[place] for place in (4, 5, 6, 8)] == ["No figure"] * 4  # and Nihilvel, where nobody lives


def test_opening_with_clusters() -> None:
    drawn = district_map(with_block(), metrics=["isolated"], clusters=["isolated"], opens_with="clusters")
    assert drawn.content.opens_with == "clusters_isolated"
    with pytest.raises(NetgraphError, match="no layer 'clusters'"):
        district_map(with_block(), metrics=["isolated"], opens_with="clusters")


@pytest.mark.parametrize(
    ("clusters", "message"),
    [(["isolate"], "Did you mean isolated"), (["keystone"], "keystone is never published"), (3, "clusters")],
)
def test_figures_that_cannot_be_shown_are_refused(clusters: Any, message: str) -> None:
    with pytest.raises(NetgraphError, match=message):
        district_map(with_block(), metrics=["isolated"], clusters=clusters)


def test_without_esda_it_says_what_to_install_and_other_maps_need_nothing() -> None:
    code = (
        "import sys; sys.modules['esda'] = None\n"
        "import netgraph as ng\n"
        "network = ng.synthetic_network(people=300, seed=1)\n"
        "ng.district_map(network, metrics=['isolated'])\n"
        "try:\n    ng.district_map(network, metrics=['isolated'], clusters=['isolated'])\n"
        "except ng.MissingExtraError as error:\n    print(error)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert 'pip install "neighbourhood-netgraph[spatial]"' in ran.stdout


@pytest.mark.browser
def test_on_the_page(open_page: Any, tmp_path: Path) -> None:
    """One chooses it as any subject; an area says its pattern when pointed at; the list shows no column of figures."""
    drawn = district_map(with_block(), "en", metrics=["isolated"], clusters=["isolated", "contacts"])
    drawn.save(tmp_path / "map.html")
    page = open_page(tmp_path / "map.html")
    choose_layer(page, drawn.content.layers[-2])
    legend = lines(page.locator("#legend"))
    assert legend[0] == "No support ties: are areas like those around them?".replace("areas", "neighbourhoods")
    point_at(page, MIDDLE)
    assert "High, as around it" in page.locator(TIP).inner_text()
    assert page.locator("#figure-head").is_hidden()
    assert page.locator("select#figure option").all_inner_texts() == ["No support ties", "Contacts per resident"]
    found = Axe().run(page, options=RULES).response["violations"]
    assert [rule["id"] for rule in found] == []
