"""Parts of a large network: everybody in them has the figures that they have in the whole network."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.arcs import arcs_of
from netgraph.arcs.large import large_arcs
from netgraph.errors import NetgraphError
from netgraph.estimates import groups_of
from netgraph.metrics import PERSON_COLUMNS
from netgraph.network.large import read_large
from tests.arrow_tables import parquet_folder
from tests.random_networks import RANDOM, Tables, random_tables, seeded_tables

if TYPE_CHECKING:
    from netgraph.arcs import Arcs
    from netgraph.arcs.large import LargeArcs
    from netgraph.network import SupportNetwork

OF_THE_WHOLE = ("component_size", "reach_2")
"""Columns of persons that nobody can fill in who sees a part; no figure of a group asks for them."""
KNOWN = ("district", "elsewhere", "resident", "asked", "weight", "volunteer", "professional")


def large_and_whole(tables: Tables, by: str = "district") -> tuple[LargeArcs, SupportNetwork]:
    """Return a network as sorted arrays, and read as a whole."""
    with TemporaryDirectory() as folder:
        large = read_large(parquet_folder(Path(folder), tables))
    return large_arcs(large, groups_of(large.without_ties, by).code, ["origin"]), tables.network()


def assert_alike(part: Arcs, whole: Arcs) -> None:
    """Check everything that is known of the counted people of a part, and every column that figures are made of."""
    place = np.empty(whole.people, dtype=np.int64)
    place[whole.row] = np.arange(whole.people)
    here = np.flatnonzero(part.counted)
    there = place[part.row[here]]
    assert whole.counted[there].all()
    for name in KNOWN:
        np.testing.assert_array_equal(getattr(part, name)[here], getattr(whole, name)[there], err_msg=name)
    np.testing.assert_array_equal(part.columns["origin"][here], whole.columns["origin"][there])
    np.testing.assert_array_equal(part.carer[here], whole.carer[there])
    labels = set(zip(part.component[here].tolist(), whole.component[there].tolist(), strict=True))
    assert len(labels) == len(set(part.component[here])) == len(set(whole.component[there]))
    for name, column in PERSON_COLUMNS.items():
        if name in OF_THE_WHOLE:
            continue
        found, known = column.function(part)[here], column.function(whole)[there]
        np.testing.assert_allclose(found, known, rtol=1e-12, atol=1e-12, err_msg=name)
    main = part.in_main_component, whole.in_main_component
    assert (main[0] is None) == (main[1] is None)
    if main[0] is not None:
        np.testing.assert_array_equal(main[0][here], main[1][there])


@RANDOM
@given(tables=random_tables(), most_ends=st.sampled_from([1, 12, 10_000]), by=st.sampled_from(["district", "parent"]))
def test_everybody_in_a_part_has_the_figures_of_the_whole(tables: Tables, most_ends: int, by: str) -> None:
    """Duplicates, self-ties and people from elsewhere included; whoever belongs to a group is in one part."""
    large, network = large_and_whole(tables, by)
    whole = arcs_of(network, ["origin"])
    code = groups_of(network, by).code
    counted: list[int] = []
    for part in large.parts(most_ends):
        assert_alike(part, whole)
        counted += part.row[part.counted].tolist()
    grouped = whole.counted & (code[whole.row] >= 0)
    assert sorted(counted) == sorted(whole.row[grouped].tolist())


@pytest.mark.parametrize("most_ends", [300, 1_000])
def test_a_larger_network(most_ends: int) -> None:
    """With triangles and long ways around, of which most parts see only some; people in a part have other numbers."""
    large, network = large_and_whole(seeded_tables(400, 1_200, seed=3, circles=True))
    whole = arcs_of(network, ["origin"])
    parts = list(large.parts(most_ends))
    assert len(parts) > 2
    assert all(part.people < whole.people for part in parts)
    for part in parts:
        assert_alike(part, whole)


def test_a_part_is_whole_groups_with_no_more_ends_than_asked_for() -> None:
    large, _ = large_and_whole(seeded_tables(400, 1_200, seed=3))
    bounds = large.bounds(1_500)
    assert bounds[0][0] == 0
    assert [last for _, last in bounds[:-1]] == [first for first, _ in bounds[1:]]
    assert bounds[-1][1] == (large.group >= 0).sum()
    groups = [set(large.group[first:last].tolist()) for first, last in bounds]
    assert sum(map(len, groups)) == len(set.union(*groups)) == 6
    ends = np.diff(large.given.start) + np.diff(large.got.start)
    assert all(
        len(some) == 1 or ends[first:last].sum() <= 1_500 for some, (first, last) in zip(groups, bounds, strict=True)
    )
    assert any(len(some) > 1 for some in groups)


def test_what_a_part_cannot_know_it_does_not_say() -> None:
    large, _ = large_and_whole(seeded_tables(60, 100, seed=3))
    with pytest.raises(NetgraphError, match="two steps away is not known in a part"):
        _ = next(large.parts()).reach_2


def test_a_network_without_ties_or_groups() -> None:
    tables = seeded_tables(30, 3, seed=1).changed(ties=[])
    nobody = tables.changed(people=[{**row, "district": "elsewhere"} for row in tables.people])
    for each in (tables, nobody):
        large, network = large_and_whole(each)
        for part in large.parts():
            assert_alike(part, arcs_of(network, ["origin"]))
