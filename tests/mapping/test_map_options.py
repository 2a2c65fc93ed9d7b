"""What can be asked of a map, and how a wrong name is answered."""

from __future__ import annotations

from typing import Any

import pytest

from netgraph.content.options import MapOptions, check_layers
from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.estimates import Enough
from netgraph.mapping.background import check_basemap
from netgraph.metrics import METRICS, Choices
from netgraph.schema.map_vocabulary import ATTENTION, BASEMAPS, FLOWS, LAYER_GROUPS, OPENINGS
from netgraph.symbology.shown import Gate

GROUPS = ("isolation", "reciprocity", "cohesion", "bridging", "carers", "volunteers", "coverage", "flows")


def test_the_groups_are_the_subjects_of_figures_who_is_in_the_data_and_flows() -> None:
    assert LAYER_GROUPS == GROUPS
    assert {metric.subject for metric in METRICS.values()} == set(GROUPS) - {"coverage", "flows"}
    assert list(OPENINGS) == ["attention", *GROUPS[:-1]]
    assert FLOWS in LAYER_GROUPS


def test_all_groups_by_default_and_attention_is_never_one_of_them() -> None:
    assert check_layers(None) == GROUPS
    assert check_layers([]) == ()
    assert check_layers("carers") == ("carers",)
    assert check_layers(["flows", ATTENTION, "carers"]) == ("flows", "carers")
    assert check_layers([ATTENTION]) == ()


@pytest.mark.parametrize(
    ("layers", "near"),
    [
        (["carer"], "no group 'carer'. Did you mean carers"),
        (["care"], "no group 'care'"),  # a theme, but two subjects on the map
        ("isolated", "no group 'isolated'. Did you mean isolation"),
        (["xyz"], "Valid: isolation, reciprocity"),
        (5, "layers must be a name, or a list of names"),
    ],
    ids=str,
)
def test_a_group_that_is_not_there_is_named(layers: Any, near: str) -> None:
    with pytest.raises(NetgraphError, match=near):
        check_layers(layers)


def test_no_background_by_default() -> None:
    assert BASEMAPS == ("none", "pdok")
    assert [check_basemap(asked) for asked in (None, "", "none", "pdok")] == ["none", "none", "none", "pdok"]
    with pytest.raises(UnknownNameError, match=r"no background map 'osm'\. Valid: none, pdok"):
        check_basemap("osm")


@pytest.mark.parametrize("layers", [(), ("flows",), ("carers", "coverage")], ids=str)
def test_a_map_shows_what_was_asked(layers: tuple[str, ...]) -> None:
    asked = MapOptions(
        language="nl",
        by="district",
        metrics=None,
        layers=layers,
        gate=Gate(),
        enough=Enough(),
        choices=Choices(),
        margins=None,
        false_discovery_rate=0.05,
        title=None,
        organisation=None,
        contact=None,
        opens_with=ATTENTION,
    )
    assert {group for group in LAYER_GROUPS if asked.shows(group)} == set(layers)
