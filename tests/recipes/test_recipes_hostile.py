"""Recipes from somebody else: what they could reach, and files that are no recipes at all."""

from __future__ import annotations

import os

import pytest

from netgraph.errors import RecipeError
from netgraph.recipes import read_recipe
from tests.recipes.written import refused, write, wrong

OUTSIDE = ["/etc/x.gpkg", "../../outside.gpkg", "../data/../../x.gpkg", "~/../../../x.gpkg", "C:/x/../../../../x.gpkg"]


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("key", ["data", "boundaries"])
def test_what_lies_outside_is_refused(project, path, key):
    """Relative to the recipe and below the folder that holds maps/: anything else is none of its business."""
    other = "" if key == "data" else 'data = "../data/almere"\n'
    said = wrong(write(project / "maps", f'{other}{key} = "{path}"'))
    home = project.name
    assert said == [f"{key}: it must be given relative to the recipe and lie below {home}/; found {path}."]


@pytest.mark.parametrize("path", ["../..", "/", "..\\..\\..\\etc/../../.."])
def test_folders_outside_are_refused(project, path):
    assert "relative to the recipe" in refused(write(project / "maps", f"data = '{path}'"))


def test_an_absolute_path_is_refused_even_when_it_lies_inside(project):
    assert "relative to the recipe" in refused(write(project / "maps", f'data = "{project}/data/almere"'))


def test_a_recipe_that_is_not_in_maps_stays_below_its_own_folder(project):
    own = project / "own"
    (own / "data").mkdir(parents=True)
    assert read_recipe(write(own, 'data = "data"')).data.resolve() == own / "data"
    assert "lie below own/" in refused(write(own, 'data = "../data/almere"', "other.toml"))


@pytest.mark.parametrize(("key", "name"), [("data", "link"), ("boundaries", "link.geojson")])
def test_a_link_out_is_refused(project, tmp_path_factory, key, name):
    outside = tmp_path_factory.mktemp("outside") / name
    outside.write_text("{}", encoding="utf-8")
    (project / "data" / name).symlink_to(outside)
    other = "" if key == "data" else 'data = "../data/almere"\n'
    text = f'{other}{key} = "../data/{name}"'
    assert f"found ../data/{name}" in refused(write(project / "maps", text))


def test_a_link_that_stays_inside_is_followed(project):
    (project / "data" / "link.geojson").symlink_to(project / "data" / "borders.geojson")
    text = 'data = "../data/almere"\nboundaries = "../data/link.geojson"'
    recipe = read_recipe(write(project / "maps", text))
    assert recipe.boundaries.resolve() == project / "data" / "borders.geojson"


def test_a_link_to_a_recipe_uses_the_data_beside_the_link(project, tmp_path_factory):
    """What is checked is what is opened: the path counts from the link, not from where the recipe really is."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    recipe = write(project / "maps", 'data = "../data/almere"')
    (elsewhere / "link.toml").symlink_to(recipe)
    assert "lie below" in refused(elsewhere / "link.toml")
    (elsewhere / "maps").mkdir()
    (elsewhere / "maps" / "link.toml").symlink_to(recipe)
    assert read_recipe(elsewhere / "maps" / "link.toml").data.resolve() == elsewhere / "data" / "almere"


def test_links_in_a_circle_and_paths_that_no_system_knows(project):
    (project / "data" / "round").symlink_to(project / "data" / "round")
    assert wrong(write(project / "maps", 'data = "../data/round/x"'))[0].startswith("data: ")
    assert "this path cannot be followed" in refused(write(project / "maps", f'data = "{"x" * 300}"'))
    assert "a path has at most 1,000 characters" in refused(write(project / "maps", f'data = "{"x/" * 600}"'))
    assert "found a control character (U+0000)" in refused(write(project / "maps", 'data = "x\\u0000y"'))
    assert "found a control character (U+001B)" in refused(write(project / "maps", 'data = "x\\u001by"'))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_boundaries_that_would_never_end(project):
    """A pipe is no file: reading it would wait forever."""
    os.mkfifo(project / "data" / "pipe.geojson")
    text = 'data = "../data/almere"\nboundaries = "../data/pipe.geojson"'
    assert wrong(write(project / "maps", text)) == [
        "boundaries: there is no such file. Check the path; found pipe.geojson."
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"data = [unfinished", "this is not readable TOML: "),
        (b"\xff\xfe\x00", "this is not readable TOML: "),
        (b'data = "\\ud800"', "this is not readable TOML: "),
        (b'data = "\xed\xa0\x80"', "this is not readable TOML: "),
        (b"data = " + b"[" * 50_000, "this is not readable TOML: "),
        (b"data = " + b"{a=" * 25_000, "this is not readable TOML: "),
        (b"minimum = " + b"9" * 5_000, "this is not readable TOML: "),
        (b"data = 1\ndata = 2", "this is not readable TOML: "),
        (b"#" * 200_000, "this is no recipe: it is larger than 100 kB."),
        (b"PK\x03\x04" + bytes(500_000), "this is no recipe: it is larger than 100 kB."),
    ],
    ids=[
        "unfinished",
        "UTF-16",
        "surrogate",
        "surrogate bytes",
        "deep list",
        "deep table",
        "digits",
        "twice",
        "comment",
        "zip",
    ],
)
def test_files_that_are_no_recipe(project, content, told):
    path = project / "maps" / "city.toml"
    path.write_bytes(content)
    assert refused(path).startswith(told)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs a file without an end")  # noqa: PTH110
def test_a_file_without_an_end(project):
    (project / "maps" / "city.toml").symlink_to("/dev/zero")
    assert refused(project / "maps" / "city.toml").startswith("this is no recipe: it is larger than")


def test_what_cannot_be_opened_is_told(project):
    assert refused(project / "maps" / "nothing.toml").startswith("the recipe cannot be opened: No such file")
    for path in (project / "maps", "a\0b.toml"):
        with pytest.raises(RecipeError, match="cannot be opened"):
            read_recipe(path)
