"""The names that tables may use: roles, kinds of ties, tables and their columns."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "CARE",
    "COLUMNS",
    "ELSEWHERE",
    "KINDS",
    "ONE_WAY_KINDS",
    "PAID",
    "REQUIRED",
    "RESPITE",
    "ROLES",
    "TABLES",
    "VOLUNTEERING",
    "CarerDefinition",
    "TableName",
]

TableName = Literal["people", "ties", "districts"]
TABLES: tuple[TableName, ...] = ("people", "ties", "districts")

ROLES = ("resident", "volunteer", "carer", "professional", "organisation")
"""Roles a person can have; several are joined by ``;`` and none means resident."""

CARE, VOLUNTEERING, RESPITE, PAID = "care", "volunteering", "respite", "professional"
KINDS = (CARE, VOLUNTEERING, "practical", "emotional", "company", RESPITE, "advice", "support", PAID)
"""Kinds of ties with a known meaning; other kinds are kept and count as everyday support."""

ONE_WAY_KINDS = (CARE, VOLUNTEERING, RESPITE, PAID)
"""Kinds that go one way by nature: signals on reciprocity leave them out."""

CarerDefinition = Literal["cbs2024", "scp"]
"""Who gives intensive care: by Statistics Netherlands, or by the institute for social research."""

ELSEWHERE = "elsewhere"
"""District code of people who live outside the area."""

COLUMNS: dict[TableName, tuple[str, ...]] = {
    "people": ("person", "district", "roles", "respondent", "weight", "lon", "lat"),
    "ties": ("giver", "receiver", "kind", "hours_per_week", "since", "until"),
    "districts": ("district", "name", "population", "parent", "geometry"),
}
"""Columns with a meaning, in the order in which they are written; all others are kept as they are."""

REQUIRED: dict[TableName, tuple[str, ...]] = {
    "people": ("person", "district"),
    "ties": ("giver", "receiver"),
    "districts": ("district",),
}
"""Columns that must be there; ``district`` of people may be missing where ``lon`` and ``lat`` are given."""
