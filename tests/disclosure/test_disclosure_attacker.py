"""The attacker: a reader who solves linear programs for every hidden count of random cities.

Another program than the gate's: it takes only what the gate gives out, and every count as exactly known that is shown.
"""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.attacker import Found, Reader, attack, only_primary
from benchmarks.page import write_between
from benchmarks.random_city import SHARES, later, random_people, tables_of
from benchmarks.two_dates import READERS, Change, compare
from netgraph.disclosure.gate import suppressed

QUICK = ("isolated", "unsupported", "give_only", "receive_only", "contacts")
"""Figures with identities between them, and a mean."""


def attacked(cities: int, seed: int, metrics=QUICK, most_districts: int = 4, *, naive: int = 0) -> tuple[Found, Found]:
    """Return what came of attacks behind the gate, and of the first few without secondary suppression."""
    rng, behind, without = np.random.default_rng(seed), Found(), Found()
    for number in range(cities):
        people, parents = random_people(rng, most_districts)
        true, minimum = tables_of(people, parents, metrics), int(rng.integers(10, 13))
        behind.add(attack(true, suppressed(true, minimum, parents), parents, minimum))
        if number < naive:
            without.add(attack(true, only_primary(true, minimum), parents, minimum))
    return behind, without


@pytest.fixture(scope="module")
def forty() -> tuple[Found, Found]:
    return attacked(40, seed=7, most_districts=3, naive=4)


def test_behind_the_gate_nothing_is_pinned_down(forty):
    behind, _ = forty
    assert behind.attacked > 300
    assert behind.pinned == 0


def test_without_secondary_suppression_much_is(forty):
    """So that the attack can fail."""
    _, without = forty
    assert without.pinned > without.attacked / 20


def test_not_everything_is_hidden(forty):
    behind, _ = forty
    assert behind.hidden[""] > behind.hidden.total() / 10
    assert behind.hidden["secondary"] < behind.hidden.total() / 3


@pytest.mark.parametrize(("nearest", "around"), [(60, 8), (2, 1)], ids=["as it is", "a small neighbourhood"])
def test_city_by_city_in_neighbourhoods_nothing_is_pinned_down_either(monkeypatch, nearest, around):
    """As of a city with more counts than one linear program takes: each group is protected by what is near it."""
    monkeypatch.setattr("netgraph.disclosure.secondary.WHOLE", 0)
    monkeypatch.setattr("netgraph.disclosure.reader.LARGE", 0)
    monkeypatch.setattr("netgraph.disclosure.neighbours.NEAREST", nearest)
    monkeypatch.setattr("netgraph.disclosure.neighbours.AROUND", around)
    behind, without = attacked(6, seed=23, most_districts=6, naive=2)
    assert behind.attacked > 50
    assert behind.pinned == 0
    assert without.pinned > 0
    assert behind.hidden[""] > 0


@pytest.mark.slow
def test_all_figures_of_100_cities():
    """Some 4,000 tables: one figure of one level each."""
    behind, without = attacked(100, seed=11, metrics=(*SHARES, "contacts", "care_hours"), most_districts=8, naive=5)
    assert behind.attacked > 4_000
    assert behind.pinned == 0
    assert without.pinned > 0


def test_ranges_by_hand():
    """Three counts make 10, one is at most another, one is known to be 2: the others lie in 0 to 4 and 4 to 8."""
    reader = Reader()
    one, other, known = (reader.number(None, name, "isolated", "numerator") for name in "abc")
    reader.know({one: 1.0, other: 1.0, known: 1.0}, 10.0)
    reader.know({known: 1.0}, 2.0)
    reader.at_most.append({one: 1.0, other: -1.0})
    assert reader.range_of({one: 1.0}) == pytest.approx((0, 4))
    assert reader.range_of({other: 1.0}) == pytest.approx((4, 8))
    assert reader.range_of({other: 1.0, one: -1.0}) == pytest.approx((0, 8))


def test_equations_that_contradict_each_other_are_no_success():
    reader = Reader()
    only = reader.number(None, "all", "isolated", "numerator")
    reader.know({only: 1.0}, 3.0)
    reader.know({only: 1.0}, 4.0)
    with pytest.raises(RuntimeError, match="contradict"):
        reader.range_of({only: 1.0})


# --- two dates


def test_at_a_second_date_a_few_people_changed():
    people, _ = random_people(np.random.default_rng(3))
    after = later(people, np.random.default_rng(4))
    assert len(after) == len(people) + 1
    changed = (after.iloc[:-1][["into", "out"]].to_numpy() != people[["into", "out"]].to_numpy()).any(axis=1)
    assert changed.sum() <= 3
    assert (after.loc[np.flatnonzero(changed), ["into", "out", "mutual"]] == 0).all(axis=None)


def test_what_the_difference_of_two_dates_tells():
    """Each date is safe by itself; of few people who change, figures in full tell most and rounded ones hardly any."""
    change, rng = Change(), np.random.default_rng(5)
    for _ in range(4):
        compare(rng, change)
    assert change.cells > 20
    full, percent, counts = (change.learned[name] / change.cells for name in READERS)
    assert full > 0.5
    assert counts <= percent < 0.2


def test_the_tables_go_between_the_marks_and_the_rest_stays(tmp_path):
    page = tmp_path / "validity.md"
    page.write_text("# Ours\n\n<!-- attacker:begin -->\nold\n<!-- attacker:end -->\n\n## Theirs\n", encoding="utf-8")
    write_between(page, "attacker", "| new |")
    told = page.read_text(encoding="utf-8")
    assert told == "# Ours\n\n<!-- attacker:begin -->\n\n| new |\n\n<!-- attacker:end -->\n\n## Theirs\n"
    with pytest.raises(ValueError, match="has no marks <!-- planted:begin -->"):
        write_between(page, "planted", "| new |")
