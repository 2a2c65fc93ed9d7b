"""Do 90 % intervals hold in 90 of 100 cities? `python -m benchmarks.validity --write` fills docs/validity.md.

What an interval should hold depends on the design.

- Whole network: the counts are exact. The interval is about other people and ties under the same conditions. The truth
  of a district is the ratio of expected sums over cities drawn anew (`benchmarks/cities.py`); of a figure that is no
  ratio of sums, its expected value.
- Survey: part of the people are asked, and the interval is about everybody. The truth is the figure of the same
  district in the same city when all are asked.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import netgraph as ng
from benchmarks.cities import GROUP_COLUMN, districts, draw, survey_of
from benchmarks.page import write_between

if TYPE_CHECKING:
    import numpy.typing as npt

    from benchmarks.cities import Districts
    from netgraph.network import SupportNetwork

    Floats = npt.NDArray[np.float64]

__all__ = ["FULL", "QUICK", "Plan", "main", "measure"]

PAGE = Path(__file__).parents[1] / "docs" / "validity.md"
HELD = (86.0, 94.0)
"""Between which percentages an interval that is meant to hold 90 % counts as one that does."""
FEWEST_DRAWS = 5.0
"""Percentage of districts with an interval below which a cell says more of which districts those are."""
WHOLE, UNEQUAL = "whole network", "survey of 50 %, unequal weights"
FIGURES = tuple(ng.METRICS)
COLUMNS = ("value", "numerator", "denominator", "low", "high")


@dataclass(frozen=True)
class Plan:
    """How much is drawn: so many districts of each size, cities, and which parts of the people are asked."""

    counts: dict[int, int]
    draws: int
    parts: tuple[float, ...] = (0.2, 0.5, 0.8)
    unequal: bool = True


FULL = Plan({10: 30, 30: 20, 100: 8, 1_000: 4}, draws=400)
QUICK = Plan({10: 10, 30: 20, 100: 10, 1_000: 1}, draws=30, parts=(0.5,), unequal=False)


def measure(plan: Plan, seed: int = 1) -> pd.DataFrame:
    """Draw cities and look how often intervals hold.

    Returns
    -------
    DataFrame
        One row a design, size of district and figure: coverage and its Monte-Carlo error (percent), bias (mean value
        less truth), given (percentage of districts and cities with an interval) and truth (its mean).
    """
    rng = np.random.default_rng(seed)
    conditions = districts(plan.counts, rng)
    told: dict[str, list[Floats]] = {}
    for _ in range(plan.draws):
        city = draw(conditions, rng)
        told.setdefault(WHOLE, []).append(_figures(city.network(), conditions))
        for part in plan.parts:
            survey = survey_of(city, part, rng)
            told.setdefault(f"survey of {part:.0%}".replace("%", " %"), []).append(_figures(survey, conditions))
        if plan.unequal:
            told.setdefault(UNEQUAL, []).append(_figures(survey_of(city, 0.5, rng, unequal=True), conditions))
    drawn = {design: np.array(figures) for design, figures in told.items()}
    tables = [
        _held(figures, _truth(design, figures, drawn[WHOLE]), conditions).assign(design=design)
        for design, figures in drawn.items()
    ]
    return pd.concat(tables, ignore_index=True)


def _figures(network: SupportNetwork, conditions: Districts) -> Floats:
    """Return what netgraph says of every district and figure, shape (columns, districts, figures)."""
    tidy = ng.district_estimates(network, bridge_by=GROUP_COLUMN)
    shape = (len(conditions.size), len(FIGURES))
    return np.array([tidy[column].to_numpy(dtype=np.float64).reshape(shape) for column in COLUMNS])


def _truth(design: str, figures: Floats, whole: Floats) -> Floats:
    """Return what intervals should hold, shape (cities, districts, figures)."""
    if design != WHOLE:
        return np.asarray(whole[:, 0])
    value, numerator, denominator = figures[:, 0], figures[:, 1], figures[:, 2]
    no_ratio = np.array([ng.METRICS[name].shape == "whole" for name in FIGURES])
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = numerator.sum(axis=0) / denominator.sum(axis=0)
    defined = np.isfinite(value)
    mean = np.where(defined, value, 0).sum(axis=0) / np.maximum(defined.sum(axis=0), 1)
    return np.broadcast_to(np.where(no_ratio, mean, expected), value.shape)


def _held(figures: Floats, truth: Floats, conditions: Districts) -> pd.DataFrame:
    """Return how often intervals hold the truth, by size of district and figure."""
    value, low, high = figures[:, 0], figures[:, 3], figures[:, 4]
    defined = np.isfinite(value) & np.isfinite(truth)
    given = np.isfinite(low) & np.isfinite(truth)
    slack = 1e-9  # rounding
    holds = given & (low <= truth + slack) & (truth <= high + slack)
    tables = []
    for size in np.unique(conditions.size):
        here = conditions.size == size
        count, hits, known = (each[:, here].sum(axis=1) for each in (given, holds, defined))
        with np.errstate(divide="ignore", invalid="ignore"):
            coverage = hits.sum(axis=0) / count.sum(axis=0)
            # Districts of one city share people at the ends of their ties: cities are what is independent.
            error = np.sqrt(((hits - coverage * count) ** 2).sum(axis=0)) / count.sum(axis=0)
            off = np.where(defined, value - truth, 0)[:, here].sum(axis=(0, 1)) / known.sum(axis=0)
            mean = np.where(defined, truth, 0)[:, here].sum(axis=(0, 1)) / known.sum(axis=0)
        columns = {
            "coverage": 100 * coverage,
            "error": 100 * error,
            "bias": off,
            "truth": mean,
            "given": 100 * count.sum(axis=0) / (len(value) * here.sum()),
        }
        tables.append(pd.DataFrame({"size": size, "metric": FIGURES, **columns}))
    return pd.concat(tables, ignore_index=True)


def verdict(cells: pd.DataFrame) -> pd.Series:
    """Say of each cell: "held", "outside", "few" where hardly any district has an interval, or "none"."""
    inside = cells["coverage"].between(*HELD)
    said = pd.Series(np.where(inside, "held", "outside"), index=cells.index)
    return said.mask(cells["given"] < FEWEST_DRAWS, "few").mask(cells["given"] == 0, "none")


def page(cells: pd.DataFrame, plan: Plan) -> str:
    """Return the tables as Markdown."""
    said = verdict(cells)
    outside = cells[said == "outside"]
    counts = said.value_counts()
    held, few, none = (int(counts.get(name, 0)) for name in ("held", "few", "none"))
    residents = sum(size * count for size, count in plan.counts.items())
    sizes = ", ".join(f"{count} of {size:,}" for size, count in plan.counts.items())
    lines = [
        f"{plan.draws} cities of {residents:,} residents; districts: {sizes}.",
        "",
        f"- Cells with an interval: {held + len(outside)}. Of these {held} hold in {HELD[0]:.0f} to {HELD[1]:.0f} %.",
        f"- Cells in brackets, with intervals in fewer than {FEWEST_DRAWS:.0f} % of districts, not counted: {few}.",
        f"- Cells without any interval (–): {none}.",
        "",
    ]
    for design, of_design in cells.groupby("design", sort=False):
        lines += [f"### Coverage: {design}", "", *_table(of_design, _coverage), ""]
        lines += [f"### Bias, and districts with an interval: {design}", "", *_table(of_design, _bias), ""]
    lines += ["### Outside", "", *_outside(outside)]
    return "\n".join(lines)


def _table(cells: pd.DataFrame, cell: object) -> list[str]:
    sizes = sorted(cells["size"].unique())
    rows = [f"| figure | {' | '.join(f'{size:,}' for size in sizes)} |", "|---|" + "---:|" * len(sizes)]
    by_place = cells.assign(verdict=verdict(cells)).set_index(["metric", "size"])
    for name in FIGURES:
        of_figure = [by_place.loc[(name, size)] for size in sizes]
        if any(np.isfinite(each["bias"]) for each in of_figure):
            rows.append(f"| {name} | " + " | ".join(cell(each) for each in of_figure) + " |")  # type: ignore[operator]
    return rows


def _coverage(cell: pd.Series) -> str:
    text = f"{cell['coverage']:.1f} ± {cell['error']:.1f}"
    return {"none": "–", "few": f"({text})", "outside": f"**{text}**", "held": text}[cell["verdict"]]


def _bias(cell: pd.Series) -> str:
    return f"{cell['bias']:+.3f} of {cell['truth']:.3f}; {cell['given']:.0f} %" if np.isfinite(cell["bias"]) else "–"


def _outside(outside: pd.DataFrame) -> list[str]:
    """List the cells outside, and say of each whether chance alone could put it there."""
    if outside.empty:
        return ["None."]
    rows = ["| figure | design | people | coverage | why |", "|---|---|---:|---:|---|"]
    for row in outside.itertuples():
        beyond = max(HELD[0] - row.coverage, row.coverage - HELD[1])
        why = "within chance of the border" if beyond < 2 * row.error else _why(row.coverage)
        rows.append(f"| {row.metric} | {row.design} | {row.size:,} | {row.coverage:.1f} ± {row.error:.1f} | {why} |")
    return rows


def _why(coverage: float) -> str:
    if coverage > HELD[1]:
        return "too wide: few people can have it, so that coverage goes in steps, or ties depend less than supposed"
    return "too narrow: few people or unequal weights, and skewed"


def main() -> None:
    """Draw, and print the tables or write them into the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--quick", action="store_true", help="a small version, which is only printed")
    kind.add_argument("--write", action="store_true", help="put the tables into docs/validity.md")
    parser.add_argument("--seed", type=int, default=1)
    choices = parser.parse_args()
    plan = QUICK if choices.quick else FULL
    tables = page(measure(plan, choices.seed), plan)
    if choices.write:
        write_between(PAGE, "validity", tables)
    else:
        print(tables)


if __name__ == "__main__":
    main()
