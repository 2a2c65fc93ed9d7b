"""What would make figures wrong without a word: counted by the database, told before anything is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import ibis
import numpy as np

from netgraph.schema.checks import MESSAGES
from netgraph.schema.faults import Faults
from netgraph.schema.roles import SPECIAL_ROLES
from netgraph.schema.vocabulary import ELSEWHERE, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netgraph.scale.tables import Expression

__all__ = ["Facts", "checked"]

UNKNOWN_PERSON = "this person is not in the table of people. Add the person there, or correct the identifier."
UNKNOWN_DISTRICT = f"this district is not in the table of districts. Add it there, or use '{ELSEWHERE}'."
UNTIL_BEFORE_SINCE = "the tie ends before it begins. Check since and until."
NO_PEOPLE = "there are no people in the table. Expected one row a person."


class Facts(NamedTuple):
    """What decides how figures are read.

    Attributes
    ----------
    all_asked : bool
        Whether everybody is a respondent.
    roles_known : bool
        Whether everybody is, or somebody who is not has a role but the one that everybody has by default.
    dated : bool
        Whether it is known of a tie since when it is.
    """

    all_asked: bool
    roles_known: bool
    dated: bool


def checked(connection: Expression, people: Expression, ties: Expression, districts: Expression | None) -> Facts:
    """Count the faults of completed tables, and say what they are about.

    Parameters
    ----------
    connection : ibis.BaseBackend
        What computes.
    people, ties, districts : ibis.Table
        As `tables.complete` makes them.

    Raises
    ------
    DataError
        There are faults; ``.problems`` has one row for each kind of fault.
    """
    of_people, of_ties = _one_row(connection, _people(people)), _one_row(connection, _ties(ties, people))
    told = {"people": of_people, "ties": of_ties}
    if districts is not None:
        told["districts"] = _one_row(connection, _districts(districts))
        told["people"]["district:unknown_district"] = _one_row(connection, _lost(people, districts))["lost"]
    faults = Faults()
    for table, column, rule, message in _found(told):
        faults.of_table(table, column, rule, message)
    if not of_people["rows"]:
        faults.of_table("people", "", "no_rows", NO_PEOPLE)
    if faults:
        raise faults.error("the tables of the connection", {})
    all_asked = not of_people["not_asked"]
    return Facts(all_asked, all_asked or bool(of_people["contacts_with_roles"]), bool(of_ties["dated"]))


def _one_row(connection: Expression, made: Expression) -> dict[str, int]:
    [row] = connection.to_pyarrow(made).to_pylist()
    return {name: int(number or 0) for name, number in row.items()}


def _found(told: dict[str, dict[str, int]]) -> Iterator[tuple[str, str, str, str]]:
    """Go through the counts that are called ``column:rule`` and are not 0."""
    own = {
        "unknown_person": UNKNOWN_PERSON,
        "unknown_district": UNKNOWN_DISTRICT,
        "until_before_since": UNTIL_BEFORE_SINCE,
    }
    for table, counts in told.items():
        for name, count in counts.items():
            column, told_of, rule = name.partition(":")
            if told_of and count:
                rows = "1 row" if count == 1 else f"{count:,} rows"
                yield table, column, rule, f"in {rows}: {own.get(rule) or MESSAGES[rule]}"


def _people(people: Expression) -> Expression:
    known = ibis.literal(";") + people.roles.lower().replace(" ", "") + ";"
    for role in ROLES:
        # Twice, because two equal roles in a row share a semicolon.
        for _ in range(2):
            known = known.replace(f";{role};", ";")
    special = ibis.or_(*(people.roles.lower().contains(role) for role in SPECIAL_ROLES))
    return people.agg(
        **{
            "rows": people.count(),
            "person:missing_value": people.person.isnull().sum(),
            "person:duplicate_person": people.person.count() - people.person.nunique(),
            "roles:unknown_role": (known != ";").sum(),
            "weight:bad_weight": (~((people.weight > 0) & (people.weight < np.inf))).sum(),
            "not_asked": (~people.respondent).sum(),
            "contacts_with_roles": (~people.respondent & special).sum(),
        }
    )


def _ties(ties: Expression, people: Expression) -> Expression:
    hours = ties.hours_per_week
    faults = {
        "giver:missing_value": ties.giver.isnull().sum(),
        "receiver:missing_value": ties.receiver.isnull().sum(),
        "hours_per_week:negative_hours": (~((hours >= 0) & (hours < np.inf))).sum(),
        "until:until_before_since": (ties.until < ties.since).sum(),
        "dated": ties.since.count(),
    }
    counts = ties.agg(**faults)
    for end in ("giver", "receiver"):
        lost = ties.filter(ties[end].notnull()).anti_join(people, ties[end] == people.person)
        counts = counts.cross_join(lost.agg(**{f"{end}:unknown_person": lost.count()}))
    return counts


def _districts(districts: Expression) -> Expression:
    population = districts.population
    return districts.agg(
        **{
            "district:missing_value": districts.district.isnull().sum(),
            "district:duplicate_district": districts.district.count() - districts.district.nunique(),
            "district:reserved_code": (districts.district == ELSEWHERE).sum(),
            "population:bad_population": (~((population >= 0) & (population % 1 == 0))).sum(),
        }
    )


def _lost(people: Expression, districts: Expression) -> Expression:
    """Count people of a district that the table of districts does not have."""
    here = people.filter(people.district.notnull() & (people.district != ELSEWHERE))
    lost = here.anti_join(districts, here.district == districts.district)
    return lost.agg(lost=lost.count())
