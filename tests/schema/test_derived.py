"""What was made of a network before: made once, also by several threads, and gone with the network."""

from __future__ import annotations

import gc
import time
from concurrent.futures import ThreadPoolExecutor
from weakref import ref

import pandas as pd
import pytest

import netgraph as ng
from netgraph.schema.derived import derived


@pytest.fixture
def network() -> ng.SupportNetwork:
    return ng.from_tables(
        pd.DataFrame({"person": ["a"], "district": "west"}), pd.DataFrame({"giver": [], "receiver": []})
    )


def test_several_threads_make_it_once(network):
    """Whoever comes while it is made waits, also where making it asks for something else."""
    made: list[str] = []

    def inner() -> str:
        made.append("inner")
        time.sleep(0.05)
        return "inner"

    def outer() -> list[str]:
        made.append("outer")
        return [derived(network, "inner", inner)]

    asked = [("outer", outer), ("inner", inner)] * 8
    with ThreadPoolExecutor(len(asked)) as threads:
        found = list(threads.map(lambda each: derived(network, *each), asked))
    assert sorted(made) == ["inner", "outer"]
    assert len({id(each) for each in found[::2]}) == 1
    assert found[:2] == [["inner"], "inner"]


def test_what_could_not_be_made_is_tried_again(network):
    def fail() -> str:
        raise ng.NetgraphError("not yet")

    with pytest.raises(ng.NetgraphError, match="not yet"):
        derived(network, "later", fail)
    assert derived(network, "later", lambda: "made") == "made"


def test_nothing_keeps_a_network():
    network = ng.from_tables(
        pd.DataFrame({"person": ["a"], "district": "west"}), pd.DataFrame({"giver": [], "receiver": []})
    )
    gone = ref(network)
    derived(network, "something", lambda: ["made"])
    del network
    gc.collect()
    assert gone() is None
