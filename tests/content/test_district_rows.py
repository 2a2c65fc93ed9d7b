"""The list: by state, then by alphabet, and what it says above itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.content.district_rows import alphabetical, district_rows, remarks
from netgraph.signals import Explanation, SignalReason
from netgraph.symbology import STATES
from netgraph.words.areas import AREAS
from netgraph.words.wording import Wording

if TYPE_CHECKING:
    from netgraph.content.parts import DistrictRow

NL, EN = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))


def reason(metric: str, theme: str) -> SignalReason:
    return SignalReason(metric, theme, f"In X {metric}.", f"Hier {metric}.", "misschien", "…")


def rows(names: list[str], states: list[str], *found: Explanation, wording: Wording = NL) -> tuple[DistrictRow, ...]:
    explained = [*found, *(Explanation(state) for state in states[len(found) :])]
    return district_rows(names, ["Haven"] * len(names), states, explained, ["50%"] * len(names), wording)


def test_the_most_urgent_state_comes_first_and_each_state_is_by_alphabet() -> None:
    names = ["Zuid", "Échternach", "eiland", "Noord", "Centrum", "Zee"]
    states = ["attention", "attention", "attention", "hidden", "watch", "none"]
    assert [(row.position, row.name, row.fill) for row in rows(names, states)] == [
        (1, "Échternach", "attention"),
        (2, "eiland", "attention"),
        (0, "Zuid", "attention"),
        (4, "Centrum", "watch"),
        (5, "Zee", "none"),
        (3, "Noord", "hidden"),
    ]


def test_a_row_says_its_state_its_subjects_once_and_its_first_reason() -> None:
    both = Explanation(
        "attention",
        "…",
        "two_themes",
        (reason("carers_alone", "care"), reason("isolated", "isolation"), reason("respite_reach", "care")),
    )
    row, other = rows(["a", "b"], ["attention", "none"], both)
    assert (row.signal, row.reason, row.part_of, row.in_data) == (
        "Vraagt aandacht",
        "In X carers_alone.",
        "Haven",
        "50%",
    )
    assert row.subject == "Mantelzorg en vrijwilligers · Steun en contacten"
    assert (other.signal, other.subject, other.reason) == ("Geen signaal", "", "")
    (english,) = rows(["a"], ["missing"], wording=EN)
    assert english.signal == "No data"


@given(st.lists(st.tuples(st.text(max_size=6), st.sampled_from(STATES)), max_size=20))
def test_every_district_is_in_the_list_once(drawn: list[tuple[str, str]]) -> None:
    names, states = [name for name, _ in drawn], [state for _, state in drawn]
    listed = rows(names, states)
    assert sorted(row.position for row in listed) == list(range(len(names)))
    assert all((row.name, row.fill) == drawn[row.position] for row in listed)
    ranks = [STATES.index(row.fill) for row in listed]
    assert ranks == sorted(ranks)
    assert listed == tuple(sorted(listed, key=lambda row: (STATES.index(row.fill), alphabetical(row.name))))


NO_ATTENTION = "Er zijn nu geen buurten met een duidelijk signaal. Dat betekent niet dat nergens iets nodig is."
NOTHING = "Met deze gegevens is voor geen enkele buurt een signaal te bepalen."
ALL_HIDDEN = "Alle cijfers zijn verborgen, zodat niemand herkenbaar is. Kies een groter gebied, zoals de wijk."


# WORDS.md section 4, list: which sentence is due.
@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["attention", "hidden"], ()),
        (["watch", "none", "hidden"], (NO_ATTENTION,)),
        (["none"], (NO_ATTENTION,)),
        (["hidden", "hidden"], (ALL_HIDDEN,)),
        (["hidden", "missing"], (NOTHING,)),
        (["too_little_data", "not_observable"], (NOTHING,)),
        (["missing"], (NOTHING,)),
    ],
    ids=" ".join,
)
def test_what_is_said_above_the_list(states: list[str], expected: tuple[str, ...]) -> None:
    assert remarks(states, unknown_district=False, wording=NL) == expected


def test_people_without_a_district_and_who_keeps_a_register() -> None:
    told = remarks(["attention"], unknown_district=True, wording=EN, known_to="{VMCA}")
    assert told == (
        "For some people the neighbourhood is unknown. They only count as contacts of others.",
        "Registered means: known to {VMCA}.",
    )
