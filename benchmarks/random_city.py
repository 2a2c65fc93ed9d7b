"""Random cities to attack: people with their degrees, care and hours, and the tidy tables of their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netgraph.estimates.columns import DESIGN
from netgraph.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy.typing as npt

    Parts = dict[str, tuple[npt.NDArray[Any], npt.NDArray[Any]]]
    Tables = dict[Hashable, pd.DataFrame]

__all__ = ["LEVELS", "MEANS", "PARTS", "SHARES", "later", "random_people", "tables_of"]

SHARES = (
    *("isolated", "unsupported", "thin_support", "single_supporter", "receive_only", "give_only"),
    *("dyadic_reciprocity", "volunteer_dependence", "carers_alone", "respite_reach", "intensive_carers"),
)
MEANS = ("contacts", "care_hours")
LEVELS = ("district", "parent", None)
PARTS = ("numerator", "denominator", "people")
INTENSIVE = 8
"""Hours a week from which care is intensive (CBS 2024)."""


def random_people(rng: np.random.Generator, most_districts: int = 8) -> tuple[pd.DataFrame, dict[str, str]]:
    """Draw people with their degrees, care and hours in a few districts, small and large.

    Returns
    -------
    DataFrame
        One row a person: district, into, out and mutual (contacts), carer, hours, alone, respite and dependent.
    dict of str
        District -> larger area.
    """
    districts, areas = int(rng.integers(2, most_districts + 1)), int(rng.integers(1, 4))
    parents = {f"d{number}": f"a{rng.integers(areas)}" for number in range(districts)}
    sizes = rng.integers(1, rng.choice([15, 60, 200]), districts)
    count = int(sizes.sum())
    into, out = (rng.poisson(rng.uniform(0.7, 4), count) * (rng.random(count) > rng.uniform(0, 0.3)) for _ in "io")
    carer = rng.random(count) < rng.uniform(0.05, 0.4)
    people = pd.DataFrame(
        {
            "district": np.repeat(list(parents), sizes),
            "into": into,
            "out": out,
            "mutual": rng.binomial(np.minimum(into, out), 0.7),
            "carer": carer,
            "hours": np.where(carer, rng.gamma(1.0, 12.0, count).round(1) + 0.5, 0.0),
            "alone": rng.random(count) < 0.3,
            "respite": rng.random(count) < 0.15,
            "dependent": rng.random(count) < 0.05,
        }
    )
    return people, parents


def later(people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the same people at a second date: one to three lost all their contacts, and one person moved in."""
    lost = rng.choice(people.index, min(int(rng.integers(1, 4)), len(people)), replace=False)
    after = people.copy()
    after.loc[lost, ["into", "out", "mutual"]] = 0
    return pd.concat([after, people.sample(1, random_state=rng)], ignore_index=True)


def tables_of(people: pd.DataFrame, parents: dict[str, str], metrics: Sequence[str] = (*SHARES, *MEANS)) -> Tables:
    """Add figures up by district, by larger area and of everybody.

    Parameters
    ----------
    people, parents
        As `random_people` returns them.
    metrics : sequence of str
        Some of `SHARES` and `MEANS`.
    """
    parts = _parts(people)
    order = [name for name in METRICS if name in metrics]
    homes = people["district"].to_numpy()
    group = {"district": homes, "parent": people["district"].map(parents).to_numpy(), None: np.full(len(people), "all")}
    return {level: _tidy(group[level], parts, order) for level in LEVELS}


def _parts(people: pd.DataFrame) -> Parts:
    """Return numerator and denominator of every figure, person by person."""
    into, out, mutual, hours = (people[name].to_numpy() for name in ("into", "out", "mutual", "hours"))
    carer, alone, respite, dependent = (people[name].to_numpy() for name in ("carer", "alone", "respite", "dependent"))
    everybody, contacts, supported = np.ones(len(people), dtype=bool), into + out - mutual, into > 0
    return {
        "isolated": (contacts == 0, everybody),
        "unsupported": (~supported, everybody),
        "thin_support": (into <= 1, everybody),
        "single_supporter": (into == 1, everybody),
        "contacts": (contacts, everybody),
        "dyadic_reciprocity": (mutual, contacts),
        "receive_only": (supported & (out == 0), contacts > 0),
        "give_only": (~supported & (out > 0), contacts > 0),
        "carers_alone": (carer & alone, carer),
        "care_hours": (hours, carer),
        "intensive_carers": (carer & (hours >= INTENSIVE), carer),
        "respite_reach": (carer & respite, carer),
        "volunteer_dependence": (supported & dependent, supported),
    }


def _tidy(group: npt.NDArray[Any], parts: Parts, order: list[str]) -> pd.DataFrame:
    """Add the parts of every figure up by group."""
    rows = []
    for name in np.unique(group):
        here = group == name
        for metric in order:
            above, below = (np.asarray(part, dtype=np.float64)[here] for part in parts[metric])
            largest = np.sort(above)[-2:].sum() / above.sum() if above.sum() else np.nan
            value = above.sum() / below.sum() if below.sum() else np.nan
            counts = (above.sum(), below.sum(), int((below > 0).sum()), int((above != 0).sum()), largest)
            rows.append((name, metric, value, *counts, "" if below.sum() else "undefined"))
    columns = ["group", "metric", "value", *PARTS, "contributors", "largest_two", "reason"]
    tidy = pd.DataFrame(rows, columns=columns)
    tidy.attrs[DESIGN] = "whole_network"
    return tidy
