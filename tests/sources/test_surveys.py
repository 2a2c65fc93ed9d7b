"""Ego-centred surveys: three tables, and the export of Network Canvas; worked out by hand from small samples.

Names and columns of Network Canvas' files: https://documentation.networkcanvas.com, "Understanding the exported files".
"""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from tests.hostile import damaged, is_read_or_refused
from tests.network.test_round_trips import FEW

CANVAS = Path(__file__).parent / "samples" / "network_canvas"
MAPPING = CANVAS / "mapping.toml"
EGOS = pd.DataFrame(
    {".egoID": [1, 2, 3], "wijk": ["west", "east", "east"], "w": [1.5, 1.0, 0.5], "age": ["old", "young", "old"]}
)
ALTERS = pd.DataFrame(
    {
        ".egoID": [1, 1, 2],
        ".altID": [1, 2, 1],
        "relation": ["partner", "friend", "friend"],
        "care": ["ja", "nee", ""],
        "hours": ["7,5", None, None],
        "i_help": [1, 1, 0],
        "volunteer": ["no", "yes", "no"],
        "name": ["Ann", "Bob", "Cas"],
    }
)
ALTER_TIES = pd.DataFrame({".egoID": [1], ".srcID": [1], ".tgtID": [2]})
PLAIN = {
    "ego": {"district": "wijk", "weight": "w", "keep": ["age"]},
    "ties": [
        {"direction": "receives", "kind": "care", "where": "care"},
        {
            "direction": "gives",
            "kind_from": "relation",
            "kinds": {"partner": "care", "friend": "company"},
            "where": "i_help",
        },
    ],
}


def ties_of(network):
    return sorted(map(tuple, network.ties[["giver", "receiver", "kind"]].to_numpy().tolist()))


def survey(egos=EGOS, alters=ALTERS, alter_ties=None, mapping=PLAIN, **given):
    return ng.read_ego_survey(egos, alters, alter_ties, mapping=mapping, **given)


def test_what_was_asked_becomes_ties_in_its_direction():
    network = survey()
    assert ties_of(network) == [("1", "1/1", "care"), ("1", "1/2", "company"), ("1/1", "1", "care")]
    assert network.about.design == "survey"
    assert network.about.asked == ("receives", "gives")


def test_people_who_were_named_are_nobodys_respondents():
    people = survey().people.set_index("person")
    assert people.index.tolist() == ["1", "2", "3", "1/1", "1/2", "2/1"]
    assert people["respondent"].tolist() == [True] * 3 + [False] * 3
    assert people["weight"].tolist() == [1.5, 1.0, 0.5, 1.0, 1.0, 1.0]
    assert people["district"].iloc[:3].tolist() == ["west", "east", "east"]
    assert people["district"].iloc[3:].isna().all()
    assert "name" not in people, "what the mapping does not name stays behind"
    assert people["age"].dropna().tolist() == ["old", "young", "old"]


def test_figures_are_about_respondents_only():
    """In the east two took part: one named somebody who does not help, one named nobody."""
    table = ng.district_metrics(survey(), ["isolated", "contacts", "outside_main_component"])
    assert table["people"].to_dict() == {"west": 1, "east": 2}
    assert table["isolated"].to_dict() == {"west": 0.0, "east": 1.0}
    assert table["contacts"].to_dict() == {"west": 2.0, "east": 0.0}
    assert table["outside_main_component"].isna().all(), "a survey does not show it"


def test_a_question_that_was_not_asked_gives_no_figure():
    one_way = {**PLAIN, "ties": [PLAIN["ties"][1]]}
    network = survey(mapping=one_way)
    assert network.about.asked == ("gives",)
    tidy = ng.district_estimates(network, ["isolated", "unsupported"]).set_index(["group", "metric"])
    assert set(tidy["reason"]) == {"not_observable"}


def test_decimal_commas_and_hours(tmp_path):
    """As Dutch Excel saves it."""
    ALTERS.to_csv(tmp_path / "alters.csv", sep=";", index=False)
    mapping = {**PLAIN, "ties": [{"direction": "receives", "where": "care", "hours": "hours"}]}
    network = survey(alters=tmp_path / "alters.csv", mapping=mapping)
    assert network.ties["hours_per_week"].tolist() == [7.5]


@pytest.mark.parametrize("both_ways", [True, False])
def test_ties_among_those_who_were_named(both_ways):
    network = survey(alter_ties=ALTER_TIES, mapping={**PLAIN, "alter_ties": {"both_ways": both_ways}})
    found = {(giver, receiver) for giver, receiver, _ in ties_of(network)}
    assert {("1/1", "1/2")} <= found
    assert (("1/2", "1/1") in found) == both_ways
    assert "alter_ties" in network.about.asked


def test_roles_of_those_who_were_named():
    network = survey(mapping={**PLAIN, "alter": {"roles": {"volunteer": "volunteer"}}})
    assert network.people.set_index("person")["roles"].loc["1/2"] == "volunteer"
    assert "alter_roles" in network.about.asked


def test_the_same_person_named_twice():
    """Person 1/2 and 2/1 are one; 1/1 took part too, as 2."""
    matches = pd.DataFrame({"ego": [1, 2, 1], "alter": [2, 1, 1], "person": ["bob", "bob", "2"]})
    network = survey(matches=matches)
    assert network.people["person"].tolist() == ["1", "2", "3", "bob"]
    assert ties_of(network) == [("1", "2", "care"), ("1", "bob", "company"), ("2", "1", "care")]
    assert network.people.set_index("person")["respondent"].to_dict() == {"1": True, "2": True, "3": True, "bob": False}


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".parquet", ".xlsx"])
def test_files_of_every_kind_say_the_same(tmp_path, ending):
    written = []
    for name, frame in (("egos", EGOS), ("alters", ALTERS)):
        file = tmp_path / f"{name}{ending}"
        if ending == ".parquet":
            frame.to_parquet(file)
        elif ending == ".xlsx":
            frame.to_excel(file, index=False)
        else:
            frame.to_csv(file, index=False)
        written.append(file)
    assert survey(*written).equals(survey())


HOURS = {**PLAIN, "ties": [{"direction": "gives", "hours": "hours"}]}
TIES = {**PLAIN, "alter_ties": {}}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"mapping": {**PLAIN, "ego": {"district": "wijkk"}}},
            "the table of egos has no column 'wijkk'.*Did you mean wijk",
        ),
        ({"mapping": {"ties": []}}, "mapping: ties: "),
        (
            {"mapping": {**PLAIN, "ties": [{"direction": "takes"}]}},
            r"mapping: ties\.0\.direction: Input should be 'receives' or 'gives'",
        ),
        ({"mapping": {**PLAIN, "tie": []}}, "mapping: tie: Extra inputs are not permitted"),
        (
            {"mapping": {**PLAIN, "ties": [{"direction": "gives", "kinds": {"a": "b"}}]}},
            "name that column in kind_from",
        ),
        (
            {"alters": ALTERS.assign(care=["ja", "misschien", ""])},
            "the table of alters, record 2, column care: this is neither yes nor no",
        ),
        (
            {
                "alters": ALTERS.assign(hours=["7", "veel", ""]),
                "mapping": {**PLAIN, "ties": [{"direction": "gives", "hours": "hours"}]},
            },
            "the table of alters, record 2, column hours: this is no number",
        ),
        (
            {"alters": ALTERS.assign(**{".egoID": [1, 1, 9]}), "mapping": {**PLAIN, "ties": [{"direction": "gives"}]}},
            "the table of alters, record 3",
        ),
        (
            {"alters": ALTERS.assign(hours=[-1, 1, 1]), "mapping": HOURS},
            "the table of alters, record 1, column hours_per_week",
        ),
        ({"egos": EGOS.assign(**{".egoID": [1, 1, 2]})}, "the table of egos, record 2"),
        ({"alter_ties": ALTER_TIES}, "does not say what the columns of ties between alters mean"),
        ({"mapping": {**PLAIN, "alter_ties": {}}}, "no table of them was given"),
        (
            {"alter_ties": ALTER_TIES.assign(**{".tgtID": [7]}), "mapping": TIES},
            "the table of ties between alters, record 1",
        ),
        (
            {"matches": pd.DataFrame({"ego": [1, 1], "alter": [1, 1], "person": ["a", "b"]})},
            "the table of matches, record 2: this alter is matched twice",
        ),
        (
            {"egos": EGOS.set_axis([".egoID", "wijk", "wijk", "age"], axis=1)},
            "the table of egos: column wijk is there twice",
        ),
        ({"egos": Path("nowhere.csv")}, "nowhere.csv: there is no such file"),
        ({"egos": Path(__file__)}, "tables are read from .csv"),
        ({"mapping": "nowhere.toml"}, "nowhere.toml: the file cannot be opened"),
    ],
)
def test_a_mistake_and_what_is_said_of_it(given, expected):
    with pytest.raises(ng.NetgraphError, match=expected):
        survey(**given)


def test_rows_that_are_wrong_can_be_set_aside():
    alters = ALTERS.assign(hours=[-1, 1, 1])
    mapping = {**PLAIN, "ties": [{"direction": "gives", "hours": "hours"}]}
    network = survey(alters=alters, mapping=mapping, on_fault="set_aside")
    assert len(network.ties) == 2
    assert network.set_aside["ties"].index.tolist() == ["the table of alters, record 1"]


# --- Network Canvas


def test_an_export_of_network_canvas():
    """Three sessions; one person has nobody, and two sessions have no edges and so no file of them."""
    network = ng.read_network_canvas(CANVAS, MAPPING)
    assert network.people["person"].tolist() == ["e1", "e2", "e3", "e1/a1", "e1/a2", "e1/a3", "e2/b1"]
    assert ties_of(network) == [
        ("e1", "e1/a2", "support"),
        ("e1/a1", "e1", "emotional"),
        ("e1/a1", "e1", "practical"),
        ("e1/a1", "e1/a2", "support"),
        ("e1/a2", "e1", "emotional"),
        ("e1/a2", "e1/a1", "support"),
        ("e2/b1", "e2", "emotional"),
    ]
    people = network.people.set_index("person")
    assert people["roles"].to_dict()["e1"] == "carer"
    assert people["roles"].to_dict()["e1/a2"] == "volunteer"
    assert people["district"].dropna().to_dict() == {
        "e1": "WK003401",
        "e2": "WK003402",
        "e3": "WK003402",
        "e1/a1": "WK003401",
        "e1/a3": "WK003402",
        "e2/b1": "WK003401",
    }
    assert not {"name", "nodeID", "networkCanvasCaseID"} & set(people.columns)
    assert set(network.about.asked) == {"receives", "gives", "alter_ties", "alter_roles"}
    assert network.about.source == "Buurtonderzoek 2026"
    assert not network.about.synthetic


def test_a_merged_export_says_the_same(tmp_path):
    """Merged, all sessions stand in one file of each kind."""
    for kind in ("ego", "attributeList_Person", "edgeList_Knows"):
        parts = [pd.read_csv(file, dtype=str) for file in sorted(CANVAS.glob(f"*_{kind}.csv"))]
        pd.concat(parts).to_csv(tmp_path / f"networkCanvasExport_{kind}.csv", index=False)
    assert ng.read_network_canvas(tmp_path, MAPPING).equals(ng.read_network_canvas(CANVAS, MAPPING))


def test_some_types_only(tmp_path):
    shutil.copytree(CANVAS, tmp_path / "export")
    (tmp_path / "export" / "c1_s1_attributeList_Place.csv").write_text(
        "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\n1,e1,p1,Library\n", encoding="utf-8"
    )
    network = ng.read_network_canvas(tmp_path / "export", MAPPING, node_types=["Person"])
    assert network.equals(ng.read_network_canvas(CANVAS, MAPPING))
    with pytest.raises(ng.NetgraphError, match=r"there is no attributeList of 'Persons'. Found: Person, Place"):
        ng.read_network_canvas(tmp_path / "export", MAPPING, node_types=["Persons"])
    none = ng.read_network_canvas(tmp_path / "export", MAPPING, node_types=["Person"], edge_types=["Likes"])
    assert "alter_ties" in none.about.asked, "it was asked, and nobody named one"
    assert len(none.ties) == len(network.ties) - 2


def test_the_same_person_in_two_sessions():
    matches = pd.DataFrame({"ego": ["e1", "e2"], "alter": ["a1", "b1"], "person": ["anneke", "anneke"]})
    network = ng.read_network_canvas(CANVAS, MAPPING, matches=matches)
    assert "anneke" in set(network.people["person"])
    assert len(network.people) == 6


KIND_ASKED = {
    "ego": {"district": "wijk"},
    "ties": [{"direction": "receives", "kind_from": "k", "kinds": {"Geen": "", "Zorg": "care"}}],
}
ANSWERS = pd.DataFrame({".egoID": [1, 2, 3], ".altID": [1, 1, 1], "k": ["Geen", "Zorg", "advice"]})


def test_an_answer_that_means_none_is_no_tie():
    """Of three answers one says that there is no support: that person has no ties, and is no supporter of anybody."""
    network = survey(alters=ANSWERS, mapping=KIND_ASKED)
    assert ties_of(network) == [("2/1", "2", "care"), ("3/1", "3", "advice")]
    assert ng.district_estimates(network, ["unsupported"], by=None)["numerator"].tolist() == [1]


def test_answers_that_the_mapping_does_not_explain_are_refused():
    """Otherwise "n.v.t." becomes a supporter."""
    with pytest.raises(
        ng.NetgraphError, match=r"record 1 \(and 1 more like it\), column k: kinds does not say .* n.v.t."
    ):
        survey(alters=ANSWERS.assign(k=["n.v.t.", "n.v.t.", "Zorg"]), mapping=KIND_ASKED)


def test_the_same_number_twice_of_one_respondent_is_a_fault():
    """Nobody knows which of the two rows is meant by what else is said of that number."""
    twice = pd.concat([ALTERS, ALTERS.iloc[[0]].assign(relation="friend")], ignore_index=True)
    with pytest.raises(ng.DataError, match=r"record 4, column person: this person has an earlier row"):
        survey(alters=twice)


def test_people_named_by_somebody_who_did_not_answer_are_refused():
    stray = ALTERS.assign(**{".egoID": [1, 1, 9]})
    with pytest.raises(ng.NetgraphError, match=r"record 3, column .egoID: this respondent is in no row"):
        survey(alters=stray)


def test_a_number_that_would_be_that_of_a_respondent_is_refused():
    egos = EGOS.assign(**{".egoID": ["1", "2", "1/2"]})
    with pytest.raises(ng.NetgraphError, match="the number of another respondent"):
        survey(egos=egos, alters=ALTERS.astype({".egoID": "str"}))


@pytest.mark.parametrize(
    ("row", "said"),
    [([1, 7, "ann"], "this respondent named nobody of this number"), ([1, 1, None], "column person: this is empty")],
)
def test_a_match_that_fits_nobody_is_refused(row, said):
    """A typo would leave apart who are one person."""
    matches = pd.DataFrame([row], columns=["ego", "alter", "person"])
    with pytest.raises(ng.NetgraphError, match=f"record 1, .*{said}"):
        survey(matches=matches)


@pytest.mark.parametrize("column", ["district", "person", "roles", "weight"])
def test_a_column_that_the_mapping_makes_cannot_be_kept_beside_it(column):
    with pytest.raises(ng.RecipeError, match=f"a column called {column} is made by the mapping itself"):
        survey(mapping={**PLAIN, "ego": {"district": "wijk", "keep": [column]}})


@pytest.mark.parametrize(
    "given", [{"egos": None}, {"mapping": EGOS}, {"districts": "districts.geojson"}, {"alters": 3}]
)
def test_what_is_no_table_is_said_to_be_none(given):
    with pytest.raises(ng.NetgraphError, match=r"must be a .*; found "):
        survey(**given)


def test_a_workbook_with_several_sheets_is_not_guessed_at(tmp_path):
    """Also where one of them is called people."""
    with pd.ExcelWriter(tmp_path / "survey.xlsx") as book:
        EGOS.to_excel(book, sheet_name="people", index=False)
        ALTERS.to_excel(book, sheet_name="alters", index=False)
    with pytest.raises(ng.DataError, match=r"the workbook has 2 sheets \(people, alters\), and nobody knows which"):
        survey(egos=tmp_path / "survey.xlsx")


def test_a_type_of_edges_that_is_written_wrong_is_told(tmp_path):
    """A type without edges writes no file, so only a name that is nearly another is wrong."""
    with pytest.raises(ng.NetgraphError, match=r"no edgeList of 'knows'\. Found: Knows"):
        ng.read_network_canvas(CANVAS, MAPPING, edge_types=["knows"])
    assert len(ng.read_network_canvas(CANVAS, MAPPING, edge_types=["Conflict"]).ties) > 0


def test_what_the_mapping_says_of_the_data_as_a_whole():
    told = {"source": "S", "reference_date": "2026-11-01", "place": "P", "population_is": "all", "synthetic": True}
    about = survey(mapping={**PLAIN, "about": told}).about
    assert about.model_dump(mode="json").items() >= told.items()


@pytest.mark.parametrize("about", [{"design": "register"}, {"population_is": "many"}, {"synthetic": "perhaps"}])
def test_what_it_cannot_say_of_the_data_is_refused(about):
    """The design follows from the reader: a survey is never called a register."""
    with pytest.raises(ng.RecipeError, match=f"about.{next(iter(about))}: "):
        survey(mapping={**PLAIN, "about": about})


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ("*_ego.csv", "no file that ends in _ego.csv"),
        ("*_attributeList*", "no file that ends in _attributeList_TYPE.csv"),
    ],
)
def test_an_export_that_lacks_files(tmp_path, left_out, expected):
    shutil.copytree(CANVAS, tmp_path / "export", ignore=shutil.ignore_patterns(left_out))
    with pytest.raises(ng.NetgraphError, match=expected):
        ng.read_network_canvas(tmp_path / "export", MAPPING)
    with pytest.raises(ng.NetgraphError, match="is no folder"):
        ng.read_network_canvas(tmp_path / "nowhere", MAPPING)


def test_a_row_that_is_wrong_is_named_as_in_its_file(tmp_path):
    shutil.copytree(CANVAS, tmp_path / "export")
    file = tmp_path / "export" / "c1_s1_attributeList_Person.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("2.5", "-2.5"), encoding="utf-8")
    with pytest.raises(ng.DataError, match=re.escape("c1_s1_attributeList_Person.csv, row 2, column hours_per_week")):
        ng.read_network_canvas(tmp_path / "export", MAPPING)


# --- random and hostile bytes


@pytest.mark.parametrize(
    "spoilt", ["c1_s1_ego.csv", "c1_s1_attributeList_Person.csv", "c1_s1_edgeList_Knows.csv", "mapping.toml"]
)
@given(data=st.data())
@settings(FEW, max_examples=40)
def test_damaged_exports_are_read_or_refused(spoilt, data):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(CANVAS, folder, dirs_exist_ok=True)
        (Path(folder) / spoilt).write_bytes(damaged(data, (CANVAS / spoilt).read_bytes()))
        assert is_read_or_refused(lambda: ng.read_network_canvas(folder, Path(folder) / "mapping.toml"))


@given(
    content=st.recursive(
        st.none() | st.booleans() | st.text(max_size=5) | st.integers(),
        lambda part: (
            st.lists(part, max_size=3)
            | st.dictionaries(
                st.sampled_from(["ego", "alter", "ties", "id", "where", "direction", "kind", "about", "x"]),
                part,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
@settings(FEW, max_examples=60)
def test_mappings_of_any_shape_are_read_or_refused(content):
    mapping = content if isinstance(content, dict) else {"ties": content}
    assert is_read_or_refused(lambda: survey(mapping=mapping))


def test_the_mapping_of_the_sample_is_toml():
    assert set(tomllib.loads(MAPPING.read_text(encoding="utf-8"))) == {"ego", "alter", "ties", "alter_ties", "about"}
