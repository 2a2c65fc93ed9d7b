"""Make docs/pictures: the map of the survey of tutorial.md, in Dutch, as a laptop shows it.

Run: python docs/hooks/pictures.py. It needs Chromium, as .ci/gallery.py does.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image
from playwright.sync_api import sync_playwright

import netgraph as ng

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCS = Path(__file__).resolve().parents[1]
PICTURES = DOCS / "pictures"
LAPTOP = {"width": 1280, "height": 860}
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
DISTRICT, FIGURE = "Stedenwijk", "carers"
PANEL = "#panel"
COLOURS = 128


def main() -> None:
    """Draw the map and take its pictures."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is needed to take pictures: apt-get install chromium")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        html = Path(folder) / "map.html"
        ng.district_map(survey_of_the_tutorial(Path(folder)), language="nl").save(html)
        page = playwright.chromium.launch(executable_path=browser, args=FLAGS).new_page(viewport=LAPTOP)
        page.goto(html.as_uri())
        page.wait_for_selector("path.leaflet-interactive")
        take(page, "kaart")
        page.locator(f"input[name=subject][value={FIGURE}]").check(force=True)
        take(page, "cijfer_op_de_kaart", "#panel >> xpath=preceding-sibling::*[1]")
        page.locator("input[name=subject][value=attention]").check(force=True)
        page.get_by_role("button", name=DISTRICT).first.click()
        take(page, "uitleg_bij_een_buurt", PANEL)
        page.get_by_role("heading", name="De cijfers").evaluate("heading => heading.scrollIntoView()")
        take(page, "cijfers_van_een_buurt", PANEL)


def survey_of_the_tutorial(folder: Path) -> ng.SupportNetwork:
    """Run the tutorial until it has read its survey, and name its source in Dutch."""
    blocks = re.findall(r"^```python\n(.*?)^```", (DOCS / "tutorial.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    names: dict[str, Any] = {}
    before = Path.cwd()
    os.chdir(folder)
    try:
        while "network" not in names:
            exec(blocks.pop(0), names)  # noqa: S102 - our own page
    finally:
        os.chdir(before)
    network: ng.SupportNetwork = names["network"]
    about = network.about.model_dump() | {"source": "verzonnen enquête in een verzonnen stad"}
    return ng.from_tables(network.people, network.ties, network.districts, about)


def take(page: Page, name: str, part: str | None = None) -> None:
    """Take a picture of the page, or of a part of it, with few enough colours to stay small."""
    page.wait_for_timeout(900)  # the map flies
    path = PICTURES / f"{name}.png"
    if part is None:
        page.screenshot(path=path)
    else:
        page.locator(part).screenshot(path=path)
    Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
