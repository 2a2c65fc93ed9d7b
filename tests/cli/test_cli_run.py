"""How runs end: exit codes, messages, --debug, interruption, and what is not loaded or written on the way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys

import click
import pytest

import netgraph as ng
from netgraph.cli.main import cli, main

HEAVY = {"pandas", "numpy", "igraph", "networkx", "geopandas", "scipy", "folium", "pyarrow", "pandera", "pydantic"}


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def loaded_by(code: str) -> set[str]:
    """Return which heavy libraries a fresh interpreter has loaded after running code."""
    ended = python("-c", f"import sys\n{code}\nprint(sorted(sys.modules), file=sys.stderr)")
    assert ended.returncode == 0, ended.stderr
    return HEAVY & set(re.findall(r"'(\w+)'", ended.stderr))


def test_import_netgraph_is_light():
    assert loaded_by("import netgraph; netgraph.__version__; dir(netgraph)") == set()
    assert "pandas" in loaded_by("import netgraph; netgraph.from_tables")  # the test can fail


@pytest.mark.parametrize("arguments", [["--help"], ["map", "--help"]], ids=" ".join)
def test_help_is_light(arguments):
    run = f"try:\n    main({arguments!r})\nexcept SystemExit as end:\n    assert not end.code"
    assert loaded_by(f"from netgraph.cli import main\n{run}") == set()


def test_done(example, run, tmp_path):
    """Exit code 0, and nothing on stderr when it is piped, as it is here: neither progress nor a warning."""
    for arguments in (
        ("check", example),
        ("metrics", example, "-o", tmp_path / "out.csv"),
        ("map", example, "-o", tmp_path / "out.html"),
        ("catalogue",),
        ("example", tmp_path / "other", "--people", 100),
        ("--version",),
    ):
        ended = run(*arguments)
        assert (ended.code, ended.err) == (0, ""), arguments
        assert ended.out


def test_a_real_process():
    ended = python("-m", "netgraph", "catalogue", "--format", "json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert '"id": "isolated"' in ended.stdout


WRONG_USE = {
    "no such command": (["drow"], "No such command 'drow'"),
    "no such option": (["check", "DIR", "--fast"], "No such option"),
    "no folder": (["check"], "Missing argument 'FOLDER'"),
    "no output": (["metrics", "DIR"], "Missing option '-o'"),
    "unknown ending": (["metrics", "DIR", "-o", "OUT.txt"], "Valid: .csv, .parquet, .gpkg, .xlsx"),
    "no ending": (["map", "DIR", "-o", "OUT"], "Valid: .html, .htm"),
    "no such output folder": (["metrics", "DIR", "-o", "OUT/deep/out.csv"], "does not exist. Make it first"),
    "unknown metric": (["metrics", "DIR", "-o", "OUT.csv", "--metrics", "isolatd"], "Did you mean isolated?"),
    "unknown metric of a map": (["map", "DIR", "-o", "OUT.html", "--metrics", "isolatd"], "Did you mean isolated?"),
    "no metric": (["metrics", "DIR", "-o", "OUT.csv", "--metrics", ","], "give at least one name"),
    "unknown kind": (["metrics", "DIR", "-o", "OUT.csv", "--kinds", "caer"], "Did you mean care?"),
    "unknown group": (["metrics", "DIR", "-o", "OUT.csv", "--by", "age_grop"], "Did you mean age_group?"),
    "map by a group": (["map", "DIR", "-o", "OUT.html", "--by", "age_group"], "by district or by parent"),
    "person by person": (["metrics", "DIR", "-o", "OUT.csv", "--by", "person"], "cannot group by 'person'"),
    "no date": (["metrics", "DIR", "-o", "OUT.csv", "--at", "31/1/2026"], "Expected year-month-day"),
    "minimum below ten": (["metrics", "DIR", "-o", "OUT.csv", "--minimum", "9"], "not in the range x>=10"),
    "unknown language": (["map", "DIR", "-o", "OUT.html", "--language", "de"], "'nl', 'en'"),
    "unknown on-fault": (["check", "DIR", "--on-fault", "ignore"], "'raise', 'set_aside'"),
    "no such recipe": (["map", "nothing.toml"], "the recipe cannot be opened"),
    "too few people": (["example", "OUT", "--people", "10"], "50"),
    "unknown format": (["catalogue", "--format", "pdf"], "'text', 'md', 'json'"),
}


@pytest.mark.parametrize(("arguments", "told"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use(example, run, tmp_path, arguments, told):
    """Exit code 2, one readable message on stderr, nothing on stdout and nothing written."""
    places = [argument.replace("DIR", str(example)).replace("OUT", str(tmp_path / "out")) for argument in arguments]
    ended = run(*places)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert "Traceback" not in ended.err
    assert list(tmp_path.iterdir()) == []


def test_the_command_alone_shows_its_help(run):
    ended = run()
    assert ended.code == 2
    assert "Usage: netgraph" in ended.err + ended.out
    assert "catalogue" in ended.err + ended.out


def test_debug_shows_the_traceback_too(capsys, tmp_path):
    """Wherever it stands on the command line, and after the traceback still the message."""
    for where in (["--debug", "metrics"], ["metrics", "--debug"]):
        with pytest.raises(SystemExit) as ended:
            main([*where, str(tmp_path / "nothing"), "-o", str(tmp_path / "out.csv")])
        assert ended.value.code == 1
        told = capsys.readouterr().err
        assert told.startswith("Traceback")
        assert told.splitlines()[-2].startswith("netgraph: ")
        assert "there is no such folder" in told.splitlines()[-1]


@pytest.fixture
def broken_command():
    """Add a command that raises what it is told to, for as long as a test lasts."""
    raised: list[BaseException] = []

    @click.command("broken")
    def broken() -> None:
        raise raised[0]

    cli.add_command(broken)
    yield raised
    del cli.commands["broken"]


def test_a_bug(run, broken_command):
    """Exit code 70; the message of the exception may hold data of people, so it is shown with --debug only."""
    broken_command.append(KeyError("secret-1"))
    ended = run("broken")
    assert (ended.code, ended.out) == (70, "")
    assert "this is a bug in netgraph (KeyError). Run it again with --debug" in ended.err
    assert "secret-1" not in ended.err
    assert "Traceback" not in ended.err
    with_debug = run("broken", debug=True)
    assert with_debug.code == 70
    assert "Traceback" in with_debug.err
    assert "secret-1" in with_debug.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ng.RecipeError("the recipe"), 2),
        (ng.MissingExtraError("the extra"), 2),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
    ],
    ids=["recipe", "extra", "interrupted", "aborted"],
)
def test_other_ends(run, broken_command, error, code):
    broken_command.append(error)
    ended = run("broken")
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert ended.err.strip()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe to wait at")
def test_control_c(tmp_path):
    """A run that waits for its recipe, and is interrupted: exit code 130, a sentence and no traceback."""
    recipe = tmp_path / "recipe.toml"
    os.mkfifo(recipe)
    command = [sys.executable, "-m", "netgraph", "map", str(recipe), "-o", str(tmp_path / "out.html")]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
        recipe.open("w", encoding="utf-8"),  # opens as soon as the run waits at the other end
    ):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "Interrupted; nothing was written."
    assert [path.name for path in tmp_path.iterdir()] == ["recipe.toml"]


def test_a_closed_pipe_is_no_bug():
    """``netgraph catalogue | head -1``: the reader goes away."""
    script = f"{sys.executable} -m netgraph catalogue --format json | head -1"
    ended = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert ended.stderr == ""


@pytest.mark.parametrize("before", ["", "import numba; "])
def test_classes_load_without_a_compiler_and_leave_it_to_others(before):
    """In a process of its own, as the command is: mapclassify does not get numba, and who wants it does."""
    lines = (
        f"import sys; {before}known = sys.modules.get('numba')",
        "from netgraph.cli.draw import load_classes",
        "load_classes()",
        "assert 'mapclassify' in sys.modules and sys.modules.get('numba') is known",
        "assert not any(name.startswith('numba.') for name in sys.modules) or known",
        "import numba",
        "assert numba.njit(lambda x: x + 1)(2) == 3",
        "load_classes()",
        "assert sys.modules['numba'] is numba",
    )
    subprocess.run([sys.executable, "-c", "; ".join(lines)], check=True)
