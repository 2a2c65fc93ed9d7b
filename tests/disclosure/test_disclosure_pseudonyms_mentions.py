"""Texts that mention a person: refused wherever pseudonymised data would keep them, and told from ordinary texts."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure.identifying_columns import Identifiers, mentions
from netgraph.disclosure.pseudonyms import left_out
from netgraph.errors import UnknownNameError
from tests.random_networks import FEWER

KEY = bytes.fromhex("8b1f6e0d4c3a7729e5d1b0f8664a2c9e17d3f5a8c06b9e24718d5f3ac2e0b496")
PEOPLE = ["p001", "p002", "ann smith", "100241", "42", "12-3", "#7", "Ren\u00e9"]

NAMING = [
    *("p001-p002", "p001+p002", "p001&p002", "p001.", "p001_p002", "p001's mother", '"p001"', "p001=p002", "#p001"),
    *(
        "household-p001",
        "sister of ann smith",
        "moeder van 100241",
        "P001",
        "Ann  Smith",
        "ann_smith!",
        "smith/ann smith",
    ),
    *("<p001>", "p001\u2019s mother", "\u201ep001\u201d", "p001\u00a0", "nr.100241", "100241", "see 12-3", "(12-3)"),
    *("with #7.", "#7", "ren\u00e9\u2019s brother", "RENE\u0301", "['p001', 'x']", "p001@example.org", "x\np002\ny"),
]
ORDINARY = [
    *("p0012", "xp001", "p01", "p 001", "ann", "smith ann", "joanne smith", "ann smithson", "1002411", "100.241"),
    *("aged 42", "42 years", "18-42", "7", "7-9", "2 12-31", "12-30", "rene", "on Mondays", "...", "#70", "x 12 3"),
]


def with_remarks(table: str, cells: list[str | None], **about: str) -> ng.SupportNetwork:
    """Make a network of these people with a column of remarks in one table."""
    frames = {
        "people": pd.DataFrame({"person": PEOPLE, "district": "west"}),
        "ties": pd.DataFrame({"giver": PEOPLE, "receiver": PEOPLE[1:] + PEOPLE[:1]}),
        "districts": pd.DataFrame({"district": ["west", *(f"d{number}" for number in range(len(PEOPLE) - 1))]}),
    }
    frames[table]["remark"] = cells
    return ng.from_tables(**frames, about=about)


def refusal(network: ng.SupportNetwork, keep: tuple[str, ...] = ()) -> str:
    """Return why a network cannot be pseudonymised; the message never holds an identifier."""
    with pytest.raises(ng.NetgraphError) as raised:
        ng.pseudonymise(network, KEY, keep)
    told = str(raised.value)
    assert not any(person in told for person in network.people["person"] if len(person) > 2), told
    return told


# --- columns of your own


@pytest.mark.parametrize("text", NAMING)
@pytest.mark.parametrize("table", ["people", "ties", "districts"])
def test_a_column_that_mentions_somebody(table, text):
    """One mention among other texts is enough; the message says where it is, not whom it names."""
    network = with_remarks(table, ["on Mondays", None, text, "a friend", None, "", "no", "yes"])
    told = refusal(network, ("remark",))
    at = "1 of 8 rows, first in record 3"
    assert told == f"column remark of {table} cannot be kept: it holds identifiers of people, in {at}. Leave it out."
    assert "remark" not in ng.pseudonymise(network, KEY).people


@pytest.mark.parametrize("text", ORDINARY)
def test_a_column_that_mentions_nobody(text):
    network = with_remarks("people", ["on Mondays", None, text, "a friend", None, "", "no", "yes"])
    assert text in ng.pseudonymise(network, KEY, ["remark"]).people["remark"].tolist()


def test_how_many_rows_mention_somebody():
    """Every row counts, also those with the same text."""
    network = with_remarks("people", ["no", *["sister of p001"] * 3, "p002?", None, "no", "no"])
    assert "in 4 of 8 rows, first in record 2." in refusal(network, ("remark",))


def test_categories_lists_and_bytes():
    """Whatever is written as text is searched as text."""
    people = pd.DataFrame({"person": PEOPLE, "district": "west"})
    for cells in (
        pd.Categorical(["sister of p001", *["none"] * 7]),
        pd.Series([["p001", "p002"], *[["none"]] * 7]),
        pd.Series([b"sister of p001", *[b"none"] * 7]),
    ):
        network = ng.from_tables(people.assign(remark=cells), pd.DataFrame({"giver": ["p001"], "receiver": ["p002"]}))
        assert "column remark of people cannot be kept: it holds identifiers" in refusal(network, ("remark",))


# --- numbers that are numbers of people by chance


def of_numbers(cells: list[object], people: list[str]) -> bool:
    """Whether a column mentions people who are called by numbers."""
    return bool(mentions(pd.Series(cells), Identifiers.of(pd.Series(people))).any())


def test_in_a_text_numbers_of_five_digits_or_more_count():
    """With four digits a number is as likely a year, a house number or a postcode."""
    assert not of_numbers(["moeder van 1241", "since 1987"], ["1241", "1987"])
    assert of_numbers(["moeder van 10024", "none"], ["10024"])
    assert of_numbers(["10024", "none"], ["10024"])
    assert of_numbers(["00012, and her cat", "none"], ["00012"])


def test_a_column_of_nothing_but_numbers_is_not_searched():
    """Incomes and codes are numbers of people by chance; `numbers_of_people` judges such columns as a whole."""
    people = [str(number) for number in range(10_000, 10_200)]
    assert not of_numbers([10_000, 25_000], people)
    assert not of_numbers([10_000.5, 25_000.25], people)
    assert not of_numbers(["10000", "25000", None], people)
    moment = pd.Timestamp("2024-01-31 10:00:00.010000")
    assert not of_numbers([moment], [*people, "010000"])


# --- texts that are always kept


@pytest.mark.parametrize("text", NAMING)
def test_a_kind_of_ties_that_mentions_somebody(text):
    ties = pd.DataFrame({"giver": PEOPLE[:3], "receiver": PEOPLE[1:4], "kind": ["care", "help with the cat", text]})
    told = refusal(ng.from_tables(pd.DataFrame({"person": PEOPLE, "district": "west"}), ties))
    at = "in 1 of 3 rows, first in record 3"
    assert told == f"kind of ties holds identifiers of people, {at}. Name kinds of support there."


@pytest.mark.parametrize("column", ["name", "parent", "district"])
def test_a_district_that_mentions_somebody(column):
    districts = pd.DataFrame({"district": ["west", "east"], "name": ["West", "East"], "parent": ["city", "city"]})
    districts.loc[1, column] = "Home of p001"
    people = pd.DataFrame({"person": PEOPLE, "district": "west"})
    network = ng.from_tables(people, pd.DataFrame({"giver": ["p001"], "receiver": ["p002"]}), districts)
    told = refusal(network)
    assert told.startswith(f"{column} of districts holds identifiers of people, in 1 of 2 rows, first in record 2.")
    assert told.endswith("Change them in the source.")


def test_a_district_of_people_that_mentions_somebody():
    """Without a table of districts these are those that people live in."""
    people = pd.DataFrame({"person": PEOPLE, "district": ["west", "household-p001", *["west"] * 6]})
    told = refusal(ng.from_tables(people, pd.DataFrame({"giver": ["p001"], "receiver": ["p002"]})))
    assert told.startswith("district of people holds identifiers of people, in 1 of 8 rows, first in record 2.")


@pytest.mark.parametrize("key", ["source", "boundary_source", "place"])
@pytest.mark.parametrize("text", ["Home of p001", "p001", "a survey by ann smith", "100241"])
def test_a_text_of_about_that_mentions_somebody(key, text):
    told = refusal(with_remarks("people", [None] * 8, **{key: text}))
    assert told == f"{key} in about.toml holds an identifier of a person. Change it there: pseudonymised data keep it."


def test_texts_that_are_always_kept_and_mention_nobody():
    """Districts may be numbered just as people are; words of netgraph mean what they mean, whoever is called so."""
    person = [*(str(number) for number in range(34_000, 34_020)), "care", "elsewhere", "carer"]
    home = [str(34_000 + at % 3) for at in range(20)]
    people = pd.DataFrame({"person": person, "district": [*home, *["elsewhere"] * 3], "roles": "carer"})
    ties = pd.DataFrame({"giver": person[:2], "receiver": person[1:3], "kind": ["care", "help with the cat"]})
    districts = pd.DataFrame({"district": sorted(set(home)), "name": ["West", None, "Wijk 2"], "parent": "34010"})
    about = {"source": "Survey of 2024", "place": "Almere", "boundary_source": "CBS, Wijk- en Buurtkaart 2025"}
    made = ng.pseudonymise(ng.from_tables(people, ties, districts, about), KEY)
    assert made.about.source == "Survey of 2024"
    assert made.districts["name"].tolist() == ["West", "34001", "Wijk 2"]


# --- names of columns


def test_a_column_whose_name_mentions_somebody():
    """It is neither kept nor told, also not as one that could be meant."""
    network = with_remarks("people", ["no"] * 8)
    people = network.people.assign(**{"visits_p001": 1, "42": 1, "visits_p0010": 1})
    network = ng.from_tables(people, network.ties)
    for column in ("visits_p001", "42"):
        assert "a column cannot be kept that is called as a person is" in refusal(network, (column,))
    assert left_out(network, ng.pseudonymise(network, KEY)) == {"people": ["remark", "visits_p0010", "…"]}
    with pytest.raises(UnknownNameError, match=r"Did you mean visits_p0010\?"):
        ng.pseudonymise(network, KEY, ["visits_p00"])


# --- properties

SIGNS = st.characters(exclude_categories=("L", "M", "N", "C"))
"""What may stand around a word; a combining mark belongs to the letter before it."""
CHARACTERS = st.characters(exclude_categories=("M", "C"))


def is_short_number(text: str) -> bool:
    """Whether an identifier is one that counts in no text."""
    return re.fullmatch("[0-9]{1,4}", text) is not None


@given(
    person=st.text(CHARACTERS, min_size=1, max_size=10)
    .map(str.strip)
    .filter(lambda text: text and not is_short_number(text)),
    others=st.lists(st.text(CHARACTERS, min_size=1, max_size=10), max_size=4),
    signs=st.tuples(st.text(SIGNS, min_size=1, max_size=4), st.text(SIGNS, min_size=1, max_size=4)),
    around=st.tuples(st.text(max_size=8), st.text(max_size=8)),
    change=st.sampled_from([str, str.upper, str.lower, str.title]),
)
@settings(deadline=None, max_examples=300)
@example("p001", [], ("'", "'"), ("", "s mother"), str)
@example("*", [], ("*", "*"), ("", ""), str)
def test_whoever_stands_among_signs_is_found(person, others, signs, around, change):
    """Any identifier, of letters of any script or of signs alone, between any signs, at the edges of a text too."""
    known = Identifiers.of(pd.Series([*others, person], dtype=object))
    written = change(person) if person.isascii() else person
    assert known.mentioned_in(f"{around[0]}{signs[0]}{written}{signs[1]}{around[1]}")
    assert known.mentioned_in(f"{written}{signs[1]}{around[1]}")
    assert known.mentioned_in(f"{around[0]}{signs[0]}{written}")


def mentioned(text: str, person: str) -> bool:
    """Find one identifier with one regular expression: slow, and written apart from what is tested."""
    words = [word for word in re.split(r"[\W_]+", person) if word]
    letters = any(letter.isalpha() for letter in person)
    if is_short_number(person):
        return False
    by_words = letters or len("".join(words)) >= 5
    pattern = r"[\W_]+".join(map(re.escape, words)) if by_words else re.escape(person)
    return re.search(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text) is not None


FEW = st.text(st.sampled_from("ab12 -_."), min_size=1, max_size=7)


@given(
    people=st.lists(FEW.map(str.strip).filter(bool), min_size=1, max_size=4),
    texts=st.lists(FEW, min_size=1, max_size=6),
)
@settings(deadline=None, max_examples=500)
def test_found_is_what_a_slow_search_finds(people, texts):
    """Of few characters, so that identifiers are often there, and often nearly: found if and only if they are there."""
    known = Identifiers.of(pd.Series(people))
    for text in texts:
        assert known.mentioned_in(text) == any(mentioned(text, person) for person in people), (text, people)


@given(
    people=st.lists(
        st.text("ghjkQZé漢0789 +-_", min_size=2, max_size=8).map(lambda text: f"Qz{text.strip()}"),
        min_size=3,
        max_size=6,
        unique=True,
    ),
    sign=st.text(SIGNS, min_size=1, max_size=3),
    text=st.text("abcd ,.-", max_size=12),
    table=st.sampled_from(["people", "ties", "kind", "name", "place"]),
)
@settings(FEWER, max_examples=20)
def test_no_network_keeps_a_mention(people, sign, text, table):
    """Wherever the text stands: with an identifier among signs it is refused; without one it is kept."""
    for said, refused in ((f"x{sign}{people[0]}{sign}{text}", True), (f"x {text}", False)):
        frames = {
            "people": pd.DataFrame({"person": people, "district": "west", "remark": "no"}),
            "ties": pd.DataFrame({"giver": people[:2], "receiver": people[1:3], "kind": "care", "remark": "no"}),
            "districts": pd.DataFrame({"district": ["west"], "name": ["West"]}),
        }
        about = {"place": said} if table == "place" else {}
        if table in ("people", "ties"):
            frames[table].loc[0, "remark"] = said
        elif table == "kind":
            frames["ties"].loc[0, "kind"] = said
        elif table == "name":
            frames["districts"].loc[0, "name"] = said
        network = ng.from_tables(**frames, about=about)
        if refused:
            assert re.search("holds (an identifier of a person|identifiers of people)", refusal(network, ("remark",)))
        else:
            made = ng.pseudonymise(network, KEY, ["remark"])
            columns = (made.people["remark"], made.ties["remark"], made.ties["kind"], made.districts["name"])
            # Blanks at the ends of a kind, a name or a place are nobody's words.
            assert said.strip() in {str(cell).strip() for cell in (made.about.place, *pd.concat(columns))}


# --- a whole city


def test_one_mention_in_a_city():
    """Among 225,000 people, half of them numbers, and three thousand different remarks one mention is found."""
    count = 225_000
    numbers = np.arange(count)
    person = pd.Series(np.where(numbers % 2, "p" + pd.Series(numbers).astype("str"), (numbers + 100_000).astype("str")))
    known = Identifiers.of(person)
    remark = pd.Series(
        [f"p{number % 3_000}a is called on {number % 3_000}, street {number % 30}" for number in range(count)]
    )
    assert not mentions(remark, known).any()
    for text in ("neighbour of p224999's", "neighbour of 324998", "P1!"):
        remark[77_777] = text
        assert mentions(remark, known).nonzero()[0].tolist() == [77_777]
    found = {text: known.mentioned_in(text) for text in ("324998", "324999", "p224998")}
    assert found == {"324998": True, "324999": False, "p224998": False}


def test_normal_forms_are_one():
    """é is found however it is written, though pseudonyms keep two spellings apart."""
    for person in ("Ren\u00e9", "Rene\u0301"):
        for form in ("NFC", "NFD"):
            assert Identifiers.of(pd.Series([person])).mentioned_in(unicodedata.normalize(form, "by RENÉ."))
