"""The page of a report in a real browser: complete, harmless, accessible, and fit for paper."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

import netgraph as ng
from netgraph.estimates import district_estimates
from netgraph.words.numbers import format_value
from tests.mapping.made_networks import BUURTEN, town
from tests.mapping.test_page_axe import RULES
from tests.report.conftest import REPORTS
from tests.words.test_every_text import AVOIDED_EN, AVOIDED_NL, avoided

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PAYLOAD = '<img src=x onerror="document.title=1">{{ 7*7 }}</script><script>document.title=1</script>=1+1'


def visit(visiting: Any, path: Path, **options: Any) -> Any:
    return visiting(width=options.pop("width", 1200), height=900, offline=True, **options)


@pytest.mark.browser
@pytest.mark.parametrize("name", list(REPORTS))
def test_no_violation_of_accessibility_and_nobody_is_asked(
    name: str, reported: Any, visiting: Any, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    reported(name).save(path)
    with visit(visiting, path) as seen:
        seen.page.goto(path.as_uri())
        found = Axe().run(seen.page, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
        images = seen.page.evaluate("[...document.images].map(one => [one.complete, one.naturalWidth > 0, one.alt])")
        assert images
        assert all(complete and drawn and alt for complete, drawn, alt in images)
    assert seen.outside == []
    assert seen.console == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 768, 1366])
def test_it_fits_every_screen(width: int, reported: Any, visiting: Any, tmp_path: Path) -> None:
    """Nothing but the tables, which scroll by themselves, is wider than the screen."""
    path = tmp_path / "report.html"
    reported("town, Dutch").save(path)
    with visit(visiting, path, width=width) as seen:
        seen.page.goto(path.as_uri())
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_the_table_of_figures_is_what_the_analyst_has(reported: Any, visiting: Any, tmp_path: Path) -> None:
    """Oracle: `district_estimates` in the words of `format_value`, where thirty people or more make it safe to show."""
    path = tmp_path / "report.html"
    reported("few figures").save(path)
    with visit(visiting, path) as seen:
        page: Page = seen.page
        page.goto(path.as_uri())
        table = page.locator("table.figures").first
        heads = table.locator("thead th").all_inner_texts()
        rows = table.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.firstChild.textContent.trim()))"
        )
        seen_as = table.locator("tbody tr").first.inner_text()
    exact = district_estimates(town(), ["isolated", "contacts"]).set_index(["group", "metric"])["value"]
    assert heads[:3] == ["Neighbourhood", "No support ties", "Contacts per resident"]
    shown = {row[0]: row[1:3] for row in rows}
    assert re.match(r"Alfavel\s5%\s+2% to 10%\s", seen_as)  # a figure and its margin do not run together
    assert list(shown) == sorted(shown, key=lambda name: name.replace("É", "E"))
    assert "Nihilvel" not in shown  # nobody lives there
    for code, (name, _, people, _) in BUURTEN.items():
        if people >= 30:
            assert shown[name][0] == format_value(exact[code, "isolated"], "share", "en")
            assert shown[name][1] == format_value(exact[code, "contacts"], "number", "en")


def seen_text(paper: bytes, folder: Path) -> list[str]:
    """Return the text of every page of a PDF; nothing where pdftotext is not there."""
    if shutil.which("pdftotext") is None:
        return []
    (folder / "paper.pdf").write_bytes(paper)
    read = subprocess.run(["pdftotext", folder / "paper.pdf", "-"], check=True, capture_output=True, text=True)
    return read.stdout.split("\f")[:-1]


@pytest.mark.browser
def test_on_paper_the_figures_lie_down_and_pages_are_numbered(reported: Any, visiting: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    reported("town, Dutch").save(path)
    with visit(visiting, path) as seen:
        seen.page.goto(path.as_uri())
        paper = seen.page.pdf(prefer_css_page_size=True)
    text = seen_text(paper, tmp_path)
    if text:
        assert [f"pagina {number} van {len(text)}" in page for number, page in enumerate(text, start=1)] == [
            True
        ] * len(text)
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", paper)}
    sides = {(round(right), round(top)) for _, _, right, top in boxes}
    assert {tall > wide for wide, tall in sides} == {True, False}  # both ways up


@pytest.mark.parametrize("name", list(REPORTS))
def test_nothing_in_it_can_run_or_load(name: str, reported: Any) -> None:
    page = reported(name).html()
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", page)
    assert not re.search(r"\son\w+\s*=", page)


@pytest.mark.browser
def test_words_from_the_data_stay_words(visiting: Any, tmp_path: Path) -> None:
    """Names, place, source, title and contact are all the same attack; none of it becomes markup."""
    network = town()
    districts = network.districts
    districts["name"] = PAYLOAD
    about = {**network.about.model_dump(), "place": PAYLOAD, "source": PAYLOAD}
    report = ng.district_report(
        ng.from_tables(network.people, network.ties, districts, about),
        title=PAYLOAD,
        organisation=PAYLOAD,
        contact=PAYLOAD,
    )
    path = tmp_path / "report.html"
    report.save(path)
    with visit(visiting, path) as seen:
        seen.page.goto(path.as_uri())
        assert seen.page.title() == PAYLOAD
        assert seen.page.locator("h1").inner_text() == PAYLOAD
        assert seen.page.locator("img").count() == 1  # the map
    assert seen.outside == []
    assert seen.console == []


@pytest.mark.browser
@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\ufffe", "\u202e", "😀", "-->"])
def test_signs_that_cannot_be_drawn_leave_the_map_as_it_is(sign: str, visiting: Any, tmp_path: Path) -> None:
    """Matplotlib writes every text in a comment too, where one control character makes an SVG unreadable."""
    network = town()
    districts = network.districts
    districts["name"] = [f"{name}{sign}" for name in districts["name"]]
    about = {**network.about.model_dump(), "source": f"Zeta{sign}"}
    path = tmp_path / "report.html"
    ng.district_report(ng.from_tables(network.people, network.ties, districts, about), metrics=["isolated"]).save(path)
    with visit(visiting, path) as seen:
        seen.page.goto(path.as_uri())
        assert seen.page.evaluate("document.images[0].naturalWidth") > 100
    assert seen.console == []


@pytest.mark.parametrize("name", ["town", "town, Dutch", "town, wijken", "survey", "register", "internal"])
def test_no_person_and_nothing_that_is_not_shown(name: str, reported: Any) -> None:
    """Ids of people, a column of theirs, its values, where they live, and a remark on a district all have odd names."""
    page = reported(name).html()
    (picture,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    drawn = base64.b64decode(picture).decode("utf-8")
    assert "<!--" not in drawn
    for secret in ("person-zqx", "zqx", "5.123456", "52.654321"):
        assert secret not in page
        assert secret not in drawn


def cells_of(page: str, area: str) -> list[str]:
    """Return the cells of all tables of figures in the row of an area."""
    rows = re.findall(rf'<th scope="row"><bdi>{area}</bdi></th>(.*?)</tr>', page.split('id="figures"')[1], re.DOTALL)
    return [
        re.sub(r"<[^>]+>", " ", cell).strip() for row in rows for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
    ]


def test_nothing_of_a_hidden_area_is_told(reported: Any) -> None:
    """Minivel has 6 people: whatever stands in its cells is why it is not shown, or the figure of its wijk."""
    page = reported("town").html()
    cells = cells_of(page, "Minivel")
    assert len(cells) > 20
    allowed = re.compile(r"Not shown|All of medistad: |Cannot be seen|Undefined")
    assert [cell for cell in cells if not allowed.match(cell.capitalize())] == []
    assert any(cell.startswith("all of Medistad: ") for cell in cells)
    assert "the figure is of that whole" in page


def test_an_internal_report_says_so_first_and_does_not_say_that_it_is_protected(reported: Any) -> None:
    page = reported("internal").html()
    assert '@bottom-left { content: "INTERNAL' in page  # and on every sheet of paper
    assert page.index("INTERNAL – do not share") < page.index("<h1")
    assert "There are no persons in this report" not in page
    assert "There are no persons in this report" in reported("town").html()


def test_a_survey_is_an_estimate_and_a_register_cannot_see_isolation(reported: Any) -> None:
    survey, register = reported("survey").html(), reported("register").html()
    assert "(estimate" in survey
    assert "Percentages are rounded." in survey
    assert "Numbers are rounded" not in survey
    assert re.search(r"Cannot be seen with these data: No support ties[ ,]", register)
    assert "A register cannot show who has no support." in register
    assert "Only support that an organisation recorded." in register
    assert '<th scope="col">No support ties</th>' not in register  # no column of a hundred times the same


@pytest.mark.parametrize("name", list(REPORTS))
def test_no_word_to_avoid_and_no_placeholder_is_left(name: str, reported: Any) -> None:
    """WORDS.md; sources and formulas are quotations and not ours to choose."""
    page = re.sub(r"<small>(?:Source|Bron):.*?</small>|<style>.*?</style>", "", reported(name).html(), flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", page)
    avoid = AVOIDED_NL if '<html lang="nl">' in page else AVOIDED_EN
    assert avoided(words, avoid) <= {"ranglijst", "ranking", "edge"}
    assert not re.search(r"\{\w+\}", words)
