"""The catalogue as a page of Markdown: docs/metrics.md."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netgraph.metrics import CARER_DEFINITIONS, PERSON_COLUMNS, by_theme
from netgraph.words.page import LEGEND_DIRECTIONS
from netgraph.words.states import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netgraph.metrics import Metric, PersonColumn
    from netgraph.metrics.registry import Need
    from netgraph.words.text import Text

__all__ = ["catalogue_page"]

OPENING = """\
# The figures

Every figure that netgraph computes: what it means, how it is defined, when there is none, how to read it and where
the definition comes from. This page is written by `netgraph catalogue --format md`; a test keeps it in step.

All figures are about unpaid support between people. Ties of kind `professional` (paid help) and ties of organisations
are left out, unless a figure says otherwise. Ties of several kinds between the same two are one tie, with the largest
hours within a kind, added over kinds. A self-tie is no tie.

| symbol | meaning |
|---|---|
| R | the residents of the group who were asked: respondents who are not only professional or organisation |
| in(i), out(i) | the people whom person i gets support from, and gives support to |
| C(i) | contacts: in(i) and out(i) together |
| M(i) | the contacts with whom support goes both ways: those in both |
| #A | how many there are in A |
| w(i, j) | hours a week that i gives to j; 0 without a tie |
| carer | has the role, or gives a tie of kind `care` to a person; professionals and organisations are no carers |
| volunteer | has the role |

Of somebody who was not asked only care for people who were asked can be known: nothing else makes them a carer.

A figure of a group is a sum over its people / a sum over its people, both multiplied by survey weights, unless it is
one number for the whole group; then its formula says whether weights count. A tie across a border counts for the
people at each end. Undefined is NaN, never 0. *Always* names sums that hold in every group (not in a register, where
a share of the population has another denominator).

**What the data must hold.** *own*: people's own ties (whole network, or a survey that asked the directions named).
*alters*: also the ties among their contacts (whole network, or a survey that asked `alter_ties`). *whole*: the whole
network. *given*: what is registered (any data; a survey must have asked the directions named). Where the data cannot
show a figure it is NaN, with the reason `not_observable`; so is a share of the population where nobody knows that.

**Signals.** Some figures can raise a signal: when a district is clearly worse than the rest of the city by more than
a margin that matters in practice, which stands with the figure. Clearly: in a one-sided test of "no worse than the
rest plus the margin", corrected for looking at many districts (Benjamini-Hochberg). A district needs attention when
that holds on two themes at once (partial conjunction), or strongly for one figure (Bonferroni over its figures).
"""
NEEDS: dict[Need, str] = {
    "own": "people's own ties",
    "alters": "people's own ties and those among their contacts",
    "whole": "the whole network",
    "given": "what is registered",
}


def catalogue_page(figures: Sequence[Metric]) -> str:
    """Return the page: what the symbols mean, a table of contents, all figures by theme, and the person columns."""
    parts = [OPENING, "## Contents", "", *_contents(figures)]
    for theme, metrics in by_theme(figures).items():
        about = THEMES[theme]
        parts += ["", f"## {about.label.en} · {about.label.nl}", "", f"{about.question.en} *{about.question.nl}*"]
        for metric in metrics:
            parts += ["", *_section(metric)]
    parts += ["", "## Person columns", "", "For analysts at their desk (`person_metrics`): never on a map or a page."]
    for name, column in PERSON_COLUMNS.items():
        parts += ["", *_column_section(name, column)]
    return "\n".join(parts)


def _contents(figures: Sequence[Metric]) -> Iterable[str]:
    """List the figures by theme, each with a link."""
    yield "| theme | figures |"
    yield "|---|---|"
    for theme, metrics in by_theme(figures).items():
        links = ", ".join(f"[{metric.id}](#{metric.id})" for metric in metrics)
        yield f"| {THEMES[theme].label.en} | {links} |"
    links = ", ".join(f"[{name}](#person-column-{name})" for name in PERSON_COLUMNS)
    yield f"| Person columns | {links} |"


def _section(metric: Metric) -> Iterable[str]:
    """Describe one figure."""
    yield f"### {metric.id}"
    yield f"\n**{metric.label.en}** · **{metric.label.nl}**"
    yield f"\n{_both(metric.explanation)}"
    if metric.per_population is not None:
        yield f"\nIn a register: {_both(metric.per_population)}"
    if metric.internal:
        yield "\n**Never published**: only `internal` output holds it."
    yield "\n| | |\n|---|---|"
    yield f"| Formula | `{_cell(metric.definition)}` |"
    if metric.shape == "whole":
        yield "| Kind | one number for the group: no numerator, denominator or interval |"
    yield f"| Range | {_range(metric)} |"
    yield f"| Undefined | {metric.undefined} |"
    yield f"| How to read it | {_both(LEGEND_DIRECTIONS[metric.worse].sentence())}{_more(metric.reading)} |"
    if metric.caution is not None:
        yield f"| Caution | {_both(metric.caution)} |"
    yield f"| Needs | {metric.needs}: {_needs(metric)} |"
    yield from _choice(metric)
    yield from _signal(metric)
    for part, expression in metric.identities.items():
        yield f"| Always | {metric.id}.{part} = {expression} |"
    yield f"| Source | {metric.citation} |"


def _signal(metric: Metric) -> Iterable[str]:
    """Say when a figure signals."""
    if metric.signal is None:
        return
    margin = f"{100 * metric.signal.margin:g} percentage points" if metric.unit == "share" else metric.signal.margin
    everyday = "; on everyday kinds only" if metric.signal.everyday else ""
    yield f"| Signal | when clearly more than {margin} worse than the rest of the city{everyday} |"


def _column_section(name: str, column: PersonColumn) -> Iterable[str]:
    """Describe one person column."""
    yield f'### <a id="person-column-{name}"></a>{name} (person)'
    yield f"\n**{column.label.en}** · **{column.label.nl}**"
    yield f"\n{_both(column.explanation)}"
    yield "\n| | |\n|---|---|"
    yield f"| Formula | `{_cell(column.definition)}` |"
    if column.undefined:
        yield f"| Undefined | {column.undefined} |"
    if column.reading is not None:
        yield f"| How to read it | {_both(column.reading)} |"
    yield f"| Needs | {column.needs}: {_needs(column)} |"
    yield f"| Source | {column.citation} |"


def _choice(metric: Metric) -> Iterable[str]:
    """Say what a caller can choose of a figure."""
    if metric.choice == "carer_definition":
        named = "; ".join(f"`{name}`: {_both(words.phrase)}" for name, words in CARER_DEFINITIONS.items())
        yield f"| Choice | `carer_definition`: {named}. Its name stands wherever the figure is shown |"
    elif metric.choice == "bridge_by":
        yield "| Choice | `bridge_by`: a column of people; without it the figure is left out |"


def _range(metric: Metric) -> str:
    low, high = (_bound(bound) for bound in metric.range)
    unit = {"share": ", written as a percentage", "hours": " hours a week"}.get(metric.unit, "")
    return f"{low} or more{unit}" if metric.range[1] == math.inf else f"{low} to {high}{unit}"


def _bound(bound: float) -> str:
    return f"{bound:g}".replace("-", "\N{MINUS SIGN}")


def _needs(declared: Metric | PersonColumn) -> str:
    """Say what must be known, and which directions a survey must have asked."""
    known = NEEDS[declared.needs]
    words = {"receives": "whom people get support from", "gives": "whom they give it to"}
    asked = [] if declared.needs == "whole" else [words[one] for one in declared.directions]
    if getattr(declared, "alter_roles", False):  # no column of a person rests on the roles of others
        asked.append("which contacts are carers, volunteers or professionals")
    return f"{known}; a survey must have asked {' and '.join(asked)}" if asked else known


def _both(text: Text) -> str:
    """Write a text in English and in Dutch."""
    return f"{_cell(text.en)} *{_cell(text.nl)}*"


def _more(text: Text | None) -> str:
    return "" if text is None else f" {_both(text)}"


def _cell(words: str) -> str:
    """Make words safe in a cell: a bar would end it."""
    return words.replace("|", "\\|")
