"""netgraph metrics on a folder with very many ties: read a part at a time, with the same figures and messages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.parquet as pq
import pytest

import netgraph as ng
from netgraph.cli.options import GATE_NOTE
from netgraph.disclosure import protected_metrics
from netgraph.estimates import by_part
from netgraph.network import large

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ["people", "coverage", *(name for name in ng.METRICS if name not in ("bridging_share", "keystone"))]


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a hundred ties for very many."""
    monkeypatch.setattr(large, "FEWEST_LARGE", 100)


@pytest.fixture(scope="session")
def in_parquet(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example as Parquet."""
    folder = tmp_path_factory.mktemp("large") / "almere"
    ng.read_network(example).write(folder, "parquet")
    return folder


def test_the_figures_of_a_network_that_is_read_whole(in_parquet, run, tmp_path):
    """Without the gate: every district and figure, and what marks the table as internal."""
    ended = run("metrics", in_parquet, "-o", tmp_path / "figures.parquet", "--internal")
    assert (ended.code, ended.err) == (0, "")
    found = pd.read_parquet(tmp_path / "figures.parquet").set_index("district")
    known = ng.district_metrics(ng.read_network(in_parquet))
    assert set(found["internal"]) == {GATE_NOTE}
    cells = [*COLUMNS, "keystone"]
    pd.testing.assert_frame_equal(found[cells], pd.DataFrame(known[cells]), check_index_type=False, rtol=1e-9)


@pytest.mark.parametrize("by", ["district", "parent"])
def test_behind_the_gate(in_parquet, run, tmp_path, by):
    """What may be seen of each larger area by itself: the same rounded figures where both gates show them."""
    ended = run("metrics", in_parquet, "-o", tmp_path / "figures.parquet", "--by", by)
    assert (ended.code, ended.err) == (0, "")
    found = pd.read_parquet(tmp_path / "figures.parquet").set_index(by)
    known = protected_metrics(ng.read_network(in_parquet), by=by)
    assert found.index.to_list() == known.index.to_list()
    both = found[COLUMNS].notna() & known[COLUMNS].notna()
    assert both.to_numpy().mean() > 0.3
    gap = (found[COLUMNS].astype("float64") - known[COLUMNS].astype("float64")).abs()
    assert gap.where(both, 0.0).to_numpy().max() < 1e-12
    assert found["not_shown"].ne("").any()


def test_some_kinds_on_another_day(in_parquet, run, tmp_path):
    options = ("--kinds", "care,practical", "--at", "2025-06-30", "--metrics", "contacts,isolated")
    assert run("metrics", in_parquet, "-o", tmp_path / "figures.csv", "--internal", *options).code == 0
    network = ng.read_network(in_parquet).only(kinds=["care", "practical"]).at("2025-06-30")
    known = ng.district_metrics(network, ["contacts", "isolated"])
    found = pd.read_csv(tmp_path / "figures.csv").set_index("district")
    for name in ("contacts", "isolated"):
        pd.testing.assert_series_equal(found[name], known[name], check_index_type=False, rtol=1e-9)


def test_choices_stand_beside_their_figures(in_parquet, run, tmp_path):
    options = ("--bridge-by", "age_group", "--carer-definition", "scp", "--internal")
    assert run("metrics", in_parquet, "-o", tmp_path / "figures.parquet", *options).code == 0
    found = pd.read_parquet(tmp_path / "figures.parquet").set_index("district")
    assert set(found["bridge_by"]) == {"age_group"}
    known = ng.district_metrics(ng.read_network(in_parquet), bridge_by="age_group", carer_definition="scp")
    for name in ("bridging_share", "intensive_carers"):
        pd.testing.assert_series_equal(found[name], known[name], check_index_type=False, rtol=1e-9)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--by", "age_group"), "by district or by parent, not by age_group"),
        (("--by", "district,age_group"), "not by district, age_group"),
        (("--on-fault", "set_aside"), "stops at rows that are wrong"),
    ],
)
def test_what_cannot_be_done_a_part_at_a_time_is_refused(in_parquet, run, tmp_path, options, message):
    ended = run("metrics", in_parquet, "-o", tmp_path / "figures.csv", *options)
    assert ended.code == 2
    assert message in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("district", "by"), [("elsewhere", "district"), (None, "district"), ("west", "parent")], ids=str
)
def test_no_area_to_make_a_table_of(run, tmp_path, district, by):
    """The message of a network that is read as a whole, and no table."""
    people = pd.DataFrame({"person": [f"p{number}" for number in range(150)]})
    people["district"] = pd.Series([district] * 150, dtype="str")
    ties = pd.DataFrame({"giver": people["person"][1:].to_numpy(), "receiver": people["person"][:-1].to_numpy()})
    folder = tmp_path / "in"
    folder.mkdir()
    people.to_parquet(folder / "people.parquet")
    ties.to_parquet(folder / "ties.parquet")
    ended = run("metrics", folder, "-o", tmp_path / "figures.csv", "--by", by)
    assert ended.code == 2
    assert f"there is no group by='{by}': fill in that column" in ended.err
    assert not (tmp_path / "figures.csv").exists()
    with pytest.raises(ng.NetgraphError, match=f"there is no group by='{by}'"):
        protected_metrics(ng.read_network(folder), by=by)


def test_without_numba_it_says_what_to_install(in_parquet, run, tmp_path, monkeypatch):
    monkeypatch.setattr(by_part, "find_spec", lambda _: None)
    ended = run("metrics", in_parquet, "-o", tmp_path / "figures.csv")
    assert ended.code == 2
    assert "numba, which is not installed" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_rows_that_are_wrong_stop_it(in_parquet, run, tmp_path):
    """The same list as of a network that is read whole, and no table."""
    folder = tmp_path / "wrong"
    folder.mkdir()
    for name in ("people.parquet", "districts.parquet", "about.toml"):
        (folder / name).write_bytes((in_parquet / name).read_bytes())
    ties = pd.read_parquet(in_parquet / "ties.parquet")
    ties.loc[[3, 70], "giver"] = ["nobody", "no one"]
    ties.to_parquet(folder / "ties.parquet")
    ended = run("metrics", folder, "-o", tmp_path / "figures.csv")
    assert ended.code == 1
    assert "this person is not in the table of people" in ended.err
    assert not (tmp_path / "figures.csv").exists()


def test_other_commands_say_that_they_read_it_whole(in_parquet, run, tmp_path):
    ended = run("map", in_parquet, "-o", tmp_path / "map.html", "--layers", "isolation")
    ties = pq.read_metadata(in_parquet / "ties.parquet").num_rows
    assert ended.code == 0, ended.err
    assert f"{ties:,} ties are read as a whole here" in ended.err


INTERRUPTED = """
import os, sys, time
from netgraph.cli.main import main
from netgraph.disclosure import areas_apart
from netgraph.estimates import by_part
from netgraph.network import large

large.FEWEST_LARGE = 100
areas_apart.TOGETHER = areas_apart.FEWEST_BATCHES = 1
told = open({pipe!r}, "w")


def slowly(*given, **named):
    told.write("now"), told.close()
    time.sleep(60)


{slow} = slowly
sys.argv = ["netgraph", "metrics", {folder!r}, "-o", {output!r}]
main()
"""


@pytest.mark.parametrize("slow", ["by_part.counted", "areas_apart.zip"], ids=["figures", "gate"])
def test_control_c_leaves_nothing_half_written(in_parquet, tmp_path, slow):
    """Interrupted while figures are made, and while helpers judge areas."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    output = tmp_path / "figures.parquet"
    script = INTERRUPTED.format(pipe=str(pipe), folder=str(in_parquet), output=str(output), slow=slow)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert pipe.read_text(encoding="utf-8") == "now"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().strip().endswith("Interrupted; nothing was written.")
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
