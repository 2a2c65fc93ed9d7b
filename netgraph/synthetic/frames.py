"""From arrays to the tables of the data dictionary, with pseudonyms instead of positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.schema.vocabulary import ELSEWHERE, KINDS
from netgraph.synthetic.almere import BUURTEN
from netgraph.synthetic.borders import district_borders
from netgraph.synthetic.conditions import AIMS
from netgraph.synthetic.dates import began, draw_past
from netgraph.synthetic.residents import AGE_GROUPS, EDUCATIONS, HOUSEHOLD_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from netgraph.synthetic.conditions import Aim, Plan, Planted
    from netgraph.synthetic.dates import Dates
    from netgraph.synthetic.helping import Outsiders
    from netgraph.synthetic.residents import Residents
    from netgraph.synthetic.standing import Standing
    from netgraph.synthetic.ties import Ties

__all__ = ["district_frame", "people_frame", "pseudonyms", "ties_frame", "truth_frame"]

CODES = np.array([buurt.code for buurt in BUURTEN])
CENTRES = tuple(buurt.code for buurt in BUURTEN if buurt.name.startswith("Centrum"))


def pseudonyms(rng: np.random.Generator, letter: str, count: int) -> pd.Series[str]:
    """Return pseudonyms in random order: a number says nothing about who or where somebody is.

    Examples
    --------
    >>> sorted(pseudonyms(np.random.default_rng(1), "p", 3))
    ['p0001', 'p0002', 'p0003']
    """
    digits = max(4, len(str(count)))
    numbers = pd.Series(rng.permutation(count) + 1).astype("str")
    return letter + numbers.str.zfill(digits)


def people_frame(
    rng: np.random.Generator,
    residents: Residents,
    standing: Standing,
    outsiders: Outsiders,
    names: pd.Series[str],
) -> pd.DataFrame:
    """Make the table of people, in the order of their pseudonyms."""
    households = pseudonyms(rng, "h", int(residents.household[-1]) + 1).to_numpy()
    roles = np.array(["resident", "resident;volunteer", "resident;carer", "resident;volunteer;carer"])
    known = pd.DataFrame(
        {
            "district": CODES[residents.buurt],
            "roles": roles[standing.volunteer + 2 * standing.carer],
            "age_group": np.array(AGE_GROUPS)[residents.age],
            "education": np.array(EDUCATIONS)[residents.education],
            "household": households[residents.household],
            "household_type": np.array(HOUSEHOLD_TYPES)[residents.household_type],
            "lives_alone": pd.array(residents.lives_alone, dtype="boolean"),
        }
    )
    people = pd.concat([known, _others(outsiders)], ignore_index=True)
    people.insert(0, "person", names)
    return people.sort_values("person", ignore_index=True)


def _others(outsiders: Outsiders) -> pd.DataFrame:
    """Make the rows of professionals, and of organisations: in a centre or elsewhere, in turn."""
    professionals, organisations = len(outsiders.professionals), len(outsiders.organisations)
    houses = [*CENTRES, ELSEWHERE]
    return pd.DataFrame(
        {
            "district": [ELSEWHERE] * professionals + [houses[i % len(houses)] for i in range(organisations)],
            "roles": ["professional"] * professionals + ["organisation"] * organisations,
        }
    )


def ties_frame(rng: np.random.Generator, residents: Residents, now: Ties, names: pd.Series[str]) -> pd.DataFrame:
    """Make the table of ties: those of today, and some that ended before the reference date."""
    past, past_since, until = draw_past(rng, residents)
    still = np.full(len(now), np.datetime64("NaT", "us"))
    parts = [_tie_rows(now, began(rng, now.kind), still, names), _tie_rows(past, past_since, until, names)]
    order = ["giver", "receiver", "kind", "since", "until"]
    return pd.concat(parts, ignore_index=True).drop_duplicates(order).sort_values(order, ignore_index=True)


def _tie_rows(ties: Ties, since: Dates, until: Dates, names: pd.Series[str]) -> pd.DataFrame:
    """Put ties in the columns of the table."""
    return pd.DataFrame(
        {
            "giver": names.take(ties.giver).to_numpy(),
            "receiver": names.take(ties.receiver).to_numpy(),
            "kind": np.array(KINDS)[ties.kind],
            "hours_per_week": ties.hours,
            "since": since,
            "until": until,
        }
    )


def district_frame(residents: Residents) -> gpd.GeoDataFrame:
    """Make the table of districts: borders, with the number of synthetic adults who live in each."""
    borders = district_borders()
    living = pd.Series(np.bincount(residents.buurt, minlength=len(BUURTEN)), index=CODES)
    of_wijk = living.groupby([buurt.wijk for buurt in BUURTEN]).sum()
    population = borders["district"].map(pd.concat([living, of_wijk]))
    borders.insert(2, "population", population.astype("int64"))
    return borders


def truth_frame(
    plan: Plan, residents: Residents, standing: Standing, aims: Mapping[Planted, Aim] = AIMS
) -> pd.DataFrame:
    """Make the table of planted answers: what was planted where, and what was done in numbers."""
    steered = {
        "isolated": standing.withdrawn,
        "one_sided": np.ones(len(residents), dtype=bool),
        "carers_alone": standing.unaided,
        "leans_on_one_volunteer": standing.leaning,
    }
    home = CODES[residents.buurt]
    columns = {
        "district": pd.Series([district for district, _ in plan], dtype="str"),
        "planted": pd.Series([kind for _, kind in plan], dtype="str"),
        "figure": pd.Series([aims[kind].figure for _, kind in plan], dtype="str"),
        "usual": pd.Series([aims[kind].usual for _, kind in plan], dtype="float64"),
        "aimed": pd.Series([aims[kind].aimed for _, kind in plan], dtype="float64"),
        "residents": pd.Series([(home == district).sum() for district, _ in plan], dtype="int64"),
        "steered": pd.Series([(steered[kind] & (home == where)).sum() for where, kind in plan], dtype="int64"),
    }
    return pd.DataFrame(columns)
