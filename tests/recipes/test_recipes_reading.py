"""Map recipes: what they may say, and that every mistake names its key, what was found and what would be right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import netgraph as ng
from netgraph.content.options import check_layers
from netgraph.disclosure import MINIMUM
from netgraph.mapping.background import check_basemap
from netgraph.recipes import Recipe, Thresholds, read_recipe
from netgraph.schema.levels import LEVELS
from netgraph.schema.map_vocabulary import BASEMAPS, LAYER_GROUPS, OPENINGS
from netgraph.signals import LARGEST_RATE
from tests.recipes.written import FIGURES, refused, write, wrong

DATA = 'data = "../data/almere"\n'
WHOLE = (
    DATA
    + """
    boundaries = "../data/borders.geojson"
    language = "en"
    title = "Where are networks thin?"
    organisation = "Our city, research"
    contact = "research@city.example"
    layers = ["isolation", "carers", "flows"]
    metrics = ["isolated", "carers_alone"]
    clusters = ["isolated"]
    opens_with = "carers_alone"
    carer_definition = "scp"
    bridge_by = "age_group"
    bridge_label = "age"
    kinds = ["practical", "advice"]
    at = 2026-01-31
    by = "parent"
    basemap = "pdok"
    on_fault = "set_aside"
    [thresholds]
    minimum = 20
    least_people = 30
    least_coverage = 0.5
    false_discovery_rate = 0.1
    [thresholds.margins]
    isolated = 0.1
    carers_alone = 0
    """
)


def test_a_whole_recipe(project):
    recipe = read_recipe(write(project / "maps", WHOLE), FIGURES)
    assert recipe == Recipe(
        data=project / "maps" / "../data/almere",
        boundaries=project / "maps" / "../data/borders.geojson",
        language="en",
        title="Where are networks thin?",
        organisation="Our city, research",
        contact="research@city.example",
        layers=("isolation", "carers", "flows"),
        metrics=("isolated", "carers_alone"),
        clusters=("isolated",),
        opens_with="carers_alone",
        carer_definition="scp",
        bridge_by="age_group",
        bridge_label="age",
        kinds=("practical", "advice"),
        at=dt.date(2026, 1, 31),
        by="parent",
        basemap="pdok",
        on_fault="set_aside",
        thresholds=Thresholds(
            minimum=20,
            least_people=30,
            least_coverage=0.5,
            false_discovery_rate=0.1,
            margins={"isolated": 0.1, "carers_alone": 0.0},
        ),
    )
    assert recipe.model_fields_set == set(Recipe.model_fields)  # a new key belongs in this test too
    assert recipe.thresholds.model_fields_set == set(Thresholds.model_fields)


def test_what_is_not_said_has_its_default(project):
    recipe = read_recipe(write(project / "maps", DATA))
    assert recipe.data.resolve() == project / "data" / "almere"
    said = {"data", "language", "carer_definition", "by", "basemap", "on_fault", "thresholds"}
    assert {name for name in Recipe.model_fields if getattr(recipe, name) is not None} == said
    assert (recipe.language, recipe.carer_definition, recipe.by) == ("nl", "cbs2024", "district")
    assert (recipe.basemap, recipe.on_fault, recipe.thresholds) == ("none", "raise", Thresholds())
    assert (Thresholds().minimum, Thresholds().false_discovery_rate, dict(Thresholds().margins)) == (None, None, {})


@pytest.mark.parametrize(("line", "found"), [("basemap = false", "none"), ('basemap = "none"', "none")])
def test_no_background_map_can_be_said_in_two_ways(project, line, found):
    assert read_recipe(write(project / "maps", DATA + line)).basemap == found


def test_limits_are_those_of_the_rooms_that_use_them():
    """What a recipe may ask for is what the gate, the signals and the map take."""
    Thresholds(minimum=MINIMUM, false_discovery_rate=LARGEST_RATE)
    for wrong_one in ({"minimum": MINIMUM - 1}, {"false_discovery_rate": LARGEST_RATE + 1e-9}):
        with pytest.raises(ValueError, match="equal to"):
            Thresholds(**wrong_one)
    assert [Recipe(data="x", by=level).by for level in LEVELS] == list(LEVELS)
    assert check_layers(LAYER_GROUPS) == LAYER_GROUPS
    assert [check_basemap(name) for name in BASEMAPS] == list(BASEMAPS)
    assert {metric.subject for metric in ng.METRICS.values()} <= set(LAYER_GROUPS)
    assert not set(OPENINGS) & set(ng.METRICS)  # opens_with names one or the other


def test_the_path_is_that_of_the_recipe_wherever_one_stands(project, monkeypatch):
    path = write(project / "maps", DATA)
    monkeypatch.chdir(path.parent)
    assert read_recipe("city.toml").data.resolve() == project / "data" / "almere"
    monkeypatch.chdir(project)
    assert read_recipe("maps/city.toml").data == Path("maps/../data/almere")


def test_a_byte_order_mark_is_no_mistake(project):
    path = project / "maps" / "city.toml"
    path.write_bytes(f'{DATA}title = "Café"'.encode("utf-8-sig"))
    assert read_recipe(path).title == "Café"


def test_blanks_around_a_text_are_no_part_of_it(project):
    assert read_recipe(write(project / "maps", f'{DATA}title = "  Our city \\n"')).title == "Our city"


LAYERS = "Valid: isolation, reciprocity, cohesion, bridging, carers, volunteers, coverage, flows."
WRONG = [
    ('langauge = "nl"', "langauge: there is no such key. Did you mean language? Valid: data, boundaries, language"),
    ("internal = true", "internal: there is no such key. Valid: data, boundaries, language, title, organisation"),
    ("minimum = 20", "minimum: there is no such key. Did you mean thresholds.minimum? Valid: data"),
    ("bridge = true", "bridge: there is no such key. Did you mean bridge_by or bridge_label? Valid: "),
    ('"\\u001b[31m" = 1', "\\x1b[31m: there is no such key."),
    ("data = 3", "data: expected a path, as text; found 3."),
    ('boundaries = "../data/none.gpkg"', "boundaries: there is no such file. Check the path; found none.gpkg."),
    ('boundaries = "../data/x.shp"', "boundaries: expected a .geojson or .gpkg file; found x.shp."),
    ('boundaries = "../data"', "boundaries: expected a .geojson or .gpkg file; found data."),
    ('language = "de"', "language: input should be 'nl' or 'en'; found 'de'."),
    ('title = ""', "title: string should have at least 1 character; found ''."),
    ('title = " "', "title: string should have at least 1 character; found ' '."),
    (f'title = "{"x" * 121}"', "title: string should have at most 120 characters; found 'xxx"),
    ("title = 3", "title: input should be a valid string; found 3."),
    ('title = "a\\nb"', "title: expected one line without control characters; found a control character (U+000A)."),
    ('title = "a\\u0000b"', "title: expected one line without control characters; found a control character (U+0000)."),
    ('title = "a\\u202eb"', "title: expected one line without control characters; found RIGHT-TO-LEFT OVERRIDE"),
    ('title = "a\\u2028b"', "title: expected one line without control characters; found LINE SEPARATOR (U+2028)."),
    (f'organisation = "{"x" * 81}"', "organisation: string should have at most 80 characters; found "),
    ('organisation = "a\\tb"', "organisation: expected one line without control characters; found a control"),
    (f'contact = "{"x" * 121}"', "contact: string should have at most 120 characters; found "),
    (
        'contact = "a\\u200bb"',
        "contact: expected one line without control characters; found ZERO WIDTH SPACE (U+200B).",
    ),
    ('layers = ["carer"]', f"layers: there is no group of layers 'carer'. Did you mean carers? {LAYERS}"),
    ('layers = ["x"]', f"layers: there is no group of layers 'x'. {LAYERS}"),
    ('layers = "carers"', 'layers: expected a list of names, as ["…", "…"]; found \'carers\'.'),
    ("layers = []", "layers: give at least one name, or leave the key out; found []."),
    ('metrics = ["isolatd"]', "metrics: there is no metric 'isolatd'. Did you mean isolated?"),
    ('metrics = ["qqq"]', "metrics: there is no metric 'qqq'. Valid: isolated, unsupported, "),
    ('metrics = ["keystone"]', "metrics: keystone is never published: it can be about one recognisable person."),
    ('metrics = "isolated"', 'metrics: expected a list of names, as ["…", "…"]; found \'isolated\'.'),
    ("metrics = [1]", "metrics: input should be a valid string; found 1."),
    ("metrics = []", "metrics: give at least one name, or leave the key out; found []."),
    (
        'layers = ["carers"]\nmetrics = ["carers_alone", "isolated"]',
        "metrics: isolated stands in isolation, which layers",
    ),
    ('opens_with = "carer"', "opens_with: there is no layer 'carer'. Did you mean carers"),
    ('opens_with = "flows"', "opens_with: there is no layer 'flows'. Valid: attention, isolation, "),
    ('layers = ["carers"]\nopens_with = "isolation"', "opens_with: layers or metrics leave isolation out"),
    ('layers = ["carers"]\nopens_with = "isolated"', "opens_with: layers or metrics leave isolated out"),
    ('metrics = ["contacts"]\nopens_with = "isolated"', "opens_with: layers or metrics leave isolated out"),
    ('metrics = ["contacts"]\nopens_with = "carers"', "opens_with: layers or metrics leave carers out"),
    ('carer_definition = "cbs"', "carer_definition: input should be 'cbs2024' or 'scp'; found 'cbs'."),
    ('bridge_by = ""', "bridge_by: string should have at least 1 character; found ''."),
    ('bridge_by = ["age"]', "bridge_by: input should be a valid string; found ['age']."),
    ('bridge_label = "age"', "bridge_label: it names the groups of bridge_by, which is not given. Give both."),
    ('bridge_by = "x"\nbridge_label = ""', "bridge_label: string should have at least 1 character; found ''."),
    (f'bridge_by = "x"\nbridge_label = "{"x" * 31}"', "bridge_label: string should have at most 30 characters"),
    ("kinds = []", "kinds: give at least one name, or leave the key out; found []."),
    ("kinds = [true]", "kinds: input should be a valid string; found True."),
    ('at = "soon"', "at: this is no date. Expected year-month-day, as 2026-01-31; found soon."),
    ("at = 20260131", "at: this is no date. Expected year-month-day, as 2026-01-31; found 20260131."),
    ("at = 2026-01-31T10:00:00", "at: this is no date. Expected year-month-day"),
    ('by = "age"', "by: input should be 'district' or 'parent'; found 'age'."),
    ('basemap = "google"', "basemap: input should be 'none' or 'pdok'; found 'google'."),
    ("basemap = true", "basemap: input should be 'none' or 'pdok'; found True."),
    ('on_fault = "ignore"', "on_fault: input should be 'raise' or 'set_aside'; found 'ignore'."),
    ("thresholds = 3", "thresholds: expected a table of keys; found 3."),
    ("thresholds.minimun = 20", "thresholds.minimun: there is no such key. Did you mean thresholds.minimum? Valid: "),
    ("thresholds.minimum = 9", "thresholds.minimum: input should be greater than or equal to 10; found 9."),
    ('clusters = ["isolatd"]', "clusters: there is no metric 'isolatd'. Did you mean isolated"),
    ("clusters = []", "clusters: "),
    ("thresholds.minimum = -1", "thresholds.minimum: input should be greater than or equal to 10; found -1."),
    ("thresholds.minimum = nan", "thresholds.minimum: input should be a valid integer"),
    ("thresholds.minimum = true", "thresholds.minimum: input should be a valid integer; found True."),
    ('thresholds.minimum = "20"', "thresholds.minimum: input should be a valid integer; found '20'."),
    ("thresholds.least_people = 0", "thresholds.least_people: input should be greater than or equal to 1; found 0."),
    ("thresholds.least_coverage = 1.5", "thresholds.least_coverage: input should be less than or equal to 1"),
    ("thresholds.least_coverage = nan", "thresholds.least_coverage: input should be a finite number"),
    (
        "thresholds.false_discovery_rate = 0",
        "thresholds.false_discovery_rate: input should be greater than 0; found 0.",
    ),
    ("thresholds.false_discovery_rate = 0.3", "thresholds.false_discovery_rate: input should be less than or equal to"),
    ("thresholds.false_discovery_rate = nan", "thresholds.false_discovery_rate: input should be a finite number"),
    ("thresholds.false_discovery_rate = true", "thresholds.false_discovery_rate: input should be a valid number"),
    ("thresholds.margins = 0.1", "thresholds.margins: expected a table of keys; found 0.1."),
    (
        "thresholds.margins.isolatd = 0.1",
        "thresholds.margins.isolatd: there is no metric 'isolatd'. Did you mean isolated",
    ),
    ("thresholds.margins.contacts = 1", "thresholds.margins.contacts: contacts cannot raise a signal, so it has no"),
    (
        "thresholds.margins.isolated = 2",
        "thresholds.margins.isolated: the margin of isolated must be a number from 0 to",
    ),
    ("thresholds.margins.isolated = -1", "thresholds.margins.isolated: input should be greater than or equal to 0"),
    ("thresholds.margins.isolated = inf", "thresholds.margins.isolated: input should be a finite number; found inf."),
    ("thresholds.margins.isolated = true", "thresholds.margins.isolated: input should be a valid number; found True."),
    ('thresholds.margins.isolated = "0.1"', "thresholds.margins.isolated: input should be a valid number"),
]


@pytest.mark.parametrize(
    ("lines", "told"), WRONG, ids=[lines[:40].encode("unicode_escape").decode() for lines, _ in WRONG]
)
def test_a_wrong_key_or_value_is_named_with_what_is_valid(project, lines, told):
    """One line for it, and no word of the library that finds it."""
    given = lines if lines.startswith("data") else DATA + lines
    said = wrong(write(project / "maps", given))
    assert len(said) == 1
    assert said[0].startswith(told)
    assert said[0].endswith(".") or said[0].endswith("?")
    assert "  " not in said[0]
    for foreign in ("pydantic", "https", "Value error", "tuple", "dictionary"):
        assert foreign not in said[0]


def test_every_key_is_wrong_once():
    """So that a new key is tried too."""
    tried = {told.split(": ")[0] for _, told in WRONG}
    assert tried >= set(Recipe.model_fields)
    assert tried >= {f"thresholds.{name}" for name in Thresholds.model_fields}


def test_all_mistakes_are_told_at_once(project):
    """Also those of figures, paths and thresholds, and each figure that does not exist."""
    text = """
    langauge = "nl"
    boundaries = "../../x.gpkg"
    metrics = ["isolatd", "contacts", "contcats"]
    layers = ["carer"]
    [thresholds]
    minimum = 3
    margins = { isolatd = 0.1, contacts = 0.1, isolated = 0.2 }
    """
    said = wrong(write(project / "maps", text))
    assert sorted(line.split(": ")[0] for line in said) == [
        "boundaries",
        "data",
        "langauge",
        "layers",
        "metrics",
        "metrics",
        "thresholds.margins.contacts",
        "thresholds.margins.isolatd",
        "thresholds.minimum",
    ]
    assert 'data: this key is missing. Say where the data are, for instance data = "../data/almere".' in said


@pytest.mark.parametrize("opening", [*OPENINGS, "isolated", "carers_alone"])
def test_a_map_can_open_with_every_subject_and_figure(project, opening):
    assert read_recipe(write(project / "maps", f'{DATA}opens_with = "{opening}"'), FIGURES).opens_with == opening


def test_without_knowing_the_figures_their_names_are_left_alone(project):
    recipe = read_recipe(write(project / "maps", f'{DATA}metrics = ["my_own"]\nopens_with = "my_own"'))
    assert (recipe.metrics, recipe.opens_with) == (("my_own",), "my_own")
    assert "there is no metric 'my_own'" in refused(project / "maps" / "city.toml")
