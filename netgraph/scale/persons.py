"""One row a person: what their ties come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from netgraph.schema.vocabulary import RESPITE

if TYPE_CHECKING:
    from netgraph.scale.tables import Expression

__all__ = ["persons_of"]

COUNTS = (
    *("contacts", "outs", "ins", "mutual", "from_cared_for", "outside", "inside", "same_group", "other_group"),
    *("peers", "from_volunteers", "otherwise", "beside_formal", "formal", "cares_for"),
)
"""Numbers of people at ties, 0 for who has no such tie."""


def persons_of(people: Expression, ties: Expression, pairs: Expression, bridge_by: str | None) -> Expression:
    """Return one row for everybody who is counted, with the sums over their ties that figures ask for.

    Hours are null where some of them are unknown, or where there is nothing to give hours to; ``matched`` and
    ``exchanged`` are hours with contacts with whom all are known.

    Parameters
    ----------
    people : ibis.Table
        With roles (`pairs.with_roles`).
    ties : ibis.Table
        Those that are active.
    pairs : ibis.Table
        As `pairs.pairs_of` makes them.
    bridge_by : str or None
        The column of people that tells groups apart.
    """
    people = _with_carers(people, pairs)
    at_contacts = _over_contacts(_contacts(pairs), people, bridge_by)
    respite = ties.filter(ties.kind == RESPITE).select(owner=ties.receiver).distinct().mutate(respite=True)
    counted = people.filter(people.counted)
    for sums in (at_contacts, _formal(pairs), _care_and_volunteering(pairs), respite):
        counted = counted.left_join(sums, counted.person == sums.owner).drop("owner")
    filled = {name: counted[name].fill_null(0) for name in COUNTS if name in counted.columns}
    hours = {name: counted[name].fill_null(0.0) for name in ("matched", "exchanged")}
    received = ibis.ifelse(filled["ins"] == 0, 0.0, counted.hours_received)
    return counted.mutate(**filled, **hours, hours_received=received, respite=counted.respite.fill_null(False))


def _with_carers(people: Expression, pairs: Expression) -> Expression:
    """Add who is a carer: by role, or by care for or by somebody who was asked; and who is no professional."""
    givers = pairs.filter(pairs.care & pairs.seen).select(owner=pairs.giver).distinct()
    joined = people.left_join(givers, people.person == givers.owner)
    carer = (joined.carer_role | joined.owner.notnull()) & ~joined.professional & ~joined.organisation
    return joined.select(*people.columns, carer=carer)


def _contacts(pairs: Expression) -> Expression:
    """Return one row for each person and contact: which way support goes, and its hours each way."""
    pairs = pairs.filter(pairs.informal)
    nothing, nobody = ibis.null("float64"), ibis.literal(False)
    gives = pairs.select(
        owner=pairs.giver, other=pairs.receiver, gives=True, gets=False, given=pairs.hours, got=nothing,
        cares=pairs.care, otherwise=nobody, formal=nobody,
    )  # fmt: skip
    gets = pairs.select(
        owner=pairs.receiver, other=pairs.giver, gives=False, gets=True, given=nothing, got=pairs.hours,
        cares=nobody, otherwise=pairs.other_kinds, formal=pairs.formal,
    )  # fmt: skip
    both = gives.union(gets)
    flags = {name: both[name].any() for name in ("gives", "gets", "cares", "otherwise", "formal")}
    return both.group_by("owner", "other").agg(**flags, given=both.given.max(), got=both.got.max())


def _over_contacts(contacts: Expression, people: Expression, bridge_by: str | None) -> Expression:
    """Add up over everybody's contacts."""
    columns = ["district", "elsewhere", "volunteer", "carer", *([bridge_by] if bridge_by else [])]
    own = people.filter(people.counted).select("person", *({"district", bridge_by} - {None}))
    own = own.rename(**{f"own_{name}": name for name in own.columns})
    others = people.select("person", *columns).rename(**{f"other_{name}": name for name in ("person", *columns)})
    tied = contacts.join(own, contacts.owner == own.own_person).join(others, contacts.other == others.other_person)
    elsewhere = tied.other_district.notnull() & (tied.other_district != tied.own_district)
    both_ways = tied.gives & tied.gets
    hours = ibis.ifelse(tied.gives, tied.given, 0.0) + ibis.ifelse(tied.gets, tied.got, 0.0)
    matched = ibis.ifelse(both_ways & hours.notnull(), 2 * ibis.least(tied.given, tied.got), 0.0)
    groups = {}
    if bridge_by:
        one, other = tied[f"own_{bridge_by}"], tied[f"other_{bridge_by}"]
        groups = {"same_group": (one == other).sum(), "other_group": (one != other).sum()}
    return tied.group_by("owner").agg(
        contacts=tied.count(),
        outs=tied.gives.sum(),
        ins=tied.gets.sum(),
        mutual=both_ways.sum(),
        matched=matched.sum(),
        exchanged=hours.sum(),
        hours_received=ibis.ifelse(
            (tied.gets & tied.got.isnull()).any(), ibis.null("float64"), tied.got.sum(where=tied.gets)
        ),
        from_cared_for=(tied.gets & tied.cares).sum(),
        outside=elsewhere.sum(),
        inside=(tied.other_district == tied.own_district).sum(),
        peers=tied.other_carer.sum(),
        from_volunteers=(tied.gets & tied.other_volunteer).sum(),
        otherwise=tied.otherwise.sum(),
        beside_formal=(tied.gets & ~tied.formal).sum(),
        **groups,
    )


def _formal(pairs: Expression) -> Expression:
    """Count who supports each person for pay or as a professional."""
    formal = pairs.filter(pairs.formal)
    return formal.group_by(owner=formal.receiver).agg(formal=formal.count())


def _care_and_volunteering(pairs: Expression) -> Expression:
    """Add up the hours of care and of volunteering that each person gives, and say since when they care."""
    given = pairs.filter(pairs.care | pairs.volunteering)
    sums = {}
    for kind, flag, hours in (
        ("care_hours_given", given.care, given.care_hours),
        ("volunteering_hours_given", given.volunteering, given.volunteering_hours),
    ):
        unknown = (flag & hours.isnull()).any()
        sums[kind] = ibis.ifelse(unknown, ibis.null("float64"), hours.sum(where=flag))
    open_ = (given.care & given.care_since.isnull()).any()
    since = ibis.ifelse(open_, ibis.null("date"), given.care_since.min(where=given.care))
    return given.group_by(owner=given.giver).agg(**sums, care_since=since, cares_for=given.care.sum())
