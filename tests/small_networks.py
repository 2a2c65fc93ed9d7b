"""Small networks written down as text, for figures that are worked out by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd

import netgraph as ng


def small_network(
    ties: str,
    people: str = "",
    *,
    roles: dict[str, str] | None = None,
    weights: dict[str, float] | None = None,
    not_asked: str = "",
    districts: pd.DataFrame | None = None,
    **about: Any,
) -> ng.SupportNetwork:
    """Make a network of ties such as ``"a>b b>a a>c:care c>d:care:7.5"``: giver > receiver : kind : hours.

    People are those of the ties and of ``people``, such as ``"a@west b@east c"``; they live in ``west`` unless
    something else is said. ``not_asked`` names those who are no respondents; ``about`` is that of about.toml.
    """
    given = [_tie(text) for text in ties.split()]
    home = {person: "west" for tie in given for person in (tie["giver"], tie["receiver"])}
    for text in people.split():
        person, _, district = text.partition("@")
        home[person] = district or "west"
    table = pd.DataFrame(
        {
            "person": list(home),
            "district": list(home.values()),
            "roles": [(roles or {}).get(person, "resident") for person in home],
            "weight": [(weights or {}).get(person, 1.0) for person in home],
            "respondent": [person not in not_asked.split() for person in home],
        }
    )
    columns = ["giver", "receiver", "kind", "hours_per_week"]
    return ng.from_tables(table, pd.DataFrame(given, columns=columns), districts, about=about)


def _tie(text: str) -> dict[str, object]:
    ends, *rest = text.split(":")
    giver, receiver = ends.split(">")
    kind = rest[0] if rest else "support"
    return {
        "giver": giver,
        "receiver": receiver,
        "kind": kind,
        "hours_per_week": float(rest[1]) if len(rest) > 1 else float("nan"),
    }


def values(network: ng.SupportNetwork, *metrics: str) -> dict[str, float]:
    """Return figures of the one district of a network by metric."""
    tidy = ng.district_estimates(network, metrics or None)
    assert set(tidy["group"]) == {"west"}
    return dict(zip(tidy["metric"], tidy["value"], strict=True))
