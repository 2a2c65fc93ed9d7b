"""Small networks written down as text, for figures that are worked out by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import netgraph as ng
from tests.random_networks import Tables
from tests.slow_reference import SlowNetwork

if TYPE_CHECKING:
    from tests.random_networks import Row


def small_tables(
    ties: str,
    people: str = "",
    *,
    roles: dict[str, str] | None = None,
    weights: dict[str, float] | None = None,
    columns: dict[str, dict[str, Any]] | None = None,
    not_asked: str = "",
    districts: list[Row] | None = None,
    **about: Any,
) -> Tables:
    """Make the tables of ties such as ``"a>b b>a a>c:care c>d:care:7.5"``: giver > receiver : kind : hours : since.

    People are those of the ties and of ``people``, such as ``"a@west b@east c"``; they live in ``west`` unless
    something else is said (``c@`` lives nobody knows where). ``columns`` are further columns of people by name and
    person; ``not_asked`` names those who are no respondents; ``about`` is that of about.toml.
    """
    given = [_tie(text) for text in ties.split()]
    home: dict[str, str | None] = {person: "west" for tie in given for person in (tie["giver"], tie["receiver"])}
    for text in people.split():
        person, at, district = text.partition("@")
        home[person] = (district or None) if at else "west"
    table = [
        {
            "person": person,
            "district": district,
            "roles": (roles or {}).get(person, "resident"),
            "weight": (weights or {}).get(person, 1.0),
            "respondent": person not in not_asked.split(),
            **{name: of_person.get(person) for name, of_person in (columns or {}).items()},
        }
        for person, district in home.items()
    ]
    if districts is None:
        districts = [{"district": code} for code in sorted(set(home.values()) - {"elsewhere", None})]
    return Tables(table, given, districts, about)


def small_network(
    ties: str, people: str = "", *, districts: pd.DataFrame | None = None, **choices: Any
) -> ng.SupportNetwork:
    """Make the network of `small_tables`, with a table of districts as it is or none at all."""
    tables = small_tables(ties, people, **choices)
    columns = ["giver", "receiver", "kind", "hours_per_week", "since"]
    given = pd.DataFrame(tables.ties, columns=columns).astype({"hours_per_week": "float64"})
    return ng.from_tables(pd.DataFrame(tables.people), given, districts, about=tables.about)


def _tie(text: str) -> Row:
    ends, *rest = text.split(":")
    giver, receiver = ends.split(">")
    kind, hours, since = [*rest, "", "", ""][:3]
    return {
        "giver": giver,
        "receiver": receiver,
        "kind": kind or "support",
        "hours_per_week": float(hours) if hours else None,
        "since": since or None,
        "until": None,
    }


def values(network: ng.SupportNetwork, *metrics: str, **choices: Any) -> dict[str, float]:
    """Return figures of the one district of a network by metric."""
    tidy = ng.district_estimates(network, metrics or None, **choices)
    assert set(tidy["group"]) == {"west"}
    return dict(zip(tidy["metric"], tidy["value"], strict=True))


def assert_figure(
    metric: str, tables: Tables, expected: tuple[float, float] | float, group: str = "west", **by: Any
) -> None:
    """Hold the library, and the slow reference too, against what was worked out by hand.

    ``expected`` is numerator and denominator, or the value of a figure that is no ratio of two sums; ``by`` are the
    choices of the figure.
    """
    numerator, denominator = expected if isinstance(expected, tuple) else (math.nan, math.nan)
    value = numerator / denominator if isinstance(expected, tuple) else expected
    slow = SlowNetwork(tables, **by)
    found = ng.district_estimates(tables.network(), [metric], **by).set_index("group").loc[group]
    for whose, figure in (("netgraph", found), ("the slow reference", slow.figure(metric, slow.living_in(group)))):
        told = (figure.numerator, figure.denominator, figure.value)
        wanted = (numerator, denominator, value)
        assert told == pytest.approx(wanted, rel=1e-12, abs=1e-12, nan_ok=True), f"{metric} of {whose}: {told}"
    assert found["reason"] == ""


def assert_undefined(metric: str, tables: Tables, group: str = "west", **by: Any) -> None:
    """Hold the library, and the slow reference too, against a figure being undefined."""
    slow = SlowNetwork(tables, **by)
    found = ng.district_estimates(tables.network(), [metric], **by).set_index("group").loc[group]
    assert math.isnan(found["value"]), f"{metric} of netgraph: {found['value']}"
    assert found["reason"] == "undefined"
    assert math.isnan(slow.figure(metric, slow.living_in(group)).value)
