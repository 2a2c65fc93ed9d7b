"""Which layers a map has, in which order, and with which it opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from netgraph.errors import NetgraphError
from netgraph.mapping import district_map
from tests.mapping.conftest import HIDDEN_COLUMN
from tests.mapping.read_page import page_of, told_in_page

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork
    from netgraph.symbology import Layer

SUBJECTS = {
    "isolation": (
        *("isolated", "unsupported", "thin_support", "single_supporter", "contacts", "support_gini"),
        *("outside_main_component", "peripheral", "fragmentation", "constraint", "effective_size", "formal_informal"),
    ),
    "reciprocity": (
        *("dyadic_reciprocity", "arc_reciprocity", "reciprocity_rho", "weighted_reciprocity"),
        *("indirect_reciprocity", "receive_only", "give_only"),
    ),
    "cohesion": ("support_ratio", "clustering"),
    "bridging": ("ei_index",),
    "carers": ("carers_alone", "care_hours", "intensive_carers", "carer_balance", "respite_reach", "carer_peers"),
    "volunteers": (
        *("volunteer_share", "volunteer_hours", "volunteer_carers", "volunteer_guidance", "volunteer_dependence"),
    ),
}
"""The figures of a map by what one finds them under; without groups to bridge, and without what is never published."""
FIGURES = [name for figures in SUBJECTS.values() for name in figures]


def layer(drawn: Any, name: str) -> Layer:
    return next(found for found in drawn.content.layers if found.id == name)


def names(drawn: Any) -> list[str]:
    return [found.id for found in drawn.content.layers]


def test_all_figures_are_layers_by_subject(known: SupportNetwork) -> None:
    """In the order of the subjects, and of the catalogue within them; who is in the data comes last."""
    drawn = district_map(known)
    assert names(drawn) == ["attention", *FIGURES, "coverage"]
    assert [found.subject for found in drawn.content.layers] == [
        "",
        *(subject for subject, figures in SUBJECTS.items() for _ in figures),
        "coverage",
    ]
    bridged = names(district_map(known, bridge_by=HIDDEN_COLUMN))
    assert bridged[bridged.index("bridging_share") - 1] == "ei_index"
    assert [name for name in bridged if name != "bridging_share"] == names(drawn)


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([], ["attention"]),
        (["coverage"], ["attention", "coverage"]),
        (["bridging", "cohesion"], ["attention", *SUBJECTS["cohesion"], *SUBJECTS["bridging"]]),
        (["attention", "carers"], ["attention", *SUBJECTS["carers"]]),
        (["flows"], ["attention"]),
    ],
    ids=" ".join,
)
def test_layers_choose_the_subjects(known: SupportNetwork, layers: list[str], expected: list[str]) -> None:
    """In the order of the page, whatever the order asked; flows are lines, not a layer. Attention is always there."""
    drawn = district_map(known, layers=layers)
    assert names(drawn) == expected
    assert (drawn.content.flows is None) == ("flows" not in layers)
    page = page_of(drawn)
    assert ('id="flows"' in page) == ("flows" in layers)
    offered = re.findall(r'name="subject" value="(\w+)"', page)
    assert offered == list(dict.fromkeys(found.subject or "attention" for found in drawn.content.layers))


def test_metrics_and_layers_together_show_what_both_ask(known: SupportNetwork) -> None:
    drawn = district_map(known, metrics=["isolated", "carers_alone"], layers=["carers"])
    assert names(drawn) == ["attention", "carers_alone"]


@pytest.mark.parametrize(
    ("opens_with", "expected"),
    [
        ("attention", "attention"),
        ("reciprocity", "dyadic_reciprocity"),
        ("carers", "carers_alone"),
        ("care_hours", "care_hours"),
        ("coverage", "coverage"),
    ],
)
def test_a_map_opens_with_a_layer_or_the_first_of_a_subject(
    known: SupportNetwork, opens_with: str, expected: str
) -> None:
    assert told_in_page(page_of(district_map(known, opens_with=opens_with)))["opens_with"] == expected


@pytest.mark.parametrize(
    ("choices", "near"),
    [
        ({"opens_with": "carer"}, "no layer 'carer'. Did you mean carers"),
        ({"opens_with": "isolated", "layers": ["carers"]}, "no layer 'isolated'"),
        ({"opens_with": "flows"}, "no layer 'flows'"),
        ({"opens_with": "keystone"}, "no layer 'keystone'"),
        ({"layers": ["isolatie"]}, "no group 'isolatie'. Did you mean isolation"),
        ({"basemap": "osm"}, "no background map 'osm'. Valid: none, pdok"),
        ({"margins": {"isolatd": 0.1}}, "isolated"),
        ({"false_discovery_rate": 0.5}, "false_discovery_rate"),
    ],
    ids=str,
)
def test_what_cannot_be_shown_is_named(known: SupportNetwork, choices: dict[str, Any], near: str) -> None:
    with pytest.raises(NetgraphError, match=near):
        district_map(known, **choices)


def test_margins_and_the_rate_reach_the_signals(known: SupportNetwork) -> None:
    """28 of 40 in the south have no tie, nobody elsewhere has none: with a margin of more than that no signal."""
    plain = district_map(known, "en").content
    patient = district_map(known, "en", margins={"isolated": 0.99, "thin_support": 0.99}).content
    south = [next(row for row in content.districts if row.name == "South") for content in (plain, patient)]
    assert south[0].fill == "attention"
    assert south[1].fill != "attention"
    assert "1 in 5 areas" in district_map(known, "en", false_discovery_rate=0.2).content.layers[0].footnote
