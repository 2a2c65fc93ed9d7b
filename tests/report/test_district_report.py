"""A report says what the map says: same areas, same signals, same figures; with or without boundaries."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import netgraph as ng
from netgraph.errors import DataError, NetgraphError
from netgraph.mapping import district_map
from tests.mapping.made_networks import BUURTEN, POSITION, WIJKEN, city, town

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.network import SupportNetwork


def without_boundaries(network: SupportNetwork) -> SupportNetwork:
    """Return the same network with a table of districts that has no geometry."""
    districts = pd.DataFrame(network.districts.drop(columns="geometry"))
    return ng.from_tables(network.people, network.ties, districts, network.about)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("by", ["district", "parent"])
def test_it_says_what_the_map_says(language: Any, by: str) -> None:
    """The oracle is the content of the map: the same but for the lines between areas, which a report does not draw."""
    report = ng.district_report(town(), language, by=by)
    drawn = district_map(town(), language, by=by).content
    assert report.content.districts == drawn.districts
    assert report.content.panels == drawn.panels
    assert report.content.layers == drawn.layers
    assert report.content.in_panel == drawn.in_panel
    assert report.content.flows is None
    assert list(report.codes) == (list(BUURTEN) if by == "district" else list(WIJKEN))
    for name, cells in drawn.figures.items():
        pd.testing.assert_frame_equal(report.content.figures[name], cells)


def test_the_silva_has_a_signal_and_the_others_are_as_they_were_made(reported: Any) -> None:
    """Of `town`: in Silvavel 48 of 60 people have no tie, in Vigilvel 16 of 40; Minivel is small, Nihilvel empty."""
    states = {row.name: row.fill for row in reported("town").content.districts}
    assert states["Silvavel"] == "attention"
    assert states["Vigilvel"] == "watch"
    assert states["Minivel"] == "hidden"
    assert states["Nihilvel"] == "missing"
    assert list(states)[:2] == ["Silvavel", "Vigilvel"]
    assert (
        repr(reported("town"))
        == "DistrictReport: Where are the networks thin in Oppidum? 10 areas, 1 that need attention"
    )


@pytest.mark.parametrize("by", ["district", "parent"])
def test_without_boundaries_it_has_no_map_and_says_so(by: str, tmp_path: Path) -> None:
    report = ng.district_report(without_boundaries(town()), "en", by=by)
    page = report.html()
    assert report.shapes is None
    assert "<img" not in page
    assert "No boundaries were given. So there is no map in this report." in page
    assert [replace(row, position=0) for row in report.content.districts] == [
        replace(row, position=0) for row in ng.district_report(town(), "en", by=by).content.districts
    ]
    report.save(tmp_path / "report.xlsx")


def test_larger_areas_that_do_not_exist_are_refused() -> None:
    network = town()
    districts = pd.DataFrame(network.districts.drop(columns=["geometry", "parent"]))
    alone = ng.from_tables(network.people, network.ties, districts, network.about)
    with pytest.raises(DataError, match="no district lies in a larger area"):
        ng.district_report(alone, by="parent")


def test_a_boundary_that_is_missing_is_told_as_on_a_map() -> None:
    network = town()
    districts = network.districts
    districts.loc[districts["district"] == "BU99990101", "geometry"] = None
    lacking = ng.from_tables(network.people, network.ties, districts, network.about)
    for make in (ng.district_map, ng.district_report):
        with pytest.raises(DataError, match="1 of 10 districts have no boundary: BU99990101"):
            make(lacking)


@pytest.mark.parametrize("districts", [None, pd.DataFrame({"district": pd.Series(dtype="str")})])
def test_data_without_districts_are_refused(districts: pd.DataFrame | None) -> None:
    people = pd.DataFrame({"person": ["a", "b"], "district": [None, "elsewhere"]})
    ties = pd.DataFrame({"giver": ["a"], "receiver": ["b"]})
    with pytest.raises(DataError, match="figures are about districts, and these data have none"):
        ng.district_report(ng.from_tables(people, ties, districts))


def test_nobody_in_a_district_is_a_report_without_tables() -> None:
    network = town()
    away = ng.from_tables(network.people.assign(district="elsewhere"), network.ties, network.districts, network.about)
    page = ng.district_report(away, "en").html()
    assert 'class="figures' not in page
    assert "No data" in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"language": "fr"}, "language 'fr' is not known"),
        ({"by": "age_group"}, "age_group"),
        ({"metrics": ["isolate"]}, "Did you mean isolated"),
        ({"layers": ["carer"]}, "no group 'carer'"),
        ({"minimum": 3}, "minimum"),
    ],
)
def test_a_wrong_choice_is_answered_with_what_there_is(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(NetgraphError, match=message):
        ng.district_report(town(), **wrong)


def test_figures_that_are_never_published_are_refused() -> None:
    never = [metric.id for metric in ng.METRICS.values() if metric.internal]
    assert never
    with pytest.raises(NetgraphError, match=f"{never[0]} is never published"):
        ng.district_report(town(), metrics=never[:1])
    assert ng.district_report(town(), metrics=never[:1], internal=True).content.layers[1].id == never[0]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("report.pdf", "ends in .pdf.*Valid: .html, .htm, .xlsx"),
        ("report", "no ending"),
        ("no/report.html", "not exist"),
    ],
)
def test_a_path_that_cannot_work_is_refused_and_nothing_is_left(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(NetgraphError, match=message):
        ng.district_report(town(), metrics=["isolated"]).save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_the_same_network_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    """DESIGN.md: the same input gives the same output, to the byte for files; so in another process too."""
    code = (
        "import netgraph as ng, sys; "
        "network = ng.synthetic_network(people=600, seed=1); "
        "ng.district_report(network, by='parent', metrics=['isolated'], layers=['isolation']).save(sys.argv[1])"
    )
    for number in range(2):
        subprocess.run([sys.executable, "-c", code, tmp_path / f"{number}.{ending}"], check=True)
    assert (tmp_path / f"0.{ending}").read_bytes() == (tmp_path / f"1.{ending}").read_bytes()


def test_without_matplotlib_it_says_what_to_install_before_any_work() -> None:
    """Matplotlib is kept from being found in another process; a report without a map needs none."""
    code = (
        "import sys; sys.modules['matplotlib'] = None; "
        "import netgraph as ng, pandas as pd; network = ng.synthetic_network(people=300, seed=1)\n"
        "try:\n    ng.district_report(network)\n"
        "except ng.MissingExtraError as error:\n    print(error)\n"
        "listed = pd.DataFrame(network.districts.drop(columns='geometry'))\n"
        "bare = ng.from_tables(network.people, network.ties, listed)\n"
        "print(len(ng.district_report(bare, metrics=['isolated']).html()) > 1_000)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    told, bare = ran.stdout.splitlines()
    assert told.startswith("a report with a map needs Matplotlib, which is not installed.")
    assert 'pip install "neighbourhood-netgraph[plots]"' in told
    assert bare == "True"


def test_it_shows_itself_in_a_notebook_in_a_frame_that_runs_nothing(reported: Any) -> None:
    shown = reported("few figures")._repr_html_()
    assert shown.startswith("<iframe ")
    assert " sandbox " in shown
    assert shown.count('"') == 2 * shown.split(">", 1)[0].count('="')  # nothing inside ends the attribute


def test_the_picture_does_not_depend_on_how_matplotlib_is_set(reported: Any) -> None:
    import matplotlib.pyplot as plt  # noqa: PLC0415 - only here

    page = reported("few figures").html()
    with (
        plt.rc_context({"savefig.facecolor": "red", "hatch.linewidth": 4, "font.size": 30}),
        plt.style.context("dark_background"),
    ):
        assert reported("few figures").html() == page
        assert plt.rcParams["hatch.linewidth"] == 4


def test_pictures_leave_no_figure_open(reported: Any) -> None:
    import matplotlib.pyplot as plt  # noqa: PLC0415 - only here

    before = plt.get_fignums()
    reported("few figures").html()
    assert plt.get_fignums() == before


def test_positions_are_those_of_the_map(reported: Any) -> None:
    places = {row.name: row.position for row in reported("town").content.districts}
    assert places == POSITION


def test_a_city_of_another_definition_names_it() -> None:
    """The label of intensive care names the definition that was chosen."""
    page = ng.district_report(city(), "en", metrics=["intensive_carers"], carer_definition="scp").html()
    assert "SCP" in page
