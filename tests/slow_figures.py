"""The figures of METRICS.md, each written out for one person, or for one group where it is no sum over people."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.slow_reference import SlowNetwork

    Part = tuple[float, float]


# --- isolation


def isolated(network: SlowNetwork, i: str) -> Part:
    return not network.contacts(i), 1


def unsupported(network: SlowNetwork, i: str) -> Part:
    return not network.into[i], 1


def thin_support(network: SlowNetwork, i: str) -> Part:
    return len(network.into[i]) in (0, 1), 1


def single_supporter(network: SlowNetwork, i: str) -> Part:
    return len(network.into[i]) == 1, 1


def contacts(network: SlowNetwork, i: str) -> Part:
    return len(network.contacts(i)), 1


def outside_main_component(network: SlowNetwork, i: str) -> Part:
    return math.nan if network.main_component is None else i not in network.main_component, 1


def peripheral(network: SlowNetwork, i: str) -> Part:
    return network.coreness[i] < 2, 1


def constraint(network: SlowNetwork, i: str) -> Part:
    return (network.constraint(i), 1) if network.contacts(i) else (0, 0)


def effective_size(network: SlowNetwork, i: str) -> Part:
    return (network.effective_size(i), 1) if network.contacts(i) else (0, 0)


# --- reciprocity


def dyadic_reciprocity(network: SlowNetwork, i: str) -> Part:
    return len(network.mutual(i)), len(network.contacts(i))


def arc_reciprocity(network: SlowNetwork, i: str) -> Part:
    return len(network.mutual(i)), len(network.out[i])


def weighted_reciprocity(network: SlowNetwork, i: str) -> Part:
    above = below = 0.0
    for j in sorted(network.contacts(i)):
        given, got = network.hours(i, j), network.hours(j, i)
        if math.isnan(given) or math.isnan(got):
            continue
        above += 2 * min(given, got)
        below += given + got
    return above, below


def indirect_reciprocity(network: SlowNetwork, i: str) -> Part:
    round_trips = 0
    for j in network.out[i]:
        over_one_other = any(k in network.out[j] and i in network.out[k] for k in network.person)
        round_trips += i in network.out[j] or over_one_other
    return round_trips, len(network.out[i])


def receive_only(network: SlowNetwork, i: str) -> Part:
    return bool(network.into[i]) and not network.out[i], bool(network.contacts(i))


def give_only(network: SlowNetwork, i: str) -> Part:
    return bool(network.out[i]) and not network.into[i], bool(network.contacts(i))


# --- cohesion and bridging


def support_ratio(network: SlowNetwork, i: str) -> Part:
    contacts = network.contacts(i)
    return sum(bool(contacts & network.contacts(j)) for j in contacts), len(contacts)


def clustering(network: SlowNetwork, i: str) -> Part:
    return (network.clustering(i), 1) if len(network.contacts(i)) > 1 else (0, 0)


def ei_index(network: SlowNetwork, i: str) -> Part:
    own = network.home(i)
    if own not in network.districts:
        return 0, 0
    homes = [network.home(j) for j in network.contacts(i)]
    internal = homes.count(own)
    external = len(homes) - internal - homes.count(None)
    return external - internal, external + internal


def bridging_share(network: SlowNetwork, i: str) -> Part:
    column = network.bridge_by
    assert column is not None
    own = network.person[i][column]
    if own is None:
        return 0, 0
    groups = [network.person[j][column] for j in network.contacts(i)]
    known = [group for group in groups if group is not None]
    return len(known) - known.count(own), len(known)


# --- carers


def carers_alone(network: SlowNetwork, i: str) -> Part:
    carer = network.is_carer(i)
    return carer and not network.into[i] - network.gives(i, "care"), carer


def care_hours(network: SlowNetwork, i: str) -> Part:
    hours = network.hours_given_of(i, "care")
    return (hours, 1) if network.is_carer(i) and not math.isnan(hours) else (0, 0)


def intensive_carers(network: SlowNetwork, i: str) -> Part:
    hours, carers = care_hours(network, i)
    hours = round(hours, 6)  # tenths do not add up exactly in a computer
    if network.carer_definition == "cbs2024":
        return carers and hours >= 8, carers
    began = [tie["since"] for tie in network.ties if tie["giver"] == i and tie["kind"] == "care"]
    long = any(since is None or since < network.three_months_earlier() for since in began)
    return carers and hours > 8 and long, carers


def carer_balance(network: SlowNetwork, i: str) -> Part:
    given, carers = care_hours(network, i)
    received = network.hours_received(i)
    return (received, given) if carers and not math.isnan(received) else (0, 0)


def respite_reach(network: SlowNetwork, i: str) -> Part:
    carer = network.is_carer(i)
    relieved = any(tie["kind"] == "respite" and tie["receiver"] == i for tie in network.every_tie)
    return carer and relieved, carer


def carer_peers(network: SlowNetwork, i: str) -> Part:
    carer = network.is_carer(i)
    return carer and any(network.is_carer(j) for j in network.contacts(i)), carer


# --- volunteers, and paid beside informal support


def volunteer_share(network: SlowNetwork, i: str) -> Part:
    return "volunteer" in network.roles(i), 1


def volunteer_hours(network: SlowNetwork, i: str) -> Part:
    hours = network.hours_given_of(i, "volunteering")
    return (hours, 1) if "volunteer" in network.roles(i) and not math.isnan(hours) else (0, 0)


def volunteer_carers(network: SlowNetwork, i: str) -> Part:
    volunteer = "volunteer" in network.roles(i)
    return volunteer and network.is_carer(i), volunteer


def volunteer_guidance(network: SlowNetwork, i: str) -> Part:
    volunteer = "volunteer" in network.roles(i)
    guided = False
    for tie in network.every_tie:
        roles = network.roles(tie["giver"])
        if tie["receiver"] == i and "organisation" not in roles:
            guided = guided or bool(roles & {"volunteer", "professional"}) or tie["kind"] == "professional"
    return volunteer and guided, volunteer


def volunteer_dependence(network: SlowNetwork, i: str) -> Part:
    kinds = {tie["kind"] for tie in network.ties if tie["receiver"] == i}
    return kinds == {"volunteering"}, bool(network.into[i])


def formal_informal(network: SlowNetwork, i: str) -> Part:
    formal = set()
    for tie in network.every_tie:
        roles = network.roles(tie["giver"])
        paid = tie["kind"] == "professional" or "professional" in roles
        if tie["receiver"] == i and paid and "organisation" not in roles:
            formal.add(tie["giver"])
    return bool(formal) and bool(network.into[i] - formal), bool(formal)


PARTS: dict[str, Callable[[SlowNetwork, str], Part]] = {
    part.__name__: part
    for part in (
        *(isolated, unsupported, thin_support, single_supporter, contacts, outside_main_component, peripheral),
        *(constraint, effective_size, dyadic_reciprocity, arc_reciprocity, weighted_reciprocity),
        *(indirect_reciprocity, receive_only, give_only, support_ratio, clustering, ei_index, bridging_share),
        *(carers_alone, care_hours, intensive_carers, carer_balance, respite_reach, carer_peers),
        *(volunteer_share, volunteer_hours, volunteer_carers, volunteer_guidance, volunteer_dependence),
        formal_informal,
    )
}
"""What one person adds to the numerator and to the denominator."""


# --- figures of a group that are no sum over its people (marked † in METRICS.md)


def fragmentation(network: SlowNetwork, members: Sequence[str]) -> float:
    if len(members) < 2:
        return math.nan
    unlinked = 0
    for i in members:
        unlinked += len(set(members) - network.component(i, among=set(members)))
    return float(Fraction(unlinked, len(members) * (len(members) - 1)))


def support_gini(network: SlowNetwork, members: Sequence[str]) -> float:
    hours_known = not any(math.isnan(network.hours_received(i)) for i in network.counted())
    got = {i: network.hours_received(i) if hours_known else float(len(network.into[i])) for i in members}
    weight = {i: network.weight(i) for i in members}
    total = math.fsum(weight[i] * got[i] for i in members)
    apart = math.fsum(weight[i] * weight[j] * abs(got[i] - got[j]) for i in members for j in members)
    return apart / (2 * math.fsum(weight.values()) * total) if total > 0 else math.nan


def reciprocity_rho(network: SlowNetwork, members: Sequence[str]) -> float:
    inside = {(i, j) for i in members for j in network.out[i] if j in members}
    possible = len(members) * (len(members) - 1)
    if not inside or len(inside) == possible:
        return math.nan
    returned = Fraction(sum((j, i) in inside for i, j in inside), len(inside))
    density = Fraction(len(inside), possible)
    return float((returned - density) / (1 - density))


def keystone(network: SlowNetwork, members: Sequence[str]) -> float:
    supported = [i for i in members if network.into[i]]
    if not supported:
        return math.nan
    lost = [0.0]
    for stopping in network.person:
        lost.append(math.fsum(network.weight(i) for i in supported if network.into[i] == {stopping}))
    return max(lost) / math.fsum(network.weight(i) for i in supported)


WHOLE: dict[str, Callable[[SlowNetwork, Sequence[str]], float]] = {
    figure.__name__: figure for figure in (fragmentation, support_gini, reciprocity_rho, keystone)
}
"""The value for the members of a group."""
