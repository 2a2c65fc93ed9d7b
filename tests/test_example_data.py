"""data/almere is what `netgraph example` writes, and maps/*.toml are recipes that work."""

import gzip
from pathlib import Path

import pytest

import netgraph as ng
from netgraph.cli.example import EXAMPLE_FORMAT, EXAMPLE_PEOPLE, EXAMPLE_SEED
from netgraph.recipes import read_recipe

ROOT = Path(__file__).parents[1]
ALMERE = ROOT / "data" / "almere"
RECIPES = sorted((ROOT / "maps").glob("*.toml"))
ONE_MEGABYTE = 1_000_000


def contents(path: Path) -> bytes:
    """Return the bytes of a file, unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_example_is_what_the_generator_writes(tmp_path: Path) -> None:
    """Byte for byte: run `netgraph example data/almere` again after changing the generator.

    What is packed is compared unpacked: how tightly it is packed differs between versions of zlib.
    """
    ng.synthetic_network(people=EXAMPLE_PEOPLE, seed=EXAMPLE_SEED).write(tmp_path / "almere", EXAMPLE_FORMAT)
    made = {path.name: contents(path) for path in (tmp_path / "almere").iterdir()}
    kept = {path.name: contents(path) for path in ALMERE.iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_example_is_small_and_reads_without_a_fault() -> None:
    assert sum(path.stat().st_size for path in ALMERE.iterdir()) < ONE_MEGABYTE
    network = ng.read_network(ALMERE)
    assert network.set_aside == {}
    assert network.about.synthetic
    assert network.about.design == "whole_network"


def test_reading_gives_the_network_that_was_generated() -> None:
    assert ng.read_network(ALMERE).equals(ng.synthetic_network(people=EXAMPLE_PEOPLE, seed=EXAMPLE_SEED))


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_recipe_is_valid_and_has_its_picture(path: Path) -> None:
    assert read_recipe(path).data.is_dir()
    picture = ROOT / "maps" / "gallery" / f"{path.stem}.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f"gallery/{path.stem}.png" in (ROOT / "maps" / "README.md").read_text(encoding="utf-8")
