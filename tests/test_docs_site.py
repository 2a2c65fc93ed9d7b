"""The documentation site builds without a warning, asks no other host, and what its pages show works.

Nothing here knows a figure: what a code block of a page prints is compared with what the page says that it prints.
Names are those of netgraph/__init__.pyi, and words those of netgraph.words.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from netgraph.cli.main import cli, main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?: title=\"(?P<title>[^\"]*)\")?\n(?P<text>.*?)^(?P=indent)```$",
    re.DOTALL | re.MULTILINE,
)
PRINTS = "prints"
LOADING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
"""Tags that make a browser fetch something, and the attribute that says where; a link in a text (a) does not."""
FETCHED_BY_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//")
GREATEST_PICTURE = 200_000


def blocks(page: str, *languages: str) -> list[tuple[str, str, str]]:
    """Return language, title and text of the code blocks of a page, in order."""
    found = BLOCK.finditer((DOCS / page).read_text(encoding="utf-8"))
    return [
        (block["language"], block["title"] or "", re.sub(f"^{block['indent']}", "", block["text"], flags=re.MULTILINE))
        for block in found
        if block["language"] in languages
    ]


class Fetched(HTMLParser):
    """What a page makes a browser fetch from another host."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[str] = []
        self.styling = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the address that the tag loads, at its other sizes (srcset), and at its own style."""
        given = dict(attrs)
        self.styling = tag == "style"
        address = given.get(LOADING.get(tag, ""), "") or ""
        places = [address, *(part.split()[0] for part in (given.get("srcset") or "").split(",") if part.strip())]
        self.others += [place for place in places if re.match(r"\s*(?:https?:)?//", place)]
        self.others += FETCHED_BY_CSS.findall(given.get("style") or "")

    def handle_endtag(self, tag: str) -> None:
        """Know when a style ends."""
        self.styling = self.styling and tag != "style"

    def handle_data(self, data: str) -> None:
        """Look for what a style loads."""
        self.others += FETCHED_BY_CSS.findall(data) if self.styling else []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as a writer does; nothing may be printed, and of --strict a warning ends the building."""
    folder = tmp_path_factory.mktemp("site")
    # Material prints a notice about its own future unless this is set.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stdout + built.stderr) == (0, "")
    return folder


def test_every_page_of_the_folder_is_built(site: Path) -> None:
    pages = {page.relative_to(DOCS).with_suffix("") for page in DOCS.rglob("*.md")}
    built = {page.parent.relative_to(site) for page in site.rglob("index.html")}
    assert {Path("index"), Path("reference/index")} <= pages
    assert {page.parent if page.name == "index" else page for page in pages} == built
    assert not (site / "hooks").exists(), "what builds the site is no part of it"


def test_no_page_fetches_anything_from_another_host(site: Path) -> None:
    asked: dict[str, list[str]] = {}
    for page in site.rglob("*.html"):
        reader = Fetched()
        reader.feed(page.read_text(encoding="utf-8"))
        asked[str(page.relative_to(site))] = reader.others
    for sheet in site.rglob("*.css"):
        asked[str(sheet.relative_to(site))] = FETCHED_BY_CSS.findall(sheet.read_text(encoding="utf-8"))
    assert len(asked) > 20
    assert {page: others for page, others in asked.items() if others} == {}


def test_a_page_that_asks_another_host_is_found() -> None:
    """Else the test above may have looked for nothing."""
    reader = Fetched()
    reader.feed(
        "<a href='https://a.example'>text</a><img src='https://b.example/c.png'>"
        "<script src='//d.example/e.js'></script>"
        "<style>@import 'https://f.example/g.css'; p { background: url(//h.example/i.png) }</style>"
        "<link href='local.css'>"
    )
    assert len(reader.others) == 4


def test_no_diagram_or_formula_is_asked_for(site: Path) -> None:
    """Material fetches a program from another host for these, when a page has one."""
    for page in site.rglob("*.html"):
        assert not re.search(r"class=\"[^\"]*\b(?:mermaid|arithmatex)\b", page.read_text(encoding="utf-8")), page


def public_names() -> list[str]:
    """Return the names that netgraph/__init__.pyi gives."""
    stub = ast.parse((ROOT / "netgraph" / "__init__.pyi").read_text(encoding="utf-8"))
    imports = [part for part in stub.body if isinstance(part, ast.ImportFrom)]
    return [name.asname or name.name for part in imports for name in part.names]


@pytest.mark.parametrize("name", public_names())
def test_every_public_name_is_in_the_reference_as_users_import_it(site: Path, name: str) -> None:
    """With a heading of its own and a text; so a name that is added later is missed here."""
    named = [page for page in REFERENCE.glob("*.md") if f"::: netgraph.{name}\n" in page.read_text(encoding="utf-8")]
    assert len(named) == 1, f"put '::: netgraph.{name}' on one page of docs/reference"
    html = (site / "reference" / named[0].stem / "index.html").read_text(encoding="utf-8")
    entry = re.search(rf"<h2 id=\"netgraph\.{name}\".*?(?=<h2 |</article>)", html, re.DOTALL)
    assert entry is not None
    assert f">netgraph.{name}</span>" in entry.group()
    assert re.search(r"doc-contents[^>]*>\s*<p>\S", entry.group()), "it has a docstring"
    assert "doc-module-name" not in entry.group() or name == "scale", "a function, not the module that bears its name"


def test_the_index_of_the_reference_names_all(site: Path) -> None:
    page = (REFERENCE / "index.md").read_text(encoding="utf-8")
    assert "`NetgraphError` and the errors that follow from it" in page
    assert [name for name in public_names() if f"`{name}`" not in page and not name.endswith("Error")] == []


@pytest.mark.parametrize("name", [None, *sorted(cli.commands)])
def test_the_help_of_every_command_is_on_its_page(site: Path, name: str | None) -> None:
    """What a command prints on a line of a hundred signs."""
    printed = (
        CliRunner().invoke(cli, ([name] if name else []) + ["--help"], prog_name="netgraph", terminal_width=100).output
    )
    html = (site / "reference" / "command_line" / "index.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", html)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(entity, sign)
    assert printed.strip() in text


def test_dutch_pages_say_that_they_are_dutch(site: Path) -> None:
    """A screen reader goes by it (WCAG 2.2, 3.1.2)."""
    for page in ("kaart_lezen", "privacy_nl"):
        assert '<div lang="nl">' in (site / page / "index.html").read_text(encoding="utf-8")


def test_pictures_are_small_and_shown() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    pictures = list((DOCS / "pictures").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size < GREATEST_PICTURE, picture.name
        assert re.search(rf"!\[[^\]]{{20,}}\]\(pictures/{picture.name}\)", pages), f"{picture.name} needs words instead"


def run_page(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run the Python and netgraph blocks of a page in order, in one namespace; return the netgraph commands that ran.

    A toml block with a title becomes the file of that name. What a Python block prints must be what the block of text
    titled "prints" after it says; one that prints nothing has none.
    """
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    names: dict[str, Any] = {"__name__": "page"}
    printed, commands = "", []
    for language, title, text in [*blocks(page, "python", "toml", "bash", "text"), ("python", "", "")]:
        if title == PRINTS:
            assert printed.rstrip("\n") == text.rstrip("\n"), f"{page} says that this is printed, but it is not"
            printed = ""
            continue
        if language == "python":
            assert not printed, f"{page} does not show that this is printed:\n{printed}"
            printed = output_of(text, names)
        elif language == "toml" and title:
            (folder / title).parent.mkdir(exist_ok=True)
            (folder / title).write_text(text, encoding="utf-8")
        elif language == "bash":
            commands += [line for line in text.splitlines() if line.startswith("netgraph ")]
            for line in text.splitlines():
                run_command(line)
    return commands


def output_of(code: str, names: dict[str, Any]) -> str:
    """Run code and return what it prints."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(compile(code, "<page>", "exec"), names)  # noqa: S102 - our own page
    return output.getvalue()


def run_command(line: str) -> None:
    """Run one line that starts with netgraph; it must go well."""
    word, *arguments = line.split()
    assert word == "netgraph", f"{line}: only commands of netgraph are run"
    with contextlib.redirect_stdout(io.StringIO()), pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0, line


def test_the_tutorial_runs_and_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All blocks in order, where nothing is but what they make."""
    pytest.importorskip("matplotlib")
    commands = run_page("tutorial.md", tmp_path, monkeypatch)
    assert commands
    made = {path.name for path in tmp_path.iterdir()}
    assert {"egos.csv", "alters.csv", "alter_ties.csv", "mapping.toml", "survey-2026", "map.html"} <= made
    assert {"thin_support.png", "figures.xlsx"} <= made


def test_no_contact_of_the_tutorial_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks for no names of others: what it writes about them has a number, not an identifier of the city."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for _, _, text in blocks("tutorial.md", "python"):
        if "network" in names:
            break
        output_of(text, names)
    header = (tmp_path / "alters.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert "contact" not in header
    people = names["network"].people
    mentioned = people.loc[~people["respondent"], "person"]
    assert mentioned.str.fullmatch(r".+/\d+").all()


def test_the_monthly_map_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On example data, as the page says; then with rows that are wrong, which its recipe sets aside."""
    commands = run_page("monthly_map.md", tmp_path, monkeypatch)
    assert {line.split()[1] for line in commands} == {"example", "check", "map", "metrics", "report"}
    html = (tmp_path / "2026-02.html").read_text(encoding="utf-8")
    assert "Voorbeeldstad, welzijn" in html


def test_a_recipe_of_the_monthly_map_sets_wrong_rows_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page shows the message about hours below 0 and says that the command counts what it sets aside."""
    monkeypatch.chdir(tmp_path)
    run_command("netgraph example 2026-02 --people 600 --format csv")
    ties = tmp_path / "2026-02" / "ties.csv"
    rows = ties.read_text(encoding="utf-8").splitlines()
    giver, receiver, *_ = rows[1].split(",")
    ties.write_text("\n".join([*rows, f"{giver},{receiver},practical,-2,,"]) + "\n", encoding="utf-8")
    ((_, title, recipe),) = blocks("monthly_map.md", "toml")
    (tmp_path / title).parent.mkdir()
    (tmp_path / title).write_text(recipe, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check", "2026-02"])
    assert ended.value.code == 1
    message = re.sub(r"row \d+", "row", capsys.readouterr().err)
    (shown,) = [text for _, _, text in blocks("monthly_map.md", "text") if text.startswith("ties.csv")]
    assert re.sub(r"row \d+", "row", shown.strip()) in message
    run_command(f"netgraph map {title} -o 2026-02.html")
    assert "Set aside: 1 of ties." in capsys.readouterr().err


def test_the_page_for_neighbourhood_workers_uses_the_words_of_the_map() -> None:
    """Labels, sentences and questions are those of netgraph.words, so that both change together."""
    from netgraph.words import page as words  # noqa: PLC0415
    from netgraph.words.certainty import CERTAINTIES  # noqa: PLC0415
    from netgraph.words.questions import QUESTIONS, QUESTIONS_HEADING  # noqa: PLC0415
    from netgraph.words.states import ATTENTION  # noqa: PLC0415

    text = re.sub(r"\s+", " ", (DOCS / "kaart_lezen.md").read_text(encoding="utf-8").replace("**", ""))
    states = [state for name, state in ATTENTION.items() if name != "not_observable"]
    said = [
        *(state.label for state in states),
        *(state.explanation for state in states),
        *QUESTIONS["isolated"],
        *(step.words for step in CERTAINTIES),
        *(QUESTIONS_HEADING, words.PANEL_WHY, words.PANEL_HOW_SURE, words.PANEL_FIGURES, words.PANEL_BASIS),
        *(words.CAUTION, words.WHAT_IS_MEASURED, words.SUPPORTER_DEFINITION, words.PAID_HELP_DEFINITION),
        *(words.CONTROL_PRINT, words.CONTROL_SEARCH_LABEL, words.CONTROL_FILTER_ATTENTION),
    ]
    rest = "de rest van de stad"
    sentences = [one.nl.replace("{rest}", rest) for one in said]
    assert [sentence for sentence in sentences if sentence not in text] == []
