"""The figures themselves: what each person adds above and below the line, as expressions.

Their definitions stand with the metrics (`netgraph.metrics`), and tests hold the two against each other.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import ibis
import pandas as pd

from netgraph.metrics.carers import CBS_HOURS, HAIR, SCP_HOURS, SCP_MONTHS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from netgraph.metrics import Metric
    from netgraph.scale.tables import Expression

    Parts = tuple[Expression, Expression]

__all__ = ["FIGURES", "parts_of"]


def _share(part: Expression, whole: Expression) -> Parts:
    return (part & whole).cast("int64"), whole.cast("int64")


def _mean(value: Expression) -> Parts:
    return value.fill_null(0.0), value.notnull().cast("int64")


def _care_hours(person: Expression) -> Expression:
    """Hours of care of carers who give any, null where some are unknown."""
    return ibis.ifelse(person.carer & (person.cares_for > 0), person.care_hours_given, ibis.null("float64"))


def _carer_balance(person: Expression) -> Parts:
    care, received = _care_hours(person), person.hours_received
    known = care.notnull() & received.notnull()
    return ibis.ifelse(known, received, 0.0), ibis.ifelse(known, care, 0.0)


def _intensive(person: Expression) -> Parts:
    """By the definition of CBS."""
    hours = _care_hours(person)
    return _share((hours > CBS_HOURS - HAIR).fill_null(False), hours.notnull())


def _intensive_and_long(person: Expression, day: dt.date | None) -> Parts:
    """By the definition of SCP; without a day nobody's care has a known beginning, and all of it is long."""
    hours, long = _care_hours(person), ibis.literal(True)
    if day is not None:
        border = (pd.Timestamp(day) - pd.DateOffset(months=SCP_MONTHS)).date()
        long = person.care_since.isnull() | (person.care_since < border)
    return _share((hours > SCP_HOURS + HAIR).fill_null(False) & long, hours.notnull())


FIGURES: Mapping[str, Callable[..., Parts]] = MappingProxyType(
    {
        "isolated": lambda p: _share(p.contacts == 0, p.counted),
        "unsupported": lambda p: _share(p.ins == 0, p.counted),
        "thin_support": lambda p: _share(p.ins <= 1, p.counted),
        "single_supporter": lambda p: _share(p.ins == 1, p.counted),
        "contacts": lambda p: (p.contacts, p.counted.cast("int64")),
        "dyadic_reciprocity": lambda p: (p.mutual, p.contacts),
        "arc_reciprocity": lambda p: (p.mutual, p.outs),
        "weighted_reciprocity": lambda p: (p.matched, p.exchanged),
        "receive_only": lambda p: _share(p.outs == 0, p.contacts > 0),
        "give_only": lambda p: _share(p.ins == 0, p.contacts > 0),
        "ei_index": lambda p: (p.outside - p.inside, p.outside + p.inside),
        "bridging_share": lambda p: (p.other_group, p.other_group + p.same_group),
        "carers_alone": lambda p: _share(p.ins == p.from_cared_for, p.carer),
        "care_hours": lambda p: _mean(_care_hours(p)),
        "intensive_carers": _intensive,
        "carer_balance": _carer_balance,
        "respite_reach": lambda p: _share(p.respite, p.carer),
        "carer_peers": lambda p: _share(p.peers > 0, p.carer),
        "volunteer_share": lambda p: _share(p.volunteer, p.counted),
        "volunteer_hours": lambda p: _mean(ibis.ifelse(p.volunteer, p.volunteering_hours_given, ibis.null("float64"))),
        "volunteer_carers": lambda p: _share(p.carer, p.volunteer),
        "volunteer_guidance": lambda p: _share((p.from_volunteers > 0) | (p.formal > 0), p.volunteer),
        "volunteer_dependence": lambda p: _share(p.otherwise == 0, p.ins > 0),
        "formal_informal": lambda p: _share(p.beside_formal > 0, p.formal > 0),
    }
)
"""By the id of each figure that is a ratio of sums over people and ties: a table of persons -> what each adds."""


def parts_of(metric: Metric, persons: Expression, day: dt.date | None) -> Parts:
    """Return what each person adds above and below the line of a figure.

    Parameters
    ----------
    metric : Metric
        One of `FIGURES`, with what was chosen.
    persons : ibis.Table
        As `persons.persons_of` makes it.
    day : datetime.date or None
        The day to count from.
    """
    if metric.settings.get("carer_definition") == "scp":
        return _intensive_and_long(persons, day)
    return FIGURES[metric.id](persons)
