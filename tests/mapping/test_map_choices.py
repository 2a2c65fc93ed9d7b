"""What was chosen stands on the page; what is never published does not; and a new figure gets a layer by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import netgraph as ng
from netgraph.errors import NetgraphError
from netgraph.mapping import district_map
from netgraph.metrics import METRICS, by_subject
from netgraph.metrics.ratio import share_of
from netgraph.words.text import Text
from tests.made_up_figures import made_up_figure
from tests.mapping.conftest import HIDDEN_COLUMN, grouped, squares
from tests.mapping.read_page import layer_of, page_of, told_in_page
from tests.mapping.test_map_layers import FIGURES, layer, names

if TYPE_CHECKING:
    from netgraph.arcs import Arcs
    from netgraph.metrics import Ratio
    from netgraph.network import SupportNetwork


# --- figures


def test_figures_of_groups_by_hand(known: SupportNetwork) -> None:
    """North and west: five fours. Centre: a ring of 12, half of whose ties go both ways; south: the same, and 28 alone.

    Fragmentation of five fours is 1 - 5 * 4 * 3 / (20 * 19) = 0.842…, of the ring 0, of the south
    1 - 12 * 11 / (40 * 39) = 0.915….

    Supporters, and from them Gini (the differences of all pairs, both ways round, over 2 n² times the mean):
    north 10 zeros, 5 ones, 5 twos, so 350 / (800 * 0.75) = 0.583…; south 28, 6 and 6, so 1080 / (3200 * 0.45) = 0.75;
    centre 6 ones, 6 twos, so 72 / (288 * 1.5) = 0.166…; west 15 ones, 5 twos, so 150 / (800 * 1.25) = 0.15. So one
    supporter have 5 of 20, 6 of 40, 6 of 12 and 15 of 20.

    Rho is (r - a) / (1 - a), with r the part of the ties that go both ways and a that of the possible ones that are
    there: north 0 and 15 / 380, so -0.041…; south 12 / 18 and 18 / 1560, so 0.662…; centre 12 / 18 and 18 / 132, so
    0.614…; west 20 / 25 and 25 / 380, so 0.785…. No two neighbours of anybody know each other; in the north only 5
    have two.
    """
    drawn = district_map(known, "en")
    # In table order: north, south, small (hidden), empty (nobody), centre, west, tiny and little (hidden).
    expected = {
        "fragmentation": ("0.84", "0.92", "", "", "0.00", "0.84", "", ""),
        # Of 12 people 0.17, and of 20 0.15, can only be that at most four get nothing: hidden as a small count.
        "support_gini": ("0.58", "0.75", "", "", "", "", "", ""),
        "reciprocity_rho": ("−0.04", "0.66", "", "", "0.61", "0.79", "", ""),
        "single_supporter": ("25%", "15%", "", "", "50%", "75%", "", ""),
        "clustering": ("", "0.00", "", "", "0.00", "0.00", "", ""),
        "ei_index": ("−1.00", "−1.00", "", "", "−1.00", "−1.00", "", ""),
    }
    assert {name: layer(drawn, name).figures for name in expected} == expected


# --- what is never published


def test_what_can_be_about_one_person_is_not_on_a_map(known: SupportNetwork) -> None:
    """Not as a layer, not in words; and asking for it is answered. Inside the building it is shown."""
    label = ng.METRICS["keystone"].label
    for language in ("nl", "en"):
        page = page_of(district_map(known, language))
        assert label.in_(language) not in page
        assert "keystone" not in page
    for metrics in (["keystone"], ["isolated", "keystone"]):
        with pytest.raises(NetgraphError, match="keystone is never published"):
            district_map(known, metrics=metrics)
    inside = district_map(known, "en", internal=True)
    # By hand, 1 of all who are supported: north of 10, south and centre of 12, west of 20; the others are too few.
    assert layer(inside, "keystone").figures == ("10%", "8%", "", "", "8%", "5%", "", "")
    assert names(district_map(known, metrics=["keystone"], internal=True)) == ["attention", "keystone", "coverage"]
    assert label.en in page_of(inside)


# --- choices


@pytest.mark.parametrize(
    ("definition", "language", "label", "explained"),
    [
        ("cbs2024", "nl", "(8 uur of meer, CBS 2024)", "minstens 8 uur per week mantelzorg geeft (CBS 2024)."),
        ("cbs2024", "en", "(8 hours or more, CBS 2024)", "give care for at least 8 hours a week (CBS 2024)."),
        ("scp", "nl", "(meer dan 8 uur en 3 maanden, SCP)", "meer dan 8 uur per week en langer dan 3 maanden"),
        ("scp", "en", "(over 8 hours and 3 months, SCP)", "for more than 8 hours a week and for longer than 3 months"),
    ],
)
def test_the_definition_of_intensive_care_is_named(
    known: SupportNetwork, definition: Any, language: Any, label: str, explained: str
) -> None:
    """In the name of the layer, above its legend and in its explanation, so on the page too."""
    drawn = district_map(known, language, carer_definition=definition)
    found = layer(drawn, "intensive_carers")
    assert found.name == f"{ng.METRICS['intensive_carers'].label.in_(language)} {label}"
    assert found.heading == f"{found.name[:-1]}; %)"
    assert explained in found.explanation
    page = page_of(drawn)
    assert found.name in page
    assert explained in page
    other = {"cbs2024": "SCP", "scp": "CBS 2024"}[definition]
    assert other not in page


def test_what_tells_groups_apart_is_named_and_no_group_is(known: SupportNetwork) -> None:
    """The column of `squares` has "zqx" in its name and in its values; a label stands for the name."""
    for language, named in (("nl", "leeftijd"), ("en", "age")):
        drawn = district_map(known, language, bridge_by=HIDDEN_COLUMN, bridge_label="age")
        assert f"({named})" in layer(drawn, "bridging_share").explanation
        page = page_of(drawn)
        assert f"({named})" in page
        assert "zqx" not in page
    unlabelled = page_of(district_map(known, bridge_by=HIDDEN_COLUMN))
    assert f"({HIDDEN_COLUMN})" in unlabelled
    assert "value-zqx" not in unlabelled


def test_signals_look_at_the_groups_that_were_chosen() -> None:
    """All in the west are of one group; elsewhere two by two of another: a reason says so, and names no group."""
    mixed = grouped()
    plain, chosen = district_map(mixed, "nl"), district_map(mixed, "nl", bridge_by="cohort", bridge_label="origin")
    west = {
        name: next(row for row in drawn.content.districts if row.name == "West")
        for name, drawn in (("plain", plain), ("chosen", chosen))
    }
    assert "herkomst" not in west["plain"].reason
    assert "bij een andere groep dan de bewoner zelf (herkomst)" in west["chosen"].reason
    assert "zqx" not in page_of(chosen)


def test_a_label_is_words_and_no_markup(known: SupportNetwork) -> None:
    """Nor a placeholder: braces in it are braces."""
    label = "<script>{definition} {{ 7*191 }}</script>"
    for language in ("nl", "en"):
        page = page_of(district_map(known, language, bridge_by=HIDDEN_COLUMN, bridge_label=label))
        assert label not in page
        assert "1337" not in page
        explained = layer_of(told_in_page(page), "bridging_share")["texts"][0]
        assert f"({label})" in explained  # as text, which the script never reads as HTML


@pytest.mark.parametrize(
    ("choices", "near"),
    [
        ({"carer_definition": "spc"}, r"Did you mean scp\?"),
        ({"bridge_by": "column"}, r"people have no column 'column'.*Did you mean column_zqx\?"),
        ({"metrics": ["bridging_share"]}, "give bridge_by"),
    ],
    ids=str,
)
def test_wrong_choices(known: SupportNetwork, choices: dict[str, Any], near: str) -> None:
    with pytest.raises(NetgraphError, match=near):
        district_map(known, **choices)


# --- a register


def test_a_register_shows_what_is_given(known: SupportNetwork) -> None:
    """By hand: in the centre 12 of 60 inhabitants are registered as volunteers, in the west 16 of 80.

    In the north 12 of 100 are: with those of the whole city that would tell how few there are in the others, where
    fewer than ten people are registered. How many live in the south is not known. Only one of the others, where nobody
    is, lies in a larger area, which stands in.
    """
    people = known.people
    number = people.groupby("district").cumcount()
    volunteers = {"north": 12, "small": 2, "centre": 12, "west": 16, "tiny": 3, "little": 3}
    people.loc[number < people["district"].map(volunteers).fillna(0), "roles"] = "volunteer"
    population = [100, None, 50, 40, 60, 80, 90, 90, None]
    about = known.about.model_dump() | {"design": "register"}
    drawn = district_map(ng.from_tables(people, known.ties, known.districts.assign(population=population), about), "nl")
    shown = layer(drawn, "volunteer_share")
    assert shown.figures == ("", "", "", "", "20%", "20%", "", "")
    labels = [shown.marks[position].label for position in shown.marked]
    assert labels[1:4] == [
        "Niet te zien met deze gegevens",
        "Niet getoond (privacy)",
        "Gearceerd: cijfer van de hele wijk",
    ]
    assert labels[6:] == ["Niet getoond (privacy)"] * 2
    assert shown.explanation == "Het aantal geregistreerde vrijwilligers als deel van alle inwoners."
    assert shown.explanation in page_of(drawn)
    isolated = layer(drawn, "isolated")
    assert isolated.figures == ("",) * 8
    marks = [isolated.marks[position].label for position in isolated.marked]
    assert marks == ["Niet te zien met deze gegevens"] * 3 + ["Geen gegevens"] + ["Niet te zien met deze gegevens"] * 4


def test_a_register_says_to_whom_people_are_known() -> None:
    """Where its source is known; reasons speak of registered carers, and in other data nobody is registered."""
    told = {
        (design, source): district_map(squares(design=design, source=source), "en").content.remarks
        for design, source in (("register", "VMCA"), ("register", None), ("whole_network", "VMCA"), ("survey", "VMCA"))
    }
    meaning = "Registered means: known to VMCA."
    assert {key: meaning in remarks for key, remarks in told.items()} == {
        key: key == ("register", "VMCA") for key in told
    }
    assert not any("{" in remark or "None" in remark for remarks in told.values() for remark in remarks)
    page = page_of(district_map(squares(design="register", source="<b>us</b>"), "nl"))
    assert "Geregistreerd betekent: bekend bij" in page
    assert "<b>us</b>" not in page


# --- a figure that was not there before


def test_a_made_up_figure_is_a_layer_by_itself(known: SupportNetwork) -> None:
    """One function with its words: on the map under its theme, with legend, figures, explanation and caution.

    By hand, who gives to two: nobody in the north; every other one in both rings, 6 of 40 and 6 of 12; in the west one
    of every four. Nobody in the hidden squares does, so the 6 of the centre are hidden with them.
    """

    def gives_to_two(arcs: Arcs) -> Ratio:
        return share_of(arcs.out.count == 2)

    def most_given(group: Arcs) -> float:
        return float(group.out.count[group.counted].max())

    words: dict[str, Any] = {
        "label": Text(nl="Geeft aan twee", en="Gives to two"),
        "explanation": Text(nl="Verzonnen: wie aan twee mensen geeft.", en="Made up: who gives to two people."),
        "caution": Text(nl="Verzonnen voorbehoud.", en="Made-up caution."),
    }
    with (
        made_up_figure(gives_to_two, theme="cohesion", **words) as share,
        made_up_figure(most_given, shape="whole", unit="number", theme="bridging") as number,
    ):
        for language in ("nl", "en"):
            drawn = district_map(squares(), language)
            found = by_subject(METRICS.values())
            expected = [one.id for group in found.values() for one in group if one.id in [*FIGURES, share, number]]
            assert names(drawn) == ["attention", *expected, "coverage"]
            assert expected.index("clustering") + 1 == expected.index(share)
            shown = layer(drawn, share)
            assert shown.figures == ("0%", "15%", "", "", "", "25%", "", "")
            assert shown.name == words["label"].in_(language)
            assert (shown.explanation, shown.caution) == (
                words["explanation"].in_(language),
                words["caution"].in_(language),
            )
            told = layer_of(told_in_page(page_of(drawn)), share)
            assert (told["name"], told["subject"]) == (words["label"].in_(language), "cohesion")
            assert words["explanation"].in_(language) in told["texts"]
            assert told["caution"] == words["caution"].in_(language)
            assert told["values"] == [0, 15, 0, 0, 0, 25, 0, 0]
            assert layer(drawn, number).figures[0] in ("1,0", "1.0")
        assert names(district_map(squares(), metrics=[share])) == ["attention", share, "coverage"]
    assert names(district_map(known)) == ["attention", *FIGURES, "coverage"]
