"""Notices on a whole network: what is usual in real data and yet decides how its figures are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.network.activity import has_ties
from netgraph.schema.faults import shown
from netgraph.schema.roles import has_role, is_resident
from netgraph.schema.vocabulary import ELSEWHERE, KINDS, VOLUNTEERING

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.schema.about import About
    from netgraph.schema.faults import Notices

__all__ = ["note_assumptions", "note_contents"]

LOW_COVERAGE = 0.5


def note_assumptions(given: About, used: About, notices: Notices) -> None:
    """Say what about.toml left open and how it was filled in."""
    if given.design is None:
        reason = "everybody is a respondent" if used.design == "whole_network" else "not everybody is a respondent"
        message = f"the design was not given; {used.design} is assumed, because {reason}. Say it in about.toml."
        notices.add("about", "design_assumed", 1, message)
    if used.design == "survey" and given.asked is None:
        message = (
            "which ties the survey asked about was not given; both directions are assumed. Say it in about.toml: asked."
        )
        notices.add("about", "asked_assumed", 1, message)
    if used.design == "survey" and not used.was_asked("alter_roles"):
        message = (
            "nobody who was not asked has a role: which contacts are carers, volunteers or professionals is taken as "
            "not known, and figures on that stay empty. Fill in roles; if you asked and none has one, say alter_roles "
            "in about.toml: asked."
        )
        notices.add("about", "alter_roles_unknown", 1, message)


def note_contents(
    people: pd.DataFrame, ties: pd.DataFrame, districts: pd.DataFrame, about: About, notices: Notices
) -> None:
    """Say what a reader of the figures should know about the tables."""
    tied = has_ties(people, ties)
    notices.add("people", "no_ties", int((~tied).sum()), "without ties; they stay in the network.")
    message = "without a known district; they count only as contacts of others."
    notices.add("people", "unknown_district", int(people["district"].isna().sum()), message)
    others = sorted(set(ties["kind"].cat.categories) - set(KINDS))
    unusual = ties["kind"].isin(others)
    listed = ", ".join(shown(kind) for kind in others[:10])
    notices.add(
        "ties",
        "unusual_kind",
        int(unusual.sum()),
        f"of a kind without a fixed meaning ({listed}); they count as everyday support.",
    )
    volunteering = np.zeros(len(people), dtype=bool)
    volunteering[ties.loc[ties["kind"] == VOLUNTEERING, "giver"]] = True
    message = "who give volunteering without the role volunteer; figures on volunteers go by the role."
    no_role = volunteering & ~has_role(people["roles"], "volunteer", "organisation")
    notices.add("people", "volunteering_without_role", int(no_role.sum()), message)
    hours = ties["hours_per_week"]
    if hours.notna().any():
        message = "without hours; figures of hours leave them out, and support_gini counts supporters instead."
        notices.add("ties", "hours_partly_known", int(hours.isna().sum()), message)
    if about.design == "whole_network":
        message = (
            "who are no respondents, although the design is whole_network, in which everybody's ties are known; they "
            "count as contacts only. If only some people were asked, say survey in about.toml: design."
        )
        notices.add("people", "not_asked", int((~people["respondent"]).sum()), message)
    _note_ended(ties, about, notices)
    _note_coverage(people, districts, about, notices)


def _note_ended(ties: pd.DataFrame, about: About, notices: Notices) -> None:
    if about.reference_date is None:
        message = (
            "with an end date, and no date was asked for: they count as if they still went on. "
            "Give reference_date in about.toml, or use at()."
        )
        notices.add("ties", "ended", int(ties["until"].notna().sum()), message)
        return
    date = str(about.reference_date)
    message = f"ended by {date} or begun later; they stay in the table and do not count in the figures."
    notices.add("ties", "ended", int(((ties["until"] <= date) | (ties["since"] > date)).sum()), message)


def _note_coverage(people: pd.DataFrame, districts: pd.DataFrame, about: About, notices: Notices) -> None:
    if about.design == "survey" or districts["population"].isna().all():
        return
    here = people[people["respondent"] & (people["district"] != ELSEWHERE) & is_resident(people["roles"])]
    respondents = districts["district"].map(here["district"].value_counts()).fillna(0)
    low = (respondents > 0) & (respondents < LOW_COVERAGE * districts["population"])
    message = "with data on less than half of their population; figures on them may give a skewed picture."
    notices.add("districts", "low_coverage", int(low.sum()), message)
