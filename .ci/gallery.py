"""Make maps/gallery: one picture of the map of every recipe, as a laptop shows it."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
LAPTOP = {"width": 1366, "height": 900}
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def main() -> None:
    """Draw every recipe and take its picture."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is needed to take pictures: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=FLAGS).new_page(viewport=LAPTOP)
        for recipe in sorted((ROOT / "maps").glob("*.toml")):
            html = Path(folder) / f"{recipe.stem}.html"
            subprocess.run([sys.executable, "-m", "netgraph", "map", recipe, "-o", html], check=True)  # noqa: S603
            page.goto(html.as_uri())
            page.wait_for_selector("path.leaflet-interactive")
            page.screenshot(path=ROOT / "maps" / "gallery" / f"{recipe.stem}.png")


if __name__ == "__main__":
    main()
