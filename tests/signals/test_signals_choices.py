"""Signals that only some data or choices can raise: groups to bridge, respite in a register, leaning on volunteers."""

from __future__ import annotations

import pandas as pd
import pytest

import netgraph as ng
from netgraph.signals import signal_estimates
from tests.small_networks import small_network

DISTRICTS = pd.DataFrame({"district": ["west", "east"], "name": ["De West", "Oost"]})


def homes(**people: int) -> str:
    """Name people so that so many live in each district: ``w=2`` gives ``"w0@west w1@west"``."""
    code = {"w": "west", "e": "east"}
    return " ".join(f"{letter}{n}@{code[letter]}" for letter, count in people.items() for n in range(count))


def pairs(letter: str, count: int) -> list[tuple[str, str]]:
    return [(f"{letter}{2 * n}", f"{letter}{2 * n + 1}") for n in range(count)]


# --- contacts outside one's own group


def divided(**about: object) -> ng.SupportNetwork:
    """Return a west of 20 pairs of the same group and an east of 30 pairs of two groups, all of them mutual."""
    west, east = pairs("w", 20), pairs("e", 30)
    ties = " ".join(f"{one}>{other} {other}>{one}" for one, other in west + east)
    group = {person: f"group-zqx-{number % 2}" for number, pair in enumerate(west) for person in pair}
    group |= {person: f"group-zqx-{number}" for pair in east for number, person in enumerate(pair)}
    return small_network(ties, homes(w=40, e=60), columns={"cohort": group}, districts=DISTRICTS, **about)


def test_bridging_signals_only_where_groups_were_chosen():
    """Besides that nothing differs between the two districts: everybody has one contact, who is their supporter."""
    network = divided()
    without = ng.thin_networks(network)
    assert without["attention"].to_list() == ["none", "none"]
    assert without["signals"].to_list() == ["", ""]
    chosen = ng.thin_networks(network, bridge_by="cohort")
    assert chosen["attention"].to_list() == ["attention", "none"]
    assert chosen["signals"].to_list() == ["bridging_share", ""]
    assert "bridging_share" not in set(signal_estimates(network)["metric"])
    assert "bridging_share" in set(signal_estimates(network, bridge_by="cohort")["metric"])


@pytest.mark.parametrize(
    ("label", "language", "named"),
    [
        ("age", "nl", "leeftijd"),
        ("age", "en", "age"),
        ("origin", "nl", "herkomst"),
        ("opkomst", "nl", "opkomst"),
        (None, "nl", "cohort"),
        (None, "en", "cohort"),
    ],
)
def test_the_reason_says_what_tells_groups_apart_and_never_which(label, language, named):
    """By hand: 0 of 40 contacts in the west, 60 of 60 in the east; without a label the column is named."""
    thin = ng.thin_networks(divided(), language=language, bridge_by="cohort", bridge_label=label)
    expected = {
        "nl": f"In De West hoort geen van de contacten (0%) bij een andere groep dan de bewoner zelf ({named}). "
        "In de rest van het gebied is dat 100%. Het verschil is vrijwel zeker groter dan een gewone schommeling.",
        "en": f"In De West, none of the contacts (0%) belong to a different group from the resident ({named}). "
        "In the rest of the area it is 100%. The difference is almost certainly larger than ordinary variation.",
    }
    assert thin["reasons"].to_list() == [expected[language], ""]
    assert "zqx" not in thin.to_csv()


def test_given_estimates_need_to_say_whose_groups_they_are_about():
    """A table does not tell what its groups are called; the column or a label does."""
    network = divided()
    estimates = signal_estimates(network, bridge_by="cohort")
    with pytest.raises(ng.NetgraphError, match=r"bridging_share: of which groups\? Give bridge_by or bridge_label"):
        ng.thin_networks(network, estimates)
    by_column = ng.thin_networks(network, estimates, bridge_by="cohort")
    by_label = ng.thin_networks(network, estimates, bridge_label="age")
    assert "(cohort)" in by_column.loc["west", "reasons"]
    assert "(leeftijd)" in by_label.loc["west", "reasons"]
    pd.testing.assert_frame_equal(by_column.drop(columns="reasons"), by_label.drop(columns="reasons"))
    # Without that figure there is nothing to name.
    plain = signal_estimates(network)
    pd.testing.assert_frame_equal(
        ng.thin_networks(network, plain), ng.thin_networks(network, plain, bridge_label="age")
    )


def test_groups_that_are_not_there():
    with pytest.raises(ng.NetgraphError, match=r"people have no column 'cohrot'.*Did you mean cohort\?"):
        ng.thin_networks(divided(), bridge_by="cohrot")


def test_larger_areas_are_judged_by_their_groups_too():
    parents = pd.DataFrame({"district": ["west", "east"], "parent": ["town", "land"]})
    network = divided()
    thin = ng.thin_networks(
        ng.from_tables(network.people, network.ties, parents), language="en", by="parent", bridge_by="cohort"
    )
    assert thin["signals"].to_dict() == {"town": "bridging_share", "land": ""}


# --- respite


def relieved(**about: object) -> ng.SupportNetwork:
    """Return 20 carers in the west, of whom one gets respite, and 40 in the east, of whom 30 do; all from one house."""
    carers = homes(w=20, e=40)
    roles = {**dict.fromkeys((person.split("@")[0] for person in carers.split()), "carer"), "house": "organisation"}
    ties = "house>w0:respite " + " ".join(f"house>e{n}:respite" for n in range(30))
    return small_network(ties, f"{carers} house@elsewhere", roles=roles, districts=DISTRICTS, **about)


def test_a_register_can_say_that_few_carers_get_respite():
    """By hand: 1 of 20 against 30 of 40. In a register carers are those who are registered."""
    thin = ng.thin_networks(relieved(design="register"))
    assert thin["attention"].to_list() == ["attention", "none"]
    assert thin["signals"].to_list() == ["respite_reach", ""]
    assert thin.loc["west", "reasons"] == (
        "In De West krijgt 1 op de 20 geregistreerde mantelzorgers (5%) respijtzorg. "
        "In de rest van het gebied is dat driekwart (75%). "
        "Het verschil is vrijwel zeker groter dan een gewone schommeling."
    )
    english = ng.thin_networks(relieved(design="register"), language="en").loc["west", "reasons"]
    assert english.startswith("In De West, 1 in 20 registered carers (5%) get respite care. ")


def test_elsewhere_carers_are_not_registered():
    """In a whole network the same people have no other support, so other figures are alike in both districts."""
    thin = ng.thin_networks(relieved(design="whole_network"))
    assert thin.loc["west", "signals"] == "respite_reach"
    assert thin.loc["west", "reasons"].startswith("In De West krijgt 1 op de 20 mantelzorgers (5%) respijtzorg. ")


def test_a_register_judges_by_nothing_else_that_it_cannot_see():
    """Whatever its ties are: of the figures that can signal a register gives respite alone."""
    tidy = signal_estimates(relieved(design="register"))
    assert set(tidy.loc[tidy["reason"] != "not_observable", "metric"]) == {"respite_reach"}


# --- leaning on volunteers


def leaning(**about: object) -> ng.SupportNetwork:
    """Return 30 people in the west and 60 in the east, each with one supporter, who lives elsewhere.

    Of those in the west half are supported by kind volunteering, in the east nobody is.
    """
    ties = [f"v{n}>w{n}:volunteering" for n in range(15)]
    ties += [f"x{n}>w{n}:practical" for n in range(15, 30)] + [f"y{n}>e{n}:practical" for n in range(60)]
    others = " ".join(f"{tie.split('>')[0]}@elsewhere" for tie in ties)
    return small_network(" ".join(ties), f"{homes(w=30, e=60)} {others}", districts=DISTRICTS, **about)


def test_leaning_on_volunteers_signals():
    """By hand: 15 of 30 against 0 of 60."""
    thin = ng.thin_networks(leaning())
    assert thin["signals"].to_list() == ["volunteer_dependence", ""]
    assert thin["attention"].to_list() == ["attention", "none"]
    assert thin.loc["west", "reasons"] == (
        "In De West krijgt ongeveer de helft van de bewoners met een steunfiguur (50%) alleen steun van vrijwilligers. "
        "In de rest van het gebied is dat 0%. Het verschil is vrijwel zeker groter dan een gewone schommeling."
    )
    adults = ng.thin_networks(leaning(population_is="adults"), language="en").loc["west", "reasons"]
    assert adults.startswith("In De West, about half of adult residents with a supporter (50%) get support from ")


def test_signals_of_all_three_can_come_together():
    """Different themes: bridging and care. The strongest comes first."""
    one, other = divided(), leaning()
    people = pd.concat([one.people, other.people.assign(person="z" + other.people["person"])], ignore_index=True)
    again = other.ties.assign(giver="z" + other.ties["giver"], receiver="z" + other.ties["receiver"])
    both = ng.from_tables(people, pd.concat([one.ties, again], ignore_index=True), one.districts)
    thin = ng.thin_networks(both, bridge_by="cohort", bridge_label="age")
    assert thin.loc["west", "signals"] == "bridging_share;volunteer_dependence"
    assert thin.loc["west", "attention"] == "attention"
    first, second = thin.loc["west", "reasons"].split("\n")
    assert "(leeftijd)" in first
    assert "vrijwilligers" in second
