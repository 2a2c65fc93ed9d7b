"""What a reader of a report has to keep in mind, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.symbology import CLASS_FILLS, state_label
from netgraph.symbology.coverage import COVERAGE_FIGURE
from netgraph.symbology.palette import larger_fill
from netgraph.words import page, report
from netgraph.words.certainty import CHANCE_ONLY
from netgraph.words.numbers import join_words
from netgraph.words.states import ATTENTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netgraph.content import MapContent
    from netgraph.symbology import Layer

__all__ = ["caveats", "never_seen"]


def caveats(content: MapContent, layers: tuple[Layer, ...]) -> tuple[str, ...]:
    """Return what to keep in mind: what signals are, what margins mean, what is not shown, and what cannot be seen.

    Parameters
    ----------
    content : MapContent
        What the report shows.
    layers : tuple of Layer
        Its figures.

    Returns
    -------
    tuple of str
        Sentences, the most important first.
    """
    return tuple(dict.fromkeys(filter(None, _all(content, layers))))


def _all(content: MapContent, layers: tuple[Layer, ...]) -> Iterator[str]:
    """Give the sentences one by one."""
    say, fills = content.wording.of, {row.fill for row in content.districts}
    yield say(report.REPORT_CAUTION)
    yield say(report.REPORT_IS_ABOUT)
    yield content.design
    yield content.layers[0].footnote
    yield say(report.REPORT_FEW_OF_MANY)
    if any(content.figures[layer.id]["low"].notna().any() for layer in layers):
        yield say(page.PANEL_WHAT_THE_MARGIN_IS)
        yield say(report.REPORT_MARGINS)
        yield say(CHANCE_ONLY)
    states = [state for state in ("none", "too_little_data") if state in fills]
    drawn = {layer.marks[number].fill for layer in layers for number in layer.marked}
    hatched = not drawn.isdisjoint(map(larger_fill, CLASS_FILLS))
    for state in [*states, *(["hidden"] if "hidden" in drawn or hatched else [])]:
        meaning = say(ATTENTION[state].explanation, rest=content.wording.rest)
        yield f"{state_label(state, content.wording)}: {meaning[:1].lower()}{meaning[1:]}"
    if hatched:
        yield say(report.REPORT_LARGER)
    for why, names in _never_seen(layers).items():
        yield say(report.REPORT_NOT_OBSERVABLE, label=join_words(names, content.wording.language), words=why)
    yield from (say(text) for text in (page.SUPPORTER_DEFINITION, page.CONTACT_DEFINITION, page.PAID_HELP_DEFINITION))
    if content.head.privacy:
        yield say(report.REPORT_PRIVACY_SURVEY if content.survey else report.REPORT_PRIVACY)


def never_seen(layer: Layer) -> bool:
    """Whether the data cannot show a figure of any area."""
    shown = {layer.marks[number].fill for number in layer.marked}
    return layer.id != COVERAGE_FIGURE.id and "not_observable" in shown and shown <= {"not_observable", "missing"}


def _never_seen(layers: tuple[Layer, ...]) -> dict[str, list[str]]:
    """Return why figures cannot be seen, and the figures of which that holds."""
    found: dict[str, list[str]] = {}
    for layer in filter(never_seen, layers):
        (why,) = {mark.says for mark in layer.marks if mark.fill == "not_observable"}
        found.setdefault(why, []).append(layer.label)
    return found
