"""What a design can show: a register never says who is isolated, and a survey only what was asked."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.metrics import NOT_OBSERVABLE, PERSON_COLUMNS, observes, unobserved
from netgraph.schema.about import About
from netgraph.words.states import NOT_OBSERVABLE as WHY_NOT_OBSERVABLE
from tests.random_networks import FEWER, REFERENCE_DATE, Row, Tables, random_tables, seeded_tables
from tests.slow_reference import ONE_WAY_BY_NATURE, SlowNetwork
from tests.small_networks import small_network

EVERY = list(ng.METRICS)
DIRECTIONS = ("receives", "gives")
ASKED = [asked for size in range(4) for asked in combinations((*DIRECTIONS, "alter_ties"), size)]
"""Every combination of what a survey can have asked, nothing at all among them."""

# --- what is shown

WHOLE = {"outside_main_component", "peripheral", "fragmentation", "constraint", "reciprocity_rho"}
ALTERS = {"effective_size", "indirect_reciprocity", "support_ratio", "clustering"}
RECEIVES = {
    *("unsupported", "thin_support", "single_supporter", "support_gini"),
    *("volunteer_guidance", "volunteer_dependence", "keystone", "formal_informal"),
}
GIVES = {"care_hours", "intensive_carers", "volunteer_hours", "volunteer_carers"}
NEITHER = {"volunteer_share"}
GIVEN = {
    *("care_hours", "intensive_carers", "respite_reach", "volunteer_share"),
    *("volunteer_hours", "volunteer_carers", "volunteer_guidance", "formal_informal"),
}
"""What registered ties can tell."""
BY_ROLE = {"carer_peers", "volunteer_guidance"}
"""What rests on the roles of contacts."""
OWN = set(EVERY) - WHOLE - ALTERS
"""Of people's own ties; ``RECEIVES`` and ``GIVES`` need one direction of them, all others both."""

WHOLE_COLUMNS = {"component_size", "coreness", "reach_2", "constraint"}
ALTER_COLUMNS = {"triangles", "clustering", "effective_size"}
RECEIVES_COLUMNS, GIVES_COLUMNS = {"supporters", "hours_received"}, {"supported", "hours_given"}


def shown_by_survey(asked: tuple[str, ...]) -> set[str]:
    """Return the figures that a survey can show."""
    shown = set(NEITHER)
    if "receives" in asked:
        shown |= RECEIVES
    if "gives" in asked:
        shown |= GIVES
    if set(DIRECTIONS) <= set(asked):
        shown |= OWN | (ALTERS if "alter_ties" in asked else set())
    return shown


DESIGNS = {
    "whole network": ({"design": "whole_network"}, set(EVERY)),
    "whole network, whatever was asked": ({"design": "whole_network", "asked": []}, set(EVERY)),
    "survey": ({"design": "survey"}, OWN),
    "register": ({"design": "register"}, GIVEN),
    **{f"asked: {' '.join(asked)}": ({"design": "survey", "asked": asked}, shown_by_survey(asked)) for asked in ASKED},
}
A_LITTLE_OF_ALL = "a>b:care:3 b>a:practical:1 c>a:volunteering:2 a>d b>d o>a:respite p>b:professional q>c"
ROLES = {"o": "organisation", "p": "professional", "q": "volunteer", "c": "volunteer"}


def test_the_numbers_of_figures():
    """35 figures: 5 need the whole network, 4 the ties among contacts, 8 one direction and 4 the other, 1 neither."""
    assert len(EVERY) == 35
    assert [len(names) for names in (WHOLE, ALTERS, RECEIVES, GIVES, NEITHER, GIVEN)] == [5, 4, 8, 4, 1, 8]
    assert all(names <= set(EVERY) for names in (WHOLE, ALTERS, RECEIVES, GIVES, NEITHER, GIVEN))


@pytest.mark.parametrize(("about", "shown"), DESIGNS.values(), ids=DESIGNS)
def test_what_is_shown(about, shown):
    """Everything else is called not observable, and has no number in any column."""
    districts = pd.DataFrame({"district": ["west"], "population": [40.0]})
    network = small_network(A_LITTLE_OF_ALL, roles=ROLES, columns={"age": {"a": 1}}, districts=districts, **about)
    tidy = ng.district_estimates(network, bridge_by="age").set_index("metric")
    hidden = tidy["reason"] == "not_observable"
    assert set(tidy.index[~hidden]) == shown
    numbers = ["value", "numerator", "denominator", "low", "high", "smoothed"]
    assert tidy.loc[hidden, numbers].isna().all(axis=None)
    assert (tidy.loc[~hidden, "reason"] == "undefined").sum() + tidy["value"].notna().sum() == len(shown)
    wide = ng.district_metrics(network, bridge_by="age")
    assert set(wide.columns[wide.notna().all()]) & set(EVERY) == set(tidy.index[tidy["value"].notna()])


def shown_columns(about: Row) -> set[str]:
    """Return the person columns that a design can show."""
    if about["design"] == "whole_network":
        return set(PERSON_COLUMNS)
    asked = set(about.get("asked", DIRECTIONS)) if about["design"] == "survey" else set()
    shown = {*(RECEIVES_COLUMNS if "receives" in asked else ()), *(GIVES_COLUMNS if "gives" in asked else ())}
    if set(DIRECTIONS) <= asked:
        shown |= {"contacts", "mutual_contacts"} | (ALTER_COLUMNS if "alter_ties" in asked else set())
    return shown


@pytest.mark.parametrize("about", [about for about, _ in DESIGNS.values()], ids=DESIGNS)
def test_person_columns_that_are_shown(about):
    """In a triangle with all hours known every column has a value for everybody: what is NaN is not observable."""
    ties = "a>b:support:1 b>a:support:2 b>c:support:1 c>a:support:1"
    columns = ng.person_metrics(small_network(ties, **about))
    assert set(columns.columns[columns.notna().all()]) == shown_columns(about)
    assert set(columns.columns[columns.isna().all()]) == set(PERSON_COLUMNS) - shown_columns(about)


def test_what_is_needed_is_declared():
    """The same from the declarations: what figures and columns say they need."""
    needs = {name: metric.needs for name, metric in ng.METRICS.items()}
    assert {name for name, need in needs.items() if need == "whole"} == WHOLE
    assert {name for name, need in needs.items() if need == "alters"} == ALTERS
    assert {name for name, need in needs.items() if need == "given"} == GIVEN
    directions = {name: set(metric.directions) for name, metric in ng.METRICS.items()}
    assert {name for name, asked in directions.items() if asked == {"receives"}} == RECEIVES
    assert {name for name, asked in directions.items() if asked == {"gives"}} == GIVES
    assert {name for name, asked in directions.items() if not asked} == NEITHER
    columns = {name: (column.needs, set(column.directions)) for name, column in PERSON_COLUMNS.items()}
    assert {name for name, (need, _) in columns.items() if need == "whole"} == WHOLE_COLUMNS
    assert {name for name, (need, _) in columns.items() if need == "alters"} == ALTER_COLUMNS
    assert {name for name, (_, asked) in columns.items() if asked == {"receives"}} == RECEIVES_COLUMNS
    assert {name for name, (_, asked) in columns.items() if asked == {"gives"}} == GIVES_COLUMNS


# What a design lacks, from the table of WORDS.md section 3, in the order in which one would say it: what no survey can
# know comes before what this one did not ask.
@pytest.mark.parametrize(
    ("about", "needs", "directions", "lacks"),
    [
        ({"design": "whole_network"}, "whole", DIRECTIONS, None),
        ({"design": "whole_network", "asked": ()}, "alters", DIRECTIONS, None),
        ({"design": "register"}, "own", ("receives",), "register"),
        ({"design": "register"}, "whole", DIRECTIONS, "register"),
        ({"design": "register"}, "given", ("gives",), None),
        ({"design": "survey"}, "own", DIRECTIONS, None),
        ({"design": "survey"}, "given", ("receives",), None),
        ({"design": "survey"}, "alters", DIRECTIONS, "needs_alters"),
        ({"design": "survey"}, "whole", DIRECTIONS, "needs_whole"),
        ({"design": "survey", "asked": ("receives",)}, "whole", DIRECTIONS, "needs_whole"),
        ({"design": "survey", "asked": ("receives",)}, "own", ("receives",), None),
        ({"design": "survey", "asked": ("receives",)}, "own", DIRECTIONS, "only_receives_asked"),
        ({"design": "survey", "asked": ("receives",)}, "own", ("gives",), "only_receives_asked"),
        ({"design": "survey", "asked": ("receives",)}, "alters", DIRECTIONS, "only_receives_asked"),
        ({"design": "survey", "asked": ("gives",)}, "own", ("receives",), "only_gives_asked"),
        ({"design": "survey", "asked": ("gives",)}, "given", ("gives",), None),
        ({"design": "survey", "asked": (*DIRECTIONS, "alter_ties")}, "alters", DIRECTIONS, None),
        ({"design": "survey", "asked": ()}, "given", (), None),
    ],
)
def test_what_a_design_lacks_is_named(about, needs, directions, lacks):
    assert unobserved(needs, directions, About(**about)) == lacks
    assert observes(About(**about), needs, directions) == (lacks is None)
    assert lacks is None or lacks in WHY_NOT_OBSERVABLE


@pytest.mark.parametrize(
    ("about", "lacks"),
    [
        ({"design": "survey"}, "needs_alter_roles"),
        ({"design": "survey", "asked": ("receives", "alter_roles")}, None),
        ({"design": "survey", "asked": ("gives",)}, "only_gives_asked"),
        ({"design": "whole_network"}, None),
    ],
)
def test_what_contacts_are_must_be_known(about, lacks):
    assert unobserved("own", ("receives",), About(**about), alter_roles=True) == lacks
    assert lacks is None or lacks in WHY_NOT_OBSERVABLE


# a and b, carers and volunteers, were asked; c and d are their contacts.
@pytest.mark.parametrize(
    ("roles", "asked", "shown"),
    [
        (["", ""], None, False),
        (["resident", "resident"], None, False),
        (["", "carer"], None, True),
        (["professional", ""], None, True),
        (["", ""], ["receives", "gives", "alter_roles"], True),
    ],
)
def test_contacts_without_roles_show_no_figure_that_rests_on_them(roles, asked, shown):
    """Who has no role is taken as a resident: that is right of residents who were asked, and a guess of others."""
    people = pd.DataFrame(
        {
            "person": list("abcd"),
            "district": "west",
            "respondent": [True, True, False, False],
            "roles": ["carer;volunteer", "carer;volunteer", *roles],
        }
    )
    ties = pd.DataFrame({"giver": ["c", "d"], "receiver": ["a", "b"]})
    about = {"design": "survey"} if asked is None else {"design": "survey", "asked": asked}
    network = ng.from_tables(people, ties, about=about)
    figures = ng.district_estimates(network, ["carer_peers", "volunteer_guidance", "isolated"]).set_index("metric")
    rests_on_roles = figures.loc[["carer_peers", "volunteer_guidance"]]
    assert rests_on_roles["value"].notna().all() == shown
    assert set(rests_on_roles["reason"]) == ({""} if shown else {"not_observable"})
    assert figures.loc["isolated", "value"] == 0
    assert network.notices["rule"].eq("alter_roles_unknown").any() == (not shown)
    assert {name for name, one in ng.METRICS.items() if one.alter_roles} == BY_ROLE


def test_a_whole_network_in_which_not_everybody_was_asked_says_so():
    people = pd.DataFrame({"person": list("abc"), "district": "west", "respondent": [True, True, False]})
    ties = pd.DataFrame({"giver": ["c"], "receiver": ["a"]})
    told = ng.from_tables(people, ties, about={"design": "whole_network"}).notices.set_index("rule")
    assert told.loc["not_asked", "rows"] == 1
    everybody = ng.from_tables(people.assign(respondent=True), ties, about={"design": "whole_network"}).notices
    assert "not_asked" not in set(everybody["rule"])


@pytest.mark.parametrize(("about", "shown"), DESIGNS.values(), ids=DESIGNS)
def test_every_figure_that_is_not_shown_has_a_reason_in_words(about, shown):
    """And those that are shown have none."""
    lacks = {
        name: unobserved(one.needs, one.directions, About(**about), alter_roles=one.alter_roles)
        for name, one in ng.METRICS.items()
    }
    by_itself = BY_ROLE if about["design"] == "survey" else set()  # nobody here says that roles were asked
    assert {name for name, why in lacks.items() if why is None} == shown - by_itself
    assert set(lacks.values()) - {None} <= {*WHY_NOT_OBSERVABLE, NOT_OBSERVABLE}  # of the last the state has words


@pytest.mark.parametrize("asked", [(), ("alter_ties",)], ids=["nothing", "ties among contacts"])
def test_a_survey_that_asked_for_no_direction_does_not_say_that_it_asked_for_one(asked):
    """WORDS.md: "In de enquête is alleen gevraagd aan wie mensen steun geven" would not be true."""
    about = About(design="survey", asked=asked)
    assert unobserved("own", ("receives",), about) not in ("only_gives_asked", "only_receives_asked")


def test_a_design_that_was_not_given_follows_from_the_respondents():
    for not_asked, shown in {"": set(EVERY), "d": OWN - BY_ROLE, "d c": OWN}.items():  # d has no role, c has
        network = small_network(A_LITTLE_OF_ALL, roles=ROLES, columns={"age": {"a": 1}}, not_asked=not_asked)
        tidy = ng.district_estimates(network, bridge_by="age")
        assert set(tidy.loc[tidy["reason"] != "not_observable", "metric"]) == shown


def test_a_district_without_people_says_so_whatever_the_design():
    """Nobody lives there: that is the nearer reason."""
    districts = pd.DataFrame({"district": ["west", "nobody"]})
    tidy = ng.district_estimates(small_network("a>b", design="register", districts=districts)).set_index("group")
    assert set(tidy.loc["nobody", "reason"]) == {"no_people"}
    of_west = tidy.loc["west"].set_index("metric")["reason"]
    assert set(of_west.drop(list(GIVEN), errors="ignore")) == {"not_observable"}


# --- a survey: figures rest on what was asked only


def observed_ends(tables: Tables) -> list[Row]:
    """Return the ties that respondents told of as their own.

    Asked what they get, they tell of ties towards them; asked what they give, of ties from them.
    """
    respondents = {row["person"] for row in tables.people if row["respondent"]}
    ends = {"receives": "receiver", "gives": "giver"}
    asked = [ends[direction] for direction in tables.about["asked"] if direction in ends]
    return [tie for tie in tables.ties if any(tie[end] in respondents for end in asked)]


def observed_pairs(tables: Tables) -> set[tuple[str, str]]:
    """Return the pairs of contacts of one respondent, who are asked about when alter ties are."""
    if "alter_ties" not in tables.about["asked"]:
        return set()
    known = SlowNetwork(tables.changed(ties=observed_ends(tables)))
    asked = [row["person"] for row in tables.people if row["respondent"]]
    return {pair for person in asked for pair in permutations(sorted(known.contacts(person)), 2)}


def survey_knows(tables: Tables) -> list[Row]:
    """Return the ties that a survey can know of."""
    own, pairs = observed_ends(tables), observed_pairs(tables)
    return [tie for tie in tables.ties if tie in own or (tie["giver"], tie["receiver"]) in pairs]


def worst_case(tables: Tables) -> list[Row]:
    """Return what the survey knows, and every tie that it cannot know: of care, with unknown hours.

    They would make carers of people who were not asked, link all components and make all hours uncertain.
    """
    knows = survey_knows(tables)
    tie = {"kind": "care", "hours_per_week": None, "since": None, "until": None}
    people = [row["person"] for row in tables.people]
    possible = [{"giver": one, "receiver": other, **tie} for one, other in permutations(people, 2)]
    everything = tables.changed(ties=possible)
    own, pairs = observed_ends(everything), observed_pairs(tables)
    asked = {(row["giver"], row["receiver"]) for row in own} | pairs
    return [*knows, *(row for row in possible if (row["giver"], row["receiver"]) not in asked)]


def tables_of(tables: Tables) -> list[pd.DataFrame]:
    """Return all that is told of a network: figures by district and by origin, and person columns."""
    network = tables.network()
    dated = tables.about.get("reference_date") is not None
    choices = {"bridge_by": "origin", "carer_definition": "scp" if dated else "cbs2024"}
    return [
        ng.district_estimates(network, **choices),
        ng.district_estimates(network, by=None, **choices),
        ng.person_metrics(network),
    ]


def assert_nothing_else_is_used(tables: Tables) -> None:
    full = tables_of(tables)
    for ties in (survey_knows(tables), worst_case(tables)):
        for one, other in zip(full, tables_of(tables.changed(ties=ties)), strict=True):
            pd.testing.assert_frame_equal(one, other)


@FEWER
@given(tables=random_tables(design="survey"), asked=st.sampled_from(ASKED))
def test_figures_rest_on_what_was_asked_only(tables, asked):
    """Without the ties that such a survey cannot know, or with all of them there, every figure is the same."""
    assert_nothing_else_is_used(tables.changed(about={**tables.about, "asked": list(asked)}))


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_figures_of_a_larger_survey_rest_on_what_was_asked_only(asked):
    """The same with 60 people, half of whom were asked: figures that are shown are defined, and do depend on ties."""
    tables = larger_survey(asked)
    unknown = len(tables.ties) - len(survey_knows(tables))
    assert 0 < unknown < len(tables.ties) or not asked or asked == ("alter_ties",)
    assert_nothing_else_is_used(tables)
    shown = ng.district_estimates(tables.network(), bridge_by="origin", by=None).set_index("metric")["value"]
    assert set(shown.index[shown.notna()]) == shown_by_survey(asked)


def larger_survey(asked: tuple[str, ...], ties: int = 400) -> Tables:
    tables = seeded_tables(60, ties, seed=13, districts=2, circles=True, hours_known=True)
    people = [{**row, "respondent": number % 2 == 0} for number, row in enumerate(tables.people)]
    about = {"design": "survey", "asked": list(asked), "reference_date": REFERENCE_DATE}
    return tables.changed(people=people, about=about)


def test_what_a_survey_cannot_show_does_depend_on_ties_it_does_not_know():
    """The property above is no accident: taken for a whole network, the figures that it leaves out change.

    Those among residents (fragmentation, reciprocity_rho) do not: their ties are all told. But they are a sample's.
    """
    tables = larger_survey((*DIRECTIONS, "alter_ties"), ties=100)
    about = {**tables.about, "design": "whole_network"}
    ties = [tables.ties, survey_knows(tables), worst_case(tables)]
    networks = [tables.changed(about=about, ties=known).network() for known in ties]
    tidy = [ng.district_estimates(n, by=None, bridge_by="origin").set_index("metric")["value"] for n in networks]
    changed = {metric for other in tidy[1:] for metric in EVERY if not tidy[0][[metric]].equals(other[[metric]])}
    assert changed == {"outside_main_component", "peripheral", "constraint"}
    columns = [ng.person_metrics(network) for network in networks]
    different = {name for other in columns[1:] for name in PERSON_COLUMNS if not columns[0][name].equals(other[name])}
    assert different == WHOLE_COLUMNS


def test_of_ties_among_contacts_without_alter_ties_nothing_is_shown():
    """Taken for a survey that asked alter ties, figures that need them change when such ties are taken away."""
    tables = larger_survey(DIRECTIONS)
    claims = tables.changed(about={**tables.about, "asked": [*DIRECTIONS, "alter_ties"]})
    seen = claims.changed(ties=survey_knows(tables))
    before, after = (
        ng.district_estimates(t.network(), by=None, bridge_by="origin").set_index("metric")["value"]
        for t in (claims, seen)
    )
    assert set(before.index[before.notna() & (before != after)]) == ALTERS


@FEWER
@given(tables=random_tables(design="survey"), asked=st.sampled_from(ASKED))
def test_signals_rest_on_what_was_asked_only(tables, asked):
    tables = tables.changed(about={**tables.about, "asked": list(asked)})
    full, seen = tables.network(), tables.changed(ties=survey_knows(tables)).network()
    pd.testing.assert_frame_equal(
        ng.thin_networks(full, bridge_by="origin", bridge_label="age"),
        ng.thin_networks(seen, bridge_by="origin", bridge_label="age"),
    )


# --- a register: only people and ties that an organisation knows are in it


def register_figures(tables: Tables) -> pd.DataFrame:
    """Return what is told of a register; nothing of it is about who was not registered."""
    tidy = ng.district_estimates(tables.network(), bridge_by="origin", by="district")
    return tidy.set_index(["group", "metric"])


@FEWER
@given(
    tables=random_tables(design="register"),
    roles=st.lists(st.sampled_from(["resident", "", "professional", "organisation"]), min_size=1, max_size=5),
)
def test_figures_of_a_register_are_about_registered_people_only(tables, roles):
    """A register does not know who else lives here: with or without them, what is shown is the same.

    They are not registered as volunteer or carer, and have no registered tie.
    """
    home = [row["district"] for row in tables.people]
    others = [
        {**tables.people[0], "person": f"other{n}", "roles": role, "district": home[n % len(home)], "respondent": True}
        for n, role in enumerate(roles)
    ]
    before, after = register_figures(tables), register_figures(tables.changed(people=[*tables.people, *others]))
    assert ng.person_metrics(tables.network()).isna().all(axis=None)
    shown = before.index.get_level_values("metric").isin(GIVEN)
    assert (before.loc[~shown, "reason"].isin(["not_observable", "no_people"])).all()
    exact = ["value", "numerator", "denominator"]
    # Where nobody was registered, there is now somebody, without anything to count.
    somebody = np.array(before["reason"] != "no_people")
    pd.testing.assert_frame_equal(before.loc[shown & somebody, exact], after.loc[shown & somebody, exact])
    of_people = shown & somebody & (before.index.get_level_values("metric") != "volunteer_share")
    assert (before.loc[of_people, "people"] == after.loc[of_people, "people"]).all()


@FEWER
@given(random_tables(design="register"))
def test_figures_of_a_register_do_not_rest_on_everyday_ties(tables):
    """No organisation arranges those: without them nothing that is shown changes, with two exceptions.

    An everyday tie of a professional or a volunteer is guidance or formal support, and one towards somebody with
    formal support is the other supporter that formal_informal looks for.
    """
    slow = SlowNetwork(tables)

    def needed(tie: Row) -> bool:
        if tie["kind"] in ONE_WAY_BY_NATURE or slow.roles(tie["giver"]) & {"professional", "volunteer"}:
            return True
        return slow.part("formal_informal", tie["receiver"])[1] > 0

    kept = [tie for tie in tables.ties if needed(tie)]
    pd.testing.assert_frame_equal(register_figures(tables), register_figures(tables.changed(ties=kept)))
    arranged = [tie for tie in tables.ties if tie["kind"] in ONE_WAY_BY_NATURE]
    before, after = register_figures(tables), register_figures(tables.changed(ties=arranged))
    same = ~before.index.get_level_values("metric").isin(["volunteer_guidance", "formal_informal"])
    pd.testing.assert_frame_equal(before[same], after[same])
