"""Every figure is declared once, whole and in both languages, and shows up everywhere by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta

import netgraph as ng
from netgraph.cli.main import _run
from netgraph.metrics import (
    CARER_DEFINITIONS,
    PERSON_COLUMNS,
    Choices,
    Ratio,
    Signal,
    by_subject,
    by_theme,
    choose,
    identities,
    metric,
    registry,
)
from netgraph.metrics.ratio import share_of
from netgraph.words.numbers import UNITS, format_value
from netgraph.words.reasons import REASONS
from netgraph.words.states import SUBJECTS, THEMES
from netgraph.words.text import LANGUAGES, Text
from tests.made_up_figures import made_up_figure
from tests.small_networks import small_network

DOCUMENT = Path(__file__).parents[3] / "shared" / "WORDS.md"
METRICS_DOCUMENT = DOCUMENT.with_name("METRICS.md")
PAGE = Path(__file__).parents[2] / "docs" / "metrics.md"
CATALOGUE = [
    *("isolated", "unsupported", "thin_support", "single_supporter", "contacts", "support_gini"),
    *("outside_main_component", "peripheral", "fragmentation", "constraint", "effective_size"),
    *("dyadic_reciprocity", "arc_reciprocity", "reciprocity_rho", "weighted_reciprocity", "indirect_reciprocity"),
    *("receive_only", "give_only", "support_ratio", "clustering", "ei_index", "bridging_share"),
    *("carers_alone", "care_hours", "intensive_carers", "carer_balance", "respite_reach", "carer_peers"),
    *("volunteer_share", "volunteer_hours", "volunteer_carers", "volunteer_guidance"),
    *("volunteer_dependence", "keystone", "formal_informal"),
]
LONGEST_LABEL = 36
UNITS_IN_WORDS = {"%": "share", "aantal": "number", "uur": "hours", "index": "index"}


def offenders(rule) -> list[str]:
    """Return the figures that break a rule, so that a failing test names them all."""
    return [name for name, declared in ng.METRICS.items() if not rule(declared)]


def test_all_figures_in_the_order_of_the_catalogue():
    assert list(ng.METRICS) == CATALOGUE


def test_every_figure_is_known_by_the_name_of_its_function():
    assert offenders(lambda declared: declared.id == declared.function.__name__) == []
    assert list(ng.METRICS) == [declared.id for declared in ng.METRICS.values()]
    assert offenders(lambda declared: declared.id.isidentifier() and declared.id.islower()) == []


def test_words_are_there_in_both_languages():
    def complete(text: Text) -> bool:
        return all(words and words == words.strip() and "  " not in words for words in (text.nl, text.en))

    assert offenders(lambda declared: complete(declared.label) and complete(declared.explanation)) == []
    assert offenders(lambda declared: declared.caution is None or complete(declared.caution)) == []
    assert offenders(lambda declared: declared.label.nl != declared.label.en) == []


def test_labels_fit_in_a_legend():
    assert offenders(lambda declared: max(len(declared.label.nl), len(declared.label.en)) <= LONGEST_LABEL) == []
    assert all(max(len(c.label.nl), len(c.label.en)) <= LONGEST_LABEL for c in PERSON_COLUMNS.values())


def test_units_themes_subjects_and_needs_are_known():
    assert offenders(lambda declared: declared.unit in UNITS) == []
    assert offenders(lambda declared: declared.subject in SUBJECTS and declared.subject != "coverage") == []
    assert offenders(lambda declared: declared.subject in get_args(registry.Subject)) == []
    assert offenders(lambda declared: declared.theme in THEMES and declared.theme in get_args(registry.Theme)) == []
    assert offenders(lambda declared: declared.worse in get_args(registry.Worse)) == []
    assert offenders(lambda declared: declared.needs in get_args(registry.Need)) == []
    assert offenders(lambda declared: declared.shape in get_args(registry.Shape)) == []
    assert offenders(lambda declared: set(declared.directions) <= set(get_args(registry.Direction))) == []


def test_every_figure_has_a_source_a_definition_and_a_docstring_that_says_when_it_is_undefined():
    assert offenders(lambda declared: re.search(r"\d{4}", declared.citation)) == []
    assert offenders(lambda declared: "/" in declared.definition and "`" not in declared.definition) == []
    assert offenders(lambda declared: declared.undefined.startswith(("with", "when"))) == []
    assert offenders(lambda declared: (declared.function.__doc__ or "").endswith((".", "\n    "))) == []


def test_ranges_are_those_of_their_unit_and_every_index_says_how_to_read_it():
    assert offenders(lambda declared: declared.range[0] < declared.range[1]) == []
    assert offenders(lambda declared: declared.unit != "share" or declared.range == (0, 1)) == []
    assert offenders(lambda declared: (declared.unit == "index") == (declared.reading is not None)) == []


def test_what_cannot_be_declared():
    """An index without a reading, and a signal on a figure that has no margin or is never published."""
    words = {"label": Text(nl="a", en="b"), "explanation": Text(nl="a", en="b"), "definition": "a / b"}
    common = {**words, "undefined": "never", "theme": "bridging", "needs": "own", "citation": "nobody 2026"}
    metric(**common, unit="share", worse="high")  # nothing else is wrong with it
    signal = Signal(margin=0.1)
    for wrong in (
        {"unit": "index", "worse": "low"},
        {"unit": "index", "worse": "low", "range": (0.0, 1.0)},
        {"unit": "share", "worse": "high", "shape": "whole", "signal": signal},
        {"unit": "share", "worse": "high", "internal": True, "signal": signal},
        {"unit": "share", "worse": "neither", "signal": signal},
    ):
        with pytest.raises(TypeError):
            metric(**common, **wrong)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"theme": "isolatie"}, "theme='isolatie' is not known. Did you mean isolation?"),
        ({"worse": "up"}, "worse='up' is not known. Valid: high, low, neither."),
        ({"needs": "all"}, "needs='all' is not known."),
        ({"shape": "hole"}, "shape='hole' is not known. Did you mean whole?"),
        ({"unit": "percent"}, "unit='percent' is not known."),
        ({"directions": ("get",)}, "directions='get' is not known. Valid: receives, gives."),
        ({"identities": {"top": "isolated.numerator"}}, "identities='top' is not known."),
        ({"subject": "carer"}, "subject='carer' is not known. Did you mean carers?"),
        ({"subject": "care"}, "subject='care' is not known."),  # the name of a theme
        ({"subject": "coverage"}, "subject='coverage' is not known."),  # that is about the data, not about support
        ({"subject": ""}, 'theme="care" is two subjects on the map: say subject="carers" or "volunteers".'),
    ],
    ids=str,
)
def test_a_misspelt_declaration_is_refused_where_it_stands(wrong, told):
    """Not later on, by the map or by nobody."""
    words = {"label": Text(nl="a", en="b"), "explanation": Text(nl="a", en="b"), "definition": "a / b"}
    right = {
        "undefined": "never",
        "theme": "care",
        "subject": "carers",
        "needs": "own",
        "unit": "share",
        "worse": "low",
    }
    with pytest.raises(TypeError, match=re.escape(told)):
        metric(**words, **{**right, "citation": "nobody 2026", **wrong})


def test_an_identity_that_cannot_be_read_is_named(made_up, monkeypatch):
    monkeypatch.setitem(registry._REGISTRY, made_up, replace(ng.METRICS[made_up], identities={"numerator": "x.top"}))
    with pytest.raises(ng.NetgraphError, match=re.escape("given_less_got declares the identity 'x.top'")):
        identities()


def test_themes_stay_together_in_whatever_order_figures_were_declared():
    """Figures of the last theme first: themes come in their own order, figures within them as given."""
    backwards = list(ng.METRICS.values())[::-1]
    themed = by_theme(backwards)
    assert list(themed) == list(get_args(registry.Theme)) == list(THEMES)
    assert [one.id for one in themed["cohesion"]] == ["clustering", "support_ratio"]
    assert sum(map(len, themed.values())) == len(ng.METRICS)


def test_subjects_are_what_one_finds_figures_by_on_the_map():
    """The themes, but for care, which is two: carers and volunteers (WORDS.md section 3, layers)."""
    found = {name: [one.id for one in figures] for name, figures in by_subject(ng.METRICS.values()).items()}
    assert list(found) == list(get_args(registry.Subject)) == [name for name in SUBJECTS if name != "coverage"]
    assert found["carers"] == [
        *("carers_alone", "care_hours", "intensive_carers", "carer_balance", "respite_reach", "carer_peers"),
    ]
    assert found["volunteers"] == [
        *("volunteer_share", "volunteer_hours", "volunteer_carers", "volunteer_guidance", "volunteer_dependence"),
    ]
    assert found["bridging"] == ["ei_index", "bridging_share"]
    # Of care in METRICS.md, but about all residents: neither about carers nor about volunteers.
    assert found["isolation"][-2:] == ["keystone", "formal_informal"]
    assert sum(map(len, found.values())) == len(ng.METRICS)
    assert offenders(lambda declared: declared.theme in ("care", declared.subject)) == []
    care = {declared.subject for declared in ng.METRICS.values() if declared.theme == "care"}
    assert care == {"carers", "volunteers", "isolation"}


def test_subjects_stay_together_in_whatever_order_figures_were_declared():
    found = by_subject(list(ng.METRICS.values())[::-1])
    assert list(found) == list(get_args(registry.Subject))
    assert [one.id for one in found["cohesion"]] == ["clustering", "support_ratio"]
    assert by_subject([]) == by_theme([]) == {}
    assert list(by_subject([ng.METRICS["volunteer_hours"]])) == ["volunteers"]


def test_a_figure_of_another_theme_than_care_is_found_under_it():
    def something(arcs):
        return share_of(arcs.contacts.count == 0)

    with made_up_figure(something, theme="cohesion") as name:
        assert ng.METRICS[name].subject == "cohesion"
    with made_up_figure(something, theme="care", subject="volunteers") as name:
        assert (ng.METRICS[name].theme, ng.METRICS[name].subject) == ("care", "volunteers")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"carer_definition": "cbs"}, "there is no carer_definition 'cbs'. Did you mean cbs2024?"),
        ({"bridge_by": ["age_group"]}, "bridge_by must be one name, as text"),
        ({"bridge_label": "age"}, "bridge_label names the groups of bridge_by, which is not given"),
    ],
    ids=str,
)
def test_a_choice_that_cannot_be_made_is_named(wrong, told):
    with pytest.raises(ng.NetgraphError, match=re.escape(told)):
        Choices(**wrong)


@pytest.mark.parametrize("wrong", [5, True, ["isolated", 5]], ids=str)
def test_names_that_are_no_text_are_refused_everywhere(wrong):
    network = small_network("a>b")
    for call in (
        lambda: ng.district_estimates(network, wrong),
        lambda: ng.district_estimates(network, by=wrong),
        lambda: ng.group_gap(network, "isolated", "roles", by=wrong),
        lambda: ng.person_metrics(network, wrong),
        lambda: network.only(kinds=wrong),
    ):
        with pytest.raises(ng.NetgraphError, match="must be a name, or a list of names"):
            call()


def test_figures_that_can_signal_say_which_end_is_worse_and_have_a_sentence():
    """METRICS.md marks them with an S."""
    signals = [declared for declared in ng.METRICS.values() if declared.signal]
    assert [declared.id for declared in signals] == [
        *("isolated", "thin_support", "dyadic_reciprocity", "bridging_share"),
        *("carers_alone", "respite_reach", "volunteer_dependence"),
    ]
    assert all(declared.worse in ("high", "low") and declared.signal.margin > 0 for declared in signals)
    assert {declared.id for declared in signals} <= set(REASONS)
    # Signals on reciprocity look at everyday kinds only.
    assert [declared.id for declared in signals if declared.signal.everyday] == ["dyadic_reciprocity"]


def test_every_value_can_be_written():
    """Each unit is one that numbers can be written in, in both languages."""
    for declared in ng.METRICS.values():
        assert all(re.search(r"\d", format_value(0.5, declared.unit, language)) for language in LANGUAGES)


def test_the_registry_is_read_only():
    with pytest.raises(TypeError):
        ng.METRICS["other"] = ng.METRICS["isolated"]  # type: ignore[index]
    with pytest.raises(TypeError):
        del ng.METRICS["isolated"]  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        ng.METRICS["isolated"].worse = "low"  # type: ignore[misc]


def test_a_name_is_given_once():
    def isolated(arcs):
        return share_of(arcs.contacts.count == 0)

    with pytest.raises(ng.NetgraphError, match="there is a metric isolated already"), made_up_figure(isolated):
        pass
    assert list(ng.METRICS) == CATALOGUE


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("isolatd", "Did you mean isolated?"), ("carer_alone", "carers_alone"), ("xyz", "Valid: isolated, unsupported")],
)
def test_an_unknown_name_is_answered_with_the_nearest(wrong, near):
    network = small_network("a>b")
    for function in (ng.district_estimates, ng.district_metrics):
        with pytest.raises(ng.NetgraphError, match=re.escape(near)):
            function(network, ["isolated", wrong])
    with pytest.raises(ng.NetgraphError, match="Did you mean coreness"):
        ng.person_metrics(network, ["corenes"])


def test_figures_come_in_the_order_of_the_catalogue_however_they_are_asked():
    network = small_network("a>b")
    asked = ["carers_alone", "isolated", "contacts", "isolated"]
    assert ng.district_estimates(network, asked)["metric"].to_list() == ["isolated", "contacts", "carers_alone"]
    assert list(ng.district_metrics(network, "contacts").columns)[-1] == "contacts"


@pytest.fixture
def made_up():
    """Declare a figure for one test: an index between -1 and 1, twice as many given as got being +1/3."""

    def given_less_got(arcs):
        given, got = arcs.out.count.astype(np.float64), arcs.into.count.astype(np.float64)
        return Ratio(given - got, given + got)

    words = {
        "label": Text(nl="Gegeven min gekregen", en="Given less got"),
        "reading": Text(nl="Boven 0: meer gegeven dan gekregen.", en="Above 0: more given than got."),
    }
    index = {"unit": "index", "range": (-1.0, 1.0), "worse": "low", "signal": Signal(margin=0.1)}
    with made_up_figure(given_less_got, theme="reciprocity", **words, **index) as name:
        yield name


def test_a_figure_that_is_declared_shows_up_everywhere(made_up, tmp_path, capsys):
    """In the tables, the signals, the catalogue and the command line, without another edit."""
    # 20 people in the west give to 20 in the east: -1 there, +1 here.
    ties = " ".join(f"a{n}>b{n}" for n in range(20))
    people = " ".join([*(f"a{n}@west" for n in range(20)), *(f"b{n}@east" for n in range(20))])
    network = small_network(ties, people)
    assert ng.district_metrics(network)[made_up].to_dict() == {"east": -1.0, "west": 1.0}
    tidy = ng.district_estimates(network).set_index(["group", "metric"])
    # Nobody differs: as 0 of 20, from -1 to 1.
    highest = 2 * beta.ppf(0.95, 0.5, 20.5) - 1
    assert tidy.loc[("east", made_up), ["low", "high"]].tolist() == pytest.approx([-1.0, highest])
    thin = ng.thin_networks(network, language="en")
    assert made_up in thin.loc["east", "signals"]
    assert "Given less got: −1.00. In the rest of the area it is 1.00." in thin.loc["east", "reasons"]

    assert _run(["catalogue"], debug=False) == 0
    assert "Gegeven min gekregen — Given less got" in capsys.readouterr().out
    network.write(tmp_path / "data")
    assert _run(["metrics", str(tmp_path / "data"), "-o", str(tmp_path / "out.csv")], debug=False) == 0
    assert pd.read_csv(tmp_path / "out.csv")[made_up].tolist() == [-1.0, 1.0]
    only = ["metrics", str(tmp_path / "data"), "-o", str(tmp_path / "one.csv"), "--metrics", made_up]
    assert _run(only, debug=False) == 0
    assert list(pd.read_csv(tmp_path / "one.csv"))[-1] == made_up


def test_a_choice_is_named_in_the_words_and_reaches_the_function():
    intensive = {name: choose(["intensive_carers"], Choices(name))[0] for name in CARER_DEFINITIONS}
    for name, chosen in intensive.items():
        assert chosen.settings == {"carer_definition": name}
        assert chosen.label.nl.endswith(CARER_DEFINITIONS[name].short.nl)
        assert CARER_DEFINITIONS[name].phrase.en in chosen.explanation.en
    bridging = choose(["bridging_share"], Choices(bridge_by="age_group", bridge_label="age"))[0]
    assert bridging.settings == {"bridge_by": "age_group"}
    assert (bridging.explanation.nl[-11:], bridging.explanation.en[-6:]) == ("(leeftijd).", "(age).")
    assert all("{" not in chosen.explanation.nl for chosen in choose(None, Choices(bridge_by="age_group")))


def test_the_page_of_figures_is_in_step_with_the_code(capsys):
    """docs/metrics.md is what ``netgraph catalogue --format md`` prints."""
    assert _run(["catalogue", "--format", "md"], debug=False) == 0
    assert PAGE.read_text(encoding="utf-8") == capsys.readouterr().out, (
        "netgraph catalogue --format md > docs/metrics.md"
    )


def test_the_page_says_of_every_figure_what_a_reader_needs():
    sections = dict(re.findall(r"^### ([a-z_]+)\n(.*?)(?=^##|\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S))
    assert list(sections) == CATALOGUE
    for name, section in sections.items():
        for line in (
            "| Formula | `",
            "| Range | ",
            "| Undefined | ",
            "| How to read it | ",
            "| Needs | ",
            "| Source | ",
        ):
            assert line in section, name
        assert ("| Caution | " in section) == (ng.METRICS[name].caution is not None)
        assert "{definition}" not in section
        assert "{bridge_label}" not in section


def test_the_made_up_figure_is_gone():
    assert list(ng.METRICS) == CATALOGUE


# --- the words, letter for letter


@pytest.fixture(scope="module")
def rows() -> dict[str, list[list[str]]]:
    """Return the rows of the tables of figures in WORDS.md by id: those of person columns, then those of groups."""
    if not DOCUMENT.exists():
        pytest.skip("the document of words does not lie beside the project (../shared/WORDS.md)")
    text = DOCUMENT.read_text(encoding="utf-8")
    tables = text[text.index("## 1a.") : text.index("## 2.")]
    found: dict[str, list[list[str]]] = {}
    for line in tables.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if len(cells) > 5:
            found.setdefault(re.match(r"\w+", cells[0])[0] if cells[0] else "", []).append(cells[1:])
    return found


def test_words_of_figures_are_those_of_the_document(rows):
    for name, declared in ng.METRICS.items():
        nl, nl_explained, en, en_explained, form, caution = rows[name][-1]
        assert declared.label == Text(nl=nl, en=en)
        in_register = declared.per_population
        if in_register is not None:
            nl_explained, _, nl_register = nl_explained.partition(" *Register:* ")
            en_explained, _, en_register = en_explained.partition(" *Register:* ")
            assert in_register == Text(nl=nl_register, en=en_register)
        assert declared.explanation == Text(nl=nl_explained, en=en_explained)
        assert declared.caution == Text(*caution.split(" — "))
        assert UNITS_IN_WORDS[form.split(" ")[0].rstrip(":")] == declared.unit
        if declared.reading is not None:
            nl_read, en_read = re.sub(r"^index[^:]*: ", "", form).split(" — ")
            assert declared.reading == Text(nl=sentence(nl_read), en=sentence(en_read))


def sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def test_the_words_of_choices_are_those_of_the_document():
    if not DOCUMENT.exists():
        pytest.skip("the document of words does not lie beside the project (../shared/WORDS.md)")
    text = DOCUMENT.read_text(encoding="utf-8")
    for words in CARER_DEFINITIONS.values():
        for both in (words.phrase, words.short):
            assert f"{both.nl} — {both.en}" in text


@pytest.fixture(scope="module")
def defined() -> dict[str, tuple[str, str, str, bool]]:
    """Return theme, needs, worse and whether it signals of every figure in METRICS.md, by id."""
    if not METRICS_DOCUMENT.exists():
        pytest.skip("the document of definitions does not lie beside the project (../shared/METRICS.md)")
    found = {}
    for line in METRICS_DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if len(cells) == 5 and cells[2] in get_args(registry.Need):
            name = re.match(r"[a-z_]+", cells[1])[0]
            found[name] = (cells[0], cells[2], cells[4], "**S**" in cells[1])
    return found


def test_every_figure_of_the_document_is_there_as_it_says(defined):
    """All but one: constraint needs the degrees of contacts, which a survey that asked alter_ties does not hold."""
    expected = {**defined, "constraint": ("isolation", "whole", "neither", False)}
    assert defined["constraint"][1] == "alters"
    assert set(expected) == set(ng.METRICS)
    declared = {name: (one.theme, one.needs, one.worse, one.signal is not None) for name, one in ng.METRICS.items()}
    assert declared == expected


def test_words_of_person_columns_are_those_of_the_document(rows):
    for name, column in PERSON_COLUMNS.items():
        nl, nl_explained, en, en_explained, _ = rows[name][0]
        assert column.label == Text(nl=nl, en=en)
        assert column.explanation == Text(nl=nl_explained, en=en_explained)
