"""Map recipes: what they may say, and that every mistake names its key and what would be right."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import netgraph as ng
from netgraph.recipes import Recipe, read_recipe

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path):
    """Return a folder with maps/ and data/almere/ in it, as the project has them."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "data" / "almere").mkdir(parents=True)
    return tmp_path


def write(folder: Path, text: str, name: str = "almere.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    """Return the message with which a recipe is refused."""
    with pytest.raises(ng.RecipeError) as caught:
        read_recipe(path)
    assert str(caught.value).startswith(f"{path}: ")
    return str(caught.value).removeprefix(f"{path}: ")


def test_a_whole_recipe(project):
    path = write(
        project / "maps",
        """
        data = "../data/almere"
        language = "en"
        title = "Where are networks thin?"
        metrics = ["isolated", "contacts"]
        carer_definition = "scp"
        bridge_by = "age_group"
        bridge_label = "age"
        kinds = ["practical", "advice"]
        at = 2026-01-31
        by = "parent"
        minimum = 20
        on_fault = "set_aside"
        """,
    )
    assert read_recipe(path) == Recipe(
        data=project / "maps" / "../data/almere",
        language="en",
        title="Where are networks thin?",
        metrics=("isolated", "contacts"),
        carer_definition="scp",
        bridge_by="age_group",
        bridge_label="age",
        kinds=("practical", "advice"),
        at=dt.date(2026, 1, 31),
        by="parent",
        minimum=20,
        on_fault="set_aside",
    )
    assert read_recipe(path).model_fields_set == set(Recipe.model_fields)  # a new key belongs in this test too


def test_what_is_not_said_has_its_default(project):
    recipe = read_recipe(write(project / "maps", 'data = "../data/almere"'))
    assert recipe.data.resolve() == project / "data" / "almere"
    assert (recipe.language, recipe.title, recipe.metrics, recipe.kinds, recipe.at) == ("nl", None, None, None, None)
    assert (recipe.by, recipe.minimum, recipe.on_fault) == ("district", 10, "raise")
    assert (recipe.carer_definition, recipe.bridge_by, recipe.bridge_label) == ("cbs2024", None, None)


def test_the_path_is_that_of_the_recipe_wherever_one_stands(project, monkeypatch):
    path = write(project / "maps", 'data = "../data/almere"')
    monkeypatch.chdir(path.parent)
    assert read_recipe("almere.toml").data.resolve() == project / "data" / "almere"
    monkeypatch.chdir(project)
    assert read_recipe("maps/almere.toml").data == Path("maps/../data/almere")


def test_a_byte_order_mark_is_no_mistake(project):
    path = project / "maps" / "almere.toml"
    path.write_bytes('data = "../data/almere"\ntitle = "Café"'.encode("utf-8-sig"))
    assert read_recipe(path).title == "Café"


@pytest.mark.parametrize("recipe", sorted((PROJECT / "maps").glob("*.toml")), ids=lambda path: path.name)
def test_the_recipes_of_the_project_can_be_read(recipe):
    assert read_recipe(recipe).data.is_dir()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('langauge = "nl"', "langauge: there is no such key. Did you mean language?"),
        ("internal = true", "internal: there is no such key. Valid: data, language, title, metrics, carer_definition"),
        ("bridge = true", "bridge: there is no such key. Did you mean bridge_by or bridge_label?"),
        ('colour = "red"', "colour: there is no such key. Valid: data, language"),
        ('language = "de"', "language: input should be 'nl' or 'en'; found 'de'."),
        ('by = "age"', "by: input should be 'district' or 'parent'; found 'age'."),
        ('on_fault = "ignore"', "on_fault: input should be 'raise' or 'set_aside'; found 'ignore'."),
        ("minimum = 9", "minimum: input should be greater than or equal to 10; found 9."),
        ("minimum = -1", "minimum: input should be greater than or equal to 10; found -1."),
        ("minimum = nan", "minimum: "),
        ('minimum = "few"', "minimum: input should be a valid integer"),
        ('title = ""', "title: string should have at least 1 character"),
        (f'title = "{"x" * 121}"', "title: string should have at most 120 characters"),
        ("title = 3", "title: input should be a valid string"),
        ('metrics = "isolated"', "metrics: input should be a valid tuple"),
        ("metrics = [1]", "metrics.0: input should be a valid string"),
        ("metrics = []", "metrics: "),
        ('carer_definition = "cbs"', "carer_definition: input should be 'cbs2024' or 'scp'; found 'cbs'."),
        ('bridge_by = ""', "bridge_by: string should have at least 1 character"),
        ("bridge_by = 3", "bridge_by: input should be a valid string"),
        ('bridge_by = ["age"]', "bridge_by: input should be a valid string"),
        ('bridge_label = "age"', "bridge_label: it names the groups of bridge_by, which is not given"),
        ('bridge_label = ""', "bridge_label: string should have at least 1 character"),
        (f'bridge_label = "{"x" * 31}"', "bridge_label: string should have at most 30 characters"),
        ('at = "soon"', "at: input should be a valid date"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_is_valid(project, line, told):
    message = refused(write(project / "maps", f'data = "../data/almere"\n{line}'))
    assert message.startswith(f"the recipe is wrong.\n  {told}")
    assert "pydantic" not in message
    assert "https" not in message


def test_all_mistakes_are_told_at_once(project):
    message = refused(write(project / "maps", 'minimum = 3\nlangauge = "nl"'))
    assert [line.split(":")[0].strip() for line in message.splitlines()[1:]] == ["data", "minimum", "langauge"]
    assert 'data: this key is missing. Say where the data are, for instance data = "../data/almere".' in message


@pytest.mark.parametrize(
    "data",
    ["/etc", "../../outside", "../..", "../data/../../outside", "~/../../..", "C:/data/../../../.."],
)
def test_data_outside_are_refused(project, data):
    """Relative to the recipe and below the folder that holds maps/: anything else is none of its business."""
    message = refused(write(project / "maps", f'data = "{data}"'))
    assert re.match(r"data: the folder must be given relative to the recipe and lie below .+/; found ", message)
    assert data in message


def test_an_absolute_path_is_refused_even_when_it_lies_inside(project):
    assert "relative to the recipe" in refused(write(project / "maps", f'data = "{project}/data/almere"'))


def test_a_recipe_that_is_not_in_maps_stays_below_its_own_folder(project):
    own = project / "own"
    (own / "data").mkdir(parents=True)
    assert read_recipe(write(own, 'data = "data"')).data.resolve() == own / "data"
    assert "lie below own/" in refused(write(own, 'data = "../data/almere"', "other.toml"))


def test_a_link_out_is_refused(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (project / "data" / "link").symlink_to(outside, target_is_directory=True)
    assert "found ../data/link" in refused(write(project / "maps", 'data = "../data/link"'))


def test_a_link_to_a_recipe_uses_the_data_beside_the_link(project, tmp_path_factory):
    """What is checked is what is opened: the path counts from the link, not from where the recipe really is."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    recipe = write(project / "maps", 'data = "../data/almere"')
    (elsewhere / "link.toml").symlink_to(recipe)
    assert "lie below" in refused(elsewhere / "link.toml")
    (elsewhere / "maps").mkdir()
    (elsewhere / "maps" / "link.toml").symlink_to(recipe)
    assert read_recipe(elsewhere / "maps" / "link.toml").data.resolve() == elsewhere / "data" / "almere"


def test_what_cannot_be_read_is_told(project):
    assert refused(project / "maps" / "nothing.toml").startswith("the recipe cannot be opened: No such file")
    assert refused(write(project / "maps", "data = [unfinished")).startswith("this is not readable TOML: ")
    binary = project / "maps" / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert refused(binary).startswith("this is not readable TOML: ")
    with pytest.raises(ng.RecipeError, match="cannot be opened"):
        read_recipe(project / "maps")
