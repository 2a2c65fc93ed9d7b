"""Make maps/gallery: one picture of the map of every recipe, as a laptop shows it."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from netgraph.metrics import METRICS
from netgraph.recipes import read_recipe
from netgraph.schema.map_vocabulary import ATTENTION

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "maps" / "gallery"
LAPTOP = {"width": 1366, "height": 900}
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def main() -> None:
    """Draw every recipe and take its picture; pictures of recipes that are gone go too."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is needed to take pictures: apt-get install chromium")
    recipes = sorted((ROOT / "maps").glob("*.toml"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=FLAGS).new_page(viewport=LAPTOP)
        for recipe in recipes:
            html = Path(folder) / f"{recipe.stem}.html"
            subprocess.run([sys.executable, "-m", "netgraph", "map", recipe, "-o", html], check=True)  # noqa: S603
            page.goto(html.as_uri())
            page.wait_for_selector("path.leaflet-interactive")
            check_layer(page, recipe)
            page.screenshot(path=GALLERY / f"{recipe.stem}.png")
    for picture in GALLERY.glob("*.png"):
        if picture.stem not in {recipe.stem for recipe in recipes}:
            picture.unlink()


def check_layer(page: Page, recipe: Path) -> None:
    """Make sure that the page shows the layer that its recipe opens with: the picture is of that one."""
    wanted = read_recipe(recipe).opens_with or ATTENTION
    subject = METRICS[wanted].subject if wanted in METRICS else wanted
    found = page.locator("input[name=subject]:checked").get_attribute("value")
    if found != subject:
        raise SystemExit(f"{recipe.name}: the page opens with {found!r}, not with {subject!r}.")
    if wanted in METRICS and page.locator("select#figure").input_value() != wanted:
        raise SystemExit(f"{recipe.name}: the page does not open with the figure {wanted!r}.")


if __name__ == "__main__":
    main()
