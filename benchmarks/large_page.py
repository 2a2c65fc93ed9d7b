"""How large and how quick is the page of 14,000 districts? `python benchmarks/large_page.py` draws it and prints that.

Times are those of one run on one machine: compare them with each other, not with another machine's.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

import netgraph as ng

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

ACROSS, DOWN = 118, 119
CELL = 2_100.0  # metres between corners
POINTS = 24  # along a border, as real boundaries have many
WOBBLE, BEND = 200.0, 40.0  # metres: how far corners and points of borders lie beside a grid
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def country(people_each: int = 12, seed: int = 1) -> SupportNetwork:
    """Return a made-up country of 14,042 districts in 2,400 larger areas, with wobbly borders that neighbours share."""
    rng = np.random.default_rng(seed)
    districts = _districts(rng)
    count = len(districts) * people_each
    home = np.repeat(districts["district"].to_numpy(), people_each)
    roles = rng.choice(["resident", "resident;carer", "resident;volunteer"], count, p=[0.6, 0.2, 0.2])
    people = pd.DataFrame({"person": np.arange(count).astype(str), "district": home, "roles": roles})
    giver = rng.integers(0, count, 2 * count)
    receiver = giver // people_each * people_each + rng.integers(0, people_each, len(giver))
    far = rng.random(len(giver)) < 0.2
    receiver[far] = rng.integers(0, count, int(far.sum()))
    kept = giver != receiver
    kinds = rng.choice(["practical", "emotional", "care", "company", "volunteering"], int(kept.sum()))
    ties = pd.DataFrame(
        {
            "giver": giver[kept].astype(str),
            "receiver": receiver[kept].astype(str),
            "kind": kinds,
            "hours_per_week": rng.integers(1, 9, len(kinds)),
        }
    ).drop_duplicates(["giver", "receiver", "kind"])
    return ng.from_tables(people, ties, districts, {"design": "whole_network"})


def _districts(rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Draw the cells of a grid of which every border bends."""
    corner = {
        (i, j): np.array([20_000 + CELL * i, 320_000 + CELL * j]) + rng.normal(0, WOBBLE, 2)
        for i in range(ACROSS + 1)
        for j in range(DOWN + 1)
    }
    along = np.linspace(0, 1, POINTS)[:, None]

    def border(start: Any, end: Any) -> list[Any]:
        aside = np.array([start[1] - end[1], end[0] - start[0]]) / CELL
        bend = rng.normal(0, BEND, (POINTS, 1)) * np.sin(np.pi * along) ** 2  # none at the corners, where borders meet
        return list(start + along * (end - start) + bend * aside)

    level = {(i, j): border(corner[i, j], corner[i + 1, j]) for i in range(ACROSS) for j in range(DOWN + 1)}
    upright = {(i, j): border(corner[i, j], corner[i, j + 1]) for i in range(ACROSS + 1) for j in range(DOWN)}
    places = [(i, j) for j in range(DOWN) for i in range(ACROSS)]
    rings = [[*level[i, j], *upright[i + 1, j], *level[i, j + 1][::-1], *upright[i, j][::-1]] for i, j in places]
    return gpd.GeoDataFrame(
        {
            "district": [f"BU{number:08d}" for number in range(len(places))],
            "name": [f"Buurt {number}" for number in range(len(places))],
            "parent": [f"WK{j // 3 * 100 + i // 2:06d}" for i, j in places],
        },
        geometry=[shapely.Polygon(ring) for ring in rings],
        crs="EPSG:28992",
    )


def main() -> None:
    """Draw the page, open it, and print what it takes."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only to measure in a browser

    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is needed to measure: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "country.html"
        network = country()
        clock = Clock()
        drawn = ng.district_map(network, internal=True)
        clock.tell("figures, words and borders")
        drawn.save(path)
        clock.tell("written")
        print(f"{'size':28}{path.stat().st_size / 1e6:8.1f} MB")
        page = playwright.chromium.launch(executable_path=browser, args=FLAGS).new_page()
        clock.tell("browser started")
        page.goto(path.as_uri())
        page.wait_for_selector(".leaflet-districts-pane path")
        page.evaluate(NEXT_FRAME)
        clock.tell("page opened")
        box = page.locator(".folium-map").bounding_box() or {}
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_selector(".leaflet-tooltip")
        clock.tell("tooltip")
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3, steps=5)
        page.mouse.up()
        page.evaluate(NEXT_FRAME)
        clock.tell("moved")
        page.click("#zoom-in")
        page.evaluate(NEXT_FRAME)
        clock.tell("zoomed")
        page.fill("#search", "Buurt 1234")
        page.wait_for_function("document.querySelectorAll('#list tbody tr').length < 20")
        clock.tell("searched")


class Clock:
    """Tells how long each step took."""

    def __init__(self) -> None:
        self.since = time.perf_counter()

    def tell(self, step: str) -> None:
        """Print the time since the step before."""
        print(f"{step:28}{time.perf_counter() - self.since:8.2f} s")
        self.since = time.perf_counter()


if __name__ == "__main__":
    main()
