"""The attack on a real page: all that its script is told, as printed, is taken for equations and intervals."""

from __future__ import annotations

import pytest

import netgraph as ng
from benchmarks.attacker import Reader, attack, what_a_reader_writes
from benchmarks.random_city import LEVELS, SHARES
from tests.mapping.read_page import figure_of, layer_of, people_of, told_in_page

FIGURES = ["isolated", "unsupported", "give_only", "receive_only", "respite_reach"]
ONE = (None, "", "", "one")
"""A count that is 1: for intervals."""
HALF_PERCENT, HALF_STEP = 0.005, 2.5


@pytest.fixture(scope="module")
def network() -> ng.SupportNetwork:
    return ng.synthetic_network(people=2_000, seed=1)


def number(text: str) -> float:
    return float("".join(character for character in text if character.isdigit()))


def between(reader: Reader, count: int, least: float, most: float) -> None:
    """Write down between which values a count lies."""
    one = reader.number(*ONE)
    reader.at_most += [{count: 1.0, one: -most}, {count: -1.0, one: least}]


def write(reader: Reader, level: str, code: str, name: str, share: str, people: str) -> None:
    """Write down a share and the people behind it, as printed."""
    above, below = (reader.number(level, code, name, part) for part in ("numerator", "denominator"))
    value = number(share) / 100
    if not share.startswith(("<", ">", "less", "more")):
        reader.at_most.append({above: 1.0, below: -(value + HALF_PERCENT)})
        reader.at_most.append({above: -1.0, below: value - HALF_PERCENT})
    if people:
        between(reader, below, number(people) - HALF_STEP, number(people) + HALF_STEP)


def write_rest(reader: Reader, code: str, name: str, share: str) -> None:
    """Write down the share of everybody outside a district, as printed: of the city less the district."""
    if not share or share.startswith(("<", ">", "less", "more")):
        return
    city = [reader.number(None, "all", name, part) for part in ("numerator", "denominator")]
    here = [reader.number("district", code, name, part) for part in ("numerator", "denominator")]
    value = number(share) / 100
    for sign, end in ((1.0, value + HALF_PERCENT), (-1.0, value - HALF_PERCENT)):
        reader.at_most.append({city[0]: sign, here[0]: -sign, city[1]: -sign * end, here[1]: sign * end})


def reader_of(page: str, network: ng.SupportNetwork, nothing: dict, parents: dict[str, str]) -> Reader:
    """Write down all that the page tells of these figures, of larger areas that stand in and of who was asked."""
    data = told_in_page(page)
    reader = what_a_reader_writes(nothing, parents, nothing)
    reader.know({reader.number(*ONE): 1.0}, 1.0)
    code_of = dict(zip(network.districts["name"], network.districts["district"], strict=True))
    inhabitants = network.districts.set_index("district")["population"]
    for position, place in enumerate(data["districts"]["names"]):
        code = code_of[place]
        for name in FIGURES:
            layer = layer_of(data, name)
            told = figure_of(data, layer, position)
            if told is not None and told.larger:
                write(reader, "parent", code_of[told.larger], name, told.value, "")
            elif told is not None:
                write(reader, "district", code, name, told.value, people_of(data, layer, position))
                write_rest(reader, code, name, told.rest)
        asked = figure_of(data, layer_of(data, "coverage"), position)
        if asked is not None and not asked.larger:
            off, share = HALF_PERCENT * inhabitants[code], number(asked.value) / 100 * inhabitants[code]
            between(reader, reader.number("district", code, "isolated", "people"), share - off, share + off)
    return reader


@pytest.mark.slow
def test_a_page_pins_no_protected_count(network):
    """Of every district, every larger area and the city; the reader adds what everybody knows."""
    drawn = ng.district_map(network, language="en", metrics=FIGURES)
    true = {by: ng.district_estimates(network, FIGURES, by) for by in LEVELS}
    lies_in = network.districts.dropna(subset=["parent"])
    shown = set(true["district"]["group"])
    parents = {code: area for code, area in zip(lies_in["district"], lies_in["parent"], strict=True) if code in shown}
    nothing = {by: table.assign(hidden="hidden") for by, table in true.items()}
    reader = reader_of(drawn.get_root().render(), network, nothing, parents)
    assert set(FIGURES) <= set(SHARES)
    assert len(reader.at_most) > 3 * len(shown)  # the page tells something
    some = {by: table.groupby("metric").head(8) for by, table in true.items()}
    found = attack(some, {by: nothing[by].loc[table.index] for by, table in some.items()}, parents, 10, reader)
    assert found.attacked > 30
    assert found.pinned == 0
