"""netgraph pseudonymise: what it writes, what it never writes or says, and what it refuses."""

from __future__ import annotations

import gzip
import hmac
import json
import logging
import os
import random
import re
import secrets
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.cli.main import cli
from netgraph.disclosure.pseudonym_keys import HOW_TO_MAKE_A_KEY
from netgraph.files import FORMATS
from tests.folders import good_folder, write_files
from tests.random_networks import FEWER

KEY = "8b1f6e0d4c3a7729e5d1b0f8664a2c9e17d3f5a8c06b9e24718d5f3ac2e0b496"
POSIX = pytest.mark.skipif(os.name != "posix", reason="the rights of a file are other ones there")


def key_file(path: Path, content: bytes = KEY.encode(), mode: int = 0o600) -> Path:
    """Write a key file with these rights."""
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.fixture
def key(tmp_path) -> Path:
    """Return a key file in a folder of its own."""
    (tmp_path / "keys").mkdir()
    return key_file(tmp_path / "keys" / "netgraph.key")


def everything_in(folder: Path) -> bytes:
    """Return all bytes of a folder, its names among them; what is packed is unpacked too."""
    found = [str(sorted(file.name for file in folder.iterdir())).encode()]
    for file in sorted(folder.iterdir()):
        found.append(file.read_bytes())
        if file.suffix == ".gz":
            found.append(gzip.decompress(found[-1]))
        elif file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as archive:
                found += [archive.read(name) for name in archive.namelist()]
        elif file.suffix == ".parquet":
            table = pq.read_table(file)
            found += [str(table.to_pydict()).encode(), str(table.schema).encode(), str(table.schema.metadata).encode()]
    return b"\n".join(found)


def forms(text: str) -> list[bytes]:
    """Return how a text may stand in a file: as it is, in JSON, in XML, and in UTF-16."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return [text.encode(), json.dumps(text)[1:-1].encode(), escaped.encode(), text.encode("utf-16-le")]


# --- what is written


@pytest.mark.parametrize("form", FORMATS)
def test_the_folder(example, run, tmp_path, key, form):
    """Read back it is what ng.pseudonymise gives; figures are those of the source."""
    ended = run("pseudonymise", example, "-o", tmp_path / "out", "--key-file", key, "--format", form)
    assert (ended.code, ended.err) == (0, "")
    made, network = ng.read_network(tmp_path / "out"), ng.read_network(example)
    assert made.equals(ng.pseudonymise(network, KEY.encode()))
    pd.testing.assert_frame_equal(ng.district_estimates(made), ng.district_estimates(network), rtol=1e-9, atol=1e-12)
    person = network.people["person"].iloc[0]
    assert hmac.new(KEY.encode(), person.encode(), "sha256").hexdigest()[:32] in set(made.people["person"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys", "out"]


def test_every_format_can_be_asked_for():
    """The list stands with the command too, which has to be read without loading pandas."""
    option = next(option for option in cli.commands["pseudonymise"].params if option.name == "form")
    assert tuple(option.type.choices) == FORMATS


def test_what_is_said(run, tmp_path, key):
    """Worked out by hand: 12 people, 11 of the west, of whom 10 are old; the young one and the easterner are rare.

    Ten are alike; two are not. One tie of 12 is respite, and all are of different days.
    """
    people = ["person,district,age,name", *(f"p{n},west,{'old' if n else 'young'},Ann {n}" for n in range(11))]
    ties = ["giver,receiver,kind,since,note"]
    ties += [f"p{n},p{(n + 1) % 12},{'care' if n else 'respite'},2024-01-{n + 1:02d},hm" for n in range(12)]
    tables = {"people": "\n".join([*people, "p11,east,old,Bob"]), "ties": "\n".join(ties)}
    ended = run(
        "pseudonymise",
        good_folder(tmp_path / "in", **tables),
        "-o",
        tmp_path / "out",
        "--key-file",
        key,
        "--keep",
        "age",
    )
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        f"{tmp_path / 'out'}: SupportNetwork: 12 people (0 without ties), 12 ties, 2 districts; whole_network",
        "Left out of people: name.",
        "Left out of ties: note.",
        "Values that fewer than 10 people or ties have:",
        "  people, district: 1 of 2 values",
        "  people, age: 1 of 2 values",
        "  ties, kind: 1 of 2 values",
        "  ties, since: 12 of 12 values",
        "2 of 12 people have fewer than 9 others who are the same in every column of people.",
        "Dates of ties are kept to the day, and the pattern of ties can give people away.",
        "So these are still personal data (GDPR, recital 26). See docs/privacy.md.",
    ]
    made = pd.read_csv(tmp_path / "out" / "people.csv")
    assert "name" not in made
    assert sorted(made["age"]) == ["old"] * 11 + ["young"]


def test_the_same_key_from_a_file_and_from_the_environment(example, run, tmp_path, key, monkeypatch):
    """With or without a line end, of either system, in the file and in the variable; to the byte."""
    monkeypatch.setenv("NETGRAPH_TEST_KEY", KEY)
    sources = {"env": ("--key-env", "NETGRAPH_TEST_KEY"), "file": ("--key-file", key)}
    for name, end in (("linux", b"\n"), ("windows", b"\r\n")):
        sources[name] = ("--key-file", key_file(key.parent / name, KEY.encode() + end))
    for name, source in sources.items():
        assert run("pseudonymise", example, "-o", tmp_path / name, *source).code == 0
    folders = [everything_in(tmp_path / name) for name in sources]
    assert folders == folders[:1] * len(folders)


def test_another_key_gives_other_names(example, run, tmp_path, key):
    other = key_file(key.parent / "other", secrets.token_hex(32).encode())
    for name, file in (("one", key), ("two", other)):
        assert run("pseudonymise", example, "-o", tmp_path / name, "--key-file", file).code == 0
    one, two = (set(ng.read_network(tmp_path / name).people["person"]) for name in ("one", "two"))
    assert len(one) == len(two)
    assert not one & two


def test_only_one_line_end_is_no_part_of_the_key(example, run, tmp_path, key):
    """Of two line ends the first is: nothing is stripped that may belong to a key of bytes."""
    two = key_file(key.parent / "two", KEY.encode() + b"\n\n")
    run("pseudonymise", example, "-o", tmp_path / "out", "--key-file", two)
    expected = ng.pseudonymise(ng.read_network(example), KEY.encode() + b"\n")
    assert ng.read_network(tmp_path / "out").equals(expected)


def test_an_empty_folder_is_filled_and_files_are_for_this_account_only(example, run, tmp_path, key):
    (tmp_path / "out").mkdir()
    assert run("pseudonymise", example, "-o", tmp_path / "out", "--key-file", key).code == 0
    assert run("pseudonymise", example, "-o", tmp_path / "new", "--key-file", key).code == 0
    assert everything_in(tmp_path / "out") == everything_in(tmp_path / "new")
    if os.name == "posix":
        assert (tmp_path / "new").stat().st_mode & 0o077 == 0
        assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "out").iterdir())


@POSIX
def test_the_key_that_the_message_makes(tmp_path):
    """The command that every refusal shows makes a key that is taken, does so once, and for this account only."""
    code = re.search(r'python -c "(.*)"', HOW_TO_MAKE_A_KEY)[1]
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    made = tmp_path / "netgraph.key"
    assert made.stat().st_mode & 0o077 == 0
    assert ng.pseudonymise(ng.synthetic_network(people=100, seed=1), made.read_bytes())
    again = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False, capture_output=True)
    assert again.returncode


# --- what is never written or said

# Letters that cannot turn up by chance among pseudonyms, which are digits and a to f, nor in the names of columns.
NAMES = st.text(alphabet="ghjklmqwzGHJKQWZéЖ漢=+-@'\"<&;,_ 0789", min_size=3, max_size=12).map(
    lambda text: f"Qz{text.strip()}"
)


@given(
    people=st.lists(NAMES, min_size=2, max_size=6, unique_by=str.lower),
    key_text=st.integers(0, 2**32).map(lambda seed: random.Random(seed).randbytes(32).hex()),  # noqa: S311
    form=st.sampled_from(FORMATS),
    aside=st.booleans(),
)
@settings(FEWER, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], max_examples=25)
def test_no_identifier_key_or_dropped_value_anywhere(run, caplog, people, key_text, form, aside):
    """Neither in a byte of the folder nor in what is printed or logged, --debug among it."""
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    secret = [f"Secret{number}Zq" for number in range(len(people))]
    tables = [
        pd.DataFrame({"person": people, "district": "west", "name": secret, "lon": 5.4321098, "lat": 52.1234567}),
        pd.DataFrame({"giver": people[:-1], "receiver": people[1:], "note": "SecretNoteZq"}),
        pd.DataFrame({"district": ["west"], "manager": ["SecretManagerZq"]}),
    ]
    if aside:
        tables[0].loc[len(people)] = ["QzAside", "", "", 999.0, 0.0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for table, frame in zip(("people", "ties", "districts"), tables, strict=True):
            frame.attrs["remark"] = "SecretRemarkZq"
            frame.to_parquet(folder / "in" / f"{table}.parquet")
        path = key_file(folder / "key", key_text.encode())
        ended = run(
            *("pseudonymise", folder / "in", "-o", folder / "out", "--key-file", path),
            *("--format", form, "--on-fault", "set_aside"),
            debug=True,
        )
        assert ended.code == 0, ended.err
        written = everything_in(folder / "out")
        assert b"west" in written  # what is there would be found
        said = (ended.out + ended.err + caplog.text).replace(name, "").encode()
        places = ("5.43210", "52.12345")
        for text in (
            *people,
            *secret,
            key_text,
            *places,
            "SecretNoteZq",
            "SecretManagerZq",
            "SecretRemarkZq",
            "QzAside",
        ):
            for shape in forms(text):
                assert shape not in written
                assert shape not in said


WRONG_KEYS = {
    "empty": b"",
    "a line end": b"\n",
    "short": b"password",
    "repeated": b"Pa55word-Pa55word-Pa55word-Pa55word-Pa55word",
    "a sentence": b"my dog is 7 years old and likes fish and cats",
}


@pytest.mark.parametrize("content", WRONG_KEYS.values(), ids=WRONG_KEYS)
@pytest.mark.parametrize("source", ["file", "env"])
def test_a_key_that_can_be_guessed(example, run, tmp_path, monkeypatch, content, source):
    """Exit code 2, the command that makes a key, not the key itself, and nothing written."""
    if source == "env":
        monkeypatch.setenv("NETGRAPH_TEST_KEY", content.decode())
        given_key = ("--key-env", "NETGRAPH_TEST_KEY")
    else:
        given_key = ("--key-file", key_file(tmp_path / "key", content))
    ended = run("pseudonymise", example, "-o", tmp_path / "out", *given_key)
    assert (ended.code, ended.out) == (2, "")
    assert "this key can be guessed: " in ended.err
    assert HOW_TO_MAKE_A_KEY in ended.err
    assert not content.strip() or content.decode().strip() not in ended.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", ["--key-file", "--key-env"])
def test_a_key_given_where_its_name_belongs(example, run, tmp_path, option):
    """A slip that is easily made: what was given is not repeated."""
    ended = run("pseudonymise", example, "-o", tmp_path / "out", option, KEY)
    assert (ended.code, ended.out) == (2, "")
    assert "there is no such" in ended.err or "there is no environment variable" in ended.err
    assert KEY not in ended.err


# --- what is refused


def assert_refused(ended, told: str, tmp_path: Path, left: list[str]) -> None:
    """Hold a run against exit code 2, one message and nothing written."""
    assert (ended.code, ended.out) == (2, ""), ended.err
    assert told in ended.err
    assert "Traceback" not in ended.err
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(left)


def test_no_key_or_two(example, run, tmp_path, key):
    told = "Give the key by --key-file or by --key-env"
    assert_refused(run("pseudonymise", example, "-o", tmp_path / "out"), told, tmp_path, ["keys"])
    both = run("pseudonymise", example, "-o", tmp_path / "out", "--key-file", key, "--key-env", "HOME")
    assert_refused(both, told, tmp_path, ["keys"])


def test_a_key_among_the_data(run, tmp_path, key):
    """In the source, deeper in it, beside a workbook that is the source, in the folder to write, by a link."""
    ng.synthetic_network(people=100, seed=1).write(tmp_path / "in")
    ng.synthetic_network(people=100, seed=1).write(tmp_path / "book", format="gpkg")
    (tmp_path / "in" / "deep").mkdir()
    (tmp_path / "out").mkdir()
    places = [
        (tmp_path / "in", tmp_path / "in" / "netgraph.key"),
        (tmp_path / "in", tmp_path / "in" / "deep" / "netgraph.key"),
        (tmp_path / "book" / "network.gpkg", tmp_path / "book" / "netgraph.key"),
        (tmp_path / "in", tmp_path / "out" / "netgraph.key"),
    ]
    for source, place in places:
        key_file(place)
        ended = run("pseudonymise", source, "-o", tmp_path / "out", "--key-file", place)
        assert_refused(ended, "the key lies among the data", tmp_path, ["in", "book", "keys", "out"])
        place.unlink()


@POSIX
def test_a_key_among_the_data_by_a_link(run, tmp_path, key):
    """A link in the data to a key elsewhere, and a link elsewhere to a key in the data."""
    ng.synthetic_network(people=100, seed=1).write(tmp_path / "in")
    (tmp_path / "in" / "link").symlink_to(key)
    inside = key_file(tmp_path / "in" / "netgraph.key")
    (tmp_path / "keys" / "link").symlink_to(inside)
    for place in (tmp_path / "in" / "link", tmp_path / "keys" / "link"):
        ended = run("pseudonymise", tmp_path / "in", "-o", tmp_path / "out", "--key-file", place)
        assert_refused(ended, "the key lies among the data", tmp_path, ["in", "keys"])


@POSIX
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644])
def test_a_key_that_others_may_read(example, run, tmp_path, key, mode):
    key.chmod(mode)
    ended = run("pseudonymise", example, "-o", tmp_path / "out", "--key-file", key)
    assert_refused(ended, "chmod 600", tmp_path, ["keys"])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x" * 5_000, "larger than 4,096 bytes"),
        ("\ufeff".encode("utf-8") + KEY.encode(), "byte order mark"),
        (KEY.encode("utf-16"), "byte order mark"),
    ],
    ids=["a large file", "UTF-8 with a mark", "UTF-16 as Windows PowerShell writes it"],
)
def test_a_file_that_is_no_key(example, run, tmp_path, key, content, told):
    key_file(key, content)
    assert_refused(run("pseudonymise", example, "-o", tmp_path / "out", "--key-file", key), told, tmp_path, ["keys"])


def test_a_folder_for_a_key(example, run, tmp_path, key):
    ended = run("pseudonymise", example, "-o", tmp_path / "out", "--key-file", tmp_path / "keys")
    assert_refused(ended, "this is a folder", tmp_path, ["keys"])


def test_places_to_write_that_are_refused(run, tmp_path, key):
    """The source itself, within it, a folder in use, a file, and a folder that cannot be made."""
    ng.synthetic_network(people=100, seed=1).write(tmp_path / "in")
    before = everything_in(tmp_path / "in")
    write_files(tmp_path / "used", {"mine.txt": "mine"})
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    places = {
        "in": "lies in the folder that is read",
        "in/out": "lies in the folder that is read",
        "used": "is not empty",
        "file": "is a file",
        "deep/out": "the folder above it does not exist",
    }
    for place, told in places.items():
        ended = run("pseudonymise", tmp_path / "in", "-o", tmp_path / place, "--key-file", key)
        assert_refused(ended, told, tmp_path, ["in", "keys", "used", "file"])
    assert everything_in(tmp_path / "in") == before
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("lon", "the place where somebody lives tells who it is"),
        ("nothing", "there is no column nothing"),
        ("partner", "it holds identifiers of people"),
        ("name", "most of its values stand in one row only"),
    ],
)
def test_columns_that_cannot_be_kept(run, tmp_path, key, column, told):
    city = ng.synthetic_network(people=100, seed=1)
    people = city.people.assign(name=[f"Name {n}" for n in range(len(city.people))], lon=5.2, lat=52.4)
    people["partner"] = people["person"].iloc[::-1].to_numpy()
    ng.from_tables(people, city.ties, city.districts, city.about).write(tmp_path / "in")
    ended = run("pseudonymise", tmp_path / "in", "-o", tmp_path / "out", "--key-file", key, "--keep", column)
    assert_refused(ended, told, tmp_path, ["in", "keys"])


TEXTS = {
    "a remark": ("remark", "column remark of people cannot be kept: it holds identifiers of people, in 1 of 2 rows"),
    "a kind": ("kind", "kind of ties holds identifiers of people, in 1 of 1 rows"),
    "a district": ("name", "name of districts holds identifiers of people, in 1 of 1 rows"),
    "about": ("place", "place in about.toml holds an identifier of a person"),
}


@pytest.mark.parametrize(("place", "told"), TEXTS.values(), ids=TEXTS)
def test_texts_that_mention_somebody(run, tmp_path, key, place, told):
    """Refused where it would be kept, without saying whom it names; the same folder without the text is written."""
    for text in ("Zwanette-1's mother", "somebody"):
        said = {name: text if name == place else "ordinary" for name in ("remark", "kind", "name", "place")}
        tables = {
            "people": f"person,district,remark\nzwanette-1,west,{said['remark']}\nbob,west,\n",
            "ties": f"giver,receiver,kind\nbob,zwanette-1,{said['kind']}\n",
            "districts": f"district,name\nwest,{said['name']}\n",
        }
        folder = good_folder(tmp_path / "in", **tables)
        (folder / "about.toml").write_text(f'place = "{said["place"]}"\n', encoding="utf-8")
        ended = run("pseudonymise", folder, "-o", tmp_path / "out", "--key-file", key, "--keep", "remark")
        assert "zwanette" not in (ended.out + ended.err).lower()
        if text != "somebody":
            assert_refused(ended, told, tmp_path, ["in", "keys"])
    assert ended.code == 0, ended.err
    assert b"zwanette" not in everything_in(tmp_path / "out").lower()


def test_data_that_are_wrong(run, tmp_path, key):
    """Exit code 1 and nothing written; with set_aside the rest is written, and what was set aside is counted."""
    tables = {"people": "person,district\nann,west\nbob,west\n", "ties": "giver,receiver\nann,bob\nann,zwanette\n"}
    folder = good_folder(tmp_path / "in", **tables)
    ended = run("pseudonymise", folder, "-o", tmp_path / "out", "--key-file", key)
    assert (ended.code, ended.out) == (1, "")
    assert not (tmp_path / "out").exists()
    ended = run("pseudonymise", folder, "-o", tmp_path / "out", "--key-file", key, "--on-fault", "set_aside")
    assert ended.code == 0
    assert ended.err.startswith("Set aside: 1 of ties. ")
    assert "zwanette" not in ended.out + ended.err + everything_in(tmp_path / "out").decode()
    assert len(ng.read_network(tmp_path / "out").ties) == 1


# --- whole or not at all


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("form", ["csv", "gpkg"])
def test_a_table_that_cannot_be_written(run, tmp_path, key, form, exists):
    """A NUL character in the last of three tables: the first two are not left behind, nor a new folder."""
    (tmp_path / "in").mkdir()
    pd.DataFrame({"person": ["ann", "bob"], "district": "west"}).to_parquet(tmp_path / "in" / "people.parquet")
    pd.DataFrame({"giver": ["ann"], "receiver": ["bob"]}).to_parquet(tmp_path / "in" / "ties.parquet")
    pd.DataFrame({"district": ["west"], "name": ["We\x00st"]}).to_parquet(tmp_path / "in" / "districts.parquet")
    if exists:
        (tmp_path / "out").mkdir()
    ended = run("pseudonymise", tmp_path / "in", "-o", tmp_path / "out", "--key-file", key, "--format", form)
    assert_refused(ended, "a cell holds a NUL character", tmp_path, ["in", "keys", *["out"] * exists])
    assert not exists or list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("error", [OSError("the disk is full"), KeyboardInterrupt()], ids=["disk", "control-c"])
def test_a_move_that_fails(example, run, tmp_path, key, monkeypatch, error):
    """The second file cannot be moved to its place: the first goes again, and the new folder too."""
    move, moved = Path.replace, []

    def breaking(self, target):
        if Path(target).parent.name == "out":
            moved.append(self)
            if len(moved) == 2:
                raise error
        return move(self, target)

    monkeypatch.setattr(Path, "replace", breaking)
    ended = run("pseudonymise", example, "-o", tmp_path / "out", "--key-file", key)
    assert ended.code == (2 if isinstance(error, OSError) else 130)
    assert len(moved) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_a_real_process(example, tmp_path, key):
    """With the key in the environment of a process of its own."""
    command = [sys.executable, "-m", "netgraph", "pseudonymise", str(example), "-o", str(tmp_path / "out")]
    ended = subprocess.run(
        [*command, "--key-env", "NETGRAPH_TEST_KEY"],
        env={**os.environ, "NETGRAPH_TEST_KEY": KEY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert KEY not in ended.stdout
    assert ng.read_network(tmp_path / "out").equals(ng.pseudonymise(ng.read_network(example), KEY.encode()))
