"""The synthetic Almere as tables, in the columns that a network is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.errors import NetgraphError
from netgraph.synthetic.almere import BUURTEN
from netgraph.synthetic.care import draw_care, draw_respite
from netgraph.synthetic.conditions import (
    AIMS,
    MINIMUM_RESIDENTS,
    PLANTED,
    natural_conditions,
    planted_conditions,
)
from netgraph.synthetic.dates import REFERENCE_DATE
from netgraph.synthetic.everyday import draw_everyday
from netgraph.synthetic.frames import district_frame, people_frame, pseudonyms, ties_frame, truth_frame
from netgraph.synthetic.helping import draw_professional, draw_volunteering, number_outsiders
from netgraph.synthetic.residents import INHABITANTS, draw_residents
from netgraph.synthetic.standing import draw_standing
from netgraph.synthetic.ties import join

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

    from netgraph.synthetic.conditions import Aim, Conditions, Plan, Planted
    from netgraph.synthetic.residents import Residents
    from netgraph.synthetic.standing import Standing
    from netgraph.synthetic.ties import Ties

__all__ = ["ABOUT", "FEWEST_PEOPLE", "SyntheticTables", "synthetic_tables"]

FEWEST_PEOPLE = 50

ABOUT: dict[str, Any] = {
    "design": "whole_network",
    "reference_date": REFERENCE_DATE,
    "source": "verzonnen voorbeeldgegevens van netgraph",
    "population_is": "adults",
    "boundary_year": 2016,
    "boundary_source": (
        "schematisch; namen en codes: Kadaster / Centraal Bureau voor de Statistiek, Wijk- en Buurtkaart"
    ),
    "place": "Almere",
    "synthetic": True,
}


@dataclass(frozen=True)
class SyntheticTables:
    """The tables of a synthetic Almere, what is said about them, and the planted answers."""

    people: pd.DataFrame
    ties: pd.DataFrame
    districts: gpd.GeoDataFrame
    about: dict[str, Any]
    truth: pd.DataFrame


def synthetic_tables(
    people: int = 5_000,
    seed: int | np.random.Generator = 1,
    *,
    planted: bool | Plan = True,
    aims: Mapping[Planted, Aim] = AIMS,
    inhabitants: Sequence[int] = INHABITANTS,
) -> SyntheticTables:
    """Draw a synthetic Almere as tables; `synthetic_network` makes a network of them and says what is in it.

    Parameters
    ----------
    people, seed
        As in `synthetic_network`.
    planted : bool or sequence of (district, what)
        As in `synthetic_network`; or what is planted where.
    aims : mapping of str to Aim
        How strongly.
    inhabitants : sequence of int
        How large each of ``BUURTEN`` is beside the others.

    Returns
    -------
    SyntheticTables
        Columns as in the data dictionary; people in the order of their pseudonyms, ties by giver and
        receiver.

    Raises
    ------
    NetgraphError
        As in `synthetic_network`.

    Examples
    --------
    >>> tables = synthetic_tables(people=400, seed=3)
    >>> int(tables.people["roles"].str.contains("resident").sum())
    400
    """
    count, rng = _checked(people, seed)
    natural = natural_conditions(rng)
    residents = draw_residents(rng, count, natural, inhabitants)
    plan = _plan(residents, PLANTED if planted is True else planted or ())
    differences = planted_conditions(natural, plan, aims)
    standing = draw_standing(rng, residents, differences)

    ties = _ties(rng, residents, standing, differences)
    outsiders = number_outsiders(count)
    names = pseudonyms(rng, "p", count + len(outsiders.professionals) + len(outsiders.organisations))
    return SyntheticTables(
        people=people_frame(rng, residents, standing, outsiders, names),
        ties=ties_frame(rng, residents, ties, names),
        districts=district_frame(residents),
        about=dict(ABOUT),
        truth=truth_frame(plan, residents, standing, aims),
    )


def _checked(people: object, seed: object) -> tuple[int, np.random.Generator]:
    """Return the number of people and the generator, or say what is wrong with them."""
    if isinstance(people, bool) or not isinstance(people, (int, np.integer)) or people < FEWEST_PEOPLE:
        raise NetgraphError(f"people must be a whole number of {FEWEST_PEOPLE} or more; found {people!r}.")
    if isinstance(seed, np.random.Generator):
        return int(people), seed
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise NetgraphError(f"seed must be a whole number of 0 or more, or a numpy.random.Generator; found {seed!r}.")
    return int(people), np.random.default_rng(int(seed))


def _plan(residents: Residents, planted: Plan) -> Plan:
    """Return what is planted: everything, except in buurten with too few residents to show it."""
    living = np.bincount(residents.buurt, minlength=len(BUURTEN))
    large = {buurt.code for buurt, number in zip(BUURTEN, living, strict=True) if number >= MINIMUM_RESIDENTS}
    return tuple((code, kind) for code, kind in planted if code in large)


def _ties(
    rng: np.random.Generator,
    residents: Residents,
    standing: Standing,
    differences: Conditions,
) -> Ties:
    """Draw all ties of today."""
    outsiders = number_outsiders(len(residents))
    care = draw_care(rng, residents, standing)
    return join(
        [
            care,
            draw_volunteering(rng, residents, standing),
            draw_respite(rng, residents, standing, outsiders.organisations),
            draw_professional(rng, residents, standing, outsiders.professionals),
            draw_everyday(rng, residents, standing, differences, care),
        ]
    )
