"""One row a district: what its people add up to, of every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from netgraph.scale.figures import parts_of
from netgraph.scale.pairs import pairs_of, with_roles
from netgraph.scale.persons import persons_of
from netgraph.scale.tables import active
from netgraph.schema.vocabulary import ELSEWHERE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from netgraph.metrics import Metric
    from netgraph.scale.tables import Expression
    from netgraph.schema.vocabulary import TableName

__all__ = ["sums_by_district"]


def sums_by_district(
    tables: Mapping[TableName, Expression], metrics: Sequence[Metric], day: dt.date | None, bridge_by: str | None
) -> Expression:
    """Return the weighted sums of figures over the counted people of every district.

    Parameters
    ----------
    tables : mapping of str to ibis.Table
        People, ties and possibly districts, as `tables.complete` makes them.
    metrics : sequence of Metric
        Which figures.
    day : datetime.date or None
        Which ties are active, and the day to count from.
    bridge_by : str or None
        The column of people that tells groups apart.

    Returns
    -------
    ibis.Table
        Columns district, population (null where not known), members, and of each figure ``id:above``, ``id:below``
        and ``id:people``; the sums of a district without members are null.
    """
    people, ties = with_roles(tables["people"]), active(tables["ties"], day)
    persons = persons_of(people, ties, pairs_of(ties, people), bridge_by)
    sums = {"members": persons.count()}
    for metric in metrics:
        above, below = parts_of(metric, persons, day)
        sums[f"{metric.id}:above"] = (persons.weight * above).sum()
        sums[f"{metric.id}:below"] = (persons.weight * below).sum()
        sums[f"{metric.id}:people"] = (below > 0).sum()
    made = persons.group_by(home=persons.district).agg(**sums)
    districts = _districts(people, tables.get("districts"))
    joined = districts.left_join(made, districts.district == made.home).drop("home")
    return joined.mutate(members=joined.members.fill_null(0))


def _districts(people: Expression, districts: Expression | None) -> Expression:
    """Return the districts that people live in, and those of the table that are no larger areas."""
    lived_in = people.filter(people.district.notnull(), people.district != ELSEWHERE).select("district").distinct()
    if districts is None:
        return lived_in.mutate(population=ibis.null("float64"))
    larger = districts.filter(districts.parent.notnull()).select(area=districts.parent).distinct()
    lowest = districts.anti_join(larger, districts.district == larger.area).select("district", "population")
    others = lived_in.anti_join(lowest, "district")
    known = districts.semi_join(others, "district").select("district", "population")
    return lowest.union(known)
