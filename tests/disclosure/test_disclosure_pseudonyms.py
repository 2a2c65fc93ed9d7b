"""Pseudonyms: keyed hashes by the standard, figures that stay, and nothing else that tells who somebody is."""

from __future__ import annotations

import hashlib
import random
import secrets
import string

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure.identifying_columns import Identifiers, few_alike, is_own_value, numbers_of_people, rare_values
from netgraph.disclosure.pseudonym_keys import check_key
from netgraph.disclosure.pseudonyms import PSEUDONYM_LENGTH, left_out, pseudonyms
from tests.random_networks import FEWER, RANDOM, random_tables, seeded_tables
from tests.small_networks import small_network

KEY = bytes.fromhex("8b1f6e0d4c3a7729e5d1b0f8664a2c9e17d3f5a8c06b9e24718d5f3ac2e0b496")
OTHER_KEY = b"x9Q2mVt7_Zr4LkPw8sYb1NcGd6HfJa3UeToXiKq5"


def hashed(key: bytes, message: bytes) -> str:
    """Return HMAC-SHA-256 as RFC 2104 writes it: H(K xor opad, H(K xor ipad, text)), in hexadecimal digits."""
    block = hashlib.sha256(key).digest() if len(key) > 64 else key
    block = block.ljust(64, b"\x00")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in block) + inner).hexdigest()


# --- the hash


@pytest.mark.parametrize(
    ("key", "message", "digest"),
    [
        (b"\x0b" * 20, "Hi There", "b0344c61d8db38535ca8afceaf0bf12b"),
        (b"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c7"),
        (bytes(range(1, 26)), "", ""),
        (b"\x0c" * 20, "Test With Truncation", "a3b6167473100ee06e0c796c2955552b"),
        (
            b"\xaa" * 131,
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f",
        ),
    ],
)
def test_hash_by_the_standard(key, message, digest):
    """RFC 4231, test cases 1, 2, 5 (which is truncated to 128 bits too) and 6; and the formula of RFC 2104."""
    expected = digest or hashed(key, message.encode())[:32]
    assert pseudonyms(pd.Series([message]), key).tolist() == [expected]
    assert hashed(key, message.encode()).startswith(expected)


@given(
    identifiers=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8, unique=True),
    key=st.binary(min_size=1, max_size=100),
)
@settings(deadline=None)
def test_hash_of_any_identifier(identifiers, key):
    """Any text, NUL and letters of any script among it; by the formula of RFC 2104. Different ones stay different."""
    found = pseudonyms(pd.Series(identifiers, dtype=object), key).tolist()
    assert found == [hashed(key, identifier.encode())[:PSEUDONYM_LENGTH] for identifier in identifiers]
    assert len(set(found)) == len(identifiers)


def test_who_is_two_people_stays_two_people():
    """Written é as one character or as two, netgraph tells them apart: so do the pseudonyms, and 007 is not 7."""
    people = pd.DataFrame({"person": ["Ren\u00e9", "Rene\u0301", "007", "7"], "district": "west"})
    ties = pd.DataFrame({"giver": ["Ren\u00e9", "007"], "receiver": ["Rene\u0301", "7"]})
    made = ng.pseudonymise(ng.from_tables(people, ties), KEY)
    expected = {name: hashed(KEY, name.encode())[:32] for name in people["person"]}
    assert set(made.people["person"]) == set(expected.values())
    assert len(set(expected.values())) == 4
    found = set(zip(made.ties["giver"], made.ties["receiver"], strict=True))
    assert found == {(expected["Ren\u00e9"], expected["Rene\u0301"]), (expected["007"], expected["7"])}


def test_blanks_and_types_of_the_source_do_not_matter():
    """Identifiers are hashed as netgraph reads them: 7, 7.0 and ' 7 ' are one person in every delivery."""

    def made(person, end):
        frame = pd.DataFrame({"person": person, "district": "west"})
        return ng.pseudonymise(ng.from_tables(frame, pd.DataFrame({"giver": end[:1], "receiver": end[1:]})), KEY)

    first = made([7, 8], [7.0, 8.0])
    assert first.equals(made([" 7 ", "8"], ["7", "8 "]))
    assert first.ties["giver"].tolist() == [hashed(KEY, b"7")[:32]]


def test_two_people_with_one_pseudonym_are_refused(monkeypatch):
    """With pseudonyms of one digit 17 people must share one (the pigeonhole principle)."""
    monkeypatch.setattr("netgraph.disclosure.pseudonyms.PSEUDONYM_LENGTH", 1)
    with pytest.raises(ng.NetgraphError, match="two people get the same pseudonym"):
        pseudonyms(pd.Series([f"p{number}" for number in range(17)]), KEY)


# --- the network


@pytest.mark.slow
@given(tables=random_tables())
@RANDOM
def test_figures_of_every_group_stay(tables):
    """Figures rest on who is tied to whom, not on what they are called or in which order they stand."""
    network = tables.network()
    made = ng.pseudonymise(network, KEY, keep=["age", "origin"])
    for by in ("district", "parent", "age", None):
        before = ng.district_estimates(network, by=by, bridge_by="origin")
        after = ng.district_estimates(made, by=by, bridge_by="origin")
        pd.testing.assert_frame_equal(after, before, rtol=1e-9, atol=1e-12)


def test_figures_of_a_larger_network_stay():
    network = seeded_tables(400, 1_200, seed=5, circles=True).network()
    made = ng.pseudonymise(network, KEY)
    pd.testing.assert_frame_equal(ng.district_estimates(made), ng.district_estimates(network), rtol=1e-9, atol=1e-12)


@given(tables=random_tables())
@RANDOM
def test_it_is_the_same_network_by_other_names(tables):
    """Renamed by hand, with a dictionary, and without the columns that mean nothing."""
    network = tables.network()
    names = {person: hashed(KEY, person.encode())[:32] for person in network.people["person"]}
    people, ties = network.people.drop(columns=["age", "origin"]), network.ties
    people["person"] = people["person"].map(names)
    ties[["giver", "receiver"]] = ties[["giver", "receiver"]].map(names.get)
    assert ng.pseudonymise(network, KEY).equals(ng.from_tables(people, ties, network.districts, network.about))


@given(tables=random_tables(), seed=st.integers(0, 999))
@FEWER
def test_the_order_of_the_source_is_gone(tables, seed):
    """Rows shuffled beforehand come out the same, to the row."""
    once = ng.pseudonymise(tables.network(), KEY, keep=["age"])
    rng = random.Random(seed)  # noqa: S311
    people, ties = rng.sample(tables.people, len(tables.people)), rng.sample(tables.ties, len(tables.ties))
    again = ng.pseudonymise(tables.changed(people=people, ties=ties).network(), KEY, keep=["age"])
    pd.testing.assert_frame_equal(once.people, again.people)
    pd.testing.assert_frame_equal(once.ties, again.ties)
    assert once.people["person"].is_monotonic_increasing
    assert once.ties["giver"].is_monotonic_increasing


def test_the_same_key_gives_the_same_names_elsewhere_and_another_key_others():
    here, there = small_network("ann>bob bob>cor"), small_network("cor>dik", "cor@east dik@east")

    def names(network, key):
        return set(ng.pseudonymise(network, key).people["person"])

    assert names(here, KEY) & names(there, KEY) == {hashed(KEY, b"cor")[:32]}
    assert not names(here, KEY) & names(here, OTHER_KEY)


def test_the_network_itself_stays_as_it_was():
    network = small_network("ann>bob", columns={"age": {"ann": "old"}})
    before = network.people.copy(), network.ties.copy()
    ng.pseudonymise(network, KEY)
    pd.testing.assert_frame_equal(network.people, before[0])
    pd.testing.assert_frame_equal(network.ties, before[1])


def test_only_known_columns_and_those_asked_for_stay():
    people = pd.DataFrame({"person": ["ann", "bob"], "district": "west", "name": ["Ann", "Bob"], "age": ["old", "old"]})
    ties = pd.DataFrame({"giver": ["ann"], "receiver": ["bob"], "note": ["on Mondays"], "channel": ["by phone"]})
    districts = pd.DataFrame({"district": ["west"], "name": ["West"], "manager": ["Carla"]})
    network = ng.from_tables(people, ties, districts)
    made = ng.pseudonymise(network, KEY, keep=["age", "channel"])
    assert made.people.columns.tolist() == ["person", "district", "roles", "respondent", "weight", "age"]
    known = ["giver", "receiver", "kind", "hours_per_week", "since", "until"]
    assert made.ties.columns.tolist() == [*known, "channel"]
    assert made.districts.columns.tolist() == ["district", "name", "population", "parent"]
    assert left_out(network, made) == {"people": ["name"], "ties": ["note"], "districts": ["manager"]}
    assert ng.pseudonymise(network, KEY, keep="age").people["age"].tolist() == ["old", "old"]


def test_homes_become_districts():
    """Coordinates find the district and are gone then; so is the geometry of people and ties. Borders stay."""
    square = gpd.GeoSeries.from_wkt(["POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"], crs=4326)
    districts = gpd.GeoDataFrame({"district": ["west"]}, geometry=square)
    points = gpd.GeoSeries.from_xy([0.5, 7], [0.5, 7], crs=4326)
    people = gpd.GeoDataFrame({"person": ["ann", "bob"], "lon": [0.5, 7], "lat": [0.5, 7]}, geometry=points)
    network = ng.from_tables(people, pd.DataFrame({"giver": ["ann"], "receiver": ["bob"]}), districts)
    made = ng.pseudonymise(network, KEY)
    assert sorted(made.people["district"].fillna("unknown")) == ["unknown", "west"]
    assert not {"lon", "lat", "geometry"} & {*made.people.columns, *made.ties.columns}
    assert not isinstance(made.people, gpd.GeoDataFrame)
    assert made.districts.geometry.geom_equals(network.districts.geometry).all()
    for column in ("lon", "lat", "geometry"):
        with pytest.raises(ng.NetgraphError, match="the place where somebody lives tells who it is"):
            ng.pseudonymise(network, KEY, keep=[column])


def test_nothing_goes_along_unseen():
    """Categories that no row has any more, notes attached to a frame, rows set aside, planted answers."""
    groups = pd.Categorical(["old", "young", "old"], categories=["old", "young", "Zwanette"])
    people = pd.DataFrame({"person": ["ann", "bob", "bob"], "district": "west", "age": groups})
    ties, districts = pd.DataFrame({"giver": ["ann"], "receiver": ["bob"]}), pd.DataFrame({"district": ["west"]})
    for frame in (people, ties, districts):
        frame.attrs["made by"] = "Zwanette"
    network = ng.from_tables(people, ties, districts, on_fault="set_aside")
    network = network.with_truth(pd.DataFrame({"answer": ["Zwanette"]}))
    assert len(network.set_aside["people"]) == 1
    assert network.districts.attrs
    made = ng.pseudonymise(network, KEY, keep=["age"])
    assert made.people["age"].cat.categories.tolist() == ["old", "young"]
    assert [frame.attrs for frame in (made.people, made.ties, made.districts)] == [{}, {}, {}]
    assert made.set_aside == {}
    assert made.truth is None


def test_what_is_known_of_the_data_stays():
    network = small_network("ann>bob", design="survey", asked=["receives"], reference_date="2026-01-01", place="Almere")
    assert ng.pseudonymise(network, KEY).about == network.about


# --- columns that cannot be kept


def test_a_column_that_no_table_has():
    network = small_network("ann>bob", columns={"age_group": {"ann": "old"}})
    with pytest.raises(ng.NetgraphError, match=r"no column age_grop\. Did you mean age_group\?"):
        ng.pseudonymise(network, KEY, keep=["age_grop"])


def test_a_column_called_as_a_person_is():
    """A table may have a column for each person; its name is neither kept nor told."""
    network = small_network("zwanette>bob", columns={"zwanette": {"bob": "sister"}})
    with pytest.raises(ng.NetgraphError, match="called as a person is") as raised:
        ng.pseudonymise(network, KEY, keep=["zwanette"])
    assert "zwanette" not in str(raised.value)
    assert left_out(network, ng.pseudonymise(network, KEY)) == {"people": ["…"]}


COLUMNS_OF_IDENTIFIERS = {
    "the same again": ["p1", "p2", "p3", "p4"],
    "a partner": [None, None, "p1", None],
    "in capitals": ["P2", None, None, None],
    "several": ["x", "y", "friend;p3", "z"],
    "in a sentence": ["lives with p2, and a cat", "", "", ""],
}


@pytest.mark.parametrize("cells", COLUMNS_OF_IDENTIFIERS.values(), ids=COLUMNS_OF_IDENTIFIERS)
@pytest.mark.parametrize("table", ["people", "ties", "districts"])
def test_a_column_that_holds_identifiers(table, cells):
    people = pd.DataFrame({"person": ["p1", "p2", "p3", "p4"], "district": ["a", "b", "c", "d"]})
    ties = pd.DataFrame({"giver": ["p1", "p2", "p3", "p4"], "receiver": ["p4", "p3", "p1", "p2"]})
    tables = {"people": people, "ties": ties, "districts": pd.DataFrame({"district": ["a", "b", "c", "d"]})}
    tables[table]["remark"] = cells
    network = ng.from_tables(**tables)
    with pytest.raises(ng.NetgraphError, match=f"column remark of {table} cannot be kept: it holds identifiers"):
        ng.pseudonymise(network, KEY, keep=["remark"])
    assert "remark" not in ng.pseudonymise(network, KEY).people


def test_a_kind_of_ties_that_names_somebody():
    with pytest.raises(ng.NetgraphError, match="kind of ties holds identifiers"):
        ng.pseudonymise(small_network("ann>bob:for-a ann>cor:cor"), KEY)


def test_numbers_of_people_are_told_from_other_numbers():
    """Ages and sizes of households are numbers of people too, by chance; a second column of them is not."""
    person = pd.Series([str(number) for number in range(1, 201)])
    ages = pd.Series([18 + number % 60 for number in range(200)])
    known = Identifiers.of(person)
    assert not numbers_of_people(ages, [person], known).any()
    assert not numbers_of_people(ages % 4 + 1, [person], known).any()
    assert numbers_of_people(person.astype("float64"), [person], known).all()
    partner = person.iloc[::-1].reset_index(drop=True).where(ages < 30)
    assert numbers_of_people(partner, [person], known).tolist() == (ages < 30).tolist()
    reported_by = pd.Series(["7"] * 150 + ["8"] * 50)  # few different ones, but those of their own rows
    assert numbers_of_people(reported_by, [reported_by, person], known).all()


def test_a_column_of_names():
    """More than half of the cells of their own: a name is; a group, and a column with few cells, is not."""
    assert is_own_value(pd.Series([f"Street {number}" for number in range(11)] + ["Main Street"] * 10))
    assert not is_own_value(pd.Series([f"Street {number}" for number in range(10)] + ["Main Street"] * 10))
    assert not is_own_value(pd.Series([f"Street {number}" for number in range(9)] + [None] * 30))
    city = ng.synthetic_network(people=200, seed=1)
    born = [str(day.date()) for day in pd.date_range("1950-01-01", periods=len(city.people), freq="37D")]
    network = ng.from_tables(city.people.assign(born=born), city.ties, city.districts, city.about)
    with pytest.raises(ng.NetgraphError, match="born of people cannot be kept: most of its values stand in one row"):
        ng.pseudonymise(network, KEY, keep=["born"])


def test_rare_values_and_few_alike():
    """Twelve people: eleven of the west, nine of whom are old; so two young ones and the one of the east stand out."""
    people = pd.DataFrame(
        {
            "person": [f"p{number}" for number in range(12)],
            "district": ["west"] * 11 + ["east"],
            "age": ["old"] * 9 + ["young"] * 2 + ["old"],
        }
    )
    network = ng.from_tables(people, pd.DataFrame({"giver": ["p0"], "receiver": ["p1"], "kind": ["care"]}))
    rare = rare_values(network).set_index(["table", "column"])[["values", "rare"]]
    assert rare.loc[("people", "district")].tolist() == [2, 1]
    assert rare.loc[("people", "age")].tolist() == [2, 1]
    assert rare.loc[("people", "weight")].tolist() == [1, 0]
    assert rare.loc[("ties", "kind")].tolist() == [1, 1]
    assert rare.loc[("ties", "since")].tolist() == [0, 0]
    assert few_alike(network) == 12
    assert few_alike(ng.from_tables(people.drop(columns="age"), network.ties[["giver", "receiver"]])) == 1
    ten = people.drop(columns="age").drop(index=0)  # ten of the west are enough, and stay
    assert few_alike(ng.from_tables(ten, pd.DataFrame({"giver": ["p1"], "receiver": ["p2"]}))) == 1


# --- the key

GUESSABLE = {
    "empty": (b"", "it is empty"),
    "a password": (b"password", "shorter than 32 bytes"),
    "one byte short": (KEY[:31], "shorter than 32 bytes"),
    "hexadecimal digits of 16 bytes": (KEY.hex()[:32].encode(), "in hexadecimal digits are 64"),
    "one digit short": (KEY.hex()[:63].encode(), "in hexadecimal digits are 64"),
    "zeros": (bytes(32), "few different characters"),
    "numbers": (b"4" * 100, "few different characters"),
    "a password over and over": (b"Welkom2026!" * 6, "few different characters"),
    "a longer password over and over": (b"Kl0psleutel-v4n-0ns-welzijn" * 2, "a part of it stands in it twice"),
    "half a key twice": (KEY[:16].hex().encode() * 2, "a part of it stands in it twice"),
    "the alphabet": (bytes(range(97, 123)) + b"0123456", "it counts up or down"),
    "counting down": (bytes(range(64, 0, -1)), "it counts up or down"),
    "a sentence": (b"my dog is 7 years old and likes fish", "it looks like words"),
    "a Dutch sentence": ("één hele lange zin over zijn buurvrouw".encode(), "it looks like words"),
    "words with capitals": (b"Correct.Horse.Battery.Staple.Lamp", "it looks like words"),
    "words": (b"correct-horse-battery-staple-lamp", "it looks like words"),
}


@pytest.mark.parametrize(("key", "why"), GUESSABLE.values(), ids=GUESSABLE)
def test_a_key_that_can_be_guessed(key, why):
    """Refused before anything is done, with what to do, and without the key."""
    with pytest.raises(ng.NetgraphError, match=f"this key can be guessed: .*{why}") as raised:
        ng.pseudonymise(small_network("ann>bob"), key)
    assert "secrets.token_hex(32)" in str(raised.value)
    assert not key or key.decode("latin-1") not in str(raised.value).replace("Make one with", "")


@pytest.mark.parametrize("key", ["text" * 20, None, bytearray(KEY), 7], ids=["text", "none", "bytearray", "number"])
def test_a_key_that_is_no_bytes(key):
    with pytest.raises(ng.NetgraphError, match="the key must be bytes") as raised:
        check_key(key)
    assert "texttext" not in str(raised.value)


def test_random_keys_are_taken():
    """As bytes, as hexadecimal digits, as base 64, as letters and digits: a thousand of each, from a fixed seed."""
    rng = random.Random(20260101)  # noqa: S311
    for _ in range(1_000):
        key = rng.randbytes(32)
        letters = "".join(rng.choices(string.ascii_letters + string.digits, k=40))
        for form in (key, key.hex().encode(), key.hex().upper().encode(), letters.encode()):
            check_key(form)
    check_key(secrets.token_hex(32).encode())


def test_keys_as_the_message_makes_them():
    """Sixty-four hexadecimal digits, as bytes, are a key; both ends of every tie are among the people."""
    network = small_network("ann>bob")
    made = ng.pseudonymise(network, secrets.token_hex(32).encode())
    assert made.people["person"].str.fullmatch("[0-9a-f]{32}").all()
    assert np.isin(made.ties[["giver", "receiver"]].to_numpy(), made.people["person"].to_numpy()).all()
