"""Parts of a network: the arcs around a group and among some people, against the tables they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from netgraph.arcs import Arcs, arcs_of
from tests.random_networks import RANDOM, Tables, random_tables
from tests.small_networks import small_network

if TYPE_CHECKING:
    from netgraph.arcs import Rows

PER_PERSON = (
    *("row", "district", "elsewhere", "resident", "asked", "weight"),
    *("carer_role", "volunteer", "professional", "organisation"),
)
"""What is known of each person, but for who is counted."""


def entries(arcs: Arcs) -> list[tuple[object, ...]]:
    """Return who gives what to whom by row of the table of people, not by number: kinds, hours and dates as text."""
    return sorted(
        (int(arcs.row[giver]), int(arcs.row[receiver]), arcs.kinds[kind], str(hours), str(since))
        for giver, receiver, kind, hours, since in zip(
            arcs.giver, arcs.receiver, arcs.kind, arcs.hours, arcs.since, strict=True
        )
    )


def neighbours(arcs: Arcs, rows: Rows, number: int) -> dict[int, str]:
    """Return somebody's neighbours by row of the table, with their hours."""
    mine = slice(rows.start[number], rows.start[number + 1])
    return {int(arcs.row[j]): str(hours) for j, hours in zip(rows.index[mine], rows.hours[mine], strict=True)}


def assert_same_people(part: Arcs, whole: Arcs, kept: np.ndarray) -> None:
    """Check that people of a part, in the same order, are who they were, and that entries name numbers of theirs."""
    for name in PER_PERSON:
        np.testing.assert_array_equal(getattr(part, name), getattr(whole, name)[kept], err_msg=name)
    assert set(part.columns) == set(whole.columns)
    for name, codes in whole.columns.items():
        np.testing.assert_array_equal(part.columns[name], codes[kept])
    for numbers in (part.giver, part.receiver):
        assert ((numbers >= 0) & (numbers < part.people)).all()
    order = list(zip(part.giver.tolist(), part.receiver.tolist(), part.kind.tolist(), strict=True))
    assert order == sorted(set(order))  # as the arrays promise, and as rows and groups rely on
    assert (part.kinds, part.reference_date, part.hours_known) == (whole.kinds, whole.reference_date, whole.hours_known)


def chosen(draw_from: st.DataObject, arcs: Arcs) -> np.ndarray:
    """Choose some people, perhaps nobody or everybody."""
    flags = draw_from.draw(st.lists(st.booleans(), min_size=arcs.people, max_size=arcs.people), label="chosen")
    return np.array(flags, dtype=bool)


@RANDOM
@given(random_tables(), st.data())
def test_around_a_group_are_all_ties_of_its_members(tables: Tables, data: st.DataObject):
    """Of the members every tie and everybody at the other end; of these no tie with anybody else."""
    arcs = arcs_of(tables.network(), ["origin"])
    member = chosen(data, arcs)
    around = arcs.around(np.flatnonzero(member))
    touches = member[arcs.giver] | member[arcs.receiver]
    near = member.copy()
    near[arcs.giver[touches]] = near[arcs.receiver[touches]] = True
    assert_same_people(around, arcs, np.flatnonzero(near))
    of_members = {int(row) for row in arcs.row[member]}
    assert entries(around) == [entry for entry in entries(arcs) if {entry[0], entry[1]} & of_members]
    # The members alone are counted, whoever was counted before.
    assert set(around.row[around.counted].tolist()) == of_members


@RANDOM
@given(random_tables(), st.data())
def test_what_is_known_of_members_is_the_same_around_the_group(tables: Tables, data: st.DataObject):
    """Contacts, supporters, hours, care, and who supports them for pay; and whether members are carers."""
    arcs = arcs_of(tables.network())
    members = np.flatnonzero(chosen(data, arcs))
    around = arcs.around(members)
    place = {int(row): number for number, row in enumerate(around.row)}
    for number in members:
        here = place[int(arcs.row[number])]
        for name in ("out", "into", "contacts", "care", "formal"):
            expected = neighbours(arcs, getattr(arcs, name), number)
            assert neighbours(around, getattr(around, name), here) == expected, name
        for name in ("mutual", "carer", "cared_for_supporters"):
            assert getattr(around, name)[here] == getattr(arcs, name)[number], name
        assert str(around.began("care")[here]) == str(arcs.began("care")[number])


@RANDOM
@given(random_tables(), st.data())
def test_among_people_are_the_ties_between_them(tables: Tables, data: st.DataObject):
    """Nobody else, no tie with anybody else, and whoever has no tie among them stays."""
    arcs = arcs_of(tables.network(), ["origin"])
    keep = chosen(data, arcs)
    among = arcs.among(keep)
    assert_same_people(among, arcs, np.flatnonzero(keep))
    np.testing.assert_array_equal(among.counted, arcs.counted[keep])
    rows = {int(row) for row in arcs.row[keep]}
    assert entries(among) == [entry for entry in entries(arcs) if {entry[0], entry[1]} <= rows]


def test_around_and_among_by_hand():
    """A gives to b, b to c, c to d. Around b: a>b and b>c. Among a, b and d: a>b alone, and d stays."""
    network = small_network("a>b b>c c>d", "e")
    arcs = arcs_of(network)
    names = network.people["person"].to_numpy()
    around, among = arcs.around(np.array([1])), arcs.among(np.array([True, True, False, True, False]))
    assert names[around.row].tolist() == ["a", "b", "c"]
    assert around.counted.tolist() == [False, True, False]
    assert list(zip(around.giver, around.receiver, strict=True)) == [(0, 1), (1, 2)]
    assert names[among.row].tolist() == ["a", "b", "d"]
    assert list(zip(among.giver, among.receiver, strict=True)) == [(0, 1)]
    assert among.component.tolist()[0] == among.component.tolist()[1] != among.component.tolist()[2]


def test_around_nobody_is_nobody():
    arcs = arcs_of(small_network("a>b b>c"))
    nobody = arcs.around(np.zeros(0, dtype=np.int64))
    assert (nobody.people, len(nobody.giver)) == (0, 0)
    empty = arcs.among(np.zeros(3, dtype=bool))
    assert (empty.people, len(empty.giver)) == (0, 0)


def test_a_part_of_a_part():
    """Around the members and then among them is among them: what figures of the ties inside a group do."""
    arcs = arcs_of(small_network("a>b b>a b>c c>d d>a d>b"))
    members = np.array([0, 1, 3])
    around = arcs.around(members)
    inner, direct = around.among(around.counted), arcs.among(np.isin(np.arange(4), members))
    np.testing.assert_array_equal(inner.row, direct.row)
    assert entries(inner) == entries(direct)
