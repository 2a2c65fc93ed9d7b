"""Who gives what to whom: one row for each two people, from one row a tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from netgraph.schema.roles import PLAIN_ROLES
from netgraph.schema.vocabulary import CARE, ELSEWHERE, PAID, VOLUNTEERING

if TYPE_CHECKING:
    from netgraph.scale.tables import Expression

__all__ = ["pairs_of", "with_roles"]


def with_roles(people: Expression) -> Expression:
    """Replace the list of roles by what figures ask: who is counted, and who is what.

    Counted are respondents who are not only professional or organisation, in a known district of the area.
    """
    listed = ibis.literal(";") + people.roles.lower().replace(" ", "") + ";"
    has = {role: listed.contains(f";{role};") for role in (*PLAIN_ROLES, "professional", "organisation")}
    plain = has["resident"] | has["volunteer"] | has["carer"]
    kept = [column for column in people.columns if column not in ("roles", "respondent")]
    lives_here = people.district.notnull() & (people.district != ELSEWHERE)
    return people.select(
        *kept,
        asked=people.respondent,
        counted=people.respondent & plain & lives_here.fill_null(False),
        elsewhere=(people.district == ELSEWHERE).fill_null(False),
        carer_role=has["carer"],
        volunteer=has["volunteer"],
        professional=has["professional"],
        organisation=has["organisation"],
    )


def pairs_of(ties: Expression, people: Expression) -> Expression:
    """Return one row for each giver and receiver who are no organisations, with what goes from the one to the other.

    Columns ``informal`` (unpaid), ``formal`` (paid, or of a professional), ``hours`` of unpaid support (null where
    some are unknown), and of care and volunteering whether there is any, and its hours; ``care_since`` (null where
    that is open) and ``other_kinds``, whether anything unpaid but volunteering is among it.
    """
    entries = ties.group_by("giver", "receiver", "kind").agg(
        hours=ties.hours_per_week.max(), since=_null_if_any(ties.since, ties.since.min())
    )
    giver, receiver = _roles_at(people, "giver"), _roles_at(people, "receiver")
    entries = entries.join(giver, "giver").join(receiver, "receiver")
    entries = entries.filter(~entries.giver_organisation, ~entries.receiver_organisation)
    informal, kind, hours = entries.kind != PAID, entries.kind, entries.hours
    care, volunteering = kind == CARE, kind == VOLUNTEERING
    return entries.group_by("giver", "receiver").agg(
        informal=informal.any(),
        formal=(~informal | entries.giver_professional).any(),
        hours=_sum_if_known(hours, informal),
        care=care.any(),
        care_hours=_sum_if_known(hours, care),
        care_since=entries.since.min(where=care),
        volunteering=volunteering.any(),
        volunteering_hours=_sum_if_known(hours, volunteering),
        other_kinds=(informal & ~volunteering).any(),
        seen=(entries.giver_asked | entries.receiver_asked).any(),
    )


def _roles_at(people: Expression, end: str) -> Expression:
    return people.select(
        **{
            end: people.person,
            f"{end}_organisation": people.organisation,
            f"{end}_professional": people.professional,
            f"{end}_asked": people.asked,
        }
    )


def _null_if_any(values: Expression, made: Expression) -> Expression:
    """Return a summary of a column, null where a value of the group is."""
    return ibis.ifelse(values.isnull().any(), ibis.null(made.type()), made)


def _sum_if_known(values: Expression, chosen: Expression) -> Expression:
    """Add chosen values; null where one of them is unknown, or none is chosen."""
    unknown = (chosen & values.isnull()).any()
    return ibis.ifelse(unknown, ibis.null("float64"), values.sum(where=chosen))
